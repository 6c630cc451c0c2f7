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
  TRIVET_READ_MOVEMENTS,
  TRIVET_READ_ACCOUNTS,
  TRIVET_READ_BILLS,
  TRIVET_READ_MENU,
  TRIVET_READ_AUDIT,
  TRIVET_READ_SHIFTS,
  TRIVET_READ_DAY_SUMS,
} TrivetReadKind;

/**
 * TrivetReadRequest:
 *
 * What a call of the repository asks for; the members that its kind does not name are unused.
 */
typedef struct {
  TrivetReadKind       kind;
  char                *text; /* the subject of FACTS, what to search for in ORDERS, the provider of
                              * MOVEMENTS, the first day of BILLS */
  TrivetOrderQuery     query;
  gint64               before_us;
  guint                limit;
  TrivetMovementQuery  movements;
  gint64               from_us;
  gint64               to_us;
  char                *to_date;
  TrivetAuditQuery    *audit;
  TrivetShiftQuery     shifts;
  gint64               from_sequence;
  gint64               to_sequence;
} TrivetReadRequest;

typedef gpointer (*TrivetReaderRowFunc) (TrivetStatement  *row,
                                         GError          **error);

gboolean _trivet_reader_check (TrivetDatabase           *database,
                               GError                  **error);
gboolean _trivet_reader_check_state (TrivetDatabase     *database,
                                     GError            **error);
gpointer _trivet_reader_read  (TrivetDatabase           *database,
                               const TrivetReadRequest  *request,
                               GError                  **error);

GPtrArray *_trivet_reader_collect (TrivetDatabase       *database,
                                   TrivetStatement      *statement,
                                   TrivetReaderRowFunc   row_func,
                                   GDestroyNotify        free_func,
                                   GError              **error);

/* trivet-reader-audit.c */
GPtrArray *_trivet_reader_read_audit (TrivetDatabase           *database,
                                      const TrivetAuditQuery   *query,
                                      GError                  **error);

/* trivet-reader-drawers.c */
GPtrArray *_trivet_reader_read_drawers (TrivetDatabase          *database,
                                        const TrivetReadRequest *request,
                                        GError                 **error);

/* trivet-reader-money.c */
GPtrArray *_trivet_reader_read_money (TrivetDatabase           *database,
                                      const TrivetReadRequest  *request,
                                      GError                  **error);

G_END_DECLS
