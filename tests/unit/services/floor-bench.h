/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "services-bench.h"
#include "trivet-floor-host.h"

G_BEGIN_DECLS

/**
 * FloorBench:
 *
 * Tables T12, B1 (a booth) and BAR in the room R1, T1 in R2.
 */
typedef struct {
  Services         services;
  TrivetFloorHost *host;
  guint            n_plan;
  guint            n_failed;
} FloorBench;

void floor_bench_set_up    (FloorBench    *self,
                            gconstpointer  user_data);
void floor_bench_tear_down (FloorBench    *self,
                            gconstpointer  user_data);
void floor_bench_start     (FloorBench    *self);
void floor_bench_stop      (FloorBench    *self);
/* In @body, ' stands for ". */
void floor_bench_append    (FloorBench    *self,
                            TrivetFactType type,
                            const char    *body);
void floor_bench_seat      (FloorBench    *self,
                            const char    *table_id,
                            int            guests);
const TrivetSpotStatus *floor_bench_status_of (FloorBench *self,
                                               const char *table_id);

G_END_DECLS
