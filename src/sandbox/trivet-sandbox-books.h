/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-order.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRIVET_SANDBOX_TYPE_BOOKS (trivet_sandbox_books_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxBooks, trivet_sandbox_books, TRIVET_SANDBOX, BOOKS, GObject)

TrivetSandboxBooks       *trivet_sandbox_books_open       (const char                *path,
                                                           GError                   **error);
const TrivetSandboxOrder *trivet_sandbox_books_find       (TrivetSandboxBooks        *self,
                                                           const char                *wallet,
                                                           const char                *number);
const TrivetSandboxOrder *trivet_sandbox_books_find_trade (TrivetSandboxBooks        *self,
                                                           const char                *wallet,
                                                           const char                *trade_no);
const TrivetSandboxOrder *trivet_sandbox_books_find_code  (TrivetSandboxBooks        *self,
                                                           const char                *text);
const TrivetSandboxOrder *trivet_sandbox_books_find_refund (TrivetSandboxBooks       *self,
                                                           const char                *wallet,
                                                           const char                *number,
                                                           gboolean                   ours);
gboolean                  trivet_sandbox_books_put        (TrivetSandboxBooks        *self,
                                                           const TrivetSandboxOrder  *order,
                                                           GError                   **error);
GPtrArray                *trivet_sandbox_books_list       (TrivetSandboxBooks        *self);
gint64                    trivet_sandbox_books_get_spent  (TrivetSandboxBooks        *self,
                                                           const char                *wallet);
char                     *trivet_sandbox_books_dup_report (TrivetSandboxBooks        *self,
                                                           const char                *number);

G_END_DECLS
