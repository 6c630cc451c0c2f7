/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-faults.h"

G_BEGIN_DECLS

#define TRIVET_SANDBOX_TYPE_POSTMAN (trivet_sandbox_postman_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxPostman, trivet_sandbox_postman, TRIVET_SANDBOX, POSTMAN, GObject)

TrivetSandboxPostman *trivet_sandbox_postman_new     (guint                 hang_s);
void                  trivet_sandbox_postman_deliver (TrivetSandboxPostman *self,
                                                      SoupServerMessage    *message,
                                                      TrivetSandboxReply   *reply,
                                                      TrivetSandboxFault    fault,
                                                      gboolean              is_call);
void                  trivet_sandbox_postman_drop    (TrivetSandboxPostman *self,
                                                      SoupServerMessage    *message);

G_END_DECLS
