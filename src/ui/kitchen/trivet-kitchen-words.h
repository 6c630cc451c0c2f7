/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen-desk.h"

G_BEGIN_DECLS

char *trivet_kitchen_words_dup_course (int                    course);
char *trivet_kitchen_words_dup_place  (TrivetKitchenDesk     *desk,
                                       const TrivetOrder     *order);
char *trivet_kitchen_words_dup_title  (TrivetKitchenDesk     *desk,
                                       const TrivetOrder     *order,
                                       int                    course);
char *trivet_kitchen_words_dup_move   (TrivetKitchenDesk     *desk,
                                       const TrivetOrder     *order);
char *trivet_kitchen_words_dup_wishes (const TrivetOrderLine *line,
                                       const TrivetLineModifier *part);
const char *trivet_kitchen_words_get_name (const TrivetOrderLine *line,
                                           const TrivetLineModifier *part);
char *trivet_kitchen_words_dup_clock  (gint64                 time_us);

G_END_DECLS
