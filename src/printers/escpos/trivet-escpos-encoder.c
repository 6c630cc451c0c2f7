/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-escpos"

#include "trivet-escpos-encoder.h"

#include "trivet-device-error.h"
#include "trivet-escpos-raster-private.h"
#include "trivet-escpos-text-private.h"

#include <string.h>

/*
 * A document as ESC/POS bytes. Every line is laid out here, in columns, and is never wider than
 * the paper, because printers wrap or cut a wider one each in its own way. A line goes as text
 * when the printer's font has all of it, and as a picture otherwise.
 */

#define ESC 0x1B
#define FS  0x1C
#define GS  0x1D

/* Feeds the last line past the tear bar of printers that have no cutter. */
#define FEED_LINES 3

typedef struct {
  GByteArray       *out;
  TrivetEscposText *text;
  guint             columns;
  guint             dots;
  /* What the printer has been told, so that it is told again only when it changes. */
  guint style;
  guint align;
} Encoder;

static void
append (Encoder *self,
        guint    n_bytes,
        ...)
{
  va_list bytes;

  va_start (bytes, n_bytes);
  for (guint i = 0; i < n_bytes; i++) {
    guint8 byte = (guint8) va_arg (bytes, int);
    g_byte_array_append (self->out, &byte, 1);
  }
  va_end (bytes);
}

static void
set_align (Encoder            *self,
           TrivetDocumentAlign align)
{
  if (self->align == align)
    return;

  append (self, 3, ESC, 'a', (int) align);
  self->align = align;
}

static void
set_style (Encoder *self,
           guint    style)
{
  guint changed = self->style ^ style;
  int   on;

  if ((changed & TRIVET_DOCUMENT_STYLE_BOLD) != 0)
    append (self, 3, ESC, 'E', (style & TRIVET_DOCUMENT_STYLE_BOLD) != 0);
  if ((changed & TRIVET_DOCUMENT_STYLE_INVERTED) != 0)
    append (self, 3, GS, 'B', (style & TRIVET_DOCUMENT_STYLE_INVERTED) != 0);
  if ((changed & TRIVET_DOCUMENT_STYLE_DOUBLE) != 0) {
    on = (style & TRIVET_DOCUMENT_STYLE_DOUBLE) != 0;
    /* Some printers let GS ! enlarge ASCII alone and want FS W for Chinese characters. */
    append (self, 3, GS, '!', on ? 0x11 : 0x00);
    append (self, 3, FS, 'W', on);
    append (self, 3, ESC, '3', TRIVET_ESCPOS_LINE_DOTS * (on + 1));
  }
  self->style = style;
}

static guint
style_scale (guint style)
{
  return (style & TRIVET_DOCUMENT_STYLE_DOUBLE) != 0 ? 2 : 1;
}

static guint
columns_of (Encoder    *self,
            const char *text)
{
  return _trivet_escpos_text_columns (self->text, text);
}

static void
append_spaces (Encoder *self,
               guint    n_spaces)
{
  for (guint i = 0; i < n_spaces; i++)
    append (self, 1, ' ');
}

/* Where a line's left text begins, in columns, when it is drawn. */
static guint
left_column (Encoder            *self,
             TrivetDocumentAlign align,
             guint               indent,
             guint               columns,
             const char         *left)
{
  guint used = columns_of (self, left);
  guint room = columns > indent ? columns - indent : 0;
  guint free_columns = room > used ? room - used : 0;

  switch (align) {
  case TRIVET_DOCUMENT_ALIGN_LEFT:
    return indent;
  case TRIVET_DOCUMENT_ALIGN_CENTER:
    return indent + free_columns / 2;
  case TRIVET_DOCUMENT_ALIGN_RIGHT:
    return indent + free_columns;
  }

  return indent;
}

static void
draw_line (Encoder            *self,
           TrivetDocumentAlign align,
           guint               style,
           guint               indent,
           const char         *left,
           const char         *right)
{
  guint                  scale = style_scale (style);
  guint                  columns = self->columns / scale;
  guint                  start = left_column (self, align, indent, columns, left);
  guint                  right_columns = right != NULL ? columns_of (self, right) + 1 : 0;
  guint                  end = columns > right_columns ? columns - right_columns : columns;
  TrivetEscposRasterLine line = {
    .left = left,
    .right = right,
    .width_dots = self->dots,
    .left_dots = start * scale * TRIVET_ESCPOS_COLUMN_DOTS,
    .left_width_dots = MAX (end - MIN (start, end), 1) * scale * TRIVET_ESCPOS_COLUMN_DOTS,
    .scale = scale,
    .bold = (style & TRIVET_DOCUMENT_STYLE_BOLD) != 0,
    .inverted = (style & TRIVET_DOCUMENT_STYLE_INVERTED) != 0,
  };

  set_align (self, TRIVET_DOCUMENT_ALIGN_LEFT);
  _trivet_escpos_raster_line (&line, self->out);
}

/* The left and right part must fit into one line. */
static void
write_line (Encoder            *self,
            TrivetDocumentAlign align,
            guint               style,
            guint               indent,
            const char         *left,
            const char         *right)
{
  guint columns = self->columns / style_scale (style);
  guint used = indent + columns_of (self, left);

  if (!_trivet_escpos_text_is_plain (self->text, left) ||
      (right != NULL && !_trivet_escpos_text_is_plain (self->text, right))) {
    draw_line (self, align, style, indent, left, right);
    return;
  }

  set_align (self, align);
  if (indent > 0) {
    /* The indent of white letters stays white. */
    set_style (self, style & ~(guint) TRIVET_DOCUMENT_STYLE_INVERTED);
    append_spaces (self, indent);
  }
  set_style (self, style);
  _trivet_escpos_text_append (self->text, left, self->out);
  if (right != NULL) {
    append_spaces (self, columns - MIN (columns, used + columns_of (self, right)));
    _trivet_escpos_text_append (self->text, right, self->out);
  }
  append (self, 1, '\n');
}

/* An indent must leave half of the paper to the text. */
static guint
usable_indent (guint indent,
               guint columns)
{
  return MIN (indent, columns / 2);
}

static void
write_wrapped (Encoder            *self,
               TrivetDocumentAlign align,
               guint               style,
               guint               indent,
               const char         *text)
{
  guint    columns = self->columns / style_scale (style);
  gboolean inverted = (style & TRIVET_DOCUMENT_STYLE_INVERTED) != 0;
  g_autoptr (GPtrArray) lines = NULL;

  indent = usable_indent (indent, columns);
  lines = _trivet_escpos_text_wrap (self->text, text, columns - indent - (inverted ? 2 : 0));
  for (guint i = 0; i < lines->len; i++) {
    const char *line = g_ptr_array_index (lines, i);
    /* White letters need black to their left and right. */
    g_autofree char *framed = inverted ? g_strconcat (" ", line, " ", NULL) : g_strdup (line);

    write_line (self, align, style, indent, framed, NULL);
  }
}

static void
encode_text (Encoder                   *self,
             const TrivetDocumentBlock *block)
{
  g_autofree char *text = _trivet_escpos_text_clean (block->left);

  write_wrapped (self, block->align, block->style, block->indent, text);
}

/* The amount stands beside the first line of the text. When there is no room for both, the text
 * goes above; an amount that is too wide for double size is printed in single size. */
static void
encode_columns (Encoder                   *self,
                const TrivetDocumentBlock *block)
{
  g_autofree char *left = _trivet_escpos_text_clean (block->left);
  g_autofree char *right = g_strdelimit (_trivet_escpos_text_clean (block->right), "\n", ' ');
  guint            right_columns = columns_of (self, right);
  guint            style = block->style;
  guint            columns = self->columns / style_scale (style);
  guint            indent;
  guint            room;
  g_autoptr (GPtrArray) lines = NULL;

  if (right_columns > columns) {
    style &= ~(guint) TRIVET_DOCUMENT_STYLE_DOUBLE;
    columns = self->columns;
  }
  indent = *left != '\0' ? usable_indent (block->indent, columns) : 0;
  room = columns - indent > right_columns ? columns - indent - right_columns - 1 : 0;

  if (room < columns / 4 && columns_of (self, left) > room) {
    write_wrapped (self, TRIVET_DOCUMENT_ALIGN_LEFT, style, indent, left);
    /* No frame around a white amount: it could be what pushes it over the edge. */
    if (right_columns <= columns)
      write_line (self, TRIVET_DOCUMENT_ALIGN_RIGHT, style, 0, right, NULL);
    else
      write_wrapped (self, TRIVET_DOCUMENT_ALIGN_RIGHT, style, 0, right);
    return;
  }

  lines = _trivet_escpos_text_wrap (self->text, left, MAX (room, 2));
  for (guint i = 0; i < lines->len; i++)
    write_line (self, TRIVET_DOCUMENT_ALIGN_LEFT, style, indent, g_ptr_array_index (lines, i),
                i == 0 ? right : NULL);
}

static void
encode_rule (Encoder *self)
{
  g_autofree char *dashes = g_strnfill (self->columns, '-');

  write_line (self, TRIVET_DOCUMENT_ALIGN_LEFT, TRIVET_DOCUMENT_STYLE_NONE, 0, dashes, NULL);
}

static void
encode_qr (Encoder                   *self,
           const TrivetDocumentBlock *block)
{
  const char *text = block->left != NULL ? block->left : "";

  set_align (self, TRIVET_DOCUMENT_ALIGN_CENTER);
  /* Without a code the text itself is the next best thing. */
  if (!_trivet_escpos_raster_qr (text, self->dots, self->out))
    encode_text (self, block);
}

static void
encode_space (Encoder                   *self,
              const TrivetDocumentBlock *block)
{
  set_style (self, TRIVET_DOCUMENT_STYLE_NONE);
  for (guint left = block->lines; left > 0;) {
    guint n = MIN (left, 255);

    append (self, 3, ESC, 'd', (int) n);
    left -= n;
  }
}

static void
encode_block (Encoder                   *self,
              const TrivetDocumentBlock *block)
{
  switch (block->kind) {
  case TRIVET_DOCUMENT_TEXT:
    encode_text (self, block);
    break;
  case TRIVET_DOCUMENT_COLUMNS:
    encode_columns (self, block);
    break;
  case TRIVET_DOCUMENT_RULE:
    encode_rule (self);
    break;
  case TRIVET_DOCUMENT_QR:
    encode_qr (self, block);
    break;
  case TRIVET_DOCUMENT_SPACE:
    encode_space (self, block);
    break;
  }
}

static void
begin (Encoder *self)
{
  append (self, 2, ESC, '@');
  append (self, 2, FS, '&');
  append (self, 3, ESC, '3', TRIVET_ESCPOS_LINE_DOTS);
}

static void
end (Encoder *self)
{
  set_style (self, TRIVET_DOCUMENT_STYLE_NONE);
  set_align (self, TRIVET_DOCUMENT_ALIGN_LEFT);
  append (self, 3, ESC, 'd', FEED_LINES);
  append (self, 4, GS, 'V', 66, 0);
}

/**
 * trivet_escpos_encode:
 * @document: what to print
 * @paper: how wide the paper is
 * @error: TRIVET_DEVICE_ERROR_NOT_SENT when the document is longer than a roll of paper
 *
 * Renders @document as the bytes of one print job, from initialising the printer to the cut. May
 * be called on any thread.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with @error
 */
GBytes *
trivet_escpos_encode (TrivetDocument   *document,
                      TrivetEscposPaper paper,
                      GError          **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (TrivetEscposText) text = _trivet_escpos_text_new ();
  guint   columns = paper == TRIVET_ESCPOS_PAPER_58_MM ? 32 : 48;
  Encoder self = {
    .out = out,
    .text = text,
    .columns = columns,
    .dots = columns * TRIVET_ESCPOS_COLUMN_DOTS,
  };
  gsize n_blocks;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  n_blocks = trivet_document_get_n_blocks (document);
  begin (&self);
  for (gsize i = 0; i < n_blocks; i++) {
    encode_block (&self, trivet_document_get_block (document, i));
    if (out->len > TRIVET_ESCPOS_MAX_BYTES) {
      g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT,
                   "“%s” is too long to print: more than %d bytes at block %" G_GSIZE_FORMAT,
                   trivet_document_get_title (document), TRIVET_ESCPOS_MAX_BYTES, i);
      return NULL;
    }
  }
  end (&self);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
