/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-marks.h"

#include <glib/gi18n.h>

/* What a dish holds and whom it is for, in the words of the person at the screen. */

typedef struct {
  const char *name;
  const char *words;
} Mark;

static const Mark allergens[] = {
  { "gluten", N_ ("gluten") },
    { "crustaceans", N_ ("crustaceans") },
      { "eggs", N_ ("eggs") },
        { "fish", N_ ("fish") },
          { "peanuts", N_ ("peanuts") },
            { "soy", N_ ("soy") },
              { "milk", N_ ("milk") },
                { "nuts", N_ ("nuts") },
                  { "celery", N_ ("celery") },
                    { "mustard", N_ ("mustard") },
                      { "sesame", N_ ("sesame") },
                        { "sulphites", N_ ("sulphites") },
                          { "lupin", N_ ("lupin") },
                            { "molluscs", N_ ("molluscs") },
                          };

static const Mark diets[] = {
  { "vegetarian", N_ ("Vegetarian") },
    { "vegan", N_ ("Vegan") },
      { "halal", N_ ("Halal") },
        { "kosher", N_ ("Kosher") },
          { "gluten-free", N_ ("Gluten-free") },
            { "lactose-free", N_ ("Lactose-free") },
          };

/* A name that a newer register wrote is shown as it is, rather than not. */
static const char *
say (const Mark *marks,
     guint       n_marks,
     const char *name)
{
  for (guint i = 0; i < n_marks; i++) {
    if (g_str_equal (marks[i].name, name))
      return _(marks[i].words);
  }

  return name;
}

static char *
join (GStrv       names,
      const Mark *marks,
      guint       n_marks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++) {
    if (i > 0)
      /* Translators: between two things of a list. */
      g_string_append (text, _(", "));
    g_string_append (text, say (marks, n_marks, names[i]));
  }

  return g_string_free (text, FALSE);
}

/**
 * trivet_dish_marks_describe:
 * @item: a dish
 *
 * Returns: (transfer full): "Vegan · Contains gluten, sesame", or ""
 */
char *
trivet_dish_marks_describe (TrivetMenuItem *item)
{
  g_autofree char *diet = NULL;
  g_autofree char *held = NULL;
  g_autofree char *contains = NULL;

  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), NULL);

  diet = join (trivet_menu_item_get_diet (item), diets, G_N_ELEMENTS (diets));
  held = join (trivet_menu_item_get_allergens (item), allergens, G_N_ELEMENTS (allergens));
  if (*held == '\0')
    return g_steal_pointer (&diet);
  contains = g_strdup_printf (_("Contains %s"), held);

  return *diet == '\0' ? g_steal_pointer (&contains) : g_strdup_printf ("%s · %s", diet, contains);
}

/**
 * trivet_dish_marks_shorten:
 * @item: a dish
 *
 * For a place where there is little room: for whom it is, else that there is something to ask about.
 *
 * Returns: (transfer full) (nullable): one or two words, or %NULL when there is nothing to say
 */
char *
trivet_dish_marks_shorten (TrivetMenuItem *item)
{
  GStrv diet;

  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), NULL);

  diet = trivet_menu_item_get_diet (item);
  if (diet[0] != NULL)
    return g_strdup (say (diets, G_N_ELEMENTS (diets), diet[0]));

  return trivet_menu_item_get_allergens (item)[0] != NULL ? g_strdup (_("Allergens")) : NULL;
}
