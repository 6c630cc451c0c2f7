/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_ERROR_BAR (trivet_error_bar_get_type ())
G_DECLARE_FINAL_TYPE (TrivetErrorBar, trivet_error_bar, TRIVET, ERROR_BAR, GtkWidget)

/* A sentence or two about what went wrong, that can be closed. */
GtkWidget *trivet_error_bar_new  (void);
void       trivet_error_bar_say  (TrivetErrorBar *self,
                                  const char     *words);
void       trivet_error_bar_show (TrivetErrorBar *self,
                                  const GError   *error);
void       trivet_error_bar_hide (TrivetErrorBar *self);

G_END_DECLS
