/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a step back undoes each command exactly, and a disk that refuses leaves nothing half: not on
 * the screen, not in the counts, not among the steps. Method: each command once, by hand. */

#include "undo-bench.h"

#define ADD(path, func) \
  g_test_add ("/services/register/" path, Services, NULL, services_set_up, func, services_tear_down)
#define MAX_UNDO 50

static void
undo_back_to (Services   *self,
              const char *before)
{
  g_autofree char *after = NULL;

  services_drain (self);
  g_assert_true (trivet_register_can_undo (self->reg));
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  after = undo_bench_dup_picture (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_each (Services     *self,
           gconstpointer user_data)
{
  g_autofree char *soup = services_order (self, "soup");
  g_autofree char *fish = services_order (self, "fish");
  g_autofree char *again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GPtrArray) hot = services_heat (self, "hot");

  trivet_register_set_line_discount (self->reg, fish, TRIVET_DISCOUNT_RATE, 100000, "Friend");
  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_AMOUNT, 333, "Lunch");
  trivet_register_set_line_note (self->reg, fish, "head off");
  trivet_register_set_order_note (self->reg, "to go");
  services_drain (self);
  before = undo_bench_dup_picture (self);

  again = services_order (self, "rice");
  undo_back_to (self, before);
  trivet_register_add_amount (self->reg, "Corkage", 2000);
  undo_back_to (self, before);
  trivet_register_change_quantity (self->reg, fish, 2);
  undo_back_to (self, before);
  trivet_register_change_quantity (self->reg, fish, -1);
  undo_back_to (self, before);
  trivet_register_set_modifiers (self->reg, soup, hot);
  undo_back_to (self, before);
  trivet_register_set_line_note (self->reg, soup, "no coriander");
  undo_back_to (self, before);
  trivet_register_set_line_discount (self->reg, soup, TRIVET_DISCOUNT_AMOUNT, 100, NULL);
  undo_back_to (self, before);
  trivet_register_void_line (self->reg, soup);
  undo_back_to (self, before);
  trivet_register_set_order_note (self->reg, "");
  undo_back_to (self, before);
  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_NONE, 0, NULL);
  undo_back_to (self, before);

  /* A label is no step; the last one is the order's note. */
  trivet_register_set_label (self->reg, "Window");
  services_drain (self);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpstr (services_current (self)->note, ==, "");
  g_assert_cmpstr (services_current (self)->label, ==, "Window");
}

/* What is voided twice and taken back twice can still be taken back to before it was ordered. */
static void
test_void_twice (Services     *self,
                 gconstpointer user_data)
{
  g_autofree char *rice = services_order (self, "rice");
  g_autofree char *fish = NULL;
  g_autofree char *empty = undo_bench_dup_picture (self);
  g_autofree char *full = NULL;

  fish = services_order (self, "fish");
  trivet_register_set_line_discount (self->reg, fish, TRIVET_DISCOUNT_RATE, 500000, NULL);
  services_drain (self);
  full = undo_bench_dup_picture (self);
  for (guint i = 0; i < 2; i++) {
    const TrivetTotals    *totals = trivet_tab_get_totals (trivet_register_get_current (self->reg));
    const TrivetOrderLine *line = g_array_index (totals->lines, TrivetLineTotal, totals->lines->len - 1).line;

    g_assert_cmpstr (line->sku, ==, "fish");
    trivet_register_void_line (self->reg, line->line_id);
    undo_back_to (self, full);
  }

  trivet_register_undo (self->reg);
  undo_back_to (self, empty);
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
}

static void
test_other_order (Services     *self,
                  gconstpointer user_data)
{
  g_autofree char *first = services_order (self, "rice");
  g_autofree char *first_id = g_strdup (services_current (self)->order_id);
  g_autofree char *second = NULL;

  g_assert_true (trivet_register_can_undo (self->reg));
  trivet_register_new_order (self->reg);
  g_assert_false (trivet_register_can_undo (self->reg));
  second = services_order (self, "fish");
  trivet_register_select (self->reg, first_id);
  services_drain (self);
  g_assert_false (trivet_register_can_undo (self->reg));
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
}

/* Somebody else's void, and the last pieces sold meanwhile, stop a step without leaving a half. */
static void
test_overtaken (Services     *self,
                gconstpointer user_data)
{
  g_autofree char *fish = services_order (self, "fish");
  g_autofree char *rice = NULL;
  g_autofree char *body = NULL;

  trivet_register_void_line (self->reg, fish);
  services_drain (self);
  services_append (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'fish','available':true,'left':0}");
  trivet_register_undo (self->reg);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 0);
  /* The kitchen finds one more, and the same step works. */
  services_append (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'fish','available':true,'left':1}");
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_FISH_MINOR);
  g_assert_cmpint (services_left (self, "fish"), ==, 0);

  rice = services_order (self, "rice");
  body = g_strdup_printf ("{'line':'%s'}", rice);
  services_append (self, TRIVET_FACT_LINE_VOIDED, services_current (self)->order_id, body);
  trivet_register_undo (self->reg);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_LINE);
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  g_assert_cmpint (services_total (self), ==, 0);
  g_assert_cmpint (services_left (self, "fish"), ==, 1);
}

static void
test_at_most_50 (Services     *self,
                 gconstpointer user_data)
{
  guint            n = 0;
  g_autofree char *line_id = services_order (self, "rice");

  for (guint i = 0; i < 60; i++)
    trivet_register_change_quantity (self->reg, line_id, 1);
  services_drain (self);
  while (trivet_register_can_undo (self->reg)) {
    trivet_register_undo (self->reg);
    n++;
  }
  services_drain (self);
  g_assert_cmpuint (n, ==, MAX_UNDO);
  g_assert_cmpint (services_total (self), ==, 11 * SERVICES_RICE_MINOR);
}

static void
test_disk_full (Services     *self,
                gconstpointer user_data)
{
  g_autofree char *line_id = NULL;
  g_autofree char *lost = NULL;
  guint            n_facts = trivet_memory_journal_get_n_facts (self->journal);

  /* The first dish of an order: there is no order then, and no number is lost. */
  trivet_memory_journal_fail_next (self->journal, 2, TRIVET_STORE_ERROR_FULL);
  lost = services_add (self, "fish");
  g_free (services_add (self, "fish"));
  services_drain (self);
  g_assert_cmpuint (self->n_failed, ==, 2);
  g_assert_cmpint (self->failed_code, ==, TRIVET_STORE_ERROR_FULL);
  self->n_failed = 0;
  g_assert_null (trivet_register_get_current (self->reg));
  g_assert_false (trivet_register_can_undo (self->reg));
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, n_facts);

  line_id = services_order (self, "fish");
  g_assert_cmpstr (services_current (self)->number, ==, "0001");
  g_assert_cmpint (services_left (self, "fish"), ==, 4);
}

/* Only the first of two taps is refused; the second one is for an order that never was. */
static void
test_disk_hiccup (Services     *self,
                  gconstpointer user_data)
{
  g_autofree char *line_id = NULL;
  guint            n_facts = trivet_memory_journal_get_n_facts (self->journal);

  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  g_free (services_add (self, "rice"));
  g_free (services_add (self, "rice"));
  services_drain (self);
  g_assert_cmpuint (self->n_failed, ==, 2);
  self->n_failed = 0;
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, n_facts);
  g_assert_null (trivet_register_get_current (self->reg));

  line_id = services_order (self, "rice");
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
}

/* A refused append of one order does not disturb another that begins just then. */
static void
test_disk_two_orders (Services     *self,
                      gconstpointer user_data)
{
  g_autofree char *first = services_order (self, "rice");
  g_autofree char *first_id = g_strdup (services_current (self)->order_id);
  g_autofree char *second = NULL;

  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_register_set_label (self->reg, "lost");
  trivet_register_new_order (self->reg);
  second = services_add (self, "soup");
  services_drain (self);
  services_take_failure (self, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpstr (services_current (self)->number, ==, "0002");
  g_assert_cmpint (services_total (self), ==, SERVICES_SOUP_MINOR);
}

static void
test_disk_keeps_screen (Services     *self,
                        gconstpointer user_data)
{
  g_autofree char *rice = services_order (self, "rice");
  g_autofree char *fish = services_order (self, "fish");
  g_autofree char *order_id = g_strdup (services_current (self)->order_id);
  g_autofree char *before = undo_bench_dup_picture (self);
  g_autofree char *after = NULL;

  trivet_memory_journal_fail_next (self->journal, G_MAXUINT, TRIVET_STORE_ERROR_FULL);
  trivet_register_void_line (self->reg, fish);
  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_RATE, 500000, NULL);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpuint (self->n_failed, ==, 3);
  after = undo_bench_dup_picture (self);
  g_assert_cmpstr (after, ==, before);

  trivet_register_hold (self->reg);
  services_drain (self);
  g_assert_cmpstr (services_current (self)->order_id, ==, order_id);
  trivet_register_void_order (self->reg, "x");
  services_drain (self);
  g_assert_cmpstr (services_current (self)->order_id, ==, order_id);
  trivet_register_undo (self->reg);
  services_drain (self);
  self->n_failed = 0;

  /* The disk is there again: the newest step is the fish, which is still to be taken back. */
  trivet_memory_journal_fail_next (self->journal, 0, TRIVET_STORE_ERROR_FULL);
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("undo/each", test_each);
  ADD ("undo/void-twice", test_void_twice);
  ADD ("undo/other-order", test_other_order);
  ADD ("undo/overtaken", test_overtaken);
  ADD ("undo/at-most-50", test_at_most_50);
  ADD ("disk/full", test_disk_full);
  ADD ("disk/hiccup", test_disk_hiccup);
  ADD ("disk/two-orders", test_disk_two_orders);
  ADD ("disk/keeps-screen", test_disk_keeps_screen);

  return g_test_run ();
}
