/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-device"

#include "trivet-reader.h"

/*
 * TrivetReader: something that a guest's phone is held to.
 */

enum {
  TAPPED,
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (TrivetReader, trivet_reader, G_TYPE_OBJECT)

static void
trivet_reader_default_init (TrivetReaderInterface *iface)
{
  signals[TAPPED] =
    g_signal_new ("tapped", TRIVET_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, TRIVET_TYPE_SECRET);
  signals[STATE_CHANGED] =
    g_signal_new ("state-changed", TRIVET_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * trivet_reader_start:
 * @self: a reader
 *
 * Begins to wait for a tap; returns at once, also when it has been started.
 */
void
trivet_reader_start (TrivetReader *self)
{
  g_return_if_fail (TRIVET_IS_READER (self));

  TRIVET_READER_GET_IFACE (self)->start (self);
}

/**
 * trivet_reader_stop:
 * @self: a reader
 *
 * Stops waiting; returns at once and no signal follows.
 */
void
trivet_reader_stop (TrivetReader *self)
{
  g_return_if_fail (TRIVET_IS_READER (self));

  TRIVET_READER_GET_IFACE (self)->stop (self);
}

/**
 * trivet_reader_get_state:
 * @self: a reader
 *
 * Returns: what it is doing
 */
TrivetReaderState
trivet_reader_get_state (TrivetReader *self)
{
  g_return_val_if_fail (TRIVET_IS_READER (self), TRIVET_READER_STATE_OFF);

  return TRIVET_READER_GET_IFACE (self)->get_state (self);
}

/**
 * trivet_reader_dup_label:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable): its name for people, %NULL without one
 */
char *
trivet_reader_dup_label (TrivetReader *self)
{
  g_return_val_if_fail (TRIVET_IS_READER (self), NULL);

  return TRIVET_READER_GET_IFACE (self)->dup_label (self);
}

/**
 * trivet_reader_emit_tapped:
 * @self: a reader
 * @code: what a phone handed over
 *
 * For implementations: emits `tapped`.
 */
void
trivet_reader_emit_tapped (TrivetReader *self,
                           TrivetSecret *code)
{
  g_return_if_fail (TRIVET_IS_READER (self));
  g_return_if_fail (code != NULL);

  g_signal_emit (self, signals[TAPPED], 0, code);
}

/**
 * trivet_reader_emit_state_changed:
 * @self: a reader
 *
 * For implementations: emits `state-changed`.
 */
void
trivet_reader_emit_state_changed (TrivetReader *self)
{
  g_return_if_fail (TRIVET_IS_READER (self));

  g_signal_emit (self, signals[STATE_CHANGED], 0);
}
