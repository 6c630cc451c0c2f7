/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-ticket-pay.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetTicketPay: at the counter most guests hand over a note or hold up a phone, so cash that fits
 * is one tap away; a table is brought its bill, and its row is as in the drawing.
 */

/* With three buttons, or with an amount that is longer than most, words are written smaller. */
#define LONG_AMOUNT 10

struct _TrivetTicketPay {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *send;
  GtkWidget       *cash;
  GtkWidget       *pay;
};

G_DEFINE_FINAL_TYPE (TrivetTicketPay, trivet_ticket_pay, GTK_TYPE_BOX)

static void
trivet_ticket_pay_dispose (GObject *object)
{
  g_clear_object (&TRIVET_TICKET_PAY (object)->context);

  G_OBJECT_CLASS (trivet_ticket_pay_parent_class)->dispose (object);
}

static void
trivet_ticket_pay_class_init (TrivetTicketPayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_ticket_pay_dispose;
}

/* An action's name on the button would rule its sensitivity, which follows what is due. */
static void
on_pay_clicked (GtkButton *button,
                gpointer   user_data)
{
  gtk_widget_activate_action (user_data, "win.pay", NULL);
}

static void
on_cash_clicked (GtkButton *button,
                 gpointer   user_data)
{
  gtk_widget_activate_action (user_data, "win.pay-cash", NULL);
}

static void
on_send_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_kitchen_desk_send (TRIVET_TICKET_PAY (user_data)->context->kitchen);
}

static GtkWidget *
cash_button_new (TrivetTicketPay *self)
{
  GtkWidget *button = trivet_ui_button_new ("", "trivet-button big", G_CALLBACK (on_cash_clicked), self);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *hint = gtk_label_new (_("exact"));

  gtk_widget_add_css_class (hint, "button-hint");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), gtk_label_new (_("Cash")));
  gtk_box_append (GTK_BOX (words), hint);
  gtk_button_set_child (GTK_BUTTON (button), words);
  trivet_ui_set_tooltip (button, _("The customer hands over exactly what is due"));

  return button;
}

static void
trivet_ticket_pay_init (TrivetTicketPay *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket-pay");
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->send = trivet_ui_button_new ("", "trivet-button big numeric", G_CALLBACK (on_send_clicked), self);
  trivet_ui_set_tooltip (self->send, _("Send what is new to the kitchen (F9)"));
  self->cash = cash_button_new (self);
  self->pay = trivet_ui_button_new ("", "trivet-button big primary numeric", G_CALLBACK (on_pay_clicked), self);
  gtk_widget_set_hexpand (self->pay, TRUE);
  gtk_box_append (GTK_BOX (self), self->send);
  gtk_box_append (GTK_BOX (self), self->cash);
  gtk_box_append (GTK_BOX (self), self->pay);
}

/**
 * trivet_ticket_pay_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the buttons, of no order yet
 */
GtkWidget *
trivet_ticket_pay_new (TrivetUiContext *context)
{
  TrivetTicketPay *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_TICKET_PAY, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

static void
update_send (TrivetTicketPay *self,
             TrivetTab       *tab)
{
  guint            n = tab != NULL ? trivet_kitchen_desk_count_due (self->context->kitchen, trivet_tab_get_order (tab), TRIVET_COURSE_FREE) : 0;
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Send %u"), n) : g_strdup (_("Send"));

  gtk_widget_set_visible (self->send, trivet_kitchen_desk_is_used (self->context->kitchen));
  gtk_button_set_label (GTK_BUTTON (self->send), label);
  trivet_ui_set_name (self->send, label);
  gtk_widget_set_sensitive (self->send, n > 0);
}

/* Who has split the bill, or has a payment that is not certain, goes by the page that shows it. */
static void
update_cash (TrivetTicketPay *self,
             TrivetTab       *tab,
             gboolean         doubtful,
             const char      *amount)
{
  const TrivetOrder *order = tab != NULL ? trivet_tab_get_order (tab) : NULL;
  g_autofree char   *name = g_strdup_printf (_("Exactly %s in cash"), amount);
  gint64             due = tab != NULL ? trivet_tab_get_due_minor (tab) : 0;

  trivet_ui_set_name (self->cash, name);
  gtk_widget_set_visible (self->cash, order == NULL || (order->kind != TRIVET_ORDER_KIND_TABLE && order->n_checks < 2));
  gtk_widget_set_sensitive (self->cash, due > 0 && !doubtful);
}

/**
 * trivet_ticket_pay_update:
 * @self: the buttons
 * @tab: (nullable): the order on the screen
 *
 * Says what the order needs next. An order whose payment is in doubt opens the page that says so; one
 * that costs nothing, the page that closes it.
 */
void
trivet_ticket_pay_update (TrivetTicketPay *self,
                          TrivetTab       *tab)
{
  gint64           due;
  gboolean         doubtful;
  gboolean         corrected;
  gboolean         free;
  g_autofree char *amount = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (TRIVET_IS_TICKET_PAY (self));

  due = tab != NULL ? trivet_tab_get_due_minor (tab) : 0;
  doubtful = tab != NULL && trivet_order_get_in_doubt_minor (trivet_tab_get_order (tab)) > 0;
  corrected = tab != NULL && trivet_order_is_corrected (trivet_tab_get_order (tab));
  free = tab != NULL && trivet_tab_get_totals (tab)->lines->len > 0 && due == 0 &&
         (trivet_tab_get_totals (tab)->total_minor == 0 || corrected);
  amount = trivet_ui_format_minor (due, trivet_register_get_shop (self->context->reg)->currency);
  if (doubtful)
    label = g_strdup (_("See payment"));
  else
    label = free ? g_strdup (corrected ? _("Finish correction") : _("Close")) : g_strdup_printf (_("Pay %s"), amount);
  gtk_button_set_label (GTK_BUTTON (self->pay), label);
  trivet_ui_set_name (self->pay, label);
  gtk_widget_set_sensitive (self->pay, due > 0 || doubtful || free);
  update_send (self, tab);
  update_cash (self, tab, doubtful, amount);
  trivet_ui_toggle_class (GTK_WIDGET (self), "tight",
                          gtk_widget_get_visible (self->cash) || g_utf8_strlen (amount, -1) >= LONG_AMOUNT);
}
