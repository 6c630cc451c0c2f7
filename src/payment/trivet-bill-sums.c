/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-bill-sums-private.h"

/*
 * TrivetBillSums: what a provider says of each number, however many rows it takes for that.
 */

static TrivetBillSum *
obtain (GHashTable            *table,
        const char            *number,
        const TrivetBillEntry *entry)
{
  TrivetBillSum *theirs = g_hash_table_lookup (table, number);

  if (theirs == NULL) {
    theirs = g_new0 (TrivetBillSum, 1);
    theirs->first = entry;
    g_hash_table_insert (table, (gpointer) number, theirs);
  }
  return theirs;
}

/* A refund that failed is listed all the same; no money moved. */
static gboolean
has_failed (const TrivetBillEntry *entry)
{
  return entry->kind == TRIVET_BILL_ENTRY_REFUND && g_ascii_strcasecmp (entry->state, "FAIL") == 0;
}

/* A payment that was undone shows as a payment and a reversal, or as a reversal alone. */
static void
read_trade (TrivetBillSums   *self,
            const TrivetBill *trade)
{
  for (guint i = 0; i < trade->entries->len; i++) {
    const TrivetBillEntry *entry = g_ptr_array_index (trade->entries, i);
    TrivetBillSum         *theirs;

    if (has_failed (entry))
      continue;
    self->fee_micros += entry->fee_micros;
    if (entry->kind == TRIVET_BILL_ENTRY_REFUND) {
      theirs = obtain (self->refunds, entry->merchant_refund_id, entry);
      theirs->in_minor += entry->amount_minor;
      self->traded_minor -= entry->amount_minor;
    } else if (entry->kind == TRIVET_BILL_ENTRY_PAYMENT) {
      theirs = obtain (self->payments, entry->merchant_order_id, entry);
      theirs->in_minor += entry->amount_minor;
      theirs->fee_micros += entry->fee_micros;
      self->traded_minor += entry->amount_minor;
    } else if (entry->kind == TRIVET_BILL_ENTRY_REVERSAL) {
      theirs = obtain (self->payments, entry->merchant_order_id, entry);
      theirs->reversed_minor += entry->amount_minor;
      theirs->fee_micros += entry->fee_micros;
      self->traded_minor -= entry->amount_minor;
    }
  }
}

static void
read_before (TrivetBillSums   *self,
             const TrivetBill *before)
{
  for (guint i = 0; before != NULL && i < before->entries->len; i++) {
    const TrivetBillEntry *entry = g_ptr_array_index (before->entries, i);

    if (!has_failed (entry))
      g_hash_table_add (self->before, entry->kind == TRIVET_BILL_ENTRY_REFUND
                                        ? entry->merchant_refund_id
                                        : entry->merchant_order_id);
  }
}

static void
read_funds (TrivetBillSums   *self,
            const TrivetBill *funds)
{
  for (guint i = 0; funds != NULL && i < funds->entries->len; i++) {
    const TrivetBillEntry *entry = g_ptr_array_index (funds->entries, i);
    gint64                *sum;
    gint64                 sign = 1;

    if (entry->kind == TRIVET_BILL_ENTRY_REFUND || entry->kind == TRIVET_BILL_ENTRY_REVERSAL)
      sign = -1;
    self->settled_minor += sign * entry->amount_minor;
    if (*entry->provider_transaction_id == '\0')
      continue;
    sum = g_hash_table_lookup (self->settled, entry->provider_transaction_id);
    if (sum == NULL) {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (self->settled, entry->provider_transaction_id, sum);
    }
    *sum += sign * entry->amount_minor;
  }
}

/**
 * _trivet_bill_sums_new:
 * @trade: what was paid and given back that day
 * @before: (nullable): the same of the day before
 * @funds: (nullable): what reached the shop's account
 *
 * Returns: (transfer full): what they say, by number; the bills outlive it
 */
TrivetBillSums *
_trivet_bill_sums_new (const TrivetBill *trade,
                       const TrivetBill *before,
                       const TrivetBill *funds)
{
  TrivetBillSums *self = g_new0 (TrivetBillSums, 1);

  self->payments = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->refunds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->before = g_hash_table_new (g_str_hash, g_str_equal);
  read_trade (self, trade);
  read_before (self, before);
  read_funds (self, funds);

  return self;
}

/**
 * _trivet_bill_sums_free:
 * @self: (transfer full): sums
 */
void
_trivet_bill_sums_free (TrivetBillSums *self)
{
  g_hash_table_unref (self->payments);
  g_hash_table_unref (self->refunds);
  g_hash_table_unref (self->settled);
  g_hash_table_unref (self->before);
  g_free (self);
}
