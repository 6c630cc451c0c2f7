/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-wire-private.h"

#define CALL_LIMIT_MS 90000

struct _TrivetWire {
  TrivetClock   *clock;
  TrivetWireFunc on_answer;
  gpointer       owner; /* NULL: closed */
  TrivetCallKind call;
  guint          serial;
  GCancellable  *cancellable;
  guint          limit_id;
};

/* One call's way back. */
typedef struct {
  TrivetWire    *wire;
  TrivetCallKind kind;
  guint          serial;
} Ticket;

static void
wire_clear (gpointer data)
{
  TrivetWire *self = data;

  g_clear_object (&self->cancellable);
  g_object_unref (self->clock);
}

static void
wire_unref (TrivetWire *self)
{
  g_rc_box_release_full (self, wire_clear);
}

static void
ticket_free (Ticket *ticket)
{
  wire_unref (ticket->wire);
  g_free (ticket);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ticket, ticket_free)

/**
 * _trivet_wire_new:
 * @clock: gives the limit of a wait
 * @on_answer: told each answer
 * @owner: for it; not referenced
 *
 * Returns: (transfer full): a wire without a call; free with _trivet_wire_close()
 */
TrivetWire *
_trivet_wire_new (TrivetClock   *clock,
                  TrivetWireFunc on_answer,
                  gpointer       owner)
{
  TrivetWire *self = g_rc_box_new0 (TrivetWire);

  self->clock = g_object_ref (clock);
  self->on_answer = on_answer;
  self->owner = owner;
  return self;
}

static void
end_call (TrivetWire *self)
{
  if (self->limit_id != 0) {
    trivet_clock_remove_timeout (self->clock, self->limit_id);
    self->limit_id = 0;
  }
  g_clear_object (&self->cancellable);
  self->call = TRIVET_CALL_NONE;
  self->serial++;
}

/**
 * _trivet_wire_close:
 * @self: (transfer full): a wire
 *
 * Its owner goes; nobody hears an answer any more.
 */
void
_trivet_wire_close (TrivetWire *self)
{
  self->owner = NULL;
  _trivet_wire_hang_up (self);
  wire_unref (self);
}

/**
 * _trivet_wire_get_call:
 * @self: a wire
 *
 * Returns: what is waited for
 */
TrivetCallKind
_trivet_wire_get_call (TrivetWire *self)
{
  return self->call;
}

/**
 * _trivet_wire_get_cancellable:
 * @self: a wire with a call
 *
 * Returns: (transfer none): what ends the wait for it
 */
GCancellable *
_trivet_wire_get_cancellable (TrivetWire *self)
{
  return self->cancellable;
}

/**
 * _trivet_wire_on_ready:
 * @source: the provider
 * @result: its result
 * @user_data: what _trivet_wire_begin() gave
 *
 * The callback of every call.
 */
void
_trivet_wire_on_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (Ticket) ticket = user_data;
  g_autoptr (TrivetProviderAnswer) answer = NULL;
  TrivetWire *self = ticket->wire;
  gboolean    late = ticket->serial != self->serial;

  answer = trivet_payment_provider_answer_finish (TRIVET_PAYMENT_PROVIDER (source), result);
  if (self->owner == NULL)
    return;
  if (!late)
    end_call (self);
  self->on_answer (self->owner, ticket->kind, answer, late);
}

static gboolean
on_call_limit (gpointer user_data)
{
  TrivetWire *self = user_data;
  g_autoptr (TrivetProviderAnswer) answer = NULL;
  TrivetCallKind kind = self->call;

  self->limit_id = 0;
  _trivet_wire_hang_up (self);
  answer = trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  self->on_answer (self->owner, kind, answer, FALSE);

  return G_SOURCE_REMOVE;
}

/**
 * _trivet_wire_begin:
 * @self: a wire without a call
 * @kind: what is asked
 *
 * Returns: (transfer full): user data for _trivet_wire_on_ready()
 */
gpointer
_trivet_wire_begin (TrivetWire    *self,
                    TrivetCallKind kind)
{
  Ticket *ticket;

  g_assert (self->call == TRIVET_CALL_NONE);

  self->call = kind;
  self->cancellable = g_cancellable_new ();
  self->limit_id = trivet_clock_add_timeout (self->clock, CALL_LIMIT_MS, on_call_limit, self, NULL);

  ticket = g_new0 (Ticket, 1);
  ticket->wire = g_rc_box_acquire (self);
  ticket->kind = kind;
  ticket->serial = self->serial;
  return ticket;
}

/**
 * _trivet_wire_hang_up:
 * @self: a wire
 *
 * Stops waiting. The payment is not cancelled by it.
 */
void
_trivet_wire_hang_up (TrivetWire *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->call == TRIVET_CALL_NONE)
    return;

  cancellable = g_steal_pointer (&self->cancellable);
  end_call (self);
  g_cancellable_cancel (cancellable);
}
