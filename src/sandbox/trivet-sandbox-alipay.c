/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-private.h"

#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-alipay
 *
 * Alipay's gateway: which call it is, and what becomes of payments by the guest's code.
 */

typedef TrivetSandboxReply *(*Handler) (TrivetSandboxAlipay        *self,
                                        JsonObject                 *biz,
                                        const TrivetSandboxRequest *request,
                                        const char                 *method);

typedef struct {
  const char *method;
  gboolean (*check) (JsonObject               *biz,
                     TrivetSandboxAlipayError *error);
  Handler handler;
} Method;

G_DEFINE_FINAL_TYPE (TrivetSandboxAlipay, trivet_sandbox_alipay, G_TYPE_OBJECT)

#define V(name) [TRIVET_SANDBOX_VERDICT_##name]

static const TrivetSandboxAlipayError verdict_errors[TRIVET_SANDBOX_N_VERDICTS] = {
  V (PAID) = { "10000", NULL },
  V (WAITING) = { "10003", NULL },
  V (REFUSED) = { "40004", "ACQ.TRADE_NOT_EXIST" },
  V (CLOSED) = { "10000", NULL },
  V (RETURNED) = { "10000", NULL },
  V (NOT_FOUND) = { "40004", "ACQ.TRADE_NOT_EXIST" },
  V (NO_MONEY) = { "40004", "ACQ.BUYER_BALANCE_NOT_ENOUGH" },
  V (CODE_BAD) = { "40004", "ACQ.PAYMENT_AUTH_CODE_INVALID" },
  V (CODE_EXPIRED) = { "40004", "ACQ.PAYMENT_AUTH_CODE_INVALID" },
  V (ALREADY_PAID) = { "40004", "ACQ.TRADE_HAS_SUCCESS" },
  V (ALREADY_ENDED) = { "40004", "ACQ.TRADE_HAS_CLOSE" },
  V (OTHER_DATA) = { "40004", "ACQ.CONTEXT_INCONSISTENT" },
  V (BUSY) = { "40005", "isv.app-call-limited" },
  V (SYSTEM_ERROR) = { "20000", "aop.ACQ.SYSTEM_ERROR" },
  V (CLOCK_WRONG) = { "40002", "isv.invalid-timestamp" },
  V (TOO_EARLY) = { "40004", "ACQ.SYSTEM_ERROR" },
  V (TOO_LATE) = { "40004", "ACQ.TRADE_CANCEL_TIME_OUT" },
  V (CALL_AGAIN) = { "10000", NULL },
  V (SHOWN) = { "40004", "ACQ.TRADE_NOT_EXIST" },
  V (WRONG_KIND) = { "40004", "ACQ.TRADE_STATUS_ERROR" },
  V (NOT_ALLOWED) = { "40004", "ACQ.CANCEL_NOT_ALLOWED" },
};

#undef V

static void
add_pay_members (GPtrArray                 *members,
                 const TrivetSandboxRuling *ruling)
{
  _trivet_sandbox_alipay_add_trade (members, ruling);
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID)
    _trivet_sandbox_alipay_add_paid (members, ruling->order, "gmt_payment");
}

static const char *
get_status (const TrivetSandboxRuling *ruling)
{
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_WAITING)
    return "WAIT_BUYER_PAY";
  if (ruling->verdict != TRIVET_SANDBOX_VERDICT_PAID)
    return "TRADE_CLOSED";
  /* A trade whose money went back whole is closed, too. */
  return trivet_sandbox_order_get_kept (ruling->order) > 0 ? "TRADE_SUCCESS" : "TRADE_CLOSED";
}

static void
add_query_members (GPtrArray                 *members,
                   const TrivetSandboxRuling *ruling)
{
  _trivet_sandbox_alipay_add_trade (members, ruling);
  _trivet_sandbox_alipay_add_text (members, "trade_status", get_status (ruling));
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID)
    _trivet_sandbox_alipay_add_paid (members, ruling->order, "send_pay_date");
}

static void
add_cancel_members (GPtrArray                 *members,
                    const TrivetSandboxRuling *ruling)
{
  gboolean again = ruling->verdict == TRIVET_SANDBOX_VERDICT_CALL_AGAIN;

  if (!trivet_sandbox_order_is_unscanned (ruling->order))
    _trivet_sandbox_alipay_add_text (members, "trade_no", ruling->order->trade_no);
  _trivet_sandbox_alipay_add_text (members, "out_trade_no", ruling->order->number);
  _trivet_sandbox_alipay_add_text (members, "retry_flag", again ? "Y" : "N");
  if (ruling->money_returned)
    _trivet_sandbox_alipay_add_text (members, "action", "refund");
  else if (ruling->verdict == TRIVET_SANDBOX_VERDICT_CLOSED)
    _trivet_sandbox_alipay_add_text (members, "action", "close");
}

static TrivetSandboxReply *
answer (TrivetSandboxAlipay       *self,
        const char                *method,
        const TrivetSandboxRuling *ruling,
        const char                *code,
        void (*add) (GPtrArray *members, const TrivetSandboxRuling *ruling))
{
  const TrivetSandboxAlipayError *error = &verdict_errors[ruling->verdict];
  TrivetSandboxAlipayError        good = { code != NULL ? code : error->code, NULL };
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TrivetSandboxReply *reply;

  if (ruling->delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (error->sub_code != NULL)
    return _trivet_sandbox_alipay_refuse (self, method, error);

  _trivet_sandbox_alipay_add_code (members, &good);
  add (members, ruling);
  reply = _trivet_sandbox_alipay_sign_answer (self, method, members, ruling->delivery);
  reply->note = g_strdup (good.code);
  return reply;
}

static TrivetSandboxReply *
pay (TrivetSandboxAlipay        *self,
     JsonObject                 *biz,
     const TrivetSandboxRequest *request,
     const char                 *method)
{
  const char          *amount = json_object_get_string_member (biz, "total_amount");
  const char          *code = json_object_get_string_member (biz, "auth_code");
  const char          *product = json_object_get_string_member_with_default (biz, "product_code", "");
  TrivetSandboxPayCall call = { .wallet = TRIVET_SANDBOX_WALLET_ALIPAY, .api = "gateway", .now_us = request->now_us };
  g_autofree char     *data = NULL;
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_parse_yuan (amount, &call.amount_minor);
  call.subject = json_object_get_string_member (biz, "subject");
  data = g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s|%s", call.amount_minor, code, product,
                          json_object_get_string_member (biz, "scene"), call.subject);
  call.number = json_object_get_string_member (biz, "out_trade_no");
  call.code = code;
  call.data = data;
  call.life_s = trivet_sandbox_alipay_parse_life (
    json_object_get_string_member_with_default (biz, "timeout_express", NULL));
  trivet_sandbox_teller_pay (self->teller, &call, &ruling);
  return answer (self, method, &ruling, NULL, add_pay_members);
}

/* A query that finds an order says 10000 and tells the state inside. */
static TrivetSandboxReply *
query (TrivetSandboxAlipay        *self,
       JsonObject                 *biz,
       const TrivetSandboxRequest *request,
       const char                 *method)
{
  const char *number = _trivet_sandbox_alipay_find_number (self, biz);
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_query (self->teller, TRIVET_SANDBOX_WALLET_ALIPAY, number, request->now_us, &ruling);
  return answer (self, method, &ruling, "10000", add_query_members);
}

static TrivetSandboxReply *
cancel (TrivetSandboxAlipay        *self,
        JsonObject                 *biz,
        const TrivetSandboxRequest *request,
        const char                 *method)
{
  const char *number = _trivet_sandbox_alipay_find_number (self, biz);
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_reverse (self->teller, TRIVET_SANDBOX_WALLET_ALIPAY, number, request->now_us, &ruling);
  return answer (self, method, &ruling, NULL, add_cancel_members);
}

static const Method methods[] = {
  { "alipay.trade.pay", trivet_sandbox_alipay_check_pay, pay },
  { "alipay.trade.query", trivet_sandbox_alipay_check_key, query },
  { "alipay.trade.cancel", trivet_sandbox_alipay_check_key, cancel },
  { "alipay.trade.precreate", trivet_sandbox_alipay_check_precreate, _trivet_sandbox_alipay_precreate },
  { "alipay.trade.close", trivet_sandbox_alipay_check_close, _trivet_sandbox_alipay_close },
  { "alipay.trade.refund", trivet_sandbox_alipay_check_refund, _trivet_sandbox_alipay_refund },
  { "alipay.trade.fastpay.refund.query", trivet_sandbox_alipay_check_refund_query, _trivet_sandbox_alipay_refund_query },
  { "alipay.data.dataservice.bill.downloadurl.query", trivet_sandbox_alipay_check_bill, _trivet_sandbox_alipay_bill },
};

static const Method *
find_method (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    if (g_str_equal (methods[i].method, name))
      return &methods[i];
  }

  return NULL;
}

static void
trivet_sandbox_alipay_finalize (GObject *object)
{
  TrivetSandboxAlipay *self = TRIVET_SANDBOX_ALIPAY (object);

  g_object_unref (self->keys);
  g_object_unref (self->books);
  g_object_unref (self->teller);
  g_object_unref (self->bills);
  g_free (self->base_url);

  G_OBJECT_CLASS (trivet_sandbox_alipay_parent_class)->finalize (object);
}

static void
trivet_sandbox_alipay_class_init (TrivetSandboxAlipayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_alipay_finalize;
}

static void
trivet_sandbox_alipay_init (TrivetSandboxAlipay *self)
{
}

/**
 * trivet_sandbox_alipay_new:
 * @keys: the training shop's
 * @books: where orders are kept
 * @teller: who decides
 * @bills: who writes the bills
 *
 * Returns: (transfer full): the gateway
 */
TrivetSandboxAlipay *
trivet_sandbox_alipay_new (TrivetSandboxKeys   *keys,
                           TrivetSandboxBooks  *books,
                           TrivetSandboxTeller *teller,
                           TrivetSandboxBills  *bills)
{
  TrivetSandboxAlipay *self = g_object_new (TRIVET_SANDBOX_TYPE_ALIPAY, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->teller = g_object_ref (teller);
  self->bills = g_object_ref (bills);
  self->base_url = g_strdup ("");
  return self;
}

/**
 * trivet_sandbox_alipay_set_base_url:
 * @self: the gateway
 * @base_url: where this program listens; bills are fetched below it
 */
void
trivet_sandbox_alipay_set_base_url (TrivetSandboxAlipay *self,
                                    const char          *base_url)
{
  g_free (self->base_url);
  self->base_url = g_strdup (base_url);
}

/* Returns what the gateway says for a verdict. */
const TrivetSandboxAlipayError *
_trivet_sandbox_alipay_get_error (TrivetSandboxVerdict verdict)
{
  return &verdict_errors[verdict];
}

/* Returns the merchant's number of the order that a call names; "" when there is none. */
const char *
_trivet_sandbox_alipay_find_number (TrivetSandboxAlipay *self,
                                    JsonObject          *biz)
{
  const char               *trade_no = json_object_get_string_member_with_default (biz, "trade_no", NULL);
  const TrivetSandboxOrder *order;

  if (trade_no == NULL)
    return json_object_get_string_member (biz, "out_trade_no");

  order = trivet_sandbox_books_find_trade (self->books, TRIVET_SANDBOX_WALLET_ALIPAY, trade_no);
  return order != NULL ? order->number : "";
}

static TrivetSandboxReply *
refuse_unknown (TrivetSandboxAlipay *self,
                const char          *name)
{
  gboolean                 known = g_str_has_prefix (name, "alipay.trade.") || g_str_has_prefix (name, "alipay.data.");
  TrivetSandboxAlipayError error = { "40002", "isv.invalid-method" };

  if (known)
    error = (TrivetSandboxAlipayError){ "40006", "isv.insufficient-isv-permissions" };
  return _trivet_sandbox_alipay_refuse (self, name, &error);
}

static TrivetSandboxReply *
handle_biz (TrivetSandboxAlipay        *self,
            const Method               *method,
            const char                 *text,
            const TrivetSandboxRequest *request)
{
  TrivetSandboxAlipayError error = { "40002", "isv.invalid-biz-content" };
  g_autoptr (JsonObject) biz = trivet_sandbox_fields_parse (text, strlen (text));
  g_autoptr (TrivetSandboxReply) reply = NULL;

  if (biz == NULL || !method->check (biz, &error))
    return _trivet_sandbox_alipay_refuse (self, method->method, &error);
  if (request->trouble == TRIVET_SANDBOX_TROUBLE_BUSY)
    return _trivet_sandbox_alipay_refuse (self, method->method, &verdict_errors[TRIVET_SANDBOX_VERDICT_BUSY]);
  if (request->trouble != TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR)
    reply = method->handler (self, biz, request, method->method);
  if (request->trouble == TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR || request->trouble == TRIVET_SANDBOX_TROUBLE_DONE_SYSTEM_ERROR)
    return _trivet_sandbox_alipay_refuse (self, method->method, &verdict_errors[TRIVET_SANDBOX_VERDICT_SYSTEM_ERROR]);
  return g_steal_pointer (&reply);
}

/**
 * trivet_sandbox_alipay_handle:
 * @self: the gateway
 * @request: a request to `/gateway.do`
 *
 * Returns: (transfer full): the answer
 */
TrivetSandboxReply *
trivet_sandbox_alipay_handle (TrivetSandboxAlipay        *self,
                              const TrivetSandboxRequest *request)
{
  TrivetSandboxAlipayError error = { 0 };
  g_autoptr (GHashTable) params = trivet_sandbox_alipay_verify (self->keys, request, &error);
  const Method *method;
  const char   *name;

  self->trouble = request->trouble;
  if (params == NULL)
    return _trivet_sandbox_alipay_refuse (self, NULL, &error);

  name = g_hash_table_lookup (params, "method");
  method = find_method (name);
  if (method == NULL)
    return refuse_unknown (self, name);
  return handle_biz (self, method, g_hash_table_lookup (params, "biz_content"), request);
}

/**
 * trivet_sandbox_alipay_fetch_bill:
 * @self: the gateway
 * @request: a GET of the URL that a call for the bill gave
 *
 * That URL is not signed, and whatever host it names is not the gateway: keys and cookies have no
 * business there.
 *
 * Returns: (transfer full): the file
 */
TrivetSandboxReply *
trivet_sandbox_alipay_fetch_bill (TrivetSandboxAlipay        *self,
                                  const TrivetSandboxRequest *request)
{
  g_autofree char *target = trivet_sandbox_request_target (request);
  gboolean         gossip = soup_message_headers_get_one (request->headers, "Authorization") != NULL || soup_message_headers_get_one (request->headers, "Cookie") != NULL;
  g_autoptr (GBytes) bytes = NULL;
  TrivetSandboxReply *reply;
  guint               late_s = 0;

  if (gossip || !g_str_equal (request->method, "GET"))
    return trivet_sandbox_reply_new (400, "text/html", g_strdup ("<html><body>A plain GET, please</body></html>"));
  bytes = trivet_sandbox_bills_fetch (self->bills, target, request->now_us, &late_s);
  if (bytes == NULL)
    return trivet_sandbox_reply_new (404, "text/html", g_strdup ("<html><body>The link has expired</body></html>"));

  reply = trivet_sandbox_reply_new_bytes ("application/octet-stream", bytes);
  reply->late_s = late_s;
  return reply;
}
