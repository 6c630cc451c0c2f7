/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"

#include <pango/pangocairo.h>

#define FONT_FAMILIES "Noto Sans Mono CJK SC, monospace"

/* The page as a picture, dot for dot, so that people and a QR reader can look at it. */

static guint
line_left (const EscposPage *page,
           const EscposLine *line)
{
  guint free_dots = page->paper_dots - MIN (line->width_dots, page->paper_dots);

  switch (line->align) {
  case ESCPOS_ALIGN_LEFT:
    return 0;
  case ESCPOS_ALIGN_CENTER:
    return free_dots / 2;
  case ESCPOS_ALIGN_RIGHT:
    return free_dots;
  }

  return 0;
}

static void
draw_glyph (cairo_t           *cr,
            const EscposGlyph *glyph,
            guint              x,
            guint              y)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILIES);
  gboolean              inverted = (glyph->style & ESCPOS_INVERTED) != 0;
  double                baseline;
  char                  utf8[7] = "";

  g_unichar_to_utf8 (glyph->c, utf8);
  pango_font_description_set_absolute_size (font, glyph->height_dots * PANGO_SCALE);
  if ((glyph->style & ESCPOS_BOLD) != 0)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, utf8, -1);
  baseline = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;

  cairo_set_source_rgb (cr, !inverted, !inverted, !inverted);
  cairo_rectangle (cr, x, y, glyph->width_dots, glyph->height_dots);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, inverted, inverted, inverted);
  cairo_move_to (cr, x, y + glyph->height_dots * 0.87 - baseline);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
}

static void
draw_bits (cairo_t          *cr,
           const EscposLine *line,
           guint             left,
           guint             top)
{
  guint bytes_per_row = line->width_dots / 8;

  for (guint y = 0; y < line->height_dots; y++) {
    for (guint x = 0; x < line->width_dots; x++) {
      if ((line->bits[y * bytes_per_row + x / 8] & (0x80 >> (x % 8))) != 0)
        cairo_rectangle (cr, left + x, top + y, 1, 1);
    }
  }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
}

static void
draw_line (cairo_t          *cr,
           const EscposPage *page,
           const EscposLine *line,
           guint             y)
{
  guint x = line_left (page, line);

  if (line->bits != NULL) {
    draw_bits (cr, line, x, y);
    return;
  }

  for (guint i = 0; i < line->glyphs->len; i++) {
    const EscposGlyph *glyph = &g_array_index (line->glyphs, EscposGlyph, i);

    draw_glyph (cr, glyph, x, y);
    x += glyph->width_dots;
  }
}

cairo_surface_t *
escpos_page_draw (const EscposPage *page)
{
  guint            height = 0;
  cairo_surface_t *surface;
  cairo_t         *cr;

  for (guint i = 0; i < page->lines->len; i++)
    height += ((const EscposLine *) g_ptr_array_index (page->lines, i))->height_dots;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) page->paper_dots,
                                        (int) MAX (height, 1));
  cr = cairo_create (surface);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  height = 0;
  for (guint i = 0; i < page->lines->len; i++) {
    const EscposLine *line = g_ptr_array_index (page->lines, i);

    draw_line (cr, page, line, height);
    height += line->height_dots;
  }
  cairo_destroy (cr);

  return surface;
}
