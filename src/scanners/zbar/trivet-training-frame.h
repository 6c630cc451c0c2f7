/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-zbar-scanner.h"

#include <gst/gst.h>

G_BEGIN_DECLS

GstBuffer *trivet_training_frame_new (TrivetPictureFormat  format,
                                      const guint8        *pixels,
                                      int                  width,
                                      int                  height,
                                      gsize                stride,
                                      GstCaps            **ret_caps);

G_END_DECLS
