/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-status-words-private.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * What the status panel says in each state (design: pay-states): what happened, whether money
 * moved, what to do. Pure: the same scene always gives the same words.
 */

void
_trivet_status_words_add_button (TrivetStatusWords *words,
                                 TrivetPayAction    action,
                                 const char        *label,
                                 gboolean           primary)
{
  TrivetPayButton *button = &words->buttons[words->n_buttons++];

  button->action = action;
  button->label = label;
  button->primary = primary;
}

void
_trivet_status_words_set_look (TrivetStatusWords *words,
                               const char        *style,
                               TrivetStatusSign   sign,
                               guint              n_steps)
{
  words->style = style;
  words->sign = sign;
  words->n_steps = n_steps;
}

char *
_trivet_status_words_dup_method (const TrivetPayScene *scene)
{
  return trivet_words_for_method (scene->wallets, scene->status->method);
}

char *
_trivet_status_words_dup_amount (const TrivetPayScene *scene)
{
  return trivet_ui_format_minor (scene->status->amount.minor, scene->status->amount.currency);
}

/* "0:23"; what is over reads 0:00. */
static char *
format_seconds (gint64 seconds)
{
  seconds = MAX (seconds, 0);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d", seconds / 60, (int) (seconds % 60));
}

char *
_trivet_status_words_format_left (const TrivetPayScene *scene,
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

/* Puts @part (transfer full) (nullable) behind @text with a dot between. */
char *
_trivet_status_words_join (char *text,
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
  _trivet_status_words_set_look (words, "gone", TRIVET_STATUS_SIGN_BACK, 0);
  words->title = g_strdup (_("No order is being paid"));
  words->text = g_strdup (_("Go back to the order and press Pay."));
}

static void
say_free (TrivetStatusWords    *words,
          const TrivetPayScene *scene)
{
  _trivet_status_words_set_look (words, "paid", TRIVET_STATUS_SIGN_CHECK, 0);
  words->title = g_strdup (scene->corrected ? _("Finish the correction?") : _("Nothing to pay"));
  if (scene->left_over_minor > 0) {
    words->strong = trivet_ui_format_minor (scene->left_over_minor, scene->currency);
    words->text = g_strdup_printf (_("%s goes back: to a wallet by itself, in cash by hand."), words->strong);
  } else if (scene->corrected) {
    words->text = g_strdup (_("What was paid is what it costs. Nothing goes back."));
  } else {
    words->text = g_strdup (_("This order costs nothing. Close it, and it is in the books as given away."));
  }
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CLOSE_ORDER, _("Close the order"), TRUE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Back to the order"), FALSE);
}

/* Which ways are open at this moment; the first to be paid wins. */
static const char *
title_for_arms (const TrivetPayScene *scene)
{
  if (scene->code)
    return scene->camera ? _("Customer: scan the code, or show yours to the camera")
                         : _("Customer: scan the code, or show yours to the hand scanner");
  if (scene->tap)
    return scene->camera ? _("Hold the payment code up to the camera, or tap the reader")
                         : _("Scan the payment code with the hand scanner, or tap the reader");

  return scene->camera ? _("Hold the payment code up to the camera")
                       : _("Scan the payment code with the hand scanner");
}

static void
say_ready (TrivetStatusWords    *words,
           const TrivetPayScene *scene)
{
  if (scene->free) {
    say_free (words, scene);
    return;
  }

  if (scene->cash) {
    _trivet_status_words_set_look (words, "wait", TRIVET_STATUS_SIGN_NOTE, 0);
    words->title = g_strdup (_("Take the cash"));
    words->text = g_strdup (_("Tap what the customer hands over. Nothing is stored until then."));
  } else {
    _trivet_status_words_set_look (words, "wait", TRIVET_STATUS_SIGN_TARGET, 1);
    words->title = g_strdup (title_for_arms (scene));
    if (scene->code)
      words->text = g_strdup (_("Whichever is paid first counts; the other is closed by itself."));
    else
      words->text = g_strdup (scene->camera ? _("The app is recognised from the code. Hand scanner works too.")
                                            : _("The app is recognised from the code. Or type the digits below the bar code."));
  }
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Cancel"), FALSE);
}

static void
say_bad_code (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);

  _trivet_status_words_set_look (words, "doubt", TRIVET_STATUS_SIGN_EXCLAMATION, 0);
  if (scene->status->code_kind == TRIVET_CODE_PAYMENT) {
    words->title = g_strdup_printf (_("%s is not set up here"), method);
    words->text = g_strdup (_("Nothing was charged. Ask for another app, or take another method."));
  } else {
    words->title = g_strdup (_("That is not a payment code"));
    words->text = g_strdup_printf (_("Nothing was charged. %s"), trivet_words_for_code (scene->status->code_kind));
  }
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Cancel"), FALSE);
}

static void
say_sending (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = _trivet_status_words_dup_method (scene);
  g_autofree char            *amount = _trivet_status_words_dup_amount (scene);

  if (g_strcmp0 (status->method, "cash") == 0) {
    _trivet_status_words_set_look (words, "wait", TRIVET_STATUS_SIGN_NOTE, 0);
    words->title = g_strdup (_("Taking the cash …"));
    words->text = g_strdup (_("The sale is being stored."));
    return;
  }

  _trivet_status_words_set_look (words, "wait", TRIVET_STATUS_SIGN_UP, 2);
  words->title = g_strdup_printf (_("Asking %s for %s …"), method, amount);
  words->text = status->masked_code != NULL ? g_strdup_printf (_("Code %s"), status->masked_code)
                                            : g_strdup (_("Waiting for the answer"));
  words->text = _trivet_status_words_join (words->text, format_took ((scene->now_us - status->since_us) / 1000));
}

static void
say_waiting (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = _trivet_status_words_dup_method (scene);

  _trivet_status_words_set_look (words, "wait", TRIVET_STATUS_SIGN_HOURGLASS, 3);
  words->title = g_strdup (_("Customer: please confirm on your phone"));
  words->text = g_strdup_printf (_("%s is waiting for a password"), method);
  if (status->give_up_at_us > 0) {
    gint64           whole_us = status->give_up_at_us - status->since_us;
    g_autofree char *whole = format_seconds ((whole_us + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC);

    words->strong = _trivet_status_words_format_left (scene, status->give_up_at_us);
    words->text = _trivet_status_words_join (words->text, g_strdup_printf (_("%s left of %s"), words->strong, whole));
  }
  if (status->checks > 0)
    words->text = _trivet_status_words_join (words->text, g_strdup_printf (ngettext ("checked %u time", "checked %u times", status->checks),
                                                                           status->checks));
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CANCEL_PAYMENT, _("Cancel payment"), FALSE);
}

static void
say_confirming (TrivetStatusWords    *words,
                const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);

  _trivet_status_words_set_look (words, "wait", TRIVET_STATUS_SIGN_UP, 3);
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
  g_autofree char            *amount = trivet_ui_format_minor (status->payer_minor, scene->currency);
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
  g_autofree char            *method = _trivet_status_words_dup_method (scene);
  g_autofree char            *amount = _trivet_status_words_dup_amount (scene);
  g_autofree char            *payer = trivet_ui_format_minor (status->payer_minor, scene->currency);
  g_autofree char            *voucher = trivet_ui_format_minor (status->discount_minor, scene->currency);

  words->title = g_strdup_printf (_("Paid %s with %s"), amount, method);
  if (status->discount_minor > 0)
    words->text = g_strdup_printf (_("%s from the customer + %s %s voucher"), payer, voucher, method);
  else
    words->text = g_strdup_printf (_("%s from the customer"), payer);
  if (status->shown)
    words->text = _trivet_status_words_join (words->text, g_strdup (_("scanned our code")));
  if (status->took_ms > 0)
    words->text = _trivet_status_words_join (words->text, format_took (status->took_ms));
}

/* Two guests, or one payment too late, paid more than was due. */
static void
say_surplus (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  gint64 by_itself = scene->status->surplus_minor - scene->status->cash_back_minor;

  if (scene->status->cash_back_minor > 0) {
    words->strong = trivet_ui_format_minor (scene->status->cash_back_minor, scene->currency);
    words->text = _trivet_status_words_join (words->text, g_strdup_printf (_("Hand out %s in cash: it waits among what is not settled"), words->strong));
    if (by_itself > 0) {
      g_autofree char *rest = trivet_ui_format_minor (by_itself, scene->currency);

      words->text = _trivet_status_words_join (words->text, g_strdup_printf (_("%s goes back to the wallet by itself"), rest));
    }
    return;
  }
  if (by_itself <= 0)
    return;

  words->strong = trivet_ui_format_minor (scene->status->surplus_minor, scene->currency);
  words->text = _trivet_status_words_join (words->text, g_strdup_printf (_("%s was paid too much and goes back by itself"),
                                                                            words->strong));
}

static void
say_paid (TrivetStatusWords    *words,
          const TrivetPayScene *scene)
{
  _trivet_status_words_set_look (words, "paid", TRIVET_STATUS_SIGN_CHECK, 0);
  if (scene->status->method == NULL) {
    words->title = g_strdup (_("Closed"));
    words->text = scene->status->surplus_minor > 0 ? g_strdup (_("The order was corrected")) : g_strdup (_("Nothing was to pay"));
  } else if (g_strcmp0 (scene->status->method, "cash") == 0) {
    say_paid_cash (words, scene);
  } else {
    say_paid_wallet (words, scene);
  }

  if (!scene->settled) {
    g_autofree char *due = trivet_ui_format_minor (scene->due_minor, scene->currency);
    char            *rest = g_strdup_printf (_("%s is still due"), due);

    words->strong = g_strdup (due);
    words->text = *words->text == '\0' ? (g_free (words->text), rest) : _trivet_status_words_join (words->text, rest);
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Pay the rest"), TRUE);
    return;
  }

  if (scene->more_checks) {
    if (*words->text == '\0') {
      g_free (words->text);
      words->text = g_strdup (_("Other bills of this order are still open"));
    } else {
      words->text = _trivet_status_words_join (words->text, g_strdup (_("other bills of this order are still open")));
    }
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_NEXT_CUSTOMER, _("Next bill"), TRUE);
    return;
  }

  say_surplus (words, scene);
  words->text = _trivet_status_words_join (words->text, g_strdup (words_for_paper (scene->paper)));
  if (scene->paper != TRIVET_PAPER_NO_PRINTER)
    _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_PRINT,
                                     scene->paper == TRIVET_PAPER_NONE ? _("Print receipt") : _("Print again"), FALSE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_NEXT_CUSTOMER, _("Next customer"), TRUE);
}

static void
say_declined (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  _trivet_status_words_set_look (words, "bad", TRIVET_STATUS_SIGN_CROSS, 0);
  words->title = g_strdup_printf (_("Declined: %s"), trivet_words_for_reason (scene->status->reason));
  words->text = g_strdup_printf (_("Nothing was charged. %s"), trivet_words_for_remedy (scene->status->reason));
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Scan again"), TRUE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CASH, _("Another method"), FALSE);
}

static void
say_link_down (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  g_autofree char *method = _trivet_status_words_dup_method (scene);

  _trivet_status_words_set_look (words, "doubt", TRIVET_STATUS_SIGN_BOLT, 0);
  words->title = g_strdup_printf (_("%s cannot be reached directly"), method);
  words->text = g_strdup_printf (_("Nothing was sent and nothing was charged. %s"),
                                    trivet_words_for_remedy (scene->status->reason));
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_CASH, _("Cash"), FALSE);
}

static void
say_refused (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  _trivet_status_words_set_look (words, "bad", TRIVET_STATUS_SIGN_EXCLAMATION, 0);
  words->title = g_strdup (_("Not started: nothing was charged"));
  words->text = scene->status->error != NULL ? trivet_words_for_error (scene->status->error) : g_strdup ("");
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
  _trivet_status_words_add_button (words, TRIVET_PAY_ACTION_LEAVE, _("Back to the order"), FALSE);
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
    say_ready (words, scene);
    break;
  case TRIVET_CHECKOUT_OVERRIDDEN:
    _trivet_status_words_say_overridden (words, scene);
    break;
  case TRIVET_CHECKOUT_CLAIMED:
    _trivet_status_words_say_claimed (words, scene);
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
    _trivet_status_words_say_in_doubt (words, scene);
    break;
  case TRIVET_CHECKOUT_CANCELLING:
    _trivet_status_words_say_cancelling (words, scene);
    break;
  case TRIVET_CHECKOUT_CANCELLED:
    _trivet_status_words_say_cancelled (words, scene);
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
