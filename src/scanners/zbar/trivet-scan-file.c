/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-file.h"

#include "trivet-device-error.h"
#include "trivet-frame-reader.h"

#include <gst/app/app.h>

/* Reads a code from a picture file, for "trivetctl scan" and for support. */

#define DECODE_TIMEOUT_NS (10 * GST_SECOND)

static GstElement *
make_pipeline (const char *path,
               GError    **error)
{
  g_autoptr (GstElement) source = NULL;
  GstElement *pipeline;

  pipeline = gst_parse_launch_full ("filesrc name=file ! decodebin ! videoconvert"
                                    " ! appsink name=frames caps=video/x-raw,format=GRAY8 sync=false",
                                    NULL,
                                    GST_PARSE_FLAG_FATAL_ERRORS,
                                    error);
  if (pipeline == NULL)
    return NULL;

  gst_object_ref_sink (pipeline);
  source = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  g_object_set (source, "location", path, NULL);

  return pipeline;
}

/* The first picture of the file. A file that is none ends in a message on the bus, not in a sample. */
static GstSample *
pull_picture (GstElement *pipeline,
              const char *path,
              GError    **error)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "frames");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus,
                                        DECODE_TIMEOUT_NS,
                                        GST_MESSAGE_ASYNC_DONE | GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (message != NULL && GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR) {
    GstSample *sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), DECODE_TIMEOUT_NS);

    if (sample != NULL)
      return sample;
  }

  g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN, "%s is not a picture that can be read", path);
  return NULL;
}

static TrivetSecret *
scan_with_gstreamer (const char     *path,
                     TrivetScanKind *ret_kind,
                     GError        **error)
{
  g_autoptr (TrivetFrameReader) reader = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstSample) sample = NULL;

  if (!gst_init_check (NULL, NULL, error))
    return NULL;
  pipeline = make_pipeline (path, error);
  if (pipeline == NULL)
    return NULL;

  sample = pull_picture (pipeline, path, error);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (sample == NULL)
    return NULL;

  reader = trivet_frame_reader_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);
  return trivet_frame_reader_read (reader, sample, ret_kind);
}

static TrivetSecret *
scan_pgm (const char     *path,
          TrivetScanKind *ret_kind,
          GError        **error)
{
  g_autoptr (TrivetScanLadder) ladder = NULL;
  g_autofree guint8 *pixels = NULL;
  TrivetLuma         picture;

  pixels = trivet_scan_load_pgm (path, &picture, error);
  if (pixels == NULL)
    return NULL;

  ladder = trivet_scan_ladder_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);
  return trivet_scan_ladder_read (ladder, &picture, ret_kind);
}

/**
 * trivet_scan_file:
 * @path: a JPEG, PNG or binary PGM picture
 * @ret_kind: (out): what is returned
 * @error: (domain TRIVET_DEVICE_ERROR, G_FILE_ERROR, GST_PARSE_ERROR): the picture cannot be read
 *
 * Looks for a code in a picture, without a time limit and with the same rules as for a camera. For
 * programs without a main loop: it returns when it is done.
 *
 * Returns: (transfer full) (nullable): the text; %NULL without @error set when there is none
 */
TrivetSecret *
trivet_scan_file (const char     *path,
                  TrivetScanKind *ret_kind,
                  GError        **error)
{
  g_autofree char *lower = NULL;

  *ret_kind = TRIVET_SCAN_NOTHING;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "There is no file %s", path);
    return NULL;
  }

  lower = g_ascii_strdown (path, -1);
  if (g_str_has_suffix (lower, ".pgm"))
    return scan_pgm (path, ret_kind, error);

  return scan_with_gstreamer (path, ret_kind, error);
}
