/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-spot.h"
#include "trivet-register.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_FLOOR_HOST (trivet_floor_host_get_type ())
G_DECLARE_FINAL_TYPE (TrivetFloorHost, trivet_floor_host, TRIVET, FLOOR_HOST, GObject)

/**
 * TrivetFloorHost:
 *
 * Knows every table and who sits there, and seats guests: the floor of the shop joined with the
 * register's open orders. Commands return at once; screens change when the facts are durable.
 *
 * Signals:
 * - `plan-changed`: rooms, tables, reservations or the queue are new
 * - `orders-changed`: the list of trivet_floor_host_get_away() is new, or a minute has passed
 * - `failed` (GError *error): a command could not be stored or is not allowed; nothing changed
 */
TrivetFloorHost *trivet_floor_host_new          (TrivetRegister   *reg,
                                                 TrivetJournal    *journal,
                                                 TrivetRepository *repository,
                                                 TrivetClock      *clock,
                                                 TrivetRandom     *random);
void             trivet_floor_host_load         (TrivetFloorHost  *self);
gboolean         trivet_floor_host_get_loaded   (TrivetFloorHost  *self);
TrivetFloor     *trivet_floor_host_get_floor    (TrivetFloorHost  *self);
GListModel      *trivet_floor_host_get_spots    (TrivetFloorHost  *self);
TrivetSpot      *trivet_floor_host_lookup_spot  (TrivetFloorHost  *self,
                                                 const char       *table_id);
TrivetSpot      *trivet_floor_host_find_spot    (TrivetFloorHost  *self,
                                                 const char       *typed);
GPtrArray       *trivet_floor_host_get_away     (TrivetFloorHost  *self);
int              trivet_floor_host_get_minutes  (TrivetFloorHost  *self,
                                                 gint64            since_us);

/* Guests. Each that opens an order brings it to the screen. */
gboolean trivet_floor_host_seat                (TrivetFloorHost *self,
                                                const char      *table_id,
                                                int              guests);
gboolean trivet_floor_host_seat_reservation    (TrivetFloorHost *self,
                                                const char      *reservation_id,
                                                const char      *table_id);
gboolean trivet_floor_host_seat_waiting        (TrivetFloorHost *self,
                                                const char      *party_id,
                                                const char      *table_id);
gboolean trivet_floor_host_open_tab            (TrivetFloorHost *self,
                                                const char      *table_id,
                                                const char      *name);
gboolean trivet_floor_host_open_away           (TrivetFloorHost *self,
                                                TrivetOrderKind  kind,
                                                const char      *name);
void     trivet_floor_host_clear               (TrivetFloorHost *self,
                                                const char      *table_id);
void     trivet_floor_host_reserve             (TrivetFloorHost *self,
                                                const char      *name,
                                                int              guests,
                                                gint64           at_us,
                                                const char      *table_id);
void     trivet_floor_host_cancel_reservation  (TrivetFloorHost *self,
                                                const char      *reservation_id);
void     trivet_floor_host_join_queue          (TrivetFloorHost *self,
                                                const char      *name,
                                                int              guests);
void     trivet_floor_host_leave_queue         (TrivetFloorHost *self,
                                                const char      *party_id);

/* The plan. Each step can be taken back, also the removal of a room with its tables, and be done again.
 * Where somebody has a PIN it wants an open door (%TRIVET_PERMISSION_EDIT_FLOOR,
 * trivet_manager_open_door()): otherwise `failed` says %TRIVET_REGISTER_ERROR_NEEDS_APPROVAL. */
char    *trivet_floor_host_add_room            (TrivetFloorHost *self,
                                                const char      *name);
void     trivet_floor_host_rename_room         (TrivetFloorHost *self,
                                                const char      *room_id,
                                                const char      *name);
void     trivet_floor_host_remove_room         (TrivetFloorHost *self,
                                                const char      *room_id);
char    *trivet_floor_host_add_table           (TrivetFloorHost *self,
                                                const char      *room_id);
void     trivet_floor_host_set_table           (TrivetFloorHost   *self,
                                                const TrivetTable *table);
void     trivet_floor_host_remove_table        (TrivetFloorHost *self,
                                                const char      *table_id);
gboolean trivet_floor_host_can_undo            (TrivetFloorHost *self);
void     trivet_floor_host_undo                (TrivetFloorHost *self);
gboolean trivet_floor_host_can_redo            (TrivetFloorHost *self);
void     trivet_floor_host_redo                (TrivetFloorHost *self);

G_END_DECLS
