/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

/*
 * The codes on the pay page that guests scan: one for each wallet that is wanted. Each is a payment
 * of the engine; this file makes them ask for what is to be paid now, withdraws them when they do
 * not, and renews them when their time is over. The engine itself withdraws what another arm paid.
 */

/* A page that is left open makes no codes for ever: each is a payment in the journal. */
#define MAX_RENEWALS 3

void
_trivet_shown_code_free (TrivetShownCode *code)
{
  g_free (code->wallet_id);
  g_free (code->payment_id);
  g_free (code->text);
  g_clear_error (&code->error);
  g_free (code);
}

static TrivetShownCode *
find_wallet (TrivetCheckout *self,
             const char     *wallet_id)
{
  for (guint i = 0; i < self->codes->len; i++) {
    TrivetShownCode *code = g_ptr_array_index (self->codes, i);

    if (g_str_equal (code->wallet_id, wallet_id))
      return code;
  }

  return NULL;
}

static TrivetShownCode *
find_payment (TrivetCheckout *self,
              const char     *payment_id)
{
  for (guint i = 0; i < self->codes->len; i++) {
    TrivetShownCode *code = g_ptr_array_index (self->codes, i);

    if (g_strcmp0 (code->payment_id, payment_id) == 0)
      return code;
  }

  return NULL;
}

/* Nothing can be scanned any more; what comes next is up to the caller. */
static void
take_down (TrivetShownCode     *code,
           TrivetShownCodeState state)
{
  g_clear_pointer (&code->payment_id, g_free);
  g_clear_pointer (&code->text, g_free);
  g_clear_error (&code->error);
  code->give_up_at_us = 0;
  code->state = state;
}

static void
withdraw (TrivetCheckout *self,
          const char     *payment_id)
{
  const TrivetPayment *payment = trivet_payment_engine_lookup (self->engine, payment_id);
  g_autoptr (GError) error = NULL;

  if (self->tab != NULL && payment != NULL &&
      g_str_equal (payment->order_id, trivet_tab_get_order_id (self->tab)) &&
      !trivet_payment_state_is_final (payment->state))
    g_hash_table_add (self->closing, g_strdup (payment_id));
  if (!trivet_payment_engine_cancel (self->engine, payment_id, TRIVET_PAYMENT_REASON_OTHER_TENDER,
                                     trivet_register_get_staff (self->reg), &error))
    g_debug ("A shown code has ended already: %s", error->message);
}

/* What a code may ask for now: as trivet_checkout_get_amount_minor(), but a guest's code that is
 * being asked, and codes that are being withdrawn, do not count: the first to be paid wins. */
static gint64
compute_offer (TrivetCheckout *self)
{
  const TrivetOrder *order = trivet_tab_get_order (self->tab);
  const TrivetCheck *check = _trivet_checkout_get_check (self);
  gint64             left = trivet_tab_get_totals (self->tab)->total_minor - trivet_order_get_net_paid_minor (order);

  if (!trivet_order_is_open (order))
    return 0;
  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state != TRIVET_TENDER_IN_DOUBT || tender->shown || tender->overridden)
      continue;
    if (!tender->claimed)
      return 0;
    left -= tender->amount_minor;
  }

  if (self->check != 0)
    left = check != NULL ? MIN (left, check->total_minor - check->paid_minor) : 0;
  left = MAX (left, 0);
  return self->amount_minor > 0 ? MIN (self->amount_minor, left) : left;
}

typedef struct {
  TrivetCheckout *checkout;
  guint           generation;
  char           *wallet_id;
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->checkout);
  g_free (making->wallet_id);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* What must wait is tried again when the order moves; everything else is said. */
static void
take_refusal (TrivetShownCode *code,
              GError          *error)
{
  if (g_error_matches (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT) ||
      g_error_matches (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE) ||
      g_error_matches (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_SETTLED)) {
    g_error_free (error);
    return;
  }

  take_down (code, TRIVET_SHOWN_CODE_FAILED);
  code->reason = g_error_matches (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER)
                   ? TRIVET_PAYMENT_REASON_NOT_CONTRACTED
                   : TRIVET_PAYMENT_REASON_NONE;
  code->error = error;
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Making) making = user_data;
  g_autofree char *payment_id = NULL;
  TrivetCheckout  *self = making->checkout;
  TrivetShownCode *code = NULL;
  GError          *error = NULL;

  payment_id = trivet_payment_engine_charge_finish (TRIVET_PAYMENT_ENGINE (source), result, &error);
  if (making->generation == self->generation)
    code = find_wallet (self, making->wallet_id);
  if (code == NULL) {
    /* The page was left, or the code hidden, before it was asked for. */
    if (payment_id != NULL)
      withdraw (self, payment_id);
    g_clear_error (&error);
    return;
  }

  code->starting = FALSE;
  if (payment_id == NULL)
    take_refusal (code, error);
  else if (code->payment_id == NULL && code->state == TRIVET_SHOWN_CODE_MAKING)
    code->payment_id = g_steal_pointer (&payment_id);
  _trivet_checkout_emit_codes_changed (self);
  if (code->payment_id != NULL)
    _trivet_checkout_sync_codes (self);
}

static void
make (TrivetCheckout  *self,
      TrivetShownCode *code,
      gint64           amount_minor)
{
  const TrivetShopInfo *shop = trivet_register_get_shop (self->reg);
  TrivetOrder          *order = trivet_tab_get_order (self->tab);
  g_autofree char      *subject = g_strdup_printf ("%s #%s", shop->name_zh, order->number);
  TrivetChargeDetails   details = {
      .order = order,
      .amount = trivet_money_new (amount_minor, order->currency),
      .wallet_id = code->wallet_id,
      .subject = subject,
      .staff = trivet_register_get_staff (self->reg),
      .check = self->check,
  };
  Making *making = g_new0 (Making, 1);

  making->checkout = g_object_ref (self);
  making->generation = self->generation;
  making->wallet_id = g_strdup (code->wallet_id);
  code->starting = TRUE;
  code->amount = details.amount;
  trivet_payment_engine_show_async (self->engine, &details, on_made, making);
}

/* Brings the codes in line with what is to be paid. */
void
_trivet_checkout_sync_codes (TrivetCheckout *self)
{
  gint64   offer = self->tab != NULL ? compute_offer (self) : 0;
  gboolean changed = FALSE;
  gboolean free_to_make;

  for (guint i = 0; i < self->codes->len; i++) {
    TrivetShownCode *code = g_ptr_array_index (self->codes, i);
    g_autofree char *old = NULL;

    if (code->payment_id == NULL || code->amount.minor == offer)
      continue;
    old = g_strdup (code->payment_id);
    take_down (code, TRIVET_SHOWN_CODE_MAKING);
    withdraw (self, old);
    changed = TRUE;
  }

  free_to_make = offer > 0 && trivet_checkout_get_due_minor (self) >= offer &&
                 g_hash_table_size (self->closing) == 0;
  for (guint i = 0; i < self->codes->len && free_to_make; i++) {
    TrivetShownCode *code = g_ptr_array_index (self->codes, i);

    if (code->state == TRIVET_SHOWN_CODE_MAKING && code->payment_id == NULL && !code->starting)
      make (self, code, offer);
  }
  if (changed)
    _trivet_checkout_emit_codes_changed (self);
}

static void
take_progress (TrivetShownCode             *code,
               const TrivetPaymentProgress *progress)
{
  if (progress->payment->state != TRIVET_PAYMENT_STATE_WAITING || progress->shown_code == NULL)
    return;

  g_free (code->text);
  code->text = g_strdup (progress->shown_code);
  code->state = TRIVET_SHOWN_CODE_SHOWN;
  code->give_up_at_us = progress->give_up_at_us;
}

/* The engine takes it down: its time is over, or another arm was quicker; then the rest of the order
 * gets a new one. Ended without ever having been shown, it could not be made. */
static void
take_end (TrivetShownCode     *code,
          const TrivetPayment *payment)
{
  gboolean was_shown = code->text != NULL;

  if (payment->state == TRIVET_PAYMENT_STATE_REVERSING &&
      payment->reason == TRIVET_PAYMENT_REASON_OTHER_TENDER) {
    take_down (code, TRIVET_SHOWN_CODE_MAKING);
  } else if (was_shown && code->n_renewed < MAX_RENEWALS) {
    code->n_renewed++;
    take_down (code, TRIVET_SHOWN_CODE_MAKING);
  } else if (was_shown) {
    take_down (code, TRIVET_SHOWN_CODE_EXPIRED);
  } else {
    take_down (code, TRIVET_SHOWN_CODE_FAILED);
    code->reason = payment->reason != TRIVET_PAYMENT_REASON_NONE ? payment->reason
                                                                 : TRIVET_PAYMENT_REASON_ANSWER_LOST;
  }
}

static gboolean
is_offered (const TrivetPayment *payment)
{
  return payment->state == TRIVET_PAYMENT_STATE_STARTED ||
         payment->state == TRIVET_PAYMENT_STATE_ASKED ||
         payment->state == TRIVET_PAYMENT_STATE_WAITING ||
         payment->state == TRIVET_PAYMENT_STATE_REFUSED;
}

/* News of a shown code of the order on the page. */
void
_trivet_checkout_follow_code (TrivetCheckout              *self,
                              const TrivetPaymentProgress *progress)
{
  const TrivetPayment *payment = progress->payment;
  TrivetShownCode     *code = find_payment (self, payment->payment_id);

  /* The engine may tell of it before it has given its id. */
  if (code == NULL && is_offered (payment) && payment->method != NULL &&
      !g_hash_table_contains (self->closing, payment->payment_id)) {
    code = find_wallet (self, payment->method);
    if (code != NULL && code->starting && code->payment_id == NULL)
      code->payment_id = g_strdup (payment->payment_id);
    else
      code = NULL;
  }

  if (code != NULL && is_offered (payment))
    take_progress (code, progress);
  else if (code != NULL && payment->state == TRIVET_PAYMENT_STATE_PAID)
    take_down (code, TRIVET_SHOWN_CODE_MAKING);
  else if (code != NULL)
    take_end (code, payment);

  if (payment->state == TRIVET_PAYMENT_STATE_WITHDRAWN || trivet_payment_state_is_final (payment->state))
    g_hash_table_remove (self->closing, payment->payment_id);
  else if (code == NULL || code->payment_id == NULL)
    g_hash_table_add (self->closing, g_strdup (payment->payment_id));
  _trivet_checkout_emit_codes_changed (self);
}

/* The page is left: guests must not pay for what nobody watches. */
void
_trivet_checkout_forget_codes (TrivetCheckout *self)
{
  g_autoptr (GPtrArray) codes = g_steal_pointer (&self->codes);

  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_shown_code_free);
  for (guint i = 0; i < codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (codes, i);

    if (code->payment_id != NULL)
      withdraw (self, code->payment_id);
  }
  g_hash_table_remove_all (self->closing);
  if (codes->len > 0)
    _trivet_checkout_emit_codes_changed (self);
}

/* A visit finds codes of an earlier one. Their texts are gone, so they are withdrawn; should one of
 * them prove paid, the page shows it. */
void
_trivet_checkout_adopt_codes (TrivetCheckout *self)
{
  const TrivetOrder *order = trivet_tab_get_order (self->tab);

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender  *tender = g_ptr_array_index (order->tenders, i);
    const TrivetPayment *payment = trivet_payment_engine_lookup (self->engine, tender->payment_id);

    if (tender->state == TRIVET_TENDER_PAID)
      g_hash_table_add (self->known_paid, g_strdup (tender->payment_id));
    else if (payment != NULL && payment->shown && !trivet_payment_state_is_final (payment->state) &&
             payment->state != TRIVET_PAYMENT_STATE_WITHDRAWN)
      withdraw (self, payment->payment_id);
  }
}

static void
want (TrivetCheckout *self,
      const char     *wallet_id)
{
  TrivetShownCode *code = find_wallet (self, wallet_id);

  if (code == NULL) {
    code = g_new0 (TrivetShownCode, 1);
    code->wallet_id = g_strdup (wallet_id);
    code->amount.currency = trivet_tab_get_order (self->tab)->currency;
    g_ptr_array_add (self->codes, code);
  } else if (code->state == TRIVET_SHOWN_CODE_FAILED || code->state == TRIVET_SHOWN_CODE_EXPIRED) {
    take_down (code, TRIVET_SHOWN_CODE_MAKING);
  }
  code->n_renewed = 0;
}

/**
 * trivet_checkout_show_code:
 * @self: a checkout
 * @wallet_id: whose guests are to scan it
 *
 * Shows a code beside all other arms, or tries again after it failed or its time was over. The text
 * comes with `codes-changed`.
 */
void
trivet_checkout_show_code (TrivetCheckout *self,
                           const char     *wallet_id)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));
  g_return_if_fail (wallet_id != NULL);

  if (self->tab == NULL)
    return;

  want (self, wallet_id);
  _trivet_checkout_emit_codes_changed (self);
  _trivet_checkout_sync_codes (self);
}

/**
 * trivet_checkout_show_all_codes:
 * @self: a checkout
 *
 * Shows a code for each wallet of trivet_checkout_get_code_wallets().
 */
void
trivet_checkout_show_all_codes (TrivetCheckout *self)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  for (guint i = 0; self->tab != NULL && self->code_wallets[i] != NULL; i++)
    want (self, self->code_wallets[i]);
  _trivet_checkout_emit_codes_changed (self);
  _trivet_checkout_sync_codes (self);
}

/**
 * trivet_checkout_hide_codes:
 * @self: a checkout
 *
 * Withdraws all shown codes; the page stays open.
 */
void
trivet_checkout_hide_codes (TrivetCheckout *self)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->codes->len == 0)
    return;

  for (guint i = 0; i < self->codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (self->codes, i);

    if (code->payment_id != NULL)
      withdraw (self, code->payment_id);
  }
  g_ptr_array_set_size (self->codes, 0);
  _trivet_checkout_emit_codes_changed (self);
}

/**
 * trivet_checkout_get_codes:
 * @self: a checkout
 *
 * Returns: (transfer none) (element-type TrivetShownCode): the codes that are wanted, in the order
 *   they were asked for; until the next `codes-changed`
 */
GPtrArray *
trivet_checkout_get_codes (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), NULL);

  return self->codes;
}

/**
 * trivet_checkout_is_withdrawing:
 * @self: a checkout
 *
 * Returns: whether a code of this order is off the screen and its provider has not said yet that it
 *   cannot be paid, or only so late that the money goes back by itself
 */
gboolean
trivet_checkout_is_withdrawing (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);

  return g_hash_table_size (self->closing) > 0;
}

/**
 * trivet_checkout_get_seconds_left:
 * @self: a checkout
 * @code: one of its codes
 *
 * Returns: for how many seconds more it is shown, 0 when it is not
 */
guint
trivet_checkout_get_seconds_left (TrivetCheckout        *self,
                                  const TrivetShownCode *code)
{
  gint64 left_us;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);
  g_return_val_if_fail (code != NULL, 0);

  left_us = code->give_up_at_us - trivet_clock_get_monotonic_us (self->clock);
  return left_us > 0 ? (guint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

/**
 * trivet_checkout_set_code_wallets:
 * @self: a checkout
 * @wallet_ids: wallets whose provider can make codes to show, in the order of the screen
 */
void
trivet_checkout_set_code_wallets (TrivetCheckout    *self,
                                  const char *const *wallet_ids)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));
  g_return_if_fail (wallet_ids != NULL);

  g_strfreev (self->code_wallets);
  self->code_wallets = g_strdupv ((char **) wallet_ids);
}

/**
 * trivet_checkout_get_code_wallets:
 * @self: a checkout
 *
 * Returns: (transfer none): wallets that codes can be shown for
 */
const char *const *
trivet_checkout_get_code_wallets (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), NULL);

  return (const char *const *) self->code_wallets;
}
