/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-approval-pane.h"
#include "trivet-wedge.h"

G_BEGIN_DECLS

/* How the yes is given. */
typedef enum {
  TRIVET_APPROVAL_WAY_LOADING, /* it is not known yet whether there is a PIN */
  TRIVET_APPROVAL_WAY_PIN,     /* or a badge */
  TRIVET_APPROVAL_WAY_OWN,     /* who is signed in may do it */
  TRIVET_APPROVAL_WAY_FREE,    /* nobody has a PIN, so nobody is asked */
  TRIVET_APPROVAL_WAY_NONE,    /* nobody has a PIN, and one is needed */
} TrivetApprovalWay;

struct _TrivetApprovalPane {
  GtkWidget parent_instance;

  TrivetUiContext   *context;
  TrivetWedge       *wedge;
  TrivetApprovalFunc on_approved;
  gpointer           user_data;
  TrivetPermission   permission;
  TrivetApprovalWay  way;
  guint              question; /* which question an answer belongs to */
  guint              tick_id;
  gboolean           checking;
  gboolean           needs_reason;
  gboolean           free_without_pin;
  gboolean           prompting; /* the message asks for the reason */

  GtkWidget *clamp;
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *reasons;
  GtkWidget *message;
  GtkWidget *pad;
  GtkWidget *approve;
};

/* In trivet-approval-pane-words.c. */
gboolean _trivet_approval_pane_has_reason   (TrivetApprovalPane *self);
void     _trivet_approval_pane_show_message (TrivetApprovalPane *self,
                                             const char         *text);
void     _trivet_approval_pane_show_words   (TrivetApprovalPane *self,
                                             guint               pause_s);

G_END_DECLS
