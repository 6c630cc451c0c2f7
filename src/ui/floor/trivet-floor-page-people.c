/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-page-private.h"

#include "trivet-floor-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * The walk-in queue and the reservations: a list in place of the plan, with a row that adds to it.
 */

#define MAX_LISTED 100
#define SLOT_US    (15 * G_TIME_SPAN_MINUTE)

static void
forget_guests (TrivetFloorPage *self)
{
  g_clear_pointer (&self->party_id, g_free);
  g_clear_pointer (&self->reservation_id, g_free);
}

static void
on_seat_waiting_clicked (GtkButton *button,
                         gpointer   user_data)
{
  TrivetFloorPage          *self = user_data;
  const char               *id = g_object_get_data (G_OBJECT (button), "id");
  const TrivetWaitingParty *party = trivet_floor_lookup_waiting (trivet_floor_host_get_floor (self->host), id);

  if (party == NULL)
    return;
  forget_guests (self);
  self->party_id = g_strdup (id);
  _trivet_floor_page_show_view (self, "room");
  _trivet_floor_page_ask_place (self, party->name, party->guests);
}

static void
on_leave_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  trivet_floor_host_leave_queue (self->host, g_object_get_data (G_OBJECT (button), "id"));
}

static gboolean
is_free (TrivetFloorPage *self,
         const char      *table_id)
{
  TrivetSpot *spot = trivet_floor_host_lookup_spot (self->host, table_id);

  return spot != NULL && trivet_spot_get_status (spot)->n_orders == 0;
}

/* Those with a table that is free sit down at once; for others a table is chosen now. */
static void
on_seat_reservation_clicked (GtkButton *button,
                             gpointer   user_data)
{
  TrivetFloorPage         *self = user_data;
  const char              *id = g_object_get_data (G_OBJECT (button), "id");
  const TrivetReservation *reservation = trivet_floor_lookup_reservation (trivet_floor_host_get_floor (self->host), id);

  if (reservation == NULL)
    return;
  if (is_free (self, reservation->table_id)) {
    if (trivet_floor_host_seat_reservation (self->host, id, reservation->table_id))
      _trivet_floor_page_want_order (self);
    return;
  }
  forget_guests (self);
  self->reservation_id = g_strdup (id);
  _trivet_floor_page_show_view (self, "room");
  _trivet_floor_page_ask_place (self, reservation->name, reservation->guests);
}

static void
on_cancel_reservation_clicked (GtkButton *button,
                               gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  trivet_floor_host_cancel_reservation (self->host, g_object_get_data (G_OBJECT (button), "id"));
}

static void
append_row_button (TrivetFloorPage *self,
                   GtkWidget       *row,
                   const char      *id,
                   const char      *label,
                   const char      *who,
                   const char      *css_classes,
                   GCallback        on_clicked)
{
  GtkWidget       *button = trivet_ui_button_new (label, css_classes, on_clicked, self);
  g_autofree char *name = g_strdup_printf ("%s · %s", label, who);

  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  trivet_ui_set_name (button, name);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
append_row (GtkWidget  *list,
            const char *when,
            const char *who,
            const char *detail)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *when_label = trivet_ui_label_new (when, "numeric");
  GtkWidget *who_label = trivet_ui_label_new (who, "strong");
  GtkWidget *detail_label = trivet_ui_label_new (detail, "dim");

  gtk_widget_add_css_class (row, "list-row");
  gtk_label_set_width_chars (GTK_LABEL (when_label), 8);
  gtk_widget_set_hexpand (detail_label, TRUE);
  gtk_box_append (GTK_BOX (row), when_label);
  gtk_box_append (GTK_BOX (row), who_label);
  gtk_box_append (GTK_BOX (row), detail_label);
  gtk_box_append (GTK_BOX (list), row);

  return row;
}

static void
append_waiting (TrivetFloorPage          *self,
                GtkWidget                *list,
                const TrivetWaitingParty *party)
{
  int              minutes = trivet_floor_host_get_minutes (self->host, party->joined_at_us);
  g_autofree char *when = g_strdup_printf (_("%d min"), minutes);
  g_autofree char *who = trivet_floor_words_for_party (party->name, party->guests);
  GtkWidget       *row = append_row (list, when, who, "");

  append_row_button (self, row, party->id, _("Seat"), party->name, "trivet-button primary", G_CALLBACK (on_seat_waiting_clicked));
  append_row_button (self, row, party->id, _("They left"), party->name, "trivet-button", G_CALLBACK (on_leave_clicked));
}

static void
append_reservation (TrivetFloorPage         *self,
                    GtkWidget               *list,
                    const TrivetReservation *reservation)
{
  const TrivetTable *table = trivet_floor_lookup_table (trivet_floor_host_get_floor (self->host), reservation->table_id);
  g_autofree char   *when = trivet_floor_words_for_time (reservation->at_us);
  g_autofree char   *who = trivet_floor_words_for_party (reservation->name, reservation->guests);
  g_autofree char   *where = table != NULL ? trivet_floor_words_for_table (table) : g_strdup (_("no table yet"));
  GtkWidget *row = append_row (list, when, who, where);

  append_row_button (self, row, reservation->id, _("Seat"), reservation->name, "trivet-button primary", G_CALLBACK (on_seat_reservation_clicked));
  append_row_button (self, row, reservation->id, _("They do not come"), reservation->name, "trivet-button", G_CALLBACK (on_cancel_reservation_clicked));
}

/* The parts of one of the two lists, kept with its widget. */
typedef struct {
  TrivetFloorPage *page; /* unowned */
  gboolean         reserved;
  GtkWidget       *list;
  GtkWidget       *stack;
  GtkWidget       *name;
  GtkWidget       *guests_label;
  GtkWidget       *time_label;
  GtkWidget       *table_label;
  int              guests;
  gint64           at_us;
  guint            table; /* 0 is none, else one more than its place in the floor's list */
} People;

static void
update_list (People *people)
{
  TrivetFloorPage *self = people->page;
  TrivetFloor     *floor = trivet_floor_host_get_floor (self->host);
  GPtrArray       *rows = people->reserved ? trivet_floor_get_reservations (floor) : trivet_floor_get_waiting (floor);

  trivet_ui_clear_box (GTK_BOX (people->list));
  for (guint i = 0; i < MIN (rows->len, MAX_LISTED); i++) {
    if (people->reserved)
      append_reservation (self, people->list, g_ptr_array_index (rows, i));
    else
      append_waiting (self, people->list, g_ptr_array_index (rows, i));
  }
  gtk_stack_set_visible_child_name (GTK_STACK (people->stack), rows->len > 0 ? "rows" : "empty");
}

static const TrivetTable *
get_table (People *people)
{
  GPtrArray *tables = trivet_floor_get_tables (trivet_floor_host_get_floor (people->page->host));

  return people->table > 0 && people->table <= tables->len ? g_ptr_array_index (tables, people->table - 1) : NULL;
}

static void
update_form (People *people)
{
  g_autofree char *guests = g_strdup_printf (ngettext ("%d guest", "%d guests", (gulong) people->guests), people->guests);

  gtk_label_set_text (GTK_LABEL (people->guests_label), guests);
  if (people->reserved) {
    g_autofree char   *time = trivet_floor_words_for_time (people->at_us);
    const TrivetTable *table = get_table (people);
    g_autofree char   *where = table != NULL ? trivet_floor_words_for_table (table) : g_strdup (_("no table yet"));

    gtk_label_set_text (GTK_LABEL (people->time_label), time);
    gtk_label_set_text (GTK_LABEL (people->table_label), where);
  }
}

static gint64
next_slot_us (People *people)
{
  gint64 now_us = trivet_clock_get_wall_us (people->page->context->clock);

  return (now_us / SLOT_US + 1) * SLOT_US;
}

static void
add_now (People *people)
{
  TrivetFloorPage   *self = people->page;
  g_autofree char   *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (people->name))));
  const TrivetTable *table = get_table (people);

  if (*name == '\0') {
    gtk_widget_grab_focus (people->name);
    return;
  }
  if (people->reserved)
    trivet_floor_host_reserve (self->host, name, people->guests, people->at_us, table != NULL ? table->id : "");
  else
    trivet_floor_host_join_queue (self->host, name, people->guests);
  gtk_editable_set_text (GTK_EDITABLE (people->name), "");
  people->guests = 2;
  people->table = 0;
  people->at_us = next_slot_us (people);
  update_form (people);
}

typedef enum {
  STEP_GUESTS,
  STEP_TIME,
  STEP_TABLE,
} Step;

static void
on_step_clicked (GtkButton *button,
                 gpointer   user_data)
{
  People *people = user_data;
  Step    what = (Step) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "what"));
  int     by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));
  guint   n_choices = trivet_floor_get_tables (trivet_floor_host_get_floor (people->page->host))->len + 1;

  switch (what) {
  case STEP_GUESTS:
    people->guests = CLAMP (people->guests + by, 1, TRIVET_FLOOR_MAX_GUESTS);
    break;
  case STEP_TIME:
    people->at_us += by * SLOT_US;
    break;
  case STEP_TABLE:
    people->table = (people->table + n_choices + (guint) by) % n_choices;
    break;
  }
  update_form (people);
}

static GtkWidget *
append_stepper (People     *people,
                GtkWidget  *form,
                Step        what,
                int         width_chars,
                const char *less,
                const char *more)
{
  GtkWidget *minus = trivet_ui_button_new ("−", "trivet-button compact", G_CALLBACK (on_step_clicked), people);
  GtkWidget *plus = trivet_ui_button_new ("+", "trivet-button compact", G_CALLBACK (on_step_clicked), people);
  GtkWidget *label = gtk_label_new ("");
  GtkWidget *stepper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (stepper, "stepper");
  gtk_widget_set_valign (stepper, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (minus), "what", GINT_TO_POINTER (what));
  g_object_set_data (G_OBJECT (minus), "by", GINT_TO_POINTER (-1));
  g_object_set_data (G_OBJECT (plus), "what", GINT_TO_POINTER (what));
  g_object_set_data (G_OBJECT (plus), "by", GINT_TO_POINTER (1));
  trivet_ui_set_name (minus, less);
  trivet_ui_set_name (plus, more);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (stepper), minus);
  gtk_box_append (GTK_BOX (stepper), label);
  gtk_box_append (GTK_BOX (stepper), plus);
  gtk_box_append (GTK_BOX (form), stepper);

  return label;
}

static GtkWidget *
build_form (People *people)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *add;

  gtk_widget_add_css_class (form, "floor-form");
  people->name = gtk_entry_new ();
  gtk_widget_add_css_class (people->name, "trivet-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (people->name), _("Name"));
  gtk_entry_set_max_length (GTK_ENTRY (people->name), 20);
  gtk_editable_set_width_chars (GTK_EDITABLE (people->name), 8);
  gtk_widget_set_hexpand (people->name, TRUE);
  trivet_ui_set_name (people->name, _("Name"));
  g_signal_connect_swapped (people->name, "activate", G_CALLBACK (add_now), people);
  gtk_box_append (GTK_BOX (form), people->name);
  people->guests_label = append_stepper (people, form, STEP_GUESTS, 9, _("Fewer guests"), _("More guests"));
  if (people->reserved) {
    people->time_label = append_stepper (people, form, STEP_TIME, 5, _("Earlier"), _("Later"));
    people->table_label = append_stepper (people, form, STEP_TABLE, 12, _("Table before"), _("Table after"));
    gtk_label_set_ellipsize (GTK_LABEL (people->table_label), PANGO_ELLIPSIZE_END);
  }
  add = trivet_ui_button_new (people->reserved ? _("Reserve") : _("Add"), "trivet-button primary", NULL, NULL);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_now), people);
  gtk_box_append (GTK_BOX (form), add);

  return form;
}

static GtkWidget *
build_empty (gboolean reserved)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (reserved ? _("No reservations") : _("Nobody waits"));
  GtkWidget *hint = gtk_label_new (_("Add a name below."));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_add_css_class (title, "empty-title");
  gtk_widget_add_css_class (hint, "dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

/**
 * _trivet_floor_page_build_people:
 * @self: the page
 * @reserved: reservations, otherwise the walk-in queue
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
_trivet_floor_page_build_people (TrivetFloorPage *self,
                                 gboolean         reserved)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  People    *people = g_new0 (People, 1);

  people->page = self;
  people->reserved = reserved;
  people->guests = 2;
  people->at_us = next_slot_us (people);
  people->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (people->stack, TRUE);
  people->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), people->list);
  gtk_stack_add_named (GTK_STACK (people->stack), build_empty (reserved), "empty");
  gtk_stack_add_named (GTK_STACK (people->stack), scroller, "rows");
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (reserved ? _("Reservations") : _("Walk-in queue"), "empty-title"));
  gtk_box_append (GTK_BOX (box), people->stack);
  gtk_box_append (GTK_BOX (box), build_form (people));
  g_object_set_data_full (G_OBJECT (box), "people", people, g_free);
  update_form (people);

  return box;
}

/**
 * _trivet_floor_page_update_people:
 * @self: the page
 *
 * Shows who waits and who has reserved now.
 */
void
_trivet_floor_page_update_people (TrivetFloorPage *self)
{
  TrivetFloor     *floor = trivet_floor_host_get_floor (self->host);
  g_autofree char *queue = g_strdup_printf (_("Walk-in queue · %u"), trivet_floor_get_waiting (floor)->len);
  g_autofree char *reservations = g_strdup_printf (_("Reservations · %u"), trivet_floor_get_reservations (floor)->len);

  gtk_button_set_label (GTK_BUTTON (self->queue_button), queue);
  gtk_button_set_label (GTK_BUTTON (self->reservations_button), reservations);
  trivet_ui_set_name (self->queue_button, queue);
  trivet_ui_set_name (self->reservations_button, reservations);
  if (self->queue != NULL)
    update_list (g_object_get_data (G_OBJECT (self->queue), "people"));
  if (self->reservations != NULL)
    update_list (g_object_get_data (G_OBJECT (self->reservations), "people"));
}
