/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-status-words.h"

G_BEGIN_DECLS

/**
 * TrivetStatusPanel:
 *
 * Says what happened, whether money moved, and what to do. Signal `action`
 * (#TrivetPayAction as int): staff pressed one of its buttons.
 */
#define TRIVET_TYPE_STATUS_PANEL (trivet_status_panel_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStatusPanel, trivet_status_panel, TRIVET, STATUS_PANEL, GtkWidget)

GtkWidget *trivet_status_panel_new           (void);
gboolean   trivet_status_panel_set_words     (TrivetStatusPanel       *self,
                                              const TrivetStatusWords *words);
gboolean   trivet_status_panel_focus_primary (TrivetStatusPanel       *self);

G_END_DECLS
