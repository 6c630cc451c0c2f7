/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-edge-loader.h"
#include "trivet-ui.h"

/*
 * Brings what no first frame needs: in a thread when the first frame has been painted, or at once
 * when a screen or a payment wants it earlier.
 */

/* A window that nobody can see may never be painted. */
#define LATEST_MS 1000

static void
make_scanner (TrivetApplication *self,
              const TrivetEdge  *edge)
{
  g_autofree char *preferred = trivet_settings_dup_camera (self->settings);
  TrivetScanSource source = { .kind = TRIVET_SCAN_SOURCE_AUTO };

  if (g_strcmp0 (self->camera, "auto") == 0) {
    source.kind = TRIVET_SCAN_SOURCE_AUTO;
  } else if (self->camera != NULL) {
    source.kind = *self->camera == '/' ? TRIVET_SCAN_SOURCE_V4L2 : TRIVET_SCAN_SOURCE_PIPEWIRE;
    source.target = self->camera;
  } else if (self->training) {
    source.kind = TRIVET_SCAN_SOURCE_TRAINING;
  } else if (*preferred != '\0') {
    source.target = preferred;
  }
  self->scanner = edge->new_scanner (&source);
  self->context->scanner = g_object_ref (self->scanner);
}

static void
make_phone (TrivetApplication *self,
            const TrivetEdge  *edge)
{
  g_autofree char *ca = trivet_training_gateways_dup_path (self->gateways, "ca.pem");
  g_autoptr (GError) error = NULL;

  self->context->phone =
    edge->new_guest_phone (trivet_training_gateways_get_url (self->gateways), ca, self->context->clock, &error);
  if (self->context->phone == NULL)
    g_warning ("The guest's phone does not work: %s", error->message);
}

static void
complete (TrivetApplication *self)
{
  TrivetUiContext  *context = self->context;
  const TrivetEdge *edge = trivet_composition_get_edge (self->composition);

  g_clear_handle_id (&self->edge_id, g_source_remove);
  trivet_ui_load_pages ();
  trivet_provider_registry_fill (trivet_composition_get_providers (self->composition));
  if (edge != NULL)
    make_scanner (self, edge);
  if (edge != NULL && self->gateways != NULL)
    make_phone (self, edge);
  context->bill_provider_ids = trivet_bookkeeper_dup_providers (context->bookkeeper);
  context->method_ids = trivet_composition_dup_wallets (self->composition, TRIVET_CAPABILITY_CHARGE_CODE);
  trivet_bookkeeper_start (context->bookkeeper);
  trivet_ui_context_set_complete (context);
}

static void
on_edge_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetApplication) self = user_data;

  /* The program may have ended meanwhile. */
  if (self->context != NULL)
    trivet_ui_context_complete (self->context);
}

static gboolean
on_load_due (gpointer user_data)
{
  TrivetApplication *self = user_data;

  self->edge_id = 0;
  trivet_edge_load_async (on_edge_ready, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock     *clock,
            TrivetApplication *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_painted, self);
  if (self->edge_id != 0) {
    g_source_remove (self->edge_id);
    on_load_due (self);
  }
}

void
_trivet_application_follow_context (TrivetApplication *self)
{
  g_signal_connect_object (self->context, "wanted", G_CALLBACK (complete), self, G_CONNECT_SWAPPED);
  /* The guest's phone comes together with the register. */
  if (self->training)
    trivet_ui_context_complete (self->context);
  else
    self->edge_id = g_timeout_add (LATEST_MS, on_load_due, self);
}

void
_trivet_application_follow_frame (TrivetApplication *self,
                                  GtkWidget         *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  if (self->edge_id != 0 && clock != NULL)
    g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_painted), self, 0);
}
