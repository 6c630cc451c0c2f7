/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include "trivet-hours.h"
#include "trivet-order-private.h"

/* One promotion: how its fact is read, and what it is for. */

#define MAX_NAMES 1000

static const char *const kind_names[] = {
  [TRIVET_PROMOTION_RATE] = "rate",
  [TRIVET_PROMOTION_AMOUNT] = "amount",
  [TRIVET_PROMOTION_PRICE] = "price",
  [TRIVET_PROMOTION_BUY_GET] = "buy-get",
  [TRIVET_PROMOTION_SET] = "set",
  [TRIVET_PROMOTION_ORDER_AMOUNT] = "order-amount",
  [TRIVET_PROMOTION_ORDER_RATE] = "order-rate",
};

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, message);

  return FALSE;
}

/**
 * trivet_promotion_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): as in the fact
 */
const char *
trivet_promotion_kind_get_name (TrivetPromotionKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/* An optional array of texts; NULL when it holds something else. */
GStrv
_trivet_read_names (JsonObject *body,
                    const char *member,
                    GError    **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (json_object_has_member (body, member)) {
    array = trivet_json_get_array (body, member, error);
    if (array == NULL)
      return NULL;
  }
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING || i >= MAX_NAMES) {
      g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is not a list of names", member);
      return NULL;
    }
    g_strv_builder_add (builder, json_node_get_string (node));
  }

  return g_strv_builder_end (builder);
}

/* Bits for an optional array of order types; 0, for all, without one. */
guint
_trivet_read_order_kinds (JsonObject *body,
                          gboolean   *ret_ok,
                          GError    **error)
{
  g_auto (GStrv) names = _trivet_read_names (body, "types", error);
  guint kinds = 0;

  *ret_ok = FALSE;
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    TrivetOrderKind kind;

    if (!trivet_order_kind_from_name (names[i], &kind)) {
      refuse (error, "“types” holds something that is not a type of order");
      return 0;
    }
    kinds |= 1u << kind;
  }
  *ret_ok = names != NULL;

  return kinds;
}

static TrivetPromotionPart *
read_part (JsonNode *node,
           GError  **error)
{
  g_auto (GStrv) skus = NULL;
  JsonObject          *body;
  TrivetPromotionPart *part;
  GStrv                categories;
  gint64               count;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    refuse (error, "A part of a promotion is not an object");
    return NULL;
  }
  body = json_node_get_object (node);
  count = trivet_json_get_int_or (body, "count", 1);
  if (count < 1 || count > TRIVET_PROMOTION_MAX_UNITS) {
    refuse (error, "“count” of a promotion's part must be 1 to 20");
    return NULL;
  }
  skus = _trivet_read_names (body, "skus", error);
  categories = skus != NULL ? _trivet_read_names (body, "categories", error) : NULL;
  if (categories == NULL)
    return NULL;

  part = g_new0 (TrivetPromotionPart, 1);
  part->skus = g_steal_pointer (&skus);
  part->categories = categories;
  part->count = (int) count;

  return part;
}

static gboolean
read_parts (TrivetPromotion *promotion,
            JsonObject      *body,
            GError         **error)
{
  JsonArray *array = trivet_json_get_array (body, "parts", error);
  guint      n;
  int        units = 0;

  if (array == NULL)
    return FALSE;
  n = json_array_get_length (array);
  if (n < 1 || n > (promotion->kind == TRIVET_PROMOTION_SET ? TRIVET_PROMOTION_MAX_PARTS : 1))
    return refuse (error, "“parts” must say what the promotion is for; only a set may have up to 8");

  promotion->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_promotion_part_free);
  for (guint i = 0; i < n; i++) {
    TrivetPromotionPart *part = read_part (json_array_get_element (array, i), error);

    if (part == NULL)
      return FALSE;
    g_ptr_array_add (promotion->parts, part);
    units += part->count;
  }

  return units <= TRIVET_PROMOTION_MAX_UNITS || refuse (error, "A set has more than 20 dishes");
}

static gboolean
is_rate (TrivetPromotionKind kind)
{
  return kind == TRIVET_PROMOTION_RATE || kind == TRIVET_PROMOTION_BUY_GET || kind == TRIVET_PROMOTION_ORDER_RATE;
}

static gboolean
read_values (TrivetPromotion *promotion,
             JsonObject      *body,
             GError         **error)
{
  gint64 buy = trivet_json_get_int_or (body, "buy", 1);
  gint64 get = trivet_json_get_int_or (body, "get", 1);

  if (!_trivet_order_get_int_between (body, "value", 0, is_rate (promotion->kind) ? TRIVET_RATE_PPM_ONE : TRIVET_ORDER_MAX_PRICE_MINOR,
                                      &promotion->value, error))
    return FALSE;
  if (buy < 1 || get < 1 || buy + get > TRIVET_PROMOTION_MAX_UNITS)
    return refuse (error, "“buy” and “get” must be at least 1, and 20 together at most");
  promotion->buy = (int) buy;
  promotion->get = (int) get;
  promotion->threshold_minor = trivet_json_get_int_or (body, "threshold_minor", 0);

  return TRUE;
}

static gboolean
read_times (TrivetPromotion *promotion,
            JsonObject      *body,
            GError         **error)
{
  TrivetHours hours;
  gboolean    ok = FALSE;

  if (!trivet_hours_read (body, &hours, error))
    return FALSE;
  promotion->from_minute = hours.from_minute;
  promotion->to_minute = hours.to_minute;
  promotion->days = hours.days;
  promotion->members = trivet_json_get_bool_or (body, "members", FALSE);
  promotion->coupon = trivet_json_get_bool_or (body, "coupon", FALSE);
  promotion->exclusive = trivet_json_get_bool_or (body, "exclusive", FALSE);
  promotion->off = trivet_json_get_bool_or (body, "off", FALSE);
  promotion->order_kinds = _trivet_read_order_kinds (body, &ok, error);

  return ok;
}

static gboolean
read_kind (TrivetPromotion *promotion,
           JsonObject      *body,
           GError         **error)
{
  const char *name = trivet_json_get_string (body, "kind", error);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++) {
    if (g_str_equal (name, kind_names[i])) {
      promotion->kind = (TrivetPromotionKind) i;
      return TRUE;
    }
  }

  return refuse (error, "“kind” is not a kind of promotion");
}

/* Returns: (transfer full) (nullable): the promotion */
TrivetPromotion *
_trivet_promotion_read (JsonObject *body,
                        GError    **error)
{
  const char      *id = trivet_json_get_string (body, "id", error);
  const char      *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  TrivetPromotion *promotion;

  if (name == NULL)
    return NULL;
  promotion = g_new0 (TrivetPromotion, 1);
  promotion->id = g_strdup (id);
  promotion->name = g_strdup (name);
  promotion->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  if (read_kind (promotion, body, error) && read_values (promotion, body, error) &&
      read_parts (promotion, body, error) && read_times (promotion, body, error))
    return promotion;
  trivet_promotion_free (promotion);

  return NULL;
}

gboolean
_trivet_promotion_part_matches (const TrivetPromotionPart *part,
                                const TrivetOrderLine     *line)
{
  if (*part->skus == NULL && *part->categories == NULL)
    return TRUE;

  return g_strv_contains ((const char *const *) part->skus, line->sku) ||
         g_strv_contains ((const char *const *) part->categories, line->category_id);
}

gboolean
_trivet_promotion_is_for_order (const TrivetPromotion *promotion,
                                const TrivetOrder     *order)
{
  if (promotion->off || _trivet_order_is_open_amount (order))
    return FALSE;
  if (promotion->order_kinds != 0 && (promotion->order_kinds & 1u << order->kind) == 0)
    return FALSE;
  if (promotion->members && order->member == NULL)
    return FALSE;

  return !promotion->coupon || g_ptr_array_find_with_equal_func (order->coupons, promotion->id, g_str_equal, NULL);
}

/**
 * trivet_promotion_is_on_at:
 * @self: a promotion
 * @at_us: wall time
 * @zone: the shop's time zone
 *
 * Returns: whether @at_us is within its days and hours
 */
gboolean
trivet_promotion_is_on_at (const TrivetPromotion *self,
                           gint64                 at_us,
                           GTimeZone             *zone)
{
  g_return_val_if_fail (self != NULL && zone != NULL, FALSE);

  if (self->days == 0 && self->from_minute == self->to_minute)
    return TRUE;

  return trivet_hours_are_on (&(TrivetHours){ self->days, self->from_minute, self->to_minute }, at_us, zone);
}

/**
 * trivet_promotion_is_for_line:
 * @self: a promotion
 * @line: a line
 * @zone: the shop's time zone
 *
 * A promotion of certain hours is for what was ordered in them, however late it is paid.
 *
 * Returns: whether a part of it is for the dish, at the time at which it was ordered
 */
gboolean
trivet_promotion_is_for_line (const TrivetPromotion *self,
                              const TrivetOrderLine *line,
                              GTimeZone             *zone)
{
  gboolean matches = FALSE;

  g_return_val_if_fail (self != NULL && line != NULL && zone != NULL, FALSE);

  for (guint i = 0; i < self->parts->len && !matches; i++)
    matches = _trivet_promotion_part_matches (g_ptr_array_index (self->parts, i), line);

  return matches && trivet_promotion_is_on_at (self, line->added_at_us, zone);
}
