/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-plan.h"

#include "trivet-table-button.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetFloorPlan: places tables by the grid of their room, in the largest scale that fits. While
 * the plan is edited, tables follow the finger; the plan itself changes when the host says so.
 */

/* Of the chosen table, the corner at the bottom right that changes its size. */
#define HANDLE_PX 48

enum {
  TABLE_CLICKED,
  TABLE_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/*
 * @drag: the button that follows the finger, NULL when none does; @drag_x … in pixels
 */
struct _TrivetFloorPlan {
  GtkWidget parent_instance;

  TrivetFloorHost *host;
  TrivetCurrency   currency;
  char            *room_id;
  char            *chosen_id;
  gboolean         editing;

  double     scale;
  double     left;
  GtkWidget *handle; /* of the chosen table, while editing */
  GtkWidget *drag;
  gboolean   resizing;
  double     drag_dx;
  double     drag_dy;
};

G_DEFINE_FINAL_TYPE (TrivetFloorPlan, trivet_floor_plan, GTK_TYPE_WIDGET)

static void
trivet_floor_plan_dispose (GObject *object)
{
  TrivetFloorPlan *self = TRIVET_FLOOR_PLAN (object);
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->host);
  g_clear_pointer (&self->room_id, g_free);
  g_clear_pointer (&self->chosen_id, g_free);

  G_OBJECT_CLASS (trivet_floor_plan_parent_class)->dispose (object);
}

static void
trivet_floor_plan_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  /* The plan takes what there is: it never makes the window larger. */
  *minimum = 0;
  *natural = (orientation == GTK_ORIENTATION_HORIZONTAL ? TRIVET_FLOOR_COLUMNS : TRIVET_FLOOR_ROWS) * TRIVET_FLOOR_MIN_SIDE;
}

static const TrivetTable *
table_of (GtkWidget *button)
{
  return trivet_spot_get_table (trivet_table_button_get_spot (TRIVET_TABLE_BUTTON (button)));
}

static GtkAllocation
get_area (TrivetFloorPlan *self,
          GtkWidget       *button)
{
  const TrivetTable *table = table_of (button);
  GtkAllocation      area = {
         .x = (int) (self->left + table->x * self->scale),
         .y = (int) (table->y * self->scale),
         .width = (int) (table->width * self->scale),
         .height = (int) (table->height * self->scale),
  };

  if (button != self->drag)
    return area;
  if (self->resizing) {
    area.width = (int) MAX (area.width + self->drag_dx, TRIVET_FLOOR_MIN_SIDE * self->scale);
    area.height = (int) MAX (area.height + self->drag_dy, TRIVET_FLOOR_MIN_SIDE * self->scale);
  } else {
    area.x += (int) self->drag_dx;
    area.y += (int) self->drag_dy;
  }

  return area;
}

static gboolean
is_chosen (TrivetFloorPlan *self,
           GtkWidget       *button)
{
  return g_strcmp0 (table_of (button)->id, self->chosen_id) == 0;
}

static void
trivet_floor_plan_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  TrivetFloorPlan *self = TRIVET_FLOOR_PLAN (widget);
  gboolean         has_handle = FALSE;
  GtkAllocation    handle = { 0 };

  self->scale = MIN (width / (double) TRIVET_FLOOR_COLUMNS, height / (double) TRIVET_FLOOR_ROWS);
  self->left = (width - TRIVET_FLOOR_COLUMNS * self->scale) / 2;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkAllocation area;
    int           least;

    if (child == self->handle)
      continue;
    area = get_area (self, child);
    /* GTK wants to be asked before it is told. */
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    gtk_widget_size_allocate (child, &area, -1);
    if (!is_chosen (self, child))
      continue;
    has_handle = TRUE;
    handle = (GtkAllocation){ area.x + area.width - HANDLE_PX / 2, area.y + area.height - HANDLE_PX / 2, HANDLE_PX, HANDLE_PX };
  }
  gtk_widget_set_child_visible (self->handle, has_handle && self->editing);
  gtk_widget_size_allocate (self->handle, &handle, -1);
}

static void
trivet_floor_plan_class_init (TrivetFloorPlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_floor_plan_dispose;
  widget_class->measure = trivet_floor_plan_measure;
  widget_class->size_allocate = trivet_floor_plan_size_allocate;

  signals[TABLE_CLICKED] =
    g_signal_new ("table-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, TRIVET_TYPE_SPOT);
  signals[TABLE_MOVED] =
    g_signal_new ("table-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
                  TRIVET_TYPE_SPOT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
}

static int
to_units (TrivetFloorPlan *self,
          double           pixels)
{
  return (int) (pixels / self->scale + (pixels < 0 ? -0.5 : 0.5));
}

static GtkWidget *
find_button (TrivetFloorPlan *self,
             const char      *table_id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (child != self->handle &&
        g_strcmp0 (trivet_spot_get_table_id (trivet_table_button_get_spot (TRIVET_TABLE_BUTTON (child))), table_id) == 0)
      return child;
  }

  return NULL;
}

/* The plan listens before its buttons: a button would take the press for a click. */
static void
on_drag_begin (GtkGestureDrag  *gesture,
               double           x,
               double           y,
               TrivetFloorPlan *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  self->drag = NULL;
  self->drag_dx = 0;
  self->drag_dy = 0;
  if (!self->editing || picked == NULL)
    return;
  self->resizing = picked == self->handle || gtk_widget_is_ancestor (picked, self->handle);
  if (self->resizing)
    self->drag = find_button (self, self->chosen_id);
  else if (TRIVET_IS_TABLE_BUTTON (picked))
    self->drag = picked;
  else
    self->drag = gtk_widget_get_ancestor (picked, TRIVET_TYPE_TABLE_BUTTON);
}

static void
on_drag_update (GtkGestureDrag  *gesture,
                double           dx,
                double           dy,
                TrivetFloorPlan *self)
{
  if (self->drag == NULL)
    return;
  if (ABS (dx) + ABS (dy) > 8)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_dx = dx;
  self->drag_dy = dy;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_drag_end (GtkGestureDrag  *gesture,
             double           dx,
             double           dy,
             TrivetFloorPlan *self)
{
  GtkWidget         *button = g_steal_pointer (&self->drag);
  const TrivetTable *table;
  int                across = to_units (self, dx);
  int                down = to_units (self, dy);

  if (button == NULL)
    return;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (across == 0 && down == 0)
    return;

  table = table_of (button);
  g_signal_emit (self, signals[TABLE_MOVED], 0, trivet_table_button_get_spot (TRIVET_TABLE_BUTTON (button)),
                 self->resizing ? table->x : table->x + across, self->resizing ? table->y : table->y + down,
                 self->resizing ? table->width + across : table->width, self->resizing ? table->height + down : table->height);
}

static void
trivet_floor_plan_init (TrivetFloorPlan *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "floor-plan");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
  self->handle = gtk_label_new ("⤡");
  gtk_widget_add_css_class (self->handle, "floor-handle");
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
on_button_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[TABLE_CLICKED], 0, trivet_table_button_get_spot (TRIVET_TABLE_BUTTON (button)));
}

static gboolean
is_in_room (TrivetFloorPlan *self,
            TrivetSpot      *spot)
{
  const TrivetRoom *room = trivet_floor_get_room_of (trivet_floor_host_get_floor (self->host), trivet_spot_get_table (spot));

  return room != NULL && g_strcmp0 (room->id, self->room_id) == 0;
}

static void
drop_gone (TrivetFloorPlan *self)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = next) {
    const char *table_id;
    TrivetSpot *spot;

    next = gtk_widget_get_next_sibling (child);
    if (child == self->handle)
      continue;
    table_id = trivet_spot_get_table_id (trivet_table_button_get_spot (TRIVET_TABLE_BUTTON (child)));
    spot = trivet_floor_host_lookup_spot (self->host, table_id);
    if (spot != NULL && is_in_room (self, spot))
      continue;
    if (child == self->drag)
      self->drag = NULL;
    gtk_widget_unparent (child);
  }
}

/* Buttons stay while their table does, so that they keep the focus; they stand in the order of the
 * floor, which is the way of the focus. */
static void
update (TrivetFloorPlan *self)
{
  GListModel *spots = trivet_floor_host_get_spots (self->host);
  GtkWidget  *before = NULL;

  drop_gone (self);
  for (guint i = 0; i < g_list_model_get_n_items (spots); i++) {
    g_autoptr (TrivetSpot) spot = g_list_model_get_item (spots, i);
    GtkWidget *button;

    if (!is_in_room (self, spot))
      continue;
    button = find_button (self, trivet_spot_get_table_id (spot));
    if (button == NULL) {
      button = trivet_table_button_new (spot, self->currency);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_button_clicked), self, 0);
    }
    gtk_widget_insert_after (button, GTK_WIDGET (self), before);
    trivet_ui_toggle_class (button, "chosen", is_chosen (self, button));
    before = button;
  }
  gtk_widget_insert_before (self->handle, GTK_WIDGET (self), NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * trivet_floor_plan_new:
 * @host: knows the tables
 * @currency: of amounts
 *
 * Returns: (transfer floating): a plan that shows no room yet
 */
GtkWidget *
trivet_floor_plan_new (TrivetFloorHost *host,
                       TrivetCurrency   currency)
{
  TrivetFloorPlan *self;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (host), NULL);

  self = g_object_new (TRIVET_TYPE_FLOOR_PLAN, NULL);
  self->host = g_object_ref (host);
  self->currency = currency;
  g_signal_connect_object (host, "plan-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * trivet_floor_plan_get_room:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): which room it shows
 */
const char *
trivet_floor_plan_get_room (TrivetFloorPlan *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_PLAN (self), NULL);

  return self->room_id;
}

/**
 * trivet_floor_plan_show_room:
 * @self: a plan
 * @room_id: (nullable): which room
 */
void
trivet_floor_plan_show_room (TrivetFloorPlan *self,
                             const char      *room_id)
{
  g_autofree char *copy = g_strdup (room_id);

  g_return_if_fail (TRIVET_IS_FLOOR_PLAN (self));

  g_free (self->room_id);
  self->room_id = g_steal_pointer (&copy);
  update (self);
}

/**
 * trivet_floor_plan_set_editing:
 * @self: a plan
 * @editing: tables follow the finger, and the chosen one can be made larger
 */
void
trivet_floor_plan_set_editing (TrivetFloorPlan *self,
                               gboolean         editing)
{
  g_return_if_fail (TRIVET_IS_FLOOR_PLAN (self));

  self->editing = editing;
  trivet_ui_toggle_class (self, "editing", editing);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * trivet_floor_plan_choose:
 * @self: a plan
 * @table_id: (nullable): a table that is talked about; it gets a frame
 */
void
trivet_floor_plan_choose (TrivetFloorPlan *self,
                          const char      *table_id)
{
  g_autofree char *copy = g_strdup (table_id);

  g_return_if_fail (TRIVET_IS_FLOOR_PLAN (self));

  g_free (self->chosen_id);
  self->chosen_id = g_steal_pointer (&copy);
  update (self);
}

/**
 * trivet_floor_plan_focus:
 * @self: a plan
 * @table_id: a table of the room that is shown
 *
 * Gives a table the focus.
 */
void
trivet_floor_plan_focus (TrivetFloorPlan *self,
                         const char      *table_id)
{
  GtkWidget *button;

  g_return_if_fail (TRIVET_IS_FLOOR_PLAN (self));
  g_return_if_fail (table_id != NULL);

  button = find_button (self, table_id);
  if (button != NULL)
    gtk_widget_grab_focus (button);
}
