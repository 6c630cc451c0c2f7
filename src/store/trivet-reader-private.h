/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_READ_FACTS,
  TRIVET_READ_ORDERS,
  TRIVET_READ_UNSETTLED,
  TRIVET_READ_PRINT_JOBS,
  TRIVET_READ_LAST_NUMBER,
} TrivetReadKind;

/**
 * TrivetReadRequest:
 *
 * What a call of the repository asks for; the members that its kind does not name are unused.
 */
typedef struct {
  TrivetReadKind    kind;
  char             *text; /* the subject of FACTS, what to search for in ORDERS */
  TrivetOrderQuery  query;
  gint64            before_us;
  guint             limit;
} TrivetReadRequest;

gboolean _trivet_reader_check (TrivetDatabase           *database,
                               GError                  **error);
gpointer _trivet_reader_read  (TrivetDatabase           *database,
                               const TrivetReadRequest  *request,
                               GError                  **error);

G_END_DECLS
