/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

/*
 * The engine's verbs for payments that exist: query, reverse.
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
 * Asking:
 * @take: (nullable): what to do with the payment once the engine drives it
 *
 * What query and reverse have in common: one unsettled payment, taken over and waited for.
 */
typedef struct {
  const char *usage;
  gboolean    until_final;
  void (*take) (TrivetPaymentEngine *engine,
                const char          *payment_id);
} Asking;

static int
watch_payment (TrivetCtl    *ctl,
               const Asking *asking,
               const char   *payment_id)
{
  TrivetPaymentEngine *engine = trivet_composition_get_engine (ctl->composition);
  Watch                watch = { .payment_id = payment_id };
  gulong               changed_id;
  int                  code;

  changed_id = g_signal_connect (engine, "changed", G_CALLBACK (on_engine_changed), &watch);
  asking->take (engine, payment_id);
  code = wait_for_payment (ctl, &watch, asking->until_final);
  g_signal_handler_disconnect (engine, changed_id);

  return code;
}

/* Returns: the exit code; @ret_payment is the record before anything was asked */
static int
ask (TrivetCtl      *ctl,
     const Asking   *asking,
     int             argc,
     char          **argv,
     TrivetPayment **ret_payment)
{
  GOptionEntry entries[] = { { NULL } };
  const char  *payment_id;

  if (!trivet_ctl_parse (&argc, &argv, entries, asking->usage))
    return TRIVET_CTL_USAGE;
  payment_id = one_id (argc, argv);
  if (payment_id == NULL)
    return TRIVET_CTL_USAGE;
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  *ret_payment = take_payment (ctl, payment_id);
  if (*ret_payment == NULL)
    return TRIVET_CTL_REFUSED;
  if (trivet_payment_state_is_final ((*ret_payment)->state))
    return print_final (*ret_payment);
  return watch_payment (ctl, asking, payment_id);
}

static int
close_if_open (TrivetCtl *ctl,
               int        code)
{
  return ctl->composition != NULL ? trivet_ctl_close (ctl, code) : code;
}

static void
check_once (TrivetPaymentEngine *engine,
            const char          *payment_id)
{
  g_autoptr (GError) error = NULL;

  if (!trivet_payment_engine_check_now (engine, payment_id, &error))
    g_debug ("The engine asks already: %s", error->message);
}

static void
give_up (TrivetPaymentEngine *engine,
         const char          *payment_id)
{
  g_autoptr (GError) error = NULL;

  if (!trivet_payment_engine_cancel (engine, payment_id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED, "", &error))
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
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
  const Asking asking = { "PAYMENT - ask the provider once", FALSE, check_once };
  g_autoptr (TrivetPayment) payment = NULL;

  return close_if_open (ctl, ask (ctl, &asking, argc, argv, &payment));
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
  const Asking asking = { "PAYMENT - undo an unsettled payment", TRUE, give_up };
  g_autoptr (TrivetPayment) payment = NULL;
  TrivetPayment *after;
  int            code = ask (ctl, &asking, argc, argv, &payment);

  if (payment == NULL)
    return close_if_open (ctl, code);
  if (trivet_payment_state_is_final (payment->state))
    return trivet_ctl_close (ctl, trivet_ctl_fail (TRIVET_CTL_REFUSED, "The payment is settled; only one in doubt can be reversed"));

  after = trivet_payment_engine_lookup (trivet_composition_get_engine (ctl->composition), payment->payment_id);
  if (after != NULL && trivet_payment_state_is_final (after->state))
    code = after->state == TRIVET_PAYMENT_STATE_PAID ? TRIVET_CTL_REFUSED : TRIVET_CTL_DONE;
  return trivet_ctl_close (ctl, code);
}
