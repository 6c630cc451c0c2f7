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
  TRIVET_SANDBOX_VERDICT_SHOWN,
  TRIVET_SANDBOX_VERDICT_WRONG_KIND,
  TRIVET_SANDBOX_VERDICT_NOT_ALLOWED,
} TrivetSandboxVerdict;

#define TRIVET_SANDBOX_N_VERDICTS 21

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
 * @subject: (nullable): words for the guest
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
  const char *subject;
} TrivetSandboxPayCall;

/**
 * TrivetSandboxShowCall:
 * @wallet: which wallet
 * @api: "gateway", "v3" or "v2"
 * @number: the merchant's
 * @amount_minor: fen, more than zero
 * @subject: words for the guest
 * @attach: (nullable): given back in answers
 * @data: everything that must be the same when the number comes again
 * @life_s: how long the guest may take after the scan
 * @expires_us: from when on nobody can scan the code
 * @now_us: now
 *
 * One request for a code to show, verified.
 */
typedef struct {
  const char *wallet;
  const char *api;
  const char *number;
  gint64      amount_minor;
  const char *subject;
  const char *attach;
  const char *data;
  guint       life_s;
  gint64      expires_us;
  gint64      now_us;
} TrivetSandboxShowCall;

/**
 * TrivetSandboxScan:
 * @TRIVET_SANDBOX_SCAN_PAID: paid at once
 * @TRIVET_SANDBOX_SCAN_WAITING: the guest looks at the payment and may still pay
 * @TRIVET_SANDBOX_SCAN_FAILED: the guest's wallet refused, or the guest left
 * @TRIVET_SANDBOX_SCAN_EXPIRED: too late for this code
 * @TRIVET_SANDBOX_SCAN_OVER: the order is paid or closed
 * @TRIVET_SANDBOX_SCAN_UNKNOWN: no shop shows this code, or none any more
 *
 * What the guest sees after a scan.
 */
typedef enum {
  TRIVET_SANDBOX_SCAN_PAID,
  TRIVET_SANDBOX_SCAN_WAITING,
  TRIVET_SANDBOX_SCAN_FAILED,
  TRIVET_SANDBOX_SCAN_EXPIRED,
  TRIVET_SANDBOX_SCAN_OVER,
  TRIVET_SANDBOX_SCAN_UNKNOWN,
} TrivetSandboxScan;

#define TRIVET_SANDBOX_N_SCANS 6

/**
 * TrivetSandboxRefundVerdict:
 * @TRIVET_SANDBOX_REFUND_VERDICT_TAKEN: the refund is in the books; its state says how it stands
 * @TRIVET_SANDBOX_REFUND_VERDICT_REPEATED: it was there before
 * @TRIVET_SANDBOX_REFUND_VERDICT_NO_ORDER: the order is not known
 * @TRIVET_SANDBOX_REFUND_VERDICT_NO_REFUND: the refund is not known
 * @TRIVET_SANDBOX_REFUND_VERDICT_NOT_PAID: there is nothing to give back
 * @TRIVET_SANDBOX_REFUND_VERDICT_OTHER_DATA: this number was used for another amount or order
 * @TRIVET_SANDBOX_REFUND_VERDICT_WRONG_TOTAL: the order's amount is another one
 * @TRIVET_SANDBOX_REFUND_VERDICT_TOO_MUCH: more than is left
 * @TRIVET_SANDBOX_REFUND_VERDICT_TOO_SOON: too shortly after the last refund of this order
 * @TRIVET_SANDBOX_REFUND_VERDICT_NO_BALANCE: the shop's account is empty
 * @TRIVET_SANDBOX_REFUND_VERDICT_REFUSED: refused for good
 * @TRIVET_SANDBOX_REFUND_VERDICT_SYSTEM_ERROR: the books cannot be written
 */
typedef enum {
  TRIVET_SANDBOX_REFUND_VERDICT_TAKEN,
  TRIVET_SANDBOX_REFUND_VERDICT_REPEATED,
  TRIVET_SANDBOX_REFUND_VERDICT_NO_ORDER,
  TRIVET_SANDBOX_REFUND_VERDICT_NO_REFUND,
  TRIVET_SANDBOX_REFUND_VERDICT_NOT_PAID,
  TRIVET_SANDBOX_REFUND_VERDICT_OTHER_DATA,
  TRIVET_SANDBOX_REFUND_VERDICT_WRONG_TOTAL,
  TRIVET_SANDBOX_REFUND_VERDICT_TOO_MUCH,
  TRIVET_SANDBOX_REFUND_VERDICT_TOO_SOON,
  TRIVET_SANDBOX_REFUND_VERDICT_NO_BALANCE,
  TRIVET_SANDBOX_REFUND_VERDICT_REFUSED,
  TRIVET_SANDBOX_REFUND_VERDICT_SYSTEM_ERROR,
} TrivetSandboxRefundVerdict;

#define TRIVET_SANDBOX_N_REFUND_VERDICTS 12

/**
 * TrivetSandboxRefundCall:
 * @wallet: which wallet
 * @number: the order's, the merchant's
 * @refund_number: the refund's, the merchant's
 * @amount_minor: what goes back, more than zero
 * @total_minor: the order's amount as the merchant says; 0 when it does not say
 * @now_us: now
 */
typedef struct {
  const char *wallet;
  const char *number;
  const char *refund_number;
  gint64      amount_minor;
  gint64      total_minor;
  gint64      now_us;
} TrivetSandboxRefundCall;

/**
 * TrivetSandboxRefundRuling:
 * @verdict: what to say
 * @order: (nullable): about which order
 * @refund: (nullable): its refund, inside @order
 */
typedef struct {
  TrivetSandboxRefundVerdict  verdict;
  TrivetSandboxOrder         *order;
  TrivetSandboxRefund        *refund;
} TrivetSandboxRefundRuling;

void trivet_sandbox_refund_ruling_clear (TrivetSandboxRefundRuling *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetSandboxRefundRuling, trivet_sandbox_refund_ruling_clear)

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
                                                            guint                       min_reverse_s,
                                                            guint                       refund_gap_s);
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

/* In trivet-sandbox-teller-show.c */
void                 trivet_sandbox_teller_show            (TrivetSandboxTeller         *self,
                                                            const TrivetSandboxShowCall *call,
                                                            TrivetSandboxRuling         *ret_ruling);
void                 trivet_sandbox_teller_close           (TrivetSandboxTeller         *self,
                                                            const char                  *wallet,
                                                            const char                  *number,
                                                            gint64                       now_us,
                                                            TrivetSandboxRuling         *ret_ruling);
TrivetSandboxScan    trivet_sandbox_teller_scan            (TrivetSandboxTeller         *self,
                                                            const char                  *text,
                                                            gboolean                     password,
                                                            gint64                       now_us,
                                                            TrivetSandboxOrder         **ret_order);

/* In trivet-sandbox-teller-refund.c */
void                 trivet_sandbox_teller_force_refund    (TrivetSandboxTeller           *self,
                                                            TrivetSandboxRefundPlay        play);
void                 trivet_sandbox_teller_set_shop_empty  (TrivetSandboxTeller           *self,
                                                            const char                    *wallet,
                                                            gboolean                       empty);
void                 trivet_sandbox_teller_refund          (TrivetSandboxTeller           *self,
                                                            const TrivetSandboxRefundCall *call,
                                                            TrivetSandboxRefundRuling     *ret_ruling);
void                 trivet_sandbox_teller_query_refund    (TrivetSandboxTeller           *self,
                                                            const char                    *wallet,
                                                            const char                    *number,
                                                            const char                    *refund_number,
                                                            gint64                         now_us,
                                                            TrivetSandboxRefundRuling     *ret_ruling);

G_END_DECLS
