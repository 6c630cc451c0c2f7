/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-pay-page-private.h"

#include "trivet-amount-pane.h"
#include "trivet-cash-pane.h"
#include "trivet-keypad.h"
#include "trivet-tip-pane.h"
#include "trivet-type-code-pane.h"

/*
 * What staff do on the pay page: the buttons of the status panel, and the keys of a keyboard.
 */

static void
try_again (TrivetPayPage  *self,
           TrivetPayMethod method)
{
  /* Who had a code on the screen for the guest keeps it. */
  if (method == TRIVET_PAY_METHOD_SCAN &&
      trivet_pay_summary_get_method (TRIVET_PAY_SUMMARY (self->summary)) == TRIVET_PAY_METHOD_SHOW)
    method = TRIVET_PAY_METHOD_SHOW;
  _trivet_pay_page_choose_method (self, method);
  if (method != TRIVET_PAY_METHOD_CASH && self->context->scanner != NULL)
    trivet_scanner_forget (self->context->scanner);
  trivet_checkout_try_again (self->context->checkout);
  trivet_pay_summary_focus (TRIVET_PAY_SUMMARY (self->summary));
}

static void
print_receipt (TrivetPayPage *self)
{
  g_autofree char *stuck = trivet_pay_scene_dup_stuck_job (self->context);
  TrivetTab       *tab = trivet_checkout_get_tab (self->context->checkout);

  if (stuck != NULL)
    trivet_print_queue_retry (self->context->print_queue, stuck);
  else if (tab != NULL)
    trivet_print_queue_request_check (self->context->print_queue, trivet_tab_get_order_id (tab), trivet_checkout_get_check (self->context->checkout));
}

static void
finish (TrivetPayPage *self)
{
  trivet_checkout_end (self->context->checkout);
  g_signal_emit_by_name (self, "finished");
}

void
_trivet_pay_page_on_action (TrivetStatusPanel *panel,
                            int                action,
                            gpointer           user_data)
{
  TrivetPayPage  *self = user_data;
  TrivetCheckout *checkout = self->context->checkout;

  switch ((TrivetPayAction) action) {
  case TRIVET_PAY_ACTION_LEAVE:
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
    break;
  case TRIVET_PAY_ACTION_CANCEL_PAYMENT:
    trivet_checkout_cancel (checkout);
    break;
  case TRIVET_PAY_ACTION_TRY_AGAIN:
    try_again (self, TRIVET_PAY_METHOD_SCAN);
    break;
  case TRIVET_PAY_ACTION_CASH:
    try_again (self, TRIVET_PAY_METHOD_CASH);
    break;
  case TRIVET_PAY_ACTION_CHECK_NOW:
    trivet_checkout_check_now (checkout);
    break;
  case TRIVET_PAY_ACTION_SERVE_NEXT:
    if (trivet_checkout_serve_next (checkout))
      g_signal_emit_by_name (self, "finished");
    break;
  case TRIVET_PAY_ACTION_PRINT:
    print_receipt (self);
    break;
  case TRIVET_PAY_ACTION_NEXT_CUSTOMER:
    finish (self);
    break;
  case TRIVET_PAY_ACTION_OVERRIDE:
    _trivet_pay_page_ask_manager (self);
    break;
  case TRIVET_PAY_ACTION_CLAIM:
    _trivet_pay_page_ask_receipt (self);
    break;
  case TRIVET_PAY_ACTION_CLOSE_ORDER:
    trivet_checkout_close_order (checkout);
    break;
  }
}

/* A payment under way is never left by a slip on the keyboard: the header has a button for that. */
static void
leave_view_or_page (TrivetPayPage *self)
{
  TrivetPayScene scene = _trivet_pay_page_read_scene (self);

  if (trivet_pay_scene_is_under_way (&scene))
    return;

  if (scene.settled)
    finish (self);
  else if (_trivet_pay_page_has_extra (self))
    _trivet_pay_page_show_view (self, _trivet_pay_page_is_cash (self) ? self->cash : self->arms);
  else if (_trivet_pay_page_is_in_view (self, self->type_code) || _trivet_pay_page_is_in_view (self, self->amount))
    _trivet_pay_page_show_view (self, self->arms);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

gboolean
_trivet_pay_page_on_key_pressed (GtkEventControllerKey *controller,
                                 guint                  keyval,
                                 guint                  keycode,
                                 GdkModifierType        state,
                                 gpointer               user_data)
{
  TrivetPayPage *self = user_data;
  guint          key = trivet_keypad_from_keyval (keyval);

  if (keyval == GDK_KEY_Escape)
    leave_view_or_page (self);
  else if (key != G_MAXUINT && _trivet_pay_page_is_in_view (self, self->cash) && gtk_widget_is_sensitive (self->cash))
    trivet_cash_pane_press_key (TRIVET_CASH_PANE (self->cash), key);
  else if (key != G_MAXUINT && _trivet_pay_page_is_in_view (self, self->type_code))
    trivet_type_code_pane_press_key (TRIVET_TYPE_CODE_PANE (self->type_code), key);
  else if (key != G_MAXUINT && _trivet_pay_page_is_in_view (self, self->amount))
    trivet_amount_pane_press_key (TRIVET_AMOUNT_PANE (self->amount), key);
  else if (key != G_MAXUINT && self->tip != NULL && _trivet_pay_page_is_in_view (self, self->tip))
    trivet_tip_pane_press_key (TRIVET_TIP_PANE (self->tip), key);
  else
    return FALSE;

  return TRUE;
}
