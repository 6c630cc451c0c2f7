/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TrivetSecret:
 *
 * A guest's payment code, a key, a PIN: reference-counted text or bytes that are wiped when the
 * last reference goes, are locked into memory where the system allows, and have no getter that
 * copies. Thread-safe.
 */
typedef struct _TrivetSecret TrivetSecret;

#define TRIVET_TYPE_SECRET (trivet_secret_get_type ())
GType trivet_secret_get_type (void) G_GNUC_CONST;

TrivetSecret *trivet_secret_new        (const char         *text,
                                        gssize              length);
TrivetSecret *trivet_secret_ref        (TrivetSecret       *self);
void          trivet_secret_unref      (TrivetSecret       *self);
const char   *trivet_secret_peek       (const TrivetSecret *self);
gsize         trivet_secret_get_length (const TrivetSecret *self);
gboolean      trivet_secret_equal      (const TrivetSecret *a,
                                        const TrivetSecret *b);
char         *trivet_secret_dup_masked (const TrivetSecret *self);
void          trivet_secret_wipe       (gpointer            memory,
                                        gsize               length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetSecret, trivet_secret_unref)

G_END_DECLS
