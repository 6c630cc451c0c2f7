/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-alipay-answer.h"
#include "trivet-alipay-keys.h"
#include "trivet-alipay-provider.h"
#include "trivet-http-client.h"

G_BEGIN_DECLS

/* The adapter in parts: calls (sign, send, read), payments, codes to show, refunds, bills. */

/* 100 000 000.00 yuan (specs/alipay.md 7). */
#define TRIVET_ALIPAY_MAX_FEN G_GINT64_CONSTANT (10000000000)

/* The life of a shown code: see trivet-alipay-show.c. */
#define TRIVET_ALIPAY_SHOW_LIMIT_MS      120000
#define TRIVET_ALIPAY_QR_LIFE_MINUTES    3
#define TRIVET_ALIPAY_TRADE_LIFE_MINUTES 5
#define TRIVET_ALIPAY_SHOW_LIFE_MS       ((TRIVET_ALIPAY_QR_LIFE_MINUTES + TRIVET_ALIPAY_TRADE_LIFE_MINUTES + 1) * 60 * 1000)

struct _TrivetAlipayProvider {
  GObject parent_instance;

  char             *id;
  char             *url;
  char             *app_id;
  char             *app_cert_sn;
  char             *root_cert_sn;
  char             *product_code;
  char             *qr_product_code;
  TrivetPrivateKey *app_key;
  TrivetAlipayKeys *keys;
  TrivetHttpClient *client;
  TrivetClock      *clock;
};

gboolean _trivet_alipay_takes_amount      (TrivetMoney                amount);
void     _trivet_alipay_append_subject    (GString                   *json,
                                           const char                *name,
                                           const char                *text,
                                           const char                *otherwise);
void     _trivet_alipay_append_place      (GString                   *json,
                                           const char                *store_id,
                                           const char                *terminal_id,
                                           const char                *operator_id);
gint64   _trivet_alipay_get_now_s         (TrivetAlipayProvider      *self);
gboolean _trivet_alipay_post              (TrivetAlipayProvider      *self,
                                           TrivetAlipayOperation      operation,
                                           const char                *content,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data,
                                           GError                   **error);
void     _trivet_alipay_ask               (TrivetAlipayProvider       *self,
                                           const TrivetAlipayQuestion *question,
                                           const char                 *content,
                                           GCancellable               *cancellable,
                                           GAsyncReadyCallback         callback,
                                           gpointer                    user_data);
void     _trivet_alipay_ask_by_key        (TrivetAlipayProvider      *self,
                                           TrivetAlipayOperation      operation,
                                           const TrivetPaymentKey    *key,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);
void     _trivet_alipay_refuse            (TrivetAlipayProvider      *self,
                                           const char                *detail,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);

void     _trivet_alipay_create_code_async (TrivetPaymentProvider     *provider,
                                           const TrivetShowRequest   *request,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);
void     _trivet_alipay_close_async       (TrivetPaymentProvider     *provider,
                                           const TrivetPaymentKey    *key,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);
void     _trivet_alipay_refund_async      (TrivetPaymentProvider     *provider,
                                           const TrivetRefundRequest *request,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);
void     _trivet_alipay_query_refund_async (TrivetPaymentProvider     *provider,
                                            const TrivetRefundRequest *request,
                                            GCancellable              *cancellable,
                                            GAsyncReadyCallback        callback,
                                            gpointer                   user_data);
void     _trivet_alipay_fetch_bill_async  (TrivetPaymentProvider     *provider,
                                           TrivetBillKind             kind,
                                           const char                *date,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);
TrivetBill *_trivet_alipay_fetch_bill_finish (TrivetPaymentProvider  *provider,
                                              GAsyncResult           *result,
                                              GError                **error);

G_END_DECLS
