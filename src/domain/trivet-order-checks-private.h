/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order-checks.h"
#include "trivet-order-private.h"

G_BEGIN_DECLS

/* Money by how certain it is; in this order it is counted. */
enum {
  PAID,
  OPEN,
  IN_DOUBT,
  TRIVET_N_CERTAINTIES,
};

/* What sharing an order among its checks works on. */
typedef struct {
  const TrivetOrder  *order;
  const TrivetTotals *totals;
  GPtrArray          *checks;
  gint64              money[TRIVET_ORDER_MAX_CHECKS + 1][TRIVET_N_CERTAINTIES]; /* [0]: for none in particular */
  gint64              kept[TRIVET_ORDER_MAX_CHECKS + 1];                        /* what completed checks pay */
  gint64              tips_minor; /* of the total, what open checks give on top of their share */
} TrivetCheckSheet;

static inline TrivetCheck *
_trivet_sheet_get_check (const TrivetCheckSheet *sheet,
                         int                     number)
{
  return g_ptr_array_index (sheet->checks, (guint) number - 1);
}

static inline int
_trivet_sheet_count (const TrivetCheckSheet *sheet)
{
  return (int) sheet->checks->len;
}

int  _trivet_sheet_find_first_open (const TrivetCheckSheet *sheet);
int  _trivet_sheet_read_weights (const TrivetCheckSheet *sheet,
                                 const TrivetOrderLine  *line,
                                 gint64                 *weights);
void _trivet_sheet_split        (const TrivetCheckSheet *sheet,
                                 gint64                  whole_minor,
                                 const gint64           *weights,
                                 TrivetMoney            *ret_parts);

/* trivet-order-checks-parts.c */
void _trivet_sheet_name_parts   (TrivetCheckSheet       *sheet);

G_END_DECLS
