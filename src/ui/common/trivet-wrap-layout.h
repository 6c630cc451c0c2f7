/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_WRAP_LAYOUT (trivet_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (TrivetWrapLayout, trivet_wrap_layout, TRIVET, WRAP_LAYOUT, GtkLayoutManager)

/* Children one after another, as words in a text. */
GtkWidget *trivet_wrap_box_new (int spacing);

G_END_DECLS
