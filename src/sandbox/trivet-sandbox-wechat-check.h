/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-keys.h"
#include "trivet-sandbox-message.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxWechatError:
 * @status: HTTP; zero when nothing is wrong
 * @code: WeChat Pay's
 * @message: for people
 * @field: (nullable): JSON pointer to what is wrong
 */
typedef struct {
  guint       status;
  const char *code;
  const char *message;
  char       *field;
} TrivetSandboxWechatError;

void     trivet_sandbox_wechat_error_clear   (TrivetSandboxWechatError   *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetSandboxWechatError, trivet_sandbox_wechat_error_clear)

gboolean trivet_sandbox_wechat_verify        (TrivetSandboxKeys          *keys,
                                              const TrivetSandboxRequest *request,
                                              GHashTable                 *nonces,
                                              TrivetSandboxWechatError   *ret_error);
gboolean trivet_sandbox_wechat_check_codepay (TrivetSandboxKeys          *keys,
                                              JsonObject                 *body,
                                              TrivetSandboxWechatError   *ret_error);
gboolean trivet_sandbox_wechat_check_reverse (TrivetSandboxKeys          *keys,
                                              JsonObject                 *body,
                                              TrivetSandboxWechatError   *ret_error);
gboolean trivet_sandbox_wechat_check_native  (TrivetSandboxKeys          *keys,
                                              JsonObject                 *body,
                                              gint64                      now_us,
                                              gint64                     *ret_expires_us,
                                              TrivetSandboxWechatError   *ret_error);
gboolean trivet_sandbox_wechat_check_close   (TrivetSandboxKeys          *keys,
                                              JsonObject                 *body,
                                              TrivetSandboxWechatError   *ret_error);
gboolean trivet_sandbox_wechat_check_refund  (JsonObject                 *body,
                                              TrivetSandboxWechatError   *ret_error);

G_END_DECLS
