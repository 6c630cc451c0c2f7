/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-edit.h"

#include "trivet-menu-import-private.h"
#include "trivet-menu-private.h"

/*
 * What is wrong with one entry. It is put into a small file together with all that could contradict it,
 * and that is read as any import. An import stops at the first fault; here each is noted, mended with
 * something harmless in a copy, and the copy is read again, so that a person sees all of them at once.
 */

#define MAX_FAULTS 20

/**
 * trivet_menu_fault_free:
 * @self: (nullable): a fault
 */
void
trivet_menu_fault_free (TrivetMenuFault *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->message);
  g_free (self);
}

static const char *const list_members[] = { "options", "combo", "choices", "prices" };

/* Where @wanted is within @entry: "options/2/"; "" when it is @entry. */
static char *
find_path (JsonObject *entry,
           JsonObject *wanted)
{
  JsonNode *names = json_object_get_member (entry, "name");

  if (entry == wanted)
    return g_strdup ("");
  if (names != NULL && JSON_NODE_HOLDS_OBJECT (names) && json_node_get_object (names) == wanted)
    return g_strdup ("name/");

  for (guint i = 0; i < G_N_ELEMENTS (list_members); i++) {
    JsonNode  *node = json_object_get_member (entry, list_members[i]);
    JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

    for (guint j = 0; list != NULL && j < json_array_get_length (list); j++) {
      JsonNode        *element = json_array_get_element (list, j);
      g_autofree char *path = JSON_NODE_HOLDS_OBJECT (element) ? find_path (json_node_get_object (element), wanted) : NULL;

      if (path != NULL)
        return g_strdup_printf ("%s/%u/%s", list_members[i], j, path);
    }
  }

  return NULL;
}

static void
set_text (JsonObject *object,
          const char *member,
          const char *text)
{
  json_object_set_string_member (object, member, text);
}

static void
mend_options (JsonObject *object,
              const char *id)
{
  JsonArray  *options = json_array_new ();
  JsonObject *option = json_object_new ();

  set_text (option, "id", id);
  set_text (option, "name", id);
  json_array_add_object_element (options, option);
  json_object_set_array_member (object, "options", options);
}

/* In the place of what is wrong comes what never is. @serial makes codes that nobody has. */
static void
mend (TrivetMenu *menu,
      JsonObject *object,
      const char *member,
      guint       serial)
{
  g_autofree char *id = g_strdup_printf ("\x7fmended %u", serial);
  GPtrArray       *categories = trivet_menu_get_categories (menu);

  if (g_str_equal (member, "name") || g_str_equal (member, "en") || g_str_equal (member, "zh"))
    set_text (object, member, "x");
  else if (g_str_equal (member, "id") || g_str_equal (member, "sku"))
    set_text (object, member, id + 1);
  else if (g_str_equal (member, "price"))
    set_text (object, "price", "0");
  else if (g_str_equal (member, "category") && categories->len > 0)
    set_text (object, "category", ((TrivetMenuCategory *) g_ptr_array_index (categories, 0))->id);
  else if (g_str_equal (member, "options"))
    mend_options (object, id + 1);
  else
    json_object_remove_member (object, member);
  if (g_str_equal (member, "max"))
    json_object_remove_member (object, "min");
}

static void
add_dish (TrivetMenu *menu,
          JsonArray  *items,
          GHashTable *added,
          const char *sku)
{
  JsonObject *entry = g_hash_table_contains (added, sku) ? NULL : trivet_menu_describe (menu, TRIVET_MENU_PART_ITEM, sku);

  g_hash_table_add (added, g_strdup (sku));
  if (entry != NULL)
    json_array_add_object_element (items, entry);
}

static void
add_offered (TrivetMenu *menu,
             JsonArray  *items,
             GHashTable *added,
             JsonObject *combo)
{
  JsonNode  *node = json_object_get_member (combo, "combo");
  JsonArray *slots = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; slots != NULL && i < json_array_get_length (slots); i++) {
    JsonNode  *slot = json_array_get_element (slots, i);
    JsonNode  *list = JSON_NODE_HOLDS_OBJECT (slot) ? json_object_get_member (json_node_get_object (slot), "choices") : NULL;
    JsonArray *choices = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;

    for (guint j = 0; choices != NULL && j < json_array_get_length (choices); j++) {
      JsonNode   *choice = json_array_get_element (choices, j);
      const char *sku = JSON_NODE_HOLDS_OBJECT (choice) ? trivet_json_get_string_or (json_node_get_object (choice), "sku", "") : "";

      add_dish (menu, items, added, sku);
    }
  }
}

/* Combos, and what they offer, are what one dish or group can contradict in others. */
static JsonArray *
list_dishes (TrivetMenu    *menu,
             TrivetMenuPart part,
             const char    *id,
             JsonObject    *entry)
{
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray     *items = json_array_new ();
  GHashTableIter iter;
  gpointer       sku;
  gpointer       item;

  if (part == TRIVET_MENU_PART_ITEM) {
    const char *new_sku = trivet_json_get_string_or (entry, "sku", "");

    /* Another dish that has the code already is read as well, and they get into each other's way. */
    if (id == NULL && trivet_menu_lookup_item (menu, new_sku) != NULL)
      add_dish (menu, items, added, new_sku);
    g_hash_table_add (added, g_strdup (new_sku));
    json_array_add_object_element (items, json_object_ref (entry));
    add_offered (menu, items, added, entry);
  }
  if (part == TRIVET_MENU_PART_PERIOD || part == TRIVET_MENU_PART_CATEGORY)
    return items;

  g_hash_table_iter_init (&iter, _trivet_menu_peek_items (menu));
  while (g_hash_table_iter_next (&iter, &sku, &item)) {
    g_autoptr (JsonObject) combo = NULL;

    if (trivet_menu_item_get_combo (item)->len == 0)
      continue;
    combo = trivet_menu_describe (menu, TRIVET_MENU_PART_ITEM, sku);
    add_offered (menu, items, added, combo);
    add_dish (menu, items, added, sku);
  }

  return items;
}

/* All parts of a kind, with @entry in the place of @id or behind them. */
static JsonArray *
list_parts (TrivetMenu    *menu,
            TrivetMenuPart part,
            GHashTable    *table,
            const char    *id,
            JsonObject    *entry)
{
  JsonArray     *list = json_array_new ();
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (entry == NULL || g_strcmp0 (key, id) != 0)
      json_array_add_object_element (list, trivet_menu_describe (menu, part, key));
  }
  if (entry != NULL)
    json_array_add_object_element (list, json_object_ref (entry));

  return list;
}

static JsonObject *
make_file (TrivetMenu    *menu,
           TrivetMenuPart part,
           const char    *id,
           JsonObject    *entry)
{
  JsonObject *root = json_object_new ();

  set_text (root, "currency", trivet_currency_get_code (trivet_menu_get_currency (menu)));
  if (part == TRIVET_MENU_PART_CATEGORY)
    json_object_set_array_member (root, "categories",
                                  list_parts (menu, part, _trivet_menu_peek_categories (menu), id, entry));
  json_object_set_array_member (root, "modifier_groups",
                                list_parts (menu, TRIVET_MENU_PART_GROUP, _trivet_menu_peek_groups (menu), id,
                                            part == TRIVET_MENU_PART_GROUP ? entry : NULL));
  json_object_set_array_member (root, "items", list_dishes (menu, part, id, entry));
  if (part == TRIVET_MENU_PART_PERIOD)
    json_object_set_array_member (root, "periods",
                                  list_parts (menu, TRIVET_MENU_PART_PERIOD, _trivet_menu_peek_periods (menu), id, entry));

  return root;
}

/* Adds a fault, unless it is known; gives whether it can be mended. */
static gboolean
note_fault (GPtrArray    *faults,
            char         *path,
            const GError *error)
{
  TrivetMenuFault *fault;

  for (guint i = 0; i < faults->len; i++) {
    if (g_str_equal (((TrivetMenuFault *) g_ptr_array_index (faults, i))->path, path)) {
      g_free (path);
      return FALSE;
    }
  }
  fault = g_new0 (TrivetMenuFault, 1);
  fault->path = path;
  fault->code = (TrivetMenuError) error->code;
  fault->message = g_strdup (error->message);
  g_ptr_array_add (faults, fault);

  return *path != '\0' && faults->len < MAX_FAULTS;
}

static JsonObject *
copy_entry (JsonObject *entry)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) copy = NULL;

  json_node_set_object (node, entry);
  text = json_to_string (node, FALSE);
  copy = json_from_string (text, NULL);

  return json_node_dup_object (copy);
}

/* Reads @entry; gives (transfer full) the facts of the small file, or NULL and where and what is wrong. */
static GPtrArray *
read_entry (TrivetMenu            *menu,
            TrivetMenuPart         part,
            const char            *id,
            JsonObject            *entry,
            const TrivetFactStamp *stamp,
            TrivetMenuPlace       *ret_place,
            GError               **error)
{
  g_autoptr (JsonObject) root = make_file (menu, part, id, entry);

  return _trivet_menu_import_part (root, menu, stamp, ret_place, error);
}

/*
 * _trivet_menu_judge_entry:
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): what @entry and what was read with it
 *   would make of an empty menu
 */
GPtrArray *
_trivet_menu_judge_entry (TrivetMenu            *menu,
                          TrivetMenuPart         part,
                          const char            *id,
                          JsonObject            *entry,
                          const TrivetFactStamp *stamp,
                          GPtrArray            **ret_faults)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_menu_fault_free);
  g_autoptr (JsonObject) copy = copy_entry (entry);
  gboolean again = TRUE;

  while (again) {
    g_autoptr (GError) error = NULL;
    TrivetMenuPlace place = { NULL, NULL };
    g_autoptr (GPtrArray) facts = read_entry (menu, part, id, copy, stamp, &place, &error);
    char *prefix;

    if (facts != NULL && faults->len == 0)
      return g_steal_pointer (&facts);
    if (facts != NULL)
      break;
    prefix = place.entry != NULL && place.member != NULL ? find_path (copy, place.entry) : NULL;
    again = note_fault (faults, prefix != NULL ? g_strconcat (prefix, place.member, NULL) : g_strdup (""), error);
    if (again)
      mend (menu, place.entry, place.member, faults->len);
    g_free (prefix);
  }
  *ret_faults = g_steal_pointer (&faults);

  return NULL;
}
