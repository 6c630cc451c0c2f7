/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-provider-private.h"

/* The network between a register and a bank: it loses, delays, repeats and forges. */

#define TRAVEL_MS       100   /* at most, one way and back */
#define LATE_MS         20000 /* a request never travels longer: below the cadences' not_found_limit_ms */
#define STALE_US        (5 * G_USEC_PER_SEC)
#define ENGINE_LIMIT_MS 90000

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
  _sim_provider_call_unref (late->call);
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
  sim_loop_add ((gint64) ms * 1000, func, g_rc_box_acquire (call), _sim_provider_call_unref);
}

static void
wait_for_limit (Call *call)
{
  call->limit_id = sim_loop_add (sim_vendor_get_limit_us (call->question.wallet, call->question.call), on_limit,
                                 g_rc_box_acquire (call), _sim_provider_call_unref);
}

void
_sim_provider_send (Call *call)
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

void
_sim_provider_draw_mishap (Call       *call,
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
