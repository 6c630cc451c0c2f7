/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-floor-private.h"

#include <string.h>

/* What stands in facts about the floor, read with distrust and written. */

/* The last second of the year 9999: beyond it a date cannot be shown. */
#define MAX_TIME_US (G_GINT64_CONSTANT (253402300799) * G_USEC_PER_SEC)

static const char *const shape_names[] = {
  [TRIVET_TABLE_SQUARE] = "square",
  [TRIVET_TABLE_ROUND] = "round",
  [TRIVET_TABLE_BAR] = "bar",
};

/**
 * trivet_table_shape_get_name:
 * @shape: a shape
 *
 * Returns: (transfer none): the word for it in facts
 */
const char *
trivet_table_shape_get_name (TrivetTableShape shape)
{
  g_return_val_if_fail (shape < TRIVET_N_TABLE_SHAPES, NULL);

  return shape_names[shape];
}

/**
 * trivet_table_shape_from_name:
 * @name: (nullable): a word from a fact
 * @ret_shape: (out): the shape
 *
 * Returns: whether the word is known
 */
gboolean
trivet_table_shape_from_name (const char       *name,
                              TrivetTableShape *ret_shape)
{
  for (guint i = 0; i < G_N_ELEMENTS (shape_names); i++) {
    if (g_strcmp0 (name, shape_names[i]) == 0) {
      *ret_shape = (TrivetTableShape) i;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
read_int (JsonObject *body,
          const char *member,
          gint64      lowest,
          gint64      highest,
          gint64     *ret_value,
          GError    **error)
{
  gint64 value;

  if (!trivet_json_get_int (body, member, &value, error))
    return FALSE;
  if (value < lowest || value > highest) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is out of range", member);
    return FALSE;
  }
  *ret_value = value;

  return TRUE;
}

static gboolean
read_small (JsonObject *body,
            const char *member,
            int         lowest,
            int         highest,
            int        *ret_value,
            GError    **error)
{
  gint64 value;

  if (!read_int (body, member, lowest, highest, &value, error))
    return FALSE;
  *ret_value = (int) value;

  return TRUE;
}

/* Returns: (nullable): a text that is not empty and not too long */
static const char *
read_text (JsonObject *body,
           const char *member,
           GError    **error)
{
  const char *text = trivet_json_get_string (body, member, error);

  if (text == NULL)
    return NULL;
  if (*text != '\0' && strlen (text) <= TRIVET_FLOOR_MAX_NAME_BYTES)
    return text;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is empty or too long", member);

  return NULL;
}

/* Returns: (transfer full): a text that may be absent; what is too long is as good as absent */
static char *
dup_text_or (JsonObject *body,
             const char *member,
             const char *otherwise)
{
  const char *text = trivet_json_get_string_or (body, member, otherwise);

  return g_strdup (strlen (text) <= TRIVET_FLOOR_MAX_NAME_BYTES ? text : otherwise);
}

const char *
_trivet_floor_read_id (JsonObject *body,
                       GError    **error)
{
  return read_text (body, "id", error);
}

TrivetRoom *
_trivet_floor_read_room (JsonObject *body,
                         GError    **error)
{
  g_autoptr (TrivetRoom) room = g_new0 (TrivetRoom, 1);

  room->id = g_strdup (_trivet_floor_read_id (body, error));
  if (room->id == NULL)
    return NULL;
  room->name = g_strdup (read_text (body, "name", error));
  if (room->name == NULL || !read_small (body, "position", 0, G_MAXINT16, &room->position, error))
    return NULL;
  room->name_zh = dup_text_or (body, "name_zh", room->name);

  return g_steal_pointer (&room);
}

static gboolean
read_place (TrivetTable *table,
            JsonObject  *body,
            GError     **error)
{
  return read_small (body, "width", TRIVET_FLOOR_MIN_SIDE, TRIVET_FLOOR_COLUMNS, &table->width, error) &&
         read_small (body, "height", TRIVET_FLOOR_MIN_SIDE, TRIVET_FLOOR_ROWS, &table->height, error) &&
         read_small (body, "x", 0, TRIVET_FLOOR_COLUMNS - table->width, &table->x, error) &&
         read_small (body, "y", 0, TRIVET_FLOOR_ROWS - table->height, &table->y, error);
}

TrivetTable *
_trivet_floor_read_table (JsonObject *body,
                          GError    **error)
{
  g_autoptr (TrivetTable) table = g_new0 (TrivetTable, 1);
  const char *shape;

  table->id = g_strdup (_trivet_floor_read_id (body, error));
  if (table->id == NULL)
    return NULL;
  table->room_id = g_strdup (read_text (body, "room", error));
  if (table->room_id == NULL)
    return NULL;
  table->name = g_strdup (read_text (body, "name", error));
  if (table->name == NULL)
    return NULL;
  table->name_zh = dup_text_or (body, "name_zh", table->name);
  if (!read_small (body, "seats", 1, TRIVET_FLOOR_MAX_SEATS, &table->seats, error) || !read_place (table, body, error))
    return NULL;
  shape = trivet_json_get_string (body, "shape", error);
  if (shape == NULL)
    return NULL;
  if (!trivet_table_shape_from_name (shape, &table->shape)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“shape” is not a shape of a table");
    return NULL;
  }

  return g_steal_pointer (&table);
}

TrivetReservation *
_trivet_floor_read_reservation (JsonObject *body,
                                GError    **error)
{
  g_autoptr (TrivetReservation) reservation = g_new0 (TrivetReservation, 1);

  reservation->id = g_strdup (_trivet_floor_read_id (body, error));
  if (reservation->id == NULL)
    return NULL;
  reservation->name = g_strdup (read_text (body, "name", error));
  if (reservation->name == NULL ||
      !read_small (body, "guests", 1, TRIVET_FLOOR_MAX_GUESTS, &reservation->guests, error) ||
      !read_int (body, "at_us", 0, MAX_TIME_US, &reservation->at_us, error))
    return NULL;
  reservation->table_id = dup_text_or (body, "table", "");
  reservation->phone = dup_text_or (body, "phone", "");

  return g_steal_pointer (&reservation);
}

TrivetWaitingParty *
_trivet_floor_read_waiting (JsonObject *body,
                            GError    **error)
{
  g_autoptr (TrivetWaitingParty) party = g_new0 (TrivetWaitingParty, 1);

  party->id = g_strdup (_trivet_floor_read_id (body, error));
  if (party->id == NULL)
    return NULL;
  party->name = g_strdup (read_text (body, "name", error));
  if (party->name == NULL || !read_small (body, "guests", 1, TRIVET_FLOOR_MAX_GUESTS, &party->guests, error))
    return NULL;

  return g_steal_pointer (&party);
}

/**
 * trivet_room_to_json:
 * @room: a room
 *
 * Returns: (transfer full): the body of `room-set`
 */
JsonObject *
trivet_room_to_json (const TrivetRoom *room)
{
  JsonObject *body;

  g_return_val_if_fail (room != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "id", room->id);
  json_object_set_string_member (body, "name", room->name);
  json_object_set_string_member (body, "name_zh", room->name_zh != NULL ? room->name_zh : room->name);
  json_object_set_int_member (body, "position", room->position);

  return body;
}

/**
 * trivet_table_to_json:
 * @table: a table
 *
 * Returns: (transfer full): the body of `table-set`
 */
JsonObject *
trivet_table_to_json (const TrivetTable *table)
{
  JsonObject *body;

  g_return_val_if_fail (table != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "id", table->id);
  json_object_set_string_member (body, "room", table->room_id);
  json_object_set_string_member (body, "name", table->name);
  json_object_set_string_member (body, "name_zh", table->name_zh != NULL ? table->name_zh : table->name);
  json_object_set_int_member (body, "seats", table->seats);
  json_object_set_string_member (body, "shape", trivet_table_shape_get_name (table->shape));
  json_object_set_int_member (body, "x", table->x);
  json_object_set_int_member (body, "y", table->y);
  json_object_set_int_member (body, "width", table->width);
  json_object_set_int_member (body, "height", table->height);

  return body;
}

/**
 * trivet_reservation_to_json:
 * @reservation: a reservation
 *
 * Returns: (transfer full): the body of `table-reserved`
 */
JsonObject *
trivet_reservation_to_json (const TrivetReservation *reservation)
{
  JsonObject *body;

  g_return_val_if_fail (reservation != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "id", reservation->id);
  json_object_set_string_member (body, "table", reservation->table_id != NULL ? reservation->table_id : "");
  json_object_set_string_member (body, "name", reservation->name);
  json_object_set_string_member (body, "phone", reservation->phone != NULL ? reservation->phone : "");
  json_object_set_int_member (body, "guests", reservation->guests);
  json_object_set_int_member (body, "at_us", reservation->at_us);

  return body;
}

/**
 * trivet_waiting_to_json:
 * @party: guests who wait
 *
 * Returns: (transfer full): the body of `queue-joined`
 */
JsonObject *
trivet_waiting_to_json (const TrivetWaitingParty *party)
{
  JsonObject *body;

  g_return_val_if_fail (party != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "id", party->id);
  json_object_set_string_member (body, "name", party->name);
  json_object_set_int_member (body, "guests", party->guests);

  return body;
}
