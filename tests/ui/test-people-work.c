/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a settled order is reopened, changed and finished on the screen, and what is owed in cash is handed
 * out; a yes is given by badge as well; reasons are typed, or are the shop's own; the plan of the floor opens
 * to who may, and goes back and forth; guests are counted on the order page. Method: the window over a store
 * in memory with three people, driven by accessible names; pictures are written for people to look at. */

#include "trivet-config.h"

#include "people-bench.h"
#include "trivet-ui.h"

#define WANG_BADGE "BADGE-WANG-01"
#define LIN_BADGE  "0009417733"

/* A guest's code of WeChat Pay, and the EAN of a bottle. */
#define PAYMENT_CODE "134567890123456789"
#define BOTTLE_EAN   "4006381333931"

static void
settle (PeopleBench *bench)
{
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

static TrivetFact *
last_fact (PeopleBench   *bench,
           TrivetFactType type)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;

  for (guint i = trivet_memory_journal_get_n_facts (journal); i > 0; i--) {
    if (trivet_fact_get_fact_type (trivet_memory_journal_get_fact (journal, i - 1)) == type)
      return trivet_memory_journal_get_fact (journal, i - 1);
  }

  return NULL;
}

static const char *
get_text (TrivetFact *fact,
          const char *member)
{
  g_assert_nonnull (fact);
  return trivet_json_get_string_or (trivet_fact_get_body (fact), member, "");
}

/* Two dishes, paid in cash. */
static void
sell (PeopleBench *bench)
{
  TrivetUiContext *context = bench->fixture->context;
  g_autofree char *order_id = NULL;

  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_click (bench, "Pork xiaolongbao");
  settle (bench);
  order_id = g_strdup (trivet_tab_get_order_id (trivet_register_get_current (context->reg)));
  g_assert_true (trivet_checkout_begin (context->checkout, order_id));
  trivet_checkout_pay_cash (context->checkout, trivet_checkout_get_due_minor (context->checkout));
  settle (bench);
  trivet_checkout_end (context->checkout);
  trivet_register_new_order (context->reg);
  settle (bench);
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
  settle (bench);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_ORDER_REOPENED), "reason"), ==, "Wrong dish charged");
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_ORDER_REOPENED), "approver"), ==, "Wang");
  g_assert_true (people_bench_says (bench, "being corrected"));
  g_assert_true (people_bench_sees (bench, "Finish correction"));

  people_bench_click (bench, "2 Pork xiaolongbao");
  people_bench_click (bench, "One less");
  settle (bench);
  g_assert_true (people_bench_says (bench, "Goes back"));
  trivet_ui_test_assert_controls (bench->window, 20);
  trivet_ui_test_screenshot (bench->window, "people-correction-1024");
  people_bench_click (bench, "Finish correction");
  settle (bench);
  trivet_ui_test_screenshot (bench->window, "people-correction-pay-1024");
  people_bench_click (bench, "Close the order");
  settle (bench);
  g_assert_true (people_bench_says (bench, "in cash: it waits among what is not settled"));
  trivet_ui_test_screenshot (bench->window, "people-corrected-1024");
  people_bench_click (bench, "Next customer");

  people_bench_show (bench, "parked");
  g_assert_true (people_bench_says (bench, "The order was corrected and costs less."));
  trivet_ui_test_screenshot (bench->window, "people-cash-owed-1024");
  people_bench_click (bench, "Hand out, order 0001");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  settle (bench);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_CASH_RETURNED), "cause"), ==, "surplus");
  g_assert_false (people_bench_says (bench, "The order was corrected and costs less."));
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
give_badge (PeopleBench *bench,
            const char  *name,
            const char  *text)
{
  const TrivetStaffMember *old = trivet_staff_list_lookup_name (trivet_staff_desk_get_list (bench->desk), name);
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_copy (old);
  g_autoptr (TrivetSecret) badge = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_let_in (bench->desk);
  trivet_staff_desk_set_member_async (bench->desk, member, NULL, badge, "", on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (trivet_staff_desk_change_finish (bench->desk, result, NULL));
}

static void
test_badge (PeopleBench  *bench,
            gconstpointer user_data)
{
  give_badge (bench, "Wang", WANG_BADGE);
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  settle (bench);
  people_bench_scan (bench, WANG_BADGE);
  g_assert_null (last_fact (bench, TRIVET_FACT_STAFF_APPROVED));
  people_bench_enter (bench, "Another reason", "A hair in it");
  settle (bench);
  trivet_ui_test_screenshot (bench->window, "people-void-typed-1024");
  people_bench_scan (bench, "BADGE-NOBODY");
  g_assert_true (people_bench_says (bench, "That is not the PIN. 4 more tries, then a pause."));
  people_bench_scan (bench, WANG_BADGE);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_LINE_VOIDED), "reason"), ==, "A hair in it");
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_LINE_VOIDED), "approver"), ==, "Wang");
}

static guint
count (PeopleBench   *bench,
       TrivetFactType type)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;
  guint                n = 0;

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (journal); i++)
    n += trivet_fact_get_fact_type (trivet_memory_journal_get_fact (journal, i)) == type;

  return n;
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
  g_assert_cmpuint (count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 0);
  give_badge (bench, "Wang", WANG_BADGE);
  give_badge (bench, "Lin Mei", LIN_BADGE);
  people_bench_scan (bench, LIN_BADGE);
  current = trivet_staff_desk_get_current (bench->desk);
  g_assert_cmpstr (current != NULL ? current->name : "", ==, "Lin Mei");
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_STAFF_SIGNED_IN), "how"), ==, "badge");
  people_bench_scan (bench, WANG_BADGE);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_STAFF_SIGNED_OUT), "why"), ==, "switch");

  people_bench_scan (bench, PAYMENT_CODE);
  people_bench_scan (bench, BOTTLE_EAN);
  g_assert_cmpuint (count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 0);
  for (const char *at = LIN_BADGE; *at != '\0'; at++) {
    trivet_manual_clock_advance (bench->fixture->clock, 100);
    people_bench_press (bench, gdk_unicode_to_keyval ((guint32) *at));
  }
  people_bench_press (bench, GDK_KEY_Return);
  settle (bench);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");

  /* A list that Wang may see is not shown to Lin Mei. */
  people_bench_show (bench, "audit");
  g_assert_true (people_bench_says (bench, "Signed in"));
  people_bench_scan (bench, LIN_BADGE);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");
  g_assert_false (people_bench_says (bench, "Signed in"));

  people_bench_scan (bench, "BADGE-NOBODY");
  g_assert_cmpuint (count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 1);
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
  give_badge (bench, "Wang", WANG_BADGE);
  give_badge (bench, "Lin Mei", LIN_BADGE);
  people_bench_scan (bench, LIN_BADGE);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Wrong dish ordered");
  people_bench_scan (bench, PAYMENT_CODE);
  people_bench_scan (bench, BOTTLE_EAN);
  g_assert_cmpuint (count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 0);
  g_assert_cmpuint (count (bench, TRIVET_FACT_PAYMENT_STARTED), ==, 0);
  people_bench_scan (bench, LIN_BADGE);
  g_assert_cmpuint (count (bench, TRIVET_FACT_STAFF_REFUSED), ==, 1);
  g_assert_true (people_bench_says (bench, "4 more tries, then a pause."));
  g_assert_cmpuint (count (bench, TRIVET_FACT_LINE_VOIDED), ==, 0);

  /* The focus is on the header now. */
  gtk_window_set_focus (GTK_WINDOW (bench->window), NULL);
  people_bench_scan (bench, WANG_BADGE);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_LINE_VOIDED), "approver"), ==, "Wang");
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");
  assert_nothing_stored (bench, WANG_BADGE);
}

static void
test_reasons (PeopleBench  *bench,
              gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_show (bench, "staff");
  people_bench_click (bench, "Reasons for a void");
  settle (bench);
  trivet_ui_test_screenshot (bench->window, "people-reasons-1024");
  people_bench_enter (bench, "In English", "Fell down");
  people_bench_click (bench, "Save");
  settle (bench);
  g_assert_true (people_bench_sees (bench, "Reasons for a void, your own"));
  gtk_widget_activate_action (bench->window, "win.back", NULL);
  settle (bench);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Fell down");
  settle (bench);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_LINE_VOIDED), "reason"), ==, "Fell down");

  people_bench_show (bench, "staff");
  people_bench_click (bench, "Reasons for a void, your own");
  people_bench_click (bench, "Restore");
  settle (bench);
  g_assert_true (people_bench_sees (bench, "Reasons for a void"));
}

static void
test_floor (PeopleBench  *bench,
            gconstpointer user_data)
{
  TrivetFloorHost *host = bench->fixture->context->floor_host;

  guint n_rooms;

  trivet_floor_host_load (host);
  settle (bench);
  n_rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len;
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_show (bench, "floor");
  people_bench_click (bench, "Edit plan");
  settle (bench);
  g_assert_true (people_bench_says (bench, "Change rooms and tables?"));
  g_assert_false (people_bench_sees (bench, "Redo"));
  trivet_ui_test_screenshot (bench->window, "people-floor-asked-1024");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  settle (bench);
  people_bench_click (bench, "＋ Room");
  settle (bench);
  g_assert_cmpuint (trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len, ==, n_rooms + 1);
  people_bench_click (bench, "Undo");
  settle (bench);
  g_assert_cmpuint (trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len, ==, n_rooms);
  trivet_ui_test_screenshot (bench->window, "people-floor-redo-1024");
  people_bench_click (bench, "Redo");
  settle (bench);
  g_assert_cmpuint (trivet_floor_get_rooms (trivet_floor_host_get_floor (host))->len, ==, n_rooms + 1);
  people_bench_click (bench, "Done");
  settle (bench);
  g_assert_false (trivet_manager_is_open (bench->fixture->context->manager, TRIVET_PERMISSION_EDIT_FLOOR));
}

static void
test_guests (PeopleBench  *bench,
             gconstpointer user_data)
{
  const TrivetOrderOpening opening = { TRIVET_ORDER_KIND_TABLE, "T1", "1", "一号", 2, NULL };
  TrivetRegister          *reg = bench->fixture->context->reg;
  g_autofree char         *order_id = trivet_register_open_order (reg, &opening);

  settle (bench);
  g_assert_true (people_bench_says (bench, "2 guests"));
  people_bench_click (bench, "One guest more");
  settle (bench);
  g_assert_true (people_bench_says (bench, "3 guests"));
  g_assert_cmpint (trivet_tab_get_order (trivet_register_get_current (reg))->guests, ==, 3);
  trivet_ui_test_screenshot (bench->window, "people-guests-1024");
  for (guint i = 0; i < 3; i++) {
    people_bench_click (bench, "One guest less");
    settle (bench);
  }
  g_assert_true (people_bench_says (bench, "Guests not counted"));
  trivet_register_new_order (reg);
  settle (bench);
  g_assert_false (people_bench_says (bench, "Guests not counted"));
}

/* @delay_ms: between two keys of the X server's keyboard: a scanner needs 2, a person more than a hundred */
static void
type_keys (PeopleBench *bench,
           const char  *text,
           guint        delay_ms)
{
  g_autofree char *commands = g_strdup_printf ("type --delay %u \"%s\n\"", delay_ms, text);

  trivet_ui_test_run_xdotool (bench->fixture, bench->window, commands);
  settle (bench);
}

/* Until it has become a fact: what plays the scanner may be kept waiting in the middle, on a busy machine. */
static void
scan_keys (PeopleBench   *bench,
           const char    *text,
           TrivetFactType type)
{
  guint before = count (bench, type);

  for (guint i = 0; i < 4 && count (bench, type) == before; i++)
    type_keys (bench, text, 2);
  g_assert_cmpuint (count (bench, type), ==, before + 1);
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

  give_badge (bench, "Wang", WANG_BADGE);
  scan_keys (bench, WANG_BADGE, TRIVET_FACT_STAFF_SIGNED_IN);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  n_refused = count (bench, TRIVET_FACT_STAFF_REFUSED);

  people_bench_show (bench, "staff");
  people_bench_click (bench, "Lin Mei, Server");
  point_at (bench, "New badge: scan it here");
  type_keys (bench, "LIN-BADGE-7", 2);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  people_bench_click (bench, "Save");
  settle (bench);

  gtk_widget_activate_action (bench->window, "win.back", NULL);
  settle (bench);
  type_keys (bench, "LIN-BADGE-7", 150);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Wang");
  g_assert_cmpuint (count (bench, TRIVET_FACT_STAFF_REFUSED), ==, n_refused);
  scan_keys (bench, "LIN-BADGE-7", TRIVET_FACT_STAFF_SIGNED_IN);
  g_assert_cmpstr (trivet_staff_desk_get_name (bench->desk), ==, "Lin Mei");

  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Wrong dish ordered");
  scan_keys (bench, WANG_BADGE, TRIVET_FACT_LINE_VOIDED);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_LINE_VOIDED), "approver"), ==, "Wang");
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
  g_assert_null (last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT));
  trivet_ui_test_assert_controls (bench->window, 15);
  trivet_ui_test_screenshot (bench->window, "drawers-out-asks");
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  settle (bench);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT), "approver"), ==, "Wang");
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT), "reason"), ==, "Wages");
  g_assert_cmpstr (trivet_fact_get_staff (last_fact (bench, TRIVET_FACT_DRAWER_PAID_OUT)), ==, "Lin Mei");

  gtk_widget_activate_action (bench->window, "win.back", NULL);
  people_bench_click (bench, "Lin Mei, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_show (bench, "drawers");
  people_bench_click (bench, "To the safe");
  people_bench_type (bench, "2");
  people_bench_click (bench, "Too much in the drawer");
  people_bench_click (bench, "Put it into the safe");
  settle (bench);
  g_assert_nonnull (last_fact (bench, TRIVET_FACT_DRAWER_DROPPED));
  people_bench_click (bench, "Count and close");
  people_bench_click (bench, "That is what is there");
  people_bench_click (bench, "Hand over: the next shift begins with this money");
  g_assert_false (people_bench_says (bench, "0 open orders"));
  g_assert_true (people_bench_says (bench, "Who takes over confirms with the own PIN or badge."));
  people_bench_click (bench, "Wang goes on");
  settle (bench);

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

  give_badge (bench, "Wang", WANG_BADGE);
  give_badge (bench, "Lin Mei", LIN_BADGE);
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

  give_badge (bench, "Wang", WANG_BADGE);
  begin_hand_over (bench);
  people_bench_click (bench, "Lin Mei, Server");
  people_bench_type (bench, LIN_PIN);
  handler = g_signal_connect (bench->desk, "changed", G_CALLBACK (on_desk_changed), bench);
  people_bench_click (bench, "Take over");
  settle (bench);
  g_signal_handler_disconnect (bench->desk, handler);
  g_assert_true (people_bench_says (bench, "The disk is full."));
  g_assert_cmpstr (trivet_drawers_get_shift (drawers)->opened_by, ==, "Wang");
  g_assert_false (people_bench_sees (bench, "Wang goes on"));
  g_assert_true (people_bench_sees (bench, "Wang, Manager"));
  trivet_ui_test_screenshot (bench->window, "drawers-hand-over-refused");
  people_bench_click (bench, "Lin Mei goes on");
  settle (bench);
  g_assert_cmpstr (trivet_drawers_get_shift (drawers)->opened_by, ==, "Lin Mei");
  g_assert_true (people_bench_says (bench, "Nothing is open"));
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
  settle (bench);
  g_assert_false (people_bench_sees (bench, "Lin Mei · Server"));
  trivet_ui_test_screenshot (bench->window, "people-hand-over-1024");
  people_bench_click (bench, "Wang · Manager");
  settle (bench);
  g_assert_cmpstr (get_text (last_fact (bench, TRIVET_FACT_ORDER_TRANSFERRED), "staff"), ==, "Wang");
}

#define ADD(path, func) g_test_add ("/people/duties/" path, PeopleBench, NULL, people_bench_set_up, func, people_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("reopen", test_reopen);
  ADD ("badge", test_badge);
  ADD ("badge-switches", test_badge_switches);
  ADD ("badge-approves", test_badge_approves);
  ADD ("badge-keys", test_badge_keys);
  ADD ("money-out", test_money_out);
  ADD ("drawer-goes-over", test_drawer_goes_over);
  ADD ("drawer-stays", test_drawer_stays);
  ADD ("reasons", test_reasons);
  ADD ("floor", test_floor);
  ADD ("guests", test_guests);
  ADD ("hand-over", test_hand_over);

  return g_test_run ();
}
