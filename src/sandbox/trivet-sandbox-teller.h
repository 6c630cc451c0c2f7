/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-books.h"
#include "trivet-sandbox-phone.h"

G_BEGIN_DECLS

/**
 * TrivetSandboxVerdict:
 *
 * What the wallet says about a call, before it is put into one of the three protocols.
 */
typedef enum {
  TRIVET_SANDBOX_VERDICT_PAID,
  TRIVET_SANDBOX_VERDICT_WAITING,
  TRIVET_SANDBOX_VERDICT_REFUSED,
  TRIVET_SANDBOX_VERDICT_CLOSED,
  TRIVET_SANDBOX_VERDICT_RETURNED,
  TRIVET_SANDBOX_VERDICT_NOT_FOUND,
  TRIVET_SANDBOX_VERDICT_NO_MONEY,
  TRIVET_SANDBOX_VERDICT_CODE_BAD,
  TRIVET_SANDBOX_VERDICT_CODE_EXPIRED,
  TRIVET_SANDBOX_VERDICT_ALREADY_PAID,
  TRIVET_SANDBOX_VERDICT_ALREADY_ENDED,
  TRIVET_SANDBOX_VERDICT_OTHER_DATA,
  TRIVET_SANDBOX_VERDICT_BUSY,
  TRIVET_SANDBOX_VERDICT_SYSTEM_ERROR,
  TRIVET_SANDBOX_VERDICT_CLOCK_WRONG,
  TRIVET_SANDBOX_VERDICT_TOO_EARLY,
  TRIVET_SANDBOX_VERDICT_TOO_LATE,
  TRIVET_SANDBOX_VERDICT_CALL_AGAIN,
} TrivetSandboxVerdict;

#define TRIVET_SANDBOX_N_VERDICTS 18

/**
 * TrivetSandboxDelivery:
 * @TRIVET_SANDBOX_DELIVERY_PLAIN: as it should be
 * @TRIVET_SANDBOX_DELIVERY_DROP: the connection is closed without an answer
 * @TRIVET_SANDBOX_DELIVERY_HANG: no answer for a long time, then as DROP
 * @TRIVET_SANDBOX_DELIVERY_FORGE: signed by a stranger
 * @TRIVET_SANDBOX_DELIVERY_NEW_KEY: signed by a new key of the wallet
 * @TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT: names one yuan more than was asked
 * @TRIVET_SANDBOX_DELIVERY_GARBAGE: a page for people
 * @TRIVET_SANDBOX_DELIVERY_OLD_CLOCK: signed with a time of ten minutes ago
 */
typedef enum {
  TRIVET_SANDBOX_DELIVERY_PLAIN,
  TRIVET_SANDBOX_DELIVERY_DROP,
  TRIVET_SANDBOX_DELIVERY_HANG,
  TRIVET_SANDBOX_DELIVERY_FORGE,
  TRIVET_SANDBOX_DELIVERY_NEW_KEY,
  TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT,
  TRIVET_SANDBOX_DELIVERY_GARBAGE,
  TRIVET_SANDBOX_DELIVERY_OLD_CLOCK,
} TrivetSandboxDelivery;

/**
 * TrivetSandboxPayCall:
 * @wallet: which wallet
 * @api: "gateway", "v3" or "v2"
 * @number: the merchant's
 * @amount_minor: fen, more than zero
 * @code: the guest's
 * @attach: (nullable): given back in answers
 * @data: everything that must be the same when the number comes again
 * @life_s: how long the guest may take over the password
 * @now_us: now
 *
 * One request to pay, verified.
 */
typedef struct {
  const char *wallet;
  const char *api;
  const char *number;
  gint64      amount_minor;
  const char *code;
  const char *attach;
  const char *data;
  guint       life_s;
  gint64      now_us;
} TrivetSandboxPayCall;

/**
 * TrivetSandboxRuling:
 * @verdict: what to say
 * @delivery: how to say it
 * @order: (nullable): about which order, as the answer should show it
 * @money_returned: a reverse gave money back just now
 */
typedef struct {
  TrivetSandboxVerdict   verdict;
  TrivetSandboxDelivery  delivery;
  TrivetSandboxOrder    *order;
  gboolean               money_returned;
} TrivetSandboxRuling;

void trivet_sandbox_ruling_clear (TrivetSandboxRuling *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetSandboxRuling, trivet_sandbox_ruling_clear)

#define TRIVET_SANDBOX_TYPE_TELLER (trivet_sandbox_teller_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxTeller, trivet_sandbox_teller, TRIVET_SANDBOX, TELLER, GObject)

TrivetSandboxTeller *trivet_sandbox_teller_new             (TrivetSandboxBooks         *books,
                                                            TrivetSandboxPhone         *phone,
                                                            const char                 *salt,
                                                            guint                       min_reverse_s);
void                 trivet_sandbox_teller_force           (TrivetSandboxTeller        *self,
                                                            TrivetSandboxScenario       scenario);
void                 trivet_sandbox_teller_pay             (TrivetSandboxTeller        *self,
                                                            const TrivetSandboxPayCall *call,
                                                            TrivetSandboxRuling        *ret_ruling);
void                 trivet_sandbox_teller_query           (TrivetSandboxTeller        *self,
                                                            const char                 *wallet,
                                                            const char                 *number,
                                                            gint64                      now_us,
                                                            TrivetSandboxRuling        *ret_ruling);
void                 trivet_sandbox_teller_reverse         (TrivetSandboxTeller        *self,
                                                            const char                 *wallet,
                                                            const char                 *number,
                                                            gint64                      now_us,
                                                            TrivetSandboxRuling        *ret_ruling);

G_END_DECLS
