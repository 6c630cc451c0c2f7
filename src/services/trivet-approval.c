/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

/*
 * TrivetApproval: a yes to one action, and whose it was.
 */

struct _TrivetApproval {
  char            *approver;
  TrivetPermission permission; /* NONE: of the manager's PIN, which covers everything */
};

/* Only whoever has looked at a PIN, a badge or a role may make one. */
TrivetApproval *
_trivet_approval_new (const char      *approver,
                      TrivetPermission permission)
{
  TrivetApproval *self = g_new0 (TrivetApproval, 1);

  self->approver = g_strdup (approver);
  self->permission = permission;
  return self;
}

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
 * trivet_approval_covers:
 * @self: an approval
 * @permission: of what is to be done
 *
 * Returns: whether it was given for that
 */
gboolean
trivet_approval_covers (const TrivetApproval *self,
                        TrivetPermission      permission)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->permission == TRIVET_PERMISSION_NONE || self->permission == permission;
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
