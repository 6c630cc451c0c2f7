/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The tables of the demo restaurant in the whole window. */

#include "trivet-config.h"

#include "trivet-floor-page.h"
#include "trivet-table-button.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"
#include "trivet-window.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct {
  AdwApplication  *application;
  TrivetUiFixture *fixture;
  TrivetFloorHost *host;
  TrivetRegister  *reg;
  GtkWidget       *window;
} FloorBench;

#define ADD(path, func) g_test_add ("/floor-page/" path, FloorBench, NULL, floor_bench_set_up, func, floor_bench_tear_down)

void     floor_bench_settle        (FloorBench    *self);
void     floor_bench_show_window   (FloorBench    *self,
                                    int            width,
                                    int            height);
void     floor_bench_close_window  (FloorBench    *self);
void     floor_bench_set_up        (FloorBench    *self,
                                    gconstpointer  user_data);
void     floor_bench_tear_down     (FloorBench    *self,
                                    gconstpointer  user_data);
void     floor_bench_click         (FloorBench    *self,
                                    const char    *name);
gboolean floor_bench_sees          (FloorBench    *self,
                                    const char    *name);
gboolean floor_bench_says          (GtkWidget     *root,
                                    const char    *words);
gboolean floor_bench_press         (FloorBench    *self,
                                    guint          keyval);

G_END_DECLS
