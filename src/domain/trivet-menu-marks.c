/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"

/*
 * What a guest must know of a dish: out of short lists, so that every screen can say it in the
 * guest's language.
 */

/* The fourteen of Regulation (EU) No 1169/2011, Annex II. */
static const char *const allergens[] = {
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soy",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
  NULL,
};

static const char *const diets[] = { "vegetarian", "vegan", "halal", "kosher", "gluten-free", "lactose-free", NULL };

/**
 * trivet_menu_get_known_allergens:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names that a dish's allergens may have
 */
const char *const *
trivet_menu_get_known_allergens (void)
{
  return allergens;
}

/**
 * trivet_menu_get_known_diets:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of diets that a dish may be for
 */
const char *const *
trivet_menu_get_known_diets (void)
{
  return diets;
}

static gboolean
take_mark (TrivetMenuImport  *self,
           JsonNode          *node,
           const char        *member,
           const char *const *known,
           guint64           *marks,
           GError           **error)
{
  const char      *name = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
  g_autofree char *quoted = NULL;
  g_autofree char *names = NULL;

  for (guint i = 0; known[i] != NULL; i++) {
    if (g_str_equal (known[i], name)) {
      *marks |= G_GUINT64_CONSTANT (1) << i;
      return TRUE;
    }
  }
  quoted = _trivet_menu_import_quote (name);
  names = g_strjoinv (", ", (char **) known);

  return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "“%s” %s is not known; choose out of %s", member, quoted, names);
}

/* Into @body in the order of the list, whatever the file's; nothing when there is none, as in facts
 * of before. */
static gboolean
import_marks (TrivetMenuImport  *self,
              JsonObject        *object,
              const char        *member,
              const char *const *known,
              JsonObject        *body,
              GError           **error)
{
  JsonArray *array;
  JsonArray *list;
  guint64    marks = 0;

  if (!_trivet_menu_import_get_list (self, object, member, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!take_mark (self, json_array_get_element (array, i), member, known, &marks, error))
      return FALSE;
  }
  if (marks == 0)
    return TRUE;

  list = json_array_new ();
  for (guint i = 0; known[i] != NULL; i++) {
    if (marks & (G_GUINT64_CONSTANT (1) << i))
      json_array_add_string_element (list, known[i]);
  }
  json_object_set_array_member (body, member, list);

  return TRUE;
}

/* Takes "allergens" and "diet" of a dish. */
gboolean
_trivet_menu_import_marks (TrivetMenuImport *self,
                           JsonObject       *object,
                           JsonObject       *body,
                           GError          **error)
{
  return import_marks (self, object, "allergens", allergens, body, error) && import_marks (self, object, "diet", diets, body, error);
}
