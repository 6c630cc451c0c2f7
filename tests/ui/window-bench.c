/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-bench.h"

#include "trivet-config.h"

#include "trivet-ui.h"
#include "trivet-window.h"

/* The demo restaurant, in Chinese and dark, or in English and light; what a page needs more is loaded
 * before window_bench_show(). */
void
window_bench_set_up (WindowBench *bench,
                     gboolean     chinese)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();

  trivet_ui_set_language (chinese ? TRIVET_LANGUAGE_SETTING_CHINESE : TRIVET_LANGUAGE_SETTING_ENGLISH);
  trivet_ui_set_appearance (chinese ? TRIVET_APPEARANCE_DARK : TRIVET_APPEARANCE_LIGHT);
  bench->application = adw_application_new (TRIVET_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (bench->application), NULL, NULL);
  bench->fixture = trivet_ui_fixture_new (menu_json);
}

void
window_bench_show (WindowBench *bench,
                   int          width,
                   int          height)
{
  trivet_ui_fixture_settle (bench->fixture);
  bench->window = trivet_window_new (GTK_APPLICATION (bench->application), bench->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), width, height);
  gtk_window_present (GTK_WINDOW (bench->window));
  trivet_ui_test_wait_for_frame (bench->window);
}

/* Nothing of the window may be left. */
void
window_bench_tear_down (WindowBench *bench)
{
  GtkWidget *window = bench->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &bench->window);
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_null (bench->window);
  trivet_ui_fixture_free (bench->fixture);
  g_object_unref (bench->application);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
}
