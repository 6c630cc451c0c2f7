/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include <stdio.h>

/*
 * What the commands of trivetctl share: options, opening and closing, one JSON line a message.
 */

#define REGISTER_ID "ctl"

/**
 * trivet_ctl_fail:
 * @code: the exit code
 * @format: one sentence
 * @...: for @format
 *
 * Tells a person on standard error.
 *
 * Returns: @code
 */
int
trivet_ctl_fail (int         code,
                 const char *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "trivetctl: %s\n", message);

  return code;
}

/**
 * trivet_ctl_print:
 * @line: (transfer full): an object
 *
 * Writes one JSON line, at once: whoever kills this program must have seen what it said.
 */
void
trivet_ctl_print (JsonObject *line)
{
  g_autofree char *text = trivet_json_print (line);

  printf ("%s\n", text);
  fflush (stdout);
  json_object_unref (line);
}

/**
 * trivet_ctl_parse:
 * @argc: (inout): counts @argv
 * @argv: (inout): the command and its options; options are taken out
 * @entries: what the command knows
 * @usage: for --help: what follows the command
 *
 * Returns: whether the options made sense; otherwise a person has been told
 */
gboolean
trivet_ctl_parse (int          *argc,
                  char       ***argv,
                  GOptionEntry *entries,
                  const char   *usage)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  trivet_ctl_fail (TRIVET_CTL_USAGE, "%s", error->message);

  return FALSE;
}

typedef struct {
  gboolean           done;
  gboolean           ok;
  TrivetComposition *composition;
  GPtrArray         *list;
  GError            *error;
} Wait;

static void
on_open_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Wait *wait = user_data;

  wait->composition = trivet_composition_open_finish (result, &wait->error);
  wait->done = TRUE;
}

static void
on_close_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Wait *wait = user_data;

  wait->ok = trivet_composition_close_finish (TRIVET_COMPOSITION (source), result, &wait->error);
  wait->done = TRUE;
}

static void
wait_for (Wait *wait)
{
  while (!wait->done)
    g_main_context_iteration (NULL, TRUE);
}

/* It is a part of this program. */
static const TrivetEdge *
get_edge (GError **error)
{
  return trivet_edge_get_table ();
}

/**
 * trivet_ctl_open:
 * @ctl: the options
 * @resume: take over unsettled payments
 *
 * Opens the store and puts everything together; tells what is set up wrong.
 *
 * Returns: whether the command can go on
 */
gboolean
trivet_ctl_open (TrivetCtl *ctl,
                 gboolean   resume)
{
  TrivetCompositionOptions options = {
    .data_dir = ctl->data_dir,
    .providers_file = ctl->providers_file,
    .register_id = REGISTER_ID,
    .training = ctl->training,
    .resume = resume,
    .get_edge = get_edge,
  };
  GPtrArray *problems;
  Wait       wait = { 0 };

  trivet_composition_open_async (&options, NULL, on_open_ready, &wait);
  wait_for (&wait);
  if (wait.composition == NULL) {
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", wait.error->message);
    g_error_free (wait.error);
    return FALSE;
  }

  ctl->composition = wait.composition;
  trivet_provider_registry_fill (trivet_composition_get_providers (ctl->composition));
  problems = trivet_composition_get_problems (ctl->composition);
  for (guint i = 0; i < problems->len; i++)
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", (const char *) g_ptr_array_index (problems, i));

  return TRUE;
}

/**
 * trivet_ctl_close:
 * @ctl: an opened one
 * @code: how the command ended
 *
 * Writes everything out and closes.
 *
 * Returns: @code, or %TRIVET_CTL_REFUSED when the disk refused at the end
 */
int
trivet_ctl_close (TrivetCtl *ctl,
                  int        code)
{
  Wait wait = { 0 };

  trivet_composition_close_async (ctl->composition, on_close_ready, &wait);
  wait_for (&wait);
  if (!wait.ok) {
    code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", wait.error->message);
    g_error_free (wait.error);
  }
  g_clear_object (&ctl->composition);

  return code;
}

/**
 * trivet_ctl_deadline_us:
 * @ctl: the options
 *
 * Returns: the monotonic time at which patience is over
 */
gint64
trivet_ctl_deadline_us (TrivetCtl *ctl)
{
  return g_get_monotonic_time () + (gint64) ctl->patience_s * G_USEC_PER_SEC;
}

static gboolean
on_wake (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/**
 * trivet_ctl_iterate:
 * @until_us: monotonic time
 *
 * Runs the main context once; returns at @until_us at the latest.
 */
void
trivet_ctl_iterate (gint64 until_us)
{
  gint64 left_ms = (until_us - g_get_monotonic_time ()) / 1000;
  g_autoptr (GSource) wake = g_timeout_source_new ((guint) CLAMP (left_ms, 0, 60000));

  g_source_set_callback (wake, on_wake, NULL, NULL);
  g_source_attach (wake, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (wake);
}

static void
add_text (JsonObject *line,
          const char *member,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (line, member, text);
}

/**
 * trivet_ctl_print_payment:
 * @progress: a payment and where it stands
 *
 * Writes one line about it.
 */
void
trivet_ctl_print_payment (const TrivetPaymentProgress *progress)
{
  const TrivetPayment *payment = progress->payment;
  g_autofree char     *amount = trivet_money_to_decimal (payment->amount);
  JsonObject          *line = json_object_new ();

  json_object_set_string_member (line, "payment", payment->payment_id);
  json_object_set_string_member (line, "order", payment->order_id);
  json_object_set_string_member (line, "state", trivet_payment_state_get_name (payment->state));
  json_object_set_string_member (line, "amount", amount);
  add_text (line, "method", payment->method);
  add_text (line, "provider", payment->provider_id);
  add_text (line, "merchant_order_id", payment->merchant_order_id);
  if (payment->reason != TRIVET_PAYMENT_REASON_NONE)
    json_object_set_string_member (line, "reason", trivet_payment_reason_get_name (payment->reason));
  add_text (line, "raw_code", payment->raw_code);
  add_text (line, "provider_transaction_id", payment->provider_transaction_id);
  if (payment->state == TRIVET_PAYMENT_STATE_PAID) {
    json_object_set_int_member (line, "payer_minor", payment->payer_minor);
    json_object_set_int_member (line, "discount_minor", payment->discount_minor);
  }
  if (payment->money_returned)
    json_object_set_boolean_member (line, "money_returned", TRUE);
  if (payment->alarmed)
    json_object_set_boolean_member (line, "alarm", TRUE);
  json_object_set_int_member (line, "checks", progress->checks);
  trivet_ctl_print (line);
}

/**
 * trivet_ctl_code_for_payment:
 * @payment: a payment
 *
 * Returns: the exit code that its state means
 */
int
trivet_ctl_code_for_payment (const TrivetPayment *payment)
{
  if (payment->state == TRIVET_PAYMENT_STATE_PAID)
    return TRIVET_CTL_DONE;

  return trivet_payment_state_is_final (payment->state) ? TRIVET_CTL_REFUSED : TRIVET_CTL_IN_DOUBT;
}

static void
on_facts_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Wait *wait = user_data;

  wait->list = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &wait->error);
  wait->done = TRUE;
}

/**
 * trivet_ctl_load_facts:
 * @ctl: an opened one
 * @subject: an order's or a payment's id
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable): the facts of the order
 */
GPtrArray *
trivet_ctl_load_facts (TrivetCtl  *ctl,
                       const char *subject,
                       GError    **error)
{
  TrivetRepository *repository = TRIVET_REPOSITORY (trivet_composition_get_store (ctl->composition));
  Wait              wait = { 0 };

  trivet_repository_load_facts_async (repository, subject, NULL, on_facts_ready, &wait);
  wait_for (&wait);
  if (wait.list == NULL)
    g_propagate_error (error, wait.error);

  return wait.list;
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * trivet_ctl_append:
 * @ctl: with an open store
 * @facts: (element-type TrivetFact): perhaps none
 * @error: return location for an error of the store
 *
 * Waits until all of @facts, or none, are kept.
 *
 * Returns: whether they are
 */
gboolean
trivet_ctl_append (TrivetCtl *ctl,
                   GPtrArray *facts,
                   GError   **error)
{
  TrivetJournal *journal = TRIVET_JOURNAL (trivet_composition_get_store (ctl->composition));
  g_autoptr (GAsyncResult) result = NULL;

  if (facts->len == 0)
    return TRUE;
  trivet_journal_append_async (journal, facts, on_appended, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return trivet_journal_append_finish (journal, result, error);
}
