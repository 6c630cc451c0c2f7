/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-merge.h"

#include "trivet-order-private.h"

#include <string.h>

/*
 * The orders of several registers that worked without each other: all facts are brought into one
 * order, by time and then by id, which is the same on every register, and folded.
 *
 * A register's stamps never go back and are later than all that it has seen (see
 * trivet_clock_next_stamp_us()), so what was done because of something comes after it. What was done
 * at the same time may contradict; then nothing that guests ordered is lost:
 *
 * - a line that is moved is moved by both of its facts or by none; the first move wins;
 * - what is said of a line that has been moved follows the line;
 * - a dish that was added to an order which another register had settled, voided or merged reopens
 *   it; of a voided order only that dish counts;
 * - money always counts;
 * - everything else that cannot be is left out. All of it is listed as conflicts, for people to see.
 */

typedef struct {
  GHashTable *orders;
  GPtrArray  *conflicts;
  GPtrArray  *facts;
  GHashTable *received; /* of moves that were judged */
} Merge;

static void
conflict_free (gpointer data)
{
  TrivetConflict *conflict = data;

  trivet_fact_unref (conflict->fact);
  g_free (conflict->message);
  g_free (conflict);
}

static void
add_conflict (Merge      *merge,
              TrivetFact *fact,
              gboolean    applied,
              const char *message)
{
  TrivetConflict *conflict = g_new0 (TrivetConflict, 1);

  conflict->fact = trivet_fact_ref (fact);
  conflict->applied = applied;
  conflict->message = g_strdup (message);
  g_ptr_array_add (merge->conflicts, conflict);
}

static int
compare_facts (gconstpointer a,
               gconstpointer b)
{
  const TrivetFact *x = *(TrivetFact *const *) a;
  const TrivetFact *y = *(TrivetFact *const *) b;
  gint64            x_us = trivet_fact_get_time_us (x);
  gint64            y_us = trivet_fact_get_time_us (y);

  if (x_us != y_us)
    return x_us < y_us ? -1 : 1;

  return strcmp (trivet_fact_get_id (x), trivet_fact_get_id (y));
}

/**
 * trivet_facts_sort:
 * @facts: (element-type TrivetFact): of any registers, in any order
 *
 * Returns: (transfer full) (element-type TrivetFact): each fact once, in the order that every register
 *   agrees on
 */
GPtrArray *
trivet_facts_sort (GPtrArray *facts)
{
  GPtrArray *sorted;
  guint      n = 0;

  g_return_val_if_fail (facts != NULL, NULL);

  sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (sorted, trivet_fact_ref (g_ptr_array_index (facts, i)));
  g_ptr_array_sort (sorted, compare_facts);
  for (guint i = 0; i < sorted->len; i++) {
    TrivetFact *fact = sorted->pdata[i];

    if (n > 0 && g_str_equal (trivet_fact_get_id (fact), trivet_fact_get_id (sorted->pdata[n - 1]))) {
      trivet_fact_unref (fact);
      continue;
    }
    sorted->pdata[n++] = fact;
  }
  sorted->len = n;

  return sorted;
}

static TrivetOrder *
get_order (Merge      *merge,
           const char *order_id)
{
  TrivetOrder *order = g_hash_table_lookup (merge->orders, order_id);

  if (order == NULL) {
    order = trivet_order_new (order_id);
    g_hash_table_insert (merge->orders, g_strdup (order_id), order);
  }

  return order;
}

/* Whether it brings something that guests have ordered. */
static gboolean
brings_dishes (TrivetFact *fact)
{
  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_LINE_ADDED:
  case TRIVET_FACT_LINE_RECEIVED:
    return TRUE;
  case TRIVET_FACT_LINE_QUANTITY_CHANGED:
    return trivet_json_get_int_or (trivet_fact_get_body (fact), "by", 0) > 0;
  default:
    return FALSE;
  }
}

/* What was voided with the order stays so. */
static void
reopen (TrivetOrder *order)
{
  if (order->voided_at_us != 0) {
    for (guint i = 0; i < order->lines->len; i++)
      ((TrivetOrderLine *) g_ptr_array_index (order->lines, i))->voided = TRUE;
  }
  _trivet_order_keep_given_back (order);
  order->settled_at_us = 0;
  order->voided_at_us = 0;
  g_clear_pointer (&order->merged_into, g_free);
}

/* Returns: (transfer full) (nullable): @order after @fact; @ret_reopened tells whether it had been closed */
static TrivetOrder *
apply_to_copy (const TrivetOrder *order,
               TrivetFact        *fact,
               gboolean          *ret_reopened,
               GError           **error)
{
  g_autoptr (TrivetOrder) after = trivet_order_copy (order);

  *ret_reopened = brings_dishes (fact) && after->opened_at_us != 0 && !trivet_order_is_open (after);
  if (*ret_reopened)
    reopen (after);

  return trivet_order_apply (after, fact, error) ? g_steal_pointer (&after) : NULL;
}

static void
put_order (Merge       *merge,
           TrivetOrder *order)
{
  g_hash_table_replace (merge->orders, g_strdup (order->order_id), order);
}

static gboolean
apply (Merge      *merge,
       TrivetFact *fact)
{
  TrivetOrder *order = get_order (merge, trivet_fact_get_subject (fact));
  TrivetOrder *after;
  gboolean     reopened;
  g_autoptr (GError) error = NULL;

  after = apply_to_copy (order, fact, &reopened, &error);
  if (after == NULL) {
    add_conflict (merge, fact, FALSE, error->message);
    return FALSE;
  }
  put_order (merge, after);
  if (reopened)
    add_conflict (merge, fact, TRUE, "The order had been closed on another register and is open again");

  return TRUE;
}

static gboolean
is_other_half (TrivetFact *moved,
               TrivetFact *received)
{
  JsonObject *from = trivet_fact_get_body (moved);
  JsonObject *to = trivet_fact_get_body (received);

  return trivet_fact_get_fact_type (received) == TRIVET_FACT_LINE_RECEIVED &&
         g_str_equal (trivet_fact_get_register_id (moved), trivet_fact_get_register_id (received)) &&
         g_strcmp0 (trivet_json_get_string_or (from, "line", NULL), trivet_json_get_string_or (to, "line", NULL)) == 0 &&
         g_strcmp0 (trivet_json_get_string_or (from, "to", NULL), trivet_fact_get_subject (received)) == 0 &&
         g_strcmp0 (trivet_json_get_string_or (to, "from", NULL), trivet_fact_get_subject (moved)) == 0;
}

/* The two are in one append, so the next one that fits is the one. */
static TrivetFact *
find_other_half (Merge *merge,
                 guint  index)
{
  for (guint i = index + 1; i < merge->facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (merge->facts, i);

    if (!g_hash_table_contains (merge->received, fact) && is_other_half (merge->facts->pdata[index], fact))
      return fact;
  }

  return NULL;
}

/* How many the two halves speak of; 0 when they disagree. */
static gint64
count_moved (const TrivetOrder *from,
             TrivetFact        *moved,
             TrivetFact        *received)
{
  const char            *line_id = trivet_json_get_string_or (trivet_fact_get_body (moved), "line", "");
  const TrivetOrderLine *line = trivet_order_lookup_line (from, line_id);
  gint64                 quantity = trivet_json_get_int_or (trivet_fact_get_body (moved), "quantity", line != NULL ? line->quantity : 0);

  return quantity == trivet_json_get_int_or (trivet_fact_get_body (received), "quantity", 0) ? quantity : 0;
}

static void
move_line (Merge *merge,
           guint  index)
{
  TrivetFact  *moved = g_ptr_array_index (merge->facts, index);
  TrivetFact  *received = find_other_half (merge, index);
  TrivetOrder *from = get_order (merge, trivet_fact_get_subject (moved));
  gboolean     reopened = FALSE;
  g_autoptr (TrivetOrder) from_after = NULL;
  g_autoptr (TrivetOrder) to_after = NULL;
  g_autoptr (GError) error = NULL;

  if (received == NULL) {
    add_conflict (merge, moved, FALSE, "The order that takes the line is not known yet");
    return;
  }
  g_hash_table_add (merge->received, received);
  if (count_moved (from, moved, received) == 0)
    _trivet_order_conflict (&error, "The quantity of the line has changed meanwhile");
  else
    from_after = apply_to_copy (from, moved, &reopened, &error);
  if (from_after != NULL)
    to_after = apply_to_copy (get_order (merge, trivet_fact_get_subject (received)), received, &reopened, &error);
  if (to_after == NULL) {
    add_conflict (merge, moved, FALSE, error->message);
    return;
  }

  put_order (merge, g_steal_pointer (&from_after));
  put_order (merge, g_steal_pointer (&to_after));
  if (reopened)
    add_conflict (merge, received, TRUE, "The order had been closed on another register and is open again");
}

/* Returns: (nullable): the order that has the line now, when another register has moved it */
static const char *
find_mover (Merge      *merge,
            const char *order_id,
            const char *line_id)
{
  const char *start = order_id;

  /* Moves cannot go round for ever: a line that came back is in its order again. */
  for (guint i = 0; i < g_hash_table_size (merge->orders); i++) {
    const TrivetOrder     *order = g_hash_table_lookup (merge->orders, order_id);
    const TrivetOrderLine *line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;

    if (line == NULL || line->moved_to == NULL)
      break;
    order_id = line->moved_to;
  }

  return order_id != start ? order_id : NULL;
}

/* The same fact about another order. */
static TrivetFact *
redirect (TrivetFact *fact,
          const char *order_id,
          const char *body_text)
{
  return trivet_fact_restore (trivet_fact_get_sequence (fact), trivet_fact_get_id (fact), trivet_fact_get_register_id (fact),
                              trivet_fact_get_staff (fact), trivet_fact_get_time_us (fact),
                              trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)), trivet_fact_get_version (fact),
                              order_id, body_text, NULL);
}

static void
apply_line_fact (Merge      *merge,
                 TrivetFact *fact,
                 const char *line_id)
{
  const char *mover = find_mover (merge, trivet_fact_get_subject (fact), line_id);
  g_autoptr (TrivetFact) there = mover != NULL ? redirect (fact, mover, trivet_fact_get_body_text (fact)) : NULL;
  TrivetFact            *here = there != NULL ? there : fact;
  const TrivetOrderLine *line = trivet_order_lookup_line (get_order (merge, trivet_fact_get_subject (here)), line_id);

  /* The fold lets the word of who voided it stand; that is nothing to be silent about. */
  if (line != NULL && line->voided && brings_dishes (here))
    add_conflict (merge, fact, FALSE, "The line was voided on another register");
  else if (apply (merge, here) && there != NULL)
    add_conflict (merge, fact, TRUE, "The line had been moved on another register");
}

/* One fact about several lines: each goes where its line is. */
/* Where the kitchen was told that it goes is the order's affair, wherever its lines are. */
static void
apply_place (Merge      *merge,
             TrivetFact *fact)
{
  JsonObject *told = trivet_fact_get_body (fact);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (TrivetFact) part = NULL;
  g_autofree char *text = NULL;

  if (!json_object_has_member (told, "place"))
    return;
  json_object_set_array_member (body, "lines", json_array_new ());
  json_object_set_member (body, "place", json_node_copy (json_object_get_member (told, "place")));
  text = trivet_json_print (body);
  part = redirect (fact, trivet_fact_get_subject (fact), text);
  apply (merge, part);
}

static void
apply_lines_fact (Merge      *merge,
                  TrivetFact *fact,
                  JsonArray  *lines)
{
  apply_place (merge, fact);
  for (guint i = 0; i < json_array_get_length (lines); i++) {
    JsonNode   *node = json_array_get_element (lines, i);
    const char *line_id = JSON_NODE_HOLDS_OBJECT (node) ? trivet_json_get_string_or (json_node_get_object (node), "line", NULL) : NULL;
    g_autoptr (JsonObject) body = json_object_new ();
    g_autoptr (TrivetFact) part = NULL;
    g_autofree char *text = NULL;
    JsonArray       *one = json_array_new ();

    json_array_add_element (one, json_node_copy (node));
    json_object_set_array_member (body, "lines", one);
    text = trivet_json_print (body);
    part = redirect (fact, trivet_fact_get_subject (fact), text);
    if (line_id != NULL)
      apply_line_fact (merge, part, line_id);
    else
      apply (merge, part);
  }
}

static gboolean
is_order_fact (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return type >= TRIVET_FACT_ORDER_OPENED && type < TRIVET_FACT_BILL_STORED;
}

static void
apply_next (Merge *merge,
            guint  index)
{
  TrivetFact *fact = g_ptr_array_index (merge->facts, index);
  JsonObject *body = trivet_fact_get_body (fact);
  const char *line_id = trivet_json_get_string_or (body, "line", NULL);
  JsonNode   *lines = json_object_get_member (body, "lines");

  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_LINE_ADDED:
    apply (merge, fact);
    return;
  case TRIVET_FACT_LINE_MOVED:
    move_line (merge, index);
    return;
  case TRIVET_FACT_LINE_RECEIVED:
    if (!g_hash_table_contains (merge->received, fact))
      add_conflict (merge, fact, FALSE, "The order that gives the line is not known yet");
    return;
  case TRIVET_FACT_LINES_SENT:
  case TRIVET_FACT_LINES_COOKED:
  case TRIVET_FACT_LINES_SERVED:
  case TRIVET_FACT_LINES_RUSHED:
    if (lines != NULL && JSON_NODE_HOLDS_ARRAY (lines)) {
      apply_lines_fact (merge, fact, json_node_get_array (lines));
      return;
    }
    break;
  default:
    break;
  }
  if (line_id != NULL)
    apply_line_fact (merge, fact, line_id);
  else
    apply (merge, fact);
}

static gboolean
was_never_opened (gpointer key,
                  gpointer value,
                  gpointer user_data)
{
  return ((const TrivetOrder *) value)->opened_at_us == 0;
}

/**
 * trivet_orders_fold_merged:
 * @facts: (element-type TrivetFact): of any registers, in any order, doubles allowed; those about
 *   other things than orders are passed over
 * @ret_conflicts: (out) (transfer full) (element-type TrivetConflict): what contradicted
 *
 * Folds the orders of several registers. Pure: every register that has the same facts gets the same
 * orders.
 *
 * Returns: (transfer full) (element-type utf8 TrivetOrder): order id → order
 */
GHashTable *
trivet_orders_fold_merged (GPtrArray  *facts,
                           GPtrArray **ret_conflicts)
{
  Merge merge = { 0 };

  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (ret_conflicts != NULL, NULL);

  merge.orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_order_unref);
  merge.conflicts = g_ptr_array_new_with_free_func (conflict_free);
  merge.facts = trivet_facts_sort (facts);
  merge.received = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < merge.facts->len; i++) {
    if (is_order_fact (g_ptr_array_index (merge.facts, i)))
      apply_next (&merge, i);
  }
  g_hash_table_foreach_remove (merge.orders, was_never_opened, NULL);
  g_hash_table_unref (merge.received);
  g_ptr_array_unref (merge.facts);
  *ret_conflicts = merge.conflicts;

  return merge.orders;
}
