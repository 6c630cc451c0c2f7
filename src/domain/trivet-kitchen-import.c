/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-kitchen.h"

/*
 * The member `kitchen` of an import file: `stations`, `categories` and `items`, each an array of what
 * the facts `station-set`, `category-routed` and `item-routed` hold.
 */

typedef struct {
  const char    *member;
  TrivetFactType type;
} Part;

static const Part parts[] = {
  { "stations", TRIVET_FACT_STATION_SET },
  { "categories", TRIVET_FACT_CATEGORY_ROUTED },
  { "items", TRIVET_FACT_ITEM_ROUTED },
};

static gboolean
add_fact (TrivetKitchen         *kitchen,
          const Part            *part,
          JsonNode              *node,
          guint                  row,
          const TrivetFactStamp *stamp,
          GPtrArray             *facts,
          GError               **error)
{
  TrivetFact *fact;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "Row %u of “%s” is not an object", row + 1, part->member);
    return FALSE;
  }
  fact = trivet_fact_new (part->type, "kitchen", json_node_dup_object (node), stamp);
  g_ptr_array_add (facts, fact);
  if (trivet_kitchen_apply (kitchen, fact, error))
    return TRUE;
  g_prefix_error (error, "Row %u of “%s”: ", row + 1, part->member);

  return FALSE;
}

static gboolean
import_part (JsonObject            *head,
             const Part            *part,
             TrivetKitchen         *kitchen,
             const TrivetFactStamp *stamp,
             GPtrArray             *facts,
             GError               **error)
{
  JsonArray *rows;

  if (!json_object_has_member (head, part->member))
    return TRUE;
  rows = trivet_json_get_array (head, part->member, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    if (!add_fact (kitchen, part, json_array_get_element (rows, i), i, stamp, facts, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_kitchen_import:
 * @json: (array length=length): a file that trivet_menu_import() has judged
 * @length: its bytes, or -1
 * @stamp: who imports it
 * @error: return location for a #TrivetFactError that names part and row
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): the file's kitchen; none when it has
 *   none
 */
GPtrArray *
trivet_kitchen_import (const char            *json,
                       gssize                 length,
                       const TrivetFactStamp *stamp,
                       GError               **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (TrivetKitchen) kitchen = trivet_kitchen_new ();
  JsonNode *node;

  g_return_val_if_fail (json != NULL && stamp != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;
  node = json_parser_get_root (parser);
  node = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), "kitchen") : NULL;
  if (node == NULL)
    return g_steal_pointer (&facts);
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“kitchen” is not an object");
    return NULL;
  }

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (!import_part (json_node_get_object (node), &parts[i], kitchen, stamp, facts, error))
      return NULL;
  }

  return g_steal_pointer (&facts);
}
