/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-byte-link.h"

G_BEGIN_DECLS

TrivetByteLink *trivet_byte_link_new_from_address (const char  *address,
                                                   GError     **error);

G_END_DECLS
