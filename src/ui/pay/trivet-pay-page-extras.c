/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-pay-page-private.h"

#include "trivet-guest-pane.h"
#include "trivet-tip-pane.h"

/*
 * What may be said before a guest pays: a tip, a coupon, the member. And the codes that are read: while
 * one of these is asked for, nothing is charged.
 */

gboolean
_trivet_pay_page_has_extra (TrivetPayPage *self)
{
  return (self->tip != NULL && _trivet_pay_page_is_in_view (self, self->tip)) ||
         (self->guest != NULL && _trivet_pay_page_is_in_view (self, self->guest));
}

static void
on_extra_done (TrivetPayPage *self)
{
  _trivet_pay_page_show_view (self, _trivet_pay_page_is_cash (self) ? self->cash : self->arms);
  _trivet_pay_page_refresh (self);
  trivet_pay_summary_focus (TRIVET_PAY_SUMMARY (self->summary));
}

/* Most guests give none of it, and the page must be there quickly. */
static GtkWidget *
ensure_pane (TrivetPayPage *self,
             GtkWidget    **pane,
             GtkWidget *(*new_pane) (TrivetUiContext *context))
{
  if (*pane == NULL) {
    *pane = new_pane (self->context);
    gtk_stack_add_child (GTK_STACK (self->stack), *pane);
    g_signal_connect_object (*pane, "done", G_CALLBACK (on_extra_done), self, G_CONNECT_SWAPPED);
  }

  return *pane;
}

void
_trivet_pay_page_on_extra_chosen (TrivetPaySummary *summary,
                                  guint             extra,
                                  gpointer          user_data)
{
  TrivetPayPage *self = user_data;

  if (extra == TRIVET_PAY_EXTRA_TIP) {
    trivet_tip_pane_open (TRIVET_TIP_PANE (ensure_pane (self, &self->tip, trivet_tip_pane_new)),
                          trivet_checkout_get_check (self->context->checkout));
    _trivet_pay_page_show_view (self, self->tip);
    return;
  }
  _trivet_pay_page_show_view (self, ensure_pane (self, &self->guest, trivet_guest_pane_new));
  trivet_guest_pane_open (TRIVET_GUEST_PANE (self->guest), extra == TRIVET_PAY_EXTRA_COUPON);
}

/* Returns: whether a pane wanted the code, or nothing is to be charged now */
static gboolean
take_as_extra (TrivetPayPage *self,
               TrivetSecret  *code)
{
  if (!_trivet_pay_page_has_extra (self))
    return FALSE;
  if (self->guest != NULL && _trivet_pay_page_is_in_view (self, self->guest))
    trivet_guest_pane_handle_code (TRIVET_GUEST_PANE (self->guest), trivet_secret_peek (code));

  return TRUE;
}

/* A phone that is still held up after a refusal must not be charged by itself: staff say "Scan
 * again" first. A hand scanner is pulled on purpose, so its code is always taken. */
void
_trivet_pay_page_on_scanner_code (TrivetScanner *scanner,
                                  TrivetSecret  *code,
                                  gpointer       user_data)
{
  TrivetPayPage *self = user_data;
  TrivetPayScene scene = _trivet_pay_page_read_scene (self);

  if (self->open && !scene.cash && take_as_extra (self, code))
    return;
  if (self->open && !scene.cash && trivet_pay_scene_is_reading (&scene))
    trivet_checkout_submit_code (self->context->checkout, code);
}

/**
 * trivet_pay_page_handle_code:
 * @self: a page
 * @code: from the hand scanner, or typed
 *
 * Charges the code; the checkout ignores it while a payment is under way.
 */
void
trivet_pay_page_handle_code (TrivetPayPage *self,
                             TrivetSecret  *code)
{
  g_return_if_fail (TRIVET_IS_PAY_PAGE (self));
  g_return_if_fail (code != NULL);

  if (self->open && !take_as_extra (self, code))
    trivet_checkout_submit_code (self->context->checkout, code);
}
