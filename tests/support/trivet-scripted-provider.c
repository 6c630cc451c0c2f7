/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-scripted-provider.h"

#define NEVER_MS G_MAXUINT

/* One open call. It is referenced by the list of open calls, its timeout, and its cancellable. */
typedef struct {
  TrivetScriptedCall call;
  GTask             *task;
  TrivetClock       *clock;
  guint              timeout_id;
  gulong             cancelled_id;
  gboolean           done;

  TrivetProviderAnswer *answer;
} OpenCall;

struct _TrivetScriptedProvider {
  GObject parent_instance;

  char        *id;
  char        *wallet_id;
  TrivetClock *clock;

  guint               capabilities;
  TrivetCadence       cadence;
  gint64              limit_minor;
  gboolean            deaf;
  TrivetScriptedWorld world;
  gpointer            world_data;

  GQueue     answers[TRIVET_N_SCRIPTED_CALLS]; /* TrivetProviderAnswer */
  GPtrArray *records;                          /* TrivetScriptedRecord */
  GPtrArray *open;                             /* OpenCall, by g_rc_box */
  guint      n_prepared;
};

static void trivet_scripted_provider_provider_init (TrivetPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetScriptedProvider,
                               trivet_scripted_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PAYMENT_PROVIDER,
                                                      trivet_scripted_provider_provider_init))

static void
open_call_clear (gpointer data)
{
  OpenCall *open = data;

  trivet_provider_answer_free (open->answer);
  g_clear_object (&open->task);
  g_clear_object (&open->clock);
}

static void
open_call_unref (gpointer data)
{
  g_rc_box_release_full (data, open_call_clear);
}

static void
record_free (gpointer data)
{
  TrivetScriptedRecord *record = data;

  g_free (record->merchant_order_id);
  g_free (record);
}

/* Answers, once, whoever comes first: the timeout, the test, or a cancel. */
static void
answer_call (OpenCall             *open,
             TrivetProviderAnswer *answer)
{
  TrivetScriptedProvider *self = g_task_get_source_object (open->task);
  g_autoptr (GTask) task = g_steal_pointer (&open->task);

  open->done = TRUE;
  if (open->timeout_id != 0)
    trivet_clock_remove_timeout (open->clock, open->timeout_id);
  open->timeout_id = 0;
  if (open->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), open->cancelled_id);
  open->cancelled_id = 0;

  g_task_return_pointer (task, answer, (GDestroyNotify) trivet_provider_answer_free);
  g_ptr_array_remove (self->open, open);
}

static gboolean
on_answer_due (gpointer user_data)
{
  OpenCall *open = user_data;

  open->timeout_id = 0;
  answer_call (open, g_steal_pointer (&open->answer));

  return G_SOURCE_REMOVE;
}

/* g_signal_connect, not g_cancellable_connect: the latter deadlocks when disconnected inside. */
static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  OpenCall *open = user_data;

  answer_call (open, trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN,
                                                 TRIVET_PAYMENT_REASON_ANSWER_LOST));
}

static void
open_call (TrivetScriptedProvider *self,
           TrivetScriptedCall      call,
           TrivetProviderAnswer   *answer,
           guint                   delay_ms,
           GCancellable           *cancellable,
           GAsyncReadyCallback     callback,
           gpointer                user_data)
{
  OpenCall *open = g_rc_box_new0 (OpenCall);

  open->call = call;
  open->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (open->task, FALSE);
  open->clock = g_object_ref (self->clock);
  open->answer = answer;
  g_ptr_array_add (self->open, open);

  if (answer != NULL && delay_ms != NEVER_MS)
    open->timeout_id = trivet_clock_add_timeout (self->clock, delay_ms, on_answer_due,
                                                 g_rc_box_acquire (open), open_call_unref);
  if (cancellable != NULL && !self->deaf)
    open->cancelled_id = g_signal_connect_data (cancellable, "cancelled",
                                                G_CALLBACK (on_cancelled),
                                                g_rc_box_acquire (open),
                                                (GClosureNotify) open_call_unref, 0);
}

static void
take_call (TrivetScriptedProvider *self,
           TrivetScriptedCall      call,
           const char             *merchant_order_id,
           TrivetMoney             amount,
           gsize                   code_length,
           GCancellable           *cancellable,
           GAsyncReadyCallback     callback,
           gpointer                user_data)
{
  TrivetScriptedRecord *record = g_new0 (TrivetScriptedRecord, 1);
  TrivetProviderAnswer *answer;
  guint                 delay_ms = 0;

  record->call = call;
  record->merchant_order_id = g_strdup (merchant_order_id);
  record->amount = amount;
  record->code_length = code_length;
  record->at_us = trivet_clock_get_monotonic_us (self->clock);
  g_ptr_array_add (self->records, record);

  if (self->world != NULL)
    answer = self->world (call, merchant_order_id, amount, &delay_ms, self->world_data);
  else
    answer = g_queue_pop_head (&self->answers[call]);
  open_call (self, call, answer, delay_ms, cancellable, callback, user_data);
}

static const char *
trivet_scripted_provider_get_id (TrivetPaymentProvider *provider)
{
  return TRIVET_SCRIPTED_PROVIDER (provider)->id;
}

static guint
trivet_scripted_provider_get_capabilities (TrivetPaymentProvider *provider)
{
  return TRIVET_SCRIPTED_PROVIDER (provider)->capabilities;
}

static const TrivetCadence *
trivet_scripted_provider_get_cadence (TrivetPaymentProvider *provider)
{
  return &TRIVET_SCRIPTED_PROVIDER (provider)->cadence;
}

static gboolean
trivet_scripted_provider_takes_wallet (TrivetPaymentProvider *provider,
                                       const char            *wallet_id)
{
  return g_str_equal (TRIVET_SCRIPTED_PROVIDER (provider)->wallet_id, wallet_id);
}

static gint64
trivet_scripted_provider_get_limit_minor (TrivetPaymentProvider *provider)
{
  return TRIVET_SCRIPTED_PROVIDER (provider)->limit_minor;
}

static void
trivet_scripted_provider_prepare (TrivetPaymentProvider *provider)
{
  TRIVET_SCRIPTED_PROVIDER (provider)->n_prepared++;
}

static void
trivet_scripted_provider_charge_async (TrivetPaymentProvider     *provider,
                                       const TrivetChargeRequest *request,
                                       GCancellable              *cancellable,
                                       GAsyncReadyCallback        callback,
                                       gpointer                   user_data)
{
  take_call (TRIVET_SCRIPTED_PROVIDER (provider), TRIVET_SCRIPTED_CHARGE,
             request->merchant_order_id, request->amount,
             trivet_secret_get_length (request->code), cancellable, callback, user_data);
}

/* Calls about a payment, and calls about a refund, differ in their kind alone. */
#define DEFINE_CALL(name, call, Request, number)                                            \
  static void trivet_scripted_provider_##name##_async (TrivetPaymentProvider *provider,     \
                                                       const Request         *request,      \
                                                       GCancellable          *cancellable,  \
                                                       GAsyncReadyCallback    callback,     \
                                                       gpointer               user_data)    \
  {                                                                                         \
    take_call (TRIVET_SCRIPTED_PROVIDER (provider), call, request->number, request->amount, \
               0, cancellable, callback, user_data);                                        \
  }

DEFINE_CALL (query, TRIVET_SCRIPTED_QUERY, TrivetPaymentKey, merchant_order_id)
DEFINE_CALL (reverse, TRIVET_SCRIPTED_REVERSE, TrivetPaymentKey, merchant_order_id)
DEFINE_CALL (create_code, TRIVET_SCRIPTED_SHOW, TrivetShowRequest, merchant_order_id)
DEFINE_CALL (close, TRIVET_SCRIPTED_CLOSE, TrivetPaymentKey, merchant_order_id)
DEFINE_CALL (refund, TRIVET_SCRIPTED_REFUND, TrivetRefundRequest, merchant_refund_id)
DEFINE_CALL (query_refund, TRIVET_SCRIPTED_QUERY_REFUND, TrivetRefundRequest, merchant_refund_id)

static TrivetProviderAnswer *
trivet_scripted_provider_answer_finish (TrivetPaymentProvider *provider,
                                        GAsyncResult          *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
trivet_scripted_provider_provider_init (TrivetPaymentProviderInterface *iface)
{
  iface->get_id = trivet_scripted_provider_get_id;
  iface->get_capabilities = trivet_scripted_provider_get_capabilities;
  iface->get_cadence = trivet_scripted_provider_get_cadence;
  iface->takes_wallet = trivet_scripted_provider_takes_wallet;
  iface->get_limit_minor = trivet_scripted_provider_get_limit_minor;
  iface->prepare = trivet_scripted_provider_prepare;
  iface->charge_async = trivet_scripted_provider_charge_async;
  iface->query_async = trivet_scripted_provider_query_async;
  iface->reverse_async = trivet_scripted_provider_reverse_async;
  iface->create_code_async = trivet_scripted_provider_create_code_async;
  iface->close_async = trivet_scripted_provider_close_async;
  iface->refund_async = trivet_scripted_provider_refund_async;
  iface->query_refund_async = trivet_scripted_provider_query_refund_async;
  iface->answer_finish = trivet_scripted_provider_answer_finish;
}

static void
trivet_scripted_provider_finalize (GObject *object)
{
  TrivetScriptedProvider *self = TRIVET_SCRIPTED_PROVIDER (object);

  for (guint i = 0; i < TRIVET_N_SCRIPTED_CALLS; i++)
    g_queue_clear_full (&self->answers[i], (GDestroyNotify) trivet_provider_answer_free);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->open);
  g_object_unref (self->clock);
  g_free (self->id);
  g_free (self->wallet_id);

  G_OBJECT_CLASS (trivet_scripted_provider_parent_class)->finalize (object);
}

static void
trivet_scripted_provider_class_init (TrivetScriptedProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_scripted_provider_finalize;
}

static void
trivet_scripted_provider_init (TrivetScriptedProvider *self)
{
  for (guint i = 0; i < TRIVET_N_SCRIPTED_CALLS; i++)
    g_queue_init (&self->answers[i]);
  self->records = g_ptr_array_new_with_free_func (record_free);
  self->open = g_ptr_array_new_with_free_func (open_call_unref);
  self->capabilities =
    TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REVERSE |
    TRIVET_CAPABILITY_SHOW_CODE | TRIVET_CAPABILITY_REFUND;
  self->limit_minor = 5000000;
  self->cadence = (TrivetCadence){
    .first_query_ms = 5000,
    .query_interval_ms = 5000,
    .wait_limit_ms = 45000,
    .not_found_limit_ms = 30000,
    .reverse_min_age_ms = 15000,
    .reverse_first_ms = 5000,
    .reverse_max_ms = 600000,
    .reversible_s = 86400,
    .show_query_ms = 3000,
    .show_limit_ms = 120000,
    .show_life_ms = 190000,
    .refund_query_ms = 10000,
    .refund_max_ms = 1800000,
    .refund_gap_ms = 3000,
  };
}

/**
 * trivet_scripted_provider_new:
 * @id: its id
 * @wallet_id: the one wallet it takes
 * @clock: for delayed answers and the record
 *
 * Returns: (transfer full): a provider that can do everything, with the cadence of a strict wallet
 */
TrivetScriptedProvider *
trivet_scripted_provider_new (const char  *id,
                              const char  *wallet_id,
                              TrivetClock *clock)
{
  TrivetScriptedProvider *self = g_object_new (TRIVET_TYPE_SCRIPTED_PROVIDER, NULL);

  self->id = g_strdup (id);
  self->wallet_id = g_strdup (wallet_id);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * trivet_scripted_provider_set_capabilities:
 * @self: a provider
 * @capabilities: #TrivetCapability flags
 */
void
trivet_scripted_provider_set_capabilities (TrivetScriptedProvider *self,
                                           guint                   capabilities)
{
  self->capabilities = capabilities;
}

/**
 * trivet_scripted_provider_set_cadence:
 * @self: a provider
 * @cadence: copied
 */
void
trivet_scripted_provider_set_cadence (TrivetScriptedProvider *self,
                                      const TrivetCadence    *cadence)
{
  self->cadence = *cadence;
}

/**
 * trivet_scripted_provider_set_limit_minor:
 * @self: a provider
 * @limit_minor: the largest amount of one payment
 */
void
trivet_scripted_provider_set_limit_minor (TrivetScriptedProvider *self,
                                          gint64                  limit_minor)
{
  self->limit_minor = limit_minor;
}

/**
 * trivet_scripted_provider_set_deaf:
 * @self: a provider
 * @deaf: whether it ignores that its calls are cancelled, as a broken adapter would
 */
void
trivet_scripted_provider_set_deaf (TrivetScriptedProvider *self,
                                   gboolean                deaf)
{
  self->deaf = deaf;
}

/**
 * trivet_scripted_provider_set_world:
 * @self: a provider
 * @world: (nullable): decides every answer from now on; %NULL goes back to the queues
 * @user_data: for @world, must outlive the provider
 */
void
trivet_scripted_provider_set_world (TrivetScriptedProvider *self,
                                    TrivetScriptedWorld     world,
                                    gpointer                user_data)
{
  self->world = world;
  self->world_data = user_data;
}

/**
 * trivet_scripted_provider_push:
 * @self: a provider
 * @call: to which calls
 * @answer: (transfer full): the next answer after those that are in the queue
 */
void
trivet_scripted_provider_push (TrivetScriptedProvider *self,
                               TrivetScriptedCall      call,
                               TrivetProviderAnswer   *answer)
{
  g_queue_push_tail (&self->answers[call], answer);
}

/**
 * trivet_scripted_provider_release:
 * @self: a provider
 * @call: a kind of call
 * @answer: (transfer full): for the oldest open call of that kind
 *
 * Returns: whether there was one
 */
gboolean
trivet_scripted_provider_release (TrivetScriptedProvider *self,
                                  TrivetScriptedCall      call,
                                  TrivetProviderAnswer   *answer)
{
  for (guint i = 0; i < self->open->len; i++) {
    OpenCall *open = g_ptr_array_index (self->open, i);

    if (open->call == call) {
      answer_call (open, answer);
      return TRUE;
    }
  }

  trivet_provider_answer_free (answer);
  return FALSE;
}

/**
 * trivet_scripted_provider_get_n_calls:
 * @self: a provider
 * @call: a kind of call
 *
 * Returns: how often it was called
 */
guint
trivet_scripted_provider_get_n_calls (TrivetScriptedProvider *self,
                                      TrivetScriptedCall      call)
{
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    n += ((TrivetScriptedRecord *) g_ptr_array_index (self->records, i))->call == call;

  return n;
}

/**
 * trivet_scripted_provider_get_last:
 * @self: a provider
 * @call: a kind of call
 *
 * Returns: (transfer none) (nullable): the latest call of that kind
 */
const TrivetScriptedRecord *
trivet_scripted_provider_get_last (TrivetScriptedProvider *self,
                                   TrivetScriptedCall      call)
{
  for (guint i = self->records->len; i > 0; i--) {
    TrivetScriptedRecord *record = g_ptr_array_index (self->records, i - 1);

    if (record->call == call)
      return record;
  }

  return NULL;
}

/**
 * trivet_scripted_provider_get_n_prepared:
 * @self: a provider
 *
 * Returns: how often it was told that a payment is likely
 */
guint
trivet_scripted_provider_get_n_prepared (TrivetScriptedProvider *self)
{
  return self->n_prepared;
}
