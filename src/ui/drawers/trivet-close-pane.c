/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-close-pane.h"

#include "trivet-count-pane.h"
#include "trivet-ui.h"
#include "trivet-who-pane.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetClosePane: one step after the other, each in the place of the one before. What should lie in the
 * drawer is said only after it was counted.
 */

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetClosePane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *message;
  GtkWidget       *step;
  GtkWidget       *who;    /* nullable: asks who takes over */
  char            *leaver; /* nullable: id of who worked here when that was asked */
};

G_DEFINE_FINAL_TYPE (TrivetClosePane, trivet_close_pane, GTK_TYPE_BOX)

static void show_takers (TrivetClosePane *self);

static void
trivet_close_pane_dispose (GObject *object)
{
  TrivetClosePane *self = TRIVET_CLOSE_PANE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->leaver, g_free);

  G_OBJECT_CLASS (trivet_close_pane_parent_class)->dispose (object);
}

static void
trivet_close_pane_class_init (TrivetClosePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_close_pane_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_close_pane_init (TrivetClosePane *self)
{
}

static void
say (TrivetClosePane *self,
     const char      *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

static void
show_step (TrivetClosePane *self,
           GtkWidget       *step)
{
  self->who = NULL;
  say (self, "");
  trivet_ui_clear_box (GTK_BOX (self->step));
  gtk_widget_set_vexpand (step, TRUE);
  gtk_box_append (GTK_BOX (self->step), step);
}

/* Returns: (transfer none) (nullable) */
static const TrivetStaffMember *
get_current (TrivetClosePane *self)
{
  TrivetStaffDesk *desk = trivet_manager_get_desk (self->context->manager);

  return desk != NULL ? trivet_staff_desk_get_current (desk) : NULL;
}

/* Whoever confirmed it may work here already while the shift is still the old one: then the question is
 * asked anew, for “… goes on” names somebody else now. */
static void
show_refusal (TrivetClosePane *self,
              const GError    *error)
{
  const TrivetStaffMember *current = get_current (self);
  g_autofree char         *words = NULL;

  if (self->who != NULL && g_strcmp0 (current != NULL ? current->staff_id : NULL, self->leaver) == 0) {
    trivet_who_pane_answer (TRIVET_WHO_PANE (self->who), error);
    return;
  }
  if (self->who != NULL)
    show_takers (self);
  words = trivet_words_for_error (error);
  say (self, words);
}

static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TrivetClosePane) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ended = trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error);

  if (self->context == NULL)
    return;
  if (ended)
    g_signal_emit (self, signals[DONE], 0);
  else
    show_refusal (self, error);
}

static void
on_close_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetClosePane *self = user_data;

  trivet_drawers_close_async (self->context->drawers, on_ended, g_object_ref (self));
}

/* Whoever works at the register goes on. */
static void
on_go_on_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetClosePane *self = user_data;

  trivet_drawers_hand_over_async (self->context->drawers, NULL, NULL, FALSE, on_ended, g_object_ref (self));
}

static void
on_taker_entered (TrivetWhoPane *pane,
                  const char    *staff_id,
                  TrivetSecret  *secret,
                  gboolean       is_badge,
                  gpointer       user_data)
{
  TrivetClosePane *self = user_data;

  trivet_drawers_hand_over_async (self->context->drawers, staff_id, secret, is_badge, on_ended, g_object_ref (self));
}

static char *
dup_takers_text (guint n_orders)
{
  if (n_orders == 0)
    return g_strdup (_("Who takes over confirms with the own PIN or badge."));

  return g_strdup_printf (ngettext ("%u open order goes along. Who takes over confirms with the own PIN or badge.",
                                    "%u open orders go along. Who takes over confirms with the own PIN or badge.", n_orders),
                          n_orders);
}

static void
show_takers (TrivetClosePane *self)
{
  const TrivetStaffMember *current = get_current (self);
  g_autofree char         *text = dup_takers_text (trivet_drawers_count_orders (self->context->drawers));
  GtkWidget               *who = trivet_who_pane_new (self->context, _("Who takes over?"), text, _("Take over"), current != NULL ? current->staff_id : "");

  if (current != NULL) {
    g_autofree char *label = g_strdup_printf (_("%s goes on"), current->name);

    trivet_who_pane_append (TRIVET_WHO_PANE (who), trivet_ui_button_new (label, "trivet-button", G_CALLBACK (on_go_on_clicked), self));
  }
  g_signal_connect_object (who, "entered", G_CALLBACK (on_taker_entered), self, 0);
  show_step (self, who);
  self->who = who;
  g_free (self->leaver);
  self->leaver = g_strdup (current != NULL ? current->staff_id : NULL);
}

/* In a shop without staff there is nobody else to name. */
static void
on_hand_over_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetClosePane *self = user_data;
  TrivetStaffDesk *desk = trivet_manager_get_desk (self->context->manager);

  if (desk != NULL && trivet_staff_desk_has_staff (desk))
    show_takers (self);
  else
    on_go_on_clicked (button, self);
}

static GtkWidget *
count_line_new (const char *words,
                const char *amount,
                const char *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = trivet_ui_label_new (words, "");
  GtkWidget *sum = trivet_ui_label_new (amount, css_class);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), sum);

  return row;
}

/* Only now is it said what should be there. */
static void
show_counted (TrivetClosePane   *self,
              const TrivetShift *shift)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  TrivetCurrency   currency = trivet_register_get_shop (self->context->reg)->currency;
  gint64           variance = shift->counted_minor - shift->expected_minor;
  g_autofree char *counted = trivet_ui_format_minor (shift->counted_minor, currency);
  g_autofree char *expected = trivet_ui_format_minor (shift->expected_minor, currency);
  g_autofree char *difference = trivet_ui_format_minor (variance, currency);

  gtk_box_append (GTK_BOX (box), count_line_new (_("Counted"), counted, "numeric strong"));
  gtk_box_append (GTK_BOX (box), count_line_new (_("Should be there"), expected, "numeric"));
  gtk_box_append (GTK_BOX (box), count_line_new (variance < 0 ? _("Missing") : variance > 0 ? _("Too much") : _("Nothing is missing"), difference, variance == 0 ? "numeric good" : "numeric choices-hint"));
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Close the shift"), "trivet-button primary big", G_CALLBACK (on_close_clicked), self));
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Hand over: the next shift begins with this money"), "trivet-button",
                                                          G_CALLBACK (on_hand_over_clicked), self));
  show_step (self, box);
}

static void
on_count_done (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetClosePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *words = NULL;
  gboolean           counted = trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error);
  const TrivetShift *shift = trivet_drawers_get_shift (TRIVET_DRAWERS (source));

  if (self->context == NULL)
    return;
  if (counted && shift != NULL) {
    show_counted (self, shift);
    return;
  }
  words = error != NULL ? trivet_words_for_error (error) : g_strdup ("");
  say (self, words);
}

static void
on_counted (TrivetCountPane *pane,
            gpointer         user_data)
{
  TrivetClosePane                    *self = user_data;
  gsize                               n;
  g_autofree TrivetDenominationCount *counts = trivet_count_pane_dup_counts (pane, &n);

  trivet_drawers_count_async (self->context->drawers, counts, n, on_count_done, g_object_ref (self));
}

/**
 * trivet_close_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a pane that asks for the count
 */
GtkWidget *
trivet_close_pane_new (TrivetUiContext *context)
{
  TrivetClosePane *self;
  GtkWidget       *count;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_CLOSE_PANE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  self->context = g_object_ref (context);
  self->message = trivet_ui_label_new ("", "choices-hint");
  self->step = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_vexpand (self->step, TRUE);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), self->step);
  count = trivet_count_pane_new (trivet_register_get_shop (context->reg)->currency);
  g_signal_connect_object (count, "counted", G_CALLBACK (on_counted), self, 0);
  show_step (self, count);

  return GTK_WIDGET (self);
}
