/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-door.h"

#include "trivet-approval-pane.h"

/*
 * TrivetDoor: the manager service knows whether it is open; this only collects the yes. Leaving the page
 * closes it, and so does somebody else who signs in.
 */

enum {
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetDoor {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetPermission permission;

  GtkWidget *stack;
  GtkWidget *approval;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (TrivetDoor, trivet_door, GTK_TYPE_WIDGET)

static void
trivet_door_dispose (GObject *object)
{
  TrivetDoor *self = TRIVET_DOOR (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_door_parent_class)->dispose (object);
}

static void
trivet_door_unmap (GtkWidget *widget)
{
  TrivetDoor *self = TRIVET_DOOR (widget);

  GTK_WIDGET_CLASS (trivet_door_parent_class)->unmap (widget);
  if (self->context != NULL)
    trivet_manager_close_door (self->context->manager, self->permission);
}

static void
trivet_door_class_init (TrivetDoorClass *klass)
{
  GTK_WIDGET_CLASS (klass)->unmap = trivet_door_unmap;
  G_OBJECT_CLASS (klass)->dispose = trivet_door_dispose;

  signals[OPENED] =
    g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_door_init (TrivetDoor *self)
{
  self->stack = gtk_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

static void
show_content (TrivetDoor *self)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->content);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetDoor *self = user_data;

  if (trivet_manager_open_door (self->context->manager, self->permission, approval))
    show_content (self);
}

static void
on_cancelled (GtkWidget *pane,
              gpointer   user_data)
{
  gtk_widget_activate_action (pane, "win.back", NULL);
}

/* What was opened for the one before is not shown to the next. */
static void
on_manager_changed (TrivetDoor *self)
{
  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->content && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !trivet_manager_is_open (self->context->manager, self->permission))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/**
 * trivet_door_new:
 * @context: the screens' context
 * @permission: of whoever sees @content
 * @content: (transfer floating): what is behind
 *
 * Returns: (transfer floating): a door that nobody has entered
 */
GtkWidget *
trivet_door_new (TrivetUiContext *context,
                 TrivetPermission permission,
                 GtkWidget       *content)
{
  TrivetDoor *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (content), NULL);

  self = g_object_new (TRIVET_TYPE_DOOR, NULL);
  self->context = g_object_ref (context);
  self->permission = permission;
  self->approval = trivet_approval_pane_new (context);
  self->content = content;
  g_signal_connect (self->approval, "cancelled", G_CALLBACK (on_cancelled), NULL);
  g_signal_connect_object (context->manager, "changed", G_CALLBACK (on_manager_changed), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_stack_add_child (GTK_STACK (self->stack), content);

  return GTK_WIDGET (self);
}

/**
 * trivet_door_enter:
 * @self: a door
 * @title: what somebody says yes to
 * @text: what follows from it
 *
 * Shows what is behind, or asks who may see it. A yes of an earlier visit is none for this one.
 */
void
trivet_door_enter (TrivetDoor *self,
                   const char *title,
                   const char *text)
{
  const TrivetApprovalQuestion question = { title, text, NULL, on_approved, self, self->permission };

  g_return_if_fail (TRIVET_IS_DOOR (self));

  trivet_manager_close_door (self->context->manager, self->permission);
  if (trivet_manager_is_open (self->context->manager, self->permission)) {
    /* The first manager of a shop gets a PIN in the middle of the work. */
    if (!trivet_manager_has_pin (self->context->manager))
      trivet_manager_open_door (self->context->manager, self->permission, NULL);
    show_content (self);
    return;
  }
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

/**
 * trivet_door_is_open:
 * @self: a door
 *
 * Returns: whether what is behind is shown
 */
gboolean
trivet_door_is_open (TrivetDoor *self)
{
  g_return_val_if_fail (TRIVET_IS_DOOR (self), FALSE);

  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->content;
}
