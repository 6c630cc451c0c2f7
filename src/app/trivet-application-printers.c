/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-config.h"

#include "trivet-application-private.h"

#include "trivet-escpos-printer.h"
#include "trivet-folder-printer.h"
#include "trivet-link-address.h"
#include "trivet-window.h"

/*
 * Makes the printers that settings and stations name. Two that have the same address are one, so that
 * their papers do not mix.
 */

#define PICTURE_ADDRESS "picture:"

static void
show_error (TrivetApplication *self,
            const GError      *error)
{
  if (self->window != NULL)
    trivet_window_show_error (TRIVET_WINDOW (self->window), error);
  else
    g_warning ("%s", error->message);
}

static TrivetPrinter *
make_printer (TrivetApplication *self,
              const char        *address,
              int                paper_mm,
              GError           **error)
{
  g_autoptr (TrivetByteLink) link = NULL;

  if (g_str_equal (address, PICTURE_ADDRESS)) {
    g_autofree char *folder = g_build_filename (self->data_dir, "slips", NULL);

    return trivet_folder_printer_new (folder, paper_mm == 58 ? 384 : 576);
  }
  link = trivet_byte_link_new_from_address (address, error);
  if (link == NULL)
    return NULL;

  return trivet_escpos_printer_new (link, paper_mm == 58 ? TRIVET_ESCPOS_PAPER_58_MM : TRIVET_ESCPOS_PAPER_80_MM);
}

/* A #TrivetPrinterMaker of the application: a printer that runs is the one at its address. */
TrivetPrinter *
_trivet_application_find_printer (gpointer    data,
                                  const char *address,
                                  int         paper_mm,
                                  GError    **error)
{
  TrivetApplication *self = data;
  TrivetPrinter     *running = self->printers != NULL ? g_hash_table_lookup (self->printers, address) : NULL;

  return running != NULL ? g_object_ref (running) : make_printer (self, address, paper_mm, error);
}

/* Returns: (transfer none) (nullable): the printer at @address, made at most once */
static TrivetPrinter *
get_printer (TrivetApplication *self,
             GHashTable        *made,
             const char        *address,
             int                paper_mm)
{
  g_autoptr (GError) error = NULL;
  TrivetPrinter *printer = g_hash_table_lookup (made, address);

  if (printer != NULL || *address == '\0')
    return printer;

  printer = make_printer (self, address, paper_mm, &error);
  if (printer != NULL)
    g_hash_table_insert (made, g_strdup (address), printer);
  else
    show_error (self, error);

  return printer;
}

/* A drawer hangs on a printer, often the one for receipts. */
static void
apply_drawers (TrivetApplication *self,
               GHashTable        *made)
{
  TrivetDrawers *drawers = trivet_composition_get_drawers (self->composition);
  GPtrArray     *list = trivet_drawers_get_drawers (drawers);

  for (guint i = 0; i < list->len; i++) {
    const TrivetDrawer *drawer = g_ptr_array_index (list, i);

    trivet_drawers_set_printer (drawers, drawer->id, get_printer (self, made, drawer->kick, trivet_settings_get_paper_mm (self->settings)));
  }
}

void
_trivet_application_apply_printers (TrivetApplication *self)
{
  TrivetPrintQueue *queue = trivet_composition_get_print_queue (self->composition);
  TrivetKitchen    *kitchen = trivet_kitchen_desk_get_kitchen (trivet_composition_get_kitchen_desk (self->composition));
  GPtrArray        *stations = trivet_kitchen_get_stations (kitchen);
  g_autofree char  *setting = trivet_settings_dup_printer (self->settings);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  const char *address = self->printer != NULL ? self->printer : setting;

  trivet_print_queue_set_language (queue, trivet_settings_get_receipt_language (self->settings));
  trivet_print_queue_set_printer (queue, get_printer (self, made, address, trivet_settings_get_paper_mm (self->settings)));
  for (guint i = 0; i < stations->len; i++) {
    const TrivetStation *station = g_ptr_array_index (stations, i);

    trivet_print_queue_set_station_printer (queue, station->id, get_printer (self, made, station->printer, station->paper_mm));
  }
  apply_drawers (self, made);
  g_clear_pointer (&self->printers, g_hash_table_unref);
  self->printers = g_steal_pointer (&made);
}
