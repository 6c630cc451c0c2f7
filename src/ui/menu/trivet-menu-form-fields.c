/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-form-private.h"

#include "trivet-menu-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

#include <string.h>

/*
 * The fields of a form. Each writes what is typed or tapped into the entry at once, as a file would hold
 * it: whether that is right the menu's own checks say.
 */

/**
 * Field:
 * @path: of the fault that is said here
 * @fault: the words for it, hidden as long as there is none
 * @input: (nullable): what is marked
 */
typedef struct {
  char      *path;
  GtkWidget *fault;
  GtkWidget *input;
} Field;

void
_trivet_menu_field_free (gpointer data)
{
  Field *field = data;

  g_free (field->path);
  g_free (field);
}

static void
target_free (gpointer data)
{
  TrivetMenuTarget *target = data;

  json_object_unref (target->object);
  g_free (target->member);
  g_free (target->value);
  g_free (target);
}

TrivetMenuTarget *
_trivet_menu_form_set_target (GtkWidget  *widget,
                              JsonObject *object,
                              const char *member,
                              const char *value)
{
  TrivetMenuTarget *target = g_new0 (TrivetMenuTarget, 1);

  target->object = json_object_ref (object);
  target->member = g_strdup (member);
  target->value = g_strdup (value);
  g_object_set_data_full (G_OBJECT (widget), "target", target, target_free);

  return target;
}

TrivetMenuTarget *
_trivet_menu_form_get_target (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "target");
}

/* Returns: (transfer none): the object with both names, which a file may leave out or write as a text */
JsonObject *
_trivet_menu_form_ensure_names (JsonObject *object)
{
  JsonNode   *node = json_object_get_member (object, "name");
  JsonObject *names;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  names = json_object_new ();
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    json_object_set_string_member (names, "en", json_node_get_string (node));
  json_object_set_object_member (object, "name", names);

  return names;
}

/* Returns: (transfer none): the list, made when it is not there */
JsonArray *
_trivet_menu_form_ensure_list (JsonObject *object,
                               const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    json_object_set_array_member (object, member, json_array_new ());

  return json_object_get_array_member (object, member);
}

GtkWidget *
_trivet_menu_form_add_title (GtkWidget  *box,
                             const char *title)
{
  GtkWidget *label = trivet_ui_label_new (title, "section");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_fault (TrivetMenuForm *self,
           GtkWidget      *box,
           const char     *path,
           GtkWidget      *input)
{
  Field *field = g_new0 (Field, 1);

  field->path = g_strdup (path);
  field->input = input;
  field->fault = trivet_ui_label_new ("", "menu-fault");
  gtk_label_set_wrap (GTK_LABEL (field->fault), TRUE);
  gtk_widget_set_visible (field->fault, FALSE);
  gtk_box_append (GTK_BOX (box), field->fault);
  g_ptr_array_add (self->fields, field);
}

void
_trivet_menu_form_add_fault (TrivetMenuForm *self,
                             GtkWidget      *box,
                             const char     *path)
{
  add_fault (self, box, path, NULL);
}

static void
on_entry_changed (GtkEditable *editable,
                  gpointer     user_data)
{
  TrivetMenuTarget *target = _trivet_menu_form_get_target (editable);
  g_autofree char  *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));
  char             *end = NULL;
  gint64            count = g_ascii_strtoll (text, &end, 10);

  if (*text == '\0')
    json_object_remove_member (target->object, target->member);
  else if (target->is_count && *end == '\0')
    json_object_set_int_member (target->object, target->member, count);
  else
    json_object_set_string_member (target->object, target->member, text);
}

static char *
dup_text (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return g_strdup (json_node_get_string (node) != NULL ? json_node_get_string (node) : "");
}

static GtkWidget *
add_entry (TrivetMenuForm *self,
           GtkWidget      *box,
           JsonObject     *object,
           const char     *member,
           const char     *path,
           const char     *title,
           const char     *hint,
           gboolean        is_count)
{
  GtkWidget       *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget       *entry = gtk_entry_new ();
  g_autofree char *text = dup_text (object, member);

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_widget_set_hexpand (entry, TRUE);
  trivet_ui_set_name (entry, title);
  _trivet_menu_form_set_target (entry, object, member, NULL)->is_count = is_count;
  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed), NULL);
  _trivet_menu_form_add_title (column, title);
  gtk_box_append (GTK_BOX (column), entry);
  add_fault (self, column, path, entry);
  gtk_box_append (GTK_BOX (box), column);

  return entry;
}

GtkWidget *
_trivet_menu_form_add_entry (TrivetMenuForm *self,
                             GtkWidget      *box,
                             JsonObject     *object,
                             const char     *member,
                             const char     *path,
                             const char     *title,
                             const char     *hint)
{
  return add_entry (self, box, object, member, path, title, hint, FALSE);
}

GtkWidget *
_trivet_menu_form_add_count (TrivetMenuForm *self,
                             GtkWidget      *box,
                             JsonObject     *object,
                             const char     *member,
                             const char     *path,
                             const char     *title,
                             const char     *hint)
{
  GtkWidget *entry = add_entry (self, box, object, member, path, title, hint, TRUE);

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);

  return entry;
}

/* Fields beside each other. */
GtkWidget *
_trivet_menu_form_add_row (GtkWidget *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (box), row);

  return row;
}

void
_trivet_menu_form_add_names (TrivetMenuForm *self,
                             GtkWidget      *box,
                             JsonObject     *object,
                             const char     *prefix)
{
  JsonObject      *names = _trivet_menu_form_ensure_names (object);
  GtkWidget       *row = _trivet_menu_form_add_row (box);
  g_autofree char *en = g_strconcat (prefix, "name/en", NULL);
  g_autofree char *zh = g_strconcat (prefix, "name/zh", NULL);

  _trivet_menu_form_add_entry (self, row, names, "en", en, _("Name in English"), "");
  _trivet_menu_form_add_entry (self, row, names, "zh", zh, _("Name in Chinese"), "");
}

void
_trivet_menu_form_add_button (TrivetMenuForm *self,
                              GtkWidget      *box,
                              const char     *label,
                              GCallback       callback,
                              JsonObject     *object)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button", callback, self);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  _trivet_menu_form_set_target (button, object, "", NULL);
  gtk_box_append (GTK_BOX (box), button);
}

/* Element @from of the list goes to the place of @to, or away when that is below 0. */
static void
move_element (JsonArray *list,
              guint      from,
              int        to)
{
  g_autoptr (JsonArray) rest = json_array_new ();
  g_autoptr (JsonNode) moved = json_array_dup_element (list, from);
  guint n = json_array_get_length (list);

  for (guint i = 0; i < n; i++) {
    if (i != from)
      json_array_add_element (rest, json_array_dup_element (list, i));
  }
  while (json_array_get_length (list) > 0)
    json_array_remove_element (list, 0);
  for (guint i = 0, next = 0; next < json_array_get_length (rest) || (int) i == to; i++) {
    if ((int) i == to)
      json_array_add_element (list, g_steal_pointer (&moved));
    else
      json_array_add_element (list, json_array_dup_element (rest, next++));
  }
}

static void
on_tool_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetMenuForm   *self = user_data;
  TrivetMenuTarget *target = _trivet_menu_form_get_target (button);
  guint             index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  int               by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));
  JsonArray        *list = _trivet_menu_form_ensure_list (target->object, target->member);

  move_element (list, index, by == 0 ? -1 : (int) index + by);
  _trivet_menu_form_rebuild (self);
}

static void
add_tool (TrivetMenuForm *self,
          GtkWidget      *box,
          JsonObject     *object,
          const char     *member,
          guint           index,
          int             by,
          const char     *label,
          const char     *name)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button compact", G_CALLBACK (on_tool_clicked), self);

  _trivet_menu_form_set_target (button, object, member, NULL);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "menu-tool");
  gtk_widget_set_sensitive (button, by == 0 || ((int) index + by >= 0 && index + (guint) by < json_array_get_length (json_object_get_array_member (object, member))));
  trivet_ui_set_name (button, name);
  gtk_box_append (GTK_BOX (box), button);
}

void
_trivet_menu_form_add_list_tools (TrivetMenuForm *self,
                                  GtkWidget      *box,
                                  JsonObject     *object,
                                  const char     *member,
                                  guint           index,
                                  const char     *name)
{
  g_autofree char *up = g_strdup_printf (_("Move up: %s"), name);
  g_autofree char *down = g_strdup_printf (_("Move down: %s"), name);
  g_autofree char *away = g_strdup_printf (_("Take out: %s"), name);

  add_tool (self, box, object, member, index, -1, "↑", up);
  add_tool (self, box, object, member, index, 1, "↓", down);
  add_tool (self, box, object, member, index, 0, "✕", away);
}

void
_trivet_menu_form_clear_faults (TrivetMenuForm *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);

    gtk_widget_set_visible (field->fault, FALSE);
    if (field->input != NULL) {
      gtk_widget_remove_css_class (field->input, "wrong");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (field->input), GTK_ACCESSIBLE_STATE_INVALID);
    }
  }
}

static Field *
find_field (TrivetMenuForm *self,
            const char     *path)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);

    if (g_str_equal (field->path, path))
      return field;
  }

  return NULL;
}

/* Without any name, the first of both fields is the one to fill. */
static Field *
find_field_to_fill (TrivetMenuForm *self,
                    const char     *path)
{
  Field           *field = find_field (self, path);
  g_autofree char *other = g_strdup (path);

  if (field == NULL || field->input == NULL || !g_str_has_suffix (path, "name/zh") ||
      *gtk_editable_get_text (GTK_EDITABLE (field->input)) != '\0')
    return field;
  memcpy (other + strlen (other) - 2, "en", 2);

  return find_field (self, other);
}

char *
_trivet_menu_form_show_faults (TrivetMenuForm *self,
                               GPtrArray      *faults)
{
  GtkWidget *first = NULL;
  char      *rest = NULL;

  _trivet_menu_form_clear_faults (self);
  for (guint i = 0; i < faults->len; i++) {
    const TrivetMenuFault *fault = g_ptr_array_index (faults, i);
    g_autofree char       *words = trivet_menu_words_for_fault (self->entry, self->part, fault);
    Field                 *field = find_field_to_fill (self, fault->path);

    if (field == NULL) {
      if (rest == NULL)
        rest = g_steal_pointer (&words);
      continue;
    }
    gtk_label_set_text (GTK_LABEL (field->fault), words);
    gtk_widget_set_visible (field->fault, TRUE);
    if (field->input == NULL)
      continue;
    gtk_widget_add_css_class (field->input, "wrong");
    gtk_accessible_update_state (GTK_ACCESSIBLE (field->input), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    if (first == NULL)
      first = field->input;
  }
  if (first != NULL)
    gtk_widget_grab_focus (first);

  return rest;
}

static gboolean
return_to_place (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)), *(double *) user_data);

  return G_SOURCE_REMOVE;
}

void
_trivet_menu_form_keep_place (TrivetMenuForm *self)
{
  GtkRoot   *root = gtk_widget_get_root (self->scroller);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  double    *place = g_new (double, 1);

  /* The view would follow the focus, which goes to the first field when its own is gone. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->box))
    gtk_widget_grab_focus (self->save);
  *place = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
  gtk_widget_add_tick_callback (self->scroller, return_to_place, place, g_free);
}
