/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-reason.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetWechatpayEffect:
 * @TRIVET_WECHATPAY_EFFECT_UNKNOWN: proves nothing: query decides
 * @TRIVET_WECHATPAY_EFFECT_WAIT: the guest is asked for the password
 * @TRIVET_WECHATPAY_EFFECT_REFUSED: the payment, or the refund, was refused
 * @TRIVET_WECHATPAY_EFFECT_MISSING: WeChat Pay does not know this number
 *
 * What a code says.
 */
typedef enum {
  TRIVET_WECHATPAY_EFFECT_UNKNOWN,
  TRIVET_WECHATPAY_EFFECT_WAIT,
  TRIVET_WECHATPAY_EFFECT_REFUSED,
  TRIVET_WECHATPAY_EFFECT_MISSING,
} TrivetWechatpayEffect;

gboolean trivet_wechatpay_code_equal         (const char            *name,
                                              const char            *code);
gboolean trivet_wechatpay_code_lookup        (const char            *code,
                                              TrivetWechatpayEffect *ret_effect,
                                              TrivetPaymentReason   *ret_reason);
gboolean trivet_wechatpay_code_lookup_refund (const char            *code,
                                              TrivetWechatpayEffect *ret_effect,
                                              TrivetPaymentReason   *ret_reason);

G_END_DECLS
