/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-alipay-check.h"
#include "trivet-sandbox-alipay.h"

G_BEGIN_DECLS

struct _TrivetSandboxAlipay {
  GObject parent_instance;

  TrivetSandboxKeys     *keys;
  TrivetSandboxBooks    *books;
  TrivetSandboxTeller   *teller;
  TrivetSandboxBills    *bills;
  char                  *base_url;
  guint                  answers;
  TrivetSandboxTrouble   trouble;
};

/* In trivet-sandbox-alipay-answer.c */
void                _trivet_sandbox_alipay_add_text    (GPtrArray                      *members,
                                                        const char                     *name,
                                                        const char                     *value);
void                _trivet_sandbox_alipay_add_yuan    (GPtrArray                      *members,
                                                        const char                     *name,
                                                        gint64                          minor);
void                _trivet_sandbox_alipay_add_code    (GPtrArray                      *members,
                                                        const TrivetSandboxAlipayError *error);
void                _trivet_sandbox_alipay_add_trade   (GPtrArray                      *members,
                                                        const TrivetSandboxRuling      *ruling);
void                _trivet_sandbox_alipay_add_paid    (GPtrArray                      *members,
                                                        const TrivetSandboxOrder       *order,
                                                        const char                     *time_name);
TrivetSandboxReply *_trivet_sandbox_alipay_sign_answer (TrivetSandboxAlipay            *self,
                                                        const char                     *method,
                                                        GPtrArray                      *members,
                                                        TrivetSandboxDelivery           delivery);
TrivetSandboxReply *_trivet_sandbox_alipay_refuse      (TrivetSandboxAlipay            *self,
                                                        const char                     *method,
                                                        const TrivetSandboxAlipayError *error);

/* In trivet-sandbox-alipay.c */
const TrivetSandboxAlipayError *_trivet_sandbox_alipay_get_error   (TrivetSandboxVerdict        verdict);
const char                     *_trivet_sandbox_alipay_find_number (TrivetSandboxAlipay        *self,
                                                                    JsonObject                 *biz);

/* Each in its own file; @biz is checked. */
TrivetSandboxReply *_trivet_sandbox_alipay_precreate    (TrivetSandboxAlipay        *self,
                                                         JsonObject                 *biz,
                                                         const TrivetSandboxRequest *request,
                                                         const char                 *method);
TrivetSandboxReply *_trivet_sandbox_alipay_close        (TrivetSandboxAlipay        *self,
                                                         JsonObject                 *biz,
                                                         const TrivetSandboxRequest *request,
                                                         const char                 *method);
TrivetSandboxReply *_trivet_sandbox_alipay_refund       (TrivetSandboxAlipay        *self,
                                                         JsonObject                 *biz,
                                                         const TrivetSandboxRequest *request,
                                                         const char                 *method);
TrivetSandboxReply *_trivet_sandbox_alipay_refund_query (TrivetSandboxAlipay        *self,
                                                         JsonObject                 *biz,
                                                         const TrivetSandboxRequest *request,
                                                         const char                 *method);
TrivetSandboxReply *_trivet_sandbox_alipay_bill         (TrivetSandboxAlipay        *self,
                                                         JsonObject                 *biz,
                                                         const TrivetSandboxRequest *request,
                                                         const char                 *method);

G_END_DECLS
