/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who did what, when and why, newest first, by person, kind, day, order and reason; and as a file. */
#define TRIVET_TYPE_AUDIT_PAGE (trivet_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetAuditPage, trivet_audit_page, TRIVET, AUDIT_PAGE, GtkBox)

GtkWidget *trivet_audit_page_new     (TrivetUiContext *context);
void       trivet_audit_page_refresh (TrivetAuditPage *self);

G_END_DECLS
