/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * A counted dish ("5 left") is counted down in the same append as the line, so that the count and
 * the orders never disagree.
 */

/* Returns: (nullable): what the newest of @facts says of a dish */
static JsonObject *
find_availability (GPtrArray  *facts,
                   const char *sku)
{
  for (guint i = facts->len; i > 0; i--) {
    TrivetFact *fact = g_ptr_array_index (facts, i - 1);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_ITEM_AVAILABILITY_SET &&
        g_str_equal (trivet_json_get_string_or (body, "id", ""), sku))
      return body;
  }

  return NULL;
}

/* After what is on its way. */
gint64
_trivet_register_get_left (TrivetRegister *self,
                           TrivetMenuItem *item)
{
  gpointer left;

  if (g_hash_table_lookup_extended (self->ahead_left, trivet_menu_item_get_sku (item), NULL, &left))
    return GPOINTER_TO_INT (left);

  return trivet_menu_item_get_left (item);
}

/* After @facts, too. */
static gint64
get_left (TrivetRegister *self,
          GPtrArray      *facts,
          TrivetMenuItem *item)
{
  JsonObject *staged = find_availability (facts, trivet_menu_item_get_sku (item));

  return staged != NULL ? trivet_json_get_int_or (staged, "left", -1) : _trivet_register_get_left (self, item);
}

/* Takes @by pieces from the count of a dish; a dish that is not counted is left alone. */
static gboolean
take_from_count (TrivetRegister *self,
                 GPtrArray      *facts,
                 const char     *sku,
                 gint64          by)
{
  TrivetMenuItem *item = trivet_menu_lookup_item (self->menu, sku);
  JsonObject     *body;
  gboolean        available;
  gint64          left;

  if (item == NULL || by == 0)
    return TRUE;
  left = get_left (self, facts, item);
  if (by > 0 && !trivet_menu_item_get_available (item)) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_SOLD_OUT, "That dish is sold out");
    return FALSE;
  }
  if (left < 0)
    return TRUE;
  if (left < by) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_SOLD_OUT, "Fewer of that dish are left");
    return FALSE;
  }

  body = json_object_new ();
  json_object_set_string_member (body, "id", sku);
  /* The kitchen's own word, not "none left", which follows from the count. */
  g_object_get (item, "available", &available, NULL);
  json_object_set_boolean_member (body, "available", available);
  json_object_set_int_member (body, "left", left - by);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", body));

  return TRUE;
}

/* Takes @by of a dish, and of a combo of each dish that was chosen; below 0 gives back. */
gboolean
_trivet_register_take_dishes (TrivetRegister *self,
                              GPtrArray      *facts,
                              const char     *sku,
                              GPtrArray      *modifiers,
                              gint64          by)
{
  if (!take_from_count (self, facts, sku, by))
    return FALSE;
  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *dish = g_ptr_array_index (modifiers, i);

    if (dish->sku != NULL && !take_from_count (self, facts, dish->sku, by))
      return FALSE;
  }

  return TRUE;
}

/* How many more of a dish @after has than @before. */
static gint64
count_more (GPtrArray  *before,
            GPtrArray  *after,
            const char *sku)
{
  gint64 n = 0;

  for (guint i = 0; i < before->len; i++)
    n -= g_strcmp0 (((const TrivetLineModifier *) g_ptr_array_index (before, i))->sku, sku) == 0;
  for (guint i = 0; after != NULL && i < after->len; i++)
    n += g_strcmp0 (((const TrivetLineModifier *) g_ptr_array_index (after, i))->sku, sku) == 0;

  return n;
}

static gboolean
is_first (GPtrArray *modifiers,
          guint      position)
{
  const TrivetLineModifier *dish = g_ptr_array_index (modifiers, position);

  for (guint i = 0; i < position; i++) {
    if (g_strcmp0 (((const TrivetLineModifier *) g_ptr_array_index (modifiers, i))->sku, dish->sku) == 0)
      return FALSE;
  }

  return TRUE;
}

/* The dishes of a combo become those in @modifiers: the old ones go back, the new ones are taken. */
gboolean
_trivet_register_swap_dishes (TrivetRegister        *self,
                              GPtrArray             *facts,
                              const TrivetOrderLine *line,
                              GPtrArray             *modifiers)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *dish = g_ptr_array_index (line->modifiers, i);

    if (dish->sku != NULL && is_first (line->modifiers, i))
      take_from_count (self, facts, dish->sku, MIN (0, count_more (line->modifiers, modifiers, dish->sku)) * line->quantity);
  }
  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *dish = g_ptr_array_index (modifiers, i);

    if (dish->sku != NULL && is_first (modifiers, i) &&
        !take_from_count (self, facts, dish->sku, MAX (0, count_more (line->modifiers, modifiers, dish->sku)) * line->quantity))
      return FALSE;
  }

  return TRUE;
}

void
_trivet_register_return_all (TrivetRegister *self,
                             GPtrArray      *facts)
{
  TrivetOrder *order = _trivet_register_peek_ahead (self);

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided)
      _trivet_register_take_dishes (self, facts, line->sku, line->modifiers, -line->quantity);
  }
}
