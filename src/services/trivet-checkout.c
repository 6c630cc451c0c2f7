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
  CODES_CHANGED,
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
  [TRIVET_CHECKOUT_CLAIMED] = "claimed",
  [TRIVET_CHECKOUT_OVERRIDDEN] = "overridden",
};

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
on_tab_changed (TrivetTab *tab,
                gpointer   user_data)
{
  _trivet_checkout_update_order (user_data);
}

static void
set_tab (TrivetCheckout *self,
         TrivetTab      *tab)
{
  if (self->tab != NULL)
    g_clear_signal_handler (&self->tab_changed_id, self->tab);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    self->tab_changed_id = g_signal_connect (tab, "changed", G_CALLBACK (on_tab_changed), self);
}

static void
trivet_checkout_dispose (GObject *object)
{
  TrivetCheckout *self = TRIVET_CHECKOUT (object);

  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_func (self->engine, _trivet_checkout_on_engine_changed, self);

  _trivet_checkout_drop_held (self);
  set_tab (self, NULL);
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
  g_hash_table_unref (self->unsettled);
  g_hash_table_unref (self->closing);
  g_hash_table_unref (self->known_paid);
  g_ptr_array_unref (self->codes);
  g_strfreev (self->code_wallets);
  g_free (self->provider_id);
  g_free (self->paid_behind);

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
  signals[CODES_CHANGED] =
    g_signal_new ("codes-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_checkout_init (TrivetCheckout *self)
{
  self->starting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsettled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->closing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known_paid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_shown_code_free);
  self->code_wallets = g_new0 (char *, 1);
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
  g_signal_connect (engine, "changed", G_CALLBACK (_trivet_checkout_on_engine_changed), self);

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

void
_trivet_checkout_emit_codes_changed (TrivetCheckout *self)
{
  g_signal_emit (self, signals[CODES_CHANGED], 0);
}

/* Payments that nobody looks at: all unsettled ones but the one on the pay page. Codes that are only
 * shown are offers, not doubts. */
void
_trivet_checkout_count_doubts (TrivetCheckout *self)
{
  guint n = g_hash_table_size (self->unsettled);

  if (self->status.payment_id != NULL && _trivet_checkout_is_under_way (self->status.kind) &&
      g_hash_table_contains (self->unsettled, self->status.payment_id))
    n--;
  if (n == self->n_doubts)
    return;

  self->n_doubts = n;
  g_signal_emit (self, signals[DOUBTS_CHANGED], 0);
}

void
_trivet_checkout_clear_status (TrivetCheckout *self)
{
  status_clear (&self->status);
}

void
_trivet_checkout_set_ready (TrivetCheckout *self)
{
  status_clear (&self->status);
  self->status.kind = TRIVET_CHECKOUT_READY;
  self->status.amount = trivet_money_new (trivet_checkout_get_amount_minor (self),
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

static void
leave (TrivetCheckout *self)
{
  self->generation++;
  self->amount_minor = 0;
  self->check = 0;
  _trivet_checkout_drop_held (self);
  _trivet_checkout_forget_codes (self);
  g_clear_pointer (&self->paid_behind, g_free);
  g_hash_table_remove_all (self->known_paid);
  status_clear (&self->status);
  set_tab (self, NULL);
}

/* The check that is being paid; NULL when it is the whole order. One that was joined meanwhile owes
 * nothing. */
const TrivetCheck *
_trivet_checkout_get_check (TrivetCheckout *self)
{
  return self->tab != NULL && self->check != 0 ? trivet_checks_lookup (trivet_tab_get_checks (self->tab), self->check) : NULL;
}

void
_trivet_checkout_set_settled (TrivetCheckout *self)
{
  const TrivetOrder *order = trivet_tab_get_order (self->tab);
  const TrivetCheck *check = _trivet_checkout_get_check (self);

  self->status.order_settled = order->settled_at_us != 0;
  self->status.cash_back_minor = trivet_order_get_cash_back_minor (order);
  self->status.check_settled =
    self->status.order_settled || (check != NULL && check->state == TRIVET_CHECK_PAID);
}

/**
 * trivet_checkout_begin:
 * @self: a checkout
 * @order_id: an open order
 *
 * Shows the order on the pay page; connections are opened ahead.
 *
 * Returns: %FALSE when there is no such open order
 */
gboolean
trivet_checkout_begin (TrivetCheckout *self,
                       const char     *order_id)
{
  return trivet_checkout_begin_check (self, order_id, 0);
}

/**
 * trivet_checkout_begin_check:
 * @self: a checkout
 * @order_id: an open order
 * @check: one of its checks, or 0 for the whole order
 *
 * As trivet_checkout_begin(), for one check of a split order: what is due, offered and asked for is
 * that check's, and each payment says so. It may be paid by any mix of tenders.
 *
 * Returns: %FALSE when there is no such open order or check
 */
gboolean
trivet_checkout_begin_check (TrivetCheckout *self,
                             const char     *order_id,
                             int             check)
{
  TrivetTab *tab;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);
  g_return_val_if_fail (order_id != NULL, FALSE);

  tab = trivet_register_lookup_tab (self->reg, order_id);
  if (tab == NULL || !trivet_order_is_open (trivet_tab_get_order (tab)) ||
      (check != 0 && trivet_checks_lookup (trivet_tab_get_checks (tab), check) == NULL))
    return FALSE;

  leave (self);
  set_tab (self, tab);
  self->check = check;
  _trivet_checkout_set_ready (self);
  _trivet_checkout_adopt_open_payment (self);
  _trivet_checkout_adopt_start (self);
  _trivet_checkout_adopt_codes (self);
  trivet_payment_engine_prepare (self->engine);
  _trivet_checkout_count_doubts (self);
  _trivet_checkout_emit_changed (self);

  return TRUE;
}

/**
 * trivet_checkout_end:
 * @self: a checkout
 *
 * Leaves the pay page. A payment under way goes on in the background and is counted as a doubt;
 * shown codes are withdrawn.
 */
void
trivet_checkout_end (TrivetCheckout *self)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  leave (self);
  g_clear_pointer (&self->provider_id, g_free);
  _trivet_checkout_count_doubts (self);
  _trivet_checkout_emit_changed (self);
}

/**
 * trivet_checkout_get_check:
 * @self: a checkout
 *
 * Returns: which check of the order is being paid, 0 for the whole
 */
int
trivet_checkout_get_check (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);

  return self->check;
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
  const TrivetCheck *check;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);

  if (self->tab == NULL)
    return 0;
  if (self->check == 0)
    return trivet_tab_get_due_minor (self->tab);
  check = _trivet_checkout_get_check (self);

  return check != NULL ? check->due_minor : 0;
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

/**
 * trivet_checkout_get_amount_minor:
 * @self: a checkout
 *
 * Returns: what the next code or note is to pay: the amount that was set, at most what is due
 */
gint64
trivet_checkout_get_amount_minor (TrivetCheckout *self)
{
  gint64 due;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);

  due = trivet_checkout_get_due_minor (self);
  return self->amount_minor > 0 ? MIN (self->amount_minor, due) : due;
}

/**
 * trivet_checkout_get_part_minor:
 * @self: a checkout
 * @n_parts: among how many guests what is due is shared, 1 … 99
 *
 * Returns: what the first of them pays, in minor units: the parts add up to what is due, and the
 *   first ones pay the odd fen
 */
gint64
trivet_checkout_get_part_minor (TrivetCheckout *self,
                                guint           n_parts)
{
  gint64 due;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), 0);
  g_return_val_if_fail (n_parts > 0 && n_parts < 100, 0);

  due = trivet_checkout_get_due_minor (self);
  return due / n_parts + (due % n_parts > 0 ? 1 : 0);
}

/**
 * trivet_checkout_set_amount:
 * @self: a checkout
 * @amount_minor: what the next tender is to pay, in minor units; 0 for all that is due
 *
 * For an order that is paid in parts. Codes of another amount are withdrawn and made anew. A payment
 * under way keeps its own.
 */
void
trivet_checkout_set_amount (TrivetCheckout *self,
                            gint64          amount_minor)
{
  g_return_if_fail (TRIVET_IS_CHECKOUT (self));
  g_return_if_fail (amount_minor >= 0);

  if (self->tab == NULL || self->amount_minor == amount_minor)
    return;

  self->amount_minor = amount_minor;
  _trivet_checkout_update_order (self);
}
