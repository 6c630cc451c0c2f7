/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-private.h"

/*
 * TrivetMenu: the fold of the menu's facts.
 *
 * The list of dishes is sorted when somebody asks for it after a change, not at every fact: an
 * import is one change of the list, whatever its size.
 */

struct _TrivetMenu {
  GObject parent_instance;

  TrivetCurrency currency;
  GHashTable    *items;      /* its own sku → TrivetMenuItem */
  GHashTable    *categories; /* id → TrivetMenuCategory */
  GHashTable    *groups;     /* id → TrivetMenuGroup */
  GHashTable    *periods;    /* id → TrivetMenuPeriod */
  GHashTable    *texts;      /* "type id" → body of the fact that made a category, a group or a period */
  GListStore    *item_list;
  GPtrArray     *category_list; /* borrowed, sorted */
  GPtrArray     *period_list;   /* likewise */
  gboolean       dirty;
};

G_DEFINE_QUARK (trivet - menu - error - quark, trivet_menu_error)

G_DEFINE_FINAL_TYPE (TrivetMenu, trivet_menu, G_TYPE_OBJECT)

static void
category_free (gpointer data)
{
  TrivetMenuCategory *category = data;

  g_free (category->id);
  g_free (category->name);
  g_free (category->name_zh);
  g_free (category->color);
  g_free (category);
}

static void
trivet_menu_finalize (GObject *object)
{
  TrivetMenu *self = TRIVET_MENU (object);

  g_hash_table_unref (self->items);
  g_hash_table_unref (self->categories);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->periods);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->category_list);
  g_ptr_array_unref (self->period_list);
  g_object_unref (self->item_list);

  G_OBJECT_CLASS (trivet_menu_parent_class)->finalize (object);
}

static void
trivet_menu_class_init (TrivetMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_menu_finalize;
}

static void
trivet_menu_init (TrivetMenu *self)
{
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, category_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) _trivet_menu_group_free);
  self->periods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_menu_period_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->category_list = g_ptr_array_new ();
  self->period_list = g_ptr_array_new ();
  self->item_list = g_list_store_new (TRIVET_TYPE_MENU_ITEM);
}

/**
 * trivet_menu_new:
 * @currency: of all its prices
 *
 * Returns: (transfer full): an empty menu
 */
TrivetMenu *
trivet_menu_new (TrivetCurrency currency)
{
  TrivetMenu *self = g_object_new (TRIVET_TYPE_MENU, NULL);

  self->currency = currency;

  return self;
}

/**
 * trivet_menu_set_currency:
 * @self: a menu
 * @currency: of all its prices
 *
 * For a menu that was folded before the shop was known.
 */
void
trivet_menu_set_currency (TrivetMenu    *self,
                          TrivetCurrency currency)
{
  g_return_if_fail (TRIVET_IS_MENU (self));

  self->currency = currency;
}

/**
 * trivet_menu_get_currency:
 * @self: a menu
 *
 * Returns: the currency of its prices
 */
TrivetCurrency
trivet_menu_get_currency (TrivetMenu *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), TRIVET_CURRENCY_INVALID);

  return self->currency;
}

static gboolean
set_category (TrivetMenu *self,
              JsonObject *body,
              GError    **error)
{
  const char         *id = trivet_json_get_string (body, "id", error);
  const char         *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  TrivetMenuCategory *category;

  if (name == NULL)
    return FALSE;

  category = g_new0 (TrivetMenuCategory, 1);
  category->id = g_strdup (id);
  category->name = g_strdup (name);
  category->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  category->color = g_strdup (trivet_json_get_string_or (body, "color", "#5e5c64"));
  category->place = _trivet_menu_place_read (body);
  g_hash_table_replace (self->categories, g_strdup (id), category);

  return TRUE;
}

static gboolean
set_group (TrivetMenu *self,
           JsonObject *body,
           GError    **error)
{
  TrivetMenuGroup *group = _trivet_menu_group_new (body, error);

  if (group == NULL)
    return FALSE;
  g_hash_table_replace (self->groups, g_strdup (group->id), group);

  return TRUE;
}

static gboolean
set_period (TrivetMenu *self,
            JsonObject *body,
            GError    **error)
{
  TrivetMenuPeriod *period = trivet_menu_period_read (body, error);

  if (period == NULL)
    return FALSE;
  g_hash_table_replace (self->periods, g_strdup (period->id), period);

  return TRUE;
}

static gboolean
set_item (TrivetMenu *self,
          TrivetFact *fact,
          GError    **error)
{
  TrivetMenuItem *item = _trivet_menu_item_new_from_fact (fact, error);
  TrivetMenuItem *old;
  const char     *sku;

  if (item == NULL)
    return FALSE;

  /* What is left in the kitchen does not change with the menu. */
  sku = trivet_menu_item_get_sku (item);
  old = g_hash_table_lookup (self->items, sku);
  if (old != NULL) {
    gboolean available;

    g_object_get (old, "available", &available, NULL);
    _trivet_menu_item_set_availability (item, available, trivet_menu_item_get_left (old));
  }
  g_hash_table_replace (self->items, (gpointer) sku, item);

  return TRUE;
}

static gboolean
set_availability (TrivetMenu *self,
                  JsonObject *body,
                  GError    **error)
{
  const char     *sku = trivet_json_get_string (body, "id", error);
  TrivetMenuItem *item;

  if (sku == NULL)
    return FALSE;

  /* The dish may have left the menu meanwhile. */
  item = g_hash_table_lookup (self->items, sku);
  if (item != NULL)
    _trivet_menu_item_set_availability (item, trivet_json_get_bool_or (body, "available", TRUE),
                                        (int) CLAMP (trivet_json_get_int_or (body, "left", -1), -1, G_MAXINT));

  return TRUE;
}

static gboolean
remove_from (GHashTable *table,
             JsonObject *body,
             GError    **error)
{
  const char *id = trivet_json_get_string (body, "id", error);

  if (id == NULL)
    return FALSE;
  g_hash_table_remove (table, id);

  return TRUE;
}

static char *
text_key (TrivetFactType type,
          const char    *id)
{
  return g_strdup_printf ("%d %s", (int) type, id);
}

/* Kept for the import, which compares; an entry that was removed compares equal to nothing. */
static void
remember_text (TrivetMenu    *self,
               TrivetFactType type,
               TrivetFact    *fact)
{
  const char *id = trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");

  if (type == TRIVET_FACT_MENU_CATEGORY_REMOVED || type == TRIVET_FACT_MENU_GROUP_REMOVED ||
      type == TRIVET_FACT_MENU_PERIOD_REMOVED) {
    /* Each "removed" follows its "set" in the enumeration. */
    g_autofree char *key = text_key (type - 1, id);

    g_hash_table_remove (self->texts, key);
    return;
  }

  g_hash_table_replace (self->texts, text_key (type, id), g_strdup (trivet_fact_get_body_text (fact)));
}

const char *
_trivet_menu_lookup_text (TrivetMenu    *self,
                          TrivetFactType type,
                          const char    *id)
{
  g_autofree char *key = NULL;
  TrivetMenuItem  *item;

  if (type == TRIVET_FACT_MENU_ITEM_SET) {
    item = g_hash_table_lookup (self->items, id);
    return item != NULL ? _trivet_menu_item_get_text (item) : NULL;
  }
  key = text_key (type, id);

  return g_hash_table_lookup (self->texts, key);
}

GHashTable *
_trivet_menu_peek_items (TrivetMenu *self)
{
  return self->items;
}

GHashTable *
_trivet_menu_peek_categories (TrivetMenu *self)
{
  return self->categories;
}

GHashTable *
_trivet_menu_peek_groups (TrivetMenu *self)
{
  return self->groups;
}

GHashTable *
_trivet_menu_peek_periods (TrivetMenu *self)
{
  return self->periods;
}

static gboolean
apply_entry (TrivetMenu    *self,
             TrivetFactType type,
             JsonObject    *body,
             GError       **error)
{
  if (type == TRIVET_FACT_MENU_CATEGORY_SET)
    return set_category (self, body, error);
  if (type == TRIVET_FACT_MENU_CATEGORY_REMOVED)
    return remove_from (self->categories, body, error);
  if (type == TRIVET_FACT_MENU_GROUP_SET)
    return set_group (self, body, error);
  if (type == TRIVET_FACT_MENU_GROUP_REMOVED)
    return remove_from (self->groups, body, error);
  if (type == TRIVET_FACT_MENU_PERIOD_SET)
    return set_period (self, body, error);
  if (type == TRIVET_FACT_MENU_PERIOD_REMOVED)
    return remove_from (self->periods, body, error);

  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "The fact is not about the menu");

  return FALSE;
}

/**
 * trivet_menu_apply:
 * @self: a menu
 * @fact: a fact about the menu
 * @error: return location for a #TrivetFactError
 *
 * Folds one fact in. Lists are sorted anew when they are asked for.
 *
 * Returns: %FALSE when the fact cannot be believed; the menu is as before then
 */
gboolean
trivet_menu_apply (TrivetMenu *self,
                   TrivetFact *fact,
                   GError    **error)
{
  TrivetFactType type;
  gboolean       applied;

  g_return_val_if_fail (TRIVET_IS_MENU (self), FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  type = trivet_fact_get_fact_type (fact);
  if (type == TRIVET_FACT_ITEM_AVAILABILITY_SET)
    return set_availability (self, trivet_fact_get_body (fact), error);

  if (type == TRIVET_FACT_MENU_ITEM_SET)
    applied = set_item (self, fact, error);
  else if (type == TRIVET_FACT_MENU_ITEM_REMOVED)
    applied = remove_from (self->items, trivet_fact_get_body (fact), error);
  else
    applied = apply_entry (self, type, trivet_fact_get_body (fact), error);
  if (!applied)
    return FALSE;

  self->dirty = TRUE;
  if (type != TRIVET_FACT_MENU_ITEM_SET && type != TRIVET_FACT_MENU_ITEM_REMOVED)
    remember_text (self, type, fact);

  return TRUE;
}

static void
sort_lists (TrivetMenu *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!self->dirty)
    return;

  self->dirty = FALSE;
  _trivet_menu_sort_categories (self->categories, self->category_list);
  _trivet_menu_sort_periods (self->periods, self->period_list);
  items = g_ptr_array_sized_new (g_hash_table_size (self->items));
  _trivet_menu_sort_items (self, items);
  g_list_store_splice (self->item_list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->item_list)),
                       items->pdata, items->len);
}

/**
 * trivet_menu_fold:
 * @facts: (element-type TrivetFact): facts about the menu, in their order
 * @error: return location for a #TrivetFactError
 *
 * Makes a menu and sorts it. It has no currency yet. On any thread.
 *
 * Returns: (transfer full) (nullable): the menu
 */
TrivetMenu *
trivet_menu_fold (GPtrArray *facts,
                  GError   **error)
{
  g_autoptr (TrivetMenu) self = NULL;

  g_return_val_if_fail (facts != NULL, NULL);

  self = trivet_menu_new (TRIVET_CURRENCY_INVALID);

  for (guint i = 0; i < facts->len; i++) {
    if (!trivet_menu_apply (self, g_ptr_array_index (facts, i), error))
      return NULL;
  }
  sort_lists (self);

  return g_steal_pointer (&self);
}

/**
 * trivet_menu_get_items:
 * @self: a menu
 *
 * Returns: (transfer none): all dishes (#TrivetMenuItem), by category and position. Ask again
 *   after a change: that is when the list is sorted.
 */
GListModel *
trivet_menu_get_items (TrivetMenu *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);

  sort_lists (self);

  return G_LIST_MODEL (self->item_list);
}

/**
 * trivet_menu_get_categories:
 * @self: a menu
 *
 * Returns: (transfer none) (element-type TrivetMenuCategory): the categories in their order,
 *   until the next change
 */
GPtrArray *
trivet_menu_get_categories (TrivetMenu *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);

  sort_lists (self);

  return self->category_list;
}

/**
 * trivet_menu_get_periods:
 * @self: a menu
 *
 * Returns: (transfer none) (element-type TrivetMenuPeriod): the menus of certain hours in their order,
 *   until the next change
 */
GPtrArray *
trivet_menu_get_periods (TrivetMenu *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);

  sort_lists (self);

  return self->period_list;
}

/**
 * trivet_menu_lookup_category:
 * @self: a menu
 * @id: a category's id
 *
 * Returns: (transfer none) (nullable): the category, until the next change
 */
const TrivetMenuCategory *
trivet_menu_lookup_category (TrivetMenu *self,
                             const char *id)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->categories, id);
}

/**
 * trivet_menu_lookup_item:
 * @self: a menu
 * @sku: a dish's code
 *
 * Returns: (transfer none) (nullable): the dish
 */
TrivetMenuItem *
trivet_menu_lookup_item (TrivetMenu *self,
                         const char *sku)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (sku != NULL, NULL);

  return g_hash_table_lookup (self->items, sku);
}

/**
 * trivet_menu_lookup_group:
 * @self: a menu
 * @id: a group's id
 *
 * Returns: (transfer none) (nullable): the group of choices, until the next change
 */
const TrivetMenuGroup *
trivet_menu_lookup_group (TrivetMenu *self,
                          const char *id)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->groups, id);
}
