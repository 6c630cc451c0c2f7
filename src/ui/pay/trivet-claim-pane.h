/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetClaimPane:
 *
 * The guest shows a receipt for a payment that is not certain: what it says, why staff believe it, and
 * the yes of somebody who may let the order go on it. Signals:
 * - `done` (GError *error): it is recorded; @error (nullable): it came too late
 * - `cancelled`: it is not
 */
#define TRIVET_TYPE_CLAIM_PANE (trivet_claim_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetClaimPane, trivet_claim_pane, TRIVET, CLAIM_PANE, GtkWidget)

GtkWidget *trivet_claim_pane_new  (TrivetUiContext *context);
void       trivet_claim_pane_open (TrivetClaimPane *self,
                                   const char      *payment_id,
                                   const char      *method,
                                   const char      *amount);

G_END_DECLS
