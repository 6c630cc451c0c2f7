/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A shop with two drawers, and a printer that kicks them. */

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-device-error.h"
#include "trivet-drawers.h"
#include "trivet-plain-hasher.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct {
  Services       services;
  TrivetDrawers *drawers;
  FakePrinter   *printer;
  guint          n_changed;
  guint          n_drawers_changed;
  guint          n_failed;
} DrawersBench;

#define RUN(code, call)                        \
  G_STMT_START                                 \
  {                                            \
    GAsyncResult *answer = NULL;               \
    call;                                      \
    services_drain (&self->services);          \
    drawers_bench_expect (self, answer, code); \
  }                                            \
  G_STMT_END
#define OPEN(drawer, sum, code) RUN (code, trivet_drawers_open_async (self->drawers, drawer, sum, drawers_bench_on_result, &answer))
#define KICK(code)              RUN (code, trivet_drawers_kick_async (self->drawers, NULL, NULL, "change", NULL, drawers_bench_on_result, &answer))
#define CLOSE(code)             RUN (code, trivet_drawers_close_async (self->drawers, drawers_bench_on_result, &answer))
#define CLOSE_DAY(date, code)   RUN (code, trivet_drawers_close_day_async (self->drawers, date, NULL, drawers_bench_on_result, &answer))
#define ADD(name, func)         g_test_add ("/services/drawers/" name, DrawersBench, NULL, drawers_bench_set_up, func, drawers_bench_tear_down)

void drawers_bench_start       (DrawersBench  *self);
void drawers_bench_set_up      (DrawersBench  *self,
                                gconstpointer  user_data);
void drawers_bench_tear_down   (DrawersBench  *self,
                                gconstpointer  user_data);
void drawers_bench_on_result   (GObject       *source,
                                GAsyncResult  *result,
                                gpointer       user_data);
void drawers_bench_expect      (DrawersBench  *self,
                                GAsyncResult  *result,
                                int            code);
void drawers_bench_count_fen   (DrawersBench  *self,
                                gint64         hundreds,
                                gint64         tens);
void drawers_bench_pay_in_cash (DrawersBench  *self);

G_END_DECLS
