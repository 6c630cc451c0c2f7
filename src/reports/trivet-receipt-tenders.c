/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-receipt-private.h"

/* How an order was paid, on its receipt: each payment, and what is still owed or went back. */

#define LEFT  TRIVET_DOCUMENT_ALIGN_LEFT
#define PLAIN TRIVET_DOCUMENT_STYLE_NONE
#define BOLD  TRIVET_DOCUMENT_STYLE_BOLD

/* Half-width columns. */
#define INDENT 2

/* Of a wallet's transaction id; enough to find it, too little to use it. */
#define SHOWN_ID_CHARS 8

static char *
dup_method_name (const TrivetReceipt *self,
                 const char          *method)
{
  const TrivetReceiptInfo *info = self->info;
  const char              *name = NULL;
  const char              *name_zh = NULL;

  if (g_strcmp0 (method, "cash") == 0)
    return _trivet_receipt_dup_word (self->info->language, TRIVET_RECEIPT_WORD_CASH);

  if (info->get_method_name != NULL && method != NULL) {
    name = info->get_method_name (info->method_names, method, "en");
    name_zh = info->get_method_name (info->method_names, method, "zh_CN");
  }

  return _trivet_receipt_join_names (self->info->language, name != NULL ? name : method,
                                     name_zh != NULL ? name_zh : method, " ");
}

/* The end of a wallet's id, behind stars. Of a short id half is hidden. */
static char *
mask_id (const char *id)
{
  glong length = g_utf8_strlen (id, -1);
  glong n_shown = MIN (SHOWN_ID_CHARS, length / 2);

  return g_strconcat ("****", g_utf8_offset_to_pointer (id, length - n_shown), NULL);
}

static void
add_transaction_id (const TrivetReceipt *self,
                    const char          *id)
{
  g_autofree char *masked = id != NULL && *id != '\0' ? mask_id (id) : NULL;

  _trivet_receipt_add_word_text (self, INDENT, TRIVET_RECEIPT_WORD_TRANSACTION, masked);
}

static void
add_cash_details (const TrivetReceipt *self,
                  const TrivetTender  *tender)
{
  if (tender->tendered_minor == 0 && tender->rounding_minor == 0)
    return;

  if (tender->rounding_minor != 0)
    _trivet_receipt_add_word_amount (self, PLAIN, INDENT, TRIVET_RECEIPT_WORD_ROUNDING, tender->rounding_minor);
  _trivet_receipt_add_word_amount (self, PLAIN, INDENT, TRIVET_RECEIPT_WORD_TENDERED, tender->tendered_minor);
  _trivet_receipt_add_word_amount (self, PLAIN, INDENT, TRIVET_RECEIPT_WORD_CHANGE, tender->change_minor);
}

static void
add_wallet_details (const TrivetReceipt *self,
                    const TrivetTender  *tender)
{
  if (tender->discount_minor != 0) {
    _trivet_receipt_add_word_amount (self, PLAIN, INDENT, TRIVET_RECEIPT_WORD_GUEST_PAID, tender->payer_minor);
    _trivet_receipt_add_word_amount (self, PLAIN, INDENT, TRIVET_RECEIPT_WORD_WALLET_DISCOUNT,
                                     tender->discount_minor);
  }
  add_transaction_id (self, tender->provider_transaction_id);
}

void
_trivet_receipt_add_tender (const TrivetReceipt *self,
                            const TrivetTender  *tender)
{
  g_autofree char *name = dup_method_name (self, tender->method);
  g_autofree char *in_doubt = _trivet_receipt_dup_word (self->info->language, TRIVET_RECEIPT_WORD_IN_DOUBT);

  switch (tender->state) {
  case TRIVET_TENDER_OFFERED:
  case TRIVET_TENDER_VOID:
    /* No money moved; it would only make the guest ask. */
    return;
  case TRIVET_TENDER_PAID:
    _trivet_receipt_add_amount (self, PLAIN, 0, name, tender->amount_minor);
    break;
  case TRIVET_TENDER_OPEN:
  case TRIVET_TENDER_IN_DOUBT:
    _trivet_receipt_add_amount (self, PLAIN, 0, name, tender->amount_minor);
    trivet_document_add_text (self->document, LEFT, BOLD | TRIVET_DOCUMENT_STYLE_INVERTED, INDENT,
                              in_doubt);
    break;
  }

  if (g_strcmp0 (tender->method, "cash") == 0)
    add_cash_details (self, tender);
  else
    add_wallet_details (self, tender);
}

/* What went back before corrections, by them, or is going back: without it the sums of the paper would
 * not meet. */
static gint64
sum_corrected (const TrivetOrder *order)
{
  gint64 sum = order->corrections > 0 ? trivet_order_get_surplus_minor (order) : 0;

  for (guint i = 0; i < order->returns->len && order->corrections > 0; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);

    if (!back->from_sale)
      sum += back->amount_minor;
  }

  return sum;
}

void
_trivet_receipt_add_balance (const TrivetReceipt *self,
                             const TrivetTotals  *totals)
{
  gint64 back_minor = sum_corrected (self->order);
  gint64 due_minor = totals->total_minor - trivet_order_get_paid_minor (self->order) + back_minor;

  if (back_minor != 0)
    _trivet_receipt_add_word_amount (self, PLAIN, 0, TRIVET_RECEIPT_WORD_GIVEN_BACK, -back_minor);
  if (due_minor > 0 && self->order->voided_at_us == 0)
    _trivet_receipt_add_word_amount (self, BOLD, 0, TRIVET_RECEIPT_WORD_STILL_DUE, due_minor);
  else if (due_minor < 0)
    _trivet_receipt_add_word_amount (self, BOLD, 0, TRIVET_RECEIPT_WORD_OVERPAID, -due_minor);
}
