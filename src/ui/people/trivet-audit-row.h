/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *trivet_audit_row_new (TrivetUiContext        *context,
                                 const TrivetAuditEntry *entry);

G_END_DECLS
