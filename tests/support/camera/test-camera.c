/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-picture.h"

#include <glib.h>
#include <pipewire/pipewire.h>
#include <spa/param/video/format-utils.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* trivet-test-camera: a camera that is not there. It is a PipeWire video source that shows a
 * picture file; the file may be replaced while it plays, as one holds another phone in front of a
 * camera. Prints "ready" and a newline once PipeWire has the camera. Ends on SIGTERM or SIGINT, or
 * when PipeWire goes. */

#define MAX_BUFFERS 16

typedef struct {
  TestPicture         *picture;
  int                  width;
  int                  height;
  int                  fps;
  struct pw_main_loop *loop;
  struct pw_stream    *stream;
  struct spa_source   *timer;
  gboolean             announced;
  gboolean             ending;
  gboolean             failed;
} Camera;

static char *option_name;
static char *option_label;
static char *option_size;
static int   option_fps = 30;

static const GOptionEntry options[] = {
  { "name", 'n', 0, G_OPTION_ARG_STRING, &option_name, "Name of the PipeWire node (trivet-test-camera)", "NAME" },
  { "label", 'l', 0, G_OPTION_ARG_STRING, &option_label, "Name for people (Test camera)", "TEXT" },
  { "size", 's', 0, G_OPTION_ARG_STRING, &option_size, "Size of its frames (1280x720)", "WxH" },
  { "fps", 'f', 0, G_OPTION_ARG_INT, &option_fps, "Frames a second (30)", "N" },
  { NULL },
};

static void
set_playing (Camera  *camera,
             gboolean playing)
{
  struct timespec now = { 0, playing ? 1 : 0 };
  struct timespec interval = { 0, playing ? SPA_NSEC_PER_SEC / camera->fps : 0 };

  pw_loop_update_timer (pw_main_loop_get_loop (camera->loop), camera->timer, &now, &interval, FALSE);
}

static void
on_stream_state_changed (void                *data,
                         enum pw_stream_state old,
                         enum pw_stream_state state,
                         const char          *error)
{
  Camera *camera = data;

  switch (state) {
  case PW_STREAM_STATE_ERROR:
  case PW_STREAM_STATE_UNCONNECTED:
    if (!camera->ending && (error != NULL || old != PW_STREAM_STATE_UNCONNECTED)) {
      g_printerr ("trivet-test-camera: PipeWire is gone: %s\n", error != NULL ? error : "disconnected");
      camera->failed = TRUE;
      pw_main_loop_quit (camera->loop);
    }
    break;
  case PW_STREAM_STATE_CONNECTING:
    break;
  case PW_STREAM_STATE_PAUSED:
    set_playing (camera, FALSE);
    if (!camera->announced) {
      printf ("ready\n");
      fflush (stdout);
      camera->announced = TRUE;
    }
    break;
  case PW_STREAM_STATE_STREAMING:
    set_playing (camera, TRUE);
    break;
  }
}

static void
on_stream_param_changed (void                 *data,
                         guint32               id,
                         const struct spa_pod *param)
{
  Camera                *camera = data;
  guint8                 buffer[1024];
  struct spa_pod_builder builder = SPA_POD_BUILDER_INIT (buffer, sizeof buffer);
  const struct spa_pod  *params[1];

  if (param == NULL || id != SPA_PARAM_Format)
    return;

  params[0] = spa_pod_builder_add_object (&builder,
                                          SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers,
                                          SPA_PARAM_BUFFERS_buffers, SPA_POD_CHOICE_RANGE_Int (8, 2, MAX_BUFFERS),
                                          SPA_PARAM_BUFFERS_blocks, SPA_POD_Int (1),
                                          SPA_PARAM_BUFFERS_size, SPA_POD_Int (camera->width * camera->height * 4),
                                          SPA_PARAM_BUFFERS_stride, SPA_POD_Int (camera->width * 4));
  pw_stream_update_params (camera->stream, params, 1);
}

static void
on_stream_process (void *data)
{
  Camera           *camera = data;
  struct pw_buffer *buffer = pw_stream_dequeue_buffer (camera->stream);
  struct spa_data  *target;
  guint32           size = (guint32) (camera->width * camera->height * 4);

  if (buffer == NULL)
    return;

  target = &buffer->buffer->datas[0];
  if (target->data != NULL && target->maxsize >= size) {
    memcpy (target->data, test_picture_get_pixels (camera->picture), size);
    target->chunk->offset = 0;
    target->chunk->stride = camera->width * 4;
    target->chunk->size = size;
  }
  pw_stream_queue_buffer (camera->stream, buffer);
}

static const struct pw_stream_events stream_events = {
  PW_VERSION_STREAM_EVENTS,
  .state_changed = on_stream_state_changed,
  .param_changed = on_stream_param_changed,
  .process = on_stream_process,
};

static void
on_timeout (void   *data,
            guint64 expirations)
{
  Camera *camera = data;

  test_picture_refresh (camera->picture);
  pw_stream_trigger_process (camera->stream);
}

static void
on_signal (void *data,
           int   number)
{
  Camera *camera = data;

  camera->ending = TRUE;
  pw_main_loop_quit (camera->loop);
}

static gboolean
connect_stream (Camera *camera)
{
  guint8                 buffer[1024];
  struct spa_pod_builder builder = SPA_POD_BUILDER_INIT (buffer, sizeof buffer);
  struct spa_rectangle   size = SPA_RECTANGLE ((guint32) camera->width, (guint32) camera->height);
  struct spa_fraction    rate = SPA_FRACTION ((guint32) camera->fps, 1);
  const struct spa_pod  *params[1];

  params[0] = spa_pod_builder_add_object (&builder,
                                          SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat,
                                          SPA_FORMAT_mediaType, SPA_POD_Id (SPA_MEDIA_TYPE_video),
                                          SPA_FORMAT_mediaSubtype, SPA_POD_Id (SPA_MEDIA_SUBTYPE_raw),
                                          SPA_FORMAT_VIDEO_format, SPA_POD_Id (SPA_VIDEO_FORMAT_BGRx),
                                          SPA_FORMAT_VIDEO_size, SPA_POD_Rectangle (&size),
                                          SPA_FORMAT_VIDEO_framerate, SPA_POD_Fraction (&rate));

  return pw_stream_connect (camera->stream,
                            PW_DIRECTION_OUTPUT,
                            PW_ID_ANY,
                            PW_STREAM_FLAG_DRIVER | PW_STREAM_FLAG_MAP_BUFFERS,
                            params,
                            1) >= 0;
}

static int
run (Camera *camera)
{
  struct pw_loop *loop;

  pw_init (NULL, NULL);
  camera->loop = pw_main_loop_new (NULL);
  loop = pw_main_loop_get_loop (camera->loop);
  pw_loop_add_signal (loop, SIGINT, on_signal, camera);
  pw_loop_add_signal (loop, SIGTERM, on_signal, camera);
  camera->timer = pw_loop_add_timer (loop, on_timeout, camera);
  camera->stream = pw_stream_new_simple (loop,
                                         option_label,
                                         pw_properties_new (PW_KEY_MEDIA_CLASS, "Video/Source",
                                                            PW_KEY_MEDIA_ROLE, "Camera",
                                                            PW_KEY_NODE_NAME, option_name,
                                                            PW_KEY_NODE_DESCRIPTION, option_label,
                                                            NULL),
                                         &stream_events,
                                         camera);
  if (camera->stream == NULL || !connect_stream (camera)) {
    g_printerr ("trivet-test-camera: PipeWire cannot be reached; is it running in this XDG_RUNTIME_DIR?\n");
    camera->failed = TRUE;
  } else {
    pw_main_loop_run (camera->loop);
  }

  if (camera->stream != NULL)
    pw_stream_destroy (camera->stream);
  pw_main_loop_destroy (camera->loop);
  pw_deinit ();

  return camera->failed ? 1 : 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PICTURE - a PipeWire camera that shows PICTURE (.png, .pgm or raw BGRx)");
  g_autoptr (GError) error = NULL;
  Camera camera = { 0 };
  int    status;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2) {
    g_printerr ("trivet-test-camera: %s\n", error != NULL ? error->message : "give one picture");
    return 2;
  }
  option_name = option_name != NULL ? option_name : g_strdup ("trivet-test-camera");
  option_label = option_label != NULL ? option_label : g_strdup ("Test camera");
  option_size = option_size != NULL ? option_size : g_strdup ("1280x720");
  if (sscanf (option_size, "%dx%d", &camera.width, &camera.height) != 2 || camera.width < 16 ||
      camera.height < 16 || camera.width > 8192 || camera.height > 8192 || option_fps < 1 || option_fps > 240) {
    g_printerr ("trivet-test-camera: no such size or rate: %s at %d\n", option_size, option_fps);
    return 2;
  }

  camera.fps = option_fps;
  camera.picture = test_picture_new (argv[1], camera.width, camera.height, &error);
  if (camera.picture == NULL) {
    g_printerr ("trivet-test-camera: %s\n", error->message);
    return 1;
  }
  status = run (&camera);
  test_picture_free (camera.picture);

  return status;
}
