/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

#include "trivet-cash-back.h"

/*
 * What the engine and the journal tell, and what of it the pay page shows.
 */

/* The provider refused for good, and a query could not confirm it, so it was undone as well: staff
 * want to read the refusal. What we gave up ourselves is a cancellation. */
static gboolean
was_refused (const TrivetPayment *payment)
{
  switch (payment->reason) {
  case TRIVET_PAYMENT_REASON_NONE:
  case TRIVET_PAYMENT_REASON_TIME_OVER:
  case TRIVET_PAYMENT_REASON_STAFF_CANCELLED:
  case TRIVET_PAYMENT_REASON_OTHER_TENDER:
  case TRIVET_PAYMENT_REASON_RESTARTED:
  case TRIVET_PAYMENT_REASON_ANSWER_LOST:
  case TRIVET_PAYMENT_REASON_UNREACHABLE:
  case TRIVET_PAYMENT_REASON_SERVICE_BUSY:
  case TRIVET_PAYMENT_REASON_NOT_BELIEVABLE:
  case TRIVET_PAYMENT_REASON_ALREADY_PAID:
  case TRIVET_PAYMENT_REASON_TOO_EARLY:
  case TRIVET_PAYMENT_REASON_NEEDS_MANAGER:
  case TRIVET_PAYMENT_REASON_SHOP_BALANCE:
  case TRIVET_PAYMENT_REASON_REFUND_REFUSED:
    return FALSE;
  case TRIVET_PAYMENT_REASON_CODE_EXPIRED:
  case TRIVET_PAYMENT_REASON_NO_MONEY:
  case TRIVET_PAYMENT_REASON_CARD_NOT_TAKEN:
  case TRIVET_PAYMENT_REASON_LIMIT:
  case TRIVET_PAYMENT_REASON_WALLET_REFUSED:
  case TRIVET_PAYMENT_REASON_PAYER_CANCELLED:
  case TRIVET_PAYMENT_REASON_OTHER_PAYER:
  case TRIVET_PAYMENT_REASON_CLOSED:
  case TRIVET_PAYMENT_REASON_NOT_EXISTING:
  case TRIVET_PAYMENT_REASON_MERCHANT_LIMIT:
  case TRIVET_PAYMENT_REASON_NOT_CONTRACTED:
  case TRIVET_PAYMENT_REASON_BAD_CREDENTIALS:
  case TRIVET_PAYMENT_REASON_CLOCK_WRONG:
  case TRIVET_PAYMENT_REASON_OUR_DATA:
  case TRIVET_PAYMENT_REASON_NUMBER_REUSED:
    return TRUE;
  }

  return FALSE;
}

static TrivetCheckoutKind
kind_from_payment (const TrivetPayment *payment)
{
  gboolean open = !trivet_payment_state_is_final (payment->state);

  if (open && payment->overridden)
    return TRIVET_CHECKOUT_OVERRIDDEN;
  if (open && payment->claimed)
    return TRIVET_CHECKOUT_CLAIMED;

  switch (payment->state) {
  case TRIVET_PAYMENT_STATE_INVALID:
  case TRIVET_PAYMENT_STATE_STARTED:
  case TRIVET_PAYMENT_STATE_ASKED:
    return TRIVET_CHECKOUT_SENDING;
  case TRIVET_PAYMENT_STATE_WAITING:
    return TRIVET_CHECKOUT_WAITING;
  case TRIVET_PAYMENT_STATE_REFUSED:
    return TRIVET_CHECKOUT_CONFIRMING;
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
    return TRIVET_CHECKOUT_IN_DOUBT;
  case TRIVET_PAYMENT_STATE_REVERSING:
  case TRIVET_PAYMENT_STATE_WITHDRAWN:
    return TRIVET_CHECKOUT_CANCELLING;
  case TRIVET_PAYMENT_STATE_PAID:
    return TRIVET_CHECKOUT_PAID;
  case TRIVET_PAYMENT_STATE_DECLINED:
    return TRIVET_CHECKOUT_DECLINED;
  case TRIVET_PAYMENT_STATE_REVERSED:
    return was_refused (payment) && !payment->money_returned ? TRIVET_CHECKOUT_DECLINED
                                                             : TRIVET_CHECKOUT_CANCELLED;
  case TRIVET_PAYMENT_STATE_UNSENT:
    return TRIVET_CHECKOUT_LINK_DOWN;
  }

  return TRIVET_CHECKOUT_IN_DOUBT;
}

/* What was paid too much: what goes back already, and what no refund has taken up yet. Of an order that was
 * corrected only what is too much since. */
static gint64
sum_surplus (const TrivetOrder *order)
{
  gint64 sum = trivet_order_get_surplus_minor (order);

  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);

    if (back->surplus && (order->corrections == 0 || back->started_at_us >= order->settled_at_us))
      sum += back->amount_minor;
  }

  return sum;
}

static void
set_order_facts (TrivetCheckout *self)
{
  const TrivetOrder *order = trivet_tab_get_order (self->tab);

  _trivet_checkout_set_settled (self);
  self->status.surplus_minor = sum_surplus (order);
  /* Both as it comes to the guest: cash that was rounded gives back what was received. */
  self->status.cash_back_minor = trivet_cash_back_compute_given (order);
  self->status.surplus_minor += self->status.cash_back_minor - trivet_order_get_cash_back_minor (order);
}

static void
show_payment (TrivetCheckout              *self,
              const TrivetPaymentProgress *progress)
{
  const TrivetPayment  *payment = progress->payment;
  TrivetCheckoutStatus *status = &self->status;

  status->kind = kind_from_payment (payment);
  status->reason = payment->reason;
  status->amount = payment->amount;
  status->checks = progress->checks;
  status->checks_max = progress->checks_max;
  status->next_check_at_us = progress->next_check_at_us;
  status->give_up_at_us = progress->give_up_at_us;
  status->payer_minor = payment->payer_minor;
  status->discount_minor = payment->discount_minor;
  status->money_returned = payment->money_returned;
  status->settled_at_us = payment->settled_at_us;
  status->shown = payment->shown;
  set_order_facts (self);
  g_free (status->method);
  status->method = g_strdup (payment->method);
  g_free (status->raw_code);
  status->raw_code = g_strdup (payment->raw_code);
  g_free (status->reference);
  status->reference = g_strdup (payment->provider_transaction_id);
  if (trivet_payment_state_is_final (payment->state) && status->took_ms == 0)
    status->took_ms = (trivet_clock_get_monotonic_us (self->clock) - status->since_us) / 1000;
  if (payment->state == TRIVET_PAYMENT_STATE_PAID)
    self->amount_minor = 0;
}

/* Whether the page must show @payment from now on although it shows another one, or none: the one
 * that was just begun, also when staff left the page and came back before it was durable; and one
 * that is news: paid by a guest who scanned our code, or late. */
static gboolean
concerns_page (TrivetCheckout      *self,
               const TrivetPayment *payment,
               gboolean             newly_paid)
{
  if (_trivet_checkout_is_under_way (self->status.kind) &&
      (self->status.payment_id != NULL || (newly_paid && self->held == NULL)))
    return FALSE;
  if (newly_paid)
    return self->status.kind != TRIVET_CHECKOUT_PAID || !self->status.order_settled;

  return !payment->shown && !payment->overridden && !payment->claimed &&
         !trivet_payment_state_is_final (payment->state);
}

/* A shown code that was paid begins its own story on the page. */
static void
adopt_payment (TrivetCheckout      *self,
               const TrivetPayment *payment,
               gboolean             newly_paid)
{
  char *id = g_strdup (payment->payment_id);

  if (newly_paid) {
    _trivet_checkout_drop_held (self);
    _trivet_checkout_set_ready (self);
  }
  g_free (self->status.payment_id);
  self->status.payment_id = id;
}

/* A code of ours was paid while a guest's code was being asked. Should that one end without money,
 * the page must say that the order is paid. */
static void
show_paid_behind (TrivetCheckout *self)
{
  g_autofree char      *id = NULL;
  TrivetPayment        *payment;
  TrivetPaymentProgress progress = { 0 };

  if (self->paid_behind == NULL || _trivet_checkout_is_under_way (self->status.kind))
    return;

  id = g_steal_pointer (&self->paid_behind);
  payment = trivet_payment_engine_lookup (self->engine, id);
  if (self->status.kind == TRIVET_CHECKOUT_PAID || payment == NULL)
    return;
  adopt_payment (self, payment, TRUE);
  progress.payment = payment;
  show_payment (self, &progress);
}

static void
note_unsettled (TrivetCheckout      *self,
                const TrivetPayment *payment)
{
  if (payment->shown || trivet_payment_state_is_final (payment->state))
    g_hash_table_remove (self->unsettled, payment->payment_id);
  else
    g_hash_table_add (self->unsettled, g_strdup (payment->payment_id));
}

static void
follow (TrivetCheckout              *self,
        const TrivetPaymentProgress *progress)
{
  const TrivetPayment *payment = progress->payment;
  gboolean             newly_paid = payment->state == TRIVET_PAYMENT_STATE_PAID &&
                        g_hash_table_add (self->known_paid, g_strdup (payment->payment_id)) &&
                        g_strcmp0 (payment->payment_id, self->status.payment_id) != 0;

  if (payment->shown)
    _trivet_checkout_follow_code (self, progress);
  if (concerns_page (self, payment, newly_paid)) {
    adopt_payment (self, payment, newly_paid);
  } else if (newly_paid) {
    g_free (self->paid_behind);
    self->paid_behind = g_strdup (payment->payment_id);
  }

  if (g_strcmp0 (payment->payment_id, self->status.payment_id) == 0) {
    show_payment (self, progress);
    show_paid_behind (self);
    _trivet_checkout_emit_changed (self);
  }
  _trivet_checkout_update_order (self);
  if (g_hash_table_size (self->closing) == 0)
    _trivet_checkout_release_held (self);
}

void
_trivet_checkout_on_engine_changed (TrivetPaymentEngine   *engine,
                                    TrivetPaymentProgress *progress,
                                    gpointer               user_data)
{
  g_autoptr (TrivetCheckout) self = g_object_ref (user_data);
  const TrivetPayment *payment = progress->payment;

  note_unsettled (self, payment);
  if (self->tab != NULL && g_str_equal (payment->order_id, trivet_tab_get_order_id (self->tab)))
    follow (self, progress);
  _trivet_checkout_count_doubts (self);
}

/* A visit of the pay page that comes back to a payment under way shows that payment. */
void
_trivet_checkout_adopt_open_payment (TrivetCheckout *self)
{
  const TrivetOrder *order = trivet_tab_get_order (self->tab);

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender   *tender = g_ptr_array_index (order->tenders, i);
    TrivetPayment        *payment = trivet_payment_engine_lookup (self->engine, tender->payment_id);
    TrivetPaymentProgress progress = { .payment = payment };

    if (payment == NULL || trivet_payment_state_is_final (payment->state) || payment->shown ||
        payment->overridden)
      continue;
    g_free (self->status.payment_id);
    self->status.payment_id = g_strdup (payment->payment_id);
    show_payment (self, &progress);
    if (!payment->claimed)
      return;
  }
}

/* The order, or what is to be asked for, is new: the sum on the page and the shown codes follow. An
 * order that another payment has settled meanwhile leaves nothing to try again. */
void
_trivet_checkout_update_order (TrivetCheckout *self)
{
  TrivetCheckoutStatus *status = &self->status;
  gint64                surplus = status->surplus_minor;
  gboolean              settled = status->order_settled;
  gboolean              check_settled = status->check_settled;
  gboolean              is_new;

  if (self->tab == NULL)
    return;

  /* A payment under way tells of itself when it moves. */
  if (!_trivet_checkout_is_under_way (status->kind)) {
    set_order_facts (self);
    is_new = status->order_settled != settled || status->check_settled != check_settled ||
             status->surplus_minor != surplus;
    if (status->kind == TRIVET_CHECKOUT_READY || status->kind == TRIVET_CHECKOUT_BAD_CODE) {
      gint64 amount = trivet_checkout_get_amount_minor (self);

      is_new = is_new || status->amount.minor != amount;
      status->amount.minor = amount;
    }
    if (is_new)
      _trivet_checkout_emit_changed (self);
  }
  _trivet_checkout_sync_codes (self);
}
