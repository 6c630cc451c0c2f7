/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-escpos"

#include "trivet-escpos-raster-private.h"

#include <pango/pangocairo.h>
#include <qrencode.h>

#include <string.h>

/*
 * Pictures for the printer, one bit a dot: lines of text that its own font cannot show, and QR
 * codes. All as `GS v 0`, which every ESC/POS printer knows.
 */

/* Printers of the cheap kind take a picture in bands; a longer one overruns their buffer. */
#define MAX_BAND_ROWS 255

/* 6 dots are 0.75 mm a module, which old phones read from arm's length; under 3 they do not. */
#define QR_MODULE_DOTS     6
#define QR_MIN_MODULE_DOTS 3
#define QR_QUIET_MODULES   4

/* Half-width letters are half as wide as Chinese characters, as in the printer's own font. */
#define FONT_FAMILIES "Noto Sans Mono CJK SC, WenQuanYi Zen Hei Mono, monospace"

/* Where the baseline of a line of 24-dot characters is, from the line's top. */
#define BASELINE_DOTS 23

static void
append_bitmap (GByteArray   *out,
               const guint8 *rows,
               guint         bytes_per_row,
               guint         n_rows)
{
  for (guint row = 0; row < n_rows; row += MAX_BAND_ROWS) {
    guint        n = MIN (n_rows - row, MAX_BAND_ROWS);
    const guint8 command[] = {
      0x1D, 'v', '0', 0,
      (guint8) (bytes_per_row & 0xFF), (guint8) (bytes_per_row >> 8),
      (guint8) (n & 0xFF), (guint8) (n >> 8)
    };

    g_byte_array_append (out, command, sizeof command);
    g_byte_array_append (out, rows + (gsize) row * bytes_per_row, n * bytes_per_row);
  }
}

static PangoLayout *
create_layout (cairo_t                      *cr,
               const TrivetEscposRasterLine *line,
               const char                   *text)
{
  PangoLayout          *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILIES);
  double                size = TRIVET_ESCPOS_CHAR_DOTS * (double) line->scale;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (line->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);

  return layout;
}

static void
draw_box (cairo_t *cr,
          double   x,
          double   width,
          guint    height)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, x, 0, width, height);
  cairo_fill (cr);
}

/* Draws @text from @x on, squeezed into @room dots if it is wider. Returns the width. */
static double
draw_text (cairo_t                      *cr,
           const TrivetEscposRasterLine *line,
           const char                   *text,
           double                        x,
           double                        room,
           gboolean                      at_right)
{
  PangoLayout *layout = create_layout (cr, line, text);
  double       baseline = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
  double       squeeze = 1.0;
  int          text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  if (text_width > room)
    squeeze = room / text_width;
  if (at_right)
    x += room - text_width * squeeze;

  if (line->inverted)
    draw_box (cr, x, text_width * squeeze, TRIVET_ESCPOS_LINE_DOTS * line->scale);

  cairo_save (cr);
  cairo_translate (cr, x, BASELINE_DOTS * (double) line->scale - baseline);
  cairo_scale (cr, squeeze, 1.0);
  cairo_set_source_rgb (cr, line->inverted, line->inverted, line->inverted);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  g_object_unref (layout);

  return text_width * squeeze;
}

/* Text is cut at half grey so that strokes stay sharp; colour (emoji) is dithered, else a yellow
 * face would be a white or a black disc. */
static gboolean
is_black (guint32 pixel,
          guint   x,
          guint   y)
{
  static const guint8 bayer[4][4] = {
    { 0, 8, 2, 10 },
    { 12, 4, 14, 6 },
    { 3, 11, 1, 9 },
    { 15, 7, 13, 5 },
  };
  guint    red = (pixel >> 16) & 0xFF;
  guint    green = (pixel >> 8) & 0xFF;
  guint    blue = pixel & 0xFF;
  guint    grey = (red * 77 + green * 150 + blue * 29) >> 8;
  gboolean coloured = MAX (MAX (red, green), blue) - MIN (MIN (red, green), blue) > 24;

  return grey < (coloured ? bayer[y % 4][x % 4] * 16u + 8u : 144u);
}

static void
append_surface (GByteArray      *out,
                cairo_surface_t *surface)
{
  guint              width = (guint) cairo_image_surface_get_width (surface);
  guint              height = (guint) cairo_image_surface_get_height (surface);
  gsize              stride = (gsize) cairo_image_surface_get_stride (surface);
  guint              bytes_per_row = (width + 7) / 8;
  g_autofree guint8 *bits = g_malloc0 ((gsize) bytes_per_row * height);
  const guint8      *pixels;

  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (guint y = 0; y < height; y++) {
    const guint32 *row = (const guint32 *) (gconstpointer) (pixels + y * stride);

    for (guint x = 0; x < width; x++) {
      if (is_black (row[x], x, y))
        bits[y * bytes_per_row + x / 8] |= (guint8) (0x80 >> (x % 8));
    }
  }

  append_bitmap (out, bits, bytes_per_row, height);
}

/**
 * _trivet_escpos_raster_line:
 * @line: what to draw
 * @out: what to add to
 *
 * Draws one line of text as a picture as wide as the paper and as high as a line.
 */
void
_trivet_escpos_raster_line (const TrivetEscposRasterLine *line,
                            GByteArray                   *out)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) line->width_dots,
                                TRIVET_ESCPOS_LINE_DOTS * (int) line->scale);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (line->left != NULL)
    draw_text (cr, line, line->left, line->left_dots, line->left_width_dots, FALSE);
  if (line->right != NULL)
    draw_text (cr, line, line->right, 0, line->width_dots, TRUE);
  cairo_destroy (cr);

  append_surface (out, surface);
  cairo_surface_destroy (surface);
}

static void
fill_module (guint8 *bits,
             guint   bytes_per_row,
             guint   left,
             guint   top,
             guint   module_dots)
{
  for (guint y = top; y < top + module_dots; y++) {
    for (guint x = left; x < left + module_dots; x++)
      bits[y * bytes_per_row + x / 8] |= (guint8) (0x80 >> (x % 8));
  }
}

static void
append_qr (GByteArray   *out,
           const QRcode *code,
           guint         module_dots)
{
  guint              n_modules = (guint) code->width;
  guint              side = (n_modules + 2 * QR_QUIET_MODULES) * module_dots;
  guint              bytes_per_row = (side + 7) / 8;
  g_autofree guint8 *bits = g_malloc0 ((gsize) bytes_per_row * side);

  for (guint row = 0; row < n_modules; row++) {
    for (guint column = 0; column < n_modules; column++) {
      if ((code->data[row * n_modules + column] & 1) != 0)
        fill_module (bits, bytes_per_row, (column + QR_QUIET_MODULES) * module_dots,
                     (row + QR_QUIET_MODULES) * module_dots, module_dots);
    }
  }

  append_bitmap (out, bits, bytes_per_row, side);
}

/**
 * _trivet_escpos_raster_qr:
 * @text: what the code says
 * @width_dots: the paper's width
 * @out: what to add to
 *
 * Draws a QR code, with modules of six dots if the paper is wide enough, and not below three.
 *
 * Returns: %FALSE when @text is too long for a code that a phone could read from this paper
 */
gboolean
_trivet_escpos_raster_qr (const char *text,
                          guint       width_dots,
                          GByteArray *out)
{
  QRcode *code;
  guint   module_dots;

  if (*text == '\0')
    return FALSE;

  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    return FALSE;

  module_dots = MIN (width_dots / ((guint) code->width + 2 * QR_QUIET_MODULES), QR_MODULE_DOTS);
  if (module_dots >= QR_MIN_MODULE_DOTS)
    append_qr (out, code, module_dots);
  QRcode_free (code);

  return module_dots >= QR_MIN_MODULE_DOTS;
}
