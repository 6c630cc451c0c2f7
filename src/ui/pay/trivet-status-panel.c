/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-status-panel.h"

#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <string.h>

/*
 * TrivetStatusPanel: mark, title, text, steps and buttons for one #TrivetStatusWords. Buttons stay
 * the same widgets while seconds count, so that no press is lost.
 */

enum {
  ACTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetStatusPanel {
  GtkWidget parent_instance;

  GtkWidget  *row;
  GtkWidget  *mark;
  GtkWidget  *title;
  GtkWidget  *text;
  GtkWidget  *steps;
  GtkWidget  *actions;
  GtkWidget  *side;
  GtkWidget  *primary; /* nullable, borrowed */
  const char *style;
  char       *shown_buttons;
};

G_DEFINE_FINAL_TYPE (TrivetStatusPanel, trivet_status_panel, GTK_TYPE_WIDGET)

static void
trivet_status_panel_dispose (GObject *object)
{
  TrivetStatusPanel *self = TRIVET_STATUS_PANEL (object);

  self->primary = NULL;
  g_clear_pointer (&self->row, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_status_panel_parent_class)->dispose (object);
}

static void
trivet_status_panel_finalize (GObject *object)
{
  g_free (TRIVET_STATUS_PANEL (object)->shown_buttons);

  G_OBJECT_CLASS (trivet_status_panel_parent_class)->finalize (object);
}

static void
trivet_status_panel_class_init (TrivetStatusPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = trivet_status_panel_dispose;
  object_class->finalize = trivet_status_panel_finalize;

  signals[ACTION] =
    g_signal_new ("action",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static GtkWidget *
wrapping_label_new (const char *css_class)
{
  GtkWidget *label = trivet_ui_label_new ("", css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  return label;
}

static GtkWidget *
steps_new (void)
{
  GtkWidget *steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (steps), TRUE);
  gtk_widget_add_css_class (steps, "steps");
  for (guint i = 0; i < TRIVET_PAY_N_STEPS; i++) {
    GtkWidget *step = g_object_new (GTK_TYPE_BOX,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                    "hexpand", TRUE,
                                    NULL);

    gtk_box_append (GTK_BOX (steps), step);
  }

  return steps;
}

static void
trivet_status_panel_init (TrivetStatusPanel *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (GTK_WIDGET (self), "status");
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->mark = trivet_status_mark_new ();
  self->title = wrapping_label_new ("title numeric");
  self->text = wrapping_label_new ("text numeric");
  self->steps = steps_new ();
  self->actions = trivet_wrap_box_new (8);
  self->side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_valign (self->side, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_widget_set_valign (body, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->actions, "actions");

  gtk_box_append (GTK_BOX (body), self->title);
  gtk_box_append (GTK_BOX (body), self->text);
  gtk_box_append (GTK_BOX (body), self->steps);
  gtk_box_append (GTK_BOX (body), self->actions);
  gtk_box_append (GTK_BOX (self->row), self->mark);
  gtk_box_append (GTK_BOX (self->row), body);
  gtk_box_append (GTK_BOX (self->row), self->side);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

/**
 * trivet_status_panel_new:
 *
 * Returns: (transfer floating): an empty panel
 */
GtkWidget *
trivet_status_panel_new (void)
{
  return g_object_new (TRIVET_TYPE_STATUS_PANEL, NULL);
}

static void
on_button_clicked (GtkButton *button,
                   gpointer   user_data)
{
  gpointer action = g_object_get_data (G_OBJECT (button), "action");

  g_signal_emit (user_data, signals[ACTION], 0, GPOINTER_TO_INT (action));
}

static void
set_label (GtkWidget  *label,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

/* Stresses the seconds or the sum inside the text, without markup that a name could break. */
static void
set_strong (GtkWidget  *label,
            const char *text,
            const char *strong)
{
  const char *found = strong != NULL ? strstr (text, strong) : NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *weight;

  if (found != NULL) {
    attributes = pango_attr_list_new ();
    weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    weight->start_index = (guint) (found - text);
    weight->end_index = weight->start_index + (guint) strlen (strong);
    pango_attr_list_insert (attributes, weight);
  }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
set_steps (TrivetStatusPanel *self,
           guint              n_done)
{
  GtkWidget *step = gtk_widget_get_first_child (self->steps);

  gtk_widget_set_visible (self->steps, n_done > 0);
  for (guint i = 0; step != NULL; i++, step = gtk_widget_get_next_sibling (step))
    trivet_ui_toggle_class (step, "done", i < n_done);
}

static char *
describe_buttons (const TrivetStatusWords *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->n_buttons; i++)
    g_string_append_printf (text, "%d %s\n", words->buttons[i].action, words->buttons[i].label);

  return g_string_free (text, FALSE);
}

/* Leaving stands apart from what goes on with the payment. */
static void
add_button (TrivetStatusPanel     *self,
            const TrivetPayButton *button,
            gboolean               alone)
{
  const char *classes = button->primary ? "trivet-button primary" : alone ? "trivet-button danger"
                                                                          : "trivet-button";
  GtkWidget  *widget = trivet_ui_button_new (button->label, classes, G_CALLBACK (on_button_clicked), self);

  /* The words beside it may wrap; its own may not be cut. */
  if (alone)
    gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget))), PANGO_ELLIPSIZE_NONE);
  g_object_set_data (G_OBJECT (widget), "action", GINT_TO_POINTER (button->action));
  gtk_box_append (GTK_BOX (alone ? self->side : self->actions), widget);
  if (button->primary)
    self->primary = widget;
}

static gboolean
set_buttons (TrivetStatusPanel       *self,
             const TrivetStatusWords *words)
{
  g_autofree char *wanted = describe_buttons (words);
  gboolean         alone = words->n_buttons == 1 && words->buttons[0].action == TRIVET_PAY_ACTION_LEAVE;

  if (g_strcmp0 (self->shown_buttons, wanted) == 0)
    return FALSE;

  self->primary = NULL;
  /* Shown before they are filled: GTK 4.8 keeps the empty size of a box that is filled hidden. */
  gtk_widget_set_visible (self->actions, words->n_buttons > 0 && !alone);
  gtk_widget_set_visible (self->side, alone);
  trivet_ui_clear_box (GTK_BOX (self->actions));
  trivet_ui_clear_box (GTK_BOX (self->side));
  for (guint i = 0; i < words->n_buttons; i++)
    add_button (self, &words->buttons[i], alone);
  g_free (self->shown_buttons);
  self->shown_buttons = g_steal_pointer (&wanted);

  return TRUE;
}

/**
 * trivet_status_panel_set_words:
 * @self: a panel
 * @words: what to show
 *
 * Returns: whether the state or its buttons are others, not just the next second of the same
 */
gboolean
trivet_status_panel_set_words (TrivetStatusPanel       *self,
                               const TrivetStatusWords *words)
{
  gboolean changed;
  gboolean rebuilt;

  g_return_val_if_fail (TRIVET_IS_STATUS_PANEL (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  changed = g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->title)), words->title) != 0;
  if (g_strcmp0 (self->style, words->style) != 0) {
    if (self->style != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
    gtk_widget_add_css_class (GTK_WIDGET (self), words->style);
    self->style = words->style;
  }
  trivet_status_mark_set_sign (TRIVET_STATUS_MARK (self->mark), words->sign);
  set_label (self->title, words->title);
  set_label (self->text, words->text);
  set_strong (self->text, words->text, words->strong);
  set_steps (self, words->n_steps);
  rebuilt = set_buttons (self, words);

  /* A reader hears each new state once, not each second. */
  if (changed) {
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->text, -1);
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, words->n_steps > 1, -1);
  }

  return changed || rebuilt;
}

/**
 * trivet_status_panel_focus_primary:
 * @self: a panel
 *
 * Lets Enter and Space press what staff most likely want.
 *
 * Returns: whether there is such a button
 */
gboolean
trivet_status_panel_focus_primary (TrivetStatusPanel *self)
{
  g_return_val_if_fail (TRIVET_IS_STATUS_PANEL (self), FALSE);

  return self->primary != NULL && gtk_widget_grab_focus (self->primary);
}
