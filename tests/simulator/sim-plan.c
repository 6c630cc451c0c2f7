/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-plan.h"

#include <gio/gio.h>
#include <stdio.h>

/* Plans as text and as subsets; sim-plan-random.c makes them up. A script names everything that
 * happens, so it stays the same world when the generator changes. */

static const char *const step_names[SIM_N_STEPS] = {
  "open", "charge", "show", "cash", "cancel", "check", "override",
  "claim", "refund", "return", "by-hand", "check-refund", "discount", "void",
  "reopen", "change", "close", "hand-out",
  "crash", "disk-full", "disk-slow", "clock", "outage", "short"
};

static const char *const call_names[SIM_N_CALLS] = {
  "charge", "show", "query", "reverse", "close", "refund", "query-refund"
};

static const char *const mishap_names[SIM_N_MISHAPS] = {
  "none", "unsent", "lost-request", "lost-answer", "reset", "late-request", "slow",
  "forgetful", "twice", "forged", "forged-no", "other-amount", "other-number", "garbled",
  "busy", "busy-done", "new-code", "stale", "later", "lie"
};

const char *
sim_call_get_name (SimCallKind kind)
{
  return call_names[kind];
}

const char *
sim_mishap_get_name (SimMishapKind kind)
{
  return mishap_names[kind];
}

/* Chance without a stream: leaving one event out changes no other. */
guint64
sim_hash (guint64 a,
          guint64 b)
{
  guint64 z = a + (b + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

void
sim_plan_free (SimPlan *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->mishaps);
  g_free (self);
}

/* Which mishaps make sense for which call. A stale answer to a refund's query is left out: the
 * documents give no bound for it. */
static gboolean
is_possible (SimMishapKind kind,
             SimCallKind   call)
{
  if (kind == SIM_MISHAP_STALE)
    return call == SIM_CALL_QUERY;
  if (kind == SIM_MISHAP_LATER)
    return call == SIM_CALL_REVERSE;
  if (kind == SIM_MISHAP_LIE)
    return call == SIM_CALL_CHARGE;
  return TRUE;
}

static SimMishapKind
find_listed (const SimPlan *self,
             guint          step,
             guint          refund,
             SimCallKind    call,
             guint          n)
{
  for (guint i = 0; i < self->mishaps->len; i++) {
    const SimMishap *mishap = &g_array_index (self->mishaps, SimMishap, i);

    if (mishap->step == step && mishap->refund == refund && mishap->call == call && mishap->n == n)
      return mishap->kind;
  }

  return SIM_MISHAP_NONE;
}

/* @ret_luck: numbers for whatever else must be drawn for this call; the same with a list. */
SimMishapKind
sim_plan_find_mishap (const SimPlan *self,
                      guint          step,
                      guint          refund,
                      SimCallKind    call,
                      guint          n,
                      guint64       *ret_luck)
{
  guint64       luck = sim_hash (sim_hash (self->seed, ((guint64) step << 32) | refund), ((guint64) call << 32) | n);
  SimMishapKind kind;

  *ret_luck = sim_hash (luck, 1);
  if (self->by_list)
    return find_listed (self, step, refund, call, n);
  if (luck % 1000 >= self->rate)
    return SIM_MISHAP_NONE;

  kind = 1 + (luck >> 20) % (SIM_N_MISHAPS - 1);
  return (self->mask & (1u << kind)) && is_possible (kind, call) ? kind : SIM_MISHAP_NONE;
}

SimPlan *
sim_plan_new_subset (const SimPlan  *whole,
                     const gboolean *keep_steps,
                     GArray         *mishaps)
{
  SimPlan *self = g_memdup2 (whole, sizeof *whole);

  self->steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  for (guint i = 0; i < whole->steps->len; i++) {
    if (keep_steps[i])
      g_array_append_val (self->steps, g_array_index (whole->steps, SimStep, i));
  }
  self->mishaps = g_array_ref (mishaps);
  self->by_list = TRUE;
  return self;
}

char *
sim_plan_print (const SimPlan *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "world seed %" G_GUINT64_FORMAT " registers %u heals %" G_GINT64_FORMAT "\n",
                          self->seed, self->n_registers, self->heals_at_ms);
  for (guint i = 0; i < self->steps->len; i++) {
    const SimStep *step = &g_array_index (self->steps, SimStep, i);

    g_string_append_printf (text, "step %u at %" G_GINT64_FORMAT " %s register %u order %u target %u numbers %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                            step->id, step->at_ms, step_names[step->kind], step->reg, step->order,
                            step->target, step->a, step->b, step->c, step->d);
  }
  for (guint i = 0; i < self->mishaps->len; i++) {
    const SimMishap *mishap = &g_array_index (self->mishaps, SimMishap, i);

    g_string_append_printf (text, "mishap step %u refund %u %s %u %s\n", mishap->step,
                            mishap->refund, call_names[mishap->call], mishap->n,
                            mishap_names[mishap->kind]);
  }

  return g_string_free (text, FALSE);
}

static gboolean
find_name (const char *const *names,
           guint              n_names,
           const char        *name,
           guint             *ret_index)
{
  for (guint i = 0; i < n_names; i++) {
    if (g_str_equal (names[i], name)) {
      *ret_index = i;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
parse_line (SimPlan    *self,
            const char *line)
{
  SimStep   step = { 0 };
  SimMishap mishap = { 0 };
  char      name[32], other[32];
  guint     index = 0;

  if (*line == '\0' || *line == '#')
    return TRUE;
  if (sscanf (line, "world seed %" G_GUINT64_FORMAT " registers %u heals %" G_GINT64_FORMAT,
              &self->seed, &self->n_registers, &self->heals_at_ms) == 3)
    return TRUE;
  if (sscanf (line, "step %u at %" G_GINT64_FORMAT " %31s register %u order %u target %u numbers %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
              &step.id, &step.at_ms, name, &step.reg, &step.order, &step.target, &step.a, &step.b,
              &step.c, &step.d) == 10 &&
      find_name (step_names, SIM_N_STEPS, name, &index)) {
    step.kind = index;
    g_array_append_val (self->steps, step);
    return TRUE;
  }
  if (sscanf (line, "mishap step %u refund %u %31s %u %31s", &mishap.step, &mishap.refund, name,
              &mishap.n, other) != 5 ||
      !find_name (call_names, SIM_N_CALLS, name, &index))
    return FALSE;
  mishap.call = index;
  if (!find_name (mishap_names, SIM_N_MISHAPS, other, &index))
    return FALSE;
  mishap.kind = index;
  g_array_append_val (self->mishaps, mishap);
  return TRUE;
}

SimPlan *
sim_plan_new_parsed (const char *text,
                     GError    **error)
{
  g_autoptr (SimPlan) self = g_new0 (SimPlan, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  self->steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  self->mishaps = g_array_new (FALSE, FALSE, sizeof (SimMishap));
  self->by_list = TRUE;
  self->thorough = TRUE;
  for (guint i = 0; lines[i] != NULL; i++) {
    if (!parse_line (self, lines[i])) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Line %u is no part of a script: %s",
                   i + 1, lines[i]);
      return NULL;
    }
  }

  return g_steal_pointer (&self);
}
