/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-links"

#include "trivet-link-write-private.h"

#include "trivet-device-error.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * Writing with a time limit to a descriptor that does not block, for both kinds of link. It runs
 * on a worker thread. It counts the bytes that the kernel took, because that count alone decides
 * between "try again" and "paper may be out".
 */

static int
milliseconds_until (gint64 until_us)
{
  gint64 left_us = until_us - g_get_monotonic_time ();

  if (left_us <= 0)
    return 0;

  return (int) MIN ((left_us + 999) / 1000, G_MAXINT);
}

/**
 * _trivet_link_wait:
 * @fd: a descriptor
 * @events: what to wait for, as poll(2) names it
 * @until_us: monotonic time to give up at
 * @cancellable: (nullable): ends the wait
 *
 * Waits until something happens on @fd.
 *
 * Returns: what happened, or 0 when the time is over or @cancellable was cancelled
 */
short
_trivet_link_wait (int           fd,
                   short         events,
                   gint64        until_us,
                   GCancellable *cancellable)
{
  GPollFD  fds[2] = { { fd, (gushort) events, 0 } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &fds[1]);
  int      n_ready;

  do
    n_ready = g_poll (fds, watched ? 2 : 1, milliseconds_until (until_us));
  while (n_ready < 0 && errno == EINTR);

  if (watched)
    g_cancellable_release_fd (cancellable);

  return n_ready > 0 && !g_cancellable_is_cancelled (cancellable) ? (short) fds[0].revents : 0;
}

/* A socket whose other side has gone would kill the program with SIGPIPE in write(). */
static gssize
write_some (int           fd,
            const guint8 *data,
            gsize         length)
{
  gssize n = send (fd, data, length, MSG_NOSIGNAL);

  if (n < 0 && errno == ENOTSOCK)
    n = write (fd, data, length);

  return n;
}

static char *
describe_silence (GCancellable *cancellable)
{
  if (g_cancellable_is_cancelled (cancellable))
    return g_strdup ("the wait was cancelled");

  return g_strdup ("the printer stopped taking data");
}

/**
 * _trivet_link_write_all:
 * @fd: a descriptor that does not block
 * @bytes: what to write
 * @deadline_us: monotonic time to give up at
 * @cancellable: (nullable): ends the wait
 * @ret_n_written: (out): how many bytes the kernel took; set on failure too
 * @ret_reason: (out) (transfer full): why it failed, for people; set on failure only
 *
 * Writes everything or tells how far it came.
 *
 * Returns: %TRUE when all of @bytes was taken
 */
gboolean
_trivet_link_write_all (int           fd,
                        GBytes       *bytes,
                        gint64        deadline_us,
                        GCancellable *cancellable,
                        gsize        *ret_n_written,
                        char        **ret_reason)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  *ret_n_written = 0;
  while (*ret_n_written < length) {
    gssize n;

    if (_trivet_link_wait (fd, POLLOUT, deadline_us, cancellable) == 0) {
      *ret_reason = describe_silence (cancellable);
      return FALSE;
    }

    n = write_some (fd, data + *ret_n_written, length - *ret_n_written);
    if (n < 0 && errno != EAGAIN && errno != EINTR) {
      *ret_reason = g_strdup (g_strerror (errno));
      return FALSE;
    }
    /* A descriptor that polls writable and still says EAGAIN must not outlive the deadline. */
    if (n <= 0 && g_get_monotonic_time () >= deadline_us) {
      *ret_reason = describe_silence (cancellable);
      return FALSE;
    }
    if (n > 0)
      *ret_n_written += (gsize) n;
  }

  return TRUE;
}

/**
 * _trivet_link_error:
 * @n_written: how many bytes left
 * @n_bytes: how many there were
 * @label: the address
 * @reason: what happened
 *
 * Makes the error of a broken transfer: NOT_SENT while no byte has left, PARTLY_SENT afterwards.
 *
 * Returns: (transfer full): a #TrivetDeviceError
 */
GError *
_trivet_link_error (gsize       n_written,
                    gsize       n_bytes,
                    const char *label,
                    const char *reason)
{
  if (n_written == 0)
    return g_error_new (TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT,
                        "%s: %s; nothing was sent", label, reason);

  return g_error_new (TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT,
                      "%s: %s after %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes",
                      label, reason, n_written, n_bytes);
}
