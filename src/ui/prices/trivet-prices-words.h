/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-price-book.h"

G_BEGIN_DECLS

/* All (transfer full), in the language of the screen. */
char       *trivet_prices_words_dup_percent   (gint64                    rate_ppm);
gboolean    trivet_prices_words_parse_percent (const char               *text,
                                               gint64                   *ret_ppm);
char       *trivet_prices_words_dup_parts     (const TrivetPromotion    *promotion,
                                               TrivetMenu               *menu);
char       *trivet_prices_words_dup_part      (const TrivetPromotionPart *part,
                                               TrivetMenu               *menu);
char       *trivet_prices_words_dup_gift      (const TrivetPromotion    *promotion,
                                               TrivetMenu               *menu,
                                               TrivetCurrency            currency);
char       *trivet_prices_words_dup_promotion (const TrivetPromotion    *promotion,
                                               TrivetMenu               *menu,
                                               TrivetCurrency            currency);
char       *trivet_prices_words_dup_charge    (const TrivetCharge       *charge,
                                               TrivetCurrency            currency);
char       *trivet_prices_words_dup_tax_rule  (const TrivetTaxRule      *rule,
                                               TrivetMenu               *menu);
char       *trivet_prices_words_dup_tips      (const TrivetTipRates     *rates,
                                               TrivetCurrency            currency);
char       *trivet_prices_words_dup_rounding  (const TrivetCashRounding *rounding,
                                               TrivetCurrency            currency);
char       *trivet_prices_words_dup_verdict   (TrivetPromotionVerdict    verdict,
                                               const TrivetPromotion    *promotion,
                                               gint64                    takes_minor,
                                               TrivetCurrency            currency);
/* Why a line costs less: a line of text for each promotion; (nullable). */
char       *trivet_prices_words_dup_why       (const TrivetOrder        *order,
                                               const TrivetTotals       *totals,
                                               guint                     line);

/* Borrowed. */
const char *trivet_prices_words_for_kind       (TrivetPromotionKind       kind);
const char *trivet_prices_words_for_charge     (TrivetChargeKind          kind);
const char *trivet_prices_words_for_order_kind (TrivetOrderKind           kind);
const char *trivet_prices_words_for_day        (int                       weekday);

G_END_DECLS
