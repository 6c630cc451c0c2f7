/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_CLOCK (trivet_clock_get_type ())
G_DECLARE_INTERFACE (TrivetClock, trivet_clock, TRIVET, CLOCK, GObject)

/**
 * TrivetClockInterface:
 * @get_wall_us: MUST return microseconds since 1970-01-01 UTC; may jump either way
 * @get_monotonic_us: MUST return a time that never goes back; its zero means nothing
 * @add_timeout: MUST call @func in the thread-default main context of the caller after
 *   @delay_ms of monotonic time, again while it returns %G_SOURCE_CONTINUE, and @notify once
 *   at the end; returns an id that is never zero
 * @remove_timeout: MUST forget the timeout and call its @notify
 *
 * Where time comes from, so that tests and the simulator jump instead of waiting.
 */
struct _TrivetClockInterface {
  GTypeInterface parent_iface;

  gint64 (*get_wall_us)      (TrivetClock    *self);
  gint64 (*get_monotonic_us) (TrivetClock    *self);
  guint  (*add_timeout)      (TrivetClock    *self,
                              guint           delay_ms,
                              GSourceFunc     func,
                              gpointer        user_data,
                              GDestroyNotify  notify);
  void   (*remove_timeout)   (TrivetClock    *self,
                              guint           id);
};

gint64 trivet_clock_get_wall_us      (TrivetClock    *self);
gint64 trivet_clock_next_stamp_us    (TrivetClock    *self);
void   trivet_clock_see_stamp_us     (TrivetClock    *self,
                                      gint64          stamp_us);
gint64 trivet_clock_get_monotonic_us (TrivetClock    *self);
guint  trivet_clock_add_timeout      (TrivetClock    *self,
                                      guint           delay_ms,
                                      GSourceFunc     func,
                                      gpointer        user_data,
                                      GDestroyNotify  notify);
void   trivet_clock_remove_timeout   (TrivetClock    *self,
                                      guint           id);

#define TRIVET_TYPE_SYSTEM_CLOCK (trivet_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSystemClock, trivet_system_clock, TRIVET, SYSTEM_CLOCK, GObject)

TrivetClock *trivet_system_clock_new (void);

G_END_DECLS
