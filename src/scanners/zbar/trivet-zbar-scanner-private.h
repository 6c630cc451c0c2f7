/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-zbar-scanner.h"

#include "trivet-camera-finder.h"
#include "trivet-frame-meter.h"
#include "trivet-preview-box.h"
#include "trivet-scan-decoder.h"
#include "trivet-scan-pipeline.h"
#include "trivet-scan-silence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

struct _TrivetZbarScanner {
  GObject parent_instance;

  TrivetScanSourceKind kind;
  char                *target;

  GMainContext       *context;
  gboolean            started;
  TrivetScannerState  state;
  GCancellable       *starting; /* GStreamer, and the portal */
  TrivetCameraFinder *finder;
  TrivetScanPipeline *pipeline;
  TrivetScanDecoder  *decoder;
  TrivetScanSilence  *silence;
  GstDevice          *device;
  int                 remote_fd;
  guint               tick_id;
  guint               retry_id;
  guint               n_failures; /* in a row */

  TrivetFrameMeter  meter;
  gint              frame_awaited; /* atomic: tell the main context of the next frame */
  TrivetPreviewBox *previews;
};

/* trivet-zbar-scanner-camera.c */
void     _trivet_zbar_scanner_set_state        (TrivetZbarScanner  *self,
                                                TrivetScannerState  state);
void     _trivet_zbar_scanner_close_pipeline   (TrivetZbarScanner  *self);
void     _trivet_zbar_scanner_give_up_pipeline (TrivetZbarScanner  *self,
                                                TrivetScannerState  state);
void     _trivet_zbar_scanner_open_camera      (TrivetZbarScanner  *self);
gboolean _trivet_zbar_scanner_is_watched       (TrivetZbarScanner  *self);

G_END_DECLS
