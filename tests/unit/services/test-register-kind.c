/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an order that is eaten here becomes one that is fetched or brought, and back, with the taxes and
 * charges of what it is now, in one append; one step back brings all of it back, its table too; and
 * nothing changes once something was paid. Method: the real register on a memory journal. */

#include "services-bench.h"

#define ADD(path, func) \
  g_test_add ("/services/register/kind/" path, Services, NULL, services_set_up, func, services_tear_down)

#define PACKING 100

static void
set_prices (Services *self)
{
  services_append (self, TRIVET_FACT_CHARGE_SET, "prices",
                   "{\"id\":\"box\",\"name\":\"Packing\",\"kind\":\"item\",\"value\":100,\"tax_rate_ppm\":0,"
                   "\"types\":[\"takeaway\",\"delivery\"]}");
  services_append (self, TRIVET_FACT_TAX_RULE_SET, "prices",
                   "{\"id\":\"togo\",\"name\":\"To go\",\"types\":[\"takeaway\"],\"tax_rate_ppm\":30000,\"tax_included\":true}");
  services_drain (self);
}

static const TrivetOrderLine *
first_line (Services *self)
{
  return g_ptr_array_index (services_current (self)->lines, 0);
}

static void
test_to_takeaway_and_back (Services     *self,
                           gconstpointer user_data)
{
  g_autofree char *fish = NULL;
  guint            n_priced;
  gint64           menu_ppm;

  set_prices (self);
  fish = services_order (self, "fish");
  menu_ppm = first_line (self)->tax_rate_ppm;
  n_priced = services_count_facts (self, TRIVET_FACT_ORDER_PRICED);

  g_assert_true (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_TAKEAWAY));
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR + PACKING);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, 30000);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_PRICED), ==, n_priced + 1);

  /* Delivery has its charge, and the menu's tax again. */
  g_assert_true (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_DELIVERY));
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR + PACKING);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, menu_ppm);

  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpint (first_line (self)->tax_rate_ppm, ==, 30000);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_COUNTER);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR);

  /* What it is already needs no fact. */
  n_priced = services_count_facts (self, TRIVET_FACT_ORDER_TYPE_SET);
  g_assert_true (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_COUNTER));
  services_drain (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_TYPE_SET), ==, n_priced);
  services_no_failure (self);
}

static void
test_from_table (Services     *self,
                 gconstpointer user_data)
{
  TrivetOrderOpening table = { .kind = TRIVET_ORDER_KIND_TABLE, .table_id = "T1", .table_name = "1", .table_name_zh = "一", .guests = 2 };
  g_autofree char   *order_id = NULL;
  g_autofree char   *fish = NULL;

  set_prices (self);
  order_id = trivet_register_open_order (self->reg, &table);
  services_drain (self);
  fish = services_add (self, "fish");
  services_drain (self);
  g_assert_true (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_TAKEAWAY));
  services_drain (self);
  g_assert_cmpstr (services_current (self)->table_id, ==, "");
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_TABLE);
  g_assert_cmpstr (services_current (self)->table_id, ==, "T1");
  g_assert_cmpstr (services_current (self)->table_name_zh, ==, "一");
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR);
  services_no_failure (self);
}

/* An empty screen has a kind, too, which only the next order has. */
static void
test_before_the_first_dish (Services     *self,
                            gconstpointer user_data)
{
  g_autofree char *fish = NULL;
  g_autofree char *rice = NULL;
  guint            n_opened;

  set_prices (self);
  trivet_register_new_order (self->reg);
  n_opened = services_count_facts (self, TRIVET_FACT_ORDER_OPENED);
  g_assert_true (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_TAKEAWAY));
  services_drain (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_OPENED), ==, n_opened);
  g_assert_cmpint (trivet_register_get_order_kind (self->reg), ==, TRIVET_ORDER_KIND_TAKEAWAY);
  fish = services_add (self, "fish");
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR + PACKING);

  trivet_register_new_order (self->reg);
  g_assert_cmpint (trivet_register_get_order_kind (self->reg), ==, TRIVET_ORDER_KIND_COUNTER);
  rice = services_add (self, "rice");
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_COUNTER);
  services_no_failure (self);
}

static void
test_paid (Services     *self,
           gconstpointer user_data)
{
  set_prices (self);
  g_assert_nonnull (services_begin (self, "rice"));
  trivet_checkout_set_amount (self->checkout, 200);
  trivet_checkout_pay_cash (self->checkout, 200);
  services_drain (self);
  g_assert_false (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_TAKEAWAY));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  services_drain (self);
  g_assert_cmpint (services_current (self)->kind, ==, TRIVET_ORDER_KIND_COUNTER);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);

  /* Nor is it changed once it is settled. */
  trivet_checkout_pay_cash (self->checkout, 100);
  services_drain (self);
  g_assert_false (trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_DELIVERY));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_ORDER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("to-takeaway-and-back", test_to_takeaway_and_back);
  ADD ("from-table", test_from_table);
  ADD ("before-the-first-dish", test_before_the_first_dish);
  ADD ("paid", test_paid);

  return g_test_run ();
}
