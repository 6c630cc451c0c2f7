/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-bills.h"
#include "trivet-sandbox-keys.h"
#include "trivet-sandbox-message.h"

G_BEGIN_DECLS

#define TRIVET_SANDBOX_TYPE_WECHAT (trivet_sandbox_wechat_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxWechat, trivet_sandbox_wechat, TRIVET_SANDBOX, WECHAT, GObject)

TrivetSandboxWechat *trivet_sandbox_wechat_new          (TrivetSandboxKeys          *keys,
                                                         TrivetSandboxBooks         *books,
                                                         TrivetSandboxTeller        *teller,
                                                         TrivetSandboxBills         *bills);
void                 trivet_sandbox_wechat_set_base_url (TrivetSandboxWechat        *self,
                                                         const char                 *base_url);
TrivetSandboxReply  *trivet_sandbox_wechat_handle       (TrivetSandboxWechat        *self,
                                                         const TrivetSandboxRequest *request);

G_END_DECLS
