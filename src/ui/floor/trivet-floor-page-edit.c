/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-editors.h"
#include "trivet-floor-plan.h"
#include "trivet-floor-words.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * Edit plan: tables follow the finger on the plan; what a drag does, a button does, too.
 */

/* What a button does to the chosen table. */
typedef enum {
  CHANGE_X,
  CHANGE_Y,
  CHANGE_WIDTH,
  CHANGE_HEIGHT,
  CHANGE_SEATS,
  CHANGE_SHAPE,
} Change;

static const TrivetTable *
get_chosen (TrivetFloorPage *self)
{
  return self->asked_id != NULL ? trivet_floor_lookup_table (trivet_floor_host_get_floor (self->host), self->asked_id) : NULL;
}

static const char *
words_for_shape (TrivetTableShape shape)
{
  switch (shape) {
  case TRIVET_TABLE_SQUARE:
    return _("Square");
  case TRIVET_TABLE_ROUND:
    return _("Round");
  case TRIVET_TABLE_BAR:
    return _("Bar");
  }

  return "";
}

static void
on_change_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetFloorPage   *self = user_data;
  const TrivetTable *chosen = get_chosen (self);
  int                by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));
  TrivetTable        table;

  if (chosen == NULL)
    return;
  table = *chosen;
  switch ((Change) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "what"))) {
  case CHANGE_X:
    table.x += by;
    break;
  case CHANGE_Y:
    table.y += by;
    break;
  case CHANGE_WIDTH:
    table.width += by;
    break;
  case CHANGE_HEIGHT:
    table.height += by;
    break;
  case CHANGE_SEATS:
    table.seats += by;
    break;
  case CHANGE_SHAPE:
    table.shape = (table.shape + 1) % TRIVET_N_TABLE_SHAPES;
    break;
  }
  trivet_floor_host_set_table (self->host, &table);
}

static GtkWidget *
append_change (TrivetFloorPage *self,
               GtkWidget       *box,
               const char      *label,
               const char      *name,
               Change           what,
               int              by)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button compact", G_CALLBACK (on_change_clicked), self);

  g_object_set_data (G_OBJECT (button), "what", GINT_TO_POINTER (what));
  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));
  trivet_ui_set_name (button, name);
  trivet_ui_set_tooltip (button, name);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
on_name_activated (GtkEntry *entry,
                   gpointer  user_data)
{
  TrivetFloorPage   *self = user_data;
  const TrivetTable *chosen = get_chosen (self);
  TrivetTable        table;

  if (chosen == NULL || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), trivet_floor_words_name (chosen->name, chosen->name_zh)) == 0)
    return;
  table = *chosen;
  table.name = (char *) gtk_editable_get_text (GTK_EDITABLE (entry));
  table.name_zh = table.name;
  trivet_floor_host_set_table (self->host, &table);
}

static void
on_room_name_activated (GtkEntry *entry,
                        gpointer  user_data)
{
  TrivetFloorPage  *self = user_data;
  const char       *name = gtk_editable_get_text (GTK_EDITABLE (entry));
  const TrivetRoom *room = trivet_floor_lookup_room (trivet_floor_host_get_floor (self->host), self->room_id);

  if (room != NULL && g_strcmp0 (name, trivet_floor_words_name (room->name, room->name_zh)) != 0)
    trivet_floor_host_rename_room (self->host, room->id, name);
}

static void
on_add_table_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetFloorPage *self = user_data;
  g_autofree char *id = self->room_id != NULL ? trivet_floor_host_add_table (self->host, self->room_id) : NULL;

  if (id == NULL)
    return;
  g_free (self->asked_id);
  self->asked_id = g_steal_pointer (&id);
  trivet_floor_plan_choose (TRIVET_FLOOR_PLAN (self->plan), self->asked_id);
}

static void
on_add_room_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetFloorPage *self = user_data;
  g_autofree char *id = trivet_floor_host_add_room (self->host, _("New room"));

  if (id == NULL)
    return;
  g_free (self->room_id);
  self->room_id = g_steal_pointer (&id);
}

static void
on_remove_table_clicked (GtkButton *button,
                         gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  if (get_chosen (self) != NULL)
    trivet_floor_host_remove_table (self->host, self->asked_id);
}

static void
on_remove_room_clicked (GtkButton *button,
                        gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  if (self->room_id != NULL)
    trivet_floor_host_remove_room (self->host, self->room_id);
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_floor_host_undo (TRIVET_FLOOR_PAGE (user_data)->host);
}

static void
on_redo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_floor_host_redo (TRIVET_FLOOR_PAGE (user_data)->host);
}

static void
on_done_clicked (GtkButton *button,
                 gpointer   user_data)
{
  _trivet_floor_page_set_editing (user_data, FALSE);
}

static GtkWidget *
append_entry (TrivetFloorPage *self,
              GtkWidget       *box,
              const char      *name,
              GCallback        on_activate)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_entry_set_max_length (GTK_ENTRY (entry), 20);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 9);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 9);
  trivet_ui_set_tooltip (entry, name);
  trivet_ui_set_name (entry, name);
  g_signal_connect_object (entry, "activate", on_activate, self, 0);
  gtk_box_append (GTK_BOX (box), entry);

  return entry;
}

static GtkWidget *
build_table_row (TrivetFloorPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->edit_name = append_entry (self, row, _("Name of the table"), G_CALLBACK (on_name_activated));
  append_change (self, row, "−", _("Fewer seats"), CHANGE_SEATS, -1);
  self->edit_seats = gtk_label_new ("");
  gtk_label_set_width_chars (GTK_LABEL (self->edit_seats), 8);
  gtk_box_append (GTK_BOX (row), self->edit_seats);
  append_change (self, row, "+", _("More seats"), CHANGE_SEATS, 1);
  self->edit_shape = append_change (self, row, "", _("Shape"), CHANGE_SHAPE, 1);
  append_change (self, row, "←", _("To the left"), CHANGE_X, -1);
  append_change (self, row, "→", _("To the right"), CHANGE_X, 1);
  append_change (self, row, "↑", _("Up"), CHANGE_Y, -1);
  append_change (self, row, "↓", _("Down"), CHANGE_Y, 1);
  append_change (self, row, "↔−", _("Narrower"), CHANGE_WIDTH, -1);
  append_change (self, row, "↔+", _("Wider"), CHANGE_WIDTH, 1);
  append_change (self, row, "↕−", _("Shorter"), CHANGE_HEIGHT, -1);
  append_change (self, row, "↕+", _("Taller"), CHANGE_HEIGHT, 1);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Remove table"), "trivet-button compact danger-text", G_CALLBACK (on_remove_table_clicked), self));

  return row;
}

static GtkWidget *
build_room_row (TrivetFloorPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("＋ Table"), "trivet-button primary", G_CALLBACK (on_add_table_clicked), self));
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("＋ Room"), "trivet-button", G_CALLBACK (on_add_room_clicked), self));
  self->edit_room_name = append_entry (self, row, _("Name of the room"), G_CALLBACK (on_room_name_activated));
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Remove room"), "trivet-button danger-text", G_CALLBACK (on_remove_room_clicked), self));
  gtk_box_append (GTK_BOX (row), space);
  self->edit_undo = trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self);
  self->edit_redo = trivet_ui_button_new (_("Redo"), "trivet-button", G_CALLBACK (on_redo_clicked), self);
  gtk_box_append (GTK_BOX (row), self->edit_undo);
  gtk_box_append (GTK_BOX (row), self->edit_redo);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Done"), "trivet-button primary", G_CALLBACK (on_done_clicked), self));

  return row;
}

/**
 * _trivet_floor_page_build_edit:
 * @self: the page
 *
 * Returns: (transfer floating): the buttons of the editor
 */
GtkWidget *
_trivet_floor_page_build_edit (TrivetFloorPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->edit_table = build_table_row (self);
  gtk_box_append (GTK_BOX (box), self->edit_table);
  gtk_box_append (GTK_BOX (box), build_room_row (self));

  return box;
}

static void
set_entry (GtkWidget  *entry,
           const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/**
 * _trivet_floor_page_update_edit:
 * @self: the page
 *
 * Shows how the chosen table and the room are now.
 */
void
_trivet_floor_page_update_edit (TrivetFloorPage *self)
{
  const TrivetTable *table = get_chosen (self);
  const TrivetRoom  *room;

  if (self->edit == NULL)
    return;
  room = self->room_id != NULL ? trivet_floor_lookup_room (trivet_floor_host_get_floor (self->host), self->room_id) : NULL;
  gtk_widget_set_sensitive (self->edit_table, table != NULL);
  gtk_widget_set_sensitive (self->edit_undo, trivet_floor_host_can_undo (self->host));
  gtk_widget_set_sensitive (self->edit_redo, trivet_floor_host_can_redo (self->host));
  set_entry (self->edit_room_name, room != NULL ? trivet_floor_words_name (room->name, room->name_zh) : "");
  set_entry (self->edit_name, table != NULL ? trivet_floor_words_name (table->name, table->name_zh) : "");
  if (table == NULL) {
    gtk_label_set_text (GTK_LABEL (self->edit_seats), "");
    gtk_button_set_label (GTK_BUTTON (self->edit_shape), _("Shape"));
  } else {
    g_autofree char *seats = g_strdup_printf (ngettext ("%d seat", "%d seats", (gulong) table->seats), table->seats);

    gtk_label_set_text (GTK_LABEL (self->edit_seats), seats);
    gtk_button_set_label (GTK_BUTTON (self->edit_shape), words_for_shape (table->shape));
  }
  /* A new label is a new name. */
  trivet_ui_set_name (self->edit_shape, _("Shape"));
}

/**
 * _trivet_floor_page_set_editing:
 * @self: the page
 * @editing: the plan can be changed
 */
void
_trivet_floor_page_set_editing (TrivetFloorPage *self,
                                gboolean         editing)
{
  if (editing && self->edit == NULL) {
    self->edit = _trivet_floor_page_build_edit (self);
    gtk_stack_add_named (GTK_STACK (self->foot), self->edit, "edit");
  }
  if (!editing)
    trivet_manager_close_door (self->context->manager, TRIVET_PERMISSION_EDIT_FLOOR);
  self->editing = editing;
  _trivet_floor_page_end_asking (self);
  trivet_floor_plan_choose (TRIVET_FLOOR_PLAN (self->plan), NULL);
  trivet_floor_plan_set_editing (TRIVET_FLOOR_PLAN (self->plan), editing);
  _trivet_floor_page_update_edit (self);
}

static void
on_edit_approved (TrivetApproval *approval,
                  const char     *reason,
                  gpointer        user_data)
{
  TrivetFloorPage *self = user_data;

  _trivet_floor_page_show_view (self, "room");
  if (trivet_manager_open_door (self->context->manager, TRIVET_PERMISSION_EDIT_FLOOR, approval))
    _trivet_floor_page_set_editing (self, TRUE);
}

static void
on_edit_cancelled (GtkWidget *pane,
                   gpointer   user_data)
{
  _trivet_floor_page_show_view (user_data, "room");
}

/**
 * _trivet_floor_page_begin_editing:
 * @self: the page
 *
 * Opens the editor, after the yes of somebody who may change the plan where it needs one.
 */
void
_trivet_floor_page_begin_editing (TrivetFloorPage *self)
{
  const TrivetApprovalQuestion question = { _("Change rooms and tables?"), _("The plan is open until you are done."), NULL,
                                                                               on_edit_approved, self, TRIVET_PERMISSION_EDIT_FLOOR, TRUE };

  if (trivet_manager_is_open (self->context->manager, TRIVET_PERMISSION_EDIT_FLOOR)) {
    _trivet_floor_page_set_editing (self, TRUE);
    return;
  }
  if (self->approval == NULL) {
    self->approval = trivet_approval_pane_new (self->context);
    g_signal_connect (self->approval, "cancelled", G_CALLBACK (on_edit_cancelled), self);
    gtk_stack_add_named (GTK_STACK (self->view), self->approval, "approval");
  }
  _trivet_floor_page_show_view (self, "approval");
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}
