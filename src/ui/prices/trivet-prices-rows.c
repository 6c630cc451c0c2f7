/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-rows.h"

#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* The list of what the price book says: each rule in a sentence, and whether it counts now. */

typedef struct {
  GtkBox                       *box;
  TrivetUiContext              *context;
  TrivetCurrency                currency;
  const TrivetPricesRowActions *actions;
} Rows;

static GtkWidget *
row_words_new (const char *title,
               const char *kind,
               const char *sentence)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = trivet_ui_label_new (title, "strong");
  GtkWidget *detail = trivet_ui_label_new (sentence, "dim pay-small");

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_box_append (GTK_BOX (head), name);
  if (*kind != '\0')
    gtk_box_append (GTK_BOX (head), trivet_ui_label_new (kind, "dim pay-small"));
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);

  return words;
}

/* Returns: (transfer none): the row. @state: (nullable): "on", and its style */
static GtkWidget *
append_rule (const Rows *self,
             const char *title,
             const char *kind,
             const char *sentence,
             const char *state,
             const char *state_class,
             const char *id,
             GCallback   callback)
{
  GtkWidget       *button = trivet_ui_button_new (title, "trivet-button flat menu-entry", callback, self->actions->user_data);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *spoken = g_strdup_printf ("%s. %s. %s", title, sentence, state != NULL ? state : "");

  gtk_box_append (GTK_BOX (row), row_words_new (title, kind, sentence));
  if (state != NULL) {
    GtkWidget *chip = trivet_ui_label_new (state, state_class);

    gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (row), chip);
  }
  gtk_button_set_child (GTK_BUTTON (button), row);
  trivet_ui_set_name (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  gtk_box_append (self->box, button);

  return button;
}

static void
append_promotion (const Rows            *self,
                  const TrivetPromotion *promotion)
{
  g_autofree char *sentence = trivet_prices_words_dup_promotion (promotion, trivet_register_get_menu (self->context->reg), self->currency);
  gboolean         now = trivet_price_desk_is_active_now (self->context->price_desk, promotion);

  append_rule (self, trivet_ui_is_chinese () ? promotion->name_zh : promotion->name, trivet_prices_words_for_kind (promotion->kind), sentence,
               promotion->off ? _("off") : now ? _("on now") : _("not now"), promotion->off ? "tile-tag out" : now ? "tile-tag rule-on"
                                                                                                                      : "tile-tag low",
                                                                    promotion->id, self->actions->promotion);
}

static void
append_charge (const Rows         *self,
               const TrivetCharge *charge)
{
  g_autofree char *sentence = trivet_prices_words_dup_charge (charge, self->currency);

  append_rule (self, trivet_ui_is_chinese () ? charge->name_zh : charge->name, trivet_prices_words_for_charge (charge->kind), sentence,
               charge->off ? _("off") : _("on"), charge->off ? "tile-tag out" : "tile-tag rule-on", charge->charge_id, self->actions->charge);
}

static GtkWidget *
move_button_new (const Rows          *self,
                 const TrivetTaxRule *rule,
                 int                  by)
{
  g_autofree char *name = g_strdup_printf (by < 0 ? _("Move up: %s") : _("Move down: %s"), rule->name);
  GtkWidget       *button = trivet_ui_button_new (by < 0 ? "↑" : "↓", "trivet-button", self->actions->move, self->actions->user_data);

  trivet_ui_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (rule->id), g_free);
  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));

  return button;
}

/* Beside @row, which is the last of the box: the first rule that fits a dish counts. */
static void
append_moves (const Rows          *self,
              const TrivetTaxRule *rule,
              guint                place,
              guint                n_rules,
              GtkWidget           *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *up = move_button_new (self, rule, -1);
  GtkWidget *down = move_button_new (self, rule, 1);

  g_object_ref (row);
  gtk_box_remove (self->box, row);
  gtk_widget_add_css_class (line, "entry-line");
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (line), row);
  gtk_box_append (GTK_BOX (line), up);
  gtk_box_append (GTK_BOX (line), down);
  gtk_box_append (self->box, line);
  g_object_unref (row);
  gtk_widget_set_sensitive (up, place > 0);
  gtk_widget_set_sensitive (down, place + 1 < n_rules);
  if (g_strcmp0 (self->actions->moved_id, rule->id) == 0)
    gtk_widget_grab_focus ((self->actions->moved_by < 0 && place > 0) || place + 1 == n_rules ? up : down);
}

static void
append_tax_rule (const Rows          *self,
                 const TrivetTaxRule *rule,
                 guint                place,
                 guint                n_rules)
{
  g_autofree char *sentence = trivet_prices_words_dup_tax_rule (rule, trivet_register_get_menu (self->context->reg));

  if (n_rules > 1)
    append_moves (self, rule, place, n_rules, append_rule (self, rule->name, "", sentence, NULL, NULL, rule->id, self->actions->tax_rule));
  else
    append_rule (self, rule->name, "", sentence, NULL, NULL, rule->id, self->actions->tax_rule);
}

static void
append_head (const Rows *self,
             const char *title)
{
  gtk_box_append (self->box, trivet_ui_label_new (title, "section"));
}

static void
append_promotions (const Rows      *self,
                   TrivetPriceBook *book)
{
  GPtrArray *promotions = trivet_price_book_get_promotions (book);

  append_head (self, _("Promotions"));
  for (guint i = 0; i < promotions->len; i++)
    append_promotion (self, g_ptr_array_index (promotions, i));
  if (promotions->len == 0)
    append_rule (self, _("No promotions yet"), "", _("A happy hour, a set, a price for members: begin with one."), NULL, NULL, NULL, self->actions->promotion);
}

static void
append_charges (const Rows      *self,
                TrivetPriceBook *book)
{
  GPtrArray *charges = trivet_price_book_get_charges (book);

  append_head (self, _("Charges"));
  for (guint i = 0; i < charges->len; i++)
    append_charge (self, g_ptr_array_index (charges, i));
  if (charges->len == 0)
    append_rule (self, _("No charges yet"), "", _("Service, tea, packing or a minimum spend."), NULL, NULL, NULL, self->actions->charge);
}

/* The last row adds one: there are few of them, and no room for another button below. */
static void
append_taxes (const Rows      *self,
              TrivetPriceBook *book)
{
  GPtrArray *rules = trivet_price_book_get_tax_rules (book);

  append_head (self, _("Taxes"));
  for (guint i = 0; i < rules->len; i++)
    append_tax_rule (self, g_ptr_array_index (rules, i), i, rules->len);
  append_rule (self, _("Add a tax rate"), "",
                        rules->len == 0 ? _("Each dish has the tax of the menu. What is taken away may have another.") : _("The first that is for a dish counts; otherwise the menu's."), NULL, NULL, NULL, self->actions->tax_rule);
}

/**
 * trivet_prices_rows_build:
 * @box: what holds the rows; emptied first
 * @context: the screens' context
 * @actions: what a touch does
 *
 * Lists the price book as it is now.
 */
void
trivet_prices_rows_build (GtkBox                       *box,
                          TrivetUiContext              *context,
                          const TrivetPricesRowActions *actions)
{
  TrivetPriceBook *book = trivet_price_desk_get_book (context->price_desk);
  const Rows       self = { box, context, trivet_register_get_shop (context->reg)->currency, actions };
  TrivetTipRates   rates = trivet_tip_rates_resolve (trivet_price_book_get_tip_rates (book), self.currency);
  g_autofree char *rounding = trivet_prices_words_dup_rounding (trivet_price_book_get_cash_rounding (book), self.currency);
  g_autofree char *tips = trivet_prices_words_dup_tips (&rates, self.currency);

  trivet_ui_clear_box (box);
  append_promotions (&self, book);
  append_charges (&self, book);
  append_taxes (&self, book);
  append_head (&self, _("Cash and tips"));
  append_rule (&self, _("Rounding of cash"), "", rounding, NULL, NULL, NULL, actions->rounding);
  append_rule (&self, _("Tips to choose from"), "", tips, NULL, NULL, NULL, actions->tips);
}

/**
 * trivet_prices_rows_get_id:
 * @button: a row
 *
 * Returns: (transfer none) (nullable): the id of its rule; %NULL for a new one
 */
const char *
trivet_prices_rows_get_id (gpointer button)
{
  return g_object_get_data (G_OBJECT (button), "id");
}

/**
 * trivet_prices_rows_get_by:
 * @button: one that moves a tax rule
 *
 * Returns: how many places down
 */
int
trivet_prices_rows_get_by (gpointer button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));
}
