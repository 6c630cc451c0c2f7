/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include "trivet-order-private.h"

/* What is charged beside the dishes, as the bodies of facts say it. */

static const char *const kind_names[] = {
  [TRIVET_CHARGE_RATE] = "rate",
  [TRIVET_CHARGE_ORDER] = "order",
  [TRIVET_CHARGE_GUEST] = "guest",
  [TRIVET_CHARGE_ITEM] = "item",
  [TRIVET_CHARGE_MINIMUM] = "minimum",
};

/**
 * trivet_charge_free:
 * @self: (transfer full): a charge
 */
void
trivet_charge_free (TrivetCharge *self)
{
  g_free (self->charge_id);
  g_free (self->name);
  g_free (self->name_zh);
  g_strfreev (self->tables);
  g_free (self);
}

/**
 * trivet_charge_copy:
 * @self: a charge
 *
 * Returns: (transfer full): the same
 */
TrivetCharge *
trivet_charge_copy (const TrivetCharge *self)
{
  TrivetCharge *copy = g_new0 (TrivetCharge, 1);

  *copy = *self;
  copy->charge_id = g_strdup (self->charge_id);
  copy->name = g_strdup (self->name);
  copy->name_zh = g_strdup (self->name_zh);
  copy->tables = g_strdupv (self->tables);

  return copy;
}

gpointer
_trivet_charge_copy (gconstpointer source,
                     gpointer      user_data)
{
  return trivet_charge_copy (source);
}

static gboolean
read_kind (JsonObject       *body,
           TrivetChargeKind *ret_kind,
           GError          **error)
{
  const char *name = trivet_json_get_string (body, "kind", error);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++) {
    if (g_str_equal (name, kind_names[i])) {
      *ret_kind = (TrivetChargeKind) i;
      return TRUE;
    }
  }
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“kind” is not a kind of charge");

  return FALSE;
}

/* For which orders it is. */
static gboolean
read_scope (TrivetCharge *charge,
            JsonObject   *body,
            GError      **error)
{
  gint64   from_guests = 0;
  gboolean ok = FALSE;

  if (json_object_has_member (body, "from_guests") &&
      !_trivet_order_get_int_between (body, "from_guests", 0, TRIVET_ORDER_MAX_GUESTS, &from_guests, error))
    return FALSE;
  charge->from_guests = (int) from_guests;
  charge->tables = _trivet_read_names (body, "tables", error);
  if (charge->tables == NULL)
    return FALSE;
  charge->order_kinds = _trivet_read_order_kinds (body, &ok, error);

  return ok;
}

/* Returns: (transfer full) (nullable): the charge, of the price book or of an order */
TrivetCharge *
_trivet_charge_read (JsonObject *body,
                     GError    **error)
{
  const char      *id = trivet_json_get_string (body, "id", error);
  const char      *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  TrivetChargeKind kind;
  TrivetCharge    *charge;
  gint64           value;
  gint64           tax_rate;

  if (name == NULL || !read_kind (body, &kind, error) ||
      !_trivet_order_get_int_between (body, "value", 0, kind == TRIVET_CHARGE_RATE ? TRIVET_ORDER_MAX_CHARGE_PPM : TRIVET_ORDER_MAX_PRICE_MINOR,
                                      &value, error) ||
      !_trivet_order_get_int_between (body, "tax_rate_ppm", 0, TRIVET_RATE_PPM_ONE, &tax_rate, error))
    return NULL;

  charge = g_new0 (TrivetCharge, 1);
  charge->charge_id = g_strdup (id);
  charge->name = g_strdup (name);
  charge->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  charge->kind = kind;
  charge->value = value;
  charge->tax_rate_ppm = tax_rate;
  charge->tax_included = trivet_json_get_bool_or (body, "tax_included", TRUE);
  charge->off = trivet_json_get_bool_or (body, "off", FALSE);
  if (read_scope (charge, body, error))
    return charge;
  trivet_charge_free (charge);

  return NULL;
}

gboolean
_trivet_charge_is_for_order (const TrivetCharge *charge,
                             const TrivetOrder  *order)
{
  if (charge->off || order->guests < charge->from_guests || _trivet_order_is_open_amount (order))
    return FALSE;
  if (charge->order_kinds != 0 && (charge->order_kinds & 1u << order->kind) == 0)
    return FALSE;

  return charge->tables == NULL || charge->tables[0] == NULL ||
         g_strv_contains ((const char *const *) charge->tables, order->table_id);
}

/* Returns: (transfer full): the body of an order's charge */
JsonObject *
_trivet_charge_to_json (const TrivetCharge *charge)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", charge->charge_id);
  json_object_set_string_member (body, "name", charge->name);
  json_object_set_string_member (body, "name_zh", charge->name_zh);
  json_object_set_string_member (body, "kind", kind_names[charge->kind]);
  json_object_set_int_member (body, "value", charge->value);
  json_object_set_int_member (body, "tax_rate_ppm", charge->tax_rate_ppm);
  json_object_set_boolean_member (body, "tax_included", charge->tax_included);

  return body;
}

/**
 * trivet_charge_to_body:
 * @charge: a charge of the price book
 *
 * Returns: (transfer full): the body of `charge-set`
 */
JsonObject *
trivet_charge_to_body (const TrivetCharge *charge)
{
  JsonObject *body = _trivet_charge_to_json (charge);

  _trivet_write_order_kinds (body, charge->order_kinds);
  if (charge->from_guests > 0)
    json_object_set_int_member (body, "from_guests", charge->from_guests);
  if (charge->tables != NULL)
    _trivet_write_names (body, "tables", charge->tables);
  if (charge->off)
    json_object_set_boolean_member (body, "off", TRUE);

  return body;
}
