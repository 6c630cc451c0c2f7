/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"
#include "trivet-shift.h"

G_BEGIN_DECLS

/* The accounts. Debit is positive, credit negative: what the shop has and what it spends are
 * positive, what it earned and what it owes are negative. Promotions are among the discounts, every
 * charge beside the dishes is service. Rounding is what cash took more (negative) or less than was
 * owed. */
#define TRIVET_ACCOUNT_CASH            "cash"
#define TRIVET_ACCOUNT_COMPS           "comps" /* on the house */
#define TRIVET_ACCOUNT_DISCOUNTS       "discounts"
#define TRIVET_ACCOUNT_EXPENSES        "expenses"
#define TRIVET_ACCOUNT_FEES            "fees"
#define TRIVET_ACCOUNT_GUESTS          "guests"
#define TRIVET_ACCOUNT_OTHER_INCOME    "other-income"
#define TRIVET_ACCOUNT_OVER_SHORT      "over-short" /* what drawers had too little */
#define TRIVET_ACCOUNT_REFUNDS         "refunds"
#define TRIVET_ACCOUNT_REFUNDS_OWED    "refunds-owed"
#define TRIVET_ACCOUNT_ROUNDING        "rounding"
#define TRIVET_ACCOUNT_SAFE            "safe"
#define TRIVET_ACCOUNT_SALES           "sales"
#define TRIVET_ACCOUNT_SERVICE         "service"
#define TRIVET_ACCOUNT_TAX             "tax"
#define TRIVET_ACCOUNT_TIPS            "tips"
#define TRIVET_ACCOUNT_CLEARING_PREFIX "clearing:" /* and the provider's id */

/**
 * TrivetPosting:
 * @account: an account's name
 * @amount_minor: debit positive, credit negative; never zero
 */
typedef struct {
  char   *account;
  gint64  amount_minor;
} TrivetPosting;

GArray  *trivet_ledger_new_postings      (void);
gboolean trivet_ledger_post_order        (TrivetFact         *fact,
                                          gboolean            was_settled,
                                          const TrivetOrder  *after,
                                          GArray             *postings,
                                          GError            **error);
gboolean trivet_ledger_post_bill         (const char         *provider_id,
                                          gint64              fee_minor,
                                          gint64              posted_minor,
                                          GArray             *postings,
                                          GError            **error);
gboolean trivet_ledger_post_shift        (TrivetFact         *fact,
                                          const TrivetShift  *after,
                                          GArray             *postings,
                                          GError            **error);
gboolean trivet_ledger_round_fee         (gint64              fee_micros,
                                          TrivetCurrency      currency,
                                          gint64             *ret_fee_minor,
                                          GError            **error);
char    *trivet_ledger_dup_clearing      (const char         *provider_id);

G_END_DECLS
