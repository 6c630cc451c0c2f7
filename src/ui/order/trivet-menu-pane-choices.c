/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-menu-pane-private.h"

#include "trivet-choices-pane.h"
#include "trivet-price-pane.h"

/* What a tap on a dish, or on a line of the order, opens in the place of the dishes. */

static gboolean
is_shown (TrivetMenuPane *self,
          const char     *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), page) == 0;
}

static void correct_price (TrivetMenuPane *self,
                           const char     *line_id);

static TrivetChoicesPane *
ensure_choices (TrivetMenuPane *self)
{
  if (self->choices == NULL) {
    self->choices = trivet_choices_pane_new (self->context);
    gtk_widget_add_css_class (self->choices, "menu-inset");
    gtk_widget_add_css_class (self->choices, "choices");
    g_signal_connect_object (self->choices, "done", G_CALLBACK (trivet_menu_pane_show_dishes), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->choices, "price", G_CALLBACK (correct_price), self, G_CONNECT_SWAPPED);
    gtk_stack_add_named (GTK_STACK (self->stack), self->choices, "choices");
  }

  return TRIVET_CHOICES_PANE (self->choices);
}

static void
start_choices (TrivetMenuPane *self,
               TrivetMenuItem *item,
               gint64          price_minor)
{
  trivet_choices_pane_start (ensure_choices (self), item, price_minor);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "choices");
}

static void
on_price_chosen (TrivetPricePane *pane,
                 TrivetMenuItem  *item,
                 const char      *line_id,
                 gint64           price_minor,
                 gpointer         user_data)
{
  TrivetMenuPane  *self = user_data;
  g_autofree char *added = NULL;

  if (line_id == NULL && trivet_menu_item_has_choices (item)) {
    start_choices (self, item, price_minor);
    return;
  }
  if (line_id != NULL)
    trivet_register_set_line_price (self->context->reg, line_id, price_minor);
  else
    added = trivet_register_add_open_item (self->context->reg, item, price_minor, NULL, 1);
  trivet_menu_pane_show_dishes (self);
}

static TrivetPricePane *
ensure_price (TrivetMenuPane *self)
{
  if (self->price == NULL) {
    self->price = trivet_price_pane_new (self->context);
    gtk_widget_add_css_class (self->price, "menu-inset");
    gtk_widget_add_css_class (self->price, "choices");
    g_signal_connect_object (self->price, "chosen", G_CALLBACK (on_price_chosen), self, 0);
    g_signal_connect_object (self->price, "cancelled", G_CALLBACK (trivet_menu_pane_show_dishes), self, G_CONNECT_SWAPPED);
    gtk_stack_add_named (GTK_STACK (self->stack), self->price, "price");
  }

  return TRIVET_PRICE_PANE (self->price);
}

/* @line_id: (nullable): a line whose price is corrected, otherwise a new one */
static void
ask_price (TrivetMenuPane *self,
           TrivetMenuItem *item,
           const char     *line_id,
           gint64          price_minor)
{
  trivet_price_pane_ask (ensure_price (self), item, line_id, price_minor);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "price");
  trivet_price_pane_focus (ensure_price (self));
}

/* @line_id: (nullable): a line; %NULL is one that is not there yet */
static gboolean
can_correct (TrivetMenuPane *self,
             const char     *line_id)
{
  TrivetTab             *tab = trivet_register_get_current (self->context->reg);
  const TrivetOrderLine *line = NULL;

  if (line_id == NULL)
    return TRUE;
  if (tab != NULL)
    line = trivet_order_lookup_line (trivet_tab_get_order (tab), line_id);

  return line != NULL && !line->voided && line->open_price && line->sent_quantity == 0;
}

static void
correct_price (TrivetMenuPane *self,
               const char     *line_id)
{
  TrivetTab             *tab = trivet_register_get_current (self->context->reg);
  const TrivetOrderLine *line = tab != NULL ? trivet_order_lookup_line (trivet_tab_get_order (tab), line_id) : NULL;
  TrivetMenuItem        *item = line != NULL ? trivet_menu_lookup_item (trivet_register_get_menu (self->context->reg), line->sku) : NULL;

  if (item != NULL && can_correct (self, line_id))
    ask_price (self, item, line_id, line->unit_price_minor);
}

/* What a tap on a dish means. One that is sold out says so. */
void
_trivet_menu_pane_take_item (TrivetMenuPane *self,
                             TrivetMenuItem *item)
{
  gboolean         available = trivet_menu_item_get_available (item);
  g_autofree char *line_id = NULL;

  if (available && trivet_menu_item_get_open_price (item))
    ask_price (self, item, NULL, 0);
  else if (available && trivet_menu_item_has_choices (item))
    start_choices (self, item, 0);
  else
    line_id = trivet_register_add_item (self->context->reg, item, NULL, 1);
}

/* Whether something stands in the place of the dishes. */
gboolean
_trivet_menu_pane_is_choosing (TrivetMenuPane *self)
{
  return is_shown (self, "choices") || is_shown (self, "price");
}

/* Made beforehand, so that the first dish with choices opens at once. */
void
_trivet_menu_pane_prepare_choices (TrivetMenuPane *self)
{
  ensure_choices (self);
}

/* What is chosen for a line goes with it. */
void
_trivet_menu_pane_follow_order (TrivetMenuPane *self,
                                gboolean        other_order)
{
  if (is_shown (self, "price") && !can_correct (self, trivet_price_pane_get_line (TRIVET_PRICE_PANE (self->price))))
    trivet_menu_pane_show_dishes (self);
  if (is_shown (self, "choices") && !trivet_choices_pane_follow (TRIVET_CHOICES_PANE (self->choices), other_order))
    trivet_menu_pane_show_dishes (self);
}

/**
 * trivet_menu_pane_edit_line:
 * @self: a menu
 * @line_id: a line of the current order whose dish has choices, or whose price is open
 *
 * Shows the line's choices, or the keypad for its price, in place of the dishes.
 */
void
trivet_menu_pane_edit_line (TrivetMenuPane *self,
                            const char     *line_id)
{
  g_return_if_fail (TRIVET_IS_MENU_PANE (self));
  g_return_if_fail (line_id != NULL);

  if (trivet_choices_pane_edit (ensure_choices (self), line_id))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "choices");
  else
    correct_price (self, line_id);
}
