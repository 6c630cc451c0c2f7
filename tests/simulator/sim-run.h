/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-report.h"

G_BEGIN_DECLS

/* Plays in a child, so that a world that ends in an assertion is a finding like any other. */

/* Returns: (transfer full) (nullable): what did not hold, %NULL when all did */
char *sim_run_plan  (const SimPlan *plan);
char *sim_run_seeds (guint64        first,
                     guint64        n_seeds,
                     guint64        n_payments);

/* sim-shrink.c */
SimPlan *sim_shrink (const SimPlan *whole,
                     const char    *message);

G_END_DECLS
