/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen.h"
#include "trivet-register.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_KITCHEN_DESK (trivet_kitchen_desk_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKitchenDesk, trivet_kitchen_desk, TRIVET, KITCHEN_DESK, GObject)

/**
 * TrivetKitchenDesk:
 *
 * Tells the kitchen: what is new or changed when somebody sends it, what is void by itself, and what
 * was paid without having been sent. Slips are wanted in the same append that says what was told, so
 * that each thing is told once, and none is lost. Signals:
 * - `changed`: stations or routes are others
 * - `failed` (GError *error): something could not be stored
 */
TrivetKitchenDesk *trivet_kitchen_desk_new        (TrivetRegister       *reg,
                                                   TrivetJournal        *journal,
                                                   TrivetRepository     *repository);
void               trivet_kitchen_desk_load       (TrivetKitchenDesk    *self);
TrivetKitchen     *trivet_kitchen_desk_get_kitchen (TrivetKitchenDesk   *self);
TrivetRegister    *trivet_kitchen_desk_get_register (TrivetKitchenDesk  *self);
gboolean           trivet_kitchen_desk_get_loaded (TrivetKitchenDesk    *self);
gboolean           trivet_kitchen_desk_is_used    (TrivetKitchenDesk    *self);
void               trivet_kitchen_desk_set_table_namer (TrivetKitchenDesk *self,
                                                        TrivetTableNamer   namer,
                                                        gpointer           data);
const char        *trivet_kitchen_desk_get_table_name (TrivetKitchenDesk *self,
                                                       const char        *table_id);
void               trivet_kitchen_desk_set_send_when_paid (TrivetKitchenDesk *self,
                                                           gboolean           send);

/* Commands about the order on the screen. */
guint              trivet_kitchen_desk_count_due  (TrivetKitchenDesk    *self,
                                                   const TrivetOrder    *order,
                                                   int                   course);
void               trivet_kitchen_desk_send       (TrivetKitchenDesk    *self);
void               trivet_kitchen_desk_hold       (TrivetKitchenDesk    *self,
                                                   int                   course);
void               trivet_kitchen_desk_fire       (TrivetKitchenDesk    *self,
                                                   int                   course);
void               trivet_kitchen_desk_rush       (TrivetKitchenDesk    *self,
                                                   const char           *line_id);
void               trivet_kitchen_desk_serve      (TrivetKitchenDesk    *self,
                                                   const char           *line_id);
void               trivet_kitchen_desk_set_course (TrivetKitchenDesk    *self,
                                                   const char           *line_id,
                                                   const char           *place,
                                                   int                   course);

/* Of any order: a cook made @quantity of a line (negative: did not), and has seen that @stopped of it
 * are not wanted any more; @part, nullable: of a combo, only the dish at that place. */
typedef struct {
  const char *line_id;
  gint64      quantity;
  gint64      stopped;
  char       *part;
} TrivetCookedLine;

void               trivet_kitchen_desk_cook       (TrivetKitchenDesk      *self,
                                                   const char             *order_id,
                                                   const char             *station_id,
                                                   const TrivetCookedLine *lines,
                                                   guint                   n_lines);

G_END_DECLS
