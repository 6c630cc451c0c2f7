/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-page.h"

G_BEGIN_DECLS

/*
 * @bar: what the header shows while the page is open: rooms and the legend
 * @view: "room", "away", "queue", "reservations", or "empty" without any room
 * @foot: "main", "ask" (a question in place of the buttons) or "edit"
 * @ask: the row of the question, made anew for each
 * @asked_id: the table that is talked about
 * @party_id, @reservation_id: who is to be seated at the next table that is tapped
 * @moving: the next table that is tapped is the one whose guests move
 * @narrow: there is no room for the legend and wide margins
 * @typed: digits of a table's number that were typed a moment ago
 */
struct _TrivetFloorPage {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetFloorHost *host;

  GtkWidget *card;
  GtkWidget *bar;
  GtkWidget *rooms;
  GtkWidget *legend;
  GtkWidget *view;
  GtkWidget *plan;
  GtkWidget *queue;
  GtkWidget *reservations;
  GtkWidget *foot;
  GtkWidget *ask;
  GtkWidget *edit;      /* NULL until the plan is edited */
  GtkWidget *edit_table;
  GtkWidget *edit_undo;
  GtkWidget *edit_redo;
  GtkWidget *approval; /* nullable: made when a yes is first needed */
  GtkWidget *edit_name;
  GtkWidget *edit_seats;
  GtkWidget *edit_shape;
  GtkWidget *edit_room_name;
  GtkWidget *queue_button;
  GtkWidget *reservations_button;

  char    *room_id;
  char    *asked_id;
  char    *party_id;
  char    *reservation_id;
  GString *typed;
  guint    typed_id;
  guint    first_guests;
  guint    n_away;
  guint    narrow_id;
  gboolean narrow;
  gboolean editing;
  gboolean moving;
};

void _trivet_floor_page_show_view   (TrivetFloorPage *self,
                                     const char      *view);
void _trivet_floor_page_show_room   (TrivetFloorPage *self,
                                     const char      *room_id);
void _trivet_floor_page_want_order  (TrivetFloorPage *self);
void _trivet_floor_page_open_order  (TrivetFloorPage *self,
                                     const char      *order_id);

/* What is being typed, in -keys.c. */
void _trivet_floor_page_forget_typed (TrivetFloorPage *self);

/* What the header shows, in -bar.c. */
void _trivet_floor_page_build_bar    (TrivetFloorPage *self);
void _trivet_floor_page_update_rooms (TrivetFloorPage *self);
void _trivet_floor_page_show_chips   (TrivetFloorPage *self);

/* Questions in place of the buttons, in -ask.c. */
void _trivet_floor_page_ask_table   (TrivetFloorPage *self,
                                     TrivetSpot      *spot);
void _trivet_floor_page_ask_away    (TrivetFloorPage *self);
void _trivet_floor_page_ask_move    (TrivetFloorPage *self);
void _trivet_floor_page_ask_place   (TrivetFloorPage *self,
                                     const char      *name,
                                     int              guests);
void _trivet_floor_page_end_asking  (TrivetFloorPage *self);
gboolean _trivet_floor_page_answer  (TrivetFloorPage *self,
                                     guint            digit);

/* The plan's editor, in -edit.c. */
GtkWidget *_trivet_floor_page_build_edit   (TrivetFloorPage *self);
void       _trivet_floor_page_update_edit  (TrivetFloorPage *self);
void       _trivet_floor_page_begin_editing (TrivetFloorPage *self);
void       _trivet_floor_page_set_editing  (TrivetFloorPage *self,
                                            gboolean         editing);

/* Who waits and who has reserved, in -people.c. */
GtkWidget *_trivet_floor_page_build_people  (TrivetFloorPage *self,
                                             gboolean         reserved);
void       _trivet_floor_page_update_people (TrivetFloorPage *self);

G_END_DECLS
