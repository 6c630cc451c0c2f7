/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-bill-private.h"

/**
 * SECTION:trivet-sandbox-bill-entries
 *
 * What happened to a wallet's money in a span of time, out of the books. Alipay and the funds name
 * a refund when it is done; WeChat Pay's trade bill when it is accepted, and never again.
 */

static void
free_entry (gpointer data)
{
  TrivetSandboxEntry *entry = data;

  g_free (entry->number);
  g_free (entry->trade_no);
  g_free (entry->refund_number);
  g_free (entry->refund_no);
  g_free (entry->subject);
  g_free (entry->attach);
  g_free (entry);
}

static TrivetSandboxEntry *
add_entry (GPtrArray                *entries,
           const TrivetSandboxOrder *order,
           TrivetSandboxEntryKind    kind,
           gint64                    at_us)
{
  TrivetSandboxEntry *entry = g_new0 (TrivetSandboxEntry, 1);

  entry->kind = kind;
  entry->number = g_strdup (order->number);
  entry->trade_no = g_strdup (order->trade_no);
  entry->refund_number = g_strdup ("");
  entry->refund_no = g_strdup ("");
  entry->subject = g_strdup (order->subject != NULL ? order->subject : "");
  entry->attach = g_strdup (order->attach != NULL ? order->attach : "");
  entry->shown = order->shown_code != NULL;
  entry->created_us = order->created_us;
  entry->at_us = at_us;
  entry->amount_minor = order->amount_minor;
  entry->payer_minor = order->payer_minor;
  entry->fee_minor = order->fee_minor;
  g_ptr_array_add (entries, entry);
  return entry;
}

static void
set_refund_numbers (TrivetSandboxEntry *entry,
                    const char         *number,
                    const char         *refund_no)
{
  g_free (entry->refund_number);
  g_free (entry->refund_no);
  entry->refund_number = g_strdup (number);
  entry->refund_no = g_strdup (refund_no);
}

static void
add_refund (GPtrArray                 *entries,
            const TrivetSandboxOrder  *order,
            const TrivetSandboxRefund *refund,
            gint64                     at_us)
{
  TrivetSandboxEntry *entry = add_entry (entries, order, TRIVET_SANDBOX_ENTRY_REFUND, at_us);

  set_refund_numbers (entry, refund->number, refund->refund_no);
  entry->pending = refund->play != TRIVET_SANDBOX_REFUND_PLAY_DONE;
  entry->amount_minor = refund->amount_minor;
  entry->payer_minor = refund->payer_minor;
  entry->fee_minor = refund->fee_minor;
}

static gboolean
is_within (gint64 at_us,
           gint64 from_us,
           gint64 until_us)
{
  return at_us >= from_us && at_us < until_us;
}

static void
collect_refunds (GPtrArray                *entries,
                 const TrivetSandboxOrder *order,
                 TrivetSandboxBillKind     kind,
                 gint64                    from_us,
                 gint64                    until_us)
{
  gboolean accepted = kind != TRIVET_SANDBOX_BILL_ALIPAY && kind != TRIVET_SANDBOX_BILL_FUNDS;

  for (guint i = 0; i < order->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (order->refunds, i);
    gint64                     at_us = accepted ? refund->created_us : refund->ended_us;
    gboolean                   counts = accepted ? refund->state != TRIVET_SANDBOX_REFUND_REFUSED : refund->state == TRIVET_SANDBOX_REFUND_DONE;

    if (counts && is_within (at_us, from_us, until_us))
      add_refund (entries, order, refund, at_us);
  }
}

static void
collect_order (GPtrArray                *entries,
               const TrivetSandboxOrder *order,
               TrivetSandboxBillKind     kind,
               gint64                    from_us,
               gint64                    until_us)
{
  if (order->paid_us > 0 && kind != TRIVET_SANDBOX_BILL_TRADE_REFUNDS && is_within (order->paid_us, from_us, until_us))
    add_entry (entries, order, TRIVET_SANDBOX_ENTRY_PAYMENT, order->paid_us);
  if (kind == TRIVET_SANDBOX_BILL_TRADE_PAID)
    return;

  if (order->state == TRIVET_SANDBOX_STATE_RETURNED && is_within (order->ended_us, from_us, until_us)) {
    TrivetSandboxEntry *entry = add_entry (entries, order, TRIVET_SANDBOX_ENTRY_REVERSAL, order->ended_us);
    g_autofree char    *refund_no = g_strconcat ("5030", order->trade_no + 4, NULL);

    set_refund_numbers (entry, order->number, refund_no);
  }
  collect_refunds (entries, order, kind, from_us, until_us);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const TrivetSandboxEntry *first = *(TrivetSandboxEntry *const *) a;
  const TrivetSandboxEntry *second = *(TrivetSandboxEntry *const *) b;

  if (first->at_us != second->at_us)
    return first->at_us < second->at_us ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

static TrivetSandboxEntry *
find_payment (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++) {
    TrivetSandboxEntry *entry = g_ptr_array_index (entries, i);

    if (entry->kind == TRIVET_SANDBOX_ENTRY_PAYMENT)
      return entry;
  }

  return NULL;
}

static void
add_foreign (GPtrArray *entries,
             gint64     at_us)
{
  g_autoptr (TrivetSandboxOrder) order = trivet_sandbox_order_new (TRIVET_SANDBOX_WALLET_WECHAT, "FOREIGN0000000001", at_us);

  order->amount_minor = 1234;
  order->payer_minor = 1234;
  order->fee_minor = trivet_sandbox_fee_of (order->amount_minor);
  add_entry (entries, order, TRIVET_SANDBOX_ENTRY_PAYMENT, at_us);
}

/* Returns (element-type TrivetSandboxEntry) what happened from @from_us on and before @until_us. */
GPtrArray *
_trivet_sandbox_entries_collect (TrivetSandboxBooks   *books,
                                 TrivetSandboxBillKind kind,
                                 gint64                from_us,
                                 gint64                until_us)
{
  const char *wallet = kind == TRIVET_SANDBOX_BILL_ALIPAY ? TRIVET_SANDBOX_WALLET_ALIPAY : TRIVET_SANDBOX_WALLET_WECHAT;
  GPtrArray  *entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (books);

  for (guint i = 0; i < orders->len; i++) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i);

    if (g_str_equal (order->wallet, wallet))
      collect_order (entries, order, kind, from_us, until_us);
  }

  g_ptr_array_sort (entries, compare_times);
  return entries;
}

/* Makes the list lie as the trouble says. Its sums agree with the lie. */
void
_trivet_sandbox_entries_spoil (GPtrArray               *entries,
                               TrivetSandboxBillTrouble trouble,
                               gint64                   at_us)
{
  TrivetSandboxEntry *payment = find_payment (entries);

  if (trouble == TRIVET_SANDBOX_BILL_FOREIGN_ROW)
    add_foreign (entries, at_us);
  if (payment == NULL)
    return;

  if (trouble == TRIVET_SANDBOX_BILL_ROW_REMOVED)
    g_ptr_array_remove (entries, payment);
  if (trouble == TRIVET_SANDBOX_BILL_AMOUNT_CHANGED) {
    payment->amount_minor += 100;
    payment->payer_minor += 100;
  }
}

/* Returns what the shop's account gained by all of them. */
gint64
_trivet_sandbox_entries_sum_funds (GPtrArray *entries)
{
  gint64 sum = 0;

  for (guint i = 0; i < entries->len; i++) {
    const TrivetSandboxEntry *entry = g_ptr_array_index (entries, i);
    gint64                    net = entry->amount_minor - entry->fee_minor;

    sum += entry->kind == TRIVET_SANDBOX_ENTRY_PAYMENT ? net : -net;
  }
  return sum;
}
