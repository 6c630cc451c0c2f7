/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-edge-loader.h"
#include "trivet-start-window.h"
#include "trivet-ui.h"

/*
 * The way to an open store: what stands in the folder, the wallets to train with, what is said and
 * asked while there is no register yet.
 */

#define DEMO_RESOURCE "/org/trivetpos/Trivet/demo/menu.json"
#define REGISTER_ID   "register-1"

void
_trivet_application_close_start (TrivetApplication *self)
{
  if (self->start_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->start_window));
  self->start_window = NULL;
}

/* Something has to be said or asked before there is a register. */
static TrivetStartWindow *
get_start_window (TrivetApplication *self)
{
  if (self->start_window == NULL)
    self->start_window = trivet_start_window_new (GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (self->start_window));

  return TRIVET_START_WINDOW (self->start_window);
}

static void
on_try_again (TrivetApplication *self)
{
  _trivet_application_close_start (self);
  _trivet_application_begin (self);
}

void
_trivet_application_show_start_error (TrivetApplication *self,
                                      const GError      *error)
{
  TrivetStartWindow *window = get_start_window (self);

  trivet_start_window_show_error (window, error);
  g_signal_connect_object (window, "try-again", G_CALLBACK (on_try_again), self, G_CONNECT_SWAPPED);
}

/* Never before GTK has started, even if the store is faster: nothing runs the main loop until then. */
static void
on_composition_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (TrivetApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  self->opening = FALSE;
  self->composition = trivet_composition_open_finish (result, &error);
  if (self->composition != NULL)
    _trivet_application_open_windows (self);
  else
    _trivet_application_show_start_error (self, error);
  g_application_release (G_APPLICATION (self));
}

static void
open_store (TrivetApplication *self)
{
  g_autofree char         *providers = NULL;
  TrivetCompositionOptions options = {
    .data_dir = self->data_dir,
    .providers_file = self->providers_file,
    .register_id = REGISTER_ID,
    .training = self->training,
    .resume = TRUE,
    .get_edge = trivet_edge_load,
  };

  if (self->gateways != NULL && self->providers_file == NULL) {
    providers = trivet_training_gateways_dup_path (self->gateways, "providers.ini");
    options.providers_file = providers;
  }
  self->opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  trivet_composition_open_async (&options, NULL, on_composition_ready, g_object_ref (self));
}

static gboolean
create_demo_store (TrivetApplication *self,
                   GError           **error)
{
  g_autoptr (GBytes) menu = g_resources_lookup_data (DEMO_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return menu != NULL &&
         trivet_composition_create_store (self->data_dir, g_bytes_get_data (menu, NULL), (gssize) g_bytes_get_size (menu),
                                          REGISTER_ID, TRUE, NULL, error);
}

static void
on_demo_wanted (TrivetApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (create_demo_store (self, &error))
    open_store (self);
  else
    _trivet_application_show_start_error (self, error);
}

static gboolean
has_store (TrivetApplication *self)
{
  g_autofree char *path = trivet_store_build_path (self->data_dir);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A training store is made without asking: it holds nothing that anybody would miss. */
static void
open_or_offer (TrivetApplication *self)
{
  TrivetStartWindow *window;

  if (has_store (self)) {
    open_store (self);
  } else if (self->training) {
    on_demo_wanted (self);
  } else {
    window = get_start_window (self);
    trivet_start_window_show_welcome (window);
    g_signal_connect_object (window, "demo-wanted", G_CALLBACK (on_demo_wanted), self, G_CONNECT_SWAPPED);
  }
}

static void
on_gateways_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TrivetApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  self->gateways = trivet_training_gateways_start_finish (result, &error);
  if (self->gateways != NULL)
    open_or_offer (self);
  else
    _trivet_application_show_start_error (self, error);
  g_application_release (G_APPLICATION (self));
}

void
_trivet_application_begin (TrivetApplication *self)
{
  g_autofree char *state = NULL;

  if (!self->training || self->providers_file != NULL) {
    open_or_offer (self);
    return;
  }

  state = g_build_filename (self->data_dir, "sandbox", NULL);
  g_mkdir_with_parents (state, 0700);
  g_application_hold (G_APPLICATION (self));
  trivet_training_gateways_start_async (state, on_gateways_ready, g_object_ref (self));
}

/* Where there is a store, its threads read it while GTK starts and keeps this one busy. */
void
_trivet_application_begin_early (TrivetApplication *self)
{
  if (!self->training && has_store (self))
    open_store (self);
  trivet_ui_start ();
  trivet_ui_load ();
}
