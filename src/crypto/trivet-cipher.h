/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <glib.h>

G_BEGIN_DECLS

#define TRIVET_AES256_KEY_BYTES 32
#define TRIVET_GCM_TAG_BYTES 16

GBytes *trivet_aes256_gcm_decrypt (const TrivetSecret  *key,
                                   const char          *nonce,
                                   const char          *associated_data,
                                   const guint8        *ciphertext,
                                   gsize                length,
                                   GError             **error);
GBytes *trivet_aes256_gcm_encrypt (const TrivetSecret  *key,
                                   const char          *nonce,
                                   const char          *associated_data,
                                   const guint8        *plaintext,
                                   gsize                length,
                                   GError             **error);

char   *trivet_md5_hex            (const char          *text,
                                   gsize                length);
char   *trivet_hmac_sha256_hex    (const TrivetSecret  *key,
                                   const char          *text,
                                   gsize                length);

G_END_DECLS
