/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *_trivet_csv_parse       (const char        *text,
                                    char               separator,
                                    guint             *ret_row,
                                    guint             *ret_column,
                                    const char       **ret_trouble);
void       _trivet_csv_append_row  (GString           *out,
                                    const char *const *cells,
                                    char               separator);

G_END_DECLS
