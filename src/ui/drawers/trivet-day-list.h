/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is open, in doubt or unsent: each with its amount, who looks after it and since when. A tap leads
 * there; `drawers.count` is activated for this register's own drawer. */
GtkWidget *trivet_day_list_new (TrivetUiContext      *context,
                                const TrivetDayState *state);

G_END_DECLS
