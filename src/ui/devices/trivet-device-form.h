/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One station of the kitchen, or one cash drawer, inside the page for devices. */
#define TRIVET_TYPE_DEVICE_FORM (trivet_device_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDeviceForm, trivet_device_form, TRIVET, DEVICE_FORM, GtkBox)

/* @station_id, @drawer_id: (nullable): %NULL for a new one */
GtkWidget *trivet_device_form_new_for_station (TrivetUiContext *context,
                                               const char      *station_id);
GtkWidget *trivet_device_form_new_for_drawer  (TrivetUiContext *context,
                                               const char      *drawer_id);

G_END_DECLS
