/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <X11/Xlib.h>
#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

#define BENCH_RUNS 9

/* Of the first category on the screen; no other part of it has this colour. */
#define BENCH_COLOR "#c64600"

/* What something took: the wall's time, and the processor's, of the main thread and of all. Of many
 * starts or taps the medians count. */
typedef struct {
  GArray *wall_ms;
  GArray *main_ms;
  GArray *all_ms;
} BenchTimes;

typedef struct {
  pid_t  pid;
  Window window;
} BenchProgram;

typedef gboolean (*BenchShownFunc) (Display                 *display,
                                    Window                   window,
                                    const XWindowAttributes *attributes);

Display  *bench_open_display  (void);
gboolean  bench_is_painted    (Display                 *display,
                               Window                   window,
                               const XWindowAttributes *attributes);
gboolean  bench_shows_dishes  (Display                 *display,
                               Window                   window,
                               const XWindowAttributes *attributes);
void      bench_start_program (BenchProgram            *program,
                               BenchTimes              *times,
                               Display                 *display,
                               char                   **argv,
                               gboolean                 without_gl,
                               BenchShownFunc           is_shown);
void      bench_end_program   (BenchProgram            *program);
double    bench_read_main_ms  (const BenchProgram      *program);
double    bench_read_all_ms   (const BenchProgram      *program);

void      bench_times_init    (BenchTimes              *times);
void      bench_times_clear   (BenchTimes              *times);
double    bench_get_median    (GArray                  *times);
void      bench_report        (const char              *name,
                               BenchTimes              *times);

G_END_DECLS
