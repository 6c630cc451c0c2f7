/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetParts:
 * @n_left: parts that have not ended
 * @error: (nullable): the first that was reported
 *
 * A task that is done in several parts at once. It lives in the task's data, which sets @n_left
 * before the first part begins and ends with trivet_parts_clear().
 */
typedef struct {
  guint   n_left;
  GError *error;
} TrivetParts;

gboolean trivet_parts_end   (TrivetParts  *self,
                             GTask        *task,
                             GError       *error);
void     trivet_parts_clear (TrivetParts  *self);

G_END_DECLS
