/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  TRIVET_GLYPH_MENU,
  TRIVET_GLYPH_ADD,
  TRIVET_GLYPH_SEARCH,
  TRIVET_GLYPH_PERSON,
} TrivetGlyphShape;

#define TRIVET_TYPE_GLYPH (trivet_glyph_get_type ())
G_DECLARE_FINAL_TYPE (TrivetGlyph, trivet_glyph, TRIVET, GLYPH, GObject)

GdkPaintable *trivet_glyph_new        (TrivetGlyphShape  shape);
GtkWidget    *trivet_glyph_button_new (TrivetGlyphShape  shape);

G_END_DECLS
