/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-kitchen.h"

#include "trivet-order-private.h"

#include <string.h>

/*
 * What the kitchen must still be told of an order. Everything follows from the difference between
 * what the guests want and what `lines-sent` says that the kitchen knows, so nothing is told twice
 * and nothing is forgotten, also when two registers work on one order.
 */

/**
 * trivet_order_line_get_wanted:
 * @order: an order
 * @line: one of its lines
 *
 * A line that another order has taken over is that order's affair: the kitchen goes on making what
 * it was told.
 *
 * Returns: how many the kitchen should know of
 */
gint64
trivet_order_line_get_wanted (const TrivetOrder     *order,
                              const TrivetOrderLine *line)
{
  g_return_val_if_fail (order != NULL && line != NULL, 0);

  if (line->moved_to != NULL)
    return line->sent_quantity;
  if (line->voided || (order->voided_at_us != 0 && order->merged_into == NULL))
    return 0;

  return line->quantity;
}

/* What the kitchen knows of a line, or of one dish of a combo. */
typedef struct {
  const TrivetLineModifier *part; /* nullable */
  gint64                    wanted;
  gint64                    sent;
} Unit;

/* A dish that has left the combo is wanted by nobody, wherever the line is now. */
static Unit
get_unit (const TrivetOrder        *order,
          const TrivetOrderLine    *line,
          const TrivetLineModifier *part)
{
  Unit unit = { part, trivet_order_line_get_wanted (order, line), part != NULL ? part->sent_quantity : line->sent_quantity };

  if (part != NULL && !_trivet_order_line_has_part (line, part))
    unit.wanted = 0;
  else if (line->moved_to != NULL)
    unit.wanted = unit.sent;

  return unit;
}

/* Returns: (transfer full) (element-type Unit): a line, or of a combo its dishes, also those that have
 * left it */
static GArray *
list_units (const TrivetOrder     *order,
            const TrivetOrderLine *line)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));

  if (!trivet_order_line_is_combo (line)) {
    Unit unit = get_unit (order, line, NULL);

    g_array_append_val (units, unit);
  }
  for (guint i = 0; i < line->modifiers->len + line->dropped->len; i++) {
    gboolean                  here = i < line->modifiers->len;
    const TrivetLineModifier *part = g_ptr_array_index (here ? line->modifiers : line->dropped, here ? i : i - line->modifiers->len);
    Unit                      unit = get_unit (order, line, part);

    if (part->sku != NULL)
      g_array_append_val (units, unit);
  }

  return units;
}

static gint64
get_rushable (const TrivetOrderLine *line,
              const Unit            *unit)
{
  gint64 asked = MIN (unit->sent, unit->wanted);

  return line->moved_to != NULL ? 0 : MAX (0, asked - line->served_quantity);
}

/* What changed is told once for all that the kitchen already knows of. */
static gint64
get_changed (const TrivetOrderLine *line,
             const Unit            *unit)
{
  gint64 known = MIN (unit->sent, unit->wanted);

  return line->moved_to == NULL && known > 0 && !_trivet_order_line_is_told (line, unit->part) ? known : 0;
}

static gboolean
is_of_other (const TrivetOrderPlace *former)
{
  return former != NULL && *former->number != '\0';
}

/* What came from another order is told apart from what the order took along when it went elsewhere. */
static gint64
get_going (const TrivetOrderLine  *line,
           const Unit             *unit,
           const TrivetOrderPlace *former)
{
  gint64 waiting = get_rushable (line, unit);
  gint64 came = MIN (line->came_quantity, waiting);

  return is_of_other (former) ? came : waiting - came;
}

/* @former: (nullable): of %TRIVET_SLIP_PLACE, where the kitchen thinks that it goes */
static gint64
get_unit_due (const TrivetOrderLine  *line,
              const Unit             *unit,
              TrivetSlipKind          kind,
              const TrivetOrderPlace *former)
{
  switch (kind) {
  case TRIVET_SLIP_NEW:
    return MAX (0, unit->wanted - unit->sent);
  case TRIVET_SLIP_VOID:
    return MAX (0, unit->sent - unit->wanted);
  case TRIVET_SLIP_CHANGE:
    return get_changed (line, unit);
  case TRIVET_SLIP_PLACE:
    return get_going (line, unit, former);
  case TRIVET_SLIP_RUSH:
    return get_rushable (line, unit);
  }

  return 0;
}

/**
 * trivet_order_line_get_due:
 * @order: an order
 * @line: one of its lines
 * @kind: what about it
 *
 * Returns: how many of the line the kitchen must be told of; of %TRIVET_SLIP_RUSH and
 *   %TRIVET_SLIP_PLACE, how many the guest waits for; of a combo, the most of any of its dishes
 */
gint64
trivet_order_line_get_due (const TrivetOrder     *order,
                           const TrivetOrderLine *line,
                           TrivetSlipKind         kind)
{
  g_autoptr (GArray) units = NULL;
  gint64 most = 0;

  g_return_val_if_fail (order != NULL && line != NULL, 0);

  units = list_units (order, line);
  for (guint i = 0; i < units->len; i++)
    most = MAX (most, get_unit_due (line, &g_array_index (units, Unit, i), kind, NULL));

  return most;
}

static gboolean
is_in_course (TrivetKitchen            *self,
              const TrivetOrder        *order,
              const TrivetOrderLine    *line,
              const TrivetLineModifier *part,
              int                       wanted)
{
  int course = trivet_kitchen_get_part_course (self, line, part);

  if (wanted == TRIVET_COURSE_ALL)
    return TRUE;
  if (wanted == TRIVET_COURSE_FREE)
    return (order->held_courses & (1u << course)) == 0;

  return course == wanted;
}

/* A station of a counter hears of new things when they are paid; of what it was told, always. */
static gboolean
may_hear (TrivetKitchen         *self,
          const TrivetOrder     *order,
          const TrivetOrderLine *line,
          const Unit            *unit,
          TrivetSlipKind         kind)
{
  const TrivetStation *station = unit->part != NULL ? trivet_kitchen_route_part (self, unit->part) : trivet_kitchen_route (self, line);

  return kind == TRIVET_SLIP_VOID || unit->sent > 0 || order->settled_at_us != 0 ||
         station == NULL || !station->when_paid;
}

static void
add_due (TrivetKitchen         *self,
         const TrivetOrder     *order,
         const TrivetOrderLine *line,
         int                    course,
         TrivetSlip            *due)
{
  g_autoptr (GArray) units = list_units (order, line);

  for (guint i = 0; i < units->len; i++) {
    const Unit      *unit = &g_array_index (units, Unit, i);
    gint64           quantity = get_unit_due (line, unit, due->kind, due->former);
    g_autofree char *place = NULL;

    if (quantity <= 0 || !is_in_course (self, order, line, unit->part, course) || !may_hear (self, order, line, unit, due->kind))
      continue;
    if (unit->part != NULL)
      place = trivet_line_modifier_make_place (unit->part->group_id, unit->part->option_id);
    trivet_slip_add_part (due, line->line_id, place, quantity);
  }
}

/**
 * trivet_kitchen_list_due:
 * @self: a kitchen
 * @order: an order
 * @kind: what about it
 * @course: a course, %TRIVET_COURSE_ALL or %TRIVET_COURSE_FREE
 *
 * An open amount, which is no dish, is never told. A combo is told dish by dish, each with its course.
 * That an order goes elsewhere concerns every course of it that the kitchen knows of.
 *
 * Returns: (transfer full): the lines that are due, for no station yet
 */
TrivetSlip *
trivet_kitchen_list_due (TrivetKitchen     *self,
                         const TrivetOrder *order,
                         TrivetSlipKind     kind,
                         int                course)
{
  TrivetSlip *due;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  due = trivet_slip_new ("", kind);
  if (kind == TRIVET_SLIP_PLACE && !trivet_order_is_elsewhere (order))
    return due;
  if (kind == TRIVET_SLIP_PLACE) {
    due->former = trivet_order_place_copy (order->told_place);
    course = TRIVET_COURSE_ALL;
  }
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (*line->sku != '\0')
      add_due (self, order, line, course, due);
  }

  return due;
}

static gboolean
is_same_place (const TrivetOrderPlace *a,
               const TrivetOrderPlace *b)
{
  return a->kind == b->kind && g_str_equal (a->number, b->number) && g_str_equal (a->table_id, b->table_id);
}

/* Returns: (transfer none): the slip about what came from @former, begun in @dues when there is none yet */
static TrivetSlip *
ensure_moved (GPtrArray              *dues,
              const TrivetOrderPlace *former)
{
  TrivetSlip *due;

  for (guint i = 0; i < dues->len; i++) {
    due = g_ptr_array_index (dues, i);
    if (is_same_place (due->former, former))
      return due;
  }
  due = trivet_slip_new ("", TRIVET_SLIP_PLACE);
  due->former = trivet_order_place_copy (former);
  g_ptr_array_add (dues, due);

  return due;
}

/**
 * trivet_kitchen_list_moved:
 * @self: a kitchen
 * @order: an order
 *
 * What came from other orders after the kitchen had been told of it, and was not served yet.
 *
 * Returns: (transfer full) (element-type TrivetSlip): for each place that the kitchen thinks it goes to,
 *   a %TRIVET_SLIP_PLACE for no station yet
 */
GPtrArray *
trivet_kitchen_list_moved (TrivetKitchen     *self,
                           const TrivetOrder *order)
{
  GPtrArray *dues;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  dues = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (line->came_quantity > 0 && *line->sku != '\0')
      add_due (self, order, line, TRIVET_COURSE_ALL, ensure_moved (dues, line->came_from));
  }

  return dues;
}

/**
 * trivet_kitchen_list_due_of:
 * @self: a kitchen
 * @order: an order
 * @line: one of its lines
 * @kind: what about it
 *
 * Returns: (transfer full): what of the line is due, of every course, for no station yet
 */
TrivetSlip *
trivet_kitchen_list_due_of (TrivetKitchen         *self,
                            const TrivetOrder     *order,
                            const TrivetOrderLine *line,
                            TrivetSlipKind         kind)
{
  TrivetSlip *due;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (order != NULL && line != NULL, NULL);

  due = trivet_slip_new ("", kind);
  add_due (self, order, line, TRIVET_COURSE_ALL, due);

  return due;
}

/* Without a part, an entry of an old slip is about all dishes of a combo. */
static gboolean
concerns_entry (TrivetKitchen        *self,
                const TrivetStation  *station,
                const TrivetOrder    *order,
                const TrivetSlipLine *entry)
{
  const TrivetOrderLine    *line = trivet_order_lookup_line (order, entry->line_id);
  const TrivetLineModifier *part = line != NULL ? trivet_order_line_lookup_part (line, entry->part) : NULL;

  if (line == NULL)
    return FALSE;

  return part != NULL ? trivet_kitchen_concerns_part (self, station, part) : trivet_kitchen_concerns (self, station, line);
}

/**
 * trivet_kitchen_share_out:
 * @self: a kitchen
 * @order: the order
 * @due: lines of it
 *
 * Returns: (transfer full) (element-type TrivetSlip): one slip for each station that @due concerns,
 *   passes among them; none when the shop has no stations
 */
GPtrArray *
trivet_kitchen_share_out (TrivetKitchen     *self,
                          const TrivetOrder *order,
                          const TrivetSlip  *due)
{
  GPtrArray *slips;
  GPtrArray *stations;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (order != NULL && due != NULL, NULL);

  slips = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);
  stations = trivet_kitchen_get_stations (self);
  for (guint i = 0; i < stations->len; i++) {
    const TrivetStation *station = g_ptr_array_index (stations, i);
    g_autoptr (TrivetSlip) slip = trivet_slip_new (station->id, due->kind);

    slip->former = trivet_order_place_copy (due->former);
    for (guint j = 0; j < due->lines->len; j++) {
      const TrivetSlipLine *entry = g_ptr_array_index (due->lines, j);

      if (concerns_entry (self, station, order, entry))
        trivet_slip_add_part (slip, entry->line_id, entry->part, entry->quantity);
    }
    if (slip->lines->len > 0)
      g_ptr_array_add (slips, g_steal_pointer (&slip));
  }

  return slips;
}

static gint64
get_sent_by (const TrivetSlip     *due,
             const TrivetSlipLine *entry)
{
  switch (due->kind) {
  case TRIVET_SLIP_NEW:
    return entry->quantity;
  case TRIVET_SLIP_VOID:
    return -entry->quantity;
  case TRIVET_SLIP_CHANGE:
  case TRIVET_SLIP_PLACE:
  case TRIVET_SLIP_RUSH:
    break;
  }

  return 0;
}

/* Adds the lines of @due to @array; one that is there already has its quantities summed up in @sums. */
static void
add_sent (const TrivetSlip *due,
          GHashTable       *sums,
          JsonArray        *array)
{
  for (guint i = 0; i < due->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (due->lines, i);
    g_autofree char      *key = g_strdup_printf ("%s %s", entry->line_id, entry->part != NULL ? entry->part : "");
    JsonObject           *sum = g_hash_table_lookup (sums, key);
    gint64                by = get_sent_by (due, entry);

    /* One that is both new and changed comes once. */
    if (sum != NULL) {
      json_object_set_int_member (sum, "quantity", json_object_get_int_member (sum, "quantity") + by);
      continue;
    }
    sum = json_object_new ();
    json_object_set_string_member (sum, "line", entry->line_id);
    json_object_set_int_member (sum, "quantity", by);
    if (entry->part != NULL)
      json_object_set_string_member (sum, "part", entry->part);
    json_array_add_object_element (array, sum);
    g_hash_table_insert (sums, g_steal_pointer (&key), sum);
  }
}

/* Dishes of one combo come as one line. */
static void
add_moved (const TrivetSlip *due,
           JsonArray        *ids)
{
  const char *last = NULL;

  for (guint i = 0; i < due->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (due->lines, i);

    if (g_strcmp0 (entry->line_id, last) != 0)
      json_array_add_string_element (ids, entry->line_id);
    last = entry->line_id;
  }
}

/**
 * trivet_kitchen_sent_body:
 * @order: the order
 * @dues: (element-type TrivetSlip): what is told now, without %TRIVET_SLIP_RUSH
 *
 * That an order goes elsewhere is said with whatever is told next, also when nothing of what was told
 * before waits any more: a slip says where its lines go.
 *
 * Returns: (transfer full) (nullable): the body of the `lines-sent` that says so; %NULL when there
 *   is nothing to tell
 */
JsonObject *
trivet_kitchen_sent_body (const TrivetOrder *order,
                          GPtrArray         *dues)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonArray) moved = json_array_new ();
  gboolean    elsewhere = FALSE;
  gboolean    any = FALSE;
  JsonObject *body;

  g_return_val_if_fail (order != NULL && dues != NULL, NULL);

  for (guint i = 0; i < dues->len; i++) {
    const TrivetSlip *due = g_ptr_array_index (dues, i);

    any |= due->lines->len > 0;
    if (due->kind != TRIVET_SLIP_PLACE)
      add_sent (due, sums, array);
    else if (is_of_other (due->former))
      add_moved (due, moved);
    else
      elsewhere |= due->former != NULL;
  }
  if (!any)
    return NULL;

  body = json_object_new ();
  json_object_set_array_member (body, "lines", g_steal_pointer (&array));
  if (json_array_get_length (moved) > 0)
    json_object_set_array_member (body, "moved", g_steal_pointer (&moved));
  if (elsewhere) {
    g_autoptr (TrivetOrderPlace) place = trivet_order_get_place (order);

    json_object_set_object_member (body, "place", trivet_order_place_to_json (place));
  }

  return body;
}

/**
 * trivet_kitchen_is_allergy:
 * @note: (nullable): what staff wrote
 *
 * Returns: whether it speaks of an allergy, in English or Chinese
 */
gboolean
trivet_kitchen_is_allergy (const char *note)
{
  static const char *const words[] = { "allerg", "anaphyla", "过敏", "過敏" };
  g_autofree char         *folded = NULL;

  if (note == NULL || *note == '\0')
    return FALSE;

  folded = g_utf8_casefold (note, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  }

  return FALSE;
}
