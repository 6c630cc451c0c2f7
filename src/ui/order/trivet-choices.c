/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-choices.h"

#include "trivet-ui.h"

/*
 * TrivetChoices: a set of options. A menu that changes meanwhile may have lost a group: such a
 * group counts as not offered.
 */

struct _TrivetChoices {
  TrivetRegister *reg;
  TrivetMenuItem *item;
  GPtrArray      *chosen;   /* TrivetLineModifier; only their places count */
  GPtrArray      *openings; /* TrivetMenuOpening, as @chosen has them */
};

static void
reopen (TrivetChoices *self)
{
  g_clear_pointer (&self->openings, g_ptr_array_unref);
  self->openings = trivet_menu_list_openings (trivet_register_get_menu (self->reg), self->item, self->chosen);
}

/**
 * trivet_choices_new:
 * @reg: the register
 * @item: a dish
 *
 * Returns: (transfer full): choices of which none is made
 */
TrivetChoices *
trivet_choices_new (TrivetRegister *reg,
                    TrivetMenuItem *item)
{
  TrivetChoices *self = g_new0 (TrivetChoices, 1);

  self->reg = g_object_ref (reg);
  self->item = g_object_ref (item);
  self->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  reopen (self);

  return self;
}

void
trivet_choices_free (TrivetChoices *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->reg);
  g_object_unref (self->item);
  g_ptr_array_unref (self->chosen);
  g_ptr_array_unref (self->openings);
  g_free (self);
}

/**
 * trivet_choices_get_openings:
 * @self: choices
 *
 * Returns: (transfer none) (element-type TrivetMenuOpening): what is offered now, until the next choice
 */
GPtrArray *
trivet_choices_get_openings (TrivetChoices *self)
{
  reopen (self);

  return self->openings;
}

static gboolean
is_in (const TrivetLineModifier *modifier,
       const char               *under,
       const char               *group_id)
{
  return g_strcmp0 (modifier->under, under) == 0 && g_str_equal (modifier->group_id, group_id);
}

gboolean
trivet_choices_has (TrivetChoices           *self,
                    const TrivetMenuOpening *opening,
                    const char              *option_id)
{
  for (guint i = 0; i < self->chosen->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (self->chosen, i);

    if (is_in (modifier, opening->under, opening->group->id) && g_str_equal (modifier->option_id, option_id))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_choices_count:
 * @self: choices
 * @opening: an open group
 *
 * Returns: how many of its options are chosen
 */
int
trivet_choices_count (TrivetChoices           *self,
                      const TrivetMenuOpening *opening)
{
  return trivet_menu_opening_count (opening, self->chosen);
}

/**
 * trivet_choices_is_offered:
 * @self: choices
 * @option: an option
 *
 * Returns: %FALSE when it is a dish that is sold out or has left the menu
 */
gboolean
trivet_choices_is_offered (TrivetChoices          *self,
                           const TrivetMenuOption *option)
{
  TrivetMenuItem *dish;

  if (option->sku == NULL)
    return TRUE;
  dish = trivet_menu_lookup_item (trivet_register_get_menu (self->reg), option->sku);

  return dish != NULL && trivet_menu_item_get_available (dish);
}

/**
 * trivet_choices_get_opener_name:
 * @self: choices
 * @opening: a group that a choice has opened
 *
 * Returns: (transfer none) (nullable): what that choice is called
 */
const char *
trivet_choices_get_opener_name (TrivetChoices           *self,
                                const TrivetMenuOpening *opening)
{
  TrivetMenu    *menu = trivet_register_get_menu (self->reg);
  TrivetLanguage language = trivet_ui_is_chinese () ? TRIVET_LANGUAGE_ZH : TRIVET_LANGUAGE_EN;

  for (guint i = 0; i < self->openings->len; i++) {
    const TrivetMenuOpening *outer = g_ptr_array_index (self->openings, i);

    for (guint j = 0; outer->under == NULL && j < outer->group->options->len; j++) {
      const TrivetMenuOption *option = g_ptr_array_index (outer->group->options, j);
      g_autofree char        *place = trivet_line_modifier_make_place (outer->group->id, option->id);

      if (g_strcmp0 (opening->under, place) == 0)
        return trivet_menu_get_option_name (menu, option, language);
    }
  }

  return NULL;
}

/**
 * trivet_choices_find_incomplete:
 * @self: choices
 *
 * Returns: (transfer none) (nullable): the first open group in which a required choice is missing
 */
const TrivetMenuOpening *
trivet_choices_find_incomplete (TrivetChoices *self)
{
  reopen (self);
  for (guint i = 0; i < self->openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (self->openings, i);

    if (trivet_choices_count (self, opening) < opening->group->min)
      return opening;
  }

  return NULL;
}

static const TrivetMenuOpening *
find_opening (TrivetChoices *self,
              const char    *under,
              const char    *group_id)
{
  for (guint i = 0; i < self->openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (self->openings, i);

    if (g_strcmp0 (opening->under, under) == 0 && g_str_equal (opening->group->id, group_id))
      return opening;
  }

  return NULL;
}

/* @option_id: %NULL: all of the group. What was opened by what goes, goes. */
static void
drop (TrivetChoices *self,
      const char    *under,
      const char    *group_id,
      const char    *option_id)
{
  for (guint i = self->chosen->len; i > 0; i--) {
    const TrivetLineModifier *modifier = g_ptr_array_index (self->chosen, i - 1);
    g_autofree char          *place = NULL;

    if (!is_in (modifier, under, group_id) || (option_id != NULL && !g_str_equal (modifier->option_id, option_id)))
      continue;
    place = under == NULL ? trivet_line_modifier_make_place (group_id, modifier->option_id) : NULL;
    g_ptr_array_remove_index (self->chosen, i - 1);
    for (guint j = self->chosen->len; place != NULL && j > 0; j--) {
      if (g_strcmp0 (((const TrivetLineModifier *) g_ptr_array_index (self->chosen, j - 1))->under, place) == 0)
        g_ptr_array_remove_index (self->chosen, j - 1);
    }
    i = MIN (i, self->chosen->len + 1);
  }
}

static void
add (TrivetChoices *self,
     const char    *under,
     const char    *group_id,
     const char    *option_id)
{
  TrivetLineModifier *modifier = trivet_line_modifier_new (group_id, option_id, "", "", 0);

  modifier->under = g_strdup (under);
  g_ptr_array_add (self->chosen, modifier);
}

/* What the menu says is usual, and that of which there is nothing to choose. */
static gboolean
is_usual (TrivetChoices          *self,
          const TrivetMenuGroup  *group,
          const TrivetMenuOption *option)
{
  return (option->preselected || (int) group->options->len == group->min) && trivet_choices_is_offered (self, option);
}

/* @under: %NULL: the dish's own groups */
static void
preselect (TrivetChoices *self,
           const char    *under)
{
  reopen (self);
  for (guint i = 0; i < self->openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (self->openings, i);
    const TrivetMenuGroup   *group = opening->group;

    for (guint j = 0; g_strcmp0 (opening->under, under) == 0 && j < group->options->len; j++) {
      const TrivetMenuOption *option = g_ptr_array_index (group->options, j);

      if (is_usual (self, group, option) && trivet_choices_count (self, opening) < group->max)
        add (self, under, group->id, option->id);
    }
  }
}

/**
 * trivet_choices_toggle:
 * @self: choices
 * @under: (nullable): of an open group
 * @group_id: its group
 * @option_id: one of its options
 *
 * Does what a tap on the option means.
 */
void
trivet_choices_toggle (TrivetChoices *self,
                       const char    *under,
                       const char    *group_id,
                       const char    *option_id)
{
  const TrivetMenuOpening *opening;
  const TrivetMenuGroup   *group;
  g_autofree char         *place = trivet_line_modifier_make_place (group_id, option_id);

  reopen (self);
  opening = find_opening (self, under, group_id);
  if (opening == NULL)
    return;
  group = opening->group;
  if (trivet_choices_has (self, opening, option_id)) {
    /* A required single choice is changed by choosing another, never taken away. */
    if (trivet_choices_count (self, opening) > group->min)
      drop (self, under, group_id, option_id);
    return;
  }
  /* A single choice moves; of several, the guest says which one goes. */
  if (group->max > 1 && trivet_choices_count (self, opening) >= group->max)
    return;
  if (group->max == 1)
    drop (self, under, group_id, NULL);
  add (self, under, group_id, option_id);
  if (under == NULL)
    preselect (self, place);
}

/**
 * trivet_choices_preselect:
 * @self: choices of which none is made
 *
 * Chooses what the menu says is usual.
 */
void
trivet_choices_preselect (TrivetChoices *self)
{
  guint n;

  preselect (self, NULL);
  n = self->chosen->len;
  for (guint i = 0; i < n; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (self->chosen, i);
    g_autofree char          *place = trivet_line_modifier_make_place (modifier->group_id, modifier->option_id);

    preselect (self, place);
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
  for (guint i = 0; i < modifiers->len; i++)
    g_ptr_array_add (self->chosen, trivet_line_modifier_copy (g_ptr_array_index (modifiers, i)));
}

/**
 * trivet_choices_collect:
 * @self: choices
 *
 * Returns: (transfer full) (element-type TrivetLineModifier): for a line, in the menu's order
 */
GPtrArray *
trivet_choices_collect (TrivetChoices *self)
{
  GPtrArray *modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);

  reopen (self);
  for (guint i = 0; i < self->openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (self->openings, i);

    for (guint j = 0; j < opening->group->options->len; j++) {
      const TrivetMenuOption *option = g_ptr_array_index (opening->group->options, j);
      TrivetLineModifier     *modifier;

      if (!trivet_choices_has (self, opening, option->id))
        continue;
      modifier = trivet_register_make_modifier (self->reg, opening->group, option);
      modifier->under = g_strdup (opening->under);
      g_ptr_array_add (modifiers, modifier);
    }
  }

  return modifiers;
}
