/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-reason.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetAlipayEffect:
 * @TRIVET_ALIPAY_EFFECT_UNKNOWN: proves nothing: query decides
 * @TRIVET_ALIPAY_EFFECT_REFUSED: the payment was refused
 * @TRIVET_ALIPAY_EFFECT_DEAD: this number is closed: a payment is refused, a query says not paid
 * @TRIVET_ALIPAY_EFFECT_MISSING: Alipay does not know this number
 * @TRIVET_ALIPAY_EFFECT_REPEAT: the same call again later
 * @TRIVET_ALIPAY_EFFECT_NO_REFUND: this refund is refused for good; elsewhere it proves nothing
 * @TRIVET_ALIPAY_EFFECT_NO_BALANCE: the shop's account is too low to give money back: top up, then
 *   the same call again
 *
 * What a code does, when it is signed.
 */
typedef enum {
  TRIVET_ALIPAY_EFFECT_UNKNOWN,
  TRIVET_ALIPAY_EFFECT_REFUSED,
  TRIVET_ALIPAY_EFFECT_DEAD,
  TRIVET_ALIPAY_EFFECT_MISSING,
  TRIVET_ALIPAY_EFFECT_REPEAT,
  TRIVET_ALIPAY_EFFECT_NO_REFUND,
  TRIVET_ALIPAY_EFFECT_NO_BALANCE,
} TrivetAlipayEffect;

gboolean trivet_alipay_code_lookup (const char          *code,
                                    const char          *sub_code,
                                    TrivetAlipayEffect  *ret_effect,
                                    TrivetPaymentReason *ret_reason);

G_END_DECLS
