/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-status-words.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * What the status panel says in each state (design: pay-states): what happened, whether money
 * moved, what to do. Pure: the same scene always gives the same words.
 */

static void
add_button (TrivetStatusWords *words,
            TrivetPayAction    action,
            const char        *label,
            gboolean           primary)
{
  TrivetPayButton *button = &words->buttons[words->n_buttons++];

  button->action = action;
  button->label = label;
  button->primary = primary;
}

static void
set_look (TrivetStatusWords *words,
          const char        *style,
          TrivetStatusSign   sign,
          guint              n_steps)
{
  words->style = style;
  words->sign = sign;
  words->n_steps = n_steps;
}

static char *
dup_method (const TrivetPayScene *scene)
{
  return trivet_words_for_method (scene->wallets, scene->status->method);
}

static char *
dup_amount (const TrivetPayScene *scene)
{
  return trivet_money_format (scene->status->amount);
}

/* "0:23"; what is over reads 0:00. */
static char *
format_seconds (gint64 seconds)
{
  seconds = MAX (seconds, 0);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d", seconds / 60, (int) (seconds % 60));
}

static char *
format_left (const TrivetPayScene *scene,
             gint64                until_us)
{
  return format_seconds ((until_us - scene->now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/* "1.8 s" */
static char *
format_took (gint64 took_ms)
{
  return g_strdup_printf (C_ ("seconds", "%d.%d s"), (int) (took_ms / 1000), (int) (took_ms % 1000 / 100));
}

/* "23:10:05", the time of the register's place. */
static char *
format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("");
}

/* Puts @part (transfer full) (nullable) behind @text with a dot between. */
static char *
join (char *text,
      char *part)
{
  char *joined;

  if (part == NULL || *part == '\0') {
    g_free (part);
    return text;
  }

  joined = g_strjoin (" · ", text, part, NULL);
  g_free (text);
  g_free (part);

  return joined;
}

static void
say_idle (TrivetStatusWords *words)
{
  set_look (words, "gone", TRIVET_STATUS_SIGN_BACK, 0);
  words->title = g_strdup (_("No order is being paid"));
  words->text = g_strdup (_("Go back to the order and press Pay."));
}

static void
say_ready (TrivetStatusWords    *words,
           const TrivetPayScene *scene)
{
  if (scene->cash) {
    set_look (words, "wait", TRIVET_STATUS_SIGN_NOTE, 0);
    words->title = g_strdup (_("Take the cash"));
    words->text = g_strdup (_("Tap what the customer hands over. Nothing is stored until then."));
  } else {
    set_look (words, "wait", TRIVET_STATUS_SIGN_TARGET, 1);
    words->title = g_strdup (scene->camera ? _("Hold the payment code up to the camera")
                                           : _("Scan the payment code with the hand scanner"));
    words->text = g_strdup (scene->camera ? _("The app is recognised from the code. Hand scanner works too.")
                                          : _("The app is recognised from the code. Or type the digits below the bar code."));
  }
  add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Cancel"), FALSE);
}

static void
say_bad_code (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);

  set_look (words, "doubt", TRIVET_STATUS_SIGN_EXCLAMATION, 0);
  if (scene->status->code_kind == TRIVET_CODE_PAYMENT) {
    words->title = g_strdup_printf (_("%s is not set up here"), method);
    words->text = g_strdup (_("Nothing was charged. Ask for another app, or take another method."));
  } else {
    words->title = g_strdup (_("That is not a payment code"));
    words->text = g_strdup_printf (_("Nothing was charged. %s"), trivet_words_for_code (scene->status->code_kind));
  }
  add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Cancel"), FALSE);
}

static void
say_sending (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = dup_method (scene);
  g_autofree char            *amount = dup_amount (scene);

  if (g_strcmp0 (status->method, "cash") == 0) {
    set_look (words, "wait", TRIVET_STATUS_SIGN_NOTE, 0);
    words->title = g_strdup (_("Taking the cash …"));
    words->text = g_strdup (_("The sale is being stored."));
    return;
  }

  set_look (words, "wait", TRIVET_STATUS_SIGN_UP, 2);
  words->title = g_strdup_printf (_("Asking %s for %s …"), method, amount);
  words->text = status->masked_code != NULL ? g_strdup_printf (_("Code %s"), status->masked_code)
                                            : g_strdup (_("Waiting for the answer"));
  words->text = join (words->text, format_took ((scene->now_us - status->since_us) / 1000));
}

static void
say_waiting (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = dup_method (scene);

  set_look (words, "wait", TRIVET_STATUS_SIGN_HOURGLASS, 3);
  words->title = g_strdup (_("Customer: please confirm on your phone"));
  words->text = g_strdup_printf (_("%s is waiting for a password"), method);
  if (status->give_up_at_us > 0) {
    gint64           whole_us = status->give_up_at_us - status->since_us;
    g_autofree char *whole = format_seconds ((whole_us + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC);

    words->strong = format_left (scene, status->give_up_at_us);
    words->text = join (words->text, g_strdup_printf (_("%s left of %s"), words->strong, whole));
  }
  if (status->checks > 0)
    words->text = join (words->text, g_strdup_printf (ngettext ("checked %u time", "checked %u times", status->checks),
                                                      status->checks));
  add_button (words, TRIVET_PAY_ACTION_CANCEL_PAYMENT, _("Cancel payment"), FALSE);
}

static void
say_confirming (TrivetStatusWords    *words,
                const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);

  set_look (words, "wait", TRIVET_STATUS_SIGN_UP, 3);
  words->title = g_strdup_printf (_("Declined: %s"), trivet_words_for_reason (scene->status->reason));
  words->text = g_strdup_printf (_("Asking %s once more, to be certain that nothing was charged …"), method);
}

static const char *
words_for_paper (TrivetPaperState paper)
{
  switch (paper) {
  case TRIVET_PAPER_NONE:
    return "";
  case TRIVET_PAPER_PRINTING:
    return _("receipt printing");
  case TRIVET_PAPER_PRINTED:
    return _("receipt printed");
  case TRIVET_PAPER_STUCK:
    return _("the printer does not print: the receipt waits");
  case TRIVET_PAPER_NO_PRINTER:
    return _("no printer is set up");
  }

  return "";
}

static void
say_paid_cash (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *amount = dup_amount (scene);
  g_autofree char            *tendered = trivet_ui_format_minor (status->tendered_minor, scene->currency);
  g_autofree char            *change = trivet_ui_format_minor (status->change_minor, scene->currency);

  if (status->change_minor > 0) {
    words->title = g_strdup_printf (_("Change %s"), change);
    words->text = g_strdup_printf (_("Paid %s in cash, %s received"), amount, tendered);
  } else {
    words->title = g_strdup_printf (_("Paid %s in cash"), amount);
    words->text = g_strdup (status->order_settled || scene->settled ? _("No change") : "");
  }
}

static void
say_paid_wallet (TrivetStatusWords    *words,
                 const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = dup_method (scene);
  g_autofree char            *amount = dup_amount (scene);
  g_autofree char            *payer = trivet_ui_format_minor (status->payer_minor, scene->currency);
  g_autofree char            *voucher = trivet_ui_format_minor (status->discount_minor, scene->currency);

  words->title = g_strdup_printf (_("Paid %s with %s"), amount, method);
  if (status->discount_minor > 0)
    words->text = g_strdup_printf (_("%s from the customer + %s %s voucher"), payer, voucher, method);
  else
    words->text = g_strdup_printf (_("%s from the customer"), payer);
  if (status->took_ms > 0)
    words->text = join (words->text, format_took (status->took_ms));
}

static void
say_paid (TrivetStatusWords    *words,
          const TrivetPayScene *scene)
{
  set_look (words, "paid", TRIVET_STATUS_SIGN_CHECK, 0);
  if (g_strcmp0 (scene->status->method, "cash") == 0)
    say_paid_cash (words, scene);
  else
    say_paid_wallet (words, scene);

  if (!scene->settled) {
    g_autofree char *due = trivet_ui_format_minor (scene->due_minor, scene->currency);
    char            *rest = g_strdup_printf (_("%s is still due"), due);

    words->strong = g_strdup (due);
    words->text = *words->text == '\0' ? (g_free (words->text), rest) : join (words->text, rest);
    add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Pay the rest"), TRUE);
    return;
  }

  words->text = join (words->text, g_strdup (words_for_paper (scene->paper)));
  if (scene->paper != TRIVET_PAPER_NO_PRINTER)
    add_button (words, TRIVET_PAY_ACTION_PRINT,
                scene->paper == TRIVET_PAPER_NONE ? _("Print receipt") : _("Print again"), FALSE);
  add_button (words, TRIVET_PAY_ACTION_NEXT_CUSTOMER, _("Next customer"), TRUE);
}

static void
say_declined (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  set_look (words, "bad", TRIVET_STATUS_SIGN_CROSS, 0);
  words->title = g_strdup_printf (_("Declined: %s"), trivet_words_for_reason (scene->status->reason));
  words->text = g_strdup_printf (_("Nothing was charged. %s"), trivet_words_for_remedy (scene->status->reason));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Scan again"), TRUE);
  add_button (words, TRIVET_PAY_ACTION_CASH, _("Another method"), FALSE);
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

  words->strong = format_left (scene, status->next_check_at_us);
  if (status->checks_max == 0 || status->checks > status->checks_max)
    return g_strdup_printf (_("Checked %u times, next in %s."), status->checks, words->strong);

  return g_strdup_printf (_("Check %u of %u, next in %s."), status->checks, status->checks_max, words->strong);
}

static void
add_doubt_buttons (TrivetStatusWords *words)
{
  add_button (words, TRIVET_PAY_ACTION_CHECK_NOW, _("Check now"), FALSE);
  add_button (words, TRIVET_PAY_ACTION_SERVE_NEXT, _("Serve next, resolve in background"), FALSE);
}

static void
say_in_doubt (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);
  g_autofree char *checks = NULL;

  set_look (words, "doubt", TRIVET_STATUS_SIGN_QUESTION, 0);
  add_doubt_buttons (words);
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

static void
say_cancelling (TrivetStatusWords    *words,
                const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);
  g_autofree char *checks = say_checks (words, scene);

  set_look (words, "doubt", TRIVET_STATUS_SIGN_BACK, 0);
  words->title = g_strdup_printf (_("Cancelling with %s …"), method);
  words->text = g_strdup_printf (_("Do not charge again until it is certain that no money is kept. %s"), checks);
  add_doubt_buttons (words);
}

static void
say_cancelled (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = dup_method (scene);
  g_autofree char            *time = format_time (status->settled_at_us);
  g_autofree char            *confirmed = NULL;

  if (status->reference != NULL && *status->reference != '\0')
    confirmed = g_strdup_printf (_("Reversal %s confirmed %s"), status->reference, time);
  else
    confirmed = g_strdup_printf (_("Confirmed %s"), time);

  set_look (words, "gone", TRIVET_STATUS_SIGN_BACK, 0);
  if (status->money_returned) {
    words->title = g_strdup_printf (_("Cancelled. %s has given the money back"), method);
    words->text = join (g_strdup (_("The customer had paid and got it back")), g_steal_pointer (&confirmed));
  } else {
    words->title = g_strdup_printf (_("Cancelled. %s confirms no money moved"), method);
    words->text = g_steal_pointer (&confirmed);
  }
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
  add_button (words, TRIVET_PAY_ACTION_CASH, _("Another method"), FALSE);
}

static void
say_link_down (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);

  set_look (words, "doubt", TRIVET_STATUS_SIGN_BOLT, 0);
  words->title = g_strdup_printf (_("%s cannot be reached directly"), method);
  words->text = g_strdup_printf (_("Nothing was sent and nothing was charged. %s"),
                                    trivet_words_for_remedy (scene->status->reason));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
  add_button (words, TRIVET_PAY_ACTION_CASH, _("Cash"), FALSE);
}

static void
say_refused (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  set_look (words, "bad", TRIVET_STATUS_SIGN_EXCLAMATION, 0);
  words->title = g_strdup (_("Not started: nothing was charged"));
  words->text = scene->status->error != NULL ? trivet_words_for_error (scene->status->error) : g_strdup ("");
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
  add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Back to the order"), FALSE);
}

/**
 * trivet_status_words_new:
 * @scene: how things are
 *
 * Returns: (transfer full): what to show, in the language of the screens
 */
TrivetStatusWords *
trivet_status_words_new (const TrivetPayScene *scene)
{
  TrivetStatusWords *words;

  g_return_val_if_fail (scene != NULL && scene->status != NULL, NULL);

  words = g_new0 (TrivetStatusWords, 1);
  switch (scene->status->kind) {
  case TRIVET_CHECKOUT_IDLE:
    say_idle (words);
    break;
  case TRIVET_CHECKOUT_READY:
  case TRIVET_CHECKOUT_OVERRIDDEN:
    say_ready (words, scene);
    break;
  case TRIVET_CHECKOUT_BAD_CODE:
    say_bad_code (words, scene);
    break;
  case TRIVET_CHECKOUT_SENDING:
    say_sending (words, scene);
    break;
  case TRIVET_CHECKOUT_WAITING:
    say_waiting (words, scene);
    break;
  case TRIVET_CHECKOUT_CONFIRMING:
    say_confirming (words, scene);
    break;
  case TRIVET_CHECKOUT_PAID:
    say_paid (words, scene);
    break;
  case TRIVET_CHECKOUT_DECLINED:
    say_declined (words, scene);
    break;
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CLAIMED:
    say_in_doubt (words, scene);
    break;
  case TRIVET_CHECKOUT_CANCELLING:
    say_cancelling (words, scene);
    break;
  case TRIVET_CHECKOUT_CANCELLED:
    say_cancelled (words, scene);
    break;
  case TRIVET_CHECKOUT_LINK_DOWN:
    say_link_down (words, scene);
    break;
  case TRIVET_CHECKOUT_REFUSED:
    say_refused (words, scene);
    break;
  }

  return words;
}

/**
 * trivet_status_words_free:
 * @self: (transfer full): words
 */
void
trivet_status_words_free (TrivetStatusWords *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self->strong);
  g_free (self);
}
