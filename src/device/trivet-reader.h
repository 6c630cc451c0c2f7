/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TrivetReaderState:
 * @TRIVET_READER_STATE_OFF: not started
 * @TRIVET_READER_STATE_READY: a phone or card can be held to it
 * @TRIVET_READER_STATE_NO_READER: none is plugged in; it starts by itself when one is
 * @TRIVET_READER_STATE_FAILED: anything else; it is tried again with a growing pause
 */
typedef enum {
  TRIVET_READER_STATE_OFF,
  TRIVET_READER_STATE_READY,
  TRIVET_READER_STATE_NO_READER,
  TRIVET_READER_STATE_FAILED,
} TrivetReaderState;

#define TRIVET_TYPE_READER (trivet_reader_get_type ())
G_DECLARE_INTERFACE (TrivetReader, trivet_reader, TRIVET, READER, GObject)

/**
 * TrivetReaderInterface:
 * @start: MUST return at once and begin to wait for a tap; starting twice is harmless
 * @stop: MUST return at once; no signal is emitted after it
 * @get_state: MUST return the present state
 * @dup_label: MUST return a name for people ("Counter reader"), or %NULL without a reader
 *
 * Something that a guest's phone is held to. What it gets is a payment code like a scanned one, and
 * goes the same way (specs/alipay.md 6). All slots are called, and all signals emitted, in the main
 * context that made the reader.
 *
 * Signals (installed by the interface):
 * - `tapped` (TrivetSecret *code): what the phone handed over; not yet judged to be a payment code.
 *   Once for each tap.
 * - `state-changed`: @get_state or @dup_label has something new.
 */
struct _TrivetReaderInterface {
  GTypeInterface parent_iface;

  void              (*start)     (TrivetReader *self);
  void              (*stop)      (TrivetReader *self);
  TrivetReaderState (*get_state) (TrivetReader *self);
  char             *(*dup_label) (TrivetReader *self);
};

void              trivet_reader_start     (TrivetReader *self);
void              trivet_reader_stop      (TrivetReader *self);
TrivetReaderState trivet_reader_get_state (TrivetReader *self);
char             *trivet_reader_dup_label (TrivetReader *self);

/* For implementations only. */
void trivet_reader_emit_tapped        (TrivetReader *self,
                                       TrivetSecret *code);
void trivet_reader_emit_state_changed (TrivetReader *self);

G_END_DECLS
