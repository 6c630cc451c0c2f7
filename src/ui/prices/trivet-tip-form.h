/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetTipForm:
 *
 * The tips that guests may choose from. Signals: `save`; `closed`: staff changed their mind.
 */
#define TRIVET_TYPE_TIP_FORM (trivet_tip_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTipForm, trivet_tip_form, TRIVET, TIP_FORM, GtkBox)

GtkWidget     *trivet_tip_form_new        (TrivetUiContext      *context);
void           trivet_tip_form_edit       (TrivetTipForm        *self,
                                           const TrivetTipRates *rates);
TrivetTipRates trivet_tip_form_read       (TrivetTipForm        *self);
void           trivet_tip_form_show_error (TrivetTipForm        *self,
                                           const GError         *error);

G_END_DECLS
