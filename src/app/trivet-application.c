/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-composition.h"
#include "trivet-http-client.h"
#include "trivet-ui.h"
#include "trivet-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

/*
 * TrivetApplication: opens what the command line asks for, wires it to the screens, and decides
 * nothing else.
 */

G_DEFINE_FINAL_TYPE (TrivetApplication, trivet_application, ADW_TYPE_APPLICATION)

static void
trivet_application_dispose (GObject *object)
{
  TrivetApplication *self = TRIVET_APPLICATION (object);

  if (self->scanner != NULL)
    trivet_scanner_stop (self->scanner);
  g_clear_handle_id (&self->edge_id, g_source_remove);
  g_clear_object (&self->context);
  g_clear_object (&self->scanner);
  g_clear_object (&self->composition);
  g_clear_object (&self->gateways);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (trivet_application_parent_class)->dispose (object);
}

static void
trivet_application_finalize (GObject *object)
{
  TrivetApplication *self = TRIVET_APPLICATION (object);

  g_free (self->data_dir);
  g_free (self->providers_file);
  g_free (self->camera);
  g_free (self->printer);
  g_clear_pointer (&self->displays, g_hash_table_unref);
  g_clear_pointer (&self->printers, g_hash_table_unref);
  g_ptr_array_unref (self->wanted_displays);

  G_OBJECT_CLASS (trivet_application_parent_class)->finalize (object);
}

static void
on_settings_changed (TrivetApplication *self,
                     const char        *key)
{
  if (g_str_equal (key, "printer") || g_str_equal (key, "paper") || g_str_equal (key, "receipt-language"))
    _trivet_application_apply_printers (self);
}

/* A sale prints its receipt by itself, if there is a printer. */
static void
on_settled (TrivetApplication *self,
            const char        *order_id)
{
  TrivetPrintQueue *queue = trivet_composition_get_print_queue (self->composition);

  if (trivet_print_queue_get_printer (queue) != NULL)
    trivet_print_queue_request_receipt (queue, order_id);
}

static void
on_kitchen_changed (TrivetApplication *self)
{
  self->kitchen_read = TRUE;
  _trivet_application_apply_printers (self);
  _trivet_application_open_displays (self);
}

static void
on_drawers_failed (TrivetApplication *self,
                   const GError      *error)
{
  if (self->window != NULL)
    trivet_window_show_error (TRIVET_WINDOW (self->window), error);
}

static void
follow_drawers (TrivetApplication *self)
{
  TrivetDrawers *drawers = trivet_composition_get_drawers (self->composition);

  g_signal_connect_object (drawers, "drawers-changed", G_CALLBACK (_trivet_application_apply_printers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drawers, "failed", G_CALLBACK (on_drawers_failed), self, G_CONNECT_SWAPPED);
}

/* What every window of this program is built on. */
static void
prepare_screens (TrivetApplication *self)
{
  TrivetRegister  *reg = trivet_composition_get_register (self->composition);
  g_autofree char *staff = trivet_settings_dup_staff (self->settings);

  /* In a shop with staff it is who signs in. */
  if (!trivet_staff_desk_has_staff (trivet_manager_get_desk (trivet_composition_get_manager (self->composition))))
    trivet_register_set_staff (reg, staff);
  _trivet_application_make_context (self);
  _trivet_application_follow_context (self);
  self->kitchen_read = trivet_kitchen_desk_get_loaded (self->context->kitchen);
  _trivet_application_apply_printers (self);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context->kitchen, "changed", G_CALLBACK (on_kitchen_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reg, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  follow_drawers (self);
}

void
_trivet_application_open_register (TrivetApplication *self)
{
  trivet_ui_look_for_fonts ();
  self->window = trivet_window_new (GTK_APPLICATION (self), self->context);
  g_signal_connect_object (self->window, "guest-phone-wanted", G_CALLBACK (_trivet_application_show_guest_phone), self, G_CONNECT_SWAPPED);
  _trivet_application_close_start (self);
  gtk_window_present (GTK_WINDOW (self->window));
  _trivet_application_follow_frame (self, self->window);
  if (self->training)
    _trivet_application_show_guest_phone (self);
}

void
_trivet_application_open_windows (TrivetApplication *self)
{
  prepare_screens (self);
  if (self->kiosk_wanted)
    _trivet_application_open_kiosk (self);
  else if (self->register_wanted)
    _trivet_application_open_register (self);
  else
    _trivet_application_close_start (self);
  _trivet_application_open_displays (self);
}

static void
trivet_application_activate (GApplication *application)
{
  TrivetApplication *self = TRIVET_APPLICATION (application);

  if (self->window != NULL)
    gtk_window_present (GTK_WINDOW (self->window));
  else if (self->kiosk_window != NULL)
    gtk_window_present (GTK_WINDOW (self->kiosk_window));
  else if (self->start_window != NULL)
    gtk_window_present (GTK_WINDOW (self->start_window));
  else if (self->context != NULL && self->kiosk_wanted)
    _trivet_application_open_kiosk (self);
  else if (self->context != NULL)
    _trivet_application_open_register (self);
  else if (!self->opening)
    _trivet_application_begin (self);
}

/* Also what a later start hands over to the program that runs. */
static int
trivet_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *line)
{
  TrivetApplication *self = TRIVET_APPLICATION (application);
  GVariantDict      *options = g_application_command_line_get_options_dict (line);
  const char        *station = NULL;

  if (g_variant_dict_lookup (options, "kitchen", "&s", &station))
    _trivet_application_want_display (self, line);
  else if (!_trivet_application_want_kiosk (self, line))
    self->register_wanted = TRUE;
  if (station == NULL || (self->context == NULL && !self->opening))
    g_application_activate (application);

  /* An unknown station has set it already. */
  return g_application_command_line_get_exit_status (line);
}

/* Whoever ends the session gets a store that is closed in good order. */
static gboolean
on_terminated (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));

  return G_SOURCE_REMOVE;
}

static void
trivet_application_startup (GApplication *application)
{
  TrivetApplication *self = TRIVET_APPLICATION (application);

  if (self->data_dir == NULL)
    self->data_dir = g_build_filename (g_get_user_data_dir (), self->training ? "trivet-training" : "trivet", NULL);
  trivet_net_init ();
  _trivet_application_begin_early (self);

  G_APPLICATION_CLASS (trivet_application_parent_class)->startup (application);

  g_unix_signal_add (SIGTERM, on_terminated, self);
  g_unix_signal_add (SIGINT, on_terminated, self);
  self->settings = trivet_settings_new ();
  trivet_ui_set_language (trivet_settings_get_language (self->settings));
  trivet_ui_set_appearance (trivet_settings_get_appearance (self->settings));
  trivet_ui_init ();
}

static void
on_store_closed_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GMainLoop *loop = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_composition_close_finish (TRIVET_COMPOSITION (source), result, &error))
    g_warning ("The store was not closed in good order: %s", error->message);
  g_main_loop_quit (loop);
}

/* The last facts must be on the disk before the process is gone. */
static void
trivet_application_shutdown (GApplication *application)
{
  TrivetApplication *self = TRIVET_APPLICATION (application);

  /* Nothing more is brought for a store that closes. */
  g_clear_handle_id (&self->edge_id, g_source_remove);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  if (self->scanner != NULL)
    trivet_scanner_stop (self->scanner);
  if (self->composition != NULL) {
    g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

    trivet_composition_close_async (self->composition, on_store_closed_ready, loop);
    g_main_loop_run (loop);
  }

  G_APPLICATION_CLASS (trivet_application_parent_class)->shutdown (application);
}

/* Two registers on one machine are two stores, not one window: each store has a program of its own,
 * and a second start with the same one finds it. */
static void
name_after_store (TrivetApplication *self)
{
  g_autofree char *fallback = g_build_filename (g_get_user_data_dir (), "trivet-training", NULL);
  g_autofree char *path = g_canonicalize_filename (self->data_dir != NULL ? self->data_dir : fallback, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *id = g_strdup_printf ("%s.store%.16s", TRIVET_APP_ID, hash);

  g_application_set_application_id (G_APPLICATION (self), id);
}

static int
trivet_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  TrivetApplication *self = TRIVET_APPLICATION (application);

  if (g_variant_dict_contains (options, "version")) {
    g_message ("Trivet %s", TRIVET_VERSION);
    return 0;
  }
  g_variant_dict_lookup (options, "data", "^ay", &self->data_dir);
  g_variant_dict_lookup (options, "providers", "^ay", &self->providers_file);
  g_variant_dict_lookup (options, "camera", "s", &self->camera);
  g_variant_dict_lookup (options, "printer", "s", &self->printer);
  g_variant_dict_lookup (options, "training", "b", &self->training);
  if (self->data_dir != NULL || self->training)
    name_after_store (self);
  trivet_ui_begin ();

  return -1;
}

static void
trivet_application_class_init (TrivetApplicationClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = trivet_application_dispose;
  object_class->finalize = trivet_application_finalize;
  application_class->activate = trivet_application_activate;
  application_class->command_line = trivet_application_command_line;
  application_class->startup = trivet_application_startup;
  application_class->shutdown = trivet_application_shutdown;
  application_class->handle_local_options = trivet_application_handle_local_options;
}

static void
trivet_application_init (TrivetApplication *self)
{
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("The folder of the store"), N_ ("DIR") },
      { "training", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Train with wallets that move no real money"), NULL },
        { "providers", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("A provider file instead of the store's"), N_ ("FILE") },
          { "camera", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("“auto”, a PipeWire node or a device file"), N_ ("CAMERA") },
            { "printer", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("A receipt printer instead of the one in the settings"), N_ ("ADDRESS") },
              { "kiosk", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Let guests order and pay for themselves"), NULL },
                { "kitchen", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Open the display of a kitchen's station"), N_ ("STATION") },
                  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say the version"), NULL },
                    { NULL },
                 };

  self->wanted_displays = g_ptr_array_new_with_free_func (g_object_unref);
  self->displays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/**
 * trivet_application_new:
 *
 * Returns: (transfer full): the program
 */
TrivetApplication *
trivet_application_new (void)
{
  TrivetApplication *self = g_object_new (TRIVET_TYPE_APPLICATION, "application-id", TRIVET_APP_ID, "flags",
                                          G_APPLICATION_HANDLES_COMMAND_LINE, NULL);

  /* GTK would add a folder of ours to the icon theme and libadwaita then wait for the thread that reads it. What
   * is in our resources is asked for by name. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);

  return self;
}

/**
 * trivet_application_get_exit_status:
 * @self: an application that has ended
 *
 * Returns: what the program says to whoever started it
 */
int
trivet_application_get_exit_status (TrivetApplication *self)
{
  g_return_val_if_fail (TRIVET_IS_APPLICATION (self), 1);

  return self->exit_status;
}
