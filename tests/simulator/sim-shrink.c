/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-run.h"

#include <string.h>

/* Delta debugging: leaves out steps and mishaps, in ever smaller pieces, as long as the same thing
 * fails. Chance is drawn from names, not from a stream, so that what stays is not disturbed. */

#define MAX_TRIALS 4000

typedef struct {
  const SimPlan *whole;
  GArray        *happened; /* SimMishap */
  gboolean      *keep;     /* first the steps, then the mishaps */
  guint          n;
  char          *name; /* of what fails */
  guint          n_trials;
} Shrinker;

/* "books-differ: payment …" → "books-differ" */
static char *
dup_name (const char *message)
{
  return g_strndup (message, strcspn (message, ":"));
}

static SimPlan *
make_plan (Shrinker *self)
{
  g_autoptr (GArray) mishaps = g_array_new (FALSE, FALSE, sizeof (SimMishap));
  guint n_steps = self->whole->steps->len;

  for (guint i = 0; i < self->happened->len; i++) {
    if (self->keep[n_steps + i])
      g_array_append_val (mishaps, g_array_index (self->happened, SimMishap, i));
  }
  return sim_plan_new_subset (self->whole, self->keep, mishaps);
}

static gboolean
fails_alike (Shrinker *self)
{
  g_autoptr (SimPlan) plan = make_plan (self);
  g_autofree char *message = sim_run_plan (plan);
  g_autofree char *name = message != NULL ? dup_name (message) : NULL;

  self->n_trials++;
  return g_strcmp0 (name, self->name) == 0;
}

/* Returns: whether anything could be left out in pieces of @size */
static gboolean
leave_out (Shrinker *self,
           guint     size)
{
  g_autofree gboolean *before = NULL;
  gboolean             any = FALSE;

  for (guint first = 0; first < self->n && self->n_trials < MAX_TRIALS; first += size) {
    gboolean kept = FALSE;

    g_free (before);
    before = g_memdup2 (self->keep, self->n * sizeof *self->keep);
    for (guint i = first; i < MIN (first + size, self->n); i++) {
      kept = kept || self->keep[i];
      self->keep[i] = FALSE;
    }
    if (!kept)
      continue;
    if (fails_alike (self))
      any = TRUE;
    else
      memcpy (self->keep, before, self->n * sizeof *self->keep);
  }

  return any;
}

/**
 * sim_shrink:
 * @whole: a plan that has just failed; what happened in it stands in the report
 * @message: how it failed
 *
 * Returns: (transfer full) (nullable): a small plan that fails alike, %NULL when it does not repeat
 */
SimPlan *
sim_shrink (const SimPlan *whole,
            const char    *message)
{
  Shrinker self = { .whole = whole, .name = dup_name (message) };
  SimPlan *small = NULL;

  self.happened = g_array_new (FALSE, FALSE, sizeof (SimMishap));
  g_array_append_vals (self.happened, sim_report->happened, sim_report->n_happened);
  self.n = whole->steps->len + self.happened->len;
  self.keep = g_new (gboolean, self.n);
  for (guint i = 0; i < self.n; i++)
    self.keep[i] = TRUE;

  if (fails_alike (&self)) {
    for (guint size = MAX (self.n / 2, 1); size > 1; size /= 2)
      leave_out (&self, size);
    while (leave_out (&self, 1))
      ;
    small = make_plan (&self);
  }
  g_array_unref (self.happened);
  g_free (self.keep);
  g_free (self.name);
  return small;
}
