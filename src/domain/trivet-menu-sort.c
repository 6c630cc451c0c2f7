/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-private.h"

/* The order in which parts of a menu are shown. */

static int
compare_places (gint64      x_place,
                const char *x_id,
                gint64      y_place,
                const char *y_id)
{
  if (x_place != y_place)
    return x_place < y_place ? -1 : 1;

  return g_strcmp0 (x_id, y_id);
}

static int
compare_categories (gconstpointer a,
                    gconstpointer b)
{
  const TrivetMenuCategory *x = *(TrivetMenuCategory *const *) a;
  const TrivetMenuCategory *y = *(TrivetMenuCategory *const *) b;

  return compare_places (x->place, x->id, y->place, y->id);
}

static int
compare_periods (gconstpointer a,
                 gconstpointer b)
{
  const TrivetMenuPeriod *x = *(TrivetMenuPeriod *const *) a;
  const TrivetMenuPeriod *y = *(TrivetMenuPeriod *const *) b;

  return compare_places (x->place, x->id, y->place, y->id);
}

/* What a dish is sorted by. Sorting asks ten times for each dish: what is asked lies side by side, not
 * scattered among 5,000 of them. */
typedef struct {
  gint64          category_place;
  gint64          place;
  TrivetMenuItem *item;
} ItemKey;

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const ItemKey *x = a;
  const ItemKey *y = b;

  if (x->category_place != y->category_place)
    return x->category_place < y->category_place ? -1 : 1;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;

  return g_strcmp0 (trivet_menu_item_get_sku (x->item), trivet_menu_item_get_sku (y->item));
}

static ItemKey
make_key (TrivetMenu     *self,
          TrivetMenuItem *item)
{
  const TrivetMenuCategory *category = trivet_menu_lookup_category (self, _trivet_menu_item_peek_category_id (item));

  return (ItemKey){ category != NULL ? category->place : G_MAXINT64, _trivet_menu_item_get_place (item), item };
}

static void
fill (GPtrArray  *list,
      GHashTable *table)
{
  GHashTableIter iter;
  gpointer       value;

  g_ptr_array_set_size (list, 0);
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (list, value);
}

/* @list: (element-type TrivetMenuCategory): becomes what is in @categories, in order */
void
_trivet_menu_sort_categories (GHashTable *categories,
                              GPtrArray  *list)
{
  fill (list, categories);
  g_ptr_array_sort (list, compare_categories);
}

/* @list: (element-type TrivetMenuPeriod): becomes what is in @periods, in order */
void
_trivet_menu_sort_periods (GHashTable *periods,
                           GPtrArray  *list)
{
  fill (list, periods);
  g_ptr_array_sort (list, compare_periods);
}

/* @list: (element-type TrivetMenuItem): becomes the dishes of @self, in order */
void
_trivet_menu_sort_items (TrivetMenu *self,
                         GPtrArray  *list)
{
  GHashTable *items = _trivet_menu_peek_items (self);
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (ItemKey), g_hash_table_size (items));
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &item)) {
    ItemKey key = make_key (self, item);

    g_array_append_val (keys, key);
  }
  g_array_sort (keys, compare_items);

  g_ptr_array_set_size (list, 0);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (list, g_array_index (keys, ItemKey, i).item);
}
