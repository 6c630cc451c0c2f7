/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-escpos"

#include "trivet-escpos-text-private.h"

#include <pango/pango.h>

#include <string.h>

/*
 * What the printer's font can show, how wide it is, and where a text may be broken. The font is
 * ASCII (one column a character) and GBK (two columns), the set that even cheap printers have.
 */

struct _TrivetEscposText {
  /* (GIConv) -1 when the system lacks GBK: then all but ASCII is drawn as pictures. */
  GIConv gbk;
};

/**
 * _trivet_escpos_text_new:
 *
 * Returns: (transfer full): a converter for one thread
 */
TrivetEscposText *
_trivet_escpos_text_new (void)
{
  TrivetEscposText *self = g_new0 (TrivetEscposText, 1);

  self->gbk = g_iconv_open ("GBK", "UTF-8");

  return self;
}

/**
 * _trivet_escpos_text_free:
 * @self: a converter
 *
 * Frees @self.
 */
void
_trivet_escpos_text_free (TrivetEscposText *self)
{
  if (self->gbk != (GIConv) -1)
    g_iconv_close (self->gbk);
  g_free (self);
}

/* Money signs and the minus sign have twins that GBK knows. With them a line with an amount stays
 * text; as a picture every line of a yuan receipt would be fifty times as many bytes. */
static gunichar
to_printable (gunichar c)
{
  switch (c) {
  case 0x00A5: /* ¥ */
    return 0xFFE5;
  case 0x00A3: /* £ */
    return 0xFFE1;
  case 0x2212: /* minus */
    return '-';
  case 0x00A0: /* no-break space, beside amounts */
  case 0x202F:
    return ' ';
  default:
    /* ESC, GS and FS in a dish's name would be commands to the printer. */
    return c != '\n' && g_unichar_iscntrl (c) ? ' ' : c;
  }
}

/**
 * _trivet_escpos_text_clean:
 * @text: (nullable): anything
 *
 * Makes a text safe to send: valid UTF-8, without control characters but the line feed, money
 * signs as GBK has them.
 *
 * Returns: (transfer full): a new string
 */
char *
_trivet_escpos_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString         *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (clean, to_printable (g_utf8_get_char (p)));

  return g_string_free (clean, FALSE);
}

/* Writes the character's bytes to @ret_bytes and returns how many, or 0 when the printer's font
 * lacks it. */
static guint
encode_char (TrivetEscposText *self,
             const char       *p,
             guint8            ret_bytes[2])
{
  gunichar c = g_utf8_get_char (p);
  char    *in = (char *) p;
  char    *out = (char *) ret_bytes;
  gsize    in_left = (gsize) (g_utf8_next_char (p) - p);
  gsize    out_left = 2;

  if (c < 0x80) {
    ret_bytes[0] = (guint8) c;
    return 1;
  }

  /* GBK has é, Greek and Cyrillic, but as wide as a Chinese character: "Caf é". Drawn instead. */
  if (self->gbk == (GIConv) -1 || (g_unichar_isalpha (c) && !g_unichar_iswide (c)))
    return 0;

  if (g_iconv (self->gbk, &in, &in_left, &out, &out_left) != 0 || out_left != 0) {
    g_iconv (self->gbk, NULL, NULL, NULL, NULL);
    return 0;
  }

  return ret_bytes[0] >= 0x81 && ret_bytes[1] >= 0x40 ? 2 : 0;
}

static guint
char_columns (TrivetEscposText *self,
              const char       *p)
{
  gunichar c = g_utf8_get_char (p);
  guint8   bytes[2];
  guint    n_bytes;

  if (c < 0x80)
    return 1;
  if (g_unichar_iszerowidth (c))
    return 0;

  n_bytes = encode_char (self, p, bytes);

  return n_bytes > 0 ? n_bytes : g_unichar_iswide (c) ? 2
                                                      : 1;
}

/**
 * _trivet_escpos_text_is_plain:
 * @self: a converter
 * @text: a cleaned text
 *
 * Returns: whether the printer's own font has every character of @text
 */
gboolean
_trivet_escpos_text_is_plain (TrivetEscposText *self,
                              const char       *text)
{
  guint8 bytes[2];

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (encode_char (self, p, bytes) == 0)
      return FALSE;
  }

  return TRUE;
}

/**
 * _trivet_escpos_text_columns:
 * @self: a converter
 * @text: a cleaned text
 *
 * Returns: how many half-width columns @text takes on one line
 */
guint
_trivet_escpos_text_columns (TrivetEscposText *self,
                             const char       *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    columns += char_columns (self, p);

  return columns;
}

static void
take_line (GPtrArray  *lines,
           const char *start,
           const char *end)
{
  while (start < end && *start == ' ')
    start++;
  while (end > start && end[-1] == ' ')
    end--;

  g_ptr_array_add (lines, g_strndup (start, (gsize) (end - start)));
}

/* A cluster is what a reader takes for one character: a letter with its accents, a family of
 * emoji. It is never torn apart, and is as wide as its widest part. */
static const char *
next_cluster (TrivetEscposText   *self,
              const char         *p,
              const char         *end,
              const PangoLogAttr *attrs,
              glong              *position,
              guint              *ret_columns)
{
  guint columns = 0;

  do {
    columns = MAX (columns, char_columns (self, p));
    p = g_utf8_next_char (p);
    (*position)++;
  } while (p < end && !attrs[*position].is_cursor_position);
  *ret_columns = columns;

  return p;
}

static void
wrap_paragraph (TrivetEscposText *self,
                const char       *text,
                gsize             length,
                guint             columns,
                GPtrArray        *lines)
{
  const char              *end = text + length;
  const char              *start = text;
  const char              *breakable = NULL;
  const char              *p = text;
  glong                    n_chars = g_utf8_strlen (text, (gssize) length);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_chars + 1);
  glong                    position = 0;
  guint                    used = 0;
  guint                    used_at_break = 0;

  pango_get_log_attrs (text, (int) length, -1, pango_language_get_default (), attrs,
                       (int) n_chars + 1);
  while (p < end) {
    gboolean    is_space = *p == ' ';
    const char *cluster = p;
    guint       cluster_columns;

    if (attrs[position].is_line_break && p > start) {
      breakable = p;
      used_at_break = used;
    }
    p = next_cluster (self, p, end, attrs, &position, &cluster_columns);

    /* A space may hang over the edge: it is cut off with the line. What remains after the last
     * break may still be too long together with a wide character, hence the loop. */
    while (used + cluster_columns > columns && !is_space && cluster > start) {
      const char *cut = breakable != NULL ? breakable : cluster;

      take_line (lines, start, cut);
      used = breakable != NULL ? used - used_at_break : 0;
      start = cut;
      breakable = NULL;
    }
    used += cluster_columns;
  }
  take_line (lines, start, end);
}

/**
 * _trivet_escpos_text_wrap:
 * @self: a converter
 * @text: a cleaned text
 * @columns: how wide a line may be, at least 2
 *
 * Breaks @text into lines at line feeds, between words, between Chinese characters as their
 * punctuation allows, and within a word that is too long for a line.
 *
 * Returns: (transfer full) (element-type utf8): at least one line
 */
GPtrArray *
_trivet_escpos_text_wrap (TrivetEscposText *self,
                          const char       *text,
                          guint             columns)
{
  GPtrArray  *lines = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while (TRUE) {
    const char *end = strchrnul (p, '\n');

    wrap_paragraph (self, p, (gsize) (end - p), columns, lines);
    if (*end == '\0')
      break;
    p = end + 1;
  }

  return lines;
}

/**
 * _trivet_escpos_text_append:
 * @self: a converter
 * @text: a cleaned, plain text
 * @out: what to add to
 *
 * Adds the bytes of @text as the printer wants them in its Chinese mode.
 */
void
_trivet_escpos_text_append (TrivetEscposText *self,
                            const char       *text,
                            GByteArray       *out)
{
  guint8 bytes[2];

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_byte_array_append (out, bytes, encode_char (self, p, bytes));
}
