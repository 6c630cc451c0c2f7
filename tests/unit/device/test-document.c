/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a document gives back what was put in, in order. Method: one of each block. */

#include "trivet-document.h"

static void
test_blocks (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Receipt");
  g_autoptr (TrivetDocument) held = trivet_document_ref (document);
  const TrivetDocumentBlock *block;

  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_CENTER,
                            TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE, 2, "三脚灶 <&>");
  trivet_document_add_columns (document, TRIVET_DOCUMENT_STYLE_NONE, 1, "Mapo tofu", "¥32.00");
  trivet_document_add_rule (document);
  trivet_document_add_qr (document, "01ARYZ6S41TSV4RRFFQ69G5FAV");
  trivet_document_add_space (document, 3);

  g_assert_cmpstr (trivet_document_get_title (held), ==, "Receipt");
  g_assert_cmpuint (trivet_document_get_n_blocks (held), ==, 5);

  block = trivet_document_get_block (held, 0);
  g_assert_cmpint (block->kind, ==, TRIVET_DOCUMENT_TEXT);
  g_assert_cmpint (block->align, ==, TRIVET_DOCUMENT_ALIGN_CENTER);
  g_assert_cmpuint (block->style, ==, TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE);
  g_assert_cmpuint (block->indent, ==, 2);
  g_assert_cmpstr (block->left, ==, "三脚灶 <&>");
  g_assert_null (block->right);

  block = trivet_document_get_block (held, 1);
  g_assert_cmpint (block->kind, ==, TRIVET_DOCUMENT_COLUMNS);
  g_assert_cmpuint (block->indent, ==, 1);
  g_assert_cmpstr (block->left, ==, "Mapo tofu");
  g_assert_cmpstr (block->right, ==, "¥32.00");

  g_assert_cmpint (trivet_document_get_block (held, 2)->kind, ==, TRIVET_DOCUMENT_RULE);
  block = trivet_document_get_block (held, 3);
  g_assert_cmpint (block->kind, ==, TRIVET_DOCUMENT_QR);
  g_assert_cmpint (block->align, ==, TRIVET_DOCUMENT_ALIGN_CENTER);
  g_assert_cmpstr (block->left, ==, "01ARYZ6S41TSV4RRFFQ69G5FAV");
  block = trivet_document_get_block (held, 4);
  g_assert_cmpint (block->kind, ==, TRIVET_DOCUMENT_SPACE);
  g_assert_cmpuint (block->lines, ==, 3);
  g_assert_null (trivet_document_get_block (held, 5));
}

static void
test_boxed (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Bill");
  GValue value = G_VALUE_INIT;

  g_value_init (&value, TRIVET_TYPE_DOCUMENT);
  g_value_set_boxed (&value, document);
  g_assert_true (g_value_get_boxed (&value) == document);
  g_value_unset (&value);
  g_assert_cmpstr (trivet_document_get_title (document), ==, "Bill");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/device/document/blocks", test_blocks);
  g_test_add_func ("/device/document/boxed", test_boxed);

  return g_test_run ();
}
