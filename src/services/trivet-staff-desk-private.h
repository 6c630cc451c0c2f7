/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-attempts.h"
#include "trivet-staff-desk.h"

G_BEGIN_DECLS

/* In whose name a badge, or a PIN for an approval, is counted: nobody's in particular. */
#define TRIVET_STAFF_NOBODY ""

struct _TrivetStaffDesk {
  GObject parent_instance;

  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetPinHasher  *hasher;
  TrivetClock      *clock;
  TrivetRandom     *random;
  char             *register_id;
  gulong            committed_id;

  gboolean       (*may_change) (gpointer user_data); /* nullable: whether the list may be changed now */
  gpointer         may_change_data;

  gboolean         loaded;
  gboolean         busy; /* a PIN is being checked, or a change written */
  TrivetStaffList *list;
  GHashTable      *attempts; /* staff id, or TRIVET_STAFF_NOBODY → TrivetAttempts */
  char            *current_id;
  gboolean         serving;
  gint64           touched_us; /* monotonic */
  guint            lock_id;
};

void                  _trivet_staff_desk_set_gate     (TrivetStaffDesk *self,
                                                       gboolean       (*may_change) (gpointer user_data),
                                                       gpointer         user_data);
const TrivetAttempts *_trivet_staff_desk_get_attempts (TrivetStaffDesk *self,
                                                       const char      *staff_id);
TrivetFact           *_trivet_staff_desk_make_fact    (TrivetStaffDesk *self,
                                                       TrivetFactType   type,
                                                       JsonObject      *body,
                                                       const char      *staff);
JsonObject           *_trivet_staff_desk_event_body   (const char      *staff_id,
                                                       const char      *member,
                                                       const char      *value);
void                  _trivet_staff_desk_say_forgives (TrivetStaffDesk *self,
                                                       const char      *staff_id,
                                                       JsonObject      *body);
void                  _trivet_staff_desk_set_current  (TrivetStaffDesk *self,
                                                       const char      *staff_id);
void                  _trivet_staff_desk_emit_changed (TrivetStaffDesk *self);
void                  _trivet_staff_desk_watch_idle   (TrivetStaffDesk *self);

/* Takes @error: @task has failed, and the desk is busy no more. */
void                  _trivet_staff_desk_fail         (GTask           *task,
                                                       GError          *error);

/* Changes of the list, in trivet-staff-desk-change.c. */
GTask                *_trivet_staff_desk_begin_change (TrivetStaffDesk     *self,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
void                  _trivet_staff_desk_write_change (GTask               *task,
                                                       TrivetFactType       type,
                                                       JsonObject          *body,
                                                       const char          *staff);

/* Whether a new PIN will do; and the two digits that tell most badges apart. */
gboolean              _trivet_pin_is_good             (const TrivetSecret *pin);
char                 *_trivet_badge_dup_hint          (TrivetSecret       *badge);

/**
 * TrivetHashCandidate:
 * @staff_id: whose
 * @name: as facts name the person
 *
 * One whose PIN or badge may be the one that was given.
 */
typedef struct {
  char *staff_id;
  char *name;
  char *hash;
} TrivetHashCandidate;

GPtrArray                 *_trivet_hash_candidates_new     (void);
void                       _trivet_hash_candidates_add     (GPtrArray            *candidates,
                                                            const char           *staff_id,
                                                            const char           *name,
                                                            const char           *hash);
/* Tries one after the other until one matches; @candidates is taken over. */
void                       _trivet_hash_candidates_find_async  (GPtrArray            *candidates,
                                                                TrivetPinHasher      *hasher,
                                                                TrivetSecret         *secret,
                                                                GAsyncReadyCallback   callback,
                                                                gpointer              user_data);
gboolean                   _trivet_hash_candidates_find_finish (GAsyncResult         *result,
                                                                TrivetHashCandidate **ret_found,
                                                                GError              **error);
void                       _trivet_hash_candidate_free         (TrivetHashCandidate  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetHashCandidate, _trivet_hash_candidate_free)

G_END_DECLS
