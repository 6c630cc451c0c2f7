/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-device"

#include "trivet-device-error.h"

G_DEFINE_QUARK (trivet - device - error - quark, trivet_device_error)
