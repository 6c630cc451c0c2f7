/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: every table shows what its orders and facts say at that minute, guests can be seated,
 * cleared, reserved and queued. Method: a real register over a journal in memory and a clock that is
 * moved by hand. */

#include "floor-bench.h"

static void
pass_minutes (FloorBench *self,
              guint       minutes)
{
  /* And until the next look. */
  trivet_manual_clock_advance (self->services.clock, minutes * 60 * 1000 + 10 * 1000);
}

static const char *
current_id (FloorBench *self)
{
  return services_current (&self->services)->order_id;
}

static void
tell_lines (FloorBench    *self,
            TrivetFactType type,
            const char    *line_id,
            int            quantity)
{
  g_autofree char *body = g_strdup_printf ("{'lines':[{'line':'%s','quantity':%d}]}", line_id, quantity);

  services_append (&self->services, type, current_id (self), body);
}

static void
pay_all (FloorBench *self)
{
  g_autofree char *order_id = g_strdup (current_id (self));
  gint64           total = services_total (&self->services);
  g_autofree char *body = g_strdup_printf ("{'payment':'P%s','amount_minor':%" G_GINT64_FORMAT ",'tendered_minor':%" G_GINT64_FORMAT ",'change_minor':0}",
                                           order_id, total, total);

  services_append (&self->services, TRIVET_FACT_CASH_TAKEN, order_id, body);
  services_drain (&self->services);
}

static void
test_load (FloorBench   *self,
           gconstpointer user_data)
{
  g_assert_true (trivet_floor_host_get_loaded (self->host));
  g_assert_cmpuint (self->n_plan, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_floor_host_get_spots (self->host)), ==, 4);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_FREE);
  g_assert_null (trivet_floor_host_lookup_spot (self->host, "nowhere"));
}

static void
test_seat (FloorBench   *self,
           gconstpointer user_data)
{
  const TrivetSpotStatus *status;
  TrivetOrder            *order;

  floor_bench_seat (self, "B1", 4);
  order = services_current (&self->services);
  g_assert_cmpint (order->kind, ==, TRIVET_ORDER_KIND_TABLE);
  g_assert_cmpstr (order->table_id, ==, "B1");
  g_assert_cmpstr (order->table_name, ==, "Booth 3");
  g_assert_cmpstr (order->table_name_zh, ==, "卡座3");
  g_assert_cmpint (order->guests, ==, 4);
  status = floor_bench_status_of (self, "B1");
  g_assert_cmpint (status->state, ==, TRIVET_SPOT_SEATED);
  g_assert_cmpint (status->guests, ==, 4);
  g_assert_cmpint (status->minutes, ==, 0);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_FREE);

  g_free (services_add (&self->services, "fish"));
  pass_minutes (self, 23);
  status = floor_bench_status_of (self, "B1");
  g_assert_cmpint (status->minutes, ==, 23);
  g_assert_cmpint (status->amount_minor, ==, SERVICES_FISH_MINOR);
  services_no_failure (&self->services);
}

/* A register that starts anew shows the same. */
static void
test_restart (FloorBench   *self,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  floor_bench_seat (self, "T12", 3);
  floor_bench_stop (self);
  services_stop (&self->services);
  services_start (&self->services);
  g_assert_true (services_load (&self->services, &error));
  g_assert_no_error (error);
  floor_bench_start (self);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->guests, ==, 3);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_SEATED);
}

static void
test_courses (FloorBench   *self,
              gconstpointer user_data)
{
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;
  g_autofree char *tea = NULL;

  floor_bench_seat (self, "T12", 2);
  rice = services_add (&self->services, "rice");
  fish = services_add (&self->services, "fish");
  tea = services_add (&self->services, "tea");
  {
    g_autofree char *body = g_strdup_printf ("{'line':'%s','course':1}", fish);
    g_autofree char *later = g_strdup_printf ("{'line':'%s','course':2}", tea);

    services_append (&self->services, TRIVET_FACT_LINE_COURSE_SET, current_id (self), body);
    services_append (&self->services, TRIVET_FACT_LINE_COURSE_SET, current_id (self), later);
  }
  g_assert_cmpint (floor_bench_status_of (self, "T12")->courses_sent, ==, 0);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->next_course, ==, 0);
  tell_lines (self, TRIVET_FACT_LINES_SENT, rice, 1);
  tell_lines (self, TRIVET_FACT_LINES_SENT, fish, 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->courses_sent, ==, 2);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->next_course, ==, 2);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_SEATED);
  tell_lines (self, TRIVET_FACT_LINES_SERVED, rice, 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_SERVED);
}

static void
test_late (FloorBench   *self,
           gconstpointer user_data)
{
  g_autofree char *rice = NULL;

  floor_bench_seat (self, "T12", 2);
  pass_minutes (self, TRIVET_SPOT_LATE_ORDER_MINUTES - 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->late, ==, TRIVET_SPOT_LATE_NOTHING);
  pass_minutes (self, 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->late, ==, TRIVET_SPOT_LATE_ORDER);

  rice = services_add (&self->services, "rice");
  tell_lines (self, TRIVET_FACT_LINES_SENT, rice, 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->late, ==, TRIVET_SPOT_LATE_NOTHING);
  pass_minutes (self, TRIVET_SPOT_LATE_FOOD_MINUTES);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->late, ==, TRIVET_SPOT_LATE_FOOD);
  tell_lines (self, TRIVET_FACT_LINES_SERVED, rice, 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->late, ==, TRIVET_SPOT_LATE_NOTHING);

  trivet_register_ask_bill (self->services.reg);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_BILL_ASKED);
  pass_minutes (self, TRIVET_SPOT_LATE_BILL_MINUTES - 1);
  trivet_register_ask_bill (self->services.reg);
  pass_minutes (self, 1);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->bill_minutes, ==, TRIVET_SPOT_LATE_BILL_MINUTES);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->late, ==, TRIVET_SPOT_LATE_BILL);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_ORDER_BILL_ASKED), ==, 1);
}

static void
test_paid_and_cleared (FloorBench   *self,
                       gconstpointer user_data)
{
  floor_bench_seat (self, "T12", 2);
  g_free (services_add (&self->services, "rice"));
  services_drain (&self->services);
  pay_all (self);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_TO_CLEAR);
  trivet_floor_host_clear (self->host, "T12");
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_FREE);
}

/* Who sits down at a table that nobody has cleared has cleared it. */
static void
test_seated_before_cleared (FloorBench   *self,
                            gconstpointer user_data)
{
  floor_bench_append (self, TRIVET_FACT_TABLE_LEFT, "{'id':'T12'}");
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_TO_CLEAR);
  floor_bench_seat (self, "T12", 2);
  trivet_register_void_order (self->services.reg, "staff");
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_FREE);
}

static void
test_bar (FloorBench   *self,
          gconstpointer user_data)
{
  const TrivetSpotStatus *status;

  g_assert_true (trivet_floor_host_open_tab (self->host, "BAR", "Ann"));
  services_drain (&self->services);
  g_assert_cmpint (services_current (&self->services)->kind, ==, TRIVET_ORDER_KIND_BAR);
  g_assert_cmpstr (services_current (&self->services)->label, ==, "Ann");
  g_free (services_add (&self->services, "rice"));
  services_drain (&self->services);
  g_assert_true (trivet_floor_host_open_tab (self->host, "BAR", ""));
  services_drain (&self->services);
  g_free (services_add (&self->services, "fish"));
  status = floor_bench_status_of (self, "BAR");
  g_assert_cmpuint (status->n_orders, ==, 2);
  g_assert_cmpint (status->amount_minor, ==, SERVICES_RICE_MINOR + SERVICES_FISH_MINOR);
  pay_all (self);
  g_assert_cmpuint (floor_bench_status_of (self, "BAR")->n_orders, ==, 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_TABLE_LEFT), ==, 0);
}

static void
test_away (FloorBench   *self,
           gconstpointer user_data)
{
  g_free (services_order (&self->services, "rice"));
  services_drain (&self->services);
  g_assert_cmpuint (trivet_floor_host_get_away (self->host)->len, ==, 0);
  g_assert_true (trivet_floor_host_open_away (self->host, TRIVET_ORDER_KIND_TAKEAWAY, "Wang"));
  services_drain (&self->services);
  g_assert_true (trivet_floor_host_open_away (self->host, TRIVET_ORDER_KIND_DELIVERY, ""));
  services_drain (&self->services);
  g_assert_cmpuint (trivet_floor_host_get_away (self->host)->len, ==, 2);

  /* Another register took the table off the plan. */
  floor_bench_seat (self, "T12", 2);
  floor_bench_append (self, TRIVET_FACT_TABLE_REMOVED, "{'id':'T12'}");
  services_drain (&self->services);
  g_assert_cmpuint (trivet_floor_host_get_away (self->host)->len, ==, 3);
  g_assert_null (trivet_floor_host_lookup_spot (self->host, "T12"));
}

static void
test_reservation (FloorBench   *self,
                  gconstpointer user_data)
{
  gint64                   now_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->services.clock));
  const TrivetReservation *reservation;

  trivet_floor_host_reserve (self->host, "Wang", 6, now_us + 3 * G_TIME_SPAN_HOUR, "B1");
  g_assert_cmpint (floor_bench_status_of (self, "B1")->state, ==, TRIVET_SPOT_FREE);
  pass_minutes (self, 60);
  g_assert_cmpint (floor_bench_status_of (self, "B1")->state, ==, TRIVET_SPOT_RESERVED);
  reservation = trivet_spot_get_reservation (trivet_floor_host_lookup_spot (self->host, "B1"));
  g_assert_cmpstr (reservation->name, ==, "Wang");
  g_assert_true (trivet_floor_host_seat_reservation (self->host, reservation->id, "T12"));
  g_assert_cmpint (floor_bench_status_of (self, "T12")->guests, ==, 6);
  g_assert_cmpstr (services_current (&self->services)->label, ==, "Wang");
  g_assert_cmpint (floor_bench_status_of (self, "B1")->state, ==, TRIVET_SPOT_FREE);
  g_assert_cmpuint (trivet_floor_get_reservations (trivet_floor_host_get_floor (self->host))->len, ==, 0);

  trivet_floor_host_reserve (self->host, "Li", 2, now_us + 2 * G_TIME_SPAN_HOUR, "B1");
  g_assert_cmpint (floor_bench_status_of (self, "B1")->state, ==, TRIVET_SPOT_RESERVED);
  pass_minutes (self, 121);
  g_assert_cmpint (floor_bench_status_of (self, "B1")->state, ==, TRIVET_SPOT_FREE);
  reservation = g_ptr_array_index (trivet_floor_get_reservations (trivet_floor_host_get_floor (self->host)), 0);
  trivet_floor_host_cancel_reservation (self->host, reservation->id);
  services_drain (&self->services);
  g_assert_cmpuint (trivet_floor_get_reservations (trivet_floor_host_get_floor (self->host))->len, ==, 0);
}

static void
test_queue (FloorBench   *self,
            gconstpointer user_data)
{
  GPtrArray                *waiting;
  const TrivetWaitingParty *party;

  trivet_floor_host_join_queue (self->host, "Zhao", 5);
  trivet_floor_host_join_queue (self->host, "Sun", 2);
  services_drain (&self->services);
  waiting = trivet_floor_get_waiting (trivet_floor_host_get_floor (self->host));
  g_assert_cmpuint (waiting->len, ==, 2);
  party = g_ptr_array_index (waiting, 0);
  g_assert_true (trivet_floor_host_seat_waiting (self->host, party->id, "T1"));
  services_drain (&self->services);
  g_assert_cmpint (floor_bench_status_of (self, "T1")->state, ==, TRIVET_SPOT_SEATED);
  waiting = trivet_floor_get_waiting (trivet_floor_host_get_floor (self->host));
  g_assert_cmpuint (waiting->len, ==, 1);
  party = g_ptr_array_index (waiting, 0);
  trivet_floor_host_leave_queue (self->host, party->id);
  services_drain (&self->services);
  g_assert_cmpuint (trivet_floor_get_waiting (trivet_floor_host_get_floor (self->host))->len, ==, 0);
  g_assert_false (trivet_floor_host_seat_waiting (self->host, "gone", "T1"));
  g_assert_cmpuint (self->n_failed, ==, 1);
}

static void
assert_found (FloorBench *self,
              const char *typed,
              const char *table_id)
{
  TrivetSpot *spot = trivet_floor_host_find_spot (self->host, typed);

  g_assert_cmpstr (spot != NULL ? trivet_spot_get_table_id (spot) : NULL, ==, table_id);
}

static void
test_find (FloorBench   *self,
           gconstpointer user_data)
{
  assert_found (self, "1", "T1");
  assert_found (self, "12", "T12");
  assert_found (self, "3", "B1");
  assert_found (self, "4", NULL);
  assert_found (self, "", NULL);
}

static void
test_guests_and_seats (FloorBench   *self,
                       gconstpointer user_data)
{
  TrivetRegister  *reg = self->services.reg;
  g_autofree char *line_id = NULL;
  g_autofree char *other_id = NULL;

  floor_bench_seat (self, "T12", 2);
  line_id = services_add (&self->services, "rice");
  services_drain (&self->services);
  trivet_register_set_guests (reg, 5);
  trivet_register_set_line_seat (reg, line_id, 3);
  services_drain (&self->services);
  g_assert_cmpint (services_current (&self->services)->guests, ==, 5);
  g_assert_cmpint (trivet_order_lookup_line (services_current (&self->services), line_id)->seat, ==, 3);
  trivet_register_undo (reg);
  trivet_register_undo (reg);
  services_drain (&self->services);
  g_assert_cmpint (services_current (&self->services)->guests, ==, 2);
  g_assert_cmpint (trivet_order_lookup_line (services_current (&self->services), line_id)->seat, ==, 0);
  services_no_failure (&self->services);

  /* The same dish for another guest is a line of its own. */
  trivet_register_set_seat (reg, 2);
  other_id = services_add (&self->services, "rice");
  services_drain (&self->services);
  g_assert_cmpstr (other_id, !=, line_id);
  g_assert_cmpint (trivet_order_lookup_line (services_current (&self->services), other_id)->seat, ==, 2);
  floor_bench_seat (self, "B1", 2);
  g_assert_cmpint (trivet_register_get_seat (reg), ==, 0);

  trivet_register_set_line_seat (reg, "nothing", 1);
  services_take_failure (&self->services, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_LINE);
  trivet_register_new_order (reg);
  trivet_register_ask_bill (reg);
  services_take_failure (&self->services, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_ORDER);
}

#define ADD(path, func) g_test_add ("/services/floor-host/" path, FloorBench, NULL, floor_bench_set_up, func, floor_bench_tear_down)

/* The register dies between the fact that settles an order and the one that says that its table was
 * left: the next start says it, once, and never for a table that staff have seen to since. */
static void
test_death_before_left (FloorBench   *self,
                        gconstpointer user_data)
{
  Services        *services = &self->services;
  guint            n_left = services_count_facts (services, TRIVET_FACT_TABLE_LEFT);
  g_autofree char *order_id = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  floor_bench_seat (self, "T12", 2);
  g_free (services_order (services, "fish"));
  order_id = g_strdup (current_id (self));
  /* The program is gone when the money is in the drawer. */
  floor_bench_stop (self);
  services_stop (services);
  body = g_strdup_printf ("{'payment':'P9','amount_minor':%d,'tendered_minor':%d,'change_minor':0}", SERVICES_FISH_MINOR, SERVICES_FISH_MINOR);
  services_append (services, TRIVET_FACT_CASH_TAKEN, order_id, body);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_TABLE_LEFT), ==, n_left);

  for (int start = 0; start < 2; start++) {
    services_start (services);
    g_assert_true (services_load (services, &error));
    floor_bench_start (self);
    g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_TO_CLEAR);
    g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_TABLE_LEFT), ==, n_left + 1);
    floor_bench_stop (self);
    services_stop (services);
  }
  floor_bench_append (self, TRIVET_FACT_TABLE_CLEARED, "{'id':'T12'}");
  services_start (services);
  g_assert_true (services_load (services, &error));
  floor_bench_start (self);
  g_assert_cmpint (floor_bench_status_of (self, "T12")->state, ==, TRIVET_SPOT_FREE);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_TABLE_LEFT), ==, n_left + 1);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("load", test_load);
  ADD ("seat", test_seat);
  ADD ("restart", test_restart);
  ADD ("courses", test_courses);
  ADD ("late", test_late);
  ADD ("paid-and-cleared", test_paid_and_cleared);
  ADD ("seated-before-cleared", test_seated_before_cleared);
  ADD ("bar", test_bar);
  ADD ("away", test_away);
  ADD ("reservation", test_reservation);
  ADD ("queue", test_queue);
  ADD ("find", test_find);
  ADD ("guests-and-seats", test_guests_and_seats);
  ADD ("death-before-left", test_death_before_left);

  return g_test_run ();
}
