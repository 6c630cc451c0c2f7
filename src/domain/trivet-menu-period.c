/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-period.h"

#include "trivet-menu-private.h"

#include "trivet-order-private.h"
#include "trivet-price-book-private.h"

/*
 * Menus by time of day and type of order. All of it is pure: the same periods and the same moment give
 * the same menu, on every register.
 */

static void
price_free (gpointer data)
{
  TrivetMenuPeriodPrice *price = data;

  g_free (price->sku);
  g_free (price);
}

/**
 * trivet_menu_period_free:
 * @self: (nullable): a period
 */
void
trivet_menu_period_free (TrivetMenuPeriod *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->name_zh);
  g_strfreev (self->categories);
  g_clear_pointer (&self->price_of, g_hash_table_unref);
  g_clear_pointer (&self->prices, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_price (TrivetMenuPeriod *self,
            JsonNode         *node,
            GError          **error)
{
  JsonObject            *body = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  TrivetMenuPeriodPrice *price;
  const char            *sku;
  gint64                 price_minor;

  if (body == NULL) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A price of a period is not an object");
    return FALSE;
  }
  sku = trivet_json_get_string (body, "sku", error);
  if (sku == NULL ||
      !_trivet_order_get_int_between (body, "price_minor", 0, TRIVET_ORDER_MAX_PRICE_MINOR, &price_minor, error))
    return FALSE;

  price = g_new0 (TrivetMenuPeriodPrice, 1);
  price->sku = g_strdup (sku);
  price->price_minor = price_minor;
  g_ptr_array_add (self->prices, price);
  g_hash_table_replace (self->price_of, price->sku, price);

  return TRUE;
}

static gboolean
read_prices (TrivetMenuPeriod *self,
             JsonObject       *body,
             GError          **error)
{
  JsonArray *array = NULL;
  guint      n;

  self->prices = g_ptr_array_new_with_free_func (price_free);
  self->price_of = g_hash_table_new (g_str_hash, g_str_equal);
  if (!json_object_has_member (body, "prices"))
    return TRUE;
  array = trivet_json_get_array (body, "prices", error);
  if (array == NULL)
    return FALSE;

  n = json_array_get_length (array);
  if (n > TRIVET_MENU_PERIOD_MAX_PRICES) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A period has too many prices");
    return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    if (!read_price (self, json_array_get_element (array, i), error))
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_menu_period_read:
 * @body: of `menu-period-set`
 * @error: return location for a %TRIVET_FACT_ERROR_BODY that names the member
 *
 * Returns: (transfer full) (nullable): the period
 */
TrivetMenuPeriod *
trivet_menu_period_read (JsonObject *body,
                         GError    **error)
{
  g_autoptr (TrivetMenuPeriod) self = NULL;
  const char *id;
  const char *name;
  gboolean    ok = FALSE;

  g_return_val_if_fail (body != NULL, NULL);

  id = trivet_json_get_string (body, "id", error);
  name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  if (name == NULL)
    return NULL;

  self = g_new0 (TrivetMenuPeriod, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  self->place = _trivet_menu_place_read (body);
  if (!trivet_hours_read (body, &self->hours, error) || !read_prices (self, body, error))
    return NULL;
  self->order_kinds = _trivet_read_order_kinds (body, &ok, error);
  self->categories = ok ? _trivet_read_names (body, "categories", error) : NULL;

  return self->categories != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * trivet_menu_period_is_on:
 * @self: a period
 * @moment: when, and for which orders
 *
 * Returns: whether it runs
 */
gboolean
trivet_menu_period_is_on (const TrivetMenuPeriod *self,
                          const TrivetMenuMoment *moment)
{
  g_return_val_if_fail (self != NULL && moment != NULL, FALSE);

  if (self->order_kinds != 0 && (self->order_kinds & 1u << moment->kind) == 0)
    return FALSE;

  return trivet_hours_are_on (&self->hours, moment->at_us, moment->zone);
}

/**
 * trivet_menu_periods_find_running:
 * @periods: (element-type TrivetMenuPeriod): in their order
 * @moment: when, and for which orders
 *
 * Returns: (transfer none) (nullable): the first that runs
 */
const TrivetMenuPeriod *
trivet_menu_periods_find_running (GPtrArray              *periods,
                                  const TrivetMenuMoment *moment)
{
  g_return_val_if_fail (periods != NULL && moment != NULL, NULL);

  for (guint i = 0; i < periods->len; i++) {
    if (trivet_menu_period_is_on (g_ptr_array_index (periods, i), moment))
      return g_ptr_array_index (periods, i);
  }

  return NULL;
}

/**
 * trivet_menu_periods_show:
 * @periods: (element-type TrivetMenuPeriod): in their order
 * @category_id: a category
 * @moment: when, and for which orders
 *
 * Returns: whether its dishes are offered: no period names it, or one that does runs
 */
gboolean
trivet_menu_periods_show (GPtrArray              *periods,
                          const char             *category_id,
                          const TrivetMenuMoment *moment)
{
  gboolean named = FALSE;

  g_return_val_if_fail (periods != NULL && category_id != NULL && moment != NULL, TRUE);

  for (guint i = 0; i < periods->len; i++) {
    const TrivetMenuPeriod *period = g_ptr_array_index (periods, i);

    if (!g_strv_contains ((const char *const *) period->categories, category_id))
      continue;
    if (trivet_menu_period_is_on (period, moment))
      return TRUE;
    named = TRUE;
  }

  return !named;
}

/**
 * trivet_menu_periods_get_price:
 * @periods: (element-type TrivetMenuPeriod): in their order
 * @item: a dish
 * @moment: when, and for which orders
 *
 * Returns: what one costs, in minor units, without choices: the first period that runs and has a price
 *   for it says so, or else the dish
 */
gint64
trivet_menu_periods_get_price (GPtrArray              *periods,
                               TrivetMenuItem         *item,
                               const TrivetMenuMoment *moment)
{
  const char *sku;

  g_return_val_if_fail (periods != NULL && moment != NULL, 0);
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), 0);

  sku = trivet_menu_item_get_sku (item);
  for (guint i = 0; i < periods->len; i++) {
    const TrivetMenuPeriod      *period = g_ptr_array_index (periods, i);
    const TrivetMenuPeriodPrice *price = g_hash_table_lookup (period->price_of, sku);

    if (price != NULL && trivet_menu_period_is_on (period, moment))
      return price->price_minor;
  }

  return trivet_menu_item_get_price_minor (item);
}

/**
 * trivet_menu_periods_next_change_us:
 * @periods: (element-type TrivetMenuPeriod): all of them
 * @after_us: microseconds since 1970-01-01 UTC
 * @zone: the shop's time zone
 *
 * Returns: when the first of them begins or ends after @after_us; -1 when none ever does
 */
gint64
trivet_menu_periods_next_change_us (GPtrArray *periods,
                                    gint64     after_us,
                                    GTimeZone *zone)
{
  gint64 next_us = -1;

  g_return_val_if_fail (periods != NULL && zone != NULL, -1);

  for (guint i = 0; i < periods->len; i++) {
    const TrivetMenuPeriod *period = g_ptr_array_index (periods, i);
    gint64                  change_us = trivet_hours_next_change_us (&period->hours, after_us, zone);

    if (change_us >= 0 && (next_us < 0 || change_us < next_us))
      next_us = change_us;
  }

  return next_us;
}
