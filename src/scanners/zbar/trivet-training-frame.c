/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-training-frame.h"

#include <gst/video/video.h>

#include <string.h>

/* A picture of the guest's training phone as a frame of GStreamer. */

static GstVideoFormat
get_video_format (TrivetPictureFormat format)
{
  switch (format) {
  case TRIVET_PICTURE_GREY:
    return GST_VIDEO_FORMAT_GRAY8;
  case TRIVET_PICTURE_RGB:
    return GST_VIDEO_FORMAT_RGB;
  case TRIVET_PICTURE_BGRX:
    return GST_VIDEO_FORMAT_BGRx;
  }

  g_return_val_if_reached (GST_VIDEO_FORMAT_UNKNOWN);
}

/**
 * trivet_training_frame_new:
 * @format: what @pixels are
 * @pixels: a picture; copied
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row to the next
 * @ret_caps: (out) (transfer full): what the frame is
 *
 * Returns: (transfer full): a frame
 */
GstBuffer *
trivet_training_frame_new (TrivetPictureFormat format,
                           const guint8       *pixels,
                           int                 width,
                           int                 height,
                           gsize               stride,
                           GstCaps           **ret_caps)
{
  GstVideoInfo  info;
  GstVideoFrame frame;
  GstBuffer    *buffer;
  gsize         room;
  gsize         row;

  gst_video_info_set_format (&info, get_video_format (format), (guint) width, (guint) height);
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&info), NULL);
  gst_video_frame_map (&frame, &info, buffer, GST_MAP_WRITE);
  room = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0);
  row = (gsize) width * (gsize) GST_VIDEO_FRAME_COMP_PSTRIDE (&frame, 0);
  for (gsize y = 0; y < (gsize) height; y++)
    memcpy ((guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&frame, 0) + y * room, pixels + y * stride, row);
  gst_video_frame_unmap (&frame);

  *ret_caps = gst_video_info_to_caps (&info);
  return buffer;
}
