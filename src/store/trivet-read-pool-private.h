/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"

G_BEGIN_DECLS

typedef struct _TrivetReadPool TrivetReadPool;

/* Runs on a reader's thread; gets the task's data and returns what the task will return. */
typedef gpointer (*TrivetReadFunc) (TrivetDatabase  *database,
                                    gpointer         task_data,
                                    GCancellable    *cancellable,
                                    GError         **error);

TrivetReadPool *_trivet_read_pool_new     (const char       *path,
                                           gboolean          held);
void            _trivet_read_pool_free    (TrivetReadPool   *self);
void            _trivet_read_pool_close   (TrivetReadPool   *self);
void            _trivet_read_pool_release (TrivetReadPool   *self,
                                           const GError     *error);
void            _trivet_read_pool_push    (TrivetReadPool   *self,
                                           GTask            *task,
                                           TrivetReadFunc    func,
                                           GDestroyNotify    result_free);

G_END_DECLS
