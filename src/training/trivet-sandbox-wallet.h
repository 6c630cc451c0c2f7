/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-guest-phone.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_SANDBOX_WALLET (trivet_sandbox_wallet_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxWallet, trivet_sandbox_wallet, TRIVET, SANDBOX_WALLET, GObject)

/* The guest's wallets of the training gateways. */
TrivetGuestPhone *trivet_sandbox_wallet_new (const char   *base_url,
                                             const char   *ca_file,
                                             TrivetClock  *clock,
                                             GError      **error);

G_END_DECLS
