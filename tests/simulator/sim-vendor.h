/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-plan.h"

#include "trivet-payment-provider.h"

G_BEGIN_DECLS

typedef enum {
  SIM_WALLET_ALIPAY,
  SIM_WALLET_WECHAT,
} SimWallet;
#define SIM_N_WALLETS (SIM_WALLET_WECHAT + 1)

/**
 * SimSaying:
 *
 * What a provider has to say, before it is put into the words of one of them. Not everything makes
 * sense for every call.
 */
typedef enum {
  SIM_SAYS_PAID,
  SIM_SAYS_PAID_COUPON,  /* and a voucher paid a part */
  SIM_SAYS_WAIT,         /* the guest must act */
  SIM_SAYS_REFUSED,      /* by the wallet, or the contract */
  SIM_SAYS_ALREADY,      /* this number is paid already */
  SIM_SAYS_DEAD,         /* this number is closed */
  SIM_SAYS_NOT_FOUND,
  SIM_SAYS_CLOSED,       /* never paid */
  SIM_SAYS_RETURNED,     /* paid, and undone */
  SIM_SAYS_FAILED,       /* the wallet refused, the order is not closed */
  SIM_SAYS_SHOWN,        /* a code */
  SIM_SAYS_TOO_EARLY,    /* for a reverse */
  SIM_SAYS_AGAIN,        /* the same reverse again, please */
  SIM_SAYS_WRONG_STATE,  /* for a close: it may be paid */
  SIM_SAYS_REFUNDED,
  SIM_SAYS_ACCEPTED,     /* not refunded yet, or long ago */
  SIM_SAYS_SHORT,        /* the shop's balance is too low */
  SIM_SAYS_NO_REFUND,    /* for good */
  SIM_SAYS_BUSY,
  SIM_SAYS_NEW_CODE,
  SIM_SAYS_OTHER_AMOUNT,
  SIM_SAYS_OTHER_NUMBER,
  SIM_SAYS_FORGED,       /* "done", signed by somebody else */
  SIM_SAYS_FORGED_NO,    /* "not paid", signed by somebody else */
  SIM_SAYS_UNSIGNED_NO,  /* a refusal that nobody signed */
  SIM_SAYS_GARBLED,
} SimSaying;
#define SIM_N_SAYINGS (SIM_SAYS_GARBLED + 1)

/* What was asked. */
typedef struct {
  SimWallet   wallet;
  SimCallKind call;
  const char *number;
  gint64      amount_minor;
  const char *refund_number;
  gint64      refund_minor;
} SimQuestion;

void                  sim_vendor_open    (void);
void                  sim_vendor_close   (void);
TrivetProviderAnswer *sim_vendor_answer  (const SimQuestion *question,
                                          SimSaying          saying,
                                          guint64            luck,
                                          gboolean           as_text);
const char           *sim_vendor_get_id  (SimWallet          wallet);
const TrivetCadence  *sim_vendor_get_cadence (SimWallet      wallet);
gint64                sim_vendor_get_limit_us (SimWallet     wallet,
                                               SimCallKind   call);

G_END_DECLS
