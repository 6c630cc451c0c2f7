/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-form-private.h"

#include "trivet-approval-pane.h"
#include "trivet-menu-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetMenuForm: opens a part of the menu, and gives what was made of it to the menu's desk. The fields
 * are in -fields.c, what each kind of part consists of in -item.c, -combo.c, -group.c and -times.c.
 */

enum {
  SHOWN,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum {
  ACTION_SAVE,
  ACTION_REMOVE,
  ACTION_UP,
  ACTION_DOWN,
  ACTION_PLACE,
  ACTION_UNDO,
} Action;

G_DEFINE_FINAL_TYPE (TrivetMenuForm, trivet_menu_form, GTK_TYPE_BOX)

static void
forget (TrivetMenuForm *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->base, json_object_unref);
  g_clear_pointer (&self->entry, json_object_unref);
}

static void
trivet_menu_form_dispose (GObject *object)
{
  TrivetMenuForm *self = TRIVET_MENU_FORM (object);

  forget (self);
  g_clear_pointer (&self->place_id, g_free);
  g_clear_pointer (&self->place_before, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_menu_form_parent_class)->dispose (object);
}

static void
trivet_menu_form_class_init (TrivetMenuFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_menu_form_dispose;

  signals[SHOWN] =
    g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
trivet_menu_form_init (TrivetMenuForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (_trivet_menu_field_free);
}

static TrivetMenu *
get_menu (TrivetMenuForm *self)
{
  return trivet_register_get_menu (self->context->reg);
}

static void
say (TrivetMenuForm *self,
     const char     *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
}

/* Makes the fields anew from the entry, as after an option was added. */
void
_trivet_menu_form_rebuild (TrivetMenuForm *self)
{
  _trivet_menu_form_keep_place (self);
  trivet_ui_clear_box (GTK_BOX (self->box));
  g_ptr_array_set_size (self->fields, 0);
  switch (self->part) {
  case TRIVET_MENU_PART_CATEGORY:
    _trivet_menu_form_build_category (self);
    break;
  case TRIVET_MENU_PART_GROUP:
    _trivet_menu_form_build_group (self);
    break;
  case TRIVET_MENU_PART_ITEM:
    _trivet_menu_form_build_item (self);
    break;
  case TRIVET_MENU_PART_PERIOD:
    _trivet_menu_form_build_period (self);
    break;
  }
}

static void on_tool_clicked (GtkButton *button,
                             gpointer   user_data);
static void on_duplicate_clicked (GtkButton *button,
                                  gpointer   user_data);

static void
add_tool (TrivetMenuForm *self,
          const char     *label,
          const char     *name,
          const char     *css_classes,
          Action          action)
{
  GtkWidget *button = trivet_ui_button_new (label, css_classes, G_CALLBACK (on_tool_clicked), self);

  g_object_set_data (G_OBJECT (button), "action", GINT_TO_POINTER (action));
  trivet_ui_set_name (button, name);
  gtk_box_append (GTK_BOX (self->tools), button);
}

static void
show_entry (TrivetMenuForm *self)
{
  gboolean has_place = self->part != TRIVET_MENU_PART_GROUP;

  gtk_label_set_text (GTK_LABEL (self->title), trivet_menu_words_for_part (self->part, self->base == NULL));
  trivet_ui_clear_box (GTK_BOX (self->tools));
  if (self->base != NULL && has_place) {
    add_tool (self, "↑", _("Move up"), "trivet-button compact", ACTION_UP);
    add_tool (self, "↓", _("Move down"), "trivet-button compact", ACTION_DOWN);
  }
  if (self->base != NULL) {
    gtk_box_append (GTK_BOX (self->tools), trivet_ui_button_new (_("Duplicate"), "trivet-button", G_CALLBACK (on_duplicate_clicked), self));
    add_tool (self, _("Remove"), _("Remove"), "trivet-button danger-text", ACTION_REMOVE);
  }
  say (self, NULL);
  _trivet_menu_form_rebuild (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "entry");
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
scroll_up (TrivetMenuForm *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/**
 * trivet_menu_form_edit:
 * @self: a form
 * @part: what it is
 * @id: which
 *
 * Opens a part of the menu; closes the form when it is not there any more.
 */
void
trivet_menu_form_edit (TrivetMenuForm *self,
                       TrivetMenuPart  part,
                       const char     *id)
{
  g_autofree char *copy = g_strdup (id);
  JsonObject      *base;

  g_return_if_fail (TRIVET_IS_MENU_FORM (self));
  g_return_if_fail (id != NULL);

  base = trivet_menu_describe (get_menu (self), part, copy);
  if (base == NULL) {
    trivet_menu_form_close (self);
    return;
  }
  if (self->part != part || g_strcmp0 (self->id, copy) != 0)
    scroll_up (self);
  forget (self);
  self->part = part;
  self->id = g_steal_pointer (&copy);
  self->base = base;
  self->entry = trivet_menu_describe (get_menu (self), part, self->id);
  show_entry (self);
}

/**
 * trivet_menu_form_create:
 * @self: a form
 * @part: what it is
 * @entry: (transfer full): what is known of it
 *
 * Begins something new.
 */
void
trivet_menu_form_create (TrivetMenuForm *self,
                         TrivetMenuPart  part,
                         JsonObject     *entry)
{
  g_return_if_fail (TRIVET_IS_MENU_FORM (self));
  g_return_if_fail (entry != NULL);

  scroll_up (self);
  forget (self);
  self->part = part;
  self->entry = entry;
  show_entry (self);
}

/**
 * trivet_menu_form_close:
 * @self: a form
 *
 * Shows nothing any more; what was not saved is forgotten.
 */
void
trivet_menu_form_close (TrivetMenuForm *self)
{
  g_return_if_fail (TRIVET_IS_MENU_FORM (self));

  forget (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
show_refusal (TrivetMenuForm *self,
              GPtrArray      *faults,
              const GError   *error)
{
  guint            n_users = self->id != NULL ? trivet_menu_count_users (get_menu (self), self->part, self->id) : 0;
  g_autofree char *words = trivet_menu_words_for_error (error, n_users);
  g_autofree char *rest = faults != NULL ? _trivet_menu_form_show_faults (self, faults) : NULL;

  say (self, rest != NULL ? rest : words);
}

static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetMenuForm) self = user_data;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  Action           action = self->action;

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!trivet_menu_desk_finish (TRIVET_MENU_DESK (source), result, &id, &faults, &error)) {
    show_refusal (self, faults, error);
    return;
  }

  if (action == ACTION_REMOVE)
    trivet_menu_form_close (self);
  else if (action == ACTION_UNDO && self->id != NULL)
    trivet_menu_form_edit (self, self->part, self->id);
  else if (action != ACTION_UNDO && action != ACTION_PLACE && id != NULL)
    trivet_menu_form_edit (self, self->part, id);
  g_signal_emit (self, signals[DONE], 0,
                 action == ACTION_SAVE ? _("Saved. Every screen shows it now.")
                                       : action == ACTION_REMOVE
                 ? _("Removed. Open orders keep what they have.")
                 : action == ACTION_UNDO
                 ? _("Taken back.")
                 : _("Moved."));
}

/* Takes @approval. */
static void
run (TrivetMenuForm *self,
     TrivetApproval *approval)
{
  TrivetMenuDesk *desk = self->context->menu_desk;

  gtk_widget_set_sensitive (self->save, FALSE);
  g_object_ref (self);
  switch ((Action) self->action) {
  case ACTION_SAVE:
    trivet_menu_desk_save_async (desk, self->part, self->base, self->entry, approval, on_finished, self);
    break;
  case ACTION_REMOVE:
    trivet_menu_desk_remove_async (desk, self->part, self->id, approval, on_finished, self);
    break;
  case ACTION_UP:
  case ACTION_DOWN:
    trivet_menu_desk_move_async (desk, self->part, self->id, self->action == ACTION_UP ? -1 : 1, approval, on_finished, self);
    break;
  case ACTION_PLACE:
    trivet_menu_desk_place_async (desk, self->place_part, self->place_id, self->place_before, approval, on_finished, self);
    break;
  case ACTION_UNDO:
    trivet_menu_desk_undo_async (desk, approval, on_finished, self);
    break;
  }
}

static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetMenuForm *self = user_data;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->entry != NULL ? "entry" : "empty");
  run (self, approval);
}

static void
on_cancelled (TrivetMenuForm *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->entry != NULL ? "entry" : "empty");
}

/* One yes is one change of the menu. */
static void
begin (TrivetMenuForm *self,
       Action          action)
{
  TrivetPermission             permission = trivet_menu_desk_needs (self->context->menu_desk);
  const TrivetApprovalQuestion question = { _("Change the menu?"), _("It changes on every screen at once. Open orders keep their prices."),
                                                                       NULL, on_approved, self, permission };

  self->action = action;
  _trivet_menu_form_clear_faults (self);
  say (self, NULL);
  if (permission == TRIVET_PERMISSION_NONE) {
    run (self, NULL);
    return;
  }
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
}

static void
on_tool_clicked (GtkButton *button,
                 gpointer   user_data)
{
  begin (user_data, (Action) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "action")));
}

/**
 * trivet_menu_form_undo:
 * @self: a form
 *
 * Takes the last change of the menu back.
 */
void
trivet_menu_form_undo (TrivetMenuForm *self)
{
  g_return_if_fail (TRIVET_IS_MENU_FORM (self));

  begin (self, ACTION_UNDO);
}

/**
 * trivet_menu_form_place:
 * @self: a form
 * @part: what was dragged
 * @id: which
 * @before: (nullable): who is to stand behind it
 *
 * Moves it, whatever is open; what was typed there stays.
 */
void
trivet_menu_form_place (TrivetMenuForm *self,
                        TrivetMenuPart  part,
                        const char     *id,
                        const char     *before)
{
  g_return_if_fail (TRIVET_IS_MENU_FORM (self));
  g_return_if_fail (id != NULL);

  /* One after the other. */
  if (!gtk_widget_get_sensitive (self->save))
    return;
  self->place_part = part;
  g_free (self->place_id);
  self->place_id = g_strdup (id);
  g_free (self->place_before);
  self->place_before = g_strdup (before);
  begin (self, ACTION_PLACE);
}

/* A copy has everything but the name that nobody else may have. */
static void
on_duplicate_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetMenuForm *self = user_data;
  JsonObject     *copy = json_object_ref (self->entry);

  json_object_remove_member (copy, trivet_menu_part_get_id_member (self->part));
  json_object_remove_member (copy, "left");
  trivet_menu_form_create (self, self->part, copy);
}

static GtkWidget *
build_entry (TrivetMenuForm *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->title = trivet_ui_label_new ("", "menu-form-title");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (head, "menu-form-head");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->tools);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "staff-form");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_vexpand (self->scroller, TRUE);

  self->message = trivet_ui_label_new ("", "menu-fault");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  self->save = trivet_ui_button_new (_("Save"), "trivet-button primary", G_CALLBACK (on_tool_clicked), self);
  g_object_set_data (G_OBJECT (self->save), "action", GINT_TO_POINTER (ACTION_SAVE));
  gtk_widget_add_css_class (self->save, "menu-save");
  gtk_widget_add_css_class (foot, "menu-form-foot");
  gtk_box_append (GTK_BOX (foot), self->message);
  gtk_box_append (GTK_BOX (foot), self->save);

  gtk_box_append (GTK_BOX (page), head);
  gtk_box_append (GTK_BOX (page), self->scroller);
  gtk_box_append (GTK_BOX (page), foot);

  return page;
}

/* Somebody else has changed the menu: a form in which nothing was typed follows. */
static void
on_menu_changed (TrivetMenuForm *self)
{
  g_autofree char *base = self->base != NULL ? trivet_json_print (self->base) : NULL;
  g_autofree char *entry = self->entry != NULL ? trivet_json_print (self->entry) : NULL;

  if (base != NULL && g_str_equal (base, entry) && gtk_widget_get_sensitive (self->save))
    trivet_menu_form_edit (self, self->part, self->id);
}

/**
 * trivet_menu_form_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): a form in which nothing is open
 */
GtkWidget *
trivet_menu_form_new (TrivetUiContext *context)
{
  TrivetMenuForm *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_MENU_FORM, NULL);
  self->context = g_object_ref (context);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_hexpand (self->stack, TRUE);
  self->approval = trivet_approval_pane_new (context);
  g_signal_connect_object (self->approval, "cancelled", G_CALLBACK (on_cancelled), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), trivet_ui_empty_new (_("Nothing is open"), _("Choose something on the left to change it, or add something new.")), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), build_entry (self), "entry");
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (context->reg, "menu-changed", G_CALLBACK (on_menu_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * trivet_menu_form_get_id:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what is open; %NULL for something new, or nothing
 */
const char *
trivet_menu_form_get_id (TrivetMenuForm *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_FORM (self), NULL);

  return self->id;
}

/**
 * trivet_menu_form_get_part:
 * @self: a form
 *
 * Returns: what kind of part is open
 */
TrivetMenuPart
trivet_menu_form_get_part (TrivetMenuForm *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_FORM (self), TRIVET_MENU_PART_ITEM);

  return self->part;
}
