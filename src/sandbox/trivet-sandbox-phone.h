/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxCodeState:
 * @TRIVET_SANDBOX_CODE_GOOD: of this wallet, fresh and unused
 * @TRIVET_SANDBOX_CODE_EXPIRED: it was good, too long ago
 * @TRIVET_SANDBOX_CODE_BAD: never shown by our phone, of another wallet, or used before
 */
typedef enum {
  TRIVET_SANDBOX_CODE_GOOD,
  TRIVET_SANDBOX_CODE_EXPIRED,
  TRIVET_SANDBOX_CODE_BAD,
} TrivetSandboxCodeState;

#define TRIVET_SANDBOX_TYPE_PHONE (trivet_sandbox_phone_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxPhone, trivet_sandbox_phone, TRIVET_SANDBOX, PHONE, GObject)

TrivetSandboxPhone     *trivet_sandbox_phone_new        (guint                code_life_s,
                                                         gint64               balance_minor);
gboolean                trivet_sandbox_phone_is_code    (const char          *wallet,
                                                         const char          *code);
char                   *trivet_sandbox_phone_show_code  (TrivetSandboxPhone  *self,
                                                         const char          *wallet,
                                                         const char          *wish,
                                                         gint64               now_us,
                                                         GError             **error);
TrivetSandboxCodeState  trivet_sandbox_phone_check_code (TrivetSandboxPhone  *self,
                                                         const char          *wallet,
                                                         const char          *code,
                                                         gint64               now_us);
void                    trivet_sandbox_phone_use_code   (TrivetSandboxPhone  *self,
                                                         const char          *wallet,
                                                         const char          *code);
guint                   trivet_sandbox_phone_get_life   (TrivetSandboxPhone  *self);
gint64                  trivet_sandbox_phone_get_start  (TrivetSandboxPhone  *self);

G_END_DECLS
