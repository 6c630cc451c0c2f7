/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a badge signs its person in and says yes, and nothing else that a scanner reads does; money leaves a
 * drawer only with a yes, and the drawer goes to who confirms it. Method: the window over a store in memory
 * with three people, driven by accessible names, by keys that are handed to it, and by those of the X server;
 * pictures are written for people to look at. */

#include "trivet-config.h"

#include "people-bench.h"
#include "trivet-ui.h"

#define WANG_BADGE "BADGE-WANG-01"
#define LIN_BADGE  "0009417733"

/* A guest's code of WeChat Pay, and the EAN of a bottle. */
#define PAYMENT_CODE "134567890123456789"
#define BOTTLE_EAN   "4006381333931"

static void
test_badge (PeopleBench  *bench,
            gconstpointer user_data)
{
  people_bench_give_badge (bench, "Wang", WANG_BADGE);
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_settle (bench);
  people_bench_scan (bench, WANG_BADGE);
  g_assert_null (people_bench_last_fact (bench, TRIVET_FACT_STAFF_APPROVED));
  people_bench_enter (bench, "Another reason", "A hair in it");
  people_bench_settle (bench);
  trivet_ui_test_screenshot (bench->window, "people-void-typed-1024");
  people_bench_scan (bench, "BADGE-NOBODY");
  g_assert_true (people_bench_says (bench, "That is not the PIN. 4 more tries, then a pause."));
  people_bench_scan (bench, WANG_BADGE);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_LINE_VOIDED), "reason"), ==, "A hair in it");
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_LINE_VOIDED), "approver"), ==, "Wang");
}

static void
assert_nothing_stored (PeopleBench *bench,
                       const char  *text)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (journal); i++) {
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
    g_autofree char *body = NULL;

    json_node_set_object (node, trivet_fact_get_body (trivet_memory_journal_get_fact (journal, i)));
    body = json_to_string (node, FALSE);
    g_assert_null (strstr (body, text));
  }
}

/* While nothing is asked, a badge is who works here now; a guest's code and a bottle are not, and neither is
 * what somebody types. */
static void
test_badge_switches (PeopleBench  *bench,
                     gconstpointer user_data)
{
  const TrivetStaffMember *current;

  /* Where nobody has a badge no scan is looked at. */
  people_bench_scan (bench, "BADGE-NOBODY");
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 0);
  people_bench_give_badge (bench, "Wang", WANG_BADGE);
  people_bench_give_badge (bench, "Lin Mei", LIN_BADGE);
  people_bench_scan (bench, LIN_BADGE);
  current = trivet_staff_desk_get_current (bench->desk);
  g_assert_cmpstr (current != NULL ? current->name : "", ==, "Lin Mei");
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_STAFF_SIGNED_IN), "how"), ==, "badge");
  people_bench_scan (bench, WANG_BADGE);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_STAFF_SIGNED_OUT), "why"), ==, "switch");

  people_bench_scan (bench, PAYMENT_CODE);
  people_bench_scan (bench, BOTTLE_EAN);
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 0);
  for (const char *at = LIN_BADGE; *at != '\0'; at++) {
    trivet_manual_clock_advance (bench->fixture->clock, 100);
    people_bench_press (bench, gdk_unicode_to_keyval ((guint32) *at));
  }
  people_bench_press (bench, GDK_KEY_Return);
  people_bench_settle (bench);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");

  /* A list that Wang may see is not shown to Lin Mei. */
  people_bench_show (bench, "audit");
  g_assert_true (people_bench_says (bench, "Signed in"));
  people_bench_scan (bench, LIN_BADGE);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");
  g_assert_false (people_bench_says (bench, "Signed in"));

  people_bench_scan (bench, "BADGE-NOBODY");
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 1);
  g_assert_true (people_bench_says (bench, "Nobody who works here has that badge or name."));
  assert_nothing_stored (bench, LIN_BADGE);
  assert_nothing_stored (bench, WANG_BADGE);
  assert_nothing_stored (bench, "BADGE-NOBODY");
}

/* While somebody's yes is asked for, a badge is that yes, wherever the focus is; a guest's code and a bottle
 * are nothing at all, and pay for nothing. */
static void
test_badge_approves (PeopleBench  *bench,
                     gconstpointer user_data)
{
  people_bench_give_badge (bench, "Wang", WANG_BADGE);
  people_bench_give_badge (bench, "Lin Mei", LIN_BADGE);
  people_bench_scan (bench, LIN_BADGE);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Wrong dish ordered");
  people_bench_scan (bench, PAYMENT_CODE);
  people_bench_scan (bench, BOTTLE_EAN);
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 0);
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_PAYMENT_STARTED), ==, 0);
  people_bench_scan (bench, LIN_BADGE);
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 1);
  g_assert_true (people_bench_says (bench, "4 more tries, then a pause."));
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_LINE_VOIDED), ==, 0);

  /* The focus is on the header now. */
  gtk_window_set_focus (GTK_WINDOW (bench->window), NULL);
  people_bench_scan (bench, WANG_BADGE);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_LINE_VOIDED), "approver"), ==, "Wang");
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");
  assert_nothing_stored (bench, WANG_BADGE);
}

/* @delay_ms: between two keys of the X server's keyboard: a scanner needs 2, a person more than a hundred */
static void
type_keys (PeopleBench *bench,
           const char  *text,
           guint        delay_ms)
{
  g_autofree char *commands = g_strdup_printf ("type --delay %u \"%s\n\"", delay_ms, text);

  trivet_ui_test_run_xdotool (bench->fixture, bench->window, commands);
  people_bench_settle (bench);
}

/* Until it has become a fact: what plays the scanner may be kept waiting in the middle, on a busy machine. */
static void
scan_keys (PeopleBench   *bench,
           const char    *text,
           TrivetFactType type)
{
  guint before = people_bench_count (bench, type);

  for (guint i = 0; i < 4 && people_bench_count (bench, type) == before; i++)
    type_keys (bench, text, 2);
  g_assert_cmpuint (people_bench_count (bench, type), ==, before + 1);
}

static void
point_at (PeopleBench *bench,
          const char  *name)
{
  graphene_rect_t  bounds;
  g_autofree char *commands = NULL;

  g_assert_true (gtk_widget_compute_bounds (trivet_ui_test_find (bench->window, name), bench->window, &bounds));
  commands = g_strdup_printf ("mousemove %d %d click 1", (int) (bounds.origin.x + bounds.size.width / 2),
                              (int) (bounds.origin.y + bounds.size.height / 2));
  trivet_ui_test_run_xdotool (bench->fixture, bench->window, commands);
}

/* The way of a real hand scanner, by keys of the X server with their own times: into the form that gives a
 * badge, to sign in, and to say yes. */
static void
test_badge_keys (PeopleBench  *bench,
                 gconstpointer user_data)
{
  guint n_refused;

  people_bench_give_badge (bench, "Wang", WANG_BADGE);
  scan_keys (bench, WANG_BADGE, TRIVET_FACT_STAFF_SIGNED_IN);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  n_refused = people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED);

  people_bench_show (bench, "staff");
  people_bench_click (bench, "Lin Mei, Server");
  point_at (bench, "New badge: scan it here");
  type_keys (bench, "LIN-BADGE-7", 2);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  people_bench_click (bench, "Save");
  people_bench_settle (bench);

  gtk_widget_activate_action (bench->window, "win.back", NULL);
  people_bench_settle (bench);
  type_keys (bench, "LIN-BADGE-7", 150);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  g_assert_cmpuint (people_bench_count (bench, TRIVET_FACT_STAFF_REFUSED), ==, n_refused);
  scan_keys (bench, "LIN-BADGE-7", TRIVET_FACT_STAFF_SIGNED_IN);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");

  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Wrong dish ordered");
  scan_keys (bench, WANG_BADGE, TRIVET_FACT_LINE_VOIDED);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_LINE_VOIDED), "approver"), ==, "Wang");
  assert_nothing_stored (bench, "LIN-BADGE-7");
}

static void
open_shift (PeopleBench *bench)
{
  trivet_drawers_set_manager (bench->fixture->context->drawers, bench->fixture->context->manager);
  trivet_drawers_load (bench->fixture->context->drawers);
  trivet_ui_fixture_settle (bench->fixture);
  people_bench_show (bench, "drawers");
  people_bench_click (bench, "Use a drawer at this register");
  people_bench_click (bench, "Open a shift: Counter");
  people_bench_type (bench, "5");
  people_bench_click (bench, "Open the shift");
}

/* Who may not open the drawer takes money out of it only with somebody's yes, and nobody asks who may. */
static void
test_money_out (PeopleBench  *bench,
                gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  open_shift (bench);
  people_bench_click (bench, "Money out");
  people_bench_type (bench, "3");
  people_bench_click (bench, "00");
  people_bench_click (bench, "00");
  people_bench_click (bench, "Wages");
  people_bench_click (bench, "Take it out");
  g_assert_true (people_bench_says (bench, "¥300.00 · Wages"));
  g_assert_null (people_bench_last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT));
  trivet_ui_test_assert_controls (bench->window, 15);
  trivet_ui_test_screenshot (bench->window, "drawers-out-asks");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  people_bench_settle (bench);
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT), "approver"), ==, "Wang");
  g_assert_cmpstr (people_bench_get_text (people_bench_last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT), "reason"), ==, "Wages");
  g_assert_cmpstr (trivet_fact_get_staff (people_bench_last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT)), ==, "Lin Mei");

  gtk_widget_activate_action (bench->window, "win.back", NULL);
  people_bench_click (bench, "Lin Mei, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_show (bench, "drawers");
  people_bench_click (bench, "To the safe");
  people_bench_type (bench, "2");
  people_bench_click (bench, "Too much in the drawer");
  people_bench_click (bench, "Put it into the safe");
  people_bench_settle (bench);
  g_assert_nonnull (people_bench_last_fact (bench, TRIVET_FACT_DRAWER_DROPPED));
  people_bench_click (bench, "Count and close");
  people_bench_click (bench, "That is what is there");
  people_bench_click (bench, "Hand over: the next shift begins with this money");
  g_assert_false (people_bench_says (bench, "0 open orders"));
  g_assert_true (people_bench_says (bench, "Who takes over confirms with the own PIN or badge."));
  people_bench_click (bench, "Wang goes on");
  people_bench_settle (bench);

  /* Who did what says the sums. */
  people_bench_show (bench, "audit");
  g_assert_true (people_bench_says (bench, "¥300.00 · Wages · approved by Wang"));
  g_assert_true (people_bench_says (bench, "Counted ¥0.00 · Too much ¥299.97"));
}

/* Wang's shift is counted, with the open order. */
static void
begin_hand_over (PeopleBench *bench)
{
  people_bench_scan (bench, WANG_BADGE);
  trivet_register_transfer (bench->fixture->context->reg, "Wang");
  open_shift (bench);
  people_bench_click (bench, "Count and close");
  people_bench_click (bench, "That is what is there");
  people_bench_click (bench, "Hand over: the next shift begins with this money");
}

/* A drawer goes to who confirms it: named first, then by the own PIN or badge, at the register itself. */
static void
test_drawer_goes_over (PeopleBench  *bench,
                       gconstpointer user_data)
{
  TrivetDrawers   *drawers = bench->fixture->context->drawers;
  g_autofree char *line = trivet_ui_fixture_add (bench->fixture, "C01", "", 1);

  people_bench_give_badge (bench, "Wang", WANG_BADGE);
  people_bench_give_badge (bench, "Lin Mei", LIN_BADGE);
  begin_hand_over (bench);
  g_assert_true (people_bench_says (bench, "1 open order goes along."));
  g_assert_true (people_bench_sees (bench, "Wang goes on"));
  g_assert_false (people_bench_sees (bench, "Wang, Manager"));
  trivet_ui_test_assert_controls (bench->window, 10);
  trivet_ui_test_screenshot (bench->window, "drawers-hand-over");
  people_bench_click (bench, "Lin Mei, Server");
  /* Neither somebody else's badge nor a wrong PIN. */
  people_bench_scan (bench, WANG_BADGE);
  g_assert_true (people_bench_says (bench, "That is not this person's badge."));
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Take over");
  g_assert_true (people_bench_says (bench, "That is not the PIN."));
  g_assert_cmpstr (trivet_drawers_get_shift (drawers)->opened_by, ==, "Wang");
  people_bench_scan (bench, LIN_BADGE);
  g_assert_cmpstr (trivet_drawers_get_shift (drawers)->opened_by, ==, "Lin Mei");
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (bench->fixture->context->reg))->staff, ==, "Lin Mei");
  g_assert_true (people_bench_says (bench, "Lin Mei"));
  g_assert_true (people_bench_says (bench, "Nothing is open"));
}

static void
on_desk_changed (TrivetStaffDesk *desk,
                 gpointer         user_data)
{
  PeopleBench *bench = user_data;

  if (g_str_equal (trivet_staff_desk_get_name (desk), "Lin Mei"))
    trivet_memory_journal_fail_next (bench->fixture->journal, 1, TRIVET_STORE_ERROR_FULL);
}

/* The disk writes who takes over and no more: that is said, and who works here now is who goes on. */
static void
test_drawer_stays (PeopleBench  *bench,
                   gconstpointer user_data)
{
  TrivetDrawers   *drawers = bench->fixture->context->drawers;
  gulong           handler;
  g_autofree char *line = trivet_ui_fixture_add (bench->fixture, "C01", "", 1);

  people_bench_give_badge (bench, "Wang", WANG_BADGE);
  begin_hand_over (bench);
  people_bench_click (bench, "Lin Mei, Server");
  people_bench_type (bench, LIN_PIN);
  handler = g_signal_connect (bench->desk, "changed", G_CALLBACK (on_desk_changed), bench);
  people_bench_click (bench, "Take over");
  people_bench_settle (bench);
  g_signal_handler_disconnect (bench->desk, handler);
  g_assert_true (people_bench_says (bench, "The disk is full."));
  g_assert_cmpstr (trivet_drawers_get_shift (drawers)->opened_by, ==, "Wang");
  g_assert_false (people_bench_sees (bench, "Wang goes on"));
  g_assert_true (people_bench_sees (bench, "Wang, Manager"));
  trivet_ui_test_screenshot (bench->window, "drawers-hand-over-refused");
  people_bench_click (bench, "Lin Mei goes on");
  people_bench_settle (bench);
  g_assert_cmpstr (trivet_drawers_get_shift (drawers)->opened_by, ==, "Lin Mei");
  g_assert_true (people_bench_says (bench, "Nothing is open"));
}

#define ADD(path, func) g_test_add ("/people/badges/" path, PeopleBench, NULL, people_bench_set_up, func, people_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("badge", test_badge);
  ADD ("badge-switches", test_badge_switches);
  ADD ("badge-approves", test_badge_approves);
  ADD ("badge-keys", test_badge_keys);
  ADD ("money-out", test_money_out);
  ADD ("drawer-goes-over", test_drawer_goes_over);
  ADD ("drawer-stays", test_drawer_stays);

  return g_test_run ();
}
