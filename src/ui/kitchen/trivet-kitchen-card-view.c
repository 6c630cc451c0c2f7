/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kitchen-card-view.h"

#include "trivet-kitchen-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKitchenCardView: one card of the kitchen's display. Its lines are made anew only when they say
 * something else, so that a finger or the focus stays where it is.
 */

/* How long guests wait without a thought, and with a complaint. */
#define LATE_US    (10 * G_TIME_SPAN_MINUTE)
#define OVERDUE_US (15 * G_TIME_SPAN_MINUTE)

struct _TrivetKitchenCardView {
  GtkBox parent_instance;

  TrivetKitchenBoard *board;
  char               *order_id;
  int                 course;
  gint64              since_us;
  char               *said; /* what the lines say */

  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *age;
  GtkWidget *note;
  GtkWidget *lines;
  GtkWidget *bump;
};

G_DEFINE_FINAL_TYPE (TrivetKitchenCardView, trivet_kitchen_card_view, GTK_TYPE_BOX)

static void
trivet_kitchen_card_view_dispose (GObject *object)
{
  TrivetKitchenCardView *self = TRIVET_KITCHEN_CARD_VIEW (object);

  g_clear_object (&self->board);
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->said, g_free);

  G_OBJECT_CLASS (trivet_kitchen_card_view_parent_class)->dispose (object);
}

static void
trivet_kitchen_card_view_class_init (TrivetKitchenCardViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kitchen_card_view_dispose;
}

static void
on_bump_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_kitchen_card_view_bump (user_data);
}

static void
on_line_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetKitchenCardView *self = user_data;

  trivet_kitchen_board_toggle (self->board, self->order_id, g_object_get_data (G_OBJECT (button), "line"),
                               g_object_get_data (G_OBJECT (button), "part"));
}

static void
build_head (TrivetKitchenCardView *self)
{
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->head, "kitchen-card-head");
  self->title = trivet_ui_label_new ("", "kitchen-card-title");
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->age = trivet_ui_label_new ("", "kitchen-card-title numeric");
  gtk_box_append (GTK_BOX (self->head), self->title);
  gtk_box_append (GTK_BOX (self->head), self->age);
  gtk_box_append (GTK_BOX (self), self->head);
}

static void
trivet_kitchen_card_view_init (TrivetKitchenCardView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kitchen-card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  build_head (self);
  self->note = trivet_ui_label_new ("", "kitchen-card-note");
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_box_append (GTK_BOX (self), self->note);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->lines);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
  self->bump = trivet_ui_button_new (_("Bump"), "trivet-button big primary kitchen-bump", G_CALLBACK (on_bump_clicked), self);
  gtk_box_append (GTK_BOX (self), self->bump);
}

/**
 * trivet_kitchen_card_view_new:
 * @board: whose cards it shows
 *
 * Returns: (transfer floating): a view without a card yet
 */
GtkWidget *
trivet_kitchen_card_view_new (TrivetKitchenBoard *board)
{
  TrivetKitchenCardView *self = g_object_new (TRIVET_TYPE_KITCHEN_CARD_VIEW, NULL);

  self->board = g_object_ref (board);

  return GTK_WIDGET (self);
}

/* Returns: (transfer none): what must not be missed of it, or "" */
static const char *
get_stamp (const TrivetKitchenEntry *entry)
{
  gint64 changed_us = entry->part != NULL ? entry->part->changed_at_us : entry->line->changed_at_us;
  gint64 cooked_us = entry->part != NULL ? entry->part->cooked_at_us : entry->line->cooked_at_us;

  if (entry->is_void)
    return _("VOID");
  if (changed_us != 0 && changed_us >= cooked_us && entry->made < entry->wanted)
    return _("CHANGED");

  return "";
}

static char *
dup_name (const TrivetKitchenEntry *entry)
{
  return g_strdup_printf ("%d × %s", (int) entry->wanted, trivet_kitchen_words_get_name (entry->line, entry->part));
}

/* Returns: (transfer full): the stamp before the name */
static char *
dup_spoken (const TrivetKitchenEntry *entry)
{
  const char      *stamp = get_stamp (entry);
  g_autofree char *name = dup_name (entry);

  return g_strdup_printf ("%s%s%s", stamp, *stamp != '\0' ? " " : "", name);
}

static GtkWidget *
name_new (const TrivetKitchenEntry *entry)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char      *stamp = get_stamp (entry);
  g_autofree char *name = dup_name (entry);
  GtkWidget       *label = trivet_ui_label_new (name, "kitchen-line-name");

  if (*stamp != '\0') {
    gtk_box_append (GTK_BOX (box), trivet_ui_label_new (stamp, "kitchen-stamp"));
    gtk_widget_set_valign (gtk_widget_get_first_child (box), GTK_ALIGN_CENTER);
  }
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
append_line (TrivetKitchenCardView    *self,
             const TrivetKitchenEntry *entry)
{
  gboolean         done = !entry->is_void && entry->made >= entry->wanted;
  g_autofree char *name = dup_spoken (entry);
  g_autofree char *wishes = entry->is_void ? g_strdup ("") : trivet_kitchen_words_dup_wishes (entry->line, entry->part);
  g_autofree char *state = done ? g_strdup_printf (_("%s, done"), name) : g_strdup (name);
  g_autofree char *accessible = *wishes != '\0' ? g_strdup_printf ("%s, %s", state, wishes) : g_strdup (state);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *small = trivet_ui_label_new (wishes, "kitchen-line-wishes");

  gtk_label_set_wrap (GTK_LABEL (small), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (small), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (small, *wishes != '\0');
  gtk_box_append (GTK_BOX (box), name_new (entry));
  gtk_box_append (GTK_BOX (box), small);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kitchen-line");
  trivet_ui_toggle_class (button, "done", done);
  trivet_ui_toggle_class (button, "void", entry->is_void);
  trivet_ui_toggle_class (button, "allergy", trivet_kitchen_is_allergy (entry->line->note));
  trivet_ui_set_name (button, accessible);
  g_object_set_data_full (G_OBJECT (button), "line", g_strdup (entry->line->line_id), g_free);
  if (entry->part != NULL)
    g_object_set_data_full (G_OBJECT (button), "part",
                            trivet_line_modifier_make_place (entry->part->group_id, entry->part->option_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_line_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->lines), button);
}

static char *
dup_said (const TrivetKitchenCard *card)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < card->entries->len; i++) {
    const TrivetKitchenEntry *entry = &g_array_index (card->entries, TrivetKitchenEntry, i);
    g_autofree char          *name = dup_spoken (entry);
    g_autofree char          *wishes = trivet_kitchen_words_dup_wishes (entry->line, entry->part);

    g_string_append_printf (text, "%s %s %s %d %d\n", entry->line->line_id, name, wishes, (int) entry->made, entry->is_void);
  }

  return g_string_free (text, FALSE);
}

static void
show_lines (TrivetKitchenCardView   *self,
            const TrivetKitchenCard *card)
{
  g_autofree char *said = dup_said (card);

  if (g_strcmp0 (said, self->said) == 0)
    return;
  g_free (self->said);
  self->said = g_steal_pointer (&said);
  trivet_ui_clear_box (GTK_BOX (self->lines));
  for (guint i = 0; i < card->entries->len; i++)
    append_line (self, &g_array_index (card->entries, TrivetKitchenEntry, i));
}

static void
append_words (GString    *text,
              const char *words)
{
  if (*words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

/* What concerns the whole card: the guest asks for it, it goes elsewhere now, what staff wrote. */
static void
show_note (TrivetKitchenCardView   *self,
           const TrivetKitchenCard *card)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *move = NULL;

  if (card->moved)
    move = trivet_kitchen_words_dup_move (trivet_kitchen_board_get_desk (self->board), card->order);
  append_words (text, card->rushed ? _("RUSH") : "");
  append_words (text, move != NULL ? move : "");
  append_words (text, card->order->note);
  gtk_label_set_text (GTK_LABEL (self->note), text->str);
  gtk_widget_set_visible (self->note, text->len > 0);
  trivet_ui_toggle_class (self->note, "urgent", card->rushed || card->moved);
}

/**
 * trivet_kitchen_card_view_show:
 * @self: a view
 * @card: what to show; not kept
 */
void
trivet_kitchen_card_view_show (TrivetKitchenCardView   *self,
                               const TrivetKitchenCard *card)
{
  g_autofree char *title = NULL;
  g_autofree char *bump = NULL;

  g_return_if_fail (TRIVET_IS_KITCHEN_CARD_VIEW (self));
  g_return_if_fail (card != NULL);

  g_free (self->order_id);
  self->order_id = g_strdup (card->order->order_id);
  self->course = card->course;
  self->since_us = card->since_us;
  title = trivet_kitchen_words_dup_title (trivet_kitchen_board_get_desk (self->board), card->order, card->course);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  bump = g_strdup_printf (_("Bump %s"), title);
  trivet_ui_set_name (self->bump, bump);
  show_note (self, card);
  show_lines (self, card);
  trivet_kitchen_card_view_tick (self);
}

/**
 * trivet_kitchen_format_minutes:
 * @time_us: how long
 *
 * Returns: (transfer full): "18:22", "1:05:00" from an hour on
 */
char *
trivet_kitchen_format_minutes (gint64 time_us)
{
  gint64 seconds = MAX (0, time_us) / G_USEC_PER_SEC;

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/**
 * trivet_kitchen_card_view_tick:
 * @self: a view with a card
 *
 * A second has passed.
 */
void
trivet_kitchen_card_view_tick (TrivetKitchenCardView *self)
{
  gint64           age_us;
  g_autofree char *age = NULL;

  g_return_if_fail (TRIVET_IS_KITCHEN_CARD_VIEW (self));

  age_us = trivet_clock_get_wall_us (trivet_kitchen_board_get_clock (self->board)) - self->since_us;
  age = trivet_kitchen_format_minutes (age_us);
  gtk_label_set_text (GTK_LABEL (self->age), age);
  trivet_ui_toggle_class (self->head, "late", age_us >= LATE_US && age_us < OVERDUE_US);
  trivet_ui_toggle_class (self->head, "overdue", age_us >= OVERDUE_US);
}

/**
 * trivet_kitchen_card_view_bump:
 * @self: a view with a card
 *
 * All of it is made.
 */
void
trivet_kitchen_card_view_bump (TrivetKitchenCardView *self)
{
  g_return_if_fail (TRIVET_IS_KITCHEN_CARD_VIEW (self));

  trivet_kitchen_board_bump (self->board, self->order_id, self->course);
}
