/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

#include <string.h>

/* How facts change what the kitchen knows and has made. */

static void
append_part (GString    *text,
             const char *part)
{
  g_string_append_printf (text, "%" G_GSIZE_FORMAT ":%s", strlen (part), part);
}

/* What another dish of the combo is made with is not this one's affair. */
static gboolean
is_wish_of (const TrivetOrderLine    *line,
            const TrivetLineModifier *choice,
            const TrivetLineModifier *part)
{
  const TrivetLineModifier *dish = choice->under != NULL ? trivet_order_line_lookup_part (line, choice->under) : NULL;

  return choice->sku == NULL && (dish == NULL || part == NULL || g_str_equal (dish->option_id, part->option_id));
}

/* What the kitchen must do with a line, or with a dish of a combo (@part, nullable), as one text: two are to
 * be made alike when their texts are equal. */
char *
_trivet_order_line_dup_wish (const TrivetOrderLine    *line,
                             const TrivetLineModifier *part)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);

    if (!is_wish_of (line, modifier, part))
      continue;
    append_part (text, modifier->group_id);
    append_part (text, modifier->option_id);
    append_part (text, modifier->name);
    if (modifier->under != NULL)
      append_part (text, modifier->under);
  }
  append_part (text, line->note);

  return g_string_free (text, FALSE);
}

/* Whether the kitchen knows the line, or the dish of a combo, as it is now. */
gboolean
_trivet_order_line_is_told (const TrivetOrderLine    *line,
                            const TrivetLineModifier *part)
{
  g_autofree char *wish = _trivet_order_line_dup_wish (line, part);

  return g_strcmp0 (part != NULL ? part->told : line->told, wish) == 0;
}

gboolean
_trivet_order_apply_course_held (TrivetOrder *order,
                                 TrivetFact  *fact,
                                 JsonObject  *body,
                                 GError     **error)
{
  gint64 course;

  if (!_trivet_order_get_int_between (body, "course", 0, TRIVET_ORDER_MAX_COURSE, &course, error))
    return FALSE;
  if (trivet_json_get_bool_or (body, "held", TRUE))
    order->held_courses |= 1u << course;
  else
    order->held_courses &= ~(1u << course);

  return TRUE;
}

/**
 * Progress:
 * @part: (nullable): the one dish of a combo that it is about
 * @by: what is added, negative takes back
 * @stopped: how many that are not wanted any more somebody has seen
 *
 * One entry of a fact about what the kitchen does with lines.
 */
typedef struct {
  TrivetOrderLine    *line;
  TrivetLineModifier *part;
  gint64              by;
  gint64              stopped;
} Progress;

/* Choices may have changed on another register: then there is no such dish any more. */
static gboolean
find_part (TrivetOrderLine     *line,
           const char          *place,
           TrivetLineModifier **ret_part,
           GError             **error)
{
  *ret_part = (TrivetLineModifier *) trivet_order_line_lookup_part (line, place);

  return *ret_part != NULL || _trivet_order_conflict (error, "The combo has no such dish any more");
}

static gboolean
read_progress (TrivetOrder *order,
               JsonNode    *node,
               Progress    *ret_progress,
               GError     **error)
{
  JsonObject *entry;
  const char *place;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“lines” holds something that is no line");
    return FALSE;
  }
  entry = json_node_get_object (node);
  ret_progress->line = _trivet_order_find_line (order, entry, error);
  ret_progress->stopped = CLAMP (trivet_json_get_int_or (entry, "stopped", 0), -TRIVET_ORDER_MAX_QUANTITY, TRIVET_ORDER_MAX_QUANTITY);

  place = trivet_json_get_string_or (entry, "part", NULL);

  return ret_progress->line != NULL && (place == NULL || find_part (ret_progress->line, place, &ret_progress->part, error)) &&
         _trivet_order_get_int_between (entry, "quantity", -TRIVET_ORDER_MAX_QUANTITY, TRIVET_ORDER_MAX_QUANTITY,
                                        &ret_progress->by, error);
}

/* Returns: (transfer full) (nullable): the entries of "lines"; each line, or dish of a combo, may come
 * once */
static GArray *
read_all_progress (TrivetOrder *order,
                   JsonObject  *body,
                   GError     **error)
{
  JsonArray *lines = trivet_json_get_array (body, "lines", error);
  g_autoptr (GArray) all = NULL;

  if (lines == NULL)
    return NULL;
  if (json_array_get_length (lines) > TRIVET_ORDER_MAX_LINES) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“lines” names more than an order can hold");
    return NULL;
  }

  all = g_array_new (FALSE, FALSE, sizeof (Progress));
  for (guint i = 0; i < json_array_get_length (lines); i++) {
    Progress progress = { 0 };

    if (!read_progress (order, json_array_get_element (lines, i), &progress, error))
      return NULL;
    for (guint j = 0; j < i; j++) {
      const Progress *other = &g_array_index (all, Progress, j);

      if (other->line == progress.line && (other->part == progress.part || other->part == NULL || progress.part == NULL)) {
        _trivet_order_conflict (error, "A line comes twice in one fact");
        return NULL;
      }
    }
    g_array_append_val (all, progress);
  }

  return g_steal_pointer (&all);
}

/* Two registers may both have told the kitchen: the sum is bounded, not refused. */
static gint64
add_within (gint64 quantity,
            gint64 by,
            gint64 highest)
{
  return CLAMP (quantity + by, 0, highest);
}

/* What the kitchen knows of a line, or of one dish of a combo. */
typedef struct {
  gint64 *sent;
  gint64 *stopped;
  gint64 *sent_at_us;
  gint64 *changed_at_us;
  char  **told;
} Knowledge;

/* A quantity of 0 tells of a change alone. @part: (nullable): the dish of a combo */
static void
tell (TrivetOrderLine    *line,
      TrivetLineModifier *part,
      gint64              by,
      gint64              time_us)
{
  Knowledge known = { &line->sent_quantity, &line->stopped_quantity, &line->sent_at_us, &line->changed_at_us, &line->told };
  gint64    before;

  if (part != NULL)
    known = (Knowledge){ &part->sent_quantity, &part->stopped_quantity, &part->sent_at_us, &part->changed_at_us, &part->told };
  before = *known.sent;
  *known.sent = add_within (before, by, TRIVET_ORDER_MAX_QUANTITY);
  if (by > 0)
    *known.sent_at_us = time_us;
  if (by < 0) {
    *known.stopped = add_within (*known.stopped, before - *known.sent, TRIVET_ORDER_MAX_QUANTITY);
    return;
  }

  if (before > 0 && !_trivet_order_line_is_told (line, part))
    *known.changed_at_us = time_us;
  g_free (*known.told);
  *known.told = _trivet_order_line_dup_wish (line, part);
}

typedef void (*EachFunc) (const Progress *progress,
                          gint64          time_us);

/* Judges all entries of the fact, and then does @each of them. */
static gboolean
apply_each (TrivetOrder *order,
            TrivetFact  *fact,
            JsonObject  *body,
            EachFunc     each,
            GError     **error)
{
  g_autoptr (GArray) all = read_all_progress (order, body, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    each (&g_array_index (all, Progress, i), MAX (trivet_fact_get_time_us (fact), 1));

  return TRUE;
}

/* Without a part, the kitchen hears of all dishes of a combo at once. */
static void
send_line (const Progress *progress,
           gint64          time_us)
{
  TrivetOrderLine *line = progress->line;

  if (progress->part != NULL || !trivet_order_line_is_combo (line)) {
    tell (line, progress->part, progress->by, time_us);
  } else {
    for (guint i = 0; i < line->modifiers->len; i++) {
      TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

      if (part->sku != NULL)
        tell (line, part, progress->by, time_us);
    }
  }
  _trivet_order_line_sum_up_parts (line);
}

/* Whoever hears of an order first hears where it goes. */
void
_trivet_order_begin_place (TrivetOrder *order)
{
  if (order->told_place == NULL)
    order->told_place = trivet_order_get_place (order);
}

static void
tell_place (TrivetOrder      *order,
            TrivetOrderPlace *place,
            gint64            time_us)
{
  g_clear_pointer (&order->former_place, trivet_order_place_free);
  order->former_place = g_steal_pointer (&order->told_place);
  order->told_place = place;
  order->moved_at_us = time_us;
}

/* Returns: (transfer full) (nullable) (element-type TrivetOrderLine): the lines that "moved" names */
static GPtrArray *
read_moved (TrivetOrder *order,
            JsonObject  *body,
            GError     **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  JsonArray *ids;

  if (!json_object_has_member (body, "moved"))
    return g_steal_pointer (&lines);
  ids = trivet_json_get_array (body, "moved", error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (ids); i++) {
    JsonNode        *node = json_array_get_element (ids, i);
    const char      *line_id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    TrivetOrderLine *line = line_id != NULL ? trivet_order_lookup_line (order, line_id) : NULL;

    if (line == NULL) {
      _trivet_order_conflict (error, "“moved” names something that is no line of the order");
      return NULL;
    }
    g_ptr_array_add (lines, line);
  }

  return g_steal_pointer (&lines);
}

/* Without a place, what the kitchen was told first stays. */
gboolean
_trivet_order_apply_lines_sent (TrivetOrder *order,
                                TrivetFact  *fact,
                                JsonObject  *body,
                                GError     **error)
{
  g_autoptr (TrivetOrderPlace) place = NULL;
  g_autoptr (GPtrArray) moved = read_moved (order, body, error);

  if (moved == NULL)
    return FALSE;
  if (json_object_has_member (body, "place")) {
    place = trivet_order_place_read (body, "place", error);
    if (place == NULL)
      return FALSE;
  }
  if (!apply_each (order, fact, body, send_line, error))
    return FALSE;
  for (guint i = 0; i < moved->len; i++)
    ((TrivetOrderLine *) g_ptr_array_index (moved, i))->came_quantity = 0;
  if (place != NULL)
    tell_place (order, g_steal_pointer (&place), MAX (trivet_fact_get_time_us (fact), 1));
  else
    _trivet_order_begin_place (order);

  return TRUE;
}

static void
rush (const Progress *progress,
      gint64          time_us)
{
  progress->line->rushes++;
  progress->line->rushed_at_us = time_us;
}

gboolean
_trivet_order_apply_lines_rushed (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  return apply_each (order, fact, body, rush, error);
}

/* Two cooks may say it of one line at once, or one of them twice: nobody makes, or sees, more than there
 * was told. */
static void
cook_part (TrivetLineModifier *part,
           const Progress     *progress,
           gint64              time_us)
{
  part->cooked_quantity = add_within (part->cooked_quantity, progress->by, MAX (part->sent_quantity, part->cooked_quantity));
  part->stopped_seen = add_within (part->stopped_seen, progress->stopped, part->stopped_quantity);
  if (progress->by > 0)
    part->cooked_at_us = time_us;
}

static void
cook (const Progress *progress,
      gint64          time_us)
{
  TrivetOrderLine *line = progress->line;

  if (progress->part != NULL) {
    cook_part (progress->part, progress, time_us);
  } else {
    line->cooked_quantity = add_within (line->cooked_quantity, progress->by, MAX (line->sent_quantity, line->cooked_quantity));
    line->stopped_seen = add_within (line->stopped_seen, progress->stopped, line->stopped_quantity);
    for (guint i = 0; i < line->modifiers->len; i++)
      cook_part (g_ptr_array_index (line->modifiers, i), progress, time_us);
  }
  _trivet_order_line_sum_up_parts (line);
  if (progress->by > 0)
    line->cooked_at_us = time_us;
}

gboolean
_trivet_order_apply_lines_cooked (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  return apply_each (order, fact, body, cook, error);
}

static void
serve (const Progress *progress,
       gint64          time_us)
{
  TrivetOrderLine *line = progress->line;

  line->served_quantity = add_within (line->served_quantity, progress->by, MAX (line->sent_quantity, line->served_quantity));
  if (progress->by > 0)
    line->served_at_us = time_us;
}

gboolean
_trivet_order_apply_lines_served (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  return apply_each (order, fact, body, serve, error);
}
