/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * Reopening: an order that was settled is read again, judged, and comes back among the open ones with what
 * was paid for it. What is folded of it must not miss a fact: those that become durable while it is read
 * are kept, and from then on it is folded aside until it is open again.
 */

typedef struct {
  char       *order_id;
  JsonObject *body;
  GPtrArray  *later; /* TrivetFact: what became durable since the reading began */
} Reopening;

static void
reopening_free (Reopening *reopening)
{
  g_free (reopening->order_id);
  json_object_unref (reopening->body);
  g_ptr_array_unref (reopening->later);
  g_free (reopening);
}

void
_trivet_register_tell_reopening (TrivetRegister *self,
                                 TrivetFact     *fact)
{
  for (guint i = 0; i < self->reopening->len; i++) {
    Reopening *reopening = g_ptr_array_index (self->reopening, i);

    if (g_str_equal (reopening->order_id, trivet_fact_get_subject (fact)))
      g_ptr_array_add (reopening->later, trivet_fact_ref (fact));
  }
}

/**
 * trivet_register_needs_for_reopen:
 * @self: a register
 *
 * Returns: what one must be permitted to reopen an order that was settled
 */
TrivetPermission
trivet_register_needs_for_reopen (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_PERMISSION_NONE);

  return trivet_manager_accepts (self->manager, TRIVET_PERMISSION_REOPEN, NULL) ? TRIVET_PERMISSION_NONE
                                                                                : TRIVET_PERMISSION_REOPEN;
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  TrivetRegister *self = g_task_get_source_object (task);
  Reopening      *reopening = g_task_get_task_data (task);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_hash_table_remove (self->aside, reopening->order_id);
    g_task_return_error (task, error);
    return;
  }
  if (trivet_register_lookup_tab (self, reopening->order_id) != NULL)
    trivet_register_select (self, reopening->order_id);
  g_task_return_boolean (task, TRUE);
}

/* Other guests may sit there by now. */
static gboolean
is_table_taken (TrivetRegister    *self,
                const TrivetOrder *order)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tabs)); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (G_LIST_MODEL (self->tabs), i);

    if (*order->table_id != '\0' && g_str_equal (trivet_tab_get_order (tab)->table_id, order->table_id))
      return TRUE;
  }

  return FALSE;
}

/* It keeps the name of its table for the receipt. */
static JsonObject *
unseated_body (const TrivetOrder *order)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "table", "");
  json_object_set_string_member (body, "table_name", order->table_name);
  json_object_set_string_member (body, "table_name_zh", order->table_name_zh);

  return body;
}

/* Returns: (transfer full) (nullable): the order as it is now */
static TrivetOrder *
fold (const Reopening *reopening,
      GPtrArray       *facts,
      GError         **error)
{
  g_autoptr (TrivetOrder) order = trivet_order_fold (reopening->order_id, facts, error);
  gint64 known = facts->len > 0 ? trivet_fact_get_sequence (g_ptr_array_index (facts, facts->len - 1)) : 0;

  for (guint i = 0; order != NULL && i < reopening->later->len; i++) {
    TrivetFact *fact = g_ptr_array_index (reopening->later, i);

    if (trivet_fact_get_sequence (fact) > known && !trivet_order_apply (order, fact, error))
      return NULL;
  }

  return g_steal_pointer (&order);
}

static gboolean
check (const TrivetOrder *order,
       GError           **error)
{
  g_autoptr (GError) problem = NULL;

  if (trivet_order_can_reopen (order, &problem))
    return TRUE;
  g_set_error_literal (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CANNOT_REOPEN, problem->message);

  return FALSE;
}

static void
on_order_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) append = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetOrder) order = NULL;
  GError         *error = NULL;
  TrivetRegister *self = g_task_get_source_object (task);
  Reopening      *reopening = g_task_get_task_data (task);

  g_ptr_array_remove (self->reopening, reopening);
  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL)
    order = fold (reopening, facts, &error);
  if (order == NULL || !check (order, &error)) {
    g_task_return_error (task, error);
    return;
  }

  g_ptr_array_add (append, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_REOPENED, order->order_id,
                                                       json_object_ref (reopening->body)));
  if (is_table_taken (self, order))
    g_ptr_array_add (append, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_SEATED, order->order_id, unseated_body (order)));
  _trivet_register_forget_undo_of (self, order->order_id);
  g_hash_table_replace (self->aside, g_strdup (reopening->order_id), trivet_tab_new (g_steal_pointer (&order)));
  trivet_journal_append_async (self->journal, append, on_stored, g_steal_pointer (&task));
}

/**
 * trivet_register_reopen_async:
 * @self: a register
 * @order_id: an order that was settled
 * @callback: called when it is on the screen, or was refused
 * @user_data: for @callback
 *
 * Takes along what trivet_register_approve_next() was given. The order is one bill again and keeps its
 * payments. It ends with what is due more being paid, or with trivet_checkout_close_order(); what it costs
 * less then goes back: to wallets by itself, in cash by hand (%TRIVET_PARKED_CASH_OWED). Facts land in
 * today's day: a day that was closed keeps its report.
 */
void
trivet_register_reopen_async (TrivetRegister     *self,
                              const char         *order_id,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (TrivetApproval) approval = NULL;
  g_autofree char *reason = NULL;
  Reopening       *reopening;
  GTask           *task;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (order_id != NULL);

  approval = g_steal_pointer (&self->approval);
  reason = g_steal_pointer (&self->reason);
  task = g_task_new (self, NULL, callback, user_data);
  if (!trivet_manager_accepts (self->manager, TRIVET_PERMISSION_REOPEN, approval)) {
    g_task_return_new_error (task, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL,
                             "Somebody who may do this has to approve it");
    g_object_unref (task);
    return;
  }

  reopening = g_new0 (Reopening, 1);
  reopening->order_id = g_strdup (order_id);
  reopening->later = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  reopening->body = json_object_new ();
  json_object_set_string_member (reopening->body, "reason", reason != NULL ? reason : "");
  if (approval != NULL)
    json_object_set_string_member (reopening->body, "approver", trivet_approval_get_approver (approval));
  g_task_set_task_data (task, reopening, (GDestroyNotify) reopening_free);
  g_ptr_array_add (self->reopening, reopening);
  trivet_repository_load_facts_async (self->repository, order_id, NULL, on_order_read, task);
}

/**
 * trivet_register_reopen_finish:
 * @self: a register
 * @result: from the callback
 * @error: return location: %TRIVET_REGISTER_ERROR_NEEDS_APPROVAL, %TRIVET_REGISTER_ERROR_CANNOT_REOPEN, or
 *   the disk's
 *
 * Returns: whether the order is open again
 */
gboolean
trivet_register_reopen_finish (TrivetRegister *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
