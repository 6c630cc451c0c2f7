/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What an ESC/POS printer would put on paper, read from the command reference (Epson's "ESC/POS
 * Command Reference", TM series) and not from any encoder. */

typedef enum {
  ESCPOS_BOLD = 1 << 0,
  ESCPOS_DOUBLE = 1 << 1,
  ESCPOS_INVERTED = 1 << 2,
} EscposStyle;

typedef enum {
  ESCPOS_ALIGN_LEFT,
  ESCPOS_ALIGN_CENTER,
  ESCPOS_ALIGN_RIGHT,
} EscposAlign;

typedef struct {
  gunichar c;
  guint    width_dots;
  guint    height_dots;
  guint    style;
} EscposGlyph;

/* A line of text, or a picture when bits is set (one bit a dot, rows padded to bytes). */
typedef struct {
  EscposAlign align;
  guint       width_dots;
  guint       height_dots;
  char       *text;
  GArray     *glyphs;
  guint8     *bits;
} EscposLine;

/* complaints: what no printer should be sent, each with its offset. */
typedef struct {
  guint      paper_dots;
  GPtrArray *lines;
  GPtrArray *complaints;
  guint      n_cuts;
} EscposPage;

EscposPage      *escpos_page_read      (const guint8     *data,
                                        gsize             length,
                                        guint             paper_dots);
void             escpos_page_free      (EscposPage       *page);
guint            escpos_line_get_style (const EscposLine *line);
guint            escpos_line_count_ink (const EscposLine *line);
char            *escpos_page_to_text   (const EscposPage *page);
cairo_surface_t *escpos_page_draw      (const EscposPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EscposPage, escpos_page_free)

G_END_DECLS
