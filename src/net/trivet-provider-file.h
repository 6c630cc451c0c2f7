/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-certificate.h"
#include "trivet-http-client.h"
#include "trivet-key.h"
#include "trivet-secret.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetProviderFile:
 * @key_file: (unowned): the provider file
 * @group: the provider's id
 * @origin: (type filename): the file's path; relative paths in it start from its folder
 * @training: the program runs with the training gateways
 *
 * One group of the provider file, for an adapter that reads its settings. Every error is
 * %TRIVET_PAYMENT_ERROR_CONFIGURATION with one sentence that names group, field and file.
 */
typedef struct {
  GKeyFile   *key_file;
  const char *group;
  const char *origin;
  gboolean    training;
} TrivetProviderFile;

char              *trivet_provider_file_dup_text     (const TrivetProviderFile  *self,
                                                      const char                *field,
                                                      GError                   **error);
char              *trivet_provider_file_dup_optional (const TrivetProviderFile  *self,
                                                      const char                *field);
char              *trivet_provider_file_dup_url      (const TrivetProviderFile  *self,
                                                      const char                *field,
                                                      GError                   **error);
char              *trivet_provider_file_dup_path     (const TrivetProviderFile  *self,
                                                      const char                *field,
                                                      GError                   **error);
TrivetSecret      *trivet_provider_file_load_secret  (const TrivetProviderFile  *self,
                                                      const char                *field,
                                                      GError                   **error);
TrivetPrivateKey  *trivet_provider_file_load_private_key (const TrivetProviderFile  *self,
                                                          const char                *field,
                                                          GError                   **error);
TrivetPublicKey   *trivet_provider_file_load_public_key (const TrivetProviderFile  *self,
                                                         const char                *field,
                                                         GError                   **error);
GPtrArray         *trivet_provider_file_load_certificates (const TrivetProviderFile  *self,
                                                           const char                *field,
                                                           GError                   **error);
TrivetHttpClient  *trivet_provider_file_load_client  (const TrivetProviderFile  *self,
                                                      TrivetClock               *clock,
                                                      const char                *certificate_field,
                                                      const char                *private_key_field,
                                                      GError                   **error);
gboolean           trivet_provider_file_fail         (const TrivetProviderFile  *self,
                                                      const char                *field,
                                                      const char                *what,
                                                      GError                   **error);

G_END_DECLS
