/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  TRIVET_JSON_NOTHING, /* there is no such member */
  TRIVET_JSON_STRING,
  TRIVET_JSON_INT,
  TRIVET_JSON_BOOL,
  TRIVET_JSON_ARRAY,
  TRIVET_JSON_OTHER,
} TrivetJsonKind;

/**
 * TrivetJsonValue:
 *
 * A value where it stands in its text.
 */
typedef struct {
  TrivetJsonKind  kind;
  const char     *text;
  gsize           length;
} TrivetJsonValue;

/* Far more than any text of ours needs. */
#define TRIVET_JSON_MAX_LEVELS 32

gboolean    _trivet_json_digits_fit        (const char            *text,
                                            gsize                  n_digits,
                                            gboolean               negative);
gboolean    _trivet_json_is_object         (const char            *text);
void        _trivet_json_pick              (const char            *text,
                                            const char *const     *names,
                                            guint                  n_names,
                                            TrivetJsonValue       *values);
const char *_trivet_json_value_write       (const TrivetJsonValue *value,
                                            char                 **at);
char       *_trivet_json_value_dup_string  (const TrivetJsonValue *value);
GStrv       _trivet_json_value_dup_strings (const TrivetJsonValue *value);
gint64      _trivet_json_value_get_int     (const TrivetJsonValue *value);
gboolean    _trivet_json_value_get_bool    (const TrivetJsonValue *value);

G_END_DECLS
