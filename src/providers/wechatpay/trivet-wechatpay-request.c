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
#define NONCE_LENGTH      32
#define NONCE_ALPHABET    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

char *
_trivet_wechatpay_dup_nonce (TrivetWechatpayProvider *self)
{
  return trivet_random_dup_token (self->random, NONCE_ALPHABET, NONCE_LENGTH);
}

static char *
dup_description (const TrivetChargeRequest *request,
                 glong                      max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (request->subject != NULL ? request->subject : "", -1);
  g_autofree char *text = g_strdelimit (g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), max_chars)), "\r\n\t", ' ');

  g_strstrip (text);
  return g_strdup (*text != '\0' ? text : request->merchant_order_id);
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
  g_autofree char *description = dup_description (request, V3_DESCRIPTION_MAX_CHARS);

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

static GHashTable *
new_v2_fields (TrivetWechatpayProvider *self,
               const char              *merchant_order_id)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_wiped);

  g_hash_table_insert (fields, g_strdup ("appid"), g_strdup (self->appid));
  g_hash_table_insert (fields, g_strdup ("mch_id"), g_strdup (self->mchid));
  g_hash_table_insert (fields, g_strdup ("nonce_str"), _trivet_wechatpay_dup_nonce (self));
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

  g_hash_table_insert (fields, g_strdup ("body"), dup_description (request, V2_BODY_MAX_CHARS));
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
