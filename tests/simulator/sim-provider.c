/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-world.h"

#include <string.h>

/* One call: checked, because nothing may be asked that is not on the disk; then sent over a network
 * that loses, delays, repeats and forges; then answered through the adapter. */

#define TRAVEL_MS       100   /* at most, one way and back */
#define LATE_MS         20000 /* a request never travels longer: below the cadences' not_found_limit_ms */
#define STALE_US        (5 * G_USEC_PER_SEC)
#define ENGINE_LIMIT_MS 90000

struct _SimProvider {
  GObject parent_instance;

  SimRegister *reg; /* NULL: that start of the register is over */
  SimWorld    *world;
  SimWallet    wallet;
};

static void provider_init (TrivetPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimProvider, sim_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PAYMENT_PROVIDER, provider_init))

/* @task: %NULL once it was answered; the request may still be under way then. */
typedef struct {
  SimProvider   *provider;
  GTask         *task;
  SimQuestion    question;
  char          *number;
  char          *refund_number;
  const SimStep *step;
  guint64        luck;
  SimMishapKind  mishap;
  guint          limit_id;
} Call;

static void
call_clear (gpointer data)
{
  Call *call = data;

  g_assert (call->task == NULL);
  g_free (call->number);
  g_free (call->refund_number);
  g_object_unref (call->provider);
}

static void
call_unref (gpointer data)
{
  g_rc_box_release_full (data, call_clear);
}

static void
sim_provider_class_init (SimProviderClass *klass)
{
}

static void
sim_provider_init (SimProvider *self)
{
}

SimProvider *
sim_provider_new (SimRegister *reg,
                  SimWallet    wallet)
{
  SimProvider *self = g_object_new (SIM_TYPE_PROVIDER, NULL);

  self->reg = reg;
  self->world = reg->world;
  self->wallet = wallet;
  return self;
}

void
sim_provider_die (SimProvider *self)
{
  self->reg = NULL;
}

static const char *
get_id (TrivetPaymentProvider *provider)
{
  return sim_vendor_get_id (SIM_PROVIDER (provider)->wallet);
}

static guint
get_capabilities (TrivetPaymentProvider *provider)
{
  return TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REVERSE |
         TRIVET_CAPABILITY_SHOW_CODE | TRIVET_CAPABILITY_REFUND;
}

static const TrivetCadence *
get_cadence (TrivetPaymentProvider *provider)
{
  return sim_vendor_get_cadence (SIM_PROVIDER (provider)->wallet);
}

static gboolean
takes_wallet (TrivetPaymentProvider *provider,
              const char            *wallet_id)
{
  return g_str_equal (wallet_id, sim_vendor_get_id (SIM_PROVIDER (provider)->wallet));
}

static gint64
get_limit_minor (TrivetPaymentProvider *provider)
{
  return G_GINT64_CONSTANT (1000000000);
}

/* Each call once in each state in which it may be, and never about what is not on the disk. */
static void
check_payment_call (const SimPayment *payment,
                    SimCallKind       call,
                    const char       *number,
                    gint64            amount_minor)
{
  if (payment == NULL)
    sim_fail ("not-durable: a %s names %s, which is on no disk", sim_call_get_name (call), number);
  if (payment->amount_minor != amount_minor)
    sim_fail ("amount-changed: %s was started with another amount than the %s names", number, sim_call_get_name (call));
  if ((call == SIM_CALL_CHARGE || call == SIM_CALL_SHOW) &&
      (payment->state != TRIVET_PAYMENT_STATE_ASKED || payment->n_calls[call] > 1))
    sim_fail ("asked-twice: a %s of %s is sent while it is %s", sim_call_get_name (call), number,
              trivet_payment_state_get_name (payment->state));
  if (call == SIM_CALL_REVERSE && payment->claimed)
    sim_fail ("claim-undone: %s is reversed although a guest shows a receipt", number);
  if (call == SIM_CALL_REVERSE && payment->state != TRIVET_PAYMENT_STATE_REVERSING)
    sim_fail ("undone-early: %s is reversed while it is %s", number, trivet_payment_state_get_name (payment->state));
  if (call == SIM_CALL_CLOSE && (!payment->shown || (payment->state != TRIVET_PAYMENT_STATE_REVERSING &&
                                                     payment->state != TRIVET_PAYMENT_STATE_WITHDRAWN)))
    sim_fail ("undone-early: %s is closed while it is %s", number, trivet_payment_state_get_name (payment->state));
}

static void
check_refund_call (const SimRefund   *refund,
                   const SimQuestion *question)
{
  if (refund == NULL)
    sim_fail ("not-durable: a %s names %s, which is on no disk", sim_call_get_name (question->call), question->refund_number);
  if (refund->amount_minor != question->refund_minor || !g_str_equal (refund->payment->number, question->number) ||
      refund->payment->amount_minor != question->amount_minor)
    sim_fail ("refund-changed: %s was started with other amounts or for another payment", question->refund_number);
  if (question->call == SIM_CALL_REFUND && refund->state != TRIVET_REFUND_STATE_ASKED)
    sim_fail ("not-durable: refund %s is sent while it is %s", question->refund_number, trivet_refund_state_get_name (refund->state));
}

static void
answer (Call                 *call,
        TrivetProviderAnswer *result)
{
  g_autoptr (GTask) task = g_steal_pointer (&call->task);

  if (task == NULL) {
    trivet_provider_answer_free (result);
    return;
  }
  if (call->limit_id != 0) {
    sim_loop_remove (call->limit_id);
    call->limit_id = 0;
  }
  g_task_return_pointer (task, result, (GDestroyNotify) trivet_provider_answer_free);
}

/* What is said instead of the truth, or the truth. WeChat Pay's answer to a code to show names
 * neither number nor amount, so nobody could tell another's. */
static SimSaying
spoil (const Call *call,
       SimSaying   saying)
{
  if (call->question.call == SIM_CALL_SHOW && call->question.wallet == SIM_WALLET_WECHAT &&
      (call->mishap == SIM_MISHAP_OTHER_AMOUNT || call->mishap == SIM_MISHAP_OTHER_NUMBER))
    return saying;

  switch ((int) call->mishap) {
  case SIM_MISHAP_FORGED:
    return SIM_SAYS_FORGED;
  case SIM_MISHAP_FORGED_NO:
    return SIM_SAYS_FORGED_NO;
  case SIM_MISHAP_OTHER_AMOUNT:
    return SIM_SAYS_OTHER_AMOUNT;
  case SIM_MISHAP_OTHER_NUMBER:
    return SIM_SAYS_OTHER_NUMBER;
  case SIM_MISHAP_GARBLED:
    return SIM_SAYS_GARBLED;
  case SIM_MISHAP_BUSY_DONE:
    return SIM_SAYS_BUSY;
  case SIM_MISHAP_NEW_CODE:
    return SIM_SAYS_NEW_CODE;
  case SIM_MISHAP_LIE:
    return SIM_SAYS_UNSIGNED_NO;
  default:
    return saying;
  }
}

static SimSaying
arrive (Call *call)
{
  SimWorld *world = call->provider->world;
  SimHow    how = { 0 };
  SimSaying saying;
  SimBook  *book;

  if (call->mishap == SIM_MISHAP_STALE)
    how.stale_us = STALE_US;
  if (call->mishap == SIM_MISHAP_LATER)
    how.later_us = (gint64) (1 + (call->luck >> 9) % 10) * G_USEC_PER_SEC;
  saying = sim_bank_take (world->bank, &call->question, call->step, &how, call->luck >> 13);
  if (call->mishap == SIM_MISHAP_LIE) {
    book = sim_bank_lookup (world->bank, call->question.wallet, call->question.number);
    book->lied = TRUE;
  }
  return spoil (call, saying);
}

static void
answer_as (Call     *call,
           SimSaying saying)
{
  if (call->task != NULL)
    answer (call, sim_vendor_answer (&call->question, saying, call->luck, call->provider->world->plan->thorough));
}

static gboolean
on_arrived (gpointer user_data)
{
  answer_as (user_data, arrive (user_data));

  return G_SOURCE_REMOVE;
}

static gboolean
on_arrived_unheard (gpointer user_data)
{
  arrive (user_data);

  return G_SOURCE_REMOVE;
}

/* It is done now and told at the end of the adapter's patience, or beyond the engine's. */
typedef struct {
  Call     *call;
  SimSaying saying;
} Late;

static gboolean
on_late (gpointer user_data)
{
  Late *late = user_data;

  answer_as (late->call, late->saying);
  call_unref (late->call);
  return G_SOURCE_REMOVE;
}

static gboolean
on_arrived_slow (gpointer user_data)
{
  Call  *call = user_data;
  Late  *late = g_new (Late, 1);
  gint64 limit_us = sim_vendor_get_limit_us (call->question.wallet, call->question.call);

  late->call = g_rc_box_acquire (call);
  late->saying = arrive (call);
  if (call->mishap == SIM_MISHAP_FORGETFUL) {
    limit_us = (gint64) (ENGINE_LIMIT_MS + 1000 + (call->luck >> 5) % 60000) * 1000;
    sim_report->n_late++;
  }
  sim_loop_add (limit_us - G_USEC_PER_SEC / 2, on_late, late, g_free);
  return G_SOURCE_REMOVE;
}

static gboolean
on_busy (gpointer user_data)
{
  answer_as (user_data, SIM_SAYS_BUSY);

  return G_SOURCE_REMOVE;
}

static gboolean
on_unsent (gpointer user_data)
{
  answer (user_data, trivet_provider_answer_new (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE));

  return G_SOURCE_REMOVE;
}

static gboolean
on_reset (gpointer user_data)
{
  arrive (user_data);
  answer (user_data, trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST));

  return G_SOURCE_REMOVE;
}

static gboolean
on_limit (gpointer user_data)
{
  Call *call = user_data;

  call->limit_id = 0;
  answer (call, trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST));
  return G_SOURCE_REMOVE;
}

static void
in_ms (Call       *call,
       guint64     ms,
       GSourceFunc func)
{
  sim_loop_add ((gint64) ms * 1000, func, g_rc_box_acquire (call), call_unref);
}

static void
wait_for_limit (Call *call)
{
  call->limit_id = sim_loop_add (sim_vendor_get_limit_us (call->question.wallet, call->question.call), on_limit,
                                 g_rc_box_acquire (call), call_unref);
}

static void
send (Call *call)
{
  guint64 travel_ms = 5 + call->luck % TRAVEL_MS;
  guint64 late_ms = 1000 + (call->luck >> 8) % (LATE_MS - 1000);

  switch (call->mishap) {
  case SIM_MISHAP_UNSENT:
    in_ms (call, (call->luck >> 8) % 3000, on_unsent);
    break;
  case SIM_MISHAP_LOST_REQUEST:
    wait_for_limit (call);
    break;
  case SIM_MISHAP_LOST_ANSWER:
    wait_for_limit (call);
    in_ms (call, travel_ms, on_arrived_unheard);
    break;
  case SIM_MISHAP_LATE_REQUEST:
    wait_for_limit (call);
    in_ms (call, late_ms, on_arrived_unheard);
    break;
  case SIM_MISHAP_RESET:
    in_ms (call, travel_ms, on_reset);
    break;
  case SIM_MISHAP_SLOW:
  case SIM_MISHAP_FORGETFUL:
    in_ms (call, travel_ms, on_arrived_slow);
    break;
  case SIM_MISHAP_BUSY:
    in_ms (call, travel_ms, on_busy);
    break;
  case SIM_MISHAP_TWICE:
    in_ms (call, late_ms, on_arrived_unheard);
    in_ms (call, travel_ms, on_arrived);
    break;
  case SIM_MISHAP_NONE:
  case SIM_MISHAP_FORGED:
  case SIM_MISHAP_FORGED_NO:
  case SIM_MISHAP_OTHER_AMOUNT:
  case SIM_MISHAP_OTHER_NUMBER:
  case SIM_MISHAP_GARBLED:
  case SIM_MISHAP_BUSY_DONE:
  case SIM_MISHAP_NEW_CODE:
  case SIM_MISHAP_STALE:
  case SIM_MISHAP_LATER:
  case SIM_MISHAP_LIE:
    in_ms (call, travel_ms, on_arrived);
    break;
  }
}

static void
note_mishap (Call       *call,
             SimPayment *payment,
             guint       refund,
             guint       n)
{
  sim_report->n_mishaps++;
  payment->hostile = TRUE;
  if (sim_report->n_happened < SIM_MAX_HAPPENED)
    sim_report->happened[sim_report->n_happened++] =
      (SimMishap){ payment->step, refund, call->question.call, n, call->mishap };
}

static void
draw_mishap (Call       *call,
             SimPayment *payment,
             guint       refund,
             guint       n)
{
  SimWorld     *world = call->provider->world;
  SimMishapKind kind = sim_plan_find_mishap (world->plan, payment->step, refund, call->question.call, n, &call->luck);

  if (world->healed || sim_loop_get_us () >= world->heals_at_us)
    return;
  if (sim_loop_get_us () < world->outage_until_us[call->question.wallet]) {
    call->mishap = call->luck % 4 == 0 ? SIM_MISHAP_LOST_REQUEST : SIM_MISHAP_UNSENT;
    payment->hostile = TRUE;
  } else if (kind != SIM_MISHAP_NONE) {
    call->mishap = kind;
    note_mishap (call, payment, refund, n);
  }
}

static void
begin (TrivetPaymentProvider *provider,
       const SimQuestion     *question,
       GAsyncReadyCallback    callback,
       gpointer               user_data)
{
  SimProvider *self = SIM_PROVIDER (provider);
  Call        *call;
  SimRefund   *refund = NULL;
  SimPayment  *payment;

  if (self->reg == NULL)
    sim_fail ("ghost: a register that was switched off sends a %s", sim_call_get_name (question->call));
  call = g_rc_box_new0 (Call);
  call->provider = g_object_ref (self);
  call->task = g_task_new (self, NULL, callback, user_data);
  call->number = g_strdup (question->number);
  call->refund_number = g_strdup (question->refund_number);
  call->question = *question;
  call->question.wallet = self->wallet;
  call->question.number = call->number;
  call->question.refund_number = call->refund_number;

  payment = sim_disk_find_number (self->reg->disk, call->number);
  if (call->refund_number != NULL)
    refund = sim_disk_find_refund (self->reg->disk, call->refund_number);
  if (payment != NULL && refund == NULL)
    payment->n_calls[question->call]++;
  if (refund != NULL)
    refund->n_calls[question->call]++;
  if (call->refund_number != NULL)
    check_refund_call (refund, &call->question);
  else
    check_payment_call (payment, question->call, call->number, question->amount_minor);

  sim_report->n_calls++;
  call->step = g_ptr_array_index (self->world->by_id, payment->step);
  draw_mishap (call, payment, refund != NULL ? refund->ordinal : 0,
               refund != NULL ? refund->n_calls[question->call] : payment->n_calls[question->call]);
  send (call);
  call_unref (call);
}

static void
charge_async (TrivetPaymentProvider     *provider,
              const TrivetChargeRequest *request,
              GCancellable              *cancellable,
              GAsyncReadyCallback        callback,
              gpointer                   user_data)
{
  SimQuestion question = { .call = SIM_CALL_CHARGE, .number = request->merchant_order_id, .amount_minor = request->amount.minor };

  if (!g_str_has_prefix (trivet_secret_peek (request->code), SIM_CODE_MARK))
    sim_fail ("code-changed: the guest's code is not the one that was scanned");
  begin (provider, &question, callback, user_data);
}

static void
create_code_async (TrivetPaymentProvider   *provider,
                   const TrivetShowRequest *request,
                   GCancellable            *cancellable,
                   GAsyncReadyCallback      callback,
                   gpointer                 user_data)
{
  SimQuestion question = { .call = SIM_CALL_SHOW, .number = request->merchant_order_id, .amount_minor = request->amount.minor };

  begin (provider, &question, callback, user_data);
}

static void
begin_by_key (TrivetPaymentProvider  *provider,
              SimCallKind             call,
              const TrivetPaymentKey *key,
              GAsyncReadyCallback     callback,
              gpointer                user_data)
{
  SimQuestion question = { .call = call, .number = key->merchant_order_id, .amount_minor = key->amount.minor };

  begin (provider, &question, callback, user_data);
}

static void
query_async (TrivetPaymentProvider  *provider,
             const TrivetPaymentKey *key,
             GCancellable           *cancellable,
             GAsyncReadyCallback     callback,
             gpointer                user_data)
{
  begin_by_key (provider, SIM_CALL_QUERY, key, callback, user_data);
}

static void
reverse_async (TrivetPaymentProvider  *provider,
               const TrivetPaymentKey *key,
               GCancellable           *cancellable,
               GAsyncReadyCallback     callback,
               gpointer                user_data)
{
  begin_by_key (provider, SIM_CALL_REVERSE, key, callback, user_data);
}

static void
close_async (TrivetPaymentProvider  *provider,
             const TrivetPaymentKey *key,
             GCancellable           *cancellable,
             GAsyncReadyCallback     callback,
             gpointer                user_data)
{
  begin_by_key (provider, SIM_CALL_CLOSE, key, callback, user_data);
}

static void
begin_refund (TrivetPaymentProvider     *provider,
              SimCallKind                call,
              const TrivetRefundRequest *request,
              GAsyncReadyCallback        callback,
              gpointer                   user_data)
{
  SimQuestion question = {
    .call = call,
    .number = request->merchant_order_id,
    .amount_minor = request->total.minor,
    .refund_number = request->merchant_refund_id,
    .refund_minor = request->amount.minor,
  };

  begin (provider, &question, callback, user_data);
}

static void
refund_async (TrivetPaymentProvider     *provider,
              const TrivetRefundRequest *request,
              GCancellable              *cancellable,
              GAsyncReadyCallback        callback,
              gpointer                   user_data)
{
  begin_refund (provider, SIM_CALL_REFUND, request, callback, user_data);
}

static void
query_refund_async (TrivetPaymentProvider     *provider,
                    const TrivetRefundRequest *request,
                    GCancellable              *cancellable,
                    GAsyncReadyCallback        callback,
                    gpointer                   user_data)
{
  begin_refund (provider, SIM_CALL_QUERY_REFUND, request, callback, user_data);
}

static TrivetProviderAnswer *
answer_finish (TrivetPaymentProvider *provider,
               GAsyncResult          *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
provider_init (TrivetPaymentProviderInterface *iface)
{
  iface->get_id = get_id;
  iface->get_capabilities = get_capabilities;
  iface->get_cadence = get_cadence;
  iface->takes_wallet = takes_wallet;
  iface->get_limit_minor = get_limit_minor;
  iface->charge_async = charge_async;
  iface->create_code_async = create_code_async;
  iface->query_async = query_async;
  iface->reverse_async = reverse_async;
  iface->close_async = close_async;
  iface->refund_async = refund_async;
  iface->query_refund_async = query_refund_async;
  iface->answer_finish = answer_finish;
}
