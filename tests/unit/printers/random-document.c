/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-document.h"

/* Documents as no cook would write them, from GLib's random seed, so that a failure can be
 * repeated with --seed. */

static const char *const pieces[] = {
  "noodles",
  "a",
  "&<>",
  "Extra-spicy",
  "supercalifragilisticexpialidociousness",
  "100%",
  "x ",
  "宫保鸡丁",
  "（大份）",
  "，",
  "。",
  "《菜单》",
  "不要辣",
  "龍",
  "カレー",
  "×",
  "℃",
  "¥",
  "£",
  "\360\240\256\267",
  "🍜",
  "👨‍👩‍👧‍👦",
  "🇨🇳",
  "é",
  "e\xcc\x81",
  "Борщ",
  "ñ",
  "€",
  "—",
  "…",
  "\xc2\xa0",
  "\xe2\x80\x8b",
  "مرحبا",
  "\x1b@",
  "\x1dV\x01",
  "\x1c.",
  "\x7f",
  "\t",
  "\n",
  "-",
};

static char *
random_hanzi (void)
{
  char utf8[7] = "";

  g_unichar_to_utf8 ((gunichar) g_test_rand_int_range (0x4E00, 0x9FA6), utf8);

  return g_strdup (utf8);
}

/* Any character at all, assigned or not. */
static char *
random_char (void)
{
  char     utf8[7] = "";
  gunichar c;

  do
    c = (gunichar) g_test_rand_int_range (1, 0x110000);
  while (!g_unichar_validate (c));
  g_unichar_to_utf8 (c, utf8);

  return g_strdup (utf8);
}

static char *
random_piece (void)
{
  switch (g_test_rand_int_range (0, 10)) {
  case 0:
    return random_char ();
  case 1:
  case 2:
    return random_hanzi ();
  default:
    /* The first ones are more frequent: most texts are printable. */
    return g_strdup (pieces[MIN (g_test_rand_int_range (0, G_N_ELEMENTS (pieces)),
                                 g_test_rand_int_range (0, G_N_ELEMENTS (pieces)))]);
  }
}

char *
random_document_text (guint max_pieces)
{
  GString *text = g_string_new (NULL);
  int      n_pieces = g_test_rand_int_range (0, (int) max_pieces + 1);

  for (int i = 0; i < n_pieces; i++) {
    g_autofree char *piece = random_piece ();

    g_string_append (text, piece);
    if (g_test_rand_bit ())
      g_string_append_c (text, ' ');
  }

  return g_string_free (text, FALSE);
}

static char *
random_amount (void)
{
  static const char *const signs[] = { "¥", "¥", "¥", "£", "$", "€", "−¥" };
  gint64                   whole = g_test_rand_int_range (0, 10) == 0 ? G_GINT64_CONSTANT (92233720368547758)
                                                                      : g_test_rand_int_range (0, 100000);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d",
                          signs[g_test_rand_int_range (0, G_N_ELEMENTS (signs))], whole,
                          g_test_rand_int_range (0, 100));
}

static void
add_block (TrivetDocument *document)
{
  g_autofree char *text = random_document_text (g_test_rand_bit () ? 4 : 30);
  g_autofree char *amount = random_amount ();
  guint            style = (guint) g_test_rand_int_range (0, 8);
  guint            indent = (guint) g_test_rand_int_range (0, 6);

  if (g_test_rand_bit ())
    trivet_document_add_columns (document, style, indent, text, amount);
  else
    trivet_document_add_text (document, (TrivetDocumentAlign) g_test_rand_int_range (0, 3), style,
                              indent, text);
}

/* With separated, only texts and columns, each with a rule behind it. */
TrivetDocument *
random_document_new (guint    n_blocks,
                     gboolean separated)
{
  TrivetDocument *document = trivet_document_new ("Random");

  for (guint i = 0; i < n_blocks; i++) {
    g_autofree char *code = random_document_text (10);

    add_block (document);
    if (separated || g_test_rand_int_range (0, 5) == 0)
      trivet_document_add_rule (document);
    if (!separated && g_test_rand_int_range (0, 20) == 0)
      trivet_document_add_qr (document, code);
    if (!separated && g_test_rand_int_range (0, 10) == 0)
      trivet_document_add_space (document, (guint) g_test_rand_int_range (0, 5));
  }

  return document;
}
