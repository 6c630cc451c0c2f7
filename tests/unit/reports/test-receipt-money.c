/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a receipt tells by what an order was paid, what is still open and what went back, to the fen.
 * Method: orders made of facts, and a search through the document's blocks. */

#include "receipt-bench.h"

/* The second of two bills: its half of one dish and all of another, what it paid, and its own id. */
static void
test_check (ReceiptFixture *self,
            gconstpointer   data)
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
  receipt_bench_assert_text (self, "Bill 2 / 2");
  receipt_bench_assert_text (self, "DUPLICATE");
  receipt_bench_assert_amount (self, "1/2 (2 × Kung Pao Chicken)", "¥46.00");
  receipt_bench_assert_amount (self, "Subtotal", "¥78.80");
  receipt_bench_assert_amount (self, "Cash", "¥60.00");
  receipt_bench_assert_amount (self, "Change", "¥40.00");
  receipt_bench_assert_amount (self, "TOTAL", "¥68.95");
  receipt_bench_assert_amount (self, "Discount 12.5%: Lunch set", "−¥9.85");
  receipt_bench_assert_amount (self, "Tax included", "¥3.90");
  receipt_bench_assert_amount (self, "Still to pay", "¥8.95");
  receipt_bench_assert_text (self, RECEIPT_ORDER_ID "/2");
  g_assert_false (receipt_bench_mentions (self, "plum juice"));
  g_assert_false (receipt_bench_mentions (self, "¥10.00"));

  self->info.check = 3;
  none = trivet_receipt_build (&self->info, order, &error);
  g_assert_null (none);
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
}

/* Half of everything names half of each thing that made the order's total. */
static void
test_equal_check (ReceiptFixture *self,
                  gconstpointer   data)
{
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "checks-set", "{\"kind\":\"equal\",\"checks\":2}");
  self->info.check = 2;
  order = receipt_facts_fold (&self->facts);
  self->document = trivet_receipt_build (&self->info, order, &error);
  g_assert_no_error (error);
  receipt_bench_assert_amount (self, "Total of the order", "¥187.95");
  receipt_bench_assert_amount (self, "Share of the dishes", "¥107.39");
  receipt_bench_assert_amount (self, "Discount 12.5%: Lunch set", "−¥13.42");
  receipt_bench_assert_amount (self, "TOTAL", "¥93.97");
}

static void
test_tax_added (ReceiptFixture *self,
                gconstpointer   data)
{
  receipt_facts_add (&self->facts, "line-added",
                     "{\"line\":\"l1\",\"sku\":\"A\",\"category\":\"c\",\"name\":\"Tea\","
                     "\"name_zh\":\"Tea\",\"kitchen\":\"\",\"quantity\":1,\"unit_price_minor\":1000,"
                     "\"tax_rate_ppm\":200000,\"tax_included\":false,\"modifiers\":[]}");
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "1 × Tea", "£10.00");
  receipt_bench_assert_amount (self, "Subtotal", "£10.00");
  receipt_bench_assert_amount (self, "Tax", "£2.00");
  receipt_bench_assert_amount (self, "TOTAL", "£12.00");
  g_assert_null (receipt_bench_find (self, "Tax included"));
  g_assert_null (receipt_bench_find (self, "each £10.00"));
}

static void
test_wallet (ReceiptFixture *self,
             gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_bench_add_wallet_payment (self, "payment-paid",
                                    "{\"payment\":\"p1\",\"amount_minor\":18795,\"payer_minor\":18295,"
                                    "\"discount_minor\":500,\"provider_transaction_id\":"
                                    "\"2026112222001400000098765432\",\"paid_at\":\"2026-11-22 12:31:05\"}");
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "Alipay", "¥187.95");
  receipt_bench_assert_amount (self, "Paid by guest", "¥182.95");
  receipt_bench_assert_amount (self, "Wallet offer", "¥5.00");
  receipt_bench_assert_text (self, "Transaction: ****98765432");
  g_assert_false (receipt_bench_mentions (self, "098765432"));
  g_assert_null (receipt_bench_find (self, "Still to pay"));
  g_assert_null (receipt_bench_find (self, "NOT CONFIRMED YET"));
}

static void
test_cash (ReceiptFixture *self,
           gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"p1\",\"amount_minor\":18795,\"tendered_minor\":20000,"
                     "\"change_minor\":1205}");
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "Cash", "¥187.95");
  receipt_bench_assert_amount (self, "Received", "¥200.00");
  receipt_bench_assert_amount (self, "Change", "¥12.05");
  g_assert_false (receipt_bench_mentions (self, "Transaction"));
}

static void
test_rounded_cash (ReceiptFixture *self,
                   gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"p1\",\"amount_minor\":18795,\"rounding_minor\":-5,\"tendered_minor\":20000,"
                     "\"change_minor\":1210}");
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "Cash", "¥187.95");
  receipt_bench_assert_amount (self, "Rounding", "−¥0.05");
  receipt_bench_assert_amount (self, "Received", "¥200.00");
  receipt_bench_assert_amount (self, "Change", "¥12.10");
  g_assert_null (receipt_bench_find (self, "Still to pay"));
}

/* What is on the house stands there at its price, and why is not the guest's business. */
static void
test_on_the_house (ReceiptFixture *self,
                   gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "line-discount-set",
                     "{\"line\":\"l1\",\"kind\":\"comp\",\"value\":0,\"reason\":\"Hair in it\"}");
  receipt_bench_build (self);

  g_assert_nonnull (receipt_bench_find (self, "On the house"));
  g_assert_false (receipt_bench_mentions (self, "Hair in it"));
}

static void
test_in_doubt (ReceiptFixture *self,
               gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_bench_add_wallet_payment (self, "payment-doubted", "{\"payment\":\"p1\",\"reason\":\"no-answer\"}");
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "Alipay", "¥187.95");
  g_assert_cmpuint (receipt_bench_find (self, "NOT CONFIRMED YET")->style & TRIVET_DOCUMENT_STYLE_INVERTED, !=, 0);
  receipt_bench_assert_amount (self, "Still to pay", "¥187.95");
}

static void
test_declined (ReceiptFixture *self,
               gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_bench_add_wallet_payment (self, "payment-declined", "{\"payment\":\"p1\",\"reason\":\"no-money\"}");
  receipt_bench_build (self);

  g_assert_false (receipt_bench_mentions (self, "Alipay"));
}

static void
test_overpaid (ReceiptFixture *self,
               gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  /* The guest paid in cash while the wallet's answer was on its way. */
  receipt_bench_add_wallet_payment (self, NULL, NULL);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"p2\",\"amount_minor\":18795,\"tendered_minor\":18795,"
                     "\"change_minor\":0}");
  receipt_facts_add (&self->facts, "payment-paid",
                     "{\"payment\":\"p1\",\"amount_minor\":18795,\"payer_minor\":18795,"
                     "\"discount_minor\":0,\"provider_transaction_id\":\"1234\",\"paid_at\":\"\"}");
  receipt_bench_build (self);

  receipt_bench_assert_amount (self, "Paid too much", "¥187.95");
  /* Half of a short id is hidden. */
  receipt_bench_assert_text (self, "Transaction: ****34");
}

/* The guest may have the old paper still: the new one says what it replaces, and its sums meet. */
static void
test_corrected (ReceiptFixture *self,
                gconstpointer   data)
{
  receipt_facts_add_meal (&self->facts);
  receipt_facts_add (&self->facts, "cash-taken",
                     "{\"payment\":\"P9\",\"amount_minor\":18795,\"tendered_minor\":18795,\"change_minor\":0}");
  receipt_facts_add (&self->facts, "print-requested", "{\"job\":\"J1\",\"document\":\"receipt\",\"copy\":1}");
  receipt_facts_add (&self->facts, "order-reopened", "{\"reason\":\"Discount forgotten\"}");
  receipt_facts_add (&self->facts, "order-tip-set", "{\"amount_minor\":0}");
  receipt_facts_add (&self->facts, "order-discount-set", "{\"kind\":\"rate\",\"value\":1000000}");
  receipt_facts_add (&self->facts, "order-closed", "{}");
  receipt_bench_build (self);

  receipt_bench_assert_text (self, "CORRECTED");
  g_assert_true (receipt_bench_mentions (self, "Replaces receipt"));
  g_assert_false (receipt_bench_mentions (self, "DUPLICATE"));
  g_assert_false (receipt_bench_mentions (self, "Paid too much"));
  g_assert_false (receipt_bench_mentions (self, "Still to pay"));
  receipt_bench_assert_amount (self, "Given back", "−¥187.95");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  receipt_bench_add ("/reports/receipt/check", NULL, test_check);
  receipt_bench_add ("/reports/receipt/equal-check", NULL, test_equal_check);
  receipt_bench_add ("/reports/receipt/tax-added", "GBP", test_tax_added);
  receipt_bench_add ("/reports/receipt/wallet", NULL, test_wallet);
  receipt_bench_add ("/reports/receipt/cash", NULL, test_cash);
  receipt_bench_add ("/reports/receipt/rounded-cash", NULL, test_rounded_cash);
  receipt_bench_add ("/reports/receipt/on-the-house", NULL, test_on_the_house);
  receipt_bench_add ("/reports/receipt/in-doubt", NULL, test_in_doubt);
  receipt_bench_add ("/reports/receipt/declined", NULL, test_declined);
  receipt_bench_add ("/reports/receipt/overpaid", NULL, test_overpaid);
  receipt_bench_add ("/reports/receipt/corrected", NULL, test_corrected);

  return g_test_run ();
}
