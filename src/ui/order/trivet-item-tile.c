/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-item-tile.h"

#include "trivet-dish-marks.h"
#include "trivet-dish-picture.h"
#include "trivet-register-menu.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetItemTile: a dish with picture, name, price, what is left, and how many are in the order. A
 * start makes as many tiles as fit the screen before anything is seen, so a tile has no widget that
 * it can do without: it lays out its words itself, and draws the strip in its category's colour.
 */

/* Five columns beside the order on 1366 pixels, four on 1024. */
#define MIN_WIDTH_PX 146
/* As in trivet.css. */
#define BORDER_PX 1
#define RADIUS_PX 16
/* Of the strip. */
#define BAR_PX 4
/* Around and between the words. */
#define TOP_PX     (BAR_PX + 8)
#define SIDE_PX    11
#define BOTTOM_PX  9
#define SPACING_PX 2
#define TAG_GAP_PX 6
/* How many are ordered, in the upper corner. */
#define BADGE_PX       28
#define BADGE_TOP_PX   12
#define BADGE_END_PX   10
#define BADGE_FONT_PX  15
#define BADGE_INSET_PX 8

#define NAME_LINES 2
#define NO_COLOR   "#5e5c64"

struct _TrivetItemTile {
  GtkButton parent_instance;

  TrivetUiContext *context;
  TrivetMenuItem  *item;
  gint64           quantity;
  GdkRGBA          color; /* a shop chooses colours freely, so they cannot be style classes */

  GtkWidget *picture;
  GtkWidget *name;
  GtkWidget *price;
  GtkWidget *tag; /* NULL until there is something to say */
};

G_DEFINE_FINAL_TYPE (TrivetItemTile, trivet_item_tile, GTK_TYPE_BUTTON)

static void on_availability_changed (TrivetItemTile *self);

static void
trivet_item_tile_dispose (GObject *object)
{
  TrivetItemTile *self = TRIVET_ITEM_TILE (object);

  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->price, gtk_widget_unparent);
  g_clear_pointer (&self->tag, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_item_tile_parent_class)->dispose (object);
}

/* Over the border of the tile, to its very edge, with the tile's corners: a rounded clip around all
 * of the tile costs more than all else in it. */
static void
snapshot_bar (TrivetItemTile *self,
              GtkSnapshot    *snapshot)
{
  float           width = (float) (gtk_widget_get_width (GTK_WIDGET (self)) + 2 * BORDER_PX);
  graphene_rect_t bar = GRAPHENE_RECT_INIT (-BORDER_PX, -BORDER_PX, width, BAR_PX + BORDER_PX);
  graphene_rect_t tile = GRAPHENE_RECT_INIT (-BORDER_PX, -BORDER_PX, width, 4 * RADIUS_PX);
  GskRoundedRect  shape;

  gsk_rounded_rect_init_from_rect (&shape, &tile, RADIUS_PX);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &self->color, &bar);
  gtk_snapshot_pop (snapshot);
}

static PangoLayout *
make_badge_layout (TrivetItemTile *self)
{
  g_autofree char *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, self->quantity);
  PangoLayout     *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), quantity);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (BADGE_FONT_PX * PANGO_SCALE));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

/* Drawn, because a widget that changes here would have the whole grid laid out again at each tap. */
static void
snapshot_badge (TrivetItemTile *self,
                GtkSnapshot    *snapshot)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  g_autoptr (PangoLayout) layout = make_badge_layout (self);
  graphene_rect_t badge;
  GskRoundedRect  shape;
  GdkRGBA         ground;
  GdkRGBA         ink;
  int             text_width;
  int             text_height;
  float           width;
  float           x;

  if (!gtk_style_context_lookup_color (style, "trivet_accent", &ground) ||
      !gtk_style_context_lookup_color (style, "trivet_on_accent", &ink))
    g_return_if_reached ();

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  width = (float) MAX (BADGE_PX, text_width + 2 * BADGE_INSET_PX);
  x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? BADGE_END_PX
                                                            : (float) gtk_widget_get_width (widget) - BADGE_END_PX - width;
  graphene_rect_init (&badge, x, BADGE_TOP_PX, width, BADGE_PX);
  gsk_rounded_rect_init_from_rect (&shape, &badge, BADGE_PX / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, &badge);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + (width - (float) text_width) / 2,
                                                          BADGE_TOP_PX + (BADGE_PX - (float) text_height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
trivet_item_tile_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  TrivetItemTile *self = TRIVET_ITEM_TILE (widget);

  snapshot_bar (self, snapshot);

  GTK_WIDGET_CLASS (trivet_item_tile_parent_class)->snapshot (widget, snapshot);

  if (self->quantity > 0)
    snapshot_badge (self, snapshot);
}

static void
trivet_item_tile_class_init (TrivetItemTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_item_tile_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = trivet_item_tile_snapshot;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
measure_least (GtkWidget     *widget,
               GtkOrientation orientation)
{
  int minimum = 0;

  if (widget != NULL && gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, orientation, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The row at the bottom: the price, and what is left. */
static int
measure_row (TrivetItemTile *self,
             GtkOrientation  orientation)
{
  int price = measure_least (self->price, orientation);
  int tag = measure_least (self->tag, orientation);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    return MAX (price, tag);

  return tag > 0 ? price + TAG_GAP_PX + tag : price;
}

/* The name takes the room that there is. To ask a text how wide it would like to be means to set it
 * in lines several times. */
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
  int             row = measure_row (self, orientation);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = TOP_PX + measure_least (self->picture, orientation) + SPACING_PX + measure_least (self->name, orientation) +
               SPACING_PX + row + BOTTOM_PX;
  else
    *minimum = MAX (row + 2 * SIDE_PX, MIN_WIDTH_PX - 2 * BORDER_PX);
  *natural = *minimum;
}

static void
allocate_row (TrivetItemTile *self,
              int             y,
              int             width,
              int             height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int      price = width;
  int      tag;

  if (self->tag != NULL && gtk_widget_get_visible (self->tag)) {
    gtk_widget_measure (self->tag, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &tag, NULL, NULL);
    tag = MIN (tag, width - TAG_GAP_PX - measure_least (self->price, GTK_ORIENTATION_HORIZONTAL));
    price = width - TAG_GAP_PX - tag;
    gtk_widget_size_allocate (self->tag, &(GtkAllocation){ SIDE_PX + (mirrored ? 0 : width - tag), y, tag, height }, -1);
  }
  gtk_widget_size_allocate (self->price, &(GtkAllocation){ SIDE_PX + (mirrored ? width - price : 0), y, price, height }, -1);
}

static void
allocate_tile (GtkWidget *widget,
               int        width,
               int        height,
               int        baseline)
{
  TrivetItemTile *self = TRIVET_ITEM_TILE (widget);
  int             inner = width - 2 * SIDE_PX;
  int             picture = measure_least (self->picture, GTK_ORIENTATION_VERTICAL);
  int             name_y = TOP_PX + picture + SPACING_PX;
  int             row = measure_row (self, GTK_ORIENTATION_VERTICAL);
  int             row_y = height - BOTTOM_PX - row;

  gtk_widget_size_allocate (self->picture, &(GtkAllocation){ SIDE_PX, TOP_PX, inner, picture }, -1);
  gtk_widget_size_allocate (self->name, &(GtkAllocation){ SIDE_PX, name_y, inner, row_y - SPACING_PX - name_y }, -1);
  allocate_row (self, row_y, inner, row);
}

static void
trivet_item_tile_init (TrivetItemTile *self)
{
}

static void
build (TrivetItemTile *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_add_css_class (widget, "trivet-tile");
  gtk_widget_set_layout_manager (widget, gtk_custom_layout_new (get_request_mode, measure_tile, allocate_tile));
  self->picture = trivet_dish_picture_new (self->context);
  self->name = gtk_inscription_new (NULL);
  gtk_widget_add_css_class (self->name, "tile-name");
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->name), 0);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (self->name), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (self->name), NAME_LINES);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (self->name), PANGO_WRAP_WORD_CHAR);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->name), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  self->price = trivet_ui_label_new ("", "tile-price numeric");
  gtk_widget_set_parent (self->picture, widget);
  gtk_widget_set_parent (self->name, widget);
  gtk_widget_set_parent (self->price, widget);
}

/* Most tiles have none. */
static void
ensure_tag (TrivetItemTile *self)
{
  if (self->tag != NULL)
    return;
  self->tag = trivet_ui_label_new ("", "tile-tag");
  /* A long price beside it must not widen all the tiles. */
  gtk_label_set_ellipsize (GTK_LABEL (self->tag), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (self->tag, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->tag, GTK_WIDGET (self));
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

/* "Pork xiaolongbao ¥28.00, 2 in the order", described by what it holds */
static void
update_accessible_name (TrivetItemTile *self)
{
  const char      *name = gtk_inscription_get_text (GTK_INSCRIPTION (self->name));
  const char      *price = gtk_label_get_text (GTK_LABEL (self->price));
  g_autofree char *text = NULL;
  g_autofree char *marks = trivet_dish_marks_describe (self->item);

  if (self->quantity > 0)
    text = g_strdup_printf (_("%s %s, %d in the order"), name, price, (int) self->quantity);
  else
    text = g_strdup_printf ("%s %s", name, price);
  trivet_ui_set_name (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, marks, -1);
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
  else
    words = trivet_dish_marks_shorten (self->item);
  trivet_ui_toggle_class (self, "out", !available);
  if (words != NULL) {
    ensure_tag (self);
    gtk_label_set_text (GTK_LABEL (self->tag), words);
    trivet_ui_toggle_class (self->tag, "out", !available);
    trivet_ui_toggle_class (self->tag, "low", available && left >= 0);
    trivet_ui_toggle_class (self->tag, "mark", available && left < 0);
  }
  if (self->tag != NULL)
    gtk_widget_set_visible (self->tag, words != NULL);
}

/**
 * trivet_item_tile_update:
 * @self: a tile
 *
 * Shows what its dish costs now.
 */
void
trivet_item_tile_update (TrivetItemTile *self)
{
  TrivetMenu               *menu;
  const TrivetMenuCategory *category;
  g_autofree char          *price = NULL;
  const char               *name;

  g_return_if_fail (TRIVET_IS_ITEM_TILE (self));

  menu = trivet_register_get_menu (self->context->reg);
  if (self->item == NULL)
    return;

  category = trivet_menu_lookup_category (menu, trivet_menu_item_get_category_id (self->item));
  name = trivet_menu_item_get_name (self->item, trivet_ui_context_get_language (self->context));
  if (trivet_menu_item_get_open_price (self->item))
    price = g_strdup (_("Ask price"));
  else
    price = trivet_ui_format_minor (trivet_register_get_price_minor (self->context->reg, self->item), trivet_menu_get_currency (menu));
  if (category == NULL || !gdk_rgba_parse (&self->color, category->color))
    gdk_rgba_parse (&self->color, NO_COLOR);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_inscription_set_text (GTK_INSCRIPTION (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->price), price);
  update_accessible_name (self);
  update_availability (self);
}

static void
on_availability_changed (TrivetItemTile *self)
{
  trivet_item_tile_update (self);
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

  if (self->item == item)
    return;
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
  trivet_item_tile_update (self);
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
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->item != NULL)
    update_accessible_name (self);
}
