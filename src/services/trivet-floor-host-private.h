/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-host.h"

G_BEGIN_DECLS

/*
 * @spots: one for each table, in the order of the floor
 * @by_table: the same ones, by the table's id
 * @open: the open orders as of the last look, to see which of them has gone
 * @away: those at no table
 * @undo, @redo: steps of the plan that can be taken back, and those that were (TrivetPlanStep)
 */
struct _TrivetFloorHost {
  GObject           parent_instance;

  TrivetRegister   *reg;
  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetClock      *clock;
  TrivetRandom     *random;

  TrivetFloor      *floor;
  GListStore       *spots;
  GHashTable       *by_table;
  GPtrArray        *open;
  GPtrArray        *away;
  GQueue            undo;
  GQueue            redo;
  guint             tick_id;
  gboolean          reading;
  gboolean          read_again;
  gboolean          loaded;
  gboolean          mended;
};

TrivetFact *_trivet_floor_host_make_fact (TrivetFloorHost *self,
                                          TrivetFactType   type,
                                          JsonObject      *body);
void        _trivet_floor_host_append    (TrivetFloorHost *self,
                                          GPtrArray       *facts);
void        _trivet_floor_host_tell      (TrivetFloorHost *self,
                                          TrivetFactType   type,
                                          JsonObject      *body);
void        _trivet_floor_host_refuse    (TrivetFloorHost *self);
void        _trivet_floor_host_fail      (TrivetFloorHost *self,
                                          const char      *message);
JsonObject *_trivet_floor_host_id_body   (const char      *id);
void        _trivet_floor_host_emit_orders_changed (TrivetFloorHost *self);
void        _trivet_floor_host_emit_plan_changed (TrivetFloorHost *self);

/* trivet-floor-host-spots.c */
void        _trivet_floor_host_update_spots  (TrivetFloorHost *self);
void        _trivet_floor_host_rebuild_spots (TrivetFloorHost *self);
void        _trivet_floor_host_look_at_tabs  (TrivetFloorHost *self);
void        _trivet_floor_host_forget_tabs   (TrivetFloorHost *self);

/* trivet-floor-host-steps.c */

/**
 * TrivetPlanStep:
 * @facts: (element-type TrivetFact): what it says
 * @back: (element-type TrivetFact): what would take it back
 *
 * Both are said in their order, and made anew each time.
 */
typedef struct {
  GPtrArray *facts;
  GPtrArray *back;
} TrivetPlanStep;

TrivetPlanStep *_trivet_plan_step_new        (void);
void        _trivet_floor_host_drop_step     (gpointer         step);
void        _trivet_floor_host_say           (TrivetFloorHost *self,
                                              GPtrArray       *facts,
                                              TrivetFactType   type,
                                              JsonObject      *body);
void        _trivet_floor_host_finish_step   (TrivetFloorHost *self,
                                              TrivetPlanStep  *step);
gboolean    _trivet_floor_host_may_edit      (TrivetFloorHost *self);

/* trivet-floor-host-gone.c */
void        _trivet_floor_host_look_after_gone (TrivetFloorHost   *self,
                                                const TrivetOrder *order);
void        _trivet_floor_host_mend            (TrivetFloorHost   *self);

G_END_DECLS
