/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"
#include "trivet-price-book-private.h"

/*
 * Which tax a dish has in which type of order: what is taken away may be taxed otherwise than what is
 * eaten here. A line keeps the menu's tax; what a rule makes of it is a part of `order-priced`.
 */

/**
 * trivet_tax_rule_new:
 * @id: its id
 *
 * Returns: (transfer full): a rule without a name, for every dish and no type of order, with no tax
 */
TrivetTaxRule *
trivet_tax_rule_new (const char *id)
{
  TrivetTaxRule *self = g_new0 (TrivetTaxRule, 1);

  self->id = g_strdup (id);
  self->name = g_strdup ("");
  self->categories = g_new0 (char *, 1);
  self->tax_included = TRUE;

  return self;
}

/**
 * trivet_tax_rule_to_body:
 * @self: a rule
 *
 * Returns: (transfer full): the body of `tax-rule-set`
 */
JsonObject *
trivet_tax_rule_to_body (const TrivetTaxRule *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "name", self->name);
  _trivet_write_names (body, "categories", self->categories);
  _trivet_write_order_kinds (body, self->order_kinds);
  json_object_set_int_member (body, "tax_rate_ppm", self->tax_rate_ppm);
  if (self->sets_included)
    json_object_set_boolean_member (body, "tax_included", self->tax_included);

  return body;
}

/**
 * trivet_tax_rule_free:
 * @self: (transfer full): a rule
 */
void
trivet_tax_rule_free (TrivetTaxRule *self)
{
  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->categories);
  g_free (self);
}

/**
 * trivet_tax_rule_copy:
 * @self: a rule
 *
 * Returns: (transfer full): its copy
 */
TrivetTaxRule *
trivet_tax_rule_copy (const TrivetTaxRule *self)
{
  TrivetTaxRule *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->categories = g_strdupv (self->categories);

  return copy;
}

/* Returns: (transfer full) (nullable): the rule of a `tax-rule-set` */
TrivetTaxRule *
_trivet_tax_rule_read (JsonObject *body,
                       GError    **error)
{
  const char *id = trivet_json_get_string (body, "id", error);
  const char *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  g_auto (GStrv) categories = NULL;
  TrivetTaxRule *rule;
  gint64         rate;
  gboolean       ok = FALSE;
  guint          kinds;

  if (name == NULL || !_trivet_order_get_int_between (body, "tax_rate_ppm", 0, TRIVET_RATE_PPM_ONE, &rate, error))
    return NULL;
  categories = _trivet_read_names (body, "categories", error);
  kinds = categories != NULL ? _trivet_read_order_kinds (body, &ok, error) : 0;
  if (!ok)
    return NULL;
  if (kinds == 0) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“types” must name a type of order");
    return NULL;
  }

  rule = g_new0 (TrivetTaxRule, 1);
  rule->id = g_strdup (id);
  rule->name = g_strdup (name);
  rule->categories = g_steal_pointer (&categories);
  rule->order_kinds = kinds;
  rule->tax_rate_ppm = rate;
  rule->sets_included = json_object_has_member (body, "tax_included");
  rule->tax_included = trivet_json_get_bool_or (body, "tax_included", TRUE);

  return rule;
}

static gboolean
is_for (const TrivetTaxRule *rule,
        TrivetOrderKind      kind,
        const char          *category_id)
{
  return (rule->order_kinds & 1u << kind) != 0 &&
         (rule->categories[0] == NULL || g_strv_contains ((const char *const *) rule->categories, category_id));
}

/**
 * trivet_price_book_find_tax_rule:
 * @self: a price book
 * @kind: a type of order
 * @category_id: a dish's category
 *
 * Returns: (transfer none) (nullable): the first rule for such a dish in such an order; %NULL when it
 *   has the menu's tax
 */
const TrivetTaxRule *
trivet_price_book_find_tax_rule (TrivetPriceBook *self,
                                 TrivetOrderKind  kind,
                                 const char      *category_id)
{
  GPtrArray *rules = trivet_price_book_get_tax_rules (self);

  for (guint i = 0; i < rules->len; i++) {
    const TrivetTaxRule *rule = g_ptr_array_index (rules, i);

    if (is_for (rule, kind, category_id))
      return rule;
  }

  return NULL;
}

typedef struct {
  const char *line_id;
  gint64      rate_ppm;
  gboolean    included;
} LineTax;

static int
compare_taxes (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (((const LineTax *) a)->line_id, ((const LineTax *) b)->line_id);
}

static LineTax
find_tax (TrivetPriceBook       *self,
          const TrivetOrder     *order,
          const TrivetOrderLine *line)
{
  const TrivetTaxRule *rule = trivet_price_book_find_tax_rule (self, order->kind, line->category_id);
  LineTax              tax = { line->line_id, line->menu_tax_rate_ppm, line->menu_tax_included };

  if (rule != NULL) {
    tax.rate_ppm = rule->tax_rate_ppm;
    if (rule->sets_included)
      tax.included = rule->tax_included;
  }

  return tax;
}

/* What `order-priced` says as `taxes`: the lines whose tax is not the menu's, by their ids. @self:
 * (nullable): %NULL for what the order says now. */
JsonArray *
_trivet_tax_rules_to_json (TrivetPriceBook   *self,
                           const TrivetOrder *order)
{
  g_autoptr (GArray) taxes = g_array_new (FALSE, FALSE, sizeof (LineTax));
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    LineTax                tax = { line->line_id, line->tax_rate_ppm, line->tax_included };

    if (line->voided)
      continue;
    if (self != NULL)
      tax = find_tax (self, order, line);
    if (tax.rate_ppm != line->menu_tax_rate_ppm || tax.included != line->menu_tax_included)
      g_array_append_val (taxes, tax);
  }
  g_array_sort (taxes, compare_taxes);
  for (guint i = 0; i < taxes->len; i++) {
    const LineTax *tax = &g_array_index (taxes, LineTax, i);
    JsonObject    *object = json_object_new ();

    json_object_set_string_member (object, "line", tax->line_id);
    json_object_set_int_member (object, "tax_rate_ppm", tax->rate_ppm);
    json_object_set_boolean_member (object, "tax_included", tax->included);
    json_array_add_object_element (array, object);
  }

  return array;
}
