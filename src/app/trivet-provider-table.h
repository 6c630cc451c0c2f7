/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-provider-registry.h"
#include "trivet-random.h"

G_BEGIN_DECLS

gboolean trivet_provider_table_load (TrivetProviderRegistry  *registry,
                                     const char              *path,
                                     gboolean                 training,
                                     TrivetClock             *clock,
                                     TrivetRandom            *random,
                                     GPtrArray               *ret_problems,
                                     GHashTable              *ret_fee_rates,
                                     GError                 **error);

G_END_DECLS
