/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-journal.h"

G_BEGIN_DECLS

/**
 * TrivetOutbox:
 *
 * Facts of one payment or refund on their way to the disk: one batch at a time so that their order
 * is kept, and what the disk refuses is tried again without end, because a result that a power cut
 * would forget is no result. Its owner may go at any time; callbacks then do nothing.
 */
typedef struct _TrivetOutbox TrivetOutbox;

/* @owner is what was given to _new(). @facts are on the disk. The owner may be freed in it. */
typedef void (*TrivetOutboxDurableFunc) (gpointer      owner,
                                         GPtrArray    *facts);
/* The disk refused; called once for a row of refusals. */
typedef void (*TrivetOutboxRefusedFunc) (gpointer      owner,
                                         const GError *error);

TrivetOutbox *_trivet_outbox_new   (TrivetJournal           *journal,
                                    TrivetClock             *clock,
                                    TrivetOutboxDurableFunc  on_durable,
                                    TrivetOutboxRefusedFunc  on_refused,
                                    gpointer                 owner);
void          _trivet_outbox_close (TrivetOutbox            *self);
void          _trivet_outbox_put   (TrivetOutbox            *self,
                                    TrivetFact              *fact);
void          _trivet_outbox_flush (TrivetOutbox            *self);

G_END_DECLS
