/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-staff-popover.h"

#include "trivet-ui.h"

/*
 * A list of those who work here, to choose one.
 */

/* What fits beside a button on the smallest screen; the rest is scrolled. */
#define MAX_HEIGHT 420

typedef struct {
  GtkWidget      *popover;
  TrivetStaffFunc func;
  gpointer        user_data;
} Question;

static gboolean
unparent_later (gpointer user_data)
{
  gtk_widget_unparent (GTK_WIDGET (user_data));

  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkPopover *popover,
           gpointer    user_data)
{
  /* The popover is still handling its own signal; it may leave its parent afterwards. */
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_later, g_object_ref (popover), g_object_unref);
}

static void
on_name_clicked (GtkButton *button,
                 gpointer   user_data)
{
  Question *question = user_data;

  question->func (g_object_get_data (G_OBJECT (button), "name"), question->user_data);
  gtk_popover_popdown (GTK_POPOVER (question->popover));
}

static GtkWidget *
member_new (const TrivetStaffList   *list,
            const TrivetStaffMember *member,
            Question                *question)
{
  const TrivetRole *role = trivet_staff_list_role_of (list, member);
  g_autofree char  *label = role != NULL ? g_strdup_printf ("%s · %s", member->name, trivet_ui_is_chinese () ? role->name_zh : role->name)
                                         : g_strdup (member->name);
  GtkWidget        *button = trivet_ui_button_new (label, "trivet-button", G_CALLBACK (on_name_clicked), question);

  trivet_ui_set_name (button, label);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (member->name), g_free);

  return button;
}

/* Returns: whether anybody was added */
static gboolean
append_members (GtkWidget       *box,
                TrivetUiContext *context,
                const char      *present,
                Question        *question)
{
  TrivetStaffDesk       *desk = trivet_manager_get_desk (context->manager);
  const TrivetStaffList *list = desk != NULL ? trivet_staff_desk_get_list (desk) : NULL;
  GPtrArray             *members = list != NULL ? trivet_staff_list_get_members (list) : NULL;
  gboolean               any = FALSE;

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);

    if (!member->active || g_strcmp0 (member->name, present) == 0)
      continue;
    gtk_box_append (GTK_BOX (box), member_new (list, member, question));
    any = TRUE;
  }

  return any;
}

static GtkWidget *
content_new (const char *title,
             GtkWidget  *names)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), names);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (title, "strong"));
  gtk_box_append (GTK_BOX (box), scroller);

  return box;
}

/**
 * trivet_staff_popover_ask:
 * @parent: the widget beside which to ask
 * @context: the screens' context
 * @title: the question
 * @present: who it is now, and is not offered
 * @func: called with the name that was chosen
 * @user_data: for @func
 *
 * Returns: %FALSE when nobody else is listed, and nothing was asked
 */
gboolean
trivet_staff_popover_ask (GtkWidget       *parent,
                          TrivetUiContext *context,
                          const char      *title,
                          const char      *present,
                          TrivetStaffFunc  func,
                          gpointer         user_data)
{
  g_autoptr (GtkWidget) names = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  g_autofree Question *question = g_new0 (Question, 1);
  GtkWidget           *popover;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), FALSE);

  question->func = func;
  question->user_data = user_data;
  if (!append_members (names, context, present, question))
    return FALSE;

  popover = gtk_popover_new ();
  question->popover = popover;
  g_object_set_data_full (G_OBJECT (popover), "question", g_steal_pointer (&question), g_free);
  gtk_popover_set_child (GTK_POPOVER (popover), content_new (title, names));
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_popup (GTK_POPOVER (popover));

  return TRUE;
}
