/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"
#include "trivet-order.h"

#include <string.h>

/*
 * Reading one value of a menu file. A value that is there but has another type is refused, never
 * replaced by a default: a tax rate written as a number must not become 0 %. Every refusal names
 * the entry, the member, what is wrong and what would be right.
 */

#define DEFAULT_COLOR    "#5e5c64"
#define QUOTE_CHARACTERS 40

/* In quotation marks, and cut between characters when it is long. */
char *
_trivet_menu_import_quote (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= QUOTE_CHARACTERS)
    return g_strdup_printf ("“%s”", text);

  start = g_utf8_substring (text, 0, QUOTE_CHARACTERS);
  return g_strdup_printf ("“%s…”", start);
}

/* What is read and refused from now on belongs to @entry; %NULL: to the file. */
void
_trivet_menu_import_enter (TrivetMenuImport *self,
                           JsonObject       *entry)
{
  self->row = self->row_numbers != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->row_numbers, entry)) : 0;
  self->object = entry;
  self->member = NULL;
  self->cell = NULL;
}

/* @object's text @member is what the person calls the entry; positions are counted from 1. */
void
_trivet_menu_import_set_where (TrivetMenuImport *self,
                               const char       *kind,
                               guint             position,
                               JsonObject       *object,
                               const char       *member)
{
  const char      *id = object != NULL ? trivet_json_get_string_or (object, member, NULL) : NULL;
  g_autofree char *quoted = id != NULL ? _trivet_menu_import_quote (id) : NULL;

  _trivet_menu_import_enter (self, object);
  g_free (self->where);
  self->where = quoted != NULL ? g_strdup_printf ("%s %u %s", kind, position + 1, quoted)
                               : g_strdup_printf ("%s %u", kind, position + 1);
}

static char *
dup_row (TrivetMenuImport *self)
{
  const char *column = self->cell != NULL ? self->cell : _trivet_menu_csv_get_column (self->member);

  return column != NULL ? g_strdup_printf ("row %u, column “%s”", self->row, column) : g_strdup_printf ("row %u", self->row);
}

gboolean
_trivet_menu_import_refuse (TrivetMenuImport *self,
                            TrivetMenuError   code,
                            GError          **error,
                            const char       *format,
                            ...)
{
  g_autofree char *message = NULL;
  g_autofree char *row = self->row > 0 ? dup_row (self) : NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (row != NULL)
    g_set_error (error, TRIVET_MENU_ERROR, code, "%s: %s", row, message);
  else if (self->where != NULL)
    g_set_error (error, TRIVET_MENU_ERROR, code, "%s: %s", self->where, message);
  else
    g_set_error_literal (error, TRIVET_MENU_ERROR, code, message);

  return FALSE;
}

/* An absent member and an explicit null mean the same. */
static JsonNode *
get_node (TrivetMenuImport *self,
          JsonObject       *object,
          const char       *member)
{
  JsonNode *node = json_object_get_member (object, member);

  self->object = object;
  self->member = member;
  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* Direction marks could make a price read backwards; a joiner between emoji is fine. */
static gboolean
is_control (gunichar character)
{
  return g_unichar_iscntrl (character) || (character >= 0x2028 && character <= 0x202e) ||
         (character >= 0x2066 && character <= 0x2069);
}

static gboolean
check_text (TrivetMenuImport *self,
            const char       *member,
            const char       *text,
            GError          **error)
{
  if (strlen (text) > TRIVET_MENU_MAX_NAME_BYTES)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error, "“%s” is longer than %d bytes; shorten it",
                                       member, TRIVET_MENU_MAX_NAME_BYTES);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (is_control (g_utf8_get_char (p)))
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                         "“%s” holds a control character (U+%04X); take it out", member,
                                         g_utf8_get_char (p));
  }

  return TRUE;
}

gboolean
_trivet_menu_import_get_text_or (TrivetMenuImport *self,
                                 JsonObject       *object,
                                 const char       *member,
                                 const char       *fallback,
                                 const char      **ret_text,
                                 GError          **error)
{
  JsonNode   *node = get_node (self, object, member);
  const char *text;

  *ret_text = fallback;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“%s” is not a text; put it in quotation marks", member);
  text = json_node_get_string (node);
  if (!check_text (self, member, text, error))
    return FALSE;
  if (*text != '\0')
    *ret_text = text;

  return TRUE;
}

const char *
_trivet_menu_import_get_text (TrivetMenuImport *self,
                              JsonObject       *object,
                              const char       *member,
                              GError          **error)
{
  const char *text;

  if (!_trivet_menu_import_get_text_or (self, object, member, NULL, &text, error))
    return NULL;
  if (text == NULL)
    _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“%s” is missing or empty; add it", member);

  return text;
}

gboolean
_trivet_menu_import_get_bool_or (TrivetMenuImport *self,
                                 JsonObject       *object,
                                 const char       *member,
                                 gboolean          fallback,
                                 gboolean         *ret_value,
                                 GError          **error)
{
  JsonNode *node = get_node (self, object, member);

  if (node != NULL && !holds (node, G_TYPE_BOOLEAN))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“%s” must be true or false", member);
  *ret_value = node != NULL ? json_node_get_boolean (node) : fallback;

  return TRUE;
}

gboolean
_trivet_menu_import_get_count_or (TrivetMenuImport *self,
                                  JsonObject       *object,
                                  const char       *member,
                                  int               fallback,
                                  int              *ret_value,
                                  GError          **error)
{
  JsonNode *node = get_node (self, object, member);
  gint64    value;

  *ret_value = fallback;
  if (node == NULL)
    return TRUE;
  value = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : -1;
  if (value < 0 || value > G_MAXINT)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“%s” must be a whole number, 0 or more", member);
  *ret_value = (int) value;

  return TRUE;
}

gboolean
_trivet_menu_import_place (TrivetMenuImport *self,
                           JsonObject       *object,
                           guint             position,
                           JsonObject       *body,
                           GError          **error)
{
  JsonNode *node;
  gint64    offset = 0;
  int       place;

  if (!_trivet_menu_import_get_count_or (self, object, "position", (int) position, &place, error))
    return FALSE;
  node = get_node (self, object, "offset");
  if (node != NULL) {
    offset = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : G_MAXINT64;
    if (offset < -TRIVET_MENU_MAX_OFFSET || offset >= TRIVET_MENU_MAX_OFFSET)
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“offset” must be a whole number from -%d to %d",
                                         TRIVET_MENU_MAX_OFFSET, TRIVET_MENU_MAX_OFFSET - 1);
  }
  self->offset = offset;
  json_object_set_int_member (body, "position", place);

  return TRUE;
}

/* @ret_list is %NULL when the member is absent. */
gboolean
_trivet_menu_import_get_list (TrivetMenuImport *self,
                              JsonObject       *object,
                              const char       *member,
                              JsonArray       **ret_list,
                              GError          **error)
{
  JsonNode *node = get_node (self, object, member);

  if (node != NULL && !JSON_NODE_HOLDS_ARRAY (node))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“%s” is not a list; write it in [ ]", member);
  *ret_list = node != NULL ? json_node_get_array (node) : NULL;

  return TRUE;
}

/* A name is a text, or an object with "en" and "zh" of which one may be absent. */
gboolean
_trivet_menu_import_get_names (TrivetMenuImport *self,
                               JsonObject       *object,
                               const char      **ret_name,
                               const char      **ret_name_zh,
                               GError          **error)
{
  JsonNode   *node = get_node (self, object, "name");
  JsonObject *names;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    *ret_name = *ret_name_zh = _trivet_menu_import_get_text (self, object, "name", error);
    return *ret_name != NULL;
  }

  names = json_node_get_object (node);
  if (!_trivet_menu_import_get_text_or (self, names, "en", NULL, ret_name, error) ||
      !_trivet_menu_import_get_text_or (self, names, "zh", *ret_name, ret_name_zh, error))
    return FALSE;
  if (*ret_name == NULL)
    *ret_name = *ret_name_zh;
  if (*ret_name == NULL)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“name” has neither “en” nor “zh”; add one");

  return TRUE;
}

/* Only an option may take something off, and only an option may leave its price out. */
gboolean
_trivet_menu_import_get_price (TrivetMenuImport *self,
                               JsonObject       *object,
                               gboolean          is_option,
                               gint64           *ret_minor,
                               GError          **error)
{
  JsonNode        *node = get_node (self, object, "price");
  g_autofree char *quoted = NULL;
  TrivetMoney      price = { 0 };

  *ret_minor = 0;
  if (node == NULL && is_option)
    return TRUE;
  if (node == NULL || !holds (node, G_TYPE_STRING))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "“price” is missing or is not a text; write it as \"28.00\"");
  quoted = _trivet_menu_import_quote (json_node_get_string (node));
  if (!trivet_money_from_decimal (json_node_get_string (node), self->currency, &price, NULL))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "“price” %s is not an amount in %s; write it as \"28\" or, where there are decimals, \"28.00\"",
                                       quoted, trivet_currency_get_code (self->currency));
  if (price.minor > TRIVET_ORDER_MAX_PRICE_MINOR || price.minor < (is_option ? -TRIVET_ORDER_MAX_PRICE_MINOR : 0)) {
    g_autofree char *highest = trivet_money_to_decimal (trivet_money_new (TRIVET_ORDER_MAX_PRICE_MINOR, self->currency));

    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error,
                                       "“price” %s is outside what is allowed, %s to %s", quoted,
                                       is_option ? "minus" : "0", highest);
  }
  *ret_minor = price.minor;

  return TRUE;
}

/* "6%", "12.5%": at most four decimals of a per cent are whole parts per million. */
static gboolean
parse_percent (const char *text,
               gint64     *ret_ppm)
{
  gint64 ppm = 0;
  gint64 unit = TRIVET_RATE_PPM_ONE / 100;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (; g_ascii_isdigit (*text) && ppm <= TRIVET_RATE_PPM_ONE; text++)
    ppm = ppm * 10 + (*text - '0') * unit;
  if (*text == '.' && g_ascii_isdigit (text[1])) {
    for (text++; g_ascii_isdigit (*text) && unit > 1; text++) {
      unit /= 10;
      ppm += (*text - '0') * unit;
    }
  }
  *ret_ppm = ppm;

  return strcmp (text, "%") == 0 && ppm <= TRIVET_RATE_PPM_ONE;
}

gboolean
_trivet_menu_import_get_tax_rate (TrivetMenuImport *self,
                                  JsonObject       *object,
                                  gint64           *ret_ppm,
                                  GError          **error)
{
  const char      *text;
  g_autofree char *quoted = NULL;

  *ret_ppm = 0;
  if (!_trivet_menu_import_get_text_or (self, object, "tax_rate", "0%", &text, error))
    return FALSE;
  if (parse_percent (text, ret_ppm))
    return TRUE;

  quoted = _trivet_menu_import_quote (text);
  return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                     "“tax_rate” %s is not a rate from 0%% to 100%%; write it as \"6%%\"", quoted);
}

gboolean
_trivet_menu_import_get_color (TrivetMenuImport *self,
                               JsonObject       *object,
                               const char      **ret_color,
                               GError          **error)
{
  g_autofree char *quoted = NULL;
  const char      *text;

  if (!_trivet_menu_import_get_text_or (self, object, "color", DEFAULT_COLOR, &text, error))
    return FALSE;
  *ret_color = text;
  if (strlen (text) == 7 && text[0] == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6)
    return TRUE;

  quoted = _trivet_menu_import_quote (text);
  return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“color” %s is not a colour; write it as \"#1a5fb4\"", quoted);
}
