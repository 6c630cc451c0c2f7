/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-zbar-scanner-private.h"

#include "trivet-camera-portal.h"
#include "trivet-device-error.h"
#include "trivet-scan-post.h"

/* How the camera is chosen, opened, and opened again when it fails. */

#define LOOK_AGAIN_MS      5000
#define PORTAL_PATIENCE_MS 60000

static const guint pauses_ms[] = { 500, 1000, 2000, 5000 };

void
_trivet_zbar_scanner_set_state (TrivetZbarScanner *self,
                                TrivetScannerState state)
{
  if (self->state == state)
    return;

  g_debug ("State %d -> %d", self->state, state);
  self->state = state;
  trivet_scanner_emit_state_changed (TRIVET_SCANNER (self));
}

void
_trivet_zbar_scanner_close_pipeline (TrivetZbarScanner *self)
{
  g_clear_pointer (&self->pipeline, trivet_scan_pipeline_close);
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

static gboolean
on_retry (gpointer user_data)
{
  TrivetZbarScanner *self = user_data;

  self->retry_id = 0;
  _trivet_zbar_scanner_open_camera (self);

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
void
_trivet_zbar_scanner_give_up_pipeline (TrivetZbarScanner *self,
                                       TrivetScannerState state)
{
  _trivet_zbar_scanner_close_pipeline (self);
  retry_in (self, pauses_ms[MIN (self->n_failures, G_N_ELEMENTS (pauses_ms) - 1)]);
  self->n_failures++;
  _trivet_zbar_scanner_set_state (self, state);
}

static gboolean
on_first_frame (gpointer user_data)
{
  TrivetZbarScanner *self = user_data;

  if (self->pipeline != NULL) {
    self->n_failures = 0;
    _trivet_zbar_scanner_set_state (self, TRIVET_SCANNER_STATE_RUNNING);
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
  _trivet_zbar_scanner_give_up_pipeline (self, TRIVET_SCANNER_STATE_FAILED);
}

static const TrivetScanPipelineFuncs pipeline_funcs = {
  .frame = on_frame,
  .preview = on_preview,
  .failed = on_pipeline_failed,
};

gboolean
_trivet_zbar_scanner_is_watched (TrivetZbarScanner *self)
{
  return g_signal_has_handler_pending (self, g_signal_lookup ("preview", TRIVET_TYPE_SCANNER), 0, TRUE);
}

static void
open_pipeline (TrivetZbarScanner *self)
{
  TrivetScanSource source = { self->kind, self->target };
  g_autoptr (GError) error = NULL;

  _trivet_zbar_scanner_close_pipeline (self);
  self->pipeline = trivet_scan_pipeline_new (&source, self->device, self->remote_fd, &pipeline_funcs, self, &error);
  if (self->pipeline == NULL) {
    g_warning ("The camera cannot be used: %s", error->message);
    _trivet_zbar_scanner_give_up_pipeline (self, TRIVET_SCANNER_STATE_FAILED);
    return;
  }

  g_debug ("Opening the camera");
  trivet_frame_meter_open (&self->meter, g_get_monotonic_time ());
  g_atomic_int_set (&self->frame_awaited, TRUE);
  trivet_scan_pipeline_set_preview (self->pipeline, _trivet_zbar_scanner_is_watched (self));
  trivet_scan_pipeline_open (self->pipeline);
  /* After a failure its state stays on the screen until a frame proves that all is well. */
  if (self->n_failures == 0)
    _trivet_zbar_scanner_set_state (self, TRIVET_SCANNER_STATE_STARTING);
}

static void
lose_camera (TrivetZbarScanner *self)
{
  _trivet_zbar_scanner_close_pipeline (self);
  g_clear_object (&self->device);
  self->n_failures = 0;
  retry_in (self, LOOK_AGAIN_MS);
  _trivet_zbar_scanner_set_state (self, TRIVET_SCANNER_STATE_NO_CAMERA);
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
    _trivet_zbar_scanner_set_state (self, TRIVET_SCANNER_STATE_REFUSED);
  } else {
    g_debug ("No camera by the portal: %s", error->message);
    _trivet_zbar_scanner_give_up_pipeline (self, TRIVET_SCANNER_STATE_FAILED);
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
void
_trivet_zbar_scanner_open_camera (TrivetZbarScanner *self)
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
