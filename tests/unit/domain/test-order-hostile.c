/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a fact that lies is an error of the right kind and leaves the order as it was; the largest
 * order does not overflow. Method: a table of lies, the limits to the last unit, and random bodies
 * for every type of fact. */

#include "domain-bench.h"

#define BODY     TRIVET_FACT_ERROR_BODY
#define CONFLICT TRIVET_FACT_ERROR_CONFLICT

#define LINE(id, quantity, price, tax, modifiers)                                           \
  "{'line':'" id "','sku':'S','name':'N','quantity':" quantity ",'unit_price_minor':" price \
  ",'tax_rate_ppm':" tax ",'tax_included':true,'modifiers':" modifiers "}"
#define STARTED(id, amount) "{'payment':'" id "','method':'alipay','amount_minor':" amount "}"
#define CASH(id, amount, tendered, change) \
  "{'payment':'" id "','amount_minor':" amount ",'tendered_minor':" tendered ",'change_minor':" change "}"

typedef struct {
  const char     *type;
  const char     *body;
  TrivetFactError code;
} Lie;

/* Told to an open order with the line L1 (1 at 1000), P1 asked and P2 (200) paid. */
static const Lie lies_to_open[] = {
  { "order-opened", "{'number':'2','currency':'CNY'}", CONFLICT },
  { "order-opened", "{'number':'2'}", BODY },
  { "order-opened", "{'number':2,'currency':'CNY'}", BODY },
  { "order-opened", "{'number':'2','currency':'ZZZ'}", BODY },
  { "order-labelled", "{}", BODY },
  { "order-note-set", "{'note':7}", BODY },
  { "order-voided", "{'reason':'x'}", CONFLICT },
  { "order-discount-set", "{'kind':'gift','value':1}", BODY },
  { "order-discount-set", "{'kind':'rate','value':1000001}", BODY },
  { "order-discount-set", "{'kind':'amount','value':-1}", BODY },
  { "order-discount-set", "{'kind':'rate'}", BODY },
  { "line-added", LINE ("L1", "1", "1", "0", "[]"), CONFLICT },
  { "line-added", LINE ("L2", "0", "1", "0", "[]"), BODY },
  { "line-added", LINE ("L2", "10000", "1", "0", "[]"), BODY },
  { "line-added", LINE ("L2", "1.5", "1", "0", "[]"), BODY },
  { "line-added", LINE ("L2", "1", "10000000001", "0", "[]"), BODY },
  { "line-added", LINE ("L2", "1", "-10000000001", "0", "[]"), BODY },
  { "line-added", LINE ("L2", "1", "9223372036854775807", "0", "[]"), BODY },
  { "line-added", LINE ("L2", "1", "1", "1000001", "[]"), BODY },
  { "line-added", LINE ("L2", "1", "1", "-1", "[]"), BODY },
  { "line-added", LINE ("L2", "1", "1", "0", "{}"), BODY },
  { "line-added", LINE ("L2", "1", "1", "0", "[7]"), BODY },
  { "line-added", LINE ("L2", "1", "1", "0", "[{'group':'g'}]"), BODY },
  { "line-added", LINE ("L2", "1", "1", "0", "[{'group':'g','option':'o','name':'n','price_minor':99999999999}]"), BODY },
  { "line-added", "{'line':'L2'}", BODY },
  { "line-quantity-changed", "{'line':'L9','by':1}", CONFLICT },
  { "line-quantity-changed", "{'line':'L1'}", BODY },
  { "line-quantity-changed", "{'line':'L1','by':9999}", CONFLICT },
  { "line-quantity-changed", "{'line':'L1','by':9223372036854775807}", BODY },
  { "line-quantity-changed", "{'line':'L1','by':-10000}", BODY },
  { "line-modifiers-set", "{'line':'L9','modifiers':[]}", CONFLICT },
  { "line-modifiers-set", "{'line':'L1','modifiers':[{}]}", BODY },
  { "line-note-set", "{'line':'L9','note':'x'}", CONFLICT },
  { "line-note-set", "{'line':'L1'}", BODY },
  { "line-discount-set", "{'line':'L9','kind':'none','value':0}", CONFLICT },
  { "line-discount-set", "{'line':'L1','kind':'none'}", BODY },
  { "line-voided", "{'line':'L9'}", CONFLICT },
  { "line-voided", "{}", BODY },
  { "payment-started", STARTED ("P1", "1"), CONFLICT },
  { "payment-started", STARTED ("P3", "0"), BODY },
  { "payment-started", STARTED ("P3", "-1"), BODY },
  { "payment-started", STARTED ("P3", "1000000000000001"), BODY },
  { "payment-asked", "{'payment':'P9'}", CONFLICT },
  { "payment-asked", "{}", BODY },
  { "payment-asked", "{'payment':'P2'}", CONFLICT },
  { "payment-declined", "{'payment':'P2','reason':'x'}", CONFLICT },
  { "payment-reversed", "{'payment':'P2','money_returned':true}", CONFLICT },
  { "payment-paid", "{'payment':'P9','amount_minor':1}", CONFLICT },
  { "payment-paid", "{'payment':'P1','amount_minor':299}", CONFLICT },
  { "payment-paid", "{'payment':'P1'}", BODY },
  { "payment-paid", "{'payment':'P2','amount_minor':200}", CONFLICT },
  { "payment-alarm", "{'payment':'P9','reason':'x'}", CONFLICT },
  { "cash-taken", CASH ("P1", "1", "1", "0"), CONFLICT },
  { "cash-taken", CASH ("P3", "5", "4", "-1"), BODY },
  { "cash-taken", CASH ("P3", "5", "10", "4"), CONFLICT },
  { "cash-taken", CASH ("P3", "0", "0", "0"), BODY },
  { "print-requested", "{'job':'J'}", BODY },
  { "store-created", "{}", CONFLICT },
  { "menu-item-set", "{}", CONFLICT },
};

/* Told to an order that is settled or void: it cannot change any more. */
static const Lie lies_to_closed[] = {
  { "order-labelled", "{'label':'x'}", CONFLICT },
  { "order-note-set", "{'note':'x'}", CONFLICT },
  { "order-held", "{}", CONFLICT },
  { "order-recalled", "{}", CONFLICT },
  { "order-voided", "{'reason':'x'}", CONFLICT },
  { "order-discount-set", "{'kind':'none','value':0}", CONFLICT },
  { "line-added", LINE ("L2", "1", "1", "0", "[]"), CONFLICT },
  { "line-quantity-changed", "{'line':'L1','by':1}", CONFLICT },
  { "line-modifiers-set", "{'line':'L1','modifiers':[]}", CONFLICT },
  { "line-note-set", "{'line':'L1','note':'x'}", CONFLICT },
  { "line-discount-set", "{'line':'L1','kind':'none','value':0}", CONFLICT },
  { "line-voided", "{'line':'L1'}", CONFLICT },
};

static void
assert_lie (TrivetOrder *order,
            const Lie   *lie)
{
  g_autoptr (TrivetFact) fact = domain_fact (lie->type, 50, "%s", lie->body);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = domain_dump_order (order);
  g_autofree char *after = NULL;

  g_test_message ("%s %s", lie->type, lie->body);
  g_assert_false (trivet_order_apply (order, fact, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, (int) lie->code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  after = domain_dump_order (order);
  g_assert_cmpstr (before, ==, after);
}

static TrivetOrder *
order_in_the_middle (void)
{
  TrivetOrder *order = domain_open_order ();

  domain_add_line (order, "L1", 1, 1000);
  domain_apply (order, "payment-started", 10, STARTED ("P1", "300"));
  domain_apply (order, "payment-asked", 10, "{'payment':'P1'}");
  domain_apply (order, "payment-started", 10, STARTED ("P2", "200"));
  domain_apply (order, "payment-paid", 10, "{'payment':'P2','amount_minor':200}");

  return order;
}

static void
test_open (void)
{
  g_autoptr (TrivetOrder) order = order_in_the_middle ();

  for (gsize i = 0; i < G_N_ELEMENTS (lies_to_open); i++)
    assert_lie (order, &lies_to_open[i]);
}

static void
test_closed (void)
{
  g_autoptr (TrivetOrder) settled = order_in_the_middle ();
  g_autoptr (TrivetOrder) empty = domain_open_order ();

  domain_apply (settled, "cash-taken", 11, CASH ("P3", "800", "800", "0"));
  g_assert_cmpint (settled->settled_at_us, ==, 11);
  domain_add_line (empty, "L1", 1, 1000);
  domain_apply (empty, "order-voided", 11, "{'reason':'left'}");
  for (gsize i = 0; i < G_N_ELEMENTS (lies_to_closed); i++) {
    assert_lie (settled, &lies_to_closed[i]);
    assert_lie (empty, &lies_to_closed[i]);
  }
}

static void
test_not_opened (void)
{
  g_autoptr (TrivetOrder) order = trivet_order_new (DOMAIN_ORDER);
  g_autoptr (TrivetFact) stranger =
    domain_fact_about ("another", "order-opened", 1, "{\"number\":\"1\",\"currency\":\"CNY\"}");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lies_to_closed); i++)
    assert_lie (order, &lies_to_closed[i]);
  g_assert_false (trivet_order_apply (order, stranger, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, CONFLICT);
}

/* As many, as much and as dear as allowed, with tax on top: the sum is exact, and one more of
 * anything is refused. */
static void
test_limits (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GString) modifiers = g_string_new ("[");
  gint64 units = TRIVET_ORDER_MAX_MODIFIERS + 1;
  gint64 gross = units * TRIVET_ORDER_MAX_PRICE_MINOR * TRIVET_ORDER_MAX_QUANTITY * TRIVET_ORDER_MAX_LINES;
  Lie    more = { "line-added", LINE ("one-more", "1", "1", "0", "[]"), CONFLICT };

  for (int i = 0; i < TRIVET_ORDER_MAX_MODIFIERS; i++)
    g_string_append_printf (modifiers, "%s{'group':'g','option':'o','name':'n','price_minor':%" G_GINT64_FORMAT "}",
                            i > 0 ? "," : "", TRIVET_ORDER_MAX_PRICE_MINOR);
  g_string_append_c (modifiers, ']');
  for (int i = 0; i < TRIVET_ORDER_MAX_LINES; i++)
    domain_apply (order, "line-added", 1,
                  "{'line':'L%d','sku':'S','name':'N','quantity':%d,'unit_price_minor':%" G_GINT64_FORMAT
                  ",'tax_rate_ppm':1000000,'tax_included':false,'modifiers':%s}",
                  i, TRIVET_ORDER_MAX_QUANTITY, TRIVET_ORDER_MAX_PRICE_MINOR, modifiers->str);
  assert_lie (order, &more);

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.subtotal_minor, ==, gross);
  g_assert_cmpint (totals.tax_added_minor, ==, gross);
  g_assert_cmpint (totals.total_minor, ==, 2 * gross);
  trivet_totals_clear (&totals);

  domain_apply (order, "order-discount-set", 1, "{'kind':'rate','value':333333,'name':'x'}");
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.order_discount_minor, ==, (gint64) (((__int128) gross * 333333 + 500000) / 1000000));
}

static void
test_too_many_choices (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (GString) body = g_string_new ("{'line':'L1','modifiers':[");
  Lie lie = { "line-modifiers-set", NULL, BODY };

  domain_add_line (order, "L1", 1, 1000);
  for (int i = 0; i <= TRIVET_ORDER_MAX_MODIFIERS; i++)
    g_string_append_printf (body, "%s{'group':'g','option':'o','name':'n','price_minor':1}", i > 0 ? "," : "");
  g_string_append (body, "]}");
  lie.body = body->str;
  assert_lie (order, &lie);
}

static void
test_too_many_payments (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  Lie lie = { "cash-taken", CASH ("one-more", "1", "1", "0"), CONFLICT };

  domain_add_line (order, "L1", 1, 1000);
  for (int i = 0; i < TRIVET_ORDER_MAX_TENDERS; i++)
    domain_apply (order, "payment-started", 1, "{'payment':'P%d','method':'alipay','amount_minor':%" G_GINT64_FORMAT "}", i,
                  TRIVET_ORDER_MAX_AMOUNT_MINOR);
  assert_lie (order, &lie);
  g_assert_cmpint (trivet_order_get_open_minor (order), ==, TRIVET_ORDER_MAX_TENDERS * TRIVET_ORDER_MAX_AMOUNT_MINOR);
}

static const char *const members[] = {
  "line",
  "sku",
  "name",
  "quantity",
  "unit_price_minor",
  "tax_rate_ppm",
  "tax_included",
  "modifiers",
  "by",
  "kind",
  "value",
  "payment",
  "method",
  "amount_minor",
  "tendered_minor",
  "change_minor",
  "number",
  "currency",
  "label",
  "note",
  "document",
  "table",
  "guests",
  "staff",
  "into",
  "to",
  "from",
  "seat",
  "course",
  "shares",
  "lines",
  "checks",
  "amounts",
  "sent",
  "check",
  "promotions",
  "charges",
  "promotion",
  "member",
};

static const char *const values[] = {
  "'L1'",
  "'L2'",
  "'P1'",
  "'P2'",
  "'rate'",
  "'amount'",
  "'none'",
  "'CNY'",
  "'receipt'",
  "''",
  "0",
  "1",
  "-1",
  "200",
  "300",
  "9999",
  "1000000",
  "9223372036854775807",
  "-9223372036854775808",
  "1.5",
  "true",
  "null",
  "{}",
  "[]",
  "[null]",
  "[{'group':'g','option':'o','name':'n','price_minor':-5}]",
  "[{'line':'L1','quantity':2}]",
  "[{'line':'L1','quantity':-1},{'line':'L2','quantity':1}]",
  "[{'check':1,'weight':1},{'check':2,'weight':2}]",
  "[100]",
  "[{'promotion':'p','name':'n','amount_minor':700,'lines':[{'line':'L1','amount_minor':999}]}]",
  "[{'id':'c','name':'n','kind':'rate','value':250000,'tax_rate_ppm':1000000,'tax_included':false}]",
  "[{'id':'c','name':'n','kind':'item','value':10000000000,'tax_rate_ppm':1000000,'tax_included':false}]",
  "'equal'",
  "'amounts'",
  "'lines'",
  "'table'",
  "'\\u0000'",
};

static char *
random_body (TrivetSeededRandom *random)
{
  GString *body = g_string_new ("{");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    if (trivet_seeded_random_chance (random, 150))
      continue;
    g_string_append_printf (body, "%s'%s':%s", body->len > 1 ? "," : "", members[i],
                            values[trivet_seeded_random_below (random, G_N_ELEMENTS (values))]);
  }
  g_string_append_c (body, '}');

  return g_strdelimit (g_string_free (body, FALSE), "'", '"');
}

/* Whatever was believed, the totals exist; whatever was not, changed nothing. */
static void
test_random (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (11);
  g_autoptr (TrivetOrder) order = NULL;
  guint n_believed = 0;

  for (int i = 0; i < DOMAIN_ROUNDS (30000); i++) {
    TrivetFactType   type = 1 + trivet_seeded_random_below (random, TRIVET_N_FACT_TYPES - 1);
    g_autofree char *body = random_body (random);
    g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, trivet_fact_type_get_name (type), i, body);
    g_autoptr (GError) error = NULL;
    g_auto (TrivetTotals) totals = { 0 };
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    if (order == NULL || i % 100 == 0) {
      g_clear_pointer (&order, trivet_order_unref);
      order = i % 700 == 0 ? trivet_order_new (DOMAIN_ORDER) : order_in_the_middle ();
    }
    before = domain_dump_order (order);
    if (trivet_order_apply (order, fact, &error)) {
      n_believed++;
      g_assert_no_error (error);
    } else {
      g_assert_true (error != NULL && error->domain == TRIVET_FACT_ERROR);
      after = domain_dump_order (order);
      g_assert_cmpstr (before, ==, after);
    }
    g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
    g_assert_cmpint (totals.total_minor, >=, 0);
  }
  g_test_message ("%u of %d were believed", n_believed, DOMAIN_ROUNDS (30000));
  g_assert_cmpuint (n_believed, >, DOMAIN_ROUNDS (1000));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order/lies/open", test_open);
  g_test_add_func ("/domain/order/lies/closed", test_closed);
  g_test_add_func ("/domain/order/lies/not-opened", test_not_opened);
  g_test_add_func ("/domain/order/limits/sum", test_limits);
  g_test_add_func ("/domain/order/limits/choices", test_too_many_choices);
  g_test_add_func ("/domain/order/limits/payments", test_too_many_payments);
  g_test_add_func ("/domain/order/lies/random", test_random);

  return g_test_run ();
}
