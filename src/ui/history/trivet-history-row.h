/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

G_BEGIN_DECLS

/* A past order as a button in a list: where, when, how it was paid, how much. */
GtkWidget  *trivet_history_row_new          (TrivetUiContext          *context,
                                             const TrivetOrderSummary *summary);
const char *trivet_history_row_get_order_id (GtkWidget                *row);
gboolean    trivet_history_row_is_settled   (GtkWidget                *row);

G_END_DECLS
