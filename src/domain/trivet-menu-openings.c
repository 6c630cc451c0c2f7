/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu.h"
#include "trivet-order.h"

/*
 * Which groups of choices are open for a dish. What a choice opens opens nothing further, whatever
 * the menu says: facts of two registers may make a chain that no import would take. A menu that
 * changes meanwhile may have lost a group or a dish: it counts as not offered.
 */

static void
opening_free (gpointer data)
{
  TrivetMenuOpening *opening = data;

  g_free (opening->under);
  g_free (opening);
}

static gboolean
is_chosen (GPtrArray              *modifiers,
           const TrivetMenuGroup  *group,
           const TrivetMenuOption *option)
{
  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    if (modifier->under == NULL && g_str_equal (modifier->group_id, group->id) && g_str_equal (modifier->option_id, option->id))
      return TRUE;
  }

  return FALSE;
}

static void
open_group (GPtrArray             *openings,
            const char            *under,
            const TrivetMenuGroup *group)
{
  TrivetMenuOpening *opening = g_new0 (TrivetMenuOpening, 1);

  opening->under = g_strdup (under);
  opening->group = group;
  g_ptr_array_add (openings, opening);
}

/* Opens a group of the dish itself, and behind it what the choices in it open. */
static void
open_with_choices (TrivetMenu            *self,
                   GPtrArray             *openings,
                   const TrivetMenuGroup *group,
                   GPtrArray             *modifiers)
{
  open_group (openings, NULL, group);
  for (guint i = 0; i < group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (group->options, i);
    TrivetMenuItem         *dish = option->sku != NULL ? trivet_menu_lookup_item (self, option->sku) : NULL;
    GStrv                   ids = dish != NULL ? trivet_menu_item_get_group_ids (dish) : option->groups;
    g_autofree char        *place = NULL;

    if (*ids == NULL || !is_chosen (modifiers, group, option))
      continue;
    place = trivet_line_modifier_make_place (group->id, option->id);
    for (; *ids != NULL; ids++) {
      const TrivetMenuGroup *inner = trivet_menu_lookup_group (self, *ids);

      if (inner != NULL)
        open_group (openings, place, inner);
    }
  }
}

/**
 * trivet_menu_list_openings:
 * @self: a menu
 * @item: a dish of it
 * @modifiers: (element-type TrivetLineModifier) (nullable): what is chosen so far
 *
 * Returns: (transfer full) (element-type TrivetMenuOpening): the slots of a combo, then the dish's
 *   groups, each followed by those that the choices in it open; valid until the menu changes
 */
GPtrArray *
trivet_menu_list_openings (TrivetMenu     *self,
                           TrivetMenuItem *item,
                           GPtrArray      *modifiers)
{
  GPtrArray *openings;
  GPtrArray *slots;

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), NULL);

  openings = g_ptr_array_new_with_free_func (opening_free);
  slots = trivet_menu_item_get_combo (item);
  for (guint i = 0; i < slots->len; i++)
    open_with_choices (self, openings, g_ptr_array_index (slots, i), modifiers);
  for (GStrv ids = trivet_menu_item_get_group_ids (item); *ids != NULL; ids++) {
    const TrivetMenuGroup *group = trivet_menu_lookup_group (self, *ids);

    if (group != NULL)
      open_with_choices (self, openings, group, modifiers);
  }

  return openings;
}

/**
 * trivet_menu_opening_count:
 * @opening: an open group
 * @modifiers: (element-type TrivetLineModifier) (nullable): what is chosen
 *
 * Returns: how many of the group's options are chosen there
 */
int
trivet_menu_opening_count (const TrivetMenuOpening *opening,
                           GPtrArray               *modifiers)
{
  int n = 0;

  g_return_val_if_fail (opening != NULL, 0);

  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    n += g_strcmp0 (modifier->under, opening->under) == 0 && g_str_equal (modifier->group_id, opening->group->id);
  }

  return n;
}

/**
 * trivet_menu_find_unfulfilled:
 * @openings: (element-type TrivetMenuOpening): what is open
 * @modifiers: (element-type TrivetLineModifier) (nullable): what is chosen
 *
 * Returns: (transfer none) (nullable): the first group in which too few or too many are chosen
 */
const TrivetMenuOpening *
trivet_menu_find_unfulfilled (GPtrArray *openings,
                              GPtrArray *modifiers)
{
  g_return_val_if_fail (openings != NULL, NULL);

  for (guint i = 0; i < openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (openings, i);
    int                      n = trivet_menu_opening_count (opening, modifiers);

    if (n < opening->group->min || n > opening->group->max)
      return opening;
  }

  return NULL;
}

/**
 * trivet_menu_get_option_name:
 * @self: a menu
 * @option: an option of one of its groups or slots
 * @language: which name
 *
 * Returns: (transfer none): what the option is called; a dish that has left the menu, by its code
 */
const char *
trivet_menu_get_option_name (TrivetMenu             *self,
                             const TrivetMenuOption *option,
                             TrivetLanguage          language)
{
  TrivetMenuItem *dish;

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (option != NULL, NULL);

  dish = option->sku != NULL ? trivet_menu_lookup_item (self, option->sku) : NULL;
  if (dish != NULL)
    return trivet_menu_item_get_name (dish, language);

  return language == TRIVET_LANGUAGE_ZH ? option->name_zh : option->name;
}
