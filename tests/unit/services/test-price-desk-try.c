/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a promotion, a coupon, a tax and a tip say beforehand what they make of the order on the screen,
 * or why nothing. Method: the real register and desk on a memory journal. */

#include "prices-bench.h"

static void
assert_try (PricesBench           *self,
            const TrivetPromotion *promotion,
            TrivetPromotionVerdict verdict,
            gint64                 takes_minor)
{
  gint64 minor = -1;

  g_assert_cmpint (trivet_price_desk_try (self->desk, promotion, &minor), ==, verdict);
  g_assert_cmpint (minor, ==, takes_minor);
  g_assert_null (prices_look_up (self, promotion->id));
}

static void
test_try (PricesBench  *self,
          gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;
  guint            n_facts;

  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_UNKNOWN, 0);
  rice = services_order (&self->services, "rice");
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_DISHES, 0);
  fish = services_add (&self->services, "fish");
  services_drain (&self->services);
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
  promotion->off = TRUE;
  promotion->coupon = TRUE;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
  promotion->members = TRUE;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_MEMBERS, 0);
  promotion->members = FALSE;
  promotion->order_kinds = 1u << TRIVET_ORDER_KIND_DELIVERY;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_ORDER_KIND, 0);
  promotion->order_kinds = 0;
  promotion->kind = TRIVET_PROMOTION_BUY_GET;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_UNITS, 0);
  promotion->kind = TRIVET_PROMOTION_ORDER_AMOUNT;
  promotion->threshold_minor = SERVICES_RICE_MINOR + SERVICES_FISH_MINOR + 1;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_THRESHOLD, 0);
  promotion->threshold_minor--;
  promotion->value = 500;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, 500);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

/* The clock of the bench says when an hour from now is. */
static void
test_try_hours (PricesBench  *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autofree char *fish = services_order (&self->services, "fish");
  gint64           now_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->services.clock));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  int minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);

  promotion->from_minute = (minute + 60) % 1440;
  promotion->to_minute = (minute + 120) % 1440;
  g_assert_false (trivet_price_desk_is_active_now (self->desk, promotion));
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TIME, 0);
  promotion->kind = TRIVET_PROMOTION_ORDER_RATE;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TIME, 0);
  promotion->from_minute = (minute + 1380) % 1440;
  g_assert_true (trivet_price_desk_is_active_now (self->desk, promotion));
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
}

/* The order on the screen says beforehand what its tax and its sum become. */
static void
test_try_tax (PricesBench  *self,
              gconstpointer user_data)
{
  g_autoptr (TrivetTaxRule) rule = trivet_tax_rule_new ("t");
  g_autofree char *fish = NULL;
  TrivetTaxTrial   trial = { 0 };
  guint            n_facts;

  g_free (rule->name);
  rule->name = g_strdup ("Counter");
  rule->order_kinds = 1u << TRIVET_ORDER_KIND_COUNTER;
  rule->tax_rate_ppm = 100000;
  rule->sets_included = TRUE;
  rule->tax_included = FALSE;
  g_assert_false (trivet_price_desk_try_tax_rule (self->desk, rule, &trial));
  fish = services_order (&self->services, "fish");
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  g_assert_true (trivet_price_desk_try_tax_rule (self->desk, rule, &trial));
  g_assert_cmpint (trial.n_dishes, ==, 1);
  g_assert_cmpint (trial.tax_after_minor, ==, SERVICES_FISH_MINOR / 10);
  g_assert_cmpint (trial.total_before_minor, ==, SERVICES_FISH_MINOR);
  g_assert_cmpint (trial.total_after_minor, ==, SERVICES_FISH_MINOR * 11 / 10);
  rule->order_kinds = 1u << TRIVET_ORDER_KIND_DELIVERY;
  g_assert_true (trivet_price_desk_try_tax_rule (self->desk, rule, &trial));
  g_assert_cmpint (trial.n_dishes, ==, 0);
  g_assert_cmpint (trial.tax_after_minor, ==, trial.tax_before_minor);
  g_assert_cmpint (trial.total_after_minor, ==, SERVICES_FISH_MINOR);
  rule->order_kinds = 0;
  g_assert_false (trivet_price_desk_try_tax_rule (self->desk, rule, &trial));
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

static void
assert_coupon (PricesBench           *self,
               const char            *id,
               TrivetPromotionVerdict verdict,
               gint64                 takes_minor)
{
  gint64 minor = -1;

  g_assert_cmpint (trivet_register_judge_coupon (self->services.reg, id, &minor), ==, verdict);
  g_assert_cmpint (minor, ==, takes_minor);
}

static void
test_coupons (PricesBench  *self,
              gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (TrivetPromotion) coupon = prices_make_promotion ("SUMMER10");
  g_autoptr (TrivetPromotion) better = prices_make_promotion ("half");
  g_autofree char *fish = NULL;

  coupon->coupon = TRUE;
  prices_set_promotion (self, coupon, -1);
  g_assert_cmpstr (trivet_register_find_coupon (reg, " summer10\n")->id, ==, "SUMMER10");
  g_assert_cmpstr (trivet_register_find_coupon (reg, "fish DAY")->id, ==, "SUMMER10");
  g_assert_null (trivet_register_find_coupon (reg, "SUMMER1"));
  g_assert_null (trivet_register_find_coupon (reg, ""));
  g_assert_null (trivet_register_find_coupon (reg, "\xff"));
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_UNKNOWN, 0);
  fish = services_order (&self->services, "fish");
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR);
  better->value = 500000;
  prices_set_promotion (self, better, -1);
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_BEATEN, 0);
  /* What is no coupon cannot be handed in as one. */
  assert_coupon (self, "half", TRIVET_PROMOTION_VERDICT_UNKNOWN, 0);
  coupon->off = TRUE;
  prices_set_promotion (self, coupon, -1);
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_OFF, 0);
}

static void
assert_tip (GArray *tips,
            guint   i,
            gint64  rate_ppm,
            gint64  amount_minor,
            gint64  total_minor)
{
  const TrivetTipChoice *tip = &g_array_index (tips, TrivetTipChoice, i);

  g_assert_cmpint (tip->rate_ppm, ==, rate_ppm);
  g_assert_cmpint (tip->amount_minor, ==, amount_minor);
  g_assert_cmpint (tip->total_minor, ==, total_minor);
}

/* 31.00 rounds to 40, not to itself or by two thirds; a tip that is there already does not count. */
static void
test_tips (PricesBench  *self,
           gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (GArray) none = trivet_register_suggest_tips (reg);
  g_autoptr (GArray) tips = NULL;
  g_autoptr (GArray) of_dishes = NULL;
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;

  services_append (&self->services, TRIVET_FACT_TIP_RATES_SET, "prices", "{'rates_ppm':[50000,200000]}");
  g_assert_cmpuint (none->len, ==, 0);
  rice = services_order (&self->services, "rice");
  fish = services_add (&self->services, "fish");
  trivet_register_set_tip (reg, 777);
  tips = trivet_register_suggest_tips (reg);
  g_assert_cmpuint (tips->len, ==, 3);
  assert_tip (tips, 0, 50000, 155, 3255);
  assert_tip (tips, 1, 200000, 620, 3720);
  assert_tip (tips, 2, 0, 900, 4000);

  /* A charge is nobody's work to thank for. */
  services_append (&self->services, TRIVET_FACT_CHARGE_SET, "prices", "{'id':'s','name':'S','kind':'order','value':600,'tax_rate_ppm':0}");
  services_append (&self->services, TRIVET_FACT_TIP_RATES_SET, "prices", "{'rates_ppm':[100000],'of':'dishes'}");
  services_drain (&self->services);
  trivet_register_change_quantity (reg, rice, 1);
  of_dishes = trivet_register_suggest_tips (reg);
  assert_tip (of_dishes, 0, 100000, 340, 4340);
  services_drain (&self->services);
}

/* Where nobody tips by rates, none are offered; a round sum always is. */
static void
test_usual_tips (PricesBench  *self,
                 gconstpointer user_data)
{
  g_autofree char *rice = services_order (&self->services, "rice");
  g_autofree char *fish = services_add (&self->services, "fish");
  g_autoptr (GArray) tips = trivet_register_suggest_tips (self->services.reg);

  g_assert_cmpuint (tips->len, ==, 1);
  assert_tip (tips, 0, 0, 900, 4000);
  g_assert_cmpuint (trivet_tip_rates_for_currency (TRIVET_CURRENCY_USD).n_rates, ==, 4);
  g_assert_cmpint (trivet_tip_rates_for_currency (TRIVET_CURRENCY_USD).base, ==, TRIVET_TIP_OF_DISHES);
  g_assert_cmpuint (trivet_tip_rates_for_currency (TRIVET_CURRENCY_EUR).n_rates, ==, 3);
  services_drain (&self->services);
}

#define ADD(path, func) g_test_add ("/services/price-desk/" path, PricesBench, NULL, prices_set_up, func, prices_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("try", test_try);
  ADD ("try-hours", test_try_hours);
  ADD ("try-tax", test_try_tax);
  ADD ("coupons", test_coupons);
  ADD ("tips", test_tips);
  ADD ("usual-tips", test_usual_tips);

  return g_test_run ();
}
