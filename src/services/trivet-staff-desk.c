/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-staff-desk-private.h"

#include "trivet-money.h"
#include "trivet-subjects-private.h"

/*
 * TrivetStaffDesk: the list of staff, kept as the journal says, and who is signed in. Signing in is
 * in trivet-staff-desk-sign-in.c, changing the list in trivet-staff-desk-change.c.
 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - staff - error - quark, trivet_staff_error)

G_DEFINE_FINAL_TYPE (TrivetStaffDesk, trivet_staff_desk, G_TYPE_OBJECT)

static TrivetAttempts *
ensure_attempts (TrivetStaffDesk *self,
                 const char      *staff_id)
{
  TrivetAttempts *attempts = g_hash_table_lookup (self->attempts, staff_id);

  if (attempts == NULL) {
    attempts = g_new0 (TrivetAttempts, 1);
    g_hash_table_insert (self->attempts, g_strdup (staff_id), attempts);
  }

  return attempts;
}

/* Which guesses a fact ends or begins to count; the store keeps those that still do by the same
 * rule (trivet-projection-staff.c). */
static void
fold_attempt (TrivetStaffDesk *self,
              TrivetFact      *fact,
              gint64           monotonic_us)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *staff_id = trivet_json_get_string_or (body, "staff", TRIVET_STAFF_NOBODY);

  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_STAFF_REFUSED:
    trivet_attempts_refuse (ensure_attempts (self, staff_id), trivet_fact_get_time_us (fact), monotonic_us);
    break;
  case TRIVET_FACT_STAFF_SIGNED_IN:
    if (g_str_equal (trivet_json_get_string_or (body, "how", ""), "pin"))
      g_hash_table_remove (self->attempts, staff_id);
    else if (trivet_json_get_bool_or (body, "forgives", TRUE))
      g_hash_table_remove (self->attempts, TRIVET_STAFF_NOBODY);
    break;
  case TRIVET_FACT_STAFF_APPROVED:
    if (trivet_json_get_bool_or (body, "forgives", TRUE))
      g_hash_table_remove (self->attempts, TRIVET_STAFF_NOBODY);
    break;
  case TRIVET_FACT_STAFF_SET:
  case TRIVET_FACT_STAFF_REMOVED:
    g_hash_table_remove (self->attempts, trivet_json_get_string_or (body, "id", ""));
    break;
  default:
    break;
  }
}

static void
fold (TrivetStaffDesk *self,
      TrivetFact      *fact,
      gint64           monotonic_us)
{
  g_autoptr (GError) error = NULL;

  /* The store has accepted it, so this copy is behind: a bug, not a loss. */
  if (!trivet_staff_list_apply (self->list, fact, &error))
    g_critical ("Fact %s does not fit the staff: %s", trivet_fact_get_id (fact), error->message);
  fold_attempt (self, fact, monotonic_us);
}

/* Somebody else may have ended the work of whoever is signed in here. */
static void
drop_gone (TrivetStaffDesk *self)
{
  const TrivetStaffMember *member = trivet_staff_list_lookup (self->list, self->current_id);

  if (self->current_id != NULL && (member == NULL || !member->active))
    _trivet_staff_desk_set_current (self, NULL);
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  TrivetStaffDesk *self = user_data;
  gboolean         changed = FALSE;

  for (guint i = 0; i < facts->len && self->loaded; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (!g_str_equal (trivet_fact_get_subject (fact), "staff"))
      continue;
    fold (self, fact, trivet_clock_get_monotonic_us (self->clock));
    changed = TRUE;
  }
  if (!changed)
    return;

  drop_gone (self);
  _trivet_staff_desk_watch_idle (self);
  _trivet_staff_desk_emit_changed (self);
}

static void
trivet_staff_desk_dispose (GObject *object)
{
  TrivetStaffDesk *self = TRIVET_STAFF_DESK (object);

  if (self->journal != NULL)
    g_clear_signal_handler (&self->committed_id, self->journal);
  if (self->lock_id != 0)
    trivet_clock_remove_timeout (self->clock, self->lock_id);
  self->lock_id = 0;
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->hasher);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);

  G_OBJECT_CLASS (trivet_staff_desk_parent_class)->dispose (object);
}

static void
trivet_staff_desk_finalize (GObject *object)
{
  TrivetStaffDesk *self = TRIVET_STAFF_DESK (object);

  g_free (self->register_id);
  g_free (self->current_id);
  g_hash_table_unref (self->attempts);
  trivet_staff_list_free (self->list);

  G_OBJECT_CLASS (trivet_staff_desk_parent_class)->finalize (object);
}

static void
trivet_staff_desk_class_init (TrivetStaffDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_staff_desk_dispose;
  object_class->finalize = trivet_staff_desk_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_staff_desk_init (TrivetStaffDesk *self)
{
  self->list = trivet_staff_list_new ();
  self->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * trivet_staff_desk_new:
 * @journal: where sign-ins and changes are written
 * @repository: where they are read
 * @hasher: computes the slow hash
 * @clock: gives time
 * @random: gives ids
 * @register_id: which register this is
 *
 * Returns: (transfer full): a desk that has read nothing yet
 */
TrivetStaffDesk *
trivet_staff_desk_new (TrivetJournal    *journal,
                       TrivetRepository *repository,
                       TrivetPinHasher  *hasher,
                       TrivetClock      *clock,
                       TrivetRandom     *random,
                       const char       *register_id)
{
  TrivetStaffDesk *self;

  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_PIN_HASHER (hasher), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);
  g_return_val_if_fail (register_id != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_STAFF_DESK, NULL);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->hasher = g_object_ref (hasher);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->register_id = g_strdup (register_id);
  self->committed_id = g_signal_connect (journal, "committed", G_CALLBACK (on_committed), self);

  return self;
}

static void
on_facts_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  GError          *error = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);

  facts = _trivet_subjects_read_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts == NULL) {
    g_task_return_error (task, error);
    return;
  }

  for (guint i = 0; i < facts->len && !self->loaded; i++)
    fold (self, g_ptr_array_index (facts, i), 0);
  self->loaded = TRUE;
  _trivet_staff_desk_emit_changed (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * trivet_staff_desk_load_async:
 * @self: a desk
 * @callback: called when it knows who works here
 * @user_data: for @callback
 */
void
trivet_staff_desk_load_async (TrivetStaffDesk    *self,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  static const char *const subjects[] = { "staff", NULL };
  GTask                   *task;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_staff_desk_load_async);
  if (self->loaded) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  _trivet_subjects_read_async (self->repository, subjects, on_facts_read, task);
}

/**
 * trivet_staff_desk_load_finish:
 * @self: a desk
 * @result: from the callback
 * @error: return location: the store cannot be read
 *
 * Returns: whether it knows now
 */
gboolean
trivet_staff_desk_load_finish (TrivetStaffDesk *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * trivet_staff_desk_get_list:
 * @self: a desk that has loaded
 *
 * Returns: (transfer none): who works here, as the journal says
 */
const TrivetStaffList *
trivet_staff_desk_get_list (TrivetStaffDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), NULL);

  return self->list;
}

/**
 * trivet_staff_desk_has_staff:
 * @self: a desk that has loaded
 *
 * Returns: whether anybody is listed; otherwise the shop works with one manager's PIN alone
 */
gboolean
trivet_staff_desk_has_staff (TrivetStaffDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), FALSE);

  return trivet_staff_list_get_members (self->list)->len > 0;
}

/**
 * trivet_staff_desk_get_current:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): who is signed in here
 */
const TrivetStaffMember *
trivet_staff_desk_get_current (TrivetStaffDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), NULL);

  return trivet_staff_list_lookup (self->list, self->current_id);
}

/**
 * trivet_staff_desk_get_name:
 * @self: a desk
 *
 * Returns: (transfer none): who is signed in, as facts name the person; "" for nobody
 */
const char *
trivet_staff_desk_get_name (TrivetStaffDesk *self)
{
  const TrivetStaffMember *current = trivet_staff_desk_get_current (self);

  return current != NULL ? current->name : "";
}

/**
 * trivet_staff_desk_is_locked:
 * @self: a desk that has loaded
 *
 * Returns: whether somebody must sign in before anything else
 */
gboolean
trivet_staff_desk_is_locked (TrivetStaffDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), FALSE);

  return trivet_staff_desk_has_staff (self) && trivet_staff_desk_get_current (self) == NULL &&
         trivet_staff_list_get_policy (self->list)->sign_in_required;
}

/**
 * trivet_staff_desk_may:
 * @self: a desk
 * @permission: what is asked
 *
 * Returns: whether who is signed in may do it without asking anybody; in a shop without staff nobody
 *   may, so that its manager's PIN is asked for
 */
gboolean
trivet_staff_desk_may (TrivetStaffDesk *self,
                       TrivetPermission permission)
{
  return trivet_staff_list_may (self->list, trivet_staff_desk_get_current (self), permission);
}

/**
 * trivet_staff_desk_get_discount_limit_ppm:
 * @self: a desk
 *
 * Returns: up to which rate a discount needs nobody's approval now; anything in a shop without staff
 */
gint64
trivet_staff_desk_get_discount_limit_ppm (TrivetStaffDesk *self)
{
  const TrivetRole *role;

  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), 0);

  if (!trivet_staff_desk_has_staff (self))
    return TRIVET_RATE_PPM_ONE;
  role = trivet_staff_list_role_of (self->list, trivet_staff_desk_get_current (self));

  return role != NULL ? role->discount_limit_ppm : 0;
}

/* Returns: (transfer none): the guesses at a member's PIN, or at nobody's in particular */
const TrivetAttempts *
_trivet_staff_desk_get_attempts (TrivetStaffDesk *self,
                                 const char      *staff_id)
{
  static const TrivetAttempts none;
  const TrivetAttempts       *attempts = g_hash_table_lookup (self->attempts, staff_id);

  return attempts != NULL ? attempts : &none;
}

/**
 * trivet_staff_desk_get_attempts:
 * @self: a desk that has loaded
 * @staff_id: a member; "" for badges and approvals, which name nobody
 *
 * Returns: how many wrong ones may still be typed before the next pause
 */
guint
trivet_staff_desk_get_attempts (TrivetStaffDesk *self,
                                const char      *staff_id)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), 0);

  return trivet_attempts_get_left (_trivet_staff_desk_get_attempts (self, staff_id), self->clock);
}

/**
 * trivet_staff_desk_get_pause_s:
 * @self: a desk that has loaded
 * @staff_id: a member; "" for badges and approvals
 *
 * Returns: seconds until the next one may be typed, 0 for now
 */
guint
trivet_staff_desk_get_pause_s (TrivetStaffDesk *self,
                               const char      *staff_id)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), 0);

  return trivet_attempts_get_pause_s (_trivet_staff_desk_get_attempts (self, staff_id), self->clock);
}

/* Takes @body. */
TrivetFact *
_trivet_staff_desk_make_fact (TrivetStaffDesk *self,
                              TrivetFactType   type,
                              JsonObject      *body,
                              const char      *staff)
{
  TrivetFactStamp stamp = {
    .clock = self->clock,
    .random = self->random,
    .register_id = self->register_id,
    .staff = staff,
  };

  return trivet_fact_new (type, "staff", body, &stamp);
}

/* @staff_id: (nullable): whom it is about; @member: (nullable): another text of the body */
JsonObject *
_trivet_staff_desk_event_body (const char *staff_id,
                               const char *member,
                               const char *value)
{
  JsonObject *body = json_object_new ();

  if (staff_id != NULL && *staff_id != '\0')
    json_object_set_string_member (body, "staff", staff_id);
  if (member != NULL)
    json_object_set_string_member (body, member, value);

  return body;
}

/* Guesses in nobody's name are not forgiven for a right PIN or badge of somebody who may want another one's:
 * between two uses of one's own anybody could go on guessing the manager's. Puts that into @body. */
void
_trivet_staff_desk_say_forgives (TrivetStaffDesk *self,
                                 const char      *staff_id,
                                 JsonObject      *body)
{
  if (!trivet_staff_list_may (self->list, trivet_staff_list_lookup (self->list, staff_id), TRIVET_PERMISSION_EDIT_STAFF))
    json_object_set_boolean_member (body, "forgives", FALSE);
}

void
_trivet_staff_desk_set_current (TrivetStaffDesk *self,
                                const char      *staff_id)
{
  g_autofree char *copy = g_strdup (staff_id);

  g_free (self->current_id);
  self->current_id = g_steal_pointer (&copy);
  self->touched_us = trivet_clock_get_monotonic_us (self->clock);
  _trivet_staff_desk_watch_idle (self);
}

void
_trivet_staff_desk_emit_changed (TrivetStaffDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The end of what made the desk busy. */
void
_trivet_staff_desk_fail (GTask  *task,
                         GError *error)
{
  TrivetStaffDesk *self = g_task_get_source_object (task);

  self->busy = FALSE;
  g_task_return_error (task, error);
}
