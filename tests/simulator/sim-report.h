/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-plan.h"

#include "trivet-payment-state.h"
#include "trivet-refund-state.h"

G_BEGIN_DECLS

#define SIM_MAX_HAPPENED 8192

/**
 * SimReport:
 *
 * What a worker leaves behind, however it dies: it lives in memory that it shares with its parent.
 */
typedef struct {
  guint64   seed; /* of the world under way */
  gboolean  failed;
  char      message[1024];
  guint     n_happened;
  SimMishap happened[SIM_MAX_HAPPENED];

  guint64 n_worlds;
  guint64 n_payments;
  guint64 n_hostile; /* payments to which something bad happened */
  guint64 n_refunds;
  guint64 n_calls;
  guint64 n_mishaps;
  guint64 n_machines; /* crashes, full disks, outages, clocks that were set */
  guint64 n_crashes;
  guint64 n_facts;
  guint64 n_steps;
  guint64 n_shown;
  guint64 n_overridden;
  guint64 n_claimed;
  guint64 n_surplus;
  guint64 n_returned;
  guint64 n_rounded; /* payments in cash */
  guint64 n_reopened;
  guint64 n_reopened_after_refund;
  guint64 n_late;
  guint64 n_alarms;
  guint64 n_bills;
  guint64 n_differences; /* between the bills and our books */
  guint64 n_told_twice;  /* ours on one day and theirs on another */
  guint64 n_ends[TRIVET_PAYMENT_N_STATES];
  guint64 n_refund_ends[TRIVET_REFUND_N_STATES];
} SimReport;

/* Never NULL while a world runs. */
extern SimReport *sim_report;

void sim_report_open (void);

/* Something that must hold does not: "name: what". Ends the process. */
void sim_fail (const char *format,
               ...) G_GNUC_PRINTF (1, 2) G_GNUC_NORETURN;

G_END_DECLS
