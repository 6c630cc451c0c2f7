/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-floor.h"

/*
 * Reads the rooms of an import file: "rooms" is an array of {"id", "name", "tables": array of
 * {"id", "name", "seats", "shape", "x", "y", "width", "height"}}; a name is a text, or {"en", "zh"}.
 * What the members may hold is judged by the floor itself.
 */

static void
copy_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    user_data)
{
  json_object_set_member (user_data, name, json_node_copy (node));
}

static void
split_name (JsonObject *body)
{
  JsonNode   *node = json_object_get_member (body, "name");
  JsonObject *names;
  const char *name;
  const char *name_zh;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  names = json_node_get_object (node);
  name = trivet_json_get_string_or (names, "en", "");
  name_zh = trivet_json_get_string_or (names, "zh", name);
  json_object_set_string_member (body, "name_zh", *name_zh != '\0' ? name_zh : name);
  json_object_set_string_member (body, "name", *name != '\0' ? name : name_zh);
}

/* Adds the fact, when the floor takes it. */
static gboolean
add_fact (GPtrArray             *facts,
          TrivetFloor           *floor,
          TrivetFactType         type,
          JsonObject            *body,
          const TrivetFactStamp *stamp,
          GError               **error)
{
  TrivetFact *fact;
  gboolean    taken;

  split_name (body);
  fact = trivet_fact_new (type, TRIVET_FLOOR_SUBJECT, body, stamp);
  g_ptr_array_add (facts, fact);
  taken = trivet_floor_apply (floor, fact, error);
  if (!taken)
    g_prefix_error (error, "“%s” in “rooms”: ", trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "?"));

  return taken;
}

static JsonObject *
get_object (JsonArray *array,
            guint      index,
            GError   **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“rooms” holds something that is no object");

  return NULL;
}

static gboolean
import_tables (GPtrArray             *facts,
               TrivetFloor           *floor,
               JsonObject            *room,
               const TrivetFactStamp *stamp,
               GError               **error)
{
  JsonArray *tables = trivet_json_get_array (room, "tables", error);

  if (tables == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (tables); i++) {
    JsonObject *table = get_object (tables, i, error);
    JsonObject *body;

    if (table == NULL)
      return FALSE;
    body = json_object_new ();
    json_object_foreach_member (table, copy_member, body);
    json_object_set_string_member (body, "room", trivet_json_get_string_or (room, "id", ""));
    if (!add_fact (facts, floor, TRIVET_FACT_TABLE_SET, body, stamp, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
import_rooms (GPtrArray             *facts,
              JsonArray             *rooms,
              const TrivetFactStamp *stamp,
              GError               **error)
{
  g_autoptr (TrivetFloor) floor = trivet_floor_new ();

  for (guint i = 0; i < json_array_get_length (rooms); i++) {
    JsonObject *room = get_object (rooms, i, error);
    JsonObject *body;

    if (room == NULL)
      return FALSE;
    body = json_object_new ();
    json_object_foreach_member (room, copy_member, body);
    json_object_remove_member (body, "tables");
    json_object_set_int_member (body, "position", i);
    if (!add_fact (facts, floor, TRIVET_FACT_ROOM_SET, body, stamp, error) || !import_tables (facts, floor, room, stamp, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_floor_import:
 * @json: (array length=length): an import file
 * @length: its bytes, or -1
 * @stamp: what the facts take along
 * @error: return location: %TRIVET_FACT_ERROR_BODY or %TRIVET_FACT_ERROR_CONFLICT with the id of the
 *   room or table, or json-glib's
 *
 * Reads the rooms of a new shop. The whole file is judged before anything is given.
 *
 * Returns: (transfer full) (element-type TrivetFact) (nullable): facts, none when the file says
 *   nothing of rooms
 */
GPtrArray *
trivet_floor_import (const char            *json,
                     gssize                 length,
                     const TrivetFactStamp *stamp,
                     GError               **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  JsonObject *root;
  JsonArray  *rooms;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (stamp != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "The file does not hold an object");
    return NULL;
  }
  root = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (root, "rooms"))
    return g_steal_pointer (&facts);
  rooms = trivet_json_get_array (root, "rooms", error);

  return rooms != NULL && import_rooms (facts, rooms, stamp, error) ? g_steal_pointer (&facts) : NULL;
}
