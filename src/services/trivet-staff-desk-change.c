/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-staff-desk-private.h"

/*
 * Changing staff, roles and policy. What is written is first tried on a copy, so that no change can
 * lock everybody out. A person with PIN and badge is in trivet-staff-desk-member.c.
 */

/* Returns: (transfer full) (nullable): %NULL when @callback hears why it cannot be changed now */
GTask *
_trivet_staff_desk_begin_change (TrivetStaffDesk    *self,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

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
    _trivet_staff_desk_fail (task, error);
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

/* Takes @task and @body. @staff: who does it */
void
_trivet_staff_desk_write_change (GTask         *task,
                                 TrivetFactType type,
                                 JsonObject    *body,
                                 const char    *staff)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetStaffDesk *self = g_task_get_source_object (task);
  TrivetFact      *fact = _trivet_staff_desk_make_fact (self, type, body, staff);
  GError          *error = check_after (self, fact);

  g_ptr_array_add (facts, fact);
  if (error != NULL) {
    _trivet_staff_desk_fail (task, error);
    g_object_unref (task);
    return;
  }
  trivet_journal_append_async (self->journal, facts, on_stored, task);
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
  GTask *task = _trivet_staff_desk_begin_change (self, callback, user_data);

  if (task == NULL)
    return;
  if (problem == NULL) {
    _trivet_staff_desk_write_change (task, type, g_steal_pointer (&owned), staff);
    return;
  }
  _trivet_staff_desk_fail (task, g_steal_pointer (&problem));
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
