/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-kitchen-window.h"
#include "trivet-start-window.h"
#include "trivet-window.h"

#include <glib/gi18n.h>

/*
 * The displays of the kitchen: windows of this program, opened by `trivet --kitchen STATION`, also
 * while the register runs. A station that is asked for before the stations were read waits for them.
 */

#define EXIT_UNKNOWN_STATION 2

static void
open_display (TrivetApplication   *self,
              const TrivetStation *station)
{
  TrivetStore *store = trivet_composition_get_store (self->composition);
  g_autoptr (TrivetKitchenBoard) board = NULL;
  GtkWidget *window = g_hash_table_lookup (self->displays, station->id);

  if (window == NULL) {
    board = trivet_kitchen_board_new (self->context->kitchen, TRIVET_JOURNAL (store), TRIVET_REPOSITORY (store),
                                      self->context->clock, station->id);
    window = trivet_kitchen_window_new (board);
    gtk_window_set_application (GTK_WINDOW (window), GTK_APPLICATION (self));
    g_hash_table_insert (self->displays, g_strdup (station->id), window);
    g_object_weak_ref (G_OBJECT (window), _trivet_application_forget_display, self);
  }
  gtk_window_present (GTK_WINDOW (window));
  _trivet_application_follow_frame (self, window);
}

static gboolean
is_window (gpointer key,
           gpointer value,
           gpointer window)
{
  return value == window;
}

void
_trivet_application_forget_display (gpointer user_data,
                                    GObject *window)
{
  TrivetApplication *self = user_data;

  if (self->displays != NULL)
    g_hash_table_foreach_remove (self->displays, is_window, window);
}

/* Told to whoever asked, with a status that a script sees, and on the register when it is open. */
static void
say_unknown (TrivetApplication       *self,
             TrivetKitchen           *kitchen,
             GApplicationCommandLine *line,
             const char              *name)
{
  GPtrArray *stations = trivet_kitchen_get_stations (kitchen);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < stations->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const TrivetStation *) g_ptr_array_index (stations, i))->name);
  if (names->len == 0)
    g_string_append (names, _("none"));
  error = g_error_new (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("There is no station “%s”. Stations are: %s."), name, names->str);
  g_application_command_line_printerr (line, "%s\n", error->message);
  g_application_command_line_set_exit_status (line, EXIT_UNKNOWN_STATION);
  if (self->window != NULL)
    trivet_window_show_error (TRIVET_WINDOW (self->window), error);
  if (!g_application_command_line_get_is_remote (line))
    self->exit_status = EXIT_UNKNOWN_STATION;
}

static const char *
get_station (GApplicationCommandLine *line)
{
  const char *station = NULL;

  g_variant_dict_lookup (g_application_command_line_get_options_dict (line), "kitchen", "&s", &station);

  return station;
}

/* Called when the stations were read, and for each that is asked for later. */
void
_trivet_application_open_displays (TrivetApplication *self)
{
  TrivetKitchen *kitchen;
  g_autoptr (GPtrArray) wanted = NULL;

  if (self->context == NULL || !self->kitchen_read)
    return;

  kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);
  wanted = g_steal_pointer (&self->wanted_displays);
  self->wanted_displays = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < wanted->len; i++) {
    GApplicationCommandLine *line = g_ptr_array_index (wanted, i);
    const char              *name = get_station (line);
    const TrivetStation     *station = trivet_kitchen_find_station (kitchen, name);

    if (station != NULL)
      open_display (self, station);
    else
      say_unknown (self, kitchen, line, name);
    g_application_release (G_APPLICATION (self));
  }
}

/* The program stays until the display is there, or its absence was said. */
void
_trivet_application_want_display (TrivetApplication       *self,
                                  GApplicationCommandLine *line)
{
  g_application_hold (G_APPLICATION (self));
  g_ptr_array_add (self->wanted_displays, g_object_ref (line));
  _trivet_application_open_displays (self);
}
