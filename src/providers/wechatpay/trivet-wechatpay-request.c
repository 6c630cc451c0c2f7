/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-provider-private.h"

#include "trivet-json.h"
#include "trivet-provider-answers.h"
#include "trivet-wechatpay-v2.h"

#include <string.h>

/* The bodies of requests, v3 and v2. */

#define V3_DESCRIPTION_MAX_CHARS 127
/* v2 counts bytes in some places and characters in others; 42 characters are at most 126 bytes. */
#define V2_BODY_MAX_CHARS 42
/* Of a refund: 80 characters in v3, 80 bytes in the older texts of v2. */
#define V3_REASON_MAX_CHARS 80
#define V2_REASON_MAX_CHARS 26
#define NONCE_LENGTH        32
#define NONCE_ALPHABET      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

char *
_trivet_wechatpay_dup_nonce (TrivetWechatpayProvider *self)
{
  return trivet_random_dup_token (self->random, NONCE_ALPHABET, NONCE_LENGTH);
}

/* (nullable): @text in at most @max_chars, without line ends. */
static char *
dup_words (const char *text,
           glong       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *words = g_strdelimit (g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), max_chars)), "\r\n\t", ' ');

  g_strstrip (words);
  return *words != '\0' ? g_steal_pointer (&words) : NULL;
}

static char *
dup_description (const char *subject,
                 const char *merchant_order_id,
                 glong       max_chars)
{
  char *words = dup_words (subject, max_chars);

  return words != NULL ? words : g_strdup (merchant_order_id);
}

/* Identifiers of shop and till: optional, at most 32 characters. */
static const char *
usable (const char *identifier)
{
  return identifier != NULL && *identifier != '\0' && strlen (identifier) <= 32 ? identifier : NULL;
}

static void
append_scene (GString                   *json,
              const TrivetChargeRequest *request)
{
  g_string_append (json, ",\"scene_info\":{");
  if (usable (request->terminal_id) != NULL)
    trivet_json_append_member (json, "device_id", request->terminal_id);
  g_string_append (json, json->str[json->len - 1] == '{' ? "\"store_info\":{" : ",\"store_info\":{");
  /* One of id and out_id must be there. */
  trivet_json_append_member (json, "id", usable (request->store_id) != NULL ? request->store_id : "1");
  g_string_append (json, "}}");
}

GBytes *
_trivet_wechatpay_v3_charge (TrivetWechatpayProvider   *self,
                             const TrivetChargeRequest *request)
{
  GString         *json = g_string_sized_new (4096);
  g_autofree char *description = dup_description (request->subject, request->merchant_order_id, V3_DESCRIPTION_MAX_CHARS);

  g_string_append_c (json, '{');
  trivet_json_append_member (json, "appid", self->appid);
  trivet_json_append_member (json, "mchid", self->mchid);
  trivet_json_append_member (json, "description", description);
  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  g_string_append (json, ",\"payer\":{");
  trivet_json_append_member (json, "auth_code", trivet_secret_peek (request->code));
  g_string_append_printf (json, "},\"amount\":{\"total\":%" G_GINT64_FORMAT ",\"currency\":\"CNY\"}", request->amount.minor);
  append_scene (json, request);
  g_string_append_c (json, '}');
  return trivet_provider_bytes_take_secret (json);
}

/* When a shown code dies, in Beijing's time: what was asked, but as long as the service demands and
 * with room for the way there. */
static GDateTime *
new_expiry (TrivetWechatpayProvider *self,
            guint                    life_s)
{
  gint64 life = CLAMP ((gint64) life_s + TRIVET_WECHATPAY_SHOW_MARGIN_S, TRIVET_WECHATPAY_SHOW_MIN_S, TRIVET_WECHATPAY_SHOW_MAX_S);
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (_trivet_wechatpay_get_now_s (self) + life);

  return g_date_time_to_timezone (utc, beijing);
}

GBytes *
_trivet_wechatpay_v3_show (TrivetWechatpayProvider *self,
                           const TrivetShowRequest *request)
{
  GString         *json = g_string_new ("{");
  g_autofree char *description = dup_description (request->subject, request->merchant_order_id, V3_DESCRIPTION_MAX_CHARS);
  g_autoptr (GDateTime) expiry = new_expiry (self, request->life_s);
  g_autofree char *time_expire = g_date_time_format (expiry, "%Y-%m-%dT%H:%M:%S+08:00");

  trivet_json_append_member (json, "appid", self->appid);
  trivet_json_append_member (json, "mchid", self->mchid);
  trivet_json_append_member (json, "description", description);
  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "time_expire", time_expire);
  trivet_json_append_member (json, "notify_url", self->notify_url);
  g_string_append_printf (json, ",\"amount\":{\"total\":%" G_GINT64_FORMAT ",\"currency\":\"CNY\"}}", request->amount.minor);
  return g_string_free_to_bytes (json);
}

GBytes *
_trivet_wechatpay_v3_close (TrivetWechatpayProvider *self)
{
  GString *json = g_string_new ("{");

  trivet_json_append_member (json, "mchid", self->mchid);
  g_string_append_c (json, '}');
  return g_string_free_to_bytes (json);
}

GBytes *
_trivet_wechatpay_v3_refund (TrivetWechatpayProvider   *self,
                             const TrivetRefundRequest *request)
{
  GString         *json = g_string_new ("{");
  g_autofree char *reason = dup_words (request->reason, V3_REASON_MAX_CHARS);

  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "out_refund_no", request->merchant_refund_id);
  if (reason != NULL)
    trivet_json_append_member (json, "reason", reason);
  g_string_append_printf (json, ",\"amount\":{\"refund\":%" G_GINT64_FORMAT ",\"total\":%" G_GINT64_FORMAT ",\"currency\":\"CNY\"}}",
                          request->amount.minor, request->total.minor);
  return g_string_free_to_bytes (json);
}

GBytes *
_trivet_wechatpay_v3_reverse (TrivetWechatpayProvider *self)
{
  GString *json = g_string_new ("{");

  trivet_json_append_member (json, "appid", self->appid);
  trivet_json_append_member (json, "mchid", self->mchid);
  g_string_append_c (json, '}');
  return trivet_provider_bytes_take_secret (json);
}

static void
free_wiped (gpointer data)
{
  char *text = data;

  trivet_secret_wipe (text, strlen (text));
  g_free (text);
}

/* @merchant_order_id: (nullable) */
static GHashTable *
new_v2_fields (TrivetWechatpayProvider *self,
               const char              *merchant_order_id)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_wiped);

  g_hash_table_insert (fields, g_strdup ("appid"), g_strdup (self->appid));
  g_hash_table_insert (fields, g_strdup ("mch_id"), g_strdup (self->mchid));
  g_hash_table_insert (fields, g_strdup ("nonce_str"), _trivet_wechatpay_dup_nonce (self));
  if (merchant_order_id != NULL)
    g_hash_table_insert (fields, g_strdup ("out_trade_no"), g_strdup (merchant_order_id));
  if (!self->v2_md5)
    g_hash_table_insert (fields, g_strdup ("sign_type"), g_strdup ("HMAC-SHA256"));
  return fields;
}

static GBytes *
sign_v2 (TrivetWechatpayProvider *self,
         GHashTable              *fields)
{
  g_hash_table_insert (fields, g_strdup ("sign"), trivet_wechatpay_v2_sign (fields, self->v2_key, !self->v2_md5));
  return trivet_provider_bytes_take_secret (trivet_wechatpay_v2_to_xml (fields));
}

GBytes *
_trivet_wechatpay_v2_charge (TrivetWechatpayProvider   *self,
                             const TrivetChargeRequest *request)
{
  g_autoptr (GHashTable) fields = new_v2_fields (self, request->merchant_order_id);

  g_hash_table_insert (fields, g_strdup ("body"), dup_description (request->subject, request->merchant_order_id, V2_BODY_MAX_CHARS));
  g_hash_table_insert (fields, g_strdup ("total_fee"), g_strdup_printf ("%" G_GINT64_FORMAT, request->amount.minor));
  g_hash_table_insert (fields, g_strdup ("spbill_create_ip"), g_strdup (self->terminal_ip));
  g_hash_table_insert (fields, g_strdup ("auth_code"), g_strdup (trivet_secret_peek (request->code)));
  if (usable (request->terminal_id) != NULL)
    g_hash_table_insert (fields, g_strdup ("device_info"), g_strdup (request->terminal_id));
  return sign_v2 (self, fields);
}

GBytes *
_trivet_wechatpay_v2_key (TrivetWechatpayProvider *self,
                          const TrivetPaymentKey  *key)
{
  g_autoptr (GHashTable) fields = new_v2_fields (self, key->merchant_order_id);

  return sign_v2 (self, fields);
}

GBytes *
_trivet_wechatpay_v2_show (TrivetWechatpayProvider *self,
                           const TrivetShowRequest *request)
{
  g_autoptr (GHashTable) fields = new_v2_fields (self, request->merchant_order_id);
  g_autoptr (GDateTime) expiry = new_expiry (self, request->life_s);

  g_hash_table_insert (fields, g_strdup ("trade_type"), g_strdup ("NATIVE"));
  /* NATIVE demands a product; there is one order, so its number is that. */
  g_hash_table_insert (fields, g_strdup ("product_id"), g_strdup (request->merchant_order_id));
  g_hash_table_insert (fields, g_strdup ("body"), dup_description (request->subject, request->merchant_order_id, V2_BODY_MAX_CHARS));
  g_hash_table_insert (fields, g_strdup ("total_fee"), g_strdup_printf ("%" G_GINT64_FORMAT, request->amount.minor));
  g_hash_table_insert (fields, g_strdup ("spbill_create_ip"), g_strdup (self->terminal_ip));
  g_hash_table_insert (fields, g_strdup ("notify_url"), g_strdup (self->notify_url));
  g_hash_table_insert (fields, g_strdup ("time_expire"), g_date_time_format (expiry, "%Y%m%d%H%M%S"));
  if (usable (request->terminal_id) != NULL)
    g_hash_table_insert (fields, g_strdup ("device_info"), g_strdup (request->terminal_id));
  return sign_v2 (self, fields);
}

GBytes *
_trivet_wechatpay_v2_refund (TrivetWechatpayProvider   *self,
                             const TrivetRefundRequest *request)
{
  g_autoptr (GHashTable) fields = new_v2_fields (self, request->merchant_order_id);
  g_autofree char *reason = dup_words (request->reason, V2_REASON_MAX_CHARS);

  g_hash_table_insert (fields, g_strdup ("out_refund_no"), g_strdup (request->merchant_refund_id));
  g_hash_table_insert (fields, g_strdup ("total_fee"), g_strdup_printf ("%" G_GINT64_FORMAT, request->total.minor));
  g_hash_table_insert (fields, g_strdup ("refund_fee"), g_strdup_printf ("%" G_GINT64_FORMAT, request->amount.minor));
  if (reason != NULL)
    g_hash_table_insert (fields, g_strdup ("refund_desc"), g_steal_pointer (&reason));
  return sign_v2 (self, fields);
}

GBytes *
_trivet_wechatpay_v2_query_refund (TrivetWechatpayProvider   *self,
                                   const TrivetRefundRequest *request)
{
  g_autoptr (GHashTable) fields = new_v2_fields (self, NULL);

  g_hash_table_insert (fields, g_strdup ("out_refund_no"), g_strdup (request->merchant_refund_id));
  return sign_v2 (self, fields);
}
