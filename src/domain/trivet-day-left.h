/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

/* What the print facts of X and Z reports are about: "report/x/ID" and "report/z/NUMBER". */
#define TRIVET_REPORT_SUBJECT_PREFIX "report/"
#define TRIVET_REPORT_X_PREFIX       TRIVET_REPORT_SUBJECT_PREFIX "x/"
#define TRIVET_REPORT_Z_PREFIX       TRIVET_REPORT_SUBJECT_PREFIX "z/"
#define TRIVET_DOCUMENT_X_REPORT     "x-report"
#define TRIVET_DOCUMENT_Z_REPORT     "z-report"

/**
 * TrivetLeftover:
 * @name: an order's number, or a drawer's id
 * @staff: (nullable): of a drawer, who opened its shift
 * @amount_minor: what is still due, or in doubt
 */
typedef struct {
  char   *name;
  char   *staff;
  gint64  amount_minor;
} TrivetLeftover;

/**
 * TrivetDayLeft:
 * @orders: (element-type TrivetLeftover): open ones
 * @doubts: (element-type TrivetLeftover): money without a certain end
 * @shifts: (element-type TrivetLeftover): drawers that are open; without an amount, which whoever
 *   counts them must not know
 * @n_papers: papers and slips that did not come out
 * @n_unsent: dishes that the kitchen was not told of
 *
 * What was open, in doubt or unsent when an X or Z report was made. It stands in the report's facts,
 * so that a duplicate says what the first paper said.
 */
typedef struct {
  GPtrArray *orders;
  GPtrArray *doubts;
  GPtrArray *shifts;
  gint64     n_papers;
  gint64     n_unsent;
} TrivetDayLeft;

TrivetDayLeft *trivet_day_left_new     (void);
void           trivet_day_left_free    (TrivetDayLeft        *self);
void           trivet_day_left_add     (GPtrArray            *list,
                                        const char           *name,
                                        const char           *staff,
                                        gint64                amount_minor);
JsonObject    *trivet_day_left_to_json (const TrivetDayLeft  *self);
TrivetDayLeft *trivet_day_left_read    (JsonObject           *body,
                                        GError              **error);
gboolean       trivet_report_check     (TrivetFact           *fact,
                                        GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDayLeft, trivet_day_left_free)

G_END_DECLS
