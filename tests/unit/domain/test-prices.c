/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an order gets the best promotions that are allowed, nothing is taken twice or below zero, and
 * what is worked out is what is charged. Method: examples counted by hand; random small orders
 * against a search that tries everything; random large ones for what must always hold. */

#include "trivet-ledger.h"
#include "trivet-price-book.h"

#include "domain-bench.h"

#define MAX_UNITS 7

static GTimeZone *zone;

static TrivetPriceBook *
new_book (void)
{
  return trivet_price_book_new ();
}

static gboolean
try_rule (TrivetPriceBook *book,
          const char      *type,
          const char      *body,
          GError         **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("prices", type, 1, text);

  return trivet_price_book_apply (book, fact, error);
}

static void
add_rule (TrivetPriceBook *book,
          const char      *type,
          const char      *body)
{
  g_autoptr (GError) error = NULL;
  gboolean applied = try_rule (book, type, body, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

static void
add_dish (TrivetOrder *order,
          const char  *line_id,
          const char  *sku,
          const char  *category,
          int          quantity,
          int          price_minor,
          gint64       time_us)
{
  domain_apply (order, "line-added", time_us,
                "{'line':'%s','sku':'%s','category':'%s','name':'Dish','quantity':%d,'unit_price_minor':%d,"
                "'tax_rate_ppm':60000,'tax_included':true,'modifiers':[]}",
                line_id, sku, category, quantity, price_minor);
}

/* Once it is priced, there is nothing new to say. */
static void
apply_prices (TrivetPriceBook *book,
              TrivetOrder     *order)
{
  g_autoptr (JsonObject) body = trivet_price_book_price (book, order, zone);
  g_autofree char *text = body != NULL ? trivet_json_print (body) : NULL;

  if (text != NULL) {
    g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, "order-priced", 5000, text);
    g_autoptr (GError) error = NULL;

    g_assert_true (trivet_order_apply (order, fact, &error));
    g_assert_no_error (error);
  }
  g_assert_null (trivet_price_book_price (book, order, zone));
}

/* Prices the order, checks that what was worked out is what is charged, and gives what came off. */
static gint64
price (TrivetPriceBook *book,
       TrivetOrder     *order)
{
  g_autoptr (GPtrArray) applied = trivet_price_book_solve (book, order, zone);
  g_autoptr (GError) error = NULL;
  g_auto (TrivetTotals) totals = { 0 };
  gint64 worked_out = 0;

  apply_prices (book, order);
  g_assert_true (trivet_order_compute_totals (order, &totals, &error));
  for (guint i = 0; i < applied->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (applied, i);
    gint64                        sum = promotion->order_minor;

    for (guint j = 0; j < promotion->shares->len; j++) {
      g_assert_cmpint (((TrivetPromotionShare *) promotion->shares->pdata[j])->amount_minor, >, 0);
      sum += ((TrivetPromotionShare *) promotion->shares->pdata[j])->amount_minor;
    }
    g_assert_cmpint (sum, >, 0);
    g_assert_cmpint (g_array_index (totals.promotions, gint64, i), ==, sum);
    worked_out += sum;
  }
  g_assert_cmpint (totals.promotion_minor, ==, worked_out);
  for (guint i = 0; i < totals.lines->len; i++) {
    const TrivetLineTotal *line = &g_array_index (totals.lines, TrivetLineTotal, i);

    g_assert_cmpint (line->net_minor, >=, 0);
    g_assert_cmpint (line->promotion_minor, >=, 0);
    g_assert_cmpint (line->net_minor, ==,
                     line->gross_minor - line->line_discount_minor - line->promotion_minor - line->order_share_minor);
  }

  return worked_out;
}

static void
test_examples (void)
{
  g_autoptr (TrivetPriceBook) book = new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  add_dish (order, "L1", "noodles", "mains", 2, 3800, 2000);
  add_dish (order, "L2", "tea", "drinks", 3, 1000, 2000);
  g_assert_cmpint (price (book, order), ==, 0);

  add_rule (book, "promotion-set", "{'id':'happy','name':'Happy hour','kind':'rate','value':500000,'parts':[{'categories':['drinks']}]}");
  g_assert_cmpint (price (book, order), ==, 1500);
  add_rule (book, "promotion-set", "{'id':'set','name':'Lunch set','kind':'set','value':4200,"
                                   "'parts':[{'categories':['mains']},{'skus':['tea']}]}");
  /* Two sets take 600 each, and leave one tea at half: 1700, not 1500. */
  g_assert_cmpint (price (book, order), ==, 2 * 600 + 500);
  add_rule (book, "promotion-set", "{'id':'third','name':'3 for 2','kind':'buy-get','value':1000000,'buy':2,'get':1,"
                                   "'parts':[{'skus':['tea']}]}");
  g_assert_cmpint (price (book, order), ==, 2 * 600 + 500);
  add_rule (book, "promotion-removed", "{'id':'happy'}");
  g_assert_cmpint (price (book, order), ==, 2 * 600);
  add_rule (book, "promotion-set", "{'id':'big','name':'50 off 100','kind':'order-amount','value':5000,'threshold_minor':10000,'parts':[{}]}");
  g_assert_cmpint (price (book, order), ==, 2 * 600 + 5000);
  add_rule (book, "promotion-set", "{'id':'half','name':'Half','kind':'order-rate','value':500000,'exclusive':true,'parts':[{}]}");
  g_assert_cmpint (price (book, order), ==, 2 * 600 + 5000);
  add_rule (book, "promotion-removed", "{'id':'set'}");
  g_assert_cmpint (price (book, order), ==, 1000 + 5000);
  add_rule (book, "promotion-removed", "{'id':'big'}");
  g_assert_cmpint (price (book, order), ==, 5300);

  /* What staff have discounted takes part in nothing but what is for the whole order. */
  add_rule (book, "promotion-removed", "{'id':'half'}");
  domain_apply (order, "line-discount-set", 3000, "{'line':'L2','kind':'rate','value':100000}");
  g_assert_cmpint (price (book, order), ==, 0);
}

static void
test_conditions (void)
{
  /* Shanghai: 2026-11-20 is a Friday; 17:59, 18:00 and Saturday 00:30. */
  const gint64 before = G_GINT64_CONSTANT (1795168740) * G_USEC_PER_SEC;
  g_autoptr (TrivetPriceBook) book = new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  add_dish (order, "L1", "beer", "drinks", 1, 1000, before);
  add_dish (order, "L2", "beer", "drinks", 1, 1000, before + 60 * G_USEC_PER_SEC);
  add_dish (order, "L3", "beer", "drinks", 1, 1000, before + (6 * 60 + 31) * 60 * (gint64) G_USEC_PER_SEC);
  add_rule (book, "promotion-set", "{'id':'h','name':'Happy hour','kind':'price','value':700,'days':16,"
                                   "'from_minute':1080,'to_minute':60,'parts':[{'skus':['beer']}]}");
  g_assert_cmpint (price (book, order), ==, 600);

  add_rule (book, "promotion-set", "{'id':'h','name':'Members','kind':'amount','value':100,'members':true,'parts':[{}]}");
  g_assert_cmpint (price (book, order), ==, 0);
  domain_apply (order, "order-member-set", 4000, "{'member':'M1'}");
  g_assert_cmpint (price (book, order), ==, 300);
  add_rule (book, "promotion-set", "{'id':'h','name':'Coupon','kind':'order-amount','value':100,'coupon':true,'parts':[{}]}");
  g_assert_cmpint (price (book, order), ==, 0);
  domain_apply (order, "order-coupon-set", 4000, "{'promotion':'h'}");
  g_assert_cmpint (price (book, order), ==, 100);
  domain_apply (order, "order-coupon-set", 4000, "{'promotion':'h','used':false}");
  g_assert_cmpint (price (book, order), ==, 0);
  add_rule (book, "promotion-set", "{'id':'h','name':'Takeaway','kind':'order-rate','value':100000,'types':['takeaway'],'parts':[{}]}");
  g_assert_cmpint (price (book, order), ==, 0);
}

static void
assert_sums (TrivetOrder *order,
             gint64       charge_minor,
             gint64       tax_added_minor,
             gint64       total_minor)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.charge_minor, ==, charge_minor);
  g_assert_cmpint (totals.tax_added_minor, ==, tax_added_minor);
  g_assert_cmpint (totals.total_minor, ==, total_minor);
}

static void
test_charges (void)
{
  g_autoptr (TrivetPriceBook) book = new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_apply (order, "order-guests-set", 1500, "{'guests':4}");
  add_rule (book, "charge-set", "{'id':'service','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':60000,'tax_included':false}");
  add_rule (book, "charge-set", "{'id':'tea','name':'Tea','kind':'guest','value':200,'tax_rate_ppm':0}");
  add_rule (book, "charge-set", "{'id':'min','name':'To minimum spend','kind':'minimum','value':10000,'tax_rate_ppm':0}");
  add_rule (book, "charge-set", "{'id':'box','name':'Packing','kind':'item','value':100,'tax_rate_ppm':0,'types':['takeaway']}");
  price (book, order);
  assert_sums (order, 0, 0, 0);
  add_dish (order, "L1", "noodles", "mains", 2, 3805, 2000);
  price (book, order);
  /* Service 761 and its tax 46, tea 800, 2390 to the minimum. */
  assert_sums (order, 761 + 800 + 2390, 46, 7610 + 761 + 800 + 2390 + 46);
  domain_apply (order, "order-discount-set", 3000, "{'kind':'rate','value':500000}");
  price (book, order);
  assert_sums (order, 381 + 800 + 6195, 23, 3805 + 381 + 800 + 6195 + 23);
  domain_apply (order, "order-tip-set", 3000, "{'amount_minor':500}");
  assert_sums (order, 381 + 800 + 6195, 23, 3805 + 381 + 800 + 6195 + 23 + 500);
}

/* For large parties, and for a room of one's own: both come and go with the guests and the table. */
static void
test_charge_scope (void)
{
  g_autoptr (TrivetPriceBook) book = new_book ();
  g_autoptr (TrivetPriceBook) copy = NULL;
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *text = NULL;

  add_rule (book, "charge-set", "{'id':'party','name':'Large party','kind':'rate','value':100000,'tax_rate_ppm':0,'from_guests':8}");
  add_rule (book, "charge-set", "{'id':'room','name':'Room','kind':'minimum','value':10000,'tax_rate_ppm':0,'tables':['hall','attic']}");
  add_dish (order, "L1", "noodles", "mains", 1, 4000, 2000);
  domain_apply (order, "order-guests-set", 2100, "{'guests':7}");
  price (book, order);
  assert_sums (order, 0, 0, 4000);
  domain_apply (order, "order-guests-set", 2200, "{'guests':8}");
  price (book, order);
  assert_sums (order, 400, 0, 4400);
  domain_apply (order, "order-seated", 2300, "{'table':'attic'}");
  price (book, order);
  assert_sums (order, 6400, 0, 10400);
  domain_apply (order, "order-seated", 2400, "{'table':'t1'}");
  domain_apply (order, "order-guests-set", 2500, "{'guests':0}");
  price (book, order);
  assert_sums (order, 0, 0, 4000);

  /* What a form reads, and what a copy holds, is what the fact said. */
  copy = trivet_price_book_copy (book);
  body = trivet_charge_to_body (trivet_price_book_lookup_charge (copy, "room"));
  text = trivet_json_print (body);
  g_assert_nonnull (strstr (text, "\"tables\":[\"hall\",\"attic\"]"));
  g_assert_cmpint (trivet_price_book_lookup_charge (copy, "party")->from_guests, ==, 8);
}

/* Who says what is to be paid pays that, whatever the book has for dishes. */
static void
test_open_amount (void)
{
  g_autoptr (TrivetPriceBook) book = new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  add_rule (book, "promotion-set", "{'id':'off','name':'Off','kind':'order-amount','value':500,'threshold_minor':1000,'parts':[{}]}");
  add_rule (book, "charge-set", "{'id':'service','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':0}");
  add_dish (order, "L1", "", "", 1, 4000, 2000);
  price (book, order);
  assert_sums (order, 0, 0, 4000);
  add_dish (order, "L2", "noodles", "mains", 1, 1000, 2100);
  price (book, order);
  g_assert_cmpuint (order->promotions->len, ==, 1);
  g_assert_cmpuint (order->charges->len, ==, 1);
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "{}",
    "{'id':'a','name':'A','kind':'x','value':1,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1000001,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':-1,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[{},{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[1]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[{'skus':[1]}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[{'skus':'x'}]}",
    "{'id':'a','name':'A','kind':'set','value':1,'parts':[{'count':0}]}",
    "{'id':'a','name':'A','kind':'set','value':1,'parts':[{'count':11},{'count':10}]}",
    "{'id':'a','name':'A','kind':'buy-get','value':1,'buy':0,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'buy-get','value':1,'buy':20,'get':1,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'days':128,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'from_minute':1440,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'types':['moon'],'parts':[{}]}",
  };
  g_autoptr (TrivetPriceBook) book = new_book ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (try_rule (book, "promotion-set", wrong[i], &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    g_clear_error (&error);
  }
  g_assert_false (try_rule (book, "charge-set", "{'id':'a','name':'A','kind':'rate','value':250001,'tax_rate_ppm':0}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_clear_error (&error);
  g_assert_false (try_rule (book, "charge-set", "{'id':'a','name':'A','kind':'order','value':1,'tax_rate_ppm':0,'from_guests':1000}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_clear_error (&error);
  g_assert_false (try_rule (book, "charge-set", "{'id':'a','name':'A','kind':'order','value':1,'tax_rate_ppm':0,'tables':'hall'}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_assert_cmpuint (trivet_price_book_get_promotions (book)->len, ==, 0);
  g_assert_cmpuint (trivet_price_book_get_charges (book)->len, ==, 0);

  for (guint i = 0; i < TRIVET_PRICE_BOOK_MAX_RULES; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'p%u','name':'P','kind':'rate','value':1,'parts':[{}]}", i);

    add_rule (book, "promotion-set", body);
  }
  g_clear_error (&error);
  g_assert_false (try_rule (book, "promotion-set", "{'id':'new','name':'P','kind':'rate','value':1,'parts':[{}]}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  add_rule (book, "promotion-set", "{'id':'p7','name':'Q','kind':'rate','value':1,'parts':[{}]}");
  g_assert_cmpstr (((TrivetPromotion *) trivet_price_book_get_promotions (book)->pdata[7])->name, ==, "Q");
}

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
  add_rule (book, "promotion-set", body);
}

static void
test_against_everything (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (2026);

  for (int round = 0; round < DOMAIN_ROUNDS (4000); round++) {
    g_autoptr (TrivetPriceBook) book = new_book ();
    g_autoptr (TrivetOrder) order = domain_open_order ();
    Small small = { 0 };

    memset (small.memo, -1, sizeof small.memo);
    while (small.n_units < MAX_UNITS) {
      int              quantity = 1 + (int) below (random, (guint) MIN (3, MAX_UNITS - small.n_units));
      int              cost = (int) below (random, 40) * 50;
      char             sku[] = { "ABC"[below (random, 3)], '\0' };
      g_autofree char *line = g_strdup_printf ("L%u%d", below (random, 90), small.n_units);

      add_dish (order, line, sku, "c", quantity, cost, 2000);
      for (int i = 0; i < quantity; i++) {
        small.price[small.n_units] = cost;
        small.sku[small.n_units++] = *sku;
      }
    }
    for (guint i = 1 + below (random, 3); i > 0; i--)
      make_rule (&small, random, book);
    g_assert_cmpint (price (book, order), ==, try_everything (&small, (1u << small.n_units) - 1));
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
  g_assert_null (trivet_price_book_price (book, other, zone));
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
    g_autoptr (TrivetPriceBook) book = new_book ();
    g_autoptr (TrivetOrder) order = domain_open_order ();
    Small small = { 0 };

    for (guint i = 0; i < 1 + below (random, 25); i++) {
      g_autofree char *line = g_strdup_printf ("L%03u%u", below (random, 1000), i);
      char             sku[] = { "ABC"[below (random, 3)], '\0' };

      add_dish (order, line, sku, "c", 1 + (int) below (random, round % 10 == 0 ? 500 : 6), (int) below (random, 4000), 2000);
    }
    while (small.n_rules < 4)
      make_rule (&small, random, book);
    add_rule (book, "promotion-set", "{'id':'o','name':'O','kind':'order-amount','value':3000,'threshold_minor':9000,'parts':[{}]}");
    add_rule (book, "charge-set", "{'id':'s','name':'S','kind':'rate','value':125000,'tax_rate_ppm':60000,'tax_included':true}");
    if (below (random, 3) == 0)
      domain_apply (order, "order-discount-set", 3000, "{'kind':'rate','value':%u}", below (random, 1000001));
    domain_apply (order, "order-tip-set", 3000, "{'amount_minor':%u}", below (random, 900));

    price (book, order);
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
  zone = g_time_zone_new_identifier ("Asia/Shanghai");

  g_test_add_func ("/prices/examples", test_examples);
  g_test_add_func ("/prices/conditions", test_conditions);
  g_test_add_func ("/prices/charges", test_charges);
  g_test_add_func ("/prices/charge-scope", test_charge_scope);
  g_test_add_func ("/prices/open-amount", test_open_amount);
  g_test_add_func ("/prices/refused", test_refused);
  g_test_add_func ("/prices/against-everything", test_against_everything);
  g_test_add_func ("/prices/random", test_random);

  result = g_test_run ();
  g_time_zone_unref (zone);

  return result;
}
