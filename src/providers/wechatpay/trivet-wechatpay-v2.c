/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-v2.h"

#include "trivet-cipher.h"
#include "trivet-net-error.h"

#include <string.h>

/* The older interface: flat XML, signed with MD5 or HMAC-SHA256 over sorted fields. GMarkup reads
 * it: it knows no DTD and no entities but the five, so hostile XML has nothing to bite on; what is
 * not one root with flat text fields is refused. */

#define MD5_HEX_LENGTH  32
#define HMAC_HEX_LENGTH 64

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/**
 * trivet_wechatpay_v2_sign_text:
 * @fields: (element-type utf8 utf8): name → value
 *
 * Returns: (transfer full): the sorted fields without sign and empty ones; the key is to be appended
 */
char *
trivet_wechatpay_v2_sign_text (GHashTable *fields)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), compare_names);
  GString *text = g_string_sized_new (2048);

  for (GList *l = names; l != NULL; l = l->next) {
    const char *value = g_hash_table_lookup (fields, l->data);

    if (*value == '\0' || strcmp (l->data, "sign") == 0)
      continue;
    g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", (const char *) l->data, value);
  }
  return g_string_free (text, FALSE);
}

/**
 * trivet_wechatpay_v2_sign:
 * @key: the APIv2 key
 * @hmac: HMAC-SHA256 in place of MD5
 *
 * Returns: (transfer full): upper-case hex digits
 */
char *
trivet_wechatpay_v2_sign (GHashTable         *fields,
                          const TrivetSecret *key,
                          gboolean            hmac)
{
  g_autofree char *text = trivet_wechatpay_v2_sign_text (fields);
  g_autoptr (GString) whole = g_string_sized_new (strlen (text) + trivet_secret_get_length (key) + 8);
  g_autofree char *digest = NULL;
  char            *sign;

  g_string_append (whole, text);
  g_string_append (whole, "&key=");
  g_string_append_len (whole, trivet_secret_peek (key), (gssize) trivet_secret_get_length (key));
  digest = hmac ? trivet_hmac_sha256_hex (key, whole->str, whole->len) : trivet_md5_hex (whole->str, whole->len);
  sign = g_ascii_strup (digest, -1);
  trivet_secret_wipe (whole->str, whole->len);
  trivet_secret_wipe (text, strlen (text));
  return sign;
}

/**
 * trivet_wechatpay_v2_verify:
 * @fields: (element-type utf8 utf8): everything that was received
 *
 * The length of the sign tells which digest was used.
 *
 * Returns: %TRUE if whoever sent it knows @key
 */
gboolean
trivet_wechatpay_v2_verify (GHashTable         *fields,
                            const TrivetSecret *key)
{
  const char      *sign = g_hash_table_lookup (fields, "sign");
  g_autofree char *expected = NULL;
  g_autoptr (TrivetSecret) a = NULL;
  g_autoptr (TrivetSecret) b = NULL;

  if (sign == NULL || (strlen (sign) != MD5_HEX_LENGTH && strlen (sign) != HMAC_HEX_LENGTH))
    return FALSE;
  expected = trivet_wechatpay_v2_sign (fields, key, strlen (sign) == HMAC_HEX_LENGTH);
  a = trivet_secret_new (expected, -1);
  b = trivet_secret_new (sign, -1);
  return trivet_secret_equal (a, b);
}

static void
append_value (GString    *xml,
              const char *value)
{
  const char *end;

  if (strpbrk (value, "<>&'\"") == NULL) {
    g_string_append (xml, value);
    return;
  }
  /* The end of a CDATA section cannot stand inside it: it is split over two. */
  g_string_append (xml, "<![CDATA[");
  while ((end = strstr (value, "]]>")) != NULL) {
    g_string_append_len (xml, value, end + 2 - value);
    g_string_append (xml, "]]><![CDATA[");
    value = end + 2;
  }
  g_string_append (xml, value);
  g_string_append (xml, "]]>");
}

/**
 * trivet_wechatpay_v2_to_xml:
 * @fields: (element-type utf8 utf8): name → value; empty ones are left out
 *
 * Returns: (transfer full): the document; may hold a guest's code
 */
GString *
trivet_wechatpay_v2_to_xml (GHashTable *fields)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), compare_names);
  GString *xml = g_string_sized_new (4096);

  g_string_append (xml, "<xml>");
  for (GList *l = names; l != NULL; l = l->next) {
    const char *value = g_hash_table_lookup (fields, l->data);

    if (*value == '\0')
      continue;
    g_string_append_printf (xml, "<%s>", (const char *) l->data);
    append_value (xml, value);
    g_string_append_printf (xml, "</%s>", (const char *) l->data);
  }
  g_string_append (xml, "</xml>");
  return xml;
}

typedef struct {
  GHashTable *fields;
  GString    *text;
  guint       depth;
  gboolean    has_document_type;
} Reader;

static void
refuse (GError    **error,
        const char *why)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "%s", why);
}

static void
on_start (GMarkupParseContext *context,
          const char          *name,
          const char         **attribute_names,
          const char         **attribute_values,
          gpointer             user_data,
          GError             **error)
{
  Reader *reader = user_data;

  reader->depth++;
  if (reader->depth > 2)
    refuse (error, "fields inside fields");
  else if (reader->depth == 1 && strcmp (name, "xml") != 0)
    refuse (error, "another root than xml");
  else if (reader->depth == 2 && g_hash_table_contains (reader->fields, name))
    refuse (error, "a field twice");
  else if (g_hash_table_size (reader->fields) >= TRIVET_WECHATPAY_XML_MAX_FIELDS)
    refuse (error, "too many fields");
  g_string_truncate (reader->text, 0);
}

static void
on_end (GMarkupParseContext *context,
        const char          *name,
        gpointer             user_data,
        GError             **error)
{
  Reader *reader = user_data;

  if (reader->depth == 2)
    g_hash_table_insert (reader->fields, g_strdup (name), g_strndup (reader->text->str, reader->text->len));
  reader->depth--;
  g_string_truncate (reader->text, 0);
}

static void
on_text (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             user_data,
         GError             **error)
{
  Reader *reader = user_data;

  if (reader->depth == 2)
    g_string_append_len (reader->text, text, (gssize) length);
}

/* Processing instructions, comments and declarations: of these only the XML declaration and
 * comments are harmless. GMarkup goes on reading after an error set here, and sets another on top of
 * it: so it is only noted. */
static void
on_passthrough (GMarkupParseContext *context,
                const char          *text,
                gsize                length,
                gpointer             user_data,
                GError             **error)
{
  if (g_strstr_len (text, (gssize) length, "<!DOCTYPE") != NULL || g_strstr_len (text, (gssize) length, "<!ENTITY") != NULL)
    ((Reader *) user_data)->has_document_type = TRUE;
}

static gboolean
starts_with (const char *text,
             gsize       length,
             const char *prefix)
{
  return length >= strlen (prefix) && memcmp (text, prefix, strlen (prefix)) == 0;
}

/* Only the five named references, outside of CDATA. GLib 2.74 would go on after an unknown one and
 * set an error on top of an error. */
static gboolean
check_references (const char *xml,
                  gsize       length)
{
  static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };

  for (gsize i = 0; i < length; i++) {
    gboolean found = FALSE;

    if (xml[i] == '<' && starts_with (xml + i, length - i, "<![CDATA[")) {
      const char *end = g_strstr_len (xml + i, (gssize) (length - i), "]]>");

      if (end == NULL)
        return FALSE;
      i = (gsize) (end - xml);
    }
    if (xml[i] != '&')
      continue;
    for (guint j = 0; j < G_N_ELEMENTS (known) && !found; j++)
      found = starts_with (xml + i, length - i, known[j]);
    if (!found)
      return FALSE;
  }
  return TRUE;
}

/**
 * trivet_wechatpay_v2_from_xml:
 * @xml: (array length=length): from outside
 * @error: %TRIVET_NET_ERROR_PARSE
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): the fields of a flat document; CDATA
 *   and the five named references are resolved; others are refused
 */
GHashTable *
trivet_wechatpay_v2_from_xml (const char *xml,
                              gsize       length,
                              GError    **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, on_passthrough, NULL };

  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  Reader reader = { fields, text, 0, FALSE };
  g_autoptr (GMarkupParseContext) context = NULL;

  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  if (length == 0 || !g_utf8_validate_len (xml, length, NULL) || !check_references (xml, length) ||
      !g_markup_parse_context_parse (context, xml, (gssize) length, &local) ||
      !g_markup_parse_context_end_parse (context, &local) || reader.has_document_type) {
    g_set_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "Not a flat XML document: %s",
                 local != NULL ? local->message : "it is empty or no UTF-8, or has a document type or references");
    return NULL;
  }
  return g_steal_pointer (&fields);
}
