/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-reason.h"

/* The names stand in facts: add, never change. */
static const char *const reason_names[TRIVET_N_PAYMENT_REASONS] = {
  [TRIVET_PAYMENT_REASON_NONE] = "none",
  [TRIVET_PAYMENT_REASON_CODE_EXPIRED] = "code-expired",
  [TRIVET_PAYMENT_REASON_NO_MONEY] = "no-money",
  [TRIVET_PAYMENT_REASON_CARD_NOT_TAKEN] = "card-not-taken",
  [TRIVET_PAYMENT_REASON_LIMIT] = "limit",
  [TRIVET_PAYMENT_REASON_WALLET_REFUSED] = "wallet-refused",
  [TRIVET_PAYMENT_REASON_PAYER_CANCELLED] = "payer-cancelled",
  [TRIVET_PAYMENT_REASON_TIME_OVER] = "time-over",
  [TRIVET_PAYMENT_REASON_OTHER_PAYER] = "other-payer",
  [TRIVET_PAYMENT_REASON_CLOSED] = "closed",
  [TRIVET_PAYMENT_REASON_NOT_EXISTING] = "not-existing",
  [TRIVET_PAYMENT_REASON_MERCHANT_LIMIT] = "merchant-limit",
  [TRIVET_PAYMENT_REASON_NOT_CONTRACTED] = "not-contracted",
  [TRIVET_PAYMENT_REASON_BAD_CREDENTIALS] = "bad-credentials",
  [TRIVET_PAYMENT_REASON_CLOCK_WRONG] = "clock-wrong",
  [TRIVET_PAYMENT_REASON_OUR_DATA] = "our-data",
  [TRIVET_PAYMENT_REASON_NUMBER_REUSED] = "number-reused",
  [TRIVET_PAYMENT_REASON_ANSWER_LOST] = "answer-lost",
  [TRIVET_PAYMENT_REASON_UNREACHABLE] = "unreachable",
  [TRIVET_PAYMENT_REASON_SERVICE_BUSY] = "service-busy",
  [TRIVET_PAYMENT_REASON_NOT_BELIEVABLE] = "not-believable",
  [TRIVET_PAYMENT_REASON_ALREADY_PAID] = "already-paid",
  [TRIVET_PAYMENT_REASON_RESTARTED] = "restarted",
  [TRIVET_PAYMENT_REASON_TOO_EARLY] = "too-early",
  [TRIVET_PAYMENT_REASON_NEEDS_MANAGER] = "needs-manager",
  [TRIVET_PAYMENT_REASON_STAFF_CANCELLED] = "staff-cancelled",
  [TRIVET_PAYMENT_REASON_OTHER_TENDER] = "other-tender",
  [TRIVET_PAYMENT_REASON_SHOP_BALANCE] = "shop-balance",
  [TRIVET_PAYMENT_REASON_REFUND_REFUSED] = "refund-refused",
};

/**
 * trivet_payment_reason_get_name:
 * @reason: a reason
 *
 * Returns: (transfer none): the name that facts store, such as "code-expired"
 */
const char *
trivet_payment_reason_get_name (TrivetPaymentReason reason)
{
  g_return_val_if_fail (reason < TRIVET_N_PAYMENT_REASONS, "none");

  return reason_names[reason];
}

/**
 * trivet_payment_reason_from_name:
 * @name: (nullable): a name out of a fact
 *
 * A name that this program does not know is read as %TRIVET_PAYMENT_REASON_NONE: the reason only
 * chooses words on a screen, and a fact must not become unreadable for want of words.
 *
 * Returns: the reason
 */
TrivetPaymentReason
trivet_payment_reason_from_name (const char *name)
{
  for (guint i = 0; i < TRIVET_N_PAYMENT_REASONS; i++) {
    if (g_strcmp0 (name, reason_names[i]) == 0)
      return (TrivetPaymentReason) i;
  }

  return TRIVET_PAYMENT_REASON_NONE;
}
