/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "menu-page-bench.h"

#include <string.h>

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

static void
collect_label (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

gboolean
menu_bench_says (WindowBench *bench,
                 const char  *words)
{
  g_autoptr (GString) all = g_string_new (NULL);

  trivet_ui_test_walk (bench->window, collect_label, all);
  return strstr (all->str, words) != NULL;
}

void
menu_bench_show (WindowBench *bench,
                 const char  *page)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_string (page));

  g_assert_true (gtk_widget_activate_action_variant (bench->window, "win.show", variant));
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
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
