/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-staff-desk-private.h"

#include "trivet-id.h"

/*
 * Changing staff, roles and policy. What is written is first tried on a copy, so that no change can
 * lock everybody out. A new PIN is compared with everybody's: an approval must tell whose it was.
 */

/**
 * Change:
 * @member: (nullable): of a `staff-set`, as it will be
 */
typedef struct {
  TrivetStaffMember *member;
  TrivetSecret      *pin;
  TrivetSecret      *badge;
  char              *staff;
} Change;

static void
change_free (Change *change)
{
  g_clear_pointer (&change->member, trivet_staff_member_free);
  g_clear_pointer (&change->pin, trivet_secret_unref);
  g_clear_pointer (&change->badge, trivet_secret_unref);
  g_free (change->staff);
  g_free (change);
}

static void
fail (GTask  *task,
      GError *error)
{
  TrivetStaffDesk *self = g_task_get_source_object (task);

  self->busy = FALSE;
  g_task_return_error (task, error);
}

static GTask *
begin (TrivetStaffDesk    *self,
       const char         *staff,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask  *task = g_task_new (self, NULL, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->staff = g_strdup (staff);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  if (self->busy) {
    g_task_return_new_error (task, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BUSY, "Another change is being written");
  } else if (self->may_change != NULL && !self->may_change (self->may_change_data)) {
    g_task_return_new_error (task, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NEEDS_APPROVAL,
                             "Somebody who may change staff has to approve it");
  } else {
    self->busy = TRUE;
    return task;
  }
  g_object_unref (task);

  return NULL;
}

/* Who may change the list is known above this; @may_change: (nullable): everybody may. */
void
_trivet_staff_desk_set_gate (TrivetStaffDesk *self,
                             gboolean (*may_change) (gpointer user_data),
                             gpointer user_data)
{
  self->may_change = may_change;
  self->may_change_data = user_data;
}

/**
 * trivet_staff_desk_let_in:
 * @self: a desk
 *
 * From now on the list may be changed without anybody's yes. Only for programs that are run with the store's
 * file, never for a screen.
 */
void
trivet_staff_desk_let_in (TrivetStaffDesk *self)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));

  _trivet_staff_desk_set_gate (self, NULL, NULL);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    fail (task, error);
    return;
  }
  self->busy = FALSE;
  g_task_return_boolean (task, TRUE);
}

/* A shop that has staff keeps a manager; one that has none begins with one. Roles alone are none. */
static GError *
check_after (TrivetStaffDesk *self,
             TrivetFact      *fact)
{
  g_autoptr (TrivetStaffList) after = trivet_staff_list_copy (self->list);
  GError *error = NULL;

  if (!trivet_staff_list_apply (after, fact, &error))
    return error;
  if (trivet_staff_list_get_members (after)->len == 0 && trivet_staff_list_get_members (self->list)->len == 0)
    return NULL;
  if (!trivet_staff_list_has_manager (after))
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER,
                                "At least one active person with a PIN must be allowed to change staff");
  return NULL;
}

/* Takes @task and @body. */
static void
write_change (GTask         *task,
              TrivetFactType type,
              JsonObject    *body)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetStaffDesk *self = g_task_get_source_object (task);
  Change          *change = g_task_get_task_data (task);
  TrivetFact      *fact = _trivet_staff_desk_make_fact (self, type, body, change->staff);
  GError          *error = check_after (self, fact);

  g_ptr_array_add (facts, fact);
  if (error != NULL) {
    fail (task, error);
    g_object_unref (task);
    return;
  }
  trivet_journal_append_async (self->journal, facts, on_stored, task);
}

static void
write_member (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  write_change (task, TRIVET_FACT_STAFF_SET, trivet_staff_member_to_body (change->member));
}

static void
on_badge_hashed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Change *change = g_task_get_task_data (task);
  char   *hash = trivet_pin_hasher_hash_finish (TRIVET_PIN_HASHER (source), result, &error);

  if (hash == NULL) {
    fail (task, error);
    return;
  }
  g_free (change->member->badge_hash);
  g_free (change->member->badge_hint);
  change->member->badge_hash = hash;
  change->member->badge_hint = _trivet_badge_dup_hint (change->badge);
  write_member (g_steal_pointer (&task));
}

static void
on_badge_compared (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TrivetHashCandidate) found = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);
  Change          *change = g_task_get_task_data (task);

  _trivet_hash_candidates_find_finish (result, &found, NULL);
  if (found != NULL)
    fail (task, g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_TAKEN_BADGE, "Somebody else has that badge"));
  else
    trivet_pin_hasher_hash_async (self->hasher, change->badge, on_badge_hashed, g_steal_pointer (&task));
}

/* The hashes of all others, for PIN or badge; @hint: (nullable): only badges with it */
static GPtrArray *
collect_others (TrivetStaffDesk         *self,
                const TrivetStaffMember *member,
                const char              *hint)
{
  GPtrArray *members = trivet_staff_list_get_members (self->list);
  GPtrArray *candidates = _trivet_hash_candidates_new ();

  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *other = g_ptr_array_index (members, i);
    const char              *hash = hint != NULL ? other->badge_hash : other->pin_hash;

    if (other->active && *hash != '\0' && !g_str_equal (other->staff_id, member->staff_id) &&
        (hint == NULL || g_str_equal (hint, other->badge_hint)))
      _trivet_hash_candidates_add (candidates, other->staff_id, other->name, hash);
  }

  return candidates;
}

/* Takes @task. */
static void
go_on_with_badge (GTask *task)
{
  TrivetStaffDesk *self = g_task_get_source_object (task);
  Change          *change = g_task_get_task_data (task);
  g_autofree char *hint = NULL;

  if (change->badge == NULL) {
    write_member (task);
    return;
  }
  if (trivet_secret_get_length (change->badge) == 0) {
    *change->member->badge_hash = '\0';
    *change->member->badge_hint = '\0';
    write_member (task);
    return;
  }
  hint = _trivet_badge_dup_hint (change->badge);
  _trivet_hash_candidates_find_async (collect_others (self, change->member, hint), self->hasher, change->badge,
                                      on_badge_compared, task);
}

static void
on_pin_hashed (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Change *change = g_task_get_task_data (task);
  char   *hash = trivet_pin_hasher_hash_finish (TRIVET_PIN_HASHER (source), result, &error);

  if (hash == NULL) {
    fail (task, error);
    return;
  }
  g_free (change->member->pin_hash);
  change->member->pin_hash = hash;
  go_on_with_badge (g_steal_pointer (&task));
}

static void
on_pin_compared (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TrivetHashCandidate) found = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);
  Change          *change = g_task_get_task_data (task);

  _trivet_hash_candidates_find_finish (result, &found, NULL);
  if (found != NULL)
    fail (task, g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_TAKEN_PIN, "Somebody else has that PIN: choose another"));
  else
    trivet_pin_hasher_hash_async (self->hasher, change->pin, on_pin_hashed, g_steal_pointer (&task));
}

static GError *
check_name (TrivetStaffDesk         *self,
            const TrivetStaffMember *member)
{
  const TrivetStaffMember *other = trivet_staff_list_lookup_name (self->list, member->name);
  g_autofree char         *name = g_strstrip (g_strdup (member->name));

  if (*name == '\0' || !g_str_equal (name, member->name) || g_utf8_strlen (name, -1) > TRIVET_STAFF_MAX_NAME)
    return g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_NAME, "A name has 1 to %d characters", TRIVET_STAFF_MAX_NAME);
  if (member->active && other != NULL && !g_str_equal (other->staff_id, member->staff_id))
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_TAKEN_NAME, "Somebody else has that name");
  return NULL;
}

static gboolean
may_be_badge (const TrivetSecret *badge)
{
  g_autoptr (TrivetWalletTable) wallets = trivet_wallet_table_new_default ();

  return trivet_staff_desk_may_be_badge (wallets, badge);
}

static GError *
check_secrets (TrivetSecret *pin,
               TrivetSecret *badge)
{
  gsize length = badge != NULL ? trivet_secret_get_length (badge) : 0;

  if (pin != NULL && !_trivet_pin_is_good (pin))
    return g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_PIN,
                        "A PIN has %d to %d digits, and not all of them the same", TRIVET_PIN_MIN_DIGITS, TRIVET_PIN_MAX_DIGITS);
  if (length != 0 && (length < TRIVET_BADGE_MIN_LENGTH || length > TRIVET_BADGE_MAX_LENGTH))
    return g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_BADGE, "A badge has %d to %d characters",
                        TRIVET_BADGE_MIN_LENGTH, TRIVET_BADGE_MAX_LENGTH);
  if (length != 0 && !may_be_badge (badge))
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_BADGE,
                                "A badge must not look like a payment code or a product's bar code");
  return NULL;
}

/* Returns: (transfer full): @member with the secrets that @old has */
static TrivetStaffMember *
merge (const TrivetStaffMember *old,
       const TrivetStaffMember *member)
{
  TrivetStaffMember *merged = trivet_staff_member_new (member->staff_id, member->name, member->role_id);

  g_free (merged->language);
  merged->language = g_strdup (member->language);
  merged->active = member->active;
  if (old == NULL)
    return merged;

  g_free (merged->pin_hash);
  g_free (merged->badge_hash);
  g_free (merged->badge_hint);
  merged->pin_hash = g_strdup (old->pin_hash);
  merged->badge_hash = g_strdup (old->badge_hash);
  merged->badge_hint = g_strdup (old->badge_hint);
  return merged;
}

/**
 * trivet_staff_desk_new_id:
 * @self: a desk
 *
 * Returns: (transfer full): an id for somebody new, or for a new role
 */
char *
trivet_staff_desk_new_id (TrivetStaffDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), NULL);

  return trivet_id_new (self->clock, self->random);
}

/**
 * trivet_staff_desk_set_member_async:
 * @self: a desk that has loaded
 * @member: as the person will be; its hashes are ignored
 * @pin: (nullable): a new PIN; %NULL keeps the old one
 * @badge: (nullable): a new badge; %NULL keeps the old one, an empty one takes it away
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Adds somebody, or changes somebody of the same id.
 */
void
trivet_staff_desk_set_member_async (TrivetStaffDesk         *self,
                                    const TrivetStaffMember *member,
                                    TrivetSecret            *pin,
                                    TrivetSecret            *badge,
                                    const char              *staff,
                                    GAsyncReadyCallback      callback,
                                    gpointer                 user_data)
{
  const TrivetStaffMember *old;
  Change                  *change;
  GTask                   *task;
  GError                  *error;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (member != NULL && staff != NULL);

  task = begin (self, staff, callback, user_data);
  if (task == NULL)
    return;
  error = check_name (self, member);
  if (error == NULL)
    error = check_secrets (pin, badge);
  if (error != NULL) {
    fail (task, error);
    g_object_unref (task);
    return;
  }

  old = trivet_staff_list_lookup (self->list, member->staff_id);
  change = g_task_get_task_data (task);
  change->member = merge (old, member);
  change->pin = pin != NULL ? trivet_secret_ref (pin) : NULL;
  change->badge = badge != NULL ? trivet_secret_ref (badge) : NULL;
  if (pin == NULL)
    go_on_with_badge (task);
  else
    _trivet_hash_candidates_find_async (collect_others (self, member, NULL), self->hasher, pin, on_pin_compared, task);
}

/* Takes @error, what is wrong with it, and @body. */
static void
submit (TrivetStaffDesk    *self,
        TrivetFactType      type,
        JsonObject         *body,
        GError             *error,
        const char         *staff,
        GAsyncReadyCallback callback,
        gpointer            user_data)
{
  g_autoptr (GError) problem = error;
  g_autoptr (JsonObject) owned = body;
  GTask *task = begin (self, staff, callback, user_data);

  if (task == NULL)
    return;
  if (problem == NULL) {
    write_change (task, type, g_steal_pointer (&owned));
    return;
  }
  fail (task, g_steal_pointer (&problem));
  g_object_unref (task);
}

static JsonObject *
id_body (const char *id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);
  return body;
}

/**
 * trivet_staff_desk_remove_async:
 * @self: a desk that has loaded
 * @staff_id: who does not work here any more
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Facts of the past keep the name.
 */
void
trivet_staff_desk_remove_async (TrivetStaffDesk    *self,
                                const char         *staff_id,
                                const char         *staff,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (staff_id != NULL && staff != NULL);

  submit (self, TRIVET_FACT_STAFF_REMOVED, id_body (staff_id), NULL, staff, callback, user_data);
}

/**
 * trivet_staff_desk_set_role_async:
 * @self: a desk that has loaded
 * @role: as it will be
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Adds a role, or changes the one of the same id.
 */
void
trivet_staff_desk_set_role_async (TrivetStaffDesk    *self,
                                  const TrivetRole   *role,
                                  const char         *staff,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GError *error = NULL;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (role != NULL && staff != NULL);

  if (*role->name == '\0' || *role->name_zh == '\0' || g_utf8_strlen (role->name, -1) > TRIVET_STAFF_MAX_NAME ||
      g_utf8_strlen (role->name_zh, -1) > TRIVET_STAFF_MAX_NAME)
    error = g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_NAME, "A name has 1 to %d characters", TRIVET_STAFF_MAX_NAME);
  submit (self, TRIVET_FACT_ROLE_SET, trivet_role_to_body (role), error, staff, callback, user_data);
}

static gboolean
is_in_use (TrivetStaffDesk *self,
           const char      *role_id)
{
  GPtrArray *members = trivet_staff_list_get_members (self->list);

  for (guint i = 0; i < members->len; i++) {
    if (g_str_equal (((const TrivetStaffMember *) g_ptr_array_index (members, i))->role_id, role_id))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_staff_desk_remove_role_async:
 * @self: a desk that has loaded
 * @role_id: a role that nobody has
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_staff_desk_remove_role_async (TrivetStaffDesk    *self,
                                     const char         *role_id,
                                     const char         *staff,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GError *error = NULL;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (role_id != NULL && staff != NULL);

  if (is_in_use (self, role_id))
    error = g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_ROLE_IN_USE, "Somebody has that role");
  submit (self, TRIVET_FACT_ROLE_REMOVED, id_body (role_id), error, staff, callback, user_data);
}

/**
 * trivet_staff_desk_set_policy_async:
 * @self: a desk that has loaded
 * @policy: when somebody must sign in
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_staff_desk_set_policy_async (TrivetStaffDesk         *self,
                                    const TrivetStaffPolicy *policy,
                                    const char              *staff,
                                    GAsyncReadyCallback      callback,
                                    gpointer                 user_data)
{
  JsonObject *body;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (policy != NULL && staff != NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "sign_in", policy->sign_in_required ? "required" : "optional");
  json_object_set_int_member (body, "lock_after_s", policy->lock_after_s);
  submit (self, TRIVET_FACT_STAFF_POLICY_SET, body, NULL, staff, callback, user_data);
}

/**
 * trivet_staff_desk_change_finish:
 * @self: a desk
 * @result: from the callback of any change
 * @error: return location: #TrivetStaffError, or the disk's
 *
 * Returns: whether the change is durable
 */
gboolean
trivet_staff_desk_change_finish (TrivetStaffDesk *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
