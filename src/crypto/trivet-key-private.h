/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-key.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

/* What the wallets accept at least. */
#define TRIVET_KEY_MIN_BITS 2048

/* The largest key or certificate file that is read: a bundle of some hundred certificates. */
#define TRIVET_KEY_FILE_MAX_BYTES (1024 * 1024)

TrivetPublicKey *_trivet_public_key_new_take (EVP_PKEY          *pkey,
                                              GError           **error);
EVP_PKEY        *_trivet_public_key_peek     (TrivetPublicKey   *self);
EVP_PKEY        *_trivet_private_key_peek    (TrivetPrivateKey  *self);
gboolean         _trivet_key_read_file       (const char        *path,
                                              char             **ret_text,
                                              gsize             *ret_length,
                                              GError           **error);
guint8          *_trivet_base64_decode       (const char        *text,
                                              gsize              length,
                                              gsize             *ret_length);
guint8          *_trivet_pem_decode          (const char        *text,
                                              gsize              length,
                                              char             **ret_label,
                                              gsize             *ret_length);
gboolean         _trivet_key_check_rsa       (EVP_PKEY          *pkey,
                                              GError           **error);
char            *_trivet_bio_dup_text        (BIO               *bio);

G_END_DECLS
