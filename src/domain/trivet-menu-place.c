/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"
#include "trivet-menu-private.h"

/*
 * Where something stands in its order. An import counts its rows: 0, 1, 2, … What is moved by hand gets a
 * place between its new neighbours and leaves theirs alone, so that a move is one fact, whatever the size
 * of the menu, and what two registers move apart does not shift what the other has moved. A place is a
 * position and an offset that divides the room to the next one; halving it has an end, and then the
 * neighbours share their places anew.
 */

#define ROOM (G_GINT64_CONSTANT (1) << 31)
/* Before the first, so that the place may be had a thousand times. */
#define STEP_UP (G_GINT64_CONSTANT (1) << 20)

gint64
_trivet_menu_place_make (gint64 position,
                         gint64 offset)
{
  return CLAMP (position, 0, G_MAXINT) * ROOM + CLAMP (offset, -TRIVET_MENU_MAX_OFFSET, TRIVET_MENU_MAX_OFFSET);
}

/* Returns: the place that the body of a fact says */
gint64
_trivet_menu_place_read (JsonObject *body)
{
  return _trivet_menu_place_make (trivet_json_get_int_or (body, "position", 0), trivet_json_get_int_or (body, "offset", 0));
}

int
_trivet_menu_place_get_position (gint64 place)
{
  gint64 position = (place + TRIVET_MENU_MAX_OFFSET) / ROOM;

  return (int) CLAMP (position, 0, G_MAXINT);
}

/* Writes @place into the body of a fact, or the entry of a file. */
void
_trivet_menu_place_write (JsonObject *body,
                          gint64      place)
{
  int    position = _trivet_menu_place_get_position (place);
  gint64 offset = place - _trivet_menu_place_make (position, 0);

  json_object_set_int_member (body, "position", position);
  if (offset != 0)
    json_object_set_int_member (body, "offset", offset);
  else
    json_object_remove_member (body, "offset");
}

/*
 * _trivet_menu_place_between:
 * @before: (nullable): the place of who stands before it; %NULL for the first
 * @after: (nullable): of who stands behind it; %NULL for the last
 * @ret_place: (out): a place between them
 *
 * Returns: whether there is any
 */
gboolean
_trivet_menu_place_between (const gint64 *before,
                            const gint64 *after,
                            gint64       *ret_place)
{
  if (before == NULL && after == NULL)
    return FALSE;
  if (before == NULL)
    *ret_place = *after - STEP_UP;
  else if (after == NULL)
    *ret_place = _trivet_menu_place_make (_trivet_menu_place_get_position (*before) + G_GINT64_CONSTANT (1), 0);
  else
    *ret_place = *before + (*after - *before) / 2;

  return *ret_place >= -TRIVET_MENU_MAX_OFFSET && (before == NULL || *ret_place > *before) && (after == NULL || *ret_place < *after);
}
