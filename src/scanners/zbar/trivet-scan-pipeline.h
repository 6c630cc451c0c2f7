/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-scan-source.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * TrivetScanPipelineFuncs:
 * @frame: a new frame; called in a streaming thread, must return at once
 * @preview: a new small picture of packed RGB; called in a streaming thread
 * @failed: the pipeline stopped; called in the main context that made it
 */
typedef struct {
  void (*frame)   (GstSample    *sample,
                   gpointer      user_data);
  void (*preview) (GBytes       *rgb,
                   int           width,
                   int           height,
                   gpointer      user_data);
  void (*failed)  (const GError *error,
                   gpointer      user_data);
} TrivetScanPipelineFuncs;

typedef struct _TrivetScanPipeline TrivetScanPipeline;

TrivetScanPipeline *trivet_scan_pipeline_new         (const TrivetScanSource        *source,
                                                      GstDevice                     *device,
                                                      int                            remote_fd,
                                                      const TrivetScanPipelineFuncs *funcs,
                                                      gpointer                       user_data,
                                                      GError                       **error);
void                trivet_scan_pipeline_open        (TrivetScanPipeline            *self);
void                trivet_scan_pipeline_close       (TrivetScanPipeline            *self);
void                trivet_scan_pipeline_set_preview (TrivetScanPipeline            *self,
                                                      gboolean                       wanted);
void                trivet_scan_pipeline_push        (TrivetScanPipeline            *self,
                                                      GstCaps                       *caps,
                                                      GstBuffer                     *frame);

G_END_DECLS
