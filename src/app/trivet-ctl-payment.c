/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

/*
 * The engine's verbs for payments that exist: query, reverse, resume.
 */

typedef struct {
  const char    *payment_id;
  guint          checks;
  gboolean       checked;
  TrivetPayment *payment;
} Watch;

static void
on_engine_changed (TrivetPaymentEngine   *engine,
                   TrivetPaymentProgress *progress,
                   gpointer               user_data)
{
  Watch *watch = user_data;

  trivet_ctl_print_payment (progress);
  /* Without a next time the answer is still on its way to the disk, and may change the state. */
  if (g_strcmp0 (watch->payment_id, progress->payment->payment_id) == 0)
    watch->checked |= !progress->busy && progress->next_check_at_us != 0 && progress->checks > watch->checks;
}

static TrivetPayment *
find_payment (GPtrArray  *facts,
              const char *payment_id,
              GError    **error)
{
  g_autoptr (GPtrArray) payments = trivet_payment_fold_all (facts, error);

  for (guint i = 0; payments != NULL && i < payments->len; i++) {
    TrivetPayment *payment = g_ptr_array_index (payments, i);

    if (g_str_equal (payment->payment_id, payment_id))
      return trivet_payment_ref (payment);
  }
  if (payments != NULL)
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND, "There is no payment %s", payment_id);

  return NULL;
}

/* Opens the store, finds the payment and, if it is unsettled, hands it to the engine. */
static TrivetPayment *
take_payment (TrivetCtl  *ctl,
              const char *payment_id)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetPayment) payment = NULL;
  g_autoptr (GError) error = NULL;

  facts = trivet_ctl_load_facts (ctl, payment_id, &error);
  payment = facts != NULL ? find_payment (facts, payment_id, &error) : NULL;
  if (payment != NULL && !trivet_payment_state_is_final (payment->state) &&
      !trivet_payment_engine_resume (trivet_composition_get_engine (ctl->composition), facts, &error))
    g_clear_pointer (&payment, trivet_payment_unref);
  if (payment == NULL)
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  return g_steal_pointer (&payment);
}

static int
wait_for_payment (TrivetCtl *ctl,
                  Watch     *watch,
                  gboolean   until_final)
{
  TrivetPaymentEngine *engine = trivet_composition_get_engine (ctl->composition);
  gint64               deadline_us = trivet_ctl_deadline_us (ctl);
  TrivetPayment       *payment = trivet_payment_engine_lookup (engine, watch->payment_id);

  while (payment != NULL && !trivet_payment_state_is_final (payment->state) &&
         (until_final || !watch->checked) && g_get_monotonic_time () < deadline_us) {
    trivet_ctl_iterate (deadline_us);
    payment = trivet_payment_engine_lookup (engine, watch->payment_id);
  }

  return payment != NULL ? trivet_ctl_code_for_payment (payment) : TRIVET_CTL_IN_DOUBT;
}

static int
print_final (const TrivetPayment *payment)
{
  TrivetPaymentProgress progress = { .payment = (TrivetPayment *) payment };

  trivet_ctl_print_payment (&progress);

  return trivet_ctl_code_for_payment (payment);
}

static const char *
one_id (int    argc,
        char **argv)
{
  if (argc == 2)
    return argv[1];
  trivet_ctl_fail (TRIVET_CTL_USAGE, "%s needs one payment's id", argv[0]);

  return NULL;
}

/**
 * trivet_ctl_query:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `query ID`: asks the provider once about an unsettled payment; a settled one is shown as it is.
 *
 * Returns: the exit code
 */
int
trivet_ctl_query (TrivetCtl *ctl,
                  int        argc,
                  char     **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (TrivetPayment) payment = NULL;
  g_autoptr (GError) error = NULL;
  TrivetPaymentEngine *engine;
  Watch                watch = { 0 };
  gulong               changed_id;
  int                  code;

  if (!trivet_ctl_parse (&argc, &argv, entries, "PAYMENT - ask the provider once"))
    return TRIVET_CTL_USAGE;
  watch.payment_id = one_id (argc, argv);
  if (watch.payment_id == NULL)
    return TRIVET_CTL_USAGE;
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  payment = take_payment (ctl, watch.payment_id);
  if (payment == NULL)
    return trivet_ctl_close (ctl, TRIVET_CTL_REFUSED);
  if (trivet_payment_state_is_final (payment->state))
    return trivet_ctl_close (ctl, print_final (payment));

  engine = trivet_composition_get_engine (ctl->composition);
  changed_id = g_signal_connect (engine, "changed", G_CALLBACK (on_engine_changed), &watch);
  if (!trivet_payment_engine_check_now (engine, watch.payment_id, &error))
    g_debug ("The engine asks already: %s", error->message);
  code = wait_for_payment (ctl, &watch, FALSE);
  g_signal_handler_disconnect (engine, changed_id);

  return trivet_ctl_close (ctl, code);
}

/**
 * trivet_ctl_reverse:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `reverse ID`: gives an unsettled payment up and undoes it until the provider is certain.
 *
 * Returns: the exit code: 0 when it is undone
 */
int
trivet_ctl_reverse (TrivetCtl *ctl,
                    int        argc,
                    char     **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (TrivetPayment) payment = NULL;
  g_autoptr (GError) error = NULL;
  TrivetPaymentEngine *engine;
  TrivetPayment       *after;
  Watch                watch = { 0 };
  gulong               changed_id;
  int                  code;

  if (!trivet_ctl_parse (&argc, &argv, entries, "PAYMENT - undo an unsettled payment"))
    return TRIVET_CTL_USAGE;
  watch.payment_id = one_id (argc, argv);
  if (watch.payment_id == NULL)
    return TRIVET_CTL_USAGE;
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  payment = take_payment (ctl, watch.payment_id);
  if (payment == NULL)
    return trivet_ctl_close (ctl, TRIVET_CTL_REFUSED);
  if (trivet_payment_state_is_final (payment->state)) {
    print_final (payment);
    code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "The payment is settled; only one in doubt can be reversed");
    return trivet_ctl_close (ctl, code);
  }

  engine = trivet_composition_get_engine (ctl->composition);
  changed_id = g_signal_connect (engine, "changed", G_CALLBACK (on_engine_changed), &watch);
  if (!trivet_payment_engine_cancel (engine, watch.payment_id,
                                     TRIVET_PAYMENT_REASON_STAFF_CANCELLED, "", &error))
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
  code = wait_for_payment (ctl, &watch, TRUE);
  after = trivet_payment_engine_lookup (engine, watch.payment_id);
  if (after != NULL && trivet_payment_state_is_final (after->state))
    code = after->state == TRIVET_PAYMENT_STATE_PAID ? TRIVET_CTL_REFUSED : TRIVET_CTL_DONE;
  g_signal_handler_disconnect (engine, changed_id);

  return trivet_ctl_close (ctl, code);
}

/**
 * trivet_ctl_resume:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `resume`: settles everything that a former run left in doubt.
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
  Watch                watch = { 0 };
  JsonObject          *line;
  gint64               deadline_us;
  gulong               changed_id;
  guint                n_left;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- settle everything in doubt"))
    return TRIVET_CTL_USAGE;
  if (!trivet_ctl_open (ctl, TRUE))
    return TRIVET_CTL_REFUSED;

  engine = trivet_composition_get_engine (ctl->composition);
  changed_id = g_signal_connect (engine, "changed", G_CALLBACK (on_engine_changed), &watch);
  deadline_us = trivet_ctl_deadline_us (ctl);
  while (trivet_payment_engine_get_n_unsettled (engine) > 0 && g_get_monotonic_time () < deadline_us)
    trivet_ctl_iterate (deadline_us);
  g_signal_handler_disconnect (engine, changed_id);

  n_left = trivet_payment_engine_get_n_unsettled (engine);
  line = json_object_new ();
  json_object_set_int_member (line, "resumed", trivet_composition_get_n_resumed (ctl->composition));
  json_object_set_int_member (line, "in_doubt", n_left);
  trivet_ctl_print (line);

  return trivet_ctl_close (ctl, n_left == 0 ? TRIVET_CTL_DONE : TRIVET_CTL_IN_DOUBT);
}
