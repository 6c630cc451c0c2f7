/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetSumPane:
 *
 * A sum of money for fingers, and perhaps why. Signal `entered` (gint64 minor, const char *reason):
 * it is confirmed; @reason is "" when none was asked for.
 */
#define TRIVET_TYPE_SUM_PANE (trivet_sum_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSumPane, trivet_sum_pane, TRIVET, SUM_PANE, GtkBox)

/* @reasons: (array zero-terminated=1) (nullable): to choose from; one must be chosen then. */
GtkWidget *trivet_sum_pane_new (TrivetCurrency     currency,
                                const char        *title,
                                const char        *confirm,
                                const char *const *reasons);

G_END_DECLS
