/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-reconciliation.h"

G_BEGIN_DECLS

/**
 * TrivetBooksDay:
 * @has_bill: a trade bill is stored
 * @running: the day is not over for the provider, so there is no bill yet
 * @busy: the bill is being fetched
 * @result: (nullable): the comparison
 * @trouble: (nullable): why the last try failed
 *
 * What is known of one provider's day.
 */
typedef struct {
  char                 *provider_id;
  char                 *date;
  gboolean              has_bill;
  gboolean              running;
  gboolean              busy;
  TrivetReconciliation *result;
  GError               *trouble;
} TrivetBooksDay;

/* What the list says of a day, with the style class of its mark in @ret_style. */
char       *trivet_books_words_for_day        (const TrivetBooksDay    *day,
                                               const char             **ret_style);
const char *trivet_books_words_for_difference (const TrivetDifference  *difference);
const char *trivet_books_words_for_step       (TrivetNextStep           step);
/* "¥0.198": fees have more decimals than money that changes hands. */
char       *trivet_books_format_micros        (gint64                   micros,
                                               TrivetCurrency           currency);

G_END_DECLS
