/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-page-private.h"

#include "trivet-floor-plan.h"
#include "trivet-floor-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * Questions in place of the page's buttons: how many guests, whose tab, is the table clear. No
 * dialog covers the plan.
 */

/* As many as fit beside the question on the smallest screen. */
#define GUEST_BUTTONS 8

static void
begin_asking (TrivetFloorPage *self,
              const char      *question)
{
  GtkWidget *label = trivet_ui_label_new (question, "floor-question");

  trivet_ui_clear_box (GTK_BOX (self->ask));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_box_append (GTK_BOX (self->ask), label);
  gtk_stack_set_visible_child_name (GTK_STACK (self->foot), "ask");
}

static GtkWidget *
append_button (TrivetFloorPage *self,
               const char      *label,
               const char      *css_classes,
               GCallback        on_clicked)
{
  GtkWidget *button = trivet_ui_button_new (label, css_classes, on_clicked, self);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->ask), button);

  return button;
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  _trivet_floor_page_end_asking (user_data);
}

static void
append_cancel (TrivetFloorPage *self)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (self->ask), space);
  append_button (self, _("Cancel"), "trivet-button", G_CALLBACK (on_cancel_clicked));
}

/**
 * _trivet_floor_page_end_asking:
 * @self: the page
 *
 * Brings the page's buttons back.
 */
void
_trivet_floor_page_end_asking (TrivetFloorPage *self)
{
  g_clear_pointer (&self->asked_id, g_free);
  g_clear_pointer (&self->party_id, g_free);
  g_clear_pointer (&self->reservation_id, g_free);
  self->first_guests = 1;
  self->moving = FALSE;
  if (!self->editing)
    trivet_floor_plan_choose (TRIVET_FLOOR_PLAN (self->plan), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->foot), self->editing ? "edit" : "main");
}

static void
seat (TrivetFloorPage *self,
      int              guests)
{
  g_autofree char *table_id = g_strdup (self->asked_id);

  _trivet_floor_page_end_asking (self);
  if (table_id != NULL && trivet_floor_host_seat (self->host, table_id, guests))
    _trivet_floor_page_want_order (self);
}

static void
on_guests_clicked (GtkButton *button,
                   gpointer   user_data)
{
  seat (user_data, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "guests")));
}

static void ask_guests (TrivetFloorPage *self,
                        TrivetSpot      *spot);

static void
on_more_guests_clicked (GtkButton *button,
                        gpointer   user_data)
{
  TrivetFloorPage *self = user_data;
  TrivetSpot      *spot = trivet_floor_host_lookup_spot (self->host, self->asked_id);

  self->first_guests = self->first_guests >= 1 + 4 * GUEST_BUTTONS ? 1 : self->first_guests + GUEST_BUTTONS;
  if (spot != NULL)
    ask_guests (self, spot);
}

static void
append_guests (TrivetFloorPage *self)
{
  for (guint i = 0; i < GUEST_BUTTONS; i++) {
    guint            guests = self->first_guests + i;
    g_autofree char *digits = g_strdup_printf ("%u", guests);
    g_autofree char *name = g_strdup_printf (ngettext ("%u guest", "%u guests", guests), guests);
    GtkWidget       *button = append_button (self, digits, "trivet-button big guests", G_CALLBACK (on_guests_clicked));

    g_object_set_data (G_OBJECT (button), "guests", GUINT_TO_POINTER (guests));
    trivet_ui_set_name (button, name);
  }
  trivet_ui_set_name (append_button (self, "…", "trivet-button big guests", G_CALLBACK (on_more_guests_clicked)), _("More guests"));
}

static void
ask_guests (TrivetFloorPage *self,
            TrivetSpot      *spot)
{
  g_autofree char *table = trivet_floor_words_for_table (trivet_spot_get_table (spot));
  /* Translators: a table, such as "Table 12" */
  g_autofree char *question = g_strdup_printf (_("%s · how many guests?"), table);

  begin_asking (self, question);
  append_guests (self);
  append_cancel (self);
}

static void
on_seat_reserved_clicked (GtkButton *button,
                          gpointer   user_data)
{
  TrivetFloorPage         *self = user_data;
  TrivetSpot              *spot = trivet_floor_host_lookup_spot (self->host, self->asked_id);
  const TrivetReservation *reservation = spot != NULL ? trivet_spot_get_reservation (spot) : NULL;
  gboolean                 seated;

  if (reservation == NULL)
    return;
  seated = trivet_floor_host_seat_reservation (self->host, reservation->id, self->asked_id);
  _trivet_floor_page_end_asking (self);
  if (seated)
    _trivet_floor_page_want_order (self);
}

static void
on_others_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetFloorPage *self = user_data;
  TrivetSpot      *spot = trivet_floor_host_lookup_spot (self->host, self->asked_id);

  if (spot != NULL)
    ask_guests (self, spot);
}

static void
on_cancel_reservation_clicked (GtkButton *button,
                               gpointer   user_data)
{
  TrivetFloorPage         *self = user_data;
  TrivetSpot              *spot = trivet_floor_host_lookup_spot (self->host, self->asked_id);
  const TrivetReservation *reservation = spot != NULL ? trivet_spot_get_reservation (spot) : NULL;

  if (reservation != NULL)
    trivet_floor_host_cancel_reservation (self->host, reservation->id);
  _trivet_floor_page_end_asking (self);
}

static void
ask_reserved (TrivetFloorPage *self,
              TrivetSpot      *spot)
{
  const TrivetReservation *reservation = trivet_spot_get_reservation (spot);
  g_autofree char         *table = trivet_floor_words_for_table (trivet_spot_get_table (spot));
  g_autofree char         *time = trivet_floor_words_for_time (reservation->at_us);
  g_autofree char         *party = trivet_floor_words_for_party (reservation->name, reservation->guests);
  /* Translators: a table and a time */
  g_autofree char *question = g_strdup_printf (_("%s · reserved %s"), table, time);
  /* Translators: a name with the number of guests */
  g_autofree char *label = g_strdup_printf (_("Seat %s"), party);

  begin_asking (self, question);
  append_button (self, label, "trivet-button big primary", G_CALLBACK (on_seat_reserved_clicked));
  append_button (self, _("Other guests"), "trivet-button big", G_CALLBACK (on_others_clicked));
  append_button (self, _("They do not come"), "trivet-button", G_CALLBACK (on_cancel_reservation_clicked));
  append_cancel (self);
}

static void
on_clear_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetFloorPage *self = user_data;

  trivet_floor_host_clear (self->host, self->asked_id);
  _trivet_floor_page_end_asking (self);
}

static void
ask_clear (TrivetFloorPage *self,
           TrivetSpot      *spot)
{
  g_autofree char *table = trivet_floor_words_for_table (trivet_spot_get_table (spot));
  /* Translators: a table */
  g_autofree char *question = g_strdup_printf (_("%s · to clear"), table);

  begin_asking (self, question);
  append_button (self, _("It is clear"), "trivet-button big primary", G_CALLBACK (on_clear_clicked));
  append_button (self, _("Seat guests"), "trivet-button big", G_CALLBACK (on_others_clicked));
  append_cancel (self);
}

static void
on_tab_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetFloorPage *self = user_data;
  g_autofree char *order_id = g_strdup (g_object_get_data (G_OBJECT (button), "order"));

  _trivet_floor_page_end_asking (self);
  _trivet_floor_page_open_order (self, order_id);
}

static void
on_tab_named (GtkEntry *entry,
              gpointer  user_data)
{
  TrivetFloorPage *self = user_data;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gboolean         opened = trivet_floor_host_open_tab (self->host, self->asked_id, name);

  _trivet_floor_page_end_asking (self);
  if (opened)
    _trivet_floor_page_want_order (self);
}

static void
on_new_tab_clicked (GtkButton *button,
                    gpointer   user_data)
{
  on_tab_named (g_object_get_data (G_OBJECT (button), "entry"), user_data);
}

static GtkWidget *
append_entry (TrivetFloorPage *self,
              const char      *name,
              GCallback        on_activate)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 20);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  trivet_ui_set_name (entry, name);
  g_signal_connect_object (entry, "activate", on_activate, self, 0);
  gtk_box_append (GTK_BOX (self->ask), entry);

  return entry;
}

static void
append_tabs (TrivetFloorPage *self,
             TrivetSpot      *spot)
{
  GPtrArray *tabs = trivet_spot_get_tabs (spot);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  for (guint i = 0; i < tabs->len; i++) {
    TrivetTab         *tab = g_ptr_array_index (tabs, i);
    const TrivetOrder *order = trivet_tab_get_order (tab);
    g_autofree char   *amount = trivet_ui_format_minor (trivet_tab_get_totals (tab)->total_minor, order->currency);
    g_autofree char   *label = g_strdup_printf ("%s · %s", *order->label != '\0' ? order->label : order->number, amount);
    GtkWidget         *button = trivet_ui_button_new (label, "trivet-button", G_CALLBACK (on_tab_clicked), self);

    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    g_object_set_data_full (G_OBJECT (button), "order", g_strdup (order->order_id), g_free);
    gtk_box_append (GTK_BOX (row), button);
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), row);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->ask), scroller);
}

static void
ask_bar (TrivetFloorPage *self,
         TrivetSpot      *spot)
{
  g_autofree char *table = trivet_floor_words_for_table (trivet_spot_get_table (spot));
  GtkWidget       *entry;

  begin_asking (self, table);
  append_tabs (self, spot);
  entry = append_entry (self, _("Name"), G_CALLBACK (on_tab_named));
  g_object_set_data (G_OBJECT (append_button (self, _("New tab"), "trivet-button primary", G_CALLBACK (on_new_tab_clicked))), "entry", entry);
  append_button (self, _("Cancel"), "trivet-button", G_CALLBACK (on_cancel_clicked));
}

/**
 * _trivet_floor_page_ask_table:
 * @self: the page
 * @spot: a table that was tapped and is not simply taken
 *
 * Asks what a tap on it is to do.
 */
void
_trivet_floor_page_ask_table (TrivetFloorPage *self,
                              TrivetSpot      *spot)
{
  g_autofree char *table_id = g_strdup (trivet_spot_get_table_id (spot));

  _trivet_floor_page_end_asking (self);
  self->asked_id = g_steal_pointer (&table_id);
  trivet_floor_plan_choose (TRIVET_FLOOR_PLAN (self->plan), self->asked_id);
  if (trivet_spot_get_table (spot)->shape == TRIVET_TABLE_BAR) {
    ask_bar (self, spot);
    return;
  }

  switch (trivet_spot_get_status (spot)->state) {
  case TRIVET_SPOT_RESERVED:
    ask_reserved (self, spot);
    return;
  case TRIVET_SPOT_TO_CLEAR:
    ask_clear (self, spot);
    return;
  case TRIVET_SPOT_FREE:
  case TRIVET_SPOT_SEATED:
  case TRIVET_SPOT_SERVED:
  case TRIVET_SPOT_BILL_ASKED:
    break;
  }
  ask_guests (self, spot);
}

/**
 * _trivet_floor_page_answer:
 * @self: the page
 * @digit: 1 … 9, typed
 *
 * Answers how many guests there are, when that is the question.
 *
 * Returns: whether it was
 */
gboolean
_trivet_floor_page_answer (TrivetFloorPage *self,
                           guint            digit)
{
  TrivetSpot *spot = self->asked_id != NULL ? trivet_floor_host_lookup_spot (self->host, self->asked_id) : NULL;

  if (spot == NULL || digit == 0 || trivet_spot_get_table (spot)->shape == TRIVET_TABLE_BAR ||
      trivet_spot_get_status (spot)->state != TRIVET_SPOT_FREE)
    return FALSE;
  seat (self, (int) digit);

  return TRUE;
}

static void
open_away (TrivetFloorPage *self,
           GtkWidget       *entry,
           TrivetOrderKind  kind)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gboolean         opened = trivet_floor_host_open_away (self->host, kind, name);

  _trivet_floor_page_end_asking (self);
  if (opened)
    _trivet_floor_page_want_order (self);
}

static void
on_takeaway_named (GtkEntry *entry,
                   gpointer  user_data)
{
  open_away (user_data, GTK_WIDGET (entry), TRIVET_ORDER_KIND_TAKEAWAY);
}

static void
on_takeaway_clicked (GtkButton *button,
                     gpointer   user_data)
{
  open_away (user_data, g_object_get_data (G_OBJECT (button), "entry"), TRIVET_ORDER_KIND_TAKEAWAY);
}

static void
on_delivery_clicked (GtkButton *button,
                     gpointer   user_data)
{
  open_away (user_data, g_object_get_data (G_OBJECT (button), "entry"), TRIVET_ORDER_KIND_DELIVERY);
}

/**
 * _trivet_floor_page_ask_away:
 * @self: the page
 *
 * Asks whether the order is fetched or brought; a name may be given.
 */
void
_trivet_floor_page_ask_away (TrivetFloorPage *self)
{
  GtkWidget *entry;
  GtkWidget *takeaway;
  GtkWidget *delivery;

  _trivet_floor_page_end_asking (self);
  begin_asking (self, _("Who is it for?"));
  entry = append_entry (self, _("Name"), G_CALLBACK (on_takeaway_named));
  takeaway = append_button (self, _("Takeaway"), "trivet-button big primary", G_CALLBACK (on_takeaway_clicked));
  delivery = append_button (self, _("Delivery"), "trivet-button big", G_CALLBACK (on_delivery_clicked));
  g_object_set_data (G_OBJECT (takeaway), "entry", entry);
  g_object_set_data (G_OBJECT (delivery), "entry", entry);
  append_cancel (self);
}

/**
 * _trivet_floor_page_ask_place:
 * @self: the page
 * @name: who is to be seated
 * @guests: how many they are
 *
 * Asks for a tap on a table; @self knows for whom.
 */
void
_trivet_floor_page_ask_place (TrivetFloorPage *self,
                              const char      *name,
                              int              guests)
{
  g_autofree char *party = trivet_floor_words_for_party (name, guests);
  /* Translators: a name with the number of guests */
  g_autofree char *question = g_strdup_printf (_("Tap a table for %s"), party);

  begin_asking (self, question);
  append_cancel (self);
}

/**
 * _trivet_floor_page_ask_move:
 * @self: the page
 *
 * Asks for a tap on the table whose guests move.
 */
void
_trivet_floor_page_ask_move (TrivetFloorPage *self)
{
  _trivet_floor_page_end_asking (self);
  self->moving = TRUE;
  begin_asking (self, _("Tap the table whose guests move or join others"));
  append_cancel (self);
}
