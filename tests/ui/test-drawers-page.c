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

#include <string.h>

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

static void
collect_label (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
says (Bench      *bench,
      const char *words)
{
  g_autoptr (GString) all = g_string_new (NULL);

  trivet_ui_test_wait_for_frame (bench->base.window);
  trivet_ui_test_walk (bench->base.window, collect_label, all);

  return strstr (all->str, words) != NULL;
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
  g_test_add_func ("/ui/drawers/chinese", test_chinese);

  return g_test_run ();
}
