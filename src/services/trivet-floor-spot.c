/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-spot-private.h"

#include "trivet-kitchen.h"

/*
 * TrivetSpot: one table joined with its open orders.
 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetSpot {
  GObject parent_instance;

  char                    *table_id;
  const TrivetTable       *table; /* of the host's floor */
  const TrivetReservation *reservation;
  GPtrArray               *tabs;
  TrivetSpotStatus         status;
};

G_DEFINE_FINAL_TYPE (TrivetSpot, trivet_spot, G_TYPE_OBJECT)

static void
trivet_spot_finalize (GObject *object)
{
  TrivetSpot *self = TRIVET_SPOT (object);

  g_free (self->table_id);
  g_ptr_array_unref (self->tabs);

  G_OBJECT_CLASS (trivet_spot_parent_class)->finalize (object);
}

static void
trivet_spot_class_init (TrivetSpotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_spot_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_spot_init (TrivetSpot *self)
{
  self->tabs = g_ptr_array_new_with_free_func (g_object_unref);
  self->status.next_course = -1;
}

TrivetSpot *
_trivet_spot_new (const char *table_id)
{
  TrivetSpot *self = g_object_new (TRIVET_TYPE_SPOT, NULL);

  self->table_id = g_strdup (table_id);

  return self;
}

/* A clock that was set back must not show a negative time. */
static int
minutes_between (gint64 from_us,
                 gint64 to_us)
{
  return (int) (MAX (to_us - from_us, 0) / G_TIME_SPAN_MINUTE);
}

/* Bit n is course n. */
typedef struct {
  guint    sent;
  guint    unsent;
  gboolean any;
  gboolean served;
  gint64   waiting_since_us; /* since when something that was sent is not served, 0 for nothing */
} Progress;

static void
add_line (Progress              *progress,
          const TrivetOrder     *order,
          const TrivetOrderLine *line)
{
  if (line->voided)
    return;

  progress->any = TRUE;
  if (line->sent_quantity > 0)
    progress->sent |= 1U << line->course;
  if (trivet_order_line_get_due (order, line, TRIVET_SLIP_NEW) > 0)
    progress->unsent |= 1U << line->course;
  if (line->served_quantity > 0)
    progress->served = TRUE;
  if (line->served_quantity < line->sent_quantity &&
      (progress->waiting_since_us == 0 || line->sent_at_us < progress->waiting_since_us))
    progress->waiting_since_us = line->sent_at_us;
}

static TrivetSpotLate
find_late (const TrivetSpotStatus *status,
           const Progress         *progress,
           gint64                  now_us)
{
  if (status->state == TRIVET_SPOT_BILL_ASKED)
    return status->bill_minutes >= TRIVET_SPOT_LATE_BILL_MINUTES ? TRIVET_SPOT_LATE_BILL : TRIVET_SPOT_LATE_NOTHING;
  if (progress->waiting_since_us != 0 &&
      minutes_between (progress->waiting_since_us, now_us) >= TRIVET_SPOT_LATE_FOOD_MINUTES)
    return TRIVET_SPOT_LATE_FOOD;
  if (!progress->any && status->minutes >= TRIVET_SPOT_LATE_ORDER_MINUTES)
    return TRIVET_SPOT_LATE_ORDER;

  return TRIVET_SPOT_LATE_NOTHING;
}

static TrivetSpotStatus
describe_taken (GPtrArray *tabs,
                gint64     now_us)
{
  TrivetSpotStatus status = { .state = TRIVET_SPOT_SEATED, .n_orders = tabs->len, .next_course = -1 };
  Progress         progress = { 0 };
  gint64           since_us = now_us;

  for (guint i = 0; i < tabs->len; i++) {
    TrivetTab         *tab = g_ptr_array_index (tabs, i);
    const TrivetOrder *order = trivet_tab_get_order (tab);

    since_us = MIN (since_us, order->opened_at_us);
    status.guests += order->guests;
    status.amount_minor += trivet_tab_get_totals (tab)->total_minor;
    for (guint j = 0; j < order->lines->len; j++)
      add_line (&progress, order, g_ptr_array_index (order->lines, j));
    if (order->bill_asked_at_us != 0) {
      status.state = TRIVET_SPOT_BILL_ASKED;
      status.bill_minutes = MAX (status.bill_minutes, minutes_between (order->bill_asked_at_us, now_us));
    }
  }

  status.minutes = minutes_between (since_us, now_us);
  if (status.state == TRIVET_SPOT_SEATED && progress.served)
    status.state = TRIVET_SPOT_SERVED;
  status.courses_sent = __builtin_popcount (progress.sent);
  if (progress.unsent != 0)
    status.next_course = g_bit_nth_lsf (progress.unsent, -1);
  status.late = find_late (&status, &progress, now_us);

  return status;
}

static TrivetSpotStatus
describe (const TrivetTable       *table,
          const TrivetReservation *reservation,
          GPtrArray               *tabs,
          gint64                   now_us)
{
  TrivetSpotStatus status = { .state = TRIVET_SPOT_FREE, .next_course = -1 };

  if (tabs != NULL && tabs->len > 0)
    return describe_taken (tabs, now_us);
  if (table->left_at_us != 0) {
    status.state = TRIVET_SPOT_TO_CLEAR;
    status.minutes = minutes_between (table->left_at_us, now_us);
  } else if (reservation != NULL) {
    status.state = TRIVET_SPOT_RESERVED;
  }

  return status;
}

static gboolean
is_same_status (const TrivetSpotStatus *a,
                const TrivetSpotStatus *b)
{
  return a->state == b->state && a->late == b->late && a->n_orders == b->n_orders && a->guests == b->guests &&
         a->minutes == b->minutes && a->amount_minor == b->amount_minor && a->bill_minutes == b->bill_minutes &&
         a->courses_sent == b->courses_sent && a->next_course == b->next_course;
}

static gboolean
is_same_tabs (GPtrArray *a,
              GPtrArray *b)
{
  if (a->len != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  }

  return TRUE;
}

void
_trivet_spot_update (TrivetSpot              *self,
                     const TrivetTable       *table,
                     const TrivetReservation *reservation,
                     GPtrArray               *tabs,
                     gint64                   now_us,
                     gboolean                 moved)
{
  TrivetSpotStatus status = describe (table, reservation, tabs, now_us);
  gboolean         same = !moved && self->reservation == reservation &&
                  is_same_status (&self->status, &status) && is_same_tabs (self->tabs, tabs);

  self->table = table;
  self->reservation = reservation;
  self->status = status;
  if (same)
    return;

  g_ptr_array_set_size (self->tabs, 0);
  for (guint i = 0; tabs != NULL && i < tabs->len; i++)
    g_ptr_array_add (self->tabs, g_object_ref (g_ptr_array_index (tabs, i)));
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * trivet_spot_get_table_id:
 * @self: a spot
 *
 * Returns: (transfer none): the table's id
 */
const char *
trivet_spot_get_table_id (TrivetSpot *self)
{
  g_return_val_if_fail (TRIVET_IS_SPOT (self), NULL);

  return self->table_id;
}

/**
 * trivet_spot_get_table:
 * @self: a spot
 *
 * Returns: (transfer none): name and place, until the next `changed`
 */
const TrivetTable *
trivet_spot_get_table (TrivetSpot *self)
{
  g_return_val_if_fail (TRIVET_IS_SPOT (self), NULL);

  return self->table;
}

/**
 * trivet_spot_get_status:
 * @self: a spot
 *
 * Returns: (transfer none): what goes on there, until the next `changed`
 */
const TrivetSpotStatus *
trivet_spot_get_status (TrivetSpot *self)
{
  g_return_val_if_fail (TRIVET_IS_SPOT (self), NULL);

  return &self->status;
}

/**
 * trivet_spot_get_reservation:
 * @self: a spot
 *
 * Returns: (transfer none) (nullable): for whom it is kept now, until the next `changed`; also
 *   while others still sit there
 */
const TrivetReservation *
trivet_spot_get_reservation (TrivetSpot *self)
{
  g_return_val_if_fail (TRIVET_IS_SPOT (self), NULL);

  return self->reservation;
}

/**
 * trivet_spot_get_tabs:
 * @self: a spot
 *
 * Returns: (transfer none) (element-type TrivetTab): the open orders at it, oldest first
 */
GPtrArray *
trivet_spot_get_tabs (TrivetSpot *self)
{
  g_return_val_if_fail (TRIVET_IS_SPOT (self), NULL);

  return self->tabs;
}
