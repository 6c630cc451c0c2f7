/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-fact-private.h"
#include "trivet-menu-import-private.h"
#include "trivet-menu-private.h"
#include "trivet-pinyin.h"

#include <string.h>

/*
 * Import of a menu from JSON: the whole file is read and checked, and only then turned into facts.
 * Every refusal says which entry and which member, so that the person with the file can mend it.
 */

#define MAX_CATEGORIES 500
#define MAX_GROUPS     5000

gboolean
_trivet_menu_import_claim_id (TrivetMenuImport *self,
                              GHashTable       *ids,
                              const char       *id,
                              GError          **error)
{
  g_autofree char *quoted = NULL;

  if (g_hash_table_add (ids, g_strdup (id)))
    return TRUE;

  quoted = _trivet_menu_import_quote (id);
  return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                     "the code %s is used twice; give each its own", quoted);
}

void
_trivet_menu_import_add_fact (TrivetMenuImport *self,
                              TrivetFactType    type,
                              JsonObject       *body)
{
  /* Last, where a change by hand puts it, too: texts are compared. */
  if (self->offset != 0)
    json_object_set_int_member (body, "offset", self->offset);
  self->offset = 0;
  g_ptr_array_add (self->facts, trivet_fact_new (type, "menu", body, self->stamp));
}

JsonObject *
_trivet_menu_import_new_body (const char *id,
                              const char *name,
                              const char *name_zh)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "name_zh", name_zh);

  return body;
}

static gboolean
import_category (TrivetMenuImport *self,
                 JsonObject       *object,
                 guint             position,
                 GError          **error)
{
  const char *id;
  const char *color;
  const char *name;
  const char *name_zh;
  g_autoptr (JsonObject) body = NULL;

  _trivet_menu_import_set_where (self, "category", position, object, "id");
  id = _trivet_menu_import_get_text (self, object, "id", error);
  if (id == NULL || !_trivet_menu_import_claim_id (self, self->category_ids, id, error) ||
      !_trivet_menu_import_get_names (self, object, &name, &name_zh, error) ||
      !_trivet_menu_import_get_color (self, object, &color, error))
    return FALSE;

  body = _trivet_menu_import_new_body (id, name, name_zh);
  json_object_set_string_member (body, "color", color);
  if (!_trivet_menu_import_place (self, object, position, body, error))
    return FALSE;
  _trivet_menu_import_add_fact (self, TRIVET_FACT_MENU_CATEGORY_SET, g_steal_pointer (&body));

  return TRUE;
}

static char *
dup_search_key (const char *name,
                const char *name_zh)
{
  g_autofree char *key = trivet_pinyin_dup_search_key (name);
  g_autofree char *key_zh = strcmp (name, name_zh) != 0 ? trivet_pinyin_dup_search_key (name_zh) : NULL;

  return key_zh != NULL ? g_strconcat (key, "\x1f", key_zh, NULL) : g_strdup (key);
}

static gboolean
copy_optional_text (TrivetMenuImport *self,
                    JsonObject       *from,
                    JsonObject       *to,
                    const char       *member,
                    GError          **error)
{
  const char *text;

  if (!_trivet_menu_import_get_text_or (self, from, member, NULL, &text, error))
    return FALSE;
  if (text != NULL)
    json_object_set_string_member (to, member, text);

  return TRUE;
}

static gboolean
import_availability (TrivetMenuImport *self,
                     JsonObject       *object,
                     const char       *sku,
                     GError          **error)
{
  gboolean    available;
  int         left;
  JsonObject *body;

  if (!_trivet_menu_import_get_bool_or (self, object, "available", TRUE, &available, error) ||
      !_trivet_menu_import_get_count_or (self, object, "left", -1, &left, error))
    return FALSE;
  /* An import never overrules what the kitchen has said since. */
  if ((available && left < 0) || (self->present != NULL && trivet_menu_lookup_item (self->present, sku) != NULL))
    return TRUE;

  body = json_object_new ();
  json_object_set_string_member (body, "id", sku);
  json_object_set_boolean_member (body, "available", available);
  if (left >= 0)
    json_object_set_int_member (body, "left", left);
  _trivet_menu_import_add_fact (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, body);

  return TRUE;
}

static const char *
get_item_category (TrivetMenuImport *self,
                   JsonObject       *object,
                   GError          **error)
{
  const char      *category = _trivet_menu_import_get_text (self, object, "category", error);
  g_autofree char *quoted = NULL;

  if (category == NULL || g_hash_table_contains (self->category_ids, category))
    return category;

  quoted = _trivet_menu_import_quote (category);
  _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_REFERENCE, error,
                              "there is no category %s; add it or choose another", quoted);
  return NULL;
}

/* What staff say each time has no price in the file. */
static gboolean
check_open_price (TrivetMenuImport *self,
                  JsonObject       *object,
                  gboolean          open_price,
                  gint64            price_minor,
                  GError          **error)
{
  self->member = "open_price";
  if (open_price && price_minor != 0)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "a dish with “open_price” gets its price when it is ordered; leave “price” out");
  if (open_price && json_object_has_member (object, "combo"))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "a combo has a price; take “open_price” out");

  return TRUE;
}

/* Adds what a price needs and what a search and a screen need to @body. */
static gboolean
fill_item (TrivetMenuImport *self,
           JsonObject       *object,
           guint             position,
           JsonObject       *body,
           GError          **error)
{
  const char *name = json_object_get_string_member (body, "name");
  const char *name_zh = json_object_get_string_member (body, "name_zh");
  g_autoptr (JsonArray) groups = NULL;
  g_autofree char *search = NULL;
  const char      *kitchen;
  gint64           price;
  gint64           rate;
  gboolean         tax_included;
  gboolean         open_price;

  if (!_trivet_menu_import_get_text_or (self, object, "kitchen", name_zh, &kitchen, error) ||
      !_trivet_menu_import_get_bool_or (self, object, "open_price", FALSE, &open_price, error) ||
      !_trivet_menu_import_get_price (self, object, open_price, &price, error) || !check_open_price (self, object, open_price, price, error) ||
      !_trivet_menu_import_get_tax_rate (self, object, &rate, error) ||
      !_trivet_menu_import_get_bool_or (self, object, "tax_included", TRUE, &tax_included, error))
    return FALSE;
  groups = _trivet_menu_import_group_ids (self, object, TRUE, error);
  if (groups == NULL)
    return FALSE;

  json_object_set_string_member (body, "kitchen", kitchen);
  json_object_set_int_member (body, "price_minor", price);
  json_object_set_int_member (body, "tax_rate_ppm", rate);
  json_object_set_boolean_member (body, "tax_included", tax_included);
  if (!_trivet_menu_import_place (self, object, position, body, error))
    return FALSE;
  json_object_set_array_member (body, "groups", g_steal_pointer (&groups));
  if (!copy_optional_text (self, object, body, "emoji", error) || !copy_optional_text (self, object, body, "image", error) ||
      !_trivet_menu_import_marks (self, object, body, error) || !_trivet_menu_import_combo (self, object, body, error))
    return FALSE;
  if (open_price)
    json_object_set_boolean_member (body, "open_price", TRUE);
  search = dup_search_key (name, name_zh);
  json_object_set_string_member (body, "search", search);

  return TRUE;
}

static gboolean
import_item (TrivetMenuImport *self,
             JsonObject       *object,
             guint             position,
             GError          **error)
{
  g_autoptr (JsonObject) body = NULL;
  const char *sku;
  const char *category;
  const char *name;
  const char *name_zh;

  _trivet_menu_import_set_where (self, "item", position, object, "sku");
  sku = _trivet_menu_import_get_text (self, object, "sku", error);
  if (sku == NULL || !_trivet_menu_import_claim_id (self, self->skus, sku, error))
    return FALSE;
  category = get_item_category (self, object, error);
  if (category == NULL || !_trivet_menu_import_get_names (self, object, &name, &name_zh, error))
    return FALSE;

  body = _trivet_menu_import_new_body (sku, name, name_zh);
  json_object_set_string_member (body, "category", category);
  if (!fill_item (self, object, position, body, error))
    return FALSE;
  _trivet_menu_import_add_fact (self, TRIVET_FACT_MENU_ITEM_SET, g_steal_pointer (&body));

  return import_availability (self, object, sku, error);
}

typedef gboolean (*ImportFunc) (TrivetMenuImport *self,
                                JsonObject       *object,
                                guint             position,
                                GError          **error);

static gboolean
import_list (TrivetMenuImport *self,
             JsonObject       *root,
             const char       *member,
             const char       *kind,
             guint             highest,
             ImportFunc        func,
             GError          **error)
{
  JsonArray *array;
  guint      n;

  g_clear_pointer (&self->where, g_free);
  _trivet_menu_import_enter (self, NULL);
  if (!_trivet_menu_import_get_list (self, root, member, &array, error))
    return FALSE;
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n > highest)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error,
                                       "“%s” holds %u entries; at most %u are allowed", member, n, highest);

  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      _trivet_menu_import_set_where (self, kind, i, NULL, NULL);
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                         "the entry is not an object; write it in { }");
    }
    if (!func (self, json_node_get_object (node), i, error))
      return FALSE;
  }

  return TRUE;
}

static void
import_clear (TrivetMenuImport *self)
{
  g_clear_pointer (&self->category_ids, g_hash_table_unref);
  g_clear_pointer (&self->group_ids, g_hash_table_unref);
  g_clear_pointer (&self->skus, g_hash_table_unref);
  g_clear_pointer (&self->period_ids, g_hash_table_unref);
  g_clear_pointer (&self->nesting, g_hash_table_unref);
  g_clear_pointer (&self->unfit, g_hash_table_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->where, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetMenuImport, import_clear)

static void
import_init (TrivetMenuImport      *self,
             TrivetMenu            *present,
             const TrivetFactStamp *stamp)
{
  self->present = present;
  self->stamp = stamp;
  self->category_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->group_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->period_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->nesting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unfit = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

static JsonObject *
get_root (JsonParser *parser,
          const char *json,
          gssize      length,
          GError    **error)
{
  g_autoptr (GError) problem = NULL;
  const char *trouble = _trivet_json_find_trouble (json, length);
  JsonNode   *root;

  if (trouble != NULL) {
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "The file holds %s; no menu needs that", trouble);
    return NULL;
  }
  /* JSON-GLib's message begins with line and column, and quotes the text cut off within a character. */
  if (!json_parser_load_from_data (parser, json, length, &problem)) {
    g_autofree char *words = g_utf8_make_valid (problem->message, -1);

    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "The file is not JSON: %s", words);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX,
                         "The file does not hold an object; it begins with { and ends with }");
    return NULL;
  }

  return json_node_get_object (root);
}

static gboolean
import_currency (TrivetMenuImport *self,
                 JsonObject       *root,
                 GError          **error)
{
  g_autofree char *quoted = NULL;
  const char      *code;

  if (!_trivet_menu_import_get_text_or (self, root, "currency", "CNY", &code, error))
    return FALSE;
  quoted = _trivet_menu_import_quote (code);
  self->currency = trivet_currency_from_code (code);
  if (self->currency == TRIVET_CURRENCY_INVALID)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“currency” %s is not a currency of ours", quoted);
  if (self->present != NULL && self->currency != trivet_menu_get_currency (self->present))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "“currency” is %s, but the store's is %s; write all prices in that", quoted,
                                       trivet_currency_get_code (trivet_menu_get_currency (self->present)));

  return TRUE;
}

/* A file without dishes is a mistake, and would take every dish off the menu. */
static gboolean
check_items (TrivetMenuImport *self,
             JsonObject       *root,
             GError          **error)
{
  g_clear_pointer (&self->where, g_free);
  _trivet_menu_import_enter (self, NULL);

  return g_hash_table_size (self->skus) > 0 ||
         _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“items” is missing or empty; list the dishes there");
}

/* A file without "periods" has nothing to say of them: it is older than they are, or a table. */
static gboolean
read_all (TrivetMenuImport *self,
          JsonObject       *root,
          GError          **error)
{
  return import_currency (self, root, error) &&
         import_list (self, root, "categories", "category", MAX_CATEGORIES, import_category, error) &&
         import_list (self, root, "modifier_groups", "modifier group", MAX_GROUPS, _trivet_menu_import_group, error) &&
         _trivet_menu_import_check_groups (self, root, error) &&
         import_list (self, root, "items", "item", TRIVET_MENU_MAX_ITEMS, import_item, error) &&
         _trivet_menu_import_check_combos (self, root, error) &&
         import_list (self, root, "periods", "period", TRIVET_MENU_MAX_PERIODS, _trivet_menu_import_period, error);
}

/*
 * _trivet_menu_import_root:
 * @root: what a file holds
 * @present: (nullable): the menu so far
 * @row_numbers: (nullable): for a table: entry → its row from 1
 *
 * The one judge of all files, JSON or table.
 */
GPtrArray *
_trivet_menu_import_root (JsonObject            *root,
                          TrivetMenu            *present,
                          GHashTable            *row_numbers,
                          const TrivetFactStamp *stamp,
                          GError               **error)
{
  g_auto (TrivetMenuImport) import = { 0 };

  import_init (&import, present, stamp);
  import.row_numbers = row_numbers;
  if (!read_all (&import, root, error) || !check_items (&import, root, error))
    return NULL;

  if (present != NULL)
    _trivet_menu_import_reduce (present, import.category_ids, import.group_ids, import.skus,
                                json_object_has_member (root, "periods") ? import.period_ids : NULL, import.facts, stamp);

  return g_steal_pointer (&import.facts);
}

/*
 * _trivet_menu_import_part:
 * @root: a file that holds what of a menu is to be judged; its categories need not be in it
 * @base: the menu
 * @ret_place: (out): where the fault is, when %NULL is returned; borrowed from @root
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): what the file would make of nothing
 */
GPtrArray *
_trivet_menu_import_part (JsonObject            *root,
                          TrivetMenu            *base,
                          const TrivetFactStamp *stamp,
                          TrivetMenuPlace       *ret_place,
                          GError               **error)
{
  g_auto (TrivetMenuImport) import = { 0 };
  GHashTableIter iter;
  gpointer       id;

  import_init (&import, NULL, stamp);
  import.base = base;
  if (!json_object_has_member (root, "categories")) {
    g_hash_table_iter_init (&iter, _trivet_menu_peek_categories (base));
    while (g_hash_table_iter_next (&iter, &id, NULL))
      g_hash_table_add (import.category_ids, g_strdup (id));
  }
  if (read_all (&import, root, error))
    return g_steal_pointer (&import.facts);

  ret_place->entry = import.object;
  ret_place->member = import.member;

  return NULL;
}

/**
 * trivet_menu_import:
 * @json: (array length=length): the file
 * @length: its bytes, or -1 when it ends with NUL
 * @present: (nullable): the menu so far; what the file lacks is removed, what is equal is left
 * @stamp: for the new facts
 * @error: return location for a #TrivetMenuError; the message names the entry and the member
 *
 * Turns a file into the facts that make the menu what the file says. All or nothing. Whether a
 * dish is sold out is taken from the file only for dishes that are new.
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
  JsonObject *root;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (present == NULL || TRIVET_IS_MENU (present), NULL);
  g_return_val_if_fail (stamp != NULL, NULL);

  root = get_root (parser, json, length, error);

  return root != NULL ? _trivet_menu_import_root (root, present, NULL, stamp, error) : NULL;
}
