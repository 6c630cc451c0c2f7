/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-rounding-form.h"

#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetRoundingForm: the coins that there are, and to whose favour. */

static const guint units[] = { 5, 10, 50, 100, 500, 1000 };

struct _TrivetRoundingForm {
  GtkBox parent_instance;

  TrivetUiContext   *context;
  TrivetCashRounding rounding;

  GtkWidget *units;
  GtkWidget *modes;
  GtkWidget *sentence;
};

G_DEFINE_FINAL_TYPE (TrivetRoundingForm, trivet_rounding_form, GTK_TYPE_BOX)

static void
trivet_rounding_form_dispose (GObject *object)
{
  g_clear_object (&TRIVET_ROUNDING_FORM (object)->context);

  G_OBJECT_CLASS (trivet_rounding_form_parent_class)->dispose (object);
}

static void
trivet_rounding_form_class_init (TrivetRoundingFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_rounding_form_dispose;

  g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_rounding_form_init (TrivetRoundingForm *self)
{
}

static void
show (TrivetRoundingForm *self)
{
  TrivetCurrency   currency = trivet_register_get_shop (self->context->reg)->currency;
  g_autofree char *sentence = trivet_prices_words_dup_rounding (&self->rounding, currency);

  trivet_price_fields_light_one (self->units, self->rounding.unit_minor > 1 ? (guint) self->rounding.unit_minor : 0);
  trivet_price_fields_light_one (self->modes, self->rounding.mode);
  trivet_price_fields_set_visible (self->modes, self->rounding.unit_minor > 1);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
}

static void
on_unit_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetRoundingForm *self = user_data;

  self->rounding.unit_minor = trivet_price_fields_get_value (button);
  show (self);
}

static void
on_mode_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetRoundingForm *self = user_data;

  self->rounding.mode = trivet_price_fields_get_value (button);
  show (self);
}

static GtkWidget *
foot_new (TrivetRoundingForm *self)
{
  GtkWidget *foot = trivet_price_fields_buttons_new (self, NULL, NULL);

  gtk_widget_set_vexpand (foot, TRUE);
  gtk_widget_set_valign (foot, GTK_ALIGN_END);

  return foot;
}

/**
 * trivet_rounding_form_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
trivet_rounding_form_new (TrivetUiContext *context)
{
  TrivetRoundingForm *self;
  GtkWidget          *column;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_ROUNDING_FORM, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 16, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "staff-form");
  column = GTK_WIDGET (self);
  self->units = trivet_price_fields_add_chips (column, _("The smallest coin that is handed out"));
  trivet_price_fields_add_chip (self->units, _("No rounding"), 0, G_CALLBACK (on_unit_clicked), self);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autofree char *label = trivet_ui_format_minor (units[i], trivet_register_get_shop (context->reg)->currency);

    trivet_price_fields_add_chip (self->units, label, units[i], G_CALLBACK (on_unit_clicked), self);
  }
  self->modes = trivet_price_fields_add_chips (column, _("Sums are rounded"));
  trivet_price_fields_add_chip (self->modes, _("down, for the guest"), TRIVET_CASH_ROUNDING_DOWN, G_CALLBACK (on_mode_clicked), self);
  trivet_price_fields_add_chip (self->modes, _("to the nearest"), TRIVET_CASH_ROUNDING_NEAREST, G_CALLBACK (on_mode_clicked), self);
  trivet_price_fields_add_chip (self->modes, _("up, for the shop"), TRIVET_CASH_ROUNDING_UP, G_CALLBACK (on_mode_clicked), self);
  self->sentence = trivet_ui_label_new ("", "strong");
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_box_append (GTK_BOX (self), self->sentence);
  gtk_box_append (GTK_BOX (self), foot_new (self));

  return GTK_WIDGET (self);
}

/**
 * trivet_rounding_form_edit:
 * @self: a form
 * @rounding: as it is now
 */
void
trivet_rounding_form_edit (TrivetRoundingForm       *self,
                           const TrivetCashRounding *rounding)
{
  g_return_if_fail (TRIVET_IS_ROUNDING_FORM (self));
  g_return_if_fail (rounding != NULL);

  self->rounding = *rounding;
  show (self);
}

/**
 * trivet_rounding_form_read:
 * @self: a form
 *
 * Returns: as it is chosen now
 */
TrivetCashRounding
trivet_rounding_form_read (TrivetRoundingForm *self)
{
  g_return_val_if_fail (TRIVET_IS_ROUNDING_FORM (self), (TrivetCashRounding){ 0 });

  return self->rounding;
}
