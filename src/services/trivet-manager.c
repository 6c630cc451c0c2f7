/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager.h"

#include <string.h>

/*
 * TrivetManager: the manager's PIN. The hash is in `manager-pin-set`; each wrong PIN is a
 * `manager-pin-refused` and each right one a `manager-approved`, durable before anybody hears the
 * answer, so that neither a restart nor pulling the plug gives a free guess.
 */

#define FIRST_PAUSE_S   30
#define LONGEST_PAUSE_S 3600
#define APPROVER        "manager"

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/*
 * @refused_wall_us is the time of the last wrong PIN by its fact, which a restart keeps;
 * @refused_us the same by the monotonic clock, which nobody can set forward.
 */
struct _TrivetManager {
  GObject parent_instance;

  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetPinHasher  *hasher;
  TrivetClock      *clock;
  TrivetRandom     *random;
  char             *register_id;
  gulong            committed_id;

  gboolean loaded;
  gboolean busy;
  char    *hash;
  gint64   pin_sequence; /* wrong guesses at an older PIN do not count */
  guint    n_refused;
  gint64   refused_wall_us;
  gint64   refused_us;
};

struct _TrivetApproval {
  char *approver;
};

G_DEFINE_QUARK (trivet - manager - error - quark, trivet_manager_error)

G_DEFINE_FINAL_TYPE (TrivetManager, trivet_manager, G_TYPE_OBJECT)

/**
 * trivet_approval_get_approver:
 * @self: an approval
 *
 * Returns: (transfer none): who said yes, for the facts
 */
const char *
trivet_approval_get_approver (const TrivetApproval *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->approver;
}

/**
 * trivet_approval_free:
 * @self: (transfer full): an approval that is used up, or not wanted
 */
void
trivet_approval_free (TrivetApproval *self)
{
  g_free (self->approver);
  g_free (self);
}

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

/**
 * Attempt:
 * @text: (nullable): what is written: the new hash
 *
 * A PIN that is being checked or set. The manager takes one at a time.
 */
typedef struct {
  TrivetSecret *pin;
  char         *staff;
  char         *text;
  gboolean      matches;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  trivet_secret_unref (attempt->pin);
  g_free (attempt->staff);
  g_free (attempt->text);
  g_free (attempt);
}

static GTask *
begin (TrivetManager      *self,
       TrivetSecret       *pin,
       const char         *staff,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask   *task = g_task_new (self, NULL, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->pin = trivet_secret_ref (pin);
  attempt->staff = g_strdup (staff);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  if (!self->busy) {
    self->busy = TRUE;
    return task;
  }

  g_task_return_new_error (task, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_BUSY, "Another PIN is being checked");
  g_object_unref (task);
  return NULL;
}

static void
fail (GTask  *task,
      GError *error)
{
  TrivetManager *self = g_task_get_source_object (task);

  self->busy = FALSE;
  g_task_return_error (task, error);
}

static void
append (GTask              *task,
        TrivetFactType      type,
        const char         *subject,
        JsonObject         *body,
        GAsyncReadyCallback callback)
{
  TrivetManager  *self = g_task_get_source_object (task);
  Attempt        *attempt = g_task_get_task_data (task);
  TrivetFactStamp stamp = {
    .clock = self->clock,
    .random = self->random,
    .register_id = self->register_id,
    .staff = attempt->staff,
  };
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, trivet_fact_new (type, subject, body, &stamp));
  trivet_journal_append_async (self->journal, facts, callback, task);
}

static TrivetApproval *
approval_new (const char *approver)
{
  TrivetApproval *self = g_new0 (TrivetApproval, 1);

  self->approver = g_strdup (approver);
  return self;
}

static void
on_attempt_stored (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError        *error = NULL;
  TrivetManager *self = g_task_get_source_object (task);
  Attempt       *attempt = g_task_get_task_data (task);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    fail (task, error);
    return;
  }

  if (!attempt->matches) {
    fail (task, g_error_new_literal (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG,
                                     "That is not the manager's PIN"));
    return;
  }
  self->busy = FALSE;
  g_task_return_pointer (task, approval_new (APPROVER), (GDestroyNotify) trivet_approval_free);
}

static void
on_verified (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Attempt *attempt = g_task_get_task_data (task);

  if (!trivet_pin_hasher_verify_finish (TRIVET_PIN_HASHER (source), result, &attempt->matches, &error)) {
    fail (task, g_error_new (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_HASH,
                             "The manager's PIN cannot be checked: %s; set it anew", error->message));
    return;
  }
  append (g_steal_pointer (&task),
          attempt->matches ? TRIVET_FACT_MANAGER_APPROVED : TRIVET_FACT_MANAGER_PIN_REFUSED, "manager",
          json_object_new (), on_attempt_stored);
}

static GError *
check_allowed (TrivetManager *self)
{
  guint pause_s = trivet_manager_get_pause_s (self);

  if (!trivet_manager_has_pin (self))
    return g_error_new_literal (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NO_PIN,
                                "No manager PIN is set: set one in the settings, or with “trivetctl manager-pin”");
  if (pause_s > 0)
    return g_error_new (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_PAUSED,
                        "Too many wrong PINs: wait %u seconds", pause_s);
  return NULL;
}

static void
on_loaded_to_check (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetManager *self = TRIVET_MANAGER (source);
  Attempt       *attempt = g_task_get_task_data (task);
  GError        *error = NULL;

  if (trivet_manager_load_finish (self, result, &error))
    error = check_allowed (self);
  if (error != NULL)
    fail (task, error);
  else
    trivet_pin_hasher_verify_async (self->hasher, attempt->pin, self->hash, on_verified,
                                    g_steal_pointer (&task));
}

/**
 * trivet_manager_check_async:
 * @self: a manager
 * @pin: what somebody typed
 * @staff: who is signed in, for the audit
 * @callback: called when the answer is durable
 * @user_data: for @callback
 *
 * Asks whether @pin is the manager's.
 */
void
trivet_manager_check_async (TrivetManager      *self,
                            TrivetSecret       *pin,
                            const char         *staff,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (pin != NULL && staff != NULL);

  task = begin (self, pin, staff, callback, user_data);
  if (task != NULL)
    trivet_manager_load_async (self, on_loaded_to_check, task);
}

/**
 * trivet_manager_check_finish:
 * @self: a manager
 * @result: from the callback
 * @error: return location: #TrivetManagerError, or the disk's
 *
 * Returns: (transfer full) (nullable): a yes to one action
 */
TrivetApproval *
trivet_manager_check_finish (TrivetManager *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_good_pin (const TrivetSecret *pin)
{
  const char *text = trivet_secret_peek (pin);
  gsize       length = trivet_secret_get_length (pin);
  gboolean    varied = FALSE;

  if (length < TRIVET_MANAGER_MIN_PIN_DIGITS || length > TRIVET_MANAGER_MAX_PIN_DIGITS)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    varied = varied || text[i] != text[0];
  }

  return varied;
}

static void
on_pin_stored (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError        *error = NULL;
  TrivetManager *self = g_task_get_source_object (task);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    fail (task, error);
    return;
  }
  self->busy = FALSE;
  g_task_return_boolean (task, TRUE);
}

static void
on_hashed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError     *error = NULL;
  Attempt    *attempt = g_task_get_task_data (task);
  JsonObject *body;

  attempt->text = trivet_pin_hasher_hash_finish (TRIVET_PIN_HASHER (source), result, &error);
  if (attempt->text == NULL) {
    fail (task, error);
    return;
  }

  body = json_object_new ();
  json_object_set_string_member (body, "hash", attempt->text);
  append (g_steal_pointer (&task), TRIVET_FACT_MANAGER_PIN_SET, "store", body, on_pin_stored);
}

static void
on_loaded_to_set (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetManager *self = TRIVET_MANAGER (source);
  Attempt       *attempt = g_task_get_task_data (task);
  GError        *error = NULL;

  if (trivet_manager_load_finish (self, result, &error) && trivet_manager_has_pin (self) && !attempt->matches)
    error = g_error_new_literal (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG,
                                 "A PIN is set already: the old one is needed to change it");
  if (error != NULL)
    fail (task, error);
  else
    trivet_pin_hasher_hash_async (self->hasher, attempt->pin, on_hashed, g_steal_pointer (&task));
}

static void
set_pin (TrivetManager      *self,
         TrivetSecret       *pin,
         gboolean            allowed,
         const char         *staff,
         GAsyncReadyCallback callback,
         gpointer            user_data)
{
  GTask   *task = begin (self, pin, staff, callback, user_data);
  Attempt *attempt;

  if (task == NULL)
    return;
  if (!is_good_pin (pin)) {
    fail (task, g_error_new (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_BAD_PIN,
                             "A PIN has %d to %d digits, and not all of them the same", TRIVET_MANAGER_MIN_PIN_DIGITS,
                             TRIVET_MANAGER_MAX_PIN_DIGITS));
    g_object_unref (task);
    return;
  }
  attempt = g_task_get_task_data (task);
  attempt->matches = allowed;
  trivet_manager_load_async (self, on_loaded_to_set, task);
}

/**
 * trivet_manager_set_pin_async:
 * @self: a manager
 * @pin: the new one, 4 to 12 digits, not one digit repeated
 * @approval: (transfer full) (nullable): by the old PIN, when there is one
 * @staff: who is signed in, for the audit
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_manager_set_pin_async (TrivetManager      *self,
                              TrivetSecret       *pin,
                              TrivetApproval     *approval,
                              const char         *staff,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (TrivetApproval) owned = approval;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (pin != NULL && staff != NULL);

  set_pin (self, pin, owned != NULL, staff, callback, user_data);
}

/**
 * trivet_manager_reset_pin_async:
 * @self: a manager
 * @pin: the new one, 4 to 12 digits, not one digit repeated
 * @staff: which program, for the audit
 * @callback: called when it is durable; ends with trivet_manager_set_pin_finish()
 * @user_data: for @callback
 *
 * Sets a PIN without the old one. Only for programs that are run with the store's file, never for a
 * screen.
 */
void
trivet_manager_reset_pin_async (TrivetManager      *self,
                                TrivetSecret       *pin,
                                const char         *staff,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (pin != NULL && staff != NULL);

  set_pin (self, pin, TRUE, staff, callback, user_data);
}

/**
 * trivet_manager_set_pin_finish:
 * @self: a manager
 * @result: from the callback
 * @error: return location: #TrivetManagerError, or the disk's
 *
 * Returns: whether the PIN is set
 */
gboolean
trivet_manager_set_pin_finish (TrivetManager *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
