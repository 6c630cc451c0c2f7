/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-zbar-scanner.h"

#include "trivet-camera-finder.h"
#include "trivet-camera-portal.h"
#include "trivet-device-error.h"
#include "trivet-frame-meter.h"
#include "trivet-frame-reader.h"
#include "trivet-gstreamer-loader.h"
#include "trivet-preview-box.h"
#include "trivet-scan-decoder.h"
#include "trivet-scan-pipeline.h"
#include "trivet-scan-post.h"
#include "trivet-scan-silence.h"
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
 * and stop to OFF. */

#define LOOK_AGAIN_MS      5000
#define PORTAL_PATIENCE_MS 60000

static const guint pauses_ms[] = { 500, 1000, 2000, 5000 };

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

static void scanner_iface_init (TrivetScannerInterface *iface);
static void open_camera (TrivetZbarScanner *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetZbarScanner,
                               trivet_zbar_scanner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_SCANNER, scanner_iface_init))

static void
set_state (TrivetZbarScanner *self,
           TrivetScannerState state)
{
  if (self->state == state)
    return;

  g_debug ("State %d -> %d", self->state, state);
  self->state = state;
  trivet_scanner_emit_state_changed (TRIVET_SCANNER (self));
}

static void
close_pipeline (TrivetZbarScanner *self)
{
  g_clear_pointer (&self->pipeline, trivet_scan_pipeline_close);
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

static gboolean
on_retry (gpointer user_data)
{
  TrivetZbarScanner *self = user_data;

  self->retry_id = 0;
  open_camera (self);

  return G_SOURCE_REMOVE;
}

static void
retry_in (TrivetZbarScanner *self,
          guint              pause_ms)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retry_id = g_timeout_add (pause_ms, on_retry, self);
}

/* The camera stopped in one way or another: lets it go and tries again after a growing pause. */
static void
give_up_pipeline (TrivetZbarScanner *self,
                  TrivetScannerState state)
{
  close_pipeline (self);
  retry_in (self, pauses_ms[MIN (self->n_failures, G_N_ELEMENTS (pauses_ms) - 1)]);
  self->n_failures++;
  set_state (self, state);
}

static gboolean
on_first_frame (gpointer user_data)
{
  TrivetZbarScanner *self = user_data;

  if (self->pipeline != NULL) {
    self->n_failures = 0;
    set_state (self, TRIVET_SCANNER_STATE_RUNNING);
  }

  return G_SOURCE_REMOVE;
}

/* In a streaming thread. */
static void
on_frame (GstSample *sample,
          gpointer   user_data)
{
  TrivetZbarScanner *self = user_data;

  trivet_scan_decoder_push (self->decoder, sample);
  if (g_atomic_int_compare_and_exchange (&self->frame_awaited, TRUE, FALSE))
    trivet_scan_post (self->context, on_first_frame, g_object_ref (self), g_object_unref);
}

/* In a streaming thread. */
static void
on_preview (GBytes  *rgb,
            int      width,
            int      height,
            gpointer user_data)
{
  TrivetZbarScanner *self = user_data;

  trivet_preview_box_put (self->previews, rgb, width, height);
}

static void
on_pipeline_failed (const GError *error,
                    gpointer      user_data)
{
  TrivetZbarScanner *self = user_data;

  g_debug ("The camera failed: %s", error->message);
  give_up_pipeline (self, TRIVET_SCANNER_STATE_FAILED);
}

static const TrivetScanPipelineFuncs pipeline_funcs = {
  .frame = on_frame,
  .preview = on_preview,
  .failed = on_pipeline_failed,
};

static gboolean
is_preview_wanted (TrivetZbarScanner *self)
{
  return g_signal_has_handler_pending (self, g_signal_lookup ("preview", TRIVET_TYPE_SCANNER), 0, TRUE);
}

static void
open_pipeline (TrivetZbarScanner *self)
{
  TrivetScanSource source = { self->kind, self->target };
  g_autoptr (GError) error = NULL;

  close_pipeline (self);
  self->pipeline = trivet_scan_pipeline_new (&source, self->device, self->remote_fd, &pipeline_funcs, self, &error);
  if (self->pipeline == NULL) {
    g_warning ("The camera cannot be used: %s", error->message);
    give_up_pipeline (self, TRIVET_SCANNER_STATE_FAILED);
    return;
  }

  g_debug ("Opening the camera");
  trivet_frame_meter_open (&self->meter, g_get_monotonic_time ());
  g_atomic_int_set (&self->frame_awaited, TRUE);
  trivet_scan_pipeline_set_preview (self->pipeline, is_preview_wanted (self));
  trivet_scan_pipeline_open (self->pipeline);
  /* After a failure its state stays on the screen until a frame proves that all is well. */
  if (self->n_failures == 0)
    set_state (self, TRIVET_SCANNER_STATE_STARTING);
}

static void
lose_camera (TrivetZbarScanner *self)
{
  close_pipeline (self);
  g_clear_object (&self->device);
  self->n_failures = 0;
  retry_in (self, LOOK_AGAIN_MS);
  set_state (self, TRIVET_SCANNER_STATE_NO_CAMERA);
}

static void
on_cameras_changed (gpointer user_data)
{
  TrivetZbarScanner *self = user_data;
  TrivetScanSource   source = { self->kind, self->target };
  g_autoptr (GstDevice) device = trivet_camera_finder_choose (self->finder, &source, self->device);

  if (device == NULL) {
    lose_camera (self);
    return;
  }
  if (device == self->device)
    return;

  g_set_object (&self->device, device);
  self->n_failures = 0;
  open_pipeline (self);
}

/* A new finder sees what the old one cannot, as PipeWire that was started again. */
static void
look_for_cameras (TrivetZbarScanner *self)
{
  g_clear_pointer (&self->finder, trivet_camera_finder_stop);
  self->finder = trivet_camera_finder_new (on_cameras_changed, self);
}

static void
on_portal_opened (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TrivetZbarScanner) self = user_data;
  g_autoptr (GError) error = NULL;
  int fd = trivet_camera_portal_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (fd >= 0) {
    self->remote_fd = fd;
    open_pipeline (self);
  } else if (g_error_matches (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE)) {
    lose_camera (self);
  } else if (g_error_matches (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_REFUSED)) {
    set_state (self, TRIVET_SCANNER_STATE_REFUSED);
  } else {
    g_debug ("No camera by the portal: %s", error->message);
    give_up_pipeline (self, TRIVET_SCANNER_STATE_FAILED);
  }
}

static void
open_chosen_camera (TrivetZbarScanner *self)
{
  if (trivet_camera_portal_is_needed () && self->kind == TRIVET_SCAN_SOURCE_AUTO) {
    if (self->remote_fd >= 0)
      open_pipeline (self);
    else
      trivet_camera_portal_open_async (NULL, PORTAL_PATIENCE_MS, self->starting, on_portal_opened, g_object_ref (self));
  } else if (self->device != NULL) {
    open_pipeline (self);
  } else {
    look_for_cameras (self);
  }
}

/* Opens what @kind names; called at the start and after each pause. */
static void
open_camera (TrivetZbarScanner *self)
{
  switch (self->kind) {
  case TRIVET_SCAN_SOURCE_AUTO:
  case TRIVET_SCAN_SOURCE_PIPEWIRE:
    open_chosen_camera (self);
    break;
  case TRIVET_SCAN_SOURCE_V4L2:
    if (g_file_test (self->target, G_FILE_TEST_EXISTS))
      open_pipeline (self);
    else
      lose_camera (self);
    break;
  case TRIVET_SCAN_SOURCE_PICTURES:
  case TRIVET_SCAN_SOURCE_TRAINING:
    open_pipeline (self);
    break;
  }
}

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (TrivetZbarScanner) self = g_object_ref (user_data);
  gint64 now_us = g_get_monotonic_time ();

  if (trivet_frame_meter_tick (&self->meter, trivet_scan_decoder_get_n_frames (self->decoder), now_us))
    trivet_scanner_emit_state_changed (TRIVET_SCANNER (self));
  if (self->pipeline != NULL)
    trivet_scan_pipeline_set_preview (self->pipeline, is_preview_wanted (self));
  /* A training phone is only shown when it changes. */
  if (self->pipeline != NULL && self->kind != TRIVET_SCAN_SOURCE_TRAINING &&
      trivet_frame_meter_is_silent (&self->meter, now_us))
    give_up_pipeline (self, TRIVET_SCANNER_STATE_NO_FRAMES);

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
    open_camera (self);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_warning ("GStreamer does not start: %s", error->message);
    set_state (self, TRIVET_SCANNER_STATE_FAILED);
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
  set_state (self, TRIVET_SCANNER_STATE_STARTING);
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
  close_pipeline (self);
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
