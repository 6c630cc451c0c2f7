/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "menu-page-bench.h"

void
menu_bench_set_up (WindowBench  *bench,
                   gconstpointer user_data)
{
  window_bench_set_up (bench, FALSE);
  window_bench_show (bench, 1024, 768);
}

void
menu_bench_tear_down (WindowBench  *bench,
                      gconstpointer user_data)
{
  window_bench_tear_down (bench);
}

void
menu_bench_click (WindowBench *bench,
                  const char  *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
}

gboolean
menu_bench_sees (WindowBench *bench,
                 const char  *name)
{
  return trivet_ui_test_find (bench->window, name) != NULL;
}

void
menu_bench_type (WindowBench *bench,
                 const char  *name,
                 const char  *text)
{
  GtkWidget *entry = trivet_ui_test_find (bench->window, name);

  if (entry == NULL)
    g_error ("There is no “%s” on the screen", name);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

gboolean
menu_bench_says (WindowBench *bench,
                 const char  *words)
{
  return trivet_ui_test_says (bench->window, words);
}

void
menu_bench_show (WindowBench *bench,
                 const char  *page)
{
  trivet_ui_fixture_show_page (bench->fixture, bench->window, page);
}

void
menu_bench_go_back (WindowBench *bench)
{
  gtk_widget_activate_action (bench->window, "win.back", NULL);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

gint64
menu_bench_get_total (WindowBench *bench)
{
  return trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg))->total_minor;
}

TrivetMenu *
menu_bench_get_menu (WindowBench *bench)
{
  return trivet_register_get_menu (bench->fixture->context->reg);
}

guint
menu_bench_count_facts (WindowBench *bench)
{
  return trivet_memory_journal_get_n_facts (bench->fixture->journal);
}

void
menu_bench_pick_dish (WindowBench *bench,
                      const char  *picker_name,
                      const char  *words)
{
  GtkWidget *picker = trivet_ui_test_find (bench->window, picker_name);

  g_assert_nonnull (picker);
  gtk_editable_set_text (GTK_EDITABLE (picker), words);
  g_signal_emit_by_name (picker, "activate");
  trivet_ui_test_wait_for_frame (bench->window);
}
