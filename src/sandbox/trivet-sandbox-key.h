/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TrivetSandboxKey TrivetSandboxKey;

/**
 * TrivetSandboxCertificateUse:
 * @TRIVET_SANDBOX_CERTIFICATE_CA: signs the others
 * @TRIVET_SANDBOX_CERTIFICATE_SERVER: TLS on localhost and 127.0.0.1
 * @TRIVET_SANDBOX_CERTIFICATE_MERCHANT: names the shop, and is its TLS client certificate
 * @TRIVET_SANDBOX_CERTIFICATE_PLATFORM: signs a wallet's answers
 */
typedef enum {
  TRIVET_SANDBOX_CERTIFICATE_CA,
  TRIVET_SANDBOX_CERTIFICATE_SERVER,
  TRIVET_SANDBOX_CERTIFICATE_MERCHANT,
  TRIVET_SANDBOX_CERTIFICATE_PLATFORM,
} TrivetSandboxCertificateUse;

TrivetSandboxKey *trivet_sandbox_key_new_rsa       (GError                     **error);
TrivetSandboxKey *trivet_sandbox_key_new_ec        (GError                     **error);
TrivetSandboxKey *trivet_sandbox_key_new_from_pem  (const char                  *pem,
                                                    GError                     **error);
void              trivet_sandbox_key_free          (TrivetSandboxKey            *self);
char             *trivet_sandbox_key_dup_private   (TrivetSandboxKey            *self);
char             *trivet_sandbox_key_dup_public    (TrivetSandboxKey            *self);
char             *trivet_sandbox_key_sign          (TrivetSandboxKey            *self,
                                                    const char                  *text,
                                                    gsize                        length);
gboolean          trivet_sandbox_key_verify        (TrivetSandboxKey            *self,
                                                    const char                  *text,
                                                    gsize                        length,
                                                    const char                  *signature);
char             *trivet_sandbox_key_certify       (TrivetSandboxKey            *self,
                                                    TrivetSandboxCertificateUse  use,
                                                    const char                  *common_name,
                                                    TrivetSandboxKey            *issuer_key,
                                                    const char                  *issuer_pem,
                                                    GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetSandboxKey, trivet_sandbox_key_free)

G_END_DECLS
