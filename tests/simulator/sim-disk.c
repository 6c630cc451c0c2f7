/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-disk.h"

#include "sim-report.h"

#include "trivet-ledger.h"

#include <string.h>

/* Folds each fact into its order as the store does, posts it to the ledger, and keeps an index that
 * is read without the payment's own fold. What must hold after every fact is checked here. */

static void
order_free (SimOrder *order)
{
  trivet_order_unref (order->order);
  g_ptr_array_unref (order->facts);
  g_ptr_array_unref (order->payments);
  g_ptr_array_unref (order->refunds);
  g_free (order);
}

static void
payment_free (SimPayment *payment)
{
  g_free (payment->payment_id);
  g_free (payment->number);
  g_free (payment);
}

static void
refund_free (SimRefund *refund)
{
  g_free (refund->refund_id);
  g_free (refund->number);
  g_free (refund);
}

/* Our ids end in random characters; hashing all of them is what a profile showed first. */
guint
sim_id_hash (gconstpointer id)
{
  gsize   length = strlen (id);
  guint64 tail = 0;

  memcpy (&tail, (const char *) id + length - MIN (length, sizeof tail), MIN (length, sizeof tail));
  return (guint) ((tail * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

SimDisk *
sim_disk_new (guint reg)
{
  SimDisk *self = g_new0 (SimDisk, 1);

  self->reg = reg;
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  self->list = g_ptr_array_new ();
  self->orders = g_hash_table_new_full (sim_id_hash, g_str_equal, NULL, (GDestroyNotify) order_free);
  self->payments = g_hash_table_new_full (sim_id_hash, g_str_equal, NULL, (GDestroyNotify) payment_free);
  self->by_number = g_hash_table_new (sim_id_hash, g_str_equal);
  self->refunds = g_hash_table_new_full (sim_id_hash, g_str_equal, NULL, (GDestroyNotify) refund_free);
  self->refunds_by_number = g_hash_table_new (sim_id_hash, g_str_equal);
  self->accounts = g_array_new (FALSE, FALSE, sizeof (SimAccount));
  self->postings = trivet_ledger_new_postings ();
  return self;
}

void
sim_disk_free (SimDisk *self)
{
  g_hash_table_unref (self->by_number);
  g_hash_table_unref (self->refunds_by_number);
  g_hash_table_unref (self->payments);
  g_hash_table_unref (self->refunds);
  g_ptr_array_unref (self->list);
  g_hash_table_unref (self->orders);
  g_ptr_array_unref (self->facts);
  for (guint i = 0; i < self->accounts->len; i++)
    g_free (g_array_index (self->accounts, SimAccount, i).name);
  g_array_unref (self->accounts);
  g_array_unref (self->postings);
  g_free (self);
}

SimPayment *
sim_disk_find_number (SimDisk    *self,
                      const char *number)
{
  return g_hash_table_lookup (self->by_number, number);
}

SimRefund *
sim_disk_find_refund (SimDisk    *self,
                      const char *number)
{
  return g_hash_table_lookup (self->refunds_by_number, number);
}

static SimAccount *
find_account (SimDisk    *self,
              const char *name)
{
  for (guint i = 0; i < self->accounts->len; i++) {
    SimAccount *account = &g_array_index (self->accounts, SimAccount, i);

    if (g_str_equal (account->name, name))
      return account;
  }

  return NULL;
}

gint64
sim_disk_get_account (SimDisk    *self,
                      const char *name)
{
  SimAccount *account = find_account (self, name);

  return account != NULL ? account->minor : 0;
}

static void
post (SimDisk    *self,
      TrivetFact *fact,
      gboolean    was_settled,
      SimOrder   *order)
{
  g_autoptr (GError) error = NULL;
  gint64 sum = 0;

  g_array_set_size (self->postings, 0);
  if (!trivet_ledger_post_order (fact, was_settled, order->order, self->postings, &error))
    sim_fail ("ledger: %s", error->message);
  for (guint i = 0; i < self->postings->len; i++) {
    TrivetPosting *posting = &g_array_index (self->postings, TrivetPosting, i);
    SimAccount    *account = find_account (self, posting->account);

    sum += posting->amount_minor;
    if (account != NULL) {
      account->minor += posting->amount_minor;
    } else {
      SimAccount fresh = { g_strdup (posting->account), posting->amount_minor };

      g_array_append_val (self->accounts, fresh);
    }
  }
  if (sum != 0)
    sim_fail ("ledger-sum: a %s moves %" G_GINT64_FORMAT " out of nowhere",
              trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)), sum);
}

/* Rule 4 of design.md 4. Codes that are only shown, and what a manager has overridden, may be paid
 * beside it; that surplus goes back, which is checked at the end. */
static void
check_exposure (SimOrder *order)
{
  const TrivetOrder *folded = order->order;
  gint64             sum = 0;

  if (order->shrunk)
    return;
  for (guint i = 0; i < folded->returns->len; i++) {
    if (((TrivetReturn *) g_ptr_array_index (folded->returns, i))->state == TRIVET_RETURN_FAILED)
      return;
  }
  for (guint i = 0; i < folded->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (folded->tenders, i);

    if (tender->shown || tender->overridden || tender->state == TRIVET_TENDER_VOID)
      continue;
    sum += tender->amount_minor - tender->returned_minor;
  }
  if (sum > order->total_minor)
    sim_fail ("over-due: order %s owes %" G_GINT64_FORMAT ", and %" G_GINT64_FORMAT " is paid, asked for or in doubt",
              folded->order_id, order->total_minor, sum);
}

static void
compute_total (SimOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  if (!trivet_order_compute_totals (order->order, &totals, NULL))
    sim_fail ("total: order %s costs no sum", order->order->order_id);
  if (trivet_order_is_corrected (order->order) && totals.total_minor < order->total_minor)
    order->shrunk = TRUE;
  order->total_minor = totals.total_minor;
}

/* What was paid, less what was given back, is all that a settled order costs: nothing of it is asked
 * for once more when it is reopened. */
static void
index_reopened (SimOrder *order)
{
  gint64 before = order->total_minor;

  compute_total (order);
  sim_report->n_reopened++;
  sim_report->n_reopened_after_refund += order->total_minor < before;
  order->shrunk |= order->total_minor < before;
  if (order->total_minor > trivet_order_get_net_paid_minor (order->order))
    sim_fail ("asked-again: order %s was settled, and %" G_GINT64_FORMAT " is due when it is reopened", order->order->order_id,
              order->total_minor - trivet_order_get_net_paid_minor (order->order));
}

/* @staff of whatever begins a payment is "s" and the step of the plan. */
static guint
read_step (TrivetFact *fact)
{
  const char *staff = trivet_fact_get_staff (fact);

  return staff[0] == 's' ? (guint) g_ascii_strtoull (staff + 1, NULL, 10) : 0;
}

static void
index_started (SimDisk    *self,
               SimOrder   *order,
               TrivetFact *fact,
               JsonObject *body)
{
  SimPayment *payment = g_new0 (SimPayment, 1);

  payment->payment_id = g_strdup (json_object_get_string_member (body, "payment"));
  payment->number = g_strdup (json_object_get_string_member (body, "merchant_order_id"));
  payment->order = order;
  payment->amount_minor = json_object_get_int_member (body, "amount_minor");
  payment->wallet = g_str_equal (json_object_get_string_member (body, "provider"), "alipay")
                      ? SIM_WALLET_ALIPAY
                      : SIM_WALLET_WECHAT;
  payment->step = read_step (fact);
  payment->shown = g_strcmp0 (trivet_json_get_string_or (body, "kind", ""), "show") == 0;
  payment->state = TRIVET_PAYMENT_STATE_STARTED;
  payment->been = 1u << payment->state;
  if (payment->step == 0 || sim_disk_find_number (self, payment->number) != NULL)
    sim_fail ("number-twice: %s was started twice, or by nobody", payment->number);
  g_hash_table_insert (self->payments, payment->payment_id, payment);
  g_hash_table_insert (self->by_number, payment->number, payment);
  g_ptr_array_add (order->payments, payment);
  self->n_open++;
  sim_report->n_payments++;
  sim_report->n_shown += payment->shown;
}

static TrivetPaymentState
get_payment_state (TrivetFactType type)
{
  switch ((int) type) {
  case TRIVET_FACT_PAYMENT_ASKED:
    return TRIVET_PAYMENT_STATE_ASKED;
  case TRIVET_FACT_PAYMENT_WAITING:
    return TRIVET_PAYMENT_STATE_WAITING;
  case TRIVET_FACT_PAYMENT_DOUBTED:
    return TRIVET_PAYMENT_STATE_IN_DOUBT;
  case TRIVET_FACT_PAYMENT_REFUSED:
    return TRIVET_PAYMENT_STATE_REFUSED;
  case TRIVET_FACT_PAYMENT_REVERSING:
    return TRIVET_PAYMENT_STATE_REVERSING;
  case TRIVET_FACT_PAYMENT_PAID:
    return TRIVET_PAYMENT_STATE_PAID;
  case TRIVET_FACT_PAYMENT_DECLINED:
    return TRIVET_PAYMENT_STATE_DECLINED;
  case TRIVET_FACT_PAYMENT_REVERSED:
    return TRIVET_PAYMENT_STATE_REVERSED;
  case TRIVET_FACT_PAYMENT_UNSENT:
    return TRIVET_PAYMENT_STATE_UNSENT;
  case TRIVET_FACT_PAYMENT_WITHDRAWN:
    return TRIVET_PAYMENT_STATE_WITHDRAWN;
  default:
    return TRIVET_PAYMENT_STATE_INVALID;
  }
}

static gboolean
is_open_payment (const SimPayment *payment)
{
  return !payment->claimed && !trivet_payment_state_is_final (payment->state);
}

static void
index_payment (SimDisk       *self,
               TrivetFactType type,
               JsonObject    *body)
{
  SimPayment        *payment = g_hash_table_lookup (self->payments, json_object_get_string_member (body, "payment"));
  TrivetPaymentState state = get_payment_state (type);
  gboolean           was_open;

  if (payment == NULL)
    return;
  was_open = is_open_payment (payment);
  if (type == TRIVET_FACT_PAYMENT_OVERRIDDEN)
    payment->overridden = TRUE;
  else if (type == TRIVET_FACT_PAYMENT_CLAIMED)
    payment->claimed = TRUE;
  else if (type == TRIVET_FACT_PAYMENT_ALARM)
    sim_report->n_alarms++;
  sim_report->n_overridden += type == TRIVET_FACT_PAYMENT_OVERRIDDEN;
  sim_report->n_claimed += type == TRIVET_FACT_PAYMENT_CLAIMED;
  if (state == TRIVET_PAYMENT_STATE_REVERSING && payment->claimed)
    sim_fail ("claim-undone: payment %s is undone although a guest shows a receipt", payment->payment_id);
  if (state != TRIVET_PAYMENT_STATE_INVALID)
    payment->state = state;
  payment->been |= 1u << payment->state;
  self->n_open += is_open_payment (payment) - was_open;
}

static void
index_refund_started (SimDisk    *self,
                      SimOrder   *order,
                      TrivetFact *fact,
                      JsonObject *body)
{
  SimRefund *refund = g_new0 (SimRefund, 1);

  refund->refund_id = g_strdup (json_object_get_string_member (body, "refund"));
  refund->number = g_strdup (json_object_get_string_member (body, "merchant_refund_id"));
  refund->payment = g_hash_table_lookup (self->payments, json_object_get_string_member (body, "payment"));
  refund->amount_minor = json_object_get_int_member (body, "amount_minor");
  refund->state = TRIVET_REFUND_STATE_STARTED;
  refund->been = 1u << refund->state;
  refund->ordinal = 1;
  refund->started_us = trivet_fact_get_time_us (fact);
  for (guint i = 0; i < order->refunds->len; i++)
    refund->ordinal += ((SimRefund *) g_ptr_array_index (order->refunds, i))->payment == refund->payment;
  if (refund->payment == NULL || sim_disk_find_refund (self, refund->number) != NULL)
    sim_fail ("refund-twice: %s was started twice, or for nothing", refund->number);
  g_hash_table_insert (self->refunds, refund->refund_id, refund);
  g_hash_table_insert (self->refunds_by_number, refund->number, refund);
  g_ptr_array_add (order->refunds, refund);
  self->n_open++;
  sim_report->n_refunds++;
  sim_report->n_surplus += g_str_equal (json_object_get_string_member (body, "cause"), "surplus");
}

static TrivetRefundState
get_refund_state (TrivetFactType type)
{
  switch ((int) type) {
  case TRIVET_FACT_REFUND_ASKED:
    return TRIVET_REFUND_STATE_ASKED;
  case TRIVET_FACT_REFUND_PENDING:
    return TRIVET_REFUND_STATE_PENDING;
  case TRIVET_FACT_REFUND_DOUBTED:
    return TRIVET_REFUND_STATE_IN_DOUBT;
  case TRIVET_FACT_REFUND_BLOCKED:
    return TRIVET_REFUND_STATE_BLOCKED;
  case TRIVET_FACT_REFUND_REFUSED:
    return TRIVET_REFUND_STATE_REFUSED;
  case TRIVET_FACT_REFUND_DONE:
    return TRIVET_REFUND_STATE_DONE;
  case TRIVET_FACT_REFUND_FAILED:
    return TRIVET_REFUND_STATE_FAILED;
  default:
    return TRIVET_REFUND_STATE_INVALID;
  }
}

static void
index_refund (SimDisk    *self,
              TrivetFact *fact,
              JsonObject *body)
{
  SimRefund        *refund = g_hash_table_lookup (self->refunds, json_object_get_string_member (body, "refund"));
  TrivetRefundState state = get_refund_state (trivet_fact_get_fact_type (fact));

  if (refund == NULL || state == TRIVET_REFUND_STATE_INVALID)
    return;
  self->n_open += trivet_refund_state_is_final (refund->state) - trivet_refund_state_is_final (state);
  refund->state = state;
  refund->ended_us = trivet_fact_get_time_us (fact);
  refund->been |= 1u << state;
}

static void
index_fact (SimDisk    *self,
            SimOrder   *order,
            TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  JsonObject    *body = trivet_fact_get_body (fact);

  if (type == TRIVET_FACT_PAYMENT_STARTED)
    index_started (self, order, fact, body);
  else if (type > TRIVET_FACT_PAYMENT_STARTED && type <= TRIVET_FACT_PAYMENT_CLAIMED)
    index_payment (self, type, body);
  else if (type == TRIVET_FACT_REFUND_STARTED)
    index_refund_started (self, order, fact, body);
  else if (type > TRIVET_FACT_REFUND_STARTED && type <= TRIVET_FACT_REFUND_ALARM)
    index_refund (self, fact, body);
  else if (type == TRIVET_FACT_ORDER_DISCOUNT_SET && read_step (fact) != read_step (g_ptr_array_index (order->facts, 0)))
    order->shrunk = TRUE;

  if (type == TRIVET_FACT_ORDER_REOPENED)
    index_reopened (order);
  else if (type < TRIVET_FACT_PAYMENT_STARTED)
    compute_total (order);
  if (type >= TRIVET_FACT_PAYMENT_STARTED && type <= TRIVET_FACT_REFUND_ALARM)
    check_exposure (order);
}

static SimOrder *
ensure_order (SimDisk    *self,
              const char *order_id)
{
  SimOrder *order = g_hash_table_lookup (self->orders, order_id);

  if (order == NULL) {
    order = g_new0 (SimOrder, 1);
    order->disk = self;
    order->order = trivet_order_new (order_id);
    order->facts = g_ptr_array_new ();
    order->payments = g_ptr_array_new ();
    order->refunds = g_ptr_array_new ();
    g_hash_table_insert (self->orders, order->order->order_id, order);
    g_ptr_array_add (self->list, order);
  }
  return order;
}

/* What the real store refuses, a fact that its order cannot take, is refused here too. All facts of
 * one append are about one order. */
gboolean
sim_disk_store (SimDisk   *self,
                GPtrArray *facts,
                GError   **error)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    SimOrder   *order = ensure_order (self, trivet_fact_get_subject (fact));
    gboolean    was_settled = order->order->settled_at_us != 0;

    if (!trivet_order_apply (order->order, fact, error)) {
      if (i > 0)
        sim_fail ("append-half: the %s after a stored %s is refused: %s",
                  trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)),
                  trivet_fact_type_get_name (trivet_fact_get_fact_type (g_ptr_array_index (facts, 0))),
                  error != NULL ? (*error)->message : "");
      return FALSE;
    }
    g_ptr_array_add (self->facts, trivet_fact_ref (fact));
    trivet_fact_set_sequence (fact, self->facts->len);
    g_ptr_array_add (order->facts, fact);
    post (self, fact, was_settled, order);
    index_fact (self, order, fact);
    sim_report->n_facts++;
  }

  return TRUE;
}

/* As TrivetRepositoryInterface's list_unsettled_payments_async has it. */
static gboolean
is_unsettled (const TrivetOrder *order)
{
  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state == TRIVET_TENDER_OFFERED || tender->state == TRIVET_TENDER_OPEN ||
        tender->state == TRIVET_TENDER_IN_DOUBT || tender->watched)
      return TRUE;
  }
  for (guint i = 0; i < order->returns->len; i++) {
    if (((TrivetReturn *) g_ptr_array_index (order->returns, i))->state == TRIVET_RETURN_OPEN)
      return TRUE;
  }
  return trivet_order_get_surplus_minor (order) > 0;
}

/* Returns: (transfer full) (element-type SimOrder): what a start must hand to the engine */
GPtrArray *
sim_disk_list_unsettled (SimDisk *self)
{
  GPtrArray *orders = g_ptr_array_new ();

  for (guint i = 0; i < self->list->len; i++) {
    SimOrder *order = g_ptr_array_index (self->list, i);

    if (is_unsettled (order->order))
      g_ptr_array_add (orders, order);
  }
  return orders;
}
