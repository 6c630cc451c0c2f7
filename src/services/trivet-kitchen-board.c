/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-board-private.h"

/*
 * TrivetKitchenBoard: what a station works on, and what it has done. How it hears of it is in
 * trivet-kitchen-follow.c, how orders become cards in trivet-kitchen-cards.c, what a cook says in
 * trivet-kitchen-bump.c.
 */

/* As many as are followed at once. */
#define MAX_ORDERS 500

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetKitchenBoard, trivet_kitchen_board, G_TYPE_OBJECT)

static void
done_free (gpointer data)
{
  TrivetKitchenDone *done = data;

  trivet_fact_unref (done->fact);
  g_free (done);
}

static void
trivet_kitchen_board_dispose (GObject *object)
{
  TrivetKitchenBoard *self = TRIVET_KITCHEN_BOARD (object);

  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->orders, g_hash_table_unref);
  g_clear_pointer (&self->reading, g_hash_table_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->station_id, g_free);

  G_OBJECT_CLASS (trivet_kitchen_board_parent_class)->dispose (object);
}

static void
trivet_kitchen_board_class_init (TrivetKitchenBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kitchen_board_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_kitchen_board_init (TrivetKitchenBoard *self)
{
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_order_unref);
  self->reading = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->done = g_ptr_array_new_with_free_func (done_free);
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_kitchen_card_free);
  self->counts = g_array_new (FALSE, FALSE, sizeof (TrivetKitchenCount));
}

/* Makes all cards and counts anew, and says so. */
void
_trivet_kitchen_board_deal (TrivetKitchenBoard *self)
{
  _trivet_kitchen_board_make_cards (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * trivet_kitchen_board_new:
 * @desk: tells the kitchen
 * @journal: says what happens
 * @repository: where orders are read
 * @clock: gives time
 * @station_id: whose board
 *
 * Returns: (transfer full): a board that fills soon
 */
TrivetKitchenBoard *
trivet_kitchen_board_new (TrivetKitchenDesk *desk,
                          TrivetJournal     *journal,
                          TrivetRepository  *repository,
                          TrivetClock       *clock,
                          const char        *station_id)
{
  TrivetKitchenBoard *self;

  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (desk), NULL);
  g_return_val_if_fail (station_id != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_KITCHEN_BOARD, NULL);
  self->desk = g_object_ref (desk);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->clock = g_object_ref (clock);
  self->station_id = g_strdup (station_id);
  g_signal_connect (journal, "committed", G_CALLBACK (_trivet_kitchen_board_on_committed), self);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (_trivet_kitchen_board_deal), self);
  trivet_repository_list_orders_async (repository, TRIVET_ORDER_QUERY_KITCHEN, NULL, 0, MAX_ORDERS, NULL, _trivet_kitchen_board_on_list_ready,
                                       g_object_ref (self));

  return self;
}

/**
 * trivet_kitchen_board_get_desk:
 *
 * Returns: (transfer none): tells the kitchen
 */
TrivetKitchenDesk *
trivet_kitchen_board_get_desk (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), NULL);

  return self->desk;
}

/**
 * trivet_kitchen_board_get_clock:
 *
 * Returns: (transfer none): gives time
 */
TrivetClock *
trivet_kitchen_board_get_clock (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), NULL);

  return self->clock;
}

/**
 * trivet_kitchen_board_get_station:
 *
 * Returns: (transfer none) (nullable): whose board; %NULL when it was removed
 */
const TrivetStation *
trivet_kitchen_board_get_station (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), NULL);

  return trivet_kitchen_lookup_station (trivet_kitchen_desk_get_kitchen (self->desk), self->station_id);
}

/**
 * trivet_kitchen_board_get_cards:
 *
 * Returns: (transfer none) (element-type TrivetKitchenCard): what is to be made, oldest first
 */
GPtrArray *
trivet_kitchen_board_get_cards (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), NULL);

  return self->cards;
}

/**
 * trivet_kitchen_board_get_counts:
 *
 * Returns: (transfer none) (element-type TrivetKitchenCount): all day, most first
 */
GArray *
trivet_kitchen_board_get_counts (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), NULL);

  return self->counts;
}

/**
 * trivet_kitchen_board_get_n_done:
 *
 * Returns: how many cards were done in the hours that the board follows
 */
guint
trivet_kitchen_board_get_n_done (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), 0);

  return self->done->len;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/**
 * trivet_kitchen_board_get_median_us:
 *
 * Returns: how long a card took in the middle of all that were done; 0 when none was
 */
gint64
trivet_kitchen_board_get_median_us (TrivetKitchenBoard *self)
{
  g_autoptr (GArray) times = NULL;

  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), 0);

  if (self->done->len == 0)
    return 0;
  times = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->done->len; i++)
    g_array_append_val (times, ((TrivetKitchenDone *) g_ptr_array_index (self->done, i))->took_us);
  g_array_sort (times, compare_times);

  return g_array_index (times, gint64, times->len / 2);
}

/**
 * trivet_kitchen_board_can_recall:
 *
 * Returns: whether a card was done that can be brought back
 */
gboolean
trivet_kitchen_board_can_recall (TrivetKitchenBoard *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (self), FALSE);

  return self->done->len > 0;
}
