/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout.h"

#include "trivet-id.h"

/*
 * TrivetCheckout: takes the money for the order on the pay page, and keeps counting the payments
 * that staff left in doubt to serve the next guest.
 */

/* Nobody hands over more than this; a slip of the finger is asked back. */
#define MAX_TENDERED_MINOR 100000000

enum {
  CHANGED,
  DOUBTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetCheckout {
  GObject parent_instance;

  TrivetRegister      *reg;
  TrivetJournal       *journal;
  TrivetRepository    *repository;
  TrivetPaymentEngine *engine;
  TrivetWalletTable   *wallets;
  TrivetClock         *clock;

  TrivetTab           *tab;
  char                *provider_id;
  guint                n_doubts;
  guint                generation; /* which visit of the pay page an answer belongs to */
  TrivetCheckoutStatus status;
};

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

static gboolean
is_under_way (TrivetCheckoutKind kind)
{
  return kind == TRIVET_CHECKOUT_SENDING || kind == TRIVET_CHECKOUT_WAITING ||
         kind == TRIVET_CHECKOUT_CONFIRMING || kind == TRIVET_CHECKOUT_IN_DOUBT ||
         kind == TRIVET_CHECKOUT_CANCELLING;
}

static void
emit_changed (TrivetCheckout *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Payments that nobody looks at: all unsettled ones but the one on the pay page. */
static void
count_doubts (TrivetCheckout *self)
{
  guint n = trivet_payment_engine_get_n_unsettled (self->engine);

  if (n > 0 && self->status.payment_id != NULL && is_under_way (self->status.kind))
    n--;
  if (n == self->n_doubts)
    return;

  self->n_doubts = n;
  g_signal_emit (self, signals[DOUBTS_CHANGED], 0);
}

static void
set_ready (TrivetCheckout *self)
{
  status_clear (&self->status);
  self->status.kind = TRIVET_CHECKOUT_READY;
  self->status.amount = trivet_money_new (trivet_checkout_get_due_minor (self),
                                          trivet_tab_get_order (self->tab)->currency);
  self->status.since_us = trivet_clock_get_monotonic_us (self->clock);
}

static void
set_refused (TrivetCheckout *self,
             GError         *error)
{
  TrivetMoney amount = self->status.amount;

  status_clear (&self->status);
  self->status.kind = TRIVET_CHECKOUT_REFUSED;
  self->status.amount = amount;
  self->status.error = error;
  emit_changed (self);
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

static void
on_engine_changed (TrivetPaymentEngine   *engine,
                   TrivetPaymentProgress *progress,
                   gpointer               user_data)
{
  g_autoptr (TrivetCheckout) self = g_object_ref (user_data);
  const TrivetPayment *payment = progress->payment;

  if (self->tab != NULL && self->status.payment_id == NULL &&
      self->status.kind == TRIVET_CHECKOUT_SENDING &&
      g_str_equal (payment->order_id, trivet_tab_get_order_id (self->tab)))
    self->status.payment_id = g_strdup (payment->payment_id);

  if (self->tab != NULL && g_strcmp0 (payment->payment_id, self->status.payment_id) == 0) {
    show_payment (self, progress);
    emit_changed (self);
  }
  count_doubts (self);
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
  set_ready (self);
  adopt_open_payment (self);
  trivet_payment_engine_prepare (self->engine);
  count_doubts (self);
  emit_changed (self);

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
  count_doubts (self);
  emit_changed (self);
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

typedef struct {
  TrivetCheckout *checkout;
  guint           generation;
} Visit;

static Visit *
visit_new (TrivetCheckout *self)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->checkout = g_object_ref (self);
  visit->generation = self->generation;

  return visit;
}

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->checkout);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static void
on_charge_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Visit) visit = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *payment_id = NULL;
  TrivetCheckout  *self = visit->checkout;

  payment_id = trivet_payment_engine_charge_finish (TRIVET_PAYMENT_ENGINE (source), result, &error);
  if (visit->generation != self->generation)
    return;

  if (payment_id != NULL) {
    if (self->status.payment_id == NULL)
      self->status.payment_id = g_steal_pointer (&payment_id);
    count_doubts (self);
    return;
  }

  if (g_error_matches (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER)) {
    self->status.kind = TRIVET_CHECKOUT_BAD_CODE;
    self->status.code_kind = TRIVET_CODE_PAYMENT;
    self->status.reason = TRIVET_PAYMENT_REASON_NOT_CONTRACTED;
    emit_changed (self);
    return;
  }

  set_refused (self, g_steal_pointer (&error));
}

static void
charge (TrivetCheckout *self,
        TrivetSecret   *code,
        const char     *wallet_id)
{
  const TrivetShopInfo *shop = trivet_register_get_shop (self->reg);
  TrivetOrder          *order = trivet_tab_get_order (self->tab);
  g_autofree char      *subject = g_strdup_printf ("%s #%s", shop->name_zh, order->number);
  TrivetChargeDetails   details = {
      .order = order,
      .amount = trivet_money_new (trivet_checkout_get_due_minor (self), order->currency),
      .wallet_id = wallet_id,
      .provider_id = self->provider_id,
      .code = code,
      .subject = subject,
      .staff = trivet_register_get_staff (self->reg),
  };

  set_ready (self);
  self->status.kind = TRIVET_CHECKOUT_SENDING;
  self->status.amount = details.amount;
  self->status.method = g_strdup (wallet_id);
  self->status.masked_code = trivet_secret_dup_masked (code);
  emit_changed (self);

  trivet_payment_engine_charge_async (self->engine, &details, on_charge_ready, visit_new (self));
}

/**
 * trivet_checkout_submit_code:
 * @self: a checkout
 * @code: what a camera, a hand scanner or a person brought
 *
 * Asks the wallet that the code belongs to for what is due. While a payment is under way a code
 * is ignored: nothing is ever charged twice.
 */
void
trivet_checkout_submit_code (TrivetCheckout *self,
                             TrivetSecret   *code)
{
  g_autoptr (TrivetSecret) payment_code = NULL;
  const char    *wallet_id = NULL;
  TrivetCodeKind code_kind;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));
  g_return_if_fail (code != NULL);

  if (self->tab == NULL || is_under_way (self->status.kind) || self->status.order_settled)
    return;
  if (trivet_order_get_in_doubt_minor (trivet_tab_get_order (self->tab)) != 0) {
    set_refused (self, g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT,
                                            "A payment of this order is in doubt"));
    return;
  }

  code_kind = trivet_wallet_table_recognise (self->wallets, code, &payment_code, &wallet_id);
  if (code_kind == TRIVET_CODE_PAYMENT) {
    charge (self, payment_code, wallet_id);
    return;
  }

  set_ready (self);
  self->status.kind = TRIVET_CHECKOUT_BAD_CODE;
  self->status.code_kind = code_kind;
  emit_changed (self);
}

typedef struct {
  Visit      *visit;
  char       *payment_id;
  TrivetMoney amount;
  gint64      tendered_minor;
} CashState;

static void
cash_state_free (CashState *state)
{
  visit_free (state->visit);
  g_free (state->payment_id);
  g_free (state);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CashState, cash_state_free)

static void
on_cash_stored_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (CashState) state = user_data;
  g_autoptr (GError) error = NULL;
  TrivetCheckout *self = state->visit->checkout;
  gboolean        stored;

  stored = trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);
  if (state->visit->generation != self->generation)
    return;
  if (!stored) {
    set_refused (self, g_steal_pointer (&error));
    return;
  }

  self->status.kind = TRIVET_CHECKOUT_PAID;
  self->status.amount = state->amount;
  self->status.tendered_minor = state->tendered_minor;
  self->status.change_minor = state->tendered_minor - state->amount.minor;
  self->status.payer_minor = state->amount.minor;
  self->status.payment_id = g_steal_pointer (&state->payment_id);
  self->status.settled_at_us = trivet_clock_get_wall_us (self->clock);
  self->status.took_ms = (trivet_clock_get_monotonic_us (self->clock) - self->status.since_us) / 1000;
  self->status.order_settled = trivet_tab_get_order (self->tab)->settled_at_us != 0;
  emit_changed (self);
}

static GError *
check_cash (TrivetCheckout *self,
            gint64          tendered_minor)
{
  if (trivet_order_get_in_doubt_minor (trivet_tab_get_order (self->tab)) != 0)
    return g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT,
                                "A payment of this order is in doubt");
  if (trivet_checkout_get_due_minor (self) == 0)
    return g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_SETTLED, "Nothing is due");
  if (tendered_minor <= 0 || tendered_minor > MAX_TENDERED_MINOR)
    return g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT, "That sum cannot be right");

  return NULL;
}

/**
 * trivet_checkout_pay_cash:
 * @self: a checkout
 * @tendered_minor: what the guest handed over, more than zero, in minor units
 *
 * Takes cash. Less than what is due pays a part of it; more gives change.
 */
void
trivet_checkout_pay_cash (TrivetCheckout *self,
                          gint64          tendered_minor)
{
  g_autoptr (GPtrArray) facts = NULL;
  TrivetFactStamp stamp;
  CashState      *state;
  JsonObject     *body;
  GError         *error;
  gint64          taken_minor;
  gint64          change_minor;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->tab == NULL || is_under_way (self->status.kind) || self->status.order_settled)
    return;
  error = check_cash (self, tendered_minor);
  if (error != NULL) {
    set_refused (self, error);
    return;
  }

  trivet_checkout_split_cash (trivet_checkout_get_due_minor (self), tendered_minor, &taken_minor, &change_minor);
  state = g_new0 (CashState, 1);
  state->visit = visit_new (self);
  state->payment_id = trivet_id_new (self->clock, TRIVET_RANDOM (trivet_register_get_stamp (self->reg).random));
  state->amount = trivet_money_new (taken_minor, trivet_tab_get_order (self->tab)->currency);
  state->tendered_minor = tendered_minor;

  body = json_object_new ();
  json_object_set_string_member (body, "payment", state->payment_id);
  json_object_set_int_member (body, "amount_minor", state->amount.minor);
  json_object_set_int_member (body, "tendered_minor", tendered_minor);
  json_object_set_int_member (body, "change_minor", change_minor);
  stamp = trivet_register_get_stamp (self->reg);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_CASH_TAKEN, trivet_tab_get_order_id (self->tab), body, &stamp));

  set_ready (self);
  self->status.kind = TRIVET_CHECKOUT_SENDING;
  self->status.method = g_strdup ("cash");
  trivet_journal_append_async (self->journal, facts, on_cash_stored_ready, state);
}

/**
 * trivet_checkout_try_again:
 * @self: a checkout
 *
 * After a final state: ready for the next code for what is still due.
 */
void
trivet_checkout_try_again (TrivetCheckout *self)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->tab == NULL || is_under_way (self->status.kind) || self->status.order_settled)
    return;

  set_ready (self);
  emit_changed (self);
}

static void
warn_about (GError *error)
{
  if (error != NULL)
    g_debug ("The engine does not take that now: %s", error->message);
}

/**
 * trivet_checkout_check_now:
 * @self: a checkout
 *
 * Asks the provider at once instead of at the next time.
 */
void
trivet_checkout_check_now (TrivetCheckout *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->status.payment_id != NULL && is_under_way (self->status.kind) &&
      !trivet_payment_engine_check_now (self->engine, self->status.payment_id, &error))
    warn_about (error);
}

/**
 * trivet_checkout_cancel:
 * @self: a checkout
 *
 * Staff give the payment up: it is queried once more and then reversed until the provider is
 * certain. The guest may have paid meanwhile; then it is paid.
 */
void
trivet_checkout_cancel (TrivetCheckout *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->status.payment_id != NULL && is_under_way (self->status.kind) &&
      !trivet_payment_engine_cancel (self->engine, self->status.payment_id, &error))
    warn_about (error);
}

/**
 * trivet_checkout_serve_next:
 * @self: a checkout
 *
 * Leaves a payment in doubt to the background and clears the register for the next guest. The
 * order stays open with a mark.
 *
 * Returns: %FALSE when no payment is in doubt here
 */
gboolean
trivet_checkout_serve_next (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);

  if (self->status.kind != TRIVET_CHECKOUT_IN_DOUBT && self->status.kind != TRIVET_CHECKOUT_CANCELLING)
    return FALSE;

  trivet_checkout_end (self);
  trivet_register_new_order (self->reg);

  return TRUE;
}

typedef struct {
  GPtrArray *order_ids;
  guint      next;
  guint      n_resumed;
} ResumeState;

static void
resume_state_free (ResumeState *state)
{
  g_clear_pointer (&state->order_ids, g_ptr_array_unref);
  g_free (state);
}

static void resume_next_order (GTask *task);

static void
on_resume_facts_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  ResumeState    *state = g_task_get_task_data (task);
  TrivetCheckout *self = g_task_get_source_object (task);

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts == NULL || !trivet_payment_engine_resume (self->engine, facts, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  state->n_resumed++;
  state->next++;
  count_doubts (self);
  resume_next_order (g_steal_pointer (&task));
}

static void
resume_next_order (GTask *task)
{
  ResumeState    *state = g_task_get_task_data (task);
  TrivetCheckout *self = g_task_get_source_object (task);

  if (state->next == state->order_ids->len) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }

  trivet_repository_load_facts_async (self->repository, g_ptr_array_index (state->order_ids, state->next), NULL,
                                      on_resume_facts_ready, task);
}

static void
on_unsettled_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ResumeState *state = g_task_get_task_data (task);

  state->order_ids = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (state->order_ids == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  resume_next_order (g_steal_pointer (&task));
}

/**
 * trivet_checkout_resume_async:
 * @self: a checkout
 * @callback: called when all unsettled payments have been handed to the engine
 * @user_data: for @callback
 */
void
trivet_checkout_resume_async (TrivetCheckout     *self,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, g_new0 (ResumeState, 1), (GDestroyNotify) resume_state_free);
  trivet_repository_list_unsettled_payments_async (self->repository, NULL, on_unsettled_ready, task);
}

/**
 * trivet_checkout_resume_finish:
 * @self: a checkout
 * @result: from the callback
 * @ret_n_resumed: (out) (optional): orders with unsettled payments
 * @error: return location: the store cannot be read
 *
 * Returns: whether all were handed over
 */
gboolean
trivet_checkout_resume_finish (TrivetCheckout *self,
                               GAsyncResult   *result,
                               guint          *ret_n_resumed,
                               GError        **error)
{
  ResumeState *state;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  state = g_task_get_task_data (G_TASK (result));
  if (ret_n_resumed != NULL)
    *ret_n_resumed = state->n_resumed;

  return g_task_propagate_boolean (G_TASK (result), error);
}
