/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-edit.h"

#include "trivet-menu-private.h"

#include <string.h>

/* Who needs a part of the menu. */

static gboolean
uses_group (TrivetMenuItem *item,
            const char     *id)
{
  return g_strv_contains ((const char *const *) trivet_menu_item_get_group_ids (item), id);
}

static gboolean
opens_group (const TrivetMenuGroup *group,
             const char            *id)
{
  for (guint i = 0; i < group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (group->options, i);

    if (g_strv_contains ((const char *const *) option->groups, id))
      return TRUE;
  }

  return FALSE;
}

static gboolean
offers_dish (TrivetMenuItem *item,
             const char     *sku)
{
  GPtrArray *slots = trivet_menu_item_get_combo (item);

  for (guint i = 0; i < slots->len; i++) {
    const TrivetMenuGroup *slot = g_ptr_array_index (slots, i);

    if (trivet_menu_group_lookup (slot, sku) != NULL)
      return TRUE;
  }

  return FALSE;
}

static gboolean
uses_part (TrivetMenuItem *item,
           TrivetMenuPart  part,
           const char     *id)
{
  switch (part) {
  case TRIVET_MENU_PART_CATEGORY:
    return g_str_equal (trivet_menu_item_get_category_id (item), id);
  case TRIVET_MENU_PART_GROUP:
    return uses_group (item, id);
  case TRIVET_MENU_PART_ITEM:
    return offers_dish (item, id);
  case TRIVET_MENU_PART_PERIOD:
    break;
  }

  return FALSE;
}

/**
 * trivet_menu_count_openers:
 * @self: a menu
 * @group_id: of choices
 *
 * Returns: how many other groups have an option that asks for it
 */
guint
trivet_menu_count_openers (TrivetMenu *self,
                           const char *group_id)
{
  GHashTableIter iter;
  gpointer       group;
  guint          n = 0;

  g_return_val_if_fail (TRIVET_IS_MENU (self), 0);
  g_return_val_if_fail (group_id != NULL, 0);

  g_hash_table_iter_init (&iter, _trivet_menu_peek_groups (self));
  while (g_hash_table_iter_next (&iter, NULL, &group))
    n += opens_group (group, group_id);

  return n;
}

/**
 * trivet_menu_count_users:
 * @self: a menu
 * @part: a kind of part
 * @id: which
 *
 * Returns: how many dishes are in the category, have the group or offer the dish in a combo, and how many
 *   groups open the group; as long as there are some, it cannot be removed
 */
guint
trivet_menu_count_users (TrivetMenu    *self,
                         TrivetMenuPart part,
                         const char    *id)
{
  GHashTableIter iter;
  gpointer       value;
  guint          n = 0;

  g_return_val_if_fail (TRIVET_IS_MENU (self), 0);
  g_return_val_if_fail (id != NULL, 0);

  g_hash_table_iter_init (&iter, _trivet_menu_peek_items (self));
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += uses_part (value, part, id);

  return part == TRIVET_MENU_PART_GROUP ? n + trivet_menu_count_openers (self, id) : n;
}

/**
 * trivet_menu_count_dishes:
 * @self: a menu
 *
 * Returns: (transfer full) (element-type utf8 guint): category id → how many dishes it has, as
 *   GUINT_TO_POINTER(); the ids are the menu's own, until the next change
 */
GHashTable *
trivet_menu_count_dishes (TrivetMenu *self)
{
  GHashTable    *counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       item;

  g_return_val_if_fail (TRIVET_IS_MENU (self), counts);

  g_hash_table_iter_init (&iter, _trivet_menu_peek_items (self));
  while (g_hash_table_iter_next (&iter, NULL, &item)) {
    const char *category_id = trivet_menu_item_get_category_id (item);

    g_hash_table_insert (counts, (gpointer) category_id, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, category_id)) + 1));
  }

  return counts;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * trivet_menu_list_group_ids:
 * @self: a menu
 *
 * Returns: (transfer full) (element-type utf8): the ids of all groups of choices, sorted
 */
GPtrArray *
trivet_menu_list_group_ids (TrivetMenu *self)
{
  GPtrArray     *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       id;

  g_return_val_if_fail (TRIVET_IS_MENU (self), ids);

  g_hash_table_iter_init (&iter, _trivet_menu_peek_groups (self));
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_sort (ids, compare_texts);

  return ids;
}

/**
 * trivet_menu_group_opens_others:
 * @self: a group
 *
 * Returns: whether some option opens groups; then no option may open it
 */
gboolean
trivet_menu_group_opens_others (const TrivetMenuGroup *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->options->len; i++) {
    if (*((const TrivetMenuOption *) g_ptr_array_index (self->options, i))->groups != NULL)
      return TRUE;
  }

  return FALSE;
}
