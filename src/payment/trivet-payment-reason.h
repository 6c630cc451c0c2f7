/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetPaymentReason:
 *
 * Why a payment is not (yet) paid, by what staff should do. Adapters map each vendor code to one
 * of these; words are chosen in ui/. Facts store the name ("code-expired").
 */
typedef enum {
  TRIVET_PAYMENT_REASON_NONE,
  /* Definite refusals by the wallet: the guest does something. */
  TRIVET_PAYMENT_REASON_CODE_EXPIRED,      /* refresh the code, scan again */
  TRIVET_PAYMENT_REASON_NO_MONEY,          /* other card in the app, or another method */
  TRIVET_PAYMENT_REASON_CARD_NOT_TAKEN,    /* other card in the app */
  TRIVET_PAYMENT_REASON_LIMIT,             /* guest's day or month limit: another method */
  TRIVET_PAYMENT_REASON_WALLET_REFUSED,    /* risk, account state: another method */
  TRIVET_PAYMENT_REASON_PAYER_CANCELLED,   /* the guest pressed cancel */
  TRIVET_PAYMENT_REASON_TIME_OVER,         /* the guest did not confirm in time */
  TRIVET_PAYMENT_REASON_OTHER_PAYER,       /* order begun by another guest: new attempt */
  TRIVET_PAYMENT_REASON_CLOSED,            /* that number is dead: new attempt */
  TRIVET_PAYMENT_REASON_NOT_EXISTING,      /* the provider never saw it */
  /* Refusals by contract or set-up: a manager does something. */
  TRIVET_PAYMENT_REASON_MERCHANT_LIMIT,    /* amount over the merchant's limit */
  TRIVET_PAYMENT_REASON_NOT_CONTRACTED,    /* product not open, merchant blocked */
  TRIVET_PAYMENT_REASON_BAD_CREDENTIALS,   /* key, serial, app id */
  TRIVET_PAYMENT_REASON_CLOCK_WRONG,       /* set the clock of this machine */
  TRIVET_PAYMENT_REASON_OUR_DATA,          /* we sent something wrong; support */
  TRIVET_PAYMENT_REASON_NUMBER_REUSED,     /* our number with other data; support */
  /* Doubts: nobody pays again until it is known. */
  TRIVET_PAYMENT_REASON_ANSWER_LOST,       /* timeout, connection broken */
  TRIVET_PAYMENT_REASON_UNREACHABLE,       /* nothing could be sent at all */
  TRIVET_PAYMENT_REASON_SERVICE_BUSY,      /* 5xx, system error, rate limit */
  TRIVET_PAYMENT_REASON_NOT_BELIEVABLE,    /* unsigned, forged, garbled, wrong amount */
  TRIVET_PAYMENT_REASON_ALREADY_PAID,      /* the provider says this number is paid: query */
  TRIVET_PAYMENT_REASON_RESTARTED,         /* the program stopped while it was asked */
  TRIVET_PAYMENT_REASON_TOO_EARLY,         /* reverse refused for now: ask again */
  TRIVET_PAYMENT_REASON_NEEDS_MANAGER,     /* cannot be undone by machine */
  TRIVET_PAYMENT_REASON_STAFF_CANCELLED,   /* staff pressed cancel */
  TRIVET_PAYMENT_REASON_OTHER_TENDER,      /* a shown code whose amount was paid otherwise */
  /* Refunds. */
  TRIVET_PAYMENT_REASON_SHOP_BALANCE,      /* top up the merchant account; it is tried again */
  TRIVET_PAYMENT_REASON_REFUND_REFUSED,    /* not by machine: give the money back by hand */
} TrivetPaymentReason;
#define TRIVET_N_PAYMENT_REASONS (TRIVET_PAYMENT_REASON_REFUND_REFUSED + 1)

const char          *trivet_payment_reason_get_name  (TrivetPaymentReason  reason);
TrivetPaymentReason  trivet_payment_reason_from_name (const char          *name);

G_END_DECLS
