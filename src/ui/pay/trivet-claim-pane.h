/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetClaimPane:
 *
 * The guest shows a receipt for a payment that is not certain: what it says, and why staff believe
 * it. Signals:
 * - `claimed` (const char *reference, const char *reason): record it
 * - `cancelled`: do not
 */
#define TRIVET_TYPE_CLAIM_PANE (trivet_claim_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetClaimPane, trivet_claim_pane, TRIVET, CLAIM_PANE, GtkWidget)

GtkWidget *trivet_claim_pane_new  (void);
void       trivet_claim_pane_open (TrivetClaimPane *self,
                                   const char      *method,
                                   const char      *amount);

G_END_DECLS
