/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

#include "trivet-id.h"

/* Begins refunds: never more than the payment brought, durable before the first byte leaves. */

/* Ended refunds that can still be looked up. */
#define MAX_ENDED 256

static void
start_free (TrivetRefundStart *start)
{
  trivet_payment_unref (start->payment);
  g_free (start->refund_id);
  g_free (start->staff);
  g_ptr_array_unref (start->facts);
  g_clear_object (&start->task);
  g_free (start);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetRefundStart, start_free)

/* @payment_id: (nullable): %NULL for all of the order. */
gint64
_trivet_payment_engine_sum_starting_refunds (TrivetPaymentEngine *self,
                                             const char          *order_id,
                                             const char          *payment_id)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->starting_refunds->len; i++) {
    const TrivetRefundStart *start = g_ptr_array_index (self->starting_refunds, i);

    if (g_str_equal (start->payment->order_id, order_id) &&
        (payment_id == NULL || g_str_equal (start->payment->payment_id, payment_id)))
      sum += start->amount_minor;
  }

  return sum;
}

static GPtrArray *
make_facts (TrivetPaymentEngine *self,
            TrivetRefundStart   *start,
            gboolean             surplus,
            GPtrArray           *lines,
            const char          *reason)
{
  const TrivetPayment *payment = start->payment;
  g_autofree char     *ulid = trivet_id_new (self->clock, self->random);
  g_autofree char     *merchant_refund_id = g_strconcat ("TF", ulid, NULL);
  GPtrArray           *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  JsonObject          *body = json_object_new ();

  json_object_set_string_member (body, "refund", start->refund_id);
  json_object_set_string_member (body, "payment", payment->payment_id);
  json_object_set_string_member (body, "provider", payment->provider_id);
  json_object_set_string_member (body, "merchant_refund_id", merchant_refund_id);
  json_object_set_int_member (body, "amount_minor", start->amount_minor);
  json_object_set_string_member (body, "currency",
                                 trivet_currency_get_code (payment->amount.currency));
  json_object_set_string_member (body, "cause", surplus ? "surplus" : "guest");
  json_object_set_string_member (body, "reason", reason);
  if (lines != NULL && lines->len > 0)
    json_object_set_array_member (body, "lines", trivet_returned_lines_to_json (lines));
  g_ptr_array_add (facts, _trivet_payment_engine_make_fact (self, payment->order_id, start->staff,
                                                            TRIVET_FACT_REFUND_STARTED, body));

  return facts;
}

static void
begin_drive (TrivetPaymentEngine *self,
             TrivetRefundStart   *start)
{
  g_autoptr (TrivetRefund) refund = trivet_refund_new (start->refund_id, start->payment->order_id);
  TrivetRefundDrive *drive = _trivet_refund_drive_new (self, refund, start->payment);

  g_free (drive->staff);
  drive->staff = g_strdup (start->staff);
  g_hash_table_insert (self->refunds, refund->refund_id, drive);
  _trivet_refund_drive_commit (drive, start->facts);
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TrivetRefundStart) start = user_data;
  g_autoptr (GError) error = NULL;
  TrivetPaymentEngine *self = g_task_get_source_object (start->task);
  TrivetRefundDrive   *drive;

  if (!self->disposed)
    g_ptr_array_remove_fast (self->starting_refunds, start);
  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_task_return_error (start->task, g_steal_pointer (&error));
    return;
  }
  if (self->disposed) {
    g_task_return_new_error (start->task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                             "The register stopped; the refund goes on when it starts again");
    return;
  }

  begin_drive (self, start);
  g_task_return_pointer (start->task, g_strdup (start->refund_id), g_free);
  drive = g_hash_table_lookup (self->refunds, start->refund_id);
  if (drive != NULL)
    _trivet_refund_drive_emit (drive);
}

/**
 * _trivet_payment_engine_begin_refund:
 * @task: (transfer full): of the engine; gets the refund's id or an error
 * @payment: what was paid
 * @amount_minor: what goes back, checked by the caller
 * @surplus: the order did not need it
 * @lines: (nullable): what of the order goes back
 * @reason: words
 * @staff: who
 *
 * Makes the intent durable, then drives it.
 */
void
_trivet_payment_engine_begin_refund (GTask         *task,
                                     TrivetPayment *payment,
                                     gint64         amount_minor,
                                     gboolean       surplus,
                                     GPtrArray     *lines,
                                     const char    *reason,
                                     const char    *staff)
{
  TrivetPaymentEngine *self = g_task_get_source_object (task);
  TrivetRefundStart   *start = g_new0 (TrivetRefundStart, 1);

  start->payment = trivet_payment_ref (payment);
  start->refund_id = trivet_id_new (self->clock, self->random);
  start->amount_minor = amount_minor;
  start->staff = g_strdup (staff);
  start->task = task;
  start->facts = make_facts (self, start, surplus, lines, reason);

  g_ptr_array_add (self->starting_refunds, start);
  trivet_journal_append_async (self->journal, start->facts, on_started, start);
}

/* What a request for a refund holds until the order was read. */
typedef struct {
  char       *order_id;
  char       *payment_id;
  TrivetMoney amount;
  GPtrArray  *lines;
  char       *reason;
  char       *staff;
} Request;

static void
request_free (Request *request)
{
  g_free (request->order_id);
  g_free (request->payment_id);
  g_clear_pointer (&request->lines, g_ptr_array_unref);
  g_free (request->reason);
  g_free (request->staff);
  g_free (request);
}

static gboolean
check_provider (TrivetPaymentEngine *self,
                const TrivetPayment *payment,
                GError             **error)
{
  TrivetPaymentProvider *provider =
    trivet_provider_registry_lookup (self->registry, payment->provider_id);

  if (provider == NULL) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER,
                 "The provider %s of payment %s is not set up", payment->provider_id,
                 payment->payment_id);
    return FALSE;
  }
  if (!(trivet_payment_provider_get_capabilities (provider) & TRIVET_CAPABILITY_REFUND)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_SUPPORTED,
                 "The provider %s cannot refund", payment->provider_id);
    return FALSE;
  }

  return TRUE;
}

static gboolean
check_amount (TrivetPaymentEngine *self,
              const TrivetOrder   *order,
              const TrivetPayment *payment,
              const Request       *request,
              GError             **error)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, payment->payment_id);
  gint64              left = payment->amount.minor - tender->returned_minor -
                _trivet_payment_engine_sum_starting_refunds (self, order->order_id,
                                                             payment->payment_id);

  if (payment->state != TRIVET_PAYMENT_STATE_PAID) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "Payment %s is %s, not paid", payment->payment_id,
                 trivet_payment_state_get_name (payment->state));
    return FALSE;
  }
  if (request->amount.currency != payment->amount.currency || request->amount.minor <= 0) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT,
                 "A refund needs an amount above zero in the payment's currency");
    return FALSE;
  }
  if (request->amount.minor > left) {
    g_autofree char *wanted = trivet_money_to_decimal (request->amount);
    g_autofree char *most = trivet_money_to_decimal (trivet_money_new (left, request->amount.currency));

    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE,
                 "%s is more than the %s that payment %s can still give back", wanted, most,
                 payment->payment_id);
    return FALSE;
  }

  return TRUE;
}

static void
on_order_loaded (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  GError              *error = NULL;
  TrivetPaymentEngine *self = g_task_get_source_object (task);
  Request             *request = g_task_get_task_data (task);
  TrivetPayment       *payment;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL)
    order = _trivet_payment_engine_fold_order (self, request->order_id, facts, &error);
  if (order != NULL)
    payments = trivet_payment_fold_all (facts, &error);
  if (payments == NULL) {
    g_task_return_error (task, error);
    return;
  }

  payment = trivet_payment_find (payments, request->payment_id);
  if (payment == NULL)
    g_task_return_new_error (task, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND,
                             "Order %s has no payment %s", request->order_id,
                             request->payment_id);
  else if (!check_provider (self, payment, &error) ||
           !check_amount (self, order, payment, request, &error))
    g_task_return_error (task, error);
  else
    _trivet_payment_engine_begin_refund (g_steal_pointer (&task), payment, request->amount.minor,
                                         FALSE, request->lines, request->reason, request->staff);
}

/**
 * trivet_payment_engine_refund_async:
 * @self: an engine
 * @details: what to give back; valid during this call only
 * @callback: called when the intent is durable, or the refund is not allowed
 * @user_data: for @callback
 *
 * Gives money back by the provider that took it. The amount mirrors stored facts
 * (trivet_order_compute_return()); this checks that a payment never gives back more than it
 * brought.
 */
void
trivet_payment_engine_refund_async (TrivetPaymentEngine       *self,
                                    const TrivetRefundDetails *details,
                                    GAsyncReadyCallback        callback,
                                    gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (TRIVET_IS_PAYMENT_ENGINE (self));
  g_return_if_fail (details != NULL && details->order_id != NULL && details->payment_id != NULL);
  g_return_if_fail (details->reason != NULL && details->staff != NULL);
  g_return_if_fail (!self->disposed);

  request = g_new0 (Request, 1);
  request->order_id = g_strdup (details->order_id);
  request->payment_id = g_strdup (details->payment_id);
  request->amount = details->amount;
  request->lines = details->lines != NULL ? g_ptr_array_ref (details->lines) : NULL;
  request->reason = g_strdup (details->reason);
  request->staff = g_strdup (details->staff);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_payment_engine_refund_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  trivet_repository_load_facts_async (self->repository, request->order_id, NULL, on_order_loaded,
                                      g_steal_pointer (&task));
}

/**
 * trivet_payment_engine_refund_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: return location; every error means that nothing was asked: #TrivetPaymentError for what
 *   cannot go back, %TRIVET_STORE_ERROR when the intent could not be stored
 *
 * Returns: (transfer full) (nullable): the refund's id
 */
char *
trivet_payment_engine_refund_finish (TrivetPaymentEngine *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Keeps an ended refund for a while, and forgets the oldest one. */
void
_trivet_payment_engine_end_refund (TrivetPaymentEngine *self,
                                   TrivetRefundDrive   *drive)
{
  if (drive->filed)
    return;

  drive->filed = TRUE;
  g_queue_push_tail (&self->ended_refunds, g_strdup (drive->refund->refund_id));
  if (g_queue_get_length (&self->ended_refunds) > MAX_ENDED) {
    g_autofree char *oldest = g_queue_pop_head (&self->ended_refunds);

    g_hash_table_remove (self->refunds, oldest);
  }
}

/**
 * trivet_payment_engine_check_refund_now:
 * @self: an engine
 * @refund_id: a refund
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND
 *
 * Goes on now instead of at the next time: asks what became of it, or asks for it again when the
 * shop's balance was too low. Does nothing when it has ended or is busy.
 *
 * Returns: %FALSE when there is no such refund here
 */
gboolean
trivet_payment_engine_check_refund_now (TrivetPaymentEngine *self,
                                        const char          *refund_id,
                                        GError             **error)
{
  TrivetRefundDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (refund_id != NULL, FALSE);

  drive = g_hash_table_lookup (self->refunds, refund_id);
  if (drive == NULL) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND,
                 "There is no refund %s here", refund_id);
    return FALSE;
  }

  if (!drive->deciding && _trivet_wire_get_call (drive->wire) == TRIVET_CALL_NONE)
    _trivet_refund_drive_step (drive);
  return TRUE;
}

/**
 * trivet_payment_engine_lookup_refund:
 * @self: an engine
 * @refund_id: a refund
 *
 * Returns: (transfer none) (nullable): its durable record; all open refunds are known, and the
 *   latest ended ones
 */
TrivetRefund *
trivet_payment_engine_lookup_refund (TrivetPaymentEngine *self,
                                     const char          *refund_id)
{
  TrivetRefundDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), NULL);
  g_return_val_if_fail (refund_id != NULL, NULL);

  drive = g_hash_table_lookup (self->refunds, refund_id);
  return drive != NULL ? drive->refund : NULL;
}

/**
 * trivet_payment_engine_get_n_open_refunds:
 * @self: an engine
 *
 * Returns: how many refunds have not ended
 */
guint
trivet_payment_engine_get_n_open_refunds (TrivetPaymentEngine *self)
{
  GHashTableIter iter;
  gpointer       value;
  guint          n = 0;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), 0);

  g_hash_table_iter_init (&iter, self->refunds);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    TrivetRefundDrive *drive = value;

    if (!trivet_refund_state_is_final (drive->refund->state))
      n++;
  }

  return n;
}
