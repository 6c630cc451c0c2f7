/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"

G_BEGIN_DECLS

#define TRIVET_DRAWERS_SUBJECT      "drawers"
#define TRIVET_DAY_SUBJECT          "day"
#define TRIVET_SHIFT_SUBJECT_PREFIX "shift/"

/* No single sum of a drawer is more; so no sum of them can overflow before a journal is full. */
#define TRIVET_SHIFT_MAX_MINOR G_GINT64_CONSTANT (1000000000000)

/**
 * TrivetDrawer:
 * @id: names it in facts
 * @name: for people; @name_zh: the same in Chinese
 * @kick: the address of the printer that opens it, "" when none does
 *
 * A cash drawer. All strings are owned, never %NULL.
 */
typedef struct {
  char *id;
  char *name;
  char *name_zh;
  char *kick;
} TrivetDrawer;

/* Of a `drawer-opened` that is no shift's: which drawer, and why. */
gboolean      trivet_drawer_check_opened  (TrivetFact    *fact,
                                           GError       **error);
TrivetDrawer *trivet_drawer_new_from_fact (TrivetFact    *fact,
                                           GError       **error);
void          trivet_drawer_free          (TrivetDrawer  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDrawer, trivet_drawer_free)

/**
 * TrivetShift:
 * @shift_id: the subject of its facts, with %TRIVET_SHIFT_SUBJECT_PREFIX
 * @register_id: whose drawer it is in
 * @opened_by, @closed_by: staff, by name; "" for nobody
 * @closed_at_us: 0 while it is open
 * @float_minor: what lay in it at the start
 * @cash_in_minor, @cash_out_minor: from and to guests
 * @paid_in_minor, @paid_out_minor, @dropped_minor: other money, and money put into the safe
 * @n_kicks: how often it was opened without a sale
 * @counted: whether it was counted after the last movement
 * @counted_minor, @expected_minor: of that count
 * @variance_minor: counted less expected, of a closed shift
 *
 * One person's time at one drawer: the fold of its facts and of the cash of orders that name it. All
 * strings are owned, never %NULL.
 */
typedef struct {
  char    *shift_id;
  char    *drawer_id;
  char    *register_id;
  char    *opened_by;
  char    *closed_by;
  gint64   opened_at_us;
  gint64   closed_at_us;
  gint64   float_minor;
  gint64   cash_in_minor;
  gint64   cash_out_minor;
  gint64   paid_in_minor;
  gint64   paid_out_minor;
  gint64   dropped_minor;
  gint64   n_kicks;
  gboolean counted;
  gint64   counted_minor;
  gint64   expected_minor;
  gint64   variance_minor;
} TrivetShift;

TrivetShift *trivet_shift_new              (const char         *shift_id);
TrivetShift *trivet_shift_copy             (const TrivetShift  *self);
void         trivet_shift_free             (TrivetShift        *self);
gboolean     trivet_shift_apply            (TrivetShift        *self,
                                            TrivetFact         *fact,
                                            GError            **error);
gint64       trivet_shift_compute_expected (const TrivetShift  *self);
const char  *trivet_shift_get_fact_shift   (TrivetFact         *fact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetShift, trivet_shift_free)

/**
 * TrivetDayEnd:
 * @number: of the Z report: 1, 2, 3, … without a gap
 * @from_sequence: the first fact of the day
 * @to_sequence: its last, which is the one that ends it
 * @business_date: YYYY-MM-DD, as the shop calls the day
 * @closed_at_us, @closed_by: when it ended, wall time, and who ended it
 * @left: (nullable): what was open then, as trivet_day_left_read() reads it
 *
 * The end of a business day. A new shop has 0 for all numbers.
 */
typedef struct {
  gint64      number;
  gint64      from_sequence;
  gint64      to_sequence;
  gint64      closed_at_us;
  char       *business_date;
  char       *closed_by;
  JsonObject *left;
} TrivetDayEnd;

void     trivet_day_end_clear (TrivetDayEnd  *self);
TrivetDayEnd *trivet_day_end_copy (const TrivetDayEnd *self);
void     trivet_day_end_free  (TrivetDayEnd  *self);
gboolean trivet_day_end_apply (TrivetDayEnd  *self,
                               TrivetFact    *fact,
                               gint64         sequence,
                               GError       **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetDayEnd, trivet_day_end_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDayEnd, trivet_day_end_free)

/* Notes and coins, the biggest first; 0 ends the list. */
const gint64 *trivet_currency_get_denominations (TrivetCurrency currency);

G_END_DECLS
