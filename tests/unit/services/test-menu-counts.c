/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: orders keep what they hold when the menu is changed under them, and a count-down gives back
 * what a change took, whatever was sold meanwhile. Method: the register with its five dishes on a
 * memory journal; commands given at once and one after the other. */

#include "menu-desk-bench.h"

static void
test_orders_keep (MenuDeskBench *self,
                  gconstpointer  user_data)
{
  g_autofree char *line = services_order (&self->services, "rice");
  g_autofree char *later = NULL;
  g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "rice");
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  guint n_changes = self->services.n_menu_changed;

  saved = menu_desk_bench_save (self, TRIVET_MENU_PART_ITEM, base, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "rice"), "price", "4.00"));
  menu_desk_bench_assert_done (self, saved);
  g_assert_cmpuint (self->services.n_menu_changed, ==, n_changes + 1);
  g_assert_cmpint (menu_desk_bench_price_of (self, "rice"), ==, 400);
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_RICE_MINOR);
  later = services_add (&self->services, "rice");
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_RICE_MINOR + 400);
  g_assert_cmpstr (later, !=, line);

  removed = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_ITEM, "rice");
  menu_desk_bench_assert_done (self, removed);
  g_assert_null (trivet_menu_lookup_item (menu_desk_bench_menu_of (self), "rice"));
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_RICE_MINOR + 400);
  trivet_register_change_quantity (self->services.reg, line, 2);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 3 * SERVICES_RICE_MINOR + 400);
  services_no_failure (&self->services);

  undone = menu_desk_bench_undo (self);
  menu_desk_bench_assert_done (self, undone);
  g_assert_cmpint (menu_desk_bench_price_of (self, "rice"), ==, 400);
}

static void
test_count (MenuDeskBench *self,
            gconstpointer  user_data)
{
  g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "fish");
  g_autoptr (GAsyncResult) renamed = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autofree char *line = NULL;
  JsonObject      *entry = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "fish");

  /* One is sold while somebody has the form open: the count goes on. */
  line = services_order (&self->services, "fish");
  renamed = menu_desk_bench_save (self, TRIVET_MENU_PART_ITEM, base, menu_desk_bench_with_text (entry, "kitchen", "whole fish"));
  menu_desk_bench_assert_done (self, renamed);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, 4);
  g_assert_cmpstr (trivet_menu_item_get_kitchen_name (services_item (&self->services, "fish")), ==, "whole fish");

  entry = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "fish");
  json_object_set_int_member (entry, "left", 12);
  counted = menu_desk_bench_save (self, TRIVET_MENU_PART_ITEM, base, entry);
  menu_desk_bench_assert_done (self, counted);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, 12);

  removed = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_ITEM, "fish");
  menu_desk_bench_assert_done (self, removed);
  undone = menu_desk_bench_undo (self);
  menu_desk_bench_assert_done (self, undone);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, 12);
}

/* Sets what is left of the fish; -1 is not counted. */
static void
count_fish (MenuDeskBench *self,
            int            left)
{
  g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "fish");
  g_autoptr (GAsyncResult) saved = NULL;
  JsonObject *entry = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "fish");

  if (left < 0)
    json_object_remove_member (entry, "left");
  else
    json_object_set_int_member (entry, "left", left);
  saved = menu_desk_bench_save (self, TRIVET_MENU_PART_ITEM, base, entry);
  menu_desk_bench_assert_done (self, saved);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, left);
}

/* Guests go on ordering between a change of the count and the step back. */
static void
test_count_back (MenuDeskBench *self,
                 gconstpointer  user_data)
{
  static const struct {
    int before;
    int after;
    int sold;
    int expected;
  } cases[] = {
    { 5, 12, 2, 3 },  /* what the change added goes, what was sold stays sold */
    { 12, 4, 3, 9 },  /* what the change took comes back */
    { 5, 12, 9, 0 },  /* never below nothing */
    { -1, 6, 2, -1 }, /* it was not counted, so it is not */
    { 7, -1, 3, 4 },  /* nobody counted, but the orders are known */
    { 3, -1, 5, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GAsyncResult) undone = NULL;

    count_fish (self, cases[i].before);
    count_fish (self, cases[i].after);
    for (int n = 0; n < cases[i].sold; n++)
      g_free (services_order (&self->services, "fish"));
    undone = menu_desk_bench_undo (self);
    menu_desk_bench_assert_done (self, undone);
    g_assert_cmpint (services_left (&self->services, "fish"), ==, cases[i].expected);
    trivet_register_approve_next (self->services.reg, NULL, "test");
    trivet_register_void_order (self->services.reg, "test");
    services_drain (&self->services);
  }
}

/* What was given back is none of what was sold; a count that somebody began since stays; and a dish that
 * was taken off sale since stays off sale. */
static void
test_count_back_later (MenuDeskBench *self,
                       gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *line = NULL;

  count_fish (self, 9);
  count_fish (self, -1);
  line = services_order (&self->services, "fish");
  g_free (services_order (&self->services, "fish"));
  trivet_register_change_quantity (self->services.reg, line, 3);
  trivet_register_change_quantity (self->services.reg, line, -4);
  services_drain (&self->services);
  first = menu_desk_bench_undo (self);
  menu_desk_bench_assert_done (self, first);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, 8);

  count_fish (self, 20);
  services_append (&self->services, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'fish','available':false,'left':15}");
  second = menu_desk_bench_undo (self);
  menu_desk_bench_assert_done (self, second);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, 3);
  g_assert_false (trivet_menu_item_get_available (services_item (&self->services, "fish")));
}

/* The step back and an order are on their way together: neither forgets the other. */
static void
test_count_back_at_once (MenuDeskBench *self,
                         gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) undone = NULL;
  TrivetRegister *reg = self->services.reg;

  count_fish (self, 10);
  count_fish (self, 4);
  g_free (trivet_register_add_item (reg, services_item (&self->services, "fish"), NULL, 2));
  trivet_menu_desk_undo_async (self->desk, NULL, menu_desk_bench_on_result, &undone);
  g_free (trivet_register_add_item (reg, services_item (&self->services, "fish"), NULL, 3));
  services_drain (&self->services);
  menu_desk_bench_assert_done (self, undone);
  g_assert_cmpint (services_left (&self->services, "fish"), ==, 10 - 2 - 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/services/menu-desk/orders-keep", test_orders_keep);
  ADD ("/services/menu-desk/count", test_count);
  ADD ("/services/menu-desk/count-back", test_count_back);
  ADD ("/services/menu-desk/count-back-later", test_count_back_later);
  ADD ("/services/menu-desk/count-back-at-once", test_count_back_at_once);

  return g_test_run ();
}
