/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the facts that move lines and share them are believed in the right states of an order and in
 * no other, and a refused one changes nothing. Method: a table of every such fact against every state,
 * and what each leaves behind. */

#include "domain-bench.h"

#define RECEIVED(id, n, price)                                                            \
  "{'line':'" id "','sku':'D01','name':'Dish','quantity':" n ",'unit_price_minor':" price \
  ",'tax_rate_ppm':60000,'tax_included':true,'modifiers':[],'from':'OTHER'"

typedef enum {
  OPEN,
  HELD,
  SETTLED,
  VOIDED,
  MERGED,
  N_STATES,
} State;

/* L1 has 3 pieces at 1000, two of them at the kitchen. */
static TrivetOrder *
order_in_state (State state)
{
  TrivetOrder *order = domain_open_order ();

  domain_add_line (order, "L1", 3, 1000);
  domain_apply (order, "lines-sent", 2500, "{'lines':[{'line':'L1','quantity':2}]}");
  switch (state) {
  case OPEN:
  case N_STATES:
    break;
  case HELD:
    domain_apply (order, "order-held", 3000, "{}");
    break;
  case SETTLED:
    domain_apply (order, "cash-taken", 3000, "{'payment':'P','amount_minor':3000,'tendered_minor':3000,'change_minor':0}");
    break;
  case VOIDED:
    domain_apply (order, "order-voided", 3000, "{'reason':'x'}");
    break;
  case MERGED:
    domain_apply (order, "line-moved", 3000, "{'line':'L1','to':'OTHER'}");
    domain_apply (order, "order-merged", 3000, "{'into':'OTHER'}");
    break;
  }

  return order;
}

typedef struct {
  const char *type;
  const char *body;
  const char *believed; /* by state: y or n */
} Row;

static const Row rows[] = {
  { "line-moved", "{'line':'L1','to':'OTHER'}", "yynnn" },
  { "line-moved", "{'line':'L1','to':'OTHER','quantity':2}", "yynnn" },
  { "line-moved", "{'line':'L1','to':'OTHER','quantity':4}", "nnnnn" },
  { "line-moved", "{'line':'L1','to':'OTHER','quantity':0}", "nnnnn" },
  { "line-moved", "{'line':'L9','to':'OTHER'}", "nnnnn" },
  { "line-moved", "{'line':'L1'}", "nnnnn" },
  { "line-received", RECEIVED ("L2", "2", "500") "}", "yynnn" },
  { "line-received", RECEIVED ("L1", "2", "1000") "}", "yynnn" },
  { "line-received", RECEIVED ("L1", "2", "999") "}", "nnnnn" },
  { "line-received", RECEIVED ("L1", "9998", "1000") "}", "nnnnn" },
  { "line-received", RECEIVED ("L2", "2", "500") ",'kind':'gift','value':1}", "nnnnn" },
  { "line-received", "{'line':'L2','sku':'D','name':'D','quantity':1,'unit_price_minor':1,'tax_rate_ppm':0,'modifiers':[]}", "nnnnn" },
  { "line-shares-set", "{'line':'L1','shares':[{'check':1,'weight':1},{'check':2,'weight':2}]}", "yynnn" },
  { "line-shares-set", "{'line':'L1','shares':[]}", "yynnn" },
  { "line-shares-set", "{'line':'L1','shares':[{'check':1,'weight':1},{'check':1,'weight':2}]}", "nnnnn" },
  { "line-shares-set", "{'line':'L1','shares':[{'check':0,'weight':1}]}", "nnnnn" },
  { "line-shares-set", "{'line':'L1','shares':[{'check':51,'weight':1}]}", "nnnnn" },
  { "line-shares-set", "{'line':'L1','shares':[{'check':1,'weight':0}]}", "nnnnn" },
  { "line-shares-set", "{'line':'L1','shares':[7]}", "nnnnn" },
  { "line-shares-set", "{'line':'L9','shares':[]}", "nnnnn" },
  { "checks-set", "{'kind':'none'}", "yynnn" },
  { "checks-set", "{'kind':'lines','checks':3}", "yynnn" },
  { "checks-set", "{'kind':'equal','checks':50}", "yynnn" },
  { "checks-set", "{'kind':'equal','checks':51}", "nnnnn" },
  { "checks-set", "{'kind':'equal','checks':0}", "nnnnn" },
  { "checks-set", "{'kind':'equal'}", "nnnnn" },
  { "checks-set", "{'kind':'amounts','checks':3,'amounts':[100,200]}", "yynnn" },
  { "checks-set", "{'kind':'amounts','checks':3,'amounts':[100]}", "nnnnn" },
  { "checks-set", "{'kind':'amounts','checks':2,'amounts':[0]}", "nnnnn" },
  { "checks-set", "{'kind':'amounts','checks':2,'amounts':['1']}", "nnnnn" },
  { "checks-set", "{'kind':'seats','checks':2}", "nnnnn" },
  { "order-merged", "{'into':'OTHER'}", "nnnnn" }, /* it still has a line, or is closed */
  { "order-merged", "{'into':'01ARYZ6S41TSV4RRFFQ69G5FAV'}", "nnnnn" },
  { "order-merged", "{}", "nnnnn" },
  { "order-unmerged", "{}", "nnnny" },
};

static void
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    for (State state = OPEN; state < N_STATES; state++) {
      g_autoptr (TrivetOrder) order = order_in_state (state);
      g_autoptr (TrivetFact) fact = domain_fact (rows[i].type, 4000, "%s", rows[i].body);
      g_autoptr (GError) error = NULL;
      g_autofree char *before = domain_dump_order (order);
      g_autofree char *after = NULL;
      gboolean         believed;

      g_test_message ("%s %s in state %d", rows[i].type, rows[i].body, (int) state);
      believed = trivet_order_apply (order, fact, &error);
      g_assert_cmpint (believed, ==, rows[i].believed[state] == 'y');
      if (believed)
        continue;
      g_assert_nonnull (error);
      after = domain_dump_order (order);
      g_assert_cmpstr (after, ==, before);
    }
  }
}

static const TrivetOrderLine *
get_line (TrivetOrder *order,
          const char  *line_id)
{
  const TrivetOrderLine *line = trivet_order_lookup_line (order, line_id);

  g_assert_nonnull (line);

  return line;
}

static void
test_a_part_goes_and_comes_back (void)
{
  g_autoptr (TrivetOrder) order = order_in_state (OPEN);

  domain_apply (order, "line-moved", 4000, "{'line':'L1','to':'OTHER','quantity':2}");
  g_assert_cmpint (get_line (order, "L1")->quantity, ==, 1);
  g_assert_cmpint (get_line (order, "L1")->sent_quantity, ==, 1);
  g_assert_false (get_line (order, "L1")->voided);
  domain_apply (order, "line-received", 4100, "%s", RECEIVED ("L1", "2", "1000") ",'sent':1,'served':1}");
  g_assert_cmpint (get_line (order, "L1")->quantity, ==, 3);
  g_assert_cmpint (get_line (order, "L1")->sent_quantity, ==, 2);
  g_assert_cmpint (get_line (order, "L1")->served_quantity, ==, 1);
}

static void
test_a_line_goes_and_comes_back (void)
{
  g_autoptr (TrivetOrder) order = order_in_state (OPEN);

  domain_add_line (order, "L2", 1, 700);
  domain_apply (order, "line-moved", 4000, "{'line':'L1','to':'OTHER'}");
  g_assert_true (get_line (order, "L1")->voided);
  g_assert_cmpstr (get_line (order, "L1")->moved_to, ==, "OTHER");
  domain_apply (order, "line-received", 4100, "%s",
                RECEIVED ("L1", "3", "1000") ",'sent':9,'kind':'amount','value':50,'discount_name':'Friend'}");
  g_assert_false (get_line (order, "L1")->voided);
  g_assert_null (get_line (order, "L1")->moved_to);
  /* No more than there are, at its old place, with its discount. */
  g_assert_cmpint (get_line (order, "L1")->sent_quantity, ==, 3);
  g_assert_true (order->lines->pdata[0] == get_line (order, "L1"));
  g_assert_cmpint (get_line (order, "L1")->discount.value, ==, 50);
  g_assert_cmpstr (get_line (order, "L1")->discount.name, ==, "Friend");
  g_assert_cmpuint (order->lines->len, ==, 2);
}

static void
test_merge (void)
{
  g_autoptr (TrivetOrder) order = order_in_state (MERGED);
  g_autoptr (TrivetOrder) paid = order_in_state (OPEN);
  g_autoptr (TrivetFact) merged = domain_fact ("order-merged", 5000, "{'into':'OTHER'}");
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_order_is_open (order));
  g_assert_cmpstr (order->merged_into, ==, "OTHER");
  domain_apply (order, "order-unmerged", 5000, "{}");
  g_assert_true (trivet_order_is_open (order));
  g_assert_null (order->merged_into);

  /* Money does not go along unseen. */
  domain_apply (paid, "payment-started", 4000, "{'payment':'P','method':'alipay','amount_minor':100}");
  domain_apply (paid, "line-voided", 4100, "{'line':'L1'}");
  g_assert_false (trivet_order_apply (paid, merged, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order-moves/states", test_states);
  g_test_add_func ("/domain/order-moves/part", test_a_part_goes_and_comes_back);
  g_test_add_func ("/domain/order-moves/line", test_a_line_goes_and_comes_back);
  g_test_add_func ("/domain/order-moves/merge", test_merge);

  return g_test_run ();
}
