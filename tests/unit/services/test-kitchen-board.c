/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a station's board shows what it has to make, and nothing else, whatever is sent, voided,
 * bumped, recalled or paid, and a board that starts late shows the same. Method: boards on a register
 * over a memory journal and a manual clock; each check is made on an old and on a new board. */

#include "services-bench.h"
#include "trivet-kitchen-board.h"

typedef struct {
  Services            services;
  TrivetKitchenDesk  *desk;
  TrivetKitchenBoard *board;
  char               *rice;
  char               *fish;
  char               *order_id;
} Bench;

static TrivetKitchenBoard *
new_board (Bench      *self,
           const char *station_id)
{
  TrivetMemoryJournal *journal = self->services.journal;
  TrivetKitchenBoard  *board = trivet_kitchen_board_new (self->desk, TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal),
                                                         TRIVET_CLOCK (self->services.clock), station_id);

  services_drain (&self->services);

  return board;
}

/* An order of 2 rice and 1 fish is sent; rice is made at the wok, fish at the steamer. */
static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  TrivetMemoryJournal *journal;

  services_set_up (&self->services, NULL);
  journal = self->services.journal;
  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'wok','name':'Wok'}");
  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'steam','name':'Steam'}");
  services_append (&self->services, TRIVET_FACT_ITEM_ROUTED, "kitchen", "{'sku':'fish','station':'steam'}");
  self->desk = trivet_kitchen_desk_new (self->services.reg, TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal));
  trivet_kitchen_desk_load (self->desk);
  self->board = new_board (self, "wok");
  self->rice = services_order (&self->services, "rice");
  self->fish = services_order (&self->services, "fish");
  trivet_register_change_quantity (self->services.reg, self->rice, 1);
  services_drain (&self->services);
  self->order_id = g_strdup (services_current (&self->services)->order_id);
  trivet_kitchen_desk_send (self->desk);
  services_drain (&self->services);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->board);
  g_assert_finalize_object (self->desk);
  services_tear_down (&self->services, NULL);
  g_free (self->rice);
  g_free (self->fish);
  g_free (self->order_id);
}

/* "0001/0 60s: rice 0/2, void 1;" for each card */
static char *
describe (Bench              *self,
          TrivetKitchenBoard *board)
{
  GString   *text = g_string_new (NULL);
  GPtrArray *cards = trivet_kitchen_board_get_cards (board);

  for (guint i = 0; i < cards->len; i++) {
    const TrivetKitchenCard *card = g_ptr_array_index (cards, i);
    gint64                   age_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->services.clock)) - card->since_us;

    g_string_append_printf (text, "%s/%d %ds%s%s:", card->order->number, card->course, (int) ((age_us + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC),
                            card->rushed ? " rush" : "", card->moved ? " moved" : "");
    for (guint j = 0; j < card->entries->len; j++) {
      const TrivetKitchenEntry *entry = &g_array_index (card->entries, TrivetKitchenEntry, j);

      const char *sku = entry->part != NULL ? entry->part->sku : entry->line->sku;

      if (entry->is_void)
        g_string_append_printf (text, " %s void %d", sku, (int) entry->wanted);
      else
        g_string_append_printf (text, " %s %d/%d", sku, (int) entry->made, (int) entry->wanted);
    }
    g_string_append (text, ";");
  }
  g_string_append_printf (text, " done %u", trivet_kitchen_board_get_n_done (board));

  return g_string_free (text, FALSE);
}

static void
assert_board (Bench      *self,
              const char *expected)
{
  g_autoptr (TrivetKitchenBoard) late = NULL;
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  services_drain (&self->services);
  now = describe (self, self->board);
  g_assert_cmpstr (now, ==, expected);
  late = new_board (self, "wok");
  then = describe (self, late);
  g_assert_cmpstr (then, ==, expected);
  g_assert_cmpint (trivet_kitchen_board_get_median_us (late), ==, trivet_kitchen_board_get_median_us (self->board));
}

static void
test_routes (Bench        *self,
             gconstpointer user_data)
{
  g_autoptr (TrivetKitchenBoard) steam = new_board (self, "steam");
  g_autoptr (TrivetKitchenBoard) none = new_board (self, "grill");
  g_autofree char *text = describe (self, steam);
  GArray          *counts = trivet_kitchen_board_get_counts (self->board);

  assert_board (self, "0001/0 0s: rice 0/2; done 0");
  g_assert_cmpstr (text, ==, "0001/0 0s: fish 0/1; done 0");
  g_assert_null (trivet_kitchen_board_get_station (none));
  g_assert_cmpuint (trivet_kitchen_board_get_cards (none)->len, ==, 0);
  g_assert_cmpuint (counts->len, ==, 1);
  g_assert_cmpint (g_array_index (counts, TrivetKitchenCount, 0).quantity, ==, 2);
}

static void
test_bump_and_recall (Bench        *self,
                      gconstpointer user_data)
{
  g_assert_false (trivet_kitchen_board_can_recall (self->board));
  trivet_kitchen_board_recall (self->board);
  trivet_manual_clock_advance (self->services.clock, 90 * 1000);
  assert_board (self, "0001/0 90s: rice 0/2; done 0");
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  assert_board (self, " done 1");
  /* The manual clock moves by a microsecond at each look. */
  g_assert_cmpint (trivet_kitchen_board_get_median_us (self->board) / G_TIME_SPAN_MILLISECOND, >=, 89990);
  g_assert_cmpint (trivet_kitchen_board_get_median_us (self->board) / G_TIME_SPAN_MILLISECOND, <=, 90000);
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  assert_board (self, " done 1");

  trivet_manual_clock_advance (self->services.clock, 10 * 1000);
  trivet_kitchen_board_recall (self->board);
  assert_board (self, "0001/0 100s: rice 0/2; done 0");
  g_assert_cmpint (trivet_kitchen_board_get_median_us (self->board), ==, 0);
}

/* Lines are made one by one; what was made by mistake was not. */
static void
test_toggle (Bench        *self,
             gconstpointer user_data)
{
  g_autofree char *soup = services_order (&self->services, "soup");

  trivet_kitchen_desk_send (self->desk);
  assert_board (self, "0001/0 0s: rice 0/2 soup 0/1; done 0");
  trivet_kitchen_board_toggle (self->board, self->order_id, self->rice, NULL);
  assert_board (self, "0001/0 0s: rice 2/2 soup 0/1; done 0");
  trivet_kitchen_board_toggle (self->board, self->order_id, self->rice, NULL);
  assert_board (self, "0001/0 0s: rice 0/2 soup 0/1; done 0");
  trivet_kitchen_board_toggle (self->board, self->order_id, self->rice, NULL);
  services_drain (&self->services);
  trivet_kitchen_board_toggle (self->board, self->order_id, soup, NULL);
  assert_board (self, " done 1");
  /* The last step comes back. */
  trivet_kitchen_board_recall (self->board);
  assert_board (self, "0001/0 0s: rice 2/2 soup 0/1; done 0");
  trivet_kitchen_board_toggle (self->board, self->order_id, "no-such-line", NULL);
  assert_board (self, "0001/0 0s: rice 2/2 soup 0/1; done 0");
}

/* Two cooks press at once, on this display and on another: it is made once, and comes back at once. */
static void
test_two_cooks (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetKitchenBoard) other = new_board (self, "wok");

  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  trivet_kitchen_board_toggle (other, self->order_id, self->rice, NULL);
  assert_board (self, " done 1");
  trivet_kitchen_board_recall (self->board);
  assert_board (self, "0001/0 0s: rice 0/2; done 0");

  trivet_register_change_quantity (self->services.reg, self->rice, -1);
  services_drain (&self->services);
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  trivet_kitchen_board_bump (other, self->order_id, 0);
  assert_board (self, " done 1");
  trivet_register_void_line (self->services.reg, self->rice);
  assert_board (self, "0001/0 0s: rice void 1; done 1");
}

/* What was sent after a bump is a new card. */
static void
test_second_round (Bench        *self,
                   gconstpointer user_data)
{
  g_autofree char *more = NULL;

  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  services_drain (&self->services);
  trivet_manual_clock_advance (self->services.clock, 60 * 1000);
  more = services_order (&self->services, "rice");
  trivet_kitchen_desk_send (self->desk);
  assert_board (self, "0001/0 0s: rice 0/1; done 1");
}

/* A void stays until a cook has seen it. */
static void
test_void (Bench        *self,
           gconstpointer user_data)
{
  trivet_register_change_quantity (self->services.reg, self->rice, -1);
  assert_board (self, "0001/0 0s: rice 0/1 rice void 1; done 0");
  trivet_register_void_line (self->services.reg, self->rice);
  assert_board (self, "0001/0 0s: rice void 2; done 0");
  trivet_kitchen_board_toggle (self->board, self->order_id, self->rice, NULL);
  assert_board (self, " done 1");
  trivet_kitchen_board_recall (self->board);
  assert_board (self, "0001/0 0s: rice void 2; done 0");
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  assert_board (self, " done 1");
}

/* Guests who have paid still want to eat. */
static void
test_paid_and_rushed (Bench        *self,
                      gconstpointer user_data)
{
  trivet_manual_clock_advance (self->services.clock, 5 * 1000);
  trivet_kitchen_desk_rush (self->desk, self->rice);
  assert_board (self, "0001/0 5s rush: rice 0/2; done 0");
  g_assert_true (trivet_checkout_begin (self->services.checkout, self->order_id));
  trivet_checkout_pay_cash (self->services.checkout, 10000);
  assert_board (self, "0001/0 5s rush: rice 0/2; done 0");
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  assert_board (self, " done 1");
}

/* A card that was on the board says where it goes now, until it is made; a later one knows it anyway. */
static void
test_moved (Bench        *self,
            gconstpointer user_data)
{
  g_autofree char *more = NULL;

  trivet_manual_clock_advance (self->services.clock, 5 * 1000);
  trivet_register_set_order_kind (self->services.reg, TRIVET_ORDER_KIND_TAKEAWAY);
  assert_board (self, "0001/0 5s moved: rice 0/2; done 0");
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  assert_board (self, " done 1");
  trivet_manual_clock_advance (self->services.clock, 5 * 1000);
  more = services_order (&self->services, "rice");
  trivet_kitchen_desk_send (self->desk);
  assert_board (self, "0001/0 0s: rice 0/1; done 1");
}

static void
assert_station (Bench              *self,
                TrivetKitchenBoard *board,
                const char         *expected)
{
  g_autofree char *text = NULL;

  services_drain (&self->services);
  text = describe (self, board);
  g_assert_cmpstr (text, ==, expected);
}

/* Each station makes its own dishes of a combo, whatever the others have done, and learns for itself
 * that nobody wants them any more. */
static void
test_combo (Bench        *self,
            gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (TrivetKitchenBoard) steam = NULL;
  g_autoptr (GPtrArray) modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  g_autofree char *line_id = NULL;
  g_autofree char *order_id = NULL;
  GPtrArray       *slots;

  services_append (&self->services, TRIVET_FACT_MENU_ITEM_SET, "menu",
                   "{'id':'set','category':'main','name':'Set','price_minor':5000,'tax_rate_ppm':0,'groups':[],'combo':["
                   "{'id':'a','name':'A','min':1,'max':1,'choices':[{'sku':'fish'}]},"
                   "{'id':'b','name':'B','min':1,'max':1,'choices':[{'sku':'rice'}]}]}");
  services_drain (&self->services);
  trivet_register_new_order (reg);
  slots = trivet_menu_item_get_combo (services_item (&self->services, "set"));
  for (guint i = 0; i < slots->len; i++) {
    const TrivetMenuGroup *slot = g_ptr_array_index (slots, i);

    g_ptr_array_add (modifiers, trivet_register_make_modifier (reg, slot, g_ptr_array_index (slot->options, 0)));
  }
  line_id = trivet_register_add_item (reg, services_item (&self->services, "set"), modifiers, 2);
  services_drain (&self->services);
  order_id = g_strdup (services_current (&self->services)->order_id);
  trivet_kitchen_board_bump (self->board, self->order_id, 0);
  trivet_kitchen_desk_send (self->desk);
  services_drain (&self->services);
  steam = new_board (self, "steam");

  assert_station (self, self->board, "0002/0 0s: rice 0/2; done 1");
  assert_station (self, steam, "0001/0 0s: fish 0/1;0002/0 0s: fish 0/2; done 0");
  trivet_kitchen_board_toggle (self->board, order_id, line_id, "b/rice");
  assert_station (self, self->board, " done 2");
  assert_station (self, steam, "0001/0 0s: fish 0/1;0002/0 0s: fish 0/2; done 0");
  trivet_kitchen_board_recall (self->board);
  assert_station (self, self->board, "0002/0 0s: rice 0/2; done 1");
  trivet_kitchen_board_bump (steam, order_id, 0);
  assert_station (self, steam, "0001/0 0s: fish 0/1; done 1");
  assert_station (self, self->board, "0002/0 0s: rice 0/2; done 1");

  trivet_register_void_line (reg, line_id);
  services_drain (&self->services);
  trivet_kitchen_desk_send (self->desk);
  assert_station (self, self->board, "0002/0 0s: rice void 2; done 1");
  assert_station (self, steam, "0001/0 0s: fish 0/1;0002/0 0s: fish void 2; done 1");
  trivet_kitchen_board_bump (self->board, order_id, 0);
  assert_station (self, self->board, " done 2");
  assert_station (self, steam, "0001/0 0s: fish 0/1;0002/0 0s: fish void 2; done 1");
  trivet_kitchen_board_toggle (steam, order_id, line_id, "a/fish");
  assert_station (self, steam, "0001/0 0s: fish 0/1; done 2");
}

/* Yesterday's card is nobody's. */
static void
test_old (Bench        *self,
          gconstpointer user_data)
{
  g_autoptr (TrivetKitchenBoard) late = NULL;

  trivet_manual_clock_advance (self->services.clock, 13 * 3600 * 1000);
  late = new_board (self, "wok");
  g_assert_cmpuint (trivet_kitchen_board_get_cards (late)->len, ==, 0);
}

#define ADD(path, func) g_test_add ("/services/kitchen-board/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("routes", test_routes);
  ADD ("bump-and-recall", test_bump_and_recall);
  ADD ("toggle", test_toggle);
  ADD ("two-cooks", test_two_cooks);
  ADD ("second-round", test_second_round);
  ADD ("void", test_void);
  ADD ("paid-and-rushed", test_paid_and_rushed);
  ADD ("moved", test_moved);
  ADD ("combo", test_combo);
  ADD ("old", test_old);

  return g_test_run ();
}
