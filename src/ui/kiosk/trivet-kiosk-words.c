/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-words.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * What a guest reads in each state of a payment. Pure: the same scene always gives the same words.
 * Nothing here is about keys, networks or managers: what a guest cannot mend is for the staff.
 */

#define SOON_US (30 * G_USEC_PER_SEC)

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
say (TrivetStatusWords *words,
     const char        *style,
     TrivetStatusSign   sign,
     char              *title,
     char              *text)
{
  words->style = style;
  words->sign = sign;
  words->title = title;
  words->text = text;
}

static char *
dup_method (const TrivetPayScene *scene)
{
  return trivet_words_for_method (scene->wallets, scene->status->method);
}

/**
 * trivet_kiosk_words_dup_time:
 * @seconds: how long
 *
 * Returns: (transfer full): "1:30"
 */
char *
trivet_kiosk_words_dup_time (guint seconds)
{
  return g_strdup_printf ("%u:%02u", seconds / 60, seconds % 60);
}

static guint
seconds_until (const TrivetPayScene *scene,
               gint64                until_us)
{
  gint64 left_us = until_us - scene->now_us;

  return left_us > 0 ? (guint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

static void
say_ready (TrivetStatusWords    *words,
           const TrivetPayScene *scene)
{
  if (scene->free) {
    say (words, "paid", TRIVET_STATUS_SIGN_CHECK, g_strdup (_("Nothing to pay")), g_strdup (_("This order costs nothing.")));
    add_button (words, TRIVET_PAY_ACTION_CLOSE_ORDER, _("Order it"), TRUE);
    return;
  }
  say (words, "wait", TRIVET_STATUS_SIGN_TARGET, g_strdup (_("Ready for your payment")), g_strdup (_("Nothing was charged yet.")));
}

static void
say_bad_code (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  if (scene->status->reason == TRIVET_PAYMENT_REASON_NOT_CONTRACTED) {
    g_autofree char *method = dup_method (scene);

    say (words, "doubt", TRIVET_STATUS_SIGN_EXCLAMATION, g_strdup_printf (_("%s is not taken here"), method), g_strdup (_("Nothing was charged. Please show the code of another app.")));
    return;
  }
  say (words, "doubt", TRIVET_STATUS_SIGN_EXCLAMATION, g_strdup (_("That is not a payment code")), g_strdup (_("Nothing was charged. Open the payment code in your app, and show it again.")));
}

static void
say_waiting (TrivetStatusWords    *words,
             const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);
  g_autofree char *left = trivet_kiosk_words_dup_time (seconds_until (scene, scene->status->give_up_at_us));

  say (words, "wait", TRIVET_STATUS_SIGN_HOURGLASS, g_strdup (_("Please confirm on your phone")), scene->status->give_up_at_us > 0 ? g_strdup_printf (_("%s asks for your password. %s left."), method, left) : g_strdup_printf (_("%s asks for your password."), method));
  words->n_steps = 3;
  add_button (words, TRIVET_PAY_ACTION_CANCEL_PAYMENT, _("Cancel payment"), FALSE);
}

static void
say_under_way (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);

  if (scene->status->kind == TRIVET_CHECKOUT_CONFIRMING) {
    say (words, "wait", TRIVET_STATUS_SIGN_UP, g_strdup_printf (_("%s said no"), method), g_strdup (_("We ask once more, to be certain that nothing was charged.")));
    words->n_steps = 3;
    return;
  }
  say (words, "wait", TRIVET_STATUS_SIGN_UP, g_strdup_printf (_("Asking %s …"), method), g_strdup (_("One moment. Please do not put your phone away yet.")));
  words->n_steps = 2;
}

/* A part only: two codes at once, or a dish that was added while a code was being paid. */
static void
say_paid (TrivetStatusWords    *words,
          const TrivetPayScene *scene)
{
  g_autofree char *due = trivet_ui_format_minor (scene->due_minor, scene->currency);
  g_autofree char *paid = trivet_ui_format_minor (scene->status->amount.minor, scene->currency);

  say (words, "paid", TRIVET_STATUS_SIGN_CHECK, g_strdup_printf (_("Paid %s"), paid), g_strdup_printf (_("%s is still due"), due));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Pay the rest"), TRUE);
}

static const char *
words_for_decline (TrivetPaymentReason reason)
{
  if (reason == TRIVET_PAYMENT_REASON_CODE_EXPIRED)
    return _("Your code has expired. Refresh it in your app and show it again.");
  if (reason == TRIVET_PAYMENT_REASON_NO_MONEY)
    return _("There is not enough balance. Choose another card in your app, or another app.");
  if (reason == TRIVET_PAYMENT_REASON_CARD_NOT_TAKEN)
    return _("That card is not taken. Choose another one in your app.");
  if (reason == TRIVET_PAYMENT_REASON_LIMIT)
    return _("Your limit is reached. Please pay with another app.");
  if (reason == TRIVET_PAYMENT_REASON_PAYER_CANCELLED)
    return _("You cancelled on your phone.");
  if (reason == TRIVET_PAYMENT_REASON_TIME_OVER)
    return _("It was not confirmed in time. Show your code again.");

  return _("Try again, pay with another app, or ask the staff.");
}

static void
say_declined (TrivetStatusWords    *words,
              const TrivetPayScene *scene)
{
  say (words, "bad", TRIVET_STATUS_SIGN_CROSS, g_strdup (_("Not paid. Nothing was charged")), g_strdup (words_for_decline (scene->status->reason)));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
}

static void
say_cancelled (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);

  say (words, "gone", TRIVET_STATUS_SIGN_BACK,
       scene->status->money_returned ? g_strdup_printf (_("Cancelled. %s has given your money back"), method)
                                     : g_strdup (_("Cancelled. Nothing was charged")),
                                                 g_strdup_printf (_("%s has confirmed it."), method));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
}

/* Most are undone within seconds, and nobody has to be troubled. */
static gboolean
is_soon_undone (const TrivetPayScene *scene)
{
  return scene->status->kind == TRIVET_CHECKOUT_CANCELLING && scene->now_us - scene->status->since_us < SOON_US;
}

/* Nobody can hurry it here, and a second payment would be the worst of all. */
static void
say_unclear (TrivetStatusWords    *words,
             const TrivetPayScene *scene,
             const char           *number)
{
  g_autofree char *method = dup_method (scene);
  gboolean         cancelling = scene->status->kind == TRIVET_CHECKOUT_CANCELLING;
  char            *title = cancelling ? g_strdup_printf (_("Cancelling with %s …"), method) : g_strdup (_("We do not know yet whether you have paid"));

  if (is_soon_undone (scene)) {
    say (words, "wait", TRIVET_STATUS_SIGN_BACK, title,
         g_strdup (_("One moment: we make sure that nothing is charged. Please do not pay again yet.")));
    return;
  }
  say (words, "doubt", TRIVET_STATUS_SIGN_QUESTION, title,
       g_strdup_printf (_("Please do not pay again. We keep asking %s; what was taken wrongly comes back. Staff will help: your order is number %s."),
                           method, number));
  words->strong = g_strdup (number);
  add_button (words, TRIVET_PAY_ACTION_SERVE_NEXT, _("I go to the staff"), FALSE);
}

static void
say_link_down (TrivetStatusWords    *words,
               const TrivetPayScene *scene)
{
  g_autofree char *method = dup_method (scene);

  say (words, "doubt", TRIVET_STATUS_SIGN_BOLT, g_strdup_printf (_("%s cannot be reached"), method), g_strdup (_("Nothing was charged. Try again in a moment, use another app, or pay at the counter.")));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
}

static void
say_refused (TrivetStatusWords *words)
{
  say (words, "bad", TRIVET_STATUS_SIGN_EXCLAMATION, g_strdup (_("Not started. Nothing was charged")), g_strdup (_("Try again, or ask the staff.")));
  add_button (words, TRIVET_PAY_ACTION_TRY_AGAIN, _("Try again"), TRUE);
}

/**
 * trivet_kiosk_words_new:
 * @scene: how things are
 * @number: by which the order is called
 *
 * Returns: (transfer full): what to show, in the language of the screen
 */
TrivetStatusWords *
trivet_kiosk_words_new (const TrivetPayScene *scene,
                        const char           *number)
{
  TrivetStatusWords *words;

  g_return_val_if_fail (scene != NULL && scene->status != NULL, NULL);
  g_return_val_if_fail (number != NULL, NULL);

  words = g_new0 (TrivetStatusWords, 1);
  switch (scene->status->kind) {
  case TRIVET_CHECKOUT_IDLE:
  case TRIVET_CHECKOUT_READY:
    say_ready (words, scene);
    break;
  case TRIVET_CHECKOUT_BAD_CODE:
    say_bad_code (words, scene);
    break;
  case TRIVET_CHECKOUT_SENDING:
  case TRIVET_CHECKOUT_CONFIRMING:
    say_under_way (words, scene);
    break;
  case TRIVET_CHECKOUT_WAITING:
    say_waiting (words, scene);
    break;
  case TRIVET_CHECKOUT_PAID:
    say_paid (words, scene);
    break;
  case TRIVET_CHECKOUT_DECLINED:
    say_declined (words, scene);
    break;
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CANCELLING:
  case TRIVET_CHECKOUT_CLAIMED:
  case TRIVET_CHECKOUT_OVERRIDDEN:
    say_unclear (words, scene, number);
    break;
  case TRIVET_CHECKOUT_CANCELLED:
    say_cancelled (words, scene);
    break;
  case TRIVET_CHECKOUT_LINK_DOWN:
    say_link_down (words, scene);
    break;
  case TRIVET_CHECKOUT_REFUSED:
    say_refused (words);
    break;
  }

  return words;
}

/**
 * trivet_kiosk_words_for_error:
 * @error: why a command of a guest was refused
 *
 * Returns: (transfer none): what the guest reads
 */
const char *
trivet_kiosk_words_for_error (const GError *error)
{
  if (g_error_matches (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT))
    return _("Sorry, there is no more of that today.");
  if (g_error_matches (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY))
    return _("A payment for this order is still being closed. Please try again in a moment.");

  return _("That did not work, and your order is as it was. Please try again, or ask the staff.");
}

/**
 * trivet_kiosk_words_for_paper:
 * @paper: what became of the receipt
 *
 * Returns: (transfer none): what a guest reads about it
 */
const char *
trivet_kiosk_words_for_paper (TrivetPaperState paper)
{
  switch (paper) {
  case TRIVET_PAPER_NONE:
  case TRIVET_PAPER_PRINTING:
    return _("Your receipt is being printed.");
  case TRIVET_PAPER_PRINTED:
    return _("Please take your receipt.");
  case TRIVET_PAPER_STUCK:
    return _("Your receipt did not come out as it should. Please note your number; the staff print it for you.");
  case TRIVET_PAPER_NO_PRINTER:
    return _("There is no printer here. Please note your number.");
  }

  return "";
}
