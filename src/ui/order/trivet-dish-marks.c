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
  const char *letters; /* NULL for what is never said short */
} Mark;

static const Mark allergens[] = {
  { "gluten", N_ ("gluten"), NULL },
    { "crustaceans", N_ ("crustaceans"), NULL },
      { "eggs", N_ ("eggs"), NULL },
        { "fish", N_ ("fish"), NULL },
          { "peanuts", N_ ("peanuts"), NULL },
            { "soy", N_ ("soy"), NULL },
              { "milk", N_ ("milk"), NULL },
                { "nuts", N_ ("nuts"), NULL },
                  { "celery", N_ ("celery"), NULL },
                    { "mustard", N_ ("mustard"), NULL },
                      { "sesame", N_ ("sesame"), NULL },
                        { "sulphites", N_ ("sulphites"), NULL },
                          { "lupin", N_ ("lupin"), NULL },
                            { "molluscs", N_ ("molluscs"), NULL },
                          };

static const Mark diets[] = {
  { "vegetarian", N_ ("Vegetarian"), N_ ("V") },
    { "vegan", N_ ("Vegan"), N_ ("VG") },
      { "halal", N_ ("Halal"), N_ ("H") },
        { "kosher", N_ ("Kosher"), N_ ("K") },
          { "gluten-free", N_ ("Gluten-free"), N_ ("GF") },
            { "lactose-free", N_ ("Lactose-free"), N_ ("LF") },
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
 * For a tile, which has little room: letters for each diet, and a sign when allergens are known.
 *
 * Returns: (transfer full) (nullable): "V GF ⚠", or %NULL when there is nothing to say
 */
char *
trivet_dish_marks_shorten (TrivetMenuItem *item)
{
  g_autoptr (GString) text = NULL;
  GStrv diet;

  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), NULL);

  text = g_string_new (NULL);
  diet = trivet_menu_item_get_diet (item);
  for (guint i = 0; i < G_N_ELEMENTS (diets); i++) {
    if (g_strv_contains ((const char *const *) diet, diets[i].name))
      g_string_append_printf (text, "%s ", _(diets[i].letters));
  }
  if (trivet_menu_item_get_allergens (item)[0] != NULL)
    g_string_append (text, "⚠");
  g_strchomp (text->str);

  return *text->str != '\0' ? g_strdup (text->str) : NULL;
}

/**
 * trivet_dish_marks_say:
 * @name: of an allergen or a diet
 *
 * Returns: (transfer none): it in words
 */
const char *
trivet_dish_marks_say (const char *name)
{
  const char *words = say (allergens, G_N_ELEMENTS (allergens), name);

  return words != name ? words : say (diets, G_N_ELEMENTS (diets), name);
}
