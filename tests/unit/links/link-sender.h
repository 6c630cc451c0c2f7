/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-byte-link.h"

G_BEGIN_DECLS

gboolean link_send        (TrivetByteLink  *link,
                           GBytes          *bytes,
                           GCancellable    *cancellable,
                           GError         **error);
GBytes  *link_make_bytes  (gsize            length);

G_END_DECLS
