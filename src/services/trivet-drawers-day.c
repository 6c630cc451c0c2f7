/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

/*
 * The end of a day: what it leaves behind, read from the store, one list after the other; who may end
 * it; and its fact.
 */

/* More than that are counted as so many. */
#define MAX_OPEN_ORDERS 500

/**
 * trivet_day_state_free:
 * @self: (transfer full): a state
 */
void
trivet_day_state_free (TrivetDayState *self)
{
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->doubts, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->shifts, g_ptr_array_unref);
  g_clear_pointer (&self->unsent, g_ptr_array_unref);
  g_free (self);
}

/**
 * trivet_day_state_is_clean:
 * @self: a state
 *
 * Returns: whether nothing is open, in doubt or unsent
 */
gboolean
trivet_day_state_is_clean (const TrivetDayState *self)
{
  return self->orders->len == 0 && self->doubts->len == 0 && self->jobs->len == 0 && self->shifts->len == 0 &&
         self->unsent->len == 0;
}

/**
 * trivet_day_state_count_unsent:
 * @self: a state
 *
 * Returns: how many dishes the kitchen was not told of, in all orders
 */
gint64
trivet_day_state_count_unsent (const TrivetDayState *self)
{
  gint64 n = 0;

  for (guint i = 0; i < self->unsent->len; i++)
    n += ((TrivetUnsent *) g_ptr_array_index (self->unsent, i))->n_dishes;

  return n;
}

static void
unsent_free (gpointer data)
{
  TrivetUnsent *unsent = data;

  g_free (unsent->order_id);
  g_free (unsent);
}

static GPtrArray *
list_unsent (TrivetDrawers *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);
  GPtrArray  *list = g_ptr_array_new_with_free_func (unsent_free);

  for (guint i = 0; self->kitchen != NULL && i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    const TrivetOrder *order = trivet_tab_get_order (tab);
    g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (self->kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL);
    TrivetUnsent *unsent;

    if (due == NULL || due->lines->len == 0)
      continue;
    unsent = g_new0 (TrivetUnsent, 1);
    unsent->order_id = g_strdup (order->order_id);
    unsent->n_dishes = due->lines->len;
    g_ptr_array_add (list, unsent);
  }

  return list;
}

/* Puts the answer into @slot. Returns: (transfer none): the state, %NULL when the task has ended */
static TrivetDayState *
take_answer (GTask        *task,
             GObject      *source,
             GAsyncResult *result,
             gsize         slot)
{
  TrivetDayState *state = g_task_get_task_data (task);
  GError         *error = NULL;
  GPtrArray      *rows = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (rows == NULL) {
    g_task_return_error (task, error);
    return NULL;
  }
  G_STRUCT_MEMBER (GPtrArray *, state, slot) = rows;

  return state;
}

static void
on_shifts (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDayState *state = take_answer (task, source, result, G_STRUCT_OFFSET (TrivetDayState, shifts));

  if (state == NULL)
    return;
  state->unsent = list_unsent (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
on_jobs (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (take_answer (task, source, result, G_STRUCT_OFFSET (TrivetDayState, jobs)) != NULL)
    trivet_repository_list_shifts_async (TRIVET_REPOSITORY (source), TRIVET_SHIFT_QUERY_OPEN, 0, 0, NULL, on_shifts,
                                         g_steal_pointer (&task));
}

/* Codes that are or were shown are offers: nobody has paid, and what comes late goes back by itself. */
static void
remove_offers (GPtrArray *movements)
{
  for (guint i = movements->len; i-- > 0;) {
    const TrivetMovement *movement = g_ptr_array_index (movements, i);

    if (movement->kind == TRIVET_MOVEMENT_PAYMENT && (g_str_equal (movement->state, "offered") || g_str_equal (movement->state, "withdrawn")))
      g_ptr_array_remove_index (movements, i);
  }
}

static void
on_doubts (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDayState *state = take_answer (task, source, result, G_STRUCT_OFFSET (TrivetDayState, doubts));

  if (state == NULL)
    return;
  remove_offers (state->doubts);
  trivet_repository_list_print_jobs_async (TRIVET_REPOSITORY (source), NULL, on_jobs, g_steal_pointer (&task));
}

static void
on_orders (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (take_answer (task, source, result, G_STRUCT_OFFSET (TrivetDayState, orders)) != NULL)
    trivet_repository_list_movements_async (TRIVET_REPOSITORY (source), TRIVET_MOVEMENT_QUERY_PARKED, NULL, 0, 0, NULL,
                                            on_doubts, g_steal_pointer (&task));
}

/**
 * trivet_drawers_survey_async:
 * @self: drawers
 * @callback: called with what is open, in doubt or unsent
 * @user_data: for @callback
 */
void
trivet_drawers_survey_async (TrivetDrawers      *self,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_drawers_survey_async);
  g_task_set_task_data (task, g_new0 (TrivetDayState, 1), NULL);
  trivet_repository_list_orders_async (self->repository, TRIVET_ORDER_QUERY_OPEN, NULL, 0, MAX_OPEN_ORDERS, NULL, on_orders, task);
}

/**
 * trivet_drawers_survey_finish:
 * @self: drawers
 * @result: from the callback
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable): what a person must know before the day ends
 */
TrivetDayState *
trivet_drawers_survey_finish (TrivetDrawers *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr (TrivetDayState) state = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  state = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&state) : NULL;
}

static void
add_amounts (GPtrArray *list,
             GPtrArray *orders,
             GPtrArray *movements)
{
  for (guint i = 0; orders != NULL && i < orders->len; i++) {
    const TrivetOrderSummary *order = g_ptr_array_index (orders, i);

    trivet_day_left_add (list, order->number, NULL, order->total_minor - order->paid_minor);
  }
  for (guint i = 0; movements != NULL && i < movements->len; i++) {
    const TrivetMovement *movement = g_ptr_array_index (movements, i);

    trivet_day_left_add (list, movement->order_number, NULL, movement->amount_minor);
  }
}

JsonObject *
_trivet_day_state_to_left (const TrivetDayState *self)
{
  g_autoptr (TrivetDayLeft) left = trivet_day_left_new ();

  add_amounts (left->orders, self->orders, NULL);
  add_amounts (left->doubts, NULL, self->doubts);
  for (guint i = 0; i < self->shifts->len; i++) {
    const TrivetShift *shift = g_ptr_array_index (self->shifts, i);

    trivet_day_left_add (left->shifts, shift->drawer_id, shift->opened_by, 0);
  }
  left->n_papers = self->jobs->len;
  left->n_unsent = trivet_day_state_count_unsent (self);

  return trivet_day_left_to_json (left);
}

/**
 * trivet_drawers_needs:
 * @self: drawers
 * @permission: %TRIVET_PERMISSION_OPEN_DRAWER or %TRIVET_PERMISSION_CLOSE_DAY
 *
 * Returns: @permission when somebody must be asked, %TRIVET_PERMISSION_NONE when who is signed in
 *   may, or nobody has a PIN
 */
TrivetPermission
trivet_drawers_needs (TrivetDrawers   *self,
                      TrivetPermission permission)
{
  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), TRIVET_PERMISSION_NONE);

  return trivet_manager_needs (self->manager, permission);
}

static void
on_report_wanted (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error))
    _trivet_drawers_emit_failed (TRIVET_DRAWERS (source), error);
}

static void
on_day_appended (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDrawers *self = g_task_get_source_object (task);
  GError        *error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  _trivet_drawers_own_day (self);
  if (self->queue != NULL && trivet_print_queue_get_printer (self->queue) != NULL)
    _trivet_drawers_print_report (self, &self->last_day, on_report_wanted, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
on_left_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDrawers  *self = TRIVET_DRAWERS (source);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  JsonObject     *body = g_task_get_task_data (task);
  GError         *error = NULL;
  g_autoptr (TrivetDayState) state = trivet_drawers_survey_finish (self, result, &error);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  if (state == NULL) {
    g_task_return_error (task, error);
    return;
  }
  json_object_set_int_member (body, "number", self->last_day.number + 1);
  json_object_set_int_member (body, "from_sequence", self->last_day.to_sequence + 1);
  json_object_set_object_member (body, "left", _trivet_day_state_to_left (state));
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_DAY_CLOSED, TRIVET_DAY_SUBJECT, json_object_ref (body), &stamp));
  trivet_journal_append_async (self->journal, facts, on_day_appended, g_steal_pointer (&task));
}

/**
 * trivet_drawers_close_day_async:
 * @self: drawers
 * @business_date: YYYY-MM-DD, as the shop calls the day that ends
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable: trivet_drawers_get_last_day() is the Z report's then
 * @user_data: for @callback
 *
 * Ends the business day; whoever asks has seen trivet_drawers_survey_async(). With a printer the Z
 * report is printed by itself.
 */
void
trivet_drawers_close_day_async (TrivetDrawers      *self,
                                const char         *business_date,
                                TrivetApproval     *approval,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask      *task = g_task_new (self, NULL, callback, user_data);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "business_date", business_date);
  g_task_set_source_tag (task, trivet_drawers_close_day_async);
  g_task_set_task_data (task, body, (GDestroyNotify) json_object_unref);
  if (!trivet_manager_allows (self->manager, TRIVET_PERMISSION_CLOSE_DAY, approval, body)) {
    g_task_return_new_error (task, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_ALLOWED, "You may not end the day.");
    g_object_unref (task);
    return;
  }
  trivet_drawers_survey_async (self, on_left_ready, task);
}
