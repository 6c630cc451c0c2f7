/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-pipeline.h"

#include "trivet-device-error.h"

#include <gst/app/app.h>
#include <gst/video/video.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* One opening of one camera:
 *
 *   source ! tee ! queue                          ! convert ! appsink "frames"
 *                ! queue, 15 a second or none ! scale ! convert ! appsink "preview"
 *
 * Both queues and both sinks hold one frame and drop the older, so neither a slow decode nor a slow
 * screen holds the other, and memory stays flat. Changing GStreamer's state may wait for a driver,
 * so it is done in a thread of its own, and a closed pipeline says nothing more. */

#define PREVIEW_WIDTH "640"
#define PREVIEW_US    (G_USEC_PER_SEC / 15)
#define PICTURES_RATE "15"
#define QUEUE         "queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0"
#define SINK_SETTINGS "drop=true max-buffers=1 sync=false enable-last-sample=false emit-signals=false"

/* The luma of these is a plane or every second byte, and RGB is cheaper to make grey here, once for
 * a frame that is decoded, than by videoconvert for every frame. */
#define FRAME_CAPS \
  "video/x-raw,format=(string){GRAY8,NV12,NV21,I420,YV12,Y42B,YUY2,UYVY,BGRx,RGBx,BGRA,RGBA,RGB,BGR}"

/* Sharp enough for a Code 128 at 30 cm, and fast enough to read twice in the time of a blink. Most
 * USB cameras give 720p at this rate as Motion-JPEG only. */
#define CAMERA_CAPS                                                       \
  "video/x-raw,width=1280,height=720,framerate=[24/1,60/1];"              \
  "image/jpeg,width=1280,height=720,framerate=[24/1,60/1];"               \
  "video/x-raw,width=[640,1920],height=[480,1080],framerate=[15/1,60/1];" \
  "image/jpeg,width=[640,1920],height=[480,1080];"                        \
  "video/x-raw;"                                                          \
  "image/jpeg"

struct _TrivetScanPipeline {
  gint        ref_count;
  GstElement *pipeline;
  GstElement *pictures; /* appsrc, for training */
  GstBus     *bus;
  GMutex      state_lock; /* held while the state changes, which may take long */
  GMutex      call_lock;  /* held during calls to the owner */
  gint        closed;     /* atomic */
  gint        looked_at;  /* atomic: somebody wants previews */
  gint64      preview_at_us;
  int         remote_fd; /* stays open as long as the pipeline, or -1 */

  TrivetScanPipelineFuncs funcs;
  gpointer                user_data;
};

static TrivetScanPipeline *
pipeline_ref (TrivetScanPipeline *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
pipeline_unref (gpointer data)
{
  TrivetScanPipeline *self = data;

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_clear_object (&self->pictures);
  g_clear_object (&self->bus);
  g_clear_object (&self->pipeline);
  if (self->remote_fd >= 0)
    close (self->remote_fd);
  g_mutex_clear (&self->state_lock);
  g_mutex_clear (&self->call_lock);
  g_free (self);
}

/* Quotes @text for a pipeline description: names come from settings and from devices. */
static char *
quote (const char *text)
{
  GString *quoted = g_string_new ("\"");

  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_c (quoted, '\\');
    g_string_append_c (quoted, *c);
  }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}

/* PipeWire takes the memory of its frames back when the stream ends, even while somebody reads them;
 * with "always-copy" the frames are ours. */
static char *
describe_pipewire (const char *node_name,
                   int         remote_fd)
{
  g_autofree char *target = node_name != NULL ? quote (node_name) : NULL;
  GString         *text = g_string_new ("pipewiresrc always-copy=true");

  if (remote_fd >= 0)
    g_string_append_printf (text, " fd=%d", remote_fd);
  if (target != NULL)
    g_string_append_printf (text, " target-object=%s", target);
  g_string_append (text, " ! capsfilter caps=\"" CAMERA_CAPS "\" ! decodebin");

  return g_string_free (text, FALSE);
}

static char *
describe_v4l2 (const char *path)
{
  g_autofree char *device = quote (path);

  return g_strdup_printf ("v4l2src device=%s ! capsfilter caps=\"" CAMERA_CAPS "\" ! decodebin", device);
}

/* PipeWire's own names are used for its devices: "path" never delivers with PipeWire 0.3.65. */
static char *
describe_device (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  const char *path = NULL;
  const char *node = NULL;

  if (properties != NULL) {
    path = gst_structure_get_string (properties, "device.path");
    node = gst_structure_get_string (properties, "node.name");
  }
  if (node != NULL)
    return describe_pipewire (node, -1);

  return path != NULL ? describe_v4l2 (path) : NULL;
}

static char *
describe_pictures (const char *pattern)
{
  g_autofree char *location = quote (pattern);
  gboolean         png = g_str_has_suffix (pattern, ".png");

  return g_strdup_printf ("multifilesrc location=%s loop=true caps=%s,framerate=" PICTURES_RATE "/1 ! %s ! clocksync",
                          location,
                          png ? "image/png" : "image/jpeg",
                          png ? "pngdec" : "jpegdec");
}

static char *
describe_source (const TrivetScanSource *source,
                 GstDevice              *device,
                 int                     remote_fd)
{
  switch (source->kind) {
  case TRIVET_SCAN_SOURCE_AUTO:
  case TRIVET_SCAN_SOURCE_PIPEWIRE:
    return remote_fd >= 0 ? describe_pipewire (NULL, remote_fd) : describe_device (device);
  case TRIVET_SCAN_SOURCE_V4L2:
    return describe_v4l2 (source->target);
  case TRIVET_SCAN_SOURCE_PICTURES:
    return describe_pictures (source->target);
  case TRIVET_SCAN_SOURCE_TRAINING:
    return g_strdup ("appsrc name=pictures is-live=true format=time do-timestamp=true max-buffers=2 leaky-type=downstream");
  }

  g_return_val_if_reached (NULL);
}

static GstFlowReturn
on_new_frame (GstAppSink *sink,
              gpointer    user_data)
{
  TrivetScanPipeline *self = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);

  if (sample == NULL)
    return GST_FLOW_EOS;

  g_mutex_lock (&self->call_lock);
  if (!g_atomic_int_get (&self->closed))
    self->funcs.frame (sample, self->user_data);
  g_mutex_unlock (&self->call_lock);

  return GST_FLOW_OK;
}

/* RGB rows are padded to four bytes; a screen wants them packed. */
static GBytes *
pack_rgb (GstVideoFrame *frame)
{
  gsize   row = (gsize) GST_VIDEO_FRAME_WIDTH (frame) * 3;
  gsize   height = (gsize) GST_VIDEO_FRAME_HEIGHT (frame);
  guint8 *packed = g_malloc (row * height);

  for (gsize y = 0; y < height; y++)
    memcpy (packed + y * row,
            (const guint8 *) GST_VIDEO_FRAME_PLANE_DATA (frame, 0) + y * (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0),
            row);

  return g_bytes_new_take (packed, row * height);
}

static GstFlowReturn
on_new_preview (GstAppSink *sink,
                gpointer    user_data)
{
  TrivetScanPipeline *self = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr (GBytes) rgb = NULL;
  GstVideoInfo  info;
  GstVideoFrame frame;

  if (sample == NULL)
    return GST_FLOW_EOS;
  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return GST_FLOW_OK;

  rgb = pack_rgb (&frame);
  gst_video_frame_unmap (&frame);

  g_mutex_lock (&self->call_lock);
  if (!g_atomic_int_get (&self->closed))
    self->funcs.preview (rgb, GST_VIDEO_INFO_WIDTH (&info), GST_VIDEO_INFO_HEIGHT (&info), self->user_data);
  g_mutex_unlock (&self->call_lock);

  return GST_FLOW_OK;
}

static gboolean
on_bus_message (GstBus     *bus,
                GstMessage *message,
                gpointer    user_data)
{
  TrivetScanPipeline *self = user_data;
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    error = g_error_new_literal (TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN, "The camera ended its stream");

  if (error != NULL && !g_atomic_int_get (&self->closed))
    self->funcs.failed (error, self->user_data);

  return G_SOURCE_CONTINUE;
}

static void
connect_sink (TrivetScanPipeline *self,
              const char         *name,
              GstFlowReturn (*func) (GstAppSink *sink,
                                     gpointer    user_data))
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (self->pipeline), name);
  GstAppSinkCallbacks callbacks = { .new_sample = func };

  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, pipeline_ref (self), pipeline_unref);
}

/* Lets a frame pass to the screen only when somebody looks and the last one is old enough. Not by
 * videorate: frames from PipeWire may have no time. */
static GstPadProbeReturn
on_preview_frame (GstPad          *pad,
                  GstPadProbeInfo *info,
                  gpointer         user_data)
{
  TrivetScanPipeline *self = user_data;
  gint64              now_us = g_get_monotonic_time ();

  if (!g_atomic_int_get (&self->looked_at) || now_us < self->preview_at_us)
    return GST_PAD_PROBE_DROP;

  self->preview_at_us = MAX (self->preview_at_us + PREVIEW_US, now_us);
  return GST_PAD_PROBE_OK;
}

static void
limit_previews (TrivetScanPipeline *self)
{
  g_autoptr (GstElement) queue = gst_bin_get_by_name (GST_BIN (self->pipeline), "look");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (queue, "sink");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_preview_frame, self, NULL);
}

static GstElement *
build (const TrivetScanSource *source,
       GstDevice              *device,
       int                     remote_fd,
       GError                **error)
{
  g_autofree char *camera = describe_source (source, device, remote_fd);
  g_autofree char *text = NULL;

  if (camera == NULL) {
    g_set_error_literal (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE, "The camera has neither a device file nor a PipeWire node");
    return NULL;
  }

  text = g_strconcat (camera,
                      " ! tee name=split "
                      "split. ! " QUEUE " ! videoconvert ! appsink name=frames caps=\"" FRAME_CAPS "\" " SINK_SETTINGS
                      " split. ! " QUEUE " name=look"
                      " ! videoscale ! videoconvert"
                      " ! video/x-raw,format=RGB,width=" PREVIEW_WIDTH ",pixel-aspect-ratio=1/1"
                      " ! appsink name=preview async=false " SINK_SETTINGS,
                      NULL);

  return gst_parse_launch_full (text, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
}

/**
 * trivet_scan_pipeline_new:
 * @source: where frames come from
 * @device: (nullable): the camera, for the kinds that choose one
 * @remote_fd: PipeWire connection from the camera portal (copied), or -1
 * @funcs: what to call
 * @user_data: for @funcs
 * @error: (domain GST_PARSE_ERROR, TRIVET_DEVICE_ERROR): a plug-in is missing, or @device is strange
 *
 * Builds a pipeline without opening anything. @funcs.failed is called in the present thread-default
 * main context.
 *
 * Returns: (transfer full) (nullable): a pipeline, to be ended by trivet_scan_pipeline_close()
 */
TrivetScanPipeline *
trivet_scan_pipeline_new (const TrivetScanSource        *source,
                          GstDevice                     *device,
                          int                            remote_fd,
                          const TrivetScanPipelineFuncs *funcs,
                          gpointer                       user_data,
                          GError                       **error)
{
  TrivetScanPipeline *self;
  GstElement         *pipeline;
  int                 fd = remote_fd >= 0 ? fcntl (remote_fd, F_DUPFD_CLOEXEC, 3) : -1;

  pipeline = build (source, device, fd, error);
  if (pipeline == NULL) {
    if (fd >= 0)
      close (fd);
    return NULL;
  }

  self = g_new0 (TrivetScanPipeline, 1);
  self->ref_count = 1;
  self->pipeline = gst_object_ref_sink (pipeline);
  self->remote_fd = fd;
  self->funcs = *funcs;
  self->user_data = user_data;
  g_mutex_init (&self->state_lock);
  g_mutex_init (&self->call_lock);
  self->pictures = gst_bin_get_by_name (GST_BIN (pipeline), "pictures");
  self->bus = gst_element_get_bus (pipeline);
  gst_bus_add_watch (self->bus, on_bus_message, self);
  connect_sink (self, "frames", on_new_frame);
  connect_sink (self, "preview", on_new_preview);
  limit_previews (self);

  return self;
}

static gpointer
open_in_thread (gpointer data)
{
  TrivetScanPipeline *self = data;

  g_mutex_lock (&self->state_lock);
  if (!g_atomic_int_get (&self->closed))
    gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  g_mutex_unlock (&self->state_lock);
  pipeline_unref (self);

  return NULL;
}

/**
 * trivet_scan_pipeline_open:
 * @self: a pipeline
 *
 * Starts the camera and returns at once. Frames follow, or @failed is called.
 */
void
trivet_scan_pipeline_open (TrivetScanPipeline *self)
{
  g_thread_unref (g_thread_new ("scan-open", open_in_thread, pipeline_ref (self)));
}

static gpointer
close_in_thread (gpointer data)
{
  TrivetScanPipeline *self = data;
  g_autoptr (GstElement) frames = gst_bin_get_by_name (GST_BIN (self->pipeline), "frames");
  g_autoptr (GstElement) preview = gst_bin_get_by_name (GST_BIN (self->pipeline), "preview");
  GstAppSinkCallbacks none = { NULL };

  g_mutex_lock (&self->state_lock);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_mutex_unlock (&self->state_lock);

  /* The sinks hold references to us: let them go. */
  gst_app_sink_set_callbacks (GST_APP_SINK (frames), &none, NULL, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (preview), &none, NULL, NULL);
  pipeline_unref (self);

  return NULL;
}

/**
 * trivet_scan_pipeline_close:
 * @self: (transfer full): a pipeline
 *
 * Calls nobody from now on, and lets the camera go without waiting for it.
 */
void
trivet_scan_pipeline_close (TrivetScanPipeline *self)
{
  g_mutex_lock (&self->call_lock);
  g_atomic_int_set (&self->closed, TRUE);
  g_mutex_unlock (&self->call_lock);
  gst_bus_remove_watch (self->bus);

  g_thread_unref (g_thread_new ("scan-close", close_in_thread, self));
}

/**
 * trivet_scan_pipeline_set_preview:
 * @self: a pipeline
 * @wanted: whether somebody looks
 *
 * Opens or shuts the branch for the screen. It costs nothing while it is shut.
 */
void
trivet_scan_pipeline_set_preview (TrivetScanPipeline *self,
                                  gboolean            wanted)
{
  g_atomic_int_set (&self->looked_at, wanted);
}

/**
 * trivet_scan_pipeline_push:
 * @self: a pipeline for training
 * @caps: what @frame is
 * @frame: (transfer full): a frame
 *
 * Shows a picture to the scanner as if a camera had seen it.
 */
void
trivet_scan_pipeline_push (TrivetScanPipeline *self,
                           GstCaps            *caps,
                           GstBuffer          *frame)
{
  g_return_if_fail (self->pictures != NULL);

  gst_app_src_set_caps (GST_APP_SRC (self->pictures), caps);
  gst_app_src_push_buffer (GST_APP_SRC (self->pictures), frame);
}
