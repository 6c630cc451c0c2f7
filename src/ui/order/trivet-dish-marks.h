/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu.h"

G_BEGIN_DECLS

char       *trivet_dish_marks_describe (TrivetMenuItem *item);
char       *trivet_dish_marks_shorten  (TrivetMenuItem *item);
const char *trivet_dish_marks_say      (const char     *name);

G_END_DECLS
