/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-net-error.h"

/* What can go wrong on the wire, by what the caller may do next. */

G_DEFINE_QUARK (trivet - net - error - quark, trivet_net_error)
