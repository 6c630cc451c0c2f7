/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a drawer goes only to who confirms it by the own PIN or badge; that person is signed in, goes on
 * with the counted money and looks after the open orders of who leaves; a refused one leaves everything as
 * it was, also when it was the disk that refused. Method: drawers beside a staff desk over a memory journal,
 * which refuses on request; what happened is read from the facts. */

#include "staff-bench.h"
#include "trivet-drawers.h"

typedef struct {
  StaffBench     base;
  TrivetDrawers *drawers;
} Bench;

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  Services *services = &self->base.services;

  staff_bench_set_up (&self->base, NULL);
  trivet_register_set_manager (services->reg, self->base.manager);
  services_append (services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'front','name':'Front'}");
  self->drawers = trivet_drawers_new (services->reg, TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal));
  trivet_drawers_set_manager (self->drawers, self->base.manager);
  trivet_drawers_load (self->drawers);
  services_drain (services);
  staff_bench_sign_in (&self->base, "w", WANG_PIN);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->base.services);
  g_assert_finalize_object (self->drawers);
  staff_bench_tear_down (&self->base, NULL);
}

/* Waits for a command that was given with staff_bench_on_result() and @result. */
static void
expect (Bench        *self,
        GAsyncResult *result,
        GQuark        domain,
        int           code)
{
  g_autoptr (GAsyncResult) owned = result;
  g_autoptr (GError) error = NULL;
  gboolean done = trivet_drawers_finish (self->drawers, owned, &error);

  if (domain == 0) {
    g_assert_no_error (error);
    g_assert_true (done);
    return;
  }
  g_assert_false (done);
  g_assert_true (g_error_matches (error, domain, code));
}

/* Wang has guests, and has counted the drawer. */
static void
count_shift (Bench *self)
{
  const TrivetDenominationCount counts[] = { { 100, 9 } };
  GAsyncResult                 *result = NULL;

  trivet_drawers_open_async (self->drawers, "front", 1000, staff_bench_on_result, &result);
  services_drain (&self->base.services);
  expect (self, g_steal_pointer (&result), 0, 0);
  trivet_drawers_count_async (self->drawers, counts, G_N_ELEMENTS (counts), staff_bench_on_result, &result);
  services_drain (&self->base.services);
  expect (self, g_steal_pointer (&result), 0, 0);
}

/* @text: (nullable): a PIN or badge; %NULL gives none */
static void
hand_over (Bench      *self,
           const char *staff_id,
           const char *text,
           gboolean    is_badge,
           GQuark      domain,
           int         code)
{
  g_autoptr (TrivetSecret) secret = text != NULL ? trivet_secret_new (text, -1) : NULL;
  GAsyncResult *result = NULL;

  trivet_drawers_hand_over_async (self->drawers, staff_id, secret, is_badge, staff_bench_on_result, &result);
  services_drain (&self->base.services);
  expect (self, result, domain, code);
}

static void
assert_shift_of (Bench      *self,
                 const char *name,
                 gint64      float_minor)
{
  const TrivetShift *shift = trivet_drawers_get_shift (self->drawers);

  g_assert_cmpstr (shift->opened_by, ==, name);
  g_assert_cmpint (shift->float_minor, ==, float_minor);
  g_assert_cmpstr (trivet_register_get_shift (self->base.services.reg), ==, shift->shift_id);
  g_assert_cmpstr (trivet_staff_desk_get_name (self->base.desk), ==, name);
}

static void
test_pin (Bench        *self,
          gconstpointer user_data)
{
  Services        *services = &self->base.services;
  g_autofree char *first_line = services_order (services, "fish");
  g_autofree char *second_line = NULL;
  g_autofree char *old_shift = NULL;
  g_autofree char *from = NULL;

  trivet_register_new_order (services->reg);
  second_line = services_order (services, "fish");
  count_shift (self);
  old_shift = g_strdup (trivet_drawers_get_shift (self->drawers)->shift_id);
  from = g_strdup_printf ("\"from\":\"%s\"", old_shift);
  g_assert_cmpuint (trivet_drawers_count_orders (self->drawers), ==, 2);
  hand_over (self, "l", LIN_PIN, FALSE, 0, 0);
  assert_shift_of (self, "Lin Mei", 900);
  g_assert_true (services_facts_contain (services, from));
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_ORDER_TRANSFERRED), ==, 2);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_SHIFT_CLOSED), ==, 1);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (trivet_register_get_tabs (services->reg), i);

    g_assert_cmpstr (trivet_tab_get_order (tab)->staff, ==, "Lin Mei");
  }
}

/* What somebody else looks after stays with them. */
static void
test_badge (Bench        *self,
            gconstpointer user_data)
{
  Services        *services = &self->base.services;
  g_autofree char *line_id = services_order (services, "fish");

  trivet_register_transfer (services->reg, "Zhao");
  services_drain (services);
  count_shift (self);
  g_assert_cmpuint (trivet_drawers_count_orders (self->drawers), ==, 0);
  hand_over (self, "l", WANG_BADGE, TRUE, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_WRONG_BADGE);
  assert_shift_of (self, "Wang", 1000);
  hand_over (self, "l", LIN_BADGE, TRUE, 0, 0);
  assert_shift_of (self, "Lin Mei", 900);
  g_assert_cmpstr (services_current (services)->staff, ==, "Zhao");
}

/* Nobody is given a drawer behind their back, and guessing is counted. */
static void
test_refused (Bench        *self,
              gconstpointer user_data)
{
  Services        *services = &self->base.services;
  g_autofree char *line_id = services_order (services, "fish");
  guint            left;

  hand_over (self, "l", LIN_PIN, FALSE, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NO_SHIFT);
  count_shift (self);
  left = trivet_staff_desk_get_attempts (self->base.desk, "l");
  hand_over (self, "l", NULL, FALSE, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_ALLOWED);
  hand_over (self, "l", WANG_PIN, FALSE, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_WRONG);
  hand_over (self, "nobody", LIN_PIN, FALSE, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NO_MEMBER);
  g_assert_cmpuint (trivet_staff_desk_get_attempts (self->base.desk, "l"), ==, left - 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_SHIFT_CLOSED), ==, 0);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_ORDER_TRANSFERRED), ==, 0);
  assert_shift_of (self, "Wang", 1000);
  /* Whoever is signed in has said so already. */
  hand_over (self, "w", NULL, FALSE, 0, 0);
  assert_shift_of (self, "Wang", 900);
  g_assert_cmpstr (services_current (services)->staff, ==, "Wang");
  hand_over (self, "l", LIN_PIN, FALSE, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_COUNTED);
}

/* Whatever is to be written after somebody has signed in is not. */
static void
on_desk_changed (TrivetStaffDesk *desk,
                 gpointer         user_data)
{
  Bench *self = user_data;

  if (g_str_equal (trivet_staff_desk_get_name (desk), "Lin Mei"))
    trivet_memory_journal_fail_next (self->base.services.journal, 1, TRIVET_STORE_ERROR_FULL);
}

static void
assert_nothing_went_over (Bench *self)
{
  Services *services = &self->base.services;

  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_SHIFT_OPENED), ==, 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_SHIFT_CLOSED), ==, 0);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_ORDER_TRANSFERRED), ==, 0);
  g_assert_cmpstr (services_current (services)->staff, ==, "Wang");
}

/* The person could not even be signed in: Wang is there still. */
static void
test_disk_refuses_the_person (Bench        *self,
                              gconstpointer user_data)
{
  Services        *services = &self->base.services;
  g_autofree char *line_id = services_order (services, "fish");
  guint            left;

  count_shift (self);
  left = trivet_staff_desk_get_attempts (self->base.desk, "l");
  trivet_memory_journal_fail_next (services->journal, 1, TRIVET_STORE_ERROR_FULL);
  hand_over (self, "l", LIN_PIN, FALSE, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpuint (trivet_staff_desk_get_attempts (self->base.desk, "l"), ==, left);
  assert_shift_of (self, "Wang", 1000);
  assert_nothing_went_over (self);
  hand_over (self, "l", LIN_PIN, FALSE, 0, 0);
  assert_shift_of (self, "Lin Mei", 900);
}

/* The person is there, the shift is not: it goes on as it was, takes cash, and goes over once the disk writes. */
static void
test_disk_refuses_the_shift (Bench        *self,
                             gconstpointer user_data)
{
  Services          *services = &self->base.services;
  g_autofree char   *line_id = services_order (services, "fish");
  const TrivetShift *shift;
  gulong             handler;

  count_shift (self);
  handler = g_signal_connect (self->base.desk, "changed", G_CALLBACK (on_desk_changed), self);
  hand_over (self, "l", LIN_PIN, FALSE, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_signal_handler_disconnect (self->base.desk, handler);
  g_assert_cmpstr (trivet_staff_desk_get_name (self->base.desk), ==, "Lin Mei");
  assert_nothing_went_over (self);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_cmpstr (shift->opened_by, ==, "Wang");
  g_assert_true (shift->counted);
  g_assert_cmpint (shift->float_minor, ==, 1000);
  g_assert_cmpstr (trivet_register_get_shift (services->reg), ==, shift->shift_id);

  hand_over (self, "l", LIN_PIN, FALSE, 0, 0);
  assert_shift_of (self, "Lin Mei", 900);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_SHIFT_CLOSED), ==, 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_SHIFT_OPENED), ==, 2);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_ORDER_TRANSFERRED), ==, 1);
  g_assert_cmpstr (services_current (services)->staff, ==, "Lin Mei");
}

#define ADD(name, func) g_test_add ("/services/hand-over/" name, Bench, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pin", test_pin);
  ADD ("badge", test_badge);
  ADD ("refused", test_refused);
  ADD ("disk-refuses-the-person", test_disk_refuses_the_person);
  ADD ("disk-refuses-the-shift", test_disk_refuses_the_shift);

  return g_test_run ();
}
