/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include "trivet-bill-facts.h"

/*
 * The providers' bills: bill, reconcile.
 */

/* What a command waits for: one answer at a time. */
typedef struct {
  gboolean              done;
  gboolean              ok;
  GPtrArray            *remarks;
  TrivetReconciliation *result;
  GError               *error;
} Wait;

static void
wait_clear (Wait *wait)
{
  g_clear_pointer (&wait->remarks, g_ptr_array_unref);
  g_clear_pointer (&wait->result, trivet_reconciliation_free);
  g_clear_error (&wait->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wait, wait_clear)

static void
wait_for (Wait *wait)
{
  while (!wait->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Wait *wait = user_data;

  wait->ok = trivet_bookkeeper_fetch_finish (TRIVET_BOOKKEEPER (source), result, &wait->remarks,
                                             &wait->error);
  wait->done = TRUE;
}

static void
on_reconciled (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result =
    trivet_bookkeeper_reconcile_finish (TRIVET_BOOKKEEPER (source), result, &wait->error);
  wait->done = TRUE;
}

static void
on_resolved (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Wait *wait = user_data;

  wait->ok =
    trivet_bookkeeper_resolve_finish (TRIVET_BOOKKEEPER (source), result, &wait->error);
  wait->done = TRUE;
}

static gboolean
check_date (const char *date)
{
  if (trivet_bill_is_date (date))
    return TRUE;

  trivet_ctl_fail (TRIVET_CTL_USAGE, "--date needs a day as YYYY-MM-DD, not “%s”",
                   date != NULL ? date : "");
  return FALSE;
}

/* The provider's own words are for support; this is for the person who asked. */
static const char *
get_advice (const GError *error)
{
  if (error->domain != TRIVET_BILL_ERROR)
    return "";

  switch ((TrivetBillError) error->code) {
  case TRIVET_BILL_ERROR_NOT_YET:
    return "; the bill is not made yet, try again in half an hour";
  case TRIVET_BILL_ERROR_NO_BUSINESS:
    return "; nothing moved on that day, or it was asked too early: try again after noon of the next day";
  case TRIVET_BILL_ERROR_DAMAGED:
    return "; nothing was stored, try again later";
  case TRIVET_BILL_ERROR_FORMAT:
    return "; nothing was stored, a newer Trivet may read it";
  case TRIVET_BILL_ERROR_REFUSED:
    return "; look at the settings of this provider";
  case TRIVET_BILL_ERROR_UNREACHABLE:
    return "; try again later";
  }

  return "";
}

/* The bill is stored after this, or the reason why not was said. */
static gboolean
fetch (TrivetCtl  *ctl,
       const char *provider_id,
       const char *date)
{
  g_auto (Wait) wait = { 0 };

  trivet_bookkeeper_fetch_async (trivet_composition_get_bookkeeper (ctl->composition), provider_id,
                                 date, NULL, on_fetched, &wait);
  wait_for (&wait);
  if (!wait.ok) {
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "The bill of %s for %s cannot be had: %s%s", provider_id, date,
                     wait.error->message, get_advice (wait.error));
    return FALSE;
  }
  for (guint i = 0; i < wait.remarks->len; i++)
    trivet_ctl_fail (TRIVET_CTL_DONE, "%s", (const char *) g_ptr_array_index (wait.remarks, i));

  return TRUE;
}

static TrivetBill *
load_bill (TrivetCtl     *ctl,
           const char    *provider_id,
           TrivetBillKind kind,
           const char    *date,
           GError       **error)
{
  g_autofree char *subject = trivet_bill_dup_subject (provider_id, kind, date);
  g_autoptr (GPtrArray) facts = trivet_ctl_load_facts (ctl, subject, error);

  return facts != NULL ? trivet_bill_from_facts (facts, error) : NULL;
}

static void
print_entry (const TrivetBillEntry *entry,
             TrivetCurrency         currency)
{
  g_autofree char *amount = trivet_money_to_decimal (trivet_money_new (entry->amount_minor, currency));
  JsonObject      *line = json_object_new ();

  json_object_set_string_member (line, "entry", trivet_bill_entry_kind_get_name (entry->kind));
  json_object_set_string_member (line, "merchant_order_id", entry->merchant_order_id);
  if (*entry->merchant_refund_id != '\0')
    json_object_set_string_member (line, "merchant_refund_id", entry->merchant_refund_id);
  json_object_set_string_member (line, "provider_transaction_id", entry->provider_transaction_id);
  json_object_set_string_member (line, "state", entry->state);
  json_object_set_string_member (line, "amount", amount);
  json_object_set_int_member (line, "fee_micros", entry->fee_micros);
  trivet_ctl_print (line);
}

static void
print_bill (const TrivetBill *bill,
            gboolean          with_entries)
{
  JsonObject *line = json_object_new ();

  for (guint i = 0; with_entries && i < bill->entries->len; i++)
    print_entry (g_ptr_array_index (bill->entries, i), bill->currency);

  json_object_set_string_member (line, "bill", trivet_bill_kind_get_name (bill->kind));
  json_object_set_string_member (line, "provider", bill->provider_id);
  json_object_set_string_member (line, "date", bill->date);
  json_object_set_int_member (line, "entries", bill->entries->len);
  json_object_set_string_member (line, "sha256", bill->sha256);
  trivet_ctl_print (line);
}

static int
show_bills (TrivetCtl  *ctl,
            const char *provider_id,
            const char *date,
            gboolean    with_entries)
{
  static const TrivetBillKind kinds[] = { TRIVET_BILL_TRADE, TRIVET_BILL_FUNDS };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetBill) bill = load_bill (ctl, provider_id, kinds[i], date, &error);

    if (error != NULL)
      return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
    if (bill != NULL)
      print_bill (bill, with_entries);
  }

  return TRIVET_CTL_DONE;
}

/**
 * trivet_ctl_bill:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `bill --provider ID --date D [--entries]`: fetches the provider's bills of that day, stores them,
 * and prints one line for each (and, if wanted, for each entry).
 *
 * Returns: the exit code; 1 also when the bill is not there yet
 */
int
trivet_ctl_bill (TrivetCtl *ctl,
                 int        argc,
                 char     **argv)
{
  g_autofree char *provider_id = NULL;
  g_autofree char *date = NULL;
  gboolean         with_entries = FALSE;
  GOptionEntry     entries[] = {
        { "provider", 0, 0, G_OPTION_ARG_STRING, &provider_id, "Whose bill", "ID" },
        { "date", 0, 0, G_OPTION_ARG_STRING, &date, "The day, YYYY-MM-DD", "DATE" },
        { "entries", 0, 0, G_OPTION_ARG_NONE, &with_entries, "Print each entry", NULL },
        { NULL },
  };
  int code = TRIVET_CTL_REFUSED;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- fetch and store a provider's bill") ||
      !check_date (date))
    return TRIVET_CTL_USAGE;
  if (provider_id == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "bill needs --provider ID");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  if (fetch (ctl, provider_id, date))
    code = show_bills (ctl, provider_id, date, with_entries);
  return trivet_ctl_close (ctl, code);
}

static void
set_amount (JsonObject *line,
            const char *member,
            gint64      minor)
{
  g_autofree char *amount = trivet_money_to_decimal (trivet_money_new (minor, TRIVET_CURRENCY_CNY));

  json_object_set_string_member (line, member, amount);
}

static void
print_difference (const TrivetReconciliation *result,
                  const TrivetDifference     *difference)
{
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "difference",
                                 trivet_difference_kind_get_name (difference->kind));
  json_object_set_string_member (line, "provider", result->provider_id);
  json_object_set_string_member (line, "date", result->date);
  json_object_set_string_member (line, "about", difference->refund ? "refund" : "payment");
  json_object_set_string_member (line, "merchant_id", difference->merchant_id);
  if (*difference->order_number != '\0')
    json_object_set_string_member (line, "order_number", difference->order_number);
  if (*difference->id != '\0')
    json_object_set_string_member (line, "id", difference->id);
  if (*difference->provider_transaction_id != '\0')
    json_object_set_string_member (line, "provider_transaction_id",
                                   difference->provider_transaction_id);
  set_amount (line, "ours", difference->ours_minor);
  set_amount (line, "theirs", difference->theirs_minor);
  json_object_set_string_member (line, "next_step",
                                 trivet_next_step_get_name (difference->next_step));
  json_object_set_string_member (line, "key", difference->key);
  if (difference->note != NULL)
    json_object_set_string_member (line, "resolved", difference->note);
  trivet_ctl_print (line);
}

static void
print_result (const TrivetReconciliation *result)
{
  JsonObject *line = json_object_new ();

  for (guint i = 0; i < result->differences->len; i++)
    print_difference (result, g_ptr_array_index (result->differences, i));

  json_object_set_string_member (line, "reconciled", result->provider_id);
  json_object_set_string_member (line, "date", result->date);
  json_object_set_int_member (line, "matched", result->n_matched);
  json_object_set_int_member (line, "open", result->n_open);
  json_object_set_int_member (line, "next_day", result->n_carried);
  set_amount (line, "ours", result->ours_minor);
  set_amount (line, "theirs", result->theirs_minor);
  if (result->has_funds)
    set_amount (line, "settled", result->settled_minor);
  json_object_set_int_member (line, "fee_micros", result->fee_micros);
  trivet_ctl_print (line);
}

/* What is stored is compared; what is not is fetched first. */
static int
reconcile_one (TrivetCtl  *ctl,
               const char *provider_id,
               const char *date)
{
  TrivetBookkeeper *bookkeeper = trivet_composition_get_bookkeeper (ctl->composition);

  for (guint tries = 0; tries < 2; tries++) {
    g_auto (Wait) wait = { 0 };

    trivet_bookkeeper_reconcile_async (bookkeeper, provider_id, date, NULL, on_reconciled, &wait);
    wait_for (&wait);
    if (wait.result != NULL) {
      print_result (wait.result);
      return wait.result->n_open == 0 ? TRIVET_CTL_DONE : TRIVET_CTL_REFUSED;
    }
    if (tries > 0 || !g_error_matches (wait.error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_NOT_YET))
      return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", wait.error->message);
    if (!fetch (ctl, provider_id, date))
      return TRIVET_CTL_REFUSED;
  }

  g_assert_not_reached ();
}

static int
reconcile_all (TrivetCtl  *ctl,
               const char *date)
{
  g_auto (GStrv) provider_ids =
    trivet_bookkeeper_dup_providers (trivet_composition_get_bookkeeper (ctl->composition));
  int code = TRIVET_CTL_DONE;

  if (provider_ids[0] == NULL)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "No provider is set up that hands out bills");

  for (guint i = 0; provider_ids[i] != NULL; i++) {
    int one = reconcile_one (ctl, provider_ids[i], date);

    code = MAX (code, one);
  }

  return code;
}

/* A note about nothing would stay in the journal for ever, and the difference open. */
static gboolean
check_key (TrivetCtl  *ctl,
           const char *provider_id,
           const char *date,
           const char *key)
{
  g_auto (Wait) wait = { 0 };

  trivet_bookkeeper_reconcile_async (trivet_composition_get_bookkeeper (ctl->composition),
                                     provider_id, date, NULL, on_reconciled, &wait);
  wait_for (&wait);
  for (guint i = 0; wait.result != NULL && i < wait.result->differences->len; i++) {
    const TrivetDifference *difference = g_ptr_array_index (wait.result->differences, i);

    if (g_str_equal (difference->key, key))
      return TRUE;
  }
  if (wait.error != NULL)
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", wait.error->message);
  else
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "There is no difference “%s” between %s and us on %s", key,
                     provider_id, date);

  return FALSE;
}

static int
resolve (TrivetCtl  *ctl,
         const char *provider_id,
         const char *date,
         const char *key,
         const char *note)
{
  g_auto (Wait) wait = { 0 };

  if (!check_key (ctl, provider_id, date, key))
    return TRIVET_CTL_REFUSED;

  trivet_bookkeeper_resolve_async (trivet_composition_get_bookkeeper (ctl->composition),
                                   provider_id, date, key, note, "", on_resolved, &wait);
  wait_for (&wait);
  if (!wait.ok)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", wait.error->message);

  return reconcile_one (ctl, provider_id, date);
}

/**
 * trivet_ctl_reconcile:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `reconcile --date D [--provider ID]`: compares the day with the providers' bills; one line for
 * each difference, then one for each provider. With `--resolve KEY --note TEXT` first notes how
 * a difference was dealt with.
 *
 * Returns: the exit code; 1 when a difference is open or a bill cannot be had
 */
int
trivet_ctl_reconcile (TrivetCtl *ctl,
                      int        argc,
                      char     **argv)
{
  g_autofree char *provider_id = NULL;
  g_autofree char *date = NULL;
  g_autofree char *key = NULL;
  g_autofree char *note = NULL;
  GOptionEntry     entries[] = {
        { "provider", 0, 0, G_OPTION_ARG_STRING, &provider_id, "Only this one", "ID" },
        { "date", 0, 0, G_OPTION_ARG_STRING, &date, "The day, YYYY-MM-DD", "DATE" },
        { "resolve", 0, 0, G_OPTION_ARG_STRING, &key, "A difference's key", "KEY" },
        { "note", 0, 0, G_OPTION_ARG_STRING, &note, "What was done about it", "TEXT" },
        { NULL },
  };
  int code;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- compare a day with the providers' bills") ||
      !check_date (date))
    return TRIVET_CTL_USAGE;
  if ((key != NULL) != (note != NULL) || (key != NULL && provider_id == NULL))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "--resolve needs --note and --provider");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  if (key != NULL)
    code = resolve (ctl, provider_id, date, key, note);
  else if (provider_id != NULL)
    code = reconcile_one (ctl, provider_id, date);
  else
    code = reconcile_all (ctl, date);
  return trivet_ctl_close (ctl, code);
}
