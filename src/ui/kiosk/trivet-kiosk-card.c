/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-card.h"

#include "trivet-dish-marks.h"
#include "trivet-dish-picture.h"
#include "trivet-register-menu.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskCard: picture, name, what it holds, price, and how many of it are in the order. A touch
 * anywhere on it wants one more; the buttons are there for everybody who looks for one.
 */

#define PICTURE_WIDTH_PX  280
#define PICTURE_HEIGHT_PX 150

/* Of a price in the usual size beside both buttons. */
#define MAX_PRICE_CHARS 7

enum {
  MORE,
  LESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKioskCard {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetMenuItem  *item;
  gint64           quantity;

  GtkWidget *picture;
  GtkWidget *name;
  GtkWidget *words;
  GtkWidget *price;
  GtkWidget *less;
  GtkWidget *count;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (TrivetKioskCard, trivet_kiosk_card, GTK_TYPE_BOX)

static void on_availability_changed (TrivetKioskCard *self);

static void
trivet_kiosk_card_dispose (GObject *object)
{
  TrivetKioskCard *self = TRIVET_KIOSK_CARD (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, on_availability_changed, self);
  g_clear_object (&self->item);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_kiosk_card_parent_class)->dispose (object);
}

static void
trivet_kiosk_card_class_init (TrivetKioskCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_card_dispose;

  signals[MORE] =
    g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LESS] =
    g_signal_new ("less", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[MORE], 0);
}

static void
on_less_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[LESS], 0);
}

/* The buttons claim what is pressed on them. */
static void
on_card_released (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  gpointer         user_data)
{
  TrivetKioskCard *self = user_data;

  if (self->item != NULL && trivet_menu_item_get_available (self->item) &&
      gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit (self, signals[MORE], 0);
}

static GtkWidget *
build_foot (TrivetKioskCard *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->price = trivet_ui_label_new ("", "kiosk-price numeric");
  gtk_widget_set_hexpand (self->price, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->price), PANGO_ELLIPSIZE_END);
  self->less = trivet_ui_button_new ("−", "trivet-button kiosk-step", G_CALLBACK (on_less_clicked), self);
  self->count = trivet_ui_label_new ("", "kiosk-price numeric");
  self->more = trivet_ui_button_new ("+", "trivet-button primary kiosk-step", G_CALLBACK (on_more_clicked), self);
  gtk_box_append (GTK_BOX (foot), self->price);
  gtk_box_append (GTK_BOX (foot), self->less);
  gtk_box_append (GTK_BOX (foot), self->count);
  gtk_box_append (GTK_BOX (foot), self->more);
  gtk_widget_set_vexpand (foot, TRUE);
  gtk_widget_set_valign (foot, GTK_ALIGN_END);
  /* A card has the same height with and without its buttons. */
  gtk_widget_add_css_class (foot, "kiosk-card-foot");

  return foot;
}

static void
trivet_kiosk_card_init (TrivetKioskCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-card");
}

static void
build (TrivetKioskCard *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->picture = trivet_dish_picture_new (self->context);
  trivet_dish_picture_set_size (TRIVET_DISH_PICTURE (self->picture), PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_CENTER);
  self->name = trivet_ui_label_new ("", "kiosk-name");
  self->words = trivet_ui_label_new ("", "kiosk-words");
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (self->name), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->words), 2);
  gtk_box_append (GTK_BOX (self), self->picture);
  gtk_box_append (GTK_BOX (self), self->name);
  gtk_box_append (GTK_BOX (self), self->words);
  gtk_box_append (GTK_BOX (self), build_foot (self));
  g_signal_connect_object (gesture, "released", G_CALLBACK (on_card_released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

/**
 * trivet_kiosk_card_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a card of no dish yet
 */
GtkWidget *
trivet_kiosk_card_new (TrivetUiContext *context)
{
  TrivetKioskCard *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_CARD, NULL);
  self->context = g_object_ref (context);
  build (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_card_get_item:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): its dish
 */
TrivetMenuItem *
trivet_kiosk_card_get_item (TrivetKioskCard *self)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK_CARD (self), NULL);

  return self->item;
}

static char *
dup_words (TrivetMenuItem *item)
{
  int left = trivet_menu_item_get_left (item);

  if (!trivet_menu_item_get_available (item))
    return g_strdup (_("Sold out today"));
  if (left > 0)
    return g_strdup_printf (ngettext ("Only %d left", "Only %d left", (gulong) left), left);

  return trivet_dish_marks_describe (item);
}

static void
name_buttons (TrivetKioskCard *self,
              const char      *name,
              const char      *price)
{
  g_autofree char *more = g_strdup_printf (_("Add %s, %s"), name, price);
  g_autofree char *less = g_strdup_printf (_("One less %s"), name);

  trivet_ui_set_name (self->more, more);
  trivet_ui_set_name (self->less, less);
}

/**
 * trivet_kiosk_card_update:
 * @self: a card
 *
 * Shows what its dish costs now, and whether there is any.
 */
void
trivet_kiosk_card_update (TrivetKioskCard *self)
{
  TrivetCurrency   currency;
  const char      *name;
  g_autofree char *price = NULL;
  g_autofree char *words = NULL;
  g_autofree char *count = NULL;
  gboolean         available;

  g_return_if_fail (TRIVET_IS_KIOSK_CARD (self));

  if (self->item == NULL)
    return;
  currency = trivet_menu_get_currency (trivet_register_get_menu (self->context->reg));
  name = trivet_menu_item_get_name (self->item, trivet_ui_context_get_language (self->context));
  price = trivet_ui_format_minor (trivet_register_get_price_minor (self->context->reg, self->item), currency);
  words = dup_words (self->item);
  count = g_strdup_printf ("%" G_GINT64_FORMAT, self->quantity);
  available = trivet_menu_item_get_available (self->item);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_label_set_text (GTK_LABEL (self->price), price);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  name_buttons (self, name, price);
  gtk_widget_set_visible (self->less, self->quantity > 0);
  gtk_widget_set_visible (self->count, self->quantity > 0);
  gtk_widget_set_visible (self->more, available);
  trivet_ui_toggle_class (self, "out", !available);
  trivet_ui_toggle_class (self->price, "long", g_utf8_strlen (price, -1) > MAX_PRICE_CHARS);
}

static void
on_availability_changed (TrivetKioskCard *self)
{
  trivet_kiosk_card_update (self);
}

/**
 * trivet_kiosk_card_set_item:
 * @self: a card
 * @item: (nullable): the dish to show
 */
void
trivet_kiosk_card_set_item (TrivetKioskCard *self,
                            TrivetMenuItem  *item)
{
  g_return_if_fail (TRIVET_IS_KIOSK_CARD (self));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, on_availability_changed, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify", G_CALLBACK (on_availability_changed), self, G_CONNECT_SWAPPED);
  trivet_dish_picture_set_item (TRIVET_DISH_PICTURE (self->picture), item);
  trivet_kiosk_card_update (self);
}

/**
 * trivet_kiosk_card_set_quantity:
 * @self: a card
 * @quantity: how many of its dish are in the order
 */
void
trivet_kiosk_card_set_quantity (TrivetKioskCard *self,
                                gint64           quantity)
{
  g_return_if_fail (TRIVET_IS_KIOSK_CARD (self));

  if (self->quantity == quantity)
    return;
  self->quantity = quantity;
  trivet_kiosk_card_update (self);
}
