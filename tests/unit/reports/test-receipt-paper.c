/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"
#include "qr-finder.h"
#include "receipt-order.h"
#include "trivet-escpos-encoder.h"
#include "trivet-picture-printer.h"

#include <glib/gstdio.h>

/* Goal: whole receipts look on paper as they did when somebody last looked at them. Method: the
 * bytes are read back by the independent reader and its text compared with
 * tests/fixtures/receipts/; TRIVET_WRITE_FIXTURES=1 writes the files anew, and a person then
 * looks at the difference. The QR code is read from the drawn paper. */

typedef struct {
  const char           *name;
  TrivetEscposPaper     paper;
  TrivetReceiptLanguage language;
  int                   copy;
  const char           *currency;
  gboolean              in_doubt;
} Case;

static const Case cases[] = {
  { "en-80", TRIVET_ESCPOS_PAPER_80_MM, TRIVET_RECEIPT_LANGUAGE_EN, 1, "CNY", FALSE },
  { "zh-58", TRIVET_ESCPOS_PAPER_58_MM, TRIVET_RECEIPT_LANGUAGE_ZH, 1, "CNY", FALSE },
  { "both-58", TRIVET_ESCPOS_PAPER_58_MM, TRIVET_RECEIPT_LANGUAGE_BOTH, 1, "CNY", FALSE },
  { "both-80", TRIVET_ESCPOS_PAPER_80_MM, TRIVET_RECEIPT_LANGUAGE_BOTH, 1, "CNY", FALSE },
  { "duplicate-58", TRIVET_ESCPOS_PAPER_58_MM, TRIVET_RECEIPT_LANGUAGE_EN, 2, "GBP", FALSE },
  { "in-doubt-80", TRIVET_ESCPOS_PAPER_80_MM, TRIVET_RECEIPT_LANGUAGE_BOTH, 1, "CNY", TRUE },
};

static void
add_payments (ReceiptFacts *facts,
              const Case   *c)
{
  g_autofree char *started =
    g_strdup_printf ("{\"payment\":\"p1\",\"method\":\"wechat\",\"provider\":\"wechatpay\","
                     "\"merchant_order_id\":\"M1\",\"amount_minor\":10000,\"currency\":\"%s\"}",
                     c->currency);

  receipt_facts_add (facts, "payment-started", started);
  receipt_facts_add (facts, "payment-asked", "{\"payment\":\"p1\"}");
  if (c->in_doubt) {
    receipt_facts_add (facts, "payment-doubted", "{\"payment\":\"p1\",\"reason\":\"no-answer\"}");
    return;
  }

  receipt_facts_add (facts, "payment-paid",
                     "{\"payment\":\"p1\",\"amount_minor\":10000,\"payer_minor\":9500,"
                     "\"discount_minor\":500,\"provider_transaction_id\":"
                     "\"4200002026112287654321\",\"paid_at\":\"2026-11-22T12:31:05+08:00\"}");
  receipt_facts_add (facts, "cash-taken",
                     "{\"payment\":\"p2\",\"amount_minor\":8795,\"tendered_minor\":10000,"
                     "\"change_minor\":1205}");
}

static TrivetDocument *
build (const Case *c)
{
  g_autoptr (TrivetWalletTable) wallets = trivet_wallet_table_new_default ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  TrivetReceiptInfo info = receipt_info_new (wallets, zone);
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  ReceiptFacts    facts;
  TrivetDocument *document;

  receipt_facts_init (&facts, c->currency);
  receipt_facts_add_meal (&facts);
  add_payments (&facts, c);
  order = receipt_facts_fold (&facts);
  info.language = c->language;
  info.copy = c->copy;
  document = trivet_receipt_build (&info, order, &error);
  g_assert_no_error (error);

  return document;
}

static EscposPage *
print (TrivetDocument   *document,
       TrivetEscposPaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = trivet_escpos_encode (document, paper, &error);
  const guint8 *data;
  gsize         length;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);

  return escpos_page_read (data, length, paper == TRIVET_ESCPOS_PAPER_58_MM ? 384 : 576);
}

static void
compare_with_fixture (const char *name,
                      const char *text)
{
  g_autofree char *file_name = g_strconcat (name, ".txt", NULL);
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fixtures", "receipts", file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;

  if (g_getenv ("TRIVET_WRITE_FIXTURES") != NULL) {
    g_file_set_contents (path, text, -1, &error);
    g_assert_no_error (error);
  }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_paper (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TrivetDocument) document = build (c);
  g_autoptr (EscposPage) page = print (document, c->paper);
  g_autofree char *text = escpos_page_to_text (page);
  cairo_surface_t *surface = escpos_page_draw (page);
  g_autofree char *code = qr_find (surface);

  cairo_surface_destroy (surface);
  g_assert_cmpuint (page->complaints->len, ==, 0);
  g_assert_cmpuint (page->n_cuts, ==, 1);
  g_assert_cmpstr (code, ==, RECEIPT_ORDER_ID);
  compare_with_fixture (c->name, text);
}

/* The same document in a picture: its size and its code. */
static void
test_picture (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TrivetDocument) document = build (c);
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png =
    trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (painter), document, 576, &error);
  const char      *folder = g_getenv ("TRIVET_KEEP_PICTURES");
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;
  cairo_surface_t *surface;

  g_assert_no_error (error);
  path = g_strdup_printf ("%s/trivet-receipt-%s.png", folder != NULL ? folder : g_get_tmp_dir (),
                          c->name);
  g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), &error);
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 576);
  code = qr_find (surface);
  g_assert_cmpstr (code, ==, RECEIPT_ORDER_ID);
  cairo_surface_destroy (surface);
  if (folder == NULL)
    g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *paper_path = g_strdup_printf ("/reports/receipt-paper/%s", cases[i].name);
    g_autofree char *picture_path = g_strdup_printf ("/reports/receipt-picture/%s", cases[i].name);

    g_test_add_data_func (paper_path, &cases[i], test_paper);
    g_test_add_data_func (picture_path, &cases[i], test_picture);
  }

  return g_test_run ();
}
