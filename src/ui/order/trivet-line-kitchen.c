/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-line-kitchen.h"

#include "trivet-kitchen-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetLineKitchen: what the kitchen does with a line. Before it is sent, with which course it comes, and
 * each dish of a combo; then, whether the guest asks for it or has it.
 */

/* Starters, mains, desserts: a tap goes from one to the next. */
#define LAST_COURSE 3

struct _TrivetLineKitchen {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *line_id;

  GtkWidget *course;
  GtkWidget *rush;
  GtkWidget *serve;
  GtkWidget *parts;
};

G_DEFINE_FINAL_TYPE (TrivetLineKitchen, trivet_line_kitchen, GTK_TYPE_BOX)

static void
trivet_line_kitchen_finalize (GObject *object)
{
  TrivetLineKitchen *self = TRIVET_LINE_KITCHEN (object);

  g_free (self->line_id);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_line_kitchen_parent_class)->finalize (object);
}

static void
trivet_line_kitchen_class_init (TrivetLineKitchenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_line_kitchen_finalize;
}

static void
trivet_line_kitchen_init (TrivetLineKitchen *self)
{
}

/* Returns: (nullable): the line as it is now */
static const TrivetOrderLine *
get_line (TrivetLineKitchen *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  return tab != NULL ? trivet_order_lookup_line (trivet_tab_get_order (tab), self->line_id) : NULL;
}

static TrivetKitchen *
get_kitchen (TrivetLineKitchen *self)
{
  return trivet_kitchen_desk_get_kitchen (self->context->kitchen);
}

static void
on_course_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetLineKitchen     *self = user_data;
  const TrivetOrderLine *line = get_line (self);

  if (line != NULL)
    trivet_kitchen_desk_set_course (self->context->kitchen, self->line_id, NULL,
                                    trivet_kitchen_get_course (get_kitchen (self), line) % LAST_COURSE + 1);
}

static void
on_part_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetLineKitchen        *self = user_data;
  const char               *place = g_object_get_data (G_OBJECT (button), "place");
  const TrivetOrderLine    *line = get_line (self);
  const TrivetLineModifier *part = line != NULL ? trivet_order_line_lookup_part (line, place) : NULL;

  if (part != NULL)
    trivet_kitchen_desk_set_course (self->context->kitchen, self->line_id, place,
                                    trivet_kitchen_get_part_course (get_kitchen (self), line, part) % LAST_COURSE + 1);
}

static void
on_rush_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetLineKitchen *self = user_data;

  trivet_kitchen_desk_rush (self->context->kitchen, self->line_id);
}

static void
on_serve_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetLineKitchen *self = user_data;

  trivet_kitchen_desk_serve (self->context->kitchen, self->line_id);
}

static GtkWidget *
add_button (TrivetLineKitchen *self,
            GtkWidget         *box,
            const char        *label,
            const char        *name,
            GCallback          callback)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button compact", callback, self);

  trivet_ui_set_name (button, name);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
name_button (GtkWidget  *button,
             const char *name)
{
  gtk_button_set_label (GTK_BUTTON (button), name);
  trivet_ui_set_name (button, name);
}

/* The course of one dish of a combo alone, as long as nobody makes it. */
static void
add_part (TrivetLineKitchen        *self,
          const TrivetOrderLine    *line,
          const TrivetLineModifier *part)
{
  int              number = trivet_kitchen_get_part_course (get_kitchen (self), line, part);
  g_autofree char *course = trivet_kitchen_words_dup_course (number);
  g_autofree char *name = g_strdup_printf (_("%s comes with: %s"), trivet_ui_is_chinese () ? part->name_zh : part->name, course);
  GtkWidget       *button = add_button (self, self->parts, name, name, G_CALLBACK (on_part_clicked));
  GtkWidget       *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  g_object_set_data_full (G_OBJECT (button), "place", trivet_line_modifier_make_place (part->group_id, part->option_id), g_free);
}

/* A button that is pressed must not go away under the finger: the same dishes keep theirs. */
static gboolean
update_part (TrivetLineKitchen        *self,
             const TrivetOrderLine    *line,
             const TrivetLineModifier *part,
             GtkWidget                *button)
{
  g_autofree char *place = trivet_line_modifier_make_place (part->group_id, part->option_id);
  g_autofree char *course = trivet_kitchen_words_dup_course (trivet_kitchen_get_part_course (get_kitchen (self), line, part));
  g_autofree char *name = g_strdup_printf (_("%s comes with: %s"), trivet_ui_is_chinese () ? part->name_zh : part->name, course);

  if (button == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (button), "place"), place) != 0)
    return FALSE;
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), name);
  trivet_ui_set_name (button, name);

  return TRUE;
}

static gboolean
is_settable (const TrivetLineModifier *part)
{
  return part->sku != NULL && part->sent_quantity == 0;
}

static void
update_parts (TrivetLineKitchen     *self,
              const TrivetOrderLine *line)
{
  GtkWidget *button = gtk_widget_get_first_child (self->parts);
  gboolean   same = TRUE;

  for (guint i = 0; i < line->modifiers->len && same; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (!is_settable (part))
      continue;
    same = update_part (self, line, part, button);
    button = button != NULL ? gtk_widget_get_next_sibling (button) : NULL;
  }
  if (same && button == NULL)
    return;
  trivet_ui_clear_box (GTK_BOX (self->parts));
  for (guint i = 0; i < line->modifiers->len; i++) {
    if (is_settable (g_ptr_array_index (line->modifiers, i)))
      add_part (self, line, g_ptr_array_index (line->modifiers, i));
  }
}

/**
 * trivet_line_kitchen_new:
 * @context: the screens' context; its shop has a kitchen
 * @line_id: a line of the current order
 *
 * Returns: (transfer floating): its buttons
 */
GtkWidget *
trivet_line_kitchen_new (TrivetUiContext *context,
                         const char      *line_id)
{
  TrivetLineKitchen *self;
  GtkWidget         *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (line_id != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_LINE_KITCHEN, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  self->line_id = g_strdup (line_id);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_add_css_class (row, "line-actions");
  self->course = add_button (self, row, "", "", G_CALLBACK (on_course_clicked));
  self->rush = add_button (self, row, _("Rush"), _("Ask the kitchen to hurry"), G_CALLBACK (on_rush_clicked));
  self->serve = add_button (self, row, "", "", G_CALLBACK (on_serve_clicked));
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->parts, "line-actions");
  gtk_box_append (GTK_BOX (self), row);
  gtk_box_append (GTK_BOX (self), self->parts);
  trivet_line_kitchen_update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_line_kitchen_update:
 * @self: a line's buttons
 *
 * Offers what can be told of the line as it is now.
 */
void
trivet_line_kitchen_update (TrivetLineKitchen *self)
{
  const TrivetOrderLine *line;
  g_autofree char       *course = NULL;
  g_autofree char       *name = NULL;
  gboolean               sent;
  gboolean               waiting;

  g_return_if_fail (TRIVET_IS_LINE_KITCHEN (self));

  line = get_line (self);
  if (line == NULL)
    return;
  course = trivet_kitchen_words_dup_course (trivet_kitchen_get_course (get_kitchen (self), line));
  name = g_strdup_printf (_("Comes with: %s"), course);
  sent = line->sent_quantity > 0;
  waiting = line->served_quantity < MIN (line->sent_quantity, line->quantity);
  name_button (self->course, name);
  name_button (self->serve, waiting ? _("Served") : _("Not served"));
  gtk_widget_set_visible (self->course, !sent);
  gtk_widget_set_visible (self->rush, sent);
  gtk_widget_set_visible (self->serve, sent);
  gtk_widget_set_sensitive (self->rush, waiting);
  update_parts (self, line);
  gtk_widget_set_visible (self->parts, gtk_widget_get_first_child (self->parts) != NULL);
}
