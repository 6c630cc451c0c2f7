/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetPreviewFunc:
 * @rgb: packed RGB
 * @width: pixels in a row
 * @height: rows
 * @user_data: the owner's
 *
 * Gets the newest picture, in the main context that made the box.
 */
typedef void (*TrivetPreviewFunc) (GBytes   *rgb,
                                   int       width,
                                   int       height,
                                   gpointer  user_data);

typedef struct _TrivetPreviewBox TrivetPreviewBox;

TrivetPreviewBox *trivet_preview_box_new  (TrivetPreviewFunc  func,
                                           gpointer           user_data);
void              trivet_preview_box_stop (TrivetPreviewBox  *self);
void              trivet_preview_box_put  (TrivetPreviewBox  *self,
                                           GBytes            *rgb,
                                           int                width,
                                           int                height);

G_END_DECLS
