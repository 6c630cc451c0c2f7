/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-zbar-scanner-private.h"

#include "trivet-frame-reader.h"
#include "trivet-gstreamer-loader.h"
#include "trivet-training-frame.h"

#include <unistd.h>

/* A camera that looks for codes: chooses the camera, keeps a pipeline open on it, and opens it again
 * when it fails. GStreamer is started and pipelines change state in threads; everything here runs in
 * the main context that made the object.
 *
 *              start
 *       OFF ----------> STARTING --- frame ----> RUNNING
 *                        |  ^                     |   |
 *               no camera|  |camera        silent |   | bus error
 *                        v  |                     v   v
 *                     NO_CAMERA            NO_FRAMES  FAILED --- frame, after a pause
 *                                                                and a new pipeline ---> RUNNING
 *
 * A camera that is pulled out leads to NO_CAMERA from anywhere, a refusal by the portal to REFUSED,
 * and stop to OFF. The camera itself is in trivet-zbar-scanner-camera.c. */

static void scanner_iface_init (TrivetScannerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetZbarScanner,
                               trivet_zbar_scanner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_SCANNER, scanner_iface_init))

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (TrivetZbarScanner) self = g_object_ref (user_data);
  gint64 now_us = g_get_monotonic_time ();

  if (trivet_frame_meter_tick (&self->meter, trivet_scan_decoder_get_n_frames (self->decoder), now_us))
    trivet_scanner_emit_state_changed (TRIVET_SCANNER (self));
  if (self->pipeline != NULL)
    trivet_scan_pipeline_set_preview (self->pipeline, _trivet_zbar_scanner_is_watched (self));
  /* A training phone is only shown when it changes. */
  if (self->pipeline != NULL && self->kind != TRIVET_SCAN_SOURCE_TRAINING &&
      trivet_frame_meter_is_silent (&self->meter, now_us))
    _trivet_zbar_scanner_give_up_pipeline (self, TRIVET_SCANNER_STATE_NO_FRAMES);

  return G_SOURCE_CONTINUE;
}

/* In the decode thread. */
static TrivetSecret *
decode (GstSample *sample,
        gboolean   fresh,
        gpointer   user_data)
{
  TrivetFrameReader *reader = user_data;

  if (fresh)
    trivet_frame_reader_reset (reader);

  return trivet_frame_reader_read (reader, sample, NULL);
}

static void
free_reader (gpointer data)
{
  trivet_frame_reader_free (data);
}

static void
on_preview_due (GBytes  *rgb,
                int      width,
                int      height,
                gpointer user_data)
{
  trivet_scanner_emit_preview (TRIVET_SCANNER (user_data), rgb, width, height);
}

static void
on_decoded (TrivetSecret *text,
            gpointer      user_data)
{
  TrivetZbarScanner *self = user_data;

  if (trivet_scan_silence_admit (self->silence, text, g_get_monotonic_time ()))
    trivet_scanner_emit_code (TRIVET_SCANNER (self), text);
}

static void
on_gstreamer_loaded (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (TrivetZbarScanner) self = user_data;
  g_autoptr (GError) error = NULL;

  if (trivet_gstreamer_load_finish (result, &error)) {
    _trivet_zbar_scanner_open_camera (self);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_warning ("GStreamer does not start: %s", error->message);
    _trivet_zbar_scanner_set_state (self, TRIVET_SCANNER_STATE_FAILED);
  }
}

static void
trivet_zbar_scanner_start (TrivetScanner *scanner)
{
  TrivetZbarScanner *self = TRIVET_ZBAR_SCANNER (scanner);

  if (self->started)
    return;

  self->started = TRUE;
  self->starting = g_cancellable_new ();
  self->n_failures = 0;
  trivet_frame_meter_reset (&self->meter);
  self->previews = trivet_preview_box_new (on_preview_due, self);
  self->decoder = trivet_scan_decoder_new (decode,
                                           trivet_frame_reader_new (TRIVET_SCAN_LIVE, TRIVET_SCAN_LIVE_BUDGET_US),
                                           free_reader,
                                           on_decoded,
                                           self);
  self->tick_id = g_timeout_add (TRIVET_FRAME_METER_TICK_MS, on_tick, self);
  trivet_gstreamer_load_async (self->starting, on_gstreamer_loaded, g_object_ref (self));
  _trivet_zbar_scanner_set_state (self, TRIVET_SCANNER_STATE_STARTING);
}

static void
trivet_zbar_scanner_stop (TrivetScanner *scanner)
{
  TrivetZbarScanner *self = TRIVET_ZBAR_SCANNER (scanner);

  if (!self->started)
    return;

  self->started = FALSE;
  self->state = TRIVET_SCANNER_STATE_OFF;
  trivet_frame_meter_reset (&self->meter);
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  _trivet_zbar_scanner_close_pipeline (self);
  g_clear_pointer (&self->finder, trivet_camera_finder_stop);
  g_clear_pointer (&self->decoder, trivet_scan_decoder_stop);
  g_clear_pointer (&self->previews, trivet_preview_box_stop);
  g_clear_object (&self->device);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  trivet_scan_silence_forget (self->silence);
  if (self->remote_fd >= 0)
    close (self->remote_fd);
  self->remote_fd = -1;
}

static TrivetScannerState
trivet_zbar_scanner_get_state (TrivetScanner *scanner)
{
  return TRIVET_ZBAR_SCANNER (scanner)->state;
}

static char *
trivet_zbar_scanner_dup_label (TrivetScanner *scanner)
{
  TrivetZbarScanner *self = TRIVET_ZBAR_SCANNER (scanner);

  switch (self->kind) {
  case TRIVET_SCAN_SOURCE_AUTO:
  case TRIVET_SCAN_SOURCE_PIPEWIRE:
    if (self->device != NULL)
      return gst_device_get_display_name (self->device);
    return self->remote_fd >= 0 ? g_strdup ("Camera") : NULL;
  case TRIVET_SCAN_SOURCE_V4L2:
    return self->pipeline != NULL ? g_path_get_basename (self->target) : NULL;
  case TRIVET_SCAN_SOURCE_PICTURES:
    return g_strdup ("Pictures");
  case TRIVET_SCAN_SOURCE_TRAINING:
    return g_strdup ("Training phone");
  }

  g_return_val_if_reached (NULL);
}

static guint
trivet_zbar_scanner_get_rate_fps (TrivetScanner *scanner)
{
  return TRIVET_ZBAR_SCANNER (scanner)->meter.rate_fps;
}

static void
trivet_zbar_scanner_forget (TrivetScanner *scanner)
{
  TrivetZbarScanner *self = TRIVET_ZBAR_SCANNER (scanner);

  trivet_scan_silence_forget (self->silence);
  if (self->decoder != NULL)
    trivet_scan_decoder_forget (self->decoder);
}

static void
scanner_iface_init (TrivetScannerInterface *iface)
{
  iface->start = trivet_zbar_scanner_start;
  iface->stop = trivet_zbar_scanner_stop;
  iface->get_state = trivet_zbar_scanner_get_state;
  iface->dup_label = trivet_zbar_scanner_dup_label;
  iface->get_rate_fps = trivet_zbar_scanner_get_rate_fps;
  iface->forget = trivet_zbar_scanner_forget;
}

static void
trivet_zbar_scanner_dispose (GObject *object)
{
  trivet_zbar_scanner_stop (TRIVET_SCANNER (object));

  G_OBJECT_CLASS (trivet_zbar_scanner_parent_class)->dispose (object);
}

static void
trivet_zbar_scanner_finalize (GObject *object)
{
  TrivetZbarScanner *self = TRIVET_ZBAR_SCANNER (object);

  g_clear_pointer (&self->silence, trivet_scan_silence_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->target, g_free);

  G_OBJECT_CLASS (trivet_zbar_scanner_parent_class)->finalize (object);
}

static void
trivet_zbar_scanner_class_init (TrivetZbarScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_zbar_scanner_dispose;
  object_class->finalize = trivet_zbar_scanner_finalize;
}

static void
trivet_zbar_scanner_init (TrivetZbarScanner *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->silence = trivet_scan_silence_new ();
  self->remote_fd = -1;
}

/**
 * trivet_zbar_scanner_new:
 * @source: where frames come from; copied
 *
 * Makes a scanner for the present thread-default main context. Nothing is opened before
 * trivet_scanner_start().
 *
 * Returns: (transfer full): a scanner
 */
TrivetScanner *
trivet_zbar_scanner_new (const TrivetScanSource *source)
{
  TrivetZbarScanner *self;

  g_return_val_if_fail (source->target != NULL || source->kind == TRIVET_SCAN_SOURCE_AUTO || source->kind == TRIVET_SCAN_SOURCE_TRAINING, NULL);

  self = g_object_new (TRIVET_TYPE_ZBAR_SCANNER, NULL);
  self->kind = source->kind;
  self->target = g_strdup (source->target);

  return TRIVET_SCANNER (self);
}

/**
 * trivet_zbar_scanner_push_picture:
 * @self: a scanner made for training
 * @format: what @pixels are
 * @pixels: a picture; copied
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row to the next
 *
 * Holds a picture in front of the scanner for one frame. Does nothing before the scanner is
 * %TRIVET_SCANNER_STATE_STARTING with its pipeline open; push again, as a camera does.
 */
void
trivet_zbar_scanner_push_picture (TrivetZbarScanner  *self,
                                  TrivetPictureFormat format,
                                  const guint8       *pixels,
                                  int                 width,
                                  int                 height,
                                  gsize               stride)
{
  g_autoptr (GstCaps) caps = NULL;
  GstBuffer *frame;

  g_return_if_fail (TRIVET_IS_ZBAR_SCANNER (self));
  g_return_if_fail (self->kind == TRIVET_SCAN_SOURCE_TRAINING);

  if (self->pipeline == NULL)
    return;

  frame = trivet_training_frame_new (format, pixels, width, height, stride, &caps);
  trivet_scan_pipeline_push (self->pipeline, caps, frame);
}
