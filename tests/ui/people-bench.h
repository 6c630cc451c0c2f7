/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-fixture.h"

G_BEGIN_DECLS

#define LIN_PIN  "135799"
#define WANG_PIN "246800"

/**
 * PeopleBench:
 *
 * The window over a store in memory with three people: Wang, who may do everything, and Lin Mei and Zhao,
 * who may not. Things are tapped by their accessible names.
 */
typedef struct {
  AdwApplication  *application;
  TrivetUiFixture *fixture;
  TrivetStaffDesk *desk;
  GtkWidget       *window;
  guint            n_taps;
} PeopleBench;

void     people_bench_set_up     (PeopleBench   *bench,
                                  gconstpointer  user_data);
void     people_bench_tear_down  (PeopleBench   *bench,
                                  gconstpointer  user_data);
void     people_bench_click      (PeopleBench   *bench,
                                  const char    *name);
gboolean people_bench_sees       (PeopleBench   *bench,
                                  const char    *name);
gboolean people_bench_says       (PeopleBench   *bench,
                                  const char    *words);
/* Digits, which count for no taps. */
void     people_bench_type       (PeopleBench   *bench,
                                  const char    *digits);
void     people_bench_enter      (PeopleBench   *bench,
                                  const char    *name,
                                  const char    *text);
/* One key, as GTK hands it on: from the window down to the focus, and up again. Returns: whether anybody
 * took it */
gboolean people_bench_press      (PeopleBench   *bench,
                                  guint          keyval);
/* What a hand scanner types: all of it at one moment, ended by Enter. */
void     people_bench_scan       (PeopleBench   *bench,
                                  const char    *text);
void     people_bench_settle     (PeopleBench   *bench);
void     people_bench_give_badge (PeopleBench   *bench,
                                  const char    *name,
                                  const char    *text);
/* Facts that were written: (transfer none) (nullable). */
TrivetFact *people_bench_last_fact (PeopleBench  *bench,
                                    TrivetFactType type);
guint    people_bench_count      (PeopleBench   *bench,
                                  TrivetFactType type);
/* @fact: a fact; "" for a member that it does not have */
const char *people_bench_get_text (TrivetFact   *fact,
                                   const char   *member);
void     people_bench_show       (PeopleBench   *bench,
                                  const char    *page);
void     people_bench_sign_in    (PeopleBench   *bench,
                                  const char    *name,
                                  const char    *pin);
void     people_bench_set_policy (PeopleBench   *bench,
                                  gboolean       required);
/* The kitchen is told of every line of the order on the screen. */
void     people_bench_send_all   (PeopleBench   *bench);

G_END_DECLS
