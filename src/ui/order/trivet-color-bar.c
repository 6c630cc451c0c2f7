/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-color-bar.h"

/*
 * TrivetColorBar: the strip in the colour of a category; a shop chooses colours freely, so they
 * cannot be style classes. It rounds its own corners: a rounded clip around the whole tile costs
 * more than all else in it.
 */

#define HEIGHT_PX 4
#define BORDER_PX 1
#define RADIUS_PX 16

struct _TrivetColorBar {
  GtkWidget parent_instance;

  GdkRGBA color;
};

G_DEFINE_FINAL_TYPE (TrivetColorBar, trivet_color_bar, GTK_TYPE_WIDGET)

static void
trivet_color_bar_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
trivet_color_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  TrivetColorBar *self = TRIVET_COLOR_BAR (widget);
  /* Over the border of the tile, to its very edge. */
  float           width = (float) (gtk_widget_get_width (widget) + 2 * BORDER_PX);
  graphene_rect_t area;
  graphene_rect_t tile;
  GskRoundedRect  shape;

  graphene_rect_init (&area, -BORDER_PX, -BORDER_PX, width, (float) (gtk_widget_get_height (widget) + BORDER_PX));
  graphene_rect_init (&tile, -BORDER_PX, -BORDER_PX, width, 4 * RADIUS_PX);
  gsk_rounded_rect_init_from_rect (&shape, &tile, RADIUS_PX);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &self->color, &area);
  gtk_snapshot_pop (snapshot);
}

static void
trivet_color_bar_class_init (TrivetColorBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = trivet_color_bar_measure;
  widget_class->snapshot = trivet_color_bar_snapshot;
}

static void
trivet_color_bar_init (TrivetColorBar *self)
{
}

/**
 * trivet_color_bar_new:
 *
 * Returns: (transfer floating): a strip without a colour
 */
GtkWidget *
trivet_color_bar_new (void)
{
  return g_object_new (TRIVET_TYPE_COLOR_BAR, NULL);
}

/**
 * trivet_color_bar_set_color:
 * @self: a strip
 * @color: "#rrggbb"
 */
void
trivet_color_bar_set_color (TrivetColorBar *self,
                            const char     *color)
{
  g_return_if_fail (TRIVET_IS_COLOR_BAR (self));
  g_return_if_fail (color != NULL);

  if (!gdk_rgba_parse (&self->color, color))
    gdk_rgba_parse (&self->color, "#5e5c64");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
