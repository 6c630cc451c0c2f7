/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_START_WINDOW (trivet_start_window_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStartWindow, trivet_start_window, TRIVET, START_WINDOW, AdwApplicationWindow)

/* Before there is a register: a first start, or a store that cannot be opened. Signals:
 * `demo-wanted`, `try-again`. */
GtkWidget *trivet_start_window_new          (GtkApplication    *application);
void       trivet_start_window_show_welcome (TrivetStartWindow *self);
void       trivet_start_window_show_error   (TrivetStartWindow *self,
                                             const GError      *error);

G_END_DECLS
