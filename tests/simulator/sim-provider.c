/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-provider-private.h"

/* One call: checked, because nothing may be asked that is not on the disk; then sent over a network
 * that loses, delays, repeats and forges; then answered through the adapter. */

static void provider_init (TrivetPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimProvider, sim_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PAYMENT_PROVIDER, provider_init))

static void
call_clear (gpointer data)
{
  Call *call = data;

  g_assert (call->task == NULL);
  g_free (call->number);
  g_free (call->refund_number);
  g_object_unref (call->provider);
}

void
_sim_provider_call_unref (gpointer data)
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
  _sim_provider_draw_mishap (call, payment, refund != NULL ? refund->ordinal : 0,
                             refund != NULL ? refund->n_calls[question->call] : payment->n_calls[question->call]);
  _sim_provider_send (call);
  _sim_provider_call_unref (call);
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
