/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetNetError:
 * @TRIVET_NET_ERROR_UNSENT: certain that no byte of the request left this machine (name not found,
 *   connection refused, TLS refused, time over before that); safe to send elsewhere or again
 * @TRIVET_NET_ERROR_LOST: bytes may have left and no full answer came (time over, cancelled,
 *   connection broken, answer too large); the caller asks what became of it, never sends again
 * @TRIVET_NET_ERROR_ADDRESS: the address is not https, or is none at all; see the settings
 * @TRIVET_NET_ERROR_TRUST: the file of trusted certificates or the client's certificate cannot be
 *   used; see the settings
 * @TRIVET_NET_ERROR_PARSE: the bytes are not what they should be; the caller does not believe them
 */
typedef enum {
  TRIVET_NET_ERROR_UNSENT,
  TRIVET_NET_ERROR_LOST,
  TRIVET_NET_ERROR_ADDRESS,
  TRIVET_NET_ERROR_TRUST,
  TRIVET_NET_ERROR_PARSE,
} TrivetNetError;

#define TRIVET_NET_ERROR (trivet_net_error_quark ())
GQuark trivet_net_error_quark (void);

G_END_DECLS
