/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_LINE_ROW (trivet_line_row_get_type ())
G_DECLARE_FINAL_TYPE (TrivetLineRow, trivet_line_row, TRIVET, LINE_ROW, GtkBox)

/* One line of the order. Signals: `selected`: it was tapped; `edit`: its choices are wanted. */
GtkWidget  *trivet_line_row_new          (TrivetUiContext       *context,
                                          const char            *line_id);
const char *trivet_line_row_get_line_id  (TrivetLineRow         *self);
void        trivet_line_row_update       (TrivetLineRow         *self,
                                          const TrivetOrder     *order,
                                          const TrivetTotals    *totals,
                                          guint                  index);
void        trivet_line_row_set_selected (TrivetLineRow         *self,
                                          gboolean               selected);

G_END_DECLS
