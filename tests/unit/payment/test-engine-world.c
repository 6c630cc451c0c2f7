/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: in a hostile world the engine's end of each payment agrees with the provider's own books,
 * no order is paid twice, and every payment ends.
 * Method: random payments from a seed against a provider that keeps books and loses, delays, forges
 * and garbles requests and answers, while cashiers press buttons at bad moments, the disk fills up,
 * and the power is cut between any two steps. After a while the world heals; then everything must
 * settle, and both sides are compared. TRIVET_TEST_SEED repeats a run, TRIVET_TEST_PAYMENTS makes
 * a longer one. */

#include "engine-bench.h"

#include "trivet-payment-error.h"

#define DEFAULT_SEED 20260704
/* The sanitizers' allocator is many times slower. */
#ifdef __SANITIZE_ADDRESS__
#define DEFAULT_PAYMENTS 300
#else
#define DEFAULT_PAYMENTS 6000
#endif
#define ORDERS_PER_ROUND 20
#define HEALED_AFTER_MS  (4 * 60 * 1000)
#define MAX_STEPS        200000
#define MAX_HEALTHY_MS   (2 * 60 * 60 * 1000)

typedef enum {
  BOOK_NOTHING, /* refused, or not arrived */
  BOOK_OPEN,    /* the guest must act */
  BOOK_PAID,
  BOOK_CLOSED,
  BOOK_RETURNED,
} BookState;

/* The provider's own record of one number. */
typedef struct {
  gint64    amount_minor;
  gint64    arrives_at_us; /* of the charge; G_MAXINT64 when it was lost */
  BookState on_arrival;
  gint64    acts_at_us; /* of the guest; G_MAXINT64 when never */
  BookState on_act;
  gint64    undone_at_us; /* when a reverse arrives; G_MAXINT64 when none is on its way */
  BookState state;
  gboolean  arrived;
} Book;

typedef struct {
  Bench       bench;
  GHashTable *books;  /* merchant order id → Book */
  GPtrArray  *orders; /* ids of this round */
  gint64      heals_at_us;
  guint       n_payments;
  guint       n_ends[TRIVET_PAYMENT_N_STATES];
  guint       n_crashes;
  guint       n_returned;
} World;

static gint64
now_us (World *world)
{
  return trivet_clock_get_monotonic_us (TRIVET_CLOCK (world->bench.clock));
}

static guint
below (World *world,
       guint  limit)
{
  return trivet_seeded_random_below (world->bench.random, limit);
}

/* Bad things happen only until the world heals. */
static gboolean
is_bad (World *world,
        guint  per_mille)
{
  return now_us (world) < world->heals_at_us &&
         trivet_seeded_random_chance (world->bench.random, per_mille);
}

/* Moves a book on to the present: the charge arrives, the guest acts, a slow reverse arrives. */
static void
update_book (Book  *book,
             gint64 at_us)
{
  if (!book->arrived && at_us >= book->arrives_at_us) {
    book->arrived = TRUE;
    book->state = book->on_arrival;
  }
  if (book->state == BOOK_OPEN && at_us >= book->acts_at_us && book->acts_at_us < book->undone_at_us)
    book->state = book->on_act;
  if (at_us >= book->undone_at_us && book->state != BOOK_NOTHING) {
    book->state = book->state == BOOK_PAID   ? BOOK_RETURNED
                  : book->state == BOOK_OPEN ? BOOK_CLOSED
                                             : book->state;
    book->undone_at_us = G_MAXINT64;
  }
  if (book->state == BOOK_OPEN && at_us >= book->acts_at_us)
    book->state = book->on_act;
}

static TrivetProviderAnswer *
answer_of (World      *world,
           const Book *book)
{
  TrivetProviderAnswer *answer;

  switch (book->state) {
  case BOOK_NOTHING:
    return trivet_provider_answer_new (TRIVET_OUTCOME_NOT_FOUND,
                                       TRIVET_PAYMENT_REASON_NOT_EXISTING);
  case BOOK_OPEN:
    return trivet_provider_answer_new (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  case BOOK_PAID:
    return trivet_scripted_answer_paid (book->amount_minor);
  case BOOK_CLOSED:
  case BOOK_RETURNED:
    answer = trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
    answer->money_returned = book->state == BOOK_RETURNED;
    return answer;
  }

  g_assert_not_reached ();
}

/* Sometimes the answer is lost, late, garbled or forged on its way. */
static TrivetProviderAnswer *
spoil (World                *world,
       const Book           *book,
       TrivetProviderAnswer *answer,
       guint                *ret_delay_ms)
{
  *ret_delay_ms = below (world, 2000);
  if (is_bad (world, 200)) {
    trivet_provider_answer_free (answer);
    *ret_delay_ms = below (world, 30000);
    return trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  }
  if (is_bad (world, 30)) {
    trivet_provider_answer_free (answer);
    return trivet_scripted_answer_paid (book->amount_minor + 1);
  }
  if (is_bad (world, 30))
    *ret_delay_ms = 60000 + below (world, 120000);

  return answer;
}

/* Decides a payment's whole fate when it is charged. A charge may travel for 20 s. */
static Book *
new_book (World *world,
          gint64 amount_minor)
{
  Book *book = g_new0 (Book, 1);
  guint fate = below (world, 100);

  book->amount_minor = amount_minor;
  book->undone_at_us = G_MAXINT64;
  book->arrives_at_us = now_us (world);
  if (is_bad (world, 100))
    book->arrives_at_us += (gint64) below (world, 20000) * 1000;
  else if (is_bad (world, 80))
    book->arrives_at_us = G_MAXINT64;
  book->acts_at_us = book->arrives_at_us < G_MAXINT64 && below (world, 10) < 8
                       ? book->arrives_at_us + (gint64) below (world, 70000) * 1000
                       : G_MAXINT64;
  book->on_act = below (world, 10) < 7 ? BOOK_PAID : BOOK_CLOSED;
  book->on_arrival = fate < 50 ? BOOK_PAID : fate < 85 ? BOOK_OPEN
                                           : fate < 93 ? BOOK_NOTHING
                                                       : BOOK_CLOSED;
  return book;
}

static TrivetProviderAnswer *
take_charge (World *world,
             Book  *book,
             guint *ret_delay_ms)
{
  TrivetProviderAnswer *answer;

  if (book->arrives_at_us > now_us (world)) {
    gboolean unsent = book->arrives_at_us == G_MAXINT64 && below (world, 2) == 0;

    *ret_delay_ms = below (world, 40000);
    return trivet_provider_answer_new (unsent ? TRIVET_OUTCOME_UNSENT : TRIVET_OUTCOME_UNKNOWN,
                                       TRIVET_PAYMENT_REASON_NONE);
  }

  update_book (book, now_us (world));
  if (book->state == BOOK_NOTHING || book->state == BOOK_CLOSED)
    answer = trivet_provider_answer_new (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY);
  else
    answer = answer_of (world, book);
  return spoil (world, book, answer, ret_delay_ms);
}

static TrivetProviderAnswer *
take_reverse (World *world,
              Book  *book,
              guint *ret_delay_ms)
{
  TrivetProviderAnswer *answer;

  *ret_delay_ms = below (world, 3000);
  if (is_bad (world, 100))
    return trivet_provider_answer_new (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE);
  if (is_bad (world, 50))
    return trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_TOO_EARLY);
  /* A lie: nothing was undone. */
  if (is_bad (world, 20))
    return trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_NONE);
  if (is_bad (world, 100)) {
    book->undone_at_us = now_us (world) + (gint64) below (world, 20000) * 1000;
    return trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  }

  book->undone_at_us = now_us (world);
  update_book (book, now_us (world));
  if (book->state == BOOK_NOTHING)
    book->undone_at_us = G_MAXINT64;
  answer = answer_of (world, book);
  return spoil (world, book, answer, ret_delay_ms);
}

static TrivetProviderAnswer *
on_call (TrivetScriptedCall call,
         const char        *merchant_order_id,
         TrivetMoney        amount,
         guint             *ret_delay_ms,
         gpointer           user_data)
{
  World *world = user_data;
  Book  *book = g_hash_table_lookup (world->books, merchant_order_id);

  if (call == TRIVET_SCRIPTED_CHARGE) {
    /* A number that is charged twice is the one thing that must never be. */
    g_assert_null (book);
    book = new_book (world, amount.minor);
    g_hash_table_insert (world->books, g_strdup (merchant_order_id), book);
    return take_charge (world, book, ret_delay_ms);
  }

  /* An engine that asks about a number whose charge was never sent, after a crash. */
  if (book == NULL) {
    *ret_delay_ms = below (world, 2000);
    return trivet_provider_answer_new (TRIVET_OUTCOME_NOT_FOUND,
                                       TRIVET_PAYMENT_REASON_NOT_EXISTING);
  }
  g_assert_cmpint (book->amount_minor, ==, amount.minor);
  update_book (book, now_us (world));
  if (call == TRIVET_SCRIPTED_REVERSE)
    return take_reverse (world, book, ret_delay_ms);
  if (is_bad (world, 60)) {
    *ret_delay_ms = below (world, 5000);
    return trivet_provider_answer_new (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE);
  }
  return spoil (world, book, answer_of (world, book), ret_delay_ms);
}

static void
on_charged (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  World *world = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  id = trivet_payment_engine_charge_finish (TRIVET_PAYMENT_ENGINE (source), result, &error);
  world->n_payments += id != NULL;
}

static const char *
any_order (World *world)
{
  return g_ptr_array_index (world->orders, below (world, world->orders->len));
}

/* Paid + in flight + in doubt never exceeds what is due, at any time. */
static void
check_order (World      *world,
             const char *order_id)
{
  g_autoptr (TrivetOrder) order = trivet_memory_journal_fold_order (world->bench.journal, order_id);

  g_assert_cmpint (trivet_order_get_paid_minor (order) + trivet_order_get_open_minor (order) +
                     trivet_order_get_in_doubt_minor (order),
                   <=, BENCH_TOTAL);
}

static char *
any_payment (World *world)
{
  g_autoptr (TrivetOrder) order =
    trivet_memory_journal_fold_order (world->bench.journal, any_order (world));

  if (order->tenders->len == 0)
    return NULL;
  return g_strdup (((TrivetTender *) g_ptr_array_index (
                      order->tenders, below (world, order->tenders->len)))
                     ->payment_id);
}

static void
cut_power (World *world)
{
  guint n_pending = trivet_memory_journal_get_n_pending (world->bench.journal);

  world->n_crashes++;
  bench_stop_engine (&world->bench, below (world, n_pending + 1));
  trivet_memory_journal_fail_next (world->bench.journal, 0, TRIVET_STORE_ERROR_FULL);
  if (below (world, 2) == 0)
    trivet_manual_clock_advance (world->bench.clock, below (world, 60000));
  bench_start_engine (&world->bench);
  bench_resume_all (&world->bench);
}

/* What people and machines do at bad moments. */
static void
disturb (World *world)
{
  g_autofree char *payment_id = any_payment (world);

  if (is_bad (world, 20))
    cut_power (world);
  if (is_bad (world, 30))
    trivet_memory_journal_fail_next (world->bench.journal, below (world, 6),
                                     TRIVET_STORE_ERROR_FULL);
  if (is_bad (world, 200))
    trivet_memory_journal_set_delay_ms (world->bench.journal, below (world, 40));
  if (payment_id != NULL && is_bad (world, 30))
    trivet_payment_engine_cancel (world->bench.engine, payment_id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                  "S1", NULL);
  if (payment_id != NULL && is_bad (world, 30))
    trivet_payment_engine_check_now (world->bench.engine, payment_id, NULL);
  if (is_bad (world, 20))
    trivet_manual_clock_jump_wall (world->bench.clock, (gint64) below (world, 20000) - 10000);
}

static void
charge_something (World *world)
{
  const char *order_id = any_order (world);

  bench_charge_async (&world->bench, order_id, 1 + below (world, BENCH_TOTAL), on_charged, world);
  if (is_bad (world, 200))
    bench_charge_async (&world->bench, order_id, BENCH_TOTAL, on_charged, world);
}

/* Both sides agree about one payment. */
static void
compare (World               *world,
         const TrivetPayment *payment)
{
  Book    *book = g_hash_table_lookup (world->books, payment->merchant_order_id);
  gboolean held = FALSE;

  if (book != NULL) {
    update_book (book, now_us (world));
    held = book->state == BOOK_PAID;
  }

  world->n_ends[payment->state]++;
  world->n_returned += payment->money_returned;
  if (held != (payment->state == TRIVET_PAYMENT_STATE_PAID))
    g_error ("Payment %s is %s here, and the provider holds %s", payment->payment_id,
             trivet_payment_state_get_name (payment->state), held ? "its money" : "nothing");
  g_assert_true (trivet_payment_state_is_final (payment->state));
}

static void
compare_order (World      *world,
               const char *order_id)
{
  g_autoptr (GPtrArray) facts = trivet_memory_journal_dup_facts (world->bench.journal, order_id);
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GError) error = NULL;
  gint64 paid_minor = 0;

  payments = trivet_payment_fold_all (facts, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < payments->len; i++) {
    TrivetPayment *payment = g_ptr_array_index (payments, i);
    TrivetPayment *shown = trivet_payment_engine_lookup (world->bench.engine, payment->payment_id);

    compare (world, payment);
    g_assert_true (shown == NULL || shown->state == payment->state);
    if (payment->state == TRIVET_PAYMENT_STATE_PAID)
      paid_minor += payment->amount.minor;
  }
  g_assert_cmpint (paid_minor, <=, BENCH_TOTAL);
}

static gboolean
is_quiet (World *world)
{
  return now_us (world) > world->heals_at_us &&
         trivet_payment_engine_get_n_unsettled (world->bench.engine) == 0 &&
         trivet_manual_clock_get_n_timeouts (world->bench.clock) == 0;
}

static void
play_round (World *world)
{
  gint64 until_us;

  bench_set_up (&world->bench, NULL);
  trivet_scripted_provider_set_world (world->bench.provider, on_call, world);
  world->heals_at_us = now_us (world) + (gint64) HEALED_AFTER_MS * 1000;
  until_us = world->heals_at_us + (gint64) MAX_HEALTHY_MS * 1000;
  for (guint i = 0; i < ORDERS_PER_ROUND; i++)
    g_ptr_array_add (world->orders, bench_open_order (&world->bench, BENCH_TOTAL));

  for (guint step = 0; !is_quiet (world); step++) {
    g_assert_cmpuint (step, <, MAX_STEPS);
    g_assert_cmpint (now_us (world), <, until_us);
    if (now_us (world) < world->heals_at_us && below (world, 2) == 0)
      charge_something (world);
    if (now_us (world) < world->heals_at_us)
      disturb (world);
    else
      trivet_memory_journal_fail_next (world->bench.journal, 0, TRIVET_STORE_ERROR_FULL);
    if (!trivet_manual_clock_advance_next (world->bench.clock))
      trivet_manual_clock_advance (world->bench.clock, 1000);
    check_order (world, any_order (world));
  }

  for (guint i = 0; i < world->orders->len; i++)
    compare_order (world, g_ptr_array_index (world->orders, i));
  g_ptr_array_set_size (world->orders, 0);
  g_hash_table_remove_all (world->books);
  bench_tear_down (&world->bench, NULL);
}

static guint64
read_number (const char *name,
             guint64     fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
test_world (void)
{
  World   world = { 0 };
  guint64 seed = read_number ("TRIVET_TEST_SEED", DEFAULT_SEED);
  guint64 n_wanted = read_number ("TRIVET_TEST_PAYMENTS", DEFAULT_PAYMENTS);

  world.books = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  world.orders = g_ptr_array_new_with_free_func (g_free);
  for (; world.n_payments < n_wanted; seed++) {
    g_test_message ("TRIVET_TEST_SEED=%" G_GUINT64_FORMAT, seed);
    bench_set_seed (seed);
    play_round (&world);
  }

  g_test_message ("%u payments, %u crashes: %u paid, %u declined, %u reversed (%u returned), "
                  "%u unsent",
                  world.n_payments, world.n_crashes, world.n_ends[TRIVET_PAYMENT_STATE_PAID],
                  world.n_ends[TRIVET_PAYMENT_STATE_DECLINED],
                  world.n_ends[TRIVET_PAYMENT_STATE_REVERSED], world.n_returned,
                  world.n_ends[TRIVET_PAYMENT_STATE_UNSENT]);
  /* A world in which one of these never happens would prove little. */
  g_assert_cmpuint (world.n_ends[TRIVET_PAYMENT_STATE_PAID], >, 0);
  g_assert_cmpuint (world.n_ends[TRIVET_PAYMENT_STATE_DECLINED], >, 0);
  g_assert_cmpuint (world.n_ends[TRIVET_PAYMENT_STATE_REVERSED], >, 0);
  g_assert_cmpuint (world.n_ends[TRIVET_PAYMENT_STATE_UNSENT], >, 0);
  g_assert_cmpuint (world.n_returned, >, 0);
  g_assert_cmpuint (world.n_crashes, >, 0);
  g_hash_table_unref (world.books);
  g_ptr_array_unref (world.orders);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  g_test_add_func ("/payment/engine/world", test_world);

  return g_test_run ();
}
