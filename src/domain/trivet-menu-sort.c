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

static gint64
get_category_place (TrivetMenu *self,
                    const char *category_id)
{
  const TrivetMenuCategory *category = trivet_menu_lookup_category (self, category_id);

  return category != NULL ? category->place : G_MAXINT64;
}

/* Most neighbours are of one category, which need not be looked up. */
static int
compare_category_ids (TrivetMenu *self,
                      const char *a,
                      const char *b)
{
  gint64 x;
  gint64 y;

  if (g_str_equal (a, b))
    return 0;
  x = get_category_place (self, a);
  y = get_category_place (self, b);

  return x != y ? (x < y ? -1 : 1) : 0;
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  TrivetMenuItem *x = *(TrivetMenuItem *const *) a;
  TrivetMenuItem *y = *(TrivetMenuItem *const *) b;
  int             by_category = compare_category_ids (user_data, _trivet_menu_item_peek_category_id (x), _trivet_menu_item_peek_category_id (y));

  return by_category != 0 ? by_category : _trivet_menu_item_compare (x, y);
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
  fill (list, _trivet_menu_peek_items (self));
  g_ptr_array_sort_with_data (list, compare_items, self);
}
