/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-cash-back.h"
#include "trivet-memory-journal-private.h"

#include <string.h>

/* Payments, refunds, accounts and bills of the memory journal: computed anew from the facts at each
 * call, slowly and plainly, so that the store's tables can be compared with it. */

static const char *
get_payment_state (const TrivetTender *tender)
{
  static const char *const names[] = {
    [TRIVET_TENDER_OFFERED] = "offered",
    [TRIVET_TENDER_OPEN] = "open",
    [TRIVET_TENDER_IN_DOUBT] = "in-doubt",
    [TRIVET_TENDER_PAID] = "paid",
    [TRIVET_TENDER_VOID] = "void",
  };

  return tender->watched ? "withdrawn" : names[tender->state];
}

static const char *
get_refund_state (const TrivetReturn *back)
{
  static const char *const names[] = {
    [TRIVET_RETURN_OPEN] = "open",
    [TRIVET_RETURN_DONE] = "done",
    [TRIVET_RETURN_FAILED] = "failed",
    [TRIVET_RETURN_PAID_BY_HAND] = "paid-by-hand",
  };

  return names[back->state];
}

/* A movement that borrows its strings from the order. */
static TrivetMovement
borrow_payment (const TrivetOrder  *order,
                const TrivetTender *tender)
{
  return (TrivetMovement){
    .kind = TRIVET_MOVEMENT_PAYMENT,
    .id = tender->payment_id,
    .order_id = order->order_id,
    .order_number = order->number,
    .payment_id = tender->payment_id,
    .method = tender->method,
    .provider_id = tender->provider_id,
    .merchant_order_id = tender->merchant_order_id,
    .provider_transaction_id = tender->provider_transaction_id,
    .state = (char *) get_payment_state (tender),
    .amount_minor = tender->amount_minor,
    .started_at_us = tender->started_at_us,
    .settled_at_us = tender->settled_at_us,
    .shown = tender->shown,
    .claimed = tender->claimed,
    .overridden = tender->overridden,
    .money_returned = tender->money_returned,
  };
}

static TrivetMovement
borrow_refund (const TrivetOrder  *order,
               const TrivetReturn *back)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, back->payment_id);
  TrivetMovement      movement = borrow_payment (order, tender);

  movement.kind = back->cash ? TRIVET_MOVEMENT_CASH_REFUND : TRIVET_MOVEMENT_REFUND;
  movement.id = back->refund_id;
  movement.merchant_refund_id = back->merchant_refund_id;
  movement.provider_transaction_id = back->provider_refund_id;
  movement.state = (char *) get_refund_state (back);
  movement.amount_minor = back->amount_minor;
  movement.started_at_us = back->started_at_us;
  movement.settled_at_us = back->done_at_us;
  movement.surplus = back->surplus;
  movement.shown = movement.claimed = movement.overridden = movement.money_returned = FALSE;
  return movement;
}

typedef struct {
  TrivetMovementQuery query;
  const char         *provider_id;
  gint64              from_us;
  gint64              to_us;
} MovementFilter;

static gboolean
is_parked (const TrivetMovement *movement)
{
  static const char *const parked_payments[] = { "offered", "open", "in-doubt", "withdrawn", NULL };
  static const char *const parked_refunds[] = { "open", "failed", NULL };

  return g_strv_contains (movement->kind == TRIVET_MOVEMENT_PAYMENT ? parked_payments
                                                                    : parked_refunds,
                          movement->state);
}

static gint64
get_time_us (const TrivetMovement *movement)
{
  return movement->settled_at_us != 0 ? movement->settled_at_us : movement->started_at_us;
}

static void
add_if_wanted (GPtrArray            *movements,
               const TrivetMovement *movement,
               const MovementFilter *filter)
{
  gint64 time_us = get_time_us (movement);

  if (filter->provider_id != NULL && !g_str_equal (filter->provider_id, movement->provider_id))
    return;
  if (filter->query == TRIVET_MOVEMENT_QUERY_PARKED ? is_parked (movement)
                                                    : time_us >= filter->from_us &&
                                                        time_us < filter->to_us)
    g_ptr_array_add (movements, trivet_movement_copy (movement));
}

static void
add_cash_owed (GPtrArray            *movements,
               const TrivetOrder    *order,
               const MovementFilter *filter)
{
  g_autofree char *id = g_strconcat ("owed/", order->order_id, NULL);
  TrivetMovement   movement = {
      .kind = TRIVET_MOVEMENT_CASH_OWED,
      .id = id,
      .order_id = order->order_id,
      .order_number = order->number,
      .payment_id = (char *) "",
      .method = (char *) "cash",
      .provider_id = (char *) "",
      .merchant_order_id = (char *) "",
      .merchant_refund_id = (char *) "",
      .provider_transaction_id = (char *) "",
      .state = (char *) "failed",
      .amount_minor = trivet_cash_back_compute_given (order),
      .started_at_us = MAX (order->settled_at_us, order->voided_at_us),
      .surplus = TRUE,
  };

  if (filter->query == TRIVET_MOVEMENT_QUERY_PARKED)
    add_if_wanted (movements, &movement, filter);
}

static void
add_order (GPtrArray            *movements,
           const TrivetOrder    *order,
           const MovementFilter *filter)
{
  for (guint i = 0; i < order->tenders->len; i++) {
    TrivetMovement movement = borrow_payment (order, g_ptr_array_index (order->tenders, i));

    add_if_wanted (movements, &movement, filter);
  }
  for (guint i = 0; i < order->returns->len; i++) {
    TrivetMovement movement = borrow_refund (order, g_ptr_array_index (order->returns, i));

    add_if_wanted (movements, &movement, filter);
  }
  if (trivet_order_get_cash_back_minor (order) > 0)
    add_cash_owed (movements, order, filter);
}

static int
compare_parked (gconstpointer a,
                gconstpointer b)
{
  const TrivetMovement *x = *(TrivetMovement *const *) a;
  const TrivetMovement *y = *(TrivetMovement *const *) b;

  if (x->started_at_us != y->started_at_us)
    return x->started_at_us < y->started_at_us ? -1 : 1;
  return strcmp (x->id, y->id);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = get_time_us (*(TrivetMovement *const *) a);
  gint64 y = get_time_us (*(TrivetMovement *const *) b);

  return x != y ? (x < y ? -1 : 1) : compare_parked (a, b);
}

/* Calls @func for every order, as its durable facts make it. */
static void
foreach_order (TrivetMemoryJournal *self,
               void (*func) (GPtrArray *, const TrivetOrder *, const MovementFilter *),
               GPtrArray            *list,
               const MovementFilter *filter)
{
  g_autoptr (GPtrArray) subjects = trivet_memory_journal_dup_subjects (self);

  for (guint i = 0; i < subjects->len; i++) {
    g_autoptr (TrivetOrder) order = NULL;

    order = trivet_memory_journal_fold_order (self, g_ptr_array_index (subjects, i));
    if (order != NULL)
      func (list, order, filter);
  }
}

static void
list_movements_async (TrivetRepository   *repository,
                      TrivetMovementQuery query,
                      const char         *provider_id,
                      gint64              from_us,
                      gint64              to_us,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  MovementFilter filter = { query, provider_id, from_us, to_us };
  GPtrArray     *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_movement_free);

  foreach_order (TRIVET_MEMORY_JOURNAL (repository), add_order, list, &filter);
  g_ptr_array_sort (list, query == TRIVET_MOVEMENT_QUERY_PARKED ? compare_parked : compare_times);
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

static void
add_unsettled (GPtrArray            *ids,
               const TrivetOrder    *order,
               const MovementFilter *unused)
{
  gboolean unsettled = trivet_order_get_surplus_minor (order) > trivet_order_get_cash_back_minor (order);

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    unsettled = unsettled || tender->watched || tender->state < TRIVET_TENDER_PAID;
  }
  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);

    unsettled = unsettled || back->state == TRIVET_RETURN_OPEN;
  }
  if (unsettled)
    g_ptr_array_add (ids, g_strdup (order->order_id));
}

static void
list_unsettled_payments_async (TrivetRepository   *repository,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  foreach_order (TRIVET_MEMORY_JOURNAL (repository), add_unsettled, list, NULL);
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

static TrivetBillSummary *
find_bill (GPtrArray  *bills,
           JsonObject *body)
{
  TrivetBillSummary *bill;

  for (guint i = 0; i < bills->len; i++) {
    bill = g_ptr_array_index (bills, i);
    if (g_str_equal (bill->provider_id, trivet_json_get_string_or (body, "provider", "")) &&
        g_str_equal (bill->kind, trivet_json_get_string_or (body, "kind", "")) &&
        g_str_equal (bill->date, trivet_json_get_string_or (body, "date", "")))
      return bill;
  }

  bill = trivet_bill_summary_new ();
  bill->provider_id = g_strdup (trivet_json_get_string_or (body, "provider", ""));
  bill->kind = g_strdup (trivet_json_get_string_or (body, "kind", ""));
  bill->date = g_strdup (trivet_json_get_string_or (body, "date", ""));
  g_ptr_array_add (bills, bill);
  return bill;
}

static void
add_bill_part (GPtrArray  *bills,
               TrivetFact *fact)
{
  JsonObject        *body = trivet_fact_get_body (fact);
  TrivetBillSummary *bill = find_bill (bills, body);

  if (trivet_json_get_int_or (body, "part", 0) == 1) {
    bill->n_entries = 0;
    bill->stored_at_us = trivet_fact_get_time_us (fact);
    g_free (bill->sha256);
    bill->sha256 = g_strdup (trivet_json_get_string_or (body, "sha256", ""));
  }
  bill->n_entries += json_array_get_length (json_object_get_array_member (body, "entries"));
}

static int
compare_bills (gconstpointer a,
               gconstpointer b)
{
  const TrivetBillSummary *x = *(TrivetBillSummary *const *) a;
  const TrivetBillSummary *y = *(TrivetBillSummary *const *) b;
  int                      order = strcmp (x->date, y->date);

  order = order != 0 ? order : strcmp (x->provider_id, y->provider_id);
  return order != 0 ? order : strcmp (x->kind, y->kind);
}

static void
list_bills_async (TrivetRepository   *repository,
                  const char         *from_date,
                  const char         *to_date,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  GPtrArray           *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_bill_summary_free);

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self, i);
    const char *date = trivet_json_get_string_or (trivet_fact_get_body (fact), "date", "");

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_BILL_STORED &&
        strcmp (date, from_date) >= 0 && strcmp (date, to_date) <= 0)
      add_bill_part (list, fact);
  }
  g_ptr_array_sort (list, compare_bills);
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

void
_trivet_memory_journal_money_init (TrivetRepositoryInterface *iface)
{
  iface->list_unsettled_payments_async = list_unsettled_payments_async;
  iface->list_movements_async = list_movements_async;
  iface->list_accounts_async = _trivet_memory_journal_list_accounts_async;
  iface->list_bills_async = list_bills_async;
}
