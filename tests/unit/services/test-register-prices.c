/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what the price book makes of an order is in the order's own facts, in the append that changed
 * it, and one step back takes it back; a later price book changes no order that nobody touches. A file
 * of prices is taken whole or not at all. Method: the real register on a memory journal. */

#include "services-bench.h"

#include <string.h>

#define ADD(path, func) \
  g_test_add ("/services/register/prices/" path, Services, NULL, services_set_up, func, services_tear_down)

static void
import (Services   *self,
        const char *text,
        guint       n_facts)
{
  TrivetPriceBook *book = trivet_register_get_prices (self->reg);
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_price_book_import (book, json, -1, TRIVET_CURRENCY_CNY, &stamp, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->len, ==, n_facts);
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    services_append (self, trivet_fact_get_fact_type (fact), "prices", trivet_fact_get_body_text (fact));
  }
  services_drain (self);
}

#define HALF_FISH                                                                                             \
  "{'promotions':[{'id':'half','name':'Half fish','kind':'rate','value':500000,'parts':[{'skus':['fish']}]}," \
  "{'id':'member','name':'Members','kind':'order-amount','value':100,'members':true,'parts':[{}]},"           \
  "{'id':'coupon','name':'Coupon','kind':'order-rate','value':1000000,'coupon':true,'exclusive':true,'parts':[{}]}]}"

static void
test_order (Services     *self,
            gconstpointer user_data)
{
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;

  rice = services_order (self, "rice");
  import (self, HALF_FISH, 3);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
  fish = services_add (self, "fish");
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR + SERVICES_FISH_MINOR / 2);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_PRICED), ==, 1);

  trivet_register_change_quantity (self->reg, fish, 1);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR + SERVICES_FISH_MINOR);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR + SERVICES_FISH_MINOR / 2);

  /* The book changes, the order does not, until somebody changes it. */
  import (self, "{'promotions':[]}", 3);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR + SERVICES_FISH_MINOR / 2);
  trivet_register_change_quantity (self->reg, rice, 1);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 2 * SERVICES_RICE_MINOR + SERVICES_FISH_MINOR);
  services_no_failure (self);
}

static void
test_guest (Services     *self,
            gconstpointer user_data)
{
  g_autofree char *fish = NULL;

  import (self, HALF_FISH, 3);
  fish = services_order (self, "fish");
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR / 2);
  trivet_register_set_member (self->reg, "M1");
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR / 2 - 100);
  trivet_register_set_coupon (self->reg, "coupon", TRUE);
  trivet_register_set_tip (self->reg, 250);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 250);
  trivet_register_undo (self->reg);
  trivet_register_undo (self->reg);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR / 2);
  services_no_failure (self);
}

/* A bill's tip is its own; what counts for all bills is refused with a sentence. */
static void
test_split (Services     *self,
            gconstpointer user_data)
{
  g_autofree char   *fish = NULL;
  const TrivetOrder *order;

  import (self, HALF_FISH, 3);
  fish = services_order (self, "fish");
  g_assert_true (trivet_register_split_equally (self->reg, 2));
  services_drain (self);
  trivet_register_set_member (self->reg, "M1");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SPLIT);
  trivet_register_set_coupon (self->reg, "coupon", TRUE);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SPLIT);
  trivet_register_set_check_tip (self->reg, 2, 300);
  services_drain (self);
  services_no_failure (self);
  order = services_current (self);
  g_assert_null (order->member);
  g_assert_cmpint (trivet_order_get_tip_minor (order, 2), ==, 300);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR / 2 + 300);
  g_assert_true (trivet_checkout_begin_check (self->checkout, order->order_id, 2));
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, SERVICES_FISH_MINOR / 4 + 300);
  trivet_checkout_pay_cash (self->checkout, SERVICES_FISH_MINOR / 4 + 300);
  services_drain (self);
  trivet_register_set_check_tip (self->reg, 2, 0);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CHECK_PAID);
  trivet_register_set_check_tip (self->reg, 3, 100);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CHECK_PAID);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR / 2 + 300);
}

/* A part was paid: a promotion must not make the order cost less than that. */
static void
test_covered (Services     *self,
              gconstpointer user_data)
{
  const char *order_id;

  import (self, HALF_FISH, 3);
  order_id = services_begin (self, "rice");
  trivet_checkout_set_amount (self->checkout, 200);
  trivet_checkout_pay_cash (self->checkout, 200);
  services_drain (self);
  g_assert_nonnull (order_id);
  trivet_register_set_coupon (self->reg, "coupon", TRUE);
  services_drain (self);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
}

static void
assert_refused (Services   *self,
                const char *text,
                int         code,
                const char *named)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_price_book_import (trivet_register_get_prices (self->reg), json, -1, TRIVET_CURRENCY_CNY, &stamp, &error);

  g_assert_null (facts);
  g_assert_error (error, TRIVET_MENU_ERROR, code);
  g_assert_nonnull (strstr (error->message, named));
}

static void
test_import (Services     *self,
             gconstpointer user_data)
{
  import (self, HALF_FISH, 3);
  import (self, HALF_FISH, 0);
  import (self, "{'promotions':[{'id':'half','name':'Third fish','kind':'rate','value':333333,'parts':[{'skus':['fish']}]}],"
                "'charges':[{'id':'s','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':0}]}",
          4);
  g_assert_cmpuint (trivet_price_book_get_promotions (trivet_register_get_prices (self->reg))->len, ==, 1);

  assert_refused (self, "{", TRIVET_MENU_ERROR_SYNTAX, "JSON");
  assert_refused (self, "[]", TRIVET_MENU_ERROR_VALUE, "one object");
  assert_refused (self, "{}", TRIVET_MENU_ERROR_VALUE, "neither");
  assert_refused (self, "{'promotions':{}}", TRIVET_MENU_ERROR_VALUE, "promotions");
  assert_refused (self, "{'charges':[{'id':'a','name':'A','kind':'order','value':1,'tax_rate_ppm':0},7]}", TRIVET_MENU_ERROR_VALUE, "Entry 2");
  assert_refused (self, "{'charges':[{'id':'a','name':'A','kind':'order','value':-1,'tax_rate_ppm':0}]}", TRIVET_MENU_ERROR_VALUE, "value");
  assert_refused (self, "{'charges':[{'id':'a','name':'A','kind':'order','value':1,'tax_rate_ppm':0},"
                        "{'id':'a','name':'B','kind':'order','value':1,'tax_rate_ppm':0}]}",
                  TRIVET_MENU_ERROR_VALUE, "twice");
  g_assert_cmpuint (trivet_price_book_get_charges (trivet_register_get_prices (self->reg))->len, ==, 1);
}

static void
test_import_rounding (Services     *self,
                      gconstpointer user_data)
{
  const TrivetCashRounding *rounding = trivet_price_book_get_cash_rounding (trivet_register_get_prices (self->reg));

  import (self, "{'cash_rounding':{'unit':'0.10','mode':'down'}}", 1);
  g_assert_cmpint (rounding->unit_minor, ==, 10);
  g_assert_cmpint (rounding->mode, ==, TRIVET_CASH_ROUNDING_DOWN);
  import (self, "{'cash_rounding':{'unit':'0.10','mode':'down'}}", 0);
  import (self, "{'cash_rounding':{'unit':'0.05','mode':'nearest'},'promotions':[]}", 1);
  g_assert_cmpint (rounding->unit_minor, ==, 5);

  assert_refused (self, "{'cash_rounding':7}", TRIVET_MENU_ERROR_VALUE, "“cash_rounding” is not an object");
  assert_refused (self, "{'cash_rounding':{'unit':'0.10','mode':'sideways'}}", TRIVET_MENU_ERROR_VALUE, "sideways");
  assert_refused (self, "{'cash_rounding':{'unit':'0.10','mode':'down','till':7}}", TRIVET_MENU_ERROR_VALUE, "till");
  assert_refused (self, "{'cash_rounding':{'unit':'0.105','mode':'down'}}", TRIVET_MENU_ERROR_VALUE, "unit");
  assert_refused (self, "{'cash_rounding':{'unit':10,'mode':'down'}}", TRIVET_MENU_ERROR_VALUE, "unit");
  assert_refused (self, "{'cash_rounding':{'unit':'20.00','mode':'down'}}", TRIVET_MENU_ERROR_VALUE, "unit");
  assert_refused (self, "{'cash_rounding':{'unit':'-0.10','mode':'down'}}", TRIVET_MENU_ERROR_VALUE, "unit");
  g_assert_cmpint (rounding->unit_minor, ==, 5);

  /* A file without it makes a book without it. */
  import (self, "{'promotions':[]}", 1);
  g_assert_cmpint (rounding->unit_minor, ==, 0);
}

static void
test_import_tips (Services     *self,
                  gconstpointer user_data)
{
  TrivetPriceBook      *book = trivet_register_get_prices (self->reg);
  const TrivetTipRates *rates = trivet_price_book_get_tip_rates (book);
  g_autofree char      *file = NULL;

  import (self, "{'tips':{'rates_ppm':[100000,125000],'of':'dishes'}}", 1);
  g_assert_cmpuint (rates->n_rates, ==, 2);
  g_assert_cmpint (rates->base, ==, TRIVET_TIP_OF_DISHES);
  file = trivet_price_book_export (book, TRIVET_CURRENCY_CNY);
  import (self, file, 0);

  assert_refused (self, "{'tips':7}", TRIVET_MENU_ERROR_VALUE, "“tips” is not an object");
  assert_refused (self, "{'tips':{'rates_ppm':7}}", TRIVET_MENU_ERROR_VALUE, "rates_ppm");
  assert_refused (self, "{'tips':{'rates_ppm':[0]}}", TRIVET_MENU_ERROR_VALUE, "rates_ppm");
  assert_refused (self, "{'tips':{'rates_ppm':['10 %']}}", TRIVET_MENU_ERROR_VALUE, "rates_ppm");
  assert_refused (self, "{'tips':{'rates_ppm':[1,2,3,4,5,6,7]}}", TRIVET_MENU_ERROR_VALUE, "more than 6");
  assert_refused (self, "{'tips':{'rates_ppm':[1],'of':'wine'}}", TRIVET_MENU_ERROR_VALUE, "wine");
  g_assert_cmpuint (rates->n_rates, ==, 2);

  /* A file without it makes a shop that offers what is usual; an empty list offers none. */
  import (self, "{'promotions':[]}", 1);
  g_assert_false (rates->own);
  import (self, "{'tips':{'rates_ppm':[]}}", 1);
  g_assert_true (rates->own);
  g_assert_cmpuint (rates->n_rates, ==, 0);
}

#define TAKEAWAY                                                                                    \
  "{'tax_rules':[{'id':'togo','name':'To go','types':['takeaway','delivery'],'tax_rate_ppm':30000," \
  "'tax_included':false},{'id':'table','name':'At a table','types':['table'],'tax_rate_ppm':100000}]}"

static const TrivetOrderLine *
first_line (Services *self)
{
  return g_ptr_array_index (services_current (self)->lines, 0);
}

/* A counter order has the menu's tax, at a table it has another; one step back, and another order,
 * bring the right one each. */
static void
test_tax_by_type (Services     *self,
                  gconstpointer user_data)
{
  TrivetOrderOpening togo = { .kind = TRIVET_ORDER_KIND_TAKEAWAY };
  g_autofree char   *fish = NULL;
  g_autofree char   *other = NULL;
  gint64             menu_ppm;

  import (self, TAKEAWAY, 2);
  fish = services_order (self, "fish");
  menu_ppm = first_line (self)->menu_tax_rate_ppm;
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, menu_ppm);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_PRICED), ==, 0);

  services_append (self, TRIVET_FACT_ORDER_SEATED, services_current (self)->order_id, "{'table':'T1'}");
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_TABLE);
  /* Another register has seated them; this one prices with its next change. */
  trivet_register_change_quantity (self->reg, fish, 1);
  services_drain (self);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, 100000);
  g_assert_cmpint (first_line (self)->menu_tax_rate_ppm, ==, menu_ppm);
  g_assert_true (first_line (self)->tax_included == first_line (self)->menu_tax_included);

  /* A later book changes no order that nobody touches. */
  import (self, "{'tax_rules':[]}", 2);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, 100000);
  trivet_register_change_quantity (self->reg, fish, 1);
  services_drain (self);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, menu_ppm);

  import (self, TAKEAWAY, 2);
  g_free (trivet_register_open_order (self->reg, &togo));
  services_drain (self);
  other = services_add (self, "fish");
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, 30000);
  g_assert_false (first_line (self)->tax_included);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR + 84);
  services_no_failure (self);
}

static void
test_export (Services     *self,
             gconstpointer user_data)
{
  TrivetPriceBook *book = trivet_register_get_prices (self->reg);
  g_autoptr (TrivetPriceBook) copy = NULL;
  g_autofree char *file = NULL;
  g_autofree char *again = NULL;

  import (self, "{'promotions':[{'id':'half','name':'Half fish','kind':'rate','value':500000,'parts':[{'skus':['fish']}]}],"
                "'charges':[{'id':'s','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':0}],"
                "'tax_rules':[{'id':'togo','name':'To go','types':['takeaway'],'categories':['food'],'tax_rate_ppm':60000}],"
                "'cash_rounding':{'unit':'0.50','mode':'up'}}",
          4);
  file = trivet_price_book_export (book, TRIVET_CURRENCY_CNY);
  import (self, file, 0);
  copy = trivet_price_book_copy (book);
  again = trivet_price_book_export (copy, TRIVET_CURRENCY_CNY);
  g_assert_cmpstr (again, ==, file);
  assert_refused (self, "{'tax_rules':[{'id':'a','name':'A','types':['boat'],'tax_rate_ppm':0}]}", TRIVET_MENU_ERROR_VALUE, "Entry 1 of “tax_rules”");
  assert_refused (self, "{'tax_rules':[{'id':'a','name':'A','tax_rate_ppm':0}]}", TRIVET_MENU_ERROR_VALUE, "types");
  assert_refused (self, "{'tax_rules':[{'id':'a','name':'A','types':['table'],'tax_rate_ppm':1000001}]}", TRIVET_MENU_ERROR_VALUE, "tax_rate_ppm");
}

/* A register that starts anew prices by the book that it finds. */
static void
test_load (Services     *self,
           gconstpointer user_data)
{
  g_autofree char *fish = NULL;

  import (self, HALF_FISH, 3);
  services_stop (self);
  services_start (self);
  g_assert_true (services_load (self, NULL));
  fish = services_order (self, "fish");
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR / 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("order", test_order);
  ADD ("guest", test_guest);
  ADD ("split", test_split);
  ADD ("covered", test_covered);
  ADD ("import", test_import);
  ADD ("import-rounding", test_import_rounding);
  ADD ("import-tips", test_import_tips);
  ADD ("tax-by-type", test_tax_by_type);
  ADD ("export", test_export);
  ADD ("load", test_load);

  return g_test_run ();
}
