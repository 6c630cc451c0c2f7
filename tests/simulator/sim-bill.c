/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-bill-private.h"

/* The morning after. Each provider writes its bills of two days from its own books, honestly or with
 * rows that are missing, doubled, wrong or somebody else's; the shipped rules compare them with our
 * orders. What they must say is worked out anew from the rows and the disk's index: every difference
 * is told once, with its kind and both amounts, and nothing else is. */

/* trivet-reconciliation.c: so near midnight the other day's bill is expected to have it. */
#define MIDNIGHT_US (15 * G_TIME_SPAN_MINUTE)

guint64
_sim_bill_draw (Morning *self)
{
  return sim_hash (self->world->plan->seed, 5000 + 1000 * self->wallet + self->n_draws++);
}

guint
_sim_bill_find_day (const Morning *self,
                    gint64         at_us)
{
  return at_us >= self->from_us[1];
}

static const char *
name_tender (const TrivetTender *tender)
{
  static const char *const names[] = {
    [TRIVET_TENDER_OFFERED] = "offered",
    [TRIVET_TENDER_OPEN] = "open",
    [TRIVET_TENDER_IN_DOUBT] = "in-doubt",
    [TRIVET_TENDER_PAID] = "paid",
    [TRIVET_TENDER_VOID] = "void",
  };

  return tender->state == TRIVET_TENDER_VOID && tender->watched ? "withdrawn" : names[tender->state];
}

static const char *
name_return (const TrivetReturn *back)
{
  static const char *const names[] = {
    [TRIVET_RETURN_OPEN] = "open",
    [TRIVET_RETURN_DONE] = "done",
    [TRIVET_RETURN_FAILED] = "failed",
    [TRIVET_RETURN_PAID_BY_HAND] = "paid-by-hand",
  };

  return names[back->state];
}

static TrivetMovement *
add_movement (GPtrArray         *movements,
              TrivetMovementKind kind,
              const TrivetOrder *order,
              const char        *id,
              const char        *state,
              gint64             minor)
{
  TrivetMovement *movement = trivet_movement_new (kind);

  _sim_bill_set_text (&movement->order_id, order->order_id);
  _sim_bill_set_text (&movement->id, id);
  _sim_bill_set_text (&movement->state, state);
  movement->amount_minor = minor;
  g_ptr_array_add (movements, movement);
  return movement;
}

/* As the store's tables of state have them (trivet-projection-payments.c). */
static void
list_order (const Morning  *self,
            const SimOrder *order,
            GPtrArray      *movements)
{
  const TrivetOrder *folded = order->order;
  const char        *provider_id = sim_vendor_get_id (self->wallet);
  TrivetMovement    *movement;

  for (guint i = 0; i < folded->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (folded->tenders, i);

    if (!g_str_equal (tender->provider_id, provider_id))
      continue;
    movement = add_movement (movements, TRIVET_MOVEMENT_PAYMENT, folded, tender->payment_id, name_tender (tender),
                             tender->amount_minor);
    _sim_bill_set_text (&movement->merchant_order_id, tender->merchant_order_id);
    movement->started_at_us = tender->started_at_us;
    movement->settled_at_us = tender->settled_at_us;
    movement->claimed = tender->claimed;
  }
  for (guint i = 0; i < folded->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (folded->returns, i);
    const TrivetTender *tender = trivet_order_lookup_tender (folded, back->payment_id);

    if (back->cash || !g_str_equal (tender->provider_id, provider_id))
      continue;
    movement = add_movement (movements, TRIVET_MOVEMENT_REFUND, folded, back->refund_id, name_return (back), back->amount_minor);
    _sim_bill_set_text (&movement->merchant_refund_id, back->merchant_refund_id);
    movement->started_at_us = back->started_at_us;
    movement->settled_at_us = back->done_at_us;
  }
}

static GPtrArray *
list_movements (const Morning *self)
{
  GPtrArray *movements = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_movement_free);

  for (guint i = 0; i < self->world->registers->len; i++) {
    const SimDisk *disk = ((SimRegister *) g_ptr_array_index (self->world->registers, i))->disk;

    for (guint j = 0; j < disk->list->len; j++)
      list_order (self, g_ptr_array_index (disk->list, j), movements);
  }

  return movements;
}

/* What the disk says of one number: what moved for good, on which day it counts, and until when the
 * provider may have booked it. */
typedef struct {
  gboolean    refund;
  const char *number;
  gint64      minor;
  gint64      at_us;
  gint64      last_us;
} Ours;

/* What one bill says about one number. */
typedef struct {
  guint  n;
  gint64 in_minor;
  gint64 reversed_minor;
  gint64 fee_micros;
} Rows;

static Rows
add_up (const TrivetBill *bill,
        gboolean          refund,
        const char       *number)
{
  Rows rows = { 0 };

  for (guint i = 0; i < bill->entries->len; i++) {
    const TrivetBillEntry *row = g_ptr_array_index (bill->entries, i);

    if ((row->kind == TRIVET_BILL_ENTRY_REFUND) != refund || g_str_equal (row->state, "FAIL") ||
        !g_str_equal (refund ? row->merchant_refund_id : row->merchant_order_id, number))
      continue;
    rows.n++;
    rows.fee_micros += row->fee_micros;
    if (row->kind == TRIVET_BILL_ENTRY_REVERSAL)
      rows.reversed_minor += row->amount_minor;
    else
      rows.in_minor += row->amount_minor;
  }

  return rows;
}

static gint64
get_net (const Rows *rows)
{
  return rows->in_minor == 0 ? 0 : rows->in_minor - rows->reversed_minor;
}

/* Returns: (nullable): what is told of @number; the fee's difference stands beside it */
static const TrivetDifference *
find_told (const Morning *self,
           guint          day,
           gboolean       refund,
           const char    *number,
           gboolean       fee)
{
  const GPtrArray        *differences = self->results[day]->differences;
  const TrivetDifference *found = NULL;

  for (guint i = 0; i < differences->len; i++) {
    const TrivetDifference *difference = g_ptr_array_index (differences, i);

    if (difference->refund != refund || !g_str_equal (difference->merchant_id, number) ||
        (difference->kind == TRIVET_DIFFERENCE_FEE) != fee)
      continue;
    if (found != NULL)
      sim_fail ("bill-twice: %s differs in one way and is told twice", number);
    found = difference;
  }

  return found;
}

static void
expect (Morning             *self,
        guint                day,
        gboolean             refund,
        const char          *number,
        TrivetDifferenceKind kind,
        gint64               ours_minor,
        gint64               theirs_minor)
{
  const TrivetDifference *told = find_told (self, day, refund, number, kind == TRIVET_DIFFERENCE_FEE);

  if (told == NULL)
    sim_fail ("bill-silent: %s is %" G_GINT64_FORMAT " here and %" G_GINT64_FORMAT " on the bill, and nobody is told (%s)",
              number, ours_minor, theirs_minor, trivet_difference_kind_get_name (kind));
  if (told->kind != kind || told->ours_minor != ours_minor || told->theirs_minor != theirs_minor)
    sim_fail ("bill-wrong: %s is told as “%s”, %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT ", and is “%s”, %" G_GINT64_FORMAT
              " and %" G_GINT64_FORMAT,
              number, trivet_difference_kind_get_name (told->kind), told->ours_minor, told->theirs_minor,
              trivet_difference_kind_get_name (kind), ours_minor, theirs_minor);
  self->n_explained[day]++;
}

static void
check_fee (Morning    *self,
           guint       day,
           const char *number,
           const Rows *rows)
{
  gint64 due = (rows->in_minor * FEE_RATE_PPM + 500000) / 1000000;
  gint64 taken = (rows->fee_micros + 5000) / 10000;

  if (rows->reversed_minor == 0 && ABS (due - taken) > 1)
    expect (self, day, FALSE, number, TRIVET_DIFFERENCE_FEE, due, taken);
}

/* A number that stands on this day's bill. */
static void
check_listed (Morning    *self,
              guint       day,
              const Ours *ours,
              const Rows *rows)
{
  gint64   net_minor = ours->refund ? rows->in_minor : get_net (rows);
  gboolean nothing = ours->minor == 0 || (!ours->refund && net_minor == 0);

  if (ours->minor != net_minor)
    expect (self, day, ours->refund, ours->number, nothing ? TRIVET_DIFFERENCE_STATE : TRIVET_DIFFERENCE_AMOUNT,
            ours->minor, net_minor);
  else if (!ours->refund)
    check_fee (self, day, ours->number, rows);
  self->n_matched[day] += ours->minor == net_minor;
}

/* Ours, and on no bill of this day. The provider booked it between its start and its end, as far as
 * our clock was right; what may stand on both days is told on the second, when it stands on none. What
 * our clock puts on a wrong day may be told there although the other one has it. */
static void
check_unlisted (Morning    *self,
                guint       day,
                const Ours *ours,
                gboolean    elsewhere)
{
  gboolean carried = _sim_bill_find_day (self, ours->at_us) == 0 && ours->last_us + MIDNIGHT_US > self->from_us[1];

  if (ours->minor == 0)
    return;
  if (day == 0 && _sim_bill_find_day (self, ours->at_us) == 0 && carried)
    self->n_carried++;
  else if (day == 1 && !elsewhere && (carried || _sim_bill_find_day (self, ours->at_us) == 1))
    expect (self, day, ours->refund, ours->number, TRIVET_DIFFERENCE_ONLY_OURS, ours->minor, 0);
  else if (day == 0 && _sim_bill_find_day (self, ours->at_us) == 0) {
    sim_report->n_told_twice += elsewhere;
    expect (self, day, ours->refund, ours->number, TRIVET_DIFFERENCE_ONLY_OURS, ours->minor, 0);
  }
}

static void
check_number (Morning    *self,
              const Ours *ours)
{
  Rows rows[N_DAYS];

  for (guint day = 0; day < N_DAYS; day++)
    rows[day] = add_up (self->bills[day], ours->refund, ours->number);
  for (guint day = 0; day < N_DAYS; day++) {
    if (rows[day].n > 0)
      check_listed (self, day, ours, &rows[day]);
    else
      check_unlisted (self, day, ours, rows[1 - day].n > 0);
  }
}

/* A guest showed a receipt, and no bill knows of it: told on the day on which it was begun. */
static void
check_claim (Morning            *self,
             const SimPayment   *payment,
             const TrivetTender *tender)
{
  guint day = _sim_bill_find_day (self, tender->started_at_us);

  if (payment->claimed && payment->state != TRIVET_PAYMENT_STATE_PAID &&
      add_up (self->bills[day], FALSE, payment->number).n == 0)
    expect (self, day, FALSE, payment->number, TRIVET_DIFFERENCE_CLAIM, payment->amount_minor, 0);
}

static void
check_payment (Morning            *self,
               const SimPayment   *payment,
               const TrivetTender *tender)
{
  Ours ours = { FALSE, payment->number, 0, tender->settled_at_us, tender->settled_at_us };

  if (payment->state == TRIVET_PAYMENT_STATE_PAID)
    ours.minor = payment->amount_minor;
  check_number (self, &ours);
  check_claim (self, payment, tender);
}

static void
check_refund (Morning         *self,
              const SimRefund *refund)
{
  Ours ours = { TRUE, refund->number, 0, refund->started_us, refund->ended_us };

  if (refund->state == TRIVET_REFUND_STATE_DONE)
    ours.minor = refund->amount_minor;
  check_number (self, &ours);
}

static void
check_order (Morning        *self,
             const SimOrder *order)
{
  for (guint i = 0; i < order->payments->len; i++) {
    const SimPayment *payment = g_ptr_array_index (order->payments, i);

    if (payment->wallet == self->wallet)
      check_payment (self, payment, trivet_order_lookup_tender (order->order, payment->payment_id));
  }
  for (guint i = 0; i < order->refunds->len; i++) {
    const SimRefund *refund = g_ptr_array_index (order->refunds, i);

    if (refund->payment->wallet == self->wallet)
      check_refund (self, refund);
  }
}

static void
check_foreign (Morning *self)
{
  for (guint day = 0; day < N_DAYS; day++) {
    Rows rows = add_up (self->bills[day], FALSE, "TRANOTHERTILL");

    if (rows.in_minor != rows.reversed_minor)
      expect (self, day, FALSE, "TRANOTHERTILL", TRIVET_DIFFERENCE_ONLY_THEIRS, 0, rows.in_minor - rows.reversed_minor);
  }
}

static void
check_nothing_else (Morning *self)
{
  guint n_carried = 0;

  for (guint day = 0; day < N_DAYS; day++) {
    const TrivetReconciliation *result = self->results[day];

    n_carried += result->n_carried;
    sim_report->n_differences += result->differences->len;
    if (result->differences->len != self->n_explained[day])
      sim_fail ("bill-invented: %u differences are told, and there are %u", result->differences->len,
                self->n_explained[day]);
    if (result->n_matched != self->n_matched[day])
      sim_fail ("bill-wrong: %u numbers are said to agree, and %u do", result->n_matched, self->n_matched[day]);
  }
  if (n_carried != self->n_carried)
    sim_fail ("bill-silent: %u are said to be expected on the other day's bill, and %u are", n_carried, self->n_carried);
}

static void
check_morning (Morning *self)
{
  g_autoptr (GPtrArray) movements = list_movements (self);

  for (guint day = 0; day < N_DAYS; day++) {
    TrivetReconciliationInput input = {
      .trade = self->bills[day],
      .before = day > 0 ? self->bills[day - 1] : NULL,
      .movements = movements,
      .from_us = self->from_us[day],
      .to_us = self->from_us[day + 1],
      .fee_rate_ppm = FEE_RATE_PPM,
    };

    self->results[day] = trivet_reconcile (&input);
  }
  for (guint i = 0; i < self->world->registers->len; i++) {
    const SimDisk *disk = ((SimRegister *) g_ptr_array_index (self->world->registers, i))->disk;

    for (guint j = 0; j < disk->list->len; j++)
      check_order (self, g_ptr_array_index (disk->list, j));
  }
  check_foreign (self);
  check_nothing_else (self);
}

/**
 * sim_bill_check:
 * @world: a world in which everything has ended
 *
 * Lets the providers write their bills and compares. Half of the worlds have midnight in their first
 * hour; a third of the bills are honest.
 */
void
sim_bill_check (SimWorld *world)
{
  for (guint wallet = 0; wallet < SIM_N_WALLETS; wallet++) {
    Morning self = { .world = world, .wallet = wallet };
    gint64  midnight_us;

    self.honest = _sim_bill_draw (&self) % 3 == 0;
    midnight_us = _sim_bill_draw (&self) % 2 ? (gint64) (_sim_bill_draw (&self) % (guint64) G_TIME_SPAN_HOUR) : G_TIME_SPAN_DAY / 2;
    self.from_us[1] = sim_loop_to_wall_us (midnight_us);
    self.from_us[0] = self.from_us[1] - G_TIME_SPAN_DAY;
    self.from_us[2] = self.from_us[1] + G_TIME_SPAN_DAY;
    _sim_bill_write_bills (&self);
    check_morning (&self);
    sim_report->n_bills += N_DAYS;
    for (guint day = 0; day < N_DAYS; day++) {
      trivet_reconciliation_free (self.results[day]);
      trivet_bill_free (self.bills[day]);
    }
  }
}
