/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-desk.h"

G_BEGIN_DECLS

char       *trivet_menu_words_for_fault  (JsonObject            *entry,
                                          TrivetMenuPart         part,
                                          const TrivetMenuFault *fault);
char       *trivet_menu_words_for_error  (const GError          *error,
                                          guint                  n_users);
const char *trivet_menu_words_for_part   (TrivetMenuPart         part,
                                          gboolean               is_new);
const char *trivet_menu_words_for_kind   (TrivetOrderKind        kind);
char       *trivet_menu_words_for_hours  (const TrivetHours     *hours);

G_END_DECLS
