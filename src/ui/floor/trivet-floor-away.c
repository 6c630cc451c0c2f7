/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-away.h"

#include "trivet-floor-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetFloorAway: one card for each order that is fetched or brought.
 */

enum {
  ORDER_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetFloorAway {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *stack;
  GtkWidget       *cards;
};

G_DEFINE_FINAL_TYPE (TrivetFloorAway, trivet_floor_away, GTK_TYPE_BOX)

static void
trivet_floor_away_dispose (GObject *object)
{
  g_clear_object (&TRIVET_FLOOR_AWAY (object)->context);

  G_OBJECT_CLASS (trivet_floor_away_parent_class)->dispose (object);
}

static void
trivet_floor_away_class_init (TrivetFloorAwayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_floor_away_dispose;

  signals[ORDER_CLICKED] =
    g_signal_new ("order-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
trivet_floor_away_init (TrivetFloorAway *self)
{
}

static void
on_card_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[ORDER_CLICKED], 0, g_object_get_data (G_OBJECT (button), "order"));
}

static void
append_text (GtkWidget  *box,
             const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
new_card (TrivetFloorAway *self,
          TrivetTab       *tab)
{
  const TrivetOrder *order = trivet_tab_get_order (tab);
  GtkWidget         *button = gtk_button_new ();
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char   *place = trivet_words_for_place (order);
  g_autofree char   *time = trivet_floor_words_for_minutes (trivet_floor_host_get_minutes (self->context->floor_host, order->opened_at_us));
  g_autofree char   *amount = trivet_ui_format_minor (trivet_tab_get_totals (tab)->total_minor, order->currency);
  g_autofree char   *detail = g_strdup_printf ("%s · %s", time, amount);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  append_text (box, place, "table-name");
  if (*order->label != '\0')
    append_text (box, order->label, "table-detail");
  append_text (box, detail, "table-detail");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "floor-table");
  gtk_widget_add_css_class (button, order->bill_asked_at_us != 0 ? "bill" : "seated");
  gtk_widget_set_size_request (button, 190, 110);
  trivet_ui_set_name (button, place);
  g_object_set_data_full (G_OBJECT (button), "order", g_strdup (order->order_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_card_clicked), self, 0);

  return button;
}

static void
update (TrivetFloorAway *self)
{
  GPtrArray *away = trivet_floor_host_get_away (self->context->floor_host);

  trivet_ui_clear_box (GTK_BOX (self->cards));
  for (guint i = 0; i < away->len; i++)
    gtk_box_append (GTK_BOX (self->cards), new_card (self, g_ptr_array_index (away, i)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), away->len > 0 ? "cards" : "empty");
}

/* Nobody sees it meanwhile, and a card that is made anew loses the focus. */
static void
on_orders_changed (TrivetFloorAway *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static GtkWidget *
build_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_("No takeaway or delivery order is open"));
  GtkWidget *hint = gtk_label_new (_("“Takeaway order” below starts one."));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (title, "empty-title");
  gtk_widget_add_css_class (hint, "dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

/**
 * trivet_floor_away_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the cards
 */
GtkWidget *
trivet_floor_away_new (TrivetUiContext *context)
{
  TrivetFloorAway *self;
  GtkWidget       *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_FLOOR_AWAY, NULL);
  self->context = g_object_ref (context);
  self->stack = gtk_stack_new ();
  gtk_widget_set_hexpand (self->stack, TRUE);
  self->cards = trivet_wrap_box_new (16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->cards);
  gtk_stack_add_named (GTK_STACK (self->stack), build_empty (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "cards");
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (context->floor_host, "orders-changed", G_CALLBACK (on_orders_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "map", G_CALLBACK (update), self);

  return GTK_WIDGET (self);
}
