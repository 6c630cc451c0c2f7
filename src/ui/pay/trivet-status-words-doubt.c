/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-status-words-private.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * What the status panel says while nobody knows whether money moved, and when it is known that none
 * is kept.
 */

/* "23:10:05", the time of the register's place. */
static char *
format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("");
}

/* Why it is not known, with the wallet's name. */
static const char *
format_for_doubt (TrivetPaymentReason reason)
{
  if (reason == TRIVET_PAYMENT_REASON_NOT_BELIEVABLE)
    return _("The answer cannot be trusted. Checking with %s …");
  if (reason == TRIVET_PAYMENT_REASON_SERVICE_BUSY)
    return _("The service is busy. Checking with %s …");
  if (reason == TRIVET_PAYMENT_REASON_RESTARTED)
    return _("The register was restarted. Checking with %s …");
  if (reason == TRIVET_PAYMENT_REASON_ALREADY_PAID)
    return _("Perhaps paid already. Checking with %s …");

  return _("The answer was lost. Checking with %s …");
}

/* Sets @words->strong and gives "Check 3 of 10, next in 0:05." */
static char *
say_checks (TrivetStatusWords    *words,
            const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;

  if (status->next_check_at_us == 0)
    return g_strdup (_("Asking now."));

  words->strong = _trivet_status_words_format_left (scene, status->next_check_at_us);
  if (status->checks_max == 0 || status->checks > status->checks_max)
    return g_strdup_printf (_("Checked %u times, next in %s."), status->checks, words->strong);

  return g_strdup_printf (_("Check %u of %u, next in %s."), status->checks, status->checks_max, words->strong);
}

static void
add_doubt_buttons (TrivetStatusWords    *words,
                   const TrivetPayScene *scene)
{
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CHECK_NOW, _("Check now"), FALSE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_SERVE_NEXT, _("Serve next, resolve in background"), FALSE);
  if (scene->can_claim)
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CLAIM, _("Guest shows a receipt"), FALSE);
  if (scene->can_override)
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_OVERRIDE, _("Manager: pay otherwise"), FALSE);
}

void
_trivet_status_words_say_in_doubt (TrivetStatusWords    *words,
                                   const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);
  g_autofree char *checks = NULL;

  _trivet_status_words_set_look (words, "doubt", TRIVET_STATUS_SIGN_QUESTION, 0);
  add_doubt_buttons (words, scene);
  if (scene->status->reason == TRIVET_PAYMENT_REASON_NEEDS_MANAGER) {
    words->title = g_strdup_printf (_("A manager must look at this with %s"), method);
    words->text = g_strdup (_("Do not charge again: the customer may have paid, and it cannot be undone from here. "
                              "The register goes on asking."));
    return;
  }

  checks = say_checks (words, scene);
  words->title = g_strdup_printf (format_for_doubt (scene->status->reason), method);
  words->text = g_strdup_printf (_("Do not charge again: the customer may have paid. %s "
                                   "After that it is cancelled for sure, or refunded."),
                                    checks);
}

void
_trivet_status_words_say_cancelling (TrivetStatusWords    *words,
                                     const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);
  g_autofree char *checks = say_checks (words, scene);

  _trivet_status_words_set_look (words, "doubt", TRIVET_STATUS_SIGN_BACK, 0);
  words->title = g_strdup_printf (_("Cancelling with %s …"), method);
  words->text = g_strdup_printf (_("Do not charge again until it is certain that no money is kept. %s"), checks);
  add_doubt_buttons (words, scene);
}

void
_trivet_status_words_say_cancelled (TrivetStatusWords    *words,
                                    const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = _trivet_status_words_dup_method (scene);
  g_autofree char            *time = format_time (status->settled_at_us);
  g_autofree char            *confirmed = NULL;

  if (status->reference != NULL && *status->reference != '\0')
    confirmed = g_strdup_printf (_("Reversal %s confirmed %s"), status->reference, time);
  else
    confirmed = g_strdup_printf (_("Confirmed %s"), time);

  _trivet_status_words_set_look (words, "gone", TRIVET_STATUS_SIGN_BACK, 0);
  if (status->money_returned) {
    words->title = g_strdup_printf (_("Cancelled. %s has given the money back"), method);
    words->text = _trivet_status_words_join (g_strdup (_("The customer had paid and got it back")), g_steal_pointer (&confirmed));
  } else {
    words->title = g_strdup_printf (_("Cancelled. %s confirms no money moved"), method);
    words->text = g_steal_pointer (&confirmed);
  }
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CASH, _("Another method"), FALSE);
}

/* The guest shows a receipt: believed here, proven nowhere yet. */
void
_trivet_status_words_say_claimed (TrivetStatusWords    *words,
                                  const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);
  g_autofree char *amount = _trivet_status_words_dup_amount (scene);

  _trivet_status_words_set_look (words, "doubt", TRIVET_STATUS_SIGN_NOTE, 0);
  words->title = g_strdup_printf (_("Receipt for %s with %s recorded"), amount, method);
  words->text = g_strdup (_("Not verified: the register goes on asking, and the bill decides. Do not charge this sum again."));
  if (scene->due_minor > 0) {
    words->strong = trivet_ui_format_minor (scene->due_minor, scene->currency);
    words->text = _trivet_status_words_join (words->text, g_strdup_printf (_("%s is still due"), words->strong));
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Pay the rest"), TRUE);
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_SERVE_NEXT, _("Serve next"), FALSE);
  } else {
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_SERVE_NEXT, _("Serve next"), TRUE);
  }
}

void
_trivet_status_words_say_overridden (TrivetStatusWords    *words,
                                     const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);

  _trivet_status_words_set_look (words, "gone", TRIVET_STATUS_SIGN_BACK, 0);
  words->title = g_strdup (_("Approved: take the money another way"));
  words->text = g_strdup_printf (_("%s is being undone in the background. Should the customer have paid there, "
                                   "that money goes back by itself."),
                                    method);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Scan again"), TRUE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CASH, _("Cash"), FALSE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_SERVE_NEXT, _("Serve next"), FALSE);
}
