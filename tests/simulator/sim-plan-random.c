/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-plan.h"

/* Makes worlds up. Each draws first how bad it is and which mishaps it knows, so that some worlds
 * are full of one kind and others mix all. */

#define PLAY_MS     150000
#define HEALS_AT_MS 240000

typedef struct {
  SimPlan *plan;
  guint64  state;
  guint    n_orders[8]; /* by register */
} Maker;

static guint64
draw (Maker *maker)
{
  return sim_hash (maker->plan->seed, maker->state++);
}

static gint64
below (Maker *maker,
       gint64 limit)
{
  return (gint64) (draw (maker) % (guint64) limit);
}

static gboolean
chance (Maker *maker,
        guint  per_cent)
{
  return draw (maker) % 100 < per_cent;
}

static guint
add (Maker      *maker,
     SimStepKind kind,
     gint64      at_ms,
     guint       reg,
     guint       order,
     guint       target)
{
  SimStep step = { .kind = kind, .at_ms = at_ms, .reg = reg, .order = order, .target = target };

  step.id = maker->plan->steps->len + 1;
  g_array_append_val (maker->plan->steps, step);
  return step.id;
}

static void
set (Maker *maker,
     gint64 a,
     gint64 b,
     gint64 c,
     gint64 d)
{
  SimStep *step = &g_array_index (maker->plan->steps, SimStep, maker->plan->steps->len - 1);

  step->a = a;
  step->b = b;
  step->c = c;
  step->d = d;
}

static guint
add_charge (Maker *maker,
            gint64 at_ms,
            guint  reg,
            guint  order,
            gint64 per_cent)
{
  static const guint8 fates[] = {
    SIM_FATE_PAYS, SIM_FATE_PAYS, SIM_FATE_PAYS, SIM_FATE_PAYS, SIM_FATE_PAYS, SIM_FATE_PAYS,
    SIM_FATE_PASSWORD, SIM_FATE_PASSWORD, SIM_FATE_GIVES_UP, SIM_FATE_SLEEPS, SIM_FATE_REFUSED,
    SIM_FATE_REFUSED, SIM_FATE_REFUSED_OPEN
  };
  guint id = add (maker, SIM_STEP_CHARGE, at_ms, reg, order, 0);

  set (maker, below (maker, 2), per_cent, fates[below (maker, G_N_ELEMENTS (fates))],
       chance (maker, 70) ? 1000 + below (maker, 12000) : below (maker, 60000));
  return id;
}

static guint
add_show (Maker *maker,
          gint64 at_ms,
          guint  reg,
          guint  order,
          gint64 per_cent)
{
  guint  id = add (maker, SIM_STEP_SHOW, at_ms, reg, order, 0);
  gint64 scan = chance (maker, 75)   ? below (maker, 30000)
                : chance (maker, 50) ? below (maker, 200000)
                                     : -1;

  set (maker, below (maker, 2), per_cent, scan, chance (maker, 85) ? below (maker, 15000) : -1);
  return id;
}

/* Somebody presses a button at a bad moment. */
static void
add_nuisance (Maker *maker,
              gint64 at_ms,
              guint  reg,
              guint  order,
              guint  target)
{
  static const guint8 kinds[] = {
    SIM_STEP_CANCEL, SIM_STEP_CANCEL, SIM_STEP_CHECK, SIM_STEP_CHECK, SIM_STEP_OVERRIDE,
    SIM_STEP_CLAIM, SIM_STEP_CHARGE, SIM_STEP_SHOW, SIM_STEP_CASH, SIM_STEP_VOID,
    SIM_STEP_DISCOUNT
  };
  SimStepKind kind = kinds[below (maker, G_N_ELEMENTS (kinds))];

  at_ms += chance (maker, 60) ? below (maker, 4000) : below (maker, 90000);
  if (kind == SIM_STEP_CHARGE) {
    add_charge (maker, at_ms, reg, order, 100);
  } else if (kind == SIM_STEP_SHOW) {
    add_show (maker, at_ms, reg, order, 100);
  } else {
    add (maker, kind, at_ms, reg, order, target);
    set (maker, 10 + below (maker, 90), 0, 0, 0);
    if (kind == SIM_STEP_OVERRIDE) {
      add (maker, SIM_STEP_CASH, at_ms + below (maker, 20000), reg, order, 0);
      set (maker, 100, 0, 0, 0);
    }
  }
}

static void
add_refunds (Maker *maker,
             gint64 at_ms,
             guint  reg,
             guint  order,
             guint  target)
{
  guint n = 1 + (guint) below (maker, 3);

  for (guint i = 0; i < n; i++) {
    gint64 when = at_ms + 1000 + below (maker, 80000);

    if (chance (maker, 50)) {
      add (maker, SIM_STEP_REFUND, when, reg, order, target);
      set (maker, chance (maker, 40) ? 100 : 1 + below (maker, 99), 0, 0, 0);
    } else {
      add (maker, SIM_STEP_RETURN, when, reg, order, target);
    }
    if (chance (maker, 30))
      add (maker, SIM_STEP_CHECK_REFUND, when + below (maker, 30000), reg, order, 0);
    if (chance (maker, 20))
      add (maker, SIM_STEP_BY_HAND, when + below (maker, 90000), reg, order, 0);
  }
}

static void
add_tries (Maker *maker,
           gint64 at_ms,
           guint  reg,
           guint  order)
{
  if (chance (maker, 40))
    add_charge (maker, at_ms + 6000 + below (maker, 20000), reg, order, 100);
  if (chance (maker, 30))
    add_charge (maker, at_ms + 50000 + below (maker, 60000), reg, order, 100);
  if (chance (maker, 15)) {
    add (maker, SIM_STEP_CASH, at_ms + below (maker, 90000), reg, order, 0);
    set (maker, 100, 0, 0, 0);
  }
}

static guint
add_payments (Maker *maker,
              gint64 at_ms,
              guint  reg,
              guint  order)
{
  guint64 kind = draw (maker) % 100;
  guint   target;

  if (kind < 58) {
    target = add_charge (maker, at_ms, reg, order, 100);
  } else if (kind < 76) {
    target = add_show (maker, at_ms, reg, order, 100);
    if (chance (maker, 40))
      add_show (maker, at_ms + below (maker, 8000), reg, order, 100);
    if (chance (maker, 40))
      add_charge (maker, at_ms + below (maker, 40000), reg, order, 100);
  } else {
    target = add_charge (maker, at_ms, reg, order, 20 + below (maker, 50));
    if (chance (maker, 50)) {
      add (maker, SIM_STEP_CASH, at_ms + below (maker, 10000), reg, order, 0);
      set (maker, 20 + below (maker, 60), 0, 0, 0);
    }
    add_charge (maker, at_ms + below (maker, 20000), reg, order, 30 + below (maker, 71));
  }

  add_tries (maker, at_ms, reg, order);
  return target;
}

static void
add_order (Maker *maker,
           guint  reg)
{
  guint  order = maker->n_orders[reg]++;
  gint64 at_ms = below (maker, PLAY_MS);
  guint  target;

  add (maker, SIM_STEP_OPEN, at_ms, reg, order, 0);
  set (maker, chance (maker, 25) ? 2 : 1, 1 + below (maker, chance (maker, 90) ? 9000 : 9000000),
       1 + below (maker, 3), chance (maker, 20) ? 1 + below (maker, 50) : 0);
  at_ms += below (maker, 2000);
  target = add_payments (maker, at_ms, reg, order);
  while (chance (maker, 35))
    add_nuisance (maker, at_ms, reg, order, target);
  if (chance (maker, 20))
    add_refunds (maker, at_ms, reg, order, target);
}

/* Somebody finds a mistake in an order that may be paid by then, changes it, takes what it costs more,
 * and ends it, or forgets to until the evening. */
static void
add_correction (Maker *maker,
                guint  reg,
                guint  order)
{
  gint64 at_ms = 15000 + below (maker, PLAY_MS + 40000);
  gint64 evening_ms = HEALS_AT_MS + below (maker, 30000);

  add (maker, SIM_STEP_REOPEN, at_ms, reg, order, 0);
  while (chance (maker, 65)) {
    add (maker, SIM_STEP_CHANGE, at_ms + below (maker, 15000), reg, order, 0);
    set (maker, below (maker, SIM_N_CHANGES), 1 + below (maker, 100), 0, 0);
  }
  if (chance (maker, 30))
    add_charge (maker, at_ms + below (maker, 20000), reg, order, 30 + below (maker, 71));
  if (chance (maker, 20))
    add_show (maker, at_ms + below (maker, 20000), reg, order, 100);
  if (chance (maker, 30)) {
    add (maker, SIM_STEP_CASH, at_ms + below (maker, 30000), reg, order, 0);
    set (maker, 100, 0, 0, 0);
  }
  if (chance (maker, 10))
    add (maker, SIM_STEP_VOID, at_ms + below (maker, 30000), reg, order, 0);
  if (chance (maker, 70)) {
    add (maker, SIM_STEP_CLOSE, at_ms + below (maker, 40000), reg, order, 0);
    add (maker, SIM_STEP_HAND_OUT, at_ms + 40000 + below (maker, 20000), reg, order, 0);
  }
  add (maker, SIM_STEP_CLOSE, evening_ms, reg, order, 0);
  add (maker, SIM_STEP_HAND_OUT, evening_ms + 10000, reg, order, 0);
  add (maker, SIM_STEP_HAND_OUT, evening_ms + 20000, reg, order, 0);
}

static void
add_corrections (Maker *maker,
                 guint  reg)
{
  for (guint order = 0; order < maker->n_orders[reg]; order++) {
    guint target;

    if (!chance (maker, 25))
      continue;
    target = maker->plan->steps->len + 1;
    add_correction (maker, reg, order);
    if (chance (maker, 40))
      add_correction (maker, reg, order);
    if (chance (maker, 30))
      add_refunds (maker, below (maker, PLAY_MS), reg, order, target);
  }
}

static void
add_machines (Maker *maker,
              guint  reg)
{
  while (chance (maker, 50)) {
    add (maker, SIM_STEP_CRASH, below (maker, HEALS_AT_MS), reg, 0, 0);
    set (maker, below (maker, chance (maker, 50) ? 40 : 400), below (maker, 3),
         chance (maker, 70) ? below (maker, 5000) : below (maker, 120000), 0);
  }
  while (chance (maker, 35)) {
    add (maker, SIM_STEP_DISK_FULL, below (maker, HEALS_AT_MS), reg, 0, 0);
    set (maker, below (maker, 40000), 0, 0, 0);
  }
  while (chance (maker, 35)) {
    add (maker, SIM_STEP_DISK_SLOW, below (maker, HEALS_AT_MS), reg, 0, 0);
    set (maker, chance (maker, 80) ? below (maker, 60) : below (maker, 3000), 0, 0, 0);
  }
  while (chance (maker, 30)) {
    add (maker, SIM_STEP_CLOCK, below (maker, HEALS_AT_MS), reg, 0, 0);
    set (maker, below (maker, 1200000) - 600000, 0, 0, 0);
  }
}

static void
add_wallets (Maker *maker)
{
  for (guint wallet = 0; wallet < 2; wallet++) {
    while (chance (maker, 25)) {
      add (maker, SIM_STEP_OUTAGE, below (maker, HEALS_AT_MS), 0, 0, 0);
      set (maker, wallet, below (maker, 60000), 0, 0);
    }
    while (chance (maker, 25)) {
      add (maker, SIM_STEP_SHORT, below (maker, HEALS_AT_MS), 0, 0, 0);
      set (maker, wallet, below (maker, 120000), 0, 0);
    }
  }
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const SimStep *first = a, *second = b;

  if (first->at_ms != second->at_ms)
    return first->at_ms < second->at_ms ? -1 : 1;
  return first->id < second->id ? -1 : 1;
}

SimPlan *
sim_plan_new_random (guint64 seed)
{
  static const guint rates[] = { 0, 50, 50, 100, 150, 300, 600 };
  SimPlan           *self = g_new0 (SimPlan, 1);
  Maker              maker = { .plan = self };
  gboolean           calm;

  self->seed = seed;
  self->steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  self->mishaps = g_array_new (FALSE, FALSE, sizeof (SimMishap));
  self->heals_at_ms = HEALS_AT_MS;
  self->n_registers = 1 + (guint) below (&maker, 3);
  self->rate = rates[below (&maker, G_N_ELEMENTS (rates))];
  self->mask = chance (&maker, 50) ? G_MAXUINT : (guint) draw (&maker);
  self->thorough = seed % 64 == 0;
  calm = self->rate == 0;

  for (guint reg = 0; reg < self->n_registers; reg++) {
    gint64 n_orders = 6 + below (&maker, 10);

    for (gint64 i = 0; i < n_orders; i++)
      add_order (&maker, reg);
    if (!calm)
      add_machines (&maker, reg);
  }
  if (!calm)
    add_wallets (&maker);
  for (guint reg = 0; reg < self->n_registers; reg++)
    add_corrections (&maker, reg);
  g_array_sort (self->steps, compare_steps);

  return self;
}
