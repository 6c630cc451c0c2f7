/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-v2-private.h"

/**
 * SECTION:trivet-sandbox-wechat-v2-refund
 *
 * WeChat Pay's refunds, v2. "SUCCESS" to a call for a refund means accepted, not done.
 */

#define R(name) [TRIVET_SANDBOX_REFUND_VERDICT_##name]

static const char *const refund_errors[TRIVET_SANDBOX_N_REFUND_VERDICTS] = {
  R (NO_ORDER) = "ORDERNOTEXIST",
  R (NO_REFUND) = "REFUNDNOTEXIST",
  R (NOT_PAID) = "TRADE_STATE_ERROR",
  R (OTHER_DATA) = "INVALID_REQUEST",
  R (WRONG_TOTAL) = "INVALID_REQUEST",
  R (TOO_MUCH) = "REFUND_FEE_MISMATCH",
  R (TOO_SOON) = "FREQUENCY_LIMITED",
  R (NO_BALANCE) = "NOTENOUGH",
  R (REFUSED) = "USER_ACCOUNT_ABNORMAL",
  R (SYSTEM_ERROR) = "SYSTEMERROR",
};

#undef R

static const char *const status_names[TRIVET_SANDBOX_N_REFUND_STATES] = {
  [TRIVET_SANDBOX_REFUND_PENDING] = "PROCESSING",
  [TRIVET_SANDBOX_REFUND_DONE] = "SUCCESS",
  [TRIVET_SANDBOX_REFUND_ABNORMAL] = "CHANGE",
  [TRIVET_SANDBOX_REFUND_CLOSED] = "REFUNDCLOSE",
  [TRIVET_SANDBOX_REFUND_REFUSED] = "REFUNDCLOSE",
};

static void
fill_order (GHashTable               *answer,
            const TrivetSandboxOrder *order)
{
  _trivet_sandbox_v2_set (answer, "transaction_id", order->trade_no);
  _trivet_sandbox_v2_set (answer, "out_trade_no", order->number);
  _trivet_sandbox_v2_set_minor (answer, "total_fee", order->amount_minor);
  _trivet_sandbox_v2_set (answer, "fee_type", "CNY");
  _trivet_sandbox_v2_set_minor (answer, "cash_fee", order->payer_minor);
}

/* The question about a refund numbers what it finds, from 0 on. */
static void
set_numbered (GHashTable *answer,
              const char *name,
              const char *value)
{
  g_autofree char *numbered = g_strconcat (name, "_0", NULL);

  _trivet_sandbox_v2_set (answer, numbered, value);
}

static void
fill_query (GHashTable                *answer,
            const TrivetSandboxRefund *refund)
{
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, refund->amount_minor);
  g_autofree char *time = trivet_sandbox_format_time (refund->ended_us, "%Y-%m-%d %H:%M:%S");

  _trivet_sandbox_v2_set (answer, "refund_count", "1");
  _trivet_sandbox_v2_set_minor (answer, "refund_fee", refund->amount_minor);
  set_numbered (answer, "out_refund_no", refund->number);
  set_numbered (answer, "refund_id", refund->refund_no);
  set_numbered (answer, "refund_channel", "ORIGINAL");
  set_numbered (answer, "refund_fee", amount);
  set_numbered (answer, "settlement_refund_fee", amount);
  set_numbered (answer, "refund_status", status_names[refund->state]);
  set_numbered (answer, "refund_recv_accout", "支付用户零钱");
  if (refund->state == TRIVET_SANDBOX_REFUND_DONE)
    set_numbered (answer, "refund_success_time", time);
}

/* Handles refund. */
void
_trivet_sandbox_v2_refund (TrivetSandboxWechatV2 *self,
                           GHashTable            *values,
                           gint64                 now_us,
                           TrivetSandboxV2Answer *answer)
{
  TrivetSandboxRefundCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .now_us = now_us };
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };

  call.number = _trivet_sandbox_v2_find_number (self, values);
  call.refund_number = g_hash_table_lookup (values, "out_refund_no");
  call.amount_minor = g_ascii_strtoll (g_hash_table_lookup (values, "refund_fee"), NULL, 10);
  call.total_minor = g_ascii_strtoll (g_hash_table_lookup (values, "total_fee"), NULL, 10);
  trivet_sandbox_teller_refund (self->teller, &call, &ruling);
  answer->err_code = refund_errors[ruling.verdict];
  if (answer->err_code != NULL)
    return;

  fill_order (answer->values, ruling.order);
  _trivet_sandbox_v2_set (answer->values, "out_refund_no", ruling.refund->number);
  _trivet_sandbox_v2_set (answer->values, "refund_id", ruling.refund->refund_no);
  _trivet_sandbox_v2_set_minor (answer->values, "refund_fee", ruling.refund->amount_minor);
  _trivet_sandbox_v2_set_minor (answer->values, "cash_refund_fee", ruling.refund->payer_minor);
  answer->note = "accepted";
}

static const TrivetSandboxOrder *
find_order (TrivetSandboxWechatV2 *self,
            GHashTable            *values,
            const char            *refund_number,
            const char            *refund_id)
{
  if (refund_id != NULL)
    return trivet_sandbox_books_find_refund (self->books, TRIVET_SANDBOX_WALLET_WECHAT, refund_id, TRUE);
  if (refund_number != NULL)
    return trivet_sandbox_books_find_refund (self->books, TRIVET_SANDBOX_WALLET_WECHAT, refund_number, FALSE);
  return trivet_sandbox_books_find (self->books, TRIVET_SANDBOX_WALLET_WECHAT, _trivet_sandbox_v2_find_number (self, values));
}

/* Which refund is meant: the one that is named, or else the first of the order. */
static const char *
choose_refund (const TrivetSandboxOrder *order,
               const char               *refund_number,
               const char               *refund_id)
{
  for (guint i = 0; i < order->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (order->refunds, i);

    if (refund_id != NULL ? g_str_equal (refund->refund_no, refund_id) : refund_number == NULL || g_str_equal (refund->number, refund_number))
      return refund->number;
  }

  return "";
}

/* Handles refundquery. */
void
_trivet_sandbox_v2_refundquery (TrivetSandboxWechatV2 *self,
                                GHashTable            *values,
                                gint64                 now_us,
                                TrivetSandboxV2Answer *answer)
{
  const char               *refund_number = g_hash_table_lookup (values, "out_refund_no");
  const char               *refund_id = g_hash_table_lookup (values, "refund_id");
  const TrivetSandboxOrder *order = find_order (self, values, refund_number, refund_id);
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };
  g_autofree char *number = NULL;
  g_autofree char *chosen = NULL;

  answer->err_code = "REFUNDNOTEXIST";
  if (order == NULL)
    return;

  number = g_strdup (order->number);
  chosen = g_strdup (choose_refund (order, refund_number, refund_id));
  trivet_sandbox_teller_query_refund (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, chosen, now_us, &ruling);
  answer->err_code = refund_errors[ruling.verdict];
  if (answer->err_code != NULL)
    return;

  fill_order (answer->values, ruling.order);
  fill_query (answer->values, ruling.refund);
  answer->note = status_names[ruling.refund->state];
}
