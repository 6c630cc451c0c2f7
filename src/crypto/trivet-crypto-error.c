/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-crypto-error.h"

/* What can go wrong with keys, certificates and ciphers, by what the caller should do. */

G_DEFINE_QUARK (trivet - crypto - error - quark, trivet_crypto_error)
