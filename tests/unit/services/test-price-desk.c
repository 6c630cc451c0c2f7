/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the price book is changed by who may, each change can be taken back, and each refusal names
 * the field. Method: the real register and desk on a memory journal, with a manager and a waiter who
 * have PINs. */

#include "prices-bench.h"

#include <string.h>

static void
test_promotion (PricesBench  *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autofree char *line = NULL;
  guint            n_facts;

  g_assert_cmpint (trivet_price_desk_needs (self->desk), ==, TRIVET_PERMISSION_NONE);
  prices_set_promotion (self, promotion, -1);
  g_assert_cmpuint (self->n_changed, >, 0);
  g_assert_cmpstr (prices_look_up (self, "p")->name, ==, "Fish day");
  g_assert_cmpstr (prices_look_up (self, "p")->name_zh, ==, "Fish day");
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR * 9 / 10);

  /* What changes nothing is no step. */
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  prices_set_promotion (self, promotion, -1);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);

  promotion->value = 500000;
  prices_set_promotion (self, promotion, -1);
  g_assert_cmpint (prices_look_up (self, "p")->value, ==, 500000);
  prices_undo (self, -1);
  g_assert_cmpint (prices_look_up (self, "p")->value, ==, 100000);
  prices_undo (self, -1);
  g_assert_null (prices_look_up (self, "p"));
  g_assert_false (trivet_price_desk_can_undo (self->desk));
  prices_undo (self, TRIVET_PRICE_DESK_ERROR_NO_STEP);
}

static void
test_switch_and_remove (PricesBench  *self,
                        gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *line = NULL;

  prices_set_promotion (self, promotion, -1);
  g_assert_true (trivet_price_desk_is_active_now (self->desk, prices_look_up (self, "p")));
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", FALSE, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  g_assert_true (prices_look_up (self, "p")->off);
  g_assert_false (trivet_price_desk_is_active_now (self->desk, prices_look_up (self, "p")));
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR);
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", TRUE, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  trivet_register_change_quantity (self->services.reg, line, 1);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 2 * SERVICES_FISH_MINOR * 9 / 10);

  trivet_price_desk_remove_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  g_assert_null (prices_look_up (self, "p"));
  trivet_price_desk_remove_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, TRIVET_PRICE_DESK_ERROR_GONE);
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", TRUE, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, TRIVET_PRICE_DESK_ERROR_GONE);
  prices_undo (self, -1);
  g_assert_cmpint (prices_look_up (self, "p")->value, ==, 100000);
  g_assert_false (prices_look_up (self, "p")->off);
}

/* Another register has changed the rule since: our step is not taken back over its head. */
static void
test_foreign_change (PricesBench  *self,
                     gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");

  prices_set_promotion (self, promotion, -1);
  services_append (&self->services, TRIVET_FACT_PROMOTION_SET, "prices",
                   "{'id':'p','name':'Theirs','kind':'rate','value':1,'parts':[{}]}");
  services_drain (&self->services);
  prices_undo (self, TRIVET_PRICE_DESK_ERROR_CHANGED);
  g_assert_cmpstr (prices_look_up (self, "p")->name, ==, "Theirs");
  g_assert_false (trivet_price_desk_can_undo (self->desk));
}

static void
test_busy (PricesBench  *self,
           gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autoptr (TrivetPromotion) other = prices_make_promotion ("q");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  trivet_price_desk_set_promotion_async (self->desk, promotion, NULL, prices_on_result, &first);
  trivet_price_desk_set_promotion_async (self->desk, other, NULL, prices_on_result, &second);
  prices_assert_finished (self, &second, TRIVET_PRICE_DESK_ERROR_BUSY);
  prices_assert_finished (self, &first, -1);
  g_assert_null (prices_look_up (self, "q"));
}

static void
test_permission (PricesBench  *self,
                 gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autoptr (GAsyncResult) result = NULL;
  TrivetFact *fact;

  prices_add_people (self);
  g_assert_cmpint (trivet_price_desk_needs (self->desk), ==, TRIVET_PERMISSION_EDIT_MENU);
  prices_set_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL);
  trivet_price_desk_set_promotion_async (self->desk, promotion, prices_approve (self, TRIVET_PERMISSION_EDIT_STAFF), prices_on_result, &result);
  prices_assert_finished (self, &result, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL);
  trivet_price_desk_set_promotion_async (self->desk, promotion, prices_approve (self, TRIVET_PERMISSION_EDIT_MENU), prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  fact = trivet_memory_journal_get_fact (self->services.journal, trivet_memory_journal_get_n_facts (self->services.journal) - 1);
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "approver", ""), ==, "Wang");
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, "Lin Mei");
  /* One yes is one action, taking back is another. */
  prices_undo (self, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL);
  g_assert_nonnull (prices_look_up (self, "p"));
  trivet_price_desk_undo_async (self->desk, prices_approve (self, TRIVET_PERMISSION_EDIT_MENU), prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  g_assert_null (prices_look_up (self, "p"));
}

/* Who approved is not part of the rule: the same change again is none, and an equal file, too. */
static void
test_approver_is_no_rule (PricesBench  *self,
                          gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  g_autoptr (GAsyncResult) result = NULL;
  guint n_facts;

  prices_add_people (self);
  trivet_price_desk_set_promotion_async (self->desk, promotion, prices_approve (self, TRIVET_PERMISSION_EDIT_MENU), prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  prices_set_promotion (self, promotion, -1);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

static void
refuse_promotion (PricesBench     *self,
                  TrivetPromotion *promotion,
                  int              code)
{
  prices_set_promotion (self, promotion, code);
  g_assert_null (prices_look_up (self, "p"));
  g_assert_false (trivet_price_desk_can_undo (self->desk));
}

static void
test_refused_names (PricesBench  *self,
                    gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");

  g_free (promotion->name);
  promotion->name = g_strdup ("  ");
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_NAME);
  g_free (promotion->name);
  promotion->name = g_strnfill (TRIVET_PRICE_DESK_MAX_NAME + 1, 'x');
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_NAME);
}

static void
test_refused_values (PricesBench  *self,
                     gconstpointer user_data)
{
  static const TrivetPromotionKind kinds[] = { TRIVET_PROMOTION_RATE, TRIVET_PROMOTION_AMOUNT, TRIVET_PROMOTION_BUY_GET,
                                               TRIVET_PROMOTION_ORDER_AMOUNT, TRIVET_PROMOTION_ORDER_RATE };
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    promotion->kind = kinds[i];
    promotion->value = 0;
    refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_VALUE);
    promotion->value = TRIVET_ORDER_MAX_PRICE_MINOR + 1;
    refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_VALUE);
  }
  promotion->kind = TRIVET_PROMOTION_RATE;
  promotion->value = TRIVET_RATE_PPM_ONE + 1;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_VALUE);
  promotion->kind = TRIVET_PROMOTION_ORDER_AMOUNT;
  promotion->value = 100;
  promotion->threshold_minor = -1;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_THRESHOLD);
  promotion->threshold_minor = 0;
  promotion->from_minute = 1440;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_HOURS);
  promotion->from_minute = 0;
  promotion->days = 128;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_HOURS);
}

static void
test_refused_parts (PricesBench  *self,
                    gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");
  TrivetPromotionPart *part = g_ptr_array_index (promotion->parts, 0);

  promotion->kind = TRIVET_PROMOTION_BUY_GET;
  promotion->buy = 0;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_UNITS);
  promotion->buy = TRIVET_PROMOTION_MAX_UNITS;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_UNITS);
  promotion->kind = TRIVET_PROMOTION_SET;
  promotion->value = 1000;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
  part->count = TRIVET_PROMOTION_MAX_UNITS + 1;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
  part->count = 2;
  for (guint i = 0; i < TRIVET_PROMOTION_MAX_PARTS; i++)
    g_ptr_array_add (promotion->parts, trivet_promotion_part_new ());
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
  g_ptr_array_set_size (promotion->parts, 0);
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
}

static void
set_charge (PricesBench        *self,
            const TrivetCharge *charge,
            int                 code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_charge_async (self->desk, charge, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, code);
}

static void
test_charge (PricesBench  *self,
             gconstpointer user_data)
{
  static char      id[] = "c";
  static char      name[] = "Service";
  static char      empty[] = "";
  TrivetCharge     charge = { .charge_id = id, .name = name, .name_zh = empty, .kind = TRIVET_CHARGE_RATE, .value = 100000 };
  g_autofree char *line = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  charge.order_kinds = 1u << TRIVET_ORDER_KIND_COUNTER | 1u << TRIVET_ORDER_KIND_BAR;
  set_charge (self, &charge, -1);
  g_assert_cmpuint (trivet_price_book_lookup_charge (trivet_price_desk_get_book (self->desk), "c")->order_kinds, ==, charge.order_kinds);
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR * 11 / 10);
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_CHARGE_SET, "c", FALSE, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  trivet_register_change_quantity (self->services.reg, line, 1);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 2 * SERVICES_FISH_MINOR);
  prices_undo (self, -1);
  prices_undo (self, -1);
  g_assert_null (trivet_price_book_lookup_charge (trivet_price_desk_get_book (self->desk), "c"));

  charge.value = 0;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_VALUE);
  charge.value = TRIVET_ORDER_MAX_CHARGE_PPM + 1;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_VALUE);
  charge.value = 1;
  charge.tax_rate_ppm = TRIVET_RATE_PPM_ONE + 1;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_TAX);
  charge.tax_rate_ppm = 0;
  charge.from_guests = -1;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_GUESTS);
  charge.from_guests = 0;
  charge.name = empty;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_NAME);
}

static void
set_rounding (PricesBench           *self,
              gint64                 unit_minor,
              TrivetCashRoundingMode mode,
              int                    code)
{
  const TrivetCashRounding rounding = { unit_minor, mode };
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_rounding_async (self->desk, &rounding, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, code);
}

static void
test_rounding (PricesBench  *self,
               gconstpointer user_data)
{
  TrivetPriceBook *book = trivet_price_desk_get_book (self->desk);

  set_rounding (self, 10, TRIVET_CASH_ROUNDING_DOWN, -1);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->unit_minor, ==, 10);
  set_rounding (self, 100, TRIVET_CASH_ROUNDING_NEAREST, -1);
  set_rounding (self, TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR + 1, TRIVET_CASH_ROUNDING_UP, TRIVET_PRICE_DESK_ERROR_ROUNDING);
  prices_undo (self, -1);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->unit_minor, ==, 10);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->mode, ==, TRIVET_CASH_ROUNDING_DOWN);
  prices_undo (self, -1);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->unit_minor, ==, 0);
}

static void
set_tax_rule (PricesBench         *self,
              const TrivetTaxRule *rule,
              int                  code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_tax_rule_async (self->desk, rule, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, code);
}

static const TrivetTaxRule *
look_up_tax (PricesBench *self)
{
  return trivet_price_book_lookup_tax_rule (trivet_price_desk_get_book (self->desk), "t");
}

/* 13 % on top of every dish that is eaten at the counter. */
static TrivetTaxRule *
make_tax_rule (void)
{
  TrivetTaxRule *rule = trivet_tax_rule_new ("t");

  g_free (rule->name);
  rule->name = g_strdup (" Counter ");
  rule->order_kinds = 1u << TRIVET_ORDER_KIND_COUNTER;
  rule->tax_rate_ppm = 130000;
  rule->sets_included = TRUE;
  rule->tax_included = FALSE;

  return rule;
}

static void
test_tax_rule (PricesBench  *self,
               gconstpointer user_data)
{
  g_autoptr (TrivetTaxRule) rule = make_tax_rule ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *line = NULL;

  set_tax_rule (self, rule, -1);
  g_assert_cmpstr (look_up_tax (self)->name, ==, "Counter");
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR + SERVICES_FISH_MINOR * 13 / 100);
  rule->sets_included = FALSE;
  set_tax_rule (self, rule, -1);
  g_assert_false (look_up_tax (self)->sets_included);
  prices_undo (self, -1);
  g_assert_true (look_up_tax (self)->sets_included);
  trivet_price_desk_remove_async (self->desk, TRIVET_FACT_TAX_RULE_SET, "t", NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, -1);
  g_assert_null (look_up_tax (self));
  trivet_register_change_quantity (self->services.reg, line, 1);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 2 * SERVICES_FISH_MINOR);
  prices_undo (self, -1);
  prices_undo (self, -1);
  g_assert_null (look_up_tax (self));

  rule->tax_rate_ppm = TRIVET_RATE_PPM_ONE + 1;
  set_tax_rule (self, rule, TRIVET_PRICE_DESK_ERROR_TAX);
  rule->tax_rate_ppm = 0;
  rule->order_kinds = 0;
  set_tax_rule (self, rule, TRIVET_PRICE_DESK_ERROR_ORDER_KINDS);
  rule->order_kinds = 1;
  rule->name[0] = '\0';
  set_tax_rule (self, rule, TRIVET_PRICE_DESK_ERROR_NAME);
}

static void
assert_tax_order (PricesBench *self,
                  const char  *ids)
{
  GPtrArray *rules = trivet_price_book_get_tax_rules (trivet_price_desk_get_book (self->desk));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    g_string_append (found, ((TrivetTaxRule *) g_ptr_array_index (rules, i))->id);
  g_assert_cmpstr (found->str, ==, ids);
}

static void
move_tax_rule (PricesBench *self,
               const char  *id,
               int          by,
               int          code)
{
  GAsyncResult *result = NULL;

  trivet_price_desk_move_tax_rule_async (self->desk, id, by, NULL, prices_on_result, &result);
  services_drain (&self->services);
  prices_assert_finished (self, &result, code);
}

/* A rule keeps its place when it is changed, and has it again when its removal is taken back. */
static void
test_tax_order (PricesBench  *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetTaxRule) rule = make_tax_rule ();
  GAsyncResult *result = NULL;

  for (const char *id = "uvt"; *id != '\0'; id++) {
    rule->id[0] = *id;
    set_tax_rule (self, rule, -1);
  }
  assert_tax_order (self, "uvt");
  move_tax_rule (self, "t", -2, -1);
  assert_tax_order (self, "tuv");
  move_tax_rule (self, "t", -1, -1);
  move_tax_rule (self, "gone", 1, TRIVET_PRICE_DESK_ERROR_GONE);
  move_tax_rule (self, "t", 1, -1);
  assert_tax_order (self, "utv");
  rule->tax_rate_ppm = 50000;
  set_tax_rule (self, rule, -1);
  assert_tax_order (self, "utv");
  trivet_price_desk_remove_async (self->desk, TRIVET_FACT_TAX_RULE_SET, "t", NULL, prices_on_result, &result);
  services_drain (&self->services);
  prices_assert_finished (self, &result, -1);
  assert_tax_order (self, "uv");
  prices_undo (self, -1);
  assert_tax_order (self, "utv");
  prices_undo (self, -1);
  g_assert_cmpint (look_up_tax (self)->tax_rate_ppm, ==, 130000);
  prices_undo (self, -1);
  prices_undo (self, -1);
  assert_tax_order (self, "uvt");
}

static void
set_tips (PricesBench          *self,
          const TrivetTipRates *rates,
          int                   code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_tip_rates_async (self->desk, rates, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, code);
}

static void
test_tip_rates (PricesBench  *self,
                gconstpointer user_data)
{
  TrivetPriceBook *book = trivet_price_desk_get_book (self->desk);
  TrivetTipRates   rates = { TRUE, 2, { 100000, 200000 }, TRIVET_TIP_OF_DISHES };

  g_assert_false (trivet_price_book_get_tip_rates (book)->own);
  set_tips (self, &rates, -1);
  g_assert_true (trivet_tip_rates_equal (trivet_price_book_get_tip_rates (book), &rates));
  rates.rates_ppm[1] = 0;
  set_tips (self, &rates, TRIVET_PRICE_DESK_ERROR_VALUE);
  rates.n_rates = 0;
  set_tips (self, &rates, -1);
  g_assert_cmpuint (trivet_price_book_get_tip_rates (book)->n_rates, ==, 0);
  g_assert_true (trivet_price_book_get_tip_rates (book)->own);
  prices_undo (self, -1);
  g_assert_cmpuint (trivet_price_book_get_tip_rates (book)->n_rates, ==, 2);
  prices_undo (self, -1);
  g_assert_false (trivet_price_book_get_tip_rates (book)->own);
}

static void
test_full (PricesBench  *self,
           gconstpointer user_data)
{
  for (guint i = 0; i < TRIVET_PRICE_BOOK_MAX_RULES; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'r%u','name':'R','kind':'rate','value':1,'parts':[{}]}", i);

    services_append (&self->services, TRIVET_FACT_PROMOTION_SET, "prices", body);
  }
  services_drain (&self->services);
  {
    g_autoptr (TrivetPromotion) promotion = prices_make_promotion ("p");

    refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_FULL);
  }
}

#define ADD(path, func) g_test_add ("/services/price-desk/" path, PricesBench, NULL, prices_set_up, func, prices_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("promotion", test_promotion);
  ADD ("switch-and-remove", test_switch_and_remove);
  ADD ("foreign-change", test_foreign_change);
  ADD ("busy", test_busy);
  ADD ("permission", test_permission);
  ADD ("approver-is-no-rule", test_approver_is_no_rule);
  ADD ("refused-names", test_refused_names);
  ADD ("refused-values", test_refused_values);
  ADD ("refused-parts", test_refused_parts);
  ADD ("charge", test_charge);
  ADD ("tax-rule", test_tax_rule);
  ADD ("tax-order", test_tax_order);
  ADD ("rounding", test_rounding);
  ADD ("tip-rates", test_tip_rates);
  ADD ("full", test_full);

  return g_test_run ();
}
