/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetChargeForm:
 *
 * One charge beside the dishes. What is wrong with it the price desk says. Signals: `save`; `switch`:
 * on or off; `remove`; `closed`: staff changed their mind.
 */
#define TRIVET_TYPE_CHARGE_FORM (trivet_charge_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetChargeForm, trivet_charge_form, TRIVET, CHARGE_FORM, GtkBox)

GtkWidget          *trivet_charge_form_new        (TrivetUiContext    *context);
/* @charge: (nullable): %NULL for a new one */
void                trivet_charge_form_edit       (TrivetChargeForm   *self,
                                                   const TrivetCharge *charge);
/* As it is typed now; (transfer none). */
const TrivetCharge *trivet_charge_form_read       (TrivetChargeForm   *self);
gboolean            trivet_charge_form_check      (TrivetChargeForm   *self,
                                                   GError            **error);
void                trivet_charge_form_show_error (TrivetChargeForm   *self,
                                                   const GError       *error);

G_END_DECLS
