/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-manual-clock.h"

/* 2026-01-01 12:00:00 UTC; tests may print times, so they start at a real one. */
#define FIRST_WALL_US G_GINT64_CONSTANT (1767268800000000)

typedef struct {
  guint          id;
  guint          delay_ms;
  gint64         due_us;
  GSourceFunc    func;
  gpointer       user_data;
  GDestroyNotify notify;
} Timeout;

struct _TrivetManualClock {
  GObject parent_instance;

  gint64      now_us; /* monotonic */
  gint64      wall_offset_us;
  guint       last_id;
  GSequence  *timeouts; /* Timeout (owned), by due time and id */
  GHashTable *by_id;    /* id → GSequenceIter */
};

static void trivet_manual_clock_clock_init (TrivetClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetManualClock,
                               trivet_manual_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_CLOCK,
                                                      trivet_manual_clock_clock_init))

static int
compare_timeouts (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const Timeout *first = a, *second = b;

  if (first->due_us != second->due_us)
    return first->due_us < second->due_us ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

static void
timeout_free (Timeout *timeout)
{
  if (timeout->notify != NULL)
    timeout->notify (timeout->user_data);
  g_free (timeout);
}

static gint64
trivet_manual_clock_get_wall_us (TrivetClock *clock)
{
  TrivetManualClock *self = TRIVET_MANUAL_CLOCK (clock);

  return self->now_us + self->wall_offset_us;
}

static gint64
trivet_manual_clock_get_monotonic_us (TrivetClock *clock)
{
  return TRIVET_MANUAL_CLOCK (clock)->now_us;
}

static void
insert_timeout (TrivetManualClock *self,
                Timeout           *timeout)
{
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (timeout->id),
                       g_sequence_insert_sorted (self->timeouts, timeout, compare_timeouts, NULL));
}

static guint
trivet_manual_clock_add_timeout (TrivetClock   *clock,
                                 guint          delay_ms,
                                 GSourceFunc    func,
                                 gpointer       user_data,
                                 GDestroyNotify notify)
{
  TrivetManualClock *self = TRIVET_MANUAL_CLOCK (clock);
  Timeout           *timeout = g_new0 (Timeout, 1);

  timeout->id = ++self->last_id;
  timeout->delay_ms = delay_ms;
  timeout->due_us = self->now_us + (gint64) delay_ms * 1000;
  timeout->func = func;
  timeout->user_data = user_data;
  timeout->notify = notify;
  insert_timeout (self, timeout);

  return timeout->id;
}

static void
trivet_manual_clock_remove_timeout (TrivetClock *clock,
                                    guint        id)
{
  TrivetManualClock *self = TRIVET_MANUAL_CLOCK (clock);
  GSequenceIter     *iter = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id));

  /* A timeout that is gone, or runs just now, is a bug of the caller. */
  g_assert_nonnull (iter);
  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (id));
  g_sequence_remove (iter);
}

static void
trivet_manual_clock_clock_init (TrivetClockInterface *iface)
{
  iface->get_wall_us = trivet_manual_clock_get_wall_us;
  iface->get_monotonic_us = trivet_manual_clock_get_monotonic_us;
  iface->add_timeout = trivet_manual_clock_add_timeout;
  iface->remove_timeout = trivet_manual_clock_remove_timeout;
}

static void
trivet_manual_clock_finalize (GObject *object)
{
  TrivetManualClock *self = TRIVET_MANUAL_CLOCK (object);

  g_hash_table_unref (self->by_id);
  g_sequence_free (self->timeouts);

  G_OBJECT_CLASS (trivet_manual_clock_parent_class)->finalize (object);
}

static void
trivet_manual_clock_class_init (TrivetManualClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_manual_clock_finalize;
}

static void
trivet_manual_clock_init (TrivetManualClock *self)
{
  self->now_us = G_USEC_PER_SEC;
  self->wall_offset_us = FIRST_WALL_US - self->now_us;
  self->timeouts = g_sequence_new ((GDestroyNotify) timeout_free);
  self->by_id = g_hash_table_new (NULL, NULL);
}

/**
 * trivet_manual_clock_new:
 *
 * Returns: (transfer full): a clock that stands at noon of the first day of 2026, UTC
 */
TrivetManualClock *
trivet_manual_clock_new (void)
{
  return g_object_new (TRIVET_TYPE_MANUAL_CLOCK, NULL);
}

/**
 * trivet_manual_clock_drain:
 * @self: a clock
 *
 * Runs everything that is ready in the main context, without moving time.
 */
void
trivet_manual_clock_drain (TrivetManualClock *self)
{
  g_return_if_fail (TRIVET_IS_MANUAL_CLOCK (self));

  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Runs the earliest timeout that is due at @until_us or before. */
static gboolean
run_next (TrivetManualClock *self,
          gint64             until_us)
{
  GSequenceIter *iter = g_sequence_get_begin_iter (self->timeouts);
  Timeout       *timeout, *running;

  if (g_sequence_iter_is_end (iter))
    return FALSE;
  timeout = g_sequence_get (iter);
  if (timeout->due_us > until_us)
    return FALSE;

  /* It is taken out first, so that its function may remove or add what it likes. */
  running = g_memdup2 (timeout, sizeof *timeout);
  timeout->notify = NULL;
  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (running->id));
  g_sequence_remove (iter);

  self->now_us = MAX (self->now_us, running->due_us);
  if (running->func (running->user_data) == G_SOURCE_CONTINUE) {
    running->due_us = self->now_us + (gint64) running->delay_ms * 1000;
    insert_timeout (self, running);
  } else {
    timeout_free (running);
  }
  trivet_manual_clock_drain (self);

  return TRUE;
}

/**
 * trivet_manual_clock_advance:
 * @self: a clock
 * @ms: how far; 0 runs what is due now
 *
 * Moves both times on, and runs every timeout on the way at its own time.
 */
void
trivet_manual_clock_advance (TrivetManualClock *self,
                             gint64             ms)
{
  gint64 until_us;

  g_return_if_fail (TRIVET_IS_MANUAL_CLOCK (self));
  g_return_if_fail (ms >= 0);

  until_us = self->now_us + ms * 1000;
  trivet_manual_clock_drain (self);
  while (run_next (self, until_us))
    ;
  self->now_us = until_us;
  trivet_manual_clock_drain (self);
}

/**
 * trivet_manual_clock_advance_next:
 * @self: a clock
 *
 * Jumps to the next timeout and runs it.
 *
 * Returns: %FALSE when there is none
 */
gboolean
trivet_manual_clock_advance_next (TrivetManualClock *self)
{
  g_return_val_if_fail (TRIVET_IS_MANUAL_CLOCK (self), FALSE);

  trivet_manual_clock_drain (self);
  return run_next (self, G_MAXINT64);
}

/**
 * trivet_manual_clock_jump_wall:
 * @self: a clock
 * @ms: how far; negative sets it back
 *
 * Somebody sets the wall clock; the monotonic one does not notice.
 */
void
trivet_manual_clock_jump_wall (TrivetManualClock *self,
                               gint64             ms)
{
  g_return_if_fail (TRIVET_IS_MANUAL_CLOCK (self));

  self->wall_offset_us += ms * 1000;
}

/**
 * trivet_manual_clock_get_n_timeouts:
 * @self: a clock
 *
 * Returns: how many timeouts are waiting; 0 says that nothing goes on by itself
 */
guint
trivet_manual_clock_get_n_timeouts (TrivetManualClock *self)
{
  g_return_val_if_fail (TRIVET_IS_MANUAL_CLOCK (self), 0);

  return (guint) g_sequence_get_length (self->timeouts);
}
