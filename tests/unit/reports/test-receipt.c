/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "receipt-order.h"

#include <string.h>

/* Goal: a receipt says what the order says, in the guest's language, and nothing that it must
 * not. Method: orders made of facts, and a search through the document's blocks. */

typedef struct {
  ReceiptFacts       facts;
  TrivetWalletTable *wallets;
  GTimeZone         *zone;
  TrivetReceiptInfo  info;
  TrivetDocument    *document;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->wallets = trivet_wallet_table_new_default ();
  self->zone = g_time_zone_new_identifier ("Asia/Shanghai");
  self->info = receipt_info_new (self->wallets, self->zone);
  receipt_facts_init (&self->facts, data != NULL ? data : "CNY");
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  g_clear_pointer (&self->document, trivet_document_unref);
  g_time_zone_unref (self->zone);
  g_assert_finalize_object (self->wallets);
}

static void
build (Fixture *self)
{
  g_autoptr (TrivetOrder) order = receipt_facts_fold (&self->facts);
  g_autoptr (GError) error = NULL;

  self->document = trivet_receipt_build (&self->info, order, &error);
  g_assert_no_error (error);
}

static const TrivetDocumentBlock *
find (Fixture    *self,
      const char *left)
{
  for (gsize i = 0; i < trivet_document_get_n_blocks (self->document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (self->document, i);

    if (g_strcmp0 (block->left, left) == 0)
      return block;
  }

  return NULL;
}

static void
assert_text (Fixture    *self,
             const char *left)
{
  if (find (self, left) == NULL)
    g_error ("“%s” is not on the receipt", left);
}

static void
assert_amount (Fixture    *self,
               const char *left,
               const char *right)
{
  const TrivetDocumentBlock *block = find (self, left);

  if (block == NULL)
    g_error ("“%s” is not on the receipt", left);
  g_assert_cmpstr (block->right, ==, right);
}

static gboolean
mentions (Fixture    *self,
          const char *text)
{
  for (gsize i = 0; i < trivet_document_get_n_blocks (self->document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (self->document, i);

    if ((block->left != NULL && strstr (block->left, text) != NULL) ||
        (block->right != NULL && strstr (block->right, text) != NULL))
      return TRUE;
  }

  return FALSE;
}

static void
add_wallet_payment (Fixture    *self,
                    const char *result_type,
                    const char *result_body)
{
  receipt_facts_add (&self->facts, "payment-started",
                     "{\"payment\":\"p1\",\"method\":\"alipay\",\"provider\":\"alipay\","
                     "\"merchant_order_id\":\"M1\",\"amount_minor\":18795,\"currency\":\"CNY\"}");
  receipt_facts_add (&self->facts, "payment-asked", "{\"payment\":\"p1\"}");
  if (result_type != NULL)
    receipt_facts_add (&self->facts, result_type, result_body);
}

/* The second of two bills: its half of one dish and all of another, what it paid, and its own id. */
static void
test_check (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (TrivetDocument) none = NULL;
  g_autoptr (GError) error = NULL;

  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "checks-set", "{\"kind\":\"lines\",\"checks\":2}");
  receipt_facts_add (&self->facts, "line-shares-set", "{\"line\":\"l1\",\"shares\":[{\"check\":1,\"weight\":1},{\"check\":2,\"weight\":1}]}");
  receipt_facts_add (&self->facts, "line-shares-set", "{\"line\":\"l2\",\"shares\":[{\"check\":2,\"weight\":1}]}");
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"c1\",\"amount_minor\":1000,\"tendered_minor\":1000,\"change_minor\":0,\"check\":1}");
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"c2\",\"amount_minor\":6000,\"tendered_minor\":10000,\"change_minor\":4000,\"check\":2}");
  self->info.check = 2;
  self->info.copy = 2;
  order = receipt_facts_fold (&self->facts);
  self->document = trivet_receipt_build (&self->info, order, &error);
  g_assert_no_error (error);
  assert_text (self, "Bill 2 / 2");
  assert_text (self, "DUPLICATE");
  assert_amount (self, "1/2 (2 × Kung Pao Chicken)", "¥46.00");
  assert_amount (self, "Subtotal", "¥78.80");
  assert_amount (self, "Cash", "¥60.00");
  assert_amount (self, "Change", "¥40.00");
  assert_amount (self, "TOTAL", "¥68.95");
  assert_amount (self, "Discount 12.5%: Lunch set", "−¥9.85");
  assert_amount (self, "Tax included", "¥3.90");
  assert_amount (self, "Still to pay", "¥8.95");
  assert_text (self, RECEIPT_ORDER_ID "/2");
  g_assert_false (mentions (self, "plum juice"));
  g_assert_false (mentions (self, "¥10.00"));

  self->info.check = 3;
  none = trivet_receipt_build (&self->info, order, &error);
  g_assert_null (none);
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
}

/* Half of everything names half of each thing that made the order's total. */
static void
test_equal_check (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "checks-set", "{\"kind\":\"equal\",\"checks\":2}");
  self->info.check = 2;
  order = receipt_facts_fold (&self->facts);
  self->document = trivet_receipt_build (&self->info, order, &error);
  g_assert_no_error (error);
  assert_amount (self, "Total of the order", "¥187.95");
  assert_amount (self, "Share of the dishes", "¥107.39");
  assert_amount (self, "Discount 12.5%: Lunch set", "−¥13.42");
  assert_amount (self, "TOTAL", "¥93.97");
}

static void
test_lines (Fixture      *self,
            gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  build (self);

  g_assert_cmpstr (trivet_document_get_title (self->document), ==, "Receipt 1122-0042");
  assert_text (self, "Three Feet Bistro");
  assert_text (self, "人民路 12 号，上海");
  assert_text (self, "Tel. 021-5555 0123");
  assert_amount (self, "Order 1122-0042", "Table 5");
  assert_text (self, "Date: 2026-11-22 12:31");
  assert_text (self, "Served by: Mei");

  assert_amount (self, "2 × Kung Pao Chicken", "¥92.00");
  assert_text (self, "+ Extra spicy");
  assert_text (self, "+ Double meat (¥8.00)");
  assert_text (self, "each ¥46.00");
  assert_text (self, "Note: No peanuts, please");
  assert_amount (self, "1 × Lanzhou beef noodles 🍜 with hand-pulled & <thin> noodles", "¥32.80");
  assert_amount (self, "12 × \360\240\256\267野家 plum juice", "¥96.00");
  assert_amount (self, "Discount: Happy hour", "−¥6.00");
  g_assert_false (mentions (self, "Oops"));

  assert_amount (self, "Items", "15");
  assert_amount (self, "Subtotal", "¥214.80");
  assert_amount (self, "Discount 12.5%: Lunch set", "−¥26.85");
  assert_amount (self, "TOTAL", "¥187.95");
  g_assert_cmpuint (find (self, "TOTAL")->style, ==,
                    TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE);
  g_assert_nonnull (find (self, "Tax included"));
  g_assert_false (mentions (self, "DUPLICATE"));
  assert_amount (self, "Still to pay", "¥187.95");
}

/* Below the combo its dishes with their surcharges, and below each what was chosen for it. */
static void
test_combo (Fixture      *self,
            gconstpointer data)
{
  receipt_facts_add_combo (&self->facts);
  build (self);

  assert_amount (self, "2 × Lunch combo", "¥134.00");
  assert_text (self, "+ Kung Pao Chicken (¥6.00)");
  assert_text (self, "+ Milk tea");
  assert_text (self, "+ Less ice (¥3.00)");
  g_assert_cmpuint (find (self, "+ Less ice (¥3.00)")->indent, >, find (self, "+ Milk tea")->indent);
  g_assert_cmpuint (find (self, "+ Hot")->indent, >, find (self, "+ No MSG")->indent);
  g_assert_cmpuint (find (self, "+ Milk tea")->indent, ==, find (self, "+ No MSG")->indent);
  assert_amount (self, "TOTAL", "¥134.00");
}

/* Where the guests sat, as it was called then. */
static void
test_table (Fixture      *self,
            gconstpointer data)
{
  receipt_facts_add (&self->facts, "order-seated", "{\"table\":\"t12\",\"table_name\":\"12\"}");
  receipt_facts_add_meal (&self->facts);
  build (self);

  assert_text (self, "Table: 12");
}

/* Who fetches it is called by its number. */
static void
test_takeaway (Fixture      *self,
               gconstpointer data)
{
  receipt_facts_add (&self->facts, "order-type-set", "{\"type\":\"takeaway\"}");
  receipt_facts_add_meal (&self->facts);
  build (self);

  assert_text (self, "Takeaway 1122-0042");
}

static void
test_tax_added (Fixture      *self,
                gconstpointer data)
{
  receipt_facts_add (&self->facts, "line-added",
                     "{\"line\":\"l1\",\"sku\":\"A\",\"category\":\"c\",\"name\":\"Tea\","
                     "\"name_zh\":\"Tea\",\"kitchen\":\"\",\"quantity\":1,\"unit_price_minor\":1000,"
                     "\"tax_rate_ppm\":200000,\"tax_included\":false,\"modifiers\":[]}");
  build (self);

  assert_amount (self, "1 × Tea", "£10.00");
  assert_amount (self, "Subtotal", "£10.00");
  assert_amount (self, "Tax", "£2.00");
  assert_amount (self, "TOTAL", "£12.00");
  g_assert_null (find (self, "Tax included"));
  g_assert_null (find (self, "each £10.00"));
}

static void
test_wallet (Fixture      *self,
             gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  add_wallet_payment (self, "payment-paid",
                      "{\"payment\":\"p1\",\"amount_minor\":18795,\"payer_minor\":18295,"
                      "\"discount_minor\":500,\"provider_transaction_id\":"
                      "\"2026112222001400000098765432\",\"paid_at\":\"2026-11-22 12:31:05\"}");
  build (self);

  assert_amount (self, "Alipay", "¥187.95");
  assert_amount (self, "Paid by guest", "¥182.95");
  assert_amount (self, "Wallet offer", "¥5.00");
  assert_text (self, "Transaction: ****98765432");
  g_assert_false (mentions (self, "098765432"));
  g_assert_null (find (self, "Still to pay"));
  g_assert_null (find (self, "NOT CONFIRMED YET"));
}

static void
test_cash (Fixture      *self,
           gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"p1\",\"amount_minor\":18795,\"tendered_minor\":20000,"
                     "\"change_minor\":1205}");
  build (self);

  assert_amount (self, "Cash", "¥187.95");
  assert_amount (self, "Received", "¥200.00");
  assert_amount (self, "Change", "¥12.05");
  g_assert_false (mentions (self, "Transaction"));
}

static void
test_rounded_cash (Fixture      *self,
                   gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"p1\",\"amount_minor\":18795,\"rounding_minor\":-5,\"tendered_minor\":20000,"
                     "\"change_minor\":1210}");
  build (self);

  assert_amount (self, "Cash", "¥187.95");
  assert_amount (self, "Rounding", "−¥0.05");
  assert_amount (self, "Received", "¥200.00");
  assert_amount (self, "Change", "¥12.10");
  g_assert_null (find (self, "Still to pay"));
}

/* What is on the house stands there at its price, and why is not the guest's business. */
static void
test_on_the_house (Fixture      *self,
                   gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "line-discount-set",
                     "{\"line\":\"l1\",\"kind\":\"comp\",\"value\":0,\"reason\":\"Hair in it\"}");
  build (self);

  g_assert_nonnull (find (self, "On the house"));
  g_assert_false (mentions (self, "Hair in it"));
}

static void
test_in_doubt (Fixture      *self,
               gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  add_wallet_payment (self, "payment-doubted", "{\"payment\":\"p1\",\"reason\":\"no-answer\"}");
  build (self);

  assert_amount (self, "Alipay", "¥187.95");
  g_assert_cmpuint (find (self, "NOT CONFIRMED YET")->style & TRIVET_DOCUMENT_STYLE_INVERTED, !=, 0);
  assert_amount (self, "Still to pay", "¥187.95");
}

static void
test_declined (Fixture      *self,
               gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  add_wallet_payment (self, "payment-declined", "{\"payment\":\"p1\",\"reason\":\"no-money\"}");
  build (self);

  g_assert_false (mentions (self, "Alipay"));
}

static void
test_overpaid (Fixture      *self,
               gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  /* The guest paid in cash while the wallet's answer was on its way. */
  add_wallet_payment (self, NULL, NULL);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"p2\",\"amount_minor\":18795,\"tendered_minor\":18795,"
                     "\"change_minor\":0}");
  receipt_facts_add (&self->facts, "payment-paid",
                     "{\"payment\":\"p1\",\"amount_minor\":18795,\"payer_minor\":18795,"
                     "\"discount_minor\":0,\"provider_transaction_id\":\"1234\",\"paid_at\":\"\"}");
  build (self);

  assert_amount (self, "Paid too much", "¥187.95");
  /* Half of a short id is hidden. */
  assert_text (self, "Transaction: ****34");
}

static void
test_duplicate (Fixture      *self,
                gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  self->info.copy = 3;
  build (self);

  g_assert_cmpuint (find (self, "DUPLICATE")->style & TRIVET_DOCUMENT_STYLE_INVERTED, !=, 0);
  assert_text (self, "copy 3");
}

static void
test_voided (Fixture      *self,
             gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "order-voided", "{\"reason\":\"guest left\"}");
  build (self);

  assert_text (self, "VOIDED");
  g_assert_null (find (self, "Still to pay"));
}

/* The guest may have the old paper still: the new one says what it replaces, and its sums meet. */
static void
test_corrected (Fixture      *self,
                gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"P9\",\"amount_minor\":18795,\"tendered_minor\":18795,\"change_minor\":0}");
  receipt_facts_add (&self->facts, "print-requested", "{\"job\":\"J1\",\"document\":\"receipt\",\"copy\":1}");
  receipt_facts_add (&self->facts, "order-reopened", "{\"reason\":\"Discount forgotten\"}");
  receipt_facts_add (&self->facts, "order-tip-set", "{\"amount_minor\":0}");
  receipt_facts_add (&self->facts, "order-discount-set", "{\"kind\":\"rate\",\"value\":1000000}");
  receipt_facts_add (&self->facts, "order-closed", "{}");
  build (self);

  assert_text (self, "CORRECTED");
  g_assert_true (mentions (self, "Replaces receipt"));
  g_assert_false (mentions (self, "DUPLICATE"));
  g_assert_false (mentions (self, "Paid too much"));
  g_assert_false (mentions (self, "Still to pay"));
  assert_amount (self, "Given back", "−¥187.95");
}

static void
test_chinese (Fixture      *self,
              gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  self->info.language = TRIVET_RECEIPT_LANGUAGE_ZH;
  self->info.copy = 2;
  build (self);

  assert_text (self, "三足小馆");
  assert_amount (self, "2 × 宫保鸡丁", "¥92.00");
  assert_text (self, "+ 加肉 (¥8.00)");
  assert_amount (self, "合计", "¥187.95");
  assert_text (self, "重印");
  g_assert_false (mentions (self, "Kung Pao"));
  g_assert_false (mentions (self, "TOTAL"));
}

static void
test_both (Fixture      *self,
           gconstpointer data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "line-added",
                     "{\"line\":\"l5\",\"sku\":\"E\",\"category\":\"c\",\"name\":\"Cola\","
                     "\"name_zh\":\"Cola\",\"kitchen\":\"\",\"quantity\":1,\"unit_price_minor\":0,"
                     "\"tax_rate_ppm\":0,\"tax_included\":true,\"modifiers\":[]}");
  self->info.language = TRIVET_RECEIPT_LANGUAGE_BOTH;
  build (self);

  assert_text (self, "Three Feet Bistro\n三足小馆");
  assert_amount (self, "2 × Kung Pao Chicken", "¥92.00");
  assert_text (self, "宫保鸡丁");
  assert_text (self, "+ Double meat 加肉 (¥8.00)");
  g_assert_nonnull (find (self, "TOTAL 合计"));
  /* One name twice is once too often. */
  assert_amount (self, "1 × Cola", "¥0.00");
  g_assert_null (find (self, "Cola"));
}

static void
test_qr (Fixture      *self,
         gconstpointer data)
{
  const TrivetDocumentBlock *qr = NULL;

  build (self);
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
test_bare (Fixture      *self,
           gconstpointer data)
{
  const TrivetReceiptInfo bare = { .copy = 1, .language = TRIVET_RECEIPT_LANGUAGE_BOTH };
  g_autoptr (TrivetOrder) empty = trivet_order_new (RECEIPT_ORDER_ID);
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  add_wallet_payment (self, NULL, NULL);
  self->info = bare;
  build (self);
  assert_amount (self, "alipay", "¥187.95");
  assert_text (self, "NOT CONFIRMED YET 付款待确认");
  g_assert_false (mentions (self, "(null)"));

  empty->currency = TRIVET_CURRENCY_CNY;
  document = trivet_receipt_build (&bare, empty, &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
}

static void
add (const char *path,
     const char *currency,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, currency, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/reports/receipt/lines", NULL, test_lines);
  add ("/reports/receipt/check", NULL, test_check);
  add ("/reports/receipt/equal-check", NULL, test_equal_check);
  add ("/reports/receipt/combo", NULL, test_combo);
  add ("/reports/receipt/table", NULL, test_table);
  add ("/reports/receipt/takeaway", NULL, test_takeaway);
  add ("/reports/receipt/tax-added", "GBP", test_tax_added);
  add ("/reports/receipt/wallet", NULL, test_wallet);
  add ("/reports/receipt/cash", NULL, test_cash);
  add ("/reports/receipt/rounded-cash", NULL, test_rounded_cash);
  add ("/reports/receipt/on-the-house", NULL, test_on_the_house);
  add ("/reports/receipt/in-doubt", NULL, test_in_doubt);
  add ("/reports/receipt/declined", NULL, test_declined);
  add ("/reports/receipt/overpaid", NULL, test_overpaid);
  add ("/reports/receipt/duplicate", NULL, test_duplicate);
  add ("/reports/receipt/voided", NULL, test_voided);
  add ("/reports/receipt/corrected", NULL, test_corrected);
  add ("/reports/receipt/chinese", NULL, test_chinese);
  add ("/reports/receipt/both", NULL, test_both);
  add ("/reports/receipt/qr", NULL, test_qr);
  add ("/reports/receipt/bare", NULL, test_bare);

  return g_test_run ();
}
