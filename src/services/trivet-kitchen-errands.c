/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-desk-private.h"

/*
 * What the kitchen is told by itself: what is void of what it was sent, what of it goes elsewhere, and
 * what was paid without having been sent. Each errand reads the order as it is on the disk, and the next one begins when
 * its facts are there, so that nothing is told twice.
 */

/* Of what was paid while nobody could tell the kitchen any more, what is older has been eaten or
 * given back. */
#define CATCH_UP_US  (2 * G_TIME_SPAN_HOUR)
#define CATCH_UP_MAX 50

static void work_off (TrivetKitchenDesk *self);

static void
end_errand (TrivetKitchenDesk *self,
            const GError      *error)
{
  self->running = FALSE;
  if (self->reg == NULL)
    return;
  if (error != NULL)
    _trivet_kitchen_desk_emit_failed (self, error);
  work_off (self);
}

static void
on_told_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetKitchenDesk) self = user_data;
  g_autoptr (GError) error = NULL;

  trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);
  end_errand (self, error);
}

/* Whoever orders at the counter has no courses to wait for. */
static int
get_paid_course (const TrivetOrder *order)
{
  return order->kind == TRIVET_ORDER_KIND_TABLE ? TRIVET_COURSE_FREE : TRIVET_COURSE_ALL;
}

static void
on_order_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetKitchenDesk) self = user_data;
  g_autofree char *order_id = g_queue_pop_head (&self->errands);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  stored = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (stored != NULL && order_id != NULL)
    order = trivet_order_fold (order_id, stored, &error);
  if (order != NULL) {
    gboolean       paid = order->settled_at_us != 0 && self->send_when_paid;
    TrivetSlipKind first = paid ? TRIVET_SLIP_NEW : TRIVET_SLIP_PLACE;

    _trivet_kitchen_desk_add_dues (self, order, TRIVET_SLIP_VOID, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL, facts);
    _trivet_kitchen_desk_add_dues (self, order, first, TRIVET_SLIP_PLACE, get_paid_course (order), facts);
  }
  if (facts->len > 0)
    trivet_journal_append_async (self->journal, facts, on_told_ready, g_object_ref (self));
  else
    end_errand (self, error);
}

static void
work_off (TrivetKitchenDesk *self)
{
  const char *order_id = g_queue_peek_head (&self->errands);

  if (self->running || order_id == NULL)
    return;

  self->running = TRUE;
  trivet_repository_load_facts_async (self->repository, order_id, NULL, on_order_ready, g_object_ref (self));
}

/* One that waits is enough: it will see everything. The one that runs may have read too early. */
void
_trivet_kitchen_desk_run_errand (TrivetKitchenDesk *self,
                                 const char        *order_id)
{
  GList *waiting = self->running && self->errands.head != NULL ? self->errands.head->next : self->errands.head;

  for (; waiting != NULL; waiting = waiting->next) {
    if (g_str_equal (waiting->data, order_id))
      return;
  }
  g_queue_push_tail (&self->errands, g_strdup (order_id));
  work_off (self);
}

/* Whether the fact may leave the kitchen with something that nobody wants, or that goes elsewhere, or
 * without something that somebody has paid. */
static gboolean
may_need_errand (TrivetFactType type)
{
  switch ((int) type) {
  case TRIVET_FACT_LINE_VOIDED:
  case TRIVET_FACT_LINE_QUANTITY_CHANGED:
  case TRIVET_FACT_LINE_MODIFIERS_SET:
  case TRIVET_FACT_LINE_RECEIVED:
  case TRIVET_FACT_ORDER_SEATED:
  case TRIVET_FACT_ORDER_TYPE_SET:
  case TRIVET_FACT_ORDER_VOIDED:
  case TRIVET_FACT_ORDER_CLOSED:
  case TRIVET_FACT_PAYMENT_PAID:
  case TRIVET_FACT_CASH_TAKEN:
    return TRUE;
  default:
    return FALSE;
  }
}

/* What another register wrote is that register's errand. */
void
_trivet_kitchen_desk_on_committed (TrivetJournal *journal,
                                   GPtrArray     *facts,
                                   gpointer       user_data)
{
  g_autoptr (TrivetKitchenDesk) self = g_object_ref (user_data);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  if (!trivet_kitchen_desk_is_used (self))
    return;
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (may_need_errand (trivet_fact_get_fact_type (fact)) &&
        g_str_equal (trivet_fact_get_register_id (fact), stamp.register_id))
      _trivet_kitchen_desk_run_errand (self, trivet_fact_get_subject (fact));
  }
}

static void
on_history_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TrivetKitchenDesk) self = user_data;
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us;

  orders = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self->reg == NULL)
    return;
  if (orders == NULL) {
    _trivet_kitchen_desk_emit_failed (self, error);
    return;
  }
  now_us = trivet_clock_get_wall_us (trivet_register_get_stamp (self->reg).clock);
  for (guint i = 0; i < orders->len; i++) {
    const TrivetOrderSummary *summary = g_ptr_array_index (orders, i);

    if (MAX (summary->settled_at_us, summary->voided_at_us) > now_us - CATCH_UP_US)
      _trivet_kitchen_desk_run_errand (self, summary->order_id);
  }
}

/* Whether it must still hear by itself of an order that nobody has paid. */
static gboolean
has_untold (TrivetKitchenDesk *self,
            const TrivetOrder *order)
{
  g_autoptr (GPtrArray) dues = _trivet_kitchen_desk_list_dues (self, order, TRIVET_SLIP_PLACE, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL);

  for (guint i = 0; i < dues->len; i++) {
    const TrivetSlip *due = g_ptr_array_index (dues, i);

    if (due->lines->len > 0)
      return TRUE;
  }

  return FALSE;
}

/* The register may have stopped between a fact and what the kitchen had to be told of it. */
void
_trivet_kitchen_desk_catch_up (TrivetKitchenDesk *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);

  if (!trivet_kitchen_desk_is_used (self))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    if (has_untold (self, trivet_tab_get_order (tab)))
      _trivet_kitchen_desk_run_errand (self, trivet_tab_get_order_id (tab));
  }
  trivet_repository_list_orders_async (self->repository, TRIVET_ORDER_QUERY_HISTORY, NULL, 0, CATCH_UP_MAX, NULL,
                                       on_history_ready, g_object_ref (self));
}

static void
on_cooked_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetKitchenDesk) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error) && self->reg != NULL)
    _trivet_kitchen_desk_emit_failed (self, error);
}

static JsonObject *
cooked_body (const char             *station_id,
             const TrivetCookedLine *lines,
             guint                   n_lines)
{
  JsonObject *body = json_object_new ();
  JsonArray  *array = json_array_new ();

  for (guint i = 0; i < n_lines; i++) {
    JsonObject *entry = json_object_new ();

    json_object_set_string_member (entry, "line", lines[i].line_id);
    json_object_set_int_member (entry, "quantity", lines[i].quantity);
    if (lines[i].part != NULL)
      json_object_set_string_member (entry, "part", lines[i].part);
    if (lines[i].stopped != 0)
      json_object_set_int_member (entry, "stopped", lines[i].stopped);
    json_array_add_object_element (array, entry);
  }
  json_object_set_array_member (body, "lines", array);
  json_object_set_string_member (body, "station", station_id);

  return body;
}

/**
 * trivet_kitchen_desk_cook:
 * @self: a desk
 * @order_id: an order, open or not
 * @station_id: who says so
 * @lines: (array length=n_lines): what was made, each line or part of one once
 * @n_lines: how many, at least 1
 *
 * Guests may have paid long before it is cooked, so this goes past the register.
 */
void
trivet_kitchen_desk_cook (TrivetKitchenDesk      *self,
                          const char             *order_id,
                          const char             *station_id,
                          const TrivetCookedLine *lines,
                          guint                   n_lines)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp;

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));
  g_return_if_fail (order_id != NULL && station_id != NULL);
  g_return_if_fail (lines != NULL && n_lines > 0);

  stamp = trivet_register_get_stamp (self->reg);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_LINES_COOKED, order_id, cooked_body (station_id, lines, n_lines), &stamp));
  trivet_journal_append_async (self->journal, facts, on_cooked_ready, g_object_ref (self));
}
