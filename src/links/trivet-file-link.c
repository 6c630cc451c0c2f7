/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-links"

#include "trivet-file-link.h"

#include "trivet-device-error.h"
#include "trivet-link-write-private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/*
 * Bytes to a device file (/dev/usb/lp0, a terminal line) or to a plain file, which is appended
 * to. The file is never created: a mistyped device must not become a file that swallows receipts.
 */

#define LOOK_INTERVAL_US (10 * G_TIME_SPAN_MILLISECOND)

typedef enum {
  PROP_PATH = 1,
  PROP_WRITE_TIMEOUT_MS,
} TrivetFileLinkProperty;

static GParamSpec *properties[PROP_WRITE_TIMEOUT_MS + 1];

struct _TrivetFileLink {
  GObject parent_instance;

  char *path;
  guint write_timeout_ms;
};

/* What the worker thread needs: it touches no object of others. */
typedef struct {
  GBytes *bytes;
  char   *path;
  guint   write_timeout_ms;
} SendState;

static void trivet_file_link_byte_link_init (TrivetByteLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetFileLink, trivet_file_link, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_BYTE_LINK, trivet_file_link_byte_link_init))

static void
send_state_free (SendState *state)
{
  g_bytes_unref (state->bytes);
  g_free (state->path);
  g_free (state);
}

static void
set_open_error (const char *path,
                int         saved_errno,
                GError    **error)
{
  switch (saved_errno) {
  case ENOENT:
  case ENOTDIR:
  case ENXIO:
  case ENODEV:
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE,
                 "There is no printer at %s: %s", path, g_strerror (saved_errno));
    break;
  case EACCES:
  case EPERM:
  case EROFS:
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_REFUSED,
                 "The system does not let this program write to %s: %s", path,
                 g_strerror (saved_errno));
    break;
  default:
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT,
                 "Cannot open %s: %s; nothing was sent", path, g_strerror (saved_errno));
    break;
  }
}

/* A terminal line turns LF into CR LF unless it is told not to. Some lines refuse settings, and
 * most printers print right all the same, so a refusal is not an error. */
static void
make_raw (int fd)
{
  struct termios settings;

  if (tcgetattr (fd, &settings) != 0)
    return;

  cfmakeraw (&settings);
  tcsetattr (fd, TCSANOW, &settings);
}

static int
open_device (const char *path,
             GError    **error)
{
  int         fd = open (path, O_WRONLY | O_APPEND | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  if (fd < 0) {
    set_open_error (path, errno, error);
    return -1;
  }

  /* A pipe could end the program with SIGPIPE, and no printer is one. */
  if (fstat (fd, &info) != 0 || !(S_ISCHR (info.st_mode) || S_ISREG (info.st_mode))) {
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE,
                 "There is no printer at %s: it is neither a device nor a file", path);
    close (fd);
    return -1;
  }

  if (isatty (fd))
    make_raw (fd);

  return fd;
}

/* Returns NULL when the device has taken everything, or why not. The kernel's USB printer driver
 * throws away the last block when the file is closed before it polls writable again; a terminal
 * line has a queue of its own. */
static const char *
wait_until_taken (int           fd,
                  gint64        deadline_us,
                  GCancellable *cancellable)
{
  short events = _trivet_link_wait (fd, POLLOUT, deadline_us, cancellable);
  int   n_pending = 0;

  if ((events & (POLLERR | POLLHUP)) != 0)
    return "the printer went away";

  while (events != 0 && isatty (fd) && ioctl (fd, TIOCOUTQ, &n_pending) == 0 && n_pending > 0) {
    if (g_cancellable_is_cancelled (cancellable) || g_get_monotonic_time () >= deadline_us)
      events = 0;
    else
      g_usleep (LOOK_INTERVAL_US);
  }

  return events == 0 ? "the printer did not take the end of the data" : NULL;
}

static void
send_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SendState *state = task_data;
  gint64     deadline_us = g_get_monotonic_time () + state->write_timeout_ms * (gint64) 1000;
  g_autoptr (GError) error = NULL;
  g_autofree char *failure = NULL;
  const char      *reason;
  gsize            n_written;
  int              fd = open_device (state->path, &error);

  if (fd < 0) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  if (!_trivet_link_write_all (fd, state->bytes, deadline_us, cancellable, &n_written, &failure)) {
    reason = failure;
    /* What the device has not taken must not come out of it after we have said that it failed. */
    if (isatty (fd))
      tcflush (fd, TCOFLUSH);
  } else {
    reason = wait_until_taken (fd, deadline_us, cancellable);
  }
  close (fd);

  if (reason != NULL)
    g_task_return_error (task, _trivet_link_error (n_written, g_bytes_get_size (state->bytes),
                                                   state->path, reason));
  else
    g_task_return_boolean (task, TRUE);
}

static void
trivet_file_link_send_async (TrivetByteLink     *link,
                             GBytes             *bytes,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  TrivetFileLink *self = TRIVET_FILE_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SendState *state = g_new0 (SendState, 1);

  state->bytes = g_bytes_ref (bytes);
  state->path = g_strdup (self->path);
  state->write_timeout_ms = self->write_timeout_ms;

  g_task_set_source_tag (task, trivet_file_link_send_async);
  /* The error must say whether bytes left; GTask's own CANCELLED would hide that. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, state, (GDestroyNotify) send_state_free);
  g_task_run_in_thread (task, send_in_thread);
}

static gboolean
trivet_file_link_send_finish (TrivetByteLink *link,
                              GAsyncResult   *result,
                              GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
trivet_file_link_dup_label (TrivetByteLink *link)
{
  return g_strdup (TRIVET_FILE_LINK (link)->path);
}

static void
trivet_file_link_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TrivetFileLink *self = TRIVET_FILE_LINK (object);

  switch ((TrivetFileLinkProperty) property_id) {
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_WRITE_TIMEOUT_MS:
    g_value_set_uint (value, self->write_timeout_ms);
    break;
  }
}

static void
trivet_file_link_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TrivetFileLink *self = TRIVET_FILE_LINK (object);

  switch ((TrivetFileLinkProperty) property_id) {
  case PROP_PATH:
    self->path = g_value_dup_string (value);
    break;
  case PROP_WRITE_TIMEOUT_MS:
    self->write_timeout_ms = g_value_get_uint (value);
    break;
  }
}

static void
trivet_file_link_finalize (GObject *object)
{
  TrivetFileLink *self = TRIVET_FILE_LINK (object);

  g_free (self->path);

  G_OBJECT_CLASS (trivet_file_link_parent_class)->finalize (object);
}

static void
trivet_file_link_byte_link_init (TrivetByteLinkInterface *iface)
{
  iface->send_async = trivet_file_link_send_async;
  iface->send_finish = trivet_file_link_send_finish;
  iface->dup_label = trivet_file_link_dup_label;
}

static void
trivet_file_link_class_init (TrivetFileLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = trivet_file_link_get_property;
  object_class->set_property = trivet_file_link_set_property;
  object_class->finalize = trivet_file_link_finalize;

  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WRITE_TIMEOUT_MS] =
    g_param_spec_uint ("write-timeout-ms", NULL, NULL, 1, G_MAXINT,
                       TRIVET_FILE_LINK_WRITE_TIMEOUT_MS,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
trivet_file_link_init (TrivetFileLink *self)
{
}

/**
 * trivet_file_link_new:
 * @path: an absolute path
 *
 * A link that opens @path for each send, so that a printer may come and go.
 *
 * Returns: (transfer full): a new link
 */
TrivetByteLink *
trivet_file_link_new (const char *path)
{
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  return g_object_new (TRIVET_TYPE_FILE_LINK, "path", path, NULL);
}
