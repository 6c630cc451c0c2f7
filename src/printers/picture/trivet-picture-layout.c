/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-picture"

#include "trivet-picture-layout-private.h"

#include <qrencode.h>

#include <math.h>
#include <string.h>

/*
 * How each kind of block looks on paper when real fonts draw it. Measuring and drawing go through
 * the same functions (with and without a cairo_t), so that they cannot disagree.
 */

/* Their figures are all of one width, so that amounts stand exactly below each other. No emoji
 * font is named, since those have figures too and Pango would take them; it finds one by itself
 * for what is an emoji. */
#define FONT_FAMILIES "Noto Sans CJK SC, Noto Sans, sans-serif"

/* All in dots of the printer, 8 to the millimetre. */
#define MARGIN           28.0
#define FONT_SIZE        21.0
#define DOUBLE_FONT_SIZE 36.0
#define INDENT_COLUMN    12.0
#define LINE_GAP         4.0
#define COLUMN_GAP       16.0
#define RULE_HEIGHT      24.0
#define SPACE_HEIGHT     24.0
#define BOX_PADDING_X    14.0
#define BOX_PADDING_Y    3.0

#define QR_MODULE_DOTS     6
#define QR_MIN_MODULE_DOTS 3
#define QR_QUIET_MODULES   4

/* Not quite black, as thermal paper is. */
#define INK 0.11

typedef struct {
  PangoContext *context;
  cairo_t      *cr; /* NULL while measuring */
  double        y;
  double        width;
} Place;

/* Cairo gives up a whole PDF for one code point that Unicode has set aside (U+FFFE and the like);
 * a control character would be a box on the paper. */
static gunichar
to_drawable (gunichar c)
{
  if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
    return 0xFFFD;

  return c != '\n' && g_unichar_iscntrl (c) ? ' ' : c;
}

static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString         *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (clean, to_drawable (g_utf8_get_char (p)));

  return g_string_free (clean, FALSE);
}

static PangoLayout *
create_layout (const Place *place,
               guint        style,
               const char  *text,
               double       width)
{
  gboolean              is_double = (style & TRIVET_DOCUMENT_STYLE_DOUBLE) != 0;
  double                size = is_double ? DOUBLE_FONT_SIZE : FONT_SIZE;
  g_autofree char      *clean = clean_text (text);
  PangoLayout          *layout = pango_layout_new (place->context);
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILIES);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if ((style & TRIVET_DOCUMENT_STYLE_BOLD) != 0)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, clean, -1);
  pango_font_description_free (font);

  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  return logical.width / (double) PANGO_SCALE;
}

static double
layout_height (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  return ceil (logical.height / (double) PANGO_SCALE);
}

static double
layout_baseline (PangoLayout *layout)
{
  return pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
}

static void
draw_layout (const Place *place,
             PangoLayout *layout,
             double       x,
             double       y,
             double       squeeze)
{
  if (place->cr == NULL)
    return;

  cairo_save (place->cr);
  cairo_translate (place->cr, x, y);
  cairo_scale (place->cr, squeeze, squeeze);
  cairo_move_to (place->cr, 0, 0);
  pango_cairo_show_layout (place->cr, layout);
  cairo_restore (place->cr);
}

static void
draw_box (const Place *place,
          double       x,
          double       y,
          double       width,
          double       height)
{
  const double radius = 6;

  cairo_new_sub_path (place->cr);
  cairo_arc (place->cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (place->cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (place->cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (place->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (place->cr);
  cairo_set_source_rgb (place->cr, INK, INK, INK);
  cairo_fill (place->cr);
}

static PangoAlignment
to_pango_alignment (TrivetDocumentAlign align)
{
  switch (align) {
  case TRIVET_DOCUMENT_ALIGN_LEFT:
    return PANGO_ALIGN_LEFT;
  case TRIVET_DOCUMENT_ALIGN_CENTER:
    return PANGO_ALIGN_CENTER;
  case TRIVET_DOCUMENT_ALIGN_RIGHT:
    return PANGO_ALIGN_RIGHT;
  }

  return PANGO_ALIGN_LEFT;
}

/* A deep indent must leave half of the paper to the text. */
static double
indent_of (const TrivetDocumentBlock *block,
           double                     width)
{
  return MIN (block->indent * INDENT_COLUMN, width / 2);
}

static double
place_text (const Place               *place,
            const TrivetDocumentBlock *block)
{
  gboolean inverted = (block->style & TRIVET_DOCUMENT_STYLE_INVERTED) != 0;
  double   padding_y = inverted ? BOX_PADDING_Y : 0;
  double   above = inverted ? LINE_GAP : 0;
  double   inner = place->width - 2 * MARGIN;
  double   indent = indent_of (block, inner);
  double   room = inner - indent - (inverted ? 2 * BOX_PADDING_X : 0);
  double   left = MARGIN + indent + (inverted ? BOX_PADDING_X : 0);
  g_autoptr (PangoLayout) layout = create_layout (place, block->style, block->left, room);
  double         height;
  PangoRectangle logical;

  pango_layout_set_alignment (layout, to_pango_alignment (block->align));
  height = layout_height (layout);
  if (inverted && place->cr != NULL) {
    pango_layout_get_pixel_extents (layout, NULL, &logical);
    draw_box (place, left + logical.x - BOX_PADDING_X, place->y + above,
              logical.width + 2 * BOX_PADDING_X, height + 2 * padding_y);
    cairo_set_source_rgb (place->cr, 1, 1, 1);
  }
  draw_layout (place, layout, left, place->y + above + padding_y, 1.0);

  return above + height + 2 * padding_y + (inverted ? 2 * LINE_GAP : LINE_GAP);
}

/* The amount is squeezed rather than cut when it is wider than the paper. */
static void
draw_amount (const Place *place,
             PangoLayout *amount,
             double       y,
             double       inner)
{
  double width = layout_width (amount);
  double squeeze = width > inner ? inner / width : 1.0;

  draw_layout (place, amount, MARGIN + inner - width * squeeze, y, squeeze);
}

static double
place_columns (const Place               *place,
               const TrivetDocumentBlock *block)
{
  double inner = place->width - 2 * MARGIN;
  double indent = indent_of (block, inner);
  g_autoptr (PangoLayout) amount = create_layout (place, block->style, block->right, 0);
  double   room = inner - indent - layout_width (amount) - COLUMN_GAP;
  gboolean stacked = room < inner / 4;
  g_autoptr (PangoLayout) text = create_layout (place, block->style, block->left,
                                                stacked ? inner - indent : room);
  double height = layout_height (text);
  double amount_y = stacked ? height : layout_baseline (text) - layout_baseline (amount);

  draw_layout (place, text, MARGIN + indent, place->y, 1.0);
  draw_amount (place, amount, place->y + amount_y, inner);

  return MAX (height, amount_y + layout_height (amount)) + LINE_GAP;
}

static double
place_rule (const Place *place)
{
  const double dashes[] = { 5, 4 };

  if (place->cr != NULL) {
    cairo_save (place->cr);
    cairo_set_line_width (place->cr, 1.5);
    cairo_set_dash (place->cr, dashes, G_N_ELEMENTS (dashes), 0);
    cairo_move_to (place->cr, MARGIN, place->y + RULE_HEIGHT / 2);
    cairo_line_to (place->cr, place->width - MARGIN, place->y + RULE_HEIGHT / 2);
    cairo_stroke (place->cr);
    cairo_restore (place->cr);
  }

  return RULE_HEIGHT;
}

static void
draw_modules (const Place  *place,
              const QRcode *code,
              guint         module_dots)
{
  guint side = ((guint) code->width + 2 * QR_QUIET_MODULES) * module_dots;
  /* Whole dots, without smoothing: a blurred code is a code that is read late. */
  double left = floor ((place->width - side) / 2) + QR_QUIET_MODULES * (double) module_dots;
  double top = floor (place->y) + QR_QUIET_MODULES * (double) module_dots;

  cairo_save (place->cr);
  cairo_set_antialias (place->cr, CAIRO_ANTIALIAS_NONE);
  for (int i = 0; i < code->width * code->width; i++) {
    if ((code->data[i] & 1) != 0)
      cairo_rectangle (place->cr, left + i % code->width * (double) module_dots,
                       top + i / code->width * (double) module_dots, module_dots, module_dots);
  }
  cairo_fill (place->cr);
  cairo_restore (place->cr);
}

static double
place_qr (const Place               *place,
          const TrivetDocumentBlock *block)
{
  QRcode *code = NULL;
  double  height;
  guint   n_modules;
  guint   module_dots = 0;

  if (block->left != NULL && *block->left != '\0')
    code = QRcode_encodeString (block->left, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  n_modules = code != NULL ? (guint) code->width + 2 * QR_QUIET_MODULES : 0;
  if (n_modules > 0)
    module_dots = MIN ((guint) place->width / n_modules, QR_MODULE_DOTS);

  /* Without a code that can be read, the text itself is the next best thing. */
  if (module_dots < QR_MIN_MODULE_DOTS) {
    height = place_text (place, block);
  } else {
    height = n_modules * module_dots;
    if (place->cr != NULL)
      draw_modules (place, code, module_dots);
  }
  g_clear_pointer (&code, QRcode_free);

  return height;
}

static double
place_block (const Place               *place,
             const TrivetDocumentBlock *block)
{
  if (place->cr != NULL)
    cairo_set_source_rgb (place->cr, INK, INK, INK);

  switch (block->kind) {
  case TRIVET_DOCUMENT_TEXT:
    return place_text (place, block);
  case TRIVET_DOCUMENT_COLUMNS:
    return place_columns (place, block);
  case TRIVET_DOCUMENT_RULE:
    return place_rule (place);
  case TRIVET_DOCUMENT_QR:
    return place_qr (place, block);
  case TRIVET_DOCUMENT_SPACE:
    return block->lines * SPACE_HEIGHT;
  }

  return 0;
}

/**
 * _trivet_picture_measure_block:
 * @context: a context made for the surface that will be drawn on
 * @block: a block
 * @width: the paper's width in dots
 *
 * Returns: the height that @block takes, in dots
 */
double
_trivet_picture_measure_block (PangoContext              *context,
                               const TrivetDocumentBlock *block,
                               double                     width)
{
  const Place place = { context, NULL, 0, width };

  return place_block (&place, block);
}

/**
 * _trivet_picture_draw_block:
 * @cr: where to draw; one unit is one dot
 * @block: a block
 * @y: where its top is
 * @width: the paper's width in dots
 *
 * Draws @block.
 *
 * Returns: the height that it took, in dots
 */
double
_trivet_picture_draw_block (cairo_t                   *cr,
                            const TrivetDocumentBlock *block,
                            double                     y,
                            double                     width)
{
  PangoContext *context = pango_cairo_create_context (cr);
  const Place   place = { context, cr, y, width };
  double        height = place_block (&place, block);

  g_object_unref (context);

  return height;
}
