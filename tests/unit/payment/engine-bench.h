/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"
#include "trivet-payment-engine.h"
#include "trivet-scripted-provider.h"
#include "trivet-seeded-random.h"

G_BEGIN_DECLS

#define CHARGE  TRIVET_SCRIPTED_CHARGE
#define QUERY   TRIVET_SCRIPTED_QUERY
#define REVERSE TRIVET_SCRIPTED_REVERSE

/* A guest's code that must never be seen in a log or a fact. */
#define BENCH_CODE "134567890123456789"

#define BENCH_TOTAL 4200

/**
 * Bench:
 *
 * A register's payment engine between a manual clock, a memory journal and a scripted provider.
 * @stored_state: the state that the last `changed` showed, for the payment it was about
 */
typedef struct {
  TrivetManualClock      *clock;
  TrivetSeededRandom     *random;
  TrivetMemoryJournal    *journal;
  TrivetProviderRegistry *registry;
  TrivetScriptedProvider *provider;
  TrivetPaymentEngine    *engine;
  guint                   n_orders;
  guint                   n_changed;
  TrivetPaymentProgress   progress; /* of the last `changed`; payment is not kept */
  TrivetPaymentState      shown;
  char                   *code_text; /* the last code to show */
} Bench;

void     bench_set_up       (Bench        *bench,
                             gconstpointer user_data);
void     bench_tear_down    (Bench        *bench,
                             gconstpointer user_data);
void     bench_start_engine (Bench        *bench);
void     bench_stop_engine  (Bench        *bench,
                             guint         n_durable);
void     bench_resume_all   (Bench        *bench);
void     bench_restart      (Bench        *bench);
char    *bench_open_order   (Bench        *bench,
                             gint64        total_minor);
void     bench_charge_async (Bench        *bench,
                             const char   *order_id,
                             gint64        amount_minor,
                             GAsyncReadyCallback callback,
                             gpointer      user_data);
char    *bench_charge       (Bench        *bench,
                             const char   *order_id,
                             gint64        amount_minor,
                             GError      **error);
char    *bench_pay          (Bench        *bench);
char    *bench_show         (Bench        *bench,
                             const char   *order_id,
                             gint64        amount_minor,
                             GError      **error);
char    *bench_refund       (Bench        *bench,
                             const char   *order_id,
                             const char   *payment_id,
                             gint64        amount_minor,
                             GError      **error);
void     bench_take_cash    (Bench        *bench,
                             const char   *order_id,
                             gint64        amount_minor);
void     bench_void_order   (Bench        *bench,
                             const char   *order_id);
void     bench_advance      (Bench        *bench,
                             gint64        ms);
guint    bench_n_calls      (Bench             *bench,
                             TrivetScriptedCall call);
void     bench_push         (Bench             *bench,
                             TrivetScriptedCall call,
                             TrivetOutcome      outcome);
void     bench_push_reason  (Bench              *bench,
                             TrivetScriptedCall  call,
                             TrivetOutcome       outcome,
                             TrivetPaymentReason reason,
                             const char         *raw_code);
void     bench_assert_reason (Bench             *bench,
                             const char         *payment_id,
                             TrivetPaymentReason reason);
/* Staff cancel. */
void     bench_give_up      (Bench              *bench,
                             const char         *id);
/* The next answers: for each call a letter (c charge, s show, q query, r reverse, x close) and what
 * it is told: + paid, 0 not paid, - not found, ? unknown, ! declined, ~ payer must act, . unsent. */
void     bench_script       (Bench             *bench,
                             const char        *answers);
TrivetPaymentState bench_state (Bench      *bench,
                                const char *payment_id);
guint    bench_count_facts  (Bench         *bench,
                             TrivetFactType type);
void     bench_capture_logs (void);
guint    bench_take_warnings (void);
gboolean bench_log_contains (const char    *text);

#define bench_assert_state(bench, id, name) \
  g_assert_cmpstr (trivet_payment_state_get_name (bench_state ((bench), (id))), ==, (name))

TrivetProviderAnswer *bench_answer_new (TrivetOutcome outcome);

G_END_DECLS
