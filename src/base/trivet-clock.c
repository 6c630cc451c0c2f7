/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-clock.h"

/*
 * TrivetClock: where time comes from. The system clock is the real one; tests and the simulator
 * bring their own.
 */

G_DEFINE_INTERFACE (TrivetClock, trivet_clock, G_TYPE_OBJECT)

static void
trivet_clock_default_init (TrivetClockInterface *iface)
{
}

/**
 * trivet_clock_get_wall_us:
 * @self: a clock
 *
 * Returns: microseconds since 1970-01-01 UTC; may jump either way when somebody sets the clock
 */
gint64
trivet_clock_get_wall_us (TrivetClock *self)
{
  g_return_val_if_fail (TRIVET_IS_CLOCK (self), 0);

  return TRIVET_CLOCK_GET_IFACE (self)->get_wall_us (self);
}

/* A register that believed in any time it is told would follow one that is set to the next century. */
#define MAX_AHEAD_US (24 * 3600 * G_GINT64_CONSTANT (1000000))

/* The last stamp of a clock is its own business, whatever kind of clock it is. */
static gint64 *
get_last_stamp (TrivetClock *self)
{
  static GQuark quark;
  gint64       *last;

  if (quark == 0)
    quark = g_quark_from_static_string ("trivet-clock-last-stamp");
  last = g_object_get_qdata (G_OBJECT (self), quark);
  if (last == NULL) {
    last = g_new (gint64, 1);
    *last = G_MININT64;
    g_object_set_qdata_full (G_OBJECT (self), quark, last, g_free);
  }

  return last;
}

/**
 * trivet_clock_next_stamp_us:
 * @self: a clock
 *
 * A time for something that is written down: as trivet_clock_get_wall_us(), but never before the
 * stamps before it, and later than those that were seen, also after somebody has set the clock back.
 * Ids of one clock tell what has the same stamp apart (trivet_id_new()). For one thread.
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
trivet_clock_next_stamp_us (TrivetClock *self)
{
  gint64  wall_us = trivet_clock_get_wall_us (self);
  gint64 *last = get_last_stamp (self);

  *last = wall_us >= *last ? wall_us : *last + 1;

  return *last;
}

/**
 * trivet_clock_see_stamp_us:
 * @self: a clock
 * @stamp_us: of a fact of any register, or of a former run
 *
 * What is written from now on comes later, because it may be done because of that. A stamp more than
 * a day ahead is passed over.
 */
void
trivet_clock_see_stamp_us (TrivetClock *self,
                           gint64       stamp_us)
{
  gint64 *last = get_last_stamp (self);

  if (stamp_us <= trivet_clock_get_wall_us (self) + MAX_AHEAD_US)
    *last = MAX (*last, stamp_us + 1);
}

/**
 * trivet_clock_get_monotonic_us:
 * @self: a clock
 *
 * Returns: microseconds that never go back; only differences mean something
 */
gint64
trivet_clock_get_monotonic_us (TrivetClock *self)
{
  g_return_val_if_fail (TRIVET_IS_CLOCK (self), 0);

  return TRIVET_CLOCK_GET_IFACE (self)->get_monotonic_us (self);
}

/**
 * trivet_clock_add_timeout:
 * @self: a clock
 * @delay_ms: milliseconds of monotonic time until the first call
 * @func: (scope notified): called in the caller's thread-default main context
 * @user_data: for @func
 * @notify: (nullable): frees @user_data at the end
 *
 * Returns: an id for trivet_clock_remove_timeout(), never 0
 */
guint
trivet_clock_add_timeout (TrivetClock   *self,
                          guint          delay_ms,
                          GSourceFunc    func,
                          gpointer       user_data,
                          GDestroyNotify notify)
{
  g_return_val_if_fail (TRIVET_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return TRIVET_CLOCK_GET_IFACE (self)->add_timeout (self, delay_ms, func, user_data, notify);
}

/**
 * trivet_clock_remove_timeout:
 * @self: a clock
 * @id: from trivet_clock_add_timeout(), not yet ended
 *
 * Forgets a timeout.
 */
void
trivet_clock_remove_timeout (TrivetClock *self,
                             guint        id)
{
  g_return_if_fail (TRIVET_IS_CLOCK (self));
  g_return_if_fail (id != 0);

  TRIVET_CLOCK_GET_IFACE (self)->remove_timeout (self, id);
}

struct _TrivetSystemClock {
  GObject parent_instance;
};

static void trivet_system_clock_iface_init (TrivetClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetSystemClock, trivet_system_clock, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_CLOCK, trivet_system_clock_iface_init))

static gint64
trivet_system_clock_get_wall_us (TrivetClock *clock)
{
  return g_get_real_time ();
}

static gint64
trivet_system_clock_get_monotonic_us (TrivetClock *clock)
{
  return g_get_monotonic_time ();
}

static guint
trivet_system_clock_add_timeout (TrivetClock   *clock,
                                 guint          delay_ms,
                                 GSourceFunc    func,
                                 gpointer       user_data,
                                 GDestroyNotify notify)
{
  g_autoptr (GSource) source = g_timeout_source_new (delay_ms);

  g_source_set_callback (source, func, user_data, notify);

  return g_source_attach (source, g_main_context_get_thread_default ());
}

static void
trivet_system_clock_remove_timeout (TrivetClock *clock,
                                    guint        id)
{
  GSource *source = g_main_context_find_source_by_id (g_main_context_get_thread_default (), id);

  if (source != NULL)
    g_source_destroy (source);
}

static void
trivet_system_clock_iface_init (TrivetClockInterface *iface)
{
  iface->get_wall_us = trivet_system_clock_get_wall_us;
  iface->get_monotonic_us = trivet_system_clock_get_monotonic_us;
  iface->add_timeout = trivet_system_clock_add_timeout;
  iface->remove_timeout = trivet_system_clock_remove_timeout;
}

static void
trivet_system_clock_class_init (TrivetSystemClockClass *klass)
{
}

static void
trivet_system_clock_init (TrivetSystemClock *self)
{
}

/**
 * trivet_system_clock_new:
 *
 * Returns: (transfer full): the machine's clock
 */
TrivetClock *
trivet_system_clock_new (void)
{
  return g_object_new (TRIVET_TYPE_SYSTEM_CLOCK, NULL);
}
