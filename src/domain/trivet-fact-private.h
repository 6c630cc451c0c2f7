/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *_trivet_json_find_trouble (const char *text,
                                       gssize      length);
void        _trivet_json_set_missing  (const char *member,
                                       const char *wanted,
                                       GError    **error);

G_END_DECLS
