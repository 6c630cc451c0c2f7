/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-price-desk-private.h"

/* A rule tried on the order on the screen, before anybody has to live with it. */

/* Returns: (transfer full) (nullable): the book as it would be with one rule more, or another */
static TrivetPriceBook *
copy_with (TrivetPriceDesk *self,
           TrivetFactType   set_type,
           JsonObject      *body)
{
  g_autoptr (TrivetPriceBook) book = trivet_price_book_copy (trivet_price_desk_get_book (self));
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (TrivetFact) fact = trivet_fact_new (set_type, TRIVET_PRICES_SUBJECT, body, &stamp);

  return trivet_price_book_apply (book, fact, NULL) ? g_steal_pointer (&book) : NULL;
}

/**
 * trivet_price_desk_try:
 * @self: a desk
 * @promotion: as somebody is about to save it
 * @ret_minor: (out): what it would take off the order on the screen
 *
 * Tries a promotion on the current order, as if it were switched on and the guest had its coupon.
 *
 * Returns: why it takes something or not; %TRIVET_PROMOTION_VERDICT_UNKNOWN without an order
 */
TrivetPromotionVerdict
trivet_price_desk_try (TrivetPriceDesk       *self,
                       const TrivetPromotion *promotion,
                       gint64                *ret_minor)
{
  g_autoptr (TrivetPriceBook) book = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (TrivetPromotion) tried = NULL;
  const TrivetOrder *current;

  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), TRIVET_PROMOTION_VERDICT_UNKNOWN);
  g_return_val_if_fail (promotion != NULL && ret_minor != NULL, TRIVET_PROMOTION_VERDICT_UNKNOWN);

  *ret_minor = 0;
  current = _trivet_register_peek_ahead (self->reg);
  tried = _trivet_price_desk_clean_promotion (promotion, NULL);
  if (current == NULL || tried == NULL)
    return TRIVET_PROMOTION_VERDICT_UNKNOWN;

  tried->off = FALSE;
  order = trivet_order_copy (current);
  _trivet_register_hand_in (order, tried->id);
  book = copy_with (self, TRIVET_FACT_PROMOTION_SET, trivet_promotion_to_body (tried));
  if (book == NULL)
    return TRIVET_PROMOTION_VERDICT_UNKNOWN;

  return trivet_price_book_judge (book, tried->id, order, self->reg->zone, ret_minor);
}

/* What the order comes to by @book, now. */
static gboolean
price_order (TrivetPriceDesk *self,
             TrivetPriceBook *book,
             TrivetOrder     *order,
             gint64          *ret_tax_minor,
             gint64          *ret_total_minor)
{
  JsonObject     *body = trivet_price_book_price (book, order, self->reg->zone);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (TrivetFact) fact = body != NULL ? trivet_fact_new (TRIVET_FACT_ORDER_PRICED, order->order_id, body, &stamp) : NULL;
  g_auto (TrivetTotals) totals = { 0 };

  if (fact != NULL && !trivet_order_apply (order, fact, NULL))
    return FALSE;
  if (!trivet_order_compute_totals (order, &totals, NULL))
    return FALSE;
  *ret_tax_minor = totals.tax_included_minor + totals.tax_added_minor;
  *ret_total_minor = totals.total_minor;

  return TRUE;
}

static gint64
count_dishes (TrivetPriceBook   *book,
              const TrivetOrder *order,
              const char        *rule_id)
{
  gint64 n = 0;

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    const TrivetTaxRule   *first = trivet_price_book_find_tax_rule (book, order->kind, line->category_id);

    if (!line->voided && first != NULL && g_str_equal (first->id, rule_id))
      n += line->quantity;
  }

  return n;
}

/**
 * trivet_price_desk_try_tax_rule:
 * @self: a desk
 * @rule: as somebody is about to save it
 * @ret_trial: (out): what it would make of the order on the screen
 *
 * Tries a tax rule on the current order.
 *
 * Returns: %FALSE when there is no open order, or the rule cannot be saved as it is
 */
gboolean
trivet_price_desk_try_tax_rule (TrivetPriceDesk     *self,
                                const TrivetTaxRule *rule,
                                TrivetTaxTrial      *ret_trial)
{
  g_autoptr (TrivetPriceBook) book = NULL;
  g_autoptr (TrivetTaxRule) clean = NULL;
  g_autoptr (TrivetOrder) before = NULL;
  g_autoptr (TrivetOrder) after = NULL;
  const TrivetOrder *current;
  TrivetTaxTrial     trial = { 0 };

  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), FALSE);
  g_return_val_if_fail (rule != NULL && ret_trial != NULL, FALSE);

  current = _trivet_register_peek_ahead (self->reg);
  clean = _trivet_price_desk_clean_tax_rule (rule, NULL);
  if (current == NULL || clean == NULL || !trivet_order_is_open (current))
    return FALSE;
  before = trivet_order_copy (current);
  after = trivet_order_copy (current);
  book = copy_with (self, TRIVET_FACT_TAX_RULE_SET, trivet_tax_rule_to_body (clean));
  if (book == NULL || !price_order (self, trivet_price_desk_get_book (self), before, &trial.tax_before_minor, &trial.total_before_minor) ||
      !price_order (self, book, after, &trial.tax_after_minor, &trial.total_after_minor))
    return FALSE;
  trial.n_dishes = count_dishes (book, after, clean->id);
  *ret_trial = trial;

  return TRUE;
}
