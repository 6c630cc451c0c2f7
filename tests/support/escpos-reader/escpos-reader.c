/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"

#include <string.h>

/*
 * The reader walks through the bytes like the printer's firmware: one state, one line buffer, a
 * table of commands with the number of their parameters. What it does not know it complains
 * about, because a printer would print the parameters as text.
 */

#define COLUMN_DOTS    12
#define CHAR_DOTS      24
#define DEFAULT_PITCH  30
#define ESC            0x1B
#define FS             0x1C
#define GS             0x1D
#define MAX_COMPLAINTS 100

typedef struct {
  const guint8 *data;
  gsize         length;
  gsize         offset;
  EscposPage   *page;
  GIConv        gb18030;
  GArray       *glyphs;
  EscposAlign   align;
  guint         pitch;
  gboolean      bold;
  gboolean      inverted;
  gboolean      chinese;
  /* Two dialects: GS ! enlarges all characters, or ASCII only and FS W the Chinese ones. */
  guint scale;
  guint chinese_scale;
} Reader;

static void
escpos_line_free (EscposLine *line)
{
  g_free (line->text);
  g_free (line->bits);
  g_clear_pointer (&line->glyphs, g_array_unref);
  g_free (line);
}

static void G_GNUC_PRINTF (2, 3)
  complain (Reader     *self,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  if (self->page->complaints->len >= MAX_COMPLAINTS)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->page->complaints,
                   g_strdup_printf ("offset %" G_GSIZE_FORMAT ": %s", self->offset, text));
}

static void
reset (Reader *self)
{
  self->align = ESCPOS_ALIGN_LEFT;
  self->pitch = DEFAULT_PITCH;
  self->bold = FALSE;
  self->inverted = FALSE;
  self->chinese = FALSE;
  self->scale = 1;
  self->chinese_scale = 1;
  g_array_set_size (self->glyphs, 0);
}

static void
print_line (Reader *self)
{
  EscposLine *line = g_new0 (EscposLine, 1);
  GString    *text = g_string_new (NULL);

  line->align = self->align;
  line->height_dots = self->pitch;
  line->glyphs = g_array_copy (self->glyphs);
  for (guint i = 0; i < self->glyphs->len; i++) {
    const EscposGlyph *glyph = &g_array_index (self->glyphs, EscposGlyph, i);

    g_string_append_unichar (text, glyph->c);
    line->width_dots += glyph->width_dots;
    line->height_dots = MAX (line->height_dots, glyph->height_dots);
  }
  line->text = g_string_free (text, FALSE);
  if (line->width_dots > self->page->paper_dots)
    complain (self, "the line “%s” is %u dots wide, the paper %u", line->text, line->width_dots,
              self->page->paper_dots);

  g_ptr_array_add (self->page->lines, line);
  g_array_set_size (self->glyphs, 0);
}

static void
put_char (Reader  *self,
          gunichar c,
          guint    n_columns,
          guint    scale)
{
  EscposGlyph glyph = {
    .c = c,
    .width_dots = n_columns * COLUMN_DOTS * scale,
    .height_dots = CHAR_DOTS * scale,
    .style = (self->bold ? ESCPOS_BOLD : 0) | (scale > 1 ? ESCPOS_DOUBLE : 0) |
             (self->inverted ? ESCPOS_INVERTED : 0),
  };

  g_array_append_val (self->glyphs, glyph);
}

/* Returns how many bytes the Chinese character at the offset has, or 0. */
static guint
chinese_length (Reader *self)
{
  const guint8 *p = self->data + self->offset;
  gsize         left = self->length - self->offset;

  if (p[0] < 0x81 || p[0] > 0xFE || left < 2)
    return 0;
  if (p[1] >= 0x40 && p[1] <= 0xFE && p[1] != 0x7F)
    return 2;
  if (left >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[2] <= 0xFE &&
      p[3] >= 0x30 && p[3] <= 0x39)
    return 4;

  return 0;
}

static void
read_chinese (Reader *self)
{
  guint n_bytes = self->chinese ? chinese_length (self) : 0;
  char  utf8[8] = "";
  char *in = (char *) self->data + self->offset;
  char *out = utf8;
  gsize in_left = n_bytes;
  gsize out_left = sizeof utf8 - 1;

  if (n_bytes == 0 || g_iconv (self->gb18030, &in, &in_left, &out, &out_left) != 0) {
    complain (self, "stray byte %02X", self->data[self->offset]);
    self->offset++;
    return;
  }

  if (n_bytes == 4)
    complain (self, "a four-byte character, which cheap printers print as two others");
  if (self->scale != self->chinese_scale)
    complain (self, "GS ! and FS W ask for different sizes");
  put_char (self, g_utf8_get_char (utf8), 2, self->chinese_scale);
  self->offset += n_bytes;
}

/* Some commands work at the beginning of a line only and are ignored elsewhere. */
static void
need_empty_line (Reader     *self,
                 const char *command)
{
  if (self->glyphs->len > 0)
    complain (self, "%s within a line", command);
}

static void
read_bitmap (Reader *self)
{
  const guint8 *p = self->data + self->offset;
  gsize         left = self->length - self->offset;
  gsize         bytes_per_row;
  gsize         n_rows;
  EscposLine   *line;

  need_empty_line (self, "GS v 0");
  if (left < 8) {
    complain (self, "GS v 0 is cut off");
    self->offset = self->length;
    return;
  }

  bytes_per_row = p[4] + 256u * p[5];
  n_rows = p[6] + 256u * p[7];
  if (p[3] != 0 || bytes_per_row == 0 || n_rows == 0 || bytes_per_row * n_rows > left - 8) {
    complain (self, "GS v 0 with mode %u and %zu × %zu bytes, of which %zu are there", p[3],
              bytes_per_row, n_rows, left - 8);
    self->offset = self->length;
    return;
  }

  line = g_new0 (EscposLine, 1);
  line->align = self->align;
  line->width_dots = (guint) bytes_per_row * 8;
  line->height_dots = (guint) n_rows;
  line->text = g_strdup ("");
  line->bits = g_memdup2 (p + 8, bytes_per_row * n_rows);
  if (line->width_dots > self->page->paper_dots)
    complain (self, "a picture is %u dots wide, the paper %u", line->width_dots,
              self->page->paper_dots);
  g_ptr_array_add (self->page->lines, line);
  self->offset += 8 + bytes_per_row * n_rows;
}

static void
feed_lines (Reader *self,
            guint   n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    print_line (self);
}

static void
set_size (Reader *self,
          guint8  n)
{
  if (n != 0x00 && n != 0x11)
    complain (self, "GS ! %02X: only single and double size are expected", n);
  self->scale = (n & 0x0F) != 0 ? 2 : 1;
}

static gboolean
is_switch (guint8 n)
{
  return n == 0 || n == 1 || n == '0' || n == '1';
}

static void
run_command (Reader *self,
             guint8  prefix,
             guint8  name,
             guint8  n)
{
  switch (prefix << 8 | name) {
  case ESC << 8 | '@':
    reset (self);
    break;
  case ESC << 8 | '2':
    self->pitch = DEFAULT_PITCH;
    break;
  case ESC << 8 | '3':
    self->pitch = n;
    break;
  case ESC << 8 | 'a':
    need_empty_line (self, "ESC a");
    if ((n & ~0x30) > 2)
      complain (self, "ESC a %u", n);
    self->align = (EscposAlign) MIN (n & 0x0F, 2);
    break;
  case ESC << 8 | 'd':
    feed_lines (self, n);
    break;
  case ESC << 8 | 'E':
    self->bold = (n & 1) != 0;
    break;
  case GS << 8 | '!':
    set_size (self, n);
    break;
  case GS << 8 | 'B':
    self->inverted = (n & 1) != 0;
    break;
  case FS << 8 | '&':
    self->chinese = TRUE;
    break;
  case FS << 8 | '.':
    self->chinese = FALSE;
    break;
  case FS << 8 | 'W':
    if (!is_switch (n))
      complain (self, "FS W %u", n);
    self->chinese_scale = (n & 1) != 0 ? 2 : 1;
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
read_cut (Reader *self)
{
  gsize  left = self->length - self->offset;
  guint8 mode = left > 2 ? self->data[self->offset + 2] : 0xFF;

  need_empty_line (self, "GS V");
  switch (mode) {
  case 0:
  case 1:
  case '0':
  case '1':
    self->page->n_cuts++;
    self->offset += 3;
    break;
  case 'A':
  case 'B':
    if (left < 4)
      complain (self, "GS V is cut off");
    self->page->n_cuts++;
    self->offset = MIN (self->offset + 4, self->length);
    break;
  default:
    complain (self, "GS V %u", mode);
    self->offset = MIN (self->offset + 3, self->length);
    break;
  }
}

static void
read_command (Reader *self)
{
  static const struct {
    guint8 prefix;
    guint8 name;
    guint8 n_parameters;
  } commands[] = {
    { ESC, '@', 0 },
    { ESC, '2', 0 },
    { ESC, '3', 1 },
    { ESC, 'a', 1 },
    { ESC, 'd', 1 },
    { ESC, 'E', 1 },
    { GS, '!', 1 },
    { GS, 'B', 1 },
    { FS, '&', 0 },
    { FS, '.', 0 },
    { FS, 'W', 1 },
  };
  const guint8 *p = self->data + self->offset;
  gsize         left = self->length - self->offset;

  if (left >= 3 && p[0] == GS && p[1] == 'v' && p[2] == '0') {
    read_bitmap (self);
    return;
  }
  if (left >= 2 && p[0] == GS && p[1] == 'V') {
    read_cut (self);
    return;
  }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    guint size = 2u + commands[i].n_parameters;

    if (left >= size && commands[i].prefix == p[0] && commands[i].name == p[1]) {
      run_command (self, p[0], p[1], size > 2 ? p[2] : 0);
      self->offset += size;
      return;
    }
  }

  complain (self, "unknown command %02X %02X", p[0], left > 1 ? p[1] : 0);
  self->offset = MIN (self->offset + 2, self->length);
}

static void
read_next (Reader *self)
{
  guint8 byte = self->data[self->offset];

  if (byte == ESC || byte == FS || byte == GS) {
    read_command (self);
  } else if (byte == '\n') {
    print_line (self);
    self->offset++;
  } else if (byte >= 0x20 && byte < 0x7F) {
    put_char (self, byte, 1, self->scale);
    self->offset++;
  } else {
    read_chinese (self);
  }
}

EscposPage *
escpos_page_read (const guint8 *data,
                  gsize         length,
                  guint         paper_dots)
{
  EscposPage *page = g_new0 (EscposPage, 1);
  Reader      self = {
         .data = data,
         .length = length,
         .page = page,
         .gb18030 = g_iconv_open ("UTF-8", "GB18030"),
         .glyphs = g_array_new (FALSE, FALSE, sizeof (EscposGlyph)),
  };

  g_assert (self.gb18030 != (GIConv) -1);
  page->paper_dots = paper_dots;
  page->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) escpos_line_free);
  page->complaints = g_ptr_array_new_with_free_func (g_free);

  reset (&self);
  while (self.offset < length)
    read_next (&self);
  if (self.glyphs->len > 0)
    complain (&self, "the last line has no line feed and stays in the printer");

  g_array_unref (self.glyphs);
  g_iconv_close (self.gb18030);

  return page;
}

void
escpos_page_free (EscposPage *page)
{
  g_ptr_array_unref (page->lines);
  g_ptr_array_unref (page->complaints);
  g_free (page);
}

/* The styles of all characters but blanks together. */
guint
escpos_line_get_style (const EscposLine *line)
{
  guint style = 0;

  for (guint i = 0; line->glyphs != NULL && i < line->glyphs->len; i++) {
    const EscposGlyph *glyph = &g_array_index (line->glyphs, EscposGlyph, i);

    if (glyph->c != ' ')
      style |= glyph->style;
  }

  return style;
}

guint
escpos_line_count_ink (const EscposLine *line)
{
  gsize n_bytes = (gsize) line->width_dots / 8 * line->height_dots;
  guint ink = 0;

  for (gsize i = 0; line->bits != NULL && i < n_bytes; i++)
    ink += (guint) __builtin_popcount (line->bits[i]);

  return ink;
}

static void
describe_line (const EscposLine *line,
               GString          *out)
{
  guint style = escpos_line_get_style (line);

  g_string_append_c (out, "<=>"[line->align]);
  g_string_append_c (out, (style & ESCPOS_BOLD) != 0 ? 'b' : '.');
  g_string_append_c (out, (style & ESCPOS_DOUBLE) != 0 ? '2' : '.');
  g_string_append_c (out, (style & ESCPOS_INVERTED) != 0 ? 'i' : '.');
  if (line->bits != NULL)
    g_string_append_printf (out, "|[picture %u × %u]\n", line->width_dots, line->height_dots);
  else
    g_string_append_printf (out, "|%s\n", line->text);
}

/* One line each: alignment, styles, "|", text. For comparing with files and for people. */
char *
escpos_page_to_text (const EscposPage *page)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < page->lines->len; i++)
    describe_line (g_ptr_array_index (page->lines, i), out);
  for (guint i = 0; i < page->n_cuts; i++)
    g_string_append (out, "----|cut\n");
  for (guint i = 0; i < page->complaints->len; i++)
    g_string_append_printf (out, "!!!!|%s\n", (char *) g_ptr_array_index (page->complaints, i));

  return g_string_free (out, FALSE);
}
