/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-cash-pane.h"

#include "trivet-keypad.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetCashPane: one tap for the sums that a guest is likely to hand over, a keypad for others.
 * Digits are minor units, as on every till: 2 0 0 00 is 200.00. Change is shown before anything
 * is taken.
 */

#define MAX_QUICK_SUMS    6
#define MAX_ENTERED_MINOR G_GINT64_CONSTANT (99999999)

enum {
  TENDERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetCashPane {
  GtkWidget parent_instance;

  GtkWidget *row;
  GtkWidget *quick_sums;
  GtkWidget *entered;
  GtkWidget *change;
  GtkWidget *take;
  GtkWidget *rounded;

  TrivetCashDue  due;
  TrivetCurrency currency;
  gint64         entered_minor;
};

G_DEFINE_FINAL_TYPE (TrivetCashPane, trivet_cash_pane, GTK_TYPE_WIDGET)

static void
trivet_cash_pane_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_CASH_PANE (object)->row, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_cash_pane_parent_class)->dispose (object);
}

static void
trivet_cash_pane_class_init (TrivetCashPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_cash_pane_dispose;

  signals[TENDERED] =
    g_signal_new ("tendered",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_INT64);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static char *
format (TrivetCashPane *self,
        gint64          minor)
{
  return trivet_ui_format_minor (minor, self->currency);
}

static void
show_change (TrivetCashPane *self)
{
  g_autofree char *words = NULL;
  g_autofree char *amount = NULL;
  TrivetCashSplit  split;
  gboolean         ok;

  ok = trivet_checkout_split_cash (&self->due, self->entered_minor, &split);
  if (self->entered_minor == 0) {
    words = g_strdup (_("Or type the sum"));
  } else if (split.missing_minor > 0) {
    amount = format (self, split.missing_minor);
    words = g_strdup_printf (ok ? _("Then %s is still due") : _("%s is missing"), amount);
  } else if (split.change_minor > 0) {
    amount = format (self, split.change_minor);
    words = g_strdup_printf (_("Change %s"), amount);
  } else {
    words = g_strdup (_("No change"));
  }
  gtk_label_set_text (GTK_LABEL (self->change), words);
  trivet_ui_toggle_class (self->change, "good", self->entered_minor > 0 && split.change_minor > 0);
  gtk_widget_set_sensitive (self->take, self->entered_minor > 0 && ok);
}

static void
show_entered (TrivetCashPane *self)
{
  g_autofree char *amount = format (self, self->entered_minor);
  g_autofree char *take = g_strdup_printf (_("Take %s"), amount);

  gtk_label_set_text (GTK_LABEL (self->entered), amount);
  gtk_button_set_label (GTK_BUTTON (self->take), take);
  trivet_ui_set_name (self->take, take);
  show_change (self);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  trivet_cash_pane_press_key (user_data, key);
}

static void
on_take_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetCashPane *self = user_data;

  g_signal_emit (self, signals[TENDERED], 0, self->entered_minor);
}

static void
on_quick_clicked (GtkButton *button,
                  gpointer   user_data)
{
  gint64 *minor = g_object_get_data (G_OBJECT (button), "minor");

  g_signal_emit (user_data, signals[TENDERED], 0, *minor);
}

static GtkWidget *
entry_side_new (TrivetCashPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_DOUBLE_ZERO);

  self->change = trivet_ui_label_new ("", "cash-change numeric");
  self->entered = trivet_ui_label_new ("", "cash-entered numeric");
  self->take = trivet_ui_button_new ("", "trivet-button primary big numeric", G_CALLBACK (on_take_clicked), self);
  gtk_label_set_wrap (GTK_LABEL (self->change), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->entered), 1);
  gtk_widget_set_hexpand (self->change, TRUE);
  gtk_widget_set_vexpand (keypad, TRUE);
  gtk_widget_set_hexpand (side, TRUE);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);

  gtk_box_append (GTK_BOX (head), self->change);
  gtk_box_append (GTK_BOX (head), self->entered);
  gtk_box_append (GTK_BOX (side), head);
  gtk_box_append (GTK_BOX (side), keypad);
  gtk_box_append (GTK_BOX (side), self->take);

  return side;
}

static GtkWidget *
quick_side_new (TrivetCashPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *caption = trivet_ui_label_new (_("The customer hands over"), "cash-caption dim");

  self->quick_sums = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->rounded = trivet_ui_label_new ("", "cash-rounded dim numeric");
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->rounded), TRUE);
  gtk_widget_set_visible (self->rounded, FALSE);
  gtk_box_set_homogeneous (GTK_BOX (self->quick_sums), TRUE);
  gtk_widget_set_vexpand (self->quick_sums, TRUE);
  gtk_box_append (GTK_BOX (side), caption);
  gtk_box_append (GTK_BOX (side), self->rounded);
  gtk_box_append (GTK_BOX (side), self->quick_sums);

  return side;
}

static void
trivet_cash_pane_init (TrivetCashPane *self)
{
  self->currency = TRIVET_CURRENCY_CNY;
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_box_append (GTK_BOX (self->row), quick_side_new (self));
  gtk_box_append (GTK_BOX (self->row), entry_side_new (self));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
  show_entered (self);
}

/**
 * trivet_cash_pane_new:
 *
 * Returns: (transfer floating): a pane for nothing due yet
 */
GtkWidget *
trivet_cash_pane_new (void)
{
  return g_object_new (TRIVET_TYPE_CASH_PANE, NULL);
}

static void
add_quick_sum (TrivetCashPane *self,
               gint64          minor)
{
  g_autofree char *amount = format (self, minor);
  GtkWidget       *button = trivet_ui_button_new (amount, "trivet-button big numeric", G_CALLBACK (on_quick_clicked), self);

  if (minor == self->due.cash_minor) {
    g_autofree char *exact = minor > 0 ? g_strdup_printf (_("Exactly %s"), amount) : g_strdup (_("Nothing to take"));

    gtk_button_set_label (GTK_BUTTON (button), exact);
    trivet_ui_set_name (button, exact);
  }
  g_object_set_data_full (G_OBJECT (button), "minor", g_memdup2 (&minor, sizeof minor), g_free);
  gtk_box_append (GTK_BOX (self->quick_sums), button);
}

/* Why the sum on the buttons is not the one of the order. */
static void
show_rounded (TrivetCashPane *self)
{
  g_autofree char *amount = format (self, self->due.amount_minor);
  g_autofree char *words = g_strdup_printf (_("Rounded from %s"), amount);

  gtk_label_set_text (GTK_LABEL (self->rounded), words);
  gtk_widget_set_visible (self->rounded, self->due.cash_minor != self->due.amount_minor);
}

/**
 * trivet_cash_pane_set_due:
 * @self: a pane
 * @due: what is to be taken
 * @currency: its currency
 *
 * Begins anew for another sum; the same sum again changes nothing.
 */
void
trivet_cash_pane_set_due (TrivetCashPane *self,
                          TrivetCashDue   due,
                          TrivetCurrency  currency)
{
  gint64 sums[MAX_QUICK_SUMS] = { 0 };
  guint  n = due.amount_minor > 0;

  g_return_if_fail (TRIVET_IS_CASH_PANE (self));

  if (due.amount_minor == self->due.amount_minor && due.cash_minor == self->due.cash_minor &&
      currency == self->currency)
    return;

  self->due = due;
  self->currency = currency;
  self->entered_minor = 0;
  trivet_ui_clear_box (GTK_BOX (self->quick_sums));
  if (due.cash_minor > 0)
    n = trivet_checkout_suggest_cash (due.cash_minor, currency, sums, MAX_QUICK_SUMS);
  for (guint i = 0; i < n; i++)
    add_quick_sum (self, sums[i]);
  show_rounded (self);
  show_entered (self);
}

/**
 * trivet_cash_pane_take_exact:
 * @self: a pane
 *
 * As if the first of the sums had been touched: exactly what is due. Nothing when nothing is due.
 */
void
trivet_cash_pane_take_exact (TrivetCashPane *self)
{
  GtkWidget *exact;

  g_return_if_fail (TRIVET_IS_CASH_PANE (self));

  exact = gtk_widget_get_first_child (self->quick_sums);
  if (exact != NULL)
    on_quick_clicked (GTK_BUTTON (exact), self);
}

/**
 * trivet_cash_pane_press_key:
 * @self: a pane
 * @key: as in #TrivetKeypad
 *
 * As if the key had been touched; more digits than a sum can have are passed over.
 */
void
trivet_cash_pane_press_key (TrivetCashPane *self,
                            guint           key)
{
  gint64 entered;

  g_return_if_fail (TRIVET_IS_CASH_PANE (self));

  entered = trivet_keypad_type_minor (self->entered_minor, key);
  if (entered > MAX_ENTERED_MINOR)
    return;

  self->entered_minor = entered;
  show_entered (self);
}
