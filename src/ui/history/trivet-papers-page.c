/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-papers-page.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPapersPage: the print queue for people.
 */

struct _TrivetPapersPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *stack;
  GtkWidget       *rows;
};

G_DEFINE_FINAL_TYPE (TrivetPapersPage, trivet_papers_page, GTK_TYPE_BOX)

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
describe (TrivetPapersPage     *self,
          const TrivetPrintJob *job)
{
  if (trivet_print_queue_get_printer (self->context->print_queue) == NULL)
    return g_strdup (_("No printer is set up. Name one in the settings."));
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
  g_autofree char *name = g_strdup_printf ("%s %s", label, job->order_number);

  trivet_ui_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "job", g_strdup (job->job_id), g_free);

  return button;
}

static void
append_job (TrivetPapersPage     *self,
            const TrivetPrintJob *job)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = g_strdup_printf (_("Receipt of order %s"), job->order_number);
  g_autofree char *detail = describe (self, job);
  GtkWidget       *label = trivet_ui_label_new (detail, "dim");

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
update (TrivetPapersPage *self)
{
  GListModel *jobs = trivet_print_queue_get_jobs (self->context->print_queue);
  guint       n = g_list_model_get_n_items (jobs);

  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (jobs, i);

    append_job (self, trivet_print_job_item_get_job (item));
  }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "rows" : "empty");
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
  GtkWidget        *empty = gtk_label_new (_("No receipt is waiting"));
  GtkWidget        *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PAPERS_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_add_css_class (empty, "empty-title");
  self->stack = gtk_stack_new ();
  gtk_widget_add_css_class (self->stack, "trivet-card");
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (context->print_queue, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
