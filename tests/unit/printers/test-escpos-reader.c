/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"
#include "qr-finder.h"

#include <string.h>

/* Goal: the reader that judges the encoder sees what is on the paper and what does not belong
 * there. Method: bytes written by hand after the command reference, and random ones. */

#define READ(literal, dots) escpos_page_read ((const guint8 *) (literal), sizeof (literal) - 1, dots)

static const EscposLine *
get_line (EscposPage *page,
          guint       i)
{
  g_assert_cmpuint (i, <, page->lines->len);

  return g_ptr_array_index (page->lines, i);
}

static void
test_text (void)
{
  g_autoptr (EscposPage) page = READ ("\x1b@\x1b"
                                      "a\x01plain\n"
                                      "\x1b"
                                      "E\x01\x1d!\x11\x1c&\x1cW\x01"
                                      "A\xd6\xd0\n"
                                      "\x1dV\x00",
                                      384);
  const EscposLine *line;

  g_assert_cmpuint (page->complaints->len, ==, 0);
  g_assert_cmpuint (page->lines->len, ==, 2);
  g_assert_cmpuint (page->n_cuts, ==, 1);

  line = get_line (page, 0);
  g_assert_cmpstr (line->text, ==, "plain");
  g_assert_cmpuint (line->width_dots, ==, 60);
  g_assert_cmpuint (line->align, ==, ESCPOS_ALIGN_CENTER);
  g_assert_cmpuint (escpos_line_get_style (line), ==, 0);

  line = get_line (page, 1);
  g_assert_cmpstr (line->text, ==, "A中");
  g_assert_cmpuint (line->width_dots, ==, 72);
  g_assert_cmpuint (escpos_line_get_style (line), ==, ESCPOS_BOLD | ESCPOS_DOUBLE);
}

static void
test_picture (void)
{
  g_autoptr (EscposPage) page = READ ("\x1dv0\x00\x02\x00\x03\x00\xff\x00\x01\x80\x00\x00", 384);
  const EscposLine *line = get_line (page, 0);

  g_assert_cmpuint (page->complaints->len, ==, 0);
  g_assert_cmpuint (line->width_dots, ==, 16);
  g_assert_cmpuint (line->height_dots, ==, 3);
  g_assert_cmpuint (escpos_line_count_ink (line), ==, 10);
}

typedef struct {
  const char *bytes;
  gsize       length;
  const char *complaint;
} BadCase;

#define BAD(bytes, complaint)              \
  {                                        \
    (bytes), sizeof (bytes) - 1, complaint \
  }

static void
test_complaints (void)
{
  static const BadCase cases[] = {
    BAD ("\x1bZ\n", "unknown command"),
    BAD ("\x1b", "unknown command"),
    BAD ("\xd6\xd0\n", "stray byte"),
    BAD ("\x1c&\xd6\n", "stray byte"),
    BAD ("\x07\n", "stray byte"),
    BAD ("\x1c&\x95\x32\x82\x36\n", "four-byte"),
    BAD ("\x1c&\x1d!\x11\xd6\xd0\n", "different sizes"),
    BAD ("123456789012345678901234567890123\n", "396 dots wide"),
    BAD ("no end", "no line feed"),
    BAD ("a\x1b"
         "a\x01\n",
         "within a line"),
    BAD ("a\x1dv0\x00\x01\x00\x01\x00\xff\n", "within a line"),
    BAD ("\x1dv0\x00\x02\x00\x03\x00\xff", "GS v 0"),
    BAD ("\x1dv0\x00\x02", "GS v 0"),
    BAD ("\x1dVx", "GS V"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EscposPage) page = escpos_page_read ((const guint8 *) cases[i].bytes,
                                                    cases[i].length, 384);

    g_test_message ("case %u: %s", i, cases[i].complaint);
    g_assert_cmpuint (page->complaints->len, >, 0);
    g_assert_nonnull (strstr (g_ptr_array_index (page->complaints, 0), cases[i].complaint));
  }
}

static void
test_random_bytes (void)
{
  for (int round = 0; round < 500; round++) {
    guint8 data[300];
    gsize  length = (gsize) g_test_rand_int_range (0, sizeof data);
    g_autoptr (EscposPage) page = NULL;
    g_autofree char *text = NULL;

    for (gsize i = 0; i < length; i++) {
      /* Mostly prefixes and small numbers, or every command would be unknown. */
      static const guint8 likely[] = { 0x1B, 0x1C, 0x1D, 'v', '0', 'V', 'a', '&', 0, 1, 2, '\n' };

      data[i] = g_test_rand_bit () ? likely[g_test_rand_int_range (0, sizeof likely)]
                                   : (guint8) g_test_rand_int_range (0, 256);
    }
    page = escpos_page_read (data, length, 576);
    text = escpos_page_to_text (page);
    g_assert_true (g_utf8_validate (text, -1, NULL));
  }
}

static void
test_drawing (void)
{
  g_autoptr (EscposPage) page = READ ("\x1c&text \xd6\xd0\n\x1dv0\x00\x01\x00\x01\x00\xff", 384);
  cairo_surface_t *surface = escpos_page_draw (page);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 384);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 31);
  g_assert_null (qr_find (surface));
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/support/escpos-reader/text", test_text);
  g_test_add_func ("/support/escpos-reader/picture", test_picture);
  g_test_add_func ("/support/escpos-reader/complaints", test_complaints);
  g_test_add_func ("/support/escpos-reader/random-bytes", test_random_bytes);
  g_test_add_func ("/support/escpos-reader/drawing", test_drawing);

  return g_test_run ();
}
