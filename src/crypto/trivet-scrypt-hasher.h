/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pin-hasher.h"
#include "trivet-random.h"

G_BEGIN_DECLS

/**
 * TrivetScryptHasher:
 *
 * Hashes PINs by scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MiB and some tenths of a second
 * for each guess. The text is `$scrypt$ln=15,r=8,p=1$SALT$KEY` with base64.
 */
#define TRIVET_TYPE_SCRYPT_HASHER (trivet_scrypt_hasher_get_type ())
G_DECLARE_FINAL_TYPE (TrivetScryptHasher, trivet_scrypt_hasher, TRIVET, SCRYPT_HASHER, GObject)

TrivetPinHasher *trivet_scrypt_hasher_new (TrivetRandom *random);

G_END_DECLS
