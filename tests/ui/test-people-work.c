/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a settled order is reopened, changed and finished on the screen, and what is owed in cash is handed
 * out; reasons are typed, or are the shop's own; the plan of the floor opens to who may, and goes back and
 * forth; guests are counted on the order page. Method: the window over a store in memory with three people,
 * driven by accessible names; pictures are written for people to look at. */

#include "trivet-config.h"

#include "people-bench.h"
#include "trivet-ui.h"

/* Two dishes, paid in cash. */
static void
sell (PeopleBench *bench)
{
  TrivetUiContext *context = bench->fixture->context;
  g_autofree char *order_id = NULL;

  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_settle (bench);
  order_id = g_strdup (trivet_tab_get_order_id (trivet_register_get_current (context->reg)));
  g_assert_true (trivet_checkout_begin (context->checkout, order_id));
  trivet_checkout_pay_cash (context->checkout, trivet_checkout_get_due_minor (context->checkout));
  people_bench_settle (bench);
  trivet_checkout_end (context->checkout);
  trivet_register_new_order (context->reg);
  people_bench_settle (bench);
}

static void
test_reopen (PeopleBench  *bench,
             gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  sell (bench);
  people_bench_show (bench, "history");
  people_bench_click (bench, "Order 000");
  trivet_ui_test_screenshot (bench->window, "people-history-1024");
  people_bench_click (bench, "Reopen …");
  g_assert_true (people_bench_says (bench, "Choose why, then type the PIN or scan a badge."));
  people_bench_click (bench, "Wrong dish charged");
  trivet_ui_test_screenshot (bench->window, "people-reopen-1024");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  people_bench_settle (bench);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_ORDER_REOPENED), "reason"), ==, "Wrong dish charged");
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_ORDER_REOPENED), "approver"), ==, "Wang");
  g_assert_true (people_bench_says (bench, "being corrected"));
  g_assert_true (people_bench_sees (bench, "Finish correction"));

  people_bench_click (bench, "2 Pork xiaolongbao");
  people_bench_click (bench, "One less");
  people_bench_settle (bench);
  g_assert_true (people_bench_says (bench, "Goes back"));
  trivet_ui_test_assert_controls (bench->window, 20);
  trivet_ui_test_screenshot (bench->window, "people-correction-1024");
  people_bench_click (bench, "Finish correction");
  people_bench_settle (bench);
  trivet_ui_test_screenshot (bench->window, "people-correction-pay-1024");
  people_bench_click (bench, "Close the order");
  people_bench_settle (bench);
  g_assert_true (people_bench_says (bench, "in cash: it waits among what is not settled"));
  trivet_ui_test_screenshot (bench->window, "people-corrected-1024");
  people_bench_click (bench, "Next customer");

  people_bench_show (bench, "parked");
  g_assert_true (people_bench_says (bench, "The order was corrected and costs less."));
  trivet_ui_test_screenshot (bench->window, "people-cash-owed-1024");
  people_bench_click (bench, "Hand out, order 0001");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  people_bench_settle (bench);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_CASH_RETURNED), "cause"), ==, "surplus");
  g_assert_false (people_bench_says (bench, "The order was corrected and costs less."));
}

static void
test_reasons (PeopleBench  *bench,
              gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_show (bench, "staff");
  people_bench_click (bench, "Reasons for a void");
  people_bench_settle (bench);
  trivet_ui_test_screenshot (bench->window, "people-reasons-1024");
  people_bench_enter (bench, "In English", "Fell down");
  people_bench_click (bench, "Save");
  people_bench_settle (bench);
  g_assert_true (people_bench_sees (bench, "Reasons for a void, your own"));
  gtk_widget_activate_action (bench->window, "win.back", NULL);
  people_bench_settle (bench);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Fell down");
  people_bench_settle (bench);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_LINE_VOIDED), "reason"), ==, "Fell down");

  people_bench_show (bench, "staff");
  people_bench_click (bench, "Reasons for a void, your own");
  people_bench_click (bench, "Restore");
  people_bench_settle (bench);
  g_assert_true (people_bench_sees (bench, "Reasons for a void"));
}

static void
test_floor (PeopleBench  *bench,
            gconstpointer user_data)
{
  TrivetFloorHost *host = bench->fixture->context->floor_host;

  guint n_rooms;

  trivet_floor_host_load (host);
  people_bench_settle (bench);
  n_rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len;
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_show (bench, "floor");
  people_bench_click (bench, "Edit plan");
  people_bench_settle (bench);
  g_assert_true (people_bench_says (bench, "Change rooms and tables?"));
  g_assert_false (people_bench_sees (bench, "Redo"));
  trivet_ui_test_screenshot (bench->window, "people-floor-asked-1024");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  people_bench_settle (bench);
  people_bench_click (bench, "＋ Room");
  people_bench_settle (bench);
  g_assert_cmpuint (trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len, ==, n_rooms + 1);
  people_bench_click (bench, "Undo");
  people_bench_settle (bench);
  g_assert_cmpuint (trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len, ==, n_rooms);
  trivet_ui_test_screenshot (bench->window, "people-floor-redo-1024");
  people_bench_click (bench, "Redo");
  people_bench_settle (bench);
  g_assert_cmpuint (trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len, ==, n_rooms + 1);
  people_bench_click (bench, "Done");
  people_bench_settle (bench);
  g_assert_false (trivet_manager_is_open (bench->fixture->context->manager, TRIVET_PERMISSION_EDIT_FLOOR));
}

static void
test_guests (PeopleBench  *bench,
             gconstpointer user_data)
{
  const TrivetOrderOpening opening = { TRIVET_ORDER_KIND_TABLE, "T1", "1", "一号", 2, NULL };
  TrivetRegister          *reg = bench->fixture->context->reg;
  g_autofree char         *order_id = trivet_register_open_order (reg, &opening);

  people_bench_settle (bench);
  g_assert_true (people_bench_says (bench, "2 guests"));
  people_bench_click (bench, "One guest more");
  people_bench_settle (bench);
  g_assert_true (people_bench_says (bench, "3 guests"));
  g_assert_cmpint (trivet_tab_get_order (trivet_register_get_current (reg))->guests, ==, 3);
  trivet_ui_test_screenshot (bench->window, "people-guests-1024");
  for (guint i = 0; i < 3; i++) {
    people_bench_click (bench, "One guest less");
    people_bench_settle (bench);
  }
  g_assert_true (people_bench_says (bench, "Guests not counted"));
  trivet_register_new_order (reg);
  people_bench_settle (bench);
  g_assert_false (people_bench_says (bench, "Guests not counted"));
}

/* Colleagues are tapped, not typed. */
static void
test_hand_over (PeopleBench  *bench,
                gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_show (bench, "move");
  people_bench_click (bench, "Hand over to somebody else…");
  people_bench_settle (bench);
  g_assert_false (people_bench_sees (bench, "Lin Mei · Server"));
  trivet_ui_test_screenshot (bench->window, "people-hand-over-1024");
  people_bench_click (bench, "Wang · Manager");
  people_bench_settle (bench);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_ORDER_TRANSFERRED), "staff"), ==, "Wang");
}

#define ADD(path, func) g_test_add ("/people/duties/" path, PeopleBench, NULL, people_bench_set_up, func, people_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("reopen", test_reopen);
  ADD ("reasons", test_reasons);
  ADD ("floor", test_floor);
  ADD ("guests", test_guests);
  ADD ("hand-over", test_hand_over);

  return g_test_run ();
}
