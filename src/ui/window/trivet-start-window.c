/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-start-window.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define ICON_SIZE 128

/*
 * TrivetStartWindow: says in one sentence what is the matter, and offers what can be done.
 */

enum {
  DEMO_WANTED,
  TRY_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetStartWindow {
  AdwApplicationWindow parent_instance;

  GtkWidget *status;
};

G_DEFINE_FINAL_TYPE (TrivetStartWindow, trivet_start_window, ADW_TYPE_APPLICATION_WINDOW)

static void
trivet_start_window_class_init (TrivetStartWindowClass *klass)
{
  signals[DEMO_WANTED] =
    g_signal_new ("demo-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TRY_AGAIN] =
    g_signal_new ("try-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_start_window_init (TrivetStartWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet");
  gtk_window_set_title (GTK_WINDOW (self), "Trivet");
  gtk_window_set_default_size (GTK_WINDOW (self), 900, 600);
  self->status = adw_status_page_new ();
  gtk_widget_set_vexpand (self->status, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->status);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);
}

/**
 * trivet_start_window_new:
 * @application: the program
 *
 * Returns: (transfer none): an empty window, owned by the application
 */
GtkWidget *
trivet_start_window_new (GtkApplication *application)
{
  trivet_ui_load_pages ();
  return g_object_new (TRIVET_TYPE_START_WINDOW, "application", application, NULL);
}

static void
on_demo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[DEMO_WANTED], 0);
}

static void
on_again_clicked (GtkButton *button,
                  gpointer   user_data)
{
  g_signal_emit (user_data, signals[TRY_AGAIN], 0);
}

static void
set_button (TrivetStartWindow *self,
            const char        *label,
            GCallback          callback)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button big primary", callback, self);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), button);
}

/**
 * trivet_start_window_show_welcome:
 * @self: the window
 *
 * A first start: offers the demo restaurant and says how to bring one's own menu.
 */
void
trivet_start_window_show_welcome (TrivetStartWindow *self)
{
  g_autoptr (GdkPaintable) icon = NULL;

  g_return_if_fail (TRIVET_IS_START_WINDOW (self));

  icon = trivet_ui_dup_app_icon (GTK_WIDGET (self), ICON_SIZE);
  adw_status_page_set_paintable (ADW_STATUS_PAGE (self->status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _("Welcome to Trivet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status),
                                   _("Look around in a demo restaurant.\nYour own menu comes with “trivetctl init --import”."));
  set_button (self, _("Open the demo restaurant"), G_CALLBACK (on_demo_clicked));
}

/**
 * trivet_start_window_show_error:
 * @self: the window
 * @error: why there is no register
 */
void
trivet_start_window_show_error (TrivetStartWindow *self,
                                const GError      *error)
{
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TRIVET_IS_START_WINDOW (self));
  g_return_if_fail (error != NULL);

  /* The status page reads markup. */
  words = trivet_words_for_error (error);
  if (strstr (words, error->message) != NULL)
    text = g_markup_escape_text (words, -1);
  else
    text = g_markup_printf_escaped ("%s\n\n<small>%s %s</small>", words, _("For support:"), error->message);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _("The register cannot be opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), text);
  set_button (self, _("Try again"), G_CALLBACK (on_again_clicked));
}
