/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetTaxForm:
 *
 * One tax rule: which dishes have which tax in which types of order, tried on the order on the screen
 * while it is typed. Signals: `save`, `remove`; `closed`: staff changed their mind.
 */
#define TRIVET_TYPE_TAX_FORM (trivet_tax_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTaxForm, trivet_tax_form, TRIVET, TAX_FORM, GtkBox)

GtkWidget           *trivet_tax_form_new        (TrivetUiContext     *context);
void                 trivet_tax_form_edit       (TrivetTaxForm       *self,
                                                 const TrivetTaxRule *rule);
const TrivetTaxRule *trivet_tax_form_read       (TrivetTaxForm       *self);
void                 trivet_tax_form_show_error (TrivetTaxForm       *self,
                                                 const GError        *error);

G_END_DECLS
