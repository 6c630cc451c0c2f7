/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A bank's books, as requests and guests change them. */

#include "sim-bank.h"
#include "sim-disk.h"
#include "sim-loop.h"
#include "sim-report.h"

G_BEGIN_DECLS

/* trivet-alipay-provider.c asks for five minutes. */
#define ALIPAY_LIFE_US (300 * G_USEC_PER_SEC)

struct _SimBank {
  GHashTable *books[SIM_N_WALLETS]; /* number → SimBook (owned) */
  gint64      short_until_us[SIM_N_WALLETS];
  guint       n_waiting; /* guests and refunds that will still do something */
};

/* What happens to a book by itself. */
enum {
  GUEST_PAYS,
  GUEST_FAILS,
  TIME_OVER,
  GUEST_SCANS,
  UNDONE,
  GIVING_DONE,
  GIVING_FAILED,
};

void _sim_bank_pay      (SimBook   *book);
void _sim_bank_undo     (SimBook   *book);
void _sim_bank_schedule (SimBook   *book,
                         SimGiving *giving,
                         int        what,
                         gint64     delay_us);

G_END_DECLS
