/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

#include "trivet-parts.h"
#include "trivet-subjects-private.h"

/*
 * TrivetManager: the manager's PIN. The hash is in `manager-pin-set`; each wrong PIN is a
 * `manager-pin-refused` and each right one a `manager-approved`, durable before anybody hears the
 * answer, so that neither a restart nor pulling the plug gives a free guess. This file knows what was
 * tried; trying is in trivet-manager-attempt.c.
 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - manager - error - quark, trivet_manager_error)

G_DEFINE_FINAL_TYPE (TrivetManager, trivet_manager, G_TYPE_OBJECT)

/* The PIN comes first, then the attempts, those at an older PIN among them. @monotonic_us is 0 for
 * those of a former run. Returns: whether the fact is one of ours */
static gboolean
fold (TrivetManager *self,
      TrivetFact    *fact,
      gint64         monotonic_us)
{
  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_MANAGER_PIN_SET:
    g_free (self->hash);
    self->hash = g_strdup (trivet_json_get_string_or (trivet_fact_get_body (fact), "hash", ""));
    self->pin_sequence = trivet_fact_get_sequence (fact);
    self->attempts = (TrivetAttempts){ 0 };
    break;
  case TRIVET_FACT_MANAGER_PIN_REFUSED:
    if (trivet_fact_get_sequence (fact) >= self->pin_sequence)
      trivet_attempts_refuse (&self->attempts, trivet_fact_get_time_us (fact), monotonic_us);
    break;
  case TRIVET_FACT_MANAGER_APPROVED:
    self->attempts = (TrivetAttempts){ 0 };
    break;
  case TRIVET_FACT_REASON_SET:
  case TRIVET_FACT_REASON_REMOVED:
    _trivet_manager_fold_reason (self, fact);
    break;
  default:
    return FALSE;
  }

  return TRUE;
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  TrivetManager *self = user_data;
  gboolean       changed = FALSE;

  for (guint i = 0; i < facts->len && self->loaded; i++)
    changed |= fold (self, g_ptr_array_index (facts, i), trivet_clock_get_monotonic_us (self->clock));
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
trivet_manager_dispose (GObject *object)
{
  TrivetManager *self = TRIVET_MANAGER (object);

  if (self->journal != NULL)
    g_clear_signal_handler (&self->committed_id, self->journal);
  if (self->desk != NULL)
    _trivet_staff_desk_set_gate (self->desk, NULL, NULL);
  g_clear_object (&self->desk);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->hasher);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);

  G_OBJECT_CLASS (trivet_manager_parent_class)->dispose (object);
}

static void
trivet_manager_finalize (GObject *object)
{
  TrivetManager *self = TRIVET_MANAGER (object);

  g_free (self->register_id);
  g_free (self->hash);
  g_free (self->doors_for);
  trivet_reason_list_free (self->reasons);

  G_OBJECT_CLASS (trivet_manager_parent_class)->finalize (object);
}

static void
trivet_manager_class_init (TrivetManagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_manager_dispose;
  object_class->finalize = trivet_manager_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_manager_init (TrivetManager *self)
{
  self->reasons = trivet_reason_list_new ();
}

/**
 * trivet_manager_new:
 * @journal: where attempts are written
 * @repository: where they are read
 * @hasher: computes the slow hash
 * @clock: gives time
 * @random: gives ids
 * @register_id: which register this is
 *
 * Returns: (transfer full): a manager that has read nothing yet
 */
TrivetManager *
trivet_manager_new (TrivetJournal    *journal,
                    TrivetRepository *repository,
                    TrivetPinHasher  *hasher,
                    TrivetClock      *clock,
                    TrivetRandom     *random,
                    const char       *register_id)
{
  TrivetManager *self;

  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_PIN_HASHER (hasher), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);
  g_return_val_if_fail (register_id != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_MANAGER, NULL);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->hasher = g_object_ref (hasher);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->register_id = g_strdup (register_id);
  self->committed_id = g_signal_connect (journal, "committed", G_CALLBACK (on_committed), self);

  return self;
}

/* What is read to know whom to ask. */
typedef struct {
  GPtrArray  *facts;
  TrivetParts parts;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_pointer (&loading->facts, g_ptr_array_unref);
  trivet_parts_clear (&loading->parts);
  g_free (loading);
}

/* One of the reads has ended. Takes @task and @error. */
static void
on_part_read (GTask  *task,
              GError *error)
{
  g_autoptr (GTask) owned = task;
  Loading       *loading = g_task_get_task_data (task);
  TrivetManager *self = g_task_get_source_object (task);

  if (!trivet_parts_end (&loading->parts, task, error))
    return;

  self->attempts = (TrivetAttempts){ 0 };
  for (guint i = 0; i < loading->facts->len; i++)
    fold (self, g_ptr_array_index (loading->facts, i), 0);
  self->loaded = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
on_desk_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError *error = NULL;

  trivet_staff_desk_load_finish (TRIVET_STAFF_DESK (source), result, &error);
  on_part_read (user_data, error);
}

static void
on_facts_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Loading *loading = g_task_get_task_data (user_data);
  GError  *error = NULL;

  loading->facts = _trivet_subjects_read_finish (TRIVET_REPOSITORY (source), result, &error);
  on_part_read (user_data, error);
}

/**
 * trivet_manager_load_async:
 * @self: a manager
 * @callback: called when it knows whether there is a PIN
 * @user_data: for @callback
 */
void
trivet_manager_load_async (TrivetManager      *self,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  /* The PIN, the attempts at it, and the reasons. */
  static const char *const subjects[] = { "store", "manager", "reasons", NULL };
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  g_return_if_fail (TRIVET_IS_MANAGER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_manager_load_async);
  if (self->loaded) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  loading = g_new0 (Loading, 1);
  loading->parts.n_left = self->desk != NULL ? 2 : 1;
  g_task_set_task_data (task, loading, loading_free);
  _trivet_subjects_read_async (self->repository, subjects, on_facts_read, g_object_ref (task));
  if (self->desk != NULL)
    trivet_staff_desk_load_async (self->desk, on_desk_loaded, g_object_ref (task));
}

/**
 * trivet_manager_load_finish:
 * @self: a manager
 * @result: from the callback
 * @error: return location: the store cannot be read
 *
 * Returns: whether it knows now
 */
gboolean
trivet_manager_load_finish (TrivetManager *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_desk_changed (TrivetManager *self)
{
  _trivet_manager_look_at_doors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_staff_open (gpointer user_data)
{
  return trivet_manager_is_open (user_data, TRIVET_PERMISSION_EDIT_STAFF);
}

/**
 * trivet_manager_set_desk:
 * @self: a manager that has not loaded
 * @desk: (nullable): who works here
 *
 * From now on whoever of the staff may do a thing may approve it, and the list of staff is changed only by
 * who may (%TRIVET_PERMISSION_EDIT_STAFF).
 */
void
trivet_manager_set_desk (TrivetManager   *self,
                         TrivetStaffDesk *desk)
{
  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (desk == NULL || TRIVET_IS_STAFF_DESK (desk));

  if (!g_set_object (&self->desk, desk) || desk == NULL)
    return;
  _trivet_staff_desk_set_gate (desk, is_staff_open, self);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
}

/**
 * trivet_manager_get_desk:
 * @self: a manager
 *
 * Returns: (transfer none) (nullable): who works here
 */
TrivetStaffDesk *
trivet_manager_get_desk (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), NULL);

  return self->desk;
}

gboolean
_trivet_manager_has_staff (TrivetManager *self)
{
  return self->desk != NULL && trivet_staff_desk_has_staff (self->desk);
}

/* Returns: (transfer none): the guesses that count for an approval */
const TrivetAttempts *
_trivet_manager_get_attempts (TrivetManager *self)
{
  return _trivet_manager_has_staff (self) ? _trivet_staff_desk_get_attempts (self->desk, TRIVET_STAFF_NOBODY) : &self->attempts;
}

/**
 * trivet_manager_is_loaded:
 * @self: a manager
 *
 * Returns: whether it knows by now whether there is a PIN
 */
gboolean
trivet_manager_is_loaded (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), FALSE);

  return self->loaded;
}

/**
 * trivet_manager_has_pin:
 * @self: a manager that has loaded
 *
 * Returns: whether there can be a PIN that approves anything: the manager's, or one of the staff's
 */
gboolean
trivet_manager_has_pin (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), FALSE);

  return self->hash != NULL || _trivet_manager_has_staff (self);
}

/**
 * trivet_manager_get_attempts:
 * @self: a manager that has loaded
 *
 * Returns: how many wrong PINs may still be typed before the next pause
 */
guint
trivet_manager_get_attempts (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), 0);

  return trivet_attempts_get_left (_trivet_manager_get_attempts (self), self->clock);
}

/**
 * trivet_manager_get_pause_s:
 * @self: a manager that has loaded
 *
 * Returns: seconds until the next PIN may be typed, 0 for now
 */
guint
trivet_manager_get_pause_s (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), 0);

  return trivet_attempts_get_pause_s (_trivet_manager_get_attempts (self), self->clock);
}
