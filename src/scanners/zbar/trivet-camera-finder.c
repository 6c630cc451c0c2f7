/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-camera-finder.h"

#include "trivet-scan-post.h"

/* Watches which cameras are plugged in. Starting and stopping the watch talk to PipeWire and udev
 * and may wait for them, so both happen in threads of their own. */

struct _TrivetCameraFinder {
  gint              ref_count;
  GstDeviceMonitor *monitor;
  GstBus           *bus;
  TrivetCamerasFunc func;
  gpointer          user_data;
  GMainContext     *context;
  GMutex            start_lock; /* held while the monitor starts or stops */
  gboolean          stopped;
};

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

  g_clear_object (&self->bus);
  g_clear_object (&self->monitor);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->start_lock);
  g_free (self);
}

static gboolean
on_bus_message (GstBus     *bus,
                GstMessage *message,
                gpointer    user_data)
{
  TrivetCameraFinder *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED ||
      GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED)
    self->func (self->user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_started (gpointer data)
{
  TrivetCameraFinder *self = data;

  if (!self->stopped)
    self->func (self->user_data);

  return G_SOURCE_REMOVE;
}

static gpointer
start_in_thread (gpointer data)
{
  TrivetCameraFinder *self = data;

  g_mutex_lock (&self->start_lock);
  gst_device_monitor_start (self->monitor);
  g_mutex_unlock (&self->start_lock);
  trivet_scan_post (self->context, on_started, self, finder_unref);

  return NULL;
}

static gpointer
stop_in_thread (gpointer data)
{
  TrivetCameraFinder *self = data;

  g_mutex_lock (&self->start_lock);
  gst_device_monitor_stop (self->monitor);
  g_mutex_unlock (&self->start_lock);
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
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw; image/jpeg");

  self->ref_count = 1;
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->start_lock);
  self->monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (self->monitor, "Video/Source", caps);
  self->bus = gst_device_monitor_get_bus (self->monitor);
  gst_bus_add_watch (self->bus, on_bus_message, self);
  g_thread_unref (g_thread_new ("camera-finder", start_in_thread, finder_ref (self)));

  return self;
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
  gst_bus_remove_watch (self->bus);
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
