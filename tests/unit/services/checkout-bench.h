/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A checkout before a guest with one fish. */

#include "services-bench.h"

G_BEGIN_DECLS

#define TOTAL SERVICES_FISH_MINOR
#define ADD(path, func) \
  g_test_add ("/services/checkout/" path, Services, NULL, services_set_up, func, services_tear_down)

const TrivetCheckoutStatus *checkout_bench_status_of      (Services            *self);
guint                       checkout_bench_n_charges      (Services            *self);
void                        checkout_bench_push           (Services            *self,
                                                           TrivetScriptedCall   call,
                                                           TrivetOutcome        outcome,
                                                           TrivetPaymentReason  reason);
void                        checkout_bench_begin_and_scan (Services            *self,
                                                           TrivetOutcome        outcome);

G_END_DECLS
