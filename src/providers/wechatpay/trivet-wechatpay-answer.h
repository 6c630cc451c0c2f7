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
  TRIVET_WECHATPAY_OPERATION_SHOW,
  TRIVET_WECHATPAY_OPERATION_CLOSE,
  TRIVET_WECHATPAY_OPERATION_REFUND,
  TRIVET_WECHATPAY_OPERATION_QUERY_REFUND,
} TrivetWechatpayOperation;
#define TRIVET_WECHATPAY_N_OPERATIONS (TRIVET_WECHATPAY_OPERATION_QUERY_REFUND + 1)

/**
 * TrivetWechatpayQuestion:
 * @operation: what was asked
 * @mchid: for which merchant
 * @merchant_order_id: for which number
 * @amount_minor: and which amount, in fen
 * @now_s: our clock when the answer came
 * @merchant_refund_id: (nullable): for refunds, our number of the refund
 * @refund_minor: for refunds, what goes back, in fen
 *
 * What an answer is compared with.
 */
typedef struct {
  TrivetWechatpayOperation operation;
  const char              *mchid;
  const char              *merchant_order_id;
  gint64                   amount_minor;
  gint64                   now_s;
  const char              *merchant_refund_id;
  gint64                   refund_minor;
} TrivetWechatpayQuestion;

TrivetProviderAnswer *trivet_wechatpay_read_v3 (const TrivetWechatpayQuestion *question,
                                                TrivetWechatpayVerdict         verdict,
                                                const TrivetHttpReply         *reply);
TrivetProviderAnswer *trivet_wechatpay_read_v2 (const TrivetWechatpayQuestion *question,
                                                const TrivetSecret            *key,
                                                const TrivetHttpReply         *reply);

G_END_DECLS
