/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_DISH_IMAGES (trivet_dish_images_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDishImages, trivet_dish_images, TRIVET, DISH_IMAGES, GObject)

/**
 * TrivetDishImages:
 *
 * The pictures of dishes in one folder, small enough to draw. A menu item's `image` is a file's
 * name in that folder, or below it.
 */
TrivetDishImages *trivet_dish_images_new         (const char           *folder);
gboolean          trivet_dish_images_peek        (TrivetDishImages     *self,
                                                  const char           *name,
                                                  int                   width,
                                                  int                   height,
                                                  GdkTexture          **ret_texture);
void              trivet_dish_images_load_async  (TrivetDishImages     *self,
                                                  const char           *name,
                                                  int                   width,
                                                  int                   height,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GdkTexture       *trivet_dish_images_load_finish (TrivetDishImages     *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
gsize             trivet_dish_images_get_cached  (TrivetDishImages     *self);

G_END_DECLS
