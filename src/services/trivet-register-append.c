/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * The way of facts to the journal: judged against what is on its way, remembered until they are
 * durable, and taken back from memory, with all that was judged upon them, when the disk refuses.
 */

/**
 * Append:
 * @undo_serial: the step that takes this append back, 0 for none
 * @undone: (nullable): the step that this append takes back
 */
typedef struct {
  TrivetRegister *reg;
  char           *order_id;
  GPtrArray      *facts;
  guint64         undo_serial;
  TrivetUndoStep *undone;
} Append;

static void
append_free (Append *append)
{
  g_object_unref (append->reg);
  g_free (append->order_id);
  g_ptr_array_unref (append->facts);
  g_clear_pointer (&append->undone, _trivet_undo_step_free);
  g_free (append);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Append, append_free)

/* Returns: (transfer none): the copy of the order in @after, made when it is not there yet */
static TrivetOrder *
get_after (TrivetRegister *self,
           GHashTable     *after,
           const char     *order_id)
{
  TrivetOrder *order = g_hash_table_lookup (after, order_id);
  TrivetOrder *before;

  if (order != NULL)
    return order;
  before = _trivet_register_peek_order (self, order_id);
  order = before != NULL ? trivet_order_copy (before) : trivet_order_new (order_id);
  g_hash_table_insert (after, g_strdup (order_id), order);

  return order;
}

/* Facts of one append may be about several orders: a line that moves leaves one and joins another.
 * Returns: (transfer full) (nullable): order id → the order after @facts, as far as is known now */
static GHashTable *
judge (TrivetRegister *self,
       GPtrArray      *facts,
       GError        **error)
{
  g_autoptr (GHashTable) after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_order_unref);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (_trivet_register_is_order_fact (fact) &&
        !trivet_order_apply (get_after (self, after, trivet_fact_get_subject (fact)), fact, error))
      return NULL;
  }

  return g_steal_pointer (&after);
}

/* What becomes of counts is known before the disk says so, whoever changes them. */
void
_trivet_register_expect_menu (TrivetRegister *self,
                              GPtrArray      *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_ITEM_AVAILABILITY_SET)
      g_hash_table_replace (self->ahead_left, g_strdup (trivet_json_get_string_or (body, "id", "")),
                            GINT_TO_POINTER ((int) trivet_json_get_int_or (body, "left", -1)));
  }
}

static void
look_ahead (TrivetRegister *self,
            GPtrArray      *facts,
            GHashTable     *after)
{
  GHashTableIter iter;
  gpointer       order_id;
  gpointer       order;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &order_id, &order))
    g_hash_table_replace (self->ahead, g_strdup (order_id), trivet_order_ref (order));

  for (guint i = 0; i < facts->len; i++)
    g_hash_table_add (self->own_facts, g_strdup (trivet_fact_get_id (g_ptr_array_index (facts, i))));
  _trivet_register_expect_menu (self, facts);
}

/* After a refusal: what is on its way still is judged anew, without what was refused. */
static void
look_ahead_again (TrivetRegister *self)
{
  g_hash_table_remove_all (self->ahead);
  g_hash_table_remove_all (self->ahead_left);
  g_hash_table_remove_all (self->own_facts);

  for (GList *l = self->appends.head; l != NULL; l = l->next) {
    Append *append = l->data;
    g_autoptr (GHashTable) after = judge (self, append->facts, NULL);

    /* One that built on what was refused will be refused, too. */
    if (after != NULL)
      look_ahead (self, append->facts, after);
  }
}

/* What _trivet_register_expect_menu() was told of is stored, or never will be. */
void
_trivet_register_forget_menu (TrivetRegister *self,
                              gboolean        stored)
{
  if (!stored)
    look_ahead_again (self);
  else if (g_queue_is_empty (&self->appends))
    g_hash_table_remove_all (self->ahead_left);
}

/* An order whose first facts were refused has never been there. */
static void
forget_opening (TrivetRegister *self,
                GPtrArray      *facts)
{
  TrivetFact *first = g_ptr_array_index (facts, 0);

  if (trivet_fact_get_fact_type (first) != TRIVET_FACT_ORDER_OPENED)
    return;

  _trivet_register_return_number (self, first);
  if (self->current == NULL && g_strcmp0 (self->current_id, trivet_fact_get_subject (first)) == 0)
    g_clear_pointer (&self->current_id, g_free);
}

/* The step that would take @append back is void, also when it is just being taken. */
static void
forget_undo (TrivetRegister *self,
             const Append   *append)
{
  if (append->undo_serial == 0)
    return;

  _trivet_register_forget_undo (self, append->undo_serial);
  for (GList *l = self->appends.head; l != NULL; l = l->next) {
    Append *later = l->data;

    if (later->undone != NULL && later->undone->serial == append->undo_serial)
      g_clear_pointer (&later->undone, _trivet_undo_step_free);
  }
}

/* An order that was cleared from the screen by what was refused comes back, if there is room. */
static void
bring_back (TrivetRegister *self,
            const Append   *append)
{
  TrivetFact    *last = g_ptr_array_index (append->facts, append->facts->len - 1);
  TrivetFactType type = trivet_fact_get_fact_type (last);
  TrivetTab     *tab;

  if (self->current_id != NULL || (type != TRIVET_FACT_ORDER_HELD && type != TRIVET_FACT_ORDER_VOIDED))
    return;

  tab = trivet_register_lookup_tab (self, append->order_id);
  if (tab != NULL)
    _trivet_register_set_current (self, tab, append->order_id);
}

static void
take_back (TrivetRegister *self,
           Append         *append)
{
  look_ahead_again (self);
  forget_opening (self, append->facts);
  forget_undo (self, append);
  if (append->undone != NULL)
    _trivet_register_push_undo (self, g_steal_pointer (&append->undone));
  bring_back (self, append);
}

static void
on_append_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Append) append = user_data;
  g_autoptr (GError) error = NULL;
  TrivetRegister *self = append->reg;

  g_queue_remove (&self->appends, append);
  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    take_back (self, append);
    _trivet_register_emit_failed (self, error);
    return;
  }

  if (g_queue_is_empty (&self->appends)) {
    g_hash_table_remove_all (self->ahead);
    g_hash_table_remove_all (self->ahead_left);
    g_hash_table_remove_all (self->own_facts);
  }
}

/* What is paid, in flight or in doubt must stay covered (design: payments, rule 4). Only a correction may
 * take away what is paid, as long as nothing else is asked for: it goes back at its end. */
static gboolean
stays_covered (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  gboolean corrected = order->reopened_at_us != 0;
  gint64   paid = corrected ? trivet_order_get_net_paid_minor (order) : trivet_order_get_paid_minor (order);
  gint64   asked = trivet_order_get_open_minor (order) + trivet_order_get_in_doubt_minor (order);
  gint64   taken = corrected && asked == 0 ? 0 : paid + asked;

  if (taken == 0)
    return TRUE;

  return trivet_order_compute_totals (order, &totals, NULL) && totals.total_minor >= taken;
}

static gboolean
all_stay_covered (GHashTable *after)
{
  GHashTableIter iter;
  gpointer       order;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, NULL, &order)) {
    if (!stays_covered (order))
      return FALSE;
  }

  return TRUE;
}

/* Returns: (transfer none) (nullable): what is on its way now; %NULL when it was refused */
static Append *
send_facts (TrivetRegister *self,
            const char     *order_id,
            GPtrArray      *facts)
{
  g_autoptr (GHashTable) after = NULL;
  g_autoptr (GError) error = NULL;
  Append *append;

  after = judge (self, facts, &error);
  if (after != NULL && _trivet_register_add_prices (self, facts, after, &error) && !all_stay_covered (after))
    g_set_error_literal (&error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY,
                         "A payment covers what would be taken away");
  if (error != NULL) {
    forget_opening (self, facts);
    _trivet_register_emit_failed (self, error);
    return NULL;
  }

  append = g_new0 (Append, 1);
  append->reg = g_object_ref (self);
  append->order_id = g_strdup (order_id);
  append->facts = g_ptr_array_ref (facts);
  g_queue_push_tail (&self->appends, append);
  look_ahead (self, facts, after);
  trivet_journal_append_async (self->journal, facts, on_append_ready, append);

  return append;
}

/* Judges @facts against what is on its way, and sends them to the journal. @order_id is the order
 * that staff see change; facts may be about others, too. @undo, which is taken over, becomes the newest step back. */
gboolean
_trivet_register_submit (TrivetRegister *self,
                         const char     *order_id,
                         GPtrArray      *facts,
                         TrivetUndoStep *undo)
{
  g_autoptr (TrivetUndoStep) step = undo;
  Append *append = send_facts (self, order_id, facts);

  if (append == NULL)
    return FALSE;
  if (step == NULL)
    return TRUE;

  append->undo_serial = step->serial;
  _trivet_register_push_undo (self, g_steal_pointer (&step));

  return TRUE;
}

/* Sends @facts, which take the newest step of the current order back. */
gboolean
_trivet_register_submit_undo (TrivetRegister *self,
                              GPtrArray      *facts)
{
  Append *append = send_facts (self, self->current_id, facts);

  if (append == NULL)
    return FALSE;
  append->undone = g_queue_pop_tail (&self->undo);

  return TRUE;
}
