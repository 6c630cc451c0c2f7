/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-seeded-random.h"

G_BEGIN_DECLS

/* Returns: (transfer full): a file that is right, with every kind of row */
char *random_menu_make (TrivetSeededRandom *random,
                        gboolean            with_periods);

G_END_DECLS
