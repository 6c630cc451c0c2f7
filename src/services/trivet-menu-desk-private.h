/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-desk.h"

G_BEGIN_DECLS

struct _TrivetMenuDesk {
  GObject parent_instance;

  TrivetRegister *reg;
  TrivetJournal  *journal;
  TrivetManager  *manager; /* nullable */
  GQueue          waiting; /* GTask */
  GTask          *running; /* nullable */
  GQueue          undo;    /* TrivetMenuStep, the newest last */
};

/**
 * TrivetMenuStep:
 * @facts: what was done
 * @back: what takes it back
 * @tally: of a dish that is not counted any more, what orders had taken of it since anybody asked
 */
typedef struct {
  GPtrArray *facts;
  GPtrArray *back;
  gint64     tally;
} TrivetMenuStep;

typedef struct _TrivetMenuCommand TrivetMenuCommand;

/* Returns: (transfer full) (nullable): the facts of a command, perhaps none; NULL when it is refused */
typedef GPtrArray *(*TrivetMenuPlanFunc) (TrivetMenuDesk *self,
                                TrivetMenuCommand *command,
                                GError        **error);

/**
 * TrivetMenuCommand:
 * @base, @entry: (nullable): of a save
 * @id: of what is removed or moved, and of what was saved
 * @faults: (nullable): what is wrong with @entry
 * @step: (nullable): what becomes the newest step back
 * @undone: (nullable): the step that is taken back
 */
struct _TrivetMenuCommand {
  TrivetMenuPlanFunc        plan;
  TrivetMenuPart  part;
  JsonObject     *base;
  JsonObject     *entry;
  char           *id;
  int             by;
  gboolean        is_placed; /* before @before rather than @by places away */
  char           *before;    /* nullable: behind all others */
  TrivetApproval *approval;
  GPtrArray      *faults;
  TrivetMenuStep *step;
  TrivetMenuStep *undone;
};

void       _trivet_menu_step_free        (TrivetMenuStep    *step);

/* What each command does, in trivet-menu-desk-plan.c. */
GPtrArray *_trivet_menu_desk_plan_save   (TrivetMenuDesk    *self,
                                          TrivetMenuCommand *command,
                                          GError           **error);
GPtrArray *_trivet_menu_desk_plan_remove (TrivetMenuDesk    *self,
                                          TrivetMenuCommand *command,
                                          GError           **error);
GPtrArray *_trivet_menu_desk_plan_move   (TrivetMenuDesk    *self,
                                          TrivetMenuCommand *command,
                                          GError           **error);
GPtrArray *_trivet_menu_desk_plan_undo   (TrivetMenuDesk    *self,
                                          TrivetMenuCommand *command,
                                          GError           **error);

G_END_DECLS
