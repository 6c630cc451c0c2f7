/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-key.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxKeyId:
 * @TRIVET_SANDBOX_KEY_ALIPAY_APP: the shop's, public part only
 * @TRIVET_SANDBOX_KEY_MERCHANT: the shop's at WeChat Pay, public part only
 * @TRIVET_SANDBOX_KEY_ALIPAY: signs Alipay's answers
 * @TRIVET_SANDBOX_KEY_PLATFORM_1: signs WeChat Pay's answers
 * @TRIVET_SANDBOX_KEY_PLATFORM_2: the same after a rotation
 * @TRIVET_SANDBOX_KEY_WECHAT_PUBLIC: signs for shops that use the public key
 * @TRIVET_SANDBOX_KEY_STRANGER: nobody's: forges
 */
typedef enum {
  TRIVET_SANDBOX_KEY_ALIPAY_APP,
  TRIVET_SANDBOX_KEY_MERCHANT,
  TRIVET_SANDBOX_KEY_ALIPAY,
  TRIVET_SANDBOX_KEY_PLATFORM_1,
  TRIVET_SANDBOX_KEY_PLATFORM_2,
  TRIVET_SANDBOX_KEY_WECHAT_PUBLIC,
  TRIVET_SANDBOX_KEY_STRANGER,
} TrivetSandboxKeyId;

#define TRIVET_SANDBOX_N_KEYS 7

typedef enum {
  TRIVET_SANDBOX_TEXT_ALIPAY_APP_ID,
  TRIVET_SANDBOX_TEXT_WECHAT_MCHID,
  TRIVET_SANDBOX_TEXT_WECHAT_APPID,
  TRIVET_SANDBOX_TEXT_WECHAT_PUBLIC_KEY_ID,
  TRIVET_SANDBOX_TEXT_WECHAT_APIV3_KEY,
  TRIVET_SANDBOX_TEXT_WECHAT_V2_KEY,
  TRIVET_SANDBOX_TEXT_ADMIN_TOKEN,
  TRIVET_SANDBOX_TEXT_SALT,
} TrivetSandboxTextId;

#define TRIVET_SANDBOX_N_TEXTS 8

typedef enum {
  TRIVET_SANDBOX_PEM_CA,
  TRIVET_SANDBOX_PEM_SERVER,
  TRIVET_SANDBOX_PEM_MERCHANT,
  TRIVET_SANDBOX_PEM_PLATFORM_1,
  TRIVET_SANDBOX_PEM_PLATFORM_2,
} TrivetSandboxPemId;

#define TRIVET_SANDBOX_N_PEMS 5

#define TRIVET_SANDBOX_TYPE_KEYS (trivet_sandbox_keys_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxKeys, trivet_sandbox_keys, TRIVET_SANDBOX, KEYS, GObject)

TrivetSandboxKeys *trivet_sandbox_keys_open            (const char           *directory,
                                                        GError              **error);
TrivetSandboxKey  *trivet_sandbox_keys_get_key         (TrivetSandboxKeys    *self,
                                                        TrivetSandboxKeyId    id);
const char        *trivet_sandbox_keys_get_text        (TrivetSandboxKeys    *self,
                                                        TrivetSandboxTextId   id);
const char        *trivet_sandbox_keys_get_pem         (TrivetSandboxKeys    *self,
                                                        TrivetSandboxPemId    id);
const char        *trivet_sandbox_keys_get_serial      (TrivetSandboxKeys    *self,
                                                        TrivetSandboxPemId    id);
char              *trivet_sandbox_keys_dup_path        (TrivetSandboxKeys    *self,
                                                        const char           *name);
gboolean           trivet_sandbox_keys_write_providers (TrivetSandboxKeys    *self,
                                                        guint                 port,
                                                        const char           *copy,
                                                        GError              **error);

G_END_DECLS
