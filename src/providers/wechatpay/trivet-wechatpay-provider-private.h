/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-http-client.h"
#include "trivet-wechatpay-answer.h"
#include "trivet-wechatpay-keyring.h"
#include "trivet-wechatpay-provider.h"

G_BEGIN_DECLS

/* @hosts: the first is the base URL, the second the backup or %NULL. @host: the one that answered
 * last. @waiting: (element-type GTask): answers that wait for the download of certificates. */
struct _TrivetWechatpayProvider {
  GObject                 parent_instance;

  char                   *id;
  char                   *hosts[2];
  guint                   host;
  char                   *mchid;
  char                   *appid;
  char                   *serial;
  char                   *public_key_id;
  char                   *terminal_ip;
  TrivetPrivateKey       *key;
  TrivetSecret           *apiv3_key;
  TrivetSecret           *v2_key;
  gboolean                v2;
  gboolean                v2_md5;
  TrivetWechatpayKeyring *keyring;
  TrivetHttpClient       *client;
  TrivetHttpClient       *certified_client;
  TrivetClock            *clock;
  TrivetRandom           *random;

  gboolean                fetching;
  gint64                  fetched_at_us;
  gint64                  wanted_at_us;
  GPtrArray              *waiting;
};

/* One call on its way. @maybe_sent: an earlier try of it may have reached a host. */
typedef struct {
  TrivetWechatpayOperation operation;
  char                    *merchant_order_id;
  gint64                   amount_minor;
  const char              *method;
  char                    *path;
  GBytes                  *body;
  guint                    tries;
  guint                    host;
  gboolean                 maybe_sent;
  TrivetHttpReply         *reply;
} TrivetWechatpayCall;

void    _trivet_wechatpay_call_free    (TrivetWechatpayCall     *call);
void    _trivet_wechatpay_send         (TrivetWechatpayProvider *self,
                                        GTask                   *task);
void    _trivet_wechatpay_refresh_keys (TrivetWechatpayProvider *self);

char   *_trivet_wechatpay_dup_nonce    (TrivetWechatpayProvider *self);
GBytes *_trivet_wechatpay_v3_charge    (TrivetWechatpayProvider   *self,
                                        const TrivetChargeRequest *request);
GBytes *_trivet_wechatpay_v3_reverse   (TrivetWechatpayProvider   *self);
GBytes *_trivet_wechatpay_v2_charge    (TrivetWechatpayProvider   *self,
                                        const TrivetChargeRequest *request);
GBytes *_trivet_wechatpay_v2_key       (TrivetWechatpayProvider   *self,
                                        const TrivetPaymentKey    *key);

G_END_DECLS
