/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-page-private.h"

#include "trivet-floor-words.h"
#include "trivet-glyph.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * What the header shows while the tables are on the screen: the rooms, and what the colours mean.
 */

/**
 * _trivet_floor_page_show_chips:
 * @self: the page
 *
 * Marks what is shown now.
 */
void
_trivet_floor_page_show_chips (TrivetFloorPage *self)
{
  const char *view = gtk_stack_get_visible_child_name (GTK_STACK (self->view));
  gboolean    away = g_strcmp0 (view, "away") == 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (self->rooms); chip != NULL; chip = gtk_widget_get_next_sibling (chip)) {
    const char *room_id = g_object_get_data (G_OBJECT (chip), "room");

    trivet_ui_toggle_class (chip, "on", room_id == NULL ? away : g_strcmp0 (view, "room") == 0 && g_strcmp0 (room_id, self->room_id) == 0);
  }
}

static void
on_room_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  /* Whoever is looked for a table goes along to the other room. */
  if (self->asked_id != NULL)
    _trivet_floor_page_end_asking (self);
  _trivet_floor_page_show_room (self, g_object_get_data (G_OBJECT (button), "room"));
}

static void
on_away_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  if (self->editing)
    _trivet_floor_page_set_editing (self, FALSE);
  _trivet_floor_page_end_asking (self);
  _trivet_floor_page_show_view (self, "away");
}

static void
append_room (TrivetFloorPage  *self,
             const TrivetRoom *room)
{
  GtkWidget *chip = trivet_ui_button_new (trivet_floor_words_name (room->name, room->name_zh), "trivet-chip", G_CALLBACK (on_room_clicked), self);

  g_object_set_data_full (G_OBJECT (chip), "room", g_strdup (room->id), g_free);
  gtk_box_append (GTK_BOX (self->rooms), chip);
}

/**
 * _trivet_floor_page_update_rooms:
 * @self: the page
 *
 * Shows the rooms that there are now, and how many orders are at no table.
 */
void
_trivet_floor_page_update_rooms (TrivetFloorPage *self)
{
  GPtrArray       *rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (self->host));
  guint            n_away = trivet_floor_host_get_away (self->host)->len;
  g_autofree char *away = n_away > 0 ? g_strdup_printf (_("Takeaway %u"), n_away) : g_strdup (_("Takeaway"));

  self->n_away = n_away;
  trivet_ui_clear_box (GTK_BOX (self->rooms));
  for (guint i = 0; i < rooms->len; i++)
    append_room (self, g_ptr_array_index (rooms, i));
  gtk_box_append (GTK_BOX (self->rooms), trivet_ui_button_new (away, "trivet-chip", G_CALLBACK (on_away_clicked), self));
  _trivet_floor_page_show_chips (self);
}

static void
append_legend (GtkWidget      *legend,
               const char     *css_class,
               TrivetSpotState state)
{
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (mark, "floor-mark");
  gtk_widget_add_css_class (mark, css_class);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (item), mark);
  gtk_box_append (GTK_BOX (item), trivet_ui_label_new (trivet_floor_words_for_state (state), "legend"));
  gtk_box_append (GTK_BOX (legend), item);
}

static void
on_new_order_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  trivet_register_new_order (self->context->reg);
  _trivet_floor_page_want_order (self);
}

/**
 * _trivet_floor_page_build_bar:
 * @self: the page
 *
 * Makes what the header shows while the page is open.
 */
void
_trivet_floor_page_build_bar (TrivetFloorPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *add = trivet_glyph_button_new (TRIVET_GLYPH_ADD);

  self->bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->rooms = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_valign (self->rooms, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rooms);
  gtk_widget_add_css_class (add, "trivet-button");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  trivet_ui_set_name (add, _("New order"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_new_order_clicked), self, 0);
  gtk_widget_set_hexpand (space, TRUE);
  self->legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_widget_add_css_class (self->legend, "floor-legend");
  append_legend (self->legend, "free", TRIVET_SPOT_FREE);
  append_legend (self->legend, "seated", TRIVET_SPOT_SEATED);
  append_legend (self->legend, "served", TRIVET_SPOT_SERVED);
  append_legend (self->legend, "bill", TRIVET_SPOT_BILL_ASKED);
  gtk_box_append (GTK_BOX (self->bar), scroller);
  gtk_box_append (GTK_BOX (self->bar), add);
  gtk_box_append (GTK_BOX (self->bar), space);
  gtk_box_append (GTK_BOX (self->bar), self->legend);
}
