/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-order-page.h"

#include "trivet-kiosk-basket.h"
#include "trivet-kiosk-dishes.h"
#include "trivet-kiosk-head.h"
#include "trivet-kiosk-strip.h"
#include "trivet-kiosk-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskOrderPage: first whether the guest eats here, then the dishes, always with the order
 * below. What the menu offers and what it costs may depend on the first.
 */

struct _TrivetKioskOrderPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetKiosk     *kiosk;

  GtkWidget *head;
  GtkWidget *stack;
  GtkWidget *dishes;
  GtkWidget *basket;
  GtkWidget *strip;
};

enum {
  LANGUAGE,
  EASE,
  STAFF,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetKioskOrderPage, trivet_kiosk_order_page, GTK_TYPE_BOX)

static void
trivet_kiosk_order_page_dispose (GObject *object)
{
  TrivetKioskOrderPage *self = TRIVET_KIOSK_ORDER_PAGE (object);

  g_clear_object (&self->kiosk);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_kiosk_order_page_parent_class)->dispose (object);
}

static guint
add_signal (TrivetKioskOrderPageClass *klass,
            const char                *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_kiosk_order_page_class_init (TrivetKioskOrderPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_order_page_dispose;

  signals[LANGUAGE] = add_signal (klass, "language");
  signals[EASE] = add_signal (klass, "ease");
  signals[STAFF] = add_signal (klass, "staff");
}

static void
trivet_kiosk_order_page_init (TrivetKioskOrderPage *self)
{
}

static void
on_language (TrivetKioskOrderPage *self)
{
  g_signal_emit (self, signals[LANGUAGE], 0);
}

static void
on_ease (TrivetKioskOrderPage *self)
{
  g_signal_emit (self, signals[EASE], 0);
}

static void
on_staff (TrivetKioskOrderPage *self)
{
  g_signal_emit (self, signals[STAFF], 0);
}

static void
on_start_over (TrivetKioskOrderPage *self)
{
  trivet_kiosk_start_over (self->kiosk);
}

static void
on_here_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_kiosk_begin (TRIVET_KIOSK_ORDER_PAGE (user_data)->kiosk, TRIVET_ORDER_KIND_COUNTER);
}

static void
on_away_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_kiosk_begin (TRIVET_KIOSK_ORDER_PAGE (user_data)->kiosk, TRIVET_ORDER_KIND_TAKEAWAY);
}

static GtkWidget *
new_way (TrivetKioskOrderPage *self,
         const char           *emoji,
         const char           *words,
         GCallback             callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *picture = gtk_label_new (emoji);

  gtk_widget_add_css_class (picture, "kiosk-way-emoji");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "trivet-button");
  gtk_widget_add_css_class (button, "kiosk-way");
  gtk_widget_set_hexpand (button, TRUE);
  trivet_ui_set_name (button, words);
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static GtkWidget *
build_ways (TrivetKioskOrderPage *self)
{
  const TrivetShopInfo *shop = trivet_register_get_shop (self->context->reg);
  GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 40);
  GtkWidget            *ways = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkWidget            *name = gtk_label_new (trivet_ui_is_chinese () ? shop->name_zh : shop->name);

  gtk_widget_add_css_class (name, "kiosk-shop");
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_justify (GTK_LABEL (name), GTK_JUSTIFY_CENTER);
  gtk_box_set_homogeneous (GTK_BOX (ways), TRUE);
  gtk_box_append (GTK_BOX (ways), new_way (self, "🍽️", _("Eat here"), G_CALLBACK (on_here_clicked)));
  gtk_box_append (GTK_BOX (ways), new_way (self, "🛍️", _("Take away"), G_CALLBACK (on_away_clicked)));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), ways);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "kiosk-ways");

  return box;
}

static gboolean
is_on (TrivetKioskOrderPage *self,
       const char           *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), page) == 0;
}

static void
show (TrivetKioskOrderPage *self,
      const char           *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  trivet_kiosk_strip_set_open (TRIVET_KIOSK_STRIP (self->strip), g_str_equal (page, "basket"));
}

static void
on_see_all (TrivetKioskOrderPage *self)
{
  show (self, is_on (self, "basket") ? "dishes" : "basket");
}

static void
on_edit (TrivetKioskBasket *basket,
         const char        *line_id,
         gpointer           user_data)
{
  TrivetKioskOrderPage *self = user_data;

  trivet_kiosk_dishes_edit (TRIVET_KIOSK_DISHES (self->dishes), line_id);
  show (self, "dishes");
}

static void
on_pay (TrivetKioskOrderPage *self)
{
  trivet_kiosk_pay (self->kiosk);
}

static void
on_failed (TrivetRegister *reg,
           GError         *error,
           gpointer        user_data)
{
  TrivetKioskOrderPage *self = user_data;

  trivet_kiosk_strip_say (TRIVET_KIOSK_STRIP (self->strip), trivet_kiosk_words_for_error (error));
}

static gboolean
has_dishes (TrivetKioskOrderPage *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  return tab != NULL && trivet_tab_get_totals (tab)->lines->len > 0;
}

/* What is left when the last dish was taken out is nothing to look at. */
static void
on_order_changed (TrivetKioskOrderPage *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (tab != NULL) {
    g_signal_handlers_disconnect_by_func (tab, trivet_kiosk_order_page_update, self);
    g_signal_connect_object (tab, "changed", G_CALLBACK (trivet_kiosk_order_page_update), self, G_CONNECT_SWAPPED);
  }
  trivet_kiosk_order_page_update (self);
}

static void
build (TrivetKioskOrderPage *self,
       TrivetPopular        *popular)
{
  self->head = trivet_kiosk_head_new ();
  self->stack = gtk_stack_new ();
  self->dishes = trivet_kiosk_dishes_new (self->context, popular);
  self->basket = trivet_kiosk_basket_new (self->context);
  self->strip = trivet_kiosk_strip_new (self->context);
  gtk_stack_add_named (GTK_STACK (self->stack), build_ways (self), "ways");
  gtk_stack_add_named (GTK_STACK (self->stack), self->dishes, "dishes");
  gtk_stack_add_named (GTK_STACK (self->stack), self->basket, "basket");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->stack);
  gtk_box_append (GTK_BOX (self), self->strip);
  g_signal_connect_object (self->head, "language", G_CALLBACK (on_language), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "ease", G_CALLBACK (on_ease), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "staff", G_CALLBACK (on_staff), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "start-over", G_CALLBACK (on_start_over), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->basket, "edit", G_CALLBACK (on_edit), self, 0);
  g_signal_connect_object (self->strip, "see-all", G_CALLBACK (on_see_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "pay", G_CALLBACK (on_pay), self, G_CONNECT_SWAPPED);
}

/**
 * trivet_kiosk_order_page_new:
 * @context: the screens' context; its register has loaded
 * @kiosk: an open kiosk
 * @popular: what is sold most
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_kiosk_order_page_new (TrivetUiContext *context,
                             TrivetKiosk     *kiosk,
                             TrivetPopular   *popular)
{
  TrivetKioskOrderPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (TRIVET_IS_KIOSK (kiosk), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_ORDER_PAGE, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  self->kiosk = g_object_ref (kiosk);
  build (self, popular);
  g_signal_connect_object (context->reg, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_order_changed), self, G_CONNECT_SWAPPED);
  on_order_changed (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_order_page_update:
 * @self: the page
 *
 * Shows where the guest is.
 */
void
trivet_kiosk_order_page_update (TrivetKioskOrderPage *self)
{
  gboolean started;

  g_return_if_fail (TRIVET_IS_KIOSK_ORDER_PAGE (self));

  started = trivet_kiosk_get_state (self->kiosk) != TRIVET_KIOSK_NOBODY;
  trivet_kiosk_head_show (TRIVET_KIOSK_HEAD (self->head), started ? _("What would you like?") : _("Welcome"), started, has_dishes (self));
  gtk_widget_set_visible (self->strip, started);
  if (!started && !is_on (self, "ways")) {
    show (self, "ways");
    trivet_kiosk_dishes_reset (TRIVET_KIOSK_DISHES (self->dishes));
    trivet_kiosk_strip_say (TRIVET_KIOSK_STRIP (self->strip), NULL);
  } else if (started && (is_on (self, "ways") || (is_on (self, "basket") && !has_dishes (self)))) {
    show (self, "dishes");
  }
}
