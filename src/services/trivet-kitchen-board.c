/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-board-private.h"

/*
 * TrivetKitchenBoard: follows the orders that a station works on, open or paid, and keeps what it has
 * done. Everything comes from facts, so a display that is turned on late shows what one shows that
 * was on all day.
 */

/* What was sent longer ago was eaten, or forgotten by everybody. */
#define FOLLOW_US  (12 * G_TIME_SPAN_HOUR)
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

static void
deal (TrivetKitchenBoard *self)
{
  _trivet_kitchen_board_deal (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The newest card of that course was not done after all. */
static void
take_back_done (TrivetKitchenBoard *self,
                const char         *order_id,
                int                 course)
{
  for (guint i = self->done->len; i > 0; i--) {
    const TrivetKitchenDone *done = g_ptr_array_index (self->done, i - 1);

    if (done->course == course && g_str_equal (trivet_fact_get_subject (done->fact), order_id)) {
      g_ptr_array_remove_index (self->done, i - 1);
      return;
    }
  }
}

static int
compare_done (gconstpointer a,
              gconstpointer b)
{
  const TrivetKitchenDone *x = *(TrivetKitchenDone *const *) a;
  const TrivetKitchenDone *y = *(TrivetKitchenDone *const *) b;
  gint64                   by = trivet_fact_get_time_us (x->fact) - trivet_fact_get_time_us (y->fact);

  return by > 0 ? 1 : (by < 0 ? -1 : 0);
}

static gboolean
takes_back (TrivetFact *fact)
{
  JsonArray *lines = json_object_get_array_member (trivet_fact_get_body (fact), "lines");

  for (guint i = 0; i < json_array_get_length (lines); i++) {
    JsonObject *entry = json_array_get_object_element (lines, i);

    if (trivet_json_get_int_or (entry, "quantity", 0) < 0 || trivet_json_get_int_or (entry, "stopped", 0) < 0)
      return TRUE;
  }

  return FALSE;
}

/* What a `lines-cooked` does to the cards of its order: one that was open is done, or the other way
 * round. */
static void
note_done (TrivetKitchenBoard *self,
           TrivetFact         *fact,
           TrivetOrder        *order,
           const gint64       *since_us)
{
  for (int course = 0; course <= TRIVET_ORDER_MAX_COURSE; course++) {
    TrivetKitchenCard *card = _trivet_kitchen_board_make_card (self, order, course);
    gboolean           is_open = _trivet_kitchen_card_is_open (card);

    if (since_us[course] != 0 && !is_open && !takes_back (fact)) {
      TrivetKitchenDone *done = g_new0 (TrivetKitchenDone, 1);

      done->fact = trivet_fact_ref (fact);
      done->course = course;
      done->took_us = MAX (0, trivet_fact_get_time_us (fact) - since_us[course]);
      g_ptr_array_add (self->done, done);
    } else if (since_us[course] == 0 && is_open) {
      take_back_done (self, order->order_id, course);
    }
    _trivet_kitchen_card_free (card);
  }
}

static void
note_open (TrivetKitchenBoard *self,
           TrivetOrder        *order,
           gint64             *since_us)
{
  for (int course = 0; course <= TRIVET_ORDER_MAX_COURSE; course++) {
    TrivetKitchenCard *card = _trivet_kitchen_board_make_card (self, order, course);

    since_us[course] = _trivet_kitchen_card_is_open (card) ? MAX (card->since_us, 1) : 0;
    _trivet_kitchen_card_free (card);
  }
}

static gboolean
apply (TrivetKitchenBoard *self,
       TrivetOrder        *order,
       TrivetFact         *fact,
       GError            **error)
{
  gint64   since_us[TRIVET_ORDER_MAX_COURSE + 1] = { 0 };
  gboolean cooked = trivet_fact_get_fact_type (fact) == TRIVET_FACT_LINES_COOKED;

  if (cooked)
    note_open (self, order, since_us);
  if (!trivet_order_apply (order, fact, error))
    return FALSE;
  if (cooked)
    note_done (self, fact, order, since_us);

  return TRUE;
}

static void read_order (TrivetKitchenBoard *self,
                        const char         *order_id);

typedef struct {
  TrivetKitchenBoard *board;
  char               *order_id;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->board);
  g_free (reading->order_id);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
take_facts (TrivetKitchenBoard *self,
            const char         *order_id,
            GPtrArray          *facts)
{
  g_autoptr (TrivetOrder) order = trivet_order_new (order_id);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < facts->len; i++) {
    if (!apply (self, order, g_ptr_array_index (facts, i), &error)) {
      g_critical ("Order %s cannot be read for the kitchen: %s", order_id, error->message);
      return;
    }
  }
  g_hash_table_replace (self->orders, g_strdup (order_id), g_steal_pointer (&order));
  g_ptr_array_sort (self->done, compare_done);
}

static void
on_order_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  TrivetKitchenBoard *self = reading->board;
  gboolean            stale;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self->desk == NULL)
    return;
  stale = GPOINTER_TO_INT (g_hash_table_lookup (self->reading, reading->order_id)) > 1;
  g_hash_table_remove (self->reading, reading->order_id);
  if (facts == NULL) {
    g_warning ("An order cannot be read for the kitchen: %s", error->message);
    return;
  }
  if (stale) {
    read_order (self, reading->order_id);
    return;
  }
  take_facts (self, reading->order_id, facts);
  deal (self);
}

static void
read_order (TrivetKitchenBoard *self,
            const char         *order_id)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->board = g_object_ref (self);
  reading->order_id = g_strdup (order_id);
  g_hash_table_insert (self->reading, g_strdup (order_id), GINT_TO_POINTER (1));
  trivet_repository_load_facts_async (self->repository, order_id, NULL, on_order_ready, reading);
}

/* Returns: whether a card may be another now */
static gboolean
follow (TrivetKitchenBoard *self,
        TrivetFact         *fact)
{
  const char    *order_id = trivet_fact_get_subject (fact);
  TrivetOrder   *order = g_hash_table_lookup (self->orders, order_id);
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  g_autoptr (GError) error = NULL;

  if (g_hash_table_contains (self->reading, order_id)) {
    g_hash_table_insert (self->reading, g_strdup (order_id), GINT_TO_POINTER (2));
    return FALSE;
  }
  if (order == NULL) {
    if (type == TRIVET_FACT_LINES_SENT || type == TRIVET_FACT_LINE_RECEIVED)
      read_order (self, order_id);
    return FALSE;
  }
  if (!apply (self, order, fact, &error))
    g_critical ("Fact %s does not fit order %s: %s", trivet_fact_get_id (fact), order_id, error->message);

  return TRUE;
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  g_autoptr (TrivetKitchenBoard) self = g_object_ref (user_data);
  gboolean changed = FALSE;

  for (guint i = 0; i < facts->len; i++)
    changed |= follow (self, g_ptr_array_index (facts, i));
  if (changed)
    deal (self);
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetKitchenBoard) self = user_data;
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us;

  orders = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self->desk == NULL)
    return;
  if (orders == NULL) {
    g_warning ("The kitchen's orders cannot be read: %s", error->message);
    return;
  }
  now_us = trivet_clock_get_wall_us (self->clock);
  for (guint i = 0; i < orders->len; i++) {
    const TrivetOrderSummary *summary = g_ptr_array_index (orders, i);

    if (summary->opened_at_us > now_us - FOLLOW_US && !g_hash_table_contains (self->orders, summary->order_id) &&
        !g_hash_table_contains (self->reading, summary->order_id))
      read_order (self, summary->order_id);
  }
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
  g_signal_connect (journal, "committed", G_CALLBACK (on_committed), self);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (deal), self);
  trivet_repository_list_orders_async (repository, TRIVET_ORDER_QUERY_KITCHEN, NULL, 0, MAX_ORDERS, NULL, on_list_ready,
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

static const TrivetKitchenCard *
find_card (TrivetKitchenBoard *self,
           const char         *order_id,
           int                 course,
           const char         *line_id)
{
  for (guint i = 0; i < self->cards->len; i++) {
    const TrivetKitchenCard *card = g_ptr_array_index (self->cards, i);

    if (!g_str_equal (card->order->order_id, order_id) || (course >= 0 && card->course != course))
      continue;
    for (guint j = 0; j < card->entries->len; j++) {
      if (line_id == NULL || g_str_equal (g_array_index (card->entries, TrivetKitchenEntry, j).line->line_id, line_id))
        return card;
    }
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

  card = find_card (self, order_id, -1, line_id);
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

  card = find_card (self, order_id, course, NULL);
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
