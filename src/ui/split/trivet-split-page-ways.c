/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-split-page-private.h"

#include "trivet-share-amount.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetSplitPage's first row: by item, by seat, equally, or by amounts that are asked for.
 */

static void
on_by_item_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  if (_trivet_split_page_get_order (self)->split_kind != TRIVET_SPLIT_LINES)
    trivet_register_split_by_lines (self->context->reg, MAX (_trivet_split_page_get_order (self)->n_checks, 2));
}

static void
on_by_seat_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  trivet_register_split_by_seats (self->context->reg);
}

static void
on_equal_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  if (_trivet_split_page_get_order (self)->split_kind != TRIVET_SPLIT_EQUAL)
    trivet_register_split_equally (self->context->reg, MAX (_trivet_split_page_get_order (self)->n_checks, 2));
}

void
_trivet_split_page_ask_amount (TrivetSplitPage *self,
                               GtkWidget       *beside)
{
  graphene_rect_t bounds = { 0 };
  GdkRectangle    place;

  if (!gtk_widget_compute_bounds (beside, GTK_WIDGET (self), &bounds))
    return;
  place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  trivet_share_amount_ask (TRIVET_SHARE_AMOUNT (self->amount), trivet_tab_get_totals (self->tab)->total_minor, _trivet_split_page_get_order (self)->currency);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_by_amount_clicked (GtkButton *button,
                      gpointer   user_data)
{
  _trivet_split_page_ask_amount (user_data, GTK_WIDGET (button));
}

/* The new sum comes before the bill that pays the rest. */
static void
on_amount_entered (TrivetShareAmount *amount,
                   gint64             amount_minor,
                   gpointer           user_data)
{
  TrivetSplitPage   *self = user_data;
  const TrivetOrder *order = _trivet_split_page_get_order (self);
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (order->split_kind == TRIVET_SPLIT_AMOUNTS)
    g_array_append_vals (amounts, order->check_amounts->data, order->check_amounts->len);
  g_array_append_val (amounts, amount_minor);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  trivet_register_split_by_amounts (self->context->reg, (const gint64 *) amounts->data, amounts->len);
}

static void
build_popover (TrivetSplitPage *self)
{
  self->amount = trivet_share_amount_new ();
  g_signal_connect (self->amount, "entered", G_CALLBACK (on_amount_entered), self);
  self->popover = trivet_ui_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->amount);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

GtkWidget *
_trivet_split_page_build_ways (TrivetSplitPage *self)
{
  /* clang-format off */
  static const struct {
    const char *label;
    GCallback   callback;
  } modes[] = {
    { N_ ("By item"), G_CALLBACK (on_by_item_clicked) },
    { N_ ("By seat"), G_CALLBACK (on_by_seat_clicked) },
    { N_ ("Equal"), G_CALLBACK (on_equal_clicked) },
    { N_ ("By amount"), G_CALLBACK (on_by_amount_clicked) },
  };
  /* clang-format on */
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *hint = trivet_ui_label_new (_("Tap a line, then a bill. Drag works too."), "dim");

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    self->modes[i] = trivet_ui_button_new (_ (modes[i].label), "trivet-chip tall", modes[i].callback, self);
    gtk_box_append (GTK_BOX (top), self->modes[i]);
  }
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 1);
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_box_append (GTK_BOX (top), hint);

  build_popover (self);

  return top;
}

static gboolean
has_seats (const TrivetOrder *order)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided && line->seat > 0)
      return TRUE;
  }

  return FALSE;
}

void
_trivet_split_page_update_ways (TrivetSplitPage *self)
{
  const TrivetOrder *order = _trivet_split_page_get_order (self);

  trivet_ui_toggle_class (self->modes[0], "on", order->split_kind == TRIVET_SPLIT_LINES);
  trivet_ui_toggle_class (self->modes[2], "on", order->split_kind == TRIVET_SPLIT_EQUAL);
  trivet_ui_toggle_class (self->modes[3], "on", order->split_kind == TRIVET_SPLIT_AMOUNTS);
  gtk_widget_set_sensitive (self->modes[1], trivet_order_is_open (order) && has_seats (order));
}
