/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a receipt says what the order says, in the guest's language, and nothing that it must not.
 * Method: orders made of facts, and a search through the document's blocks. */

#include "receipt-bench.h"

static void
test_lines (ReceiptFixture *self,
            gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_bench_build (self);

  g_assert_cmpstr (trivet_document_get_title (self->document), ==, "Receipt 1122-0042");
  receipt_bench_assert_text (self, "Three Feet Bistro");
  receipt_bench_assert_text (self, "人民路 12 号，上海");
  receipt_bench_assert_text (self, "Tel. 021-5555 0123");
  receipt_bench_assert_amount (self, "Order 1122-0042", "Table 5");
  receipt_bench_assert_text (self, "Date: 2026-11-22 12:31");
  receipt_bench_assert_text (self, "Served by: Mei");

  receipt_bench_assert_amount (self, "2 × Kung Pao Chicken", "¥92.00");
  receipt_bench_assert_text (self, "+ Extra spicy");
  receipt_bench_assert_text (self, "+ Double meat (¥8.00)");
  receipt_bench_assert_text (self, "each ¥46.00");
  receipt_bench_assert_text (self, "Note: No peanuts, please");
  receipt_bench_assert_amount (self, "1 × Lanzhou beef noodles 🍜 with hand-pulled & <thin> noodles", "¥32.80");
  receipt_bench_assert_amount (self, "12 × \360\240\256\267野家 plum juice", "¥96.00");
  receipt_bench_assert_amount (self, "Discount: Happy hour", "−¥6.00");
  g_assert_false (receipt_bench_mentions (self, "Oops"));

  receipt_bench_assert_amount (self, "Items", "15");
  receipt_bench_assert_amount (self, "Subtotal", "¥214.80");
  receipt_bench_assert_amount (self, "Discount 12.5%: Lunch set", "−¥26.85");
  receipt_bench_assert_amount (self, "TOTAL", "¥187.95");
  g_assert_cmpuint (receipt_bench_find (self, "TOTAL")->style, ==,
                    TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE);
  g_assert_nonnull (receipt_bench_find (self, "Tax included"));
  g_assert_false (receipt_bench_mentions (self, "DUPLICATE"));
  receipt_bench_assert_amount (self, "Still to pay", "¥187.95");
}

/* Below the combo its dishes with their surcharges, and below each what was chosen for it. */
static void
test_combo (ReceiptFixture *self,
            gconstpointer   data)
{
  receipt_facts_add_combo (&self->facts);
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "2 × Lunch combo", "¥134.00");
  receipt_bench_assert_text (self, "+ Kung Pao Chicken (¥6.00)");
  receipt_bench_assert_text (self, "+ Milk tea");
  receipt_bench_assert_text (self, "+ Less ice (¥3.00)");
  g_assert_cmpuint (receipt_bench_find (self, "+ Less ice (¥3.00)")->indent, >, receipt_bench_find (self, "+ Milk tea")->indent);
  g_assert_cmpuint (receipt_bench_find (self, "+ Hot")->indent, >, receipt_bench_find (self, "+ No MSG")->indent);
  g_assert_cmpuint (receipt_bench_find (self, "+ Milk tea")->indent, ==, receipt_bench_find (self, "+ No MSG")->indent);
  receipt_bench_assert_amount (self, "TOTAL", "¥134.00");
}

/* Where the guests sat, as it was called then. */
static void
test_table (ReceiptFixture *self,
            gconstpointer   data)
{
  receipt_facts_add (&self->facts, "order-seated", "{\"table\":\"t12\",\"table_name\":\"12\"}");
  receipt_facts_add_meal (&self->facts);
  receipt_bench_build (self);

  receipt_bench_assert_text (self, "Table: 12");
}

/* Who fetches it is called by its number. */
static void
test_takeaway (ReceiptFixture *self,
               gconstpointer   data)
{
  receipt_facts_add (&self->facts, "order-type-set", "{\"type\":\"takeaway\"}");
  receipt_facts_add_meal (&self->facts);
  receipt_bench_build (self);

  receipt_bench_assert_text (self, "Takeaway 1122-0042");
}

static void
test_duplicate (ReceiptFixture *self,
                gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  self->info.copy = 3;
  receipt_bench_build (self);

  g_assert_cmpuint (receipt_bench_find (self, "DUPLICATE")->style & TRIVET_DOCUMENT_STYLE_INVERTED, !=, 0);
  receipt_bench_assert_text (self, "copy 3");
}

static void
test_voided (ReceiptFixture *self,
             gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "order-voided", "{\"reason\":\"guest left\"}");
  receipt_bench_build (self);

  receipt_bench_assert_text (self, "VOIDED");
  g_assert_null (receipt_bench_find (self, "Still to pay"));
}

static void
test_chinese (ReceiptFixture *self,
              gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  self->info.language = TRIVET_RECEIPT_LANGUAGE_ZH;
  self->info.copy = 2;
  receipt_bench_build (self);

  receipt_bench_assert_text (self, "三足小馆");
  receipt_bench_assert_amount (self, "2 × 宫保鸡丁", "¥92.00");
  receipt_bench_assert_text (self, "+ 加肉 (¥8.00)");
  receipt_bench_assert_amount (self, "合计", "¥187.95");
  receipt_bench_assert_text (self, "重印");
  g_assert_false (receipt_bench_mentions (self, "Kung Pao"));
  g_assert_false (receipt_bench_mentions (self, "TOTAL"));
}

static void
test_both (ReceiptFixture *self,
           gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "line-added",
                     "{\"line\":\"l5\",\"sku\":\"E\",\"category\":\"c\",\"name\":\"Cola\","
                     "\"name_zh\":\"Cola\",\"kitchen\":\"\",\"quantity\":1,\"unit_price_minor\":0,"
                     "\"tax_rate_ppm\":0,\"tax_included\":true,\"modifiers\":[]}");
  self->info.language = TRIVET_RECEIPT_LANGUAGE_BOTH;
  receipt_bench_build (self);

  receipt_bench_assert_text (self, "Three Feet Bistro\n三足小馆");
  receipt_bench_assert_amount (self, "2 × Kung Pao Chicken", "¥92.00");
  receipt_bench_assert_text (self, "宫保鸡丁");
  receipt_bench_assert_text (self, "+ Double meat 加肉 (¥8.00)");
  g_assert_nonnull (receipt_bench_find (self, "TOTAL 合计"));
  /* One name twice is once too often. */
  receipt_bench_assert_amount (self, "1 × Cola", "¥0.00");
  g_assert_null (receipt_bench_find (self, "Cola"));
}

static void
test_qr (ReceiptFixture *self,
         gconstpointer   data)
{
  const TrivetDocumentBlock *qr = NULL;

  receipt_bench_build (self);
  for (gsize i = 0; i < trivet_document_get_n_blocks (self->document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (self->document, i);

    if (block->kind == TRIVET_DOCUMENT_QR)
      qr = block;
  }
  g_assert_nonnull (qr);
  g_assert_cmpstr (qr->left, ==, RECEIPT_ORDER_ID);
}

/* Nothing but an order: no store, no names, no zone, no wallets. */
static void
test_bare (ReceiptFixture *self,
           gconstpointer   data)
{
  const TrivetReceiptInfo bare = { .copy = 1, .language = TRIVET_RECEIPT_LANGUAGE_BOTH };
  g_autoptr (TrivetOrder) empty = trivet_order_new (RECEIPT_ORDER_ID);
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  receipt_bench_add_wallet_payment (self, NULL, NULL);
  self->info = bare;
  receipt_bench_build (self);
  receipt_bench_assert_amount (self, "alipay", "¥187.95");
  receipt_bench_assert_text (self, "NOT CONFIRMED YET 付款待确认");
  g_assert_false (receipt_bench_mentions (self, "(null)"));

  empty->currency = TRIVET_CURRENCY_CNY;
  document = trivet_receipt_build (&bare, empty, &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  receipt_bench_add ("/reports/receipt/lines", NULL, test_lines);
  receipt_bench_add ("/reports/receipt/combo", NULL, test_combo);
  receipt_bench_add ("/reports/receipt/table", NULL, test_table);
  receipt_bench_add ("/reports/receipt/takeaway", NULL, test_takeaway);
  receipt_bench_add ("/reports/receipt/duplicate", NULL, test_duplicate);
  receipt_bench_add ("/reports/receipt/voided", NULL, test_voided);
  receipt_bench_add ("/reports/receipt/chinese", NULL, test_chinese);
  receipt_bench_add ("/reports/receipt/both", NULL, test_both);
  receipt_bench_add ("/reports/receipt/qr", NULL, test_qr);
  receipt_bench_add ("/reports/receipt/bare", NULL, test_bare);

  return g_test_run ();
}
