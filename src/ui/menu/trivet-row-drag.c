/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-row-drag.h"

#include "trivet-glyph.h"
#include "trivet-ui.h"

/*
 * Rows that are dragged to another place. One gesture watches the whole list before its rows do: rows come
 * and go while it scrolls under the finger. It takes what begins at the end of a row, where the handle is
 * drawn; the rest of a row stays a button, and a finger that begins there scrolls.
 */

/* As wide as a target must be. */
#define HANDLE_PX 48
/* As near to an end of what is in view the list begins to move, and by as much with each frame. */
#define EDGE_PX   36
#define SCROLL_PX 10

typedef struct {
  GtkWidget         *list;
  TrivetRowIdFunc    get_id;
  TrivetRowMovedFunc moved;
  gpointer           user_data;

  char  *id; /* of what is dragged; NULL: nothing is */
  char  *before;
  double y; /* of the finger, in the list */
  guint  tick_id;
} RowDrag;

static void
row_drag_free (gpointer data)
{
  RowDrag *self = data;

  g_free (self->id);
  g_free (self->before);
  g_free (self);
}

static GtkWidget *
get_scroller (RowDrag *self)
{
  return gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW);
}

static gboolean
get_bounds (RowDrag         *self,
            GtkWidget       *row,
            graphene_rect_t *ret_bounds)
{
  return gtk_widget_get_visible (row) && gtk_widget_compute_bounds (row, self->list, ret_bounds);
}

/* Returns: (nullable): the row whose handle is there */
static GtkWidget *
find_handle (RowDrag *self,
             double   x,
             double   y)
{
  gboolean mirrored = gtk_widget_get_direction (self->list) == GTK_TEXT_DIR_RTL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    graphene_rect_t bounds;
    double          from_end;

    if (!get_bounds (self, row, &bounds) || y < bounds.origin.y || y >= bounds.origin.y + bounds.size.height)
      continue;
    from_end = mirrored ? x - bounds.origin.x : bounds.origin.x + bounds.size.width - x;
    return from_end >= 0 && from_end < HANDLE_PX && self->get_id (row) != NULL ? row : NULL;
  }

  return NULL;
}

/* Marks what is dragged, and where it would come to; gives (nullable) the row that it would stand before. */
static GtkWidget *
mark (RowDrag *self)
{
  GtkWidget *before = NULL;
  GtkWidget *last = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    graphene_rect_t bounds;
    const char     *id = get_bounds (self, row, &bounds) ? self->get_id (row) : NULL;
    gboolean        is_here = self->id != NULL && id != NULL && before == NULL && self->y < bounds.origin.y + bounds.size.height / 2;

    trivet_ui_toggle_class (row, "dragged", self->id != NULL && g_strcmp0 (id, self->id) == 0);
    trivet_ui_toggle_class (row, "drop-before", is_here);
    trivet_ui_toggle_class (row, "drop-behind", FALSE);
    if (is_here)
      before = row;
    if (id != NULL)
      last = row;
  }
  if (self->id != NULL && before == NULL && last != NULL)
    gtk_widget_add_css_class (last, "drop-behind");

  return before;
}

static void
follow (RowDrag *self)
{
  GtkWidget *before = mark (self);

  g_free (self->before);
  self->before = before != NULL ? g_strdup (self->get_id (before)) : NULL;
}

/* Returns: by how much the list has moved */
static double
scroll (RowDrag       *self,
        GtkAdjustment *down,
        double         in_view)
{
  double value = gtk_adjustment_get_value (down);

  if (in_view < EDGE_PX)
    gtk_adjustment_set_value (down, value - SCROLL_PX);
  else if (in_view > gtk_adjustment_get_page_size (down) - EDGE_PX)
    gtk_adjustment_set_value (down, value + SCROLL_PX);

  return gtk_adjustment_get_value (down) - value;
}

/* A list that scrolls itself stays where it is while its rows move; any other moves with them. */
static gboolean
on_tick (GtkWidget     *list,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RowDrag       *self = user_data;
  GtkWidget     *scroller = get_scroller (self);
  GtkAdjustment *down = scroller != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;
  double         in_view = self->y;
  double         moved;

  if (down == NULL)
    return G_SOURCE_CONTINUE;
  if (!GTK_IS_SCROLLABLE (list))
    in_view -= gtk_adjustment_get_value (down);
  moved = scroll (self, down, in_view);
  if (moved < 0 || moved > 0) {
    self->y += GTK_IS_SCROLLABLE (list) ? 0 : moved;
    follow (self);
  }

  return G_SOURCE_CONTINUE;
}

/* The list would scroll under the finger as well. */
static void
set_scrolling (RowDrag *self,
               gboolean scrolls)
{
  GtkWidget *scroller = get_scroller (self);

  if (scroller != NULL)
    gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (scroller), scrolls);
}

static void
on_drag_begin (GtkGestureDrag *gesture,
               double          x,
               double          y,
               gpointer        user_data)
{
  RowDrag   *self = user_data;
  GtkWidget *row = find_handle (self, x, y);

  if (row == NULL) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  set_scrolling (self, FALSE);
  g_free (self->id);
  self->id = g_strdup (self->get_id (row));
  self->y = y;
  follow (self);
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (self->list, on_tick, self, NULL);
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          offset_x,
                double          offset_y,
                gpointer        user_data)
{
  RowDrag *self = user_data;
  double   x;
  double   y;

  if (self->id == NULL)
    return;
  /* Where it is now: the list may have moved meanwhile, and with it where it began. */
  if (gtk_gesture_get_point (GTK_GESTURE (gesture), NULL, &x, &y))
    self->y = y;
  follow (self);
}

static void
stop (RowDrag *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->before, g_free);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->list, self->tick_id);
  self->tick_id = 0;
  mark (self);
  set_scrolling (self, TRUE);
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          offset_x,
             double          offset_y,
             gpointer        user_data)
{
  RowDrag         *self = user_data;
  g_autofree char *id = g_strdup (self->id);
  g_autofree char *before = g_strdup (self->before);

  if (id == NULL)
    return;
  stop (self);
  if (g_strcmp0 (id, before) != 0)
    self->moved (id, before, self->user_data);
}

/* Another finger, or the window lost it: nothing moves. */
static void
on_cancelled (GtkGesture       *gesture,
              GdkEventSequence *sequence,
              gpointer          user_data)
{
  RowDrag *self = user_data;

  if (self->id != NULL)
    stop (self);
}

/**
 * trivet_row_drag_enable:
 * @list: a widget whose children are rows below each other, each with a trivet_row_drag_handle_new()
 * @get_id: says what a row stands for
 * @moved: called when a row was let go elsewhere
 * @user_data: for @moved; lives as long as @list
 */
void
trivet_row_drag_enable (GtkWidget         *list,
                        TrivetRowIdFunc    get_id,
                        TrivetRowMovedFunc moved,
                        gpointer           user_data)
{
  RowDrag    *self = g_new0 (RowDrag, 1);
  GtkGesture *gesture = gtk_gesture_drag_new ();

  g_return_if_fail (GTK_IS_WIDGET (list));

  self->list = list;
  self->get_id = get_id;
  self->moved = moved;
  self->user_data = user_data;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (gesture, "drag-update", G_CALLBACK (on_drag_update), self);
  /* Before the drag's own end, which comes of it, too. */
  g_signal_connect (gesture, "cancel", G_CALLBACK (on_cancelled), self);
  g_signal_connect (gesture, "drag-end", G_CALLBACK (on_drag_end), self);
  g_object_set_data_full (G_OBJECT (gesture), "row-drag", self, row_drag_free);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (gesture));
}

/**
 * trivet_row_drag_handle_new:
 *
 * Returns: (transfer floating): what is drawn at the end of a row that can be dragged; the keyboard has the
 *   arrows of the form
 */
GtkWidget *
trivet_row_drag_handle_new (void)
{
  g_autoptr (GdkPaintable) glyph = trivet_glyph_new (TRIVET_GLYPH_MENU);
  GtkWidget *handle = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "paintable", glyph, "pixel-size", 18, NULL);

  gtk_widget_add_css_class (handle, "row-handle");

  return handle;
}
