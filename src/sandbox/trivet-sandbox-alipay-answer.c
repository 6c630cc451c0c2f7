/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-private.h"
#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-alipay-answer
 *
 * How Alipay's gateway writes an answer. It is signed over the exact text of the inner object;
 * member order, white space and the place of the signature change from answer to answer, so that
 * a register that cuts or prints JSON again is found out.
 */

#define ANSWER_TYPE "text/html;charset=utf-8"
#define N_LAYOUTS   4

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

/* Adds a member; nothing for %NULL. */
void
_trivet_sandbox_alipay_add_text (GPtrArray  *members,
                                 const char *name,
                                 const char *value)
{
  trivet_sandbox_json_add_text (members, name, value, TRUE);
}

/* Adds an amount. */
void
_trivet_sandbox_alipay_add_yuan (GPtrArray  *members,
                                 const char *name,
                                 gint64      minor)
{
  g_autofree char *text = trivet_sandbox_format_yuan (minor);

  _trivet_sandbox_alipay_add_text (members, name, text);
}

static void
add_vouchers (GPtrArray                *members,
              const TrivetSandboxOrder *order)
{
  g_autofree char *voucher = NULL;

  if (order->payer_minor == order->amount_minor)
    return;

  voucher = trivet_sandbox_format_yuan (order->amount_minor - order->payer_minor);
  _trivet_sandbox_alipay_add_yuan (members, "discount_amount", order->amount_minor - order->payer_minor);
  g_ptr_array_add (members, g_strdup_printf ("\"voucher_detail_list\":[{\"id\":\"2026112200073002\",\"name\":\"训练红包\","
                                             "\"type\":\"ALIPAY_COMMON_VOUCHER\",\"amount\":\"%s\"}]",
                                             voucher));
}

/* Adds what is known of a payment. */
void
_trivet_sandbox_alipay_add_paid (GPtrArray                *members,
                                 const TrivetSandboxOrder *order,
                                 const char               *time_name)
{
  g_autofree char *time = trivet_sandbox_format_time (order->paid_us, "%Y-%m-%d %H:%M:%S");
  g_autofree char *paid = trivet_sandbox_format_yuan (order->payer_minor);

  _trivet_sandbox_alipay_add_text (members, time_name, time);
  _trivet_sandbox_alipay_add_yuan (members, "receipt_amount", order->amount_minor);
  _trivet_sandbox_alipay_add_yuan (members, "buyer_pay_amount", order->payer_minor);
  _trivet_sandbox_alipay_add_yuan (members, "invoice_amount", order->payer_minor);
  _trivet_sandbox_alipay_add_yuan (members, "point_amount", 0);
  g_ptr_array_add (members, g_strdup_printf ("\"fund_bill_list\":[{\"fund_channel\":\"ALIPAYACCOUNT\",\"amount\":\"%s\"}]", paid));
  add_vouchers (members, order);
}

/* Adds what every answer about a trade has. */
void
_trivet_sandbox_alipay_add_trade (GPtrArray                 *members,
                                  const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  gint64                    extra = ruling->delivery == TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT ? 100 : 0;

  _trivet_sandbox_alipay_add_text (members, "trade_no", order->trade_no);
  _trivet_sandbox_alipay_add_text (members, "out_trade_no", order->number);
  _trivet_sandbox_alipay_add_text (members, "buyer_logon_id", "139****0001");
  _trivet_sandbox_alipay_add_text (members, "buyer_open_id", "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5");
  _trivet_sandbox_alipay_add_text (members, "store_name", "训练店 1/2 },\"sign\":\"no\"");
  _trivet_sandbox_alipay_add_yuan (members, "total_amount", order->amount_minor + extra);
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

/* Signs the answer and puts it together. */
TrivetSandboxReply *
_trivet_sandbox_alipay_sign_answer (TrivetSandboxAlipay  *self,
                                    const char           *method,
                                    GPtrArray            *members,
                                    TrivetSandboxDelivery delivery)
{
  gboolean            forged = delivery == TRIVET_SANDBOX_DELIVERY_FORGE || delivery == TRIVET_SANDBOX_DELIVERY_NEW_KEY || self->trouble == TRIVET_SANDBOX_TROUBLE_FORGED;
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

/* Adds the code and its words. */
void
_trivet_sandbox_alipay_add_code (GPtrArray                      *members,
                                 const TrivetSandboxAlipayError *error)
{
  _trivet_sandbox_alipay_add_text (members, "code", error->code);
  _trivet_sandbox_alipay_add_text (members, "msg", get_message (error->code));
  if (error->sub_code != NULL) {
    _trivet_sandbox_alipay_add_text (members, "sub_code", error->sub_code);
    _trivet_sandbox_alipay_add_text (members, "sub_msg", "训练网关：请求未成功");
  }
}

/* Gateway errors come before the application is known, so they are not signed. */
TrivetSandboxReply *
_trivet_sandbox_alipay_refuse (TrivetSandboxAlipay            *self,
                               const char                     *method,
                               const TrivetSandboxAlipayError *error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  gboolean            is_signed = !g_str_equal (error->code, "40001") && !g_str_equal (error->code, "40002");
  TrivetSandboxReply *reply;

  _trivet_sandbox_alipay_add_code (members, error);
  if (is_signed) {
    reply = _trivet_sandbox_alipay_sign_answer (self, method, members, TRIVET_SANDBOX_DELIVERY_PLAIN);
  } else {
    g_autofree char *name = method != NULL ? make_answer_name (method) : g_strdup ("error_response");
    g_autofree char *object = print_object (members, 0);

    reply = trivet_sandbox_reply_new (200, ANSWER_TYPE, g_strdup_printf ("{\"%s\":%s}", name, object));
  }

  reply->note = g_strdup (error->sub_code);
  return reply;
}
