/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an order that was settled can be corrected, also after something of it was given back, exactly
 * when its state allows it. Method: every state of an order against the fact that reopens it, every
 * fact against an order that is corrected, and what is due afterwards worked out by hand. */

#include "ledger-shop.h"
#include "trivet-order-checks.h"

#define CASH(id, minor) "{'payment':'" id "','amount_minor':" minor ",'tendered_minor':" minor ",'change_minor':0}"
#define WALLET(id, minor) \
  "{'payment':'" id "','method':'alipay','provider':'main','merchant_order_id':'m','amount_minor':" minor ",'currency':'CNY'}"
#define PAID(id, minor) "{'payment':'" id "','amount_minor':" minor "}"
#define BACK(id, payment, minor, cause) \
  "{'refund':'" id "','payment':'" payment "','amount_minor':" minor ",'cause':'" cause "'}"

static gboolean
try_fact (TrivetOrder *order,
          const char  *type,
          const char  *body_text)
{
  g_autofree char *body = g_strdelimit (g_strdup (body_text), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, type, 5000, body);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = domain_dump_order (order);
  g_autofree char *after = NULL;

  if (trivet_order_apply (order, fact, &error))
    return TRUE;
  g_assert_true (error->domain == TRIVET_FACT_ERROR);
  after = domain_dump_order (order);
  g_assert_cmpstr (after, ==, before);

  return FALSE;
}

typedef struct {
  const char *type;
  const char *body;
} Step;

#define MAX_STEPS 10

typedef struct {
  const char *name;
  gboolean    can_reopen;
  Step        steps[MAX_STEPS];
} State;

#define SALE \
  { "cash-taken", CASH ("P1", "600") }, { "payment-started", WALLET ("P2", "400") }, { "payment-paid", PAID ("P2", "400") }
#define TOO_MUCH \
  { "payment-started", WALLET ("P3", "400") }, SALE, { "payment-paid", PAID ("P3", "400") }
#define RETURN_DISH \
  "cash-returned", "{'refund':'R1','payment':'P1','amount_minor':500,'cause':'guest','lines':[{'line':'L1','quantity':1,'amount_minor':500,'tax_minor':28}]}"
#define REOPEN                                  \
  {                                             \
    "order-reopened", "{'reason':'wrong dish'}" \
  }

static const State states[] = {
  { "open", FALSE, { { "order-held", "{}" } } },
  { "part paid", FALSE, { { "cash-taken", CASH ("P1", "600") } } },
  { "asked", FALSE, { { "payment-started", WALLET ("P1", "1000") } } },
  { "in doubt", FALSE, { { "payment-started", WALLET ("P1", "1000") }, { "payment-doubted", "{'payment':'P1','reason':'x'}" } } },
  { "settled", TRUE, { SALE } },
  { "settled and printed", TRUE, { SALE, { "print-requested", "{'job':'J','document':'receipt','copy':1}" } } },
  { "closed for nothing", TRUE, { { "order-discount-set", "{'kind':'rate','value':1000000}" }, { "order-closed", "{}" } } },
  { "void", FALSE, { { "order-voided", "{'reason':'x'}" } } },
  { "merged", FALSE, { { "line-moved", "{'line':'L1','to':'O2'}" }, { "order-merged", "{'into':'O2'}" } } },
  { "something given back", TRUE, { SALE, { "cash-returned", BACK ("R1", "P1", "100", "guest") } } },
  { "dish given back", TRUE, { SALE, { RETURN_DISH } } },
  { "all given back", TRUE, { SALE, { "cash-returned", BACK ("R1", "P1", "600", "guest") }, { "refund-started", BACK ("R2", "P2", "400", "guest") }, { "refund-done", "{'refund':'R2','amount_minor':400}" } } },
  { "refund failed", FALSE, { SALE, { "refund-started", BACK ("R1", "P2", "100", "guest") }, { "refund-failed", "{'refund':'R1','reason':'x'}" } } },
  { "refund paid by hand", TRUE, { SALE, { "refund-started", BACK ("R1", "P2", "100", "guest") }, { "refund-failed", "{'refund':'R1','reason':'x'}" }, { "cash-returned", "{'refund':'R2','payment':'P2','amount_minor':100,'cause':'guest','instead_of':'R1'}" } } },
  { "given back and reopened", FALSE, { SALE, { RETURN_DISH }, REOPEN } },
  { "given back, reopened and closed", TRUE, { SALE, { RETURN_DISH }, REOPEN, { "order-closed", "{}" } } },
  { "given back, corrected, given back", TRUE, { SALE, { RETURN_DISH }, REOPEN, { "order-closed", "{}" }, { "cash-returned", BACK ("R2", "P1", "100", "guest") } } },
  { "given back while corrected", FALSE, { SALE, REOPEN, { "cash-returned", BACK ("R1", "P1", "100", "guest") } } },
  { "refund on its way back", FALSE, { SALE, { "refund-started", BACK ("R1", "P2", "100", "guest") } } },
  { "paid too much", TRUE, { TOO_MUCH } },
  { "surplus on its way", FALSE, { TOO_MUCH, { "refund-started", BACK ("R1", "P3", "400", "surplus") } } },
  { "surplus failed", FALSE, { TOO_MUCH, { "refund-started", BACK ("R1", "P3", "400", "surplus") }, { "refund-failed", "{'refund':'R1','reason':'x'}" } } },
  { "surplus is back", TRUE, { TOO_MUCH, { "refund-started", BACK ("R1", "P3", "400", "surplus") }, { "refund-done", "{'refund':'R1','amount_minor':400}" } } },
  { "reopened", FALSE, { SALE, REOPEN } },
  { "reopened and closed", TRUE, { SALE, REOPEN, { "order-closed", "{}" } } },
  { "reopened and paid more", TRUE, { SALE, REOPEN, { "order-tip-set", "{'amount_minor':50}" }, { "cash-taken", CASH ("P4", "50") } } },
  { "reopened and void", FALSE, { SALE, REOPEN, { "order-voided", "{'reason':'x'}" } } },
};

static TrivetOrder *
make_state (const State *state)
{
  TrivetOrder *order = domain_open_order ();

  domain_add_line (order, "L1", 2, 500);
  for (guint i = 0; i < MAX_STEPS && state->steps[i].type != NULL; i++) {
    if (!try_fact (order, state->steps[i].type, state->steps[i].body))
      g_error ("%s: step %u, %s, is refused", state->name, i, state->steps[i].type);
  }

  return order;
}

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (TrivetOrder) order = make_state (&states[i]);
    gint64   paid = trivet_order_get_paid_minor (order);
    gint64   surplus = trivet_order_get_surplus_minor (order);
    guint    n_tenders = order->tenders->len;
    gint64   settled_at_us = order->settled_at_us;
    gboolean reopened;

    g_test_message ("%s", states[i].name);
    g_assert_true (trivet_order_can_reopen (order, NULL) == states[i].can_reopen);
    reopened = try_fact (order, "order-reopened", "{'reason':'wrong dish','approver':'Wang'}");
    g_assert_true (reopened == states[i].can_reopen);
    if (!reopened)
      continue;
    g_assert_true (trivet_order_is_open (order));
    g_assert_true (trivet_order_is_corrected (order));
    g_assert_cmpint (order->corrected_at_us, ==, settled_at_us);
    g_assert_cmpint (order->corrections, >, 0);
    g_assert_cmpint (order->receipts, ==, 0);
    g_assert_cmpint (trivet_order_get_paid_minor (order), ==, paid);
    g_assert_cmpuint (order->tenders->len, ==, n_tenders);
    /* What is too much now may be needed in a minute. */
    g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
    g_assert_cmpint (trivet_order_get_cash_back_minor (order), ==, 0);
    /* Nothing that went back is asked for again, and nothing more goes back because of it. */
    g_assert_cmpint (domain_compute_total (order), ==, trivet_order_get_net_paid_minor (order) - surplus);
    g_assert_true (try_fact (order, "order-closed", "{}"));
    g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, surplus);
  }
}

static void
test_needs_reason (void)
{
  g_autoptr (TrivetOrder) order = make_state (&states[4]);
  g_autoptr (TrivetFact) fact = domain_fact ("order-reopened", 5000, "{}");
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_order_apply (order, fact, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_assert_cmpint (order->settled_at_us, >, 0);
}

/* Whether it is taken by an order that is corrected, and whether that is the end of the correction. */
typedef struct {
  const char *type;
  const char *body;
  gboolean    taken;
  gboolean    ends;
} Event;

static const Event events[] = {
  { "order-opened", "{'number':'1','currency':'CNY'}", FALSE, FALSE },
  { "order-labelled", "{'label':'x'}", TRUE, FALSE },
  { "order-held", "{}", TRUE, FALSE },
  { "order-recalled", "{}", TRUE, FALSE },
  { "order-voided", "{'reason':'x'}", TRUE, TRUE },
  { "order-closed", "{}", TRUE, TRUE },
  { "order-reopened", "{'reason':'x'}", FALSE, FALSE },
  { "order-note-set", "{'note':'x'}", TRUE, FALSE },
  { "order-discount-set", "{'kind':'rate','value':500000}", TRUE, FALSE },
  { "order-seated", "{'table':'T1'}", TRUE, FALSE },
  { "order-guests-set", "{'guests':2}", TRUE, FALSE },
  { "order-transferred", "{'staff':'Bo'}", TRUE, FALSE },
  { "order-bill-asked", "{}", TRUE, FALSE },
  { "order-tip-set", "{'amount_minor':0}", TRUE, FALSE },
  { "line-added", "{'line':'L2','sku':'S','name':'N','quantity':1,'unit_price_minor':1,'tax_rate_ppm':0,'tax_included':true,'modifiers':[]}", TRUE, FALSE },
  { "line-quantity-changed", "{'line':'L1','by':1}", TRUE, FALSE },
  { "line-discount-set", "{'line':'L1','kind':'rate','value':1000000}", TRUE, FALSE },
  { "line-voided", "{'line':'L1'}", TRUE, FALSE },
  { "lines-sent", "{'lines':[{'line':'L1','quantity':1}]}", TRUE, FALSE },
  { "checks-set", "{'kind':'equal','checks':2}", TRUE, FALSE },
  { "payment-started", WALLET ("P3", "5"), TRUE, FALSE },
  { "payment-paid", PAID ("P0", "700"), TRUE, FALSE }, /* late, of the time before */
  { "payment-declined", "{'payment':'P0','reason':'x'}", TRUE, FALSE },
  { "payment-claimed", "{'payment':'P0'}", FALSE, FALSE },
  { "cash-taken", CASH ("P3", "5"), TRUE, TRUE },
  { "cash-returned", BACK ("R1", "P1", "5", "guest"), TRUE, FALSE },
  { "refund-started", BACK ("R1", "P2", "5", "guest"), TRUE, FALSE },
  { "refund-done", "{'refund':'R1','amount_minor':5}", FALSE, FALSE },
  { "print-requested", "{'job':'J','document':'receipt','copy':1}", TRUE, FALSE },
};

static void
test_events (void)
{
  const State corrected = { "corrected", FALSE, { { "payment-started", WALLET ("P0", "700") }, { "payment-declined", "{'payment':'P0','reason':'x'}" }, SALE, REOPEN } };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++) {
    g_autoptr (TrivetOrder) order = make_state (&corrected);

    g_test_message ("%s", events[i].type);
    g_assert_true (try_fact (order, events[i].type, events[i].body) == events[i].taken);
    g_assert_true (trivet_order_is_open (order) == !events[i].ends);
    g_assert_true (trivet_order_is_corrected (order) == !events[i].ends);
  }
}

/* Of two dishes one came back. */
static const Event events_after_return[] = {
  { "line-quantity-changed", "{'line':'L1','by':1}", TRUE, FALSE },
  { "line-quantity-changed", "{'line':'L1','by':-1}", TRUE, FALSE },
  { "line-quantity-changed", "{'line':'L1','by':-2}", FALSE, FALSE },
  { "line-voided", "{'line':'L1'}", FALSE, FALSE },
  { "line-moved", "{'line':'L1','to':'O2'}", FALSE, FALSE },
  { "line-moved", "{'line':'L1','to':'O2','quantity':1}", TRUE, FALSE },
  { "line-discount-set", "{'line':'L1','kind':'comp','value':0,'reason':'x'}", TRUE, FALSE },
  { "order-discount-set", "{'kind':'amount','value':900}", TRUE, FALSE },
  { "order-voided", "{'reason':'x'}", TRUE, TRUE },
  { "order-closed", "{}", TRUE, TRUE },
  { "cash-taken", CASH ("P3", "5"), TRUE, TRUE },
  { "cash-returned", BACK ("R2", "P1", "100", "guest"), TRUE, FALSE },
  { "cash-returned", BACK ("R2", "P1", "101", "guest"), FALSE, FALSE }, /* 500 of 600 are back */
  { "refund-started", BACK ("R2", "P2", "400", "surplus"), TRUE, FALSE },
  { "refund-failed", "{'refund':'R1','reason':'x'}", FALSE, FALSE },
};

static void
test_events_after_return (void)
{
  const State corrected = { "corrected", FALSE, { SALE, { RETURN_DISH }, REOPEN } };

  for (guint i = 0; i < G_N_ELEMENTS (events_after_return); i++) {
    g_autoptr (TrivetOrder) order = make_state (&corrected);

    g_test_message ("%s %s", events_after_return[i].type, events_after_return[i].body);
    g_assert_true (try_fact (order, events_after_return[i].type, events_after_return[i].body) == events_after_return[i].taken);
    g_assert_true (trivet_order_is_open (order) == !events_after_return[i].ends);
    g_assert_cmpint (domain_compute_total (order), >=, 0);
  }
}

/* What is changed about a dish that came back changes nothing of what the guest owes for the others. */
static void
test_worth_of_returned (void)
{
  static const struct {
    const char *type;
    const char *body;
    gint64      total_minor;
  } cases[] = {
    { "order-closed", "{}", 400 },
    { "line-discount-set", "{'line':'L1','kind':'rate','value':500000}", 400 },
    { "line-discount-set", "{'line':'L2','kind':'rate','value':500000}", 200 },
    { "order-discount-set", "{'kind':'rate','value':500000}", 200 },
    { "order-discount-set", "{'kind':'comp','value':0,'reason':'x'}", 0 },
    { "line-voided", "{'line':'L2'}", 0 },
    { "line-quantity-changed", "{'line':'L1','by':1}", 1000 },
    { "line-quantity-changed", "{'line':'L2','by':1}", 800 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();

    domain_add_line (order, "L1", 1, 600);
    domain_add_line (order, "L2", 1, 400);
    g_assert_true (try_fact (order, "cash-taken", CASH ("P1", "1000")));
    g_assert_true (try_fact (order, "cash-returned", "{'refund':'R1','payment':'P1','amount_minor':600,'cause':'guest',"
                                                     "'lines':[{'line':'L1','quantity':1,'amount_minor':600,'tax_minor':34}]}"));
    g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
    g_assert_true (try_fact (order, cases[i].type, cases[i].body));
    g_test_message ("%s %s", cases[i].type, cases[i].body);
    g_assert_cmpint (domain_compute_total (order), ==, cases[i].total_minor);
  }
}

/* The guest kept the dish and got 100 for a hair in it. */
static void
test_given_for_nothing (void)
{
  g_autoptr (TrivetOrder) order = make_state (&states[4]);

  g_assert_true (try_fact (order, "cash-returned", BACK ("R1", "P1", "100", "guest")));
  g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
  g_assert_cmpint (domain_compute_total (order), ==, 900);
  domain_add_line (order, "L2", 1, 300);
  g_assert_cmpint (domain_compute_total (order), ==, 1200);
  g_assert_true (try_fact (order, "cash-taken", CASH ("P3", "300")));
  g_assert_cmpint (order->settled_at_us, >, 0);
  g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
  g_assert_true (try_fact (order, "line-voided", "{'line':'L1'}"));
  g_assert_cmpint (domain_compute_total (order), ==, 200);
  g_assert_true (try_fact (order, "order-closed", "{}"));
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 1000);
  g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
  g_assert_true (try_fact (order, "line-voided", "{'line':'L2'}"));
  g_assert_cmpint (domain_compute_total (order), ==, 0);
}

/* Checks of a split share what was given back; their sums add up to the order. */
static void
test_split_after_return (void)
{
  static const char *const splits[] = {
    "{'kind':'equal','checks':3}",
    "{'kind':'amounts','checks':3,'amounts':[150,1]}",
    "{'kind':'lines','checks':3}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++) {
    g_autoptr (TrivetOrder) order = make_state (&states[4]);
    g_auto (TrivetTotals) totals = { 0 };
    g_autoptr (GPtrArray) checks = NULL;
    gint64 sum = 0;

    g_assert_true (try_fact (order, RETURN_DISH));
    g_assert_true (try_fact (order, "cash-returned", BACK ("R2", "P1", "33", "guest")));
    g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
    domain_add_line (order, "L2", 1, 331);
    domain_add_line (order, "L3", 3, 19);
    g_assert_true (try_fact (order, "checks-set", splits[i]));
    g_assert_true (try_fact (order, "line-shares-set", "{'line':'L1','shares':[{'check':1,'weight':1},{'check':2,'weight':2}]}"));
    g_assert_true (try_fact (order, "line-shares-set", "{'line':'L2','shares':[{'check':3,'weight':1}]}"));
    g_assert_true (try_fact (order, "order-tip-set", "{'check':2,'amount_minor':70}"));
    g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
    g_assert_cmpint (totals.total_minor, ==, 467 + 331 + 57 + 70);
    checks = trivet_order_compute_checks (order, &totals);
    for (int k = 1; k <= 3; k++) {
      g_assert_cmpint (trivet_checks_lookup (checks, k)->total_minor, >=, k == 2 ? 70 : 0);
      sum += trivet_checks_lookup (checks, k)->total_minor;
    }
    g_assert_cmpint (sum, ==, totals.total_minor);
  }
}

static void
test_less (void)
{
  g_autoptr (TrivetOrder) order = make_state (&states[4]);

  g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
  g_assert_true (try_fact (order, "order-discount-set", "{'kind':'amount','value':700}"));
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  g_assert_true (try_fact (order, "order-closed", "{}"));
  /* 400 by the wallet, which had as much; the rest out of the drawer. */
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 700);
  g_assert_cmpint (trivet_order_get_cash_back_minor (order), ==, 300);
  g_assert_true (try_fact (order, "refund-started", BACK ("R1", "P2", "400", "surplus")));
  g_assert_cmpint (trivet_order_get_cash_back_minor (order), ==, 300);
  g_assert_true (try_fact (order, "cash-returned", BACK ("R2", "P1", "300", "surplus")));
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  g_assert_cmpint (trivet_order_get_cash_back_minor (order), ==, 0);
  g_assert_cmpint (order->settled_at_us, >, 0);
}

static void
test_more (void)
{
  g_autoptr (TrivetOrder) order = make_state (&states[4]);

  g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
  domain_add_line (order, "L2", 1, 500);
  g_assert_false (try_fact (order, "order-closed", "{}"));
  g_assert_true (try_fact (order, "cash-taken", CASH ("P3", "200")));
  g_assert_true (trivet_order_is_open (order));
  g_assert_true (try_fact (order, "cash-taken", CASH ("P4", "300")));
  g_assert_cmpint (order->settled_at_us, >, 0);
  g_assert_cmpint (order->reopened_at_us, ==, 0);
  g_assert_cmpint (order->corrections, ==, 1);
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
}

static void
test_one_bill (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GPtrArray) checks = NULL;

  domain_add_line (order, "L1", 1, 1000);
  g_assert_true (try_fact (order, "checks-set", "{'kind':'equal','checks':2}"));
  g_assert_true (try_fact (order, "cash-taken", "{'payment':'P1','amount_minor':500,'tendered_minor':500,'change_minor':0,'check':1}"));
  g_assert_true (try_fact (order, "cash-taken", "{'payment':'P2','amount_minor':500,'tendered_minor':500,'change_minor':0,'check':2}"));
  g_assert_true (try_fact (order, "order-reopened", "{'reason':'x'}"));
  domain_add_line (order, "L2", 1, 300);
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  checks = trivet_order_compute_checks (order, &totals);
  g_assert_cmpuint (checks->len, ==, 1);
  g_assert_cmpint (trivet_checks_lookup (checks, 1)->due_minor, ==, 300);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/reopen/states", test_states);
  g_test_add_func ("/domain/reopen/needs-reason", test_needs_reason);
  g_test_add_func ("/domain/reopen/events", test_events);
  g_test_add_func ("/domain/reopen/events-after-return", test_events_after_return);
  g_test_add_func ("/domain/reopen/worth-of-returned", test_worth_of_returned);
  g_test_add_func ("/domain/reopen/given-for-nothing", test_given_for_nothing);
  g_test_add_func ("/domain/reopen/split-after-return", test_split_after_return);
  g_test_add_func ("/domain/reopen/less", test_less);
  g_test_add_func ("/domain/reopen/more", test_more);
  g_test_add_func ("/domain/reopen/one-bill", test_one_bill);

  return g_test_run ();
}
