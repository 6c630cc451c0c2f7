/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-key-file.h"

#include <string.h>

/* Key files that people edit: a backslash out of place is their business, not a warning of GLib's
 * about a bug. */

static gboolean
are_escapes_right (const char *raw)
{
  const char *backslash = strchr (raw, '\\');

  while (backslash != NULL) {
    if (backslash[1] == '\0' || strchr ("sntr\\", backslash[1]) == NULL)
      return FALSE;
    backslash = strchr (backslash + 2, '\\');
  }

  return TRUE;
}

/**
 * trivet_key_file_dup_string:
 * @file: a key file that was loaded
 * @group: a group, also one that it does not have
 * @key: a key, also one that the group does not have
 *
 * As g_key_file_get_string(), which however sets one error over another, with a warning, when a
 * wrong escape is followed by a backslash at the end (GLib 2.74,
 * g_key_file_parse_value_as_string()). Here a text with a wrong escape is taken as it stands.
 *
 * Returns: (transfer full) (nullable): UTF-8; %NULL when there is no such text
 */
char *
trivet_key_file_dup_string (GKeyFile   *file,
                            const char *group,
                            const char *key)
{
  g_autofree char *raw = NULL;

  g_return_val_if_fail (file != NULL && group != NULL && key != NULL, NULL);

  raw = g_key_file_get_value (file, group, key, NULL);
  if (raw == NULL || !g_utf8_validate (raw, -1, NULL))
    return NULL;
  return are_escapes_right (raw) ? g_key_file_get_string (file, group, key, NULL) : g_steal_pointer (&raw);
}
