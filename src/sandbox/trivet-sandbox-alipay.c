/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay.h"

#include "trivet-sandbox-alipay-check.h"
#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-alipay
 *
 * Alipay's gateway. Its answers are signed over the exact text of the inner object; member order,
 * white space and the place of the signature change from answer to answer, so that a register
 * that cuts or prints JSON again is found out.
 */

#define ANSWER_TYPE "text/html;charset=utf-8"
#define N_LAYOUTS   4

typedef void (*Handler) (TrivetSandboxAlipay        *self,
                         JsonObject                 *biz,
                         const TrivetSandboxRequest *request,
                         TrivetSandboxRuling        *ruling);

typedef struct {
  const char *method;
  gboolean (*check) (JsonObject               *biz,
                     TrivetSandboxAlipayError *error);
  Handler handler;
} Method;

struct _TrivetSandboxAlipay {
  GObject parent_instance;

  TrivetSandboxKeys   *keys;
  TrivetSandboxBooks  *books;
  TrivetSandboxTeller *teller;
  guint                answers;
};

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
};

#undef V

static const char *
get_message (const char *code)
{
  static const char *const rows[][2] = {
    { "10000", "Success" },
    { "10003", "order success pay inprocess" },
    { "20000", "Service Currently Unavailable" },
    { "40001", "Missing Required Arguments" },
    { "40002", "Invalid Arguments" },
    { "40004", "Business Failed" },
    { "40005", "Call Limited" },
    { "40006", "Insufficient Permissions" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (g_str_equal (rows[i][0], code))
      return rows[i][1];
  }

  return "Unknown";
}

static void
add_text (GPtrArray  *members,
          const char *name,
          const char *value)
{
  trivet_sandbox_json_add_text (members, name, value, TRUE);
}

static void
add_yuan (GPtrArray  *members,
          const char *name,
          gint64      minor)
{
  g_autofree char *text = trivet_sandbox_format_yuan (minor);

  add_text (members, name, text);
}

static void
add_vouchers (GPtrArray                *members,
              const TrivetSandboxOrder *order)
{
  g_autofree char *voucher = NULL;

  if (order->payer_minor == order->amount_minor)
    return;

  voucher = trivet_sandbox_format_yuan (order->amount_minor - order->payer_minor);
  add_yuan (members, "discount_amount", order->amount_minor - order->payer_minor);
  g_ptr_array_add (members, g_strdup_printf ("\"voucher_detail_list\":[{\"id\":\"2026112200073002\",\"name\":\"训练红包\","
                                             "\"type\":\"ALIPAY_COMMON_VOUCHER\",\"amount\":\"%s\"}]",
                                             voucher));
}

static void
add_paid (GPtrArray                *members,
          const TrivetSandboxOrder *order,
          const char               *time_name)
{
  g_autofree char *time = trivet_sandbox_format_time (order->paid_us, "%Y-%m-%d %H:%M:%S");
  g_autofree char *paid = trivet_sandbox_format_yuan (order->payer_minor);

  add_text (members, time_name, time);
  add_yuan (members, "receipt_amount", order->amount_minor);
  add_yuan (members, "buyer_pay_amount", order->payer_minor);
  add_yuan (members, "invoice_amount", order->payer_minor);
  add_yuan (members, "point_amount", 0);
  g_ptr_array_add (members, g_strdup_printf ("\"fund_bill_list\":[{\"fund_channel\":\"ALIPAYACCOUNT\",\"amount\":\"%s\"}]", paid));
  add_vouchers (members, order);
}

static void
add_trade (GPtrArray                 *members,
           const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  gint64                    extra = ruling->delivery == TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT ? 100 : 0;

  add_text (members, "trade_no", order->trade_no);
  add_text (members, "out_trade_no", order->number);
  add_text (members, "buyer_logon_id", "139****0001");
  add_text (members, "buyer_open_id", "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5");
  add_text (members, "store_name", "训练店 1/2 },\"sign\":\"no\"");
  add_yuan (members, "total_amount", order->amount_minor + extra);
}

static void
add_pay_members (GPtrArray                 *members,
                 const TrivetSandboxRuling *ruling)
{
  add_trade (members, ruling);
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID)
    add_paid (members, ruling->order, "gmt_payment");
}

static void
add_query_members (GPtrArray                 *members,
                   const TrivetSandboxRuling *ruling)
{
  gboolean waiting = ruling->verdict == TRIVET_SANDBOX_VERDICT_WAITING;
  gboolean paid = ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID;

  add_trade (members, ruling);
  add_text (members, "trade_status", paid ? "TRADE_SUCCESS" : waiting ? "WAIT_BUYER_PAY"
                                                                      : "TRADE_CLOSED");
  if (paid)
    add_paid (members, ruling->order, "send_pay_date");
}

static void
add_cancel_members (GPtrArray                 *members,
                    const TrivetSandboxRuling *ruling)
{
  gboolean again = ruling->verdict == TRIVET_SANDBOX_VERDICT_CALL_AGAIN;

  add_text (members, "trade_no", ruling->order->trade_no);
  add_text (members, "out_trade_no", ruling->order->number);
  add_text (members, "retry_flag", again ? "Y" : "N");
  if (ruling->money_returned)
    add_text (members, "action", "refund");
  else if (ruling->verdict == TRIVET_SANDBOX_VERDICT_CLOSED)
    add_text (members, "action", "close");
}

/* Different white space and another first member each time: the signed text is what is sent. */
static char *
print_object (GPtrArray *members,
              guint      layout)
{
  static const char *const separators[N_LAYOUTS] = { ",", ", ", ",\n  ", " ,\t" };
  GString                 *text = g_string_new (layout == 2 ? "{\n  " : "{");

  for (guint i = 0; i < members->len; i++) {
    guint index = (i + layout * 3) % members->len;

    g_string_append (text, i > 0 ? separators[layout] : "");
    g_string_append (text, g_ptr_array_index (members, index));
  }
  g_string_append (text, layout == 2 ? "\n}" : "}");
  return g_string_free (text, FALSE);
}

static char *
print_signed (const char *name,
              const char *object,
              const char *sign,
              guint       layout)
{
  g_auto (GStrv) parts = g_strsplit (sign, "/", -1);
  g_autofree char *escaped = g_strjoinv ("\\/", parts);

  switch (layout) {
  case 0:
    return g_strdup_printf ("{\"%s\":%s,\"sign\":\"%s\"}", name, object, sign);
  case 1:
    return g_strdup_printf ("{\"sign\":\"%s\",\"%s\":%s}", sign, name, object);
  case 2:
    return g_strdup_printf ("{ \"%s\" : %s ,\n \"sign\" : \"%s\" }\n", name, object, sign);
  default:
    return g_strdup_printf ("{\"trace_id\":\"{training]\",\"%s\":%s,\"sign\":\"%s\"}", name, object, escaped);
  }
}

static char *
make_answer_name (const char *method)
{
  g_autofree char *name = g_strdelimit (g_strdup (method), ".", '_');

  return g_strconcat (name, "_response", NULL);
}

static TrivetSandboxReply *
sign_answer (TrivetSandboxAlipay  *self,
             const char           *method,
             GPtrArray            *members,
             TrivetSandboxDelivery delivery)
{
  gboolean            forged = delivery == TRIVET_SANDBOX_DELIVERY_FORGE || delivery == TRIVET_SANDBOX_DELIVERY_NEW_KEY;
  TrivetSandboxKey   *key;
  g_autofree char    *name = make_answer_name (method);
  guint               layout = self->answers++ % N_LAYOUTS;
  g_autofree char    *object = print_object (members, layout);
  g_autofree char    *sign = NULL;
  TrivetSandboxReply *reply;

  key = trivet_sandbox_keys_get_key (self->keys, forged ? TRIVET_SANDBOX_KEY_STRANGER : TRIVET_SANDBOX_KEY_ALIPAY);
  sign = trivet_sandbox_key_sign (key, object, strlen (object));
  reply = trivet_sandbox_reply_new (200, ANSWER_TYPE, print_signed (name, object, sign, layout));
  reply->delivery = delivery;
  return reply;
}

static void
add_error (GPtrArray                      *members,
           const TrivetSandboxAlipayError *error)
{
  add_text (members, "code", error->code);
  add_text (members, "msg", get_message (error->code));
  if (error->sub_code != NULL) {
    add_text (members, "sub_code", error->sub_code);
    add_text (members, "sub_msg", "训练网关：请求未成功");
  }
}

/* Gateway errors come before the application is known, so they are not signed. */
static TrivetSandboxReply *
refuse (TrivetSandboxAlipay            *self,
        const char                     *method,
        const TrivetSandboxAlipayError *error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  gboolean            is_signed = !g_str_equal (error->code, "40001") && !g_str_equal (error->code, "40002");
  TrivetSandboxReply *reply;

  add_error (members, error);
  if (is_signed) {
    reply = sign_answer (self, method, members, TRIVET_SANDBOX_DELIVERY_PLAIN);
  } else {
    g_autofree char *name = method != NULL ? make_answer_name (method) : g_strdup ("error_response");
    g_autofree char *object = print_object (members, 0);

    reply = trivet_sandbox_reply_new (200, ANSWER_TYPE, g_strdup_printf ("{\"%s\":%s}", name, object));
  }

  reply->note = g_strdup (error->sub_code);
  return reply;
}

static void
pay (TrivetSandboxAlipay        *self,
     JsonObject                 *biz,
     const TrivetSandboxRequest *request,
     TrivetSandboxRuling        *ruling)
{
  const char          *amount = json_object_get_string_member (biz, "total_amount");
  const char          *code = json_object_get_string_member (biz, "auth_code");
  const char          *product = json_object_get_string_member_with_default (biz, "product_code", "");
  TrivetSandboxPayCall call = { .wallet = TRIVET_SANDBOX_WALLET_ALIPAY, .api = "gateway", .now_us = request->now_us };
  g_autofree char     *data = NULL;

  trivet_sandbox_parse_yuan (amount, &call.amount_minor);
  data = g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s|%s", call.amount_minor, code, product,
                          json_object_get_string_member (biz, "scene"),
                          json_object_get_string_member (biz, "subject"));
  call.number = json_object_get_string_member (biz, "out_trade_no");
  call.code = code;
  call.data = data;
  call.life_s = trivet_sandbox_alipay_parse_life (
    json_object_get_string_member_with_default (biz, "timeout_express", NULL));
  trivet_sandbox_teller_pay (self->teller, &call, ruling);
}

static const char *
find_number (TrivetSandboxAlipay *self,
             JsonObject          *biz)
{
  const char               *trade_no = json_object_get_string_member_with_default (biz, "trade_no", NULL);
  const TrivetSandboxOrder *order;

  if (trade_no == NULL)
    return json_object_get_string_member (biz, "out_trade_no");

  order = trivet_sandbox_books_find_trade (self->books, TRIVET_SANDBOX_WALLET_ALIPAY, trade_no);
  return order != NULL ? order->number : "";
}

static void
query (TrivetSandboxAlipay        *self,
       JsonObject                 *biz,
       const TrivetSandboxRequest *request,
       TrivetSandboxRuling        *ruling)
{
  trivet_sandbox_teller_query (self->teller, TRIVET_SANDBOX_WALLET_ALIPAY, find_number (self, biz), request->now_us,
                               ruling);
}

static void
cancel (TrivetSandboxAlipay        *self,
        JsonObject                 *biz,
        const TrivetSandboxRequest *request,
        TrivetSandboxRuling        *ruling)
{
  trivet_sandbox_teller_reverse (self->teller, TRIVET_SANDBOX_WALLET_ALIPAY, find_number (self, biz), request->now_us,
                                 ruling);
}

static const Method methods[] = {
  { "alipay.trade.pay", trivet_sandbox_alipay_check_pay, pay },
  { "alipay.trade.query", trivet_sandbox_alipay_check_key, query },
  { "alipay.trade.cancel", trivet_sandbox_alipay_check_key, cancel },
};

/* A query that finds an order says 10000 and tells the state inside. */
static TrivetSandboxReply *
answer (TrivetSandboxAlipay       *self,
        const Method              *method,
        const TrivetSandboxRuling *ruling)
{
  TrivetSandboxAlipayError error = verdict_errors[ruling->verdict];
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TrivetSandboxReply *reply;

  if (method->handler == query && ruling->verdict == TRIVET_SANDBOX_VERDICT_WAITING)
    error.code = "10000";
  if (ruling->delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (error.sub_code != NULL)
    return refuse (self, method->method, &error);

  add_error (members, &error);
  if (method->handler == pay)
    add_pay_members (members, ruling);
  else if (method->handler == query)
    add_query_members (members, ruling);
  else
    add_cancel_members (members, ruling);

  reply = sign_answer (self, method->method, members, ruling->delivery);
  reply->note = g_strdup (error.code);
  return reply;
}

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
 *
 * Returns: (transfer full): the gateway
 */
TrivetSandboxAlipay *
trivet_sandbox_alipay_new (TrivetSandboxKeys   *keys,
                           TrivetSandboxBooks  *books,
                           TrivetSandboxTeller *teller)
{
  TrivetSandboxAlipay *self = g_object_new (TRIVET_SANDBOX_TYPE_ALIPAY, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->teller = g_object_ref (teller);
  return self;
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
  g_autoptr (JsonObject) biz = NULL;
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  const Method *method;
  const char   *name;
  const char   *text;

  if (params == NULL)
    return refuse (self, NULL, &error);

  name = g_hash_table_lookup (params, "method");
  method = find_method (name);
  if (method == NULL) {
    gboolean known = g_str_has_prefix (name, "alipay.trade.") || g_str_has_prefix (name, "alipay.data.");

    error = known ? (TrivetSandboxAlipayError){ "40006", "isv.insufficient-isv-permissions" }
                  : (TrivetSandboxAlipayError){ "40002", "isv.invalid-method" };
    return refuse (self, name, &error);
  }

  text = g_hash_table_lookup (params, "biz_content");
  biz = trivet_sandbox_fields_parse (text, strlen (text));
  if (biz == NULL)
    error = (TrivetSandboxAlipayError){ "40002", "isv.invalid-biz-content" };
  if (biz == NULL || !method->check (biz, &error))
    return refuse (self, name, &error);

  method->handler (self, biz, request, &ruling);
  return answer (self, method, &ruling);
}
