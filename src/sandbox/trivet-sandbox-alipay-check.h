/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-keys.h"
#include "trivet-sandbox-message.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxAlipayError:
 * @code: outer code, for instance "40002"
 * @sub_code: what exactly
 */
typedef struct {
  const char *code;
  const char *sub_code;
} TrivetSandboxAlipayError;

char       *trivet_sandbox_alipay_signed_text        (GHashTable                 *params);
GHashTable *trivet_sandbox_alipay_verify             (TrivetSandboxKeys          *keys,
                                                      const TrivetSandboxRequest *request,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_pay          (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_key          (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_precreate    (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_close        (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_refund       (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_refund_query (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
gboolean    trivet_sandbox_alipay_check_bill         (JsonObject                 *biz,
                                                      TrivetSandboxAlipayError   *ret_error);
guint       trivet_sandbox_alipay_parse_life         (const char                 *text);

G_END_DECLS
