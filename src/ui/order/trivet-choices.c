/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-choices.h"

/*
 * TrivetChoices: a set of options. A menu that changes meanwhile may have lost a group: such a
 * group counts as not offered.
 */

struct _TrivetChoices {
  TrivetMenu     *menu;
  TrivetMenuItem *item;
  GHashTable     *chosen; /* "group/option", a set */
};

/**
 * trivet_choices_new:
 * @menu: the menu
 * @item: a dish
 *
 * Returns: (transfer full): choices of which none is made
 */
TrivetChoices *
trivet_choices_new (TrivetMenu     *menu,
                    TrivetMenuItem *item)
{
  TrivetChoices *self = g_new0 (TrivetChoices, 1);

  self->menu = g_object_ref (menu);
  self->item = g_object_ref (item);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
trivet_choices_free (TrivetChoices *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->menu);
  g_object_unref (self->item);
  g_hash_table_unref (self->chosen);
  g_free (self);
}

static char *
choice_key (const char *group_id,
            const char *option_id)
{
  return g_strdup_printf ("%s/%s", group_id, option_id);
}

guint
trivet_choices_count_groups (TrivetChoices *self)
{
  return g_strv_length (trivet_menu_item_get_group_ids (self->item));
}

/**
 * trivet_choices_get_group:
 * @self: choices
 * @position: below trivet_choices_count_groups()
 *
 * Returns: (transfer none) (nullable): the group
 */
const TrivetMenuGroup *
trivet_choices_get_group (TrivetChoices *self,
                          guint          position)
{
  GStrv ids = trivet_menu_item_get_group_ids (self->item);

  return trivet_menu_lookup_group (self->menu, ids[position]);
}

gboolean
trivet_choices_has (TrivetChoices *self,
                    const char    *group_id,
                    const char    *option_id)
{
  g_autofree char *key = choice_key (group_id, option_id);

  return g_hash_table_contains (self->chosen, key);
}

/**
 * trivet_choices_count:
 * @self: choices
 * @group: a group
 *
 * Returns: how many of its options are chosen
 */
int
trivet_choices_count (TrivetChoices         *self,
                      const TrivetMenuGroup *group)
{
  int n = 0;

  for (guint i = 0; i < group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (group->options, i);

    n += trivet_choices_has (self, group->id, option->id);
  }

  return n;
}

/**
 * trivet_choices_find_incomplete:
 * @self: choices
 *
 * Returns: (transfer none) (nullable): the first group in which a required choice is missing
 */
const TrivetMenuGroup *
trivet_choices_find_incomplete (TrivetChoices *self)
{
  for (guint i = 0; i < trivet_choices_count_groups (self); i++) {
    const TrivetMenuGroup *group = trivet_choices_get_group (self, i);

    if (group != NULL && trivet_choices_count (self, group) < group->min)
      return group;
  }

  return NULL;
}

static void
remove_all_of (TrivetChoices         *self,
               const TrivetMenuGroup *group)
{
  for (guint i = 0; i < group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (group->options, i);
    g_autofree char        *key = choice_key (group->id, option->id);

    g_hash_table_remove (self->chosen, key);
  }
}

/**
 * trivet_choices_toggle:
 * @self: choices
 * @group: a group
 * @option_id: one of its options
 *
 * Does what a tap on the option means.
 */
void
trivet_choices_toggle (TrivetChoices         *self,
                       const TrivetMenuGroup *group,
                       const char            *option_id)
{
  g_autofree char *key = choice_key (group->id, option_id);

  if (g_hash_table_contains (self->chosen, key)) {
    /* A required single choice is changed by choosing another, never taken away. */
    if (trivet_choices_count (self, group) > group->min)
      g_hash_table_remove (self->chosen, key);
    return;
  }
  /* A single choice moves; of several, the guest says which one goes. */
  if (group->max > 1 && trivet_choices_count (self, group) >= group->max)
    return;
  if (group->max == 1)
    remove_all_of (self, group);
  g_hash_table_add (self->chosen, g_steal_pointer (&key));
}

/**
 * trivet_choices_preselect:
 * @self: choices
 *
 * Chooses what the menu says is usual.
 */
void
trivet_choices_preselect (TrivetChoices *self)
{
  for (guint i = 0; i < trivet_choices_count_groups (self); i++) {
    const TrivetMenuGroup *group = trivet_choices_get_group (self, i);

    for (guint j = 0; group != NULL && j < group->options->len; j++) {
      const TrivetMenuOption *option = g_ptr_array_index (group->options, j);

      if (option->preselected && trivet_choices_count (self, group) < group->max)
        g_hash_table_add (self->chosen, choice_key (group->id, option->id));
    }
  }
}

/**
 * trivet_choices_take:
 * @self: choices of which none is made
 * @modifiers: (element-type TrivetLineModifier): of a line
 *
 * Chooses what the line has.
 */
void
trivet_choices_take (TrivetChoices *self,
                     GPtrArray     *modifiers)
{
  for (guint i = 0; i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    g_hash_table_add (self->chosen, choice_key (modifier->group_id, modifier->option_id));
  }
}

/**
 * trivet_choices_collect:
 * @self: choices
 * @reg: the register
 *
 * Returns: (transfer full) (element-type TrivetLineModifier): for a line, in the menu's order
 */
GPtrArray *
trivet_choices_collect (TrivetChoices  *self,
                        TrivetRegister *reg)
{
  GPtrArray *modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);

  for (guint i = 0; i < trivet_choices_count_groups (self); i++) {
    const TrivetMenuGroup *group = trivet_choices_get_group (self, i);

    for (guint j = 0; group != NULL && j < group->options->len; j++) {
      const TrivetMenuOption *option = g_ptr_array_index (group->options, j);

      if (trivet_choices_has (self, group->id, option->id))
        g_ptr_array_add (modifiers, trivet_register_make_modifier (reg, group, option));
    }
  }

  return modifiers;
}
