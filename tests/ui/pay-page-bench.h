/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What both tests of the pay page read on the screen, and how they begin. */

#include "pay-bench.h"
#include "trivet-status-words.h"
#include "trivet-ui.h"

G_BEGIN_DECLS

#define DUE             18540
#define ADD(path, func) g_test_add ("/pay-page/" path, PayBench, NULL, pay_bench_set_up, func, pay_bench_tear_down)

void  pay_page_assert_status  (PayBench               *bench,
                               const char             *title,
                               const char             *text,
                               const char             *buttons);
void  pay_page_assert_shows   (PayBench               *bench,
                               const char             *words);
void  pay_page_assert_hides   (PayBench               *bench,
                               const char             *words);
void  pay_page_assert_focused (PayBench               *bench,
                               const char             *name);
void  pay_page_script         (TrivetScriptedProvider *wallet,
                               TrivetScriptedCall      call,
                               TrivetOutcome           outcome,
                               TrivetPaymentReason     reason);
guint pay_page_count_charges  (PayBench               *bench);
void  pay_page_press_key      (PayBench               *bench,
                               guint                   keyval);
void  pay_page_go_waiting     (PayBench               *bench);

G_END_DECLS
