/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-drawers.h"

#include "trivet-day-left.h"

G_BEGIN_DECLS

/* @open: shift id → TrivetShift, of all registers. @closing: (nullable): the shift whose end is on
 * its way: no more cash belongs to it. @stale: facts came while it was being read. */
struct _TrivetDrawers {
  GObject parent_instance;

  TrivetRegister   *reg;
  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetManager    *manager;
  TrivetKitchen    *kitchen;
  TrivetPrintQueue *queue;
  gulong            committed_id;

  GPtrArray   *drawers;
  GHashTable  *open;
  GHashTable  *printers; /* drawer id → TrivetPrinter */
  TrivetDayEnd last_day;
  gint64       own_day;    /* number of the day that was ended here; 0 for none */
  char        *own_day_by; /* nullable: who did it */
  char        *closing;
  gboolean     loaded;
  gboolean     loading;
  gboolean     stale;
};

void _trivet_drawers_update_register (TrivetDrawers       *self);

void     _trivet_drawers_emit_failed (TrivetDrawers       *self,
                                      const GError        *error);
/* What commands are made of, in trivet-drawers-commands.c. */
GTask    *_trivet_drawers_make_task  (TrivetDrawers       *self,
                                      gpointer             tag,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* Takes @task. */
void      _trivet_drawers_refuse     (GTask               *task,
                                      TrivetDrawersError   code,
                                      const char          *words);
/* Takes @task when there is no shift, and says so. */
const TrivetShift *_trivet_drawers_need_shift (TrivetDrawers *self,
                                               GTask         *task);
gboolean  _trivet_drawers_is_sum     (gint64               amount_minor,
                                      gint64               min_minor);
GPtrArray *_trivet_drawers_new_facts (void);
/* Takes @body. @staff: (nullable): somebody else than who is signed in */
void      _trivet_drawers_add_fact   (TrivetDrawers       *self,
                                      GPtrArray           *facts,
                                      TrivetFactType       type,
                                      const char          *subject,
                                      JsonObject          *body,
                                      const char          *staff);
/* @from: (nullable): the shift that is handed over */
void      _trivet_drawers_add_opening (TrivetDrawers      *self,
                                      GPtrArray           *facts,
                                      const char          *drawer_id,
                                      gint64               float_minor,
                                      const TrivetShift   *from,
                                      const char          *staff);
/* Takes the task: the end of a command of one append. */
void      _trivet_drawers_on_appended (GObject            *source,
                                      GAsyncResult        *result,
                                      gpointer             user_data);

/* Whoever ends a day may see its report. */
void     _trivet_drawers_own_day     (TrivetDrawers       *self);
/* Without asking anybody; @callback: ends with trivet_drawers_finish() */
void     _trivet_drawers_print_report (TrivetDrawers       *self,
                                      const TrivetDayEnd  *day,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* Returns: whether @fact is a day's end; it may be any one */
gboolean _trivet_drawers_read_day    (TrivetDayEnd        *day,
                                      TrivetFact          *fact);
/* Returns: (transfer full): the member `left` of a report */
JsonObject *_trivet_day_state_to_left (const TrivetDayState *self);

G_END_DECLS
