/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPromotionForm:
 *
 * One promotion, with what it would take off the order on the screen. What is wrong with it the price
 * desk says. Signals: `save`; `switch`: on or off; `remove`; `closed`: staff changed their mind.
 */
#define TRIVET_TYPE_PROMOTION_FORM (trivet_promotion_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPromotionForm, trivet_promotion_form, TRIVET, PROMOTION_FORM, GtkBox)

GtkWidget             *trivet_promotion_form_new        (TrivetUiContext       *context);
/* @promotion: (nullable): %NULL for a new one */
void                   trivet_promotion_form_edit       (TrivetPromotionForm   *self,
                                                         const TrivetPromotion *promotion);
/* As it is typed now; (transfer none). */
const TrivetPromotion *trivet_promotion_form_read       (TrivetPromotionForm   *self);
void                   trivet_promotion_form_show_error (TrivetPromotionForm   *self,
                                                         const GError          *error);

G_END_DECLS
