/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-drawers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetCountPane:
 *
 * What lies in a drawer, note by note and coin by coin. It knows nothing of what should be there.
 * Signal `counted`: the count is confirmed; trivet_count_pane_dup_counts() says it.
 */
#define TRIVET_TYPE_COUNT_PANE (trivet_count_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCountPane, trivet_count_pane, TRIVET, COUNT_PANE, GtkBox)

GtkWidget               *trivet_count_pane_new        (TrivetCurrency   currency);
/* (transfer full) (array length=ret_n): one for each kind of money, also those with none. */
TrivetDenominationCount *trivet_count_pane_dup_counts (TrivetCountPane *self,
                                                       gsize           *ret_n);

G_END_DECLS
