/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-returns-private.h"

#include "trivet-id.h"

/*
 * Gives money back: cash by a fact, a wallet's money by the engine. One part after another, so that
 * each is checked against what the one before has left.
 */

/**
 * Giving:
 * @refund_ids: of the parts that are durable
 * @cause: as facts have it
 */
typedef struct {
  char       *order_id;
  const char *cause;
  char       *reason;
  char       *staff;
  GPtrArray  *plan;
  GPtrArray  *refund_ids;
  guint       next;
} Giving;

static void
giving_free (Giving *giving)
{
  g_free (giving->order_id);
  g_free (giving->reason);
  g_free (giving->staff);
  g_ptr_array_unref (giving->plan);
  g_clear_pointer (&giving->refund_ids, g_ptr_array_unref);
  g_free (giving);
}

static void give_next (GTask *task);

static void
end_with_error (GTask  *task,
                GError *error)
{
  TrivetReturns *self = g_task_get_source_object (task);

  self->busy = FALSE;
  g_task_return_error (task, error);
}

static void
on_refund_started (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Giving *giving = g_task_get_task_data (task);
  char   *refund_id;

  refund_id = trivet_payment_engine_refund_finish (TRIVET_PAYMENT_ENGINE (source), result, &error);
  if (refund_id == NULL) {
    end_with_error (task, error);
    return;
  }
  g_ptr_array_add (giving->refund_ids, refund_id);
  give_next (g_steal_pointer (&task));
}

static void
ask_provider (GTask            *task,
              TrivetReturnPart *part)
{
  TrivetReturns      *self = g_task_get_source_object (task);
  Giving             *giving = g_task_get_task_data (task);
  TrivetRefundDetails details = {
    .order_id = giving->order_id,
    .payment_id = part->payment_id,
    .amount = trivet_money_new (part->amount_minor, trivet_register_get_shop (self->reg)->currency),
    .lines = part->lines,
    .reason = giving->reason,
    .staff = giving->staff,
  };

  trivet_payment_engine_refund_async (self->engine, &details, on_refund_started, task);
}

static void
on_cash_stored (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Giving *giving = g_task_get_task_data (task);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_ptr_array_set_size (giving->refund_ids, (int) giving->refund_ids->len - 1);
    end_with_error (task, error);
    return;
  }
  give_next (g_steal_pointer (&task));
}

/* @instead_of: (nullable): the failed refund that this pays */
static void
store_cash (GTask            *task,
            TrivetReturnPart *part,
            const char       *instead_of)
{
  TrivetReturns  *self = g_task_get_source_object (task);
  Giving         *giving = g_task_get_task_data (task);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  JsonObject     *body = json_object_new ();
  char           *refund_id = trivet_id_new (stamp.clock, stamp.random);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  stamp.staff = giving->staff;
  json_object_set_string_member (body, "refund", refund_id);
  json_object_set_string_member (body, "payment", part->payment_id);
  json_object_set_int_member (body, "amount_minor", part->amount_minor);
  if (part->cash_minor != part->amount_minor)
    json_object_set_int_member (body, "rounding_minor", part->cash_minor - part->amount_minor);
  json_object_set_string_member (body, "cause", giving->cause);
  json_object_set_string_member (body, "reason", giving->reason);
  if (part->lines->len > 0)
    json_object_set_array_member (body, "lines", trivet_returned_lines_to_json (part->lines));
  if (instead_of != NULL)
    json_object_set_string_member (body, "instead_of", instead_of);
  if (trivet_register_get_shift (self->reg) != NULL)
    json_object_set_string_member (body, "shift", trivet_register_get_shift (self->reg));
  g_ptr_array_add (giving->refund_ids, refund_id);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_CASH_RETURNED, giving->order_id, body, &stamp));
  trivet_journal_append_async (self->journal, facts, on_cash_stored, task);
}

static void
give_next (GTask *task)
{
  TrivetReturns    *self = g_task_get_source_object (task);
  Giving           *giving = g_task_get_task_data (task);
  TrivetReturnPart *part;

  if (giving->next == giving->plan->len) {
    self->busy = FALSE;
    g_task_return_pointer (task, g_steal_pointer (&giving->refund_ids), (GDestroyNotify) g_ptr_array_unref);
    g_object_unref (task);
    return;
  }

  part = g_ptr_array_index (giving->plan, giving->next++);
  if (part->cash)
    store_cash (task, part, NULL);
  else
    ask_provider (task, part);
}

/* Returns: (transfer full) (nullable): a task that may begin; @plan stays the caller's */
static GTask *
begin (TrivetReturns      *self,
       GPtrArray          *plan,
       TrivetApproval     *approval,
       const char         *reason,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  TrivetManager *manager = trivet_register_get_manager (self->reg);
  GTask         *task = g_task_new (self, NULL, callback, user_data);
  Giving        *giving;

  if (!trivet_manager_accepts (manager, TRIVET_PERMISSION_REFUND, approval)) {
    g_task_return_new_error (task, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL,
                             "Somebody who may give money back has to approve it");
    g_object_unref (task);
    return NULL;
  }
  if (self->order == NULL || self->busy || plan->len == 0) {
    int code = self->order == NULL ? TRIVET_RETURNS_ERROR_NO_ORDER
               : self->busy        ? TRIVET_RETURNS_ERROR_BUSY
                                   : TRIVET_RETURNS_ERROR_NOTHING;

    g_task_return_new_error (task, TRIVET_RETURNS_ERROR, code, "There is nothing to give back here now");
    g_object_unref (task);
    return NULL;
  }

  giving = g_new0 (Giving, 1);
  giving->order_id = g_strdup (self->order_id);
  giving->reason = g_strdup (reason);
  giving->cause = "guest";
  giving->staff = g_strdup (approval != NULL ? trivet_approval_get_approver (approval)
                                             : trivet_register_get_staff (self->reg));
  giving->plan = g_ptr_array_ref (plan);
  giving->refund_ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, giving, (GDestroyNotify) giving_free);
  self->busy = TRUE;
  return task;
}

/**
 * trivet_returns_give_async:
 * @self: returns with an open order
 * @plan: (element-type TrivetReturnPart): from trivet_returns_plan_lines() or _amount(); must not be
 *   changed until it has ended
 * @approval: (transfer full) (nullable): somebody's yes; %NULL where nobody has a PIN
 * @reason: words for the guest's statement and the audit
 * @callback: called when all parts are durable, or one was refused
 * @user_data: for @callback
 *
 * Gives the money back. Cash may be handed over when @callback says so. What a provider gives back
 * is on its way then; the engine's `refund-changed` and `changed` here tell when it is done.
 */
void
trivet_returns_give_async (TrivetReturns      *self,
                           GPtrArray          *plan,
                           TrivetApproval     *approval,
                           const char         *reason,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (TrivetApproval) owned = approval;
  GTask *task;

  g_return_if_fail (TRIVET_IS_RETURNS (self));
  g_return_if_fail (plan != NULL && reason != NULL);

  task = begin (self, plan, owned, reason, callback, user_data);
  if (task != NULL)
    give_next (task);
}

/**
 * trivet_returns_give_finish:
 * @self: returns
 * @result: from the callback
 * @error: return location: #TrivetReturnsError, #TrivetPaymentError or the disk's. Parts before the
 *   one that failed are durable all the same; the order shows them
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the refunds' ids, one for each part
 */
GPtrArray *
trivet_returns_give_finish (TrivetReturns *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * trivet_returns_pay_by_hand_async:
 * @self: returns with an open order
 * @refund_id: a refund of it that failed
 * @approval: (transfer full) (nullable): somebody's yes; %NULL where nobody has a PIN
 * @reason: words for the audit
 * @callback: called when it is durable: the cash may be handed over
 * @user_data: for @callback
 *
 * Pays what the provider will not give back out of the drawer.
 */
void
trivet_returns_pay_by_hand_async (TrivetReturns      *self,
                                  const char         *refund_id,
                                  TrivetApproval     *approval,
                                  const char         *reason,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (TrivetApproval) owned = approval;
  g_autoptr (GPtrArray) plan = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_return_part_free);
  const TrivetReturn *failed = NULL;
  const TrivetTender *tender;
  Giving             *giving;
  GTask              *task;

  g_return_if_fail (TRIVET_IS_RETURNS (self));
  g_return_if_fail (refund_id != NULL && reason != NULL);

  if (self->order != NULL)
    failed = trivet_order_lookup_return (self->order, refund_id);
  if (failed != NULL && failed->state == TRIVET_RETURN_FAILED) {
    tender = trivet_order_lookup_tender (self->order, failed->payment_id);
    g_ptr_array_add (plan, _trivet_return_part_new (tender, failed->amount_minor));
  }

  task = begin (self, plan, approval, reason, callback, user_data);
  if (task == NULL)
    return;
  giving = g_task_get_task_data (task);
  giving->next = plan->len;
  store_cash (task, g_ptr_array_index (plan, 0), refund_id);
}

/**
 * trivet_returns_pay_by_hand_finish:
 * @self: returns
 * @result: from the callback
 * @error: return location: %TRIVET_RETURNS_ERROR_NOTHING when that refund has not failed, or the
 *   disk's
 *
 * Returns: whether the cash may be handed over
 */
gboolean
trivet_returns_pay_by_hand_finish (TrivetReturns *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  ids = g_task_propagate_pointer (G_TASK (result), error);
  return ids != NULL;
}

/* Out of the payments in cash, the latest first. */
static GPtrArray *
plan_cash_back (const TrivetOrder *order)
{
  GPtrArray *plan = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_return_part_free);
  gint64     left = order != NULL ? trivet_order_get_cash_back_minor (order) : 0;

  for (guint i = left > 0 ? order->tenders->len : 0; i > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i - 1);
    gint64              piece = MIN (_trivet_tender_get_left_minor (tender), left);

    if (*tender->provider_id != '\0' || piece <= 0)
      continue;
    g_ptr_array_add (plan, _trivet_return_part_new (tender, piece));
    left -= piece;
  }

  return plan;
}

/**
 * trivet_returns_hand_out_async:
 * @self: returns with an open order
 * @approval: (transfer full) (nullable): somebody's yes; %NULL where nobody has a PIN
 * @callback: called when it is durable: the cash may be handed over
 * @user_data: for @callback
 *
 * Gives the guest out of the drawer what an order does not need any more after a correction and was paid
 * in cash.
 */
void
trivet_returns_hand_out_async (TrivetReturns      *self,
                               TrivetApproval     *approval,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (TrivetApproval) owned = approval;
  g_autoptr (GPtrArray) plan = NULL;
  GTask *task;

  g_return_if_fail (TRIVET_IS_RETURNS (self));

  plan = plan_cash_back (self->order);
  task = begin (self, plan, owned, "Order corrected", callback, user_data);
  if (task == NULL)
    return;
  ((Giving *) g_task_get_task_data (task))->cause = "surplus";
  give_next (task);
}

/**
 * trivet_returns_hand_out_finish:
 * @self: returns
 * @result: from the callback
 * @error: return location: %TRIVET_RETURNS_ERROR_NOTHING when nothing is to be handed out, another
 *   #TrivetReturnsError, or the disk's
 *
 * Returns: whether the cash may be handed over
 */
gboolean
trivet_returns_hand_out_finish (TrivetReturns *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return trivet_returns_pay_by_hand_finish (self, result, error);
}
