/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

/*
 * What the end of a day leaves behind: read from the store, one list after the other.
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
         self->n_unsent == 0;
}

static gint64
count_unsent (TrivetDrawers *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);
  gint64      n = 0;

  for (guint i = 0; self->kitchen != NULL && i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (self->kitchen, trivet_tab_get_order (tab), TRIVET_SLIP_NEW, TRIVET_COURSE_ALL);

    n += due != NULL ? (gint64) due->lines->len : 0;
  }

  return n;
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
  state->n_unsent = count_unsent (g_task_get_source_object (task));
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

static void
on_doubts (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (take_answer (task, source, result, G_STRUCT_OFFSET (TrivetDayState, doubts)) != NULL)
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
