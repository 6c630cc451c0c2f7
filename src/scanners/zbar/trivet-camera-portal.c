/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-camera-portal.h"

#include "trivet-device-error.h"

#include <gio/gunixfdlist.h>

#include <unistd.h>

/* Inside a sandbox the only way to a camera is org.freedesktop.portal.Camera: is there a camera,
 * may we use it (a person is asked the first time), and then a PipeWire connection that sees cameras
 * and nothing else. Each call has a time limit, and so has the person. */

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define CAMERA_INTERFACE "org.freedesktop.portal.Camera"
#define CALL_TIMEOUT_MS  5000

typedef struct {
  GDBusConnection *connection;
  char            *token;
  char            *request_path;
  guint            patience_ms;
  guint            response_id;
  guint            timeout_id;
  gulong           cancelled_id;
} OpenState;

static void
stop_waiting (OpenState    *state,
              GCancellable *cancellable)
{
  if (state->response_id != 0)
    g_dbus_connection_signal_unsubscribe (state->connection, state->response_id);
  state->response_id = 0;
  g_clear_handle_id (&state->timeout_id, g_source_remove);
  g_cancellable_disconnect (cancellable, state->cancelled_id);
  state->cancelled_id = 0;
}

static void
open_state_free (gpointer data)
{
  OpenState *state = data;

  g_clear_object (&state->connection);
  g_free (state->token);
  g_free (state->request_path);
  g_free (state);
}

/**
 * trivet_camera_portal_is_needed:
 *
 * Returns: whether we are inside a sandbox
 */
gboolean
trivet_camera_portal_is_needed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
return_broken (GTask  *task,
               GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (cause));
  else
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN, "The camera portal does not work: %s", cause->message);
}

static void
on_remote_opened (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  int index = -1;
  int fd = -1;

  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result, &error);
  if (reply != NULL) {
    g_variant_get (reply, "(h)", &index);
    fd = fds != NULL ? g_unix_fd_list_get (fds, index, &error) : -1;
  }

  if (fd >= 0)
    g_task_return_int (task, fd);
  else if (error != NULL)
    return_broken (task, error);
  else
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN, "The camera portal gave no connection");
}

static void
open_remote (GTask *task)
{
  OpenState *state = g_task_get_task_data (task);

  g_dbus_connection_call_with_unix_fd_list (state->connection,
                                            PORTAL_NAME,
                                            PORTAL_PATH,
                                            CAMERA_INTERFACE,
                                            "OpenPipeWireRemote",
                                            g_variant_new ("(a{sv})", NULL),
                                            G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NONE,
                                            CALL_TIMEOUT_MS,
                                            NULL,
                                            g_task_get_cancellable (task),
                                            on_remote_opened,
                                            g_object_ref (task));
}

static void
on_response (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  OpenState *state = g_task_get_task_data (task);
  guint32    response = 1;

  if (g_strcmp0 (path, state->request_path) != 0 || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, NULL);
  stop_waiting (state, g_task_get_cancellable (task));
  if (response == 0)
    open_remote (task);
  else
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_REFUSED, "The use of the camera was refused");
}

/* Takes the question off the screen. */
static void
close_request (OpenState *state)
{
  g_dbus_connection_call (state->connection,
                          PORTAL_NAME,
                          state->request_path,
                          "org.freedesktop.portal.Request",
                          "Close",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          CALL_TIMEOUT_MS,
                          NULL,
                          NULL,
                          NULL);
}

static gboolean
on_patience_over (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  OpenState *state = g_task_get_task_data (task);

  state->timeout_id = 0;
  close_request (state);
  stop_waiting (state, g_task_get_cancellable (task));
  g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_REFUSED, "Nobody answered whether the camera may be used");

  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled_idle (gpointer user_data)
{
  GTask     *task = user_data;
  OpenState *state = g_task_get_task_data (task);

  /* The answer may have come meanwhile, and with it the next stage, which sees the cancellable. */
  if (state->response_id != 0) {
    close_request (state);
    stop_waiting (state, g_task_get_cancellable (task));
    g_task_return_error_if_cancelled (task);
  }

  return G_SOURCE_REMOVE;
}

/* The cancellable must not be disconnected within its own signal. */
static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_cancelled_idle, g_object_ref (user_data), g_object_unref);
}

static void
on_access_asked (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  OpenState *state = g_task_get_task_data (task);

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL) {
    if (state->response_id != 0) {
      stop_waiting (state, g_task_get_cancellable (task));
      return_broken (task, error);
    }
    return;
  }

  /* Old portals choose the path themselves. */
  g_free (state->request_path);
  g_variant_get (reply, "(o)", &state->request_path);
}

static void
ask_access (GTask *task)
{
  OpenState    *state = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GVariantDict  dict;

  state->response_id = g_dbus_connection_signal_subscribe (state->connection,
                                                           PORTAL_NAME,
                                                           "org.freedesktop.portal.Request",
                                                           "Response",
                                                           NULL,
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           on_response,
                                                           g_object_ref (task),
                                                           g_object_unref);
  state->timeout_id = g_timeout_add_full (G_PRIORITY_DEFAULT,
                                          state->patience_ms,
                                          on_patience_over,
                                          g_object_ref (task),
                                          g_object_unref);
  if (cancellable != NULL)
    state->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), g_object_ref (task), g_object_unref);

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "handle_token", "s", state->token);
  g_dbus_connection_call (state->connection,
                          PORTAL_NAME,
                          PORTAL_PATH,
                          CAMERA_INTERFACE,
                          "AccessCamera",
                          g_variant_new ("(@a{sv})", g_variant_dict_end (&dict)),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          CALL_TIMEOUT_MS,
                          cancellable,
                          on_access_asked,
                          g_object_ref (task));
}

static void
on_presence_known (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL) {
    return_broken (task, error);
    return;
  }

  g_variant_get (reply, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && !g_variant_get_boolean (value))
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE, "No camera is plugged in");
  else
    ask_access (task);
}

static void
ask_presence (GTask *task)
{
  OpenState       *state = g_task_get_task_data (task);
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (state->connection) + 1);

  g_strdelimit (sender, ".", '_');
  state->token = g_strdup_printf ("trivet%u", g_random_int ());
  state->request_path = g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, state->token);
  g_dbus_connection_call (state->connection,
                          PORTAL_NAME,
                          PORTAL_PATH,
                          "org.freedesktop.DBus.Properties",
                          "Get",
                          g_variant_new ("(ss)", CAMERA_INTERFACE, "IsCameraPresent"),
                          G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          CALL_TIMEOUT_MS,
                          g_task_get_cancellable (task),
                          on_presence_known,
                          g_object_ref (task));
}

static void
on_bus_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  OpenState *state = g_task_get_task_data (task);

  state->connection = g_bus_get_finish (result, &error);
  if (state->connection == NULL)
    return_broken (task, error);
  else
    ask_presence (task);
}

/**
 * trivet_camera_portal_open_async:
 * @connection: (nullable): bus to use, %NULL is the session bus
 * @patience_ms: how long a person has to answer
 * @cancellable: (nullable): stops waiting and takes the question away
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the portal for the camera.
 */
void
trivet_camera_portal_open_async (GDBusConnection    *connection,
                                 guint               patience_ms,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenState *state = g_new0 (OpenState, 1);

  g_task_set_source_tag (task, trivet_camera_portal_open_async);
  g_task_set_task_data (task, state, open_state_free);
  state->patience_ms = patience_ms;
  if (connection != NULL) {
    state->connection = g_object_ref (connection);
    ask_presence (task);
  } else {
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_ready, g_object_ref (task));
  }
}

/**
 * trivet_camera_portal_open_finish:
 * @result: from the callback
 * @error: (domain TRIVET_DEVICE_ERROR): REFUSED by a person, NO_DEVICE or BROKEN
 *
 * Returns: a file descriptor that the caller closes, or -1
 */
int
trivet_camera_portal_open_finish (GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
