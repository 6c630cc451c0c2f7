/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-device"

#include "trivet-byte-link.h"

/*
 * TrivetByteLink: a line that carries bytes to a device.
 */

G_DEFINE_INTERFACE (TrivetByteLink, trivet_byte_link, G_TYPE_OBJECT)

static void
trivet_byte_link_default_init (TrivetByteLinkInterface *iface)
{
}

/**
 * trivet_byte_link_send_async:
 * @self: a line
 * @bytes: what to send; kept until the end
 * @cancellable: (nullable): ends the wait
 * @callback: called at the end, within the line's own time limit
 * @user_data: for @callback
 *
 * Opens the line, writes everything and closes it.
 */
void
trivet_byte_link_send_async (TrivetByteLink     *self,
                             GBytes             *bytes,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_BYTE_LINK (self));
  g_return_if_fail (bytes != NULL);

  TRIVET_BYTE_LINK_GET_IFACE (self)->send_async (self, bytes, cancellable, callback, user_data);
}

/**
 * trivet_byte_link_send_finish:
 * @self: a line
 * @result: from the callback
 * @error: return location for a #TrivetDeviceError: NOT_SENT is safe to try again, after
 *   PARTLY_SENT the paper must say so
 *
 * Returns: whether everything was taken
 */
gboolean
trivet_byte_link_send_finish (TrivetByteLink *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (TRIVET_IS_BYTE_LINK (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);

  return TRIVET_BYTE_LINK_GET_IFACE (self)->send_finish (self, result, error);
}

/**
 * trivet_byte_link_dup_label:
 * @self: a line
 *
 * Returns: (transfer full): its address for people
 */
char *
trivet_byte_link_dup_label (TrivetByteLink *self)
{
  g_return_val_if_fail (TRIVET_IS_BYTE_LINK (self), NULL);

  return TRIVET_BYTE_LINK_GET_IFACE (self)->dup_label (self);
}
