/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

/*
 * What the services ask: whether one action has its yes, and whether work of many steps is open.
 */

/**
 * trivet_manager_accepts:
 * @self: (nullable): a manager; without one nothing is guarded
 * @permission: of what is to be done
 * @approval: (nullable): somebody's yes
 *
 * A yes is used up by the action that it is handed to; the caller frees it.
 *
 * Returns: whether the action may be done: always where nobody has a PIN, otherwise with a yes to it
 */
gboolean
trivet_manager_accepts (TrivetManager        *self,
                        TrivetPermission      permission,
                        const TrivetApproval *approval)
{
  g_return_val_if_fail (self == NULL || TRIVET_IS_MANAGER (self), FALSE);

  if (self == NULL || permission == TRIVET_PERMISSION_NONE || !trivet_manager_has_pin (self))
    return TRUE;

  return approval != NULL && trivet_approval_covers (approval, permission);
}

/**
 * trivet_manager_needs:
 * @self: (nullable): a manager; without one nothing is guarded
 * @permission: of what is to be done
 *
 * Returns: @permission when somebody must be asked; %TRIVET_PERMISSION_NONE where nobody has a PIN, or
 *   when who is signed in may do it
 */
TrivetPermission
trivet_manager_needs (TrivetManager   *self,
                      TrivetPermission permission)
{
  g_return_val_if_fail (self == NULL || TRIVET_IS_MANAGER (self), TRIVET_PERMISSION_NONE);

  if (self == NULL || !trivet_manager_has_pin (self) ||
      (self->desk != NULL && trivet_staff_desk_may (self->desk, permission)))
    return TRIVET_PERMISSION_NONE;

  return permission;
}

/**
 * trivet_manager_allows:
 * @self: (nullable): a manager; without one nothing is guarded
 * @permission: of what is to be done
 * @approval: (transfer full) (nullable): somebody's yes, used up by this
 * @body: (nullable): of the fact: says whose yes it was, when one was needed
 *
 * Returns: whether the action may be done
 */
gboolean
trivet_manager_allows (TrivetManager   *self,
                       TrivetPermission permission,
                       TrivetApproval  *approval,
                       JsonObject      *body)
{
  g_autoptr (TrivetApproval) consumed = approval;

  if (trivet_manager_needs (self, permission) == TRIVET_PERMISSION_NONE)
    return TRUE;
  if (consumed == NULL || !trivet_approval_covers (consumed, permission))
    return FALSE;
  if (body != NULL)
    json_object_set_string_member (body, "approver", trivet_approval_get_approver (consumed));

  return TRUE;
}

static const char *
get_current_id (TrivetManager *self)
{
  const TrivetStaffMember *current = self->desk != NULL ? trivet_staff_desk_get_current (self->desk) : NULL;

  return current != NULL ? current->staff_id : NULL;
}

/* What one person was let into is closed to the next. */
void
_trivet_manager_look_at_doors (TrivetManager *self)
{
  if (self->doors != 0 && g_strcmp0 (self->doors_for, get_current_id (self)) != 0)
    self->doors = 0;
}

void
_trivet_manager_refuse (GTask      *task,
                        const char *words)
{
  g_task_return_new_error (task, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL, "%s", words);
  g_object_unref (task);
}

/**
 * trivet_manager_open_door:
 * @self: a manager
 * @permission: of the work that begins
 * @approval: (transfer full) (nullable): somebody's yes
 *
 * From now on trivet_manager_is_open(), until trivet_manager_close_door() or until somebody else is
 * signed in.
 *
 * Returns: %FALSE when the yes is missing, or for something else
 */
gboolean
trivet_manager_open_door (TrivetManager   *self,
                          TrivetPermission permission,
                          TrivetApproval  *approval)
{
  g_autoptr (TrivetApproval) owned = approval;

  g_return_val_if_fail (TRIVET_IS_MANAGER (self), FALSE);

  if (!trivet_manager_accepts (self, permission, owned))
    return FALSE;
  if (self->doors == 0) {
    g_free (self->doors_for);
    self->doors_for = g_strdup (get_current_id (self));
  }
  self->doors |= TRIVET_PERMISSION_BIT (permission);

  return TRUE;
}

/**
 * trivet_manager_close_door:
 * @self: a manager
 * @permission: of the work that has ended
 */
void
trivet_manager_close_door (TrivetManager   *self,
                           TrivetPermission permission)
{
  g_return_if_fail (TRIVET_IS_MANAGER (self));

  self->doors &= ~TRIVET_PERMISSION_BIT (permission);
}

/**
 * trivet_manager_is_open:
 * @self: (nullable): a manager; without one nothing is guarded
 * @permission: of the work
 *
 * Returns: whether its next step may be done: nobody has a PIN, who is signed in may do it, or
 *   somebody has said yes to it
 */
gboolean
trivet_manager_is_open (TrivetManager   *self,
                        TrivetPermission permission)
{
  g_return_val_if_fail (self == NULL || TRIVET_IS_MANAGER (self), FALSE);

  return self == NULL || !trivet_manager_has_pin (self) || (self->doors & TRIVET_PERMISSION_BIT (permission)) != 0 ||
         (self->desk != NULL && trivet_staff_desk_may (self->desk, permission));
}
