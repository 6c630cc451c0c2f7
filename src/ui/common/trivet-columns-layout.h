/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_COLUMNS_LAYOUT (trivet_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (TrivetColumnsLayout, trivet_columns_layout, TRIVET, COLUMNS_LAYOUT, GtkLayoutManager)

/* Two children: the first in a column whose width follows the window's, the second in the rest. */
GtkLayoutManager *trivet_columns_layout_new (void);

G_END_DECLS
