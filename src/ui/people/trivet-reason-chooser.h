/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetReasonChooser:
 *
 * Reasons to tap, and a field for another one. Signals: `chosen`: one was tapped, or the typed one confirmed;
 * `changed`: it is another one now, or none.
 */
#define TRIVET_TYPE_REASON_CHOOSER (trivet_reason_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TrivetReasonChooser, trivet_reason_chooser, TRIVET, REASON_CHOOSER, GtkBox)

GtkWidget  *trivet_reason_chooser_new        (void);
/* @reasons: (array zero-terminated=1) (nullable): none hides everything; nothing is chosen then */
void        trivet_reason_chooser_offer      (TrivetReasonChooser *self,
                                              const char *const   *reasons);
/* (nullable): what is chosen or typed now */
const char *trivet_reason_chooser_get_reason (TrivetReasonChooser *self);
gboolean    trivet_reason_chooser_is_typed   (TrivetReasonChooser *self);

G_END_DECLS
