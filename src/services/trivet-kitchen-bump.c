/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-board-private.h"

/* What a cook says at a display: made, not made after all, seen; and the last card back again. */

static const TrivetKitchenCard *
find_card (TrivetKitchenBoard *self,
           const char         *order_id,
           int                 course)
{
  for (guint i = 0; i < self->cards->len; i++) {
    const TrivetKitchenCard *card = g_ptr_array_index (self->cards, i);

    if (g_str_equal (card->order->order_id, order_id) && card->course == course)
      return card;
  }

  return NULL;
}

static void
clear_cooked (gpointer data)
{
  g_free (((TrivetCookedLine *) data)->part);
}

static GArray *
new_cooked_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TrivetCookedLine));

  g_array_set_clear_func (lines, clear_cooked);

  return lines;
}

/* Returns: (transfer full) (nullable): which dish of a combo the entry is */
static char *
dup_part (const TrivetKitchenEntry *entry)
{
  return entry->part != NULL ? trivet_line_modifier_make_place (entry->part->group_id, entry->part->option_id) : NULL;
}

static gboolean
is_entry_of (const TrivetKitchenEntry *entry,
             const char               *line_id,
             const char               *part)
{
  g_autofree char *own = dup_part (entry);

  return g_str_equal (entry->line->line_id, line_id) && g_strcmp0 (own, part) == 0;
}

/* Returns: (nullable): the card with a line, or with one dish of a combo */
static const TrivetKitchenCard *
find_card_of (TrivetKitchenBoard *self,
              const char         *order_id,
              const char         *line_id,
              const char         *part)
{
  for (guint i = 0; i < self->cards->len; i++) {
    const TrivetKitchenCard *card = g_ptr_array_index (self->cards, i);

    if (!g_str_equal (card->order->order_id, order_id))
      continue;
    for (guint j = 0; j < card->entries->len; j++) {
      if (is_entry_of (&g_array_index (card->entries, TrivetKitchenEntry, j), line_id, part))
        return card;
    }
  }

  return NULL;
}

/* Adds what is left of @entry; the two entries of one line are one cooked line. */
static void
add_rest (GArray                   *lines,
          const TrivetKitchenEntry *entry)
{
  TrivetCookedLine  fresh = { entry->line->line_id, 0, 0, dup_part (entry) };
  TrivetCookedLine *cooked = NULL;
  gint64            rest = entry->wanted - entry->made;

  for (guint i = 0; i < lines->len; i++) {
    TrivetCookedLine *other = &g_array_index (lines, TrivetCookedLine, i);

    if (is_entry_of (entry, other->line_id, other->part))
      cooked = other;
  }
  if (rest == 0 || cooked != NULL)
    g_free (fresh.part);
  if (rest == 0)
    return;
  if (cooked == NULL) {
    g_array_append_val (lines, fresh);
    cooked = &g_array_index (lines, TrivetCookedLine, lines->len - 1);
  }
  if (entry->is_void)
    cooked->stopped += rest;
  else
    cooked->quantity += rest;
}

static void
cook (TrivetKitchenBoard *self,
      const char         *order_id,
      GArray             *lines)
{
  if (lines->len > 0)
    trivet_kitchen_desk_cook (self->desk, order_id, self->station_id, (const TrivetCookedLine *) (gpointer) lines->data, lines->len);
}

/**
 * trivet_kitchen_board_toggle:
 * @self: a board
 * @order_id: of a card
 * @line_id: a line on it
 * @part: (nullable): of a combo, the place of the dish
 *
 * All of the line is made; when it was, none of it is.
 */
void
trivet_kitchen_board_toggle (TrivetKitchenBoard *self,
                             const char         *order_id,
                             const char         *line_id,
                             const char         *part)
{
  g_autoptr (GArray) lines = new_cooked_lines ();
  const TrivetKitchenCard *card;
  gint64                   made = 0;

  g_return_if_fail (TRIVET_IS_KITCHEN_BOARD (self));
  g_return_if_fail (order_id != NULL && line_id != NULL);

  card = find_card_of (self, order_id, line_id, part);
  for (guint i = 0; card != NULL && i < card->entries->len; i++) {
    const TrivetKitchenEntry *entry = &g_array_index (card->entries, TrivetKitchenEntry, i);

    if (!is_entry_of (entry, line_id, part))
      continue;
    add_rest (lines, entry);
    made = entry->part != NULL ? entry->part->cooked_quantity : entry->line->cooked_quantity;
  }
  if (lines->len == 0 && made > 0) {
    TrivetCookedLine back = { line_id, -made, 0, g_strdup (part) };

    g_array_append_val (lines, back);
  }
  cook (self, order_id, lines);
}

/**
 * trivet_kitchen_board_bump:
 * @self: a board
 * @order_id: of a card
 * @course: of the same card
 *
 * The whole card is made, and what is void has been seen.
 */
void
trivet_kitchen_board_bump (TrivetKitchenBoard *self,
                           const char         *order_id,
                           int                 course)
{
  g_autoptr (GArray) lines = new_cooked_lines ();
  const TrivetKitchenCard *card;

  g_return_if_fail (TRIVET_IS_KITCHEN_BOARD (self));
  g_return_if_fail (order_id != NULL);

  card = find_card (self, order_id, course);
  for (guint i = 0; card != NULL && i < card->entries->len; i++)
    add_rest (lines, &g_array_index (card->entries, TrivetKitchenEntry, i));
  cook (self, order_id, lines);
}

/**
 * trivet_kitchen_board_recall:
 * @self: a board
 *
 * The card that was done last comes back.
 */
void
trivet_kitchen_board_recall (TrivetKitchenBoard *self)
{
  g_autoptr (GArray) lines = new_cooked_lines ();
  const TrivetKitchenDone *done;
  JsonArray               *array;

  g_return_if_fail (TRIVET_IS_KITCHEN_BOARD (self));

  if (self->done->len == 0)
    return;
  done = g_ptr_array_index (self->done, self->done->len - 1);
  array = json_object_get_array_member (trivet_fact_get_body (done->fact), "lines");
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject      *entry = json_array_get_object_element (array, i);
    TrivetCookedLine line = {
      trivet_json_get_string_or (entry, "line", ""),
      -trivet_json_get_int_or (entry, "quantity", 0),
      -trivet_json_get_int_or (entry, "stopped", 0),
      g_strdup (trivet_json_get_string_or (entry, "part", NULL)),
    };

    g_array_append_val (lines, line);
  }
  cook (self, trivet_fact_get_subject (done->fact), lines);
}
