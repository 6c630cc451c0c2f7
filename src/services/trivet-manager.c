/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

/*
 * TrivetManager: the manager's PIN. The hash is in `manager-pin-set`; each wrong PIN is a
 * `manager-pin-refused` and each right one a `manager-approved`, durable before anybody hears the
 * answer, so that neither a restart nor pulling the plug gives a free guess. This file knows what was
 * tried; trying is in trivet-manager-attempt.c.
 */

#define FIRST_PAUSE_S   30
#define LONGEST_PAUSE_S 3600

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - manager - error - quark, trivet_manager_error)

G_DEFINE_FINAL_TYPE (TrivetManager, trivet_manager, G_TYPE_OBJECT)

/* The PIN comes first, then the attempts, those at an older PIN among them. */
static void
fold (TrivetManager *self,
      TrivetFact    *fact)
{
  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_MANAGER_PIN_SET:
    g_free (self->hash);
    self->hash = g_strdup (trivet_json_get_string_or (trivet_fact_get_body (fact), "hash", ""));
    self->pin_sequence = trivet_fact_get_sequence (fact);
    self->n_refused = 0;
    break;
  case TRIVET_FACT_MANAGER_PIN_REFUSED:
    if (trivet_fact_get_sequence (fact) < self->pin_sequence)
      break;
    self->n_refused++;
    self->refused_wall_us = trivet_fact_get_time_us (fact);
    break;
  case TRIVET_FACT_MANAGER_APPROVED:
    self->n_refused = 0;
    break;
  default:
    break;
  }
}

static gboolean
is_ours (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return type == TRIVET_FACT_MANAGER_PIN_SET || type == TRIVET_FACT_MANAGER_PIN_REFUSED ||
         type == TRIVET_FACT_MANAGER_APPROVED;
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  TrivetManager *self = user_data;
  gboolean       changed = FALSE;

  for (guint i = 0; i < facts->len && self->loaded; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (!is_ours (fact))
      continue;
    fold (self, fact);
    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_MANAGER_PIN_REFUSED)
      self->refused_us = trivet_clock_get_monotonic_us (self->clock);
    changed = TRUE;
  }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
trivet_manager_dispose (GObject *object)
{
  TrivetManager *self = TRIVET_MANAGER (object);

  if (self->journal != NULL)
    g_clear_signal_handler (&self->committed_id, self->journal);
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

static void
on_attempts_loaded (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) attempts = NULL;
  GError        *error = NULL;
  TrivetManager *self = g_task_get_source_object (task);
  GPtrArray     *settings = g_task_get_task_data (task);

  attempts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (attempts == NULL) {
    g_task_return_error (task, error);
    return;
  }

  self->n_refused = 0;
  for (guint i = 0; i < settings->len; i++)
    fold (self, g_ptr_array_index (settings, i));
  for (guint i = 0; i < attempts->len; i++)
    fold (self, g_ptr_array_index (attempts, i));
  self->refused_us = 0;
  self->loaded = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
on_settings_loaded (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *settings = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (settings == NULL) {
    g_task_return_error (task, error);
    return;
  }

  g_task_set_task_data (task, settings, (GDestroyNotify) g_ptr_array_unref);
  trivet_repository_load_facts_async (TRIVET_REPOSITORY (source), "manager", NULL, on_attempts_loaded,
                                      g_steal_pointer (&task));
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
  GTask *task;

  g_return_if_fail (TRIVET_IS_MANAGER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_manager_load_async);
  if (self->loaded) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  trivet_repository_load_facts_async (self->repository, "store", NULL, on_settings_loaded, task);
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

/**
 * trivet_manager_has_pin:
 * @self: a manager that has loaded
 *
 * Returns: whether a PIN is set
 */
gboolean
trivet_manager_has_pin (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), FALSE);

  return self->hash != NULL;
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

  if (self->n_refused < TRIVET_MANAGER_FREE_ATTEMPTS)
    return TRIVET_MANAGER_FREE_ATTEMPTS - self->n_refused;
  return trivet_manager_get_pause_s (self) > 0 ? 0 : 1;
}

static gint64
compute_pause_s (guint n_refused)
{
  guint doublings;

  if (n_refused < TRIVET_MANAGER_FREE_ATTEMPTS)
    return 0;
  doublings = MIN (n_refused - TRIVET_MANAGER_FREE_ATTEMPTS, 16);
  return MIN ((gint64) FIRST_PAUSE_S << doublings, LONGEST_PAUSE_S);
}

/**
 * trivet_manager_get_pause_s:
 * @self: a manager that has loaded
 *
 * Counted by the monotonic clock while the program runs. After a restart only the facts' times are
 * there: a clock that was set back makes the pause begin anew, never longer than its length.
 *
 * Returns: seconds until the next PIN may be typed, 0 for now
 */
guint
trivet_manager_get_pause_s (TrivetManager *self)
{
  gint64 pause_s;
  gint64 passed_us;

  g_return_val_if_fail (TRIVET_IS_MANAGER (self), 0);

  pause_s = compute_pause_s (self->n_refused);
  if (self->refused_us != 0)
    passed_us = trivet_clock_get_monotonic_us (self->clock) - self->refused_us;
  else
    passed_us = trivet_clock_get_wall_us (self->clock) - self->refused_wall_us;

  passed_us = MAX (passed_us, 0);
  if (passed_us >= pause_s * G_USEC_PER_SEC)
    return 0;
  return (guint) ((pause_s * G_USEC_PER_SEC - passed_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}
