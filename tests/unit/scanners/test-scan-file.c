/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-device-error.h"
#include "trivet-frame-reader.h"
#include "trivet-scan-file.h"

#include <glib/gstdio.h>
#include <gst/video/video.h>

#include <string.h>

/* Goal: pictures are read from files of every kind, a bad file is an error and never a crash, and
 * frames of every video format give the same code. Method: the ready JPEG pictures, the same picture
 * converted by GStreamer, and broken files. */

static char *
get_ready (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "ready", name, NULL);
}

static void
test_ready_pictures (void)
{
  g_autofree char *path = get_ready ("truth.tsv");
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_read = 0;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (; lines[n] != NULL && lines[n][0] != '\0'; n++) {
    g_auto (GStrv) fields = g_strsplit (lines[n], "\t", -1);
    g_autofree char *picture = get_ready (fields[0]);
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetSecret) text = NULL;
    TrivetScanKind kind;

    text = trivet_scan_file (picture, &kind, &error);
    g_assert_no_error (error);
    if (text == NULL) {
      g_test_message ("%s is not read", fields[0]);
      continue;
    }
    g_assert_cmpint (kind, ==, TRIVET_SCAN_PAYMENT);
    g_assert_cmpstr (trivet_secret_peek (text), ==, fields[1]);
    n_read++;
  }
  g_assert_cmpuint (n, ==, 16);
  g_assert_cmpuint (n_read, >=, 15);
}

static void
test_empty_picture (void)
{
  static const char white[] = "P5\n# nothing\n20 20\n255\n";
  g_autofree char  *path = g_build_filename (g_get_tmp_dir (), "trivet-white.pgm", NULL);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSecret) text = NULL;
  TrivetScanKind kind;
  guint8         row[20];

  memset (row, 255, sizeof row);
  g_byte_array_append (file, (const guint8 *) white, strlen (white));
  for (guint i = 0; i < 20; i++)
    g_byte_array_append (file, row, sizeof row);
  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));

  text = trivet_scan_file (path, &kind, &error);
  g_assert_no_error (error);
  g_assert_null (text);
  g_assert_cmpint (kind, ==, TRIVET_SCAN_NOTHING);
  g_unlink (path);
}

static void
test_bad_files (void)
{
  static const struct {
    const char *name;
    const char *contents;
  } cases[] = {
    { "trivet-bad.pgm", "" },
    { "trivet-bad.pgm", "P5" },
    { "trivet-bad.pgm", "P5\n" },
    { "trivet-bad.pgm", "P5\n20 20\n255\nabc" },
    { "trivet-bad.pgm", "P5\n99999999999999 1\n255\n" },
    { "trivet-bad.pgm", "P5\n-3 5\n255\nabcdefghijklmnop" },
    { "trivet-bad.pgm", "P5\n2 2\n65535\nabcdefgh" },
    { "trivet-bad.pgm", "P6\n1 1\n255\nabc" },
    { "trivet-bad.pgm", "P5 # a comment that never ends" },
    { "trivet-bad.jpg", "" },
    { "trivet-bad.jpg", "\xff\xd8\xff\xe0 and no more" },
    { "trivet-bad.png", "\x89PNG\r\n\x1a\n" },
    { "trivet-bad.txt", "Good morning" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_build_filename (g_get_tmp_dir (), cases[i].name, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetSecret) text = NULL;
    TrivetScanKind kind;

    g_assert_true (g_file_set_contents (path, cases[i].contents, -1, NULL));
    text = trivet_scan_file (path, &kind, &error);
    g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN);
    g_assert_nonnull (strstr (error->message, cases[i].name));
    g_assert_null (text);
    g_unlink (path);
  }
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSecret) text = NULL;
  TrivetScanKind kind;

  text = trivet_scan_file ("/nowhere/a.jpg", &kind, &error);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (text);
}

/* The picture @path as one frame of @format and @width. */
static GstSample *
load_as (const char *path,
         const char *format,
         int         width)
{
  g_autofree char *text = g_strdup_printf ("filesrc location=%s ! jpegdec ! videoconvert ! videoscale ! video/x-raw,format=%s,width=%d ! fakesink name=sink enable-last-sample=true",
                                           path,
                                           format,
                                           width);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, &error);
  g_autoptr (GstElement) sink = NULL;
  GstSample *sample = NULL;

  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  g_assert_cmpint (gst_element_get_state (pipeline, NULL, NULL, 10 * GST_SECOND), ==, GST_STATE_CHANGE_SUCCESS);
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_get (sink, "last-sample", &sample, NULL);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return sample;
}

static void
test_formats (void)
{
  static const char *const formats[] = {
    "GRAY8",
    "NV12",
    "NV21",
    "I420",
    "YV12",
    "Y42B",
    "YUY2",
    "UYVY",
    "BGRx",
    "RGBx",
    "BGRA",
    "RGBA",
    "RGB",
    "BGR",
  };
  static const int widths[] = { 1280, 1278, 1022 };

  gst_init (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint j = 0; j < G_N_ELEMENTS (widths); j++) {
      g_autoptr (TrivetFrameReader) reader = trivet_frame_reader_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);
      g_autofree char *path = get_ready ("phone-000.jpg");
      g_autoptr (GstSample) sample = load_as (path, formats[i], widths[j]);
      g_autoptr (TrivetSecret) text = NULL;
      TrivetScanKind kind;

      text = trivet_frame_reader_read (reader, sample, &kind);
      g_assert_cmpint (kind, ==, TRIVET_SCAN_PAYMENT);
      g_assert_cmpstr (trivet_secret_peek (text), ==, "85286160999020650305");
      trivet_frame_reader_reset (reader);
    }
}

/* A camera pads its rows as it likes and says so in the frame's metadata. */
static void
test_video_meta (void)
{
  g_autoptr (TrivetFrameReader) reader = trivet_frame_reader_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);
  g_autofree char *path = get_ready ("phone-000.jpg");
  g_autoptr (GstSample) packed = load_as (path, "GRAY8", 1280);
  g_autoptr (GstSample) padded = NULL;
  g_autoptr (TrivetSecret) text = NULL;
  gsize      offsets[GST_VIDEO_MAX_PLANES] = { 13 };
  int        strides[GST_VIDEO_MAX_PLANES] = { 1280 + 13 };
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, 13 + 1293 * 720, NULL);
  GstMapInfo from;
  GstMapInfo to;

  gst_buffer_map (gst_sample_get_buffer (packed), &from, GST_MAP_READ);
  gst_buffer_map (buffer, &to, GST_MAP_WRITE);
  for (gsize y = 0; y < 720; y++)
    memcpy (to.data + 13 + y * 1293, from.data + y * 1280, 1280);
  gst_buffer_unmap (buffer, &to);
  gst_buffer_unmap (gst_sample_get_buffer (packed), &from);
  gst_buffer_add_video_meta_full (buffer, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_FORMAT_GRAY8, 1280, 720, 1, offsets, strides);
  padded = gst_sample_new (buffer, gst_sample_get_caps (packed), NULL, NULL);
  gst_buffer_unref (buffer);

  text = trivet_frame_reader_read (reader, padded, NULL);
  g_assert_nonnull (text);
  g_assert_cmpstr (trivet_secret_peek (text), ==, "85286160999020650305");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/file/ready-pictures", test_ready_pictures);
  g_test_add_func ("/scanners/file/empty-picture", test_empty_picture);
  g_test_add_func ("/scanners/file/bad-files", test_bad_files);
  g_test_add_func ("/scanners/file/no-file", test_no_file);
  g_test_add_func ("/scanners/frame/formats", test_formats);
  g_test_add_func ("/scanners/frame/video-meta", test_video_meta);

  return g_test_run ();
}
