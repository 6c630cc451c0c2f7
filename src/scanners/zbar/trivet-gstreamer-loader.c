/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-gstreamer-loader.h"

#include <gst/gst.h>

/* Reading GStreamer's registry and loading its plug-ins takes long the first time. It is done in a
 * thread, so that opening a camera later costs the main loop little. */

static const char *const elements[] = {
  "appsink",
  "appsrc",
  "capsfilter",
  "decodebin",
  "pipewiresrc",
  "queue",
  "tee",
  "v4l2src",
  "videoconvert",
  "videoscale",
};

static void
load (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!gst_init_check (NULL, NULL, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  /* Making one of each loads its plug-in; one that is missing is told when a pipeline needs it. */
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++) {
    GstElement *element = gst_element_factory_make (elements[i], NULL);

    if (element != NULL)
      gst_object_unref (gst_object_ref_sink (element));
  }
  g_task_return_boolean (task, TRUE);
}

/**
 * trivet_gstreamer_load_async:
 * @cancellable: (nullable): stops waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Starts GStreamer; at once when it runs already.
 */
void
trivet_gstreamer_load_async (GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, trivet_gstreamer_load_async);
  g_task_run_in_thread (task, load);
}

/**
 * trivet_gstreamer_load_finish:
 * @result: from the callback
 * @error: GStreamer cannot be used, or the wait was cancelled
 *
 * Returns: whether GStreamer can be used
 */
gboolean
trivet_gstreamer_load_finish (GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
