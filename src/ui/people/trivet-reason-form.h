/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-reasons.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetReasonForm:
 *
 * What the shop offers as reasons of one kind: words in both languages, in their order. Signal `done`: it
 * was saved, or is not wanted any more.
 */
#define TRIVET_TYPE_REASON_FORM (trivet_reason_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetReasonForm, trivet_reason_form, TRIVET, REASON_FORM, GtkBox)

GtkWidget  *trivet_reason_form_new       (TrivetUiContext  *context);
void        trivet_reason_form_edit      (TrivetReasonForm *self,
                                          TrivetReasonKind  kind);
/* What reasons of that kind are for. */
const char *trivet_reason_form_get_title (TrivetReasonKind  kind);

G_END_DECLS
