/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_CARDS_LAYOUT (trivet_cards_layout_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCardsLayout, trivet_cards_layout, TRIVET, CARDS_LAYOUT, GtkLayoutManager)

/* Cards of one width side by side; as wide as the screen has room for as long as all of them fit. */
GtkLayoutManager *trivet_cards_layout_new (void);

G_END_DECLS
