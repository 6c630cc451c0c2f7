/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-row.h"

#include "trivet-row-drag.h"
#include "trivet-ui.h"

/* A row of the menu page's lists that have few rows. */

static GtkWidget *
words_new (const char *label,
           const char *detail)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = trivet_ui_label_new (label, "strong");

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (words), title);
  if (*detail != '\0') {
    GtkWidget *more = trivet_ui_label_new (detail, "dim");

    gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
    gtk_box_append (GTK_BOX (words), more);
  }
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);

  return words;
}

/**
 * trivet_menu_row_new:
 * @label: its name
 * @detail: what is small below it, perhaps ""
 * @id: (nullable): what it stands for
 * @on: whether it is the one that is open
 * @has_place: whether it can be dragged to another place
 * @callback: for a tap
 * @user_data: for @callback
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
trivet_menu_row_new (const char *label,
                     const char *detail,
                     const char *id,
                     gboolean    on,
                     gboolean    has_place,
                     GCallback   callback,
                     gpointer    user_data)
{
  GtkWidget       *row = trivet_ui_button_new (label, on ? "trivet-button flat menu-entry dish-row on" : "trivet-button flat menu-entry dish-row", callback, user_data);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *name = *detail != '\0' ? g_strdup_printf ("%s, %s", label, detail) : g_strdup (label);

  gtk_box_append (GTK_BOX (box), words_new (label, detail));
  if (has_place) {
    gtk_box_append (GTK_BOX (box), trivet_row_drag_handle_new ());
    g_object_set_data_full (G_OBJECT (row), "placed-id", g_strdup (id), g_free);
  }
  gtk_button_set_child (GTK_BUTTON (row), box);
  trivet_ui_set_name (row, name);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);

  return row;
}

/**
 * trivet_menu_row_get_placed_id:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what it stands for, when that has a place
 */
const char *
trivet_menu_row_get_placed_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "placed-id");
}
