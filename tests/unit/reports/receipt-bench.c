/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "receipt-bench.h"

static void
fixture_set_up (ReceiptFixture *self,
                gconstpointer   data)
{
  self->wallets = trivet_wallet_table_new_default ();
  self->zone = g_time_zone_new_identifier ("Asia/Shanghai");
  self->info = receipt_info_new (self->wallets, self->zone);
  receipt_facts_init (&self->facts, data != NULL ? data : "CNY");
}

static void
fixture_tear_down (ReceiptFixture *self,
                   gconstpointer   data)
{
  g_clear_pointer (&self->document, trivet_document_unref);
  g_time_zone_unref (self->zone);
  g_assert_finalize_object (self->wallets);
}

void
receipt_bench_build (ReceiptFixture *self)
{
  g_autoptr (TrivetOrder) order = receipt_facts_fold (&self->facts);
  g_autoptr (GError) error = NULL;

  self->document = trivet_receipt_build (&self->info, order, &error);
  g_assert_no_error (error);
}

const TrivetDocumentBlock *
receipt_bench_find (ReceiptFixture *self,
                    const char     *left)
{
  for (gsize i = 0; i < trivet_document_get_n_blocks (self->document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (self->document, i);

    if (g_strcmp0 (block->left, left) == 0)
      return block;
  }

  return NULL;
}

void
receipt_bench_assert_text (ReceiptFixture *self,
                           const char     *left)
{
  if (receipt_bench_find (self, left) == NULL)
    g_error ("“%s” is not on the receipt", left);
}

void
receipt_bench_assert_amount (ReceiptFixture *self,
                             const char     *left,
                             const char     *right)
{
  const TrivetDocumentBlock *block = receipt_bench_find (self, left);

  if (block == NULL)
    g_error ("“%s” is not on the receipt", left);
  g_assert_cmpstr (block->right, ==, right);
}

gboolean
receipt_bench_mentions (ReceiptFixture *self,
                        const char     *text)
{
  for (gsize i = 0; i < trivet_document_get_n_blocks (self->document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (self->document, i);

    if ((block->left != NULL && strstr (block->left, text) != NULL) ||
        (block->right != NULL && strstr (block->right, text) != NULL))
      return TRUE;
  }

  return FALSE;
}

void
receipt_bench_add_wallet_payment (ReceiptFixture *self,
                                  const char     *result_type,
                                  const char     *result_body)
{
  receipt_facts_add (&self->facts, "payment-started",
                     "{\"payment\":\"p1\",\"method\":\"alipay\",\"provider\":\"alipay\","
                     "\"merchant_order_id\":\"M1\",\"amount_minor\":18795,\"currency\":\"CNY\"}");
  receipt_facts_add (&self->facts, "payment-asked", "{\"payment\":\"p1\"}");
  if (result_type != NULL)
    receipt_facts_add (&self->facts, result_type, result_body);
}

void
receipt_bench_add (const char *path,
                   const char *currency,
                   void (*test) (ReceiptFixture *, gconstpointer))
{
  g_test_add (path, ReceiptFixture, currency, fixture_set_up, test, fixture_tear_down);
}
