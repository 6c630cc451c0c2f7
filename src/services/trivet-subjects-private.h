/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-repository.h"

G_BEGIN_DECLS

/* All facts of some subjects: (transfer full) (element-type TrivetFact). */
void       _trivet_subjects_read_async  (TrivetRepository    *repository,
                                         const char *const   *subjects,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *_trivet_subjects_read_finish (TrivetRepository    *repository,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
