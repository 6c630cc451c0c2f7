/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-reasons.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetApprovalFunc:
 * @approval: (transfer full) (nullable): somebody's yes; %NULL where nobody has a PIN and the question said
 *   that nothing is asked then
 * @reason: why, in the words that were chosen or typed; "" when none were wanted
 */
typedef void (*TrivetApprovalFunc) (TrivetApproval *approval,
                                    const char     *reason,
                                    gpointer        user_data);

/**
 * TrivetApprovalQuestion:
 * @title: what the manager says yes to
 * @text: what follows from it
 * @reasons: (nullable) (array zero-terminated=1): one must be chosen, or another one typed
 * @on_approved: called once, when the PIN was right
 * @user_data: for @on_approved; must outlive the pane
 * @permission: what is to be done: whoever is signed in and may, types no PIN;
 *   %TRIVET_PERMISSION_NONE asks for a manager
 * @free_without_pin: where nobody has a PIN only the reason is asked; otherwise it cannot be done there
 */
typedef struct {
  const char         *title;
  const char         *text;
  const char *const  *reasons;
  TrivetApprovalFunc  on_approved;
  gpointer            user_data;
  TrivetPermission    permission;
  gboolean            free_without_pin;
} TrivetApprovalQuestion;

/**
 * TrivetApprovalPane:
 *
 * Asks somebody who may for a PIN or a badge, or only for the reason when that is who is signed in. The
 * digits are never shown, read aloud or logged. Signal `cancelled`: nobody said yes.
 */
#define TRIVET_TYPE_APPROVAL_PANE (trivet_approval_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetApprovalPane, trivet_approval_pane, TRIVET, APPROVAL_PANE, GtkWidget)

GtkWidget *trivet_approval_pane_new  (TrivetUiContext              *context);
void       trivet_approval_pane_ask  (TrivetApprovalPane           *self,
                                      const TrivetApprovalQuestion *question);
void       trivet_approval_pane_wipe (TrivetApprovalPane           *self);
/* What the shop offers as reasons, in the language of the screen. */
GStrv      trivet_approval_pane_dup_reasons  (TrivetUiContext      *context,
                                              TrivetReasonKind      kind);

G_END_DECLS
