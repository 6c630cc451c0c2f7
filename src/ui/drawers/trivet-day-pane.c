/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-day-pane.h"

#include "trivet-approval-pane.h"
#include "trivet-day-list.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetDayPane: a title with its button, a sentence when there is something to say, and below them
 * the paper, the list of days, or what is open.
 */

#define REPORT_DOTS 576

struct _TrivetDayPane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetDayEnd    *day;                 /* whose Z report is shown; NULL for the X report */
  void (*wanted) (TrivetDayPane *self); /* what is shown after somebody's yes */
  GtkWidget *title;
  GtkWidget *print;
  GtkWidget *message;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (TrivetDayPane, trivet_day_pane, GTK_TYPE_BOX)

static void
trivet_day_pane_dispose (GObject *object)
{
  g_clear_object (&TRIVET_DAY_PANE (object)->context);

  G_OBJECT_CLASS (trivet_day_pane_parent_class)->dispose (object);
}

static void
trivet_day_pane_finalize (GObject *object)
{
  g_clear_pointer (&TRIVET_DAY_PANE (object)->day, trivet_day_end_free);

  G_OBJECT_CLASS (trivet_day_pane_parent_class)->finalize (object);
}

/* Whoever comes to it next is asked anew. */
static void
trivet_day_pane_unmap (GtkWidget *widget)
{
  TrivetDayPane *self = TRIVET_DAY_PANE (widget);

  GTK_WIDGET_CLASS (trivet_day_pane_parent_class)->unmap (widget);
  if (self->context != NULL)
    trivet_drawers_leave_reports (self->context->drawers);
}

static void
trivet_day_pane_class_init (TrivetDayPaneClass *klass)
{
  GTK_WIDGET_CLASS (klass)->unmap = trivet_day_pane_unmap;
  G_OBJECT_CLASS (klass)->dispose = trivet_day_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = trivet_day_pane_finalize;
}

static void
trivet_day_pane_init (TrivetDayPane *self)
{
}

static void
say (TrivetDayPane *self,
     const char    *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

static void
say_error (TrivetDayPane *self,
           const GError  *error)
{
  g_autofree char *words = trivet_words_for_error (error);

  say (self, words);
}

static void
show_content (TrivetDayPane *self,
              const char    *title,
              gboolean       can_print,
              GtkWidget     *content)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->print, can_print);
  trivet_ui_clear_box (GTK_BOX (self->content));
  if (content != NULL)
    gtk_box_append (GTK_BOX (self->content), content);
}

static GtkWidget *
scroller_new (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
on_report_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetDayPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetDocument) document = trivet_drawers_report_finish (TRIVET_DRAWERS (source), result, &error);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *title = NULL;
  GtkWidget       *picture;

  if (self->context == NULL)
    return;
  if (document != NULL)
    png = trivet_document_painter_paint (self->context->painter, document, REPORT_DOTS, &error);
  if (png != NULL)
    texture = gdk_texture_new_from_bytes (png, &error);
  if (texture == NULL) {
    say_error (self, error);
    return;
  }

  title = self->day != NULL ? g_strdup_printf (_("Z report %d · %s"), (int) self->day->number, self->day->business_date)
                            : g_strdup (_("X report: the day so far"));
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _("The report"));
  show_content (self, title, TRUE, scroller_new (picture));
}

/* @day: (nullable): %NULL for the X report */
static void
show_report (TrivetDayPane      *self,
             const TrivetDayEnd *day)
{
  TrivetReceiptLanguage language = trivet_ui_is_chinese () ? TRIVET_RECEIPT_LANGUAGE_ZH : TRIVET_RECEIPT_LANGUAGE_EN;
  TrivetDayEnd         *copy = day != NULL ? trivet_day_end_copy (day) : NULL;

  g_clear_pointer (&self->day, trivet_day_end_free);
  self->day = copy;
  trivet_drawers_report_async (self->context->drawers, self->day, trivet_checkout_get_wallets (self->context->checkout), language,
                               on_report_ready, g_object_ref (self));
}

static void
on_reports_approved (TrivetApproval *approval,
                     const char     *reason,
                     gpointer        user_data)
{
  TrivetDayPane *self = user_data;

  show_content (self, "", FALSE, NULL);
  if (trivet_drawers_open_reports (self->context->drawers, approval))
    self->wanted (self);
}

static void
on_reports_cancelled (TrivetDayPane *self)
{
  show_content (self, "", FALSE, NULL);
}

/* @show: asks for reports, which not everybody may see */
static void
show_for_some (TrivetDayPane *self,
               void (*show) (TrivetDayPane *self))
{
  const TrivetApprovalQuestion question = { _("See reports?"), _("They tell what was sold, and what ought to be in the drawers."), NULL,
                                                                   on_reports_approved, self, TRIVET_PERMISSION_SEE_REPORTS };
  GtkWidget                   *pane;

  say (self, "");
  if (trivet_drawers_open_reports (self->context->drawers, NULL)) {
    show (self);
    return;
  }
  self->wanted = show;
  pane = trivet_approval_pane_new (self->context);
  g_signal_connect_object (pane, "cancelled", G_CALLBACK (on_reports_cancelled), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_content (self, "", FALSE, pane);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (pane), &question);
}

static void
show_running_day (TrivetDayPane *self)
{
  show_report (self, NULL);
}

/**
 * trivet_day_pane_show_x:
 * @self: the pane
 *
 * Shows the day that runs, as it is now, to those who may see it.
 */
void
trivet_day_pane_show_x (TrivetDayPane *self)
{
  g_return_if_fail (TRIVET_IS_DAY_PANE (self));

  show_for_some (self, show_running_day);
}

static void
on_printed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TrivetDayPane) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean wanted = trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error);

  if (self->context == NULL)
    return;
  if (!wanted)
    say_error (self, error);
  else if (trivet_print_queue_get_printer (self->context->print_queue) == NULL)
    say (self, _("No printer is set up: the report waits under “Papers”."));
  else
    say (self, _("The report is on its way to the printer."));
}

static void
on_print_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetDayPane *self = user_data;

  trivet_drawers_print_report_async (self->context->drawers, self->day, on_printed, g_object_ref (self));
}

static void
on_day_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetDayPane *self = user_data;

  say (self, "");
  show_report (self, g_object_get_data (G_OBJECT (button), "day"));
}

static GtkWidget *
day_row_new (TrivetDayPane      *self,
             const TrivetDayEnd *day)
{
  g_autoptr (GDateTime) closed = g_date_time_new_from_unix_local (day->closed_at_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (closed, "%Y-%m-%d %H:%M");
  g_autofree char *number = g_strdup_printf (_("Z report %d · %s"), (int) day->number, day->business_date);
  g_autofree char *ended = *day->closed_by != '\0' ? g_strdup_printf (_("Ended %s · %s"), time, day->closed_by)
                                                   : g_strdup_printf (_("Ended %s"), time);
  GtkWidget *button = trivet_ui_button_new (number, "trivet-button flat menu-entry", G_CALLBACK (on_day_clicked), self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (number, "strong"));
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (ended, "dim"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  trivet_ui_set_name (button, number);
  g_object_set_data_full (G_OBJECT (button), "day", trivet_day_end_copy (day), (GDestroyNotify) trivet_day_end_free);

  return button;
}

static void
on_days_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetDayPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = trivet_drawers_list_days_finish (TRIVET_DRAWERS (source), result, &error);
  GtkWidget *rows;

  if (self->context == NULL)
    return;
  if (days == NULL) {
    say_error (self, error);
    return;
  }
  rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  for (guint i = 0; i < days->len; i++)
    gtk_box_append (GTK_BOX (rows), day_row_new (self, g_ptr_array_index (days, i)));
  if (days->len == 0)
    gtk_box_append (GTK_BOX (rows), trivet_ui_label_new (_("No day has ended yet."), "dim"));
  show_content (self, _("Z reports"), FALSE, scroller_new (rows));
}

static void
show_ended_days (TrivetDayPane *self)
{
  trivet_drawers_list_days_async (self->context->drawers, on_days_ready, g_object_ref (self));
}

/**
 * trivet_day_pane_show_days:
 * @self: the pane
 *
 * Lists the days that have ended, the newest first, to those who may see them.
 */
void
trivet_day_pane_show_days (TrivetDayPane *self)
{
  g_return_if_fail (TRIVET_IS_DAY_PANE (self));

  show_for_some (self, show_ended_days);
}

static void
on_day_closed (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetDayPane) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean closed = trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error);

  if (self->context == NULL)
    return;
  if (!closed) {
    say_error (self, error);
    return;
  }
  say (self, trivet_print_queue_get_printer (self->context->print_queue) != NULL ? _("The day has ended; its Z report is on its way to the printer.")
                                                                                 : _("The day has ended. No printer is set up: print its Z report when there is one."));
  show_report (self, trivet_drawers_get_last_day (self->context->drawers));
}

/* @approval: (transfer full) (nullable) */
static void
end_day (TrivetDayPane  *self,
         TrivetApproval *approval)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (trivet_clock_get_wall_us (self->context->clock) / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  trivet_drawers_close_day_async (self->context->drawers, date, approval, on_day_closed, g_object_ref (self));
}

static void
on_end_approved (TrivetApproval *approval,
                 const char     *reason,
                 gpointer        user_data)
{
  TrivetDayPane *self = user_data;

  show_content (self, "", FALSE, NULL);
  end_day (self, approval);
}

static void
on_end_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetDayPane               *self = user_data;
  TrivetPermission             permission = trivet_drawers_needs (self->context->drawers, TRIVET_PERMISSION_CLOSE_DAY);
  const TrivetApprovalQuestion question = { _("End the day?"), _("The Z report closes its books."), NULL, on_end_approved, self, permission };
  GtkWidget                   *pane;

  if (permission == TRIVET_PERMISSION_NONE) {
    end_day (self, NULL);
    return;
  }
  pane = trivet_approval_pane_new (self->context);
  g_signal_connect_object (pane, "cancelled", G_CALLBACK (trivet_day_pane_show_end), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_content (self, "", FALSE, pane);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (pane), &question);
}

/* Nothing of it keeps the day from ending, but nobody ends it unaware. */
static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetDayPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetDayState) state = trivet_drawers_survey_finish (TRIVET_DRAWERS (source), result, &error);
  GtkWidget *box;

  if (self->context == NULL)
    return;
  if (state == NULL) {
    say_error (self, error);
    return;
  }

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (trivet_day_state_is_clean (state) ? _("Nothing is open, in doubt or unsent.")
                                                                                        : _("Before the day ends:"),
                                                                                             "strong"));
  gtk_box_append (GTK_BOX (box), scroller_new (trivet_day_list_new (self->context, state)));
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("End the day"), "trivet-button primary big", G_CALLBACK (on_end_clicked), self));
  show_content (self, "", FALSE, box);
}

/**
 * trivet_day_pane_show_end:
 * @self: the pane
 *
 * Shows what is open, and the button that ends the day.
 */
void
trivet_day_pane_show_end (TrivetDayPane *self)
{
  g_return_if_fail (TRIVET_IS_DAY_PANE (self));

  say (self, "");
  trivet_drawers_survey_async (self->context->drawers, on_surveyed, g_object_ref (self));
}

/**
 * trivet_day_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the pane, empty
 */
GtkWidget *
trivet_day_pane_new (TrivetUiContext *context)
{
  TrivetDayPane *self;
  GtkWidget     *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_DAY_PANE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  self->context = g_object_ref (context);
  self->title = trivet_ui_label_new ("", "ticket-total");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->print = trivet_ui_button_new (_("Print"), "trivet-button primary", G_CALLBACK (on_print_clicked), self);
  gtk_widget_set_visible (self->print, FALSE);
  self->message = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (bar), self->title);
  gtk_box_append (GTK_BOX (bar), self->print);
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), self->content);

  return GTK_WIDGET (self);
}
