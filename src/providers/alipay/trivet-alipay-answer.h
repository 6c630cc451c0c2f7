/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-alipay-keys.h"
#include "trivet-http-reply.h"
#include "trivet-payment-provider.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_ALIPAY_OPERATION_PAY,
  TRIVET_ALIPAY_OPERATION_QUERY,
  TRIVET_ALIPAY_OPERATION_CANCEL,
  TRIVET_ALIPAY_OPERATION_PRECREATE,
  TRIVET_ALIPAY_OPERATION_CLOSE,
  TRIVET_ALIPAY_OPERATION_REFUND,
  TRIVET_ALIPAY_OPERATION_REFUND_QUERY,
  TRIVET_ALIPAY_OPERATION_BILL,
} TrivetAlipayOperation;

/**
 * TrivetAlipayQuestion:
 * @operation: what was asked
 * @merchant_order_id: for which number
 * @amount_minor: and which amount of the payment, in fen
 * @merchant_refund_id: (nullable): for refunds: our number of the refund
 * @refund_minor: for refunds: what goes back, in fen
 * @now_s: our clock when the answer came
 *
 * What an answer is compared with.
 */
typedef struct {
  TrivetAlipayOperation operation;
  const char           *merchant_order_id;
  gint64                amount_minor;
  const char           *merchant_refund_id;
  gint64                refund_minor;
  gint64                now_s;
} TrivetAlipayQuestion;

const char           *trivet_alipay_operation_get_method (TrivetAlipayOperation       operation);
TrivetProviderAnswer *trivet_alipay_read_answer          (const TrivetAlipayQuestion *question,
                                                          TrivetAlipayKeys           *keys,
                                                          const TrivetHttpReply      *reply);

G_END_DECLS
