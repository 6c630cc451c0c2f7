/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

#include "trivet-price-book-private.h"

/*
 * How facts change what an order costs beside its lines: promotions and charges as the price book
 * gave them, the member, coupons, the tip. The price book itself is not asked here: it may change,
 * and an order must not.
 */

#define MAX_COUPONS 20

static void
share_free (gpointer data)
{
  TrivetPromotionShare *share = data;

  g_free (share->line_id);
  g_free (share);
}

/**
 * trivet_applied_promotion_new:
 *
 * Returns: (transfer full): a promotion that takes nothing yet
 */
TrivetAppliedPromotion *
trivet_applied_promotion_new (const char *promotion_id,
                              const char *name,
                              const char *name_zh)
{
  TrivetAppliedPromotion *self = g_new0 (TrivetAppliedPromotion, 1);

  self->promotion_id = g_strdup (promotion_id);
  self->name = g_strdup (name);
  self->name_zh = g_strdup (name_zh);
  self->shares = g_ptr_array_new_with_free_func (share_free);

  return self;
}

/**
 * trivet_applied_promotion_free:
 * @self: (transfer full): a promotion
 */
void
trivet_applied_promotion_free (TrivetAppliedPromotion *self)
{
  g_free (self->promotion_id);
  g_free (self->name);
  g_free (self->name_zh);
  g_ptr_array_unref (self->shares);
  g_free (self);
}

/**
 * trivet_applied_promotion_add:
 * @line_id: a line
 * @amount_minor: what it takes off the line, more than it took until now
 */
void
trivet_applied_promotion_add (TrivetAppliedPromotion *self,
                              const char             *line_id,
                              gint64                  amount_minor)
{
  TrivetPromotionShare *share;

  for (guint i = 0; i < self->shares->len; i++) {
    share = g_ptr_array_index (self->shares, i);
    if (g_str_equal (share->line_id, line_id)) {
      share->amount_minor += amount_minor;
      return;
    }
  }

  share = g_new0 (TrivetPromotionShare, 1);
  share->line_id = g_strdup (line_id);
  share->amount_minor = amount_minor;
  g_ptr_array_add (self->shares, share);
}

gpointer
_trivet_applied_promotion_copy (gconstpointer source,
                                gpointer      user_data)
{
  const TrivetAppliedPromotion *self = source;
  TrivetAppliedPromotion       *copy = trivet_applied_promotion_new (self->promotion_id, self->name, self->name_zh);

  copy->order_minor = self->order_minor;
  for (guint i = 0; i < self->shares->len; i++) {
    const TrivetPromotionShare *share = g_ptr_array_index (self->shares, i);

    trivet_applied_promotion_add (copy, share->line_id, share->amount_minor);
  }

  return copy;
}

static gboolean
read_amount (JsonObject *body,
             gint64     *ret_amount,
             GError    **error)
{
  return _trivet_order_get_int_between (body, "amount_minor", 0, TRIVET_ORDER_MAX_AMOUNT_MINOR, ret_amount, error);
}

static JsonObject *
get_object (JsonArray *array,
            guint      i,
            GError   **error)
{
  JsonNode *node = json_array_get_element (array, i);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A price is not an object");

  return NULL;
}

static gboolean
read_shares (TrivetAppliedPromotion *promotion,
             JsonObject             *body,
             GError                **error)
{
  JsonArray *lines = trivet_json_get_array (body, "lines", error);

  if (lines == NULL)
    return FALSE;
  if (json_array_get_length (lines) > TRIVET_ORDER_MAX_LINES) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A promotion names more lines than an order can hold");
    return FALSE;
  }
  for (guint i = 0; i < json_array_get_length (lines); i++) {
    JsonObject *entry = get_object (lines, i, error);
    const char *line = entry != NULL ? trivet_json_get_string (entry, "line", error) : NULL;
    gint64      amount;

    if (line == NULL || !read_amount (entry, &amount, error))
      return FALSE;
    trivet_applied_promotion_add (promotion, line, amount);
  }

  return TRUE;
}

/* Returns: (transfer full) (nullable): one promotion of an order */
static TrivetAppliedPromotion *
read_promotion (JsonObject *body,
                GError    **error)
{
  const char             *id = trivet_json_get_string (body, "promotion", error);
  const char             *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  TrivetAppliedPromotion *promotion;

  if (name == NULL)
    return NULL;
  promotion = trivet_applied_promotion_new (id, name, trivet_json_get_string_or (body, "name_zh", name));
  if (read_amount (body, &promotion->order_minor, error) && read_shares (promotion, body, error))
    return promotion;
  trivet_applied_promotion_free (promotion);

  return NULL;
}

typedef gpointer (*ReadFunc) (JsonObject *body,
                              GError    **error);

static GPtrArray *
read_all (JsonObject    *body,
          const char    *member,
          ReadFunc       read,
          GDestroyNotify free_func,
          GError       **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_func);
  JsonArray *array = trivet_json_get_array (body, member, error);

  if (array == NULL)
    return NULL;
  if (json_array_get_length (array) > TRIVET_PRICE_BOOK_MAX_RULES) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” holds more than a price book can", member);
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *object = get_object (array, i, error);
    gpointer    one = object != NULL ? read (object, error) : NULL;

    if (one == NULL)
      return NULL;
    g_ptr_array_add (all, one);
  }

  return g_steal_pointer (&all);
}

/* A line's tax in this order. */
typedef struct {
  TrivetOrderLine *line; /* unowned, NULL when the order has it no more */
  gint64           rate_ppm;
  gboolean         included;
} PricedTax;

static gboolean
read_tax (TrivetOrder *order,
          JsonObject  *body,
          PricedTax   *tax,
          GError     **error)
{
  const char *line = trivet_json_get_string (body, "line", error);

  if (line == NULL || !_trivet_order_get_int_between (body, "tax_rate_ppm", 0, TRIVET_RATE_PPM_ONE, &tax->rate_ppm, error))
    return FALSE;
  tax->line = trivet_order_lookup_line (order, line);
  tax->included = trivet_json_get_bool_or (body, "tax_included", TRUE);

  return TRUE;
}

/* Returns: (transfer full) (nullable): what the fact says of taxes; none in facts of old */
static GArray *
read_taxes (TrivetOrder *order,
            JsonObject  *body,
            GError     **error)
{
  g_autoptr (GArray) taxes = g_array_new (FALSE, TRUE, sizeof (PricedTax));
  JsonArray *array = json_object_has_member (body, "taxes") ? trivet_json_get_array (body, "taxes", error) : NULL;

  if (array == NULL)
    return json_object_has_member (body, "taxes") ? NULL : g_steal_pointer (&taxes);
  if (json_array_get_length (array) > TRIVET_ORDER_MAX_LINES) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“taxes” names more lines than an order can hold");
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *entry = get_object (array, i, error);
    PricedTax   tax;

    if (entry == NULL || !read_tax (order, entry, &tax, error))
      return NULL;
    g_array_append_val (taxes, tax);
  }

  return g_steal_pointer (&taxes);
}

static void
set_taxes (TrivetOrder *order,
           GArray      *taxes)
{
  for (guint i = 0; i < order->lines->len; i++) {
    TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    line->tax_rate_ppm = line->menu_tax_rate_ppm;
    line->tax_included = line->menu_tax_included;
  }
  for (guint i = 0; i < taxes->len; i++) {
    const PricedTax *tax = &g_array_index (taxes, PricedTax, i);

    if (tax->line == NULL)
      continue;
    tax->line->tax_rate_ppm = tax->rate_ppm;
    tax->line->tax_included = tax->included;
  }
}

gboolean
_trivet_order_apply_order_priced (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  g_autoptr (GPtrArray) promotions = NULL;
  g_autoptr (GArray) taxes = read_taxes (order, body, error);
  GPtrArray *charges;

  if (taxes == NULL)
    return FALSE;
  promotions = read_all (body, "promotions", (ReadFunc) read_promotion,
                         (GDestroyNotify) trivet_applied_promotion_free, error);
  if (promotions == NULL)
    return FALSE;
  charges = read_all (body, "charges", (ReadFunc) _trivet_charge_read, (GDestroyNotify) trivet_charge_free, error);
  if (charges == NULL)
    return FALSE;
  if (charges->len > TRIVET_ORDER_MAX_CHARGES) {
    g_ptr_array_unref (charges);
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“charges” holds more than an order can");
    return FALSE;
  }

  g_ptr_array_unref (order->promotions);
  order->promotions = g_steal_pointer (&promotions);
  g_ptr_array_unref (order->charges);
  order->charges = charges;
  set_taxes (order, taxes);

  return TRUE;
}

gboolean
_trivet_order_apply_order_member_set (TrivetOrder *order,
                                      TrivetFact  *fact,
                                      JsonObject  *body,
                                      GError     **error)
{
  const char *member = trivet_json_get_string (body, "member", error);

  if (member == NULL)
    return FALSE;
  _trivet_order_replace_text (&order->member, *member != '\0' ? member : NULL);

  return TRUE;
}

gboolean
_trivet_order_apply_order_coupon_set (TrivetOrder *order,
                                      TrivetFact  *fact,
                                      JsonObject  *body,
                                      GError     **error)
{
  const char *promotion = trivet_json_get_string (body, "promotion", error);
  gboolean    used = trivet_json_get_bool_or (body, "used", TRUE);
  guint       index;
  gboolean    known;

  if (promotion == NULL)
    return FALSE;
  known = g_ptr_array_find_with_equal_func (order->coupons, promotion, g_str_equal, &index);
  if (used && !known && order->coupons->len >= MAX_COUPONS)
    return _trivet_order_conflict (error, "The order holds too many coupons");
  if (used && !known)
    g_ptr_array_add (order->coupons, g_strdup (promotion));
  else if (!used && known)
    g_ptr_array_remove_index (order->coupons, index);

  return TRUE;
}

gboolean
_trivet_order_apply_order_tip_set (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  gint64 amount;
  gint64 check;

  if (!_trivet_order_get_int_between (body, "amount_minor", 0, TRIVET_ORDER_MAX_PRICE_MINOR, &amount, error))
    return FALSE;
  if (!json_object_has_member (body, "check")) {
    order->tip_minor = amount;
    return TRUE;
  }
  if (!_trivet_order_get_int_between (body, "check", 1, TRIVET_ORDER_MAX_CHECKS, &check, error))
    return FALSE;
  if (order->split_kind == TRIVET_SPLIT_NONE || check > order->n_checks)
    return _trivet_order_conflict (error, "The order has no such bill");
  if (_trivet_order_is_check_completed (order, (int) check))
    return _trivet_order_conflict (error, "The bill is paid already");

  if (order->check_tips->len < (guint) check)
    g_array_set_size (order->check_tips, (guint) check);
  g_array_index (order->check_tips, gint64, (guint) check - 1) = amount;

  return TRUE;
}

/* Without the check that gave it, a tip is one of all guests. */
void
_trivet_order_join_tips (TrivetOrder *order,
                         guint        n_checks)
{
  for (guint i = n_checks; i < order->check_tips->len; i++)
    order->tip_minor += g_array_index (order->check_tips, gint64, i);
  g_array_set_size (order->check_tips, MIN (order->check_tips->len, n_checks));
}

/**
 * trivet_order_get_tip_minor:
 * @self: an order
 * @check: one of its checks, 0 for all guests together
 *
 * Returns: what that check gives to the staff by itself, in minor units
 */
gint64
trivet_order_get_tip_minor (const TrivetOrder *self,
                            int                check)
{
  g_return_val_if_fail (self != NULL, 0);

  if (check <= 0)
    return self->tip_minor;

  return (guint) check <= self->check_tips->len ? g_array_index (self->check_tips, gint64, (guint) check - 1) : 0;
}
