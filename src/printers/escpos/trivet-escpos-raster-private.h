/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A half-width column of the printer's font A, and a character's height. */
#define TRIVET_ESCPOS_COLUMN_DOTS 12
#define TRIVET_ESCPOS_CHAR_DOTS   24
/* From line to line; six dots between them keep Chinese characters apart. */
#define TRIVET_ESCPOS_LINE_DOTS   30

/*
 * TrivetEscposRasterLine:
 * @left: (nullable): a cleaned text
 * @right: (nullable): a cleaned text that stands at the right edge
 * @width_dots: the paper's width
 * @left_dots: where @left begins
 * @left_width_dots: the room for @left; a wider text is squeezed, never cut
 * @scale: 1, or 2 for double size
 */
typedef struct {
  const char *left;
  const char *right;
  guint       width_dots;
  guint       left_dots;
  guint       left_width_dots;
  guint       scale;
  gboolean    bold;
  gboolean    inverted;
} TrivetEscposRasterLine;

void     _trivet_escpos_raster_line (const TrivetEscposRasterLine *line,
                                     GByteArray                   *out);
gboolean _trivet_escpos_raster_qr   (const char                   *text,
                                     guint                         width_dots,
                                     GByteArray                   *out);

G_END_DECLS
