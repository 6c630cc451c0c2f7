/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-head.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskHead: the question, and what helps to answer it. "Start over" is asked once, in its own
 * place.
 */

enum {
  LANGUAGE,
  EASE,
  START_OVER,
  STAFF,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Longer than a guest's finger rests by chance. */
#define LONG_PRESS_FACTOR 2.0

struct _TrivetKioskHead {
  GtkWidget parent_instance;

  gboolean worth_asking;

  GtkWidget *row;
  GtkWidget *title;
  GtkWidget *stack;
  GtkWidget *start_over;
};

G_DEFINE_FINAL_TYPE (TrivetKioskHead, trivet_kiosk_head, GTK_TYPE_WIDGET)

static void
trivet_kiosk_head_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_KIOSK_HEAD (object)->row, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_kiosk_head_parent_class)->dispose (object);
}

static guint
add_signal (TrivetKioskHeadClass *klass,
            const char           *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_kiosk_head_class_init (TrivetKioskHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_head_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[LANGUAGE] = add_signal (klass, "language");
  signals[EASE] = add_signal (klass, "ease");
  signals[START_OVER] = add_signal (klass, "start-over");
  signals[STAFF] = add_signal (klass, "staff");
}

static void
on_language_clicked (GtkButton *button,
                     gpointer   user_data)
{
  g_signal_emit (user_data, signals[LANGUAGE], 0);
}

static void
on_ease_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[EASE], 0);
}

static void
show_tools (TrivetKioskHead *self,
            const char      *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
}

static void
on_start_over_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetKioskHead *self = user_data;

  if (self->worth_asking)
    show_tools (self, "question");
  else
    g_signal_emit (self, signals[START_OVER], 0);
}

static void
on_sure_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetKioskHead *self = user_data;

  show_tools (self, "tools");
  g_signal_emit (self, signals[START_OVER], 0);
}

static void
on_keep_clicked (GtkButton *button,
                 gpointer   user_data)
{
  show_tools (user_data, "tools");
}

static void
on_title_pressed (GtkGestureLongPress *gesture,
                  double               x,
                  double               y,
                  gpointer             user_data)
{
  g_signal_emit (user_data, signals[STAFF], 0);
}

static GtkWidget *
build_tools (TrivetKioskHead *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *language;
  GtkWidget *ease = trivet_ui_button_new ("Aa ♿", "trivet-button kiosk-tool", G_CALLBACK (on_ease_clicked), self);

  /* Each language is named in itself. */
  language = trivet_ui_button_new (trivet_ui_is_chinese () ? "English" : "中文", "trivet-button kiosk-tool", G_CALLBACK (on_language_clicked), self);
  trivet_ui_set_name (ease, _("Larger, and within reach"));
  self->start_over = trivet_ui_button_new (_("Start over"), "trivet-button danger kiosk-tool", G_CALLBACK (on_start_over_clicked), self);
  gtk_box_append (GTK_BOX (tools), language);
  gtk_box_append (GTK_BOX (tools), ease);
  gtk_box_append (GTK_BOX (tools), self->start_over);

  return tools;
}

static GtkWidget *
build_question (TrivetKioskHead *self)
{
  GtkWidget *question = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_append (GTK_BOX (question), trivet_ui_button_new (_("Keep my order"), "trivet-button kiosk-tool", G_CALLBACK (on_keep_clicked), self));
  gtk_box_append (GTK_BOX (question), trivet_ui_button_new (_("Yes, clear it"), "trivet-button danger kiosk-tool", G_CALLBACK (on_sure_clicked), self));

  return question;
}

static void
trivet_kiosk_head_init (TrivetKioskHead *self)
{
  GtkGesture *press = gtk_gesture_long_press_new ();

  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_add_css_class (self->row, "kiosk-head");
  self->title = trivet_ui_label_new ("", "kiosk-title");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_gesture_long_press_set_delay_factor (GTK_GESTURE_LONG_PRESS (press), LONG_PRESS_FACTOR);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_title_pressed), self, 0);
  gtk_widget_add_controller (self->title, GTK_EVENT_CONTROLLER (press));
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_tools (self), "tools");
  gtk_stack_add_named (GTK_STACK (self->stack), build_question (self), "question");
  gtk_box_append (GTK_BOX (self->row), self->title);
  gtk_box_append (GTK_BOX (self->row), self->stack);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

/**
 * trivet_kiosk_head_new:
 *
 * Returns: (transfer floating): the top of a kiosk's screen
 */
GtkWidget *
trivet_kiosk_head_new (void)
{
  return g_object_new (TRIVET_TYPE_KIOSK_HEAD, NULL);
}

/**
 * trivet_kiosk_head_show:
 * @self: a head
 * @title: what is asked
 * @started: whether there is something to start over
 * @worth_asking: whether a guest would miss it
 */
void
trivet_kiosk_head_show (TrivetKioskHead *self,
                        const char      *title,
                        gboolean         started,
                        gboolean         worth_asking)
{
  g_return_if_fail (TRIVET_IS_KIOSK_HEAD (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->start_over, started);
  self->worth_asking = worth_asking;
  if (!started || !worth_asking)
    show_tools (self, "tools");
}
