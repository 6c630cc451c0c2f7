/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reader"

#include "trivet-simulated-reader.h"

/*
 * TrivetSimulatedReader: a reader without hardware.
 */

struct _TrivetSimulatedReader {
  GObject parent_instance;

  gboolean      started;
  gboolean      plugged;
  TrivetSecret *in_field; /* nullable: the phone is still there */
};

static void trivet_simulated_reader_iface_init (TrivetReaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetSimulatedReader,
                               trivet_simulated_reader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_READER, trivet_simulated_reader_iface_init))

static void
set_started (TrivetSimulatedReader *self,
             gboolean               started)
{
  if (self->started == started)
    return;

  self->started = started;
  g_clear_pointer (&self->in_field, trivet_secret_unref);
  trivet_reader_emit_state_changed (TRIVET_READER (self));
}

static void
trivet_simulated_reader_start (TrivetReader *reader)
{
  set_started (TRIVET_SIMULATED_READER (reader), TRUE);
}

static void
trivet_simulated_reader_stop (TrivetReader *reader)
{
  set_started (TRIVET_SIMULATED_READER (reader), FALSE);
}

static TrivetReaderState
trivet_simulated_reader_get_state (TrivetReader *reader)
{
  TrivetSimulatedReader *self = TRIVET_SIMULATED_READER (reader);

  if (!self->started)
    return TRIVET_READER_STATE_OFF;
  return self->plugged ? TRIVET_READER_STATE_READY : TRIVET_READER_STATE_NO_READER;
}

static char *
trivet_simulated_reader_dup_label (TrivetReader *reader)
{
  return TRIVET_SIMULATED_READER (reader)->plugged ? g_strdup ("Training reader") : NULL;
}

static void
trivet_simulated_reader_iface_init (TrivetReaderInterface *iface)
{
  iface->start = trivet_simulated_reader_start;
  iface->stop = trivet_simulated_reader_stop;
  iface->get_state = trivet_simulated_reader_get_state;
  iface->dup_label = trivet_simulated_reader_dup_label;
}

static void
trivet_simulated_reader_finalize (GObject *object)
{
  g_clear_pointer (&TRIVET_SIMULATED_READER (object)->in_field, trivet_secret_unref);

  G_OBJECT_CLASS (trivet_simulated_reader_parent_class)->finalize (object);
}

static void
trivet_simulated_reader_class_init (TrivetSimulatedReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_simulated_reader_finalize;
}

static void
trivet_simulated_reader_init (TrivetSimulatedReader *self)
{
  self->plugged = TRUE;
}

/**
 * trivet_simulated_reader_new:
 *
 * Returns: (transfer full): a reader that is plugged in and off
 */
TrivetReader *
trivet_simulated_reader_new (void)
{
  return g_object_new (TRIVET_TYPE_SIMULATED_READER, NULL);
}

/**
 * trivet_simulated_reader_tap:
 * @self: a reader
 * @code: what the guest's phone hands over
 *
 * Holds a phone to the reader and leaves it there until trivet_simulated_reader_take_away().
 *
 * Returns: whether the reader heard it: it is on, plugged in, and had not just heard the same code
 */
gboolean
trivet_simulated_reader_tap (TrivetSimulatedReader *self,
                             TrivetSecret          *code)
{
  g_return_val_if_fail (TRIVET_IS_SIMULATED_READER (self), FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  if (!self->started || !self->plugged)
    return FALSE;
  if (self->in_field != NULL && trivet_secret_equal (self->in_field, code))
    return FALSE;

  g_clear_pointer (&self->in_field, trivet_secret_unref);
  self->in_field = trivet_secret_ref (code);
  trivet_reader_emit_tapped (TRIVET_READER (self), code);
  return TRUE;
}

/**
 * trivet_simulated_reader_take_away:
 * @self: a reader
 *
 * The phone leaves the field; the next tap is a new one.
 */
void
trivet_simulated_reader_take_away (TrivetSimulatedReader *self)
{
  g_return_if_fail (TRIVET_IS_SIMULATED_READER (self));

  g_clear_pointer (&self->in_field, trivet_secret_unref);
}

/**
 * trivet_simulated_reader_set_plugged:
 * @self: a reader
 * @plugged: whether there is one
 *
 * Pulls the plug, or puts it in again.
 */
void
trivet_simulated_reader_set_plugged (TrivetSimulatedReader *self,
                                     gboolean               plugged)
{
  g_return_if_fail (TRIVET_IS_SIMULATED_READER (self));

  if (self->plugged == plugged)
    return;
  self->plugged = plugged;
  g_clear_pointer (&self->in_field, trivet_secret_unref);
  trivet_reader_emit_state_changed (TRIVET_READER (self));
}
