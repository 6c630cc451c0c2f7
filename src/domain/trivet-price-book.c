/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include "trivet-order-private.h"

/* TrivetPriceBook: the rules by which orders are priced, and what they make of one order. How the
 * promotions are combined is in trivet-promotion-solver.c. */

struct _TrivetPriceBook {
  GObject parent_instance;

  GPtrArray  *promotions;      /* TrivetPromotion, in the order in which they were first set */
  GPtrArray  *charges;         /* TrivetCharge */
  GHashTable *promotion_texts; /* id → the body that set it */
  GHashTable *charge_texts;
  GPtrArray  *tax_rules; /* TrivetTaxRule */
  GHashTable *tax_rule_texts;

  TrivetCashRounding cash_rounding;
  TrivetTipRates     tip_rates;
};

G_DEFINE_FINAL_TYPE (TrivetPriceBook, trivet_price_book, G_TYPE_OBJECT)

static void
trivet_price_book_finalize (GObject *object)
{
  TrivetPriceBook *self = TRIVET_PRICE_BOOK (object);

  g_ptr_array_unref (self->promotions);
  g_ptr_array_unref (self->charges);
  g_hash_table_unref (self->promotion_texts);
  g_hash_table_unref (self->charge_texts);
  g_ptr_array_unref (self->tax_rules);
  g_hash_table_unref (self->tax_rule_texts);

  G_OBJECT_CLASS (trivet_price_book_parent_class)->finalize (object);
}

static void
trivet_price_book_class_init (TrivetPriceBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_price_book_finalize;
}

static void
trivet_price_book_init (TrivetPriceBook *self)
{
  self->promotions = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_promotion_free);
  self->charges = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_charge_free);
  self->promotion_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->charge_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tax_rules = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_tax_rule_free);
  self->tax_rule_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * trivet_price_book_new:
 *
 * Returns: (transfer full): a book without rules: everything costs what the menu says
 */
TrivetPriceBook *
trivet_price_book_new (void)
{
  return g_object_new (TRIVET_TYPE_PRICE_BOOK, NULL);
}

/* All kinds of rules begin with their id. */
static gboolean
find_rule (GPtrArray  *rules,
           const char *id,
           guint      *ret_index)
{
  for (guint i = 0; i < rules->len; i++) {
    if (g_str_equal (*(char **) g_ptr_array_index (rules, i), id)) {
      *ret_index = i;
      return TRUE;
    }
  }

  return FALSE;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetPromotion, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetCharge, charge_id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetTaxRule, id) == 0);

/* Takes @rule over; a rule that is set again keeps its place. */
static gboolean
set_rule (GPtrArray     *rules,
          gpointer       rule,
          GDestroyNotify free_func,
          GError       **error)
{
  guint index;

  if (rule == NULL)
    return FALSE;
  if (find_rule (rules, *(char **) rule, &index)) {
    free_func (g_ptr_array_index (rules, index));
    g_ptr_array_index (rules, index) = rule;
    return TRUE;
  }
  if (rules->len >= TRIVET_PRICE_BOOK_MAX_RULES) {
    free_func (rule);
    return _trivet_order_conflict (error, "The price book is full");
  }
  g_ptr_array_add (rules, rule);

  return TRUE;
}

static gboolean
remove_rule (GPtrArray  *rules,
             JsonObject *body,
             GError    **error)
{
  const char *id = trivet_json_get_string (body, "id", error);
  guint       index;

  if (id == NULL)
    return FALSE;
  if (find_rule (rules, id, &index))
    g_ptr_array_remove_index (rules, index);

  return TRUE;
}

/* The bodies of the rules that facts of @type set or remove. */
static GHashTable *
get_texts (TrivetPriceBook *self,
           TrivetFactType   type)
{
  if (type == TRIVET_FACT_PROMOTION_SET || type == TRIVET_FACT_PROMOTION_REMOVED)
    return self->promotion_texts;
  if (type == TRIVET_FACT_TAX_RULE_SET || type == TRIVET_FACT_TAX_RULE_REMOVED)
    return self->tax_rule_texts;

  return self->charge_texts;
}

/**
 * trivet_price_book_lookup_text:
 * @self: a price book
 * @set_type: %TRIVET_FACT_PROMOTION_SET, %TRIVET_FACT_CHARGE_SET or %TRIVET_FACT_TAX_RULE_SET
 * @id: a rule's id
 *
 * Returns: (transfer none) (nullable): the body that set the rule, without who approved it; %NULL when
 *   there is no such rule
 */
const char *
trivet_price_book_lookup_text (TrivetPriceBook *self,
                               TrivetFactType   set_type,
                               const char      *id)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (get_texts (self, set_type), id);
}

/* The first tax rule that fits a dish wins, so its place is a part of what the fact says. A neighbour that
 * is gone leaves it the last. */
static gboolean
set_tax_rule (TrivetPriceBook *self,
              JsonObject      *body,
              GError         **error)
{
  const char *before = trivet_json_get_string_or (body, "before", NULL);
  gpointer    rule;
  guint       from;
  guint       to;

  if (!set_rule (self->tax_rules, _trivet_tax_rule_read (body, error), (GDestroyNotify) trivet_tax_rule_free, error))
    return FALSE;
  if (before == NULL || !find_rule (self->tax_rules, trivet_json_get_string_or (body, "id", ""), &from))
    return TRUE;
  rule = g_ptr_array_steal_index (self->tax_rules, from);
  g_ptr_array_insert (self->tax_rules, find_rule (self->tax_rules, before, &to) ? (int) to : -1, rule);

  return TRUE;
}

static gboolean
apply_fact (TrivetPriceBook *self,
            TrivetFactType   type,
            JsonObject      *body,
            GError         **error)
{
  if (type == TRIVET_FACT_PROMOTION_SET)
    return set_rule (self->promotions, _trivet_promotion_read (body, error), (GDestroyNotify) trivet_promotion_free, error);
  if (type == TRIVET_FACT_PROMOTION_REMOVED)
    return remove_rule (self->promotions, body, error);
  if (type == TRIVET_FACT_CHARGE_SET)
    return set_rule (self->charges, _trivet_charge_read (body, error), (GDestroyNotify) trivet_charge_free, error);
  if (type == TRIVET_FACT_CHARGE_REMOVED)
    return remove_rule (self->charges, body, error);
  if (type == TRIVET_FACT_TAX_RULE_SET)
    return set_tax_rule (self, body, error);
  if (type == TRIVET_FACT_TAX_RULE_REMOVED)
    return remove_rule (self->tax_rules, body, error);
  if (type == TRIVET_FACT_CASH_ROUNDING_SET)
    return trivet_cash_rounding_read (body, &self->cash_rounding, error);
  if (type == TRIVET_FACT_TIP_RATES_SET)
    return trivet_tip_rates_read (body, &self->tip_rates, error);

  return _trivet_order_conflict (error, "The fact is not about prices");
}

static void
copy_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    user_data)
{
  if (!g_str_equal (name, "approver") && !g_str_equal (name, "before"))
    json_object_set_member (user_data, name, json_node_copy (node));
}

/* What a rule says, whoever has approved it and wherever it was put: an import compares it with a file. */
static char *
dup_rule_text (TrivetFact *fact)
{
  g_autoptr (JsonObject) rule = NULL;

  if (!json_object_has_member (trivet_fact_get_body (fact), "approver") &&
      !json_object_has_member (trivet_fact_get_body (fact), "before"))
    return g_strdup (trivet_fact_get_body_text (fact));
  rule = json_object_new ();
  json_object_foreach_member (trivet_fact_get_body (fact), copy_member, rule);

  return trivet_json_print (rule);
}

/**
 * trivet_price_book_apply:
 * @self: a price book
 * @fact: the next fact about it
 * @error: return location for a #TrivetFactError
 *
 * Returns: %FALSE when the fact cannot be believed; the book is as before then
 */
gboolean
trivet_price_book_apply (TrivetPriceBook *self,
                         TrivetFact      *fact,
                         GError         **error)
{
  JsonObject    *body;
  TrivetFactType type;
  GHashTable    *texts;
  const char    *id;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  body = trivet_fact_get_body (fact);
  type = trivet_fact_get_fact_type (fact);
  if (!apply_fact (self, type, body, error))
    return FALSE;
  if (type == TRIVET_FACT_CASH_ROUNDING_SET || type == TRIVET_FACT_TIP_RATES_SET)
    return TRUE;

  id = trivet_json_get_string_or (body, "id", "");
  texts = get_texts (self, type);
  if (type == TRIVET_FACT_PROMOTION_SET || type == TRIVET_FACT_CHARGE_SET || type == TRIVET_FACT_TAX_RULE_SET)
    g_hash_table_insert (texts, g_strdup (id), dup_rule_text (fact));
  else
    g_hash_table_remove (texts, id);

  return TRUE;
}

/**
 * trivet_price_book_get_promotions:
 *
 * Returns: (transfer none) (element-type TrivetPromotion): all of them; the first of equal ones wins
 */
GPtrArray *
trivet_price_book_get_promotions (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return self->promotions;
}

/**
 * trivet_price_book_get_charges:
 *
 * Returns: (transfer none) (element-type TrivetCharge): all of them
 */
GPtrArray *
trivet_price_book_get_charges (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return self->charges;
}

/**
 * trivet_price_book_lookup_promotion:
 * @self: a price book
 * @id: a promotion's id
 *
 * Returns: (transfer none) (nullable): the promotion, until the next fact
 */
const TrivetPromotion *
trivet_price_book_lookup_promotion (TrivetPriceBook *self,
                                    const char      *id)
{
  guint index;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find_rule (self->promotions, id, &index) ? g_ptr_array_index (self->promotions, index) : NULL;
}

/**
 * trivet_price_book_lookup_charge:
 * @self: a price book
 * @id: a charge's id
 *
 * Returns: (transfer none) (nullable): the charge, until the next fact
 */
const TrivetCharge *
trivet_price_book_lookup_charge (TrivetPriceBook *self,
                                 const char      *id)
{
  guint index;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find_rule (self->charges, id, &index) ? g_ptr_array_index (self->charges, index) : NULL;
}

static void
copy_texts (GHashTable *texts,
            GHashTable *source)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       text;

  g_hash_table_iter_init (&iter, source);
  while (g_hash_table_iter_next (&iter, &id, &text))
    g_hash_table_insert (texts, g_strdup (id), g_strdup (text));
}

/**
 * trivet_price_book_copy:
 * @self: a price book
 *
 * Returns: (transfer full): an equal one, to try a change on
 */
TrivetPriceBook *
trivet_price_book_copy (TrivetPriceBook *self)
{
  TrivetPriceBook *copy = trivet_price_book_new ();

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), copy);

  for (guint i = 0; i < self->promotions->len; i++)
    g_ptr_array_add (copy->promotions, trivet_promotion_copy (g_ptr_array_index (self->promotions, i)));
  for (guint i = 0; i < self->charges->len; i++)
    g_ptr_array_add (copy->charges, trivet_charge_copy (g_ptr_array_index (self->charges, i)));
  for (guint i = 0; i < self->tax_rules->len; i++)
    g_ptr_array_add (copy->tax_rules, trivet_tax_rule_copy (g_ptr_array_index (self->tax_rules, i)));
  copy_texts (copy->tax_rule_texts, self->tax_rule_texts);
  copy_texts (copy->promotion_texts, self->promotion_texts);
  copy_texts (copy->charge_texts, self->charge_texts);
  copy->cash_rounding = self->cash_rounding;
  copy->tip_rates = self->tip_rates;

  return copy;
}

/**
 * trivet_price_book_lookup_tax_rule:
 * @self: a price book
 * @id: a rule's id
 *
 * Returns: (transfer none) (nullable): the rule, until the next fact
 */
const TrivetTaxRule *
trivet_price_book_lookup_tax_rule (TrivetPriceBook *self,
                                   const char      *id)
{
  guint index;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find_rule (self->tax_rules, id, &index) ? g_ptr_array_index (self->tax_rules, index) : NULL;
}

/**
 * trivet_price_book_get_tip_rates:
 *
 * Returns: (transfer none): what the shop has said of tips; see trivet_tip_rates_resolve()
 */
const TrivetTipRates *
trivet_price_book_get_tip_rates (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return &self->tip_rates;
}

/**
 * trivet_price_book_get_tax_rules:
 *
 * Returns: (transfer none) (element-type TrivetTaxRule): all of them; the first that fits wins
 */
GPtrArray *
trivet_price_book_get_tax_rules (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return self->tax_rules;
}

/**
 * trivet_price_book_get_cash_rounding:
 * @self: a price book
 *
 * Returns: (transfer none): how sums are rounded that are paid in cash; a book that does not say so
 *   rounds nothing
 */
const TrivetCashRounding *
trivet_price_book_get_cash_rounding (TrivetPriceBook *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  return &self->cash_rounding;
}
