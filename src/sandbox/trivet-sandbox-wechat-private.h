/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-wechat-check.h"
#include "trivet-sandbox-wechat.h"

G_BEGIN_DECLS

struct _TrivetSandboxWechat {
  GObject parent_instance;

  TrivetSandboxKeys    *keys;
  TrivetSandboxBooks   *books;
  TrivetSandboxTeller  *teller;
  TrivetSandboxBills   *bills;
  char                 *base_url;
  GHashTable           *nonces;
  gboolean              rotated;
  TrivetSandboxTrouble  trouble;
};

/* In trivet-sandbox-wechat-answer.c */
TrivetSandboxReply *_trivet_sandbox_wechat_refuse         (const TrivetSandboxWechatError *error);
TrivetSandboxReply *_trivet_sandbox_wechat_refuse_verdict (const TrivetSandboxRuling      *ruling);
gboolean            _trivet_sandbox_wechat_is_refusal     (TrivetSandboxVerdict            verdict);
TrivetSandboxReply *_trivet_sandbox_wechat_sign_answer    (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request,
                                                           char                           *body,
                                                           TrivetSandboxDelivery           delivery);
char               *_trivet_sandbox_wechat_print_members  (GPtrArray                      *members);
TrivetSandboxReply *_trivet_sandbox_wechat_answer_order   (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request,
                                                           const TrivetSandboxRuling      *ruling);

/* Each in its own file. */
TrivetSandboxReply *_trivet_sandbox_wechat_native         (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request);
TrivetSandboxReply *_trivet_sandbox_wechat_close          (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request,
                                                           const char                     *number);
TrivetSandboxReply *_trivet_sandbox_wechat_refund         (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request);
TrivetSandboxReply *_trivet_sandbox_wechat_refund_query   (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request,
                                                           const char                     *number);
TrivetSandboxReply *_trivet_sandbox_wechat_bill           (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request,
                                                           gboolean                        funds);
TrivetSandboxReply *_trivet_sandbox_wechat_fetch_bill     (TrivetSandboxWechat            *self,
                                                           const TrivetSandboxRequest     *request);

G_END_DECLS
