/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-phone-window.h"
#include "trivet-picture-printer.h"
#include "trivet-simulated-reader.h"

/* Makes what the screens are built on, and in training shows the guest's phone. */

static void
on_phone_shown (TrivetApplication *self,
                GBytes            *gray,
                int                width,
                int                height)
{
  const TrivetEdge *edge = trivet_composition_get_edge (self->composition);

  if (self->scanner != NULL)
    edge->show_scanner (self->scanner, gray, width, height);
}

/* Each tap is a new one, also with the code of the one before. */
static gboolean
on_phone_tapped (TrivetApplication *self,
                 TrivetSecret      *code)
{
  TrivetSimulatedReader *reader;

  if (!TRIVET_IS_SIMULATED_READER (self->context->reader))
    return FALSE;

  reader = TRIVET_SIMULATED_READER (self->context->reader);
  trivet_simulated_reader_take_away (reader);

  return trivet_simulated_reader_tap (reader, code);
}

void
_trivet_application_show_guest_phone (TrivetApplication *self)
{
  if (self->context->phone == NULL)
    return;

  if (self->phone_window == NULL) {
    self->phone_window = trivet_phone_window_new (self->context);
    g_object_add_weak_pointer (G_OBJECT (self->phone_window), (gpointer *) &self->phone_window);
    gtk_window_set_application (GTK_WINDOW (self->phone_window), GTK_APPLICATION (self));
    g_signal_connect_object (self->phone_window, "shown", G_CALLBACK (on_phone_shown), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->phone_window, "tapped", G_CALLBACK (on_phone_tapped), self, G_CONNECT_SWAPPED);
  }
  gtk_window_present (GTK_WINDOW (self->phone_window));
}

void
_trivet_application_make_context (TrivetApplication *self)
{
  TrivetUiContext *context = trivet_ui_context_new ();
  g_autofree char *images = g_build_filename (self->data_dir, "images", NULL);

  context->reg = g_object_ref (trivet_composition_get_register (self->composition));
  context->checkout = g_object_ref (trivet_composition_get_checkout (self->composition));
  context->print_queue = g_object_ref (trivet_composition_get_print_queue (self->composition));
  context->kitchen = g_object_ref (trivet_composition_get_kitchen_desk (self->composition));
  context->manager = g_object_ref (trivet_composition_get_manager (self->composition));
  context->returns = g_object_ref (trivet_composition_get_returns (self->composition));
  context->parked = g_object_ref (trivet_composition_get_parked (self->composition));
  context->floor_host = g_object_ref (trivet_composition_get_floor_host (self->composition));
  context->drawers = g_object_ref (trivet_composition_get_drawers (self->composition));
  context->devices = g_object_ref (trivet_composition_get_devices (self->composition));
  trivet_devices_set_maker (context->devices, _trivet_application_find_printer, self);
  trivet_devices_set_print_queue (context->devices, context->print_queue);
  context->menu_desk = trivet_menu_desk_new (context->reg, TRIVET_JOURNAL (trivet_composition_get_store (self->composition)));
  trivet_menu_desk_set_manager (context->menu_desk, context->manager);
  context->price_desk = trivet_price_desk_new (context->reg);
  context->bookkeeper = g_object_ref (trivet_composition_get_bookkeeper (self->composition));
  trivet_bookkeeper_set_manager (context->bookkeeper, context->manager);
  context->repository = TRIVET_REPOSITORY (g_object_ref (trivet_composition_get_store (self->composition)));
  context->painter = TRIVET_DOCUMENT_PAINTER (trivet_picture_printer_new ());
  context->clock = g_object_ref (trivet_composition_get_clock (self->composition));
  context->clock_watch = trivet_clock_watch_new (TRIVET_JOURNAL (trivet_composition_get_store (self->composition)), context->repository,
                                                 context->clock);
  context->settings = g_object_ref (self->settings);
  context->images = trivet_dish_images_new (images);
  context->problems = g_ptr_array_ref (trivet_composition_get_problems (self->composition));
  context->training = self->training;
  /* Real readers come later; training has one that the guest's phone is held to. */
  if (self->training)
    context->reader = trivet_simulated_reader_new ();
  self->context = context;
}
