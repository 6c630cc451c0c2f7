/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-fixture.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WindowBench:
 *
 * The whole window over a store in memory: for the tests of one page of it.
 */
typedef struct {
  AdwApplication  *application;
  TrivetUiFixture *fixture;
  GtkWidget       *window;
} WindowBench;

void window_bench_set_up    (WindowBench *bench,
                             gboolean     chinese);
void window_bench_show      (WindowBench *bench,
                             int          width,
                             int          height);
void window_bench_tear_down (WindowBench *bench);

G_END_DECLS
