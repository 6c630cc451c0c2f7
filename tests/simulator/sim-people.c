/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-people-private.h"

#include "trivet-payment-error.h"

#include <string.h>

/* Cashiers and guests. They press what the plan says, whenever it says so; what makes no sense at
 * that moment is left out, what the engine refuses is refused. */

static SimOrder *
find_order (SimRegister *reg,
            guint        order)
{
  return g_hash_table_lookup (reg->disk->orders, sim_register_get_order_id (reg, order));
}

/* (nullable): the payment that step @target began. */
static SimPayment *
find_target (SimOrder *order,
             guint     target)
{
  for (guint i = 0; order != NULL && i < order->payments->len; i++) {
    SimPayment *payment = g_ptr_array_index (order->payments, i);

    if (payment->step == target)
      return payment;
  }

  return NULL;
}

/* "s12": printf() is a hundredth of the simulator's time. */
static void
name_number (char  name[16],
             char  letter,
             guint number)
{
  char *end = name + 15;

  *end = '\0';
  do
    *--end = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  *--end = letter;
  memmove (name, end, (gsize) (name + 16 - end));
}

TrivetFact *
_sim_people_make_fact (SimRegister   *reg,
                       const SimStep *step,
                       TrivetFactType type,
                       JsonObject    *body)
{
  char            staff[16];
  TrivetFactStamp stamp = {
    .clock = TRIVET_CLOCK (reg->clock),
    .random = reg->random,
    .register_id = "R1",
    .staff = staff,
  };

  name_number (staff, 's', step->id);
  return trivet_fact_new (type, sim_register_get_order_id (reg, step->order), body, &stamp);
}

static void
append (SimRegister        *reg,
        GPtrArray          *facts,
        GAsyncReadyCallback callback)
{
  trivet_journal_append_async (TRIVET_JOURNAL (reg->journal), facts, callback,
                               GUINT_TO_POINTER (reg->n_starts));
  g_ptr_array_unref (facts);
}

JsonObject *
_sim_people_make_line (guint  number,
                       gint64 price_minor,
                       gint64 quantity)
{
  JsonObject *body = json_object_new ();
  char        line[16];

  name_number (line, 'L', number);
  json_object_set_string_member (body, "line", line);
  json_object_set_string_member (body, "sku", "S");
  json_object_set_string_member (body, "name", "Rice");
  json_object_set_int_member (body, "quantity", quantity);
  json_object_set_int_member (body, "unit_price_minor", price_minor);
  json_object_set_int_member (body, "tax_rate_ppm", 60000);
  json_object_set_boolean_member (body, "tax_included", number % 2 == 0);
  json_object_set_array_member (body, "modifiers", json_array_new ());
  return body;
}

JsonObject *
_sim_people_make_discount (gint64 per_cent)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "kind", "rate");
  json_object_set_int_member (body, "value", per_cent * 10000);
  return body;
}

static void
open_order (SimRegister   *reg,
            const SimStep *step)
{
  GPtrArray  *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "number", "1");
  json_object_set_string_member (body, "currency", "CNY");
  g_ptr_array_add (facts, _sim_people_make_fact (reg, step, TRIVET_FACT_ORDER_OPENED, body));
  for (guint i = 0; i < step->a; i++)
    g_ptr_array_add (facts, _sim_people_make_fact (reg, step, TRIVET_FACT_LINE_ADDED,
                                                   _sim_people_make_line (i, step->b + 7 * i, i == 0 ? step->c : 1)));
  if (step->d > 0)
    g_ptr_array_add (facts, _sim_people_make_fact (reg, step, TRIVET_FACT_ORDER_DISCOUNT_SET, _sim_people_make_discount (step->d)));
  append (reg, facts, NULL);
}

void
_sim_people_append_one (SimRegister   *reg,
                        const SimStep *step,
                        TrivetFactType type,
                        JsonObject    *body)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, _sim_people_make_fact (reg, step, type, body));
  append (reg, facts, NULL);
}

/* What the screen offers to be asked for. */
static gint64
get_available (const SimOrder *order)
{
  if (!trivet_order_is_open (order->order))
    return 0;
  return order->total_minor - trivet_order_get_net_paid_minor (order->order) -
         trivet_order_get_open_minor (order->order) - trivet_order_get_in_doubt_minor (order->order);
}

static gint64
take_share (gint64 whole,
            gint64 per_cent)
{
  return whole > 0 ? MAX (whole * per_cent / 100, 1) : 0;
}

/* What people wait for; a start of the register forgets it. */
typedef struct {
  SimRegister *reg;
  SimOrder    *order;
  guint        start;
} Wait;

static Wait *
wait_new (SimRegister *reg,
          SimOrder    *order)
{
  Wait *wait = g_new (Wait, 1);

  *wait = (Wait){ reg, order, reg->n_starts };
  return wait;
}

gboolean
_sim_people_is_storing_charge (const SimRegister *reg,
                               const SimOrder    *order)
{
  return order->n_starting > 0 && order->starting == reg->n_starts;
}

static void
note_charge (SimRegister *reg,
             SimOrder    *order)
{
  if (order->starting != reg->n_starts)
    order->n_starting = 0;
  order->starting = reg->n_starts;
  order->n_starting++;
}

/* A refusal must be one that a cashier understands. */
static void
on_charged (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = trivet_payment_engine_charge_finish (TRIVET_PAYMENT_ENGINE (source), result, &error);

  if (wait != NULL && wait->start == wait->reg->n_starts)
    wait->order->n_starting--;
  if (id == NULL && error->domain != TRIVET_PAYMENT_ERROR && error->domain != TRIVET_STORE_ERROR &&
      error->domain != TRIVET_FACT_ERROR && error->domain != G_IO_ERROR)
    sim_fail ("refusal: a charge ends with %s", error->message);
}

static void
ask (SimRegister   *reg,
     const SimStep *step,
     SimOrder      *order)
{
  char                staff[16];
  TrivetChargeDetails details = {
    .order = order->order,
    .wallet_id = sim_vendor_get_id (step->a),
    .subject = "Trivet Diner",
    .staff = staff,
  };

  /* A guest's phone asks for all; only the amount may be wrong, and the engine must notice. */
  details.amount = trivet_money_new (take_share (MAX (get_available (order), 100), step->b), TRIVET_CURRENCY_CNY);
  name_number (staff, 's', step->id);
  if (step->kind == SIM_STEP_SHOW) {
    trivet_payment_engine_show_async (reg->engine, &details, on_charged, NULL);
    return;
  }
  details.code = reg->world->code;
  note_charge (reg, order);
  trivet_payment_engine_charge_async (reg->engine, &details, on_charged, wait_new (reg, order));
}

static void
on_cash_stored (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Wait *wait = user_data;

  trivet_journal_append_finish (TRIVET_JOURNAL (source), result, NULL);
  if (wait->reg->n_starts == wait->start)
    wait->reg->taking_cash = FALSE;
}

void
_sim_people_append_cash (SimRegister   *reg,
                         const SimStep *step,
                         TrivetFactType type,
                         JsonObject    *body)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  reg->taking_cash = TRUE;
  g_ptr_array_add (facts, _sim_people_make_fact (reg, step, type, body));
  trivet_journal_append_async (TRIVET_JOURNAL (reg->journal), facts, on_cash_stored, wait_new (reg, NULL));
}

static void
take_cash (SimRegister   *reg,
           const SimStep *step,
           SimOrder      *order)
{
  gint64      available = get_available (order);
  gint64      amount = take_share (available, step->a);
  gint64      cash = amount == available ? trivet_cash_rounding_apply (&reg->world->rounding, amount) : amount;
  JsonObject *body;
  char        id[32];

  if (amount <= 0 || _sim_people_is_storing_charge (reg, order) || trivet_order_has_blocking_doubt (order->order))
    return;
  g_snprintf (id, sizeof id, "CASH-%u-%u", reg->disk->reg, step->id);
  body = json_object_new ();
  json_object_set_string_member (body, "payment", id);
  json_object_set_int_member (body, "amount_minor", amount);
  if (cash != amount)
    json_object_set_int_member (body, "rounding_minor", cash - amount);
  json_object_set_int_member (body, "tendered_minor", cash + 100);
  json_object_set_int_member (body, "change_minor", 100);
  _sim_people_append_cash (reg, step, TRIVET_FACT_CASH_TAKEN, body);
}

/* What the plan wants to give back was never begun: a part of the order's cash goes back instead. */
static void
give_back_cash (SimRegister   *reg,
                const SimStep *step,
                SimOrder      *order)
{
  /* What is wrong with an order that is corrected is changed. */
  if (trivet_order_is_corrected (order->order))
    return;
  for (guint i = 0; i < order->order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->order->tenders, i);
    gint64              amount = take_share (tender->amount_minor - tender->returned_minor, step->a);
    gint64              rounding = trivet_tender_compute_rounding_back (tender, amount);
    JsonObject         *body;
    char                id[32];

    if (*tender->provider_id != '\0' || amount <= 0)
      continue;
    g_snprintf (id, sizeof id, "CASH-BACK-%u-%u", reg->disk->reg, step->id);
    body = json_object_new ();
    json_object_set_string_member (body, "refund", id);
    json_object_set_string_member (body, "payment", tender->payment_id);
    json_object_set_int_member (body, "amount_minor", amount);
    if (rounding != 0)
      json_object_set_int_member (body, "rounding_minor", rounding);
    json_object_set_string_member (body, "cause", "guest");
    json_object_set_string_member (body, "reason", "cold");
    _sim_people_append_cash (reg, step, TRIVET_FACT_CASH_RETURNED, body);
    return;
  }
}

static void
pay_by_hand (SimRegister   *reg,
             const SimStep *step,
             SimOrder      *order)
{
  for (guint i = 0; i < order->order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->order->returns, i);
    JsonObject         *body;

    if (back->state != TRIVET_RETURN_FAILED)
      continue;
    body = json_object_new ();
    json_object_set_string_member (body, "refund", "HAND");
    json_object_set_string_member (body, "payment", back->payment_id);
    json_object_set_int_member (body, "amount_minor", back->amount_minor);
    json_object_set_string_member (body, "cause", "guest");
    json_object_set_string_member (body, "reason", "by hand");
    json_object_set_string_member (body, "instead_of", back->refund_id);
    _sim_people_append_cash (reg, step, TRIVET_FACT_CASH_RETURNED, body);
    return;
  }
}

static void
on_refund_begun (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree char *id = trivet_payment_engine_refund_finish (TRIVET_PAYMENT_ENGINE (source), result, NULL);
}

/* Gives back a share of a payment, or one of a line. */
static void
give_back (SimRegister   *reg,
           const SimStep *step,
           SimOrder      *order,
           SimPayment    *payment)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order->order, payment->payment_id);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_returned_line_free);
  gint64              amount = 0, tax = 0;
  char                staff[16];
  TrivetRefundDetails details = {
    .order_id = order->order->order_id,
    .payment_id = payment->payment_id,
    .reason = "not hot",
    .staff = staff,
  };

  name_number (staff, 's', step->id);
  if (step->kind == SIM_STEP_REFUND) {
    amount = take_share (tender->amount_minor - tender->returned_minor, step->a);
  } else if (trivet_order_compute_return (order->order, "L0", 1, &amount, &tax, NULL) && amount > 0) {
    g_ptr_array_add (lines, trivet_returned_line_new ("L0", 1, amount, tax));
    details.lines = lines;
  }
  if (amount <= 0)
    return;
  details.amount = trivet_money_new (amount, TRIVET_CURRENCY_CNY);
  trivet_payment_engine_refund_async (reg->engine, &details, on_refund_begun, NULL);
}

static void
look_at_refunds (SimRegister *reg,
                 SimOrder    *order)
{
  for (guint i = 0; i < order->refunds->len; i++) {
    const SimRefund *refund = g_ptr_array_index (order->refunds, i);

    trivet_payment_engine_check_refund_now (reg->engine, refund->refund_id, NULL);
  }
}

static void
act_on_payment (SimRegister   *reg,
                const SimStep *step,
                SimOrder      *order,
                SimPayment    *payment)
{
  switch ((int) step->kind) {
  case SIM_STEP_CANCEL:
    trivet_payment_engine_cancel (reg->engine, payment->payment_id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED, "s1", NULL);
    break;
  case SIM_STEP_CHECK:
    trivet_payment_engine_check_now (reg->engine, payment->payment_id, NULL);
    break;
  case SIM_STEP_OVERRIDE:
    trivet_payment_engine_override (reg->engine, payment->payment_id, "boss", "guest in a hurry", NULL);
    break;
  case SIM_STEP_CLAIM:
    trivet_payment_engine_claim (reg->engine, payment->payment_id, "4200", "showed a receipt", "s1", "boss", NULL);
    break;
  case SIM_STEP_REFUND:
  case SIM_STEP_RETURN:
    if (!trivet_order_is_corrected (order->order))
      give_back (reg, step, order, payment);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
act_on_order (SimRegister   *reg,
              const SimStep *step,
              SimOrder      *order)
{
  SimPayment *payment;
  JsonObject *body;

  switch ((int) step->kind) {
  case SIM_STEP_CHARGE:
  case SIM_STEP_SHOW:
    ask (reg, step, order);
    break;
  case SIM_STEP_CASH:
    take_cash (reg, step, order);
    break;
  case SIM_STEP_BY_HAND:
    pay_by_hand (reg, step, order);
    break;
  case SIM_STEP_CHECK_REFUND:
    look_at_refunds (reg, order);
    break;
  case SIM_STEP_DISCOUNT:
    _sim_people_append_one (reg, step, TRIVET_FACT_ORDER_DISCOUNT_SET, _sim_people_make_discount (step->a));
    break;
  case SIM_STEP_REOPEN:
  case SIM_STEP_CHANGE:
  case SIM_STEP_CLOSE:
  case SIM_STEP_HAND_OUT:
    _sim_people_correct (reg, step, order);
    break;
  case SIM_STEP_VOID:
    body = json_object_new ();
    json_object_set_string_member (body, "reason", "guest left");
    _sim_people_append_one (reg, step, TRIVET_FACT_ORDER_VOIDED, body);
    break;
  default:
    payment = find_target (order, step->target);
    if (payment != NULL)
      act_on_payment (reg, step, order, payment);
    else if (step->kind == SIM_STEP_REFUND)
      give_back_cash (reg, step, order);
    break;
  }
}

/* Nothing is pressed on a register that is off or has its drawer open. */
void
sim_people_act (SimRegister   *reg,
                const SimStep *step)
{
  SimOrder *order;

  if (reg->engine == NULL || reg->taking_cash)
    return;
  order = find_order (reg, step->order);
  if (step->kind == SIM_STEP_OPEN && order == NULL)
    open_order (reg, step);
  else if (step->kind != SIM_STEP_OPEN && order != NULL)
    act_on_order (reg, step, order);
}
