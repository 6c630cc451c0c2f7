/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-camera-portal.h"
#include "trivet-device-error.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

/* Goal: what the camera portal answers, or does not answer, becomes the right outcome in bounded
 * time. Method: a portal of our own on a private bus, on a connection of its own. */

typedef enum {
  PORTAL_GRANTS,
  PORTAL_GRANTS_EARLY, /* the response comes before the call returns */
  PORTAL_REFUSES,
  PORTAL_IS_SILENT,
  PORTAL_HAS_NO_CAMERA,
  PORTAL_GIVES_NO_FD,
} Behaviour;

typedef struct {
  GTestDBus       *bus;
  GDBusConnection *server;
  GDBusConnection *client;
  Behaviour        behaviour;
  guint            name_id;
  gboolean         named;
  guint            n_accesses;
  GAsyncResult    *result;
} Fixture;

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Camera'>"
  "<method name='AccessCamera'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/><arg type='h' direction='out'/></method>"
  "<property name='IsCameraPresent' type='b' access='read'/>"
  "</interface></node>";

static void
respond (Fixture    *fixture,
         const char *path)
{
  guint32 response = fixture->behaviour == PORTAL_REFUSES ? 1 : 0;

  if (fixture->behaviour != PORTAL_IS_SILENT)
    g_dbus_connection_emit_signal (fixture->server,
                                   NULL,
                                   path,
                                   "org.freedesktop.portal.Request",
                                   "Response",
                                   g_variant_new ("(ua{sv})", response, NULL),
                                   NULL);
}

static void
answer_access (Fixture               *fixture,
               const char            *sender,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *path = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);

  g_assert_true (g_variant_lookup (options, "handle_token", "s", &token));
  path = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  fixture->n_accesses++;
  if (fixture->behaviour == PORTAL_GRANTS_EARLY)
    respond (fixture, path);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  if (fixture->behaviour != PORTAL_GRANTS_EARLY)
    respond (fixture, path);
}

static void
answer_remote (Fixture               *fixture,
               GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  int fd;

  if (fixture->behaviour == PORTAL_GIVES_NO_FD) {
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.Failed", "No PipeWire");
    return;
  }

  fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  g_unix_fd_list_append (fds, fd, NULL);
  close (fd);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), fds);
}

static void
on_method_call (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  if (g_str_equal (method, "AccessCamera"))
    answer_access (user_data, sender, parameters, invocation);
  else
    answer_remote (user_data, invocation);
}

static GVariant *
on_get_property (GDBusConnection *connection,
                 const char      *sender,
                 const char      *path,
                 const char      *interface,
                 const char      *property,
                 GError         **error,
                 gpointer         user_data)
{
  Fixture *fixture = user_data;

  return g_variant_new_boolean (fixture->behaviour != PORTAL_HAS_NO_CAMERA);
}

static const GDBusInterfaceVTable vtable = {
  .method_call = on_method_call,
  .get_property = on_get_property,
};

static void
on_name_acquired (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  Fixture *fixture = user_data;

  fixture->named = TRUE;
}

static GDBusConnection *
join (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection;

  connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL,
                                                       NULL,
                                                       &error);
  g_assert_no_error (error);

  return connection;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);

  fixture->behaviour = GPOINTER_TO_INT (data);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->server = join (fixture);
  fixture->client = join (fixture);
  g_dbus_connection_register_object (fixture->server,
                                     "/org/freedesktop/portal/desktop",
                                     node->interfaces[0],
                                     &vtable,
                                     fixture,
                                     NULL,
                                     NULL);
  fixture->name_id = g_bus_own_name_on_connection (fixture->server,
                                                   "org.freedesktop.portal.Desktop",
                                                   G_BUS_NAME_OWNER_FLAGS_NONE,
                                                   on_name_acquired,
                                                   NULL,
                                                   fixture,
                                                   NULL);
  while (!fixture->named)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_bus_unown_name (fixture->name_id);
  g_dbus_connection_close_sync (fixture->client, NULL, NULL);
  g_dbus_connection_close_sync (fixture->server, NULL, NULL);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->server);
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static int
open_camera (Fixture      *fixture,
             guint         patience_ms,
             GCancellable *cancellable,
             guint         cancel_after,
             GError      **error)
{
  int fd;

  trivet_camera_portal_open_async (fixture->client, patience_ms, cancellable, on_opened, fixture);
  while (fixture->result == NULL) {
    g_main_context_iteration (NULL, TRUE);
    if (cancellable != NULL && fixture->n_accesses >= cancel_after)
      g_cancellable_cancel (cancellable);
  }
  fd = trivet_camera_portal_open_finish (fixture->result, error);
  g_clear_object (&fixture->result);
  /* Whatever is still on its way must not answer a second time. */
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return fd;
}

static void
test_granted (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = open_camera (fixture, 10000, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fcntl (fd, F_GETFD), !=, -1);
  close (fd);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_camera (fixture, 10000, NULL, 0, &error), ==, -1);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_REFUSED);
}

static void
test_silent (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_camera (fixture, 50, NULL, 0, &error), ==, -1);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_REFUSED);
}

static void
test_no_camera (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_camera (fixture, 10000, NULL, 0, &error), ==, -1);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE);
  g_assert_cmpuint (fixture->n_accesses, ==, 0);
}

static void
test_no_fd (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_camera (fixture, 10000, NULL, 0, &error), ==, -1);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN);
}

static void
test_no_portal (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_close_sync (fixture->server, NULL, NULL);
  g_assert_cmpint (open_camera (fixture, 10000, NULL, 0, &error), ==, -1);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_camera (fixture, 10000, cancellable, 1, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *path,
     Behaviour   behaviour,
     void (*test) (Fixture      *fixture,
                   gconstpointer data))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (behaviour), set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/scanners/portal/granted", PORTAL_GRANTS, test_granted);
  add ("/scanners/portal/granted-early", PORTAL_GRANTS_EARLY, test_granted);
  add ("/scanners/portal/refused", PORTAL_REFUSES, test_refused);
  add ("/scanners/portal/silent", PORTAL_IS_SILENT, test_silent);
  add ("/scanners/portal/no-camera", PORTAL_HAS_NO_CAMERA, test_no_camera);
  add ("/scanners/portal/no-connection", PORTAL_GIVES_NO_FD, test_no_fd);
  add ("/scanners/portal/no-portal", PORTAL_GRANTS, test_no_portal);
  add ("/scanners/portal/cancelled", PORTAL_IS_SILENT, test_cancelled);

  return g_test_run ();
}
