/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a shift is opened, moved, counted blind and closed in three taps and the count, and the day is
 * ended knowing what is open. Method: the window over a store in memory, driven by accessible names;
 * what it says is compared with the facts. Pictures are written for people to look at. */

#include "trivet-config.h"

#include "trivet-ui.h"
#include "trivet-window.h"
#include "window-bench.h"

typedef struct {
  WindowBench base;
  guint       n_taps;
} Bench;

static void
set_up (Bench   *bench,
        int      width,
        int      height,
        gboolean chinese)
{
  window_bench_set_up (&bench->base, chinese);
  trivet_drawers_load (bench->base.fixture->context->drawers);
  window_bench_show (&bench->base, width, height);
  gtk_widget_activate_action (bench->base.window, "win.show", "s", "drawers");
}

static void
click (Bench      *bench,
       const char *name)
{
  bench->n_taps++;
  trivet_ui_test_click (bench->base.fixture, bench->base.window, name);
  trivet_ui_fixture_settle (bench->base.fixture);
}

static void
click_often (Bench      *bench,
             const char *name,
             guint       n)
{
  for (guint i = 0; i < n; i++)
    click (bench, name);
}

static gboolean
says (Bench      *bench,
      const char *words)
{
  trivet_ui_test_wait_for_frame (bench->base.window);

  return trivet_ui_test_says (bench->base.window, words);
}

static guint
count_facts (Bench         *bench,
             TrivetFactType type)
{
  g_autoptr (GPtrArray) subjects = trivet_memory_journal_dup_subjects (bench->base.fixture->journal);
  guint n = 0;

  for (guint i = 0; i < subjects->len; i++) {
    g_autoptr (GPtrArray) facts = trivet_memory_journal_dup_facts (bench->base.fixture->journal, g_ptr_array_index (subjects, i));

    for (guint j = 0; j < facts->len; j++)
      n += trivet_fact_get_fact_type (g_ptr_array_index (facts, j)) == type;
  }

  return n;
}

static void
open_shift (Bench *bench)
{
  click (bench, "Use a drawer at this register");
  click (bench, "Open a shift: Counter");
  click (bench, "5");
  click_often (bench, "00", 2);
  trivet_ui_test_screenshot (bench->base.window, "drawers-open");
  click (bench, "Open the shift");
  g_assert_true (says (bench, "Open since"));
}

static void
test_close (void)
{
  Bench bench = { 0 };

  set_up (&bench, 1024, 768, FALSE);
  g_assert_true (says (&bench, "No shift is open here"));
  open_shift (&bench);
  trivet_ui_test_assert_controls (bench.base.window, 8);

  click (&bench, "Money out");
  click (&bench, "2");
  click_often (&bench, "00", 2);
  click (&bench, "Goods");
  trivet_ui_test_screenshot (bench.base.window, "drawers-out");
  click (&bench, "Take it out");
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_DRAWER_PAID_OUT), ==, 1);

  bench.n_taps = 0;
  click (&bench, "Count and close");
  click_often (&bench, "One more ¥100", 2);
  g_assert_false (says (&bench, "Should be there"));
  g_assert_cmpint (gtk_widget_get_width (bench.base.window), ==, 1024);
  trivet_ui_test_screenshot (bench.base.window, "drawers-count");
  click (&bench, "That is what is there");
  g_assert_true (says (&bench, "Missing"));
  g_assert_true (says (&bench, "¥300.00"));
  trivet_ui_test_screenshot (bench.base.window, "drawers-counted");
  click (&bench, "Close the shift");
  /* Shift close: three taps and the count. */
  g_assert_cmpuint (bench.n_taps - 2, <=, 3);
  g_assert_true (says (&bench, "No shift is open here"));
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_SHIFT_CLOSED), ==, 1);
  window_bench_tear_down (&bench.base);
}

/* No printer opens it, money moved after the count: one sentence each, and nothing is lost. */
static void
test_refused (void)
{
  Bench bench = { 0 };

  set_up (&bench, 1024, 768, FALSE);
  open_shift (&bench);
  click (&bench, "Open the drawer");
  trivet_ui_test_screenshot (bench.base.window, "drawers-kick");
  click (&bench, "Change for a guest");
  g_assert_true (says (&bench, "No printer opens this drawer. Use its key."));

  click (&bench, "Count and close");
  click_often (&bench, "One more ¥100", 5);
  click (&bench, "That is what is there");
  g_assert_true (says (&bench, "Nothing is missing"));
  click (&bench, "Money in");
  click (&bench, "1");
  click (&bench, "00");
  click (&bench, "Found money");
  click (&bench, "Put it in");
  click (&bench, "Count and close");
  click_often (&bench, "One more ¥100", 5);
  click (&bench, "That is what is there");
  g_assert_true (says (&bench, "Missing"));
  click (&bench, "Hand over: the next shift begins with this money");
  g_assert_true (says (&bench, "Open since"));
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_SHIFT_OPENED), ==, 2);
  window_bench_tear_down (&bench.base);
}

static void
test_day (void)
{
  Bench            bench = { 0 };
  g_autofree char *line = NULL;

  set_up (&bench, 1366, 768, FALSE);
  line = trivet_ui_fixture_add (bench.base.fixture, "C01", "", 1);
  trivet_ui_fixture_settle (bench.base.fixture);
  click (&bench, "X report: the day so far");
  g_assert_true (says (&bench, "X report: the day so far"));
  trivet_ui_test_screenshot (bench.base.window, "drawers-x");
  /* Without a printer it waits, and that is said. */
  click (&bench, "Print");
  g_assert_true (says (&bench, "No printer is set up"));
  g_assert_nonnull (trivet_ui_test_find (bench.base.window, "1 paper waiting"));
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_PRINT_REQUESTED), ==, 1);
  click (&bench, "End of the day");
  g_assert_true (says (&bench, "1 order is open"));
  trivet_ui_test_screenshot (bench.base.window, "drawers-day");
  click (&bench, "End the day");
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_DAY_CLOSED), ==, 1);
  g_assert_true (says (&bench, "The day has ended. No printer is set up"));
  trivet_ui_test_screenshot (bench.base.window, "drawers-z");
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_PRINT_REQUESTED), ==, 1);
  /* Later it is found again by its number. */
  click (&bench, "X report: the day so far");
  click (&bench, "Z reports");
  trivet_ui_test_screenshot (bench.base.window, "drawers-days");
  trivet_ui_test_assert_controls (bench.base.window, 4);
  click (&bench, "Z report 1 · 2026-01-01");
  click (&bench, "Print");
  click (&bench, "Print");
  g_assert_cmpuint (count_facts (&bench, TRIVET_FACT_PRINT_REQUESTED), ==, 3);
  gtk_widget_activate_action (bench.base.window, "win.show", "s", "papers");
  g_assert_true (says (&bench, "Z report 1"));
  g_assert_true (says (&bench, "X report"));
  g_assert_true (says (&bench, "No printer is set up. Name one in the settings."));
  trivet_ui_test_screenshot (bench.base.window, "papers-reports");
  window_bench_tear_down (&bench.base);
}

static void
append (Bench         *bench,
        TrivetFactType type,
        const char    *subject,
        const char    *json)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (bench->base.fixture->context->reg);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, trivet_fact_new (type, subject, json_node_dup_object (node), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (bench->base.fixture->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (bench->base.fixture);
}

/* An order at a table of which the kitchen knows nothing, with a payment in doubt; a drawer; a paper. */
static char *
leave_things (Bench *bench)
{
  TrivetUiContext *context = bench->base.fixture->context;
  g_autofree char *line = trivet_ui_fixture_add (bench->base.fixture, "C01", "", 2);
  char            *order_id = g_strdup (trivet_tab_get_order_id (trivet_register_get_current (context->reg)));

  trivet_drawers_set_kitchen (context->drawers, trivet_kitchen_desk_get_kitchen (context->kitchen));
  trivet_register_set_label (context->reg, "Window seat");
  append (bench, TRIVET_FACT_PAYMENT_STARTED, order_id,
          "{'payment':'P1','method':'wechat','provider':'wechat','merchant_order_id':'M1','amount_minor':1000,'currency':'CNY'}");
  append (bench, TRIVET_FACT_PAYMENT_ASKED, order_id, "{'payment':'P1'}");
  append (bench, TRIVET_FACT_PAYMENT_DOUBTED, order_id, "{'payment':'P1','reason':'answer-lost'}");
  trivet_print_queue_request_receipt (context->print_queue, order_id);
  trivet_ui_fixture_settle (bench->base.fixture);
  trivet_register_new_order (context->reg);
  trivet_ui_fixture_settle (bench->base.fixture);

  return order_id;
}

/* Back to the list: a tap on each of its rows leads to what it names. */
static void
tap_row (Bench      *bench,
         const char *name,
         const char *says_there)
{
  gtk_widget_activate_action (bench->base.window, "win.show", "s", "drawers");
  click (bench, "End of the day");
  click (bench, name);
  if (!says (bench, says_there))
    g_error ("“%s” does not lead to “%s”", name, says_there);
}

/* Who ends the day sees what is left, whose it is and since when, and gets there with one tap. */
static void
test_day_list (void)
{
  Bench            bench = { 0 };
  TrivetTab       *current;
  g_autofree char *order_id = NULL;

  set_up (&bench, 1024, 768, FALSE);
  open_shift (&bench);
  order_id = leave_things (&bench);
  click (&bench, "End of the day");
  g_assert_true (says (&bench, "1 order is open"));
  g_assert_true (says (&bench, "1 payment is not certain yet"));
  g_assert_true (says (&bench, "1 paper did not come out"));
  g_assert_true (says (&bench, "1 drawer is open"));
  g_assert_true (says (&bench, "The kitchen was not told of 1 dish"));
  trivet_ui_test_assert_controls (bench.base.window, 8);
  trivet_ui_test_screenshot (bench.base.window, "drawers-day-list");
  tap_row (&bench, "Window seat · Order 0001 · WeChat Pay, ¥10.00, Lin Mei · since 20:00", "Not certain whether the customer paid");
  tap_row (&bench, "Receipt of order 0001, Lin Mei · since 20:00", "No printer is set up");
  tap_row (&bench, "Counter, Lin Mei · since 20:00", "That is what is there");
  tap_row (&bench, "Window seat · Order 0001, ¥36.00, Lin Mei · since 20:00", "Window seat");
  current = trivet_register_get_current (bench.base.fixture->context->reg);
  g_assert_cmpstr (trivet_tab_get_order_id (current), ==, order_id);
  trivet_register_new_order (bench.base.fixture->context->reg);
  tap_row (&bench, "Window seat · Order 0001, 1 dish, Lin Mei · since 20:00", "Window seat");
  current = trivet_register_get_current (bench.base.fixture->context->reg);
  g_assert_cmpstr (trivet_tab_get_order_id (current), ==, order_id);
  window_bench_tear_down (&bench.base);
}

static void
test_chinese (void)
{
  Bench bench = { 0 };

  set_up (&bench, 1920, 1080, TRUE);
  g_assert_true (says (&bench, "本机未开班"));
  click (&bench, "本机使用钱箱");
  click (&bench, "开班：收银台");
  click (&bench, "确认开班");
  g_assert_true (says (&bench, "Lin Mei"));
  click (&bench, "清点并结班");
  trivet_ui_test_screenshot (bench.base.window, "drawers-zh-dark");
  window_bench_tear_down (&bench.base);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/drawers/close", test_close);
  g_test_add_func ("/ui/drawers/refused", test_refused);
  g_test_add_func ("/ui/drawers/day", test_day);
  g_test_add_func ("/ui/drawers/day-list", test_day_list);
  g_test_add_func ("/ui/drawers/chinese", test_chinese);

  return g_test_run ();
}
