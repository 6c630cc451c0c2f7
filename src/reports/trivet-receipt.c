/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-receipt.h"

#include "trivet-receipt-private.h"

#include <string.h>

/*
 * The guest's receipt: an order and the store's particulars in, a document out. It reads nothing
 * else, so the same order always gives the same paper. The guest's payment code cannot be on it,
 * because an order does not have it.
 */

#define LEFT   TRIVET_DOCUMENT_ALIGN_LEFT
#define CENTER TRIVET_DOCUMENT_ALIGN_CENTER
#define PLAIN  TRIVET_DOCUMENT_STYLE_NONE
#define BOLD   TRIVET_DOCUMENT_STYLE_BOLD
#define BIG    (TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE)

/* Half-width columns. */
#define INDENT 2

typedef TrivetReceipt Receipt;

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
dup_word (const Receipt    *self,
          TrivetReceiptWord word)
{
  return _trivet_receipt_dup_word (self->info->language, word);
}

static char *
format_minor (const Receipt *self,
              gint64         minor)
{
  return trivet_money_format (trivet_money_new (minor, self->order->currency));
}

void
_trivet_receipt_add_amount (const TrivetReceipt *self,
                            guint                style,
                            guint                indent,
                            const char          *label,
                            gint64               minor)
{
  g_autofree char *amount = format_minor (self, minor);

  trivet_document_add_columns (self->document, style, indent, label, amount);
}

void
_trivet_receipt_add_word_amount (const TrivetReceipt *self,
                                 guint                style,
                                 guint                indent,
                                 TrivetReceiptWord    word,
                                 gint64               minor)
{
  g_autofree char *label = dup_word (self, word);

  _trivet_receipt_add_amount (self, style, indent, label, minor);
}

/* Nothing at all without a @text (nullable). */
void
_trivet_receipt_add_word_text (const TrivetReceipt *self,
                               guint                indent,
                               TrivetReceiptWord    word,
                               const char          *text)
{
  g_autofree char *label = dup_word (self, word);
  g_autofree char *line = g_strdup_printf ("%s: %s", label, text);

  if (has_text (text))
    trivet_document_add_text (self->document, LEFT, PLAIN, indent, line);
}

static void
add_store (const Receipt *self)
{
  const TrivetReceiptInfo *info = self->info;
  g_autofree char         *names = _trivet_receipt_join_names (info->language, info->store_name,
                                                               info->store_name_zh, "\n");
  g_autofree char         *phone_word = dup_word (self, TRIVET_RECEIPT_WORD_PHONE);
  g_autofree char         *phone = g_strdup_printf ("%s %s", phone_word, info->phone);

  if (has_text (names))
    trivet_document_add_text (self->document, CENTER, BIG, 0, names);
  if (has_text (info->address))
    trivet_document_add_text (self->document, CENTER, PLAIN, 0, info->address);
  if (has_text (info->phone))
    trivet_document_add_text (self->document, CENTER, PLAIN, 0, phone);
}

static void
add_stamp (const Receipt *self,
           const char    *text)
{
  trivet_document_add_text (self->document, CENTER, BIG | TRIVET_DOCUMENT_STYLE_INVERTED, 0, text);
}

static void
add_stamps (const Receipt *self)
{
  g_autofree char *duplicate = dup_word (self, TRIVET_RECEIPT_WORD_DUPLICATE);
  g_autofree char *copy_word = dup_word (self, TRIVET_RECEIPT_WORD_COPY);
  g_autofree char *copy = g_strdup_printf ("%s %d", copy_word, self->info->copy);
  g_autofree char *voided = dup_word (self, TRIVET_RECEIPT_WORD_VOIDED);
  g_autofree char *corrected = dup_word (self, TRIVET_RECEIPT_WORD_CORRECTED);

  if (self->info->copy > 1) {
    add_stamp (self, duplicate);
    trivet_document_add_text (self->document, CENTER, BOLD, 0, copy);
  }
  if (self->order->voided_at_us != 0)
    add_stamp (self, voided);
  if (self->order->corrections > 0)
    add_stamp (self, corrected);
}

static char *
format_time (const Receipt *self,
             gint64         time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  GTimeZone *given = self->info->zone;
  g_autoptr (GTimeZone) zone = given != NULL ? g_time_zone_ref (given) : g_time_zone_new_local ();
  g_autoptr (GDateTime) local = NULL;

  /* Only a damaged clock leads out of the calendar. */
  if (utc == NULL)
    return g_strdup ("");

  local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

/* The guest may still have the paper that is not true any more. */
static void
add_replaced (const Receipt *self)
{
  g_autofree char *time = format_time (self, self->order->corrected_at_us);
  g_autofree char *replaced = g_strdup_printf ("%s · %s", self->order->number, time);

  _trivet_receipt_add_word_text (self, 0, TRIVET_RECEIPT_WORD_REPLACES, replaced);
}

/* What is called out when it is ready. */
static void
add_pick_up (const Receipt *self)
{
  TrivetOrderKind  kind = self->order->kind;
  g_autofree char *word = dup_word (self, kind == TRIVET_ORDER_KIND_DELIVERY ? TRIVET_RECEIPT_WORD_DELIVERY : TRIVET_RECEIPT_WORD_TAKEAWAY);
  g_autofree char *text = g_strdup_printf ("%s %s", word, self->order->number);

  if (kind == TRIVET_ORDER_KIND_TAKEAWAY || kind == TRIVET_ORDER_KIND_DELIVERY)
    trivet_document_add_text (self->document, CENTER, BIG, 0, text);
}

static void
add_heading (const Receipt *self)
{
  const TrivetOrder *order = self->order;
  gint64             time_us = order->settled_at_us != 0 ? order->settled_at_us : order->opened_at_us;
  g_autofree char   *order_word = dup_word (self, TRIVET_RECEIPT_WORD_ORDER);
  g_autofree char   *number = g_strdup_printf ("%s %s", order_word, order->number);
  g_autofree char   *time = format_time (self, time_us);
  g_autofree char   *table = _trivet_receipt_join_names (self->info->language, order->table_name, order->table_name_zh, " ");

  add_pick_up (self);
  trivet_document_add_columns (self->document, BOLD, 0, number, order->label);
  if (*table != '\0')
    _trivet_receipt_add_word_text (self, 0, TRIVET_RECEIPT_WORD_TABLE, table);
  _trivet_receipt_add_word_text (self, 0, TRIVET_RECEIPT_WORD_DATE, time);
  if (order->corrections > 0)
    add_replaced (self);
  _trivet_receipt_add_word_text (self, 0, TRIVET_RECEIPT_WORD_STAFF, self->info->staff);
}

/* "10%" from 100000, "12.5%" from 125000. */
static char *
format_rate (gint64 rate_ppm)
{
  gint64           whole = rate_ppm / 10000;
  gint64           rest = rate_ppm % 10000;
  g_autofree char *text = NULL;

  if (rest == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "%%", whole);

  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%04" G_GINT64_FORMAT, whole, rest);
  for (char *p = text + strlen (text) - 1; *p == '0'; p--)
    *p = '\0';

  return g_strconcat (text, "%", NULL);
}

static void
add_discount (const Receipt        *self,
              guint                 indent,
              const TrivetDiscount *discount,
              gint64                taken_minor)
{
  g_autoptr (GString) label = NULL;
  g_autofree char *word = dup_word (self, TRIVET_RECEIPT_WORD_DISCOUNT);

  if (taken_minor == 0)
    return;
  /* Why is the house's business. */
  if (discount->kind == TRIVET_DISCOUNT_COMP) {
    _trivet_receipt_add_word_amount (self, PLAIN, indent, TRIVET_RECEIPT_WORD_ON_THE_HOUSE, -taken_minor);
    return;
  }

  label = g_string_new (word);
  if (discount->kind == TRIVET_DISCOUNT_RATE) {
    g_autofree char *rate = format_rate (discount->value);
    g_string_append_printf (label, " %s", rate);
  }
  if (has_text (discount->name))
    g_string_append_printf (label, ": %s", discount->name);

  _trivet_receipt_add_amount (self, PLAIN, indent, label->str, -taken_minor);
}

static void
add_modifier (const Receipt            *self,
              const TrivetLineModifier *modifier)
{
  g_autofree char *name = _trivet_receipt_join_names (self->info->language, modifier->name,
                                                      modifier->name_zh, " ");
  g_autofree char *price = format_minor (self, modifier->price_minor);
  g_autofree char *text = modifier->price_minor == 0
                            ? g_strdup_printf ("+ %s", name)
                            : g_strdup_printf ("+ %s (%s)", name, price);

  trivet_document_add_text (self->document, LEFT, PLAIN, (modifier->under != NULL ? 3 : 2) * INDENT, text);
}

/* Below each choice what it opened. */
static void
add_modifiers (const Receipt         *self,
               const TrivetOrderLine *line)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);
    g_autofree char          *place = trivet_line_modifier_make_place (modifier->group_id, modifier->option_id);

    if (modifier->under != NULL)
      continue;
    add_modifier (self, modifier);
    for (guint j = 0; j < line->modifiers->len; j++) {
      const TrivetLineModifier *inner = g_ptr_array_index (line->modifiers, j);

      if (g_strcmp0 (inner->under, place) == 0)
        add_modifier (self, inner);
    }
  }
}

static void
add_unit_price (const Receipt         *self,
                const TrivetOrderLine *line)
{
  g_autofree char *word = dup_word (self, TRIVET_RECEIPT_WORD_EACH);
  g_autofree char *price = format_minor (self, trivet_order_line_get_unit_minor (line));
  g_autofree char *text = g_strdup_printf ("%s %s", word, price);

  if (line->quantity > 1)
    trivet_document_add_text (self->document, LEFT, PLAIN, 2 * INDENT, text);
}

static void
add_line (const Receipt         *self,
          const TrivetLineTotal *total)
{
  const TrivetOrderLine *line = total->line;
  g_autofree char       *name = _trivet_receipt_join_names (self->info->language, line->name,
                                                            line->name_zh, "\n");
  g_auto (GStrv) names = g_strsplit (name, "\n", 2);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT " × %s", line->quantity,
                                            names[0] != NULL ? names[0] : "");

  _trivet_receipt_add_amount (self, PLAIN, 0, first, total->gross_minor);
  if (names[0] != NULL && names[1] != NULL)
    trivet_document_add_text (self->document, LEFT, PLAIN, 2 * INDENT, names[1]);
  add_modifiers (self, line);
  add_unit_price (self, line);
  _trivet_receipt_add_word_text (self, 2 * INDENT, TRIVET_RECEIPT_WORD_NOTE, line->note);
  add_discount (self, 2 * INDENT, &line->discount, total->line_discount_minor);
}

static void
add_named_amount (const Receipt *self,
                  const char    *name,
                  const char    *name_zh,
                  gint64         amount_minor)
{
  g_autofree char *names = _trivet_receipt_join_names (self->info->language, name, name_zh, " ");

  _trivet_receipt_add_amount (self, PLAIN, 0, names, amount_minor);
}

static void
add_promotions (const Receipt      *self,
                const TrivetTotals *totals)
{
  for (guint i = 0; i < self->order->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (self->order->promotions, i);
    gint64                        taken = g_array_index (totals->promotions, gint64, i);

    if (taken != 0)
      add_named_amount (self, promotion->name, promotion->name_zh, -taken);
  }
}

static void
add_charges (const Receipt      *self,
             const TrivetTotals *totals)
{
  for (guint i = 0; i < totals->charges->len; i++) {
    const TrivetChargeTotal *total = &g_array_index (totals->charges, TrivetChargeTotal, i);

    add_named_amount (self, total->charge->name, total->charge->name_zh, total->amount_minor);
  }
  if (totals->tip_minor != 0)
    _trivet_receipt_add_word_amount (self, PLAIN, 0, TRIVET_RECEIPT_WORD_TIP, totals->tip_minor);
}

static void
add_totals (const Receipt      *self,
            const TrivetTotals *totals)
{
  g_autofree char *items_word = dup_word (self, TRIVET_RECEIPT_WORD_ITEMS);
  g_autofree char *n_items = g_strdup_printf ("%" G_GINT64_FORMAT, totals->n_items);

  trivet_document_add_columns (self->document, PLAIN, 0, items_word, n_items);
  _trivet_receipt_add_word_amount (self, PLAIN, 0, TRIVET_RECEIPT_WORD_SUBTOTAL, totals->subtotal_minor);
  add_promotions (self, totals);
  add_discount (self, 0, &self->order->discount, totals->order_discount_minor);
  add_charges (self, totals);
  if (totals->tax_added_minor != 0)
    _trivet_receipt_add_word_amount (self, PLAIN, 0, TRIVET_RECEIPT_WORD_TAX_ADDED, totals->tax_added_minor);
  if (totals->returned_minor != 0)
    _trivet_receipt_add_word_amount (self, PLAIN, 0, TRIVET_RECEIPT_WORD_RETURNED, -totals->returned_minor);
  _trivet_receipt_add_word_amount (self, BIG, 0, TRIVET_RECEIPT_WORD_TOTAL, totals->total_minor);
  if (totals->tax_within_minor != 0)
    _trivet_receipt_add_word_amount (self, PLAIN, 0, TRIVET_RECEIPT_WORD_TAX_INCLUDED, totals->tax_within_minor);
}

void
_trivet_receipt_add_discount (const TrivetReceipt  *self,
                              const TrivetDiscount *discount,
                              gint64                amount_minor)
{
  add_discount (self, 0, discount, amount_minor);
}

static void
add_end (const Receipt *self)
{
  g_autofree char         *id = self->info->check > 0 ? g_strdup_printf ("%s/%d", self->order->order_id, self->info->check)
                                                      : g_strdup (self->order->order_id);
  const TrivetReceiptInfo *info = self->info;
  g_autofree char         *footer = _trivet_receipt_join_names (info->language, info->footer,
                                                                info->footer_zh, "\n");

  trivet_document_add_space (self->document, 1);
  trivet_document_add_qr (self->document, id);
  trivet_document_add_text (self->document, CENTER, PLAIN, 0, id);
  if (has_text (footer)) {
    trivet_document_add_space (self->document, 1);
    trivet_document_add_text (self->document, CENTER, PLAIN, 0, footer);
  }
}

static TrivetDocument *
create_document (const TrivetReceiptInfo *info,
                 const TrivetOrder       *order)
{
  g_autofree char *word = _trivet_receipt_dup_word (info->language, TRIVET_RECEIPT_WORD_RECEIPT);
  g_autofree char *title = g_strdup_printf ("%s %s", word, order->number);

  return trivet_document_new (title);
}

static void
add_whole (const Receipt      *self,
           const TrivetTotals *totals)
{
  for (guint i = 0; i < totals->lines->len; i++)
    add_line (self, &g_array_index (totals->lines, TrivetLineTotal, i));
  trivet_document_add_rule (self->document);
  add_totals (self, totals);
  trivet_document_add_rule (self->document);
  for (guint i = 0; i < self->order->tenders->len; i++)
    _trivet_receipt_add_tender (self, g_ptr_array_index (self->order->tenders, i));
  _trivet_receipt_add_balance (self, totals);
}

/**
 * trivet_receipt_build:
 * @info: what the receipt says beside the order
 * @order: an order, in any state
 * @error: a #TrivetMoneyError when the order's sum does not fit, a #TrivetFactError when it has no
 *   such bill
 *
 * Builds the guest's receipt. An order that is not yet paid, is in doubt, voided or overpaid says
 * so on the paper.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with @error
 */
TrivetDocument *
trivet_receipt_build (const TrivetReceiptInfo *info,
                      const TrivetOrder       *order,
                      GError                 **error)
{
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  const TrivetCheck *check;
  Receipt            self;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (order != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!trivet_order_compute_totals (order, &totals, error))
    return NULL;
  checks = trivet_order_compute_checks (order, &totals);
  check = info->check > 0 ? trivet_checks_lookup (checks, info->check) : NULL;
  if (info->check > 0 && check == NULL) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "The order has no bill %d", info->check);
    return NULL;
  }

  document = create_document (info, order);
  self = (Receipt){ info, order, document };
  add_store (&self);
  add_stamps (&self);
  if (check != NULL)
    _trivet_receipt_add_check_title (&self);
  trivet_document_add_rule (document);
  add_heading (&self);
  trivet_document_add_rule (document);
  if (check != NULL)
    _trivet_receipt_add_check (&self, &totals, check);
  else
    add_whole (&self, &totals);
  add_end (&self);

  return g_steal_pointer (&document);
}
