/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetDevicesPage:
 *
 * The kitchen's stations and their printers, what goes where, and the cash drawers; each can be
 * tried. Changes take effect at once, and can be undone.
 */
#define TRIVET_TYPE_DEVICES_PAGE (trivet_devices_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDevicesPage, trivet_devices_page, TRIVET, DEVICES_PAGE, GtkBox)

GtkWidget *trivet_devices_page_new (TrivetUiContext *context);

G_END_DECLS
