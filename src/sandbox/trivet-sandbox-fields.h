/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  TRIVET_SANDBOX_FIELD_STRING,
  TRIVET_SANDBOX_FIELD_INTEGER,
  TRIVET_SANDBOX_FIELD_BOOLEAN,
  TRIVET_SANDBOX_FIELD_OBJECT,
  TRIVET_SANDBOX_FIELD_OBJECTS,
  TRIVET_SANDBOX_FIELD_STRINGS,
  TRIVET_SANDBOX_FIELD_ANY,
} TrivetSandboxFieldKind;

/**
 * TrivetSandboxField:
 * @path: names joined with a point, "amount.total"; members of an array's objects likewise
 * @kind: what it must be
 * @max_chars: for text: the longest that is allowed, in characters
 * @required: whether it must be there when its parent is
 *
 * One row of a vendor's field list. A table ends with a row without path.
 */
typedef struct {
  const char             *path;
  TrivetSandboxFieldKind  kind;
  guint                   max_chars;
  gboolean                required;
} TrivetSandboxField;

typedef enum {
  TRIVET_SANDBOX_FIELDS_GOOD,
  TRIVET_SANDBOX_FIELDS_MISSING,
  TRIVET_SANDBOX_FIELDS_EXTRA,
  TRIVET_SANDBOX_FIELDS_WRONG_TYPE,
  TRIVET_SANDBOX_FIELDS_TOO_LONG,
  TRIVET_SANDBOX_FIELDS_EMPTY,
} TrivetSandboxFieldsResult;

TrivetSandboxFieldsResult  trivet_sandbox_fields_check (JsonObject                *object,
                                                        const TrivetSandboxField  *table,
                                                        char                     **ret_path);
const char                *trivet_sandbox_fields_get_string (JsonObject  *object,
                                                             const char  *path);
JsonObject                *trivet_sandbox_fields_parse      (const char  *text,
                                                             gsize        length);
void                       trivet_sandbox_json_add_text     (GPtrArray   *members,
                                                             const char  *name,
                                                             const char  *value,
                                                             gboolean     escape_slash);

G_END_DECLS
