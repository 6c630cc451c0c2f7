/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-kitchen-private.h"

/* Who makes what, and with which course it comes. */

static const TrivetStation *
get_first_maker (TrivetKitchen *self)
{
  for (guint i = 0; i < self->stations->len; i++) {
    const TrivetStation *station = g_ptr_array_index (self->stations, i);

    if (!station->pass)
      return station;
  }

  return NULL;
}

static const TrivetStation *
route_dish (TrivetKitchen *self,
            const char    *sku,
            const char    *category_id)
{
  const TrivetStation      *station = trivet_kitchen_lookup_station (self, g_hash_table_lookup (self->items, sku));
  const TrivetKitchenRoute *route = g_hash_table_lookup (self->categories, category_id);

  if (station == NULL && route != NULL)
    station = trivet_kitchen_lookup_station (self, route->station_id);

  return station != NULL ? station : get_first_maker (self);
}

/**
 * trivet_kitchen_route:
 * @self: a kitchen
 * @line: a line of an order
 *
 * Nothing that was ordered is lost for want of a route: it goes to the first station then.
 *
 * Returns: (transfer none) (nullable): who makes it; %NULL when no station makes anything
 */
const TrivetStation *
trivet_kitchen_route (TrivetKitchen         *self,
                      const TrivetOrderLine *line)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (line != NULL, NULL);

  return route_dish (self, line->sku, line->category_id);
}

/**
 * trivet_kitchen_route_part:
 * @self: a kitchen
 * @part: a dish of a combo
 *
 * Returns: (transfer none) (nullable): who makes it; %NULL when no station makes anything
 */
const TrivetStation *
trivet_kitchen_route_part (TrivetKitchen            *self,
                           const TrivetLineModifier *part)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (part != NULL && part->sku != NULL, NULL);

  return route_dish (self, part->sku, part->category_id);
}

/**
 * trivet_kitchen_concerns_part:
 * @self: a kitchen
 * @station: one of its stations
 * @part: a choice of a line
 *
 * Returns: whether @part is a dish of a combo, and the station makes it or is a pass
 */
gboolean
trivet_kitchen_concerns_part (TrivetKitchen            *self,
                              const TrivetStation      *station,
                              const TrivetLineModifier *part)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), FALSE);
  g_return_val_if_fail (station != NULL && part != NULL, FALSE);

  return part->sku != NULL && (station->pass || route_dish (self, part->sku, part->category_id) == station);
}

/**
 * trivet_kitchen_concerns:
 * @self: a kitchen
 * @station: one of its stations
 * @line: a line of an order
 *
 * Returns: whether the station is told of the line: it makes it, or a dish of it when it is a combo,
 *   or it is a pass
 */
gboolean
trivet_kitchen_concerns (TrivetKitchen         *self,
                         const TrivetStation   *station,
                         const TrivetOrderLine *line)
{
  g_return_val_if_fail (station != NULL && line != NULL, FALSE);

  if (station->pass || !trivet_order_line_is_combo (line))
    return station->pass || trivet_kitchen_route (self, line) == station;
  for (guint i = 0; i < line->modifiers->len; i++) {
    if (trivet_kitchen_concerns_part (self, station, g_ptr_array_index (line->modifiers, i)))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_kitchen_get_part_course:
 * @self: a kitchen
 * @line: a line of an order
 * @part: (nullable): of a combo, one of its dishes; %NULL: the line itself
 *
 * Returns: with which course it comes: what staff said of the dish, or else of the line, or else its
 *   category's, or else that of the combo; 0 is at once
 */
int
trivet_kitchen_get_part_course (TrivetKitchen            *self,
                                const TrivetOrderLine    *line,
                                const TrivetLineModifier *part)
{
  const TrivetKitchenRoute *route = NULL;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), 0);
  g_return_val_if_fail (line != NULL, 0);

  if (part != NULL && part->course != 0)
    return part->course;
  if (line->course != 0)
    return line->course;
  if (part != NULL && part->category_id != NULL)
    route = g_hash_table_lookup (self->categories, part->category_id);
  /* A dish without a course of its own comes with its combo. */
  if (route == NULL || route->course == 0)
    route = g_hash_table_lookup (self->categories, line->category_id);

  return route != NULL ? route->course : 0;
}

/**
 * trivet_kitchen_get_course:
 * @self: a kitchen
 * @line: a line of an order
 *
 * Returns: with which course it comes (trivet_kitchen_get_part_course()); of a combo, the first of its
 *   dishes
 */
int
trivet_kitchen_get_course (TrivetKitchen         *self,
                           const TrivetOrderLine *line)
{
  int first = TRIVET_ORDER_MAX_COURSE + 1;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), 0);
  g_return_val_if_fail (line != NULL, 0);

  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku != NULL)
      first = MIN (first, trivet_kitchen_get_part_course (self, line, part));
  }

  return first <= TRIVET_ORDER_MAX_COURSE ? first : trivet_kitchen_get_part_course (self, line, NULL);
}

/**
 * trivet_kitchen_is_in_course:
 * @self: a kitchen
 * @station: (nullable): one of its stations, %NULL for any
 * @line: a line of an order
 * @course: a course
 *
 * Returns: whether something of the line comes with that course, and the station makes it or is a pass
 */
gboolean
trivet_kitchen_is_in_course (TrivetKitchen         *self,
                             const TrivetStation   *station,
                             const TrivetOrderLine *line,
                             int                    course)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  if (!trivet_order_line_is_combo (line))
    return trivet_kitchen_get_part_course (self, line, NULL) == course &&
           (station == NULL || trivet_kitchen_concerns (self, station, line));
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku != NULL && trivet_kitchen_get_part_course (self, line, part) == course &&
        (station == NULL || trivet_kitchen_concerns_part (self, station, part)))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_kitchen_get_category_route:
 * @self: a kitchen
 * @category_id: a category of the menu
 * @ret_course: (out): with which course its dishes come
 *
 * Returns: (transfer none): the id of the station that it is routed to, "" for none
 */
const char *
trivet_kitchen_get_category_route (TrivetKitchen *self,
                                   const char    *category_id,
                                   int           *ret_course)
{
  const TrivetKitchenRoute *route;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), "");
  g_return_val_if_fail (category_id != NULL && ret_course != NULL, "");

  route = g_hash_table_lookup (self->categories, category_id);
  *ret_course = route != NULL ? route->course : 0;

  return route != NULL ? route->station_id : "";
}

/**
 * trivet_kitchen_get_item_route:
 * @self: a kitchen
 * @sku: a dish
 *
 * Returns: (transfer none): the id of the station that it is routed to itself, "" when it goes where
 *   its category goes
 */
const char *
trivet_kitchen_get_item_route (TrivetKitchen *self,
                               const char    *sku)
{
  const char *station;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), "");
  g_return_val_if_fail (sku != NULL, "");

  station = g_hash_table_lookup (self->items, sku);

  return station != NULL ? station : "";
}
