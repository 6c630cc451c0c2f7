/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *trivet_sandbox_xml_parse (const char *text,
                                      gsize       length);
char       *trivet_sandbox_xml_print (GHashTable *values);
char       *trivet_sandbox_xml_sign  (GHashTable *values,
                                      const char *key,
                                      gboolean    hmac);

G_END_DECLS
