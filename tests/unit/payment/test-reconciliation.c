/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a day's comparison finds each difference, types it and names the next step, and nothing
 * else. Method: build a day on which both sides agree, from a seed; put known differences into it;
 * expect exactly those. Bills also go through their facts and back. */

#include "trivet-bill-facts.h"
#include "trivet-manual-clock.h"
#include "trivet-reconciliation.h"
#include "trivet-seeded-random.h"

#include <string.h>

#define DATE "2026-01-15"

typedef struct {
  TrivetBill *trade;
  TrivetBill *funds;
  TrivetBill *before; /* unowned */
  GPtrArray  *movements;
  gint64      from_us;
  gint64      to_us;
  guint       n;
} Day;

static void
day_init (Day *day)
{
  memset (day, 0, sizeof *day);
  g_assert_true (trivet_bill_get_day (DATE, &day->from_us, &day->to_us));
  day->trade = trivet_bill_new (TRIVET_BILL_TRADE, "wx", DATE, TRIVET_CURRENCY_CNY);
  day->movements = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_movement_free);
}

static void
day_clear (Day *day)
{
  trivet_bill_free (day->trade);
  trivet_bill_free (day->funds);
  g_ptr_array_unref (day->movements);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, day_clear)

static void
set (char      **text,
     const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static TrivetMovement *
add_movement (Day               *day,
              TrivetMovementKind kind,
              const char        *number,
              const char        *state,
              gint64             minor)
{
  TrivetMovement *movement = trivet_movement_new (kind);

  set (&movement->id, number);
  set (&movement->order_id, "O");
  set (&movement->order_number, "A-1");
  set (&movement->method, "wechat");
  set (&movement->provider_id, "wx");
  set (kind == TRIVET_MOVEMENT_REFUND ? &movement->merchant_refund_id
                                      : &movement->merchant_order_id,
       number);
  set (&movement->state, state);
  movement->amount_minor = minor;
  movement->started_at_us = day->from_us + 12 * G_TIME_SPAN_HOUR;
  movement->settled_at_us = movement->started_at_us + G_TIME_SPAN_SECOND;
  g_ptr_array_add (day->movements, movement);
  return movement;
}

static TrivetBillEntry *
add_entry (TrivetBill         *bill,
           TrivetBillEntryKind kind,
           const char         *number,
           gint64              minor)
{
  TrivetBillEntry *entry = trivet_bill_entry_new (kind);
  g_autofree char *transaction_id = g_strconcat ("T", number, NULL);

  set (kind == TRIVET_BILL_ENTRY_REFUND ? &entry->merchant_refund_id : &entry->merchant_order_id,
       number);
  set (&entry->provider_transaction_id, transaction_id);
  set (&entry->state, "SUCCESS");
  entry->amount_minor = minor;
  entry->fee_micros = kind == TRIVET_BILL_ENTRY_PAYMENT ? minor * 60 : 0;
  g_ptr_array_add (bill->entries, entry);
  return entry;
}

static guint
get_below (TrivetRandom *random,
           guint         limit)
{
  guint32 number;

  trivet_random_fill (random, (guint8 *) &number, sizeof number);
  return number % limit;
}

static TrivetReconciliation *
reconcile (Day        *day,
           GHashTable *notes)
{
  TrivetReconciliationInput input = {
    .trade = day->trade,
    .before = day->before,
    .funds = day->funds,
    .movements = day->movements,
    .from_us = day->from_us,
    .to_us = day->to_us,
    .fee_rate_ppm = 6000,
    .notes = notes,
  };

  return trivet_reconcile (&input);
}

static void
assert_one (Day                 *day,
            TrivetDifferenceKind kind,
            TrivetNextStep       step,
            gint64               ours,
            gint64               theirs)
{
  g_autoptr (TrivetReconciliation) result = reconcile (day, NULL);
  const TrivetDifference *difference;

  g_assert_cmpuint (result->differences->len, ==, 1);
  g_assert_cmpuint (result->n_open, ==, 1);
  difference = g_ptr_array_index (result->differences, 0);
  g_assert_cmpstr (trivet_difference_kind_get_name (difference->kind), ==,
                   trivet_difference_kind_get_name (kind));
  g_assert_cmpstr (trivet_next_step_get_name (difference->next_step), ==,
                   trivet_next_step_get_name (step));
  g_assert_cmpint (difference->ours_minor, ==, ours);
  g_assert_cmpint (difference->theirs_minor, ==, theirs);
}

static void
assert_agree (Day  *day,
              guint n_matched)
{
  g_autoptr (TrivetReconciliation) result = reconcile (day, NULL);

  g_assert_cmpuint (result->differences->len, ==, 0);
  g_assert_cmpuint (result->n_matched, ==, n_matched);
}

static void
test_agree (void)
{
  g_auto (Day) day;

  day_init (&day);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  add_movement (&day, TRIVET_MOVEMENT_REFUND, "R1", "done", 300);
  add_entry (day.trade, TRIVET_BILL_ENTRY_REFUND, "R1", 300);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P2", "void", 500);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P3", "void", 700);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "P3", 700);
  add_entry (day.trade, TRIVET_BILL_ENTRY_REVERSAL, "P3", 700);
  assert_agree (&day, 3);
}

static void
test_only_ours (void)
{
  g_auto (Day) day;

  day_init (&day);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  assert_one (&day, TRIVET_DIFFERENCE_ONLY_OURS, TRIVET_NEXT_STEP_ASK_PROVIDER, 10000, 0);
}

static void
test_only_theirs (void)
{
  g_auto (Day) day;

  day_init (&day);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "X1", 10000);
  assert_one (&day, TRIVET_DIFFERENCE_ONLY_THEIRS, TRIVET_NEXT_STEP_FIND_SELLER, 0, 10000);
}

static void
test_amount (void)
{
  g_auto (Day) day;

  day_init (&day);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 1000);
  assert_one (&day, TRIVET_DIFFERENCE_AMOUNT, TRIVET_NEXT_STEP_CALL_PROVIDER, 10000, 1000);
}

static void
test_state (void)
{
  g_auto (Day) unpaid;
  g_auto (Day) doubt;
  g_auto (Day) reversed;
  g_auto (Day) refund;

  day_init (&unpaid);
  add_movement (&unpaid, TRIVET_MOVEMENT_PAYMENT, "P1", "void", 10000);
  add_entry (unpaid.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  assert_one (&unpaid, TRIVET_DIFFERENCE_STATE, TRIVET_NEXT_STEP_REFUND_OR_ACCEPT, 0, 10000);

  day_init (&doubt);
  add_movement (&doubt, TRIVET_MOVEMENT_PAYMENT, "P1", "in-doubt", 10000);
  add_entry (doubt.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  assert_one (&doubt, TRIVET_DIFFERENCE_STATE, TRIVET_NEXT_STEP_ASK_PROVIDER, 0, 10000);

  day_init (&reversed);
  add_movement (&reversed, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  add_entry (reversed.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  add_entry (reversed.trade, TRIVET_BILL_ENTRY_REVERSAL, "P1", 10000);
  assert_one (&reversed, TRIVET_DIFFERENCE_STATE, TRIVET_NEXT_STEP_CALL_PROVIDER, 10000, 0);

  day_init (&refund);
  add_movement (&refund, TRIVET_MOVEMENT_REFUND, "R1", "failed", 300);
  add_entry (refund.trade, TRIVET_BILL_ENTRY_REFUND, "R1", 300);
  assert_one (&refund, TRIVET_DIFFERENCE_STATE, TRIVET_NEXT_STEP_CALL_PROVIDER, 0, 300);
}

static void
test_fee (void)
{
  g_auto (Day) day;

  day_init (&day);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000)->fee_micros = 1000000;
  assert_one (&day, TRIVET_DIFFERENCE_FEE, TRIVET_NEXT_STEP_CHECK_CONTRACT, 60, 100);
}

static void
test_claim (void)
{
  g_auto (Day) day;

  day_init (&day);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "in-doubt", 10000)->claimed = TRUE;
  assert_one (&day, TRIVET_DIFFERENCE_CLAIM, TRIVET_NEXT_STEP_COLLECT, 10000, 0);
}

static void
test_settled (void)
{
  g_auto (Day) day;
  TrivetBillEntry *entry;

  day_init (&day);
  day.funds = trivet_bill_new (TRIVET_BILL_FUNDS, "wx", DATE, TRIVET_CURRENCY_CNY);
  add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  assert_one (&day, TRIVET_DIFFERENCE_NOT_SETTLED, TRIVET_NEXT_STEP_WAIT, 10000, 0);

  entry = add_entry (day.funds, TRIVET_BILL_ENTRY_PAYMENT, "P1", 9940);
  assert_agree (&day, 1);
  entry->amount_minor = 9000;
  assert_one (&day, TRIVET_DIFFERENCE_SETTLED_AMOUNT, TRIVET_NEXT_STEP_CALL_PROVIDER, 10000, 9000);
}

/* Near midnight the provider's clock decides; the next day's comparison finds it. */
static void
test_midnight (void)
{
  g_auto (Day) day;
  g_autoptr (TrivetReconciliation) result = NULL;
  TrivetMovement *movement;

  day_init (&day);
  movement = add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  movement->settled_at_us = day.to_us - G_TIME_SPAN_MINUTE;
  result = reconcile (&day, NULL);
  g_assert_cmpuint (result->differences->len, ==, 0);
  g_assert_cmpuint (result->n_carried, ==, 1);

  movement->settled_at_us = day.from_us - G_TIME_SPAN_MINUTE;
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  assert_agree (&day, 1);
}

/* What the day before carried and neither bill has is told on the later day. */
static void
test_after_midnight (void)
{
  g_auto (Day) day;
  g_autoptr (TrivetBill) before = trivet_bill_new (TRIVET_BILL_TRADE, "wx", "2026-01-14", TRIVET_CURRENCY_CNY);
  TrivetMovement *movement;

  day_init (&day);
  movement = add_movement (&day, TRIVET_MOVEMENT_PAYMENT, "P1", "paid", 10000);
  movement->started_at_us = day.from_us - 2 * G_TIME_SPAN_MINUTE;
  movement->settled_at_us = day.from_us - G_TIME_SPAN_MINUTE;
  assert_agree (&day, 0);
  day.before = before;
  assert_one (&day, TRIVET_DIFFERENCE_ONLY_OURS, TRIVET_NEXT_STEP_ASK_PROVIDER, 10000, 0);

  /* In doubt over midnight, and known an hour later. */
  movement->settled_at_us = day.from_us + G_TIME_SPAN_HOUR;
  assert_one (&day, TRIVET_DIFFERENCE_ONLY_OURS, TRIVET_NEXT_STEP_ASK_PROVIDER, 10000, 0);
  add_entry (before, TRIVET_BILL_ENTRY_PAYMENT, "P1", 10000);
  assert_agree (&day, 0);

  /* A refund that the provider took only on the next day. */
  movement = add_movement (&day, TRIVET_MOVEMENT_REFUND, "R1", "done", 3000);
  movement->started_at_us = day.from_us - G_TIME_SPAN_HOUR;
  movement->settled_at_us = day.from_us + G_TIME_SPAN_HOUR;
  assert_one (&day, TRIVET_DIFFERENCE_ONLY_OURS, TRIVET_NEXT_STEP_CALL_PROVIDER, 3000, 0);
  add_entry (before, TRIVET_BILL_ENTRY_REFUND, "R1", 3000);
  assert_agree (&day, 0);
}

static void
test_notes (void)
{
  g_auto (Day) day;
  g_autoptr (GHashTable) notes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TrivetReconciliation) result = NULL;

  day_init (&day);
  add_entry (day.trade, TRIVET_BILL_ENTRY_PAYMENT, "X1", 10000);
  g_hash_table_insert (notes, (char *) "payment:X1:only-theirs", (char *) "sold at the market");
  result = reconcile (&day, notes);
  g_assert_cmpuint (result->differences->len, ==, 1);
  g_assert_cmpuint (result->n_open, ==, 0);
}

/* Breaks one side of the last pair; returns whether that must show. */
static gboolean
spoil (Day          *day,
       TrivetRandom *random)
{
  TrivetMovement  *ours = g_ptr_array_index (day->movements, day->movements->len - 1);
  TrivetBillEntry *theirs = g_ptr_array_index (day->trade->entries, day->trade->entries->len - 1);

  switch (get_below (random, 5)) {
  case 0:
    g_ptr_array_set_size (day->movements, (int) day->movements->len - 1);
    return TRUE;
  case 1:
    g_ptr_array_set_size (day->trade->entries, (int) day->trade->entries->len - 1);
    return TRUE;
  case 2:
    theirs->amount_minor++;
    return TRUE;
  case 3:
    set (&ours->state, ours->kind == TRIVET_MOVEMENT_REFUND ? "open" : "in-doubt");
    return TRUE;
  default:
    return FALSE;
  }
}

static void
test_random (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (g_test_rand_int_range (0, 1000000));

  for (guint round = 0; round < 200; round++) {
    g_auto (Day) day;
    g_autoptr (TrivetReconciliation) result = NULL;
    guint n = get_below (TRIVET_RANDOM (random), 60);
    guint expected = 0;

    day_init (&day);
    for (guint i = 0; i < n; i++) {
      g_autofree char *number = g_strdup_printf ("N%u", i);
      gboolean         refund = get_below (TRIVET_RANDOM (random), 4) == 0;
      gint64           minor = 1000 + get_below (TRIVET_RANDOM (random), 100000);

      add_movement (&day, refund ? TRIVET_MOVEMENT_REFUND : TRIVET_MOVEMENT_PAYMENT, number,
                    refund ? "done" : "paid", minor);
      add_entry (day.trade, refund ? TRIVET_BILL_ENTRY_REFUND : TRIVET_BILL_ENTRY_PAYMENT, number,
                 minor);
      expected += spoil (&day, TRIVET_RANDOM (random));
    }
    result = reconcile (&day, NULL);
    g_assert_cmpuint (result->differences->len, ==, expected);
    g_assert_cmpuint (result->n_matched + expected, ==, n);
  }
}

static void
test_facts (void)
{
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (7);
  g_auto (Day) day;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetBill) back = NULL;
  g_autoptr (GError) error = NULL;
  TrivetFactStamp stamp = { TRIVET_CLOCK (clock), TRIVET_RANDOM (random), "R1", "" };

  day_init (&day);
  for (guint i = 0; i < 401; i++) {
    g_autofree char *number = g_strdup_printf ("N%u", i);

    add_entry (day.trade, (TrivetBillEntryKind) (i % 4), number, i)->at_us = i;
  }
  g_ptr_array_add (day.trade->remarks, g_strdup ("The column “新列” is unknown"));
  set (&day.trade->sha256, "00ff");

  facts = trivet_bill_to_facts (day.trade, &stamp);
  g_assert_cmpuint (facts->len, ==, 3);
  back = trivet_bill_from_facts (facts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->entries->len, ==, 401);
  g_assert_cmpuint (back->remarks->len, ==, 1);
  g_assert_cmpstr (back->sha256, ==, "00ff");
  for (guint i = 0; i < 401; i++) {
    const TrivetBillEntry *a = g_ptr_array_index (day.trade->entries, i);
    const TrivetBillEntry *b = g_ptr_array_index (back->entries, i);

    g_assert_cmpint (a->kind, ==, b->kind);
    g_assert_cmpstr (a->merchant_order_id, ==, b->merchant_order_id);
    g_assert_cmpstr (a->merchant_refund_id, ==, b->merchant_refund_id);
    g_assert_cmpstr (a->provider_transaction_id, ==, b->provider_transaction_id);
    g_assert_cmpint (a->amount_minor, ==, b->amount_minor);
    g_assert_cmpint (a->fee_micros, ==, b->fee_micros);
    g_assert_cmpint (a->at_us, ==, b->at_us);
  }

  g_ptr_array_remove_index (facts, 0);
  g_clear_pointer (&back, trivet_bill_free);
  back = trivet_bill_from_facts (facts, &error);
  g_assert_null (back);
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
}

static void
test_dates (void)
{
  gint64 from_us, to_us;

  g_assert_true (trivet_bill_get_day ("1970-01-02", &from_us, &to_us));
  g_assert_cmpint (from_us, ==, 16 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (to_us - from_us, ==, G_TIME_SPAN_DAY);
  g_assert_false (trivet_bill_is_date ("2026-02-29"));
  g_assert_false (trivet_bill_is_date ("2026-2-09"));
  g_assert_false (trivet_bill_is_date ("2026-13-09"));
  g_assert_false (trivet_bill_is_date ("20260-1-09"));
  g_assert_false (trivet_bill_is_date (NULL));
  g_assert_true (trivet_bill_is_date ("2028-02-29"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/reconciliation/agree", test_agree);
  g_test_add_func ("/payment/reconciliation/only-ours", test_only_ours);
  g_test_add_func ("/payment/reconciliation/only-theirs", test_only_theirs);
  g_test_add_func ("/payment/reconciliation/amount", test_amount);
  g_test_add_func ("/payment/reconciliation/state", test_state);
  g_test_add_func ("/payment/reconciliation/fee", test_fee);
  g_test_add_func ("/payment/reconciliation/claim", test_claim);
  g_test_add_func ("/payment/reconciliation/settled", test_settled);
  g_test_add_func ("/payment/reconciliation/midnight", test_midnight);
  g_test_add_func ("/payment/reconciliation/after-midnight", test_after_midnight);
  g_test_add_func ("/payment/reconciliation/notes", test_notes);
  g_test_add_func ("/payment/reconciliation/random", test_random);
  g_test_add_func ("/payment/reconciliation/facts", test_facts);
  g_test_add_func ("/payment/reconciliation/dates", test_dates);

  return g_test_run ();
}
