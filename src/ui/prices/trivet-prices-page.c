/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-charge-form.h"
#include "trivet-price-fields.h"
#include "trivet-prices-rows.h"
#include "trivet-promotion-form.h"
#include "trivet-rounding-form.h"
#include "trivet-tax-form.h"
#include "trivet-tip-form.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPricesPage: the rules on the left, the chosen one on the right. What is changed in them is in
 * trivet-prices-page-changes.c.
 */

G_DEFINE_FINAL_TYPE (TrivetPricesPage, trivet_prices_page, GTK_TYPE_BOX)

static void
trivet_prices_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_PRICES_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_prices_page_parent_class)->dispose (object);
}

static void
trivet_prices_page_finalize (GObject *object)
{
  g_free (TRIVET_PRICES_PAGE (object)->moved_id);

  G_OBJECT_CLASS (trivet_prices_page_parent_class)->finalize (object);
}

static void
trivet_prices_page_class_init (TrivetPricesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_prices_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = trivet_prices_page_finalize;
}

static void
trivet_prices_page_init (TrivetPricesPage *self)
{
}

static TrivetPriceBook *
get_book (TrivetPricesPage *self)
{
  return trivet_price_desk_get_book (self->context->price_desk);
}

void
_trivet_prices_page_show_form (TrivetPricesPage *self,
                               GtkWidget        *form)
{
  /* Whoever edits something else keeps the focus. */
  if (form != self->empty)
    g_clear_pointer (&self->moved_id, g_free);
  gtk_stack_set_visible_child (GTK_STACK (self->right), form);
}

/* Of the form in view, or below the list. */
void
_trivet_prices_page_show_error (TrivetPricesPage *self,
                                const GError     *error)
{
  GtkWidget       *form = gtk_stack_get_visible_child (GTK_STACK (self->right));
  g_autofree char *words = error != NULL ? trivet_price_fields_dup_error (error) : g_strdup ("");

  trivet_promotion_form_show_error (TRIVET_PROMOTION_FORM (self->promotion), form == self->promotion ? error : NULL);
  trivet_charge_form_show_error (TRIVET_CHARGE_FORM (self->charge), form == self->charge ? error : NULL);
  trivet_tax_form_show_error (TRIVET_TAX_FORM (self->tax_rule), form == self->tax_rule ? error : NULL);
  trivet_tip_form_show_error (TRIVET_TIP_FORM (self->tips), form == self->tips ? error : NULL);
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL && (form == self->empty || form == self->rounding));
}

static void
on_promotion_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetPricesPage *self = user_data;
  const char       *id = trivet_prices_rows_get_id (button);

  _trivet_prices_page_show_form (self, self->promotion);
  _trivet_prices_page_show_error (self, NULL);
  trivet_promotion_form_edit (TRIVET_PROMOTION_FORM (self->promotion),
                              id != NULL ? trivet_price_book_lookup_promotion (get_book (self), id) : NULL);
}

static void
on_charge_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetPricesPage *self = user_data;
  const char       *id = trivet_prices_rows_get_id (button);

  _trivet_prices_page_show_form (self, self->charge);
  _trivet_prices_page_show_error (self, NULL);
  trivet_charge_form_edit (TRIVET_CHARGE_FORM (self->charge), id != NULL ? trivet_price_book_lookup_charge (get_book (self), id) : NULL);
}

static void
on_tax_rule_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetPricesPage *self = user_data;
  const char       *id = trivet_prices_rows_get_id (button);

  _trivet_prices_page_show_form (self, self->tax_rule);
  _trivet_prices_page_show_error (self, NULL);
  trivet_tax_form_edit (TRIVET_TAX_FORM (self->tax_rule), id != NULL ? trivet_price_book_lookup_tax_rule (get_book (self), id) : NULL);
}

static void
on_move_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPricesPage *self = user_data;

  g_free (self->moved_id);
  self->moved_id = g_strdup (trivet_prices_rows_get_id (button));
  self->moved_by = trivet_prices_rows_get_by (button);
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_MOVE, TRIVET_FACT_TAX_RULE_SET, TRUE);
}

static void
on_tips_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPricesPage *self = user_data;

  _trivet_prices_page_show_form (self, self->tips);
  _trivet_prices_page_show_error (self, NULL);
  trivet_tip_form_edit (TRIVET_TIP_FORM (self->tips), trivet_price_book_get_tip_rates (get_book (self)));
}

static void
on_rounding_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetPricesPage *self = user_data;

  _trivet_prices_page_show_form (self, self->rounding);
  _trivet_prices_page_show_error (self, NULL);
  trivet_rounding_form_edit (TRIVET_ROUNDING_FORM (self->rounding), trivet_price_book_get_cash_rounding (get_book (self)));
}

static void
build_rows (TrivetPricesPage *self)
{
  const TrivetPricesRowActions actions = {
    .promotion = G_CALLBACK (on_promotion_clicked),
    .charge = G_CALLBACK (on_charge_clicked),
    .tax_rule = G_CALLBACK (on_tax_rule_clicked),
    .move = G_CALLBACK (on_move_clicked),
    .rounding = G_CALLBACK (on_rounding_clicked),
    .tips = G_CALLBACK (on_tips_clicked),
    .user_data = self,
    .moved_id = self->moved_id,
    .moved_by = self->moved_by,
  };

  trivet_prices_rows_build (GTK_BOX (self->rows), self->context, &actions);
  gtk_widget_set_sensitive (self->undo, trivet_price_desk_can_undo (self->context->price_desk));
}

static gboolean
build_rows_later (gpointer user_data)
{
  TrivetPricesPage *self = user_data;

  if (self->context != NULL)
    build_rows (self);

  return G_SOURCE_REMOVE;
}

/* A row may be what was touched. */
static void
on_desk_changed (TrivetPricesPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, build_rows_later, g_object_ref (self), g_object_unref);
}

static GtkWidget *
right_new (TrivetPricesPage *self)
{
  self->right = gtk_stack_new ();
  self->empty = trivet_ui_empty_new (_("Touch a rule to change it"), _("Orders keep the prices that they have until a line is added or changed."));
  gtk_widget_add_css_class (self->empty, "staff-form");
  self->promotion = trivet_promotion_form_new (self->context);
  self->charge = trivet_charge_form_new (self->context);
  self->tax_rule = trivet_tax_form_new (self->context);
  self->rounding = trivet_rounding_form_new (self->context);
  self->tips = trivet_tip_form_new (self->context);
  /* What is not in view must not make the page wider. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->right), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->right), FALSE);
  gtk_stack_add_child (GTK_STACK (self->right), self->empty);
  _trivet_prices_page_follow_forms (self);
  gtk_widget_add_css_class (self->right, "trivet-card");

  return self->right;
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  _trivet_prices_page_begin (user_data, TRIVET_PRICES_CHANGE_UNDO, TRIVET_FACT_INVALID, FALSE);
}

static GtkWidget *
left_new (TrivetPricesPage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->rows, "staff-form");
  gtk_widget_add_css_class (self->rows, "entry-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_add_css_class (scroller, "trivet-card");
  gtk_widget_set_vexpand (scroller, TRUE);
  self->message = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  self->undo = trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self);
  gtk_box_append (GTK_BOX (buttons), trivet_ui_button_new (_("Add a promotion"), "trivet-button primary", G_CALLBACK (on_promotion_clicked), self));
  gtk_box_append (GTK_BOX (buttons), trivet_ui_button_new (_("Add a charge"), "trivet-button", G_CALLBACK (on_charge_clicked), self));
  gtk_box_append (GTK_BOX (buttons), self->undo);
  gtk_box_append (GTK_BOX (left), scroller);
  gtk_box_append (GTK_BOX (left), self->message);
  gtk_box_append (GTK_BOX (left), buttons);

  return left;
}

/**
 * trivet_prices_page_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_prices_page_new (TrivetUiContext *context)
{
  TrivetPricesPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PRICES_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->stack = gtk_stack_new ();
  gtk_widget_set_hexpand (self->stack, TRUE);
  self->approval = trivet_approval_pane_new (context);
  g_signal_connect_object (self->approval, "cancelled", G_CALLBACK (_trivet_prices_page_cancel), self, G_CONNECT_SWAPPED);
  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->content), TRUE);
  gtk_box_append (GTK_BOX (self->content), left_new (self));
  gtk_box_append (GTK_BOX (self->content), right_new (self));
  gtk_stack_add_child (GTK_STACK (self->stack), self->content);
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (context->price_desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  trivet_prices_page_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_prices_page_refresh:
 * @self: the page
 *
 * Shows the price book as it is now, and which rules count at this moment.
 */
void
trivet_prices_page_refresh (TrivetPricesPage *self)
{
  g_return_if_fail (TRIVET_IS_PRICES_PAGE (self));

  _trivet_prices_page_cancel (self);
  _trivet_prices_page_show_form (self, self->empty);
  _trivet_prices_page_show_error (self, NULL);
  build_rows (self);
}
