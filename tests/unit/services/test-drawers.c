/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a shift from the float to the close, also handed over with open orders; cash of sales and
 * refunds belongs to it and opens the drawer; what cannot be is refused in one sentence. Method:
 * drawers beside a register over a memory journal, with a printer that a test turns off; what happened
 * is read from the facts. */

#include "drawers-bench.h"

#define MOVE(type, sum, code) RUN (code, trivet_drawers_move_async (self->drawers, type, sum, "r", NULL, drawers_bench_on_result, &answer))
#define HAND_OVER(to, pin, badge, code) \
  RUN (code, trivet_drawers_hand_over_async (self->drawers, to, pin, badge, drawers_bench_on_result, &answer))

static void
test_shift (DrawersBench *self,
            gconstpointer user_data)
{
  const TrivetShift *shift;

  g_assert_null (trivet_drawers_get_shift (self->drawers));
  OPEN ("front", 20000, -1);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_cmpstr (shift->drawer_id, ==, "front");
  g_assert_cmpstr (trivet_register_get_shift (self->services.reg), ==, shift->shift_id);
  MOVE (TRIVET_FACT_DRAWER_PAID_IN, 500, -1);
  MOVE (TRIVET_FACT_DRAWER_PAID_OUT, 1500, -1);
  MOVE (TRIVET_FACT_DRAWER_DROPPED, 10000, -1);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 3);
  KICK (-1);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 4);
  drawers_bench_count_fen (self, 0, 0);
  drawers_bench_count_fen (self, 89, 9);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_true (shift->counted);
  g_assert_cmpint (shift->counted_minor, ==, 8990);
  g_assert_cmpint (shift->expected_minor, ==, 9000);
  CLOSE (-1);
  g_assert_null (trivet_drawers_get_shift (self->drawers));
  g_assert_null (trivet_register_get_shift (self->services.reg));
  g_assert_true (services_facts_contain (&self->services, "\"variance_minor\":-10"));
  g_assert_cmpuint (self->n_changed, >, 5);
  /* Printers are made anew only for other drawers, never because of a sale. */
  g_assert_cmpuint (self->n_drawers_changed, ==, 1);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

static void
test_refusals (DrawersBench *self,
               gconstpointer user_data)
{
  guint n_facts = trivet_memory_journal_get_n_facts (self->services.journal);

  OPEN ("cellar", 0, TRIVET_DRAWERS_ERROR_NO_DRAWER);
  OPEN ("front", -1, TRIVET_DRAWERS_ERROR_BAD_SUM);
  MOVE (TRIVET_FACT_DRAWER_PAID_IN, 500, TRIVET_DRAWERS_ERROR_NO_SHIFT);
  KICK (TRIVET_DRAWERS_ERROR_NO_SHIFT);
  CLOSE (TRIVET_DRAWERS_ERROR_NO_SHIFT);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
  OPEN ("front", 100, -1);
  OPEN ("front", 100, TRIVET_DRAWERS_ERROR_SHIFT_OPEN);
  OPEN ("bar", 100, TRIVET_DRAWERS_ERROR_SHIFT_OPEN);
  MOVE (TRIVET_FACT_DRAWER_DROPPED, 0, TRIVET_DRAWERS_ERROR_BAD_SUM);
  CLOSE (TRIVET_DRAWERS_ERROR_NOT_COUNTED);
  drawers_bench_count_fen (self, 1, 0);
  MOVE (TRIVET_FACT_DRAWER_PAID_IN, 1, -1);
  CLOSE (TRIVET_DRAWERS_ERROR_NOT_COUNTED);
}

static void
test_kick (DrawersBench *self,
           gconstpointer user_data)
{
  OPEN ("front", 0, -1);
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  KICK (TRIVET_DRAWERS_ERROR_KICK_FAILED);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 0);
  /* Who tried is known all the same. */
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_DRAWER_OPENED), ==, 1);
  trivet_drawers_set_printer (self->drawers, "front", NULL);
  KICK (TRIVET_DRAWERS_ERROR_NO_KICK);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_DRAWER_OPENED), ==, 1);
}

static void
test_cash (DrawersBench *self,
           gconstpointer user_data)
{
  drawers_bench_pay_in_cash (self);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_TAKEN), ==, 1);
  g_assert_false (services_facts_contain (&self->services, "\"shift\""));
  OPEN ("front", 1000, -1);
  drawers_bench_pay_in_cash (self);
  g_assert_true (services_facts_contain (&self->services, "\"shift\""));
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->cash_in_minor, ==, SERVICES_FISH_MINOR);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 1);
  /* A printer that is off is told, and the sale stands. */
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  drawers_bench_pay_in_cash (self);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->cash_in_minor, ==, 2 * SERVICES_FISH_MINOR);
}

/* A sale that is on its way while somebody counts makes no count worthless. */
static void
test_count_beside_sale (DrawersBench *self,
                        gconstpointer user_data)
{
  const TrivetDenominationCount counts[] = { { 100, 38 } };
  GAsyncResult                 *result = NULL;

  OPEN ("front", 1000, -1);
  services_begin (&self->services, "fish");
  trivet_memory_journal_set_delay_ms (self->services.journal, 50);
  trivet_checkout_pay_cash (self->services.checkout, SERVICES_FISH_MINOR);
  trivet_drawers_count_async (self->drawers, counts, 1, drawers_bench_on_result, &result);
  trivet_memory_journal_set_delay_ms (self->services.journal, 0);
  for (int i = 0; i < 20 && result == NULL; i++) {
    trivet_manual_clock_advance (self->services.clock, 50);
    services_drain (&self->services);
  }
  drawers_bench_expect (self, result, -1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->expected_minor, ==, 1000 + SERVICES_FISH_MINOR);
  CLOSE (-1);
  g_assert_true (services_facts_contain (&self->services, "\"variance_minor\":0"));
}

static void
test_hand_over (DrawersBench *self,
                gconstpointer user_data)
{
  g_autofree char   *order_id = NULL;
  const TrivetShift *shift;

  trivet_register_set_staff (self->services.reg, "Wang");
  order_id = services_order (&self->services, "fish");
  OPEN ("front", 1000, -1);
  drawers_bench_count_fen (self, 9, 5);
  trivet_register_set_staff (self->services.reg, "Lin");
  HAND_OVER (NULL, NULL, FALSE, -1);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_cmpstr (shift->opened_by, ==, "Lin");
  g_assert_cmpint (shift->float_minor, ==, 950);
  g_assert_false (shift->counted);
  g_assert_cmpstr (trivet_register_get_shift (self->services.reg), ==, shift->shift_id);
  /* The guests sit on, and somebody looks after them. */
  g_assert_cmpstr (services_current (&self->services)->staff, ==, "Lin");
  g_assert_cmpint (services_current (&self->services)->settled_at_us, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->services.reg)), ==, 1);
}

static void
test_refused_close (DrawersBench *self,
                    gconstpointer user_data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  OPEN ("front", 1000, -1);
  drawers_bench_count_fen (self, 10, 0);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_drawers_close_async (self->drawers, drawers_bench_on_result, &result);
  /* No more cash belongs to a shift whose end is on its way. */
  g_assert_null (trivet_register_get_shift (self->services.reg));
  services_drain (&self->services);
  g_assert_false (trivet_drawers_finish (self->drawers, result, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_object_unref (result);
  g_assert_nonnull (trivet_register_get_shift (self->services.reg));
  CLOSE (-1);
}

/* A restart finds the shift and the day where they were. */
static void
test_restart (DrawersBench *self,
              gconstpointer user_data)
{
  g_autofree char *shift_id = NULL;

  CLOSE_DAY ("2026-11-22", -1);
  OPEN ("front", 1000, -1);
  shift_id = g_strdup (trivet_drawers_get_shift (self->drawers)->shift_id);
  g_assert_finalize_object (self->drawers);
  trivet_register_set_shift (self->services.reg, NULL);
  drawers_bench_start (self);
  g_assert_cmpstr (trivet_drawers_get_shift (self->drawers)->shift_id, ==, shift_id);
  g_assert_cmpstr (trivet_register_get_shift (self->services.reg), ==, shift_id);
  g_assert_cmpuint (trivet_drawers_get_drawers (self->drawers)->len, ==, 2);
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shift", test_shift);
  ADD ("refusals", test_refusals);
  ADD ("kick", test_kick);
  ADD ("cash", test_cash);
  ADD ("count-beside-sale", test_count_beside_sale);
  ADD ("hand-over", test_hand_over);
  ADD ("refused-close", test_refused_close);
  ADD ("restart", test_restart);

  return g_test_run ();
}
