/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetCryptoError:
 * @TRIVET_CRYPTO_ERROR_KEY: the text is not a usable key; the caller names the file and asks for
 *   another
 * @TRIVET_CRYPTO_ERROR_CERTIFICATE: the text is not a usable certificate; likewise
 * @TRIVET_CRYPTO_ERROR_CIPHER: the bytes do not decrypt with this key; the caller drops them
 * @TRIVET_CRYPTO_ERROR_FILE: the file cannot be read; the message says why
 * @TRIVET_CRYPTO_ERROR_SYSTEM: the library refused for want of memory or randomness
 *
 * No message ever holds key material.
 */
typedef enum {
  TRIVET_CRYPTO_ERROR_KEY,
  TRIVET_CRYPTO_ERROR_CERTIFICATE,
  TRIVET_CRYPTO_ERROR_CIPHER,
  TRIVET_CRYPTO_ERROR_FILE,
  TRIVET_CRYPTO_ERROR_SYSTEM,
} TrivetCryptoError;

#define TRIVET_CRYPTO_ERROR (trivet_crypto_error_quark ())
GQuark trivet_crypto_error_quark (void);

G_END_DECLS
