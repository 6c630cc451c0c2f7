/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_BYTE_LINK (trivet_byte_link_get_type ())
G_DECLARE_INTERFACE (TrivetByteLink, trivet_byte_link, TRIVET, BYTE_LINK, GObject)

/**
 * TrivetByteLinkInterface:
 * @send_async: MUST open the line, write all of @bytes, wait until they have been taken by the
 *   other side as far as the transport tells, and close. MUST end within the link's own time
 *   limit although the other side never reads. Cancelling ends the wait.
 * @send_finish: MUST fail with #TrivetDeviceError: NOT_SENT before the first byte left,
 *   PARTLY_SENT afterwards
 * @dup_label: MUST return the address for people ("192.0.2.7:9100")
 *
 * A line that carries bytes to a device: TCP port 9100, a device file, a serial port.
 */
struct _TrivetByteLinkInterface {
  GTypeInterface parent_iface;

  void     (*send_async)  (TrivetByteLink       *self,
                           GBytes               *bytes,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
  gboolean (*send_finish) (TrivetByteLink       *self,
                           GAsyncResult         *result,
                           GError              **error);
  char    *(*dup_label)   (TrivetByteLink       *self);
};

void     trivet_byte_link_send_async  (TrivetByteLink       *self,
                                       GBytes               *bytes,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean trivet_byte_link_send_finish (TrivetByteLink       *self,
                                       GAsyncResult         *result,
                                       GError              **error);
char    *trivet_byte_link_dup_label   (TrivetByteLink       *self);

G_END_DECLS
