/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen-board.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KITCHEN_WINDOW (trivet_kitchen_window_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKitchenWindow, trivet_kitchen_window, TRIVET, KITCHEN_WINDOW, AdwWindow)

GtkWidget *trivet_kitchen_window_new (TrivetKitchenBoard  *board);

G_END_DECLS
