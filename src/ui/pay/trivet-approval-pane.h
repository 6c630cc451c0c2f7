/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetApprovalFunc:
 * @approval: (transfer full): a manager's yes
 * @reason: why, in the words that were chosen; "" when none were offered
 */
typedef void (*TrivetApprovalFunc) (TrivetApproval *approval,
                                    const char     *reason,
                                    gpointer        user_data);

/**
 * TrivetApprovalQuestion:
 * @title: what the manager says yes to
 * @text: what follows from it
 * @reasons: (nullable) (array zero-terminated=1): one must be chosen
 * @on_approved: called once, when the PIN was right
 * @user_data: for @on_approved; must outlive the pane
 */
typedef struct {
  const char         *title;
  const char         *text;
  const char *const  *reasons;
  TrivetApprovalFunc  on_approved;
  gpointer            user_data;
} TrivetApprovalQuestion;

/**
 * TrivetApprovalPane:
 *
 * Asks a manager for the PIN. The digits are never shown, read aloud or logged. Signal
 * `cancelled`: nobody said yes.
 */
#define TRIVET_TYPE_APPROVAL_PANE (trivet_approval_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetApprovalPane, trivet_approval_pane, TRIVET, APPROVAL_PANE, GtkWidget)

GtkWidget *trivet_approval_pane_new  (TrivetUiContext              *context);
void       trivet_approval_pane_ask  (TrivetApprovalPane           *self,
                                      const TrivetApprovalQuestion *question);
void       trivet_approval_pane_wipe (TrivetApprovalPane           *self);

G_END_DECLS
