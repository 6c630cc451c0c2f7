/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-reason-chooser.h"

#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetReasonChooser: chips above a field; a tap on a chip empties the field.
 */

#define MAX_LENGTH 100

enum {
  CHANGED,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetReasonChooser {
  GtkBox parent_instance;

  char *reason; /* nullable */

  GtkWidget *chips;
  GtkWidget *other;
};

G_DEFINE_FINAL_TYPE (TrivetReasonChooser, trivet_reason_chooser, GTK_TYPE_BOX)

static void
trivet_reason_chooser_finalize (GObject *object)
{
  g_free (TRIVET_REASON_CHOOSER (object)->reason);

  G_OBJECT_CLASS (trivet_reason_chooser_parent_class)->finalize (object);
}

static void
trivet_reason_chooser_class_init (TrivetReasonChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_reason_chooser_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* @chip: (nullable): the one that was tapped */
static void
set_reason (TrivetReasonChooser *self,
            const char          *reason,
            GtkWidget           *chip)
{
  g_autofree char *copy = g_strdup (reason);

  g_free (self->reason);
  self->reason = g_steal_pointer (&copy);
  for (GtkWidget *other = gtk_widget_get_first_child (self->chips); other != NULL; other = gtk_widget_get_next_sibling (other))
    trivet_ui_toggle_class (other, "on", other == chip);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_other_changed (GtkEditable *editable,
                  gpointer     user_data)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  set_reason (user_data, *text != '\0' ? text : NULL, NULL);
}

static void
empty_other (TrivetReasonChooser *self)
{
  g_signal_handlers_block_by_func (self->other, on_other_changed, self);
  gtk_editable_set_text (GTK_EDITABLE (self->other), "");
  g_signal_handlers_unblock_by_func (self->other, on_other_changed, self);
}

static void
on_other_activated (GtkEntry *entry,
                    gpointer  user_data)
{
  if (TRIVET_REASON_CHOOSER (user_data)->reason != NULL)
    g_signal_emit (user_data, signals[CHOSEN], 0);
}

static void
on_chip_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetReasonChooser *self = user_data;

  empty_other (self);
  set_reason (self, gtk_button_get_label (button), GTK_WIDGET (button));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
trivet_reason_chooser_init (TrivetReasonChooser *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->chips = trivet_wrap_box_new (8);
  self->other = gtk_entry_new ();
  gtk_widget_add_css_class (self->other, "trivet-entry");
  gtk_entry_set_max_length (GTK_ENTRY (self->other), MAX_LENGTH);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->other), _("Another reason …"));
  trivet_ui_set_name (self->other, _("Another reason"));
  g_signal_connect (self->other, "changed", G_CALLBACK (on_other_changed), self);
  g_signal_connect (self->other, "activate", G_CALLBACK (on_other_activated), self);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), self->other);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * trivet_reason_chooser_new:
 *
 * Returns: (transfer floating): a chooser that offers nothing
 */
GtkWidget *
trivet_reason_chooser_new (void)
{
  return g_object_new (TRIVET_TYPE_REASON_CHOOSER, NULL);
}

/**
 * trivet_reason_chooser_offer:
 * @self: a chooser
 * @reasons: (array zero-terminated=1) (nullable): what can be tapped; %NULL hides everything
 *
 * Begins anew with nothing chosen.
 */
void
trivet_reason_chooser_offer (TrivetReasonChooser *self,
                             const char *const   *reasons)
{
  g_return_if_fail (TRIVET_IS_REASON_CHOOSER (self));

  trivet_ui_clear_box (GTK_BOX (self->chips));
  for (guint i = 0; reasons != NULL && reasons[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->chips), trivet_ui_button_new (reasons[i], "trivet-chip tall", G_CALLBACK (on_chip_clicked), self));
  empty_other (self);
  g_clear_pointer (&self->reason, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), reasons != NULL);
}

/**
 * trivet_reason_chooser_get_reason:
 * @self: a chooser
 *
 * Returns: (transfer none) (nullable): what is chosen or typed now
 */
const char *
trivet_reason_chooser_get_reason (TrivetReasonChooser *self)
{
  g_return_val_if_fail (TRIVET_IS_REASON_CHOOSER (self), NULL);

  return self->reason;
}

/**
 * trivet_reason_chooser_is_typed:
 * @self: a chooser
 *
 * Returns: whether the reason was typed, and is not confirmed by a tap
 */
gboolean
trivet_reason_chooser_is_typed (TrivetReasonChooser *self)
{
  g_return_val_if_fail (TRIVET_IS_REASON_CHOOSER (self), FALSE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->other)) != '\0';
}
