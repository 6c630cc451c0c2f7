/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each command of a screen becomes the right facts, once, and the screen shows what is
 * durable. Method: a register on a memory journal; quick taps are commands without a drain. */

#include "services-bench.h"

#define ADD(path, set_up, func) g_test_add ("/services/register/" path, Services, NULL, set_up, func, services_tear_down)

static void
test_no_store (Services     *self,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (services_load (self, &error));
  g_assert_error (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_STORE);

  /* The set-up comes later, and then the same register loads. */
  g_clear_error (&error);
  services_append (self, TRIVET_FACT_STORE_CREATED, "store", "{'name':'Late','currency':'EUR'}");
  g_assert_true (services_load (self, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_register_get_shop (self->reg)->name, ==, "Late");
  g_assert_cmpstr (trivet_register_get_shop (self->reg)->name_zh, ==, "Late");
  g_assert_cmpint (trivet_register_get_shop (self->reg)->currency, ==, TRIVET_CURRENCY_EUR);
}

static void
test_load (Services     *self,
           gconstpointer user_data)
{
  g_autofree char *first = services_order (self, "rice");
  g_autofree char *first_id = g_strdup (services_current (self)->order_id);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *tabs;

  trivet_register_set_label (self->reg, "Window");
  trivet_register_hold (self->reg);
  trivet_manual_clock_advance (self->clock, 1000);
  second = services_order (self, "fish");
  trivet_register_void_order (self->reg, "left");
  trivet_manual_clock_advance (self->clock, 1000);
  third = services_order (self, "soup");
  /* Later facts about the store do not say what the shop is called. */
  services_append (self, TRIVET_FACT_MANAGER_PIN_SET, "store", "{'hash':'x'}");
  services_stop (self);

  services_start (self);
  g_assert_true (services_load (self, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_register_get_shop (self->reg)->name_zh, ==, "三足小馆");
  g_assert_null (trivet_register_get_current (self->reg));
  g_assert_false (trivet_register_can_undo (self->reg));

  tabs = trivet_register_get_tabs (self->reg);
  g_assert_cmpuint (g_list_model_get_n_items (tabs), ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    g_assert_cmpstr (trivet_tab_get_order (tab)->number, ==, i == 0 ? "0001" : "0003");
    g_assert_cmpint (trivet_tab_get_due_minor (tab), ==, i == 0 ? SERVICES_RICE_MINOR : SERVICES_SOUP_MINOR);
  }
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_lookup_tab (self->reg, first_id))->label, ==, "Window");
  g_assert_cmpint (services_left (self, "fish"), ==, 5);

  fourth = services_order (self, "rice");
  g_assert_cmpstr (services_current (self)->number, ==, "0004");
}

static void
test_first_dish (Services     *self,
                 gconstpointer user_data)
{
  guint            n_appends = trivet_memory_journal_get_n_appends (self->journal);
  guint            n_facts = trivet_memory_journal_get_n_facts (self->journal);
  TrivetFact      *fact;
  g_autofree char *line_id = NULL;

  trivet_register_set_staff (self->reg, "anna");
  line_id = services_add (self, "rice");
  g_assert_nonnull (line_id);
  g_assert_true (trivet_register_get_busy (self->reg));
  /* Nothing is shown before it is durable. */
  g_assert_null (trivet_register_get_current (self->reg));
  services_drain (self);

  g_assert_false (trivet_register_get_busy (self->reg));
  g_assert_cmpuint (trivet_memory_journal_get_n_appends (self->journal), ==, n_appends + 1);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, n_facts + 2);
  fact = trivet_memory_journal_get_fact (self->journal, n_facts);
  g_assert_cmpint (trivet_fact_get_fact_type (fact), ==, TRIVET_FACT_ORDER_OPENED);
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, "anna");
  g_assert_cmpstr (trivet_fact_get_register_id (fact), ==, "R1");
  fact = trivet_memory_journal_get_fact (self->journal, n_facts + 1);
  g_assert_cmpint (trivet_fact_get_fact_type (fact), ==, TRIVET_FACT_LINE_ADDED);

  g_assert_cmpuint (self->n_current_changed, ==, 1);
  g_assert_cmpstr (services_current (self)->number, ==, "0001");
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 1);
}

static void
test_quick_taps (Services     *self,
                 gconstpointer user_data)
{
  g_autofree char *first = NULL;
  TrivetOrder     *order;

  trivet_memory_journal_set_delay_ms (self->journal, 40);
  first = services_add (self, "rice");
  for (guint i = 0; i < 9; i++) {
    g_autofree char *line_id = services_add (self, "rice");

    g_assert_cmpstr (line_id, ==, first);
    trivet_manual_clock_advance (self->clock, 7);
  }
  trivet_manual_clock_advance (self->clock, 1000);

  services_no_failure (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_OPENED), ==, 1);
  order = services_current (self);
  g_assert_cmpuint (order->lines->len, ==, 1);
  g_assert_cmpint (trivet_order_lookup_line (order, first)->quantity, ==, 10);
  g_assert_cmpint (services_total (self), ==, 10 * SERVICES_RICE_MINOR);
}

static void
test_joining (Services     *self,
              gconstpointer user_data)
{
  g_autofree char *rice = services_order (self, "rice");
  g_autofree char *rice_again = services_order (self, "rice");
  g_autofree char *fish = services_order (self, "fish");
  g_autofree char *soup = services_order (self, "soup");
  g_autofree char *soup_again = services_order (self, "soup");
  g_autofree char *noted = NULL;
  g_autofree char *discounted = NULL;

  g_assert_cmpstr (rice_again, ==, rice);
  g_assert_cmpstr (fish, !=, rice);
  g_assert_cmpstr (soup_again, !=, soup);

  /* A line that says something of its own is not joined any more. */
  trivet_register_set_line_note (self->reg, rice, "no salt");
  noted = services_order (self, "rice");
  g_assert_cmpstr (noted, !=, rice);
  trivet_register_set_line_discount (self->reg, noted, TRIVET_DISCOUNT_RATE, 100000, "Lunch");
  discounted = services_order (self, "rice");
  g_assert_cmpstr (discounted, !=, noted);
  g_assert_cmpint (services_total (self), ==, 2 * 300 + 2800 + 2 * 1800 + 270 + 300);
}

static void
test_choices (Services     *self,
              gconstpointer user_data)
{
  g_autoptr (GPtrArray) hot = services_heat (self, "hot");
  g_autoptr (GPtrArray) both = services_heat (self, "hot");
  g_autofree char *line_id = NULL;

  g_assert_null (trivet_register_add_item (self->reg, services_item (self, "soup"), NULL, 1));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_MODIFIERS);
  g_ptr_array_add (both, trivet_line_modifier_copy (g_ptr_array_index (hot, 0)));
  g_assert_null (trivet_register_add_item (self->reg, services_item (self, "soup"), both, 1));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_MODIFIERS);
  services_drain (self);
  g_assert_null (trivet_register_get_current (self->reg));

  line_id = services_order (self, "soup");
  trivet_register_set_modifiers (self->reg, line_id, hot);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_SOUP_MINOR + SERVICES_HOT_MINOR);
  trivet_register_set_modifiers (self->reg, line_id, NULL);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_MODIFIERS);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, SERVICES_SOUP_MINOR + SERVICES_HOT_MINOR);
}

static void
test_counts (Services     *self,
             gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "fish");
  g_autofree char *rest = NULL;

  g_assert_cmpint (services_left (self, "fish"), ==, 4);
  g_assert_cmpuint (self->n_menu_changed, >=, 1);
  trivet_register_change_quantity (self->reg, line_id, 4);
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, 0);

  g_assert_null (services_add (self, "fish"));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);
  trivet_register_change_quantity (self->reg, line_id, 1);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);
  g_assert_null (services_add (self, "eel"));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);

  trivet_register_change_quantity (self->reg, line_id, -2);
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, 2);
  trivet_register_change_quantity (self->reg, line_id, -7);
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
  g_assert_true (trivet_order_lookup_line (services_current (self), line_id)->voided);

  rest = services_order (self, "fish");
  g_assert_cmpstr (rest, !=, line_id);
  trivet_register_void_line (self->reg, rest);
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, 4);
  trivet_register_void_order (self->reg, "guest left");
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
  services_no_failure (self);
}

/* Six taps while the disk sleeps: the sixth is refused although the menu still says 5. */
static void
test_quick_counts (Services     *self,
                   gconstpointer user_data)
{
  trivet_memory_journal_set_delay_ms (self->journal, 100);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *line_id = services_add (self, "fish");

    g_assert_nonnull (line_id);
  }
  g_assert_null (services_add (self, "fish"));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);
  trivet_manual_clock_advance (self->clock, 1000);
  g_assert_cmpint (services_left (self, "fish"), ==, 0);
  g_assert_cmpint (services_total (self), ==, 5 * SERVICES_FISH_MINOR);
}

static void
test_lines (Services     *self,
            gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "rice");
  TrivetOrder     *order = services_current (self);

  trivet_register_change_quantity (self->reg, line_id, 0);
  g_assert_false (trivet_register_get_busy (self->reg));
  trivet_register_change_quantity (self->reg, line_id, 4);
  trivet_register_set_line_note (self->reg, line_id, "soft");
  trivet_register_set_line_discount (self->reg, line_id, TRIVET_DISCOUNT_AMOUNT, 500, NULL);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 1000);
  g_assert_cmpstr (trivet_order_lookup_line (order, line_id)->note, ==, "soft");

  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_RATE, 100000, "Lunch");
  trivet_register_set_order_note (self->reg, "to go");
  trivet_register_set_label (self->reg, "Anna");
  trivet_register_add_amount (self->reg, "Corkage", 2000);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 2700);
  g_assert_cmpstr (order->note, ==, "to go");
  g_assert_cmpstr (order->label, ==, "Anna");
  g_assert_cmpstr (order->discount.name, ==, "Lunch");

  trivet_register_change_quantity (self->reg, line_id, -5);
  services_drain (self);
  g_assert_true (trivet_order_lookup_line (order, line_id)->voided);
  trivet_register_change_quantity (self->reg, line_id, 1);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_LINE);
  trivet_register_void_line (self->reg, "NO-SUCH-LINE");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_LINE);
}

static void
test_no_order (Services     *self,
               gconstpointer user_data)
{
  trivet_register_set_label (self->reg, "x");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_ORDER);
  trivet_register_hold (self->reg);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_ORDER);
  trivet_register_void_order (self->reg, "x");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_ORDER);
  trivet_register_select (self->reg, "NO-SUCH-ORDER");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_ORDER);
  trivet_register_undo (self->reg);
  services_no_failure (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_OPENED), ==, 0);
}

static void
test_hold (Services     *self,
           gconstpointer user_data)
{
  g_autofree char *first = services_order (self, "rice");
  g_autofree char *first_id = g_strdup (services_current (self)->order_id);
  g_autofree char *second = NULL;

  trivet_register_hold (self->reg);
  g_assert_null (trivet_register_get_current (self->reg));
  second = services_order (self, "fish");
  g_assert_cmpstr (services_current (self)->number, ==, "0002");
  g_assert_true (trivet_tab_get_order (trivet_register_lookup_tab (self->reg, first_id))->held);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 2);

  trivet_register_select (self->reg, first_id);
  services_drain (self);
  g_assert_cmpstr (services_current (self)->order_id, ==, first_id);
  g_assert_false (services_current (self)->held);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_RECALLED), ==, 1);
  trivet_register_select (self->reg, first_id);
  services_drain (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_RECALLED), ==, 1);
  services_no_failure (self);
}

/* Holding before the first dish is durable: the facts follow each other, the screen is clear. */
static void
test_hold_quickly (Services     *self,
                   gconstpointer user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  trivet_memory_journal_set_delay_ms (self->journal, 50);
  first = services_add (self, "rice");
  trivet_register_hold (self->reg);
  second = services_add (self, "rice");
  trivet_manual_clock_advance (self->clock, 1000);
  services_no_failure (self);
  g_assert_cmpstr (services_current (self)->number, ==, "0002");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 2);
}

static void
test_void_order (Services     *self,
                 gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "rice");

  trivet_register_void_order (self->reg, "mistake");
  services_drain (self);
  services_no_failure (self);
  g_assert_null (trivet_register_get_current (self->reg));
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 0);
  g_assert_cmpuint (self->n_settled, ==, 0);
  g_assert_true (services_facts_contain (self, "mistake"));
}

static void
test_settled (Services     *self,
              gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "rice");
  g_autofree char *order_id = g_strdup (services_current (self)->order_id);
  g_autofree char *next = NULL;

  services_append (self, TRIVET_FACT_CASH_TAKEN, order_id,
                   "{'payment':'P1','amount_minor':300,'tendered_minor':300,'change_minor':0}");
  g_assert_cmpuint (self->n_settled, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 0);
  /* The screen keeps it until the next dish. */
  g_assert_cmpstr (services_current (self)->order_id, ==, order_id);
  g_assert_false (trivet_register_can_undo (self->reg));

  services_append (self, TRIVET_FACT_PRINT_REQUESTED, order_id, "{'job':'J1','document':'receipt','copy':1}");
  g_assert_cmpuint (self->n_settled, ==, 1);
  trivet_register_void_order (self->reg, "too late");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);

  next = services_order (self, "rice");
  g_assert_cmpstr (services_current (self)->number, ==, "0002");
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
}

static void
test_hold_settled (Services     *self,
                   gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "rice");

  services_append (self, TRIVET_FACT_CASH_TAKEN, services_current (self)->order_id,
                   "{'payment':'P1','amount_minor':300,'tendered_minor':300,'change_minor':0}");
  trivet_register_hold (self->reg);
  services_drain (self);
  services_no_failure (self);
  g_assert_null (trivet_register_get_current (self->reg));
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_HELD), ==, 0);
}

static void
test_covered (Services     *self,
              gconstpointer user_data)
{
  g_autofree char *fish = services_order (self, "fish");
  g_autofree char *rice = services_order (self, "rice");
  g_autofree char *again = NULL;

  services_append (self, TRIVET_FACT_PAYMENT_STARTED, services_current (self)->order_id,
                   "{'payment':'P1','method':'wechat','provider':'main','merchant_order_id':'M1',"
                   "'amount_minor':3000,'currency':'CNY'}");
  trivet_register_void_line (self->reg, fish);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_RATE, 500000, NULL);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  trivet_register_void_order (self->reg, "x");
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 3100);

  /* What was refused has not moved the count, not even in the next command. */
  again = services_order (self, "fish");
  g_assert_cmpint (services_left (self, "fish"), ==, 3);
  /* And it is no step that can be taken back: the last one is the second fish. */
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  g_assert_cmpint (services_total (self), ==, 3100);
  g_assert_cmpint (services_left (self, "fish"), ==, 4);

  trivet_register_set_line_discount (self->reg, rice, TRIVET_DISCOUNT_AMOUNT, 100, NULL);
  services_drain (self);
  services_no_failure (self);
  g_assert_cmpint (services_total (self), ==, 3000);
}

static void
test_other_writer (Services     *self,
                   gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "rice");
  g_autofree char *order_id = g_strdup (services_current (self)->order_id);
  g_autofree char *body = NULL;
  g_autofree char *next = NULL;

  body = g_strdup_printf ("{'line':'%s','by':2}", line_id);
  services_append (self, TRIVET_FACT_LINE_QUANTITY_CHANGED, order_id, body);
  g_assert_cmpint (services_total (self), ==, 3 * SERVICES_RICE_MINOR);

  services_append (self, TRIVET_FACT_ORDER_OPENED, "OTHER", "{'number':'0007','currency':'CNY'}");
  g_assert_nonnull (trivet_register_lookup_tab (self->reg, "OTHER"));
  g_assert_cmpstr (services_current (self)->order_id, ==, order_id);
  services_append (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'rice','available':false}");
  g_assert_cmpuint (self->n_menu_changed, >, 0);
  g_assert_null (services_add (self, "rice"));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);

  /* Its number is not given twice. */
  trivet_register_new_order (self->reg);
  next = services_order (self, "soup");
  g_assert_cmpstr (services_current (self)->number, ==, "0008");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-store", services_set_up_empty, test_no_store);
  ADD ("load", services_set_up, test_load);
  ADD ("first-dish", services_set_up, test_first_dish);
  ADD ("quick-taps", services_set_up, test_quick_taps);
  ADD ("joining", services_set_up, test_joining);
  ADD ("choices", services_set_up, test_choices);
  ADD ("counts", services_set_up, test_counts);
  ADD ("quick-counts", services_set_up, test_quick_counts);
  ADD ("lines", services_set_up, test_lines);
  ADD ("no-order", services_set_up, test_no_order);
  ADD ("hold", services_set_up, test_hold);
  ADD ("hold-quickly", services_set_up, test_hold_quickly);
  ADD ("void-order", services_set_up, test_void_order);
  ADD ("settled", services_set_up, test_settled);
  ADD ("hold-settled", services_set_up, test_hold_settled);
  ADD ("covered", services_set_up, test_covered);
  ADD ("other-writer", services_set_up, test_other_writer);

  return g_test_run ();
}
