/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-teller.h"

G_BEGIN_DECLS

struct _TrivetSandboxTeller {
  GObject parent_instance;

  TrivetSandboxBooks      *books;
  TrivetSandboxPhone      *phone;
  char                    *salt;
  guint                    min_reverse_s;
  guint                    refund_gap_s;
  gboolean                 forced;
  TrivetSandboxScenario    forced_scenario;
  TrivetSandboxRefundPlay  next_refund;
  gboolean                 alipay_empty;
  gboolean                 wechat_empty;
};

void                _trivet_sandbox_teller_rule             (TrivetSandboxTeller      *self,
                                                             const TrivetSandboxOrder *order,
                                                             gboolean                  changed,
                                                             TrivetSandboxVerdict      verdict,
                                                             TrivetSandboxRuling      *ruling);
char               *_trivet_sandbox_teller_make_fingerprint (TrivetSandboxTeller      *self,
                                                             const char               *data);
void                _trivet_sandbox_teller_choose_scenario  (TrivetSandboxTeller      *self,
                                                             TrivetSandboxOrder       *order);

G_END_DECLS
