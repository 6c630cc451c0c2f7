/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: amounts are exact, or there is an error. Method: the edges of 64 bits, tables of texts, and
 * random splits and rates against a slow count in 128 bits. */

#include "trivet-money.h"
#include "trivet-seeded-random.h"

#define MAX_PARTS 12

static TrivetMoney
cny (gint64 minor)
{
  return trivet_money_new (minor, TRIVET_CURRENCY_CNY);
}

static void
assert_money (TrivetMoney money,
              gint64      minor)
{
  g_assert_cmpint (money.minor, ==, minor);
  g_assert_cmpint (money.currency, ==, TRIVET_CURRENCY_CNY);
}

static void
test_currency (void)
{
  for (guint i = 1; i < TRIVET_N_CURRENCIES; i++) {
    const char *code = trivet_currency_get_code ((TrivetCurrency) i);

    g_assert_cmpuint (strlen (code), ==, 3);
    g_assert_cmpint (trivet_currency_from_code (code), ==, i);
    g_assert_cmpstr (trivet_currency_get_symbol ((TrivetCurrency) i), !=, "");
  }
  g_assert_cmpuint (trivet_currency_get_scale (TRIVET_CURRENCY_CNY), ==, 2);
  g_assert_cmpuint (trivet_currency_get_scale (TRIVET_CURRENCY_JPY), ==, 0);
  g_assert_cmpuint (trivet_currency_get_scale (TRIVET_CURRENCY_KWD), ==, 3);
  g_assert_cmpint (trivet_currency_from_code (NULL), ==, TRIVET_CURRENCY_INVALID);
  g_assert_cmpint (trivet_currency_from_code (""), ==, TRIVET_CURRENCY_INVALID);
  g_assert_cmpint (trivet_currency_from_code ("cny"), ==, TRIVET_CURRENCY_INVALID);
  g_assert_cmpint (trivet_currency_from_code ("ZZZ"), ==, TRIVET_CURRENCY_INVALID);
}

static void
test_edges (void)
{
  g_autoptr (GError) error = NULL;
  TrivetMoney result = { 77, TRIVET_CURRENCY_EUR };

  g_assert_true (trivet_money_add (cny (G_MAXINT64 - 1), cny (1), &result, &error));
  assert_money (result, G_MAXINT64);
  g_assert_true (trivet_money_subtract (cny (G_MININT64 + 1), cny (1), &result, &error));
  assert_money (result, G_MININT64);
  g_assert_true (trivet_money_multiply (cny (-3), 7, &result, &error));
  assert_money (result, -21);

  g_assert_false (trivet_money_add (cny (G_MAXINT64), cny (1), &result, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (trivet_money_subtract (cny (G_MININT64), cny (1), &result, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (trivet_money_multiply (cny (G_MININT64), -1, &result, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  /* What was there before an error stays. */
  assert_money (result, -21);

  g_assert_false (trivet_money_add (cny (1), trivet_money_new (1, TRIVET_CURRENCY_HKD), &result, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_CURRENCY);
  g_clear_error (&error);
  g_assert_false (trivet_money_subtract (cny (1), trivet_money_new (1, TRIVET_CURRENCY_HKD), &result, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_CURRENCY);
}

static void
test_rate_table (void)
{
  static const struct {
    gint64         minor;
    gint64         numerator;
    gint64         denominator;
    TrivetRounding rounding;
    gint64         part;
  } cases[] = {
    { 20600, 100000, 1000000, TRIVET_ROUNDING_HALF_UP, 2060 },
    { 5, 1, 2, TRIVET_ROUNDING_HALF_UP, 3 },
    { -5, 1, 2, TRIVET_ROUNDING_HALF_UP, -3 },
    { 5, 1, 2, TRIVET_ROUNDING_DOWN, 2 },
    { -5, 1, 2, TRIVET_ROUNDING_DOWN, -2 },
    { 4, 1, 3, TRIVET_ROUNDING_HALF_UP, 1 },
    { 5, 1, 3, TRIVET_ROUNDING_HALF_UP, 2 },
    { 5, -1, 3, TRIVET_ROUNDING_HALF_UP, -2 },
    { 0, 999999, 1, TRIVET_ROUNDING_HALF_UP, 0 },
    { 106, 60000, 1060000, TRIVET_ROUNDING_HALF_UP, 6 },
    { G_MAXINT64, G_MAXINT64, G_MAXINT64, TRIVET_ROUNDING_HALF_UP, G_MAXINT64 },
    { G_MININT64, G_MAXINT64, G_MAXINT64, TRIVET_ROUNDING_HALF_UP, G_MININT64 },
    { G_MAXINT64, 1, G_MAXINT64, TRIVET_ROUNDING_DOWN, 1 },
  };
  g_autoptr (GError) error = NULL;
  TrivetMoney part;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (trivet_money_apply_rate (cny (cases[i].minor), cases[i].numerator, cases[i].denominator,
                                            cases[i].rounding, &part, &error));
    g_assert_no_error (error);
    assert_money (part, cases[i].part);
  }
  g_assert_false (trivet_money_apply_rate (cny (G_MAXINT64), 2, 1, TRIVET_ROUNDING_DOWN, &part, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (trivet_money_apply_rate (cny (G_MAXINT64), G_MININT64, 1, TRIVET_ROUNDING_HALF_UP, &part, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
}

/* A rounded part is right when twice its distance from the exact one is at most the divisor. */
static void
test_rate_random (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (1);

  for (int i = 0; i < 20000; i++) {
    gint64      minor = (gint64) (trivet_seeded_random_next (random) >> 20) * (i % 2 ? -1 : 1);
    gint64      numerator = trivet_seeded_random_below (random, 2000001);
    gint64      denominator = 1 + trivet_seeded_random_below (random, 2000000);
    TrivetMoney part;
    __int128    twice;

    if (!trivet_money_apply_rate (cny (minor), numerator, denominator, TRIVET_ROUNDING_HALF_UP, &part, NULL)) {
      g_assert_true ((__int128) ABS (minor) * numerator / denominator >= G_MAXINT64);
      continue;
    }
    twice = 2 * ((__int128) part.minor * denominator - (__int128) minor * numerator);
    g_assert_true (twice <= denominator && twice >= -(__int128) denominator);
    /* Exactly in the middle it goes away from zero. */
    if (twice == denominator || twice == -(__int128) denominator)
      g_assert_true ((twice > 0) == (minor > 0));
  }
}

static void
test_split_table (void)
{
  static const struct {
    gint64 whole;
    gint64 weights[4];
    gint64 parts[4];
  } cases[] = {
    { 100, { 1, 1, 1, 0 }, { 34, 33, 33, 0 } },
    { 10000, { 0, 0, 0, 0 }, { 2500, 2500, 2500, 2500 } },
    { 2, { 0, 0, 0, 0 }, { 1, 1, 0, 0 } },
    { -100, { 1, 1, 1, 0 }, { -34, -33, -33, 0 } },
    { 7, { 0, 5, 0, 5 }, { 0, 4, 0, 3 } },
    { 10, { 6, 3, 1, 0 }, { 6, 3, 1, 0 } },
    { 1, { 1, 2, 3, 4 }, { 0, 0, 0, 1 } },
    { 0, { 9, 9, 9, 9 }, { 0, 0, 0, 0 } },
    { G_MAXINT64, { 1, 0, 0, 0 }, { G_MAXINT64, 0, 0, 0 } },
    { G_MININT64, { 0, 0, 0, 1 }, { 0, 0, 0, G_MININT64 } },
  };
  TrivetMoney parts[4];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (trivet_money_split (cny (cases[i].whole), cases[i].weights, 4, parts, &error));
    g_assert_no_error (error);
    for (int j = 0; j < 4; j++)
      assert_money (parts[j], cases[i].parts[j]);
  }

  g_assert_false (trivet_money_split (cny (1), (gint64[]){ 1, -1 }, 2, parts, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (trivet_money_split (cny (1), (gint64[]){ G_MAXINT64, 1 }, 2, parts, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
}

/* Parts sum to the whole, each is its exact share rounded down or up, and of two parts the one with
 * the larger rest never gets less on top. */
static void
test_split_random (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (2);

  for (int round = 0; round < 20000; round++) {
    gsize       n = 1 + trivet_seeded_random_below (random, MAX_PARTS);
    gint64      weights[MAX_PARTS];
    TrivetMoney parts[MAX_PARTS];
    __int128    rests[MAX_PARTS];
    gint64      whole = (gint64) (trivet_seeded_random_next (random) >> (2 + trivet_seeded_random_below (random, 60)));
    gint64      sign = trivet_seeded_random_chance (random, 500) ? 1 : -1;
    gint64      sum = 0;
    gint64      total = 0;

    for (gsize i = 0; i < n; i++) {
      weights[i] = trivet_seeded_random_chance (random, 200) ? 0 : trivet_seeded_random_below (random, 1000000);
      sum += weights[i];
    }
    g_assert_true (trivet_money_split (cny (sign * whole), weights, n, parts, NULL));
    for (gsize i = 0; i < n; i++) {
      __int128 share = (__int128) whole * (sum == 0 ? 1 : weights[i]);
      gint64   divisor = sum == 0 ? (gint64) n : sum;
      gint64   extra = sign * parts[i].minor - (gint64) (share / divisor);

      rests[i] = share % divisor;
      total += parts[i].minor;
      g_assert_true (extra == 0 || (extra == 1 && rests[i] > 0));
      for (gsize j = 0; j < i; j++) {
        gint64 earlier = sign * parts[j].minor - (gint64) ((__int128) whole * (sum == 0 ? 1 : weights[j]) / divisor);

        g_assert_true (rests[j] < rests[i] || earlier >= extra);
        g_assert_true (rests[j] >= rests[i] || earlier <= extra);
      }
    }
    g_assert_cmpint (total, ==, sign * whole);
  }
}

static void
test_print (void)
{
  static const struct {
    gint64         minor;
    TrivetCurrency currency;
    const char    *people;
    const char    *machines;
  } cases[] = {
    { 18540, TRIVET_CURRENCY_CNY, "¥185.40", "185.40" },
    { -2060, TRIVET_CURRENCY_CNY, "−¥20.60", "-20.60" },
    { 0, TRIVET_CURRENCY_CNY, "¥0.00", "0.00" },
    { 1, TRIVET_CURRENCY_CNY, "¥0.01", "0.01" },
    { -1, TRIVET_CURRENCY_CNY, "−¥0.01", "-0.01" },
    { 300, TRIVET_CURRENCY_JPY, "¥300", "300" },
    { -300, TRIVET_CURRENCY_JPY, "−¥300", "-300" },
    { 1005, TRIVET_CURRENCY_KWD, "KD 1.005", "1.005" },
    { 250, TRIVET_CURRENCY_EUR, "€2.50", "2.50" },
    { G_MAXINT64, TRIVET_CURRENCY_CNY, "¥92233720368547758.07", "92233720368547758.07" },
    { G_MININT64, TRIVET_CURRENCY_CNY, "−¥92233720368547758.08", "-92233720368547758.08" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TrivetMoney      money = trivet_money_new (cases[i].minor, cases[i].currency);
    g_autofree char *people = trivet_money_format (money);
    g_autofree char *machines = trivet_money_to_decimal (money);
    TrivetMoney      again;

    g_assert_cmpstr (people, ==, cases[i].people);
    g_assert_cmpstr (machines, ==, cases[i].machines);
    g_assert_true (trivet_money_from_decimal (machines, cases[i].currency, &again, NULL));
    g_assert_cmpint (again.minor, ==, cases[i].minor);
  }
}

static void
test_parse (void)
{
  static const struct {
    const char *text;
    gint64      minor;
  } good[] = {
    { "185.40", 18540 },
    { "185.4", 18540 },
    { "185", 18500 },
    { "0", 0 },
    { "-0.00", 0 },
    { "-20.60", -2060 },
    { "0.01", 1 },
    { "007.50", 750 },
  };
  static const char *const bad[] = {
    "",
    "-",
    ".",
    "-.",
    ".5",
    "5.",
    "5.-",
    "1.234",
    "1,50",
    "1 ",
    " 1",
    "+1",
    "--1",
    "1e3",
    "0x10",
    "1.5.0",
    "12.5x",
    "¥5",
    "１",
    "NaN",
    "inf",
    "1-",
    "1.2-",
  };
  TrivetMoney money = { 77, TRIVET_CURRENCY_EUR };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (trivet_money_from_decimal (good[i].text, TRIVET_CURRENCY_CNY, &money, NULL));
    assert_money (money, good[i].minor);
  }
  money = trivet_money_new (77, TRIVET_CURRENCY_EUR);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (trivet_money_from_decimal (bad[i], TRIVET_CURRENCY_CNY, &money, &error));
    g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_PARSE);
    g_assert_cmpint (money.minor, ==, 77);
  }
  g_assert_false (trivet_money_from_decimal ("5.0", TRIVET_CURRENCY_JPY, &money, NULL));
  g_assert_true (trivet_money_from_decimal ("5.125", TRIVET_CURRENCY_KWD, &money, NULL));
  g_assert_cmpint (money.minor, ==, 5125);
}

static void
test_parse_limits (void)
{
  static const char *const too_large[] = {
    "92233720368547758.08",
    "-92233720368547758.09",
    "92233720368547759",
    "99999999999999999999999999999",
  };
  /* A cut after 40 bytes falls into a character here. */
  static const char *const foreign = "价价价价价价价价价价价价价价价价价价";

  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++) {
    g_autoptr (GError) error = NULL;
    TrivetMoney money;

    g_assert_false (trivet_money_from_decimal (too_large[i], TRIVET_CURRENCY_CNY, &money, &error));
    g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  }
  for (gsize i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;
    TrivetMoney money;

    g_assert_false (trivet_money_from_decimal (i == 0 ? foreign : "\xff\xfe", TRIVET_CURRENCY_CNY, &money, &error));
    g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_PARSE);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/money/currency", test_currency);
  g_test_add_func ("/base/money/edges", test_edges);
  g_test_add_func ("/base/money/rate/table", test_rate_table);
  g_test_add_func ("/base/money/rate/random", test_rate_random);
  g_test_add_func ("/base/money/split/table", test_split_table);
  g_test_add_func ("/base/money/split/random", test_split_random);
  g_test_add_func ("/base/money/print", test_print);
  g_test_add_func ("/base/money/parse", test_parse);
  g_test_add_func ("/base/money/parse-limits", test_parse_limits);

  return g_test_run ();
}
