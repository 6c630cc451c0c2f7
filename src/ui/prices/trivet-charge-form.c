/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-charge-form.h"

#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetChargeForm: as the form of a promotion, with fewer fields. */

/* For a field that holds no number: the price desk refuses it and names the field. */
#define NO_VALUE G_GINT64_CONSTANT (-1)

struct _TrivetChargeForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetCharge    *charge;

  GtkWidget *kinds;
  GtkWidget *name;
  GtkWidget *name_zh;
  GtkWidget *value;
  GtkWidget *tax;
  GtkWidget *tax_included;
  GtkWidget *order_kinds;
  GtkWidget *guests;
  GtkWidget *tables;
  GtkWidget *message;
  GtkWidget *off;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (TrivetChargeForm, trivet_charge_form, GTK_TYPE_BOX)

static void
trivet_charge_form_dispose (GObject *object)
{
  TrivetChargeForm *self = TRIVET_CHARGE_FORM (object);

  g_clear_pointer (&self->charge, trivet_charge_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_charge_form_parent_class)->dispose (object);
}

static void
trivet_charge_form_class_init (TrivetChargeFormClass *klass)
{
  static const char *const names[] = { "save", "switch", "remove", "closed" };

  G_OBJECT_CLASS (klass)->dispose = trivet_charge_form_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_charge_form_init (TrivetChargeForm *self)
{
}

static TrivetCurrency
get_currency (TrivetChargeForm *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static void
replace (char     **text,
         GtkWidget *entry)
{
  g_free (*text);
  *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static TrivetFloor *
get_floor (TrivetChargeForm *self)
{
  return trivet_floor_host_get_floor (self->context->floor_host);
}

static gboolean
is_called (const TrivetTable *table,
           const char        *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *en = g_utf8_casefold (table->name, -1);
  g_autofree char *zh = g_utf8_casefold (table->name_zh, -1);

  return g_str_equal (en, folded) || g_str_equal (zh, folded) || g_str_equal (table->id, name);
}

static const TrivetTable *
find_table (TrivetChargeForm *self,
            const char       *name)
{
  GPtrArray *tables = trivet_floor_get_tables (get_floor (self));

  for (guint i = 0; i < tables->len; i++) {
    if (is_called (g_ptr_array_index (tables, i), name))
      return g_ptr_array_index (tables, i);
  }

  return NULL;
}

/* Staff know tables by name; the rule keeps their ids. A name that no table has stays as it is typed:
 * trivet_charge_form_check() finds it. */
static GStrv
dup_tables (TrivetChargeForm *self)
{
  g_autoptr (GString) text = g_string_new (gtk_editable_get_text (GTK_EDITABLE (self->tables)));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  /* A Chinese keyboard has commas of its own. */
  g_string_replace (text, "，", ",", 0);
  g_string_replace (text, "、", ",", 0);
  names = g_strsplit (text->str, ",", -1);
  for (guint i = 0; names[i] != NULL; i++) {
    const char        *name = g_strstrip (names[i]);
    const TrivetTable *table = find_table (self, name);

    if (*name != '\0')
      g_strv_builder_add (builder, table != NULL ? table->id : name);
  }

  return g_strv_builder_end (builder);
}

static char *
dup_table_names (TrivetChargeForm   *self,
                 const TrivetCharge *charge)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; charge->tables != NULL && charge->tables[i] != NULL; i++) {
    const TrivetTable *table = trivet_floor_lookup_table (get_floor (self), charge->tables[i]);
    const char        *name = table != NULL ? (trivet_ui_is_chinese () ? table->name_zh : table->name) : charge->tables[i];

    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
  }

  return g_string_free (names, FALSE);
}

static void
take_scope (TrivetChargeForm *self)
{
  const char *guests = gtk_editable_get_text (GTK_EDITABLE (self->guests));
  guint64     number = 0;

  if (*guests != '\0' && !g_ascii_string_to_unsigned (guests, 10, 0, TRIVET_ORDER_MAX_GUESTS, &number, NULL))
    self->charge->from_guests = (int) NO_VALUE;
  else
    self->charge->from_guests = (int) number;
  g_strfreev (self->charge->tables);
  self->charge->tables = dup_tables (self);
}

static void
take_entries (TrivetChargeForm *self)
{
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->value));
  const char *tax = gtk_editable_get_text (GTK_EDITABLE (self->tax));
  TrivetMoney money;

  replace (&self->charge->name, self->name);
  replace (&self->charge->name_zh, self->name_zh);
  self->charge->value = NO_VALUE;
  self->charge->tax_rate_ppm = 0;
  if (self->charge->kind == TRIVET_CHARGE_RATE)
    trivet_prices_words_parse_percent (value, &self->charge->value);
  else if (trivet_money_from_decimal (value, get_currency (self), &money, NULL))
    self->charge->value = money.minor;
  if (*tax != '\0' && !trivet_prices_words_parse_percent (tax, &self->charge->tax_rate_ppm))
    self->charge->tax_rate_ppm = NO_VALUE;
  take_scope (self);
}

static void
show_choices (TrivetChargeForm *self)
{
  trivet_price_fields_light_one (self->kinds, self->charge->kind);
  trivet_price_fields_light_one (self->tax_included, self->charge->tax_included);
  trivet_price_fields_light_bits (self->order_kinds, self->charge->order_kinds);
  trivet_price_fields_set_title (self->value, self->charge->kind == TRIVET_CHARGE_RATE ? _("Per cent of the dishes") : _("Amount"));
}

static void
on_kind_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetChargeForm *self = user_data;

  self->charge->kind = trivet_price_fields_get_value (button);
  show_choices (self);
}

static void
on_tax_included_clicked (GtkButton *button,
                         gpointer   user_data)
{
  TrivetChargeForm *self = user_data;

  self->charge->tax_included = trivet_price_fields_get_value (button) != 0;
  show_choices (self);
}

static void
on_order_kind_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetChargeForm *self = user_data;

  self->charge->order_kinds ^= trivet_price_fields_get_value (button);
  show_choices (self);
}

static GtkWidget *
fields_new (TrivetChargeForm *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (column, "staff-form");
  self->kinds = trivet_price_fields_add_chips (column, _("Kind"));
  for (guint kind = 0; kind <= TRIVET_CHARGE_MINIMUM; kind++)
    trivet_price_fields_add_chip (self->kinds, trivet_prices_words_for_charge (kind), kind, G_CALLBACK (on_kind_clicked), self);
  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  self->name = trivet_price_fields_add_entry (names, _("Name"), _("Service"), NULL, NULL);
  self->name_zh = trivet_price_fields_add_entry (names, _("Chinese name"), "服务费", NULL, NULL);
  gtk_box_append (GTK_BOX (column), names);
  self->value = trivet_price_fields_add_entry (column, _("Amount"), "10", NULL, NULL);
  self->tax = trivet_price_fields_add_entry (column, _("Tax in per cent"), "0", NULL, NULL);
  self->tax_included = trivet_price_fields_add_chips (column, _("The tax is"));
  trivet_price_fields_add_chip (self->tax_included, _("in the amount"), TRUE, G_CALLBACK (on_tax_included_clicked), self);
  trivet_price_fields_add_chip (self->tax_included, _("added to it"), FALSE, G_CALLBACK (on_tax_included_clicked), self);
  self->order_kinds = trivet_price_fields_add_chips (column, _("Types of order, none for all"));
  for (guint kind = 0; kind <= TRIVET_ORDER_KIND_BAR; kind++)
    trivet_price_fields_add_chip (self->order_kinds, trivet_prices_words_for_order_kind (kind), 1u << kind, G_CALLBACK (on_order_kind_clicked), self);

  self->guests = trivet_price_fields_add_entry (column, _("From how many guests, none for any number"), "8", NULL, NULL);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->guests), GTK_INPUT_PURPOSE_DIGITS);
  self->tables = trivet_price_fields_add_entry (column, _("Tables, none for everywhere"), "51, 52", NULL, NULL);

  return column;
}

static GtkWidget *
foot_new (TrivetChargeForm *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->message = trivet_price_fields_message_new ("choices-hint");
  self->remove = trivet_price_fields_button_new (self, _("Remove"), "trivet-button danger-text", "remove");
  self->off = trivet_price_fields_button_new (self, "", "trivet-button", "switch");
  gtk_widget_add_css_class (foot, "staff-form");
  gtk_box_append (GTK_BOX (foot), self->message);
  gtk_box_append (GTK_BOX (foot), trivet_price_fields_buttons_new (self, self->remove, self->off));

  return foot;
}

/**
 * trivet_charge_form_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
trivet_charge_form_new (TrivetUiContext *context)
{
  TrivetChargeForm *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_CHARGE_FORM, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  gtk_box_append (GTK_BOX (self), trivet_price_fields_scroller_new (fields_new (self)));
  gtk_box_append (GTK_BOX (self), foot_new (self));

  return GTK_WIDGET (self);
}

static TrivetCharge *
charge_new (TrivetChargeForm *self)
{
  TrivetCharge *charge = g_new0 (TrivetCharge, 1);

  charge->charge_id = trivet_price_desk_new_id (self->context->price_desk);
  charge->name = g_strdup ("");
  charge->name_zh = g_strdup ("");
  charge->tax_included = TRUE;

  return charge;
}

/**
 * trivet_charge_form_edit:
 * @self: a form
 * @charge: (nullable): a charge; %NULL for a new one
 *
 * Begins with a copy of @charge.
 */
void
trivet_charge_form_edit (TrivetChargeForm   *self,
                         const TrivetCharge *charge)
{
  g_autofree char *value = NULL;
  g_autofree char *tax = NULL;
  g_autofree char *guests = NULL;
  g_autofree char *tables = NULL;

  g_return_if_fail (TRIVET_IS_CHARGE_FORM (self));

  g_clear_pointer (&self->charge, trivet_charge_free);
  self->charge = charge != NULL ? trivet_charge_copy (charge) : charge_new (self);
  if (self->charge->value == 0)
    value = g_strdup ("");
  else if (self->charge->kind == TRIVET_CHARGE_RATE)
    value = trivet_prices_words_dup_percent (self->charge->value);
  else
    value = trivet_money_to_decimal (trivet_money_new (self->charge->value, get_currency (self)));
  tax = self->charge->tax_rate_ppm > 0 ? trivet_prices_words_dup_percent (self->charge->tax_rate_ppm) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->charge->name);
  gtk_editable_set_text (GTK_EDITABLE (self->name_zh), self->charge->name_zh);
  gtk_editable_set_text (GTK_EDITABLE (self->value), value);
  gtk_editable_set_text (GTK_EDITABLE (self->tax), tax);
  guests = self->charge->from_guests > 0 ? g_strdup_printf ("%d", self->charge->from_guests) : g_strdup ("");
  tables = dup_table_names (self, self->charge);
  gtk_editable_set_text (GTK_EDITABLE (self->guests), guests);
  gtk_editable_set_text (GTK_EDITABLE (self->tables), tables);
  gtk_widget_set_visible (self->off, charge != NULL);
  gtk_widget_set_visible (self->remove, charge != NULL);
  gtk_button_set_label (GTK_BUTTON (self->off), self->charge->off ? _("Switch on") : _("Switch off"));
  trivet_ui_set_name (self->off, self->charge->off ? _("Switch on") : _("Switch off"));
  trivet_charge_form_show_error (self, NULL);
  show_choices (self);
}

/**
 * trivet_charge_form_read:
 * @self: a form that edits something
 *
 * Returns: (transfer none): the charge as it is typed now
 */
const TrivetCharge *
trivet_charge_form_read (TrivetChargeForm *self)
{
  g_return_val_if_fail (TRIVET_IS_CHARGE_FORM (self) && self->charge != NULL, NULL);

  take_entries (self);

  return self->charge;
}

/**
 * trivet_charge_form_check:
 * @self: a form that edits something
 * @error: return location for a #TrivetPriceDeskError that names the field
 *
 * What the price desk cannot know: whether there are such tables on the floor. One that was removed
 * since the charge was made is none, too.
 *
 * Returns: whether it can be saved as it is
 */
gboolean
trivet_charge_form_check (TrivetChargeForm *self,
                          GError          **error)
{
  GStrv tables;

  g_return_val_if_fail (TRIVET_IS_CHARGE_FORM (self) && self->charge != NULL, FALSE);

  take_entries (self);
  tables = self->charge->tables;
  for (guint i = 0; tables[i] != NULL; i++) {
    if (trivet_floor_lookup_table (get_floor (self), tables[i]) == NULL) {
      g_set_error (error, TRIVET_PRICE_DESK_ERROR, TRIVET_PRICE_DESK_ERROR_TABLES, "There is no table “%s”", tables[i]);
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * trivet_charge_form_show_error:
 * @self: a form
 * @error: (nullable): why it could not be saved; %NULL for no reason
 *
 * Says which field is wrong, and goes there.
 */
void
trivet_charge_form_show_error (TrivetChargeForm *self,
                               const GError     *error)
{
  gboolean         is_field = error != NULL && error->domain == TRIVET_PRICE_DESK_ERROR;
  g_autofree char *words = error != NULL ? trivet_price_fields_dup_error (error) : g_strdup ("");
  GtkWidget       *field = NULL;

  if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_NAME)
    field = self->name;
  else if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_VALUE)
    field = self->value;
  else if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_TAX)
    field = self->tax;
  else if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_GUESTS)
    field = self->guests;
  else if (is_field && error->code == TRIVET_PRICE_DESK_ERROR_TABLES)
    field = self->tables;
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL);
  trivet_ui_toggle_class (self->name, "error", field == self->name);
  trivet_ui_toggle_class (self->value, "error", field == self->value);
  trivet_ui_toggle_class (self->tax, "error", field == self->tax);
  trivet_ui_toggle_class (self->guests, "error", field == self->guests);
  trivet_ui_toggle_class (self->tables, "error", field == self->tables);
  if (field != NULL)
    gtk_widget_grab_focus (field);
}
