/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRIVET_SANDBOX_DIGITS "0123456789"
#define TRIVET_SANDBOX_ALNUM "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

char    *trivet_sandbox_random_token   (const char *alphabet,
                                        gsize       length);
char    *trivet_sandbox_seal           (const char *key,
                                        const char *nonce,
                                        const char *associated_data,
                                        const char *plain);
char    *trivet_sandbox_dup_serial     (const char *certificate_pem);
char    *trivet_sandbox_dup_not_before (const char *certificate_pem);
char    *trivet_sandbox_dup_not_after  (const char *certificate_pem);
gboolean trivet_sandbox_text_equal     (const char *a,
                                        const char *b);

G_END_DECLS
