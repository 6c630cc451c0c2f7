/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-xml.h"

#include <string.h>

/**
 * SECTION:trivet-sandbox-xml
 *
 * The flat XML of WeChat Pay v2 and its signature. GMarkup knows no entities of one's own and
 * opens no files, so the usual attacks on XML readers have nothing to work with.
 */

typedef struct {
  GHashTable *values;
  GString    *text;
  guint       depth;
  guint       roots;
} Reader;

static void
on_start_element (GMarkupParseContext *context,
                  const char          *name,
                  const char         **attribute_names,
                  const char         **attribute_values,
                  gpointer             user_data,
                  GError             **error)
{
  Reader *reader = user_data;

  reader->depth++;
  reader->roots += reader->depth == 1;
  g_string_truncate (reader->text, 0);
  if (reader->depth > 2 || reader->roots > 1 || (reader->depth == 1 && !g_str_equal (name, "xml")) || attribute_names[0] != NULL)
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "Unexpected element %s", name);
}

static void
on_end_element (GMarkupParseContext *context,
                const char          *name,
                gpointer             user_data,
                GError             **error)
{
  Reader *reader = user_data;

  reader->depth--;
  if (reader->depth != 1)
    return;

  if (g_hash_table_contains (reader->values, name))
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "%s comes twice", name);
  else
    g_hash_table_insert (reader->values, g_strdup (name), g_strdup (reader->text->str));
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
    g_string_append_len (reader->text, text, length);
}

static void
on_passthrough (GMarkupParseContext *context,
                const char          *text,
                gsize                length,
                gpointer             user_data,
                GError             **error)
{
  if (g_str_has_prefix (text, "<!DOCTYPE"))
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "No document types here");
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static void
append_cdata (GString    *text,
              const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "]]>", -1);
  g_autofree char *safe = g_strjoinv ("]]]]><![CDATA[>", parts);

  g_string_append_printf (text, "<![CDATA[%s]]>", safe);
}

/**
 * trivet_sandbox_xml_parse:
 * @text: a document
 * @length: of @text
 *
 * Returns: (transfer full) (nullable): names and values, or %NULL when @text is no flat document
 */
GHashTable *
trivet_sandbox_xml_parse (const char *text,
                          gsize       length)
{
  static const GMarkupParser functions = { on_start_element, on_end_element, on_text, on_passthrough };
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = NULL;
  Reader reader = { .values = values, .text = buffer };

  context = g_markup_parse_context_new (&functions, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  if (!g_markup_parse_context_parse (context, text, length, NULL) || !g_markup_parse_context_end_parse (context, NULL))
    return NULL;

  return g_steal_pointer (&values);
}

/**
 * trivet_sandbox_xml_print:
 * @values: names and values
 *
 * Returns: (transfer full): a document, in no particular order
 */
char *
trivet_sandbox_xml_print (GHashTable *values)
{
  GString       *text = g_string_new ("<xml>");
  GHashTableIter iter;
  gpointer       name;
  gpointer       value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    g_string_append_printf (text, "<%s>", (const char *) name);
    append_cdata (text, value);
    g_string_append_printf (text, "</%s>\n", (const char *) name);
  }
  g_string_append (text, "</xml>");
  return g_string_free (text, FALSE);
}

/**
 * trivet_sandbox_xml_sign:
 * @values: names and values; `sign` and empty ones do not count
 * @key: the shared key
 * @hmac: HMAC-SHA256 instead of MD5
 *
 * Returns: (transfer full): the signature, upper-case hex
 */
char *
trivet_sandbox_xml_sign (GHashTable *values,
                         const char *key,
                         gboolean    hmac)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (values), compare_names);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *digest = NULL;

  for (GList *l = names; l != NULL; l = l->next) {
    const char *value = g_hash_table_lookup (values, l->data);

    if (!g_str_equal (l->data, "sign") && *value != '\0')
      g_string_append_printf (text, "%s=%s&", (const char *) l->data, value);
  }
  g_string_append_printf (text, "key=%s", key);

  digest = hmac ? g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key), text->str, text->len)
                : g_compute_checksum_for_string (G_CHECKSUM_MD5, text->str, text->len);
  return g_ascii_strup (digest, -1);
}
