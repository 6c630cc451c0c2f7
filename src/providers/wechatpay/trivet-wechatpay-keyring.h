/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-cipher.h"
#include "trivet-http-reply.h"
#include "trivet-key.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TrivetWechatpayVerdict:
 * @TRIVET_WECHATPAY_VERDICT_OK: signed by WeChat Pay, just now
 * @TRIVET_WECHATPAY_VERDICT_HTTP_ERROR: status 400 or more: errors carry no signature
 * @TRIVET_WECHATPAY_VERDICT_MISSING_HEADER: a success without all four headers
 * @TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW: signed at another time: replayed, or a clock is wrong
 * @TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL: signed with a key that we do not have (yet)
 * @TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE: signed by somebody else, or changed
 */
typedef enum {
  TRIVET_WECHATPAY_VERDICT_OK,
  TRIVET_WECHATPAY_VERDICT_HTTP_ERROR,
  TRIVET_WECHATPAY_VERDICT_MISSING_HEADER,
  TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW,
  TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL,
  TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE,
} TrivetWechatpayVerdict;

/**
 * TrivetWechatpayKeyring:
 *
 * The keys with which WeChat Pay signs, by serial: its public key, and as many platform
 * certificates as are valid.
 */
typedef struct _TrivetWechatpayKeyring TrivetWechatpayKeyring;

TrivetWechatpayKeyring *trivet_wechatpay_keyring_new          (void);
void                    trivet_wechatpay_keyring_free         (TrivetWechatpayKeyring  *self);
void                    trivet_wechatpay_keyring_add          (TrivetWechatpayKeyring  *self,
                                                               const char              *serial,
                                                               TrivetPublicKey         *key,
                                                               gint64                   not_after_s);
TrivetPublicKey        *trivet_wechatpay_keyring_lookup       (TrivetWechatpayKeyring  *self,
                                                               const char              *serial,
                                                               gint64                   now_s);
guint                   trivet_wechatpay_keyring_get_n        (TrivetWechatpayKeyring  *self);
gboolean                trivet_wechatpay_keyring_load_answer  (TrivetWechatpayKeyring  *self,
                                                               const TrivetHttpReply   *reply,
                                                               const TrivetSecret      *apiv3_key,
                                                               gint64                   signed_now_s,
                                                               gint64                   valid_now_s,
                                                               GError                 **error);

TrivetWechatpayVerdict  trivet_wechatpay_verify               (const TrivetHttpReply   *reply,
                                                               TrivetWechatpayKeyring  *keyring,
                                                               gint64                   now_s);
GBytes                 *trivet_wechatpay_open_resource        (JsonObject              *resource,
                                                               const TrivetSecret      *apiv3_key,
                                                               GError                 **error);

char                   *trivet_wechatpay_request_message      (const char              *method,
                                                               const char              *path,
                                                               const char              *timestamp,
                                                               const char              *nonce,
                                                               const char              *body);
char                   *trivet_wechatpay_authorization        (const char              *mchid,
                                                               const char              *serial,
                                                               const char              *timestamp,
                                                               const char              *nonce,
                                                               const char              *signature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetWechatpayKeyring, trivet_wechatpay_keyring_free)

G_END_DECLS
