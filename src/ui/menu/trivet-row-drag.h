/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns: (transfer none) (nullable): what a row of the list stands for; NULL when that has no place */
typedef const char *(*TrivetRowIdFunc) (GtkWidget *row);
/* @before: (nullable): in front of whom it was let go; NULL: behind the last */
typedef void (*TrivetRowMovedFunc) (const char *id,
                                    const char *before,
                                    gpointer    user_data);

/* Lets the rows of @list be dragged by the handles at their ends. @user_data lives as long as @list. */
void       trivet_row_drag_enable     (GtkWidget         *list,
                                       TrivetRowIdFunc    get_id,
                                       TrivetRowMovedFunc moved,
                                       gpointer           user_data);
GtkWidget *trivet_row_drag_handle_new (void);

G_END_DECLS
