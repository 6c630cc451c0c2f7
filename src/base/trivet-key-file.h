/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *trivet_key_file_dup_string (GKeyFile   *file,
                                  const char *group,
                                  const char *key);

G_END_DECLS
