/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-edge.h"

G_BEGIN_DECLS

/**
 * TrivetLateHasher:
 *
 * Makes the hasher of #TrivetEdge when the first PIN comes: no start needs it.
 */
#define TRIVET_TYPE_LATE_HASHER (trivet_late_hasher_get_type ())
G_DECLARE_FINAL_TYPE (TrivetLateHasher, trivet_late_hasher, TRIVET, LATE_HASHER, GObject)

TrivetPinHasher *trivet_late_hasher_new (TrivetEdgeFunc  get_edge,
                                         TrivetRandom   *random);

G_END_DECLS
