/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: any commands can be taken back one by one, and each step leaves what stood there before.
 * Method: random commands from a seed, on a quick, a slow and a failing disk. */

#include "undo-bench.h"

/* The address sanitizer walks the stack at every allocation, so it gets a part of the runs. */
#ifdef __SANITIZE_ADDRESS__
#define N_RUNS 6
#else
#define N_RUNS 60
#endif
#define N_COMMANDS  40
#define MAX_PENDING 5

static const TrivetOrderLine *
pick_line (Services *self,
           guint     number)
{
  const TrivetTotals *totals = trivet_tab_get_totals (trivet_register_get_current (self->reg));

  if (totals->lines->len == 0)
    return NULL;

  return g_array_index (totals->lines, TrivetLineTotal, number % totals->lines->len).line;
}

static void
command_line (Services              *self,
              const TrivetOrderLine *line,
              guint                  kind,
              guint                  value)
{
  g_autofree char *line_id = g_strdup (line->line_id);
  g_autoptr (GPtrArray) choices = NULL;

  if (kind == 0) {
    trivet_register_void_line (self->reg, line_id);
  } else if (kind == 1) {
    trivet_register_change_quantity (self->reg, line_id, (gint64) value % 7 - 3);
  } else if (kind == 2) {
    trivet_register_set_line_note (self->reg, line_id, value % 2 == 0 ? "" : "soft");
  } else if (kind == 3) {
    trivet_register_set_line_discount (self->reg, line_id, value % 3, value * 1000, NULL);
  } else {
    choices = services_heat (self, value % 2 == 0 ? "hot" : "mild");
    trivet_register_set_modifiers (self->reg, line_id, choices);
  }
}

static void
command (Services *self)
{
  static const char *const skus[] = { "rice", "fish", "soup", "tea", "eel" };
  TrivetSeededRandom      *dice = self->random;
  guint                    kind = trivet_seeded_random_below (dice, 9);
  guint                    value = trivet_seeded_random_below (dice, 900);
  const TrivetOrderLine   *line = pick_line (self, value);
  g_autofree char         *line_id = NULL;

  if (kind < 5 && line != NULL)
    command_line (self, line, kind, value);
  else if (kind == 5)
    trivet_register_set_order_discount (self->reg, value % 3, value * 1000, NULL);
  else if (kind == 6)
    trivet_register_set_order_note (self->reg, value % 2 == 0 ? "" : "quick");
  else if (kind == 7)
    trivet_register_add_amount (self->reg, "Extra", 1 + value);
  else
    line_id = services_add (self, skus[value % G_N_ELEMENTS (skus)]);
}

/* The counts and the orders must never disagree. */
static void
check_fish (Services *self)
{
  g_autoptr (TrivetOrder) order = NULL;
  gint64 ordered = 0;

  order = trivet_memory_journal_fold_order (self->journal, services_current (self)->order_id);
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided && g_str_equal (line->sku, "fish"))
      ordered += line->quantity;
  }
  g_assert_cmpint (ordered + services_left (self, "fish"), ==, 5);
}

/* All steps, the oldest of which is the tea; before it the order is what it was at first. */
static void
undo_all (Services   *self,
          const char *before)
{
  g_autofree char *last = NULL;

  while (trivet_register_can_undo (self->reg)) {
    g_free (last);
    last = undo_bench_dup_picture (self);
    trivet_register_undo (self->reg);
    trivet_manual_clock_advance (self->clock, 100);
    services_no_failure (self);
    check_fish (self);
  }
  g_assert_cmpstr (last, ==, before);
}

/* Each run begins with an order whose one dish no command of the run has ordered. */
static char *
begin_run (Services *self,
           guint     seed)
{
  g_autofree char *line_id = NULL;

  services_set_up (self, GUINT_TO_POINTER (seed));
  line_id = services_order (self, "tea");

  return undo_bench_dup_picture (self);
}

static void
run_random (guint seed,
            guint delay_ms,
            guint failures_per_mille)
{
  Services         services = { 0 };
  Services        *self = &services;
  g_autofree char *before = begin_run (self, seed);

  trivet_memory_journal_set_delay_ms (self->journal, delay_ms);
  for (guint i = 0; i < N_COMMANDS; i++) {
    if (trivet_seeded_random_chance (self->random, failures_per_mille))
      trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
    command (self);
    /* On a failing disk one command at a time: a count is absolute, so that what was sent upon a
     * refused one cannot be right. */
    if (failures_per_mille > 0 || trivet_memory_journal_get_n_pending (self->journal) > MAX_PENDING)
      trivet_manual_clock_advance (self->clock, 1000);
  }
  trivet_memory_journal_fail_next (self->journal, 0, TRIVET_STORE_ERROR_FULL);
  trivet_manual_clock_advance (self->clock, 1000);
  check_fish (self);

  self->n_failed = 0;
  undo_all (self, before);
  g_assert_cmpint (services_total (self), ==, 0);
  g_assert_cmpint (services_left (self, "fish"), ==, 5);
  services_tear_down (self, NULL);
}

static void
test_random_quick (void)
{
  for (guint seed = 1; seed <= N_RUNS; seed++) {
    g_test_message ("seed %u", seed);
    run_random (seed, 0, 0);
  }
}

static void
test_random_slow (void)
{
  for (guint seed = 1; seed <= N_RUNS; seed++) {
    g_test_message ("seed %u", seed);
    run_random (seed, 30, 0);
  }
}

static void
test_random_failing (void)
{
  for (guint seed = 1; seed <= N_RUNS; seed++) {
    g_test_message ("seed %u", seed);
    run_random (seed, 0, 300);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/services/register/undo/random-quick", test_random_quick);
  g_test_add_func ("/services/register/undo/random-slow", test_random_slow);
  g_test_add_func ("/services/register/undo/random-failing", test_random_failing);

  return g_test_run ();
}
