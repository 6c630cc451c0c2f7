/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetDeviceError:
 * @TRIVET_DEVICE_ERROR_NOT_SENT: nothing reached the device; safe to try again as it is
 * @TRIVET_DEVICE_ERROR_PARTLY_SENT: bytes may have come out; a further try must say DUPLICATE
 * @TRIVET_DEVICE_ERROR_NO_DEVICE: there is no such device; check the cable or the settings
 * @TRIVET_DEVICE_ERROR_REFUSED: the system or a person refused the access
 * @TRIVET_DEVICE_ERROR_BROKEN: the device answers nonsense or stopped; look at it
 */
typedef enum {
  TRIVET_DEVICE_ERROR_NOT_SENT,
  TRIVET_DEVICE_ERROR_PARTLY_SENT,
  TRIVET_DEVICE_ERROR_NO_DEVICE,
  TRIVET_DEVICE_ERROR_REFUSED,
  TRIVET_DEVICE_ERROR_BROKEN,
} TrivetDeviceError;

#define TRIVET_DEVICE_ERROR (trivet_device_error_quark ())
GQuark trivet_device_error_quark (void);

G_END_DECLS
