/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-clock-watch.h"

/*
 * TrivetClockWatch: compares the wall clock with the newest fact, soon after the start, after each append
 * and once a minute.
 */

/* Registers of one shop agree within seconds when their clocks are set by the network. */
#define TOLERANCE_US (2 * 60 * G_USEC_PER_SEC)
#define LOOK_MS      (60 * 1000)
/* The first frame has the disk for itself. */
#define READ_MS 1000

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

struct _TrivetClockWatch {
  GObject parent_instance;

  TrivetRepository *repository;
  TrivetClock      *clock;
  gint64            newest_us;
  gboolean          behind;
  guint             timeout_id;
};

G_DEFINE_FINAL_TYPE (TrivetClockWatch, trivet_clock_watch, G_TYPE_OBJECT)

static void
trivet_clock_watch_dispose (GObject *object)
{
  TrivetClockWatch *self = TRIVET_CLOCK_WATCH (object);

  if (self->timeout_id != 0)
    trivet_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
  g_clear_object (&self->clock);
  g_clear_object (&self->repository);

  G_OBJECT_CLASS (trivet_clock_watch_parent_class)->dispose (object);
}

static void
trivet_clock_watch_class_init (TrivetClockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_clock_watch_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_clock_watch_init (TrivetClockWatch *self)
{
  self->newest_us = G_MININT64;
}

static void
look (TrivetClockWatch *self)
{
  gint64   now_us = trivet_clock_get_wall_us (self->clock);
  gboolean behind = self->newest_us != G_MININT64 && now_us < self->newest_us - TOLERANCE_US;

  if (behind == self->behind)
    return;
  self->behind = behind;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
see (TrivetClockWatch *self,
     TrivetFact       *fact)
{
  self->newest_us = MAX (self->newest_us, trivet_fact_get_time_us (fact));
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  TrivetClockWatch *self = user_data;

  for (guint i = 0; i < facts->len; i++)
    see (self, g_ptr_array_index (facts, i));
  look (self);
}

static void
on_newest_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetClockWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  entries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (entries == NULL) {
    g_warning ("The newest entry cannot be read, so nobody looks whether the clock is right: %s", error->message);
    return;
  }
  if (self->clock == NULL || entries->len == 0)
    return;

  see (self, ((TrivetAuditEntry *) g_ptr_array_index (entries, 0))->fact);
  look (self);
}

static gboolean
on_look_again (gpointer user_data)
{
  look (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_time_to_read (gpointer user_data)
{
  TrivetClockWatch *self = user_data;
  TrivetAuditQuery  newest = { .limit = 1 };

  self->timeout_id = trivet_clock_add_timeout (self->clock, LOOK_MS, on_look_again, self, NULL);
  trivet_repository_list_audit_async (self->repository, &newest, NULL, on_newest_read, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/**
 * trivet_clock_watch_new:
 * @journal: where facts are written
 * @repository: of the same store
 * @clock: the one that facts are stamped by
 *
 * Reads the newest fact a second later, and looks on from then.
 *
 * Returns: (transfer full): a watch that knows nothing yet
 */
TrivetClockWatch *
trivet_clock_watch_new (TrivetJournal    *journal,
                        TrivetRepository *repository,
                        TrivetClock      *clock)
{
  TrivetClockWatch *self;

  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self = g_object_new (TRIVET_TYPE_CLOCK_WATCH, NULL);
  self->clock = g_object_ref (clock);
  self->repository = g_object_ref (repository);
  self->timeout_id = trivet_clock_add_timeout (clock, READ_MS, on_time_to_read, self, NULL);
  g_signal_connect_object (journal, "committed", G_CALLBACK (on_committed), self, 0);

  return self;
}

/**
 * trivet_clock_watch_is_behind:
 * @self: a watch
 *
 * Returns: whether the clock says at least two minutes less than what was written last
 */
gboolean
trivet_clock_watch_is_behind (TrivetClockWatch *self)
{
  g_return_val_if_fail (TRIVET_IS_CLOCK_WATCH (self), FALSE);

  return self->behind;
}

/**
 * trivet_clock_watch_get_newest_us:
 * @self: a watch
 *
 * Returns: the wall time of the newest fact that is known, in microseconds; %G_MININT64 for none
 */
gint64
trivet_clock_watch_get_newest_us (TrivetClockWatch *self)
{
  g_return_val_if_fail (TRIVET_IS_CLOCK_WATCH (self), G_MININT64);

  return self->newest_us;
}
