/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: cash is rounded by less than a unit, to its side, once for all that is owed; and what was
 * received goes back to the fen, in whatever parts. Method: sums by hand, every small sum in every
 * mode, random orders in every order of their lines and split among checks, and random refunds. */

#include "domain-bench.h"

#include "trivet-cash-back.h"
#include "trivet-cash-rounding.h"
#include "trivet-order-checks.h"
#include "trivet-price-book.h"

static const gint64 units[] = { 0, 1, 2, 5, 10, 50, 100, 1000 };

static gint64
round_to (gint64                 amount_minor,
          gint64                 unit_minor,
          TrivetCashRoundingMode mode)
{
  TrivetCashRounding rounding = { unit_minor, mode };

  return trivet_cash_rounding_apply (&rounding, amount_minor);
}

static void
test_by_hand (void)
{
  g_assert_cmpint (round_to (1003, 10, TRIVET_CASH_ROUNDING_DOWN), ==, 1000);
  g_assert_cmpint (round_to (1009, 10, TRIVET_CASH_ROUNDING_DOWN), ==, 1000);
  g_assert_cmpint (round_to (1000, 10, TRIVET_CASH_ROUNDING_UP), ==, 1000);
  g_assert_cmpint (round_to (1001, 10, TRIVET_CASH_ROUNDING_UP), ==, 1010);
  g_assert_cmpint (round_to (1004, 10, TRIVET_CASH_ROUNDING_NEAREST), ==, 1000);
  g_assert_cmpint (round_to (1005, 10, TRIVET_CASH_ROUNDING_NEAREST), ==, 1010);
  g_assert_cmpint (round_to (1002, 5, TRIVET_CASH_ROUNDING_NEAREST), ==, 1000);
  g_assert_cmpint (round_to (1003, 5, TRIVET_CASH_ROUNDING_NEAREST), ==, 1005);
  g_assert_cmpint (round_to (7, 10, TRIVET_CASH_ROUNDING_DOWN), ==, 0);
  g_assert_cmpint (round_to (7, 0, TRIVET_CASH_ROUNDING_UP), ==, 7);
  g_assert_cmpint (round_to (TRIVET_ORDER_MAX_AMOUNT_MINOR, 1000, TRIVET_CASH_ROUNDING_UP), ==, TRIVET_ORDER_MAX_AMOUNT_MINOR);
}

static void
test_properties (void)
{
  for (guint u = 0; u < G_N_ELEMENTS (units); u++) {
    for (gint64 amount = 0; amount < 2500; amount++) {
      gint64 unit = MAX (units[u], 1);
      gint64 down = round_to (amount, units[u], TRIVET_CASH_ROUNDING_DOWN);
      gint64 near = round_to (amount, units[u], TRIVET_CASH_ROUNDING_NEAREST);
      gint64 up = round_to (amount, units[u], TRIVET_CASH_ROUNDING_UP);

      g_assert_true (down <= amount && amount - down < unit && down % unit == 0);
      g_assert_true (up >= amount && up - amount < unit && up % unit == 0);
      g_assert_true (near == down || near == up);
      g_assert_cmpint (ABS (near - amount), <=, MIN (amount - down, up == down ? 0 : up - amount));
      g_assert_true (near == up || 2 * (amount - down) < unit);
    }
  }
}

static void
test_names (void)
{
  TrivetCashRoundingMode mode;

  for (int i = TRIVET_CASH_ROUNDING_DOWN; i <= (int) TRIVET_CASH_ROUNDING_UP; i++) {
    g_assert_true (trivet_cash_rounding_mode_from_name (trivet_cash_rounding_mode_get_name ((TrivetCashRoundingMode) i), &mode));
    g_assert_cmpint (mode, ==, i);
  }
  g_assert_false (trivet_cash_rounding_mode_from_name ("Down", &mode));
}

/* The book has what the last fact said, and a wrong one changes nothing. */
static void
test_book (void)
{
  static const char *const wrong[] = {
    "{'unit_minor':-1,'mode':'down'}",
    "{'unit_minor':1001,'mode':'down'}",
    "{'unit_minor':10,'mode':'sideways'}",
    "{'unit_minor':10}",
    "{'mode':'down'}",
    "{'unit_minor':'10','mode':'down'}",
  };
  g_autoptr (TrivetPriceBook) book = trivet_price_book_new ();
  const TrivetCashRounding *rounding = trivet_price_book_get_cash_rounding (book);

  g_assert_cmpint (rounding->unit_minor, ==, 0);
  for (guint u = 0; u < G_N_ELEMENTS (units); u++) {
    g_autofree char *body = g_strdup_printf ("{\"unit_minor\":%d,\"mode\":\"nearest\"}", (int) units[u]);
    g_autoptr (TrivetFact) fact = domain_fact_about ("prices", "cash-rounding-set", 1, body);

    g_assert_true (trivet_price_book_apply (book, fact, NULL));
    g_assert_cmpint (rounding->unit_minor, ==, units[u]);
    g_assert_cmpint (rounding->mode, ==, TRIVET_CASH_ROUNDING_NEAREST);
  }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *body = g_strdelimit (g_strdup (wrong[i]), "'", '"');
    g_autoptr (TrivetFact) fact = domain_fact_about ("prices", "cash-rounding-set", 1, body);
    g_autoptr (GError) error = NULL;

    g_assert_false (trivet_price_book_apply (book, fact, &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    g_assert_cmpint (rounding->unit_minor, ==, 1000);
  }
}

/* Judges a fact about an order that owes 10.03 and was paid with 10.00 when it is a refund. */
static gboolean
is_taken (const char *type,
          const char *body,
          int         code)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetFact) fact = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  gboolean         ok;

  domain_add_line (order, "L1", 1, 1003);
  if (g_str_equal (type, "cash-returned"))
    domain_apply (order, "cash-taken", 5, "{'payment':'P','amount_minor':1003,'rounding_minor':-3,'tendered_minor':1100,'change_minor':100}");
  fact = domain_fact_about (order->order_id, type, 6, text);
  ok = trivet_order_apply (order, fact, &error);
  if (!ok)
    g_assert_error (error, TRIVET_FACT_ERROR, code);

  return ok;
}

#define TAKEN(amount, rounding, tendered, change)                                                     \
  "{'payment':'P','amount_minor':" amount ",'rounding_minor':" rounding ",'tendered_minor':" tendered \
  ",'change_minor':" change "}"
#define GIVEN(amount, rounding) \
  "{'refund':'R','payment':'P','cause':'guest','reason':'r','amount_minor':" amount ",'rounding_minor':" rounding "}"

static void
test_facts (void)
{
  const int body = TRIVET_FACT_ERROR_BODY;
  const int conflict = TRIVET_FACT_ERROR_CONFLICT;

  g_assert_true (is_taken ("cash-taken", TAKEN ("1003", "-3", "1000", "0"), 0));
  g_assert_true (is_taken ("cash-taken", TAKEN ("1003", "7", "1100", "90"), 0));
  g_assert_true (is_taken ("cash-taken", TAKEN ("3", "-3", "0", "0"), 0));
  g_assert_false (is_taken ("cash-taken", TAKEN ("1003", "-3", "1003", "0"), conflict));
  g_assert_false (is_taken ("cash-taken", TAKEN ("1003", "-3", "1003", "4"), conflict));
  g_assert_false (is_taken ("cash-taken", TAKEN ("1003", "-3", "999", "-1"), body));
  g_assert_false (is_taken ("cash-taken", TAKEN ("1003", "7", "1003", "0"), body));
  g_assert_false (is_taken ("cash-taken", TAKEN ("3", "-4", "0", "1"), body));
  g_assert_false (is_taken ("cash-taken", TAKEN ("5000", "-1000", "4000", "0"), body));
  g_assert_false (is_taken ("cash-taken", TAKEN ("5000", "1000", "6000", "0"), body));
  g_assert_false (is_taken ("cash-taken", TAKEN ("1003", "'3'", "1006", "0"), body));

  g_assert_true (is_taken ("cash-returned", GIVEN ("1003", "-3"), 0));
  g_assert_true (is_taken ("cash-returned", GIVEN ("1002", "-2"), 0));
  g_assert_true (is_taken ("cash-returned", GIVEN ("500", "0"), 0));
  g_assert_true (is_taken ("cash-returned", GIVEN ("1", "-1"), 0));
  g_assert_false (is_taken ("cash-returned", GIVEN ("1003", "0"), conflict));
  g_assert_false (is_taken ("cash-returned", GIVEN ("1002", "-1"), conflict));
  g_assert_false (is_taken ("cash-returned", GIVEN ("1003", "-4"), body));
  g_assert_false (is_taken ("cash-returned", GIVEN ("500", "1"), body));
  g_assert_false (is_taken ("cash-returned", GIVEN ("1", "-2"), body));
  g_assert_false (is_taken ("cash-returned", GIVEN ("1004", "-3"), body));
}

static guint
below (DomainBench *bench,
       guint        n)
{
  return trivet_seeded_random_below (bench->random, n);
}

static gint64
get_total (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  return totals.total_minor;
}

static gint64
get_check_due (const TrivetOrder *order,
               int                check)
{
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GPtrArray) checks = NULL;

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  checks = trivet_order_compute_checks (order, &totals);
  return trivet_checks_lookup (checks, check)->due_minor;
}

/* The same lines in one order or the other, with a discount on the whole. */
static TrivetOrder *
make_order (const guint *prices,
            guint        n,
            guint        first,
            guint        discount_ppm)
{
  TrivetOrder *order = domain_open_order ();

  for (guint i = 0; i < n; i++) {
    guint            which = (first + i * (first % 2 ? n - 1 : 1)) % n;
    g_autofree char *line = g_strdup_printf ("L%u", which);

    domain_add_line (order, line, 1, prices[which]);
  }
  domain_apply (order, "order-discount-set", 9, "{'kind':'rate','value':%u}", discount_ppm);

  return order;
}

static void
test_line_order (void)
{
  DomainBench bench;

  domain_bench_init (&bench, 4711);
  for (int round = 0; round < DOMAIN_ROUNDS (2000); round++) {
    TrivetCashRounding rounding = { units[below (&bench, G_N_ELEMENTS (units))], (TrivetCashRoundingMode) below (&bench, 3) };
    guint              n = 2 + below (&bench, 5);
    guint              discount_ppm = below (&bench, 400000);
    guint              prices[8];
    g_autoptr (TrivetOrder) order = NULL;

    for (guint i = 0; i < n; i++)
      prices[i] = 1 + below (&bench, 9000);
    order = make_order (prices, n, 0, discount_ppm);
    for (guint first = 1; first < n; first++) {
      g_autoptr (TrivetOrder) other = make_order (prices, n, first, discount_ppm);

      g_assert_cmpint (trivet_cash_rounding_apply (&rounding, get_total (other)), ==,
                       trivet_cash_rounding_apply (&rounding, get_total (order)));
    }
  }
  domain_bench_clear (&bench);
}

static void
take (TrivetOrder *order,
      const char  *payment,
      int          check,
      gint64       amount_minor,
      gint64       cash_minor)
{
  domain_apply (order, "cash-taken", 20,
                "{'payment':'%s','check':%d,'amount_minor':%" G_GINT64_FORMAT ",'rounding_minor':%" G_GINT64_FORMAT
                ",'tendered_minor':%" G_GINT64_FORMAT ",'change_minor':0}",
                payment, check, amount_minor, cash_minor - amount_minor, cash_minor);
}

/* Gives a payment back in random parts. Returns: what the guest got in all */
static gint64
give_back (DomainBench *bench,
           TrivetOrder *order,
           const char  *payment)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, payment);
  gint64              given = 0;

  while (tender->returned_minor < tender->amount_minor) {
    gint64 left = tender->amount_minor - tender->returned_minor;
    gint64 part = below (bench, 4) == 0 ? left : 1 + (gint64) below (bench, (guint) left);
    gint64 rounding = trivet_tender_compute_rounding_back (tender, part);
    char   refund[32];

    g_snprintf (refund, sizeof refund, "R%u", order->returns->len);
    /* Parts are exact, but for the last units of a payment that was rounded down. */
    g_assert_true (part == left || rounding <= 0);
    g_assert_true (part == left || rounding == 0 || given + part + rounding == tender->amount_minor + tender->rounding_minor);
    domain_apply (order, "cash-returned", 30,
                  "{'refund':'%s','payment':'%s','cause':'guest','reason':'r','amount_minor':%" G_GINT64_FORMAT
                  ",'rounding_minor':%" G_GINT64_FORMAT "}",
                  refund, payment, part, rounding);
    given += part + rounding;
    g_assert_cmpint (trivet_return_get_given_minor (trivet_order_lookup_return (order, refund)), ==, part + rounding);
    g_assert_cmpint (given, <=, tender->amount_minor + tender->rounding_minor);
  }

  return given;
}

/* Each check is rounded by itself; all of them cover the order, and everything that was received goes
 * back. */
static void
test_checks_and_refunds (void)
{
  DomainBench bench;
  guint       n_rounded = 0;

  domain_bench_init (&bench, 815);
  for (int round = 0; round < DOMAIN_ROUNDS (4000); round++) {
    TrivetCashRounding rounding = { units[below (&bench, G_N_ELEMENTS (units))], (TrivetCashRoundingMode) below (&bench, 3) };
    g_autoptr (TrivetOrder) order = domain_open_order ();
    int    n_checks = 1 + (int) below (&bench, 5);
    gint64 total;

    for (guint i = 0; i < 1 + below (&bench, 4); i++) {
      g_autofree char *line = g_strdup_printf ("L%u", i);

      domain_add_line (order, line, 1, 1 + below (&bench, 5000));
    }
    total = get_total (order);
    if (n_checks > 1)
      domain_apply (order, "checks-set", 10, "{'kind':'equal','checks':%d}", n_checks);
    for (int check = 1; check <= n_checks; check++) {
      gint64           due = get_check_due (order, check);
      g_autofree char *payment = g_strdup_printf ("P%d", check);

      if (due == 0)
        continue;
      take (order, payment, check, due, trivet_cash_rounding_apply (&rounding, due));
      g_assert_cmpint (get_check_due (order, check), ==, 0);
    }
    g_assert_cmpint (order->settled_at_us, !=, 0);
    g_assert_cmpint (trivet_order_get_paid_minor (order), ==, total);
    g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
    for (guint i = 0; i < order->tenders->len; i++) {
      const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

      g_assert_cmpint (ABS (tender->rounding_minor), <, MAX (rounding.unit_minor, 1));
      g_assert_cmpint (tender->tendered_minor - tender->change_minor, ==, tender->amount_minor + tender->rounding_minor);
      g_assert_cmpint (give_back (&bench, order, tender->payment_id), ==, tender->amount_minor + tender->rounding_minor);
      g_assert_cmpint (tender->rounding_returned_minor, ==, tender->rounding_minor);
      n_rounded += tender->rounding_minor != 0;
    }
  }
  g_test_message ("%u payments were rounded", n_rounded);
  g_assert_cmpuint (n_rounded, >, DOMAIN_ROUNDS (4000));
  domain_bench_clear (&bench);
}

/* A corrected order that was paid with rounded cash hands out what was received: all of it, or an exact
 * part. */
static void
test_correction (void)
{
  static const gint64 given[] = { 1000, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();

    domain_add_line (order, "L1", 1, 503);
    domain_add_line (order, "L2", 1, 500);
    domain_add_line (order, "L3", 1, 0);
    domain_apply (order, "cash-taken", 5, "{'payment':'P','amount_minor':1003,'rounding_minor':-3,'tendered_minor':1000,'change_minor':0}");
    g_assert_cmpint (trivet_cash_back_compute_given (order), ==, 0);
    domain_apply (order, "order-reopened", 6, "{'reason':'wrong dish'}");
    domain_apply (order, "line-voided", 7, "{'line':'L1'}");
    if (i == 0)
      domain_apply (order, "line-voided", 7, "{'line':'L2'}");
    domain_apply (order, "order-closed", 8, "{}");
    g_assert_cmpint (trivet_order_get_cash_back_minor (order), ==, i == 0 ? 1003 : 503);
    g_assert_cmpint (trivet_cash_back_compute_given (order), ==, given[i]);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/cash-rounding/by-hand", test_by_hand);
  g_test_add_func ("/domain/cash-rounding/properties", test_properties);
  g_test_add_func ("/domain/cash-rounding/names", test_names);
  g_test_add_func ("/domain/cash-rounding/book", test_book);
  g_test_add_func ("/domain/cash-rounding/facts", test_facts);
  g_test_add_func ("/domain/cash-rounding/line-order", test_line_order);
  g_test_add_func ("/domain/cash-rounding/checks-and-refunds", test_checks_and_refunds);
  g_test_add_func ("/domain/cash-rounding/correction", test_correction);

  return g_test_run ();
}
