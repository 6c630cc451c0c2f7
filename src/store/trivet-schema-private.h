/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"

G_BEGIN_DECLS

/**
 * TrivetSchemaStep:
 * @version: the version that the step leads to: 1, 2, 3, …
 * @sql: what it does, in one transaction
 */
typedef struct {
  int         version;
  const char *sql;
} TrivetSchemaStep;

const TrivetSchemaStep *_trivet_schema_get_steps (gsize                   *ret_n_steps);
gboolean                _trivet_schema_check     (TrivetDatabase          *database,
                                                  const TrivetSchemaStep  *steps,
                                                  gsize                    n_steps,
                                                  GError                 **error);
gboolean                _trivet_schema_migrate   (TrivetDatabase          *database,
                                                  const TrivetSchemaStep  *steps,
                                                  gsize                    n_steps,
                                                  GError                 **error);

G_END_DECLS
