/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-page.h"
#include "trivet-scripted-provider.h"
#include "trivet-simulated-reader.h"
#include "trivet-ui-fixture.h"

G_BEGIN_DECLS

/* The codes of a guest's phone: one of each wallet, one of a wallet that is not set up. */
#define PAY_BENCH_ALIPAY_CODE   "284212345678901277"
#define PAY_BENCH_WECHAT_CODE   "134212345678901288"
#define PAY_BENCH_UNIONPAY_CODE "6242123456789012345"

/* A camera that sees what a test holds in front of it. */
#define PAY_TYPE_BENCH_SCANNER (pay_bench_scanner_get_type ())
G_DECLARE_FINAL_TYPE (PayBenchScanner, pay_bench_scanner, PAY, BENCH_SCANNER, GObject)

void     pay_bench_scanner_set_state   (PayBenchScanner    *self,
                                        TrivetScannerState  state);
gboolean pay_bench_scanner_get_started (PayBenchScanner    *self);
guint    pay_bench_scanner_get_forgets (PayBenchScanner    *self);

/* A printer that waits for a test to say how it went. */
#define PAY_TYPE_BENCH_PRINTER (pay_bench_printer_get_type ())
G_DECLARE_FINAL_TYPE (PayBenchPrinter, pay_bench_printer, PAY, BENCH_PRINTER, GObject)

gboolean pay_bench_printer_is_busy (PayBenchPrinter *self);
void     pay_bench_printer_end     (PayBenchPrinter *self,
                                    gboolean         printed);

/**
 * PayBench:
 *
 * A pay page over real services, with scripted wallets, a camera and a printer.
 */
typedef struct {
  TrivetUiFixture        *fixture;
  TrivetCheckout         *checkout; /* borrowed */
  TrivetScriptedProvider *alipay;
  TrivetScriptedProvider *wechat;
  PayBenchScanner        *scanner;
  TrivetSimulatedReader  *reader; /* borrowed */
  PayBenchPrinter        *printer;
  GtkWidget              *page;
  GtkWidget              *window;
  guint                   n_finished;
  guint                   n_back;
} PayBench;

void  pay_bench_set_up      (PayBench        *bench,
                             gconstpointer    user_data);
void  pay_bench_tear_down   (PayBench        *bench,
                             gconstpointer    user_data);
void  pay_bench_show        (PayBench        *bench,
                             int              width,
                             int              height);
void  pay_bench_open        (PayBench        *bench);
void  pay_bench_scan        (PayBench        *bench,
                             const char      *code);
void  pay_bench_settle      (PayBench        *bench);
void  pay_bench_advance     (PayBench        *bench,
                             gint64           ms);
void  pay_bench_click       (PayBench        *bench,
                             const char      *name);
gboolean pay_bench_sees     (PayBench        *bench,
                             const char      *name);
void  pay_bench_show_phone  (PayBench        *bench);
char *pay_bench_dup_title   (PayBench        *bench);
char *pay_bench_dup_text    (PayBench        *bench);
char *pay_bench_dup_buttons (PayBench        *bench);
char *pay_bench_dup_words   (PayBench        *bench);
void  pay_bench_set_pin     (PayBench        *bench,
                             const char      *digits);
void  pay_bench_type        (PayBench        *bench,
                             const char      *digits);

G_END_DECLS
