/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-share-amount.h"

#include "trivet-keypad.h"
#include "trivet-order.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetShareAmount: a keypad, and what has been typed as the button's words. */

#define KEYPAD_WIDTH 300

enum {
  ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetShareAmount {
  GtkBox parent_instance;

  gint64         total_minor;
  gint64         entered_minor;
  TrivetCurrency currency;

  GtkWidget *entered;
  GtkWidget *enter;
};

G_DEFINE_FINAL_TYPE (TrivetShareAmount, trivet_share_amount, GTK_TYPE_BOX)

static void
update (TrivetShareAmount *self)
{
  g_autofree char *amount = trivet_ui_format_minor (self->entered_minor, self->currency);
  g_autofree char *words = g_strdup_printf (_("One bill of %s"), amount);

  gtk_label_set_text (GTK_LABEL (self->entered), amount);
  gtk_button_set_label (GTK_BUTTON (self->enter), words);
  trivet_ui_set_name (self->enter, words);
  gtk_widget_set_sensitive (self->enter, self->entered_minor > 0 && self->entered_minor < self->total_minor);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  TrivetShareAmount *self = user_data;

  self->entered_minor = MIN (trivet_keypad_type_minor (self->entered_minor, key), TRIVET_ORDER_MAX_PRICE_MINOR);
  update (self);
}

static void
on_enter_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetShareAmount *self = user_data;

  g_signal_emit (self, signals[ENTERED], 0, self->entered_minor);
}

static void
trivet_share_amount_class_init (TrivetShareAmountClass *klass)
{
  signals[ENTERED] =
    g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
trivet_share_amount_init (TrivetShareAmount *self)
{
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_DOUBLE_ZERO);

  self->entered = trivet_ui_label_new ("", "check-total numeric");
  self->enter = trivet_ui_button_new ("", "trivet-button big primary", G_CALLBACK (on_enter_clicked), self);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);
  gtk_widget_set_size_request (keypad, KEYPAD_WIDTH, -1);
  gtk_box_append (GTK_BOX (self), trivet_ui_label_new (_("How much does one bill pay?"), "strong"));
  gtk_box_append (GTK_BOX (self), self->entered);
  gtk_box_append (GTK_BOX (self), keypad);
  gtk_box_append (GTK_BOX (self), self->enter);
}

/**
 * trivet_share_amount_new:
 *
 * Returns: (transfer floating): the question, of which trivet_share_amount_ask() says how much there is
 */
GtkWidget *
trivet_share_amount_new (void)
{
  return g_object_new (TRIVET_TYPE_SHARE_AMOUNT, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 10, NULL);
}

/**
 * trivet_share_amount_ask:
 * @self: the question
 * @total_minor: what all bills come to; one bill is less
 * @currency: of it
 *
 * Begins anew with nothing.
 */
void
trivet_share_amount_ask (TrivetShareAmount *self,
                         gint64             total_minor,
                         TrivetCurrency     currency)
{
  g_return_if_fail (TRIVET_IS_SHARE_AMOUNT (self));

  self->total_minor = total_minor;
  self->currency = currency;
  self->entered_minor = 0;
  update (self);
}
