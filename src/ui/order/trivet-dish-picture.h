/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_DISH_PICTURE (trivet_dish_picture_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDishPicture, trivet_dish_picture, TRIVET, DISH_PICTURE, GtkWidget)

/* A dish's image, or its emoji, or the first letter of its name. */
GtkWidget  *trivet_dish_picture_new         (TrivetUiContext   *context);
void        trivet_dish_picture_set_size    (TrivetDishPicture *self,
                                             int                width,
                                             int                height);
void        trivet_dish_picture_set_item    (TrivetDishPicture *self,
                                             TrivetMenuItem    *item);
GdkTexture *trivet_dish_picture_get_texture (TrivetDishPicture *self);
const char *trivet_dish_picture_get_text    (TrivetDishPicture *self);

G_END_DECLS
