/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*TrivetWidgetFunc) (GtkWidget *widget,
                                  gpointer   user_data);

void      trivet_look_walk          (GtkWidget        *root,
                                     TrivetWidgetFunc  func,
                                     gpointer          user_data);
char     *trivet_look_dup_name      (GtkWidget        *widget);
gboolean  trivet_look_is_control    (GtkWidget        *widget);
char     *trivet_look_judge_control (GtkWidget        *widget);
char     *trivet_look_judge_label   (GtkWidget        *widget);
char     *trivet_look_judge_place   (GtkWidget        *widget);
char     *trivet_look_dup_words_at  (GtkWidget        *widget);

G_END_DECLS
