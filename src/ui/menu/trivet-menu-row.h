/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A category, group of choices or menu of certain hours: a button whose data "id" is @id. @has_place: whether
 * it can be dragged to another one. */
GtkWidget  *trivet_menu_row_new           (const char *label,
                                           const char *detail,
                                           const char *id,
                                           gboolean    on,
                                           gboolean    has_place,
                                           GCallback   callback,
                                           gpointer    user_data);
/* (nullable): the id of a row that has a place. */
const char *trivet_menu_row_get_placed_id (GtkWidget  *row);

G_END_DECLS
