/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: no choice of promotions is better than the one that is made, nothing is taken twice or below
 * zero, and what is worked out is what is charged. Method: random small orders against a search that
 * tries everything; random large ones for what must always hold. */

#include "prices-bench.h"

#define MAX_UNITS 7

/* What a unit costs, and what each rule says of it: all that trying everything needs. */
typedef struct {
  int  n_units;
  int  price[MAX_UNITS];
  char sku[MAX_UNITS];
  int  n_rules;
  struct {
    char kind; /* r, a, p, b, s */
    int  value;
    int  buy;
    int  get;
    char parts[3]; /* a sku each, '*' for any, 0 for the end */
  } rules[4];
  gint64 memo[1 << MAX_UNITS];
} Small;

static gboolean
fits (char part,
      char sku)
{
  return part == '*' || part == sku;
}

static gint64
alone (const Small *small,
       int          unit)
{
  gint64 best = 0;

  for (int i = 0; i < small->n_rules; i++) {
    gint64 off = 0;

    if (!fits (small->rules[i].parts[0], small->sku[unit]))
      continue;
    if (small->rules[i].kind == 'r')
      off = (small->price[unit] * (gint64) small->rules[i].value + 500000) / 1000000;
    else if (small->rules[i].kind == 'a')
      off = MIN (small->rules[i].value, small->price[unit]);
    else if (small->rules[i].kind == 'p')
      off = MAX (small->price[unit] - small->rules[i].value, 0);
    best = MAX (best, off);
  }

  return best;
}

/* Whether the units of @mask can fill the parts of a set, one each. */
static gboolean
can_fill (const Small *small,
          const char  *parts,
          guint        mask)
{
  if (*parts == '\0')
    return mask == 0;
  for (int i = 0; i < small->n_units; i++) {
    if ((mask & 1u << i) != 0 && fits (*parts, small->sku[i]) && can_fill (small, parts + 1, mask & ~(1u << i)))
      return TRUE;
  }

  return FALSE;
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Returns: what the rule takes off exactly these units as one bundle, -1 when they are none */
static gint64
bundle (const Small *small,
        int          rule,
        guint        mask)
{
  int    prices[MAX_UNITS];
  int    n = 0;
  gint64 sum = 0;

  for (int i = 0; i < small->n_units; i++) {
    if ((mask & 1u << i) == 0)
      continue;
    if (small->rules[rule].kind == 'b' && !fits (small->rules[rule].parts[0], small->sku[i]))
      return -1;
    prices[n++] = small->price[i];
    sum += small->price[i];
  }
  if (small->rules[rule].kind == 's')
    return can_fill (small, small->rules[rule].parts, mask) ? MAX (sum - small->rules[rule].value, 0) : -1;
  if (small->rules[rule].kind != 'b' || n != small->rules[rule].buy + small->rules[rule].get)
    return -1;

  qsort (prices, (size_t) n, sizeof *prices, compare_ints);
  sum = 0;
  for (int i = 0; i < small->rules[rule].get; i++)
    sum += (prices[i] * (gint64) small->rules[rule].value + 500000) / 1000000;

  return sum;
}

static gint64
try_everything (Small *small,
                guint  left)
{
  int    unit;
  gint64 best;

  if (left == 0)
    return 0;
  if (small->memo[left] >= 0)
    return small->memo[left];
  unit = __builtin_ctz (left);
  best = alone (small, unit) + try_everything (small, left & ~(1u << unit));
  for (guint others = left & ~(1u << unit);; others = (others - 1) & left & ~(1u << unit)) {
    for (int rule = 0; rule < small->n_rules; rule++) {
      gint64 off = bundle (small, rule, others | 1u << unit);

      if (off >= 0)
        best = MAX (best, off + try_everything (small, left & ~(others | 1u << unit)));
    }
    if (others == 0)
      break;
  }
  small->memo[left] = best;

  return best;
}

static guint
below (TrivetSeededRandom *random,
       guint               n)
{
  return trivet_seeded_random_below (random, n);
}

static void
make_rule (Small              *small,
           TrivetSeededRandom *random,
           TrivetPriceBook    *book)
{
  static const char *const kinds[] = { "rate", "amount", "price", "buy-get", "set" };
  static const char        letters[] = "rapbs";
  int                      n = small->n_rules++;
  guint                    kind = below (random, 5);
  guint                    n_parts = kind == 4 ? 2 + below (random, 2) : 1;
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *body = NULL;

  memset (small->rules[n].parts, 0, sizeof small->rules[n].parts);
  for (guint i = 0; i < MIN (n_parts, 2); i++) {
    char sku = "*ABC"[below (random, 4)];

    small->rules[n].parts[i] = sku;
    g_string_append_printf (parts, sku == '*' ? "%s{}" : "%s{'skus':['%c']}", i > 0 ? "," : "", sku);
  }
  small->rules[n].kind = letters[kind];
  small->rules[n].value = kind == 0 || kind == 3 ? (int) below (random, 11) * 100000 : (int) below (random, 3000);
  small->rules[n].buy = 1 + (int) below (random, 3);
  small->rules[n].get = 1 + (int) below (random, 2);
  body = g_strdup_printf ("{'id':'r%d','name':'R','kind':'%s','value':%d,'buy':%d,'get':%d,'parts':[%s]}", n, kinds[kind],
                          small->rules[n].value, small->rules[n].buy, small->rules[n].get, parts->str);
  prices_bench_add_rule (book, "promotion-set", body);
}

static void
test_against_everything (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (2026);

  for (int round = 0; round < DOMAIN_ROUNDS (4000); round++) {
    g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
    g_autoptr (TrivetOrder) order = domain_open_order ();
    Small small = { 0 };

    memset (small.memo, -1, sizeof small.memo);
    while (small.n_units < MAX_UNITS) {
      int              quantity = 1 + (int) below (random, (guint) MIN (3, MAX_UNITS - small.n_units));
      int              cost = (int) below (random, 40) * 50;
      char             sku[] = { "ABC"[below (random, 3)], '\0' };
      g_autofree char *line = g_strdup_printf ("L%u%d", below (random, 90), small.n_units);

      prices_bench_add_dish (order, line, sku, "c", quantity, cost, 2000);
      for (int i = 0; i < quantity; i++) {
        small.price[small.n_units] = cost;
        small.sku[small.n_units++] = *sku;
      }
    }
    for (guint i = 1 + below (random, 3); i > 0; i--)
      make_rule (&small, random, book);
    g_assert_cmpint (prices_bench_price (book, order), ==, try_everything (&small, (1u << small.n_units) - 1));
  }
}

/* The same lines in another order cost the same, and the text of the fact is the same. */
static void
assert_order_of_lines_is_nothing (TrivetPriceBook    *book,
                                  TrivetOrder        *order,
                                  TrivetSeededRandom *random)
{
  g_autoptr (TrivetOrder) other = trivet_order_copy (order);

  for (guint i = other->lines->len; i > 1; i--) {
    guint    j = below (random, i);
    gpointer line = other->lines->pdata[j];

    other->lines->pdata[j] = other->lines->pdata[i - 1];
    other->lines->pdata[i - 1] = line;
  }
  g_assert_null (trivet_price_book_price (book, other, prices_bench_zone));
}

/* Prices that are out of date, because lines changed since, still never take more than there is, and
 * the books still balance (finish() in the ledger asserts it). */
static void
assert_stale_prices_are_safe (TrivetOrder        *order,
                              TrivetSeededRandom *random)
{
  g_autoptr (GArray) postings = trivet_ledger_new_postings ();
  g_autoptr (TrivetFact) closed = domain_fact ("order-closed", 9000, "{}");
  g_auto (TrivetTotals) totals = { 0 };
  gint64 sum = 0;

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (below (random, 2) == 0)
      domain_apply (order, "line-quantity-changed", 6000, "{'line':'%s','by':-%u}", line->line_id, 1 + below (random, 3));
  }
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  for (guint i = 0; i < totals.lines->len; i++) {
    g_assert_cmpint (g_array_index (totals.lines, TrivetLineTotal, i).net_minor, >=, 0);
    sum += g_array_index (totals.lines, TrivetLineTotal, i).net_minor;
  }
  g_assert_cmpint (sum, ==, totals.subtotal_minor - totals.promotion_minor - totals.order_discount_minor);
  order->settled_at_us = 9000;
  g_assert_true (trivet_ledger_post_order (closed, FALSE, order, postings, NULL));
}

static void
test_random (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (7);

  for (int round = 0; round < DOMAIN_ROUNDS (600); round++) {
    g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
    g_autoptr (TrivetOrder) order = domain_open_order ();
    Small small = { 0 };

    for (guint i = 0; i < 1 + below (random, 25); i++) {
      g_autofree char *line = g_strdup_printf ("L%03u%u", below (random, 1000), i);
      char             sku[] = { "ABC"[below (random, 3)], '\0' };

      prices_bench_add_dish (order, line, sku, "c", 1 + (int) below (random, round % 10 == 0 ? 500 : 6), (int) below (random, 4000), 2000);
    }
    while (small.n_rules < 4)
      make_rule (&small, random, book);
    prices_bench_add_rule (book, "promotion-set", "{'id':'o','name':'O','kind':'order-amount','value':3000,'threshold_minor':9000,'parts':[{}]}");
    prices_bench_add_rule (book, "charge-set", "{'id':'s','name':'S','kind':'rate','value':125000,'tax_rate_ppm':60000,'tax_included':true}");
    if (below (random, 3) == 0)
      domain_apply (order, "order-discount-set", 3000, "{'kind':'rate','value':%u}", below (random, 1000001));
    domain_apply (order, "order-tip-set", 3000, "{'amount_minor':%u}", below (random, 900));

    prices_bench_price (book, order);
    assert_order_of_lines_is_nothing (book, order, random);
    assert_stale_prices_are_safe (order, random);
  }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  prices_bench_zone = g_time_zone_new_identifier ("Asia/Shanghai");

  g_test_add_func ("/prices/against-everything", test_against_everything);
  g_test_add_func ("/prices/random", test_random);

  result = g_test_run ();
  g_time_zone_unref (prices_bench_zone);

  return result;
}
