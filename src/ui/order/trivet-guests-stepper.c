/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-guests-stepper.h"

#include "trivet-kind-chip.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetGuestsStepper: the row below the ticket's header.
 */

struct _TrivetGuestsStepper {
  GtkBox parent_instance;

  TrivetUiContext *context;
  int              guests;

  GtkWidget *words;
  GtkWidget *less;
  GtkWidget *more;
  GtkWidget *kind;
};

G_DEFINE_FINAL_TYPE (TrivetGuestsStepper, trivet_guests_stepper, GTK_TYPE_BOX)

static void
trivet_guests_stepper_dispose (GObject *object)
{
  g_clear_object (&TRIVET_GUESTS_STEPPER (object)->context);

  G_OBJECT_CLASS (trivet_guests_stepper_parent_class)->dispose (object);
}

static void
trivet_guests_stepper_class_init (TrivetGuestsStepperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_guests_stepper_dispose;
}

static void
on_less_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetGuestsStepper *self = user_data;

  trivet_register_set_guests (self->context->reg, self->guests - 1);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetGuestsStepper *self = user_data;

  trivet_register_set_guests (self->context->reg, self->guests + 1);
}

static void
trivet_guests_stepper_init (TrivetGuestsStepper *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket-guests");
  self->words = trivet_ui_label_new ("", "numeric");
  self->less = trivet_ui_button_new ("−", "trivet-button compact", G_CALLBACK (on_less_clicked), self);
  self->more = trivet_ui_button_new ("+", "trivet-button compact", G_CALLBACK (on_more_clicked), self);
  trivet_ui_set_name (self->less, _("One guest less"));
  trivet_ui_set_name (self->more, _("One guest more"));
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_box_append (GTK_BOX (self), self->words);
  gtk_box_append (GTK_BOX (self), self->less);
  gtk_box_append (GTK_BOX (self), self->more);
}

/**
 * trivet_guests_stepper_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a stepper that is not to be seen yet
 */
GtkWidget *
trivet_guests_stepper_new (TrivetUiContext *context)
{
  TrivetGuestsStepper *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_GUESTS_STEPPER, NULL);
  self->context = g_object_ref (context);
  self->kind = trivet_kind_chip_new (context);
  gtk_box_append (GTK_BOX (self), self->kind);
  trivet_guests_stepper_update (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * trivet_guests_stepper_update:
 * @self: a stepper
 * @order: (nullable): what is on the screen
 */
void
trivet_guests_stepper_update (TrivetGuestsStepper *self,
                              const TrivetOrder   *order)
{
  gboolean         seated = order != NULL && (order->kind == TRIVET_ORDER_KIND_TABLE || order->kind == TRIVET_ORDER_KIND_BAR);
  g_autofree char *words = NULL;

  g_return_if_fail (TRIVET_IS_GUESTS_STEPPER (self));

  self->guests = seated ? order->guests : 0;
  words = self->guests > 0 ? g_strdup_printf (ngettext ("%d guest", "%d guests", (gulong) self->guests), self->guests)
                           : g_strdup (_("Guests not counted"));
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_widget_set_sensitive (self->less, self->guests > 0);
  gtk_widget_set_sensitive (self->more, self->guests < TRIVET_ORDER_MAX_GUESTS);
  if (seated)
    trivet_kind_chip_update (TRIVET_KIND_CHIP (self->kind), order);
  gtk_widget_set_visible (GTK_WIDGET (self), seated);
}
