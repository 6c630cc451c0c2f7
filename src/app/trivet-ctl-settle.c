/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

/*
 * Money that is not at rest: refunds, and everything that a former run left open.
 */

static void
print_refund (const TrivetRefund *refund)
{
  g_autofree char *amount = trivet_money_to_decimal (refund->amount);
  JsonObject      *line = json_object_new ();

  json_object_set_string_member (line, "refund", refund->refund_id);
  json_object_set_string_member (line, "payment", refund->payment_id);
  json_object_set_string_member (line, "order", refund->order_id);
  json_object_set_string_member (line, "state", trivet_refund_state_get_name (refund->state));
  json_object_set_string_member (line, "amount", amount);
  json_object_set_string_member (line, "provider", refund->provider_id);
  json_object_set_string_member (line, "merchant_refund_id", refund->merchant_refund_id);
  if (refund->reason != TRIVET_PAYMENT_REASON_NONE)
    json_object_set_string_member (line, "reason", trivet_payment_reason_get_name (refund->reason));
  if (refund->raw_code != NULL && *refund->raw_code != '\0')
    json_object_set_string_member (line, "raw_code", refund->raw_code);
  if (refund->provider_refund_id != NULL && *refund->provider_refund_id != '\0')
    json_object_set_string_member (line, "provider_refund_id", refund->provider_refund_id);
  if (refund->surplus)
    json_object_set_boolean_member (line, "surplus", TRUE);
  if (refund->alarmed)
    json_object_set_boolean_member (line, "alarm", TRUE);
  trivet_ctl_print (line);
}

static void
on_refund_changed (TrivetPaymentEngine *engine,
                   TrivetRefund        *refund,
                   gpointer             user_data)
{
  print_refund (refund);
}

static void
on_payment_changed (TrivetPaymentEngine   *engine,
                    TrivetPaymentProgress *progress,
                    gpointer               user_data)
{
  trivet_ctl_print_payment (progress);
}

static void
on_result_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* Returns: (transfer full) (nullable): the refund's id */
static char *
start_refund (TrivetCtl  *ctl,
              const char *payment_id,
              TrivetMoney amount,
              const char *reason,
              GError    **error)
{
  TrivetPaymentEngine *engine = trivet_composition_get_engine (ctl->composition);
  g_autoptr (GPtrArray) facts = trivet_ctl_load_facts (ctl, payment_id, error);
  g_autoptr (GAsyncResult) result = NULL;
  TrivetRefundDetails details = { NULL, payment_id, amount, NULL, reason, "trivetctl" };

  if (facts == NULL)
    return NULL;
  if (facts->len == 0) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND, "There is no payment %s", payment_id);
    return NULL;
  }

  details.order_id = trivet_fact_get_subject (g_ptr_array_index (facts, 0));
  trivet_payment_engine_refund_async (engine, &details, on_result_ready, &result);
  return trivet_payment_engine_refund_finish (engine, wait_for_result (&result), error);
}

static int
wait_for_refund (TrivetCtl  *ctl,
                 const char *refund_id)
{
  TrivetPaymentEngine *engine = trivet_composition_get_engine (ctl->composition);
  gint64               deadline_us = trivet_ctl_deadline_us (ctl);
  const TrivetRefund  *refund = trivet_payment_engine_lookup_refund (engine, refund_id);

  while (refund != NULL && !trivet_refund_state_is_final (refund->state) && g_get_monotonic_time () < deadline_us) {
    trivet_ctl_iterate (deadline_us);
    refund = trivet_payment_engine_lookup_refund (engine, refund_id);
  }

  if (refund == NULL || !trivet_refund_state_is_final (refund->state))
    return trivet_ctl_fail (TRIVET_CTL_IN_DOUBT, "The money is not back yet; run “trivetctl resume”");
  if (refund->state == TRIVET_REFUND_STATE_DONE)
    return TRIVET_CTL_DONE;
  return trivet_ctl_fail (TRIVET_CTL_REFUSED, "Not given back: %s; pay it by hand on the register",
                          trivet_payment_reason_get_name (refund->reason));
}

static int
run_refund (TrivetCtl  *ctl,
            const char *payment_id,
            const char *amount,
            const char *reason)
{
  TrivetPaymentEngine *engine = trivet_composition_get_engine (ctl->composition);
  TrivetCurrency       currency = trivet_register_get_shop (trivet_composition_get_register (ctl->composition))->currency;
  g_autofree char     *refund_id = NULL;
  g_autoptr (GError) error = NULL;
  gint64 minor = 0;
  gulong changed_id;
  int    code;

  if (!trivet_ctl_parse_amount (ctl, amount, &minor))
    return TRIVET_CTL_USAGE;

  changed_id = g_signal_connect (engine, "refund-changed", G_CALLBACK (on_refund_changed), NULL);
  refund_id = start_refund (ctl, payment_id, trivet_money_new (minor, currency), reason, &error);
  code = refund_id != NULL ? wait_for_refund (ctl, refund_id)
                           : trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
  g_signal_handler_disconnect (engine, changed_id);
  return code;
}

/**
 * trivet_ctl_refund:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `refund PAYMENT --amount A [--reason TEXT]`: gives back through the provider that took it. Cash is
 * given back on the register, where the drawer is.
 *
 * Returns: the exit code: 0 when the money is back, 1 when the provider will not, 3 when it is on its
 *   way
 */
int
trivet_ctl_refund (TrivetCtl *ctl,
                   int        argc,
                   char     **argv)
{
  g_autofree char *amount = NULL;
  g_autofree char *reason = NULL;
  GOptionEntry     entries[] = {
        { "amount", 'a', 0, G_OPTION_ARG_STRING, &amount, "How much", "AMOUNT" },
        { "reason", 'r', 0, G_OPTION_ARG_STRING, &reason, "Words for the guest's statement", "TEXT" },
        { NULL },
  };

  if (!trivet_ctl_parse (&argc, &argv, entries, "PAYMENT - give money back"))
    return TRIVET_CTL_USAGE;
  if (argc != 2 || amount == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "refund needs one payment's id and --amount");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  return trivet_ctl_close (ctl, run_refund (ctl, argv[1], amount, reason != NULL ? reason : "Refund"));
}

/**
 * Open:
 * @payments: without a certain end
 * @refunds: on their way
 * @failed: refunds that a person must pay
 * @watched: codes of ours that nobody sees any more and that could still be paid
 * @surplus: orders that were paid too much and whose refund is not begun yet
 */
typedef struct {
  guint payments;
  guint refunds;
  guint failed;
  guint watched;
  guint surplus;
} Open;

static gboolean
is_at_rest (const Open *open)
{
  return open->payments + open->refunds + open->surplus == 0;
}

static void
count_movement (Open                 *open,
                const TrivetMovement *movement)
{
  if (movement->kind != TRIVET_MOVEMENT_PAYMENT)
    *(g_str_equal (movement->state, "failed") ? &open->failed : &open->refunds) += 1;
  else if (g_str_equal (movement->state, "withdrawn"))
    open->watched++;
  else
    open->payments++;
}

/* The page of a shown code that a former run made is gone: nobody may pay it any more. */
static void
withdraw (TrivetCtl            *ctl,
          const TrivetMovement *movement)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (movement->state, "offered") &&
      !trivet_payment_engine_cancel (trivet_composition_get_engine (ctl->composition), movement->id,
                                     TRIVET_PAYMENT_REASON_STAFF_CANCELLED, "", &error))
    g_debug ("A shown code has ended already: %s", error->message);
}

/* A second payment counts from the moment at which it is paid, its refund a little later. An order
 * that the store calls unsettled, though none of its movements is open, is between the two. */
static gboolean
count_surplus (TrivetCtl *ctl,
               GPtrArray *movements,
               Open      *open,
               GError   **error)
{
  TrivetRepository *repository = TRIVET_REPOSITORY (trivet_composition_get_store (ctl->composition));
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) order_ids = NULL;

  for (guint i = 0; i < movements->len; i++)
    g_hash_table_add (known, ((TrivetMovement *) g_ptr_array_index (movements, i))->order_id);
  trivet_repository_list_unsettled_payments_async (repository, NULL, on_result_ready, &result);
  order_ids = trivet_repository_list_finish (repository, wait_for_result (&result), error);
  for (guint i = 0; order_ids != NULL && i < order_ids->len; i++)
    open->surplus += !g_hash_table_contains (known, g_ptr_array_index (order_ids, i));
  open->surplus += trivet_payment_engine_get_n_open_refunds (trivet_composition_get_engine (ctl->composition));

  return order_ids != NULL;
}

static gboolean
count_open (TrivetCtl *ctl,
            Open      *open,
            GError   **error)
{
  TrivetRepository *repository = TRIVET_REPOSITORY (trivet_composition_get_store (ctl->composition));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) movements = NULL;

  trivet_repository_list_movements_async (repository, TRIVET_MOVEMENT_QUERY_PARKED, NULL, 0, 0, NULL, on_result_ready,
                                          &result);
  movements = trivet_repository_list_finish (repository, wait_for_result (&result), error);
  memset (open, 0, sizeof *open);
  for (guint i = 0; movements != NULL && i < movements->len; i++) {
    count_movement (open, g_ptr_array_index (movements, i));
    withdraw (ctl, g_ptr_array_index (movements, i));
  }

  return movements != NULL && count_surplus (ctl, movements, open, error);
}

static int
print_open (TrivetCtl  *ctl,
            const Open *open)
{
  JsonObject *line = json_object_new ();

  json_object_set_int_member (line, "resumed", trivet_composition_get_n_resumed (ctl->composition));
  json_object_set_int_member (line, "in_doubt", open->payments);
  if (open->refunds > 0)
    json_object_set_int_member (line, "refunds", open->refunds);
  if (open->failed > 0)
    json_object_set_int_member (line, "failed_refunds", open->failed);
  if (open->watched > 0)
    json_object_set_int_member (line, "watched", open->watched);
  trivet_ctl_print (line);

  if (!is_at_rest (open))
    return TRIVET_CTL_IN_DOUBT;
  if (open->failed > 0)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "A refund has failed; pay it by hand on the register");
  return TRIVET_CTL_DONE;
}

/**
 * trivet_ctl_resume:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `resume`: settles everything that a former run left in doubt, refunds among it. Codes that were
 * shown are withdrawn; it does not wait until the last moment at which one of them could be paid.
 *
 * Returns: the exit code: 0 when nothing is in doubt any more
 */
int
trivet_ctl_resume (TrivetCtl *ctl,
                   int        argc,
                   char     **argv)
{
  GOptionEntry         entries[] = { { NULL } };
  TrivetPaymentEngine *engine;
  g_autoptr (GError) error = NULL;
  Open   open = { 0 };
  gint64 deadline_us;
  int    code;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- settle everything in doubt"))
    return TRIVET_CTL_USAGE;
  if (!trivet_ctl_open (ctl, TRUE))
    return TRIVET_CTL_REFUSED;

  engine = trivet_composition_get_engine (ctl->composition);
  g_signal_connect (engine, "changed", G_CALLBACK (on_payment_changed), ctl);
  g_signal_connect (engine, "refund-changed", G_CALLBACK (on_refund_changed), ctl);
  deadline_us = trivet_ctl_deadline_us (ctl);
  while (count_open (ctl, &open, &error) && !is_at_rest (&open) && g_get_monotonic_time () < deadline_us)
    trivet_ctl_iterate (deadline_us);
  g_signal_handlers_disconnect_by_data (engine, ctl);

  code = error != NULL ? trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message) : print_open (ctl, &open);
  return trivet_ctl_close (ctl, code);
}
