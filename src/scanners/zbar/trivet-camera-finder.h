/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-scan-source.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * TrivetCamerasFunc:
 * @user_data: the owner's
 *
 * The cameras are known now, or one came or went.
 */
typedef void (*TrivetCamerasFunc) (gpointer user_data);

typedef struct _TrivetCameraFinder TrivetCameraFinder;

TrivetCameraFinder *trivet_camera_finder_new    (TrivetCamerasFunc       func,
                                                 gpointer                user_data);
void                trivet_camera_finder_stop   (TrivetCameraFinder     *self);
GstDevice          *trivet_camera_finder_choose (TrivetCameraFinder     *self,
                                                 const TrivetScanSource *source,
                                                 GstDevice              *present);

G_END_DECLS
