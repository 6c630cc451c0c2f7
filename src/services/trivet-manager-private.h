/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-attempts.h"
#include "trivet-manager.h"
#include "trivet-staff-desk-private.h"

G_BEGIN_DECLS

/* @desk: (nullable) */
struct _TrivetManager {
  GObject parent_instance;

  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetPinHasher  *hasher;
  TrivetClock      *clock;
  TrivetRandom     *random;
  char             *register_id;
  gulong            committed_id;
  TrivetStaffDesk  *desk;

  gboolean loaded;
  gboolean busy;
  char    *hash;
  gint64   pin_sequence; /* wrong guesses at an older PIN do not count */
  TrivetAttempts attempts;

  TrivetReasonList *reasons;

  guint doors; /* permissions whose work goes on, as bits */
  char *doors_for; /* nullable: id of who was signed in when they were opened */
};

/* Returns: (transfer full): a yes that nobody was asked for again */
TrivetApproval       *_trivet_approval_new          (const char       *approver,
                                                     TrivetPermission  permission);
void                  _trivet_manager_fold_reason   (TrivetManager *self,
                                                     TrivetFact    *fact);
/* Takes @task: what it asks for is not open. */
void                  _trivet_manager_refuse        (GTask         *task,
                                                     const char    *words);
void                  _trivet_manager_look_at_doors (TrivetManager *self);
gboolean              _trivet_manager_has_staff    (TrivetManager *self);
const TrivetAttempts *_trivet_manager_get_attempts (TrivetManager *self);

G_END_DECLS
