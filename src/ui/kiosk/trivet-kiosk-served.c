/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-served.h"

#include "trivet-kiosk-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskServedView: what a guest takes along: that it is paid, and the number.
 */

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKioskServedView {
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *number;
  GtkWidget *paper;
  GtkWidget *done;
};

G_DEFINE_FINAL_TYPE (TrivetKioskServedView, trivet_kiosk_served_view, GTK_TYPE_BOX)

static void
trivet_kiosk_served_view_class_init (TrivetKioskServedViewClass *klass)
{
  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_done_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
}

static GtkWidget *
append_label (TrivetKioskServedView *self,
              const char            *text,
              const char            *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (self), label);

  return label;
}

static void
trivet_kiosk_served_view_init (TrivetKioskServedView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 30);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-served");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  append_label (self, "✓", "kiosk-check");
  self->title = append_label (self, "", "kiosk-served-title");
  append_label (self, _("Your number"), "kiosk-caption");
  self->number = append_label (self, "", "kiosk-number");
  append_label (self, _("We call it when your order is ready."), "dim");
  self->paper = append_label (self, "", "dim");
  self->done = trivet_ui_button_new (_("Done"), "trivet-button primary kiosk-pay", G_CALLBACK (on_done_clicked), self);
  gtk_box_append (GTK_BOX (self), self->done);
}

/**
 * trivet_kiosk_served_new:
 *
 * Returns: (transfer floating): a view of no order yet
 */
GtkWidget *
trivet_kiosk_served_new (void)
{
  return g_object_new (TRIVET_TYPE_KIOSK_SERVED_VIEW, NULL);
}

/**
 * trivet_kiosk_served_show:
 * @self: a view
 * @scene: how things are
 * @number: of the order
 * @seconds_left: until the next guest is waited for
 */
void
trivet_kiosk_served_show (TrivetKioskServedView *self,
                          const TrivetPayScene  *scene,
                          const char            *number,
                          guint                  seconds_left)
{
  g_autofree char *amount = trivet_ui_format_minor (scene->status->amount.minor, scene->currency);
  g_autofree char *title = NULL;
  g_autofree char *done = g_strdup_printf (_("Done · %u"), seconds_left);

  g_return_if_fail (TRIVET_IS_KIOSK_SERVED_VIEW (self));

  /* It may arrive when the guest has gone back to the dishes already. */
  if (scene->status->kind != TRIVET_CHECKOUT_PAID)
    title = g_strdup (_("Your payment has arrived"));
  else
    title = scene->status->amount.minor > 0 ? g_strdup_printf (_("Paid %s"), amount) : g_strdup (_("Your order is on its way"));
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->paper), trivet_kiosk_words_for_paper (scene->paper));
  gtk_button_set_label (GTK_BUTTON (self->done), done);
}
