/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/* TrivetOrderPlace: where an order goes, and how a fact says it. */

static const char *const kind_names[] = {
  [TRIVET_ORDER_KIND_COUNTER] = "counter",
  [TRIVET_ORDER_KIND_TABLE] = "table",
  [TRIVET_ORDER_KIND_TAKEAWAY] = "takeaway",
  [TRIVET_ORDER_KIND_DELIVERY] = "delivery",
  [TRIVET_ORDER_KIND_BAR] = "bar",
};

/**
 * trivet_order_kind_get_name:
 *
 * Returns: (transfer none): the word for it in facts
 */
const char *
trivet_order_kind_get_name (TrivetOrderKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * trivet_order_kind_from_name:
 * @name: (nullable): a word from a fact
 * @ret_kind: (out): the kind
 *
 * Returns: whether the word is known
 */
gboolean
trivet_order_kind_from_name (const char      *name,
                             TrivetOrderKind *ret_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++) {
    if (g_strcmp0 (name, kind_names[i]) == 0) {
      *ret_kind = (TrivetOrderKind) i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_order_place_new:
 * @kind: eaten here, fetched or brought
 * @number: of the order that goes there, when another one tells of it; "" otherwise
 * @table_id: where the guests sit, "" for nowhere
 * @table_name: what people call that table
 * @table_name_zh: the same in Chinese
 *
 * Returns: (transfer full): the place
 */
TrivetOrderPlace *
trivet_order_place_new (TrivetOrderKind kind,
                        const char     *number,
                        const char     *table_id,
                        const char     *table_name,
                        const char     *table_name_zh)
{
  TrivetOrderPlace *self;

  g_return_val_if_fail (number != NULL && table_id != NULL && table_name != NULL && table_name_zh != NULL, NULL);

  self = g_new0 (TrivetOrderPlace, 1);
  self->kind = kind;
  self->table_id = g_strdup (table_id);
  self->table_name = g_strdup (table_name);
  self->table_name_zh = g_strdup (table_name_zh);
  self->number = g_strdup (number);

  return self;
}

/**
 * trivet_order_place_copy:
 * @self: (nullable): a place
 *
 * Returns: (transfer full) (nullable): another one
 */
TrivetOrderPlace *
trivet_order_place_copy (const TrivetOrderPlace *self)
{
  return self != NULL ? trivet_order_place_new (self->kind, self->number, self->table_id, self->table_name, self->table_name_zh) : NULL;
}

/**
 * trivet_order_place_free:
 * @self: (transfer full): a place
 */
void
trivet_order_place_free (TrivetOrderPlace *self)
{
  g_free (self->table_id);
  g_free (self->table_name);
  g_free (self->table_name_zh);
  g_free (self->number);
  g_free (self);
}

/**
 * trivet_order_place_to_json:
 * @self: a place
 *
 * Returns: (transfer full): as the body of an `order-type-set`
 */
JsonObject *
trivet_order_place_to_json (const TrivetOrderPlace *self)
{
  JsonObject *body;

  g_return_val_if_fail (self != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "type", trivet_order_kind_get_name (self->kind));
  if (*self->number != '\0')
    json_object_set_string_member (body, "number", self->number);
  if (*self->table_id == '\0')
    return body;
  json_object_set_string_member (body, "table", self->table_id);
  json_object_set_string_member (body, "table_name", self->table_name);
  json_object_set_string_member (body, "table_name_zh", self->table_name_zh);

  return body;
}

/**
 * trivet_order_place_read:
 * @body: of a fact
 * @member: of it, what trivet_order_place_to_json() gave
 * @error: return location for %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer full) (nullable): the place
 */
TrivetOrderPlace *
trivet_order_place_read (JsonObject *body,
                         const char *member,
                         GError    **error)
{
  JsonNode       *node;
  JsonObject     *place;
  const char     *name;
  TrivetOrderKind kind;

  g_return_val_if_fail (body != NULL && member != NULL, NULL);

  node = json_object_get_member (body, member);
  place = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (place == NULL || !trivet_order_kind_from_name (trivet_json_get_string_or (place, "type", NULL), &kind)) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is no place for an order", member);
    return NULL;
  }
  name = trivet_json_get_string_or (place, "table_name", "");

  return trivet_order_place_new (kind, trivet_json_get_string_or (place, "number", ""), trivet_json_get_string_or (place, "table", ""),
                                 name, trivet_json_get_string_or (place, "table_name_zh", name));
}

/**
 * trivet_order_get_place:
 * @self: an order
 *
 * Returns: (transfer full): where its dishes go
 */
TrivetOrderPlace *
trivet_order_get_place (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return trivet_order_place_new (self->kind, "", self->table_id, self->table_name, self->table_name_zh);
}

/**
 * trivet_order_get_line_place:
 * @self: an order
 * @line: one of its lines, of which the kitchen knows
 *
 * Returns: (transfer full): where the kitchen thinks that it goes, for another order that takes it
 */
TrivetOrderPlace *
trivet_order_get_line_place (const TrivetOrder     *self,
                             const TrivetOrderLine *line)
{
  const TrivetOrderPlace *told;

  g_return_val_if_fail (self != NULL && line != NULL, NULL);

  if (line->came_quantity > 0)
    return trivet_order_place_copy (line->came_from);

  told = self->told_place;
  if (told != NULL)
    return trivet_order_place_new (told->kind, self->number, told->table_id, told->table_name, told->table_name_zh);

  return trivet_order_place_new (self->kind, self->number, self->table_id, self->table_name, self->table_name_zh);
}

/**
 * trivet_order_is_elsewhere:
 * @self: an order
 *
 * Guests who have left their table, as those of an order that is corrected, have gone nowhere that the
 * kitchen could bring it to.
 *
 * Returns: whether its dishes go elsewhere than the kitchen was told
 */
gboolean
trivet_order_is_elsewhere (const TrivetOrder *self)
{
  const TrivetOrderPlace *told;

  g_return_val_if_fail (self != NULL, FALSE);

  told = self->told_place;

  return told != NULL && (told->kind != self->kind || (*self->table_id != '\0' && !g_str_equal (told->table_id, self->table_id)));
}
