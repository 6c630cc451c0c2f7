/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"
#include "random-document.h"
#include "trivet-escpos-encoder.h"

#include <string.h>

/* Goal: whatever is in a document, all of it reaches the paper, no line is wider than the paper,
 * no amount is cut and nothing but known commands is sent. Method: random documents, read back by
 * the independent reader; which characters a GBK font has is asked of iconv's CP936 and not of
 * the encoder. */

typedef struct {
  TrivetDocument *document;
  EscposPage     *page;
  guint           paper_dots;
} Print;

static gunichar
printed_char (gunichar c)
{
  switch (c) {
  case 0xA5:
    return 0xFFE5;
  case 0xA3:
    return 0xFFE1;
  case 0x2212:
    return '-';
  default:
    return c;
  }
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\n' || c == 0xA0 || c == 0x202F || g_unichar_iscntrl (c);
}

static gboolean
is_in_font (gunichar c)
{
  char             utf8[7] = "";
  g_autofree char *cp936 = NULL;
  gsize            length = 0;

  if (c < 0x80)
    return TRUE;
  if (g_unichar_isalpha (c) && !g_unichar_iswide (c))
    return FALSE;

  g_unichar_to_utf8 (c, utf8);
  cp936 = g_convert (utf8, -1, "CP936", "UTF-8", NULL, &length, NULL);

  return cp936 != NULL && length == 2;
}

/* What the paper must show, blanks left out: where a line ends is the encoder's business. */
static char *
squeeze (const char *text,
         gboolean   *ret_in_font)
{
  GString *out = g_string_new (NULL);

  if (ret_in_font != NULL)
    *ret_in_font = TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = printed_char (g_utf8_get_char (p));

    if (is_blank (c))
      continue;
    g_string_append_unichar (out, c);
    if (ret_in_font != NULL && !is_in_font (c))
      *ret_in_font = FALSE;
  }

  return g_string_free (out, FALSE);
}

static gboolean
is_rule (const Print      *print,
         const EscposLine *line)
{
  return strspn (line->text, "-") == print->paper_dots / 12 && line->bits == NULL;
}

/* A pattern that the whole text must match: what was printed as text, with a gap for each drawn
 * line. */
static char *
make_pattern (GPtrArray *lines,
              guint      first,
              guint      end,
              gboolean  *ret_has_picture)
{
  GString *pattern = g_string_new ("\\A");

  *ret_has_picture = FALSE;
  for (guint i = first; i < end; i++) {
    const EscposLine *line = g_ptr_array_index (lines, i);
    g_autofree char  *text = squeeze (line->text, NULL);
    g_autofree char  *escaped = g_regex_escape_string (text, -1);

    if (line->bits != NULL) {
      *ret_has_picture = TRUE;
      g_string_append (pattern, ".*?");
    } else {
      g_string_append (pattern, escaped);
    }
  }
  g_string_append (pattern, "\\z");

  return g_string_free (pattern, FALSE);
}

static guint
printed_style (const TrivetDocumentBlock *block)
{
  return ((block->style & TRIVET_DOCUMENT_STYLE_BOLD) != 0 ? ESCPOS_BOLD : 0) |
         ((block->style & TRIVET_DOCUMENT_STYLE_DOUBLE) != 0 ? ESCPOS_DOUBLE : 0) |
         ((block->style & TRIVET_DOCUMENT_STYLE_INVERTED) != 0 ? ESCPOS_INVERTED : 0);
}

/* An amount that does not fit in double size is printed in single size. */
static void
assert_style (const TrivetDocumentBlock *block,
              const EscposLine          *line)
{
  guint            expected = printed_style (block);
  guint            style = escpos_line_get_style (line);
  g_autofree char *text = squeeze (line->text, NULL);

  if (line->bits != NULL || *text == '\0')
    return;

  if (block->kind == TRIVET_DOCUMENT_COLUMNS)
    g_assert_true (style == expected || style == (expected & ~(guint) ESCPOS_DOUBLE));
  else
    g_assert_cmpuint (style, ==, expected);
}

/* The amount stands whole at the right edge of one of the lines. */
static void
assert_amount (const Print *print,
               const char  *amount,
               guint        first,
               guint        end)
{
  g_autofree char *expected = squeeze (amount, NULL);

  for (guint i = first; i < end; i++) {
    const EscposLine *line = g_ptr_array_index (print->page->lines, i);
    const char       *text = g_strchomp (line->text);

    if (g_str_has_suffix (text, expected) &&
        (line->align == ESCPOS_ALIGN_RIGHT || line->width_dots == print->paper_dots))
      return;
  }

  g_error ("The amount %s is not at the right edge", expected);
}

static void
check_block (const Print               *print,
             const TrivetDocumentBlock *block,
             guint                      first,
             guint                      end)
{
  gboolean         left_in_font = TRUE;
  gboolean         right_in_font = TRUE;
  gboolean         has_picture;
  g_autofree char *left = squeeze (block->left, &left_in_font);
  g_autofree char *right = squeeze (block->right != NULL ? block->right : "", &right_in_font);
  g_autofree char *pattern = make_pattern (print->page->lines, first, end, &has_picture);
  GString         *all = g_string_new (left);

  if (has_picture != !(left_in_font && right_in_font))
    g_error ("“%s” “%s” was %sdrawn", left, right, has_picture ? "" : "not ");
  for (guint i = first; i < end; i++)
    assert_style (block, g_ptr_array_index (print->page->lines, i));

  if (block->kind == TRIVET_DOCUMENT_COLUMNS && !has_picture) {
    /* The amount is beside the first line, so it is somewhere within the text. */
    g_autofree char *escaped = g_regex_escape_string (right, -1);
    char            *at = strstr (pattern, escaped);

    assert_amount (print, block->right, first, end);
    g_assert_nonnull (at);
    memmove (at, at + strlen (escaped), strlen (at + strlen (escaped)) + 1);
  }
  if (block->kind != TRIVET_DOCUMENT_COLUMNS || !has_picture) {
    if (!g_regex_match_simple (pattern, all->str, G_REGEX_DOTALL, 0))
      g_error ("“%s” was printed as “%s”", all->str, pattern);
  }
  g_string_free (all, TRUE);
}

static void
print_init (Print            *print,
            guint             n_blocks,
            gboolean          separated,
            TrivetEscposPaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize         length;

  print->document = random_document_new (n_blocks, separated);
  print->paper_dots = paper == TRIVET_ESCPOS_PAPER_58_MM ? 384 : 576;
  bytes = trivet_escpos_encode (print->document, paper, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  print->page = escpos_page_read (data, length, print->paper_dots);
  for (guint i = 0; i < print->page->complaints->len; i++)
    g_error ("%s", (char *) g_ptr_array_index (print->page->complaints, i));
  g_assert_cmpuint (print->page->n_cuts, ==, 1);
}

static void
print_clear (Print *print)
{
  trivet_document_unref (print->document);
  escpos_page_free (print->page);
}

static void
test_everything_is_there (gconstpointer data)
{
  TrivetEscposPaper paper = (TrivetEscposPaper) GPOINTER_TO_INT (data);

  for (int round = 0; round < 20; round++) {
    Print print;
    guint first = 0;

    print_init (&print, 20, TRUE, paper);
    for (gsize i = 0; i < trivet_document_get_n_blocks (print.document); i += 2) {
      guint end = first;

      while (!is_rule (&print, g_ptr_array_index (print.page->lines, end)))
        g_assert_cmpuint (++end, <, print.page->lines->len);
      check_block (&print, trivet_document_get_block (print.document, i), first, end);
      first = end + 1;
    }
    print_clear (&print);
  }
}

static void
test_nothing_strange (gconstpointer data)
{
  TrivetEscposPaper paper = (TrivetEscposPaper) GPOINTER_TO_INT (data);

  for (int round = 0; round < 30; round++) {
    Print print;

    print_init (&print, (guint) g_test_rand_int_range (0, 40), FALSE, paper);
    print_clear (&print);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/printers/escpos/random/everything-is-there/58",
                        GINT_TO_POINTER (TRIVET_ESCPOS_PAPER_58_MM), test_everything_is_there);
  g_test_add_data_func ("/printers/escpos/random/everything-is-there/80",
                        GINT_TO_POINTER (TRIVET_ESCPOS_PAPER_80_MM), test_everything_is_there);
  g_test_add_data_func ("/printers/escpos/random/nothing-strange/58",
                        GINT_TO_POINTER (TRIVET_ESCPOS_PAPER_58_MM), test_nothing_strange);
  g_test_add_data_func ("/printers/escpos/random/nothing-strange/80",
                        GINT_TO_POINTER (TRIVET_ESCPOS_PAPER_80_MM), test_nothing_strange);

  return g_test_run ();
}
