/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-sum-pane.h"

#include "trivet-keypad.h"
#include "trivet-reason-chooser.h"
#include "trivet-ui.h"

/* TrivetSumPane: a keypad, the sum above it, and reasons to choose from. */

enum {
  ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetSumPane {
  GtkBox parent_instance;

  TrivetCurrency currency;
  gint64         minor;
  GtkWidget     *reasons; /* nullable: nothing is asked */
  GtkWidget     *sum;
  GtkWidget     *confirm;
};

G_DEFINE_FINAL_TYPE (TrivetSumPane, trivet_sum_pane, GTK_TYPE_BOX)

static void
trivet_sum_pane_class_init (TrivetSumPaneClass *klass)
{
  signals[ENTERED] =
    g_signal_new ("entered",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  2,
                  G_TYPE_INT64,
                  G_TYPE_STRING);
}

static void
trivet_sum_pane_init (TrivetSumPane *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
}

static const char *
get_reason (TrivetSumPane *self)
{
  return self->reasons != NULL ? trivet_reason_chooser_get_reason (TRIVET_REASON_CHOOSER (self->reasons)) : "";
}

static void
update (TrivetSumPane *self)
{
  g_autofree char *text = trivet_ui_format_minor (self->minor, self->currency);

  gtk_label_set_text (GTK_LABEL (self->sum), text);
  gtk_widget_set_sensitive (self->confirm, self->reasons == NULL || (self->minor > 0 && get_reason (self) != NULL));
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  TrivetSumPane *self = user_data;

  self->minor = trivet_keypad_type_minor (self->minor, key);
  update (self);
}

static void
on_confirm_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetSumPane *self = user_data;

  g_signal_emit (self, signals[ENTERED], 0, self->minor, get_reason (self));
}

/**
 * trivet_sum_pane_new:
 * @currency: of the sum
 * @title: what the sum is
 * @confirm: the words of the button
 * @reasons: (array zero-terminated=1) (nullable): to choose from
 *
 * Returns: (transfer floating): a pane with a sum of nothing
 */
GtkWidget *
trivet_sum_pane_new (TrivetCurrency     currency,
                     const char        *title,
                     const char        *confirm,
                     const char *const *reasons)
{
  TrivetSumPane *self = g_object_new (TRIVET_TYPE_SUM_PANE, NULL);
  GtkWidget     *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget     *words = trivet_ui_label_new (title, "strong");
  GtkWidget     *keypad = trivet_keypad_new (TRIVET_KEYPAD_DOUBLE_ZERO);

  self->currency = currency;
  if (reasons != NULL) {
    self->reasons = trivet_reason_chooser_new ();
    trivet_reason_chooser_offer (TRIVET_REASON_CHOOSER (self->reasons), reasons);
    g_signal_connect_swapped (self->reasons, "changed", G_CALLBACK (update), self);
  }
  self->sum = trivet_ui_label_new ("", "ticket-total numeric");
  self->confirm = trivet_ui_button_new (confirm, "trivet-button primary big", G_CALLBACK (on_confirm_clicked), self);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_vexpand (keypad, TRUE);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->sum);
  gtk_box_append (GTK_BOX (self), head);
  if (self->reasons != NULL)
    gtk_box_append (GTK_BOX (self), self->reasons);
  gtk_box_append (GTK_BOX (self), keypad);
  gtk_box_append (GTK_BOX (self), self->confirm);
  update (self);

  return GTK_WIDGET (self);
}
