/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-amount-pane.h"

#include "trivet-keypad.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetAmountPane: digits are minor units, as on the cash pane. More than what is due cannot be
 * chosen.
 */

#define MAX_SHARES        6
#define MAX_ENTERED_MINOR G_GINT64_CONSTANT (99999999)

enum {
  CHOSEN,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetAmountPane {
  GtkWidget parent_instance;

  TrivetCheckout *checkout;
  TrivetCurrency  currency;
  gint64          entered_minor;

  GtkWidget *row;
  GtkWidget *shares;
  GtkWidget *hint;
  GtkWidget *entered;
  GtkWidget *take;
};

G_DEFINE_FINAL_TYPE (TrivetAmountPane, trivet_amount_pane, GTK_TYPE_WIDGET)

static void
trivet_amount_pane_dispose (GObject *object)
{
  TrivetAmountPane *self = TRIVET_AMOUNT_PANE (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->checkout);

  G_OBJECT_CLASS (trivet_amount_pane_parent_class)->dispose (object);
}

static void
trivet_amount_pane_class_init (TrivetAmountPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_amount_pane_dispose;

  signals[CHOSEN] =
    g_signal_new ("chosen",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_INT64);
  signals[CANCELLED] =
    g_signal_new ("cancelled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static gboolean
is_possible (TrivetAmountPane *self)
{
  return self->entered_minor > 0 && self->entered_minor <= trivet_checkout_get_due_minor (self->checkout);
}

static void
show_entered (TrivetAmountPane *self)
{
  gint64           due = trivet_checkout_get_due_minor (self->checkout);
  g_autofree char *amount = trivet_ui_format_minor (self->entered_minor, self->currency);
  g_autofree char *due_words = trivet_ui_format_minor (due, self->currency);
  g_autofree char *take = g_strdup_printf (_("Pay %s"), amount);
  g_autofree char *name = g_strdup_printf (_("This guest pays %s"), amount);
  g_autofree char *hint = NULL;

  if (self->entered_minor > due)
    hint = g_strdup_printf (_("That is more than the %s that are due"), due_words);
  else
    hint = g_strdup_printf (_("Or type a sum, up to %s"), due_words);
  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  gtk_label_set_text (GTK_LABEL (self->entered), amount);
  gtk_button_set_label (GTK_BUTTON (self->take), take);
  trivet_ui_set_name (self->take, name);
  gtk_widget_set_sensitive (self->take, is_possible (self));
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  trivet_amount_pane_press_key (user_data, key);
}

static void
on_take_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_amount_pane_submit (user_data);
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[CANCELLED], 0);
}

static void
on_share_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetAmountPane *self = user_data;
  guint             n_parts = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "parts"));

  g_signal_emit (self, signals[CHOSEN], 0, n_parts > 1 ? trivet_checkout_get_part_minor (self->checkout, n_parts) : 0);
}

static void
add_share (TrivetAmountPane *self,
           guint             n_parts)
{
  g_autofree char *amount = trivet_ui_format_minor (trivet_checkout_get_part_minor (self->checkout, n_parts), self->currency);
  g_autofree char *label = n_parts == 1 ? g_strdup (amount) : g_strdup_printf ("1/%u · %s", n_parts, amount);
  g_autofree char *name = NULL;
  GtkWidget       *button;

  if (n_parts == 1)
    name = g_strdup_printf (_("All: %s"), amount);
  else
    name = g_strdup_printf (ngettext ("One of %u guest: %s", "One of %u guests: %s", n_parts), n_parts, amount);
  button = trivet_ui_button_new (n_parts == 1 ? name : label, "trivet-button big numeric", G_CALLBACK (on_share_clicked), self);
  trivet_ui_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "parts", GUINT_TO_POINTER (n_parts));
  gtk_box_append (GTK_BOX (self->shares), button);
}

static GtkWidget *
shares_side_new (TrivetAmountPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *caption = trivet_ui_label_new (_("Share what is due"), "cash-caption dim");

  self->shares = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->shares, "cash-shares");
  gtk_box_set_homogeneous (GTK_BOX (self->shares), TRUE);
  gtk_widget_set_vexpand (self->shares, TRUE);
  gtk_box_append (GTK_BOX (side), caption);
  gtk_box_append (GTK_BOX (side), self->shares);

  return side;
}

static GtkWidget *
entry_side_new (TrivetAmountPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_DOUBLE_ZERO);
  GtkWidget *cancel = trivet_ui_button_new (_("Back"), "trivet-button", G_CALLBACK (on_cancel_clicked), self);

  self->hint = trivet_ui_label_new ("", "cash-change numeric");
  self->entered = trivet_ui_label_new ("", "cash-entered numeric");
  self->take = trivet_ui_button_new ("", "trivet-button primary big numeric", G_CALLBACK (on_take_clicked), self);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->entered), 1);
  gtk_widget_set_hexpand (self->hint, TRUE);
  gtk_widget_set_hexpand (self->take, TRUE);
  gtk_widget_set_vexpand (keypad, TRUE);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);

  gtk_box_append (GTK_BOX (head), self->hint);
  gtk_box_append (GTK_BOX (head), self->entered);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), self->take);
  gtk_box_append (GTK_BOX (side), head);
  gtk_box_append (GTK_BOX (side), keypad);
  gtk_box_append (GTK_BOX (side), buttons);

  return side;
}

static void
trivet_amount_pane_init (TrivetAmountPane *self)
{
  self->currency = TRIVET_CURRENCY_CNY;
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_box_append (GTK_BOX (self->row), shares_side_new (self));
  gtk_box_append (GTK_BOX (self->row), entry_side_new (self));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
}

/**
 * trivet_amount_pane_new:
 * @checkout: knows what is due
 *
 * Returns: (transfer floating): a pane, to be opened
 */
GtkWidget *
trivet_amount_pane_new (TrivetCheckout *checkout)
{
  TrivetAmountPane *self;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (checkout), NULL);

  self = g_object_new (TRIVET_TYPE_AMOUNT_PANE, NULL);
  self->checkout = g_object_ref (checkout);

  return GTK_WIDGET (self);
}

/**
 * trivet_amount_pane_open:
 * @self: a pane
 * @currency: of the order
 *
 * Begins anew with what is due now.
 */
void
trivet_amount_pane_open (TrivetAmountPane *self,
                         TrivetCurrency    currency)
{
  gint64 due;

  g_return_if_fail (TRIVET_IS_AMOUNT_PANE (self));

  self->currency = currency;
  self->entered_minor = 0;
  due = trivet_checkout_get_due_minor (self->checkout);
  trivet_ui_clear_box (GTK_BOX (self->shares));
  for (guint n = 1; n <= MAX_SHARES && n <= due; n++)
    add_share (self, n);
  show_entered (self);
}

/**
 * trivet_amount_pane_press_key:
 * @self: a pane
 * @key: as in #TrivetKeypad
 *
 * As if the key had been touched; more digits than a sum can have are passed over.
 */
void
trivet_amount_pane_press_key (TrivetAmountPane *self,
                              guint             key)
{
  gint64 entered;

  g_return_if_fail (TRIVET_IS_AMOUNT_PANE (self));

  entered = trivet_keypad_type_minor (self->entered_minor, key);
  if (entered > MAX_ENTERED_MINOR)
    return;

  self->entered_minor = entered;
  show_entered (self);
}

/**
 * trivet_amount_pane_submit:
 * @self: a pane
 *
 * Chooses what was typed; nothing, or more than is due, does nothing.
 */
void
trivet_amount_pane_submit (TrivetAmountPane *self)
{
  g_return_if_fail (TRIVET_IS_AMOUNT_PANE (self));

  if (is_possible (self))
    g_signal_emit (self, signals[CHOSEN], 0, self->entered_minor);
}
