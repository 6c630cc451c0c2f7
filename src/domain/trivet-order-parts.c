/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * The dishes of a combo, as the kitchen knows them: each is told, made and taken back on its own. What the
 * line itself says of the kitchen is summed up from them.
 *
 * A dish that leaves the combo after the kitchen was told of it stays in the line's `dropped` until its
 * cook has seen that; when it comes back meanwhile, it is as far as it was.
 */

static const TrivetLineModifier *
find_dish (GPtrArray  *modifiers,
           const char *place)
{
  for (guint i = 0; i < modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (modifiers, i);

    if (part->sku != NULL && trivet_line_modifier_is_at (part, place))
      return part;
  }

  return NULL;
}

/**
 * trivet_order_line_lookup_part:
 * @line: a line
 * @place: (nullable): a place (trivet_line_modifier_make_place())
 *
 * Returns: (transfer none) (nullable): the dish of the combo at @place, also one that has left it while
 *   the kitchen knew of it
 */
const TrivetLineModifier *
trivet_order_line_lookup_part (const TrivetOrderLine *line,
                               const char            *place)
{
  const TrivetLineModifier *part;

  g_return_val_if_fail (line != NULL, NULL);

  if (place == NULL)
    return NULL;
  part = find_dish (line->modifiers, place);

  return part != NULL ? part : find_dish (line->dropped, place);
}

/* Whether the combo has the dish; otherwise it had it once. */
gboolean
_trivet_order_line_has_part (const TrivetOrderLine    *line,
                             const TrivetLineModifier *part)
{
  return g_ptr_array_find (line->modifiers, part, NULL);
}

/* What a cook has not heard, or not seen. */
static gboolean
is_open (const TrivetLineModifier *part)
{
  return part->sent_quantity > 0 || part->stopped_quantity > part->stopped_seen;
}

static void
take_progress (TrivetLineModifier       *part,
               const TrivetLineModifier *from)
{
  part->course = from->course;
  part->sent_quantity = from->sent_quantity;
  part->cooked_quantity = from->cooked_quantity;
  part->stopped_quantity = from->stopped_quantity;
  part->stopped_seen = from->stopped_seen;
  part->sent_at_us = from->sent_at_us;
  part->changed_at_us = from->changed_at_us;
  part->cooked_at_us = from->cooked_at_us;
  g_free (part->told);
  part->told = g_strdup (from->told);
}

static const TrivetLineModifier *
find_same (GPtrArray                *modifiers,
           const TrivetLineModifier *part)
{
  g_autofree char *place = trivet_line_modifier_make_place (part->group_id, part->option_id);

  return find_dish (modifiers, place);
}

/* Dishes that are in the combo again are no longer dropped. */
static void
pick_up (TrivetOrderLine *line,
         GPtrArray       *modifiers)
{
  for (guint i = line->dropped->len; i > 0; i--) {
    if (find_same (modifiers, g_ptr_array_index (line->dropped, i - 1)) != NULL)
      g_ptr_array_remove_index (line->dropped, i - 1);
  }
}

static void
drop (TrivetOrderLine *line,
      GPtrArray       *modifiers)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *old = g_ptr_array_index (line->modifiers, i);

    if (old->sku != NULL && is_open (old) && find_same (modifiers, old) == NULL)
      g_ptr_array_add (line->dropped, trivet_line_modifier_copy (old));
  }
}

/* The kitchen must hear anew of a line that is, or was, made as a whole. */
static void
forget_line (TrivetOrderLine *line)
{
  line->sent_quantity = 0;
  line->cooked_quantity = 0;
  line->stopped_quantity = 0;
  line->stopped_seen = 0;
  g_clear_pointer (&line->told, g_free);
}

/* Takes @modifiers, which become the choices of @line. A dish that stays is as far as it was. */
void
_trivet_order_line_swap_modifiers (TrivetOrderLine *line,
                                   GPtrArray       *modifiers)
{
  gboolean was_combo = trivet_order_line_is_combo (line);

  for (guint i = 0; i < modifiers->len; i++) {
    TrivetLineModifier       *part = g_ptr_array_index (modifiers, i);
    const TrivetLineModifier *before = part->sku != NULL ? find_same (line->modifiers, part) : NULL;

    if (part->sku != NULL && before == NULL) {
      before = find_same (line->dropped, part);
      if (before != NULL && !is_open (before))
        before = NULL;
    }
    if (before != NULL)
      take_progress (part, before);
  }
  pick_up (line, modifiers);
  drop (line, modifiers);
  g_ptr_array_unref (line->modifiers);
  line->modifiers = modifiers;
  if (was_combo && !trivet_order_line_is_combo (line))
    forget_line (line);
  _trivet_order_line_sum_up_parts (line);
}

/* A combo is made as far as each of its dishes is, and that it is void has been seen when everybody
 * who makes one of them has; the kitchen knows of it as soon as it knows of one. */
void
_trivet_order_line_sum_up_parts (TrivetOrderLine *line)
{
  if (!trivet_order_line_is_combo (line))
    return;
  forget_line (line);
  line->cooked_quantity = TRIVET_ORDER_MAX_QUANTITY;
  line->stopped_seen = TRIVET_ORDER_MAX_QUANTITY;
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku == NULL)
      continue;
    line->sent_quantity = MAX (line->sent_quantity, part->sent_quantity);
    line->stopped_quantity = MAX (line->stopped_quantity, part->stopped_quantity);
    line->sent_at_us = MAX (line->sent_at_us, part->sent_at_us);
    line->changed_at_us = MAX (line->changed_at_us, part->changed_at_us);
    line->cooked_quantity = MIN (line->cooked_quantity, part->cooked_quantity);
    line->stopped_seen = MIN (line->stopped_seen, part->stopped_seen);
  }
}

/* A part that was moved away, or comes back, has its share of what is made. */
void
_trivet_order_line_limit_parts (TrivetOrderLine *line)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    part->sent_quantity = MIN (part->sent_quantity, line->quantity);
    part->cooked_quantity = MIN (part->cooked_quantity, line->quantity);
  }
  _trivet_order_line_sum_up_parts (line);
}

/* @other is a part of the same line; the order of their dishes may differ. */
void
_trivet_order_line_join_parts (TrivetOrderLine       *line,
                               const TrivetOrderLine *other)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    TrivetLineModifier       *part = g_ptr_array_index (line->modifiers, i);
    const TrivetLineModifier *more = part->sku != NULL ? find_same (other->modifiers, part) : NULL;

    if (more == NULL)
      continue;
    part->sent_quantity = MIN (part->sent_quantity + more->sent_quantity, TRIVET_ORDER_MAX_QUANTITY);
    part->cooked_quantity = MIN (part->cooked_quantity + more->cooked_quantity, TRIVET_ORDER_MAX_QUANTITY);
    part->sent_at_us = MAX (part->sent_at_us, more->sent_at_us);
    if (part->told == NULL)
      part->told = g_strdup (more->told);
  }
  _trivet_order_line_sum_up_parts (line);
}

static gint64
read_part (JsonObject *body,
           const char *member,
           const char *place,
           gint64      otherwise)
{
  JsonNode *node = json_object_get_member (body, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? trivet_json_get_int_or (json_node_get_object (node), place, otherwise) : otherwise;
}

/* How far each dish of a combo is that another order gives; at least as far as the line is. */
void
_trivet_order_line_read_parts (TrivetOrderLine *line,
                               JsonObject      *body)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);
    g_autofree char    *place = trivet_line_modifier_make_place (part->group_id, part->option_id);

    if (part->sku == NULL)
      continue;
    part->sent_quantity = CLAMP (read_part (body, "sent_parts", place, line->sent_quantity), 0, line->quantity);
    part->cooked_quantity = CLAMP (read_part (body, "cooked_parts", place, 0), line->cooked_quantity, line->quantity);
    part->sent_at_us = part->sent_quantity > 0 ? line->sent_at_us : 0;
    if (part->sent_quantity > 0)
      part->told = _trivet_order_line_dup_wish (line, part);
  }
  _trivet_order_line_sum_up_parts (line);
}
