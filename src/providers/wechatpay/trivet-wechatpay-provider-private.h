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
 * last. @v2: the interface of payments; bills are always v3, so a shop with v2 payments may have the
 * keys of v3 besides (@key is %NULL otherwise). @waiting: (element-type GTask): answers that wait for
 * the download of certificates. */
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
  char                   *notify_url;
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

/* One exchange on its way. @question: what is asked, without merchant and time; it owns its texts.
 * @v2: the interface. @certified: v2 wants to see the merchant's certificate. @repeatable: changes
 * nothing, so it may be sent again when the answer was lost. @unsigned_answer: a download, which its
 * hash proves. @maybe_sent: an earlier try of it may have reached a host. @verdict: of @reply. */
typedef struct {
  TrivetWechatpayOperation operation;
  char                    *merchant_order_id;
  gint64                   amount_minor;
  char                    *merchant_refund_id;
  gint64                   refund_minor;
  const char              *method;
  char                    *path;
  GBytes                  *body;
  guint                    limit_ms;
  gsize                    max_bytes;
  gboolean                 v2;
  gboolean                 certified;
  gboolean                 repeatable;
  gboolean                 unsigned_answer;

  guint                    tries;
  guint                    host;
  gboolean                 maybe_sent;
  TrivetHttpReply         *reply;
  TrivetWechatpayVerdict   verdict;
} TrivetWechatpayCall;

/* Our own ceiling, ten million yuan: the documents name none, and v2 counts in 32 bits. */
#define TRIVET_WECHATPAY_MAX_FEN         G_GINT64_CONSTANT (1000000000)
#define TRIVET_WECHATPAY_CHARGE_LIMIT_MS 30000
#define TRIVET_WECHATPAY_OTHER_LIMIT_MS  10000
/* How long a shown code may be paid at least and at most, and how far our clock may be off. */
#define TRIVET_WECHATPAY_SHOW_MIN_S      90
#define TRIVET_WECHATPAY_SHOW_MAX_S      540
#define TRIVET_WECHATPAY_SHOW_MARGIN_S   15

void      _trivet_wechatpay_call_free       (TrivetWechatpayCall     *call);
void      _trivet_wechatpay_exchange_async  (TrivetWechatpayProvider *self,
                                             TrivetWechatpayCall     *call,
                                             GCancellable            *cancellable,
                                             GAsyncReadyCallback      callback,
                                             gpointer                 user_data);
gboolean  _trivet_wechatpay_exchange_finish (TrivetWechatpayProvider *self,
                                             GAsyncResult            *result,
                                             GError                 **error);
void      _trivet_wechatpay_refresh_keys    (TrivetWechatpayProvider *self);
gint64    _trivet_wechatpay_get_now_s       (TrivetWechatpayProvider *self);

void      _trivet_wechatpay_calls_init      (TrivetPaymentProviderInterface *iface);
void      _trivet_wechatpay_bills_init      (TrivetPaymentProviderInterface *iface);

char     *_trivet_wechatpay_dup_nonce       (TrivetWechatpayProvider   *self);
GBytes   *_trivet_wechatpay_v3_charge       (TrivetWechatpayProvider   *self,
                                             const TrivetChargeRequest *request);
GBytes   *_trivet_wechatpay_v3_show         (TrivetWechatpayProvider   *self,
                                             const TrivetShowRequest   *request);
GBytes   *_trivet_wechatpay_v3_reverse      (TrivetWechatpayProvider   *self);
GBytes   *_trivet_wechatpay_v3_close        (TrivetWechatpayProvider   *self);
GBytes   *_trivet_wechatpay_v3_refund       (TrivetWechatpayProvider   *self,
                                             const TrivetRefundRequest *request);
GBytes   *_trivet_wechatpay_v2_charge       (TrivetWechatpayProvider   *self,
                                             const TrivetChargeRequest *request);
GBytes   *_trivet_wechatpay_v2_show         (TrivetWechatpayProvider   *self,
                                             const TrivetShowRequest   *request);
GBytes   *_trivet_wechatpay_v2_key          (TrivetWechatpayProvider   *self,
                                             const TrivetPaymentKey    *key);
GBytes   *_trivet_wechatpay_v2_refund       (TrivetWechatpayProvider   *self,
                                             const TrivetRefundRequest *request);
GBytes   *_trivet_wechatpay_v2_query_refund (TrivetWechatpayProvider   *self,
                                             const TrivetRefundRequest *request);

G_END_DECLS
