/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-payment-provider.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_CALL_NONE,
  TRIVET_CALL_CHARGE,
  TRIVET_CALL_SHOW,
  TRIVET_CALL_QUERY,
  TRIVET_CALL_REVERSE,
  TRIVET_CALL_CLOSE,
  TRIVET_CALL_REFUND,
  TRIVET_CALL_QUERY_REFUND,
} TrivetCallKind;

/**
 * TrivetWire:
 *
 * Puts one call at a time on the wire. Adapters have time-outs of their own; the limit here is for
 * an adapter that forgets: then the wait ends with UNKNOWN, and what comes afterwards is late. Its
 * owner may go at any time; callbacks then do nothing.
 */
typedef struct _TrivetWire TrivetWire;

/* @late: the answer to a call that was not waited for any more. The owner may be freed in it. */
typedef void (*TrivetWireFunc) (gpointer              owner,
                                TrivetCallKind        kind,
                                TrivetProviderAnswer *answer,
                                gboolean              late);

TrivetWire     *_trivet_wire_new      (TrivetClock    *clock,
                                       TrivetWireFunc  on_answer,
                                       gpointer        owner);
void            _trivet_wire_close    (TrivetWire     *self);
TrivetCallKind  _trivet_wire_get_call (TrivetWire     *self);

/* Begins a call: give the result as user_data and _trivet_wire_on_ready as callback to the
 * provider, and the cancellable. */
gpointer        _trivet_wire_begin           (TrivetWire     *self,
                                              TrivetCallKind  kind);
GCancellable   *_trivet_wire_get_cancellable (TrivetWire     *self);
void            _trivet_wire_on_ready        (GObject        *source,
                                              GAsyncResult   *result,
                                              gpointer        user_data);
void            _trivet_wire_hang_up         (TrivetWire     *self);

G_END_DECLS
