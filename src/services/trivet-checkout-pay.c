/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

#include "trivet-id.h"

/*
 * What staff and guests do on the pay page: codes, cash, cancelling, going on.
 */

/* Nobody hands over more than this; a slip of the finger is asked back. */
#define MAX_TENDERED_MINOR 100000000

/* How long new money waits for a shown code to be withdrawn; then staff are told of the doubt. */
#define MAX_HOLD_MS 15000

/**
 * Visit:
 * @generation: the visit of the pay page that the answer is for
 * @method: a wallet's id or "cash"
 *
 * Money that is on its way to the disk. Until it is there the order does not count it, so nothing
 * else may be begun for the order, also when staff left the page and came back.
 */
typedef struct {
  TrivetCheckout *checkout;
  guint           generation;
  char           *order_id;
  char           *method;
} Visit;

/* A visit that finds money on its way waits for it: it must not be taken twice. */
void
_trivet_checkout_adopt_start (TrivetCheckout *self)
{
  Visit *visit = g_hash_table_lookup (self->starting, trivet_tab_get_order_id (self->tab));

  if (visit == NULL)
    return;

  visit->generation = self->generation;
  self->status.kind = TRIVET_CHECKOUT_SENDING;
  g_free (self->status.method);
  self->status.method = g_strdup (visit->method);
}

static Visit *
visit_new (TrivetCheckout *self,
           const char     *method)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->checkout = g_object_ref (self);
  visit->order_id = g_strdup (trivet_tab_get_order_id (self->tab));
  visit->method = g_strdup (method);
  g_hash_table_insert (self->starting, g_strdup (visit->order_id), visit);
  _trivet_checkout_set_ready (self);
  _trivet_checkout_adopt_start (self);

  return visit;
}

/* The answer is there. Returns: whether the page is still waiting for it */
static gboolean
visit_end (Visit *visit)
{
  g_hash_table_remove (visit->checkout->starting, visit->order_id);

  return visit->generation == visit->checkout->generation;
}

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->checkout);
  g_free (visit->order_id);
  g_free (visit->method);
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
  if (!visit_end (visit))
    return;

  if (payment_id != NULL) {
    if (self->status.payment_id == NULL)
      self->status.payment_id = g_steal_pointer (&payment_id);
    _trivet_checkout_count_doubts (self);
    return;
  }

  if (g_error_matches (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER)) {
    self->status.kind = TRIVET_CHECKOUT_BAD_CODE;
    self->status.code_kind = TRIVET_CODE_PAYMENT;
    self->status.reason = TRIVET_PAYMENT_REASON_NOT_CONTRACTED;
    _trivet_checkout_emit_changed (self);
    return;
  }

  _trivet_checkout_set_refused (self, g_steal_pointer (&error));
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
      .amount = trivet_money_new (trivet_checkout_get_amount_minor (self), order->currency),
      .wallet_id = wallet_id,
      .provider_id = self->provider_id,
      .code = code,
      .subject = subject,
      .staff = trivet_register_get_staff (self->reg),
      .check = self->check,
  };
  Visit *visit = visit_new (self, wallet_id);

  self->status.masked_code = trivet_secret_dup_masked (code);
  _trivet_checkout_emit_changed (self);

  trivet_payment_engine_charge_async (self->engine, &details, on_charge_ready, visit);
}

/* Returns: (transfer full) (nullable): why the order may be asked for nothing now */
static GError *
check_due (TrivetCheckout *self)
{
  TrivetOrder *order = trivet_tab_get_order (self->tab);

  if (trivet_order_has_blocking_doubt (order))
    return g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT,
                                "A payment of this order is in doubt");
  if (trivet_checkout_get_due_minor (self) > 0)
    return NULL;
  if (trivet_order_get_open_minor (order) != 0)
    return g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE,
                                "All that is due has been asked for");

  return g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_SETTLED, "Nothing is due");
}

typedef struct {
  Visit          *visit;
  char           *payment_id;
  TrivetMoney     amount;
  gint64          tendered_minor;
  TrivetCashSplit split;
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
  if (!visit_end (state->visit))
    return;
  if (!stored) {
    _trivet_checkout_set_refused (self, g_steal_pointer (&error));
    return;
  }

  self->status.kind = TRIVET_CHECKOUT_PAID;
  self->status.amount = state->amount;
  self->status.tendered_minor = state->tendered_minor;
  self->status.change_minor = state->split.change_minor;
  self->status.rounding_minor = state->split.rounding_minor;
  self->status.payer_minor = state->amount.minor + state->split.rounding_minor;
  self->status.payment_id = g_steal_pointer (&state->payment_id);
  self->status.settled_at_us = trivet_clock_get_wall_us (self->clock);
  self->status.took_ms = (trivet_clock_get_monotonic_us (self->clock) - self->status.since_us) / 1000;
  _trivet_checkout_set_settled (self);
  self->amount_minor = 0;
  _trivet_checkout_emit_changed (self);
  _trivet_checkout_update_order (self);
}

static void
store_cash (TrivetCheckout *self,
            CashState      *state)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  JsonObject     *body = json_object_new ();

  json_object_set_string_member (body, "payment", state->payment_id);
  json_object_set_int_member (body, "amount_minor", state->amount.minor);
  json_object_set_int_member (body, "tendered_minor", state->tendered_minor);
  json_object_set_int_member (body, "change_minor", state->split.change_minor);
  if (state->split.rounding_minor != 0)
    json_object_set_int_member (body, "rounding_minor", state->split.rounding_minor);
  if (self->check != 0)
    json_object_set_int_member (body, "check", self->check);
  if (trivet_register_get_shift (self->reg) != NULL)
    json_object_set_string_member (body, "shift", trivet_register_get_shift (self->reg));
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_CASH_TAKEN, trivet_tab_get_order_id (self->tab), body, &stamp));

  trivet_journal_append_async (self->journal, facts, on_cash_stored_ready, state);
}

static void
take_cash (TrivetCheckout *self,
           gint64          tendered_minor)
{
  CashState      *state;
  GError         *error = check_due (self);
  TrivetCashDue   due = trivet_checkout_get_cash_due (self);
  TrivetCashSplit split;

  if (error == NULL && (!trivet_checkout_split_cash (&due, tendered_minor, &split) || tendered_minor > MAX_TENDERED_MINOR))
    error = g_error_new_literal (TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT, "That sum cannot be right");
  if (error != NULL) {
    _trivet_checkout_set_refused (self, error);
    return;
  }

  state = g_new0 (CashState, 1);
  state->split = split;
  state->visit = visit_new (self, "cash");
  state->payment_id = trivet_id_new (self->clock, TRIVET_RANDOM (trivet_register_get_stamp (self->reg).random));
  state->amount = trivet_money_new (split.covered_minor, trivet_tab_get_order (self->tab)->currency);
  state->tendered_minor = tendered_minor;
  store_cash (self, state);
}

static void
take_payment_code (TrivetCheckout *self,
                   TrivetSecret   *code)
{
  g_autoptr (TrivetSecret) payment_code = NULL;
  const char *wallet_id = NULL;
  GError     *error = check_due (self);

  if (error != NULL) {
    _trivet_checkout_set_refused (self, error);
    return;
  }
  trivet_wallet_table_recognise (self->wallets, code, &payment_code, &wallet_id);
  charge (self, payment_code, wallet_id);
}

void
_trivet_checkout_drop_held (TrivetCheckout *self)
{
  TrivetHeldInput *held = g_steal_pointer (&self->held);

  if (held == NULL)
    return;

  if (held->timeout_id != 0)
    trivet_clock_remove_timeout (self->clock, held->timeout_id);
  g_clear_pointer (&held->code, trivet_secret_unref);
  g_free (held);
}

static gboolean
on_held_too_long (gpointer user_data)
{
  TrivetCheckout *self = user_data;

  self->held->timeout_id = 0;
  _trivet_checkout_release_held (self);

  return G_SOURCE_REMOVE;
}

/* While a shown code is being withdrawn its guest may be paying: the new money must wait for the
 * provider's word, usually for a moment. */
static void
hold (TrivetCheckout *self,
      TrivetSecret   *code,
      gint64          tendered_minor,
      const char     *method)
{
  _trivet_checkout_set_ready (self);
  self->status.kind = TRIVET_CHECKOUT_SENDING;
  self->status.method = g_strdup (method);
  self->held = g_new0 (TrivetHeldInput, 1);
  self->held->code = code != NULL ? trivet_secret_ref (code) : NULL;
  self->held->tendered_minor = tendered_minor;
  self->held->timeout_id =
    trivet_clock_add_timeout (self->clock, MAX_HOLD_MS, on_held_too_long, self, NULL);
  if (code != NULL)
    self->status.masked_code = trivet_secret_dup_masked (code);
  _trivet_checkout_emit_changed (self);
}

void
_trivet_checkout_release_held (TrivetCheckout *self)
{
  g_autoptr (TrivetSecret) code = NULL;
  gint64 tendered_minor;

  if (self->held == NULL)
    return;

  code = g_steal_pointer (&self->held->code);
  tendered_minor = self->held->tendered_minor;
  _trivet_checkout_drop_held (self);
  _trivet_checkout_set_ready (self);
  if (code != NULL)
    take_payment_code (self, code);
  else
    take_cash (self, tendered_minor);
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

  if (self->tab == NULL || _trivet_checkout_is_under_way (self->status.kind) || self->status.order_settled)
    return;

  code_kind = trivet_wallet_table_recognise (self->wallets, code, &payment_code, &wallet_id);
  if (code_kind == TRIVET_CODE_PAYMENT) {
    if (g_hash_table_size (self->closing) > 0)
      hold (self, payment_code, 0, wallet_id);
    else
      take_payment_code (self, payment_code);
    return;
  }

  _trivet_checkout_set_ready (self);
  self->status.kind = TRIVET_CHECKOUT_BAD_CODE;
  self->status.code_kind = code_kind;
  _trivet_checkout_emit_changed (self);
}

/**
 * trivet_checkout_pay_cash:
 * @self: a checkout
 * @tendered_minor: what the guest handed over, in minor units; 0 only when the rest comes to nothing
 *   in cash
 *
 * Takes cash (trivet_checkout_get_cash_due()). Less than what is due pays a part of it; more than the
 * amount of this tender gives change.
 */
void
trivet_checkout_pay_cash (TrivetCheckout *self,
                          gint64          tendered_minor)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->tab == NULL || _trivet_checkout_is_under_way (self->status.kind) || self->status.order_settled)
    return;
  if (g_hash_table_size (self->closing) > 0)
    hold (self, NULL, tendered_minor, "cash");
  else
    take_cash (self, tendered_minor);
}

/**
 * trivet_checkout_can_close:
 * @self: a checkout
 *
 * Returns: whether the order has dishes, and costs nothing or is corrected and owes nothing more, so that
 *   it can be closed without money
 */
gboolean
trivet_checkout_can_close (TrivetCheckout *self)
{
  const TrivetTotals *totals;
  const TrivetOrder  *order;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);

  if (self->tab == NULL || _trivet_checkout_is_under_way (self->status.kind))
    return FALSE;
  totals = trivet_tab_get_totals (self->tab);
  order = trivet_tab_get_order (self->tab);
  if (!trivet_order_is_open (order) || totals->lines->len == 0)
    return FALSE;

  return totals->total_minor == 0 ||
         (trivet_order_is_corrected (order) && totals->total_minor <= trivet_order_get_net_paid_minor (order));
}

/**
 * trivet_checkout_close_order:
 * @self: a checkout
 *
 * Closes an order that costs nothing, such as one with a discount of 100 %, or one that was corrected: it
 * ends as PAID with an amount of 0 and without a method. What was paid too much goes back.
 */
void
trivet_checkout_close_order (TrivetCheckout *self)
{
  g_autoptr (GPtrArray) facts = NULL;
  TrivetFactStamp stamp;
  CashState      *state;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (!trivet_checkout_can_close (self))
    return;

  stamp = trivet_register_get_stamp (self->reg);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_ORDER_CLOSED, trivet_tab_get_order_id (self->tab),
                                           json_object_new (), &stamp));
  state = g_new0 (CashState, 1);
  state->visit = visit_new (self, NULL);
  state->amount = trivet_money_new (0, trivet_tab_get_order (self->tab)->currency);
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

  if (self->tab == NULL || _trivet_checkout_is_under_way (self->status.kind) || self->status.order_settled)
    return;

  _trivet_checkout_set_ready (self);
  _trivet_checkout_emit_changed (self);
}
