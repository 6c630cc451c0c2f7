/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-outbox-private.h"

#define FIRST_RETRY_MS 500
#define MAX_RETRY_MS   30000

struct _TrivetOutbox {
  TrivetJournal          *journal;
  TrivetClock            *clock;
  TrivetOutboxDurableFunc on_durable;
  TrivetOutboxRefusedFunc on_refused;
  gpointer                owner;     /* NULL: closed */
  GPtrArray              *waiting;   /* TrivetFact: to be appended next */
  GPtrArray              *in_flight; /* TrivetFact: with the journal, or waiting for another try */
  guint                   retry_id;
  guint                   retry_ms;
};

static void
outbox_clear (gpointer data)
{
  TrivetOutbox *self = data;

  g_clear_pointer (&self->in_flight, g_ptr_array_unref);
  g_ptr_array_unref (self->waiting);
  g_object_unref (self->journal);
  g_object_unref (self->clock);
}

/* Each append and each timer holds a reference of its own. */
static void
outbox_unref (TrivetOutbox *self)
{
  g_rc_box_release_full (self, outbox_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOutbox, outbox_unref)

/**
 * _trivet_outbox_new:
 * @journal: where facts go
 * @clock: gives the time between tries
 * @on_durable: told what is on the disk
 * @on_refused: told when the disk refuses
 * @owner: for both; not referenced
 *
 * Returns: (transfer full): an empty outbox; free with _trivet_outbox_close()
 */
TrivetOutbox *
_trivet_outbox_new (TrivetJournal          *journal,
                    TrivetClock            *clock,
                    TrivetOutboxDurableFunc on_durable,
                    TrivetOutboxRefusedFunc on_refused,
                    gpointer                owner)
{
  TrivetOutbox *self = g_rc_box_new0 (TrivetOutbox);

  self->journal = g_object_ref (journal);
  self->clock = g_object_ref (clock);
  self->on_durable = on_durable;
  self->on_refused = on_refused;
  self->owner = owner;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  return self;
}

/**
 * _trivet_outbox_close:
 * @self: (transfer full): an outbox
 *
 * Its owner goes. What is with the journal will be written or not; nobody is told.
 */
void
_trivet_outbox_close (TrivetOutbox *self)
{
  self->owner = NULL;
  if (self->retry_id != 0) {
    trivet_clock_remove_timeout (self->clock, self->retry_id);
    self->retry_id = 0;
  }
  outbox_unref (self);
}

static void append_in_flight (TrivetOutbox *self);

static gboolean
on_retry_due (gpointer user_data)
{
  TrivetOutbox *self = user_data;

  self->retry_id = 0;
  append_in_flight (self);

  return G_SOURCE_REMOVE;
}

static void
retry_later (TrivetOutbox *self,
             const GError *error)
{
  if (self->retry_ms == 0) {
    self->on_refused (self->owner, error);
    self->retry_ms = FIRST_RETRY_MS;
  } else {
    self->retry_ms = MIN (self->retry_ms * 2, MAX_RETRY_MS);
  }

  self->retry_id =
    trivet_clock_add_timeout (self->clock, self->retry_ms, on_retry_due, self, NULL);
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetOutbox) self = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean durable;

  durable = trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);
  if (self->owner == NULL)
    return;
  if (!durable) {
    retry_later (self, error);
    return;
  }

  self->retry_ms = 0;
  facts = g_steal_pointer (&self->in_flight);
  self->on_durable (self->owner, facts);
  if (self->owner != NULL)
    _trivet_outbox_flush (self);
}

static void
append_in_flight (TrivetOutbox *self)
{
  trivet_journal_append_async (self->journal, self->in_flight, on_appended,
                               g_rc_box_acquire (self));
}

/**
 * _trivet_outbox_put:
 * @self: an outbox
 * @fact: (transfer full): the next fact; nothing happens before _trivet_outbox_flush()
 */
void
_trivet_outbox_put (TrivetOutbox *self,
                    TrivetFact   *fact)
{
  g_ptr_array_add (self->waiting, fact);
}

/**
 * _trivet_outbox_flush:
 * @self: an outbox
 *
 * Hands what waits to the journal, unless a batch is with it already; then what waits follows.
 */
void
_trivet_outbox_flush (TrivetOutbox *self)
{
  if (self->in_flight != NULL || self->waiting->len == 0)
    return;

  self->in_flight = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  append_in_flight (self);
}
