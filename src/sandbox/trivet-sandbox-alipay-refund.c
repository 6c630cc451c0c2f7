/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-private.h"

/**
 * SECTION:trivet-sandbox-alipay-refund
 *
 * Alipay's refunds, the question what became of one, and where the bill is.
 */

#define R(name) [TRIVET_SANDBOX_REFUND_VERDICT_##name]

static const TrivetSandboxAlipayError refund_errors[TRIVET_SANDBOX_N_REFUND_VERDICTS] = {
  R (TAKEN) = { "10000", NULL },
  R (REPEATED) = { "10000", NULL },
  R (NO_ORDER) = { "40004", "ACQ.TRADE_NOT_EXIST" },
  R (NO_REFUND) = { "10000", NULL },
  R (NOT_PAID) = { "40004", "ACQ.TRADE_STATUS_ERROR" },
  R (OTHER_DATA) = { "40004", "ACQ.DISCORDANT_REPEAT_REQUEST" },
  R (WRONG_TOTAL) = { "40004", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL" },
  R (TOO_MUCH) = { "40004", "ACQ.REASON_TRADE_REFUND_FEE_ERR" },
  R (TOO_SOON) = { "40005", "isv.method-call-limited" },
  R (NO_BALANCE) = { "40004", "ACQ.SELLER_BALANCE_NOT_ENOUGH" },
  R (REFUSED) = { "40004", "ACQ.TRADE_NOT_ALLOW_REFUND" },
  R (SYSTEM_ERROR) = { "20000", "aop.ACQ.SYSTEM_ERROR" },
};

#undef R

static gboolean
has_option (JsonObject *biz,
            const char *option)
{
  JsonArray *options = NULL;

  if (json_object_has_member (biz, "query_options"))
    options = json_object_get_array_member (biz, "query_options");
  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++) {
    if (g_str_equal (json_array_get_string_element (options, i), option))
      return TRUE;
  }

  return FALSE;
}

static void
add_details (GPtrArray                 *members,
             const TrivetSandboxRefund *refund)
{
  g_autofree char *paid = trivet_sandbox_format_yuan (refund->payer_minor);

  _trivet_sandbox_alipay_add_yuan (members, "send_back_fee", refund->payer_minor);
  g_ptr_array_add (members, g_strdup_printf ("\"refund_detail_item_list\":[{\"fund_channel\":\"ALIPAYACCOUNT\",\"amount\":\"%s\"}]", paid));
}

static void
add_names (GPtrArray                *members,
           const TrivetSandboxOrder *order)
{
  _trivet_sandbox_alipay_add_text (members, "trade_no", order->trade_no);
  _trivet_sandbox_alipay_add_text (members, "out_trade_no", order->number);
}

static TrivetSandboxReply *
sign (TrivetSandboxAlipay *self,
      const char          *method,
      GPtrArray           *members)
{
  TrivetSandboxReply *reply = _trivet_sandbox_alipay_sign_answer (self, method, members, TRIVET_SANDBOX_DELIVERY_PLAIN);

  reply->note = g_strdup ("10000");
  return reply;
}

/* Without a number of its own a refund has that of the order. */
static const char *
get_refund_number (JsonObject *biz,
                   const char *number)
{
  return json_object_get_string_member_with_default (biz, "out_request_no", number);
}

/* Handles `alipay.trade.refund`. A refund that was done before says fund_change=N. */
TrivetSandboxReply *
_trivet_sandbox_alipay_refund (TrivetSandboxAlipay        *self,
                               JsonObject                 *biz,
                               const TrivetSandboxRequest *request,
                               const char                 *method)
{
  TrivetSandboxRefundCall call = { .wallet = TRIVET_SANDBOX_WALLET_ALIPAY, .now_us = request->now_us };
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };
  gboolean changed;

  trivet_sandbox_parse_yuan (json_object_get_string_member (biz, "refund_amount"), &call.amount_minor);
  call.number = _trivet_sandbox_alipay_find_number (self, biz);
  call.refund_number = get_refund_number (biz, call.number);
  trivet_sandbox_teller_refund (self->teller, &call, &ruling);
  if (refund_errors[ruling.verdict].sub_code != NULL)
    return _trivet_sandbox_alipay_refuse (self, method, &refund_errors[ruling.verdict]);

  changed = ruling.verdict == TRIVET_SANDBOX_REFUND_VERDICT_TAKEN && ruling.refund->state == TRIVET_SANDBOX_REFUND_DONE;
  _trivet_sandbox_alipay_add_code (members, &refund_errors[ruling.verdict]);
  add_names (members, ruling.order);
  _trivet_sandbox_alipay_add_text (members, "buyer_logon_id", "139****0001");
  _trivet_sandbox_alipay_add_text (members, "buyer_open_id", "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5");
  _trivet_sandbox_alipay_add_text (members, "fund_change", changed ? "Y" : "N");
  _trivet_sandbox_alipay_add_yuan (members, "refund_fee", trivet_sandbox_order_get_refunded (ruling.order));
  if (has_option (biz, "refund_detail_item_list"))
    add_details (members, ruling.refund);
  return sign (self, method, members);
}

/* Handles `alipay.trade.fastpay.refund.query`. What is not done, or never came, has no status. */
TrivetSandboxReply *
_trivet_sandbox_alipay_refund_query (TrivetSandboxAlipay        *self,
                                     JsonObject                 *biz,
                                     const TrivetSandboxRequest *request,
                                     const char                 *method)
{
  const char *number = _trivet_sandbox_alipay_find_number (self, biz);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };

  trivet_sandbox_teller_query_refund (self->teller, TRIVET_SANDBOX_WALLET_ALIPAY, number, get_refund_number (biz, number),
                                      request->now_us, &ruling);
  if (refund_errors[ruling.verdict].sub_code != NULL)
    return _trivet_sandbox_alipay_refuse (self, method, &refund_errors[ruling.verdict]);

  _trivet_sandbox_alipay_add_code (members, &refund_errors[ruling.verdict]);
  if (ruling.refund == NULL)
    return sign (self, method, members);

  add_names (members, ruling.order);
  _trivet_sandbox_alipay_add_text (members, "out_request_no", ruling.refund->number);
  _trivet_sandbox_alipay_add_yuan (members, "total_amount", ruling.order->amount_minor);
  _trivet_sandbox_alipay_add_yuan (members, "refund_amount", ruling.refund->amount_minor);
  if (ruling.refund->state == TRIVET_SANDBOX_REFUND_DONE) {
    g_autofree char *time = trivet_sandbox_format_time (ruling.refund->ended_us, "%Y-%m-%d %H:%M:%S");

    _trivet_sandbox_alipay_add_text (members, "refund_status", "REFUND_SUCCESS");
    if (has_option (biz, "gmt_refund_pay"))
      _trivet_sandbox_alipay_add_text (members, "gmt_refund_pay", time);
    if (has_option (biz, "refund_detail_item_list"))
      add_details (members, ruling.refund);
  }
  return sign (self, method, members);
}

/* Handles `alipay.data.dataservice.bill.downloadurl.query`. */
TrivetSandboxReply *
_trivet_sandbox_alipay_bill (TrivetSandboxAlipay        *self,
                             JsonObject                 *biz,
                             const TrivetSandboxRequest *request,
                             const char                 *method)
{
  static const TrivetSandboxAlipayError not_yet = { "40004", "isp.bill_not_exist" };
  static const TrivetSandboxAlipayError no_data = { "40004", "ACQ.NO_BILL_DATA" };
  static const TrivetSandboxAlipayError wrong = { "40004", "INVAILID_ARGUMENTS" };
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_auto (TrivetSandboxBillRuling) ruling = { 0 };
  g_autofree char *url = NULL;

  if (!g_str_equal (json_object_get_string_member (biz, "bill_type"), "trade"))
    return _trivet_sandbox_alipay_refuse (self, method, &wrong);

  trivet_sandbox_bills_make (self->bills, TRIVET_SANDBOX_BILL_ALIPAY, json_object_get_string_member (biz, "bill_date"),
                             FALSE, request->now_us, &ruling);
  switch (ruling.verdict) {
  case TRIVET_SANDBOX_BILL_WAIT:
    return _trivet_sandbox_alipay_refuse (self, method, &not_yet);
  case TRIVET_SANDBOX_BILL_EMPTY:
    return _trivet_sandbox_alipay_refuse (self, method, &no_data);
  case TRIVET_SANDBOX_BILL_BAD_DATE:
    return _trivet_sandbox_alipay_refuse (self, method, &wrong);
  case TRIVET_SANDBOX_BILL_MADE:
    break;
  }

  url = g_strconcat (self->base_url, ruling.url, NULL);
  _trivet_sandbox_alipay_add_code (members, &refund_errors[TRIVET_SANDBOX_REFUND_VERDICT_TAKEN]);
  _trivet_sandbox_alipay_add_text (members, "bill_download_url", url);
  return sign (self, method, members);
}
