/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-sign.h"

#include <string.h>

/* What is signed, for the gateway's requests, its notifications and REST v3: raw values, sorted by
 * name in byte order, joined with = and &. */

#define MAX_PARAMETERS 200

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/**
 * trivet_alipay_sign_content:
 * @parameters: (element-type utf8 utf8): name → raw value
 * @without: (nullable) (array zero-terminated=1): names that take no part
 * @keep_empty: an empty value takes part as "name="
 *
 * Returns: (transfer full): the text to sign; may hold a guest's code
 */
char *
trivet_alipay_sign_content (GHashTable        *parameters,
                            const char *const *without,
                            gboolean           keep_empty)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (parameters), compare_names);
  GString *content = g_string_sized_new (2048);

  for (GList *l = names; l != NULL; l = l->next) {
    const char *value = g_hash_table_lookup (parameters, l->data);

    if (without != NULL && g_strv_contains (without, l->data))
      continue;
    if (*value == '\0' && !keep_empty)
      continue;
    if (content->len > 0)
      g_string_append_c (content, '&');
    g_string_append_printf (content, "%s=%s", (const char *) l->data, value);
  }
  return g_string_free (content, FALSE);
}

/**
 * trivet_alipay_encode_form:
 * @parameters: (element-type utf8 utf8): name → raw value
 *
 * Returns: (transfer full): application/x-www-form-urlencoded, sorted by name
 */
char *
trivet_alipay_encode_form (GHashTable *parameters)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (parameters), compare_names);
  GString *form = g_string_sized_new (2048);

  for (GList *l = names; l != NULL; l = l->next) {
    if (form->len > 0)
      g_string_append_c (form, '&');
    g_string_append_uri_escaped (form, l->data, NULL, FALSE);
    g_string_append_c (form, '=');
    g_string_append_uri_escaped (form, g_hash_table_lookup (parameters, l->data), NULL, FALSE);
  }
  return g_string_free (form, FALSE);
}

static char *
decode_part (const char *part)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (part), "+", ' ');
  char            *text = g_uri_unescape_string (spaced, NULL);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * trivet_alipay_decode_form:
 * @body: (array length=length): application/x-www-form-urlencoded, from outside
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): name → value; %NULL if the form is
 *   malformed, not UTF-8, or has a name twice
 */
GHashTable *
trivet_alipay_decode_form (const char *body,
                           gsize       length)
{
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = g_strndup (body, length);
  g_auto (GStrv) pairs = g_strsplit (text, "&", MAX_PARAMETERS + 1);

  if (strlen (text) != length || g_strv_length (pairs) > MAX_PARAMETERS)
    return NULL;
  for (guint i = 0; pairs[i] != NULL; i++) {
    char            *equals = strchr (pairs[i], '=');
    g_autofree char *name = NULL;
    char            *value;

    if (equals == NULL)
      return NULL;
    *equals = '\0';
    name = decode_part (pairs[i]);
    value = decode_part (equals + 1);
    if (name == NULL || value == NULL || g_hash_table_contains (parameters, name)) {
      g_free (value);
      return NULL;
    }
    g_hash_table_insert (parameters, g_steal_pointer (&name), value);
  }
  return g_steal_pointer (&parameters);
}

/**
 * trivet_alipay_sign_parameters:
 * @parameters: (element-type utf8 utf8): all public and business parameters; gets "sign"
 * @key: the application's key
 * @error: %TRIVET_CRYPTO_ERROR
 *
 * Signs a gateway request (RSA2). sign_type takes part, sign does not.
 */
gboolean
trivet_alipay_sign_parameters (GHashTable       *parameters,
                               TrivetPrivateKey *key,
                               GError          **error)
{
  static const char *const without[] = { "sign", NULL };
  g_autofree char         *content = trivet_alipay_sign_content (parameters, without, FALSE);
  char                    *sign = trivet_private_key_sign (key, content, strlen (content), error);

  trivet_secret_wipe (content, strlen (content));
  if (sign == NULL)
    return FALSE;
  g_hash_table_insert (parameters, g_strdup ("sign"), sign);
  return TRUE;
}

/**
 * trivet_alipay_verify_notify:
 * @parameters: (element-type utf8 utf8): the decoded form of a notification
 * @key: Alipay's key
 *
 * Unlike in requests sign_type takes no part. Alipay's own libraries differ on empty values, so
 * both readings are tried.
 *
 * Returns: %TRUE if the notification is genuine
 */
gboolean
trivet_alipay_verify_notify (GHashTable      *parameters,
                             TrivetPublicKey *key)
{
  static const char *const without[] = { "sign", "sign_type", NULL };
  const char              *sign = g_hash_table_lookup (parameters, "sign");

  if (sign == NULL)
    return FALSE;
  for (int keep_empty = 1; keep_empty >= 0; keep_empty--) {
    g_autofree char *content = trivet_alipay_sign_content (parameters, without, keep_empty);

    if (trivet_public_key_verify (key, content, strlen (content), sign))
      return TRUE;
  }
  return FALSE;
}

/**
 * trivet_alipay_rest_message:
 * @auth_string: "app_id=…,nonce=…,timestamp=…"
 * @path: with its query, as sent
 * @body: "" for GET
 * @app_auth_token: (nullable): only when acting for another merchant
 *
 * Returns: (transfer full): what a REST v3 request signs
 */
char *
trivet_alipay_rest_message (const char *auth_string,
                            const char *method,
                            const char *path,
                            const char *body,
                            const char *app_auth_token)
{
  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s%s", auth_string, method, path, body,
                          app_auth_token != NULL ? app_auth_token : "", app_auth_token != NULL ? "\n" : "");
}

/**
 * trivet_alipay_rest_authorization:
 * @key: the application's key
 * @error: %TRIVET_CRYPTO_ERROR
 *
 * Returns: (transfer full) (nullable): the Authorization header of a REST v3 request
 */
char *
trivet_alipay_rest_authorization (const char       *auth_string,
                                  const char       *method,
                                  const char       *path,
                                  const char       *body,
                                  const char       *app_auth_token,
                                  TrivetPrivateKey *key,
                                  GError          **error)
{
  g_autofree char *message = trivet_alipay_rest_message (auth_string, method, path, body, app_auth_token);
  g_autofree char *sign = trivet_private_key_sign (key, message, strlen (message), error);

  trivet_secret_wipe (message, strlen (message));
  return sign != NULL ? g_strdup_printf ("ALIPAY-SHA256withRSA %s,sign=%s", auth_string, sign) : NULL;
}

/**
 * trivet_alipay_rest_verify:
 * @timestamp, @nonce, @signature: the headers alipay-timestamp, alipay-nonce, alipay-signature
 * @body: (array length=length): the raw body
 * @key: Alipay's key
 *
 * Returns: %TRUE if a REST v3 answer is genuine
 */
gboolean
trivet_alipay_rest_verify (const char      *timestamp,
                           const char      *nonce,
                           const char      *signature,
                           const char      *body,
                           gsize            length,
                           TrivetPublicKey *key)
{
  g_autoptr (GString) message = g_string_sized_new (length + 128);

  g_string_append_printf (message, "%s\n%s\n", timestamp, nonce);
  g_string_append_len (message, body, (gssize) length);
  g_string_append_c (message, '\n');
  return trivet_public_key_verify (key, message->str, message->len, signature);
}
