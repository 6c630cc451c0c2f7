/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-look.h"

#include <string.h>

/*
 * Looking at widgets as a person or a screen reader does: by what is painted, where, and how it is
 * named. Shared by the tests of screens and by the probe of the tour.
 */

#define MIN_TARGET_PX 48
/* Chips stand in rows with 12 px of air, as in the drawings. */
#define MIN_CHIP_PX 44
/* Of a border that is painted over the edge nobody misses anything. */
#define SLACK_PX 2

/**
 * trivet_look_walk:
 * @root: a widget
 * @func: called for @root and all that is in it and shown
 * @user_data: for @func
 */
void
trivet_look_walk (GtkWidget       *root,
                  TrivetWidgetFunc func,
                  gpointer         user_data)
{
  if (!gtk_widget_get_mapped (root))
    return;
  func (root, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    trivet_look_walk (child, func, user_data);
}

/**
 * trivet_look_dup_name:
 * @widget: a widget
 *
 * Returns: (transfer full) (nullable): its accessible name, if it was given one
 */
char *
trivet_look_dup_name (GtkWidget *widget)
{
  static const char no_name[] = "\001";
  char             *found;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;

  /* GTK tells what it has instead of what it was asked for, in quotes. */
  found = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, no_name);
  if (found != NULL && *found == '"') {
    g_autofree char *inner = g_strndup (found + 1, strlen (found) - 2);

    g_free (found);
    return g_strcompress (inner);
  }

  return found;
}

/* What can take the focus in theory, but hands it to what is in it, or speaks through it. */
static gboolean
is_only_a_frame (GtkWidget *widget)
{
  static const char *const names[] = { "GtkText", "GtkScrolledWindow", "GtkGridView", "GtkListView", "GtkListItemWidget",
                                       "GtkFlowBoxChild", "GtkPopover" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (G_OBJECT_TYPE_NAME (widget), names[i]))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_look_is_control:
 * @widget: a widget that is shown
 *
 * Returns: whether it can be pressed or written into
 */
gboolean
trivet_look_is_control (GtkWidget *widget)
{
  /* How large the buttons of a window's frame are is the desktop's affair. */
  return gtk_widget_get_focusable (widget) && !is_only_a_frame (widget) && !GTK_IS_WINDOW (widget) &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL;
}

/**
 * trivet_look_judge_control:
 * @widget: a control
 *
 * Everything that can be pressed is named for those who do not see it, and as large as a finger.
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
trivet_look_judge_control (GtkWidget *widget)
{
  int              least = gtk_widget_has_css_class (widget, "trivet-chip") ? MIN_CHIP_PX : MIN_TARGET_PX;
  graphene_rect_t  bounds;
  g_autofree char *name = trivet_look_dup_name (widget);

  if (name == NULL || *name == '\0')
    return g_strdup_printf ("a %s has no accessible name", G_OBJECT_TYPE_NAME (widget));
  if (!gtk_widget_compute_bounds (widget, widget, &bounds))
    return g_strdup_printf ("“%s” has no place", name);
  if ((int) bounds.size.height < least || (int) bounds.size.width < least)
    return g_strdup_printf ("“%s” is only %d × %d px", name, (int) bounds.size.width, (int) bounds.size.height);

  return NULL;
}

/**
 * trivet_look_judge_label:
 * @widget: any widget
 *
 * Returns: (transfer full) (nullable): when it is a label whose words do not fit
 */
char *
trivet_look_judge_label (GtkWidget *widget)
{
  PangoLayout *layout;
  int          width;

  if (!GTK_IS_LABEL (widget) || *gtk_label_get_text (GTK_LABEL (widget)) == '\0')
    return NULL;

  layout = gtk_label_get_layout (GTK_LABEL (widget));
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (pango_layout_is_ellipsized (layout))
    return g_strdup_printf ("“%s” is cut off", gtk_label_get_text (GTK_LABEL (widget)));
  if (width > gtk_widget_get_width (widget) + SLACK_PX)
    return g_strdup_printf ("“%s” is wider than its place", gtk_label_get_text (GTK_LABEL (widget)));

  return NULL;
}

/* What scrolls may lie beyond the edge. */
static gboolean
is_scrolled (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) != NULL || gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT) != NULL;
}

/**
 * trivet_look_judge_place:
 * @widget: any widget that is shown
 *
 * Returns: (transfer full) (nullable): when a part of it lies outside its window
 */
char *
trivet_look_judge_place (GtkWidget *widget)
{
  GtkNative      *native = gtk_widget_get_native (widget);
  graphene_rect_t bounds;
  graphene_rect_t frame;

  if (native == NULL || GTK_WIDGET (native) == widget || is_scrolled (widget) ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (native), GTK_WIDGET (native), &frame))
    return NULL;
  if (bounds.size.width < 1 || bounds.size.height < 1)
    return NULL;
  graphene_rect_inset (&frame, -SLACK_PX, -SLACK_PX);
  if (graphene_rect_contains_rect (&frame, &bounds))
    return NULL;

  return g_strdup_printf ("a %s at %d, %d, %d × %d px, lies outside the window", G_OBJECT_TYPE_NAME (widget), (int) bounds.origin.x,
                          (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height);
}

/* Of what is scrolled out of sight, or half of it, the picture shows something else. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL; above = gtk_widget_get_parent (above)) {
    graphene_rect_t bounds;
    graphene_rect_t frame = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (above), gtk_widget_get_height (above));

    if (GTK_IS_SCROLLED_WINDOW (above) && (!gtk_widget_compute_bounds (widget, above, &bounds) || !graphene_rect_contains_rect (&frame, &bounds)))
      return FALSE;
    /* What is sold out is meant to be faint. */
    if (gtk_widget_has_css_class (above, "out"))
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_look_dup_words_at:
 * @widget: any widget that is shown
 *
 * Returns: (transfer full) (nullable): when it is a label that should be read, its place in the window
 *   and its words: "X Y WIDTH HEIGHT WORDS"
 */
char *
trivet_look_dup_words_at (GtkWidget *widget)
{
  GtkNative      *native = gtk_widget_get_native (widget);
  graphene_rect_t bounds;

  if (!GTK_IS_LABEL (widget) || *gtk_label_get_text (GTK_LABEL (widget)) == '\0' || !GTK_IS_WINDOW (native) || !gtk_widget_is_sensitive (widget) ||
      !is_in_sight (widget) || !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds))
    return NULL;

  return g_strdup_printf ("%d %d %d %d %s", (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height,
                          gtk_label_get_text (GTK_LABEL (widget)));
}
