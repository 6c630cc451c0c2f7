/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include "trivet-order-private.h"

/* What a price book makes of one order, as `order-priced` says it. */

/* Whether somebody said what is to be paid, and no dish is in it: that is what is paid. */
gboolean
_trivet_order_is_open_amount (const TrivetOrder *order)
{
  gboolean has_amount = FALSE;

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided && *line->sku != '\0')
      return FALSE;
    has_amount |= !line->voided;
  }

  return has_amount;
}

static JsonObject *
promotion_to_json (const TrivetAppliedPromotion *promotion)
{
  JsonObject *body = json_object_new ();
  JsonArray  *lines = json_array_new ();

  for (guint i = 0; i < promotion->shares->len; i++) {
    const TrivetPromotionShare *share = g_ptr_array_index (promotion->shares, i);
    JsonObject                 *line = json_object_new ();

    json_object_set_string_member (line, "line", share->line_id);
    json_object_set_int_member (line, "amount_minor", share->amount_minor);
    json_array_add_object_element (lines, line);
  }
  json_object_set_string_member (body, "promotion", promotion->promotion_id);
  json_object_set_string_member (body, "name", promotion->name);
  json_object_set_string_member (body, "name_zh", promotion->name_zh);
  json_object_set_int_member (body, "amount_minor", promotion->order_minor);
  json_object_set_array_member (body, "lines", lines);

  return body;
}

/* Takes @taxes over. No `taxes` is none, as in facts of old. */
static JsonObject *
prices_to_json (GPtrArray *promotions,
                GPtrArray *charges,
                JsonArray *taxes)
{
  JsonObject *body = json_object_new ();
  JsonArray  *promotion_array = json_array_new ();
  JsonArray  *charge_array = json_array_new ();

  for (guint i = 0; i < promotions->len; i++)
    json_array_add_object_element (promotion_array, promotion_to_json (g_ptr_array_index (promotions, i)));
  for (guint i = 0; i < charges->len; i++)
    json_array_add_object_element (charge_array, _trivet_charge_to_json (g_ptr_array_index (charges, i)));
  json_object_set_array_member (body, "promotions", promotion_array);
  json_object_set_array_member (body, "charges", charge_array);
  if (json_array_get_length (taxes) > 0)
    json_object_set_array_member (body, "taxes", taxes);
  else
    json_array_unref (taxes);

  return body;
}

/* Returns: (transfer container) (element-type TrivetCharge): the first that are for the order */
static GPtrArray *
list_charges (TrivetPriceBook   *self,
              const TrivetOrder *order)
{
  GPtrArray *rules = trivet_price_book_get_charges (self);
  GPtrArray *charges = g_ptr_array_new ();

  for (guint i = 0; i < rules->len && charges->len < TRIVET_ORDER_MAX_CHARGES; i++) {
    const TrivetCharge *charge = g_ptr_array_index (rules, i);

    if (_trivet_charge_is_for_order (charge, order))
      g_ptr_array_add (charges, (gpointer) charge);
  }

  return charges;
}

/**
 * trivet_price_book_price:
 * @self: a price book
 * @order: an order
 * @zone: the shop's time zone
 *
 * Works out what `order-priced` must say of @order as it is now. Pure: the same order gives the same
 * text, whatever order its lines are in.
 *
 * Returns: (transfer full) (nullable): its body; %NULL when the order says so already
 */
JsonObject *
trivet_price_book_price (TrivetPriceBook   *self,
                         const TrivetOrder *order,
                         GTimeZone         *zone)
{
  g_autoptr (GPtrArray) promotions = NULL;
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (JsonObject) now = NULL;
  g_autoptr (JsonObject) before = NULL;
  g_autofree char *now_text = NULL;
  g_autofree char *before_text = NULL;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (order != NULL && zone != NULL, NULL);

  promotions = trivet_price_book_solve (self, order, zone);
  charges = list_charges (self, order);
  now = prices_to_json (promotions, charges, _trivet_tax_rules_to_json (self, order));
  before = prices_to_json (order->promotions, order->charges, _trivet_tax_rules_to_json (NULL, order));
  now_text = trivet_json_print (now);
  before_text = trivet_json_print (before);

  return g_str_equal (now_text, before_text) ? NULL : g_steal_pointer (&now);
}
