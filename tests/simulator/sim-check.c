/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-world.h"

#include "trivet-ledger.h"

#include <string.h>

/* What must be true when everything has ended: our facts, our ledger and the providers' books say
 * the same of every fen. */

/* Comparing all bills would take a twentieth of the time. */
#define WORLDS_A_BILL 4

/* Whether everything that must end has ended. A surplus counts until its refund has. */
gboolean
sim_check_is_quiet (SimWorld *world)
{
  if (world->next_step < world->plan->steps->len || sim_loop_get_n_ready () > 0 || sim_bank_get_n_waiting (world->bank) > 0)
    return FALSE;
  for (guint i = 0; i < world->registers->len; i++) {
    SimRegister *reg = g_ptr_array_index (world->registers, i);

    if (reg->engine == NULL || reg->disk->n_open > 0 || sim_journal_get_n_pending (reg->journal) > 0)
      return FALSE;
  }

  return TRUE;
}

static void
check_payment_ended (gpointer key,
                     gpointer value,
                     gpointer user_data)
{
  const SimPayment *payment = value;

  if (!trivet_payment_state_is_final (payment->state) && !payment->claimed)
    sim_fail ("no-end: payment %s is still %s", payment->number, trivet_payment_state_get_name (payment->state));
}

/* The time for payments is over. */
void
sim_check_payments (SimWorld *world)
{
  for (guint i = 0; i < world->registers->len; i++)
    g_hash_table_foreach (((SimRegister *) g_ptr_array_index (world->registers, i))->disk->payments, check_payment_ended, NULL);
}

static SimBook *
find_book (SimWorld         *world,
           const SimPayment *payment)
{
  return sim_bank_lookup (world->bank, payment->wallet, payment->number);
}

/* Paid here means paid there, and the reverse; a guest's claim may stay open when it is not true. */
static void
check_payment (SimWorld         *world,
               SimRegister      *reg,
               const SimPayment *payment)
{
  const SimBook *book = find_book (world, payment);
  gboolean       held = book != NULL && book->state == SIM_BOOK_PAID;
  TrivetPayment *shown = trivet_payment_engine_lookup (reg->engine, payment->payment_id);

  sim_report->n_ends[payment->state]++;
  sim_report->n_hostile += payment->hostile;
  sim_report->n_returned += book != NULL && book->state == SIM_BOOK_RETURNED;
  if (held != (payment->state == TRIVET_PAYMENT_STATE_PAID))
    sim_fail ("books-differ: payment %s is %s here, and the provider holds %s", payment->number,
              trivet_payment_state_get_name (payment->state), held ? "its money" : "nothing");
  check_payment_ended (NULL, (gpointer) payment, NULL);
  if (shown != NULL && (shown->overridden != payment->overridden || shown->claimed != payment->claimed))
    sim_fail ("shown-otherwise: what a manager or guest said about payment %s is not on the screen", payment->number);
  if (shown != NULL && shown->state != payment->state)
    sim_fail ("shown-otherwise: payment %s is %s on the disk and %s on the screen", payment->number,
              trivet_payment_state_get_name (payment->state), trivet_payment_state_get_name (shown->state));
}

static const SimGiving *
find_giving (const SimBook *book,
             const char    *number)
{
  for (guint i = 0; book != NULL && i < book->givings->len; i++) {
    const SimGiving *giving = g_ptr_array_index (book->givings, i);

    if (g_str_equal (giving->number, number))
      return giving;
  }

  return NULL;
}

static void
check_refund (SimWorld        *world,
              const SimRefund *refund)
{
  const SimGiving *giving = find_giving (find_book (world, refund->payment), refund->number);
  gboolean         given = giving != NULL && giving->state == SIM_GIVING_DONE;

  sim_report->n_refund_ends[refund->state]++;
  if (!trivet_refund_state_is_final (refund->state))
    sim_fail ("no-end: refund %s is still %s", refund->number, trivet_refund_state_get_name (refund->state));
  if (given != (refund->state == TRIVET_REFUND_STATE_DONE))
    sim_fail ("books-differ: refund %s is %s here, and the guest has %s", refund->number,
              trivet_refund_state_get_name (refund->state), given ? "the money" : "nothing");
  if (given && giving->minor != refund->amount_minor)
    sim_fail ("books-differ: refund %s gave back another amount", refund->number);
}

/* Every refund that the provider made is one of ours. */
static void
check_givings (SimWorld         *world,
               SimDisk          *disk,
               const SimPayment *payment)
{
  const SimBook *book = find_book (world, payment);

  for (guint i = 0; book != NULL && i < book->givings->len; i++) {
    const SimGiving *giving = g_ptr_array_index (book->givings, i);

    if (sim_disk_find_refund (disk, giving->number) == NULL)
      sim_fail ("unknown-refund: the provider gave %s back, and nobody here knows of it", giving->number);
  }
}

typedef struct {
  gint64 kept;   /* by the providers, for this order */
  gint64 cash;   /* taken for this order, and not handed back; only a person can */
  gint64 drawer; /* the same, less the refunds that were paid by hand in a provider's place */
  gint64 failed; /* refunds that a person must make */
  gint64 sold;   /* given back out of what was sold */
} Sums;

static Sums
sum_up (SimWorld       *world,
        const SimOrder *order)
{
  const TrivetOrder *folded = order->order;
  Sums               sums = { 0 };

  for (guint i = 0; i < order->payments->len; i++) {
    const SimBook *book = find_book (world, g_ptr_array_index (order->payments, i));

    sums.kept += book != NULL ? book->kept_minor : 0;
  }
  for (guint i = 0; i < folded->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (folded->tenders, i);

    if (*tender->provider_id == '\0')
      sums.cash += tender->amount_minor;
  }
  for (guint i = 0; i < folded->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (folded->returns, i);

    if (back->state == TRIVET_RETURN_FAILED)
      sums.failed += back->amount_minor;
    else if (back->from_sale)
      sums.sold += back->amount_minor;
    if (back->cash)
      sums.cash -= back->amount_minor;
    else if (back->state == TRIVET_RETURN_PAID_BY_HAND)
      sums.drawer -= back->amount_minor;
  }
  sums.drawer += sums.cash;

  return sums;
}

/* Nobody pays twice for good: what is kept is what is owed, but for refunds that failed (a list for
 * a person has them) and cash that only a person can hand back. */
static void
check_kept (SimWorld       *world,
            const SimOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  Sums   sums = sum_up (world, order);
  gint64 due = 0;

  if (order->order->voided_at_us == 0 && trivet_order_compute_totals (order->order, &totals, NULL))
    due = totals.total_minor - sums.sold;
  /* Nobody has ended the correction: it may be needed yet. */
  if (trivet_order_is_corrected (order->order))
    due = MAX (due, trivet_order_get_net_paid_minor (order->order));
  if (sums.kept < 0 || sums.kept + sums.drawer > MAX (due, sums.cash) + sums.failed)
    sim_fail ("kept-too-much: order %s owes %" G_GINT64_FORMAT "; the providers keep %" G_GINT64_FORMAT
              ", the drawer %" G_GINT64_FORMAT ", and refunds of %" G_GINT64_FORMAT " failed",
              order->order->order_id, due, sums.kept, sums.drawer, sums.failed);
  if (order->order->settled_at_us != 0 && order->order->voided_at_us == 0 && !order->shrunk &&
      trivet_order_get_paid_minor (order->order) < totals.total_minor)
    sim_fail ("settled-unpaid: order %s is settled and was not paid", order->order->order_id);
}

/* Notes and coins, counted from what people wrote down and by nobody's fold. */
static gint64
count_drawer (const SimOrder *order,
              gint64         *ret_rounding)
{
  gint64 drawer = 0;

  for (guint i = 0; i < order->facts->len; i++) {
    TrivetFact    *fact = g_ptr_array_index (order->facts, i);
    TrivetFactType type = trivet_fact_get_fact_type (fact);
    JsonObject    *body;
    gint64         sum;

    if (type != TRIVET_FACT_CASH_TAKEN && type != TRIVET_FACT_CASH_RETURNED)
      continue;
    body = trivet_fact_get_body (fact);
    if (type == TRIVET_FACT_CASH_TAKEN)
      sum = json_object_get_int_member (body, "tendered_minor") - json_object_get_int_member (body, "change_minor");
    else
      sum = -json_object_get_int_member (body, "amount_minor") - trivet_json_get_int_or (body, "rounding_minor", 0);
    drawer += sum;
    *ret_rounding += (type == TRIVET_FACT_CASH_TAKEN ? 1 : -1) * json_object_get_int_member (body, "amount_minor") - sum;
  }

  return drawer;
}

/* What was received of a payment is less than a unit away from what it covers; and what went back of
 * it is never more, and all of it when all went back. */
static void
check_rounding (const SimWorld *world,
                const SimOrder *order)
{
  for (guint i = 0; i < order->order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->order->tenders, i);
    gint64              received = tender->tendered_minor - tender->change_minor;
    gint64              given = 0;

    if (*tender->provider_id != '\0')
      continue;
    for (guint j = 0; j < order->order->returns->len; j++) {
      const TrivetReturn *back = g_ptr_array_index (order->order->returns, j);

      if (g_str_equal (back->payment_id, tender->payment_id))
        given += trivet_return_get_given_minor (back);
    }
    sim_report->n_rounded += received != tender->amount_minor;
    if (ABS (received - tender->amount_minor) >= MAX (world->rounding.unit_minor, 1) || given > received ||
        (tender->returned_minor == tender->amount_minor && given != received))
      sim_fail ("rounding: payment %s covers %" G_GINT64_FORMAT ", brought %" G_GINT64_FORMAT " and gave back %" G_GINT64_FORMAT,
                tender->payment_id, tender->amount_minor, received, given);
  }
}

static void
check_drawer (const SimRegister *reg)
{
  gint64 rounding = 0;
  gint64 drawer = 0;
  gint64 ours = sim_disk_get_account (reg->disk, TRIVET_ACCOUNT_CASH);

  for (guint i = 0; i < reg->disk->list->len; i++)
    drawer += count_drawer (g_ptr_array_index (reg->disk->list, i), &rounding);
  if (ours != drawer)
    sim_fail ("drawer-differs: our books say that the drawer holds %" G_GINT64_FORMAT ", and there is %" G_GINT64_FORMAT, ours, drawer);
  if (sim_disk_get_account (reg->disk, TRIVET_ACCOUNT_ROUNDING) != rounding)
    sim_fail ("drawer-differs: the rounding is %" G_GINT64_FORMAT ", and our books say otherwise", rounding);
}

/* What of one payment stands with the guests. Money that one refund owes already, though it failed, a
 * second one does not owe again. */
static gint64
sum_standing (const TrivetOrder  *order,
              const TrivetTender *tender)
{
  gint64 standing = tender->amount_minor;
  gint64 owed = 0;

  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);
    gint64              fresh = MIN (back->amount_minor, tender->amount_minor - owed);

    if (!g_str_equal (back->payment_id, tender->payment_id))
      continue;
    owed += fresh;
    standing -= back->from_sale ? 0 : fresh;
  }

  return standing;
}

/* Our sales are what settled orders cost, each once, however often they were corrected: the rest of
 * what was paid stands with the guests. */
static void
check_guests (const SimRegister *reg)
{
  gint64 standing = 0;

  for (guint i = 0; i < reg->disk->list->len; i++) {
    const SimOrder    *order = g_ptr_array_index (reg->disk->list, i);
    const TrivetOrder *folded = order->order;

    for (guint j = 0; j < folded->tenders->len; j++) {
      const TrivetTender *tender = g_ptr_array_index (folded->tenders, j);

      standing += tender->state == TRIVET_TENDER_PAID ? sum_standing (folded, tender) : 0;
    }
    standing -= folded->settled_at_us != 0 ? order->total_minor : 0;
  }
  if (sim_disk_get_account (reg->disk, TRIVET_ACCOUNT_GUESTS) != -standing)
    sim_fail ("guests-differ: %" G_GINT64_FORMAT " stands with the guests, and our books say %" G_GINT64_FORMAT, standing,
              -sim_disk_get_account (reg->disk, TRIVET_ACCOUNT_GUESTS));
}

static void
check_ledger (SimWorld *world)
{
  for (guint i = 0; i < world->registers->len; i++) {
    check_drawer (g_ptr_array_index (world->registers, i));
    check_guests (g_ptr_array_index (world->registers, i));
  }
  for (guint wallet = 0; wallet < SIM_N_WALLETS; wallet++) {
    g_autofree char *account = trivet_ledger_dup_clearing (sim_vendor_get_id (wallet));
    gint64           ours = 0, theirs = sim_bank_get_kept_minor (world->bank, wallet);

    for (guint i = 0; i < world->registers->len; i++)
      ours += sim_disk_get_account (((SimRegister *) g_ptr_array_index (world->registers, i))->disk, account);
    if (ours != theirs)
      sim_fail ("ledger-differs: our books say that %s has %" G_GINT64_FORMAT " of ours, its own say %" G_GINT64_FORMAT,
                sim_vendor_get_id (wallet), ours, theirs);
  }
}

static TrivetFact *
restore (TrivetFact *fact)
{
  g_autoptr (GError) error = NULL;
  TrivetFact *restored;

  if (strstr (trivet_fact_get_body_text (fact), SIM_CODE_MARK) != NULL)
    sim_fail ("secret: a guest's code stands in a %s", trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)));
  restored = trivet_fact_restore (trivet_fact_get_sequence (fact), trivet_fact_get_id (fact),
                                  trivet_fact_get_register_id (fact), trivet_fact_get_staff (fact),
                                  trivet_fact_get_time_us (fact),
                                  trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)),
                                  trivet_fact_get_version (fact), trivet_fact_get_subject (fact),
                                  trivet_fact_get_body_text (fact), &error);
  if (restored == NULL)
    sim_fail ("rebuild: %s", error->message);
  return restored;
}

static void
compare_tenders (const TrivetOrder *live,
                 const TrivetOrder *rebuilt)
{
  if (live->tenders->len != rebuilt->tenders->len || live->returns->len != rebuilt->returns->len ||
      live->reopened_at_us != rebuilt->reopened_at_us || live->corrections != rebuilt->corrections ||
      live->gone_minor != rebuilt->gone_minor || live->settled_at_us != rebuilt->settled_at_us || live->voided_at_us != rebuilt->voided_at_us)
    sim_fail ("rebuild: order %s is another one after a rebuild", live->order_id);
  for (guint i = 0; i < live->tenders->len; i++) {
    const TrivetTender *a = g_ptr_array_index (live->tenders, i), *b = g_ptr_array_index (rebuilt->tenders, i);

    if (a->state != b->state || a->amount_minor != b->amount_minor || a->returned_minor != b->returned_minor ||
        a->overridden != b->overridden || a->claimed != b->claimed || a->watched != b->watched)
      sim_fail ("rebuild: payment %s is another one after a rebuild", a->payment_id);
  }
  for (guint i = 0; i < live->returns->len; i++) {
    const TrivetReturn *a = g_ptr_array_index (live->returns, i), *b = g_ptr_array_index (rebuilt->returns, i);

    if (a->state != b->state || a->amount_minor != b->amount_minor || a->from_sale != b->from_sale)
      sim_fail ("rebuild: refund %s is another one after a rebuild", a->refund_id);
  }
}

static void
compare_payments (SimDisk   *disk,
                  GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments = trivet_payment_fold_all (facts, &error);
  g_autoptr (GPtrArray) refunds = payments != NULL ? trivet_refund_fold_all (facts, &error) : NULL;

  if (refunds == NULL)
    sim_fail ("rebuild: %s", error->message);
  for (guint i = 0; i < payments->len; i++) {
    const TrivetPayment *payment = g_ptr_array_index (payments, i);
    const SimPayment    *known = g_hash_table_lookup (disk->payments, payment->payment_id);

    if (payment->state != known->state || payment->overridden != known->overridden || payment->claimed != known->claimed)
      sim_fail ("rebuild: payment %s is %s after a rebuild", known->number, trivet_payment_state_get_name (payment->state));
  }
  for (guint i = 0; i < refunds->len; i++) {
    const TrivetRefund *refund = g_ptr_array_index (refunds, i);
    const SimRefund    *known = g_hash_table_lookup (disk->refunds, refund->refund_id);

    if (refund->state != known->state)
      sim_fail ("rebuild: refund %s is %s after a rebuild", known->number, trivet_refund_state_get_name (refund->state));
  }
}

/* From the text of the facts alone, as after the tables were dropped. */
static void
rebuild (SimDisk        *disk,
         const SimOrder *order)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetOrder) rebuilt = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < order->facts->len; i++)
    g_ptr_array_add (facts, restore (g_ptr_array_index (order->facts, i)));
  rebuilt = trivet_order_fold (order->order->order_id, facts, &error);
  if (rebuilt == NULL)
    sim_fail ("rebuild: %s", error->message);
  compare_tenders (order->order, rebuilt);
  compare_payments (disk, facts);
}

void
sim_check_world (SimWorld *world)
{
  for (guint i = 0; i < world->registers->len; i++) {
    SimRegister *reg = g_ptr_array_index (world->registers, i);

    for (guint j = 0; j < reg->disk->list->len; j++) {
      const SimOrder *order = g_ptr_array_index (reg->disk->list, j);

      for (guint k = 0; k < order->payments->len; k++) {
        check_payment (world, reg, g_ptr_array_index (order->payments, k));
        check_givings (world, reg->disk, g_ptr_array_index (order->payments, k));
      }
      for (guint k = 0; k < order->refunds->len; k++)
        check_refund (world, g_ptr_array_index (order->refunds, k));
      check_kept (world, order);
      check_rounding (world, order);
      if (world->plan->thorough)
        rebuild (reg->disk, order);
    }
  }
  check_ledger (world);
  if (world->plan->thorough || world->plan->seed % WORLDS_A_BILL == 0)
    sim_bill_check (world);
}
