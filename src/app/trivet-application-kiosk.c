/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-kiosk-window.h"

#include <glib/gi18n.h>

/*
 * The kiosk, opened by `trivet --kiosk`: instead of the register, never beside it, for both have one
 * order on the screen. Staff come from the kiosk to the register by their PIN.
 */

#define EXIT_REGISTER_IS_OPEN 2

/* Whoever starts the register while guests order gets the kiosk to see, not the way around the PIN. */
gboolean
_trivet_application_want_kiosk (TrivetApplication       *self,
                                GApplicationCommandLine *line)
{
  gboolean kiosk = FALSE;

  g_variant_dict_lookup (g_application_command_line_get_options_dict (line), "kiosk", "b", &kiosk);
  if (!kiosk)
    return self->kiosk_wanted;
  if (self->register_wanted) {
    g_application_command_line_printerr (line, "%s\n", _("The register is open here. Close it first; a kiosk has the screen and the store to itself."));
    g_application_command_line_set_exit_status (line, EXIT_REGISTER_IS_OPEN);
    return FALSE;
  }
  self->kiosk_wanted = TRUE;

  return TRUE;
}

/* The register's window first: without one the program would end. */
static gboolean
change_over (gpointer user_data)
{
  TrivetApplication *self = user_data;
  GtkWidget         *kiosk = g_steal_pointer (&self->kiosk_window);

  if (kiosk == NULL)
    return G_SOURCE_REMOVE;
  self->kiosk_wanted = FALSE;
  self->register_wanted = TRUE;
  _trivet_application_open_register (self);
  gtk_window_destroy (GTK_WINDOW (kiosk));

  return G_SOURCE_REMOVE;
}

/* Not from within a signal of the window that goes. */
static void
on_left (TrivetApplication *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, change_over, g_object_ref (self), g_object_unref);
}

static void
present_kiosk (TrivetApplication *self)
{
  self->kiosk_window = trivet_kiosk_window_new (self->context);
  gtk_window_set_application (GTK_WINDOW (self->kiosk_window), GTK_APPLICATION (self));
  g_signal_connect_object (self->kiosk_window, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  if (!self->training)
    gtk_window_fullscreen (GTK_WINDOW (self->kiosk_window));
  gtk_window_present (GTK_WINDOW (self->kiosk_window));
  _trivet_application_follow_frame (self, self->kiosk_window);
  if (self->training)
    _trivet_application_show_guest_phone (self);
}

static void
on_manager_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TrivetApplication) self = user_data;
  TrivetManager *manager = TRIVET_MANAGER (source);
  g_autoptr (GError) error = NULL;

  if (trivet_manager_load_finish (manager, result, &error) && !trivet_manager_has_pin (manager))
    error = g_error_new_literal (TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NO_PIN, "A kiosk is left by a PIN, and nobody has one");
  if (error != NULL)
    _trivet_application_show_start_error (self, error);
  else
    present_kiosk (self);
  g_application_release (G_APPLICATION (self));
}

/* Only in a shop in which somebody can leave it again, and nobody else. */
void
_trivet_application_open_kiosk (TrivetApplication *self)
{
  g_application_hold (G_APPLICATION (self));
  trivet_manager_load_async (self->context->manager, on_manager_ready, g_object_ref (self));
}
