/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A kiosk before which a guest stands, and what such a guest does. */

#include "trivet-config.h"

#include "pay-bench.h"
#include "trivet-kiosk-window.h"
#include "trivet-kiosk-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

G_BEGIN_DECLS

typedef struct {
  PayBench bench;
  guint    n_left;
} KioskBench;

#define ADD(path, func) g_test_add ("/kiosk/" path, KioskBench, NULL, kiosk_bench_set_up, func, kiosk_bench_tear_down)

void            kiosk_bench_open_kiosk   (KioskBench    *self);
void            kiosk_bench_close_kiosk  (KioskBench    *self);
void            kiosk_bench_set_up       (KioskBench    *self,
                                          gconstpointer  user_data);
void            kiosk_bench_tear_down    (KioskBench    *self,
                                          gconstpointer  user_data);
TrivetRegister *kiosk_bench_get_register (KioskBench    *self);
void            kiosk_bench_press        (KioskBench    *self,
                                          const char    *name);
void            kiosk_bench_assert_shows (KioskBench    *self,
                                          const char    *words);
guint           kiosk_bench_count_open   (KioskBench    *self);
void            kiosk_bench_take_noodles (KioskBench    *self);
void            kiosk_bench_advance      (KioskBench    *self,
                                          guint          seconds);

G_END_DECLS
