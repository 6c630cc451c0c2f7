/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-item-tile.h"

#include "trivet-color-bar.h"
#include "trivet-dish-picture.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetItemTile: a dish with picture, name, price, what is left, and how many are in the order.
 */

/* Five columns beside the order on 1366 pixels, four on 1024. */
#define MIN_WIDTH_PX 146
/* As in trivet.css. */
#define BORDER_PX  1
#define PADDING_PX 11

struct _TrivetItemTile {
  GtkButton parent_instance;

  TrivetUiContext *context;
  TrivetMenuItem  *item;
  gint64           quantity;

  GtkWidget *overlay;
  GtkWidget *bar;
  GtkWidget *picture;
  GtkWidget *name;
  GtkWidget *price;
  GtkWidget *bottom;
  GtkWidget *tag;   /* NULL until there is something to say */
  GtkWidget *badge; /* NULL until the dish is ordered */
};

G_DEFINE_FINAL_TYPE (TrivetItemTile, trivet_item_tile, GTK_TYPE_BUTTON)

static void on_availability_changed (TrivetItemTile *self);

static void
trivet_item_tile_dispose (GObject *object)
{
  TrivetItemTile *self = TRIVET_ITEM_TILE (object);

  g_clear_object (&self->item);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_item_tile_parent_class)->dispose (object);
}

static void
trivet_item_tile_class_init (TrivetItemTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_item_tile_dispose;
}

static void
build_bottom (TrivetItemTile *self,
              GtkBox         *body)
{
  self->bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->price = trivet_ui_label_new ("", "tile-price numeric");
  gtk_widget_set_hexpand (self->price, TRUE);
  gtk_box_append (GTK_BOX (self->bottom), self->price);
  gtk_widget_set_vexpand (self->bottom, TRUE);
  gtk_widget_set_valign (self->bottom, GTK_ALIGN_END);
  gtk_box_append (body, self->bottom);
}

static void
build_body (TrivetItemTile *self,
            GtkBox         *box)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (body, "tile-body");
  gtk_widget_set_vexpand (body, TRUE);
  self->picture = trivet_dish_picture_new (self->context);
  self->name = trivet_ui_label_new ("", "tile-name");
  gtk_label_set_wrap (GTK_LABEL (self->name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 8);
  gtk_label_set_width_chars (GTK_LABEL (self->name), 8);
  gtk_box_append (GTK_BOX (body), self->picture);
  gtk_box_append (GTK_BOX (body), self->name);
  build_bottom (self, GTK_BOX (body));
  gtk_box_append (box, body);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The name takes the width that there is. To ask it how wide it would like to be means to set it in
 * lines several times, and a start asks as many tiles as fit the screen. */
static void
measure_tile (GtkWidget     *widget,
              GtkOrientation orientation,
              int            for_size,
              int           *minimum,
              int           *natural,
              int           *minimum_baseline,
              int           *natural_baseline)
{
  TrivetItemTile *self = TRIVET_ITEM_TILE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    gtk_widget_measure (self->overlay, orientation, for_size, minimum, natural, NULL, NULL);
    return;
  }
  gtk_widget_measure (self->bottom, orientation, -1, minimum, NULL, NULL, NULL);
  *minimum = *natural = MAX (*minimum + 2 * PADDING_PX, MIN_WIDTH_PX - 2 * BORDER_PX);
}

static void
allocate_tile (GtkWidget *widget,
               int        width,
               int        height,
               int        baseline)
{
  gtk_widget_allocate (TRIVET_ITEM_TILE (widget)->overlay, width, height, -1, NULL);
}

static void
trivet_item_tile_init (TrivetItemTile *self)
{
}

static void
build (TrivetItemTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet-tile");
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (get_request_mode, measure_tile, allocate_tile));
  self->bar = trivet_color_bar_new ();
  gtk_box_append (GTK_BOX (box), self->bar);
  build_body (self, GTK_BOX (box));
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), box);
  gtk_button_set_child (GTK_BUTTON (self), self->overlay);
}

/* Most tiles have neither tag nor badge, and a start makes many tiles at once. */
static void
ensure_tag (TrivetItemTile *self)
{
  if (self->tag != NULL)
    return;
  self->tag = trivet_ui_label_new ("", "tile-tag");
  /* A long price beside it must not widen all the tiles. */
  gtk_label_set_ellipsize (GTK_LABEL (self->tag), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (self->tag, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->bottom), self->tag);
}

static void
ensure_badge (TrivetItemTile *self)
{
  if (self->badge != NULL)
    return;
  self->badge = gtk_label_new ("");
  gtk_widget_add_css_class (self->badge, "tile-badge");
  gtk_widget_add_css_class (self->badge, "numeric");
  gtk_widget_set_halign (self->badge, GTK_ALIGN_END);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->badge, 12);
  gtk_widget_set_margin_end (self->badge, 10);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->badge);
}

/**
 * trivet_item_tile_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a tile without a dish
 */
GtkWidget *
trivet_item_tile_new (TrivetUiContext *context)
{
  TrivetItemTile *self = g_object_new (TRIVET_TYPE_ITEM_TILE, NULL);

  self->context = g_object_ref (context);
  build (self);

  return GTK_WIDGET (self);
}

/* "Pork xiaolongbao ¥28.00, 2 in the order" */
static void
update_accessible_name (TrivetItemTile *self,
                        const char     *name,
                        const char     *price)
{
  g_autofree char *text = NULL;

  if (self->quantity > 0)
    text = g_strdup_printf (_("%s %s, %d in the order"), name, price, (int) self->quantity);
  else
    text = g_strdup_printf ("%s %s", name, price);
  trivet_ui_set_name (self, text);
}

static void
update_availability (TrivetItemTile *self)
{
  gboolean         available = trivet_menu_item_get_available (self->item);
  int              left = trivet_menu_item_get_left (self->item);
  g_autofree char *words = NULL;

  if (!available)
    words = g_strdup (_("Sold out"));
  else if (left >= 0)
    words = g_strdup_printf (ngettext ("%d left", "%d left", (gulong) left), left);
  trivet_ui_toggle_class (self, "out", !available);
  if (words != NULL) {
    ensure_tag (self);
    gtk_label_set_text (GTK_LABEL (self->tag), words);
    trivet_ui_toggle_class (self->tag, "out", !available);
    trivet_ui_toggle_class (self->tag, "low", available);
  }
  if (self->tag != NULL)
    gtk_widget_set_visible (self->tag, words != NULL);
}

static void
update_quantity (TrivetItemTile *self)
{
  g_autofree char *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, self->quantity);

  if (self->quantity > 0) {
    ensure_badge (self);
    gtk_label_set_text (GTK_LABEL (self->badge), quantity);
  }
  if (self->badge != NULL)
    gtk_widget_set_visible (self->badge, self->quantity > 0);
}

static void
update (TrivetItemTile *self)
{
  TrivetMenu               *menu = trivet_register_get_menu (self->context->reg);
  const TrivetMenuCategory *category;
  g_autofree char          *price = NULL;
  const char               *name;

  if (self->item == NULL)
    return;

  category = trivet_menu_lookup_category (menu, trivet_menu_item_get_category_id (self->item));
  name = trivet_menu_item_get_name (self->item, trivet_ui_context_get_language (self->context));
  price = trivet_ui_format_minor (trivet_menu_item_get_price_minor (self->item), trivet_menu_get_currency (menu));
  trivet_color_bar_set_color (TRIVET_COLOR_BAR (self->bar), category != NULL ? category->color : "#5e5c64");
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->price), price);
  update_quantity (self);
  update_accessible_name (self, name, price);
  update_availability (self);
}

static void
on_availability_changed (TrivetItemTile *self)
{
  update (self);
}

/**
 * trivet_item_tile_set_item:
 * @self: a tile
 * @item: (nullable): the dish to show
 */
void
trivet_item_tile_set_item (TrivetItemTile *self,
                           TrivetMenuItem *item)
{
  g_return_if_fail (TRIVET_IS_ITEM_TILE (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, on_availability_changed, self);
  g_set_object (&self->item, item);
  if (item == NULL) {
    trivet_dish_picture_set_item (TRIVET_DISH_PICTURE (self->picture), NULL);
    return;
  }

  g_signal_connect_object (item, "notify::available", G_CALLBACK (on_availability_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::left", G_CALLBACK (on_availability_changed), self, G_CONNECT_SWAPPED);
  trivet_dish_picture_set_item (TRIVET_DISH_PICTURE (self->picture), item);
  update (self);
}

/**
 * trivet_item_tile_get_item:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): its dish
 */
TrivetMenuItem *
trivet_item_tile_get_item (TrivetItemTile *self)
{
  g_return_val_if_fail (TRIVET_IS_ITEM_TILE (self), NULL);

  return self->item;
}

/**
 * trivet_item_tile_set_quantity:
 * @self: a tile
 * @quantity: how many are in the order on the screen
 */
void
trivet_item_tile_set_quantity (TrivetItemTile *self,
                               gint64          quantity)
{
  g_return_if_fail (TRIVET_IS_ITEM_TILE (self));

  if (self->quantity == quantity)
    return;
  self->quantity = quantity;
  update (self);
}
