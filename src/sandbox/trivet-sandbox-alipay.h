/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-bills.h"
#include "trivet-sandbox-keys.h"
#include "trivet-sandbox-message.h"

G_BEGIN_DECLS

#define TRIVET_SANDBOX_TYPE_ALIPAY (trivet_sandbox_alipay_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxAlipay, trivet_sandbox_alipay, TRIVET_SANDBOX, ALIPAY, GObject)

TrivetSandboxAlipay *trivet_sandbox_alipay_new          (TrivetSandboxKeys          *keys,
                                                         TrivetSandboxBooks         *books,
                                                         TrivetSandboxTeller        *teller,
                                                         TrivetSandboxBills         *bills);
void                 trivet_sandbox_alipay_set_base_url (TrivetSandboxAlipay        *self,
                                                         const char                 *base_url);
TrivetSandboxReply  *trivet_sandbox_alipay_handle       (TrivetSandboxAlipay        *self,
                                                         const TrivetSandboxRequest *request);
TrivetSandboxReply  *trivet_sandbox_alipay_fetch_bill   (TrivetSandboxAlipay        *self,
                                                         const TrivetSandboxRequest *request);

G_END_DECLS
