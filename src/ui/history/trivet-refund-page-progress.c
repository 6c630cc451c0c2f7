/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-refund-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * What became of the refunds of the order: how far each is, and what to do next.
 */

/* Returns: (transfer full) (nullable): what the list of open things knows of the refund */
static TrivetParkedItem *
find_parked (TrivetRefundPage *self,
             const char       *refund_id)
{
  GListModel *model = G_LIST_MODEL (self->context->parked);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (TrivetParkedItem) item = g_list_model_get_item (model, i);

    if (g_str_equal (trivet_parked_item_get_movement (item)->id, refund_id))
      return g_steal_pointer (&item);
  }

  return NULL;
}

static char *
dup_method (TrivetRefundPage   *self,
            const TrivetOrder  *order,
            const TrivetReturn *back)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, back->payment_id);

  return trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout),
                                  back->cash ? "cash" : tender != NULL ? tender->method
                                                                       : NULL);
}

static const char *
words_for_state (const TrivetReturn *back,
                 TrivetParkedItem   *parked)
{
  gboolean blocked = parked != NULL && trivet_parked_item_get_kind (parked) == TRIVET_PARKED_REFUND_BLOCKED;

  switch (back->state) {
  case TRIVET_RETURN_OPEN:
    return blocked ? _("Waiting: the shop's balance is too low. Top it up; it is tried again by itself.")
                   : _("On its way. Accepted is not refunded yet: asked again by itself.");
  case TRIVET_RETURN_DONE:
    return back->cash ? _("Given back out of the drawer") : _("Refunded: the wallet confirms it");
  case TRIVET_RETURN_FAILED:
    return _("The wallet will not give it back. Give it back in cash.");
  case TRIVET_RETURN_PAID_BY_HAND:
    return _("The wallet refused; given back in cash");
  }

  return "";
}

static void
on_check_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetRefundPage *self = user_data;
  g_autoptr (TrivetParkedItem) item = find_parked (self, g_object_get_data (G_OBJECT (button), "refund"));
  g_autoptr (GError) error = NULL;

  if (item != NULL)
    trivet_parked_check_now (self->context->parked, item, &error);
  _trivet_refund_page_show_error (self, error);
}

static void
on_paid_by_hand (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetRefundPage) self = user_data;
  g_autoptr (GError) error = NULL;

  trivet_returns_pay_by_hand_finish (TRIVET_RETURNS (source), result, &error);
  if (self->context != NULL)
    _trivet_refund_page_show_error (self, error);
}

static void
on_by_hand_approved (TrivetApproval *approval,
                     const char     *reason,
                     gpointer        user_data)
{
  TrivetRefundPage *self = user_data;

  trivet_returns_pay_by_hand_async (self->context->returns, self->asked_id, approval, reason, on_paid_by_hand,
                                    g_object_ref (self));
  _trivet_refund_page_show_order (self);
}

static void
on_by_hand_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetRefundPage            *self = user_data;
  const char                  *refund_id = g_object_get_data (G_OBJECT (button), "refund");
  const TrivetOrder           *order = trivet_returns_get_order (self->context->returns);
  const TrivetReturn          *back = order != NULL ? trivet_order_lookup_return (order, refund_id) : NULL;
  const char *const            reasons[] = { _("The wallet refuses"), _("The guest asks for cash"), NULL };
  g_autofree char             *amount = back != NULL ? trivet_ui_format_minor (back->amount_minor, order->currency) : g_strdup ("");
  g_autofree char             *title = g_strdup_printf (_("Give back %s in cash?"), amount);
  const TrivetApprovalQuestion question = { title, _("It comes out of the drawer now, and the refund is settled."), reasons,
                                                      on_by_hand_approved, self, TRIVET_PERMISSION_REFUND, TRUE };

  g_free (self->asked_id);
  self->asked_id = g_strdup (refund_id);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
add_button (TrivetRefundPage   *self,
            GtkWidget          *row,
            const TrivetReturn *back,
            const char         *label,
            GCallback           callback)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button", callback, self);

  g_object_set_data_full (G_OBJECT (button), "refund", g_strdup (back->refund_id), g_free);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), button);
}

static void
append_return (TrivetRefundPage   *self,
               const TrivetOrder  *order,
               const TrivetReturn *back)
{
  g_autoptr (TrivetParkedItem) parked = find_parked (self, back->refund_id);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *amount = trivet_ui_format_minor (trivet_return_get_given_minor (back), order->currency);
  g_autofree char *method = dup_method (self, order, back);
  g_autofree char *title = g_strdup_printf (_("%s to %s"), amount, method);
  GtkWidget       *state = trivet_ui_label_new (words_for_state (back, parked), "dim pay-small");

  if (back->reason != NULL && *back->reason != '\0') {
    char *with_reason = g_strdup_printf ("%s · %s", title, back->reason);

    g_free (title);
    title = with_reason;
  }
  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  gtk_box_append (GTK_BOX (row), trivet_ui_label_new (title, "strong numeric"));
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_first_child (row)), TRUE);
  gtk_box_append (GTK_BOX (row), state);
  if (back->state == TRIVET_RETURN_FAILED)
    add_button (self, row, back, _("Give back in cash"), G_CALLBACK (on_by_hand_clicked));
  else if (back->state == TRIVET_RETURN_OPEN && parked != NULL)
    add_button (self, row, back, _("Check now"), G_CALLBACK (on_check_clicked));
  gtk_widget_add_css_class (row, "refund-row");
  gtk_box_append (GTK_BOX (self->returns), row);
}

/* The newest stands first: it is what staff have just begun. */
void
_trivet_refund_page_show_returns (TrivetRefundPage  *self,
                                  const TrivetOrder *order)
{
  gtk_widget_set_visible (self->so_far, order->returns->len > 0);
  trivet_ui_clear_box (GTK_BOX (self->returns));
  for (guint i = order->returns->len; i > 0; i--)
    append_return (self, order, g_ptr_array_index (order->returns, i - 1));
}
