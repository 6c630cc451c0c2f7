/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetDishPicker:
 *
 * Chooses dishes and categories of the menu by touch. Signal `done`: staff have chosen.
 */
#define TRIVET_TYPE_DISH_PICKER (trivet_dish_picker_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDishPicker, trivet_dish_picker, TRIVET, DISH_PICKER, GtkBox)

GtkWidget           *trivet_dish_picker_new      (TrivetUiContext           *context);
void                 trivet_dish_picker_open     (TrivetDishPicker          *self,
                                                  const TrivetPromotionPart *part);
/* What is chosen; (transfer none). */
TrivetPromotionPart *trivet_dish_picker_get_part (TrivetDishPicker          *self);

G_END_DECLS
