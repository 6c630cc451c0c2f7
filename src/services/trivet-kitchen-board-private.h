/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen-board.h"

G_BEGIN_DECLS

/**
 * TrivetKitchenDone:
 * @fact: the `lines-cooked` with which the card was done
 * @took_us: how long the guests waited for it
 */
typedef struct {
  TrivetFact *fact;
  int         course;
  gint64      took_us;
} TrivetKitchenDone;

/**
 * TrivetKitchenBoard:
 * @orders: id → TrivetOrder, all that the board follows
 * @reading: (element-type utf8): ids of orders that are being read; what is committed meanwhile has
 *   them read anew
 * @done: (element-type TrivetKitchenDone): oldest first
 */
struct _TrivetKitchenBoard {
  GObject parent_instance;

  TrivetKitchenDesk *desk;
  TrivetJournal     *journal;
  TrivetRepository  *repository;
  TrivetClock       *clock;
  char              *station_id;
  GHashTable        *orders;
  GHashTable        *reading;
  GPtrArray         *done;
  GPtrArray         *cards;
  GArray            *counts;
};

TrivetKitchenCard *_trivet_kitchen_board_make_card (TrivetKitchenBoard *self,
                                                    TrivetOrder        *order,
                                                    int                 course);
gboolean           _trivet_kitchen_card_is_open    (const TrivetKitchenCard *card);
void               _trivet_kitchen_card_free       (TrivetKitchenCard  *card);
void               _trivet_kitchen_board_make_cards (TrivetKitchenBoard *self);
void               _trivet_kitchen_board_deal      (TrivetKitchenBoard *self);

/* trivet-kitchen-follow.c */
void               _trivet_kitchen_board_on_committed (TrivetJournal      *journal,
                                                       GPtrArray          *facts,
                                                       gpointer            user_data);
void               _trivet_kitchen_board_on_list_ready (GObject           *source,
                                                        GAsyncResult      *result,
                                                        gpointer           user_data);

G_END_DECLS
