/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-error-bar.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetErrorBar: below the header, in nobody's way: nothing has to be answered before work goes on.
 */

struct _TrivetErrorBar {
  GtkWidget parent_instance;

  GtkWidget *revealer; /* NULL until there is something to say */
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (TrivetErrorBar, trivet_error_bar, GTK_TYPE_WIDGET)

static void
trivet_error_bar_dispose (GObject *object)
{
  TrivetErrorBar *self = TRIVET_ERROR_BAR (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_error_bar_parent_class)->dispose (object);
}

static void
trivet_error_bar_class_init (TrivetErrorBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_error_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
on_close_clicked (GtkButton *button,
                  gpointer   user_data)
{
  trivet_error_bar_hide (user_data);
}

static void
trivet_error_bar_init (TrivetErrorBar *self)
{
}

/* Most days there is nothing to say. */
static void
build (TrivetErrorBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (box, "trivet-error");
  self->words = trivet_ui_label_new ("", "");
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Close"), "trivet-button flat", G_CALLBACK (on_close_clicked), self));
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

/**
 * trivet_error_bar_new:
 *
 * Returns: (transfer floating): a bar that is not seen
 */
GtkWidget *
trivet_error_bar_new (void)
{
  return g_object_new (TRIVET_TYPE_ERROR_BAR, NULL);
}

/**
 * trivet_error_bar_say:
 * @self: a bar
 * @words: what staff should know, one or two sentences in their language
 *
 * Shows a sentence that is no error of a command.
 */
void
trivet_error_bar_say (TrivetErrorBar *self,
                      const char     *words)
{
  g_return_if_fail (TRIVET_IS_ERROR_BAR (self));
  g_return_if_fail (words != NULL);

  if (self->revealer == NULL)
    build (self);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

/**
 * trivet_error_bar_show:
 * @self: a bar
 * @error: what went wrong
 *
 * Says in one sentence what happened and what to do.
 */
void
trivet_error_bar_show (TrivetErrorBar *self,
                       const GError   *error)
{
  g_autofree char *words = NULL;

  g_return_if_fail (TRIVET_IS_ERROR_BAR (self));
  g_return_if_fail (error != NULL);

  words = trivet_words_for_error (error);
  trivet_error_bar_say (self, words);
}

/**
 * trivet_error_bar_hide:
 * @self: a bar
 */
void
trivet_error_bar_hide (TrivetErrorBar *self)
{
  g_return_if_fail (TRIVET_IS_ERROR_BAR (self));

  if (self->revealer != NULL)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}
