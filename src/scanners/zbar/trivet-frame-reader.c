/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-frame-reader.h"

#include <gst/video/video.h>

/* Between GStreamer and the ladder: finds the grey picture in a frame of any format that the
 * pipelines let through. Planar formats have it as their first plane and are not copied. */

struct _TrivetFrameReader {
  TrivetScanLadder *ladder;
  guint8           *grey; /* of packed frames */
  gsize             room;
};

/**
 * trivet_frame_reader_new:
 * @mode: whether frames belong together
 * @budget_us: time for a frame
 *
 * Returns: (transfer full): a reader with a ladder of its own, for one thread at a time
 */
TrivetFrameReader *
trivet_frame_reader_new (TrivetScanMode mode,
                         gint64         budget_us)
{
  TrivetFrameReader *self = g_new0 (TrivetFrameReader, 1);

  self->ladder = trivet_scan_ladder_new (mode, budget_us);

  return self;
}

static void
drop_grey (TrivetFrameReader *self)
{
  if (self->grey != NULL)
    trivet_secret_wipe (self->grey, self->room);
  g_clear_pointer (&self->grey, g_free);
  self->room = 0;
}

/**
 * trivet_frame_reader_free:
 * @self: (transfer full): a reader
 *
 * Wipes and frees it.
 */
void
trivet_frame_reader_free (TrivetFrameReader *self)
{
  drop_grey (self);
  trivet_scan_ladder_free (self->ladder);
  g_free (self);
}

/**
 * trivet_frame_reader_reset:
 * @self: a reader
 *
 * Forgets all earlier frames.
 */
void
trivet_frame_reader_reset (TrivetFrameReader *self)
{
  drop_grey (self);
  trivet_scan_ladder_reset (self->ladder);
}

static guint8 *
get_room (TrivetFrameReader *self,
          gsize              size)
{
  if (self->room < size) {
    drop_grey (self);
    self->grey = g_malloc (size);
    self->room = size;
  }

  return self->grey;
}

static TrivetLuma
find_luma (TrivetFrameReader   *self,
           const GstVideoFrame *frame)
{
  const guint8  *pixels = GST_VIDEO_FRAME_PLANE_DATA (frame, 0);
  gsize          stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0);
  int            width = GST_VIDEO_FRAME_WIDTH (frame);
  int            height = GST_VIDEO_FRAME_HEIGHT (frame);
  int            step = GST_VIDEO_FRAME_COMP_PSTRIDE (frame, 0);
  GstVideoFormat format = GST_VIDEO_FRAME_FORMAT (frame);

  if (format == GST_VIDEO_FORMAT_YUY2 || format == GST_VIDEO_FORMAT_UYVY)
    return trivet_luma_from_yuy2 (pixels + GST_VIDEO_FRAME_COMP_POFFSET (frame, 0),
                                  width,
                                  height,
                                  stride,
                                  get_room (self, (gsize) width * (gsize) height));
  if (GST_VIDEO_INFO_IS_RGB (&frame->info))
    return trivet_luma_from_rgb (pixels, width, height, stride, step, get_room (self, (gsize) width * (gsize) height));

  return (TrivetLuma){ pixels, width, height, stride };
}

/**
 * trivet_frame_reader_read:
 * @self: a reader
 * @sample: a frame
 * @ret_kind: (out) (optional): what is returned
 *
 * Looks for a code, see trivet_scan_ladder_read().
 *
 * Returns: (transfer full) (nullable): the text
 */
TrivetSecret *
trivet_frame_reader_read (TrivetFrameReader *self,
                          GstSample         *sample,
                          TrivetScanKind    *ret_kind)
{
  GstVideoInfo  info;
  GstVideoFrame frame;
  TrivetLuma    luma;
  TrivetSecret *text;

  if (ret_kind != NULL)
    *ret_kind = TRIVET_SCAN_NOTHING;
  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;

  luma = find_luma (self, &frame);
  text = trivet_scan_ladder_read (self->ladder, &luma, ret_kind);
  gst_video_frame_unmap (&frame);

  return text;
}
