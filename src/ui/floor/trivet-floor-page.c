/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-page-private.h"

#include "trivet-floor-away.h"
#include "trivet-floor-plan.h"
#include "trivet-floor-words.h"
#include "trivet-glyph.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetFloorPage: rooms above, the plan in the middle, what can be done below. This file holds the
 * page; what stands in the header is in -bar.c, questions are in -ask.c, lists of people in -people.c,
 * the editor in -edit.c, what keys do in -keys.c.
 */

/* Below this width the legend gives way to the rooms, and the margins to the tables. */
#define WIDE_PX 1170

/* From this width on, what stands on a table is read from farther away. */
#define LARGE_PX 1600

enum {
  ORDER_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetFloorPage, trivet_floor_page, GTK_TYPE_WIDGET)

static void
trivet_floor_page_dispose (GObject *object)
{
  TrivetFloorPage *self = TRIVET_FLOOR_PAGE (object);

  if (self->context != NULL)
    _trivet_floor_page_forget_typed (self);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->bar);
  g_clear_object (&self->host);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_floor_page_parent_class)->dispose (object);
}

static void
trivet_floor_page_finalize (GObject *object)
{
  TrivetFloorPage *self = TRIVET_FLOOR_PAGE (object);

  g_string_free (self->typed, TRUE);
  g_free (self->room_id);
  g_free (self->asked_id);
  g_free (self->party_id);
  g_free (self->reservation_id);

  G_OBJECT_CLASS (trivet_floor_page_parent_class)->finalize (object);
}

static gboolean
on_width_changed (gpointer user_data)
{
  TrivetFloorPage *self = user_data;

  self->narrow_id = 0;
  trivet_ui_toggle_class (self, "narrow", self->narrow);
  trivet_ui_toggle_class (self, "large", gtk_widget_get_width (GTK_WIDGET (self)) >= LARGE_PX);
  gtk_widget_set_visible (self->legend, !self->narrow);

  return G_SOURCE_REMOVE;
}

static void
trivet_floor_page_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  gtk_widget_measure (TRIVET_FLOOR_PAGE (widget)->card, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
trivet_floor_page_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  TrivetFloorPage *self = TRIVET_FLOOR_PAGE (widget);
  gboolean         narrow = width < WIDE_PX;
  gboolean         large = width >= LARGE_PX;

  gtk_widget_allocate (self->card, width, height, baseline, NULL);
  if (narrow == self->narrow && large == gtk_widget_has_css_class (widget, "large"))
    return;
  /* Not now: this frame is being laid out. */
  self->narrow = narrow;
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_width_changed, self, NULL);
}

static void
trivet_floor_page_class_init (TrivetFloorPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = trivet_floor_page_dispose;
  object_class->finalize = trivet_floor_page_finalize;
  widget_class->measure = trivet_floor_page_measure;
  widget_class->size_allocate = trivet_floor_page_size_allocate;

  signals[ORDER_WANTED] =
    g_signal_new ("order-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_floor_page_init (TrivetFloorPage *self)
{
  self->typed = g_string_new (NULL);
  self->first_guests = 1;
}

void
_trivet_floor_page_want_order (TrivetFloorPage *self)
{
  g_signal_emit (self, signals[ORDER_WANTED], 0);
}

void
_trivet_floor_page_open_order (TrivetFloorPage *self,
                               const char      *order_id)
{
  trivet_register_select (self->context->reg, order_id);
  _trivet_floor_page_want_order (self);
}

void
_trivet_floor_page_show_view (TrivetFloorPage *self,
                              const char      *view)
{
  gboolean empty = trivet_floor_get_rooms (trivet_floor_host_get_floor (self->host))->len == 0;

  if (g_str_equal (view, "room") && empty)
    view = "empty";
  gtk_stack_set_visible_child_name (GTK_STACK (self->view), view);
  _trivet_floor_page_show_chips (self);
}

void
_trivet_floor_page_show_room (TrivetFloorPage *self,
                              const char      *room_id)
{
  g_autofree char *copy = g_strdup (room_id);

  g_free (self->room_id);
  self->room_id = g_steal_pointer (&copy);
  trivet_floor_plan_show_room (TRIVET_FLOOR_PLAN (self->plan), self->room_id);
  _trivet_floor_page_show_view (self, "room");
  _trivet_floor_page_update_edit (self);
}

static void
on_plan_changed (TrivetFloorPage *self)
{
  TrivetFloor *floor = trivet_floor_host_get_floor (self->host);
  GPtrArray   *rooms = trivet_floor_get_rooms (floor);
  const char  *view = gtk_stack_get_visible_child_name (GTK_STACK (self->view));
  gboolean     on_plan = g_strcmp0 (view, "room") == 0 || g_strcmp0 (view, "empty") == 0;

  if (self->room_id == NULL || trivet_floor_lookup_room (floor, self->room_id) == NULL) {
    g_free (self->room_id);
    self->room_id = rooms->len > 0 ? g_strdup (((const TrivetRoom *) g_ptr_array_index (rooms, 0))->id) : NULL;
  }
  if (g_strcmp0 (trivet_floor_plan_get_room (TRIVET_FLOOR_PLAN (self->plan)), self->room_id) != 0)
    trivet_floor_plan_show_room (TRIVET_FLOOR_PLAN (self->plan), self->room_id);
  if (on_plan)
    _trivet_floor_page_show_view (self, "room");
  _trivet_floor_page_update_rooms (self);
  _trivet_floor_page_update_people (self);
  _trivet_floor_page_update_edit (self);
}

/* Chips that are made anew lose the focus, so only when there is something new on them. */
static void
on_orders_changed (TrivetFloorPage *self)
{
  if (trivet_floor_host_get_away (self->host)->len != self->n_away)
    _trivet_floor_page_update_rooms (self);
}

/* Who was chosen from a list sits down here. */
static gboolean
seat_chosen (TrivetFloorPage *self,
             const char      *table_id)
{
  gboolean seated;

  if (self->party_id == NULL && self->reservation_id == NULL)
    return FALSE;
  seated = self->party_id != NULL ? trivet_floor_host_seat_waiting (self->host, self->party_id, table_id)
                                  : trivet_floor_host_seat_reservation (self->host, self->reservation_id, table_id);
  _trivet_floor_page_end_asking (self);
  if (seated)
    _trivet_floor_page_want_order (self);

  return TRUE;
}

/* Where to is asked by the page that moves orders. */
static void
move_from (TrivetFloorPage *self,
           TrivetSpot      *spot)
{
  GPtrArray       *tabs = trivet_spot_get_tabs (spot);
  g_autofree char *order_id = g_strdup (trivet_tab_get_order_id (g_ptr_array_index (tabs, 0)));

  _trivet_floor_page_end_asking (self);
  _trivet_floor_page_open_order (self, order_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "move");
}

static void
on_table_clicked (TrivetFloorPage *self,
                  TrivetSpot      *spot)
{
  const TrivetSpotStatus *status = trivet_spot_get_status (spot);
  const char             *table_id = trivet_spot_get_table_id (spot);
  gboolean                bar = trivet_spot_get_table (spot)->shape == TRIVET_TABLE_BAR;

  _trivet_floor_page_forget_typed (self);
  if (self->editing) {
    g_free (self->asked_id);
    self->asked_id = g_strdup (table_id);
    trivet_floor_plan_choose (TRIVET_FLOOR_PLAN (self->plan), table_id);
    _trivet_floor_page_update_edit (self);
    return;
  }
  if (self->moving && status->n_orders == 1) {
    move_from (self, spot);
    return;
  }
  if ((status->n_orders == 0 || bar) && seat_chosen (self, table_id))
    return;
  if (status->n_orders == 0 || bar || status->n_orders > 1)
    _trivet_floor_page_ask_table (self, spot);
  else
    _trivet_floor_page_open_order (self, trivet_tab_get_order_id (g_ptr_array_index (trivet_spot_get_tabs (spot), 0)));
}

static void
on_table_moved (TrivetFloorPage *self,
                TrivetSpot      *spot,
                int              x,
                int              y,
                int              width,
                int              height)
{
  TrivetTable table = *trivet_spot_get_table (spot);

  table.x = x;
  table.y = y;
  table.width = width;
  table.height = height;
  trivet_floor_host_set_table (self->host, &table);
}

static void
on_away_order_clicked (TrivetFloorPage *self,
                       const char      *order_id)
{
  g_autofree char *copy = g_strdup (order_id);

  _trivet_floor_page_open_order (self, copy);
}

static void
on_takeaway_clicked (GtkButton *button,
                     gpointer   user_data)
{
  _trivet_floor_page_ask_away (user_data);
}

static GtkWidget *
ensure_people (TrivetFloorPage *self,
               GtkWidget      **place,
               const char      *view,
               gboolean         reserved)
{
  if (*place == NULL) {
    *place = _trivet_floor_page_build_people (self, reserved);
    gtk_stack_add_named (GTK_STACK (self->view), *place, view);
    _trivet_floor_page_update_people (self);
  }

  return *place;
}

static void
toggle_view (TrivetFloorPage *self,
             const char      *view)
{
  gboolean shown = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->view)), view) == 0;

  _trivet_floor_page_show_view (self, shown ? "room" : view);
}

static void
on_queue_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  ensure_people (self, &self->queue, "queue", FALSE);
  toggle_view (self, "queue");
}

static void
on_reservations_clicked (GtkButton *button,
                         gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  ensure_people (self, &self->reservations, "reservations", TRUE);
  toggle_view (self, "reservations");
}

static void
on_edit_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  _trivet_floor_page_show_view (self, "room");
  _trivet_floor_page_begin_editing (self);
}

static void
on_move_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  _trivet_floor_page_show_view (self, "room");
  _trivet_floor_page_ask_move (self);
}

static GtkWidget *
append_foot_button (TrivetFloorPage *self,
                    GtkWidget       *row,
                    const char      *label,
                    const char      *css_classes,
                    GCallback        on_clicked)
{
  GtkWidget *button = trivet_ui_button_new (label, css_classes, on_clicked, self);

  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static GtkWidget *
build_main_foot (TrivetFloorPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  append_foot_button (self, row, _("＋ Takeaway order"), "trivet-button big primary", G_CALLBACK (on_takeaway_clicked));
  self->queue_button = append_foot_button (self, row, "", "trivet-button big", G_CALLBACK (on_queue_clicked));
  self->reservations_button = append_foot_button (self, row, "", "trivet-button big", G_CALLBACK (on_reservations_clicked));
  gtk_box_append (GTK_BOX (row), space);
  append_foot_button (self, row, _("Move or join"), "trivet-button", G_CALLBACK (on_move_clicked));
  append_foot_button (self, row, _("Edit plan"), "trivet-button", G_CALLBACK (on_edit_clicked));

  return row;
}

static void
build_foot (TrivetFloorPage *self)
{
  self->foot = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->foot), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->foot), FALSE);
  self->ask = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_widget_set_size_request (self->ask, -1, 68);
  gtk_stack_add_named (GTK_STACK (self->foot), build_main_foot (self), "main");
  gtk_stack_add_named (GTK_STACK (self->foot), self->ask, "ask");
}

static GtkWidget *
build_empty (TrivetFloorPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_("There are no rooms yet"));
  GtkWidget *hint = gtk_label_new (_("“Edit plan” adds a room and its tables."));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (title, "empty-title");
  gtk_widget_add_css_class (hint, "dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

static void
build_view (TrivetFloorPage *self)
{
  GtkWidget *away = trivet_floor_away_new (self->context);

  self->view = gtk_stack_new ();
  gtk_widget_set_vexpand (self->view, TRUE);
  self->plan = trivet_floor_plan_new (self->host, trivet_register_get_shop (self->context->reg)->currency);
  g_signal_connect_object (self->plan, "table-clicked", G_CALLBACK (on_table_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "table-moved", G_CALLBACK (on_table_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (away, "order-clicked", G_CALLBACK (on_away_order_clicked), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->view), self->plan, "room");
  gtk_stack_add_named (GTK_STACK (self->view), away, "away");
  gtk_stack_add_named (GTK_STACK (self->view), build_empty (self), "empty");
}

/**
 * trivet_floor_page_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_floor_page_new (TrivetUiContext *context)
{
  TrivetFloorPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_FLOOR_PAGE, NULL);
  self->context = g_object_ref (context);
  self->host = g_object_ref (context->floor_host);
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "floor");
  gtk_widget_add_css_class (self->card, "floor-card");
  _trivet_floor_page_build_bar (self);
  build_view (self);
  build_foot (self);
  gtk_box_append (GTK_BOX (self->card), self->view);
  gtk_box_append (GTK_BOX (self->card), self->foot);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  g_signal_connect_object (self->host, "plan-changed", G_CALLBACK (on_plan_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->host, "orders-changed", G_CALLBACK (on_orders_changed), self, G_CONNECT_SWAPPED);
  on_plan_changed (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_floor_page_get_bar:
 * @self: the page
 *
 * Returns: (transfer none): what the header shows while the page is open
 */
GtkWidget *
trivet_floor_page_get_bar (TrivetFloorPage *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_PAGE (self), NULL);

  return self->bar;
}

/**
 * trivet_floor_page_open:
 * @self: the page
 *
 * It comes to the screen, with no question left open.
 */
void
trivet_floor_page_open (TrivetFloorPage *self)
{
  g_return_if_fail (TRIVET_IS_FLOOR_PAGE (self));

  _trivet_floor_page_forget_typed (self);
  if (self->editing)
    _trivet_floor_page_set_editing (self, FALSE);
  _trivet_floor_page_end_asking (self);
}
