/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include "trivet-order-private.h"

/* TrivetPriceBook: the rules by which orders are priced, and what they make of one order. How the
 * promotions are combined is in trivet-promotion-solver.c. */

struct _TrivetPriceBook {
  GObject parent_instance;

  GPtrArray *promotions; /* TrivetPromotion, in the order in which they were first set */
  GPtrArray *charges;    /* TrivetCharge */
};

G_DEFINE_FINAL_TYPE (TrivetPriceBook, trivet_price_book, G_TYPE_OBJECT)

static void
trivet_price_book_finalize (GObject *object)
{
  TrivetPriceBook *self = TRIVET_PRICE_BOOK (object);

  g_ptr_array_unref (self->promotions);
  g_ptr_array_unref (self->charges);

  G_OBJECT_CLASS (trivet_price_book_parent_class)->finalize (object);
}

static void
trivet_price_book_class_init (TrivetPriceBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_price_book_finalize;
}

static void
trivet_price_book_init (TrivetPriceBook *self)
{
  self->promotions = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_promotion_free);
  self->charges = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_charge_free);
}

/**
 * trivet_price_book_new:
 *
 * Returns: (transfer full): a book without rules: everything costs what the menu says
 */
TrivetPriceBook *
trivet_price_book_new (void)
{
  return g_object_new (TRIVET_TYPE_PRICE_BOOK, NULL);
}

/* Both kinds of rules begin with their id. */
static gboolean
find_rule (GPtrArray  *rules,
           const char *id,
           guint      *ret_index)
{
  for (guint i = 0; i < rules->len; i++) {
    if (g_str_equal (*(char **) g_ptr_array_index (rules, i), id)) {
      *ret_index = i;
      return TRUE;
    }
  }

  return FALSE;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetPromotion, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetCharge, charge_id) == 0);

/* Takes @rule over; a rule that is set again keeps its place. */
static gboolean
set_rule (GPtrArray     *rules,
          gpointer       rule,
          GDestroyNotify free_func,
          GError       **error)
{
  guint index;

  if (rule == NULL)
    return FALSE;
  if (find_rule (rules, *(char **) rule, &index)) {
    free_func (g_ptr_array_index (rules, index));
    g_ptr_array_index (rules, index) = rule;
    return TRUE;
  }
  if (rules->len >= TRIVET_PRICE_BOOK_MAX_RULES) {
    free_func (rule);
    return _trivet_order_conflict (error, "The price book is full");
  }
  g_ptr_array_add (rules, rule);

  return TRUE;
}

static gboolean
remove_rule (GPtrArray  *rules,
             JsonObject *body,
             GError    **error)
{
  const char *id = trivet_json_get_string (body, "id", error);
  guint       index;

  if (id == NULL)
    return FALSE;
  if (find_rule (rules, id, &index))
    g_ptr_array_remove_index (rules, index);

  return TRUE;
}

/**
 * trivet_price_book_apply:
 * @self: a price book
 * @fact: the next fact about it
 * @error: return location for a #TrivetFactError
 *
 * Returns: %FALSE when the fact cannot be believed; the book is as before then
 */
gboolean
trivet_price_book_apply (TrivetPriceBook *self,
                         TrivetFact      *fact,
                         GError         **error)
{
  JsonObject    *body;
  TrivetFactType type;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  body = trivet_fact_get_body (fact);
  type = trivet_fact_get_fact_type (fact);
  if (type == TRIVET_FACT_PROMOTION_SET)
    return set_rule (self->promotions, _trivet_promotion_read (body, error), (GDestroyNotify) _trivet_promotion_free, error);
  if (type == TRIVET_FACT_PROMOTION_REMOVED)
    return remove_rule (self->promotions, body, error);
  if (type == TRIVET_FACT_CHARGE_SET)
    return set_rule (self->charges, _trivet_charge_read (body, error), (GDestroyNotify) trivet_charge_free, error);
  if (type == TRIVET_FACT_CHARGE_REMOVED)
    return remove_rule (self->charges, body, error);

  return _trivet_order_conflict (error, "The fact is not about prices");
}

/**
 * trivet_price_book_get_promotions:
 *
 * Returns: (transfer none) (element-type TrivetPromotion): all of them; the first of equal ones wins
 */
GPtrArray *
trivet_price_book_get_promotions (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return self->promotions;
}

/**
 * trivet_price_book_get_charges:
 *
 * Returns: (transfer none) (element-type TrivetCharge): all of them
 */
GPtrArray *
trivet_price_book_get_charges (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return self->charges;
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

/**
 * trivet_price_book_price:
 * @self: a price book
 * @order: an order
 * @zone: the shop's time zone
 *
 * Works out what `order-priced` must say of @order as it is now. Pure: the same order gives the same
 * text, whatever order its lines are in.
 *
 * Returns: (transfer full): its body
 */
JsonObject *
trivet_price_book_price (TrivetPriceBook   *self,
                         const TrivetOrder *order,
                         GTimeZone         *zone)
{
  g_autoptr (GPtrArray) applied = trivet_price_book_solve (self, order, zone);
  JsonObject *body = json_object_new ();
  JsonArray  *promotions = json_array_new ();
  JsonArray  *charges = json_array_new ();

  for (guint i = 0; i < applied->len; i++)
    json_array_add_object_element (promotions, promotion_to_json (g_ptr_array_index (applied, i)));
  for (guint i = 0; i < self->charges->len && json_array_get_length (charges) < TRIVET_ORDER_MAX_CHARGES; i++) {
    const TrivetCharge *charge = g_ptr_array_index (self->charges, i);

    if (charge->order_kinds == 0 || (charge->order_kinds & 1u << order->kind) != 0)
      json_array_add_object_element (charges, _trivet_charge_to_json (charge));
  }
  json_object_set_array_member (body, "promotions", promotions);
  json_object_set_array_member (body, "charges", charges);

  return body;
}
