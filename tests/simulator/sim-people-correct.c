/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-people-private.h"

/* A mistake is found in an order that was paid: it is reopened, changed, and ended, as the register's
 * services would let staff do it. */

static JsonObject *
make_change (const SimStep  *step,
             TrivetFactType *ret_type)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", "L0");
  switch ((SimChange) step->a) {
  case SIM_CHANGE_ADD:
    json_object_unref (body);
    *ret_type = TRIVET_FACT_LINE_ADDED;
    return _sim_people_make_line (100 + step->id, 10 * step->b, 1);
  case SIM_CHANGE_FEWER:
  case SIM_CHANGE_MORE:
    *ret_type = TRIVET_FACT_LINE_QUANTITY_CHANGED;
    json_object_set_int_member (body, "by", step->a == SIM_CHANGE_MORE ? 1 : -1);
    return body;
  case SIM_CHANGE_VOID:
    *ret_type = TRIVET_FACT_LINE_VOIDED;
    return body;
  case SIM_CHANGE_DISCOUNT:
    json_object_unref (body);
    *ret_type = TRIVET_FACT_ORDER_DISCOUNT_SET;
    return _sim_people_make_discount (step->b);
  case SIM_CHANGE_LINE_DISCOUNT:
    *ret_type = TRIVET_FACT_LINE_DISCOUNT_SET;
    json_object_set_string_member (body, "kind", "rate");
    json_object_set_int_member (body, "value", step->b * 10000);
    return body;
  case SIM_CHANGE_TIP:
    *ret_type = TRIVET_FACT_ORDER_TIP_SET;
    json_object_set_int_member (body, "amount_minor", 5 * step->b);
    return body;
  }
  g_assert_not_reached ();
}

/* As the register has it: what is asked for must stay covered; what is paid may become too much. */
static gboolean
stays_covered (const SimOrder *order,
               TrivetFact     *fact)
{
  g_autoptr (TrivetOrder) after = trivet_order_copy (order->order);
  g_auto (TrivetTotals) totals = { 0 };
  gint64 asked = trivet_order_get_open_minor (after) + trivet_order_get_in_doubt_minor (after);

  return trivet_order_apply (after, fact, NULL) && trivet_order_compute_totals (after, &totals, NULL) &&
         (asked == 0 || totals.total_minor >= trivet_order_get_net_paid_minor (after) + asked);
}

static void
change (SimRegister   *reg,
        const SimStep *step,
        SimOrder      *order)
{
  TrivetFactType type;
  JsonObject    *body;
  g_autoptr (TrivetFact) fact = NULL;

  if (!trivet_order_is_corrected (order->order) || _sim_people_is_storing_charge (reg, order))
    return;
  body = make_change (step, &type);
  fact = _sim_people_make_fact (reg, step, type, json_object_ref (body));
  if (stays_covered (order, fact))
    _sim_people_append_one (reg, step, type, json_object_ref (body));
  json_object_unref (body);
}

static void
close_order (SimRegister   *reg,
             const SimStep *step,
             SimOrder      *order)
{
  if (trivet_order_is_corrected (order->order) &&
      order->total_minor <= trivet_order_get_net_paid_minor (order->order))
    _sim_people_append_one (reg, step, TRIVET_FACT_ORDER_CLOSED, json_object_new ());
}

/* Out of the latest payment in cash that has something left. */
static void
hand_out (SimRegister   *reg,
          const SimStep *step,
          SimOrder      *order)
{
  gint64 owed = trivet_order_get_cash_back_minor (order->order);

  for (guint i = order->order->tenders->len; i > 0 && owed > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (order->order->tenders, i - 1);
    gint64              piece = MIN (tender->amount_minor - tender->returned_minor, owed);
    gint64              rounding = trivet_tender_compute_rounding_back (tender, piece);
    JsonObject         *body;
    char                id[32];

    if (*tender->provider_id != '\0' || piece <= 0)
      continue;
    g_snprintf (id, sizeof id, "HAND-OUT-%u-%u", reg->disk->reg, step->id);
    body = json_object_new ();
    json_object_set_string_member (body, "refund", id);
    json_object_set_string_member (body, "payment", tender->payment_id);
    json_object_set_int_member (body, "amount_minor", piece);
    if (rounding != 0)
      json_object_set_int_member (body, "rounding_minor", rounding);
    json_object_set_string_member (body, "cause", "surplus");
    json_object_set_string_member (body, "reason", "corrected");
    _sim_people_append_cash (reg, step, TRIVET_FACT_CASH_RETURNED, body);
    return;
  }
}

static void
reopen (SimRegister   *reg,
        const SimStep *step,
        SimOrder      *order)
{
  JsonObject *body;

  if (!trivet_order_can_reopen (order->order, NULL))
    return;
  body = json_object_new ();
  json_object_set_string_member (body, "reason", "wrong dish");
  _sim_people_append_one (reg, step, TRIVET_FACT_ORDER_REOPENED, body);
}

void
_sim_people_correct (SimRegister   *reg,
                     const SimStep *step,
                     SimOrder      *order)
{
  switch ((int) step->kind) {
  case SIM_STEP_REOPEN:
    reopen (reg, step, order);
    break;
  case SIM_STEP_CHANGE:
    change (reg, step, order);
    break;
  case SIM_STEP_CLOSE:
    close_order (reg, step, order);
    break;
  case SIM_STEP_HAND_OUT:
    hand_out (reg, step, order);
    break;
  default:
    g_assert_not_reached ();
  }
}
