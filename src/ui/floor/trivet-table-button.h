/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-host.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_TABLE_BUTTON (trivet_table_button_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTableButton, trivet_table_button, TRIVET, TABLE_BUTTON, GtkButton)

GtkWidget  *trivet_table_button_new      (TrivetSpot        *spot,
                                          TrivetCurrency     currency);
TrivetSpot *trivet_table_button_get_spot (TrivetTableButton *self);

G_END_DECLS
