/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window-bench.h"

G_BEGIN_DECLS

/* The dish on the first tile of the demo restaurant. */
#define DISH     "Pork xiaolongbao"
#define DISH_ROW "Pork xiaolongbao, ¥28.00"

/* Of a test: the window of the narrow screen. */
void        menu_bench_set_up      (WindowBench  *bench,
                                    gconstpointer user_data);
void        menu_bench_tear_down   (WindowBench  *bench,
                                    gconstpointer user_data);

/* What somebody does on the menu's page and sees of it, by accessible names. */
void        menu_bench_click       (WindowBench *bench,
                                    const char  *name);
gboolean    menu_bench_sees        (WindowBench *bench,
                                    const char  *name);
void        menu_bench_type        (WindowBench *bench,
                                    const char  *name,
                                    const char  *text);
gboolean    menu_bench_says        (WindowBench *bench,
                                    const char  *words);
void        menu_bench_show        (WindowBench *bench,
                                    const char  *page);
void        menu_bench_go_back     (WindowBench *bench);
void        menu_bench_pick_dish   (WindowBench *bench,
                                    const char  *picker_name,
                                    const char  *words);
gint64      menu_bench_get_total   (WindowBench *bench);
TrivetMenu *menu_bench_get_menu    (WindowBench *bench);
guint       menu_bench_count_facts (WindowBench *bench);

G_END_DECLS
