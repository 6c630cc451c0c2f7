/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-price-book.h"

G_BEGIN_DECLS

/* trivet-order-apply-prices.c */
gpointer         _trivet_applied_promotion_copy (gconstpointer          source,
                                                 gpointer               user_data);

/* trivet-price-book-price.c */
gboolean         _trivet_order_is_open_amount   (const TrivetOrder     *order);

/* trivet-promotion-solver.c */
gint64           _trivet_order_get_subtotal     (const TrivetOrder     *order);

/* trivet-charge.c */
TrivetCharge    *_trivet_charge_read            (JsonObject            *body,
                                                 GError               **error);
JsonObject      *_trivet_charge_to_json         (const TrivetCharge    *charge);
gboolean         _trivet_charge_is_for_order    (const TrivetCharge    *charge,
                                                 const TrivetOrder     *order);
gpointer         _trivet_charge_copy            (gconstpointer          source,
                                                 gpointer               user_data);

/* trivet-promotion.c */
TrivetPromotion *_trivet_promotion_read         (JsonObject            *body,
                                                 GError               **error);
gboolean         _trivet_promotion_part_matches (const TrivetPromotionPart *part,
                                                 const TrivetOrderLine *line);
gboolean         _trivet_promotion_is_for_order (const TrivetPromotion *promotion,
                                                 const TrivetOrder     *order);
GStrv            _trivet_read_names             (JsonObject            *body,
                                                 const char            *member,
                                                 GError               **error);
guint            _trivet_read_order_kinds       (JsonObject            *body,
                                                 gboolean              *ret_ok,
                                                 GError               **error);

/* trivet-tax-rule.c */
TrivetTaxRule   *_trivet_tax_rule_read          (JsonObject            *body,
                                                 GError               **error);
JsonArray       *_trivet_tax_rules_to_json      (TrivetPriceBook       *self,
                                                 const TrivetOrder     *order);

/**
 * TrivetBundleClass:
 * @unit_minor: price of one with its choices
 * @dish_minor: without them, 0 … @unit_minor
 * @best_minor: what the best promotion on single units takes off one
 * @bundles: bits: which of the bundles' parts one fits; see trivet-promotion-search.c
 * @count: how many there are
 *
 * Units of an order that are alike to every promotion.
 */
typedef struct {
  gint64  unit_minor;
  gint64  dish_minor;
  gint64  best_minor;
  guint64 fits;
  int     count;
} TrivetBundleClass;

/**
 * TrivetBundleUse:
 * @bundle: index of the promotion
 * @class_index: of the unit
 * @amount_minor: what it takes off this one unit
 */
typedef struct {
  guint  bundle;
  guint  class_index;
  gint64 amount_minor;
} TrivetBundleUse;

/* trivet-promotion-write.c */
void             _trivet_write_names            (JsonObject            *body,
                                                 const char            *member,
                                                 GStrv                  names);
void             _trivet_write_order_kinds      (JsonObject            *body,
                                                 guint                  kinds);

/* trivet-promotion-search.c */
GArray          *_trivet_promotion_search       (const TrivetBundleClass     *classes,
                                                 guint                        n_classes,
                                                 const TrivetPromotion *const *bundles,
                                                 guint                        n_bundles,
                                                 TrivetCurrency               currency);

G_END_DECLS
