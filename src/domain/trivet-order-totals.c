/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

#include <string.h>

/*
 * What an order adds up to: a pure function of the order. The rules:
 *
 * - gross of a line = (dish + choices) × quantity, never below zero;
 * - its own discount comes off first: a rate rounds half up, an amount takes at most the gross, what
 *   is on the house is the gross;
 * - promotions come off next, each at most what is left of its lines, or of the order;
 * - the order's discount comes off the sum of what is left: a rate rounds half up, an amount takes
 *   at most that sum, an order on the house all of it; whatever is taken off the whole order is
 *   shared among the lines by largest remainder;
 * - tax inside a price = net × rate ÷ (1 + rate), tax on top = net × rate, each line rounded half
 *   up by itself, so that the order of lines never changes a total;
 * - what had been given back when a settled order was reopened is not owed again: of each line the
 *   part that came back, at what the line costs now, and what was given beside the dishes;
 * - an order on the house has no charges; otherwise they are worked out on what the dishes cost
 *   after all that, each rounded half up, and taxed like a line. What applying facts has limited
 *   cannot overflow: 8 charges of 25 % are twice the dishes, with tax four times.
 */

/**
 * trivet_totals_clear:
 * @totals: totals, or zeroes
 *
 * Frees what is inside.
 */
void
trivet_totals_clear (TrivetTotals *totals)
{
  g_return_if_fail (totals != NULL);

  g_clear_pointer (&totals->lines, g_array_unref);
  g_clear_pointer (&totals->promotions, g_array_unref);
  g_clear_pointer (&totals->line_promotions, g_array_unref);
  g_clear_pointer (&totals->charges, g_array_unref);
  memset (totals, 0, sizeof *totals);
}

static gboolean
overflow (GError **error)
{
  g_set_error_literal (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW, "The order is too large");

  return FALSE;
}

static gboolean
add_to (gint64  *sum,
        gint64   value,
        GError **error)
{
  return __builtin_add_overflow (*sum, value, sum) ? overflow (error) : TRUE;
}

/**
 * trivet_order_line_get_unit_minor:
 * @line: a line
 *
 * Returns: price of one with its choices, in minor units; never below zero
 */
gint64
trivet_order_line_get_unit_minor (const TrivetOrderLine *line)
{
  gint64 unit;

  g_return_val_if_fail (line != NULL, 0);

  /* Applying a fact has limited price, number and size of choices, so this cannot overflow. */
  unit = line->unit_price_minor;
  for (guint i = 0; i < line->modifiers->len; i++)
    unit += ((const TrivetLineModifier *) g_ptr_array_index (line->modifiers, i))->price_minor;

  return MAX (unit, 0);
}

static gboolean
compute_discount (const TrivetDiscount *discount,
                  gint64                base_minor,
                  TrivetCurrency        currency,
                  gint64               *ret_minor,
                  GError              **error)
{
  TrivetMoney part;

  *ret_minor = 0;
  switch (discount->kind) {
  case TRIVET_DISCOUNT_NONE:
    return TRUE;
  case TRIVET_DISCOUNT_AMOUNT:
    *ret_minor = CLAMP (discount->value, 0, base_minor);
    return TRUE;
  case TRIVET_DISCOUNT_RATE:
    if (!trivet_money_apply_rate (trivet_money_new (base_minor, currency), discount->value, TRIVET_RATE_PPM_ONE,
                                  TRIVET_ROUNDING_HALF_UP, &part, error))
      return FALSE;
    *ret_minor = CLAMP (part.minor, 0, base_minor);
    return TRUE;
  case TRIVET_DISCOUNT_COMP:
    *ret_minor = base_minor;
    return TRUE;
  }

  return TRUE;
}

static gboolean
compute_line (const TrivetOrderLine *line,
              TrivetCurrency         currency,
              TrivetLineTotal       *ret_total,
              GError               **error)
{
  TrivetLineTotal total = { .line = line };

  if (__builtin_mul_overflow (trivet_order_line_get_unit_minor (line), line->quantity, &total.gross_minor))
    return overflow (error);
  if (!compute_discount (&line->discount, total.gross_minor, currency, &total.line_discount_minor, error))
    return FALSE;

  total.net_minor = total.gross_minor - total.line_discount_minor;
  *ret_total = total;

  return TRUE;
}

static int
compare_line_ids (gconstpointer a,
                  gconstpointer b)
{
  const TrivetLineTotal *x = *(TrivetLineTotal *const *) a;
  const TrivetLineTotal *y = *(TrivetLineTotal *const *) b;

  return strcmp (x->line->line_id, y->line->line_id);
}

/* Among equal remainders the first gets more. By id, which sorts by time, and not by place: the
 * lines of two registers may arrive in any order, and with different taxes a fen moves the total. */
static GPtrArray *
sort_by_line_id (GArray *lines)
{
  GPtrArray *sorted = g_ptr_array_sized_new (lines->len);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (sorted, &g_array_index (lines, TrivetLineTotal, i));
  g_ptr_array_sort (sorted, compare_line_ids);

  return sorted;
}

/* Takes @amount_minor, which is at most the sum of what is left, off all lines; each remembers its
 * part in the member at @offset. */
static gboolean
take_off_all (TrivetTotals  *totals,
              gint64         amount_minor,
              TrivetCurrency currency,
              gsize          offset,
              GError       **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree gint64      *weights = NULL;
  g_autofree TrivetMoney *parts = NULL;

  if (amount_minor == 0)
    return TRUE;

  lines = sort_by_line_id (totals->lines);
  weights = g_new (gint64, lines->len);
  parts = g_new (TrivetMoney, lines->len);
  for (guint i = 0; i < lines->len; i++)
    weights[i] = ((TrivetLineTotal *) g_ptr_array_index (lines, i))->net_minor;
  if (!trivet_money_split (trivet_money_new (amount_minor, currency), weights, lines->len, parts, error))
    return FALSE;

  for (guint i = 0; i < lines->len; i++) {
    TrivetLineTotal *line = g_ptr_array_index (lines, i);

    /* The amount is at most the sum of the weights, so no share exceeds its line. */
    g_assert (parts[i].minor >= 0 && parts[i].minor <= line->net_minor);
    G_STRUCT_MEMBER (gint64, line, offset) += parts[i].minor;
    line->net_minor -= parts[i].minor;
  }

  return TRUE;
}

static gint64
sum_net (const TrivetTotals *totals)
{
  gint64 sum = 0;

  /* At most the subtotal, which has been added up with care. */
  for (guint i = 0; i < totals->lines->len; i++)
    sum += g_array_index (totals->lines, TrivetLineTotal, i).net_minor;

  return sum;
}

/* What the lines give to a promotion on the whole order. */
static void
note_shares (TrivetTotals *totals,
             const gint64 *before,
             guint         promotion)
{
  for (guint i = 0; i < totals->lines->len; i++) {
    TrivetLinePromotion taken = { i, promotion, before[i] - g_array_index (totals->lines, TrivetLineTotal, i).net_minor, TRUE };

    if (taken.amount_minor > 0)
      g_array_append_val (totals->line_promotions, taken);
  }
}

static gboolean
take_off_order (const TrivetOrder *self,
                TrivetTotals      *totals,
                guint              promotion,
                gint64             amount_minor,
                GError           **error)
{
  g_autofree gint64 *before = g_new (gint64, MAX (totals->lines->len, 1));

  for (guint i = 0; i < totals->lines->len; i++)
    before[i] = g_array_index (totals->lines, TrivetLineTotal, i).net_minor;
  if (!take_off_all (totals, amount_minor, self->currency, G_STRUCT_OFFSET (TrivetLineTotal, promotion_minor), error))
    return FALSE;
  note_shares (totals, before, promotion);

  return TRUE;
}

static gint64
take_off_line (TrivetTotals    *totals,
               TrivetLineTotal *line,
               guint            promotion,
               gint64           amount_minor)
{
  TrivetLinePromotion taken = { (guint) (line - (TrivetLineTotal *) totals->lines->data), promotion, MIN (amount_minor, line->net_minor) };

  line->promotion_minor += taken.amount_minor;
  line->net_minor -= taken.amount_minor;
  if (taken.amount_minor > 0)
    g_array_append_val (totals->line_promotions, taken);

  return taken.amount_minor;
}

static gboolean
take_promotions (const TrivetOrder *self,
                 TrivetTotals      *totals,
                 GError           **error)
{
  g_autoptr (GHashTable) by_id = NULL;

  if (self->promotions->len == 0)
    return TRUE;

  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < totals->lines->len; i++) {
    TrivetLineTotal *line = &g_array_index (totals->lines, TrivetLineTotal, i);

    g_hash_table_insert (by_id, line->line->line_id, line);
  }
  for (guint i = 0; i < self->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (self->promotions, i);
    gint64                        taken = MIN (promotion->order_minor, sum_net (totals));

    if (!take_off_order (self, totals, i, taken, error))
      return FALSE;
    for (guint j = 0; j < promotion->shares->len; j++) {
      const TrivetPromotionShare *share = g_ptr_array_index (promotion->shares, j);
      TrivetLineTotal            *line = g_hash_table_lookup (by_id, share->line_id);

      if (line != NULL)
        taken += take_off_line (totals, line, i, share->amount_minor);
    }
    g_array_append_val (totals->promotions, taken);
    totals->promotion_minor += taken;
  }

  return TRUE;
}

static gboolean
share_order_discount (const TrivetOrder *self,
                      TrivetTotals      *totals,
                      GError           **error)
{
  return compute_discount (&self->discount, sum_net (totals), self->currency, &totals->order_discount_minor, error) &&
         take_off_all (totals, totals->order_discount_minor, self->currency,
                       G_STRUCT_OFFSET (TrivetLineTotal, order_share_minor), error);
}

static gboolean
compute_part_tax (TrivetMoney   net,
                  gint64        rate_ppm,
                  gboolean      included,
                  TrivetTotals *totals,
                  gint64       *ret_tax_minor,
                  GError      **error)
{
  TrivetMoney tax;

  if (!trivet_money_apply_rate (net, rate_ppm, included ? TRIVET_RATE_PPM_ONE + rate_ppm : TRIVET_RATE_PPM_ONE,
                                TRIVET_ROUNDING_HALF_UP, &tax, error) ||
      !add_to (included ? &totals->tax_included_minor : &totals->tax_added_minor, tax.minor, error))
    return FALSE;
  *ret_tax_minor = tax.minor;

  return TRUE;
}

static gboolean
compute_tax (const TrivetOrder *self,
             TrivetTotals      *totals,
             GError           **error)
{
  for (guint i = 0; i < totals->lines->len; i++) {
    TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, i);

    if (!compute_part_tax (trivet_money_new (total->net_minor, self->currency), total->line->tax_rate_ppm,
                           total->line->tax_included, totals, &total->tax_minor, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
compute_charge (const TrivetOrder  *self,
                const TrivetCharge *charge,
                gint64              dishes_minor,
                const TrivetTotals *totals,
                gint64             *ret_minor,
                GError            **error)
{
  TrivetMoney part;

  switch (charge->kind) {
  case TRIVET_CHARGE_RATE:
    if (!trivet_money_apply_rate (trivet_money_new (dishes_minor, self->currency), charge->value, TRIVET_RATE_PPM_ONE,
                                  TRIVET_ROUNDING_HALF_UP, &part, error))
      return FALSE;
    *ret_minor = part.minor;
    return TRUE;
  case TRIVET_CHARGE_ORDER:
    *ret_minor = charge->value;
    return TRUE;
  case TRIVET_CHARGE_GUEST:
    *ret_minor = charge->value * self->guests;
    return TRUE;
  case TRIVET_CHARGE_ITEM:
    *ret_minor = charge->value * totals->n_items;
    return TRUE;
  case TRIVET_CHARGE_MINIMUM:
    *ret_minor = MAX (charge->value - dishes_minor, 0);
    return TRUE;
  }

  return TRUE;
}

/* An order without dishes is charged nothing, nor is one on the house. */
static gboolean
compute_charges (const TrivetOrder *self,
                 TrivetTotals      *totals,
                 GError           **error)
{
  gint64 dishes_minor = sum_net (totals);

  if (self->discount.kind == TRIVET_DISCOUNT_COMP)
    return TRUE;
  for (guint i = 0; totals->lines->len > 0 && i < self->charges->len; i++) {
    TrivetChargeTotal total = { .charge = g_ptr_array_index (self->charges, i) };

    if (!compute_charge (self, total.charge, dishes_minor, totals, &total.amount_minor, error))
      return FALSE;
    if (total.amount_minor == 0)
      continue;
    if (!compute_part_tax (trivet_money_new (total.amount_minor, self->currency), total.charge->tax_rate_ppm,
                           total.charge->tax_included, totals, &total.tax_minor, error) ||
        !add_to (&totals->charge_minor, total.amount_minor, error))
      return FALSE;
    g_array_append_val (totals->charges, total);
  }

  return TRUE;
}

/* What came back is worth what it costs now: a dish that is made cheaper afterwards must not bring the
 * guest more than the others cost less. */
static void
take_back (const TrivetOrder *self,
           TrivetTotals      *totals)
{
  gint64 all = totals->total_minor;

  totals->returned_minor = self->gone_minor;
  totals->returned_tax_minor = self->gone_tax_minor;
  for (guint i = 0; i < totals->lines->len; i++) {
    TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, i);
    gint64           whole = total->net_minor + (total->line->tax_included ? 0 : total->tax_minor);

    if (total->line->gone_quantity == 0 || whole == 0)
      continue;
    total->gone_minor = _trivet_order_share_of (whole, total->line->gone_quantity, total->line->quantity);
    totals->returned_minor += total->gone_minor;
    totals->returned_tax_minor += _trivet_order_share_of (total->tax_minor, total->gone_minor, whole);
  }

  totals->returned_minor = CLAMP (totals->returned_minor, 0, all);
  totals->returned_tax_minor = CLAMP (totals->returned_tax_minor, 0, totals->returned_minor);
  totals->total_minor -= totals->returned_minor;
  totals->tax_within_minor = totals->tax_included_minor;
  if (totals->returned_minor > 0)
    totals->tax_within_minor += totals->tax_added_minor - totals->returned_tax_minor;
}

static gint64
sum_tips (const TrivetOrder *self)
{
  gint64 sum = self->tip_minor;

  for (guint i = 0; i < self->check_tips->len; i++)
    sum += g_array_index (self->check_tips, gint64, i);

  return sum;
}

static gboolean
compute_lines (const TrivetOrder *self,
               TrivetTotals      *totals,
               GError           **error)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (self->lines, i);
    TrivetLineTotal        total;

    if (line->voided)
      continue;
    if (!compute_line (line, self->currency, &total, error) ||
        !add_to (&totals->subtotal_minor, total.net_minor, error) ||
        !add_to (&totals->line_discount_minor, total.line_discount_minor, error) ||
        !add_to (&totals->n_items, line->quantity, error))
      return FALSE;
    /* At most the lines' discounts, which have been added up with care. */
    if (line->discount.kind == TRIVET_DISCOUNT_COMP)
      totals->comp_minor += total.line_discount_minor;
    g_array_append_val (totals->lines, total);
  }

  return TRUE;
}

/**
 * trivet_order_compute_totals:
 * @self: an order
 * @ret_totals: (out caller-allocates): the totals; clear them with trivet_totals_clear(). Their
 *   lines point into @self.
 * @error: return location for a #TrivetMoneyError
 *
 * Adds an order up. Pure.
 *
 * Returns: %FALSE when an amount does not fit; @ret_totals is not touched then
 */
gboolean
trivet_order_compute_totals (const TrivetOrder *self,
                             TrivetTotals      *ret_totals,
                             GError           **error)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ret_totals != NULL, FALSE);

  totals.lines = g_array_sized_new (FALSE, FALSE, sizeof (TrivetLineTotal), self->lines->len);
  totals.promotions = g_array_new (FALSE, FALSE, sizeof (gint64));
  totals.line_promotions = g_array_new (FALSE, FALSE, sizeof (TrivetLinePromotion));
  totals.charges = g_array_new (FALSE, FALSE, sizeof (TrivetChargeTotal));
  if (!compute_lines (self, &totals, error) ||
      !take_promotions (self, &totals, error) ||
      !share_order_discount (self, &totals, error) ||
      !compute_tax (self, &totals, error) ||
      !compute_charges (self, &totals, error))
    return FALSE;

  if (self->discount.kind == TRIVET_DISCOUNT_COMP)
    totals.comp_minor += totals.order_discount_minor;
  totals.tip_minor = totals.lines->len > 0 ? sum_tips (self) : 0;
  totals.total_minor = totals.subtotal_minor - totals.promotion_minor - totals.order_discount_minor;
  if (!add_to (&totals.total_minor, totals.charge_minor, error) ||
      !add_to (&totals.total_minor, totals.tip_minor, error) ||
      !add_to (&totals.total_minor, totals.tax_added_minor, error))
    return FALSE;
  take_back (self, &totals);
  g_assert (totals.total_minor >= 0);

  *ret_totals = totals;
  memset (&totals, 0, sizeof totals);

  return TRUE;
}
