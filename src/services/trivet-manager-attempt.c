/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

/*
 * One attempt at the manager's PIN, to be let through or to set a new one.
 */

#define APPROVER "manager"

/**
 * Attempt:
 * @text: (nullable): what is written: the new hash
 * @found: (nullable): whose PIN it is
 *
 * A PIN that is being checked or set, or a badge that is being checked. The manager takes one at a time.
 */
typedef struct {
  TrivetSecret        *pin;
  char                *staff;
  char                *text;
  TrivetPermission     permission;
  gboolean             badge; /* @pin is what a scanner read of one */
  TrivetHashCandidate *found;
  gboolean             matches;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  trivet_secret_unref (attempt->pin);
  g_free (attempt->staff);
  g_free (attempt->text);
  g_clear_pointer (&attempt->found, _trivet_hash_candidate_free);
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

static void
on_attempt_stored (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  TrivetManager   *self = g_task_get_source_object (task);
  Attempt         *attempt = g_task_get_task_data (task);
  TrivetPermission permission;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    fail (task, error);
    return;
  }

  if (attempt->found == NULL) {
    fail (task, g_error_new_literal (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG,
                                     "That is not the PIN of anybody who may approve this"));
    return;
  }
  self->busy = FALSE;
  permission = g_str_equal (attempt->found->staff_id, APPROVER) ? TRIVET_PERMISSION_NONE : attempt->permission;
  g_task_return_pointer (task, _trivet_approval_new (attempt->found->name, permission), (GDestroyNotify) trivet_approval_free);
}

/* In a shop with staff the facts are about one of them, also when it was the manager's PIN. */
static JsonObject *
staff_body (TrivetManager *self,
            const Attempt *attempt)
{
  JsonObject *body = _trivet_staff_desk_event_body (attempt->found != NULL ? attempt->found->staff_id : NULL, NULL, NULL);

  if (attempt->found != NULL && attempt->permission != TRIVET_PERMISSION_NONE)
    json_object_set_string_member (body, "permission", trivet_permission_get_name (attempt->permission));
  if (attempt->found != NULL && !g_str_equal (attempt->found->staff_id, APPROVER))
    _trivet_staff_desk_say_forgives (self->desk, attempt->found->staff_id, body);
  return body;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TrivetManager *self = g_task_get_source_object (task);
  Attempt       *attempt = g_task_get_task_data (task);

  if (!_trivet_hash_candidates_find_finish (result, &attempt->found, &error)) {
    fail (task, g_error_new (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_HASH,
                             "The manager's PIN cannot be checked: %s; set it anew", error->message));
    return;
  }
  if (_trivet_manager_has_staff (self))
    append (g_steal_pointer (&task), attempt->found != NULL ? TRIVET_FACT_STAFF_APPROVED : TRIVET_FACT_STAFF_REFUSED, "staff",
            staff_body (self, attempt), on_attempt_stored);
  else
    append (g_steal_pointer (&task), attempt->found != NULL ? TRIVET_FACT_MANAGER_APPROVED : TRIVET_FACT_MANAGER_PIN_REFUSED,
            "manager", json_object_new (), on_attempt_stored);
}

/* Everybody whose PIN or badge approves it: staff who may, and by PIN the manager. */
static GPtrArray *
collect_candidates (TrivetManager *self,
                    const Attempt *attempt)
{
  GPtrArray             *candidates = _trivet_hash_candidates_new ();
  const TrivetStaffList *list = self->desk != NULL ? trivet_staff_desk_get_list (self->desk) : NULL;
  GPtrArray             *members = list != NULL ? trivet_staff_list_get_members (list) : NULL;
  g_autofree char       *hint = attempt->badge ? _trivet_badge_dup_hint (attempt->pin) : NULL;

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);
    const char              *hash = attempt->badge ? member->badge_hash : member->pin_hash;

    if (*hash != '\0' && (hint == NULL || g_str_equal (hint, member->badge_hint)) &&
        trivet_staff_list_may (list, member, attempt->permission))
      _trivet_hash_candidates_add (candidates, member->staff_id, member->name, hash);
  }
  if (self->hash != NULL && !attempt->badge)
    _trivet_hash_candidates_add (candidates, APPROVER, APPROVER, self->hash);

  return candidates;
}

static GError *
check_allowed (TrivetManager *self)
{
  guint pause_s = trivet_manager_get_pause_s (self);

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

  g_autoptr (GPtrArray) candidates = NULL;

  if (trivet_manager_load_finish (self, result, &error))
    error = check_allowed (self);
  candidates = collect_candidates (self, attempt);
  /* Of badges none may have the hint of this one: then nobody's matches, and that is a wrong guess. */
  if (error == NULL && candidates->len == 0 && !(attempt->badge && trivet_manager_has_pin (self)))
    error = g_error_new_literal (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NO_PIN,
                                 "No manager PIN is set: set one in the settings, or with “trivetctl manager-pin”");
  if (error != NULL)
    fail (task, error);
  else
    _trivet_hash_candidates_find_async (g_steal_pointer (&candidates), self->hasher, attempt->pin, on_found,
                                        g_steal_pointer (&task));
}

/**
 * trivet_manager_approve_self:
 * @self: a manager
 * @permission: what is to be done
 *
 * Returns: (transfer full) (nullable): a yes to one action by who is signed in; %NULL when that
 *   person may not, so that a PIN is needed
 */
TrivetApproval *
trivet_manager_approve_self (TrivetManager   *self,
                             TrivetPermission permission)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), NULL);

  if (permission == TRIVET_PERMISSION_NONE || !_trivet_manager_has_staff (self) ||
      !trivet_staff_desk_may (self->desk, permission))
    return NULL;
  return _trivet_approval_new (trivet_staff_desk_get_name (self->desk), permission);
}

/**
 * trivet_manager_approve_async:
 * @self: a manager
 * @permission: what is to be done
 * @pin: what somebody typed
 * @staff: who is signed in, for the audit
 * @callback: called when the answer is durable; see trivet_manager_check_finish()
 * @user_data: for @callback
 *
 * Asks whether @pin is that of somebody who may say yes to it.
 */
void
trivet_manager_approve_async (TrivetManager      *self,
                              TrivetPermission    permission,
                              TrivetSecret       *pin,
                              const char         *staff,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (pin != NULL && staff != NULL);

  task = begin (self, pin, staff, callback, user_data);
  if (task == NULL)
    return;
  ((Attempt *) g_task_get_task_data (task))->permission = permission;
  trivet_manager_load_async (self, on_loaded_to_check, task);
}

/**
 * trivet_manager_approve_badge_async:
 * @self: a manager
 * @permission: what is to be done
 * @badge: what a scanner read
 * @staff: who is signed in, for the audit
 * @callback: called when the answer is durable; see trivet_manager_check_finish()
 * @user_data: for @callback
 *
 * Asks whether @badge is that of somebody who may say yes to it. A wrong one counts as a wrong PIN does.
 */
void
trivet_manager_approve_badge_async (TrivetManager      *self,
                                    TrivetPermission    permission,
                                    TrivetSecret       *badge,
                                    const char         *staff,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  Attempt *attempt;
  GTask   *task;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (badge != NULL && staff != NULL);

  task = begin (self, badge, staff, callback, user_data);
  if (task == NULL)
    return;
  attempt = g_task_get_task_data (task);
  attempt->permission = permission;
  attempt->badge = TRUE;
  trivet_manager_load_async (self, on_loaded_to_check, task);
}

/**
 * trivet_manager_check_async:
 * @self: a manager
 * @pin: what somebody typed
 * @staff: who is signed in, for the audit
 * @callback: called when the answer is durable
 * @user_data: for @callback
 *
 * Asks whether @pin is a manager's.
 */
void
trivet_manager_check_async (TrivetManager      *self,
                            TrivetSecret       *pin,
                            const char         *staff,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  trivet_manager_approve_async (self, TRIVET_PERMISSION_EDIT_STAFF, pin, staff, callback, user_data);
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
  if (!_trivet_pin_is_good (pin)) {
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
