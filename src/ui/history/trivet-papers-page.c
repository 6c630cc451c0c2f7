/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-papers-page.h"

#include "trivet-paper-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetPapersPage: the print queue for people: what waits, and below it the slips that the kitchen has
 * had of the order on the screen, each to be printed again.
 */

struct _TrivetPapersPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *stack;
  GtkWidget       *rows;
  GtkWidget       *slips_title;
  GtkWidget       *slips;
};

G_DEFINE_FINAL_TYPE (TrivetPapersPage, trivet_papers_page, GTK_TYPE_BOX)

static void update (TrivetPapersPage *self);

static void
trivet_papers_page_dispose (GObject *object)
{
  TrivetPapersPage *self = TRIVET_PAPERS_PAGE (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_papers_page_parent_class)->dispose (object);
}

static void
trivet_papers_page_class_init (TrivetPapersPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_papers_page_dispose;
}

static void
trivet_papers_page_init (TrivetPapersPage *self)
{
}

static void
on_retry_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetPapersPage *self = user_data;

  trivet_print_queue_retry (self->context->print_queue, g_object_get_data (G_OBJECT (button), "job"));
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetPapersPage *self = user_data;
  g_autofree char  *job_id = g_strdup (g_object_get_data (G_OBJECT (button), "job"));

  trivet_print_queue_cancel (self->context->print_queue, job_id);
}

static char *
describe (TrivetPapersPage   *self,
          TrivetPrintJobItem *item)
{
  const TrivetPrintJob *job = trivet_print_job_item_get_job (item);

  if (!trivet_print_queue_can_print (self->context->print_queue, item))
    return g_strdup (*job->station != '\0' ? _("This station has no printer. Name one under “Devices”.")
                                           : _("No printer is set up. Name one in the settings."));
  if (g_str_equal (job->state, "waiting"))
    return g_strdup (_("Waiting for the printer"));
  if (job->partly)
    return g_strdup_printf (_("It may have printed in part: %s. Look at the paper; a new one says DUPLICATE."), job->reason);

  return g_strdup_printf (_("Not printed: %s"), job->reason);
}

static GtkWidget *
new_job_button (TrivetPapersPage     *self,
                const TrivetPrintJob *job,
                const char           *label,
                const char           *classes,
                GCallback             callback)
{
  GtkWidget       *button = trivet_ui_button_new (label, classes, callback, self);
  g_autofree char *paper = trivet_words_for_paper (job, trivet_kitchen_desk_get_kitchen (self->context->kitchen));
  g_autofree char *name = g_strdup_printf ("%s: %s", label, paper);

  trivet_ui_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "job", g_strdup (job->job_id), g_free);

  return button;
}

static void
append_job (TrivetPapersPage   *self,
            TrivetPrintJobItem *item)
{
  const TrivetPrintJob *job = trivet_print_job_item_get_job (item);
  GtkWidget            *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget            *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char      *title = trivet_words_for_paper (job, trivet_kitchen_desk_get_kitchen (self->context->kitchen));
  g_autofree char      *detail = describe (self, item);
  GtkWidget            *label = trivet_ui_label_new (detail, "dim");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (row, "list-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (title, "strong"));
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), new_job_button (self, job, _("Try again"), "trivet-button primary", G_CALLBACK (on_retry_clicked)));
  gtk_box_append (GTK_BOX (row), new_job_button (self, job, _("Not needed"), "trivet-button", G_CALLBACK (on_cancel_clicked)));
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
on_reprinted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TrivetPapersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The queue says itself what it cannot print. */
  if (!trivet_print_queue_reprint_finish (TRIVET_PRINT_QUEUE (source), result, &error))
    g_warning ("A slip could not be wanted again: %s", error->message);
  if (self->context != NULL)
    update (self);
}

static void
on_again_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetPapersPage *self = user_data;

  trivet_print_queue_reprint_async (self->context->print_queue, g_object_get_data (G_OBJECT (button), "order"),
                                    g_object_get_data (G_OBJECT (button), "job"), on_reprinted, g_object_ref (self));
}

/* Returns: (transfer none): what is made: the line, or one dish of a combo */
static const char *
get_name (const TrivetOrderLine *line,
          const char            *place)
{
  const TrivetLineModifier *part = trivet_order_line_lookup_part (line, place);
  gboolean                  chinese = trivet_ui_is_chinese ();

  if (part != NULL)
    return chinese ? part->name_zh : part->name;

  return chinese ? line->name_zh : line->name;
}

static char *
describe_lines (const TrivetSlipRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < record->slip->lines->len; i++) {
    const TrivetSlipLine  *entry = g_ptr_array_index (record->slip->lines, i);
    const TrivetOrderLine *line = trivet_order_lookup_line (record->order, entry->line_id);

    if (line != NULL)
      g_string_append_printf (text, "%s%d × %s", text->len > 0 ? ", " : "", (int) entry->quantity, get_name (line, entry->part));
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_slip (TrivetPapersPage       *self,
               const TrivetSlipRecord *record)
{
  g_autoptr (GDateTime) wanted = g_date_time_new_from_unix_local (record->wanted_at_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (wanted, "%H:%M");
  const char      *station = trivet_words_for_station (trivet_kitchen_desk_get_kitchen (self->context->kitchen), record->slip->station_id);

  return g_strdup_printf ("%s · %s · %s · %s", time, station, trivet_words_for_slip_kind (record->slip->kind),
                          record->printer != NULL ? _("printed") : _("not printed yet"));
}

static void
append_slip (TrivetPapersPage       *self,
             const TrivetSlipRecord *record)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = describe_slip (self, record);
  g_autofree char *lines = describe_lines (record);
  g_autofree char *name = g_strdup_printf (_("Print again: %s"), lines);
  GtkWidget       *label = trivet_ui_label_new (lines, "dim");
  GtkWidget       *again = trivet_ui_button_new (_("Print again"), "trivet-button", G_CALLBACK (on_again_clicked), self);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (row, "list-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (title, "strong"));
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (row), words);
  trivet_ui_set_name (again, name);
  gtk_widget_set_valign (again, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (again), "order", g_strdup (record->order->order_id), g_free);
  g_object_set_data_full (G_OBJECT (again), "job", g_strdup (record->job_id), g_free);
  gtk_box_append (GTK_BOX (row), again);
  gtk_box_append (GTK_BOX (self->slips), row);
}

static void
on_slips_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetPapersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = trivet_print_queue_list_slips_finish (TRIVET_PRINT_QUEUE (source), result, &error);

  if (self->context == NULL)
    return;
  trivet_ui_clear_box (GTK_BOX (self->slips));
  for (guint i = 0; records != NULL && i < records->len; i++)
    append_slip (self, g_ptr_array_index (records, i));
  gtk_widget_set_visible (self->slips_title, records != NULL && records->len > 0);
}

static void
ask_slips (TrivetPapersPage *self)
{
  TrivetTab       *tab = trivet_register_get_current (self->context->reg);
  g_autofree char *order = NULL;
  g_autofree char *title = NULL;

  if (tab == NULL) {
    trivet_ui_clear_box (GTK_BOX (self->slips));
    gtk_widget_set_visible (self->slips_title, FALSE);
    return;
  }
  order = trivet_words_for_order (trivet_tab_get_order (tab));
  title = g_strdup_printf (_("Kitchen slips of %s"), order);
  gtk_label_set_text (GTK_LABEL (self->slips_title), title);
  trivet_print_queue_list_slips_async (self->context->print_queue, trivet_tab_get_order_id (tab), on_slips_ready, g_object_ref (self));
}

static void
update (TrivetPapersPage *self)
{
  GListModel *jobs = trivet_print_queue_get_jobs (self->context->print_queue);
  guint       n = g_list_model_get_n_items (jobs);

  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (jobs, i);

    append_job (self, item);
  }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "rows" : "empty");
  ask_slips (self);
}

/**
 * trivet_papers_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_papers_page_new (TrivetUiContext *context)
{
  TrivetPapersPage *self;
  GtkWidget        *empty = trivet_ui_empty_new (_("No paper is waiting"), _("Receipts and slips that no printer has taken yet stand here."));
  GtkWidget        *scroller = gtk_scrolled_window_new ();
  GtkWidget        *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PAPERS_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_vexpand (empty, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->rows, "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  self->slips_title = trivet_ui_label_new ("", "section");
  gtk_widget_set_margin_top (self->slips_title, 24);
  gtk_widget_set_margin_start (self->slips_title, 16);
  self->slips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (all), self->stack);
  gtk_box_append (GTK_BOX (all), self->slips_title);
  gtk_box_append (GTK_BOX (all), self->slips);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), all);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "trivet-card");
  gtk_box_append (GTK_BOX (self), scroller);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->print_queue, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
