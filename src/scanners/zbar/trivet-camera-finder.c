/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-camera-finder.h"

#include "trivet-scan-post.h"

#include <glib/gstdio.h>

/* Watches which cameras are plugged in. Starting the watch talks to PipeWire and udev and may wait
 * for them, so it happens in a thread. Finders share one watch, which is never stopped: PipeWire
 * 0.3.65 crashes when it is stopped in the moment in which a camera goes. A PipeWire that was
 * started anew needs a new watch. */

struct _TrivetCameraFinder {
  gint              ref_count;
  GstDeviceMonitor *monitor; /* NULL until it is started */
  gulong            added_id;
  gulong            removed_id;
  TrivetCamerasFunc func;
  gpointer          user_data;
  GMainContext     *context;
  GThread          *starting;
  gboolean          stopped; /* only in the context */
};

static GMutex            shared_lock;
static GstDeviceMonitor *shared_monitor;
static guint64           shared_socket; /* which PipeWire it talks to */

static TrivetCameraFinder *
finder_ref (TrivetCameraFinder *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
finder_unref (gpointer data)
{
  TrivetCameraFinder *self = data;

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_clear_object (&self->monitor);
  g_main_context_unref (self->context);
  g_free (self);
}

/* Names PipeWire's socket: another number when PipeWire was started again, 0 when it is not there. */
static guint64
identify_pipewire (void)
{
  const char      *dir = g_getenv ("PIPEWIRE_RUNTIME_DIR");
  const char      *name = g_getenv ("PIPEWIRE_REMOTE");
  g_autofree char *path = NULL;
  GStatBuf         info;

  path = g_build_filename (dir != NULL ? dir : g_get_user_runtime_dir (), name != NULL ? name : "pipewire-0", NULL);
  if (g_stat (path, &info) != 0)
    return 0;

  return (guint64) info.st_ino ^ ((guint64) info.st_ctim.tv_sec << 32) ^ (guint64) info.st_ctim.tv_nsec;
}

/* Lets everybody who is connected see the message, and keeps none: nobody reads the queue. */
static GstBusSyncReply
on_bus_message (GstBus     *bus,
                GstMessage *message,
                gpointer    user_data)
{
  gst_bus_sync_signal_handler (bus, message, NULL);
  gst_message_unref (message);

  return GST_BUS_DROP;
}

static GstDeviceMonitor *
start_monitor (void)
{
  GstDeviceMonitor *monitor = gst_device_monitor_new ();
  g_autoptr (GstBus) bus = gst_device_monitor_get_bus (monitor);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw; image/jpeg");

  gst_device_monitor_add_filter (monitor, "Video/Source", caps);
  gst_bus_set_sync_handler (bus, on_bus_message, NULL, NULL);
  gst_device_monitor_start (monitor);

  return monitor;
}

static GstDeviceMonitor *
ref_monitor (void)
{
  GstDeviceMonitor *monitor;
  guint64           socket;

  g_mutex_lock (&shared_lock);
  socket = identify_pipewire ();
  if (shared_monitor != NULL && socket != shared_socket)
    g_clear_object (&shared_monitor);
  if (shared_monitor == NULL)
    shared_monitor = start_monitor ();
  shared_socket = socket;
  monitor = g_object_ref (shared_monitor);
  g_mutex_unlock (&shared_lock);

  return monitor;
}

static gboolean
on_changed (gpointer data)
{
  TrivetCameraFinder *self = data;

  if (!self->stopped)
    self->func (self->user_data);

  return G_SOURCE_REMOVE;
}

static void
post_change (TrivetCameraFinder *self)
{
  trivet_scan_post (self->context, on_changed, finder_ref (self), finder_unref);
}

/* In a thread of PipeWire or of udev. */
static void
on_device_message (GstBus     *bus,
                   GstMessage *message,
                   gpointer    user_data)
{
  post_change (user_data);
}

static void
release_handler (gpointer  data,
                 GClosure *closure)
{
  finder_unref (data);
}

static gulong
connect_message (TrivetCameraFinder *self,
                 GstBus             *bus,
                 const char         *signal)
{
  return g_signal_connect_data (bus, signal, G_CALLBACK (on_device_message), finder_ref (self), release_handler, 0);
}

static gpointer
start_in_thread (gpointer data)
{
  TrivetCameraFinder *self = data;
  g_autoptr (GstBus) bus = NULL;

  self->monitor = ref_monitor ();
  bus = gst_device_monitor_get_bus (self->monitor);
  self->added_id = connect_message (self, bus, "sync-message::device-added");
  self->removed_id = connect_message (self, bus, "sync-message::device-removed");
  post_change (self);
  finder_unref (self);

  return NULL;
}

/**
 * trivet_camera_finder_new:
 * @func: called in the present thread-default main context when the cameras are known, and when one
 *   comes or goes
 * @user_data: for @func
 *
 * Starts to watch.
 *
 * Returns: (transfer full): a finder, to be ended by trivet_camera_finder_stop()
 */
TrivetCameraFinder *
trivet_camera_finder_new (TrivetCamerasFunc func,
                          gpointer          user_data)
{
  TrivetCameraFinder *self = g_new0 (TrivetCameraFinder, 1);

  self->ref_count = 1;
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->starting = g_thread_new ("camera-finder", start_in_thread, finder_ref (self));

  return self;
}

static gpointer
stop_in_thread (gpointer data)
{
  TrivetCameraFinder *self = data;
  g_autoptr (GstBus) bus = NULL;

  g_thread_join (g_steal_pointer (&self->starting));
  bus = gst_device_monitor_get_bus (self->monitor);
  g_signal_handler_disconnect (bus, self->added_id);
  g_signal_handler_disconnect (bus, self->removed_id);
  finder_unref (self);

  return NULL;
}

/**
 * trivet_camera_finder_stop:
 * @self: (transfer full): a finder
 *
 * Calls nobody from now on and returns at once.
 */
void
trivet_camera_finder_stop (TrivetCameraFinder *self)
{
  self->stopped = TRUE;
  g_thread_unref (g_thread_new ("camera-finder-stop", stop_in_thread, self));
}

static gboolean
has_property (GstDevice  *device,
              const char *key,
              const char *value)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);

  return properties != NULL && g_strcmp0 (gst_structure_get_string (properties, key), value) == 0;
}

/* How well @device suits; 0 is not at all. */
static int
get_rank (GstDevice              *device,
          const TrivetScanSource *source,
          GstDevice              *present)
{
  g_autofree char *name = gst_device_get_display_name (device);

  if (source->kind == TRIVET_SCAN_SOURCE_PIPEWIRE)
    return has_property (device, "node.name", source->target) ? 1 : 0;
  if (source->target != NULL && g_strcmp0 (name, source->target) == 0)
    return 4;
  if (device == present)
    return 3; /* an equal camera that comes later does not take over */

  /* PipeWire has other video sources too, as a recorded screen. */
  return has_property (device, "media.role", "Camera") ? 2 : 1;
}

/**
 * trivet_camera_finder_choose:
 * @self: a finder
 * @source: what is wanted
 * @present: (nullable): the camera in use
 *
 * Returns: (transfer full) (nullable): the camera to use now
 */
GstDevice *
trivet_camera_finder_choose (TrivetCameraFinder     *self,
                             const TrivetScanSource *source,
                             GstDevice              *present)
{
  GList     *devices = gst_device_monitor_get_devices (self->monitor);
  GstDevice *best = NULL;
  int        best_rank = 0;

  for (GList *l = devices; l != NULL; l = l->next) {
    int rank = get_rank (l->data, source, present);

    if (rank > best_rank) {
      best = l->data;
      best_rank = rank;
    }
  }

  if (best != NULL)
    g_object_ref (best);
  g_list_free_full (devices, g_object_unref);

  return best;
}
