/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tax-form.h"

#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetTaxForm: as the form of a charge; what it would make of the order on the screen stands below. */

/* For a field that holds no number: the price desk refuses it and names the field. */
#define NO_VALUE G_GINT64_CONSTANT (-1)

/* A chip is a bit. */
#define MAX_CATEGORIES 31

typedef enum {
  INCLUDED_AS_MENU,
  INCLUDED_YES,
  INCLUDED_NO,
} Included;

struct _TrivetTaxForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTaxRule   *rule;
  guint            chosen; /* categories, by their place in the menu */

  GtkWidget *name;
  GtkWidget *tax;
  GtkWidget *included;
  GtkWidget *order_kinds;
  GtkWidget *categories;
  GtkWidget *trial;
  GtkWidget *message;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (TrivetTaxForm, trivet_tax_form, GTK_TYPE_BOX)

static void
trivet_tax_form_dispose (GObject *object)
{
  TrivetTaxForm *self = TRIVET_TAX_FORM (object);

  g_clear_pointer (&self->rule, trivet_tax_rule_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_tax_form_parent_class)->dispose (object);
}

static void
trivet_tax_form_class_init (TrivetTaxFormClass *klass)
{
  static const char *const names[] = { "save", "remove", "closed" };

  G_OBJECT_CLASS (klass)->dispose = trivet_tax_form_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_tax_form_init (TrivetTaxForm *self)
{
}

static GPtrArray *
get_categories (TrivetTaxForm *self)
{
  return trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));
}

/* Categories that are no longer on the menu, or have no chip, stay in the rule. */
static GStrv
dup_categories (TrivetTaxForm *self)
{
  GPtrArray *categories = get_categories (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < categories->len && i < MAX_CATEGORIES; i++) {
    if ((self->chosen & 1u << i) != 0)
      g_strv_builder_add (builder, ((const TrivetMenuCategory *) g_ptr_array_index (categories, i))->id);
  }
  for (guint k = 0; self->rule->categories[k] != NULL; k++) {
    gboolean has_chip = FALSE;

    for (guint i = 0; i < categories->len && i < MAX_CATEGORIES; i++)
      has_chip |= g_str_equal (((const TrivetMenuCategory *) g_ptr_array_index (categories, i))->id, self->rule->categories[k]);
    if (!has_chip)
      g_strv_builder_add (builder, self->rule->categories[k]);
  }

  return g_strv_builder_end (builder);
}

static void
take_entries (TrivetTaxForm *self)
{
  GStrv categories = dup_categories (self);

  g_free (self->rule->name);
  self->rule->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  if (!trivet_prices_words_parse_percent (gtk_editable_get_text (GTK_EDITABLE (self->tax)), &self->rule->tax_rate_ppm))
    self->rule->tax_rate_ppm = NO_VALUE;
  g_strfreev (self->rule->categories);
  self->rule->categories = categories;
}

static char *
dup_trial (TrivetTaxForm *self)
{
  TrivetCurrency   currency = trivet_register_get_shop (self->context->reg)->currency;
  TrivetTaxTrial   trial;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *total_before = NULL;
  g_autofree char *total_after = NULL;

  if (!trivet_price_desk_try_tax_rule (self->context->price_desk, self->rule, &trial))
    return g_strdup (_("With an order on the screen, what the rule makes of it stands here."));
  if (trial.n_dishes == 0)
    return g_strdup (_("It is for none of the dishes of the order on the screen, or an earlier rule is."));
  before = trivet_ui_format_minor (trial.tax_before_minor, currency);
  after = trivet_ui_format_minor (trial.tax_after_minor, currency);
  if (trial.total_before_minor == trial.total_after_minor)
    return g_strdup_printf (_("The order on the screen: tax %s instead of %s; its sum stays."), after, before);
  total_before = trivet_ui_format_minor (trial.total_before_minor, currency);
  total_after = trivet_ui_format_minor (trial.total_after_minor, currency);

  return g_strdup_printf (_("The order on the screen: tax %s instead of %s; it comes to %s instead of %s."), after, before, total_after,
                             total_before);
}

static void
show (TrivetTaxForm *self)
{
  g_autofree char *trial = NULL;

  if (self->rule == NULL)
    return;
  take_entries (self);
  trivet_price_fields_light_one (self->included, !self->rule->sets_included ? INCLUDED_AS_MENU
                                                 : self->rule->tax_included ? INCLUDED_YES
                                                                            : INCLUDED_NO);
  trivet_price_fields_light_bits (self->order_kinds, self->rule->order_kinds);
  trivet_price_fields_light_bits (self->categories, self->chosen);
  trial = dup_trial (self);
  gtk_label_set_text (GTK_LABEL (self->trial), trial);
}

static void
on_included_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetTaxForm *self = user_data;
  Included       included = trivet_price_fields_get_value (button);

  self->rule->sets_included = included != INCLUDED_AS_MENU;
  self->rule->tax_included = included != INCLUDED_NO;
  show (self);
}

static void
on_order_kind_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetTaxForm *self = user_data;

  self->rule->order_kinds ^= trivet_price_fields_get_value (button);
  show (self);
}

static void
on_category_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetTaxForm *self = user_data;

  self->chosen ^= trivet_price_fields_get_value (button);
  show (self);
}

static void
on_typed (GtkEditable *editable,
          gpointer     user_data)
{
  show (user_data);
}

static GtkWidget *
fields_new (TrivetTaxForm *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  gtk_widget_add_css_class (column, "staff-form");
  self->name = trivet_price_fields_add_entry (column, _("Name"), _("Takeaway"), G_CALLBACK (on_typed), self);
  self->tax = trivet_price_fields_add_entry (column, _("Tax in per cent"), "6", G_CALLBACK (on_typed), self);
  self->included = trivet_price_fields_add_chips (column, _("The tax is"));
  trivet_price_fields_add_chip (self->included, _("as the menu has it"), INCLUDED_AS_MENU, G_CALLBACK (on_included_clicked), self);
  trivet_price_fields_add_chip (self->included, _("in the prices"), INCLUDED_YES, G_CALLBACK (on_included_clicked), self);
  trivet_price_fields_add_chip (self->included, _("added to them"), INCLUDED_NO, G_CALLBACK (on_included_clicked), self);
  self->order_kinds = trivet_price_fields_add_chips (column, _("Types of order"));
  for (guint kind = 0; kind <= TRIVET_ORDER_KIND_BAR; kind++)
    trivet_price_fields_add_chip (self->order_kinds, trivet_prices_words_for_order_kind (kind), 1u << kind, G_CALLBACK (on_order_kind_clicked), self);
  self->categories = trivet_price_fields_add_chips (column, _("Categories, none for all dishes"));
  self->trial = trivet_ui_label_new ("", "strong");
  gtk_label_set_wrap (GTK_LABEL (self->trial), TRUE);
  gtk_box_append (GTK_BOX (column), self->trial);

  return column;
}

static GtkWidget *
foot_new (TrivetTaxForm *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->message = trivet_price_fields_message_new ("choices-hint");
  self->remove = trivet_price_fields_button_new (self, _("Remove"), "trivet-button danger-text", "remove");
  gtk_widget_add_css_class (foot, "staff-form");
  gtk_box_append (GTK_BOX (foot), self->message);
  gtk_box_append (GTK_BOX (foot), trivet_price_fields_buttons_new (self, self->remove, NULL));

  return foot;
}

/**
 * trivet_tax_form_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
trivet_tax_form_new (TrivetUiContext *context)
{
  TrivetTaxForm *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_TAX_FORM, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  gtk_box_append (GTK_BOX (self), trivet_price_fields_scroller_new (fields_new (self)));
  gtk_box_append (GTK_BOX (self), foot_new (self));

  return GTK_WIDGET (self);
}

/* The menu may have changed since. */
static void
build_categories (TrivetTaxForm *self)
{
  GPtrArray *categories = get_categories (self);

  self->chosen = 0;
  trivet_ui_clear_box (GTK_BOX (self->categories));
  for (guint i = 0; i < categories->len && i < MAX_CATEGORIES; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    if (g_strv_contains ((const char *const *) self->rule->categories, category->id))
      self->chosen |= 1u << i;
    trivet_price_fields_add_chip (self->categories, trivet_ui_is_chinese () ? category->name_zh : category->name, 1u << i,
                                  G_CALLBACK (on_category_clicked), self);
  }
}

/**
 * trivet_tax_form_edit:
 * @self: a form
 * @rule: (nullable): a rule; %NULL for a new one
 *
 * Begins with a copy of @rule.
 */
void
trivet_tax_form_edit (TrivetTaxForm       *self,
                      const TrivetTaxRule *rule)
{
  g_autoptr (TrivetTaxRule) edited = NULL;
  g_autofree char *tax = NULL;

  g_return_if_fail (TRIVET_IS_TAX_FORM (self));

  if (rule != NULL) {
    edited = trivet_tax_rule_copy (rule);
    tax = trivet_prices_words_dup_percent (rule->tax_rate_ppm);
  } else {
    g_autofree char *id = trivet_price_desk_new_id (self->context->price_desk);

    edited = trivet_tax_rule_new (id);
    edited->order_kinds = 1u << TRIVET_ORDER_KIND_TAKEAWAY;
  }
  /* While the fields are filled there is nothing to try. */
  g_clear_pointer (&self->rule, trivet_tax_rule_free);
  gtk_editable_set_text (GTK_EDITABLE (self->name), edited->name);
  gtk_editable_set_text (GTK_EDITABLE (self->tax), tax != NULL ? tax : "");
  self->rule = g_steal_pointer (&edited);
  build_categories (self);
  gtk_widget_set_visible (self->remove, rule != NULL);
  trivet_tax_form_show_error (self, NULL);
  show (self);
}

/**
 * trivet_tax_form_read:
 * @self: a form that edits something
 *
 * Returns: (transfer none): the rule as it is typed now
 */
const TrivetTaxRule *
trivet_tax_form_read (TrivetTaxForm *self)
{
  g_return_val_if_fail (TRIVET_IS_TAX_FORM (self) && self->rule != NULL, NULL);

  take_entries (self);

  return self->rule;
}

/**
 * trivet_tax_form_show_error:
 * @self: a form
 * @error: (nullable): why it could not be saved; %NULL for no reason
 *
 * Says which field is wrong, and goes there.
 */
void
trivet_tax_form_show_error (TrivetTaxForm *self,
                            const GError  *error)
{
  gboolean         is_field = error != NULL && error->domain == TRIVET_PRICE_DESK_ERROR;
  g_autofree char *words = error != NULL ? trivet_price_fields_dup_error (error) : g_strdup ("");
  GtkWidget       *field = NULL;

  if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_NAME)
    field = self->name;
  else if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_TAX)
    field = self->tax;
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL);
  trivet_ui_toggle_class (self->name, "error", field == self->name);
  trivet_ui_toggle_class (self->tax, "error", field == self->tax);
  if (field != NULL)
    gtk_widget_grab_focus (field);
}
