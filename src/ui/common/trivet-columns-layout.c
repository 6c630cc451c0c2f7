/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-columns-layout.h"

/*
 * TrivetColumnsLayout: the order keeps the share of the window that it has in the drawing, 432 of
 * 1366, and never less than its buttons need.
 */

#define FIRST_MIN             360
#define FIRST_MAX             520
#define FIRST_OF_WIDTH(width) ((width) *432 / 1366)

struct _TrivetColumnsLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TrivetColumnsLayout, trivet_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
first_width (GtkWidget *first,
             int        width)
{
  int minimum;

  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (CLAMP (FIRST_OF_WIDTH (width), FIRST_MIN, FIRST_MAX), minimum);
}

static void
trivet_columns_layout_measure (GtkLayoutManager *manager,
                               GtkWidget        *widget,
                               GtkOrientation    orientation,
                               int               for_size,
                               int              *minimum,
                               int              *natural,
                               int              *minimum_baseline,
                               int              *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean   across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int        left = across || for_size < 0 ? -1 : first_width (first, for_size);
  int        right = left < 0 ? -1 : MAX (for_size - left, 0);
  int        first_minimum;
  int        first_natural;
  int        second_minimum;
  int        second_natural;

  gtk_widget_measure (first, orientation, left, &first_minimum, &first_natural, NULL, NULL);
  gtk_widget_measure (second, orientation, right, &second_minimum, &second_natural, NULL, NULL);
  if (across) {
    *minimum = MAX (first_minimum, FIRST_MIN) + second_minimum;
    *natural = MAX (first_minimum, FIRST_MIN) + second_natural;
  } else {
    *minimum = MAX (first_minimum, second_minimum);
    *natural = MAX (first_natural, second_natural);
  }
}

static void
trivet_columns_layout_allocate (GtkLayoutManager *manager,
                                GtkWidget        *widget,
                                int               width,
                                int               height,
                                int               baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int        left = first_width (first, width);
  gboolean   mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (first, &(GtkAllocation){ mirrored ? width - left : 0, 0, left, height }, -1);
  gtk_widget_size_allocate (second, &(GtkAllocation){ mirrored ? 0 : left, 0, width - left, height }, -1);
}

static void
trivet_columns_layout_class_init (TrivetColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = trivet_columns_layout_measure;
  layout_class->allocate = trivet_columns_layout_allocate;
}

static void
trivet_columns_layout_init (TrivetColumnsLayout *self)
{
}

/**
 * trivet_columns_layout_new:
 *
 * Returns: (transfer full): a layout for exactly two children
 */
GtkLayoutManager *
trivet_columns_layout_new (void)
{
  return g_object_new (TRIVET_TYPE_COLUMNS_LAYOUT, NULL);
}
