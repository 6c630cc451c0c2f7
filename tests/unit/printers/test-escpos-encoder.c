/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"
#include "qr-finder.h"
#include "trivet-device-error.h"
#include "trivet-escpos-encoder.h"

#include <string.h>

/* Goal: each kind of block comes out of the printer as it should, on both widths of paper.
 * Method: one small document each, read back by the independent reader. */

static EscposPage *
print (TrivetDocument   *document,
       TrivetEscposPaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = trivet_escpos_encode (document, paper, &error);
  gsize         length;
  const guint8 *data;
  EscposPage   *page;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  page = escpos_page_read (data, length, paper == TRIVET_ESCPOS_PAPER_58_MM ? 384 : 576);
  for (guint i = 0; i < page->complaints->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (page->complaints, i));
  g_assert_cmpuint (page->complaints->len, ==, 0);
  g_assert_cmpuint (page->n_cuts, ==, 1);

  return page;
}

static const EscposLine *
get_line (EscposPage *page,
          guint       i)
{
  g_assert_cmpuint (i, <, page->lines->len);

  return g_ptr_array_index (page->lines, i);
}

static const char *
get_text (EscposPage *page,
          guint       i)
{
  return get_line (page, i)->text;
}

static EscposPage *
print_text (const char       *text,
            guint             style,
            TrivetEscposPaper paper)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");

  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, style, 0, text);

  return print (document, paper);
}

static EscposPage *
print_columns (const char       *left,
               const char       *right,
               guint             style,
               TrivetEscposPaper paper)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");

  trivet_document_add_columns (document, style, 0, left, right);

  return print (document, paper);
}

static void
test_wrap (void)
{
  g_autoptr (EscposPage) page =
    print_text ("The quick brown fox jumps over the lazy dog", 0, TRIVET_ESCPOS_PAPER_58_MM);
  g_autoptr (EscposPage) long_word =
    print_text ("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", 0, TRIVET_ESCPOS_PAPER_58_MM);
  g_autoptr (EscposPage) odd =
    print_text ("a中文中文中文中文中文中文中文中文中文", 0, TRIVET_ESCPOS_PAPER_58_MM);
  g_autoptr (EscposPage) lines = print_text ("one\n\nthree", 0, TRIVET_ESCPOS_PAPER_58_MM);

  g_assert_cmpstr (get_text (page, 0), ==, "The quick brown fox jumps over");
  g_assert_cmpstr (get_text (page, 1), ==, "the lazy dog");
  g_assert_cmpstr (get_text (long_word, 0), ==, "abcdefghijklmnopqrstuvwxyzabcdef");
  g_assert_cmpstr (get_text (long_word, 1), ==, "ghijklmnopqrstuvwxyz");
  g_assert_cmpstr (get_text (odd, 0), ==, "a中文中文中文中文中文中文中文中");
  g_assert_cmpstr (get_text (odd, 1), ==, "文中文");
  g_assert_cmpstr (get_text (lines, 0), ==, "one");
  g_assert_cmpstr (get_text (lines, 1), ==, "");
  g_assert_cmpstr (get_text (lines, 2), ==, "three");
}

/* A full stop must not begin a line. */
static void
test_wrap_chinese_punctuation (void)
{
  g_autoptr (EscposPage) page =
    print_text ("一二三四五六七八九十一二三四五六。完", 0, TRIVET_ESCPOS_PAPER_58_MM);

  g_assert_cmpstr (get_text (page, 0), ==, "一二三四五六七八九十一二三四五");
  g_assert_cmpstr (get_text (page, 1), ==, "六。完");
}

static void
test_styles (void)
{
  static const struct {
    guint style;
    guint printed;
  } cases[] = {
    { TRIVET_DOCUMENT_STYLE_NONE, 0 },
    { TRIVET_DOCUMENT_STYLE_BOLD, ESCPOS_BOLD },
    { TRIVET_DOCUMENT_STYLE_DOUBLE, ESCPOS_DOUBLE },
    { TRIVET_DOCUMENT_STYLE_INVERTED, ESCPOS_INVERTED },
    { TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE | TRIVET_DOCUMENT_STYLE_INVERTED,
      ESCPOS_BOLD | ESCPOS_DOUBLE | ESCPOS_INVERTED },
  };
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");
  g_autoptr (EscposPage) page = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    trivet_document_add_text (document, (TrivetDocumentAlign) (i % 3), cases[i].style, 0, "Te中");
  page = print (document, TRIVET_ESCPOS_PAPER_80_MM);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpuint (escpos_line_get_style (get_line (page, i)), ==, cases[i].printed);
    g_assert_cmpuint (get_line (page, i)->align, ==, i % 3);
  }
}

static void
test_columns (void)
{
  g_autoptr (EscposPage) page =
    print_columns ("Mapo Tofu", "¥1,234.50", 0, TRIVET_ESCPOS_PAPER_58_MM);
  g_autoptr (EscposPage) wrapped =
    print_columns ("Stir-fried seasonal vegetables with garlic", "¥38.00", 0,
                   TRIVET_ESCPOS_PAPER_58_MM);
  g_autoptr (EscposPage) big =
    print_columns ("TOTAL", "¥12.00", TRIVET_DOCUMENT_STYLE_DOUBLE, TRIVET_ESCPOS_PAPER_58_MM);

  g_assert_cmpstr (get_text (page, 0), ==, "Mapo Tofu             ￥1,234.50");
  g_assert_cmpuint (get_line (page, 0)->width_dots, ==, 384);
  g_assert_cmpstr (get_text (wrapped, 0), ==, "Stir-fried seasonal      ￥38.00");
  g_assert_cmpstr (get_text (wrapped, 1), ==, "vegetables with garlic");
  g_assert_cmpstr (get_text (big, 0), ==, "TOTAL    ￥12.00");
  g_assert_cmpuint (get_line (big, 0)->width_dots, ==, 384);
}

/* The largest amount there is must come out whole, whatever the style. */
static void
test_huge_amount (void)
{
  g_autoptr (EscposPage) page =
    print_columns ("TOTAL", "−¥92233720368547758.07", TRIVET_DOCUMENT_STYLE_DOUBLE,
                   TRIVET_ESCPOS_PAPER_58_MM);
  g_autoptr (EscposPage) stacked =
    print_columns ("Grand total of it all", "¥123,456.78", TRIVET_DOCUMENT_STYLE_DOUBLE,
                   TRIVET_ESCPOS_PAPER_58_MM);

  g_assert_cmpstr (get_text (page, 0), ==, "TOTAL    -￥92233720368547758.07");
  g_assert_cmpuint (escpos_line_get_style (get_line (page, 0)), ==, 0);
  g_assert_cmpstr (get_text (stacked, 0), ==, "Grand total of");
  g_assert_cmpstr (get_text (stacked, 1), ==, "it all");
  g_assert_cmpstr (get_text (stacked, 2), ==, "￥123,456.78");
  g_assert_cmpuint (get_line (stacked, 2)->align, ==, ESCPOS_ALIGN_RIGHT);
}

static void
test_money_signs (void)
{
  g_autoptr (EscposPage) pound = print_columns ("Tea", "£2.50", 0, TRIVET_ESCPOS_PAPER_80_MM);
  g_autoptr (EscposPage) euro = print_columns ("Tea", "€2.50", 0, TRIVET_ESCPOS_PAPER_80_MM);

  g_assert_true (g_str_has_suffix (get_text (pound, 0), " ￡2.50"));
  g_assert_nonnull (get_line (euro, 0)->bits);
}

static void
test_drawn_lines (void)
{
  static const char *const texts[] = {
    "\360\240\256\267家拉面",
    "Ramen 🍜",
    "👨‍👩‍👧‍👦 menu",
    "Café crème",
    "Борщ",
    "한국",
    "m²",
    "نص",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    for (guint style = 0; style <= TRIVET_DOCUMENT_STYLE_INVERTED * 2 - 1; style++) {
      g_autoptr (EscposPage) page = print_text (texts[i], style, TRIVET_ESCPOS_PAPER_58_MM);
      const EscposLine *line = get_line (page, 0);

      g_assert_nonnull (line->bits);
      g_assert_cmpuint (line->width_dots, ==, 384);
      g_assert_cmpuint (line->height_dots, ==, (style & TRIVET_DOCUMENT_STYLE_DOUBLE) != 0 ? 60 : 30);
      g_assert_cmpuint (escpos_line_count_ink (line), >, 50);
    }
  }
}

/* Only the line with the odd character is drawn: a long note stays small. */
static void
test_drawn_line_alone (void)
{
  g_autoptr (EscposPage) page =
    print_text ("This first line is quite ordinary and this second line has 🍜 in it",
                0, TRIVET_ESCPOS_PAPER_58_MM);

  g_assert_null (get_line (page, 0)->bits);
  g_assert_cmpstr (get_text (page, 0), ==, "This first line is quite");
  g_assert_null (get_line (page, 1)->bits);
  g_assert_nonnull (get_line (page, 2)->bits);
}

/* The amount beside an emoji is drawn too, at the right edge and not cut. */
static void
test_drawn_columns (void)
{
  g_autoptr (EscposPage) page = print_columns ("🍜🍜🍜🍜🍜🍜🍜🍜🍜🍜", "¥38.00", 0,
                                               TRIVET_ESCPOS_PAPER_58_MM);
  const EscposLine *line = get_line (page, 0);
  guint             rightmost = 0;
  guint             leftmost = line->width_dots;

  g_assert_nonnull (line->bits);
  for (guint y = 0; y < line->height_dots; y++) {
    for (guint x = 0; x < line->width_dots; x++) {
      if ((line->bits[y * line->width_dots / 8 + x / 8] & (0x80 >> x % 8)) != 0) {
        rightmost = MAX (rightmost, x);
        leftmost = MIN (leftmost, x);
      }
    }
  }
  g_assert_cmpuint (leftmost, <, 12);
  g_assert_cmpuint (rightmost, >, 384 - 12);
  g_assert_cmpuint (rightmost, <, 384);
}

/* A name must not be able to command the printer. */
static void
test_control_characters (void)
{
  g_autoptr (EscposPage) page =
    print_text ("a\x1b@b\x1dV\x01"
                "c\x1c.d\te\x7f\r<b>&amp;</b>",
                0, TRIVET_ESCPOS_PAPER_80_MM);
  g_autoptr (EscposPage) broken = print_text ("a\xff\xfe", 0, TRIVET_ESCPOS_PAPER_80_MM);

  g_assert_cmpstr (get_text (page, 0), ==, "a @b V c .d e  <b>&amp;</b>");
  g_assert_nonnull (get_line (broken, 0)->bits);
}

static void
assert_qr (const char       *text,
           TrivetEscposPaper paper)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");
  g_autoptr (EscposPage) page = NULL;
  g_autofree char *found = NULL;
  cairo_surface_t *surface;

  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, 0, 0, "before");
  trivet_document_add_qr (document, text);
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, 0, 0, "after");
  page = print (document, paper);
  g_assert_cmpuint (get_line (page, 1)->align, ==, ESCPOS_ALIGN_CENTER);
  surface = escpos_page_draw (page);
  found = qr_find (surface);
  g_assert_cmpstr (found, ==, text);
  cairo_surface_destroy (surface);
}

static void
test_qr (void)
{
  g_autofree char *longish = g_strnfill (200, 'x');

  assert_qr ("01JD8X5Y7Q0000000000000042", TRIVET_ESCPOS_PAPER_58_MM);
  assert_qr ("01JD8X5Y7Q0000000000000042", TRIVET_ESCPOS_PAPER_80_MM);
  assert_qr ("https://example.org/?a=1&b=2", TRIVET_ESCPOS_PAPER_58_MM);
  assert_qr (longish, TRIVET_ESCPOS_PAPER_58_MM);
  assert_qr (longish, TRIVET_ESCPOS_PAPER_80_MM);
}

/* What no code can hold is printed as text, all of it. */
static void
test_qr_too_long (void)
{
  g_autofree char *text = g_strnfill (7000, 'x');
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");
  g_autoptr (EscposPage) page = NULL;
  gsize n_printed = 0;

  trivet_document_add_qr (document, text);
  page = print (document, TRIVET_ESCPOS_PAPER_58_MM);
  for (guint i = 0; i < page->lines->len; i++)
    n_printed += strlen (get_text (page, i));
  g_assert_cmpuint (n_printed, ==, 7000);
}

static void
test_empty (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");
  g_autoptr (EscposPage) page = NULL;
  g_autoptr (EscposPage) texts = NULL;

  page = print (document, TRIVET_ESCPOS_PAPER_58_MM);
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_CENTER, 7, 0, "");
  trivet_document_add_columns (document, 7, 99, "", "");
  trivet_document_add_qr (document, "");
  trivet_document_add_space (document, 0);
  texts = print (document, TRIVET_ESCPOS_PAPER_58_MM);
  g_assert_cmpuint (texts->lines->len, >, page->lines->len);
}

static void
test_thousands_of_lines (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");
  g_autoptr (EscposPage) page = NULL;

  for (int i = 0; i < 3000; i++)
    trivet_document_add_columns (document, 0, 0, "鱼香肉丝 Shredded Pork", "¥38.00");
  page = print (document, TRIVET_ESCPOS_PAPER_80_MM);
  g_assert_cmpuint (page->lines->len, >=, 3000);
}

static void
test_longer_than_a_roll (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Very long");
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 17; i++)
    trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, 0, 0, text);
  bytes = trivet_escpos_encode (document, TRIVET_ESCPOS_PAPER_58_MM, &error);
  g_assert_null (bytes);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (error->message, "Very long"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/printers/escpos/wrap", test_wrap);
  g_test_add_func ("/printers/escpos/wrap-chinese-punctuation", test_wrap_chinese_punctuation);
  g_test_add_func ("/printers/escpos/styles", test_styles);
  g_test_add_func ("/printers/escpos/columns", test_columns);
  g_test_add_func ("/printers/escpos/huge-amount", test_huge_amount);
  g_test_add_func ("/printers/escpos/money-signs", test_money_signs);
  g_test_add_func ("/printers/escpos/drawn-lines", test_drawn_lines);
  g_test_add_func ("/printers/escpos/drawn-line-alone", test_drawn_line_alone);
  g_test_add_func ("/printers/escpos/drawn-columns", test_drawn_columns);
  g_test_add_func ("/printers/escpos/control-characters", test_control_characters);
  g_test_add_func ("/printers/escpos/qr", test_qr);
  g_test_add_func ("/printers/escpos/qr-too-long", test_qr_too_long);
  g_test_add_func ("/printers/escpos/empty", test_empty);
  g_test_add_func ("/printers/escpos/thousands-of-lines", test_thousands_of_lines);
  g_test_add_func ("/printers/escpos/longer-than-a-roll", test_longer_than_a_roll);

  return g_test_run ();
}
