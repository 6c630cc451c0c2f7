/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

#include "trivet-price-book-private.h"

/*
 * TrivetOrder: the values that an order is made of, and their life. How facts change them is in
 * trivet-order-apply.c, what they add up to in trivet-order-totals.c.
 */

G_DEFINE_BOXED_TYPE (TrivetOrder, trivet_order, trivet_order_ref, trivet_order_unref)

void
_trivet_discount_set (TrivetDiscount    *discount,
                      TrivetDiscountKind kind,
                      gint64             value,
                      const char        *name)
{
  g_autofree char *copy = g_strdup (name);

  g_free (discount->name);
  discount->kind = kind;
  discount->value = value;
  discount->name = g_steal_pointer (&copy);
}

TrivetOrderLine *
_trivet_order_line_new (const char *line_id)
{
  TrivetOrderLine *line = g_new0 (TrivetOrderLine, 1);

  line->line_id = g_strdup (line_id);
  line->modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  line->note = g_strdup ("");
  line->allergens = g_new0 (char *, 1);
  line->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  line->shares = g_array_new (FALSE, FALSE, sizeof (TrivetLineShare));

  return line;
}

static gpointer
copy_modifier (gconstpointer modifier,
               gpointer      user_data)
{
  return trivet_line_modifier_copy (modifier);
}

TrivetOrderLine *
_trivet_order_line_copy (const TrivetOrderLine *line)
{
  TrivetOrderLine *copy = g_new0 (TrivetOrderLine, 1);

  *copy = *line;
  copy->line_id = g_strdup (line->line_id);
  copy->sku = g_strdup (line->sku);
  copy->category_id = g_strdup (line->category_id);
  copy->name = g_strdup (line->name);
  copy->name_zh = g_strdup (line->name_zh);
  copy->kitchen_name = g_strdup (line->kitchen_name);
  copy->note = g_strdup (line->note);
  copy->discount.name = g_strdup (line->discount.name);
  copy->modifiers = g_ptr_array_copy (line->modifiers, copy_modifier, NULL);
  g_ptr_array_set_free_func (copy->modifiers, (GDestroyNotify) trivet_line_modifier_free);
  copy->dropped = g_ptr_array_copy (line->dropped, copy_modifier, NULL);
  g_ptr_array_set_free_func (copy->dropped, (GDestroyNotify) trivet_line_modifier_free);
  copy->moved_to = g_strdup (line->moved_to);
  copy->came_from = trivet_order_place_copy (line->came_from);
  copy->told = g_strdup (line->told);
  copy->shares = g_array_copy (line->shares);
  copy->allergens = g_strdupv (line->allergens);

  return copy;
}

void
_trivet_order_line_free (TrivetOrderLine *line)
{
  g_free (line->line_id);
  g_free (line->sku);
  g_free (line->category_id);
  g_free (line->name);
  g_free (line->name_zh);
  g_free (line->kitchen_name);
  g_free (line->note);
  g_free (line->discount.name);
  g_free (line->moved_to);
  g_clear_pointer (&line->came_from, trivet_order_place_free);
  g_free (line->told);
  g_ptr_array_unref (line->modifiers);
  g_ptr_array_unref (line->dropped);
  g_array_unref (line->shares);
  g_strfreev (line->allergens);
  g_free (line);
}

TrivetTender *
_trivet_tender_new (const char *payment_id,
                    const char *method,
                    gint64      amount_minor)
{
  TrivetTender *tender = g_new0 (TrivetTender, 1);

  tender->payment_id = g_strdup (payment_id);
  tender->method = g_strdup (method);
  tender->provider_id = g_strdup ("");
  tender->merchant_order_id = g_strdup ("");
  tender->provider_transaction_id = g_strdup ("");
  tender->amount_minor = amount_minor;

  return tender;
}

static gpointer
copy_tender (gconstpointer source,
             gpointer      user_data)
{
  const TrivetTender *tender = source;
  TrivetTender       *copy = g_new0 (TrivetTender, 1);

  *copy = *tender;
  copy->payment_id = g_strdup (tender->payment_id);
  copy->method = g_strdup (tender->method);
  copy->provider_id = g_strdup (tender->provider_id);
  copy->merchant_order_id = g_strdup (tender->merchant_order_id);
  copy->provider_transaction_id = g_strdup (tender->provider_transaction_id);

  return copy;
}

static void
tender_free (gpointer data)
{
  TrivetTender *tender = data;

  g_free (tender->payment_id);
  g_free (tender->method);
  g_free (tender->provider_id);
  g_free (tender->merchant_order_id);
  g_free (tender->provider_transaction_id);
  g_free (tender);
}

static gpointer
copy_text (gconstpointer text,
           gpointer      user_data)
{
  return g_strdup (text);
}

static gpointer
copy_line (gconstpointer line,
           gpointer      user_data)
{
  return _trivet_order_line_copy (line);
}

/**
 * trivet_order_new:
 * @order_id: the subject of its facts
 *
 * Returns: (transfer full): an order to which no fact has been applied
 */
TrivetOrder *
trivet_order_new (const char *order_id)
{
  TrivetOrder *self;

  g_return_val_if_fail (order_id != NULL, NULL);

  self = g_new0 (TrivetOrder, 1);
  self->ref_count = 1;
  self->order_id = g_strdup (order_id);
  self->number = g_strdup ("");
  self->label = g_strdup ("");
  self->note = g_strdup ("");
  self->table_id = g_strdup ("");
  self->table_name = g_strdup ("");
  self->table_name_zh = g_strdup ("");
  self->staff = g_strdup ("");
  self->n_checks = 1;
  self->check_amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->check_tips = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->promotions = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_applied_promotion_free);
  self->charges = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_charge_free);
  self->coupons = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_order_line_free);
  self->tenders = g_ptr_array_new_with_free_func (tender_free);
  self->returns = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_return_free);

  return self;
}

/**
 * trivet_order_ref:
 * @self: an order
 *
 * Returns: (transfer full): @self
 */
TrivetOrder *
trivet_order_ref (TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);

  return self;
}

/**
 * trivet_order_unref:
 * @self: (transfer full): an order
 */
void
trivet_order_unref (TrivetOrder *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_free (self->order_id);
  g_free (self->number);
  g_free (self->label);
  g_free (self->note);
  g_free (self->table_id);
  g_free (self->table_name);
  g_free (self->table_name_zh);
  g_free (self->staff);
  g_free (self->merged_into);
  g_clear_pointer (&self->told_place, trivet_order_place_free);
  g_clear_pointer (&self->former_place, trivet_order_place_free);
  g_free (self->discount.name);
  g_array_unref (self->check_amounts);
  g_array_unref (self->check_tips);
  g_ptr_array_unref (self->promotions);
  g_ptr_array_unref (self->charges);
  g_ptr_array_unref (self->coupons);
  g_free (self->member);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->tenders);
  g_ptr_array_unref (self->returns);
  g_free (self);
}

/**
 * trivet_order_copy:
 * @self: an order
 *
 * Returns: (transfer full): a copy that may be changed
 */
TrivetOrder *
trivet_order_copy (const TrivetOrder *self)
{
  TrivetOrder *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (TrivetOrder, 1);
  *copy = *self;
  copy->ref_count = 1;
  copy->order_id = g_strdup (self->order_id);
  copy->number = g_strdup (self->number);
  copy->label = g_strdup (self->label);
  copy->note = g_strdup (self->note);
  copy->table_id = g_strdup (self->table_id);
  copy->table_name = g_strdup (self->table_name);
  copy->table_name_zh = g_strdup (self->table_name_zh);
  copy->staff = g_strdup (self->staff);
  copy->merged_into = g_strdup (self->merged_into);
  copy->told_place = trivet_order_place_copy (self->told_place);
  copy->former_place = trivet_order_place_copy (self->former_place);
  copy->check_amounts = g_array_copy (self->check_amounts);
  copy->check_tips = g_array_copy (self->check_tips);
  copy->promotions = g_ptr_array_copy (self->promotions, _trivet_applied_promotion_copy, NULL);
  g_ptr_array_set_free_func (copy->promotions, (GDestroyNotify) trivet_applied_promotion_free);
  copy->charges = g_ptr_array_copy (self->charges, _trivet_charge_copy, NULL);
  g_ptr_array_set_free_func (copy->charges, (GDestroyNotify) trivet_charge_free);
  copy->coupons = g_ptr_array_copy (self->coupons, copy_text, NULL);
  g_ptr_array_set_free_func (copy->coupons, g_free);
  copy->member = g_strdup (self->member);
  copy->discount.name = g_strdup (self->discount.name);
  copy->lines = g_ptr_array_copy (self->lines, copy_line, NULL);
  g_ptr_array_set_free_func (copy->lines, (GDestroyNotify) _trivet_order_line_free);
  copy->tenders = g_ptr_array_copy (self->tenders, copy_tender, NULL);
  g_ptr_array_set_free_func (copy->tenders, tender_free);
  copy->returns = g_ptr_array_copy (self->returns, _trivet_return_copy, NULL);
  g_ptr_array_set_free_func (copy->returns, (GDestroyNotify) _trivet_return_free);

  return copy;
}

/**
 * trivet_order_fold:
 * @order_id: the subject
 * @facts: (element-type TrivetFact): its facts in the order of the journal
 * @error: return location for a #TrivetFactError
 *
 * Returns: (transfer full) (nullable): the order that the facts make
 */
TrivetOrder *
trivet_order_fold (const char *order_id,
                   GPtrArray  *facts,
                   GError    **error)
{
  g_autoptr (TrivetOrder) order = NULL;

  g_return_val_if_fail (order_id != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  order = trivet_order_new (order_id);
  for (guint i = 0; i < facts->len; i++) {
    if (!trivet_order_apply (order, g_ptr_array_index (facts, i), error))
      return NULL;
  }

  return g_steal_pointer (&order);
}

/**
 * trivet_order_lookup_line:
 * @self: an order
 * @line_id: a line's id
 *
 * Returns: (transfer none) (nullable): the line, voided or not
 */
TrivetOrderLine *
trivet_order_lookup_line (const TrivetOrder *self,
                          const char        *line_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (line_id != NULL, NULL);

  for (guint i = 0; i < self->lines->len; i++) {
    TrivetOrderLine *line = g_ptr_array_index (self->lines, i);

    if (g_str_equal (line->line_id, line_id))
      return line;
  }

  return NULL;
}

/**
 * trivet_order_lookup_tender:
 * @self: an order
 * @payment_id: a payment's id
 *
 * Returns: (transfer none) (nullable): what the order knows of it
 */
const TrivetTender *
trivet_order_lookup_tender (const TrivetOrder *self,
                            const char        *payment_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (payment_id != NULL, NULL);

  for (guint i = 0; i < self->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->tenders, i);

    if (g_str_equal (tender->payment_id, payment_id))
      return tender;
  }

  return NULL;
}

/**
 * trivet_order_is_open:
 * @self: an order
 *
 * Returns: whether it has been opened and is neither settled nor voided
 */
gboolean
trivet_order_is_open (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->opened_at_us != 0 && self->settled_at_us == 0 && self->voided_at_us == 0;
}

/**
 * trivet_order_is_corrected:
 * @self: an order
 *
 * Returns: whether it was settled, is open again and has not been settled anew
 */
gboolean
trivet_order_is_corrected (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->reopened_at_us != 0 && trivet_order_is_open (self);
}
