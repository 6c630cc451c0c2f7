/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxOptions:
 * @directory: where keys and books are
 * @port: on 127.0.0.1; 0 for any
 * @code_life_s: how long a payment code lives
 * @hang_s: how long an answer that never comes keeps its connection
 * @min_reverse_s: before that WeChat Pay refuses a reverse
 * @refund_gap_s: before that WeChat Pay refuses a second refund of an order
 * @bill_today: whether there are bills of the running day
 * @balance_minor: what each wallet of the phone holds at first, in fen
 */
typedef struct {
  const char *directory;
  guint16     port;
  guint       code_life_s;
  guint       hang_s;
  guint       min_reverse_s;
  guint       refund_gap_s;
  gboolean    bill_today;
  gint64      balance_minor;
} TrivetSandboxOptions;

#define TRIVET_SANDBOX_TYPE_SERVER (trivet_sandbox_server_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxServer, trivet_sandbox_server, TRIVET_SANDBOX, SERVER, GObject)

TrivetSandboxServer *trivet_sandbox_server_new             (const TrivetSandboxOptions  *options,
                                                            GError                     **error);
guint                trivet_sandbox_server_get_port        (TrivetSandboxServer         *self);
gboolean             trivet_sandbox_server_write_providers (TrivetSandboxServer         *self,
                                                            const char                  *copy,
                                                            GError                     **error);

G_END_DECLS
