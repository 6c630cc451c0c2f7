/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

#include "trivet-order-checks.h"

/*
 * What orders cost besides their lines. When an append changes what promotions or charges make of an
 * order, the new prices are a fact of the same append: what is shown is what is charged, and a later
 * change of the price book changes no order that nobody touches.
 */

static gboolean
changes_prices (TrivetFactType type)
{
  switch ((int) type) {
  case TRIVET_FACT_ORDER_OPENED:
  case TRIVET_FACT_ORDER_SEATED:
  case TRIVET_FACT_ORDER_GUESTS_SET:
  case TRIVET_FACT_ORDER_TYPE_SET:
  case TRIVET_FACT_ORDER_MEMBER_SET:
  case TRIVET_FACT_ORDER_COUPON_SET:
    return TRUE;
  default:
    return type >= TRIVET_FACT_LINE_ADDED && type < TRIVET_FACT_PAYMENT_STARTED;
  }
}

static gboolean
is_changed (GPtrArray  *facts,
            const char *order_id)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (changes_prices (trivet_fact_get_fact_type (fact)) && g_str_equal (trivet_fact_get_subject (fact), order_id))
      return TRUE;
  }

  return FALSE;
}

/* Adds to @facts what they change in the prices of the orders in @after (order id → order), and
 * applies it there. */
gboolean
_trivet_register_add_prices (TrivetRegister *self,
                             GPtrArray      *facts,
                             GHashTable     *after,
                             GError        **error)
{
  GHashTableIter iter;
  gpointer       order_id;
  gpointer       order;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &order_id, &order)) {
    JsonObject *body;

    if (!trivet_order_is_open (order) || !is_changed (facts, order_id))
      continue;
    body = trivet_price_book_price (self->prices, order, self->zone);
    if (body == NULL)
      continue;
    g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_PRICED, order_id, body));
    if (!trivet_order_apply (order, g_ptr_array_index (facts, facts->len - 1), error))
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_register_get_prices:
 * @self: a register
 *
 * Returns: (transfer none): the price book; empty before loading
 */
TrivetPriceBook *
trivet_register_get_prices (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->prices;
}

/* Sends one fact about the current order, with the one that takes it back; takes both bodies over. */
static void
submit (TrivetRegister *self,
        TrivetFactType  type,
        JsonObject     *body,
        JsonObject     *back)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, self->current_id, body));
  _trivet_register_submit (self, self->current_id, facts, _trivet_undo_step_new (self, type, back));
}

static const TrivetOrder *
get_order (TrivetRegister *self)
{
  const TrivetOrder *order = _trivet_register_peek_ahead (self);

  if (order == NULL)
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "There is no order on the screen");

  return order;
}

/* A member's prices and coupons are for the whole order: one bill of it may be paid, and the guests of
 * the others have seen what they owe. */
static gboolean
is_one_bill (TrivetRegister    *self,
             const TrivetOrder *order)
{
  if (order->n_checks == 1)
    return TRUE;
  _trivet_register_fail (self, TRIVET_REGISTER_ERROR_SPLIT, "Members and coupons count for all bills of an order");

  return FALSE;
}

static JsonObject *
text_body (const char *member,
           const char *text)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, member, text);

  return body;
}

/**
 * trivet_register_set_member:
 * @self: a register
 * @member: whose order it is, "" for nobody's
 *
 * Prices for members are for the current order from now on; refused while it is split.
 */
void
trivet_register_set_member (TrivetRegister *self,
                            const char     *member)
{
  const TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (member != NULL);

  order = get_order (self);
  if (order != NULL && is_one_bill (self, order))
    submit (self, TRIVET_FACT_ORDER_MEMBER_SET, text_body ("member", member),
            text_body ("member", order->member != NULL ? order->member : ""));
}

static JsonObject *
coupon_body (const char *promotion_id,
             gboolean    used)
{
  JsonObject *body = text_body ("promotion", promotion_id);

  json_object_set_boolean_member (body, "used", used);

  return body;
}

/**
 * trivet_register_set_coupon:
 * @self: a register
 * @promotion_id: a promotion that wants a coupon
 * @used: whether the guest has handed it in, or takes it back
 */
void
trivet_register_set_coupon (TrivetRegister *self,
                            const char     *promotion_id,
                            gboolean        used)
{
  const TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (promotion_id != NULL);

  order = get_order (self);
  if (order != NULL && is_one_bill (self, order))
    submit (self, TRIVET_FACT_ORDER_COUPON_SET, coupon_body (promotion_id, used), coupon_body (promotion_id, !used));
}

static JsonObject *
tip_body (int    check,
          gint64 amount_minor)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "amount_minor", amount_minor);
  if (check > 0)
    json_object_set_int_member (body, "check", check);

  return body;
}

/**
 * trivet_register_set_tip:
 * @self: a register
 * @amount_minor: at least 0; what the guest gives to the staff
 *
 * The tip is part of what is due, and goes to an account of its own.
 */
void
trivet_register_set_tip (TrivetRegister *self,
                         gint64          amount_minor)
{
  trivet_register_set_check_tip (self, 0, amount_minor);
}

/**
 * trivet_register_set_check_tip:
 * @self: a register
 * @check: which bill of a split order gives it, 0 for all guests together
 * @amount_minor: at least 0
 *
 * A bill's tip comes on top of its share and of no other one's; refused when the bill is paid or being
 * paid.
 */
void
trivet_register_set_check_tip (TrivetRegister *self,
                               int             check,
                               gint64          amount_minor)
{
  const TrivetOrder *order;
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GPtrArray) checks = NULL;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (amount_minor >= 0);

  order = get_order (self);
  if (order == NULL || !trivet_order_compute_totals (order, &totals, NULL))
    return;
  checks = trivet_order_compute_checks (order, &totals);
  if (check > 0 && (trivet_checks_lookup (checks, check) == NULL || trivet_checks_lookup (checks, check)->completed)) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_CHECK_PAID, "That bill is paid and takes no tip any more");
    return;
  }
  submit (self, TRIVET_FACT_ORDER_TIP_SET, tip_body (check, amount_minor),
          tip_body (check, trivet_order_get_tip_minor (order, check)));
}
