/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-bills.h"
#include "trivet-sandbox-faults.h"
#include "trivet-sandbox-keys.h"

G_BEGIN_DECLS

#define TRIVET_SANDBOX_TYPE_DESK (trivet_sandbox_desk_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxDesk, trivet_sandbox_desk, TRIVET_SANDBOX, DESK, GObject)

TrivetSandboxDesk  *trivet_sandbox_desk_new    (TrivetSandboxKeys          *keys,
                                                TrivetSandboxBooks         *books,
                                                TrivetSandboxPhone         *phone,
                                                TrivetSandboxTeller        *teller,
                                                TrivetSandboxBills         *bills,
                                                TrivetSandboxFaults        *faults);
TrivetSandboxReply *trivet_sandbox_desk_handle (TrivetSandboxDesk          *self,
                                                const TrivetSandboxRequest *request);

G_END_DECLS
