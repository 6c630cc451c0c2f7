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

/* What the kitchen must do with a line, as one text: two lines are to be made alike when their texts
 * are equal. */
char *
_trivet_order_line_dup_wish (const TrivetOrderLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);

    append_part (text, modifier->group_id);
    append_part (text, modifier->option_id);
    append_part (text, modifier->name);
    if (modifier->under != NULL)
      append_part (text, modifier->under);
  }
  append_part (text, line->note);

  return g_string_free (text, FALSE);
}

/* Choices that are about to replace those of @line: a dish that stays is as far as it was. */
void
_trivet_order_keep_cooked (TrivetOrderLine *line,
                           GPtrArray       *modifiers)
{
  for (guint i = 0; i < modifiers->len; i++) {
    TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    for (guint j = 0; modifier->sku != NULL && j < line->modifiers->len; j++) {
      const TrivetLineModifier *old = g_ptr_array_index (line->modifiers, j);

      if (old->sku != NULL && g_str_equal (old->sku, modifier->sku) && g_str_equal (old->group_id, modifier->group_id))
        _trivet_order_set_made (modifier, old->cooked_quantity, old->stopped_seen);
    }
  }
}

void
_trivet_order_set_made (TrivetLineModifier *part,
                        gint64              cooked,
                        gint64              stopped_seen)
{
  part->cooked_quantity = CLAMP (cooked, 0, TRIVET_ORDER_MAX_QUANTITY);
  part->stopped_seen = CLAMP (stopped_seen, 0, TRIVET_ORDER_MAX_QUANTITY);
}

/* A combo is made as far as each of its dishes is, and that it is void has been seen when everybody
 * who makes one of them has. */
void
_trivet_order_sum_up_parts (TrivetOrderLine *line)
{
  gint64 cooked = TRIVET_ORDER_MAX_QUANTITY;
  gint64 seen = TRIVET_ORDER_MAX_QUANTITY;

  if (!trivet_order_line_is_combo (line))
    return;
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku == NULL)
      continue;
    cooked = MIN (cooked, part->cooked_quantity);
    seen = MIN (seen, part->stopped_seen);
  }
  line->cooked_quantity = cooked;
  line->stopped_seen = seen;
}

/* Whether the kitchen knows the line as it is now. */
gboolean
_trivet_order_line_is_told (const TrivetOrderLine *line)
{
  g_autofree char *wish = _trivet_order_line_dup_wish (line);

  return g_strcmp0 (line->told, wish) == 0;
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
  for (guint i = 0; i < line->modifiers->len; i++) {
    TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku != NULL && trivet_line_modifier_is_at (part, place)) {
      *ret_part = part;
      return TRUE;
    }
  }

  return _trivet_order_conflict (error, "The combo has no such dish any more");
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

/* A quantity of 0 tells of a change alone. */
static void
tell (TrivetOrderLine *line,
      gint64           by,
      gint64           time_us)
{
  gint64 before = line->sent_quantity;

  line->sent_quantity = add_within (before, by, TRIVET_ORDER_MAX_QUANTITY);
  if (by > 0)
    line->sent_at_us = time_us;
  if (by < 0) {
    line->stopped_quantity = add_within (line->stopped_quantity, before - line->sent_quantity, TRIVET_ORDER_MAX_QUANTITY);
    return;
  }

  if (before > 0 && !_trivet_order_line_is_told (line))
    line->changed_at_us = time_us;
  g_free (line->told);
  line->told = _trivet_order_line_dup_wish (line);
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

static void
send_line (const Progress *progress,
           gint64          time_us)
{
  tell (progress->line, progress->by, time_us);
}

gboolean
_trivet_order_apply_lines_sent (TrivetOrder *order,
                                TrivetFact  *fact,
                                JsonObject  *body,
                                GError     **error)
{
  return apply_each (order, fact, body, send_line, error);
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

static void
cook (const Progress *progress,
      gint64          time_us)
{
  TrivetOrderLine *line = progress->line;

  line->cooked_quantity = add_within (line->cooked_quantity, progress->by, TRIVET_ORDER_MAX_QUANTITY);
  line->stopped_seen = add_within (line->stopped_seen, progress->stopped, TRIVET_ORDER_MAX_QUANTITY);
  for (guint i = 0; i < line->modifiers->len; i++) {
    TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (progress->part == NULL || progress->part == part)
      _trivet_order_set_made (part, part->cooked_quantity + progress->by, part->stopped_seen + progress->stopped);
  }
  _trivet_order_sum_up_parts (line);
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

  line->served_quantity = add_within (line->served_quantity, progress->by, TRIVET_ORDER_MAX_QUANTITY);
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
