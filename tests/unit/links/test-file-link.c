/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "link-sender.h"
#include "trivet-device-error.h"
#include "trivet-file-link.h"

#include <glib/gstdio.h>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Goal: a printer behind a device file gets every byte, and when it is missing, silent or pulled
 * out, the link says in time whether bytes have left. Method: pseudo terminals whose other side
 * the test holds, and plain, special and missing files. */

typedef struct {
  int     fd;
  char   *path;
  gsize   n_to_read;
  GBytes *received;
} Terminal;

static Terminal *
terminal_new (void)
{
  Terminal *self = g_new0 (Terminal, 1);

  self->fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->fd, >=, 0);
  g_assert_cmpint (grantpt (self->fd), ==, 0);
  g_assert_cmpint (unlockpt (self->fd), ==, 0);
  self->path = g_strdup (ptsname (self->fd));

  return self;
}

static void
terminal_free (Terminal *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->received, g_bytes_unref);
  g_free (self->path);
  g_free (self);
}

/* Reads so many bytes and goes away: a pulled plug, or a printer that has printed. */
static gpointer
read_and_leave (gpointer user_data)
{
  Terminal *self = user_data;
  guint8   *data = g_malloc (self->n_to_read);
  gsize     n_read = 0;

  while (n_read < self->n_to_read) {
    gssize n = read (self->fd, data + n_read, self->n_to_read - n_read);

    /* EIO: nobody has the other side open at the moment. */
    if (n > 0)
      n_read += (gsize) n;
    else
      g_thread_yield ();
  }
  close (self->fd);
  self->fd = -1;
  self->received = g_bytes_new_take (data, n_read);

  return NULL;
}

static TrivetByteLink *
new_link (const char *path)
{
  TrivetByteLink *link = trivet_file_link_new (path);

  g_object_set (link, "write-timeout-ms", 500, NULL);

  return link;
}

/* Line feeds must not become CR LF on the way. */
static void
test_terminal_every_byte (void)
{
  Terminal *terminal = terminal_new ();
  g_autoptr (TrivetByteLink) link = trivet_file_link_new (terminal->path);
  g_autoptr (GBytes) bytes = link_make_bytes (200000);
  g_autoptr (GError) error = NULL;
  /* Keeps the line up after the link has closed it, or unread bytes would be lost. */
  int      keep = open (terminal->path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  GThread *thread;

  terminal->n_to_read = g_bytes_get_size (bytes);
  thread = g_thread_new ("printer", read_and_leave, terminal);
  g_assert_true (link_send (link, bytes, NULL, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_true (g_bytes_equal (bytes, terminal->received));
  close (keep);
  terminal_free (terminal);
}

static void
test_terminal_never_reads (void)
{
  Terminal *terminal = terminal_new ();
  g_autoptr (TrivetByteLink) link = new_link (terminal->path);
  g_autoptr (GBytes) bytes = link_make_bytes (200000);
  g_autoptr (GError) error = NULL;
  gint64 began_us = g_get_monotonic_time ();

  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_assert_cmpint (g_get_monotonic_time () - began_us, >=, 500 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 10 * G_USEC_PER_SEC);
  terminal_free (terminal);
}

static void
test_terminal_pulled_out (void)
{
  Terminal *terminal = terminal_new ();
  g_autoptr (TrivetByteLink) link = trivet_file_link_new (terminal->path);
  g_autoptr (GBytes) bytes = link_make_bytes (200000);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  terminal->n_to_read = 20000;
  thread = g_thread_new ("printer", read_and_leave, terminal);
  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_thread_join (thread);
  g_clear_error (&error);

  /* Now it is gone altogether. */
  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE);
  terminal_free (terminal);
}

static gboolean
on_time_to_cancel (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
test_terminal_cancel (void)
{
  Terminal *terminal = terminal_new ();
  g_autoptr (TrivetByteLink) link = trivet_file_link_new (terminal->path);
  g_autoptr (GBytes) bytes = link_make_bytes (200000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (200, on_time_to_cancel, cancellable);
  g_assert_false (link_send (link, bytes, cancellable, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_clear_error (&error);
  g_assert_false (link_send (link, bytes, cancellable, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
  terminal_free (terminal);
}

static void
test_plain_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "trivet-link-XXXXXX", NULL);
  g_autoptr (TrivetByteLink) link = NULL;
  g_autoptr (GBytes) bytes = link_make_bytes (70000);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  g_autofree char *contents = NULL;
  gsize            length;
  int              fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  link = new_link (path);
  label = trivet_byte_link_dup_label (link);
  g_assert_cmpstr (label, ==, path);

  /* Two jobs stand behind each other, as on a roll. */
  for (int i = 0; i < 2; i++) {
    g_assert_true (link_send (link, bytes, NULL, &error));
    g_assert_no_error (error);
  }
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_cmpuint (length, ==, 2 * g_bytes_get_size (bytes));
  g_assert_cmpmem (contents, length / 2, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_unlink (path);
}

static void
assert_refused (const char       *path,
                TrivetDeviceError code)
{
  g_autoptr (TrivetByteLink) link = new_link (path);
  g_autoptr (GBytes) bytes = link_make_bytes (100);
  g_autoptr (GError) error = NULL;

  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_missing (void)
{
  const char *path = "/nonexistent/usb/lp0";

  assert_refused (path, TRIVET_DEVICE_ERROR_NO_DEVICE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_not_a_printer (void)
{
  g_autofree char *folder = g_dir_make_tmp ("trivet-link-XXXXXX", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe", NULL);

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_refused (pipe_path, TRIVET_DEVICE_ERROR_NO_DEVICE);
  assert_refused (folder, TRIVET_DEVICE_ERROR_NOT_SENT);
  assert_refused ("/dev/full", TRIVET_DEVICE_ERROR_NOT_SENT);
  g_unlink (pipe_path);
  g_rmdir (folder);
}

static void
test_no_permission (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "trivet-link-XXXXXX", NULL);
  int              fd;

  if (geteuid () == 0) {
    g_test_skip ("The superuser may write to everything");
    return;
  }

  fd = g_mkstemp_full (path, O_RDWR, 0400);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  assert_refused (path, TRIVET_DEVICE_ERROR_REFUSED);
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/links/file/terminal/every-byte", test_terminal_every_byte);
  g_test_add_func ("/links/file/terminal/never-reads", test_terminal_never_reads);
  g_test_add_func ("/links/file/terminal/pulled-out", test_terminal_pulled_out);
  g_test_add_func ("/links/file/terminal/cancel", test_terminal_cancel);
  g_test_add_func ("/links/file/plain-file", test_plain_file);
  g_test_add_func ("/links/file/missing", test_missing);
  g_test_add_func ("/links/file/not-a-printer", test_not_a_printer);
  g_test_add_func ("/links/file/no-permission", test_no_permission);

  return g_test_run ();
}
