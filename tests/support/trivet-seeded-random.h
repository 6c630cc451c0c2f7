/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-random.h"

G_BEGIN_DECLS

/**
 * TrivetSeededRandom:
 *
 * Randomness that can be repeated from its seed (splitmix64), for tests and simulators only.
 */
#define TRIVET_TYPE_SEEDED_RANDOM (trivet_seeded_random_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSeededRandom, trivet_seeded_random, TRIVET, SEEDED_RANDOM, GObject)

TrivetSeededRandom *trivet_seeded_random_new    (guint64             seed);
guint64             trivet_seeded_random_next   (TrivetSeededRandom *self);
guint               trivet_seeded_random_below  (TrivetSeededRandom *self,
                                                 guint               limit);
gboolean            trivet_seeded_random_chance (TrivetSeededRandom *self,
                                                 guint               per_mille);

G_END_DECLS
