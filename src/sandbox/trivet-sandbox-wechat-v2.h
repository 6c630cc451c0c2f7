/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-keys.h"
#include "trivet-sandbox-message.h"

G_BEGIN_DECLS

#define TRIVET_SANDBOX_TYPE_WECHAT_V2 (trivet_sandbox_wechat_v2_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxWechatV2, trivet_sandbox_wechat_v2, TRIVET_SANDBOX, WECHAT_V2, GObject)

TrivetSandboxWechatV2 *trivet_sandbox_wechat_v2_new    (TrivetSandboxKeys          *keys,
                                                        TrivetSandboxBooks         *books,
                                                        TrivetSandboxTeller        *teller);
TrivetSandboxReply    *trivet_sandbox_wechat_v2_handle (TrivetSandboxWechatV2      *self,
                                                        const TrivetSandboxRequest *request);

G_END_DECLS
