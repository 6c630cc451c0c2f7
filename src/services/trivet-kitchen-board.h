/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen-desk.h"

G_BEGIN_DECLS

/**
 * TrivetKitchenEntry:
 * @line: as it was told and is now
 * @part: (nullable): of a combo, the dish that the entry is
 * @wanted: how many are to be made in all; of what is void, how many are not any more
 * @made: how many of them are
 * @is_void: nobody wants it any more, and nobody here has seen that
 *
 * One line of a card, or one dish of it.
 */
typedef struct {
  const TrivetOrderLine    *line;
  const TrivetLineModifier *part;
  gint64                    wanted;
  gint64                    made;
  gboolean                  is_void;
} TrivetKitchenEntry;

/**
 * TrivetKitchenCard:
 * @order: its order
 * @course: the course that it is
 * @since_us: wall time since which the oldest of it waits
 * @rushed: the guest has asked for some of it
 * @moved: since it was sent, the kitchen was told that it goes elsewhere (@order's place, no more its
 *   former place)
 * @entries: (element-type TrivetKitchenEntry)
 */
typedef struct {
  TrivetOrder *order;
  int          course;
  gint64       since_us;
  gboolean     rushed;
  gboolean     moved;
  GArray      *entries;
} TrivetKitchenCard;

/**
 * TrivetKitchenCount:
 *
 * All day: how many of a dish are still to be made, on all cards together.
 */
typedef struct {
  const char *sku;
  const char *name;
  const char *name_zh;
  gint64      quantity;
} TrivetKitchenCount;

#define TRIVET_TYPE_KITCHEN_BOARD (trivet_kitchen_board_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKitchenBoard, trivet_kitchen_board, TRIVET, KITCHEN_BOARD, GObject)

/**
 * TrivetKitchenBoard:
 *
 * What one station has to make, and has made. A card is a course of an order, and is there until all
 * of it is made; what is made later is a new one. Signal `changed`: everything may be new; what the
 * getters gave before is gone.
 */
TrivetKitchenBoard *trivet_kitchen_board_new       (TrivetKitchenDesk  *desk,
                                                    TrivetJournal      *journal,
                                                    TrivetRepository   *repository,
                                                    TrivetClock        *clock,
                                                    const char         *station_id);
TrivetKitchenDesk  *trivet_kitchen_board_get_desk  (TrivetKitchenBoard *self);
TrivetClock        *trivet_kitchen_board_get_clock (TrivetKitchenBoard *self);
const TrivetStation *trivet_kitchen_board_get_station (TrivetKitchenBoard *self);
GPtrArray          *trivet_kitchen_board_get_cards (TrivetKitchenBoard *self);
GArray             *trivet_kitchen_board_get_counts (TrivetKitchenBoard *self);
guint               trivet_kitchen_board_get_n_done (TrivetKitchenBoard *self);
gint64              trivet_kitchen_board_get_median_us (TrivetKitchenBoard *self);
gboolean            trivet_kitchen_board_can_recall (TrivetKitchenBoard *self);

void                trivet_kitchen_board_toggle    (TrivetKitchenBoard *self,
                                                    const char         *order_id,
                                                    const char         *line_id,
                                                    const char         *part);
void                trivet_kitchen_board_bump      (TrivetKitchenBoard *self,
                                                    const char         *order_id,
                                                    int                 course);
void                trivet_kitchen_board_recall    (TrivetKitchenBoard *self);

G_END_DECLS
