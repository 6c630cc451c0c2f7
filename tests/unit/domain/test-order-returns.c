/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what goes back mirrors what was charged, exactly; never more than was paid or sold; and an
 * order knows what it owes while payments are shown, in doubt, overridden or claimed. Method: facts
 * by hand, facts that must be refused, and random orders given back piece by piece. */

#include "domain-bench.h"

static void
start (TrivetOrder *order,
       const char  *payment,
       gint64       minor,
       const char  *kind)
{
  domain_apply (order, "payment-started", 10,
                "{'payment':'%s','method':'alipay','provider':'main','merchant_order_id':'T%s',"
                "'amount_minor':%" G_GINT64_FORMAT ",'currency':'CNY','kind':'%s'}",
                payment, payment, minor, kind);
  domain_apply (order, "payment-asked", 11, "{'payment':'%s'}", payment);
}

static void
pay (TrivetOrder *order,
     const char  *payment,
     gint64       minor)
{
  domain_apply (order, "payment-paid", 20,
                "{'payment':'%s','amount_minor':%" G_GINT64_FORMAT
                ",'payer_minor':%" G_GINT64_FORMAT
                ",'discount_minor':0,'provider_transaction_id':'X','paid_at':'t'}",
                payment, minor, minor);
}

static TrivetOrder *
open_paid_order (gint64 minor)
{
  TrivetOrder *order = domain_open_order ();

  domain_add_line (order, "L1", 4, minor / 4);
  start (order, "P1", minor, "scan");
  pay (order, "P1", minor);
  g_assert_cmpint (order->settled_at_us, >, 0);
  return order;
}

static void
assert_refused (TrivetOrder *order,
                TrivetFact  *fact)
{
  g_autofree char *before = domain_dump_order (order);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_order_apply (order, fact, &error));
  g_assert_true (error->domain == TRIVET_FACT_ERROR);
  after = domain_dump_order (order);
  g_assert_cmpstr (after, ==, before);
}

#define REFUSE(order, type, ...)                                               \
  G_STMT_START                                                                 \
  {                                                                            \
    g_autoptr (TrivetFact) refused_fact = domain_fact (type, 30, __VA_ARGS__); \
    assert_refused ((order), refused_fact);                                    \
  }                                                                            \
  G_STMT_END

#define REFUND(id, payment, amount, cause, rest)                                         \
  "{'refund':'" id "','payment':'" payment "','provider':'main','merchant_refund_id':'F" \
  "','amount_minor':" amount ",'currency':'CNY','cause':'" cause "','reason':'cold'" rest "}"

static void
test_refund (void)
{
  g_autoptr (TrivetOrder) order = open_paid_order (1000);
  const TrivetReturn *back;

  domain_apply (order, "refund-started", 30,
                REFUND ("R1", "P1", "250", "guest",
                        ",'lines':[{'line':'L1','quantity':1,'amount_minor':250,'tax_minor':14}]"));
  g_assert_cmpint (trivet_order_get_net_paid_minor (order), ==, 750);
  g_assert_cmpint (trivet_order_lookup_line (order, "L1")->returned_quantity, ==, 1);
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  domain_apply (order, "refund-asked", 31, "{'refund':'R1'}");
  domain_apply (order, "refund-pending", 32, "{'refund':'R1'}");
  domain_apply (order, "refund-done", 33,
                "{'refund':'R1','amount_minor':250,'provider_refund_id':'Z'}");
  back = trivet_order_lookup_return (order, "R1");
  g_assert_cmpint (back->state, ==, TRIVET_RETURN_DONE);
  g_assert_cmpstr (back->provider_refund_id, ==, "Z");
  g_assert_cmpint (back->done_at_us, ==, 33);
  /* A settled order stays settled. */
  g_assert_cmpint (order->settled_at_us, ==, 20);

  REFUSE (order, "refund-done", "{'refund':'R1','amount_minor':250,'provider_refund_id':'Z'}");
  REFUSE (order, "refund-failed", "{'refund':'R1','reason':'x'}");
  REFUSE (order, "refund-asked", "{'refund':'R1'}");
}

static void
test_limits (void)
{
  g_autoptr (TrivetOrder) order = open_paid_order (1000);

  REFUSE (order, "refund-started", REFUND ("R1", "P1", "1001", "guest", ""));
  REFUSE (order, "refund-started", REFUND ("R1", "P1", "0", "guest", ""));
  REFUSE (order, "refund-started", REFUND ("R1", "P2", "10", "guest", ""));
  REFUSE (order, "refund-started",
          REFUND ("R1", "P1", "250", "guest",
                  ",'lines':[{'line':'L1','quantity':5,'amount_minor':250,'tax_minor':0}]"));
  REFUSE (order, "refund-started",
          REFUND ("R1", "P1", "250", "guest",
                  ",'lines':[{'line':'L1','quantity':1,'amount_minor':100,'tax_minor':0},"
                  "{'line':'L1','quantity':1,'amount_minor':100,'tax_minor':0}]"));
  REFUSE (order, "refund-started",
          REFUND ("R1", "P1", "250", "guest",
                  ",'lines':[{'line':'L1','quantity':1,'amount_minor':251,'tax_minor':0}]"));
  REFUSE (order, "refund-started",
          REFUND ("R1", "P1", "250", "guest",
                  ",'lines':[{'line':'L1','quantity':1,'amount_minor':100,'tax_minor':101}]"));
  REFUSE (order, "refund-started", REFUND ("R1", "P1", "250", "guest", ",'lines':[7]"));
  REFUSE (order, "refund-asked", "{'refund':'R9'}");

  domain_apply (order, "refund-started", 30, REFUND ("R1", "P1", "600", "guest", ""));
  REFUSE (order, "refund-started", REFUND ("R1", "P1", "10", "guest", ""));
  REFUSE (order, "refund-started", REFUND ("R2", "P1", "401", "guest", ""));
  domain_apply (order, "refund-started", 30, REFUND ("R2", "P1", "400", "guest", ""));
  REFUSE (order, "refund-started", REFUND ("R3", "P1", "1", "guest", ""));
}

/* What failed can be given back by hand, once, and is not begun again by itself. */
static void
test_failed (void)
{
  g_autoptr (TrivetOrder) order = open_paid_order (1000);

  domain_apply (order, "refund-started", 30,
                REFUND ("R1", "P1", "250", "guest",
                        ",'lines':[{'line':'L1','quantity':1,'amount_minor':250,'tax_minor':0}]"));
  domain_apply (order, "refund-failed", 31, "{'refund':'R1','reason':'refund-refused'}");
  g_assert_cmpint (trivet_order_get_net_paid_minor (order), ==, 1000);
  g_assert_cmpint (trivet_order_lookup_line (order, "L1")->returned_quantity, ==, 0);

  REFUSE (order, "cash-returned",
          "{'refund':'C1','payment':'P1','amount_minor':249,'cause':'guest','reason':'',"
          "'instead_of':'R1'}");
  domain_apply (order, "cash-returned", 32,
                "{'refund':'C1','payment':'P1','amount_minor':250,'cause':'guest','reason':'',"
                "'instead_of':'R1'}");
  g_assert_cmpint (trivet_order_lookup_return (order, "R1")->state, ==,
                   TRIVET_RETURN_PAID_BY_HAND);
  g_assert_cmpint (trivet_order_get_net_paid_minor (order), ==, 750);
  g_assert_cmpint (trivet_order_lookup_line (order, "L1")->returned_quantity, ==, 1);
  REFUSE (order, "cash-returned",
          "{'refund':'C2','payment':'P1','amount_minor':250,'cause':'guest','reason':'',"
          "'instead_of':'R1'}");
}

/* A second payer in a race: the surplus is what the order did not need, until a refund takes it
 * up, even one that fails. */
static void
test_surplus (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 1000);
  start (order, "P1", 1000, "show");
  start (order, "P2", 1000, "scan");
  g_assert_cmpint (trivet_order_get_open_minor (order), ==, 1000);
  g_assert_cmpint (trivet_order_lookup_tender (order, "P1")->state, ==, TRIVET_TENDER_OFFERED);
  pay (order, "P1", 1000);
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  pay (order, "P2", 1000);
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 1000);
  domain_apply (order, "refund-started", 30, REFUND ("R1", "P2", "1000", "surplus", ""));
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  domain_apply (order, "refund-failed", 31, "{'refund':'R1','reason':'refund-refused'}");
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
}

static void
test_doubts (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 1000);
  start (order, "P1", 1000, "scan");
  REFUSE (order, "payment-overridden", "{'payment':'P9','approver':'b','reason':'r'}");
  domain_apply (order, "payment-doubted", 12, "{'payment':'P1','reason':'answer-lost'}");
  g_assert_true (trivet_order_has_blocking_doubt (order));
  domain_apply (order, "payment-claimed", 13, "{'payment':'P1','reference':'42','reason':'r'}");
  g_assert_false (trivet_order_has_blocking_doubt (order));
  g_assert_cmpint (trivet_order_get_claimed_minor (order), ==, 1000);
  g_assert_cmpint (trivet_order_get_in_doubt_minor (order), ==, 1000);
  g_assert_true (trivet_order_is_open (order));
  domain_apply (order, "payment-overridden", 14, "{'payment':'P1','approver':'b','reason':'r'}");
  g_assert_cmpint (trivet_order_get_in_doubt_minor (order), ==, 0);
  g_assert_cmpint (trivet_order_get_claimed_minor (order), ==, 0);
  pay (order, "P1", 1000);
  g_assert_cmpint (trivet_order_get_paid_minor (order), ==, 1000);
  g_assert_cmpint (order->settled_at_us, >, 0);
  REFUSE (order, "payment-overridden", "{'payment':'P1','approver':'b','reason':'r'}");
}

static void
test_withdrawn (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 1000);
  start (order, "P1", 1000, "show");
  domain_apply (order, "payment-waiting", 12, "{'payment':'P1'}");
  g_assert_cmpint (trivet_order_get_open_minor (order), ==, 0);
  domain_apply (order, "payment-reversing", 13, "{'payment':'P1','reason':'time-over'}");
  g_assert_true (trivet_order_has_blocking_doubt (order));
  domain_apply (order, "payment-withdrawn", 14, "{'payment':'P1'}");
  g_assert_false (trivet_order_has_blocking_doubt (order));
  g_assert_true (trivet_order_lookup_tender (order, "P1")->watched);
  domain_apply (order, "payment-reversed", 15, "{'payment':'P1','money_returned':false}");
  g_assert_false (trivet_order_lookup_tender (order, "P1")->watched);
}

static void
test_closed (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  REFUSE (order, "order-closed", "{}");
  domain_add_line (order, "L1", 1, 1000);
  REFUSE (order, "order-closed", "{}");
  domain_apply (order, "order-discount-set", 5, "{'kind':'rate','value':1000000}");
  domain_apply (order, "order-closed", 6, "{}");
  g_assert_cmpint (order->settled_at_us, ==, 6);
  REFUSE (order, "order-closed", "{}");
}

/* However a line is given back, the parts add up to what was charged for it. */
static void
test_shares (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < DOMAIN_ROUNDS (2000); round++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();
    g_auto (TrivetTotals) totals = { 0 };
    gint64 quantity = g_rand_int_range (random, 1, 40);
    gint64 returned = 0;
    gint64 sum = 0;
    gint64 tax_sum = 0;

    domain_apply (order, "line-added", 1,
                  "{'line':'L1','sku':'S','name':'N','quantity':%d,'unit_price_minor':%d,"
                  "'tax_rate_ppm':%d,'tax_included':%s,'modifiers':[]}",
                  (int) quantity, g_rand_int_range (random, 0, 100000),
                  g_rand_int_range (random, 0, 300000),
                  g_rand_boolean (random) ? "true" : "false");
    domain_apply (order, "order-discount-set", 2, "{'kind':'rate','value':%d}",
                  g_rand_int_range (random, 0, 1000001));
    g_assert_true (trivet_order_compute_totals (order, &totals, NULL));

    while (returned < quantity) {
      gint64 part = g_rand_int_range (random, 1, (int) (quantity - returned) + 1);
      gint64 amount, tax;

      g_assert_true (
        trivet_order_compute_return (order, "L1", part, &amount, &tax, NULL));
      g_assert_cmpint (amount, >=, 0);
      g_assert_cmpint (tax, >=, 0);
      g_assert_cmpint (tax, <=, amount);
      sum += amount;
      tax_sum += tax;
      returned += part;
      trivet_order_lookup_line (order, "L1")->returned_quantity = returned;
    }
    g_assert_cmpint (sum, ==, totals.total_minor);
    g_assert_cmpint (tax_sum, ==, totals.tax_added_minor + totals.tax_included_minor);
    g_assert_false (trivet_order_compute_return (order, "L1", 1, &sum, &tax_sum, NULL));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/returns/refund", test_refund);
  g_test_add_func ("/domain/returns/limits", test_limits);
  g_test_add_func ("/domain/returns/failed", test_failed);
  g_test_add_func ("/domain/returns/surplus", test_surplus);
  g_test_add_func ("/domain/returns/doubts", test_doubts);
  g_test_add_func ("/domain/returns/withdrawn", test_withdrawn);
  g_test_add_func ("/domain/returns/closed", test_closed);
  g_test_add_func ("/domain/returns/shares", test_shares);

  return g_test_run ();
}
