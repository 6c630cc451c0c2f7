/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-note-pane.h"

#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetNotePane: a note is needed; the difference stays in the books with it.
 */

#define MAX_NOTE 200

enum {
  NOTED,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetNotePane {
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *entry;
  GtkWidget *keep;
};

G_DEFINE_FINAL_TYPE (TrivetNotePane, trivet_note_pane, GTK_TYPE_BOX)

static void
trivet_note_pane_class_init (TrivetNotePaneClass *klass)
{
  signals[NOTED] =
    g_signal_new ("noted",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_STRING);
  signals[CANCELLED] =
    g_signal_new ("cancelled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
}

static char *
dup_note (TrivetNotePane *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
on_changed (GtkEditable *editable,
            gpointer     user_data)
{
  TrivetNotePane  *self = user_data;
  g_autofree char *note = dup_note (self);

  gtk_widget_set_sensitive (self->keep, *note != '\0');
}

static void
on_word_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetNotePane *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_button_get_label (button));
}

static void
on_keep_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetNotePane  *self = user_data;
  g_autofree char *note = dup_note (self);

  if (*note != '\0')
    g_signal_emit (self, signals[NOTED], 0, note);
}

static void
on_activated (GtkEntry *entry,
              gpointer  user_data)
{
  on_keep_clicked (NULL, user_data);
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[CANCELLED], 0);
}

static GtkWidget *
words_new (TrivetNotePane *self)
{
  const char *const words[] = { _("Checked, it is right"), _("Given back to the guest"), _("Collected from the guest"),
                                                                                              _("The provider corrects it"), _("Written off") };
  GtkWidget        *box = trivet_wrap_box_new (8);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_box_append (GTK_BOX (box), trivet_ui_button_new (words[i], "trivet-chip tall", G_CALLBACK (on_word_clicked), self));

  return box;
}

static void
trivet_note_pane_init (TrivetNotePane *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = trivet_ui_label_new (_("The difference stays in the books, with this note and your name."), "dim");
  GtkWidget *cancel = trivet_ui_button_new (_("Back"), "trivet-button", G_CALLBACK (on_cancel_clicked), self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note-pane");
  self->title = trivet_ui_label_new ("", "approval-title");
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), MAX_NOTE);
  gtk_widget_add_css_class (self->entry, "trivet-entry");
  trivet_ui_set_name (self->entry, _("How it was resolved"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("How it was resolved"));
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_activated), self);
  self->keep = trivet_ui_button_new (_("Mark as resolved"), "trivet-button primary big", G_CALLBACK (on_keep_clicked), self);
  gtk_widget_set_hexpand (self->keep, TRUE);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), self->keep);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), text);
  gtk_box_append (GTK_BOX (self), words_new (self));
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), buttons);
}

/**
 * trivet_note_pane_new:
 *
 * Returns: (transfer floating): a pane, to be opened
 */
GtkWidget *
trivet_note_pane_new (void)
{
  return g_object_new (TRIVET_TYPE_NOTE_PANE, NULL);
}

/**
 * trivet_note_pane_open:
 * @self: a pane
 * @title: what is resolved
 *
 * Begins anew.
 */
void
trivet_note_pane_open (TrivetNotePane *self,
                       const char     *title)
{
  g_return_if_fail (TRIVET_IS_NOTE_PANE (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_sensitive (self->keep, FALSE);
  gtk_widget_grab_focus (self->entry);
}
