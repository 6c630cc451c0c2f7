/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "floor-bench.h"

void
floor_bench_settle (FloorBench *self)
{
  trivet_ui_fixture_settle (self->fixture);
  trivet_ui_test_wait_for_frame (self->window);
}

void
floor_bench_show_window (FloorBench *self,
                         int         width,
                         int         height)
{
  self->window = trivet_window_new (GTK_APPLICATION (self->application), self->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
  floor_bench_settle (self);
}

void
floor_bench_close_window (FloorBench *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  trivet_ui_fixture_settle (self->fixture);
  g_assert_null (self->window);
}

void
floor_bench_set_up (FloorBench   *self,
                    gconstpointer user_data)
{
  g_autofree char *demo = trivet_ui_fixture_read_demo ();
  g_autoptr (GError) error = NULL;

  self->application = adw_application_new (TRIVET_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  self->fixture = trivet_ui_fixture_new (demo);
  self->host = self->fixture->context->floor_host;
  self->reg = self->fixture->context->reg;
  trivet_floor_host_load (self->host);
  trivet_ui_fixture_settle (self->fixture);
  floor_bench_show_window (self, 1366, 768);
}

void
floor_bench_tear_down (FloorBench   *self,
                       gconstpointer user_data)
{
  floor_bench_close_window (self);
  trivet_ui_fixture_free (self->fixture);
  g_object_unref (self->application);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

void
floor_bench_click (FloorBench *self,
                   const char *name)
{
  trivet_ui_test_click (self->fixture, self->window, name);
  floor_bench_settle (self);
}

gboolean
floor_bench_sees (FloorBench *self,
                  const char *name)
{
  return trivet_ui_test_find (self->window, name) != NULL;
}

gboolean
floor_bench_says (GtkWidget  *root,
                  const char *words)
{
  return trivet_ui_test_says (root, words);
}

/* What the window does with a key that no widget wanted. */
gboolean
floor_bench_press (FloorBench *self,
                   guint       keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->window);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
  }
  floor_bench_settle (self);

  return handled;
}
