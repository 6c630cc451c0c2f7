/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-scanner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetCameraView:
 *
 * What the counter's camera sees, mirrored, so that a guest finds the way to the frame. Signal
 * `type-code`: somebody wants to type the code instead.
 */
#define TRIVET_TYPE_CAMERA_VIEW (trivet_camera_view_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCameraView, trivet_camera_view, TRIVET, CAMERA_VIEW, GtkWidget)

GtkWidget *trivet_camera_view_new         (TrivetScanner    *scanner);
void       trivet_camera_view_hide_words  (TrivetCameraView *self);
void       trivet_camera_view_set_live    (TrivetCameraView *self,
                                           gboolean          live);
void       trivet_camera_view_set_reading (TrivetCameraView *self,
                                           gboolean          reading);

G_END_DECLS
