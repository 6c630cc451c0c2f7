/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

/*
 * A file of prices: one JSON object with "promotions", "charges" and "tax_rules", whose entries are the
 * bodies of `promotion-set`, `charge-set` and `tax-rule-set`, "cash_rounding": {"unit": "0.10", "mode": "down"}
 * and "tips", the body of `tip-rates-set`. The whole file is checked before any fact is made.
 */

typedef struct {
  TrivetPriceBook       *present;
  TrivetPriceBook       *wanted; /* what the file makes */
  const TrivetFactStamp *stamp;
  TrivetCurrency         currency;
  GPtrArray             *facts;
} Import;

static gboolean
refuse (GError    **error,
        const char *list,
        guint       number,
        const char *why)
{
  if (number == 0)
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_VALUE, "“%s” %s", list, why);
  else
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_VALUE, "Entry %u of “%s”: %s", number, list, why);

  return FALSE;
}

static gboolean
import_entry (Import        *import,
              const char    *list,
              guint          number,
              JsonNode      *node,
              TrivetFactType type,
              GError       **error)
{
  g_autoptr (TrivetFact) fact = NULL;
  g_autoptr (GError) problem = NULL;
  JsonObject *body;
  const char *id;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, list, number, "it is not an object");
  body = json_node_get_object (node);
  id = trivet_json_get_string_or (body, "id", "");
  if (trivet_price_book_lookup_text (import->wanted, type, id) != NULL)
    return refuse (error, list, number, "its “id” is used twice");
  fact = trivet_fact_new (type, "prices", json_object_ref (body), import->stamp);
  if (!trivet_price_book_apply (import->wanted, fact, &problem))
    return refuse (error, list, number, problem->message);
  if (g_strcmp0 (trivet_price_book_lookup_text (import->present, type, id), trivet_fact_get_body_text (fact)) != 0)
    g_ptr_array_add (import->facts, g_steal_pointer (&fact));

  return TRUE;
}

static gboolean
import_list (Import        *import,
             JsonObject    *root,
             const char    *list,
             TrivetFactType type,
             GError       **error)
{
  JsonNode  *node = json_object_get_member (root, list);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, list, 0, "is not a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!import_entry (import, list, i + 1, json_array_get_element (array, i), type, error))
      return FALSE;
  }

  return TRUE;
}

static const char *
find_unknown (JsonObject        *object,
              const char *const *known)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *m = members; m != NULL; m = m->next) {
    if (!g_strv_contains (known, m->data))
      return m->data;
  }

  return NULL;
}

/* Returns: (transfer full) (nullable): the body of a `cash-rounding-set`; none when the file says
 * nothing of it */
static JsonObject *
read_cash_rounding (Import   *import,
                    JsonNode *node,
                    GError  **error)
{
  static const char *const members[] = { "unit", "mode", NULL };
  const TrivetCashRounding none = { 0 };
  JsonObject              *object;
  JsonObject              *body;
  const char              *unit;
  const char              *unknown;
  TrivetMoney              money;

  if (node == NULL)
    return trivet_cash_rounding_to_json (&none);
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  unknown = object != NULL ? find_unknown (object, members) : NULL;
  if (object == NULL || unknown != NULL) {
    g_autofree char *why = unknown != NULL ? g_strdup_printf ("has “%s”, which is not known here", unknown) : NULL;

    refuse (error, "cash_rounding", 0, why != NULL ? why : "is not an object");
    return NULL;
  }
  unit = trivet_json_get_string_or (object, "unit", NULL);
  if (unit == NULL || !trivet_money_from_decimal (unit, import->currency, &money, NULL)) {
    refuse (error, "cash_rounding", 0, "needs a “unit” that is a sum as a text, such as \"0.10\"");
    return NULL;
  }

  body = json_object_new ();
  json_object_set_int_member (body, "unit_minor", money.minor);
  json_object_set_string_member (body, "mode", trivet_json_get_string_or (object, "mode", ""));
  return body;
}

static gboolean
import_cash_rounding (Import   *import,
                      JsonNode *node,
                      GError  **error)
{
  const TrivetCashRounding *present = trivet_price_book_get_cash_rounding (import->present);
  const TrivetCashRounding *wanted = trivet_price_book_get_cash_rounding (import->wanted);
  g_autoptr (TrivetFact) fact = NULL;
  g_autoptr (GError) problem = NULL;
  JsonObject *body = read_cash_rounding (import, node, error);

  if (body == NULL)
    return FALSE;
  fact = trivet_fact_new (TRIVET_FACT_CASH_ROUNDING_SET, "prices", body, import->stamp);
  if (!trivet_price_book_apply (import->wanted, fact, &problem)) {
    g_autofree char *why = g_strdup_printf ("cannot be used: %s", problem->message);

    return refuse (error, "cash_rounding", 0, why);
  }
  if (wanted->unit_minor != present->unit_minor || wanted->mode != present->mode)
    g_ptr_array_add (import->facts, g_steal_pointer (&fact));

  return TRUE;
}

/* A file without it makes a shop that offers what is usual. */
static gboolean
import_tips (Import   *import,
             JsonNode *node,
             GError  **error)
{
  g_autoptr (TrivetFact) fact = NULL;
  g_autoptr (GError) problem = NULL;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "tips", 0, "is not an object");
  fact = trivet_fact_new (TRIVET_FACT_TIP_RATES_SET, "prices",
                          node != NULL ? json_object_ref (json_node_get_object (node)) : json_object_new (), import->stamp);
  if (!trivet_price_book_apply (import->wanted, fact, &problem)) {
    g_autofree char *why = g_strdup_printf ("cannot be used: %s", problem->message);

    return refuse (error, "tips", 0, why);
  }
  if (!trivet_tip_rates_equal (trivet_price_book_get_tip_rates (import->wanted), trivet_price_book_get_tip_rates (import->present)))
    g_ptr_array_add (import->facts, g_steal_pointer (&fact));

  return TRUE;
}

/* Rules that the file lacks are gone. */
static void
remove_others (Import        *import,
               GPtrArray     *rules,
               TrivetFactType set,
               TrivetFactType removed)
{
  for (guint i = 0; i < rules->len; i++) {
    const char *id = *(char **) g_ptr_array_index (rules, i);
    JsonObject *body;

    if (trivet_price_book_lookup_text (import->wanted, set, id) != NULL)
      continue;
    body = json_object_new ();
    json_object_set_string_member (body, "id", id);
    g_ptr_array_add (import->facts, trivet_fact_new (removed, "prices", body, import->stamp));
  }
}

/* Something else would empty the price book. */
static gboolean
names_prices (JsonObject *object)
{
  static const char *const members[] = { "promotions", "charges", "tax_rules", "cash_rounding", "tips" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    if (json_object_has_member (object, members[i]))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_price_book_import:
 * @self: the price book so far
 * @json: a file
 * @length: its bytes, or -1 when it ends with NUL
 * @currency: the shop's, for sums that are written as texts
 * @stamp: for the new facts
 * @error: return location for a #TrivetMenuError; the message names the list, the entry and what is
 *   wrong with it
 *
 * Turns a file into the facts that make the price book what the file says. All or nothing; the same
 * file a second time gives none.
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): the facts, perhaps none
 */
GPtrArray *
trivet_price_book_import (TrivetPriceBook       *self,
                          const char            *json,
                          gssize                 length,
                          TrivetCurrency         currency,
                          const TrivetFactStamp *stamp,
                          GError               **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (TrivetPriceBook) wanted = trivet_price_book_new ();
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (GError) problem = NULL;
  Import      import = { self, wanted, stamp, currency, facts };
  JsonNode   *root;
  JsonObject *object;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (json != NULL && stamp != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, length, &problem)) {
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "This is not JSON: %s", problem->message);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_VALUE, "The file must hold one object with “promotions”, “charges”, “tax_rules” or “cash_rounding”");
    return NULL;
  }
  object = json_node_get_object (root);
  if (!names_prices (object)) {
    g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_VALUE, "The file names neither “promotions” nor “charges”, “tax_rules”, “cash_rounding” or “tips”");
    return NULL;
  }
  if (!import_list (&import, object, "promotions", TRIVET_FACT_PROMOTION_SET, error) ||
      !import_list (&import, object, "charges", TRIVET_FACT_CHARGE_SET, error) ||
      !import_list (&import, object, "tax_rules", TRIVET_FACT_TAX_RULE_SET, error) ||
      !import_cash_rounding (&import, json_object_get_member (object, "cash_rounding"), error) ||
      !import_tips (&import, json_object_get_member (object, "tips"), error))
    return NULL;

  remove_others (&import, trivet_price_book_get_promotions (self), TRIVET_FACT_PROMOTION_SET, TRIVET_FACT_PROMOTION_REMOVED);
  remove_others (&import, trivet_price_book_get_charges (self), TRIVET_FACT_CHARGE_SET, TRIVET_FACT_CHARGE_REMOVED);
  remove_others (&import, trivet_price_book_get_tax_rules (self), TRIVET_FACT_TAX_RULE_SET, TRIVET_FACT_TAX_RULE_REMOVED);

  return g_steal_pointer (&facts);
}

static void
export_list (TrivetPriceBook *self,
             JsonObject      *root,
             const char      *list,
             GPtrArray       *rules,
             TrivetFactType   type)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rules->len; i++) {
    const char *id = *(char **) g_ptr_array_index (rules, i);

    json_array_add_element (array, json_from_string (trivet_price_book_lookup_text (self, type, id), NULL));
  }
  json_object_set_array_member (root, list, array);
}

/**
 * trivet_price_book_export:
 * @self: a price book
 * @currency: the shop's
 *
 * Returns: (transfer full): the book as a file that trivet_price_book_import() reads; importing it into
 *   the same book gives no facts
 */
char *
trivet_price_book_export (TrivetPriceBook *self,
                          TrivetCurrency   currency)
{
  const TrivetCashRounding *rounding;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *root = json_object_new ();
  JsonObject      *cash = json_object_new ();
  g_autofree char *unit = NULL;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);

  export_list (self, root, "promotions", trivet_price_book_get_promotions (self), TRIVET_FACT_PROMOTION_SET);
  export_list (self, root, "charges", trivet_price_book_get_charges (self), TRIVET_FACT_CHARGE_SET);
  export_list (self, root, "tax_rules", trivet_price_book_get_tax_rules (self), TRIVET_FACT_TAX_RULE_SET);
  rounding = trivet_price_book_get_cash_rounding (self);
  unit = trivet_money_to_decimal (trivet_money_new (rounding->unit_minor, currency));
  json_object_set_string_member (cash, "unit", unit);
  json_object_set_string_member (cash, "mode", trivet_cash_rounding_mode_get_name (rounding->mode));
  json_object_set_object_member (root, "cash_rounding", cash);
  if (trivet_price_book_get_tip_rates (self)->own)
    json_object_set_object_member (root, "tips", trivet_tip_rates_to_json (trivet_price_book_get_tip_rates (self)));
  json_node_take_object (node, root);

  return json_to_string (node, TRUE);
}
