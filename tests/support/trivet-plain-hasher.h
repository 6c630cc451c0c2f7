/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pin-hasher.h"

G_BEGIN_DECLS

/**
 * TrivetPlainHasher:
 *
 * Hashes PINs at once and badly, so that tests need not wait for scrypt: by a checksum without salt.
 * A hash of "broken" cannot be read.
 */
#define TRIVET_TYPE_PLAIN_HASHER (trivet_plain_hasher_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPlainHasher, trivet_plain_hasher, TRIVET, PLAIN_HASHER, GObject)

TrivetPinHasher *trivet_plain_hasher_new (void);

G_END_DECLS
