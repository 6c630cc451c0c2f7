/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_FLOOR_ROOMS,
  TRIVET_FLOOR_TABLES,
  TRIVET_FLOOR_RESERVATIONS,
  TRIVET_FLOOR_WAITING,
} TrivetFloorKind;
#define TRIVET_FLOOR_N_KINDS (TRIVET_FLOOR_WAITING + 1)

/* Each array is in the order of the screen. Everything in them begins with its id, by which it is
 * found, too: all tables are looked up at each change of an order. */
struct _TrivetFloor {
  GPtrArray  *parts[TRIVET_FLOOR_N_KINDS];
  GHashTable *by_id[TRIVET_FLOOR_N_KINDS];
};

gpointer _trivet_floor_find   (TrivetFloor     *self,
                               TrivetFloorKind  kind,
                               const char      *id);
gboolean _trivet_floor_put    (TrivetFloor     *self,
                               TrivetFloorKind  kind,
                               gpointer         part,
                               GError         **error);
void     _trivet_floor_remove (TrivetFloor     *self,
                               TrivetFloorKind  kind,
                               const char      *id);

void     _trivet_room_free        (TrivetRoom         *room);
void     _trivet_table_free       (TrivetTable        *table);
void     _trivet_reservation_free (TrivetReservation  *reservation);
void     _trivet_waiting_free     (TrivetWaitingParty *party);

/* trivet-floor-read.c: %NULL when a body lies. */
TrivetRoom         *_trivet_floor_read_room        (JsonObject  *body,
                                                    GError     **error);
TrivetTable        *_trivet_floor_read_table       (JsonObject  *body,
                                                    GError     **error);
TrivetReservation  *_trivet_floor_read_reservation (JsonObject  *body,
                                                    GError     **error);
TrivetWaitingParty *_trivet_floor_read_waiting     (JsonObject  *body,
                                                    GError     **error);
const char         *_trivet_floor_read_id          (JsonObject  *body,
                                                    GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetRoom, _trivet_room_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetTable, _trivet_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetReservation, _trivet_reservation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetWaitingParty, _trivet_waiting_free)

G_END_DECLS
