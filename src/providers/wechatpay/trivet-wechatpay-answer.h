/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-provider.h"
#include "trivet-wechatpay-keyring.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_WECHATPAY_OPERATION_PAY,
  TRIVET_WECHATPAY_OPERATION_QUERY,
  TRIVET_WECHATPAY_OPERATION_REVERSE,
} TrivetWechatpayOperation;

/**
 * TrivetWechatpayQuestion:
 * @operation: what was asked
 * @mchid: for which merchant
 * @merchant_order_id: for which number
 * @amount_minor: and which amount, in fen
 * @now_s: our clock when the answer came
 *
 * What an answer is compared with.
 */
typedef struct {
  TrivetWechatpayOperation operation;
  const char              *mchid;
  const char              *merchant_order_id;
  gint64                   amount_minor;
  gint64                   now_s;
} TrivetWechatpayQuestion;

TrivetProviderAnswer *trivet_wechatpay_read_v3 (const TrivetWechatpayQuestion *question,
                                                TrivetWechatpayVerdict         verdict,
                                                const TrivetHttpReply         *reply);
TrivetProviderAnswer *trivet_wechatpay_read_v2 (const TrivetWechatpayQuestion *question,
                                                const TrivetSecret            *key,
                                                const TrivetHttpReply         *reply);

G_END_DECLS
