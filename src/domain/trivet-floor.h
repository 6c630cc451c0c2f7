/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu.h"

G_BEGIN_DECLS

/* The subject of all facts about the floor. */
#define TRIVET_FLOOR_SUBJECT "floor"

/* A room is a grid; a table lies on whole units of it, and is not too small for a finger. */
#define TRIVET_FLOOR_COLUMNS          126
#define TRIVET_FLOOR_ROWS             53
#define TRIVET_FLOOR_MIN_SIDE         7
#define TRIVET_FLOOR_MAX_ROOMS        20
#define TRIVET_FLOOR_MAX_TABLES       500
#define TRIVET_FLOOR_MAX_RESERVATIONS 1000
#define TRIVET_FLOOR_MAX_WAITING      200
#define TRIVET_FLOOR_MAX_SEATS        99
#define TRIVET_FLOOR_MAX_GUESTS       999
#define TRIVET_FLOOR_MAX_NAME_BYTES   80

/**
 * TrivetTableShape:
 * @TRIVET_TABLE_SQUARE: with corners
 * @TRIVET_TABLE_ROUND: without
 * @TRIVET_TABLE_BAR: several tabs may be open at it
 */
typedef enum {
  TRIVET_TABLE_SQUARE,
  TRIVET_TABLE_ROUND,
  TRIVET_TABLE_BAR,
} TrivetTableShape;
#define TRIVET_N_TABLE_SHAPES (TRIVET_TABLE_BAR + 1)

const char *trivet_table_shape_get_name  (TrivetTableShape  shape);
gboolean    trivet_table_shape_from_name (const char       *name,
                                          TrivetTableShape *ret_shape);

/**
 * TrivetRoom:
 * @position: 0, 1, 2, … in the order of the screen
 */
typedef struct {
  char *id;
  char *name;
  char *name_zh;
  int   position;
} TrivetRoom;

/**
 * TrivetTable:
 * @x, @y, @width, @height: whole units of the room's grid
 * @left_at_us: wall time at which its guests left, 0 when it is clear
 * @looked_after: sequence of the last fact that said that its guests left, or that it is clear
 */
typedef struct {
  char             *id;
  char             *room_id;
  char             *name;
  char             *name_zh;
  int               seats;
  TrivetTableShape  shape;
  int               x;
  int               y;
  int               width;
  int               height;
  gint64            left_at_us;
  gint64            looked_after;
} TrivetTable;

/**
 * TrivetReservation:
 * @table_id: "" while no table was chosen
 * @at_us: wall time at which the guests come
 * @phone: "" when nobody asked
 */
typedef struct {
  char   *id;
  char   *table_id;
  char   *name;
  char   *phone;
  int     guests;
  gint64  at_us;
} TrivetReservation;

/**
 * TrivetWaitingParty:
 * @joined_at_us: wall time
 *
 * Guests without a reservation who wait for a table.
 */
typedef struct {
  char   *id;
  char   *name;
  int     guests;
  gint64  joined_at_us;
} TrivetWaitingParty;

/**
 * TrivetFloor:
 *
 * The fold of the facts about rooms, tables, reservations and the walk-in queue: a pure function.
 * A later fact of the same id replaces the earlier one, and a fact about what is not there says
 * nothing, so that registers which were apart agree when they have the same facts.
 */
typedef struct _TrivetFloor TrivetFloor;

TrivetFloor             *trivet_floor_new                (void);
void                     trivet_floor_free               (TrivetFloor        *self);
gboolean                 trivet_floor_apply              (TrivetFloor        *self,
                                                          TrivetFact         *fact,
                                                          GError            **error);
TrivetFloor             *trivet_floor_fold               (GPtrArray          *facts,
                                                          GError            **error);
GPtrArray               *trivet_floor_get_rooms          (TrivetFloor        *self);
GPtrArray               *trivet_floor_get_tables         (TrivetFloor        *self);
GPtrArray               *trivet_floor_get_reservations   (TrivetFloor        *self);
GPtrArray               *trivet_floor_get_waiting        (TrivetFloor        *self);
const TrivetRoom        *trivet_floor_lookup_room        (TrivetFloor        *self,
                                                          const char         *id);
const TrivetTable       *trivet_floor_lookup_table       (TrivetFloor        *self,
                                                          const char         *id);
const TrivetReservation *trivet_floor_lookup_reservation (TrivetFloor        *self,
                                                          const char         *id);
const TrivetWaitingParty *trivet_floor_lookup_waiting    (TrivetFloor        *self,
                                                          const char         *id);
const TrivetRoom        *trivet_floor_get_room_of        (TrivetFloor        *self,
                                                          const TrivetTable  *table);

/* Bodies of the facts; what they hold is in FACTS.md. */
JsonObject *trivet_room_to_json        (const TrivetRoom        *room);
JsonObject *trivet_table_to_json       (const TrivetTable       *table);
JsonObject *trivet_reservation_to_json (const TrivetReservation *reservation);
JsonObject *trivet_waiting_to_json     (const TrivetWaitingParty *party);

/* The rooms of an import file. */
GPtrArray  *trivet_floor_import        (const char              *json,
                                        gssize                   length,
                                        const TrivetFactStamp   *stamp,
                                        GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetFloor, trivet_floor_free)

G_END_DECLS
