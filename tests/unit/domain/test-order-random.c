/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: totals are exact for any order, do not depend on the order of lines, and two registers'
 * facts merge. Method: random orders from a seed, compared with a slow count written from the rules
 * alone (exact fractions in 128 bits), and random interleavings of two journals. */

#include "domain-bench.h"

#include <string.h>

#define MAX_LINES 12

typedef struct {
  gint64   unit;
  gint64   quantity;
  gint64   rate_ppm;
  gboolean included;
  gboolean voided;
  int      kind;
  gint64   value;
} Line;

typedef struct {
  Line   lines[MAX_LINES];
  guint  n_lines;
  int    kind;
  gint64 value;
} Plan;

typedef struct {
  gint64 subtotal;
  gint64 discount;
  gint64 tax_included;
  gint64 tax_added;
} Answer;

/* n ÷ d to the nearest whole, a half upwards; nothing here is negative. */
static gint64
nearest (__int128 n,
         __int128 d)
{
  return (gint64) ((2 * n + d) / (2 * d));
}

static gint64
naive_discount (int    kind,
                gint64 value,
                gint64 base)
{
  if (kind == TRIVET_DISCOUNT_AMOUNT)
    return MIN (value, base);

  return kind == TRIVET_DISCOUNT_RATE ? nearest ((__int128) base * value, 1000000) : 0;
}

/* Largest remainder by its definition: floors first, then one more for the largest rests. */
static void
naive_shares (const gint64 *nets,
              guint         n,
              gint64        whole,
              gint64       *shares)
{
  __int128 sum = 0;
  gint64   left = whole;
  gboolean given[MAX_LINES] = { FALSE };

  for (guint i = 0; i < n; i++)
    sum += nets[i];
  for (guint i = 0; i < n; i++) {
    shares[i] = sum > 0 ? (gint64) ((__int128) whole * nets[i] / sum) : 0;
    left -= shares[i];
  }
  for (; left > 0 && sum > 0; left--) {
    guint best = n;

    for (guint i = 0; i < n; i++) {
      if (!given[i] && (best == n || (__int128) whole * nets[i] % sum > (__int128) whole * nets[best] % sum))
        best = i;
    }
    given[best] = TRUE;
    shares[best]++;
  }
}

static Answer
naive_answer (const Plan *plan)
{
  Answer      answer = { 0 };
  gint64      nets[MAX_LINES];
  gint64      shares[MAX_LINES];
  const Line *kept[MAX_LINES];
  guint       n = 0;

  for (guint i = 0; i < plan->n_lines; i++) {
    const Line *line = &plan->lines[i];
    gint64      gross = MAX (line->unit, 0) * line->quantity;

    if (line->voided)
      continue;
    nets[n] = gross - naive_discount (line->kind, line->value, gross);
    answer.subtotal += nets[n];
    kept[n++] = line;
  }
  answer.discount = naive_discount (plan->kind, plan->value, answer.subtotal);
  naive_shares (nets, n, answer.discount, shares);
  for (guint i = 0; i < n; i++) {
    __int128 net = nets[i] - shares[i];

    if (kept[i]->included)
      answer.tax_included += nearest (net * kept[i]->rate_ppm, 1000000 + kept[i]->rate_ppm);
    else
      answer.tax_added += nearest (net * kept[i]->rate_ppm, 1000000);
  }

  return answer;
}

static int
random_discount (TrivetSeededRandom *random,
                 gint64             *ret_value)
{
  int kind = (int) trivet_seeded_random_below (random, 3);

  *ret_value = kind == TRIVET_DISCOUNT_NONE     ? 0
               : kind == TRIVET_DISCOUNT_AMOUNT ? trivet_seeded_random_below (random, 20000)
                                                : trivet_seeded_random_below (random, 1000001);

  return kind;
}

static void
make_plan (TrivetSeededRandom *random,
           Plan               *plan)
{
  static const gint64 rates[] = { 0, 60000, 90000, 130000, 192500, 1000000 };

  plan->n_lines = trivet_seeded_random_below (random, MAX_LINES + 1);
  for (guint i = 0; i < plan->n_lines; i++) {
    Line *line = &plan->lines[i];

    line->unit = (gint64) trivet_seeded_random_below (random, 1 << (1 + trivet_seeded_random_below (random, 24))) - 40;
    line->quantity = 1 + trivet_seeded_random_below (random, trivet_seeded_random_chance (random, 900) ? 5 : 9999);
    line->rate_ppm = rates[trivet_seeded_random_below (random, G_N_ELEMENTS (rates))];
    line->included = trivet_seeded_random_chance (random, 700);
    line->voided = trivet_seeded_random_chance (random, 150);
    line->kind = random_discount (random, &line->value);
  }
  plan->kind = random_discount (random, &plan->value);
}

static const char *
kind_name (int kind)
{
  static const char *const names[] = { "none", "amount", "rate" };

  return names[kind];
}

static void
apply_line (TrivetOrder *order,
            const Plan  *plan,
            guint        i)
{
  const Line *line = &plan->lines[i];

  /* Half of the price as a choice, so that choices count. */
  domain_apply (order, "line-added", 1,
                "{'line':'L%02u','sku':'S','name':'N','quantity':%" G_GINT64_FORMAT ",'unit_price_minor':%" G_GINT64_FORMAT
                ",'tax_rate_ppm':%" G_GINT64_FORMAT ",'tax_included':%s,"
                "'modifiers':[{'group':'g','option':'o','name':'n','price_minor':%" G_GINT64_FORMAT "}]}",
                i, line->quantity, line->unit - line->unit / 2, line->rate_ppm, line->included ? "true" : "false",
                line->unit / 2);
  domain_apply (order, "line-discount-set", 1, "{'line':'L%02u','kind':'%s','value':%" G_GINT64_FORMAT "}", i,
                kind_name (line->kind), line->value);
  if (line->voided)
    domain_apply (order, "line-voided", 1, "{'line':'L%02u'}", i);
}

static TrivetOrder *
build (const Plan  *plan,
       const guint *sequence)
{
  TrivetOrder *order = domain_open_order ();

  for (guint i = 0; i < plan->n_lines; i++)
    apply_line (order, plan, sequence[i]);
  domain_apply (order, "order-discount-set", 1, "{'kind':'%s','value':%" G_GINT64_FORMAT "}", kind_name (plan->kind), plan->value);

  return order;
}

static void
check_sums (const TrivetTotals *totals)
{
  gint64 shares = 0;
  gint64 nets = 0;
  gint64 line_discounts = 0;

  for (guint i = 0; i < totals->lines->len; i++) {
    const TrivetLineTotal *line = &g_array_index (totals->lines, TrivetLineTotal, i);

    g_assert_cmpint (line->gross_minor, >=, 0);
    g_assert_cmpint (line->line_discount_minor, >=, 0);
    g_assert_cmpint (line->order_share_minor, >=, 0);
    g_assert_cmpint (line->net_minor, >=, 0);
    g_assert_cmpint (line->tax_minor, >=, 0);
    g_assert_cmpint (line->net_minor, ==, line->gross_minor - line->line_discount_minor - line->order_share_minor);
    shares += line->order_share_minor;
    nets += line->net_minor;
    line_discounts += line->line_discount_minor;
  }
  g_assert_cmpint (shares, ==, totals->order_discount_minor);
  g_assert_cmpint (line_discounts, ==, totals->line_discount_minor);
  g_assert_cmpint (nets + totals->tax_added_minor, ==, totals->total_minor);
}

static void
shuffle (TrivetSeededRandom *random,
         guint              *sequence,
         guint               n)
{
  for (guint i = n; i > 1; i--) {
    guint j = trivet_seeded_random_below (random, i);
    guint swap = sequence[i - 1];

    sequence[i - 1] = sequence[j];
    sequence[j] = swap;
  }
}

static void
test_totals (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (21);

  for (int round = 0; round < DOMAIN_ROUNDS (5000); round++) {
    g_auto (TrivetTotals) totals = { 0 };
    g_autoptr (TrivetOrder) order = NULL;
    guint  sequence[MAX_LINES];
    Plan   plan;
    Answer answer;

    make_plan (random, &plan);
    for (guint i = 0; i < MAX_LINES; i++)
      sequence[i] = i;
    order = build (&plan, sequence);
    answer = naive_answer (&plan);
    g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
    g_assert_cmpint (totals.subtotal_minor, ==, answer.subtotal);
    g_assert_cmpint (totals.order_discount_minor, ==, answer.discount);
    g_assert_cmpint (totals.tax_included_minor, ==, answer.tax_included);
    g_assert_cmpint (totals.tax_added_minor, ==, answer.tax_added);
    g_assert_cmpint (totals.total_minor, ==, answer.subtotal - answer.discount + answer.tax_added);
    check_sums (&totals);
  }
}

static void
test_line_order (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (22);

  for (int round = 0; round < DOMAIN_ROUNDS (2000); round++) {
    g_auto (TrivetTotals) first = { 0 };
    g_auto (TrivetTotals) second = { 0 };
    g_autoptr (TrivetOrder) order = NULL;
    g_autoptr (TrivetOrder) other = NULL;
    guint sequence[MAX_LINES];
    Plan  plan;

    make_plan (random, &plan);
    for (guint i = 0; i < MAX_LINES; i++)
      sequence[i] = i;
    order = build (&plan, sequence);
    shuffle (random, sequence, plan.n_lines);
    other = build (&plan, sequence);
    g_assert_true (trivet_order_compute_totals (order, &first, NULL));
    g_assert_true (trivet_order_compute_totals (other, &second, NULL));
    g_assert_cmpint (first.subtotal_minor, ==, second.subtotal_minor);
    g_assert_cmpint (first.order_discount_minor, ==, second.order_discount_minor);
    g_assert_cmpint (first.line_discount_minor, ==, second.line_discount_minor);
    g_assert_cmpint (first.n_items, ==, second.n_items);
    g_assert_cmpint (first.tax_included_minor, ==, second.tax_included_minor);
    g_assert_cmpint (first.tax_added_minor, ==, second.tax_added_minor);
    g_assert_cmpint (first.total_minor, ==, second.total_minor);
  }
}

/* What one register does: lines of its own, changes to them, and pieces of a shared line. */
static GPtrArray *
make_journal (TrivetSeededRandom *random,
              const char         *name)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  guint      n = 1 + trivet_seeded_random_below (random, 6);

  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (facts, domain_fact ("line-added", 1,
                                         "{'line':'%s%u','sku':'S','name':'N','quantity':%u,'unit_price_minor':%u,"
                                         "'tax_rate_ppm':60000,'tax_included':true,'modifiers':[]}",
                                         name, i, 1 + trivet_seeded_random_below (random, 4),
                                         trivet_seeded_random_below (random, 5000)));
    if (trivet_seeded_random_chance (random, 400))
      g_ptr_array_add (facts, domain_fact ("line-quantity-changed", 1, "{'line':'%s%u','by':-2}", name, i));
    if (trivet_seeded_random_chance (random, 300))
      g_ptr_array_add (facts, domain_fact ("line-discount-set", 1, "{'line':'%s%u','kind':'rate','value':150000}", name, i));
    if (trivet_seeded_random_chance (random, 200))
      g_ptr_array_add (facts, domain_fact ("line-voided", 1, "{'line':'%s%u'}", name, i));
    if (trivet_seeded_random_chance (random, 500))
      g_ptr_array_add (facts, domain_fact ("line-quantity-changed", 1, "{'line':'shared','by':%u}",
                                           1 + trivet_seeded_random_below (random, 3)));
  }

  return facts;
}

static void
apply_next (TrivetOrder *order,
            GPtrArray   *facts,
            guint       *position)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_order_apply (order, g_ptr_array_index (facts, *position), &error));
  g_assert_no_error (error);
  ++*position;
}

/* Before @random: one register after the other. With it: by the toss of a coin. */
static TrivetOrder *
merge (GPtrArray          *a,
       GPtrArray          *b,
       TrivetSeededRandom *random)
{
  TrivetOrder *order = domain_open_order ();
  guint        i = 0;
  guint        j = 0;

  domain_add_line (order, "shared", 5, 700);
  while (i < a->len || j < b->len) {
    gboolean from_a = random == NULL ? i < a->len : trivet_seeded_random_chance (random, 500);

    if ((from_a && i < a->len) || j == b->len)
      apply_next (order, a, &i);
    else
      apply_next (order, b, &j);
  }

  return order;
}

static void
test_two_registers (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (23);

  for (int round = 0; round < DOMAIN_ROUNDS (600); round++) {
    g_autoptr (GPtrArray) a = make_journal (random, "A");
    g_autoptr (GPtrArray) b = make_journal (random, "B");
    g_autoptr (TrivetOrder) in_turn = merge (a, b, NULL);
    g_auto (TrivetTotals) expected = { 0 };

    g_assert_true (trivet_order_compute_totals (in_turn, &expected, NULL));
    for (int i = 0; i < 8; i++) {
      g_autoptr (TrivetOrder) mixed = merge (a, b, random);
      g_auto (TrivetTotals) totals = { 0 };

      g_assert_true (trivet_order_compute_totals (mixed, &totals, NULL));
      g_assert_cmpint (totals.total_minor, ==, expected.total_minor);
      g_assert_cmpint (totals.subtotal_minor, ==, expected.subtotal_minor);
      g_assert_cmpint (totals.tax_included_minor, ==, expected.tax_included_minor);
      g_assert_cmpint (totals.n_items, ==, expected.n_items);
      g_assert_cmpuint (mixed->lines->len, ==, in_turn->lines->len);
    }
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/totals/naive", test_totals);
  g_test_add_func ("/domain/totals/line-order", test_line_order);
  g_test_add_func ("/domain/totals/two-registers", test_two_registers);

  return g_test_run ();
}
