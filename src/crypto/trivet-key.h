/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetPrivateKey:
 *
 * An RSA private key of at least 2048 bits. Reference-counted, immutable, thread-safe.
 */
typedef struct _TrivetPrivateKey TrivetPrivateKey;

/**
 * TrivetPublicKey:
 *
 * An RSA public key. Reference-counted, immutable, thread-safe.
 */
typedef struct _TrivetPublicKey TrivetPublicKey;

TrivetPrivateKey *trivet_private_key_new_from_text (const char        *text,
                                                    gssize             length,
                                                    GError           **error);
TrivetPrivateKey *trivet_private_key_new_from_file (const char        *path,
                                                    GError           **error);
TrivetPrivateKey *trivet_private_key_generate      (guint              bits,
                                                    GError           **error);
TrivetPrivateKey *trivet_private_key_ref           (TrivetPrivateKey  *self);
void              trivet_private_key_unref         (TrivetPrivateKey  *self);
char             *trivet_private_key_sign          (TrivetPrivateKey  *self,
                                                    const void        *message,
                                                    gsize              length,
                                                    GError           **error);
TrivetPublicKey  *trivet_private_key_dup_public    (TrivetPrivateKey  *self);
TrivetSecret     *trivet_private_key_dup_pem       (TrivetPrivateKey  *self);

TrivetPublicKey  *trivet_public_key_new_from_text  (const char        *text,
                                                    gssize             length,
                                                    GError           **error);
TrivetPublicKey  *trivet_public_key_new_from_file  (const char        *path,
                                                    GError           **error);
TrivetPublicKey  *trivet_public_key_ref            (TrivetPublicKey   *self);
void              trivet_public_key_unref          (TrivetPublicKey   *self);
gboolean          trivet_public_key_verify         (TrivetPublicKey   *self,
                                                    const void        *message,
                                                    gsize              length,
                                                    const char        *signature);
gboolean          trivet_public_key_equal          (TrivetPublicKey   *a,
                                                    TrivetPublicKey   *b);
char             *trivet_public_key_dup_pem        (TrivetPublicKey   *self);
char             *trivet_public_key_dup_fingerprint (TrivetPublicKey  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPrivateKey, trivet_private_key_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPublicKey, trivet_public_key_unref)

G_END_DECLS
