/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the accessible tree does not tell: words that are cut off, targets that are too small for a
 * finger, what lies outside the window. Loaded into the real program by LD_PRELOAD, it looks at the
 * window in front at each SIGUSR2, once two more frames were painted, and writes to $TRIVET_LOOK_FILE
 * what is wrong, a sentence a line after "! ", all words that are seen, after two blanks, and where on the
 * screen they stand, after "@ ". The shipped program has none of it. */

#include "trivet-look.h"

#include <adwaita.h>
#include <glib-unix.h>

#define FRAMES 2

/* Of a page that is hidden GTK 4.8 says in the accessible tree that it is visible: only this knows what
 * is really seen. */
static void
name (GtkWidget *widget,
      gpointer   user_data)
{
  g_autofree char *words = GTK_IS_LABEL (widget)             ? g_strdup (gtk_label_get_text (GTK_LABEL (widget)))
                           : trivet_look_is_control (widget) ? trivet_look_dup_name (widget)
                                                             : NULL;

  if (words != NULL && *words != '\0')
    g_ptr_array_add (user_data, g_steal_pointer (&words));
}

static void
find_popover (GtkWidget *widget,
              gpointer   user_data)
{
  *(gboolean *) user_data |= GTK_IS_POPOVER (widget);
}

static void
find_words (GtkWidget *widget,
            gpointer   user_data)
{
  char *words = trivet_look_dup_words_at (widget);

  if (words != NULL)
    g_ptr_array_add (user_data, words);
}

static void
judge (GtkWidget *widget,
       gpointer   user_data)
{
  char *faults[] = {
    trivet_look_is_control (widget) ? trivet_look_judge_control (widget) : NULL,
    trivet_look_judge_label (widget),
    trivet_look_judge_place (widget),
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    if (faults[i] != NULL)
      g_ptr_array_add (user_data, faults[i]);
  }
}

/* A window that needs more than the screen has is cut off by it. */
static void
judge_size (GtkWindow *window,
            GPtrArray *faults)
{
  GdkSurface  *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkMonitor  *monitor = gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface);
  GdkRectangle screen;
  int          width;
  int          height;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, gdk_surface_get_width (surface), &height, NULL, NULL, NULL);
  gdk_monitor_get_geometry (monitor, &screen);
  if (width > screen.width || height > screen.height)
    g_ptr_array_add (faults, g_strdup_printf ("the window wants %d × %d px of %d × %d", width, height, screen.width, screen.height));
}

static void
append_lines (GString    *lines,
              const char *mark,
              GPtrArray  *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    g_string_append_printf (lines, "%s%s\n", mark, g_strdelimit (g_ptr_array_index (sentences, i), "\n", ' '));
}

static gboolean
look (gpointer user_data)
{
  GtkWindow *window = user_data;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean covered = FALSE;

  trivet_look_walk (GTK_WIDGET (window), judge, faults);
  /* What lies below a popover is not seen. */
  trivet_look_walk (GTK_WIDGET (window), find_popover, &covered);
  if (!covered)
    trivet_look_walk (GTK_WIDGET (window), find_words, words);
  trivet_look_walk (GTK_WIDGET (window), name, names);
  judge_size (window, faults);
  append_lines (lines, "! ", faults);
  append_lines (lines, "  ", names);
  append_lines (lines, "@ ", words);
  if (g_getenv ("TRIVET_LOOK_FILE") != NULL)
    g_file_set_contents (g_getenv ("TRIVET_LOOK_FILE"), lines->str, (gssize) lines->len, NULL);
  g_object_unref (window);

  return G_SOURCE_REMOVE;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint *n_left = user_data;

  if (--*n_left > 0) {
    gtk_widget_queue_draw (widget);
    return G_SOURCE_CONTINUE;
  }
  g_idle_add_full (G_PRIORITY_LOW, look, g_object_ref (widget), NULL);

  return G_SOURCE_REMOVE;
}

/* The window in front. */
static GtkWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow  *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (gtk_widget_get_mapped (GTK_WIDGET (window)) && (found == NULL || gtk_window_is_active (window)))
      found = window;
  }

  return found;
}

static gboolean
on_asked (gpointer user_data)
{
  GtkWindow *window = find_window ();
  guint     *n_left;

  if (window == NULL)
    return G_SOURCE_CONTINUE;
  n_left = g_new (guint, 1);
  *n_left = FRAMES;
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_tick, n_left, g_free);

  return G_SOURCE_CONTINUE;
}

/* Children of the program have no screen to look at. */
__attribute__ ((constructor)) static void
begin (void)
{
  g_unsetenv ("LD_PRELOAD");
  g_unix_signal_add (SIGUSR2, on_asked, NULL);
}
