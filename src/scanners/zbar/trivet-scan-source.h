/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetScanSourceKind:
 * @TRIVET_SCAN_SOURCE_AUTO: any camera, now or when one is plugged in; inside a sandbox the one that
 *   the camera portal gives
 * @TRIVET_SCAN_SOURCE_PIPEWIRE: the camera whose PipeWire node has the name @target
 * @TRIVET_SCAN_SOURCE_V4L2: the camera at the device file @target
 * @TRIVET_SCAN_SOURCE_PICTURES: JPEG or PNG files, over and over; @target is their name with a
 *   number in it, as "phone-%03d.jpg"
 * @TRIVET_SCAN_SOURCE_TRAINING: pictures given by trivet_zbar_scanner_push_picture()
 */
typedef enum {
  TRIVET_SCAN_SOURCE_AUTO,
  TRIVET_SCAN_SOURCE_PIPEWIRE,
  TRIVET_SCAN_SOURCE_V4L2,
  TRIVET_SCAN_SOURCE_PICTURES,
  TRIVET_SCAN_SOURCE_TRAINING,
} TrivetScanSourceKind;

/**
 * TrivetScanSource:
 * @kind: where frames come from
 * @target: (nullable): which one; for AUTO the display name of the camera to prefer
 */
typedef struct {
  TrivetScanSourceKind  kind;
  const char           *target;
} TrivetScanSource;

G_END_DECLS
