/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-course-header.h"

#include "trivet-kitchen-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetCourseHeader: stands above the lines of a course: what the kitchen knows of it, and the button
 * that holds or fires it.
 */

struct _TrivetCourseHeader {
  GtkBox parent_instance;

  TrivetUiContext *context;
  int              course;
  gboolean         held;

  GtkWidget *head;
  GtkWidget *parts;
  GtkWidget *title;
  GtkWidget *state;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (TrivetCourseHeader, trivet_course_header, GTK_TYPE_BOX)

static void
trivet_course_header_dispose (GObject *object)
{
  g_clear_object (&TRIVET_COURSE_HEADER (object)->context);

  G_OBJECT_CLASS (trivet_course_header_parent_class)->dispose (object);
}

static void
trivet_course_header_class_init (TrivetCourseHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_course_header_dispose;
}

static void
on_clicked (GtkButton *button,
            gpointer   user_data)
{
  TrivetCourseHeader *self = user_data;

  if (self->held)
    trivet_kitchen_desk_fire (self->context->kitchen, self->course);
  else
    trivet_kitchen_desk_hold (self->context->kitchen, self->course);
}

static void
trivet_course_header_init (TrivetCourseHeader *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->head, "course-header");
  self->title = trivet_ui_label_new ("", "course-title");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  self->state = trivet_ui_label_new ("", "course-state");
  self->button = trivet_ui_button_new ("", "trivet-button compact", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self->head), self->title);
  gtk_box_append (GTK_BOX (self->head), self->state);
  gtk_box_append (GTK_BOX (self->head), self->button);
  gtk_box_append (GTK_BOX (self), self->head);
  self->parts = trivet_ui_label_new ("", "course-parts detail");
  gtk_label_set_wrap (GTK_LABEL (self->parts), TRUE);
  gtk_box_append (GTK_BOX (self), self->parts);
}

/**
 * trivet_course_header_new:
 * @context: the screens' context
 * @course: which course
 *
 * Returns: (transfer floating): a header without words yet
 */
GtkWidget *
trivet_course_header_new (TrivetUiContext *context,
                          int              course)
{
  TrivetCourseHeader *self = g_object_new (TRIVET_TYPE_COURSE_HEADER, NULL);

  self->context = g_object_ref (context);
  self->course = course;

  return GTK_WIDGET (self);
}

/* The same of what comes of one line with the course. */
static gint64
find_line_sent (TrivetCourseHeader    *self,
                TrivetKitchen         *kitchen,
                const TrivetOrderLine *line)
{
  gint64 time_us = 0;

  if (!trivet_order_line_is_combo (line))
    return trivet_kitchen_is_in_course (kitchen, NULL, line, self->course) && line->sent_quantity > 0 ? line->sent_at_us : 0;
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sent_quantity > 0 && trivet_kitchen_get_part_course (kitchen, line, part) == self->course)
      time_us = MAX (time_us, part->sent_at_us);
  }

  return time_us;
}

/* Wall time at which the kitchen last heard of the course, 0 for never. */
static gint64
find_sent (TrivetCourseHeader *self,
           const TrivetOrder  *order)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);
  gint64         time_us = 0;

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided)
      time_us = MAX (time_us, find_line_sent (self, kitchen, line));
  }

  return time_us;
}

static gboolean
concerns_course (TrivetCourseHeader  *self,
                 const TrivetOrder   *order,
                 const TrivetStation *station)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (trivet_kitchen_is_in_course (kitchen, station, line, self->course))
      return TRUE;
  }

  return FALSE;
}

/* Returns: (transfer none) (nullable): a station whose printer has not acknowledged its slip */
static const TrivetStation *
find_unprinted (TrivetCourseHeader *self,
                const TrivetOrder  *order,
                gboolean           *ret_failed)
{
  TrivetKitchen       *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);
  GListModel          *jobs = trivet_print_queue_get_jobs (self->context->print_queue);
  const TrivetStation *found = NULL;

  *ret_failed = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (jobs, i);
    const TrivetPrintJob *job = trivet_print_job_item_get_job (item);
    const TrivetStation  *station = trivet_kitchen_lookup_station (kitchen, job->station);

    if (station == NULL || !g_str_equal (job->order_id, order->order_id) || !concerns_course (self, order, station))
      continue;
    found = station;
    *ret_failed |= g_str_equal (job->state, "failed");
  }

  return found;
}

static char *
describe_sent (TrivetCourseHeader *self,
               const TrivetOrder  *order,
               gint64              sent_us,
               gboolean           *ret_failed)
{
  const TrivetStation *station = find_unprinted (self, order, ret_failed);
  g_autofree char     *clock = trivet_kitchen_words_dup_clock (sent_us);

  if (sent_us == 0)
    return g_strdup (self->held ? _("held") : _("not sent"));
  if (*ret_failed)
    return g_strdup_printf (_("not printed at %s"), trivet_ui_is_chinese () ? station->name_zh : station->name);
  if (station != NULL)
    return g_strdup (_("printing"));

  return g_strdup_printf (_("sent %s"), clock);
}

/* Dishes of combos that stand in an earlier course: "2 × Mango pudding · Set lunch". */
static char *
describe_parts (TrivetCourseHeader *self,
                const TrivetOrder  *order)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);
  gboolean       chinese = trivet_ui_is_chinese ();
  GString       *text = g_string_new (NULL);

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (line->voided || trivet_kitchen_get_course (kitchen, line) == self->course)
      continue;
    for (guint j = 0; j < line->modifiers->len; j++) {
      const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, j);

      if (part->sku != NULL && trivet_kitchen_get_part_course (kitchen, line, part) == self->course)
        g_string_append_printf (text, "%s%d × %s · %s", text->len > 0 ? "\n" : "", (int) line->quantity,
                                chinese ? part->name_zh : part->name, chinese ? line->name_zh : line->name);
    }
  }

  return g_string_free (text, FALSE);
}

/**
 * trivet_course_header_update:
 * @self: a header
 * @order: the order on the screen
 *
 * Says what the kitchen knows of the course now.
 */
void
trivet_course_header_update (TrivetCourseHeader *self,
                             const TrivetOrder  *order)
{
  guint            n_new = trivet_kitchen_desk_count_due (self->context->kitchen, order, self->course);
  g_autofree char *course = trivet_kitchen_words_dup_course (self->course);
  g_autofree char *count = g_strdup_printf (_("%u new"), n_new);
  g_autofree char *sent = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autofree char *parts = describe_parts (self, order);
  gboolean         failed;
  gboolean         printed;

  self->held = (order->held_courses & (1u << self->course)) != 0;
  printed = find_unprinted (self, order, &failed) == NULL;
  sent = describe_sent (self, order, find_sent (self, order), &failed);
  title = g_strdup_printf ("%s · %s", course, sent);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->parts), parts);
  gtk_widget_set_visible (self->parts, *parts != '\0');
  gtk_label_set_text (GTK_LABEL (self->state), n_new > 0 ? count : (printed ? "✓" : "…"));
  trivet_ui_toggle_class (self->head, "failed", failed);
  gtk_widget_set_visible (self->button, n_new > 0);
  gtk_button_set_label (GTK_BUTTON (self->button), self->held ? _("Fire") : _("Hold"));
  name = g_strdup_printf (self->held ? _("Fire %s") : _("Hold %s"), course);
  trivet_ui_set_name (self->button, name);
}
