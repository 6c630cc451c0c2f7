/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-wrap-layout.h"

/*
 * TrivetWrapLayout: chips of different widths in as many lines as they need. GtkFlowBox puts its
 * children in columns of one width, and measures itself as if it had one.
 */

struct _TrivetWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (TrivetWrapLayout, trivet_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/**
 * Cursor:
 * @x, @y: where the next child may stand
 * @line_height: of the line so far
 */
typedef struct {
  int x;
  int y;
  int line_height;
} Cursor;

/* Finds the place of @child and moves on. */
static GtkAllocation
place (TrivetWrapLayout *self,
       GtkWidget        *child,
       int               width,
       Cursor           *cursor)
{
  GtkRequisition natural;
  GtkAllocation  area;

  gtk_widget_get_preferred_size (child, NULL, &natural);
  if (cursor->x > 0 && cursor->x + natural.width > width) {
    cursor->x = 0;
    cursor->y += cursor->line_height + self->spacing;
    cursor->line_height = 0;
  }
  area = (GtkAllocation){ cursor->x, cursor->y, MIN (natural.width, MAX (width, 0)), natural.height };
  cursor->x += natural.width + self->spacing;
  cursor->line_height = MAX (cursor->line_height, natural.height);

  return area;
}

static void
measure_width (TrivetWrapLayout *self,
               GtkWidget        *widget,
               int              *minimum,
               int              *natural)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkRequisition size;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_get_preferred_size (child, NULL, &size);
    *minimum = MAX (*minimum, size.width);
    *natural += size.width + (*natural > 0 ? self->spacing : 0);
  }
}

static void
trivet_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  TrivetWrapLayout *self = TRIVET_WRAP_LAYOUT (manager);
  Cursor            cursor = { 0, 0, 0 };

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_width (self, widget, minimum, natural);
    return;
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (gtk_widget_should_layout (child))
      place (self, child, for_size < 0 ? G_MAXINT / 2 : for_size, &cursor);
  }
  *minimum = *natural = cursor.y + cursor.line_height;
}

static void
trivet_wrap_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  TrivetWrapLayout *self = TRIVET_WRAP_LAYOUT (manager);
  gboolean          mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Cursor            cursor = { 0, 0, 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkAllocation area;

    if (!gtk_widget_should_layout (child))
      continue;
    area = place (self, child, width, &cursor);
    if (mirrored)
      area.x = width - area.x - area.width;
    gtk_widget_size_allocate (child, &area, -1);
  }
}

static GtkSizeRequestMode
trivet_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
trivet_wrap_layout_class_init (TrivetWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = trivet_wrap_layout_measure;
  layout_class->allocate = trivet_wrap_layout_allocate;
  layout_class->get_request_mode = trivet_wrap_layout_get_request_mode;
}

static void
trivet_wrap_layout_init (TrivetWrapLayout *self)
{
}

/**
 * trivet_wrap_box_new:
 * @spacing: between children and between lines, in pixels
 *
 * Returns: (transfer floating): a #GtkBox that wraps
 */
GtkWidget *
trivet_wrap_box_new (int spacing)
{
  TrivetWrapLayout *layout = g_object_new (TRIVET_TYPE_WRAP_LAYOUT, NULL);
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  layout->spacing = spacing;
  gtk_widget_set_layout_manager (box, GTK_LAYOUT_MANAGER (layout));

  return box;
}
