/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-random.h"

G_BEGIN_DECLS

/* A ULID in Crockford's base 32, upper case. */
#define TRIVET_ID_LENGTH 26

char    *trivet_id_new      (TrivetClock  *clock,
                             TrivetRandom *random);
gboolean trivet_id_is_valid (const char   *id);

G_END_DECLS
