/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define ROUNDING_SALT 700 /* other than what registers are made from */
#define G_LOG_DOMAIN  "trivet-simulator"

#include "sim-world.h"

/* Plays a plan: its steps at their times, deaths between any two steps of the loop, then health, and
 * a limit to how long everything may take to end. */

/* A shown code's life, a call's limit and two back-offs. */
#define MAX_PAYMENT_US (G_GINT64_CONSTANT (45) * 60 * G_USEC_PER_SEC)

/* Refunds of one payment follow each other; each may find the balance too low, take twenty minutes
 * with the provider, and be looked at every half hour. */
#define MAX_HEALTHY_US (G_GINT64_CONSTANT (8 * 60) * 60 * G_USEC_PER_SEC)

static SimRegister *
get_register (SimWorld *world,
              guint     index)
{
  return g_ptr_array_index (world->registers, index);
}

static gboolean
on_start_due (gpointer user_data)
{
  SimRegister *reg = user_data;

  if (reg->engine == NULL)
    sim_register_start (reg);
  return G_SOURCE_REMOVE;
}

static void
act_on_machine (SimWorld      *world,
                SimRegister   *reg,
                const SimStep *step)
{
  sim_report->n_machines++;
  if (step->kind == SIM_STEP_OUTAGE) {
    world->outage_until_us[step->a] = sim_loop_get_us () + step->b * 1000;
  } else if (step->kind == SIM_STEP_SHORT) {
    sim_bank_run_short (world->bank, step->a, step->b);
  } else if (step->kind == SIM_STEP_CLOCK) {
    sim_clock_jump (reg->clock, step->a);
  } else if (reg->engine == NULL) {
    return;
  } else if (step->kind == SIM_STEP_CRASH) {
    reg->dies_at_step = sim_loop_get_n_steps () + 1 + (guint64) step->a;
    reg->death = step;
  } else if (step->kind == SIM_STEP_DISK_FULL) {
    sim_journal_set_full (reg->journal, step->a);
  } else {
    sim_journal_set_delay (reg->journal, step->a);
  }
}

static gboolean
on_step_due (gpointer user_data)
{
  SimWorld      *world = user_data;
  const SimStep *step = &g_array_index (world->plan->steps, SimStep, world->next_step);
  gint64         next_us;

  world->next_step++;
  if (step->kind >= SIM_STEP_CRASH)
    act_on_machine (world, get_register (world, step->reg), step);
  else
    sim_people_act (get_register (world, step->reg), step);

  if (world->next_step < world->plan->steps->len) {
    next_us = g_array_index (world->plan->steps, SimStep, world->next_step).at_ms * 1000;
    sim_loop_add (MAX (next_us - sim_loop_get_us (), 0), on_step_due, world, NULL);
  }
  return G_SOURCE_REMOVE;
}

static void
let_die (SimRegister *reg)
{
  const SimStep *death = reg->death;

  reg->dies_at_step = 0;
  reg->death = NULL;
  if (reg->engine == NULL)
    return;
  sim_report->n_crashes++;
  sim_register_die (reg, (guint) death->b);
  sim_loop_add (death->c * 1000, on_start_due, reg, NULL);
}

static void
kill_the_doomed (SimWorld *world)
{
  guint64 n_steps = sim_loop_get_n_steps ();

  for (guint i = 0; i < world->registers->len; i++) {
    SimRegister *reg = get_register (world, i);

    if (reg->dies_at_step != 0 && n_steps >= reg->dies_at_step)
      let_die (reg);
  }
}

static gboolean
on_healed (gpointer user_data)
{
  SimWorld *world = user_data;

  world->healed = TRUE;
  for (guint i = 0; i < world->registers->len; i++) {
    SimRegister *reg = get_register (world, i);

    reg->dies_at_step = 0;
    if (reg->engine != NULL)
      sim_journal_heal (reg->journal);
  }
  return G_SOURCE_REMOVE;
}

/* A third of the shops round nothing. */
static TrivetCashRounding
choose_rounding (guint64 seed)
{
  static const gint64 units[] = { 0, 0, 5, 10, 50, 100 };
  guint64             luck = sim_hash (seed, ROUNDING_SALT);

  return (TrivetCashRounding){ units[luck % G_N_ELEMENTS (units)], (TrivetCashRoundingMode) (luck / 16 % 3) };
}

static void
open_world (SimWorld      *world,
            const SimPlan *plan)
{
  sim_loop_reset ();
  world->plan = plan;
  world->code = trivet_secret_new (SIM_CODE, -1);
  world->rounding = choose_rounding (plan->seed);
  world->bank = sim_bank_new ();
  world->heals_at_us = sim_loop_get_us () + plan->heals_at_ms * 1000;
  world->by_id = g_ptr_array_new ();
  for (guint i = 0; i < plan->steps->len; i++) {
    SimStep *step = &g_array_index (plan->steps, SimStep, i);

    if (step->id >= world->by_id->len)
      g_ptr_array_set_size (world->by_id, (gint) step->id + 1);
    world->by_id->pdata[step->id] = step;
  }
  world->registers = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_register_free);
  for (guint i = 0; i < plan->n_registers; i++)
    g_ptr_array_add (world->registers, sim_register_new (world, i));
  if (plan->steps->len > 0)
    sim_loop_add (g_array_index (plan->steps, SimStep, 0).at_ms * 1000, on_step_due, world, NULL);
  sim_loop_add (plan->heals_at_ms * 1000, on_healed, world, NULL);
}

/* Requests under way, engines' timers and guests' plans run out by themselves. */
static void
close_world (SimWorld *world)
{
  g_ptr_array_unref (world->registers);
  while (sim_loop_step ())
    ;
  sim_bank_free (world->bank);
  trivet_secret_unref (world->code);
  g_ptr_array_unref (world->by_id);
}

void
sim_world_play (const SimPlan *plan)
{
  SimWorld world = { 0 };

  sim_log_set_thorough (plan->thorough);
  open_world (&world, plan);
  while (!world.healed || !sim_check_is_quiet (&world)) {
    if (!sim_loop_step ())
      sim_fail ("no-end: nothing goes on, and something has not ended");
    kill_the_doomed (&world);
    if (sim_loop_get_us () > world.heals_at_us + MAX_HEALTHY_US)
      break;
    if (!world.paid && sim_loop_get_us () > world.heals_at_us + MAX_PAYMENT_US) {
      world.paid = TRUE;
      sim_check_payments (&world);
    }
  }
  sim_check_world (&world);
  sim_report->n_steps += sim_loop_get_n_steps ();
  sim_report->n_worlds++;
  close_world (&world);
}
