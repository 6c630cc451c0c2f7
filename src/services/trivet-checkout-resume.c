/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

/*
 * After a start: hands the payments that a former run left unsettled to the engine.
 */

typedef struct {
  GPtrArray *order_ids;
  guint      next;
  guint      n_resumed;
} ResumeState;

static void
resume_state_free (ResumeState *state)
{
  g_clear_pointer (&state->order_ids, g_ptr_array_unref);
  g_free (state);
}

static void resume_next_order (GTask *task);

static void
on_resume_facts_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  ResumeState    *state = g_task_get_task_data (task);
  TrivetCheckout *self = g_task_get_source_object (task);

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts == NULL || !trivet_payment_engine_resume (self->engine, facts, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  state->n_resumed++;
  state->next++;
  _trivet_checkout_count_doubts (self);
  resume_next_order (g_steal_pointer (&task));
}

static void
resume_next_order (GTask *task)
{
  ResumeState    *state = g_task_get_task_data (task);
  TrivetCheckout *self = g_task_get_source_object (task);

  if (state->next == state->order_ids->len) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }

  trivet_repository_load_facts_async (self->repository, g_ptr_array_index (state->order_ids, state->next), NULL,
                                      on_resume_facts_ready, task);
}

/**
 * trivet_checkout_resume_async:
 * @self: a checkout whose register has loaded
 * @order_ids: (element-type utf8): from trivet_repository_list_unsettled_payments_async()
 * @callback: called when all unsettled payments have been handed to the engine
 * @user_data: for @callback
 */
void
trivet_checkout_resume_async (TrivetCheckout     *self,
                              GPtrArray          *order_ids,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  ResumeState *state;
  GTask       *task;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));
  g_return_if_fail (order_ids != NULL);

  state = g_new0 (ResumeState, 1);
  state->order_ids = g_ptr_array_ref (order_ids);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, state, (GDestroyNotify) resume_state_free);
  resume_next_order (task);
}

/**
 * trivet_checkout_resume_finish:
 * @self: a checkout
 * @result: from the callback
 * @ret_n_resumed: (out) (optional): orders with unsettled payments
 * @error: return location: the store cannot be read
 *
 * Returns: whether all were handed over
 */
gboolean
trivet_checkout_resume_finish (TrivetCheckout *self,
                               GAsyncResult   *result,
                               guint          *ret_n_resumed,
                               GError        **error)
{
  ResumeState *state;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  state = g_task_get_task_data (G_TASK (result));
  if (ret_n_resumed != NULL)
    *ret_n_resumed = state->n_resumed;

  return g_task_propagate_boolean (G_TASK (result), error);
}
