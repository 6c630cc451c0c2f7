/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetRoundingForm:
 *
 * How sums are rounded that are paid in cash. Signals: `save`; `closed`: staff changed their mind.
 */
#define TRIVET_TYPE_ROUNDING_FORM (trivet_rounding_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetRoundingForm, trivet_rounding_form, TRIVET, ROUNDING_FORM, GtkBox)

GtkWidget         *trivet_rounding_form_new  (TrivetUiContext          *context);
void               trivet_rounding_form_edit (TrivetRoundingForm       *self,
                                              const TrivetCashRounding *rounding);
TrivetCashRounding trivet_rounding_form_read (TrivetRoundingForm       *self);

G_END_DECLS
