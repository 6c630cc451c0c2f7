/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Deeper than anything a wallet sends, shallow enough for a recursive parser's stack. */
#define TRIVET_JSON_MAX_DEPTH 32

JsonObject *trivet_json_parse_object  (const char  *text,
                                       gsize        length,
                                       GError     **error);
const char *trivet_json_get_text      (JsonObject  *object,
                                       const char  *name);
gboolean    trivet_json_get_integer   (JsonObject  *object,
                                       const char  *name,
                                       gint64      *ret_value);
JsonObject *trivet_json_get_object    (JsonObject  *object,
                                       const char  *name);
void        trivet_json_append_string (GString     *json,
                                       const char  *text);
void        trivet_json_append_member (GString     *json,
                                       const char  *name,
                                       const char  *text);

G_END_DECLS
