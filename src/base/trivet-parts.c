/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-parts.h"

/**
 * trivet_parts_end:
 * @self: the parts of @task
 * @task: a task
 * @error: (transfer full) (nullable): why the part that has ended came to nothing
 *
 * Notes that a part has ended. After the last, @task has returned the first error, if there was one.
 *
 * Returns: whether all have ended well, and @task is to be answered
 */
gboolean
trivet_parts_end (TrivetParts *self,
                  GTask       *task,
                  GError      *error)
{
  g_return_val_if_fail (self != NULL && self->n_left > 0, FALSE);
  g_return_val_if_fail (G_IS_TASK (task), FALSE);

  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  if (--self->n_left > 0)
    return FALSE;
  if (self->error == NULL)
    return TRUE;

  g_task_return_error (task, g_steal_pointer (&self->error));

  return FALSE;
}

/**
 * trivet_parts_clear:
 * @self: the parts of a task that goes
 */
void
trivet_parts_clear (TrivetParts *self)
{
  g_return_if_fail (self != NULL);

  g_clear_error (&self->error);
}
