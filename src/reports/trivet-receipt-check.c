/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-receipt-private.h"

/*
 * The receipt of one bill of a split order: its lines or its share, what it pays, and by what.
 */

#define PLAIN  TRIVET_DOCUMENT_STYLE_NONE
#define BOLD   TRIVET_DOCUMENT_STYLE_BOLD
#define BIG    (TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE)
#define INDENT 2

typedef struct {
  const char *en;
  const char *zh;
} Word;

static const Word bill_word = { "Bill", "账单" };
static const Word order_total_word = { "Total of the order", "订单合计" };
static const Word share_word = { "Share of the dishes", "菜品份额" };
static const Word other_word = { "Changed after it was paid", "付款后变动" };
static const Word by_others_word = { "Paid for the whole table", "由整桌付款" };

static char *
say (const TrivetReceipt *self,
     const Word          *word)
{
  return _trivet_receipt_join_names (self->info->language, word->en, word->zh, " ");
}

static void
add_word (const TrivetReceipt *self,
          guint                style,
          const Word          *word,
          gint64               minor)
{
  g_autofree char *label = say (self, word);

  _trivet_receipt_add_amount (self, style, 0, label, minor);
}

/* "Bill 2 / 3" */
void
_trivet_receipt_add_check_title (const TrivetReceipt *self)
{
  g_autofree char *word = say (self, &bill_word);
  g_autofree char *text = g_strdup_printf ("%s %d / %d", word, self->info->check, self->order->n_checks);

  trivet_document_add_text (self->document, TRIVET_DOCUMENT_ALIGN_CENTER, BIG, 0, text);
}

static void
add_line (const TrivetReceipt   *self,
          const TrivetCheckLine *part)
{
  const TrivetOrderLine *line = part->total->line;
  g_autofree char       *name = _trivet_receipt_join_names (self->info->language, line->name, line->name_zh, " ");
  g_autofree char       *whole = g_strdup_printf ("%" G_GINT64_FORMAT " × %s", line->quantity, name);
  g_autofree char       *text = part->denominator > 1 ? g_strdup_printf ("%d/%d (%s)", part->numerator, part->denominator, whole)
                                                      : g_strdup (whole);

  _trivet_receipt_add_amount (self, PLAIN, 0, text, part->amount_minor);
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);
    g_autofree char          *choice = _trivet_receipt_join_names (self->info->language, modifier->name, modifier->name_zh, " ");
    g_autofree char          *words = g_strdup_printf ("+ %s", choice);

    trivet_document_add_text (self->document, TRIVET_DOCUMENT_ALIGN_LEFT, PLAIN, 2 * INDENT, words);
  }
}

static void
add_word_of (const TrivetReceipt *self,
             guint                style,
             TrivetReceiptWord    word,
             gint64               minor)
{
  g_autofree char *label = _trivet_receipt_dup_word (self->info->language, word);

  _trivet_receipt_add_amount (self, style, 0, label, minor);
}

static void
add_part (const TrivetReceipt *self,
          const char          *name,
          const char          *name_zh,
          gint64               minor)
{
  g_autofree char *label = _trivet_receipt_join_names (self->info->language, name, name_zh, " ");

  if (minor != 0)
    _trivet_receipt_add_amount (self, PLAIN, 0, label, minor);
}

static void
add_part_of (const TrivetReceipt *self,
             TrivetReceiptWord    word,
             gint64               minor)
{
  if (minor != 0)
    add_word_of (self, PLAIN, word, minor);
}

/* What of the order's promotions, discounts, charges and taxes falls to this bill. */
static void
add_parts (const TrivetReceipt *self,
           const TrivetTotals  *totals,
           const TrivetCheck   *check)
{
  for (guint i = 0; i < check->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (self->order->promotions, i);

    add_part (self, promotion->name, promotion->name_zh, -g_array_index (check->promotions, gint64, i));
  }
  if (check->order_discount_minor != 0)
    _trivet_receipt_add_discount (self, &self->order->discount, check->order_discount_minor);
  for (guint i = 0; i < check->charges->len; i++) {
    const TrivetCharge *charge = g_array_index (totals->charges, TrivetChargeTotal, i).charge;

    add_part (self, charge->name, charge->name_zh, g_array_index (check->charges, gint64, i));
  }
  add_part_of (self, TRIVET_RECEIPT_WORD_TIP, check->tip_minor);
  add_part_of (self, TRIVET_RECEIPT_WORD_TAX_ADDED, check->tax_added_minor);
  add_part_of (self, TRIVET_RECEIPT_WORD_RETURNED, -check->returned_minor);
  if (check->other_minor != 0)
    add_word (self, PLAIN, &other_word, check->other_minor);
}

/* What stands beside the lines, and what the order's discounts, charges and tax make of it. */
static void
add_lines (const TrivetReceipt *self,
           const TrivetTotals  *totals,
           const TrivetCheck   *check)
{
  for (guint i = 0; i < check->lines->len; i++)
    add_line (self, &g_array_index (check->lines, TrivetCheckLine, i));
  if (check->lines->len == 0)
    add_word (self, PLAIN, &order_total_word, totals->total_minor);
  trivet_document_add_rule (self->document);
  if (check->lines->len == 0)
    add_word (self, PLAIN, &share_word, check->subtotal_minor);
  else if (check->subtotal_minor != check->total_minor)
    add_word_of (self, PLAIN, TRIVET_RECEIPT_WORD_SUBTOTAL, check->subtotal_minor);
  add_parts (self, totals, check);
  add_word_of (self, BIG, TRIVET_RECEIPT_WORD_TOTAL, check->total_minor);
  add_part_of (self, TRIVET_RECEIPT_WORD_TAX_INCLUDED, check->tax_within_minor);
}

static gint64
add_tenders (const TrivetReceipt *self)
{
  gint64 paid_minor = 0;

  for (guint i = 0; i < self->order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->order->tenders, i);

    if (tender->check != self->info->check)
      continue;
    _trivet_receipt_add_tender (self, tender);
    if (tender->state == TRIVET_TENDER_PAID)
      paid_minor += tender->amount_minor - tender->returned_minor;
  }

  return paid_minor;
}

void
_trivet_receipt_add_check (const TrivetReceipt *self,
                           const TrivetTotals  *totals,
                           const TrivetCheck   *check)
{
  gint64 paid_minor;

  add_lines (self, totals, check);
  trivet_document_add_rule (self->document);
  paid_minor = add_tenders (self);
  if (check->paid_minor > paid_minor)
    add_word (self, PLAIN, &by_others_word, check->paid_minor - paid_minor);
  if (check->due_minor > 0 && self->order->voided_at_us == 0)
    add_word_of (self, BOLD, TRIVET_RECEIPT_WORD_STILL_DUE, check->due_minor);
}
