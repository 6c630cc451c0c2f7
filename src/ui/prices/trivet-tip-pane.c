/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tip-pane.h"

#include "trivet-keypad.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetTipPane: left what is usual, right a keypad; digits are minor units, as on the cash pane. What
 * is usual the register says.
 */

#define MAX_ENTERED_MINOR G_GINT64_CONSTANT (99999999)

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetTipPane {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  gint64           entered_minor;
  int              check;

  GtkWidget *row;
  GtkWidget *choices;
  GtkWidget *hint;
  GtkWidget *entered;
  GtkWidget *take;
};

G_DEFINE_FINAL_TYPE (TrivetTipPane, trivet_tip_pane, GTK_TYPE_WIDGET)

static void
trivet_tip_pane_dispose (GObject *object)
{
  TrivetTipPane *self = TRIVET_TIP_PANE (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_tip_pane_parent_class)->dispose (object);
}

static void
trivet_tip_pane_class_init (TrivetTipPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_tip_pane_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_tip_pane_init (TrivetTipPane *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
}

static TrivetCurrency
get_currency (TrivetTipPane *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static void
give (TrivetTipPane *self,
      gint64         amount_minor)
{
  trivet_register_set_check_tip (self->context->reg, self->check, amount_minor);
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_choice_clicked (GtkButton *button,
                   gpointer   user_data)
{
  const gint64 *amount = g_object_get_data (G_OBJECT (button), "amount");

  give (user_data, *amount);
}

static GtkWidget *
add_choice (TrivetTipPane *self,
            const char    *label,
            const char    *name,
            const char    *css_classes,
            gint64         amount_minor)
{
  GtkWidget *button = trivet_ui_button_new (label, css_classes, G_CALLBACK (on_choice_clicked), self);

  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "amount", g_memdup2 (&amount_minor, sizeof amount_minor), g_free);
  gtk_box_append (GTK_BOX (self->choices), button);

  return button;
}

static void
add_suggestion (TrivetTipPane         *self,
                const TrivetTipChoice *choice)
{
  g_autofree char *amount = trivet_ui_format_minor (choice->amount_minor, get_currency (self));
  g_autofree char *total = trivet_ui_format_minor (choice->total_minor, get_currency (self));
  g_autofree char *percent = trivet_prices_words_dup_percent (choice->rate_ppm);
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  if (choice->rate_ppm != 0) {
    label = g_strdup_printf ("%s · %s", percent, amount);
    name = g_strdup_printf (_("A tip of %s: %s"), percent, amount);
  } else {
    label = g_strdup_printf (_("Up to %s · %s"), total, amount);
    name = g_strdup_printf (_("Round up to %s: a tip of %s"), total, amount);
  }
  add_choice (self, label, name, "trivet-button numeric tip", choice->amount_minor);
}

static void
show_entered (TrivetTipPane *self)
{
  g_autofree char *amount = trivet_ui_format_minor (self->entered_minor, get_currency (self));
  g_autofree char *label = g_strdup_printf (_("Tip %s"), amount);

  gtk_label_set_text (GTK_LABEL (self->entered), amount);
  gtk_button_set_label (GTK_BUTTON (self->take), label);
  trivet_ui_set_name (self->take, label);
  gtk_widget_set_sensitive (self->take, self->entered_minor > 0);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  trivet_tip_pane_press_key (user_data, key);
}

static void
on_take_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetTipPane *self = user_data;

  give (self, self->entered_minor);
}

static void
on_back_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
}

static GtkWidget *
choices_side_new (TrivetTipPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->choices), TRUE);
  gtk_widget_set_vexpand (self->choices, TRUE);
  gtk_box_append (GTK_BOX (side), trivet_ui_label_new (_("A tip for the staff"), "cash-caption dim"));
  gtk_box_append (GTK_BOX (side), self->choices);

  return side;
}

static GtkWidget *
entry_side_new (TrivetTipPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_DOUBLE_ZERO);

  self->hint = trivet_ui_label_new (_("Or type an amount"), "cash-change");
  self->entered = trivet_ui_label_new ("", "cash-entered numeric");
  self->take = trivet_ui_button_new ("", "trivet-button primary big numeric", G_CALLBACK (on_take_clicked), self);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_widget_set_hexpand (self->hint, TRUE);
  gtk_widget_set_hexpand (self->take, TRUE);
  gtk_widget_set_vexpand (keypad, TRUE);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);
  gtk_box_append (GTK_BOX (head), self->hint);
  gtk_box_append (GTK_BOX (head), self->entered);
  gtk_box_append (GTK_BOX (buttons), trivet_ui_button_new (_("Back"), "trivet-button", G_CALLBACK (on_back_clicked), self));
  gtk_box_append (GTK_BOX (buttons), self->take);
  gtk_box_append (GTK_BOX (side), head);
  gtk_box_append (GTK_BOX (side), keypad);
  gtk_box_append (GTK_BOX (side), buttons);

  return side;
}

/**
 * trivet_tip_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a pane, to be opened
 */
GtkWidget *
trivet_tip_pane_new (TrivetUiContext *context)
{
  TrivetTipPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_TIP_PANE, NULL);
  self->context = g_object_ref (context);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_box_append (GTK_BOX (self->row), choices_side_new (self));
  gtk_box_append (GTK_BOX (self->row), entry_side_new (self));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * trivet_tip_pane_open:
 * @self: a pane
 * @check: which bill of a split order gives it, 0 for all guests together
 *
 * Begins anew with what the order on the screen, or that bill, comes to now.
 */
void
trivet_tip_pane_open (TrivetTipPane *self,
                      int            check)
{
  g_autoptr (GArray) tips = NULL;
  TrivetTab *tab;

  g_return_if_fail (TRIVET_IS_TIP_PANE (self));

  self->check = check;
  tips = trivet_register_suggest_check_tips (self->context->reg, check);
  tab = trivet_register_get_current (self->context->reg);
  self->entered_minor = 0;
  trivet_ui_clear_box (GTK_BOX (self->choices));
  for (guint i = 0; i < tips->len; i++)
    add_suggestion (self, &g_array_index (tips, TrivetTipChoice, i));
  if (tab != NULL && trivet_order_get_tip_minor (trivet_tab_get_order (tab), check) > 0)
    add_choice (self, _("No tip"), _("No tip"), "trivet-button danger-text", 0);
  show_entered (self);
}

/**
 * trivet_tip_pane_press_key:
 * @self: a pane
 * @key: as in #TrivetKeypad
 *
 * As if the key had been touched; more digits than a sum can have are passed over.
 */
void
trivet_tip_pane_press_key (TrivetTipPane *self,
                           guint          key)
{
  gint64 entered;

  g_return_if_fail (TRIVET_IS_TIP_PANE (self));

  entered = trivet_keypad_type_minor (self->entered_minor, key);
  if (entered > MAX_ENTERED_MINOR)
    return;
  self->entered_minor = entered;
  show_entered (self);
}
