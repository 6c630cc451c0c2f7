/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-journal.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_CLOCK_WATCH (trivet_clock_watch_get_type ())
G_DECLARE_FINAL_TYPE (TrivetClockWatch, trivet_clock_watch, TRIVET, CLOCK_WATCH, GObject)

/**
 * TrivetClockWatch:
 *
 * Notices that this register's clock says less than what was written last: somebody has set it back,
 * or its battery is empty. Selling goes on, the order of facts does not depend on it; times on papers
 * and in reports do, so a person should hear of it.
 *
 * Signal `changed`: the clock is behind now, or is not any more.
 */
TrivetClockWatch *trivet_clock_watch_new           (TrivetJournal    *journal,
                                                    TrivetRepository *repository,
                                                    TrivetClock      *clock);
gboolean          trivet_clock_watch_is_behind     (TrivetClockWatch *self);
gint64            trivet_clock_watch_get_newest_us (TrivetClockWatch *self);

G_END_DECLS
