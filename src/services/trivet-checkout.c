/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

/*
 * TrivetCheckout: takes the money for the order on the pay page, and keeps counting the payments
 * that staff left in doubt to serve the next guest. This file holds what is shown; taking the money
 * is in trivet-checkout-pay.c, taking over after a start in trivet-checkout-resume.c.
 */

enum {
  CHANGED,
  DOUBTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetCheckout, trivet_checkout, G_TYPE_OBJECT)

static const char *const kind_names[] = {
  [TRIVET_CHECKOUT_IDLE] = "idle",
  [TRIVET_CHECKOUT_READY] = "ready",
  [TRIVET_CHECKOUT_BAD_CODE] = "bad-code",
  [TRIVET_CHECKOUT_SENDING] = "sending",
  [TRIVET_CHECKOUT_WAITING] = "waiting",
  [TRIVET_CHECKOUT_CONFIRMING] = "confirming",
  [TRIVET_CHECKOUT_PAID] = "paid",
  [TRIVET_CHECKOUT_DECLINED] = "declined",
  [TRIVET_CHECKOUT_IN_DOUBT] = "in-doubt",
  [TRIVET_CHECKOUT_CANCELLING] = "cancelling",
  [TRIVET_CHECKOUT_CANCELLED] = "cancelled",
  [TRIVET_CHECKOUT_LINK_DOWN] = "link-down",
  [TRIVET_CHECKOUT_REFUSED] = "refused",
};

static void
on_engine_changed (TrivetPaymentEngine   *engine,
                   TrivetPaymentProgress *progress,
                   gpointer               user_data);

static void
status_clear (TrivetCheckoutStatus *status)
{
  g_free (status->method);
  g_free (status->masked_code);
  g_free (status->raw_code);
  g_free (status->reference);
  g_free (status->payment_id);
  g_clear_error (&status->error);
  memset (status, 0, sizeof *status);
}

static void
trivet_checkout_dispose (GObject *object)
{
  TrivetCheckout *self = TRIVET_CHECKOUT (object);

  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_func (self->engine, on_engine_changed, self);

  g_clear_object (&self->tab);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->engine);
  g_clear_object (&self->wallets);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (trivet_checkout_parent_class)->dispose (object);
}

static void
trivet_checkout_finalize (GObject *object)
{
  TrivetCheckout *self = TRIVET_CHECKOUT (object);

  status_clear (&self->status);
  g_hash_table_unref (self->starting);
  g_free (self->provider_id);

  G_OBJECT_CLASS (trivet_checkout_parent_class)->finalize (object);
}

static void
trivet_checkout_class_init (TrivetCheckoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_checkout_dispose;
  object_class->finalize = trivet_checkout_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DOUBTS_CHANGED] =
    g_signal_new ("doubts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_checkout_init (TrivetCheckout *self)
{
  self->starting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * trivet_checkout_new:
 * @reg: holds the orders
 * @journal: where cash is written
 * @repository: where unsettled payments are found after a start
 * @engine: asks the providers
 * @wallets: tells whose code it is
 * @clock: gives time
 *
 * Returns: (transfer full): an idle checkout
 */
TrivetCheckout *
trivet_checkout_new (TrivetRegister      *reg,
                     TrivetJournal       *journal,
                     TrivetRepository    *repository,
                     TrivetPaymentEngine *engine,
                     TrivetWalletTable   *wallets,
                     TrivetClock         *clock)
{
  TrivetCheckout *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (engine), NULL);
  g_return_val_if_fail (TRIVET_IS_WALLET_TABLE (wallets), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self = g_object_new (TRIVET_TYPE_CHECKOUT, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->engine = g_object_ref (engine);
  self->wallets = g_object_ref (wallets);
  self->clock = g_object_ref (clock);
  g_signal_connect (engine, "changed", G_CALLBACK (on_engine_changed), self);

  return self;
}

/**
 * trivet_checkout_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name for logs, tests and trivetctl, such as "in-doubt"
 */
const char *
trivet_checkout_kind_get_name (TrivetCheckoutKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

gboolean
_trivet_checkout_is_under_way (TrivetCheckoutKind kind)
{
  return kind == TRIVET_CHECKOUT_SENDING || kind == TRIVET_CHECKOUT_WAITING ||
         kind == TRIVET_CHECKOUT_CONFIRMING || kind == TRIVET_CHECKOUT_IN_DOUBT ||
         kind == TRIVET_CHECKOUT_CANCELLING;
}

void
_trivet_checkout_emit_changed (TrivetCheckout *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Payments that nobody looks at: all unsettled ones but the one on the pay page. */
void
_trivet_checkout_count_doubts (TrivetCheckout *self)
{
  guint n = trivet_payment_engine_get_n_unsettled (self->engine);

  if (n > 0 && self->status.payment_id != NULL && _trivet_checkout_is_under_way (self->status.kind))
    n--;
  if (n == self->n_doubts)
    return;

  self->n_doubts = n;
  g_signal_emit (self, signals[DOUBTS_CHANGED], 0);
}

void
_trivet_checkout_set_ready (TrivetCheckout *self)
{
  status_clear (&self->status);
  self->status.kind = TRIVET_CHECKOUT_READY;
  self->status.amount = trivet_money_new (trivet_checkout_get_due_minor (self),
                                          trivet_tab_get_order (self->tab)->currency);
  self->status.since_us = trivet_clock_get_monotonic_us (self->clock);
}

void
_trivet_checkout_set_refused (TrivetCheckout *self,
                              GError         *error)
{
  TrivetMoney amount = self->status.amount;

  status_clear (&self->status);
  self->status.kind = TRIVET_CHECKOUT_REFUSED;
  self->status.amount = amount;
  self->status.error = error;
  _trivet_checkout_emit_changed (self);
}

static TrivetCheckoutKind
kind_from_state (TrivetPaymentState state)
{
  switch (state) {
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
    return TRIVET_CHECKOUT_CANCELLING;
  case TRIVET_PAYMENT_STATE_PAID:
    return TRIVET_CHECKOUT_PAID;
  case TRIVET_PAYMENT_STATE_DECLINED:
    return TRIVET_CHECKOUT_DECLINED;
  case TRIVET_PAYMENT_STATE_REVERSED:
    return TRIVET_CHECKOUT_CANCELLED;
  case TRIVET_PAYMENT_STATE_UNSENT:
    return TRIVET_CHECKOUT_LINK_DOWN;
  }

  return TRIVET_CHECKOUT_IN_DOUBT;
}

static void
show_payment (TrivetCheckout              *self,
              const TrivetPaymentProgress *progress)
{
  const TrivetPayment  *payment = progress->payment;
  TrivetCheckoutStatus *status = &self->status;

  status->kind = kind_from_state (payment->state);
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
  status->order_settled = trivet_tab_get_order (self->tab)->settled_at_us != 0;
  g_free (status->method);
  status->method = g_strdup (payment->method);
  g_free (status->raw_code);
  status->raw_code = g_strdup (payment->raw_code);
  g_free (status->reference);
  status->reference = g_strdup (payment->provider_transaction_id);
  if (trivet_payment_state_is_final (payment->state) && status->took_ms == 0)
    status->took_ms = (trivet_clock_get_monotonic_us (self->clock) - status->since_us) / 1000;
}

/* Whether the page must show @payment from now on: the one that was just begun, also when staff left
 * the page and came back before it was durable, and one that settles the order late. An older one
 * that is only heard of once more is none of these. */
static gboolean
concerns_page (TrivetCheckout      *self,
               const TrivetPayment *payment)
{
  if (self->tab == NULL || !g_str_equal (payment->order_id, trivet_tab_get_order_id (self->tab)))
    return FALSE;
  if (_trivet_checkout_is_under_way (self->status.kind) && self->status.payment_id != NULL)
    return FALSE;
  if (!trivet_payment_state_is_final (payment->state))
    return TRUE;

  return payment->state == TRIVET_PAYMENT_STATE_PAID && !self->status.order_settled &&
         !_trivet_checkout_is_under_way (self->status.kind) &&
         trivet_tab_get_order (self->tab)->settled_at_us != 0;
}

static void
on_engine_changed (TrivetPaymentEngine   *engine,
                   TrivetPaymentProgress *progress,
                   gpointer               user_data)
{
  g_autoptr (TrivetCheckout) self = g_object_ref (user_data);
  const TrivetPayment *payment = progress->payment;

  if (concerns_page (self, payment)) {
    g_free (self->status.payment_id);
    self->status.payment_id = g_strdup (payment->payment_id);
  }

  if (self->tab != NULL && g_strcmp0 (payment->payment_id, self->status.payment_id) == 0) {
    show_payment (self, progress);
    _trivet_checkout_emit_changed (self);
  }
  _trivet_checkout_count_doubts (self);
}

/* A visit of the pay page that comes back to a payment under way shows that payment. */
static void
adopt_open_payment (TrivetCheckout *self)
{
  const TrivetOrder *order = trivet_tab_get_order (self->tab);

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender   *tender = g_ptr_array_index (order->tenders, i);
    TrivetPayment        *payment = trivet_payment_engine_lookup (self->engine, tender->payment_id);
    TrivetPaymentProgress progress = { .payment = payment };

    if (payment == NULL || trivet_payment_state_is_final (payment->state))
      continue;
    self->status.payment_id = g_strdup (payment->payment_id);
    show_payment (self, &progress);
    return;
  }
}

/**
 * trivet_checkout_begin:
 * @self: a checkout
 * @order_id: an open order with something due
 *
 * Shows the order on the pay page; connections are opened ahead.
 *
 * Returns: %FALSE when there is no such open order
 */
gboolean
trivet_checkout_begin (TrivetCheckout *self,
                       const char     *order_id)
{
  TrivetTab *tab;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);
  g_return_val_if_fail (order_id != NULL, FALSE);

  tab = trivet_register_lookup_tab (self->reg, order_id);
  if (tab == NULL || !trivet_order_is_open (trivet_tab_get_order (tab)))
    return FALSE;

  self->generation++;
  g_set_object (&self->tab, tab);
  _trivet_checkout_set_ready (self);
  adopt_open_payment (self);
  _trivet_checkout_adopt_start (self);
  trivet_payment_engine_prepare (self->engine);
  _trivet_checkout_count_doubts (self);
  _trivet_checkout_emit_changed (self);

  return TRUE;
}

/**
 * trivet_checkout_end:
 * @self: a checkout
 *
 * Leaves the pay page. A payment under way goes on in the background and is counted as a doubt.
 */
void
trivet_checkout_end (TrivetCheckout *self)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  self->generation++;
  status_clear (&self->status);
  g_clear_object (&self->tab);
  g_clear_pointer (&self->provider_id, g_free);
  _trivet_checkout_count_doubts (self);
  _trivet_checkout_emit_changed (self);
}

/**
 * trivet_checkout_get_tab:
 * @self: a checkout
 *
 * Returns: (transfer none) (nullable): the order that is being paid
 */
TrivetTab *
trivet_checkout_get_tab (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), NULL);

  return self->tab;
}

/**
 * trivet_checkout_get_status:
 * @self: a checkout
 *
 * Returns: (transfer none): what to show, until the next `changed`
 */
const TrivetCheckoutStatus *
trivet_checkout_get_status (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), NULL);

  return &self->status;
}

/**
 * trivet_checkout_get_wallets:
 * @self: a checkout
 *
 * Returns: (transfer none): the table that names the wallets
 */
TrivetWalletTable *
trivet_checkout_get_wallets (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), NULL);

  return self->wallets;
}

/**
 * trivet_checkout_get_due_minor:
 * @self: a checkout
 *
 * Returns: what may still be asked for, in minor units; 0 without an order
 */
gint64
trivet_checkout_get_due_minor (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);

  return self->tab != NULL ? trivet_tab_get_due_minor (self->tab) : 0;
}

/**
 * trivet_checkout_get_n_doubts:
 * @self: a checkout
 *
 * Returns: payments that are being resolved in the background
 */
guint
trivet_checkout_get_n_doubts (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);

  return self->n_doubts;
}

/**
 * trivet_checkout_set_provider:
 * @self: a checkout
 * @provider_id: (nullable): take this provider for the next code, %NULL for the usual choice
 */
void
trivet_checkout_set_provider (TrivetCheckout *self,
                              const char     *provider_id)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  g_free (self->provider_id);
  self->provider_id = g_strdup (provider_id);
}
