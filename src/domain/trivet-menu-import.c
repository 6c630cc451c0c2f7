/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-private.h"
#include "trivet-order.h"
#include "trivet-pinyin.h"

#include <string.h>

/*
 * Import of a menu from JSON: the whole file is read and checked, and only then turned into facts.
 * Every refusal says which entry and which member, so that the person with the file can mend it.
 */

#define MAX_CATEGORIES 500
#define MAX_GROUPS     5000
#define MAX_OPTIONS    100
#define DEFAULT_COLOR  "#5e5c64"

/* @where names the entry for messages ("item 17 “A12”"); @bodies are the facts' bodies so far. */
typedef struct {
  TrivetCurrency         currency;
  TrivetMenu            *present;
  const TrivetFactStamp *stamp;
  GHashTable            *category_ids;
  GHashTable            *group_ids;
  GHashTable            *skus;
  GPtrArray             *facts;
  char                  *where;
} Import;

static gboolean
refuse (Import         *import,
        TrivetMenuError code,
        GError        **error,
        const char     *format,
        ...) G_GNUC_PRINTF (4, 5);

static gboolean
refuse (Import         *import,
        TrivetMenuError code,
        GError        **error,
        const char     *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (import->where != NULL)
    g_set_error (error, TRIVET_MENU_ERROR, code, "%s: %s", import->where, message);
  else
    g_set_error_literal (error, TRIVET_MENU_ERROR, code, message);

  return FALSE;
}

static void
set_where (Import     *import,
           const char *kind,
           guint       position,
           const char *id)
{
  g_free (import->where);
  import->where = id != NULL ? g_strdup_printf ("%s %u “%.60s”", kind, position + 1, id)
                             : g_strdup_printf ("%s %u", kind, position + 1);
}

static gboolean
check_text (Import     *import,
            const char *member,
            const char *text,
            GError    **error)
{
  if (strlen (text) > TRIVET_MENU_MAX_NAME_BYTES)
    return refuse (import, TRIVET_MENU_ERROR_LIMIT, error, "“%s” is longer than %d bytes", member, TRIVET_MENU_MAX_NAME_BYTES);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“%s” holds a control character", member);
  }

  return TRUE;
}

static const char *
get_text (Import     *import,
          JsonObject *object,
          const char *member,
          GError    **error)
{
  const char *text = trivet_json_get_string_or (object, member, NULL);

  if (text == NULL || *text == '\0') {
    refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“%s” is missing or is not a text", member);
    return NULL;
  }

  return check_text (import, member, text, error) ? text : NULL;
}

/* A name is a text, or an object with "en" and "zh" of which one may be absent. */
static gboolean
get_names (Import      *import,
           JsonObject  *object,
           const char **ret_name,
           const char **ret_name_zh,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, "name");

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *names = json_node_get_object (node);

    *ret_name = trivet_json_get_string_or (names, "en", NULL);
    *ret_name_zh = trivet_json_get_string_or (names, "zh", *ret_name);
    if (*ret_name == NULL)
      *ret_name = *ret_name_zh;
  } else {
    *ret_name = *ret_name_zh = trivet_json_get_string_or (object, "name", NULL);
  }
  if (*ret_name == NULL || **ret_name == '\0' || **ret_name_zh == '\0')
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“name” is missing or is not a text");

  return check_text (import, "name", *ret_name, error) && check_text (import, "name", *ret_name_zh, error);
}

static gboolean
get_price (Import     *import,
           JsonObject *object,
           const char *member,
           gboolean    may_be_negative,
           gint64     *ret_minor,
           GError    **error)
{
  const char *text = trivet_json_get_string_or (object, member, NULL);
  TrivetMoney price;

  if (text == NULL)
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error,
                   "“%s” is missing or is not a text such as \"28.00\"", member);
  if (!trivet_money_from_decimal (text, import->currency, &price, NULL))
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“%s” “%.40s” is not an amount", member, text);
  if ((price.minor < 0 && !may_be_negative) ||
      price.minor > TRIVET_ORDER_MAX_PRICE_MINOR || price.minor < -TRIVET_ORDER_MAX_PRICE_MINOR)
    return refuse (import, TRIVET_MENU_ERROR_LIMIT, error, "“%s” “%.40s” is outside what a dish may cost", member, text);
  *ret_minor = price.minor;

  return TRUE;
}

/* "6%", "12.5%": at most four decimals of a per cent are whole parts per million. */
static gboolean
get_tax_rate (Import     *import,
              JsonObject *object,
              gint64     *ret_ppm,
              GError    **error)
{
  const char *text = trivet_json_get_string_or (object, "tax_rate", "0%");
  gint64      ppm = 0;
  gint64      unit = 10000;
  gboolean    after_point = FALSE;
  const char *p;

  for (p = text; (g_ascii_isdigit (*p) || (*p == '.' && !after_point)) && ppm <= TRIVET_RATE_PPM_ONE; p++) {
    if (*p == '.') {
      after_point = TRUE;
    } else if (after_point) {
      unit /= 10;
      ppm += (*p - '0') * unit;
    } else {
      ppm = ppm * 10 + (*p - '0') * unit;
    }
  }
  if (p == text || strcmp (p, "%") != 0 || unit == 0 || ppm > TRIVET_RATE_PPM_ONE)
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“tax_rate” “%.20s” is not a rate such as \"6%%\"", text);
  *ret_ppm = ppm;

  return TRUE;
}

static gboolean
is_color (const char *text)
{
  return strlen (text) == 7 && text[0] == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
}

static gboolean
claim_id (Import     *import,
          GHashTable *ids,
          const char *id,
          GError    **error)
{
  if (!g_hash_table_add (ids, g_strdup (id)))
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "the code is used twice");

  return TRUE;
}

static void
add_fact (Import        *import,
          TrivetFactType type,
          JsonObject    *body)
{
  g_ptr_array_add (import->facts, trivet_fact_new (type, "menu", body, import->stamp));
}

static gboolean
import_category (Import     *import,
                 JsonObject *object,
                 guint       position,
                 GError    **error)
{
  const char *id = trivet_json_get_string_or (object, "id", NULL);
  const char *color = trivet_json_get_string_or (object, "color", DEFAULT_COLOR);
  const char *name;
  const char *name_zh;
  JsonObject *body;

  set_where (import, "category", position, id);
  if (get_text (import, object, "id", error) == NULL || !claim_id (import, import->category_ids, id, error) ||
      !get_names (import, object, &name, &name_zh, error))
    return FALSE;
  if (!is_color (color))
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“color” “%.20s” is not a colour such as \"#1a5fb4\"", color);

  body = json_object_new ();
  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "name_zh", name_zh);
  json_object_set_string_member (body, "color", color);
  json_object_set_int_member (body, "position", position);
  add_fact (import, TRIVET_FACT_MENU_CATEGORY_SET, body);

  return TRUE;
}

static gboolean
import_option (Import     *import,
               GHashTable *ids,
               JsonNode   *node,
               JsonArray  *options,
               GError    **error)
{
  JsonObject *object;
  JsonObject *option;
  const char *id;
  const char *name;
  const char *name_zh;
  gint64      price = 0;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "an option is not an object");
  object = json_node_get_object (node);
  id = get_text (import, object, "id", error);
  if (id == NULL || !claim_id (import, ids, id, error) || !get_names (import, object, &name, &name_zh, error))
    return FALSE;
  if (json_object_has_member (object, "price") && !get_price (import, object, "price", TRUE, &price, error))
    return FALSE;

  option = json_object_new ();
  json_object_set_string_member (option, "id", id);
  json_object_set_string_member (option, "name", name);
  json_object_set_string_member (option, "name_zh", name_zh);
  json_object_set_int_member (option, "price_minor", price);
  json_object_set_boolean_member (option, "preselected", trivet_json_get_bool_or (object, "preselected", FALSE));
  json_array_add_object_element (options, option);

  return TRUE;
}

static JsonArray *
import_options (Import     *import,
                JsonObject *object,
                GError    **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) options = json_array_new ();
  JsonArray *array = trivet_json_get_array (object, "options", NULL);
  guint      n = array != NULL ? json_array_get_length (array) : 0;

  if (n == 0 || n > MAX_OPTIONS) {
    refuse (import, TRIVET_MENU_ERROR_LIMIT, error, "“options” must list 1 to %d choices", MAX_OPTIONS);
    return NULL;
  }
  for (guint i = 0; i < n; i++) {
    if (!import_option (import, ids, json_array_get_element (array, i), options, error))
      return NULL;
  }

  return g_steal_pointer (&options);
}

static gboolean
import_group (Import     *import,
              JsonObject *object,
              guint       position,
              GError    **error)
{
  const char *id = trivet_json_get_string_or (object, "id", NULL);
  gint64      min = trivet_json_get_int_or (object, "min", 0);
  const char *name;
  const char *name_zh;
  g_autoptr (JsonArray) options = NULL;
  JsonObject *body;
  gint64      n;
  gint64      max;

  set_where (import, "modifier group", position, id);
  if (get_text (import, object, "id", error) == NULL || !claim_id (import, import->group_ids, id, error) ||
      !get_names (import, object, &name, &name_zh, error))
    return FALSE;
  options = import_options (import, object, error);
  if (options == NULL)
    return FALSE;
  n = json_array_get_length (options);
  max = trivet_json_get_int_or (object, "max", MAX (min, 1));
  if (min < 0 || max < 1 || min > max || max > n)
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error,
                   "“min” %" G_GINT64_FORMAT " and “max” %" G_GINT64_FORMAT " do not fit %" G_GINT64_FORMAT " options", min, max, n);

  body = json_object_new ();
  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "name_zh", name_zh);
  json_object_set_int_member (body, "min", min);
  json_object_set_int_member (body, "max", max);
  json_object_set_array_member (body, "options", g_steal_pointer (&options));
  add_fact (import, TRIVET_FACT_MENU_GROUP_SET, body);

  return TRUE;
}

static JsonArray *
import_item_groups (Import     *import,
                    JsonObject *object,
                    GError    **error)
{
  g_autoptr (JsonArray) groups = json_array_new ();
  JsonArray *array = trivet_json_get_array (object, "modifier_groups", NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    const char *id = json_array_get_string_element (array, i);

    if (id == NULL || !g_hash_table_contains (import->group_ids, id)) {
      refuse (import, TRIVET_MENU_ERROR_REFERENCE, error, "there is no modifier group “%.60s”", id != NULL ? id : "");
      return NULL;
    }
    json_array_add_string_element (groups, id);
  }

  return g_steal_pointer (&groups);
}

static char *
dup_search_key (const char *name,
                const char *name_zh)
{
  g_autofree char *key = trivet_pinyin_dup_search_key (name);
  g_autofree char *key_zh = strcmp (name, name_zh) != 0 ? trivet_pinyin_dup_search_key (name_zh) : NULL;

  return key_zh != NULL ? g_strconcat (key, "\x1f", key_zh, NULL) : g_strdup (key);
}

static void
copy_optional_text (JsonObject *from,
                    JsonObject *to,
                    const char *member)
{
  const char *text = trivet_json_get_string_or (from, member, NULL);

  if (text != NULL && *text != '\0')
    json_object_set_string_member (to, member, text);
}

static void
import_availability (Import     *import,
                     JsonObject *object,
                     const char *sku)
{
  gboolean    available = trivet_json_get_bool_or (object, "available", TRUE);
  gint64      left = trivet_json_get_int_or (object, "left", -1);
  JsonObject *body;

  /* An import never overrules what the kitchen has said since. */
  if ((available && left < 0) || (import->present != NULL && trivet_menu_lookup_item (import->present, sku) != NULL))
    return;

  body = json_object_new ();
  json_object_set_string_member (body, "id", sku);
  json_object_set_boolean_member (body, "available", available);
  if (left >= 0)
    json_object_set_int_member (body, "left", left);
  add_fact (import, TRIVET_FACT_ITEM_AVAILABILITY_SET, body);
}

static gboolean
import_item (Import     *import,
             JsonObject *object,
             guint       position,
             GError    **error)
{
  const char      *sku = trivet_json_get_string_or (object, "sku", NULL);
  const char      *category;
  const char      *name;
  const char      *name_zh;
  const char      *kitchen;
  g_autofree char *search = NULL;
  g_autoptr (JsonArray) groups = NULL;
  gint64      price;
  gint64      rate;
  JsonObject *body;

  set_where (import, "item", position, sku);
  category = get_text (import, object, "sku", error) != NULL ? get_text (import, object, "category", error) : NULL;
  if (category == NULL || !claim_id (import, import->skus, sku, error) ||
      !get_names (import, object, &name, &name_zh, error) ||
      !get_price (import, object, "price", FALSE, &price, error) || !get_tax_rate (import, object, &rate, error))
    return FALSE;
  if (!g_hash_table_contains (import->category_ids, category))
    return refuse (import, TRIVET_MENU_ERROR_REFERENCE, error, "there is no category “%.60s”", category);
  kitchen = trivet_json_get_string_or (object, "kitchen", name_zh);
  groups = import_item_groups (import, object, error);
  if (groups == NULL || !check_text (import, "kitchen", kitchen, error) ||
      !check_text (import, "emoji", trivet_json_get_string_or (object, "emoji", ""), error))
    return FALSE;

  search = dup_search_key (name, name_zh);
  body = json_object_new ();
  json_object_set_string_member (body, "id", sku);
  json_object_set_string_member (body, "category", category);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "name_zh", name_zh);
  json_object_set_string_member (body, "kitchen", kitchen);
  json_object_set_int_member (body, "price_minor", price);
  json_object_set_int_member (body, "tax_rate_ppm", rate);
  json_object_set_boolean_member (body, "tax_included", trivet_json_get_bool_or (object, "tax_included", TRUE));
  json_object_set_int_member (body, "position", position);
  json_object_set_array_member (body, "groups", g_steal_pointer (&groups));
  copy_optional_text (object, body, "emoji");
  copy_optional_text (object, body, "image");
  json_object_set_string_member (body, "search", search);
  add_fact (import, TRIVET_FACT_MENU_ITEM_SET, body);
  import_availability (import, object, sku);

  return TRUE;
}

typedef gboolean (*ImportFunc) (Import     *import,
                                JsonObject *object,
                                guint       position,
                                GError    **error);

static gboolean
import_list (Import     *import,
             JsonObject *root,
             const char *member,
             guint       highest,
             ImportFunc  func,
             GError    **error)
{
  JsonArray *array = trivet_json_get_array (root, member, NULL);
  guint      n = array != NULL ? json_array_get_length (array) : 0;

  g_clear_pointer (&import->where, g_free);
  if (array == NULL && json_object_has_member (root, member))
    return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "“%s” is not a list", member);
  if (n > highest)
    return refuse (import, TRIVET_MENU_ERROR_LIMIT, error, "“%s” holds %u entries; at most %u are allowed", member, n, highest);

  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      set_where (import, member, i, NULL);
      return refuse (import, TRIVET_MENU_ERROR_VALUE, error, "the entry is not an object");
    }
    if (!func (import, json_node_get_object (node), i, error))
      return FALSE;
  }

  return TRUE;
}

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->category_ids, g_hash_table_unref);
  g_clear_pointer (&import->group_ids, g_hash_table_unref);
  g_clear_pointer (&import->skus, g_hash_table_unref);
  g_clear_pointer (&import->facts, g_ptr_array_unref);
  g_clear_pointer (&import->where, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static JsonObject *
get_root (JsonParser *parser,
          const char *json,
          gssize      length,
          GError    **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  /* json-glib's message begins with the line and column. */
  if (!json_parser_load_from_data (parser, json, length, &problem)) {
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "The file is not JSON: %s", problem->message);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "The file does not hold an object");
    return NULL;
  }

  return json_node_get_object (root);
}

/**
 * trivet_menu_import:
 * @json: (array length=length): the file
 * @length: its bytes, or -1 when it ends with NUL
 * @present: (nullable): the menu so far; what the file lacks is removed, what is equal is left
 * @stamp: for the new facts
 * @error: return location for a #TrivetMenuError; the message names the entry and the member
 *
 * Turns a file into the facts that make the menu what the file says. All or nothing.
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): the facts, perhaps none
 */
GPtrArray *
trivet_menu_import (const char            *json,
                    gssize                 length,
                    TrivetMenu            *present,
                    const TrivetFactStamp *stamp,
                    GError               **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_auto (Import) import = { .present = present, .stamp = stamp };
  JsonObject *root;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (present == NULL || TRIVET_IS_MENU (present), NULL);
  g_return_val_if_fail (stamp != NULL, NULL);

  root = get_root (parser, json, length, error);
  if (root == NULL)
    return NULL;
  import.currency = trivet_currency_from_code (trivet_json_get_string_or (root, "currency", "CNY"));
  if (import.currency == TRIVET_CURRENCY_INVALID ||
      (present != NULL && import.currency != trivet_menu_get_currency (present))) {
    refuse (&import, TRIVET_MENU_ERROR_VALUE, error, "“currency” is not the store's currency");
    return NULL;
  }

  import.category_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import.group_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import.skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import.facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  if (!import_list (&import, root, "categories", MAX_CATEGORIES, import_category, error) ||
      !import_list (&import, root, "modifier_groups", MAX_GROUPS, import_group, error) ||
      !import_list (&import, root, "items", TRIVET_MENU_MAX_ITEMS, import_item, error))
    return NULL;

  if (present != NULL)
    _trivet_menu_import_reduce (present, import.category_ids, import.group_ids, import.skus, import.facts, stamp);

  return g_steal_pointer (&import.facts);
}
