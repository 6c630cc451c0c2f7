/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "engine-bench.h"

#include <string.h>

static void
on_changed (TrivetPaymentEngine   *engine,
            TrivetPaymentProgress *progress,
            gpointer               user_data)
{
  Bench *bench = user_data;

  bench->n_changed++;
  bench->progress = *progress;
  bench->progress.payment = NULL;
  if (progress->shown_code != NULL) {
    g_free (bench->code_text);
    bench->code_text = g_strdup (progress->shown_code);
  }
  bench->progress.shown_code = NULL;
  bench->shown = progress->payment->state;
}

void
bench_start_engine (Bench *bench)
{
  bench->engine = trivet_payment_engine_new (TRIVET_JOURNAL (bench->journal), bench->registry,
                                             TRIVET_CLOCK (bench->clock),
                                             TRIVET_RANDOM (bench->random),
                                             TRIVET_REPOSITORY (bench->journal), "R1");
  g_signal_connect (bench->engine, "changed", G_CALLBACK (on_changed), bench);
}

/* As when the power is cut: the first @n_durable appends that wait still reach the disk. */
void
bench_stop_engine (Bench *bench,
                   guint  n_durable)
{
  g_object_run_dispose (G_OBJECT (bench->engine));
  trivet_memory_journal_crash (bench->journal, n_durable);
  g_clear_object (&bench->engine);
  trivet_manual_clock_drain (bench->clock);
}

/* Hands over the orders that have an unsettled payment, as the register does on a start. */
void
bench_resume_all (Bench *bench)
{
  g_autoptr (GPtrArray) subjects = trivet_memory_journal_dup_subjects (bench->journal);

  for (guint i = 0; i < subjects->len; i++) {
    const char *order_id = g_ptr_array_index (subjects, i);
    g_autoptr (GPtrArray) facts = NULL;
    g_autoptr (GError) error = NULL;

    facts = trivet_memory_journal_dup_facts (bench->journal, order_id);
    trivet_payment_engine_resume (bench->engine, facts, &error);
    g_assert_no_error (error);
  }
  trivet_manual_clock_drain (bench->clock);
}

void
bench_restart (Bench *bench)
{
  bench_stop_engine (bench, 0);
  bench_start_engine (bench);
  bench_resume_all (bench);
}

void
bench_set_up (Bench        *bench,
              gconstpointer user_data)
{
  bench->clock = trivet_manual_clock_new ();
  bench->random = trivet_seeded_random_new (1);
  bench->journal = trivet_memory_journal_new (TRIVET_CLOCK (bench->clock));
  bench->registry = trivet_provider_registry_new ();
  bench->provider = trivet_scripted_provider_new ("main", "wechat", TRIVET_CLOCK (bench->clock));
  trivet_provider_registry_add (bench->registry, TRIVET_PAYMENT_PROVIDER (bench->provider));
  bench_start_engine (bench);
  bench_take_warnings ();
}

void
bench_tear_down (Bench        *bench,
                 gconstpointer user_data)
{
  bench_stop_engine (bench, 0);
  trivet_manual_clock_advance (bench->clock, 10 * 60 * 1000);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (bench->clock), ==, 0);

  g_clear_pointer (&bench->code_text, g_free);
  g_assert_finalize_object (bench->registry);
  g_assert_finalize_object (bench->provider);
  g_assert_finalize_object (bench->journal);
  g_assert_finalize_object (bench->random);
  g_assert_finalize_object (bench->clock);
}

static void
add_fact (Bench         *bench,
          GPtrArray     *facts,
          const char    *order_id,
          TrivetFactType type,
          const char    *body_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (body_text, &error);
  TrivetFactStamp stamp = {
    .clock = TRIVET_CLOCK (bench->clock),
    .random = TRIVET_RANDOM (bench->random),
    .register_id = "R1",
    .staff = "anna",
  };

  g_assert_no_error (error);
  g_ptr_array_add (facts, trivet_fact_new (type, order_id, json_node_dup_object (node), &stamp));
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full): the id of an order that owes @total_minor */
char *
bench_open_order (Bench *bench,
                  gint64 total_minor)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *opened = g_strdup_printf ("{\"number\":\"%u\",\"currency\":\"CNY\"}",
                                             bench->n_orders);
  g_autofree char *line = NULL;
  char            *order_id = g_strdup_printf ("ORDER-%u", bench->n_orders++);

  line = g_strdup_printf ("{\"line\":\"L1\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Rice\","
                          "\"name_zh\":\"饭\",\"kitchen\":\"Rice\",\"quantity\":1,"
                          "\"unit_price_minor\":%" G_GINT64_FORMAT ",\"tax_rate_ppm\":60000,"
                          "\"tax_included\":true,\"modifiers\":[]}",
                          total_minor);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  add_fact (bench, facts, order_id, TRIVET_FACT_ORDER_OPENED, opened);
  add_fact (bench, facts, order_id, TRIVET_FACT_LINE_ADDED, line);
  trivet_journal_append_async (TRIVET_JOURNAL (bench->journal), facts, on_appended, NULL);
  trivet_manual_clock_drain (bench->clock);

  return order_id;
}

void
bench_charge_async (Bench              *bench,
                    const char         *order_id,
                    gint64              amount_minor,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (TrivetOrder) order = trivet_memory_journal_fold_order (bench->journal, order_id);
  g_autoptr (TrivetSecret) code = trivet_secret_new (BENCH_CODE, -1);
  TrivetChargeDetails details = {
    .order = order,
    .amount = trivet_money_new (amount_minor, TRIVET_CURRENCY_CNY),
    .wallet_id = "wechat",
    .code = code,
    .subject = "Trivet Diner",
    .staff = "anna",
  };

  trivet_payment_engine_charge_async (bench->engine, &details, callback, user_data);
}

static void
on_charged (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static GAsyncResult *
wait_for (Bench         *bench,
          GAsyncResult **result)
{
  while (*result == NULL)
    g_assert_true (g_main_context_iteration (NULL, FALSE) ||
                   trivet_manual_clock_advance_next (bench->clock));
  return *result;
}

/* Returns: (transfer full) (nullable): the payment's id, after everything that happens at once */
char *
bench_charge (Bench      *bench,
              const char *order_id,
              gint64      amount_minor,
              GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  char *payment_id;

  bench_charge_async (bench, order_id, amount_minor, on_charged, &result);
  payment_id =
    trivet_payment_engine_charge_finish (bench->engine, wait_for (bench, &result), error);
  g_clear_object (&result);
  bench_advance (bench, 0);

  return payment_id;
}

/* Returns: (transfer full) (nullable): the id of a payment by a code to show */
char *
bench_show (Bench      *bench,
            const char *order_id,
            gint64      amount_minor,
            GError    **error)
{
  g_autoptr (TrivetOrder) order = trivet_memory_journal_fold_order (bench->journal, order_id);
  g_autoptr (GAsyncResult) result = NULL;
  TrivetChargeDetails details = {
    .order = order,
    .amount = trivet_money_new (amount_minor, TRIVET_CURRENCY_CNY),
    .wallet_id = "wechat",
    .subject = "Trivet Diner",
    .staff = "anna",
  };
  char *payment_id;

  trivet_payment_engine_show_async (bench->engine, &details, on_charged, &result);
  payment_id =
    trivet_payment_engine_charge_finish (bench->engine, wait_for (bench, &result), error);
  g_clear_object (&result);
  bench_advance (bench, 0);

  return payment_id;
}

/* Returns: (transfer full) (nullable): the id of a refund */
char *
bench_refund (Bench      *bench,
              const char *order_id,
              const char *payment_id,
              gint64      amount_minor,
              GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  TrivetRefundDetails details = {
    .order_id = order_id,
    .payment_id = payment_id,
    .amount = trivet_money_new (amount_minor, TRIVET_CURRENCY_CNY),
    .reason = "Cold soup",
    .staff = "anna",
  };
  char *refund_id;

  trivet_payment_engine_refund_async (bench->engine, &details, on_charged, &result);
  refund_id =
    trivet_payment_engine_refund_finish (bench->engine, wait_for (bench, &result), error);
  g_clear_object (&result);
  bench_advance (bench, 0);

  return refund_id;
}

static void
append_one (Bench         *bench,
            const char    *order_id,
            TrivetFactType type,
            const char    *body_text)
{
  g_autoptr (GPtrArray) facts = NULL;

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  add_fact (bench, facts, order_id, type, body_text);
  trivet_journal_append_async (TRIVET_JOURNAL (bench->journal), facts, on_appended, NULL);
  bench_advance (bench, 0);
}

void
bench_take_cash (Bench      *bench,
                 const char *order_id,
                 gint64      amount_minor)
{
  g_autofree char *body = g_strdup_printf (
    "{\"payment\":\"CASH-%u\",\"amount_minor\":%" G_GINT64_FORMAT
    ",\"tendered_minor\":%" G_GINT64_FORMAT ",\"change_minor\":0}",
    bench->n_orders++, amount_minor, amount_minor);

  append_one (bench, order_id, TRIVET_FACT_CASH_TAKEN, body);
}

void
bench_void_order (Bench      *bench,
                  const char *order_id)
{
  append_one (bench, order_id, TRIVET_FACT_ORDER_VOIDED, "{\"reason\":\"left\"}");
}

/* Opens an order and charges all of it. */
char *
bench_pay (Bench *bench)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autoptr (GError) error = NULL;
  char *payment_id = bench_charge (bench, order_id, BENCH_TOTAL, &error);

  g_assert_no_error (error);
  return payment_id;
}

void
bench_advance (Bench *bench,
               gint64 ms)
{
  trivet_manual_clock_advance (bench->clock, ms);
}

guint
bench_n_calls (Bench             *bench,
               TrivetScriptedCall call)
{
  return trivet_scripted_provider_get_n_calls (bench->provider, call);
}

void
bench_push (Bench             *bench,
            TrivetScriptedCall call,
            TrivetOutcome      outcome)
{
  if (outcome == TRIVET_OUTCOME_PAID)
    trivet_scripted_provider_push_paid (bench->provider, call, BENCH_TOTAL);
  else
    trivet_scripted_provider_push_outcome (bench->provider, call, outcome,
                                           TRIVET_PAYMENT_REASON_NONE);
}

void
bench_push_reason (Bench              *bench,
                   TrivetScriptedCall  call,
                   TrivetOutcome       outcome,
                   TrivetPaymentReason reason,
                   const char         *raw_code)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new (outcome, reason);

  answer->raw_code = g_strdup (raw_code);
  trivet_scripted_provider_push (bench->provider, call, answer);
}

void
bench_assert_reason (Bench              *bench,
                     const char         *payment_id,
                     TrivetPaymentReason reason)
{
  TrivetPayment *payment = trivet_payment_engine_lookup (bench->engine, payment_id);

  g_assert_cmpstr (trivet_payment_reason_get_name (payment->reason), ==,
                   trivet_payment_reason_get_name (reason));
}

void
bench_give_up (Bench      *bench,
               const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_payment_engine_cancel (bench->engine, id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                               "S1", &error));
  g_assert_no_error (error);
  trivet_manual_clock_drain (bench->clock);
}

static TrivetScriptedCall
read_call (char letter)
{
  static const struct {
    char               letter;
    TrivetScriptedCall call;
  } calls[] = {
    { 'c', TRIVET_SCRIPTED_CHARGE },
    { 's', TRIVET_SCRIPTED_SHOW },
    { 'q', TRIVET_SCRIPTED_QUERY },
    { 'r', TRIVET_SCRIPTED_REVERSE },
    { 'x', TRIVET_SCRIPTED_CLOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    if (calls[i].letter == letter)
      return calls[i].call;
  }
  g_assert_not_reached ();
}

static TrivetOutcome
read_outcome (char sign)
{
  static const struct {
    char          sign;
    TrivetOutcome outcome;
  } outcomes[] = {
    { '+', TRIVET_OUTCOME_PAID },
    { '0', TRIVET_OUTCOME_NOT_PAID },
    { '-', TRIVET_OUTCOME_NOT_FOUND },
    { '?', TRIVET_OUTCOME_UNKNOWN },
    { '!', TRIVET_OUTCOME_DECLINED },
    { '~', TRIVET_OUTCOME_PAYER_ACTION },
    { '.', TRIVET_OUTCOME_UNSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    if (outcomes[i].sign == sign)
      return outcomes[i].outcome;
  }
  g_assert_not_reached ();
}

void
bench_script (Bench      *bench,
              const char *answers)
{
  g_auto (GStrv) words = g_strsplit (answers, " ", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    g_assert_cmpuint (strlen (words[i]), ==, 2);
    bench_push (bench, read_call (words[i][0]), read_outcome (words[i][1]));
  }
}

TrivetPaymentState
bench_state (Bench      *bench,
             const char *payment_id)
{
  TrivetPayment *payment = trivet_payment_engine_lookup (bench->engine, payment_id);

  g_assert_nonnull (payment);
  return payment->state;
}

guint
bench_count_facts (Bench         *bench,
                   TrivetFactType type)
{
  guint n = 0;

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (bench->journal); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (bench->journal, i);

    n += trivet_fact_get_fact_type (fact) == type;
  }

  return n;
}

TrivetProviderAnswer *
bench_answer_new (TrivetOutcome outcome)
{
  if (outcome == TRIVET_OUTCOME_PAID)
    return trivet_scripted_answer_paid (BENCH_TOTAL);
  return trivet_provider_answer_new (outcome, TRIVET_PAYMENT_REASON_NONE);
}
