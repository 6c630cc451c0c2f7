/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-key.h"

#include <glib.h>

G_BEGIN_DECLS

char       *trivet_alipay_sign_content       (GHashTable        *parameters,
                                              const char *const *without,
                                              gboolean           keep_empty);
char       *trivet_alipay_encode_form        (GHashTable        *parameters);
GHashTable *trivet_alipay_decode_form        (const char        *body,
                                              gsize              length);
gboolean    trivet_alipay_sign_parameters    (GHashTable        *parameters,
                                              TrivetPrivateKey  *key,
                                              GError           **error);
gboolean    trivet_alipay_verify_notify      (GHashTable        *parameters,
                                              TrivetPublicKey   *key);

char       *trivet_alipay_rest_message       (const char        *auth_string,
                                              const char        *method,
                                              const char        *path,
                                              const char        *body,
                                              const char        *app_auth_token);
char       *trivet_alipay_rest_authorization (const char        *auth_string,
                                              const char        *method,
                                              const char        *path,
                                              const char        *body,
                                              const char        *app_auth_token,
                                              TrivetPrivateKey  *key,
                                              GError           **error);
gboolean    trivet_alipay_rest_verify        (const char        *timestamp,
                                              const char        *nonce,
                                              const char        *signature,
                                              const char        *body,
                                              gsize              length,
                                              TrivetPublicKey   *key);

G_END_DECLS
