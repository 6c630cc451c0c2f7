/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *trivet_pinyin_dup_initials (const char *text);
char *trivet_pinyin_dup_search_key (const char *text);

G_END_DECLS
