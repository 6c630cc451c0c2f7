/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-books.h"
#include "trivet-sandbox-phone.h"

G_BEGIN_DECLS

gboolean trivet_sandbox_guest_can_afford (TrivetSandboxBooks       *books,
                                          TrivetSandboxPhone       *phone,
                                          const TrivetSandboxOrder *order);
char    *trivet_sandbox_guest_dup_events (TrivetSandboxBooks       *books,
                                          TrivetSandboxPhone       *phone,
                                          gint64                    now_us);
gboolean trivet_sandbox_guest_answer     (TrivetSandboxBooks       *books,
                                          TrivetSandboxPhone       *phone,
                                          const char               *trade_no,
                                          gboolean                  confirm,
                                          gint64                    now_us);

G_END_DECLS
