/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-board-private.h"

/*
 * Which orders a station's board follows, open or paid, and which of their cards are done. Everything
 * comes from facts, so a display that is turned on late shows what one shows that was on all day.
 */

/* What was sent longer ago was eaten, or forgotten by everybody. */
#define FOLLOW_US (12 * G_TIME_SPAN_HOUR)

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
  _trivet_kitchen_board_deal (self);
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

void
_trivet_kitchen_board_on_committed (TrivetJournal *journal,
                                    GPtrArray     *facts,
                                    gpointer       user_data)
{
  g_autoptr (TrivetKitchenBoard) self = g_object_ref (user_data);
  gboolean changed = FALSE;

  for (guint i = 0; i < facts->len; i++)
    changed |= follow (self, g_ptr_array_index (facts, i));
  if (changed)
    _trivet_kitchen_board_deal (self);
}

void
_trivet_kitchen_board_on_list_ready (GObject      *source,
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
