/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"

#include <string.h>

/*
 * The combos of a menu file. A slot may name dishes anywhere in the file: whether they are there, and
 * fit, is judged when all have been read.
 */

#define MAX_SLOTS   20
#define MAX_CHOICES 100

static gboolean
import_choice (TrivetMenuImport *self,
               GHashTable       *skus,
               JsonNode         *node,
               JsonArray        *choices,
               GError          **error)
{
  JsonObject *object;
  JsonObject *choice;
  const char *sku;
  gint64      price;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "a choice of a slot is not an object; write it in { }");
  object = json_node_get_object (node);
  sku = _trivet_menu_import_get_text (self, object, "sku", error);
  if (sku == NULL || !_trivet_menu_import_claim_id (self, skus, sku, error) ||
      !_trivet_menu_import_get_price (self, object, TRUE, &price, error))
    return FALSE;
  if (price < 0)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "the surcharge of a dish in a slot must not be below 0; lower the price of the combo instead");

  choice = json_object_new ();
  json_object_set_string_member (choice, "sku", sku);
  if (price != 0)
    json_object_set_int_member (choice, "price_minor", price);
  json_array_add_object_element (choices, choice);

  return TRUE;
}

static JsonArray *
import_choices (TrivetMenuImport *self,
                JsonObject       *slot,
                GError          **error)
{
  g_autoptr (GHashTable) skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) choices = json_array_new ();
  JsonArray *array;
  guint      n;

  if (!_trivet_menu_import_get_list (self, slot, "choices", &array, error))
    return NULL;
  /* In a table they share a cell. */
  self->cell = "choices";
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n == 0 || n > MAX_CHOICES) {
    _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error, "“choices” holds %u dishes; list 1 to %d", n, MAX_CHOICES);
    return NULL;
  }
  for (guint i = 0; i < n; i++) {
    if (!import_choice (self, skus, json_array_get_element (array, i), choices, error))
      return NULL;
  }
  self->cell = NULL;

  return g_steal_pointer (&choices);
}

/* @ids are those of the slots so far and of the dish's groups. */
static JsonObject *
import_slot (TrivetMenuImport *self,
             GHashTable       *ids,
             JsonObject       *slot,
             GError          **error)
{
  const char *id = _trivet_menu_import_get_text (self, slot, "id", error);
  const char *name;
  const char *name_zh;
  int         min;
  int         max;
  JsonArray  *choices;
  JsonObject *body;

  if (id != NULL && strchr (id, '/') != NULL) {
    _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "the “id” of a slot must not have a “/”; take it out");
    return NULL;
  }
  if (id == NULL || !_trivet_menu_import_claim_id (self, ids, id, error) ||
      !_trivet_menu_import_get_names (self, slot, &name, &name_zh, error) ||
      !_trivet_menu_import_get_count_or (self, slot, "min", 1, &min, error) ||
      !_trivet_menu_import_get_count_or (self, slot, "max", MAX (min, 1), &max, error))
    return NULL;
  choices = import_choices (self, slot, error);
  if (choices == NULL)
    return NULL;

  body = _trivet_menu_import_new_body (id, name, name_zh);
  json_object_set_int_member (body, "min", min);
  json_object_set_int_member (body, "max", max);
  json_object_set_array_member (body, "choices", choices);
  self->member = "max";
  if (max >= 1 && min <= max && max <= (int) json_array_get_length (choices))
    return body;

  _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“min” %d and “max” %d do not fit %u dishes in a slot", min, max,
                              json_array_get_length (choices));
  json_object_unref (body);

  return NULL;
}

/* What no combo may hold: its choices would nest twice, or nobody would be asked what it costs. */
static void
note_unfit (TrivetMenuImport *self,
            JsonObject       *body,
            gboolean          open_price)
{
  const char *sku = json_object_get_string_member (body, "id");
  JsonArray  *groups = json_object_get_array_member (body, "groups");

  if (json_object_has_member (body, "combo"))
    g_hash_table_replace (self->unfit, g_strdup (sku), g_strdup ("is a combo itself"));
  if (open_price)
    g_hash_table_replace (self->unfit, g_strdup (sku), g_strdup ("has an open price"));
  for (guint i = 0; i < json_array_get_length (groups); i++) {
    const char      *id = json_array_get_string_element (groups, i);
    g_autofree char *quoted = NULL;

    if (!g_hash_table_contains (self->nesting, id))
      continue;
    quoted = _trivet_menu_import_quote (id);
    g_hash_table_replace (self->unfit, g_strdup (sku),
                          g_strdup_printf ("has the group %s, whose options open groups; groups nest once only", quoted));
  }
}

/* Takes the slots of a dish into @body, whose "groups" are there; nothing when it is no combo. */
gboolean
_trivet_menu_import_combo (TrivetMenuImport *self,
                           JsonObject       *object,
                           JsonObject       *body,
                           GError          **error)
{
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (JsonArray) slots = NULL;
  JsonArray *groups = json_object_get_array_member (body, "groups");
  JsonArray *array;
  guint      n;

  if (!_trivet_menu_import_get_list (self, object, "combo", &array, error))
    return FALSE;
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n > MAX_SLOTS)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error, "“combo” holds %u slots; at most %d are allowed", n, MAX_SLOTS);
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  slots = json_array_new ();
  for (guint i = 0; n > 0 && i < json_array_get_length (groups); i++)
    g_hash_table_add (ids, g_strdup (json_array_get_string_element (groups, i)));
  for (guint i = 0; i < n; i++) {
    JsonNode   *node = json_array_get_element (array, i);
    JsonObject *slot = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "a slot is not an object; write it in { }");
    _trivet_menu_import_enter (self, json_node_get_object (node));
    slot = import_slot (self, ids, json_node_get_object (node), error);
    if (slot == NULL)
      return FALSE;
    json_array_add_object_element (slots, slot);
  }
  _trivet_menu_import_enter (self, object);
  if (n > 0)
    json_object_set_array_member (body, "combo", g_steal_pointer (&slots));
  note_unfit (self, body, trivet_json_get_bool_or (object, "open_price", FALSE));

  return TRUE;
}

static gboolean
check_slot (TrivetMenuImport *self,
            JsonObject       *slot,
            GError          **error)
{
  JsonArray *choices = json_object_get_array_member (slot, "choices");

  _trivet_menu_import_enter (self, slot);
  self->cell = "choices";
  for (guint i = 0; i < json_array_get_length (choices); i++) {
    const char      *sku = json_object_get_string_member (json_array_get_object_element (choices, i), "sku");
    const char      *why = g_hash_table_lookup (self->unfit, sku);
    g_autofree char *quoted = _trivet_menu_import_quote (sku);
    g_autofree char *id = _trivet_menu_import_quote (json_object_get_string_member (slot, "id"));

    if (!g_hash_table_contains (self->skus, sku))
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_REFERENCE, error,
                                         "the slot %s holds the dish %s, which is not in the menu; add it or take it out", id, quoted);
    if (why != NULL)
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "the slot %s holds the dish %s, which %s", id, quoted, why);
  }

  return TRUE;
}

/* Which dishes the slots in @root hold: when all dishes have been read. */
gboolean
_trivet_menu_import_check_combos (TrivetMenuImport *self,
                                  JsonObject       *root,
                                  GError          **error)
{
  JsonNode  *node = json_object_get_member (root, "items");
  JsonArray *items = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);
    JsonNode   *slots = json_object_get_member (item, "combo");

    if (slots == NULL || !JSON_NODE_HOLDS_ARRAY (slots))
      continue;
    _trivet_menu_import_set_where (self, "item", i, item, "sku");
    for (guint j = 0; j < json_array_get_length (json_node_get_array (slots)); j++) {
      if (!check_slot (self, json_array_get_object_element (json_node_get_array (slots), j), error))
        return FALSE;
    }
  }

  return TRUE;
}
