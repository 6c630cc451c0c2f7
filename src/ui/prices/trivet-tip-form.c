/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tip-form.h"

#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetTipForm: what is usual here, or the shop's own rates, each in a field of its own. */

#define USUAL 0
#define OWN   1

struct _TrivetTipForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTipRates   rates;

  GtkWidget *choice;
  GtkWidget *fields[TRIVET_TIP_RATES_MAX];
  GtkWidget *own;
  GtkWidget *bases;
  GtkWidget *sentence;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (TrivetTipForm, trivet_tip_form, GTK_TYPE_BOX)

static void
trivet_tip_form_dispose (GObject *object)
{
  g_clear_object (&TRIVET_TIP_FORM (object)->context);

  G_OBJECT_CLASS (trivet_tip_form_parent_class)->dispose (object);
}

static void
trivet_tip_form_class_init (TrivetTipFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_tip_form_dispose;

  g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_tip_form_init (TrivetTipForm *self)
{
}

/* An empty field is no rate; one that holds no number is a rate that the price desk refuses. */
static void
take_entries (TrivetTipForm *self)
{
  self->rates.n_rates = 0;
  for (guint i = 0; i < TRIVET_TIP_RATES_MAX; i++) {
    const char *text = gtk_editable_get_text (GTK_EDITABLE (self->fields[i]));
    gint64      rate;

    if (*text == '\0')
      continue;
    if (!trivet_prices_words_parse_percent (text, &rate))
      rate = 0;
    self->rates.rates_ppm[self->rates.n_rates++] = rate;
  }
}

static void
show (TrivetTipForm *self)
{
  TrivetCurrency   currency = trivet_register_get_shop (self->context->reg)->currency;
  g_autofree char *sentence = NULL;

  take_entries (self);
  sentence = trivet_prices_words_dup_tips (&self->rates, currency);
  trivet_price_fields_light_one (self->choice, self->rates.own ? OWN : USUAL);
  trivet_price_fields_light_one (self->bases, self->rates.base);
  gtk_widget_set_visible (self->own, self->rates.own);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
}

static void
on_choice_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetTipForm *self = user_data;

  self->rates.own = trivet_price_fields_get_value (button) == OWN;
  show (self);
}

static void
on_base_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetTipForm *self = user_data;

  self->rates.base = trivet_price_fields_get_value (button);
  show (self);
}

static void
on_typed (GtkEditable *editable,
          gpointer     user_data)
{
  show (user_data);
}

static GtkWidget *
own_new (TrivetTipForm *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; i < TRIVET_TIP_RATES_MAX; i++) {
    g_autofree char *title = g_strdup_printf (_("Rate %u in per cent"), i + 1);
    GtkWidget       *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

    self->fields[i] = trivet_price_fields_add_entry (cell, title, "", G_CALLBACK (on_typed), self);
    gtk_editable_set_width_chars (GTK_EDITABLE (self->fields[i]), 6);
    gtk_grid_attach (GTK_GRID (grid), cell, (int) i % 3, (int) i / 3, 1, 1);
  }
  gtk_box_append (GTK_BOX (column), grid);
  self->bases = trivet_price_fields_add_chips (column, _("They are of"));
  trivet_price_fields_add_chip (self->bases, _("the whole sum"), TRIVET_TIP_OF_TOTAL, G_CALLBACK (on_base_clicked), self);
  trivet_price_fields_add_chip (self->bases, _("the dishes, without charges and added tax"), TRIVET_TIP_OF_DISHES, G_CALLBACK (on_base_clicked), self);

  return column;
}

static GtkWidget *
foot_new (TrivetTipForm *self)
{
  GtkWidget *foot = trivet_price_fields_buttons_new (self, NULL, NULL);

  gtk_widget_set_vexpand (foot, TRUE);
  gtk_widget_set_valign (foot, GTK_ALIGN_END);

  return foot;
}

/**
 * trivet_tip_form_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
trivet_tip_form_new (TrivetUiContext *context)
{
  TrivetTipForm *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_TIP_FORM, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 16, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "staff-form");
  self->choice = trivet_price_fields_add_chips (GTK_WIDGET (self), _("Guests are offered"));
  trivet_price_fields_add_chip (self->choice, _("what is usual here"), USUAL, G_CALLBACK (on_choice_clicked), self);
  trivet_price_fields_add_chip (self->choice, _("our own rates"), OWN, G_CALLBACK (on_choice_clicked), self);
  self->own = own_new (self);
  gtk_box_append (GTK_BOX (self), self->own);
  self->sentence = trivet_ui_label_new ("", "strong");
  self->message = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_box_append (GTK_BOX (self), self->sentence);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), foot_new (self));

  return GTK_WIDGET (self);
}

/**
 * trivet_tip_form_edit:
 * @self: a form
 * @rates: as they are now
 */
void
trivet_tip_form_edit (TrivetTipForm        *self,
                      const TrivetTipRates *rates)
{
  TrivetTipRates shown;

  g_return_if_fail (TRIVET_IS_TIP_FORM (self));
  g_return_if_fail (rates != NULL);

  /* Own rates begin with the usual ones. */
  shown = trivet_tip_rates_resolve (rates, trivet_register_get_shop (self->context->reg)->currency);
  for (guint i = 0; i < TRIVET_TIP_RATES_MAX; i++) {
    g_autofree char *text = i < shown.n_rates ? trivet_prices_words_dup_percent (shown.rates_ppm[i]) : g_strdup ("");

    gtk_editable_set_text (GTK_EDITABLE (self->fields[i]), text);
  }
  self->rates = shown;
  self->rates.own = rates->own;
  trivet_tip_form_show_error (self, NULL);
  show (self);
}

/**
 * trivet_tip_form_read:
 * @self: a form
 *
 * Returns: as it is typed now
 */
TrivetTipRates
trivet_tip_form_read (TrivetTipForm *self)
{
  const TrivetTipRates usual = { 0 };

  g_return_val_if_fail (TRIVET_IS_TIP_FORM (self), usual);

  take_entries (self);

  return self->rates.own ? self->rates : usual;
}

/**
 * trivet_tip_form_show_error:
 * @self: a form
 * @error: (nullable): why it could not be saved; %NULL for no reason
 */
void
trivet_tip_form_show_error (TrivetTipForm *self,
                            const GError  *error)
{
  gboolean         is_value = error != NULL && g_error_matches (error, TRIVET_PRICE_DESK_ERROR, TRIVET_PRICE_DESK_ERROR_VALUE);
  g_autofree char *words = NULL;

  if (is_value)
    words = g_strdup (_("Rates: type per cents above 0 and up to 100, or leave fields empty."));
  else
    words = error != NULL ? trivet_price_fields_dup_error (error) : g_strdup ("");
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL);
}
