/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Far more than any text of ours needs. */
#define TRIVET_JSON_MAX_LEVELS 32

gboolean _trivet_json_is_deep (const char *text,
                               gssize      length);

G_END_DECLS
