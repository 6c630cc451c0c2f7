/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor.h"
#include "trivet-tab.h"

G_BEGIN_DECLS

/* After so many minutes somebody should look. */
#define TRIVET_SPOT_LATE_ORDER_MINUTES 10 /* seated, and nothing is ordered */
#define TRIVET_SPOT_LATE_FOOD_MINUTES  25 /* sent to the kitchen, and not on the table */
#define TRIVET_SPOT_LATE_BILL_MINUTES  5  /* the bill is asked, and not paid */

/* A table is kept for a reservation from so long before until so long after it. */
#define TRIVET_SPOT_RESERVED_BEFORE_US (2 * G_TIME_SPAN_HOUR)
#define TRIVET_SPOT_RESERVED_AFTER_US  (1 * G_TIME_SPAN_HOUR)

/**
 * TrivetSpotState:
 * @TRIVET_SPOT_FREE: guests can sit down
 * @TRIVET_SPOT_RESERVED: somebody will come soon
 * @TRIVET_SPOT_SEATED: guests sit, and nothing is on the table
 * @TRIVET_SPOT_SERVED: something is on the table
 * @TRIVET_SPOT_BILL_ASKED: they want to pay
 * @TRIVET_SPOT_TO_CLEAR: they have gone, and it is not clear yet
 */
typedef enum {
  TRIVET_SPOT_FREE,
  TRIVET_SPOT_RESERVED,
  TRIVET_SPOT_SEATED,
  TRIVET_SPOT_SERVED,
  TRIVET_SPOT_BILL_ASKED,
  TRIVET_SPOT_TO_CLEAR,
} TrivetSpotState;

/**
 * TrivetSpotLate:
 *
 * What has taken too long.
 */
typedef enum {
  TRIVET_SPOT_LATE_NOTHING,
  TRIVET_SPOT_LATE_ORDER,
  TRIVET_SPOT_LATE_FOOD,
  TRIVET_SPOT_LATE_BILL,
} TrivetSpotLate;

/**
 * TrivetSpotStatus:
 * @n_orders: open orders at the table; a bar may have many
 * @guests: of all of them, 0 when nobody has counted them
 * @minutes: since the first of them sat down
 * @amount_minor: what all of them come to
 * @bill_minutes: since the bill was asked, 0 before
 * @courses_sent: how many courses the kitchen has been told of
 * @next_course: the first one that it has not been told of, -1 when there is none
 */
typedef struct {
  TrivetSpotState state;
  TrivetSpotLate  late;
  guint           n_orders;
  int             guests;
  int             minutes;
  gint64          amount_minor;
  int             bill_minutes;
  int             courses_sent;
  int             next_course;
} TrivetSpotStatus;

/**
 * TrivetSpot:
 *
 * One table as staff see it now: where it is and what goes on there. Signal `changed`: what the
 * getters give is new.
 */
#define TRIVET_TYPE_SPOT (trivet_spot_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSpot, trivet_spot, TRIVET, SPOT, GObject)

const char              *trivet_spot_get_table_id    (TrivetSpot *self);
const TrivetTable       *trivet_spot_get_table       (TrivetSpot *self);
const TrivetSpotStatus  *trivet_spot_get_status      (TrivetSpot *self);
const TrivetReservation *trivet_spot_get_reservation (TrivetSpot *self);
GPtrArray               *trivet_spot_get_tabs        (TrivetSpot *self);

G_END_DECLS
