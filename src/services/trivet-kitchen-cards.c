/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-board-private.h"

/* How orders become the cards of one station. */

void
_trivet_kitchen_card_free (TrivetKitchenCard *card)
{
  trivet_order_unref (card->order);
  g_array_unref (card->entries);
  g_free (card);
}

/* @part: (nullable): a dish of a combo */
static void
add_entries (TrivetKitchenCard        *card,
             const TrivetOrderLine    *line,
             const TrivetLineModifier *part)
{
  gint64             sent = part != NULL ? part->sent_quantity : line->sent_quantity;
  gint64             cooked = part != NULL ? part->cooked_quantity : line->cooked_quantity;
  gint64             unseen = part != NULL ? part->stopped_quantity - part->stopped_seen : line->stopped_quantity - line->stopped_seen;
  TrivetKitchenEntry entry = { line, part, sent, MIN (cooked, sent), FALSE };
  TrivetKitchenEntry stopped = { line, part, unseen, 0, TRUE };

  if (sent > 0)
    g_array_append_val (card->entries, entry);
  if (unseen > 0)
    g_array_append_val (card->entries, stopped);
}

static void
add_parts (TrivetKitchen         *kitchen,
           const TrivetStation   *station,
           TrivetKitchenCard     *card,
           const TrivetOrderLine *line,
           GPtrArray             *parts)
{
  for (guint i = 0; i < parts->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (parts, i);

    if (part->sku != NULL && trivet_kitchen_get_part_course (kitchen, line, part) == card->course &&
        trivet_kitchen_concerns_part (kitchen, station, part))
      add_entries (card, line, part);
  }
}

/* A combo is made dish by dish, each with its course. */
static void
add_line (TrivetKitchen         *kitchen,
          const TrivetStation   *station,
          TrivetKitchenCard     *card,
          const TrivetOrderLine *line)
{
  /* What has left a combo is nobody else's affair; of the rest, whoever has it now has its card. */
  add_parts (kitchen, station, card, line, line->dropped);
  if (line->moved_to != NULL)
    return;
  add_parts (kitchen, station, card, line, line->modifiers);
  if (!trivet_order_line_is_combo (line) && trivet_kitchen_is_in_course (kitchen, station, line, card->course))
    add_entries (card, line, NULL);
}

static gint64
get_sent_at_us (const TrivetKitchenEntry *entry)
{
  return entry->part != NULL ? entry->part->sent_at_us : entry->line->sent_at_us;
}

static gint64
get_cooked_at_us (const TrivetKitchenEntry *entry)
{
  return entry->part != NULL ? entry->part->cooked_at_us : entry->line->cooked_at_us;
}

/* Whether the guest asked for what was sent. */
static gboolean
is_rushed (const TrivetKitchenEntry *entry)
{
  return !entry->is_void && entry->line->rushed_at_us >= get_sent_at_us (entry) && entry->line->rushes > 0;
}

static gboolean
is_made (const TrivetKitchenEntry *entry)
{
  return !entry->is_void && entry->made >= entry->wanted;
}

gboolean
_trivet_kitchen_card_is_open (const TrivetKitchenCard *card)
{
  for (guint i = 0; i < card->entries->len; i++) {
    if (!is_made (&g_array_index (card->entries, TrivetKitchenEntry, i)))
      return TRUE;
  }

  return FALSE;
}

/* What was made before the oldest of what is open had been sent belongs to an earlier card. */
static void
drop_earlier (TrivetKitchenCard *card)
{
  if (card->since_us == 0)
    return;
  for (guint i = card->entries->len; i > 0; i--) {
    const TrivetKitchenEntry *entry = &g_array_index (card->entries, TrivetKitchenEntry, i - 1);

    if (is_made (entry) && get_cooked_at_us (entry) < card->since_us)
      g_array_remove_index (card->entries, i - 1);
  }
}

/* Returns: (transfer full): a course of @order as the station sees it, perhaps without entries */
TrivetKitchenCard *
_trivet_kitchen_board_make_card (TrivetKitchenBoard *self,
                                 TrivetOrder        *order,
                                 int                 course)
{
  TrivetKitchen       *kitchen = trivet_kitchen_desk_get_kitchen (self->desk);
  const TrivetStation *station = trivet_kitchen_lookup_station (kitchen, self->station_id);
  TrivetKitchenCard   *card = g_new0 (TrivetKitchenCard, 1);

  card->order = trivet_order_ref (order);
  card->course = course;
  card->entries = g_array_new (FALSE, FALSE, sizeof (TrivetKitchenEntry));
  for (guint i = 0; station != NULL && i < order->lines->len; i++)
    add_line (kitchen, station, card, g_ptr_array_index (order->lines, i));
  for (guint i = 0; i < card->entries->len; i++) {
    const TrivetKitchenEntry *entry = &g_array_index (card->entries, TrivetKitchenEntry, i);

    if (is_made (entry))
      continue;
    card->since_us = card->since_us == 0 ? get_sent_at_us (entry) : MIN (card->since_us, get_sent_at_us (entry));
    card->rushed |= is_rushed (entry);
  }
  card->moved = order->former_place != NULL && card->since_us != 0 && order->moved_at_us >= card->since_us;
  drop_earlier (card);

  return card;
}

static int
compare_cards (gconstpointer a,
               gconstpointer b)
{
  const TrivetKitchenCard *x = *(TrivetKitchenCard *const *) a;
  const TrivetKitchenCard *y = *(TrivetKitchenCard *const *) b;

  if (x->since_us != y->since_us)
    return x->since_us > y->since_us ? 1 : -1;

  return g_strcmp0 (x->order->order_id, y->order->order_id);
}

static void
count_entry (TrivetKitchenBoard       *self,
             const TrivetKitchenEntry *entry)
{
  const TrivetLineModifier *part = entry->part;
  TrivetKitchenCount        count = { part != NULL ? part->sku : entry->line->sku, part != NULL ? part->name : entry->line->name,
                               part != NULL ? part->name_zh : entry->line->name_zh, entry->wanted - entry->made };

  if (entry->is_void || count.quantity == 0)
    return;
  for (guint i = 0; i < self->counts->len; i++) {
    TrivetKitchenCount *other = &g_array_index (self->counts, TrivetKitchenCount, i);

    if (g_str_equal (other->sku, count.sku)) {
      other->quantity += count.quantity;
      return;
    }
  }
  g_array_append_val (self->counts, count);
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const TrivetKitchenCount *x = a;
  const TrivetKitchenCount *y = b;

  if (x->quantity != y->quantity)
    return x->quantity < y->quantity ? 1 : -1;

  return g_strcmp0 (x->name, y->name);
}

/* Makes all cards and counts anew. */
void
_trivet_kitchen_board_make_cards (TrivetKitchenBoard *self)
{
  GHashTableIter iter;
  gpointer       order;

  g_ptr_array_set_size (self->cards, 0);
  g_array_set_size (self->counts, 0);
  g_hash_table_iter_init (&iter, self->orders);
  while (g_hash_table_iter_next (&iter, NULL, &order)) {
    for (int course = 0; course <= TRIVET_ORDER_MAX_COURSE; course++) {
      TrivetKitchenCard *card = _trivet_kitchen_board_make_card (self, order, course);

      if (_trivet_kitchen_card_is_open (card))
        g_ptr_array_add (self->cards, card);
      else
        _trivet_kitchen_card_free (card);
    }
  }
  g_ptr_array_sort (self->cards, compare_cards);
  for (guint i = 0; i < self->cards->len; i++) {
    const TrivetKitchenCard *card = g_ptr_array_index (self->cards, i);

    for (guint j = 0; j < card->entries->len; j++)
      count_entry (self, &g_array_index (card->entries, TrivetKitchenEntry, j));
  }
  g_array_sort (self->counts, compare_counts);
}
