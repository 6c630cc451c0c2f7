/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the reader without hardware behaves like one: it hears nothing while it is off or pulled
 * out, and says a phone that stays in the field once. Method: taps in each state. */

#include "trivet-simulated-reader.h"

typedef struct {
  TrivetReader *reader;
  guint         n_tapped;
  guint         n_states;
  TrivetSecret *last;
} Bench;

static void
on_tapped (TrivetReader *reader,
           TrivetSecret *code,
           gpointer      user_data)
{
  Bench *self = user_data;

  self->n_tapped++;
  g_clear_pointer (&self->last, trivet_secret_unref);
  self->last = trivet_secret_ref (code);
}

static void
on_state_changed (TrivetReader *reader,
                  gpointer      user_data)
{
  ((Bench *) user_data)->n_states++;
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  self->reader = trivet_simulated_reader_new ();
  g_signal_connect (self->reader, "tapped", G_CALLBACK (on_tapped), self);
  g_signal_connect (self->reader, "state-changed", G_CALLBACK (on_state_changed), self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  g_clear_pointer (&self->last, trivet_secret_unref);
  g_assert_finalize_object (self->reader);
}

static gboolean
tap (Bench      *self,
     const char *text)
{
  g_autoptr (TrivetSecret) code = trivet_secret_new (text, -1);

  return trivet_simulated_reader_tap (TRIVET_SIMULATED_READER (self->reader), code);
}

static void
test_taps (Bench        *self,
           gconstpointer user_data)
{
  g_assert_cmpint (trivet_reader_get_state (self->reader), ==, TRIVET_READER_STATE_OFF);
  g_assert_false (tap (self, "280000000000000001"));

  trivet_reader_start (self->reader);
  trivet_reader_start (self->reader);
  g_assert_cmpint (trivet_reader_get_state (self->reader), ==, TRIVET_READER_STATE_READY);
  g_assert_cmpuint (self->n_states, ==, 1);
  g_assert_true (tap (self, "280000000000000001"));
  g_assert_cmpstr (trivet_secret_peek (self->last), ==, "280000000000000001");
  g_assert_false (tap (self, "280000000000000001"));
  g_assert_true (tap (self, "280000000000000002"));
  trivet_simulated_reader_take_away (TRIVET_SIMULATED_READER (self->reader));
  g_assert_true (tap (self, "280000000000000002"));
  g_assert_cmpuint (self->n_tapped, ==, 3);

  trivet_reader_stop (self->reader);
  g_assert_false (tap (self, "280000000000000003"));
  g_assert_cmpuint (self->n_tapped, ==, 3);
}

static void
test_plug (Bench        *self,
           gconstpointer user_data)
{
  g_autofree char *label = trivet_reader_dup_label (self->reader);

  g_assert_nonnull (label);
  trivet_reader_start (self->reader);
  trivet_simulated_reader_set_plugged (TRIVET_SIMULATED_READER (self->reader), FALSE);
  g_assert_cmpint (trivet_reader_get_state (self->reader), ==, TRIVET_READER_STATE_NO_READER);
  g_assert_null (trivet_reader_dup_label (self->reader));
  g_assert_false (tap (self, "280000000000000001"));
  trivet_simulated_reader_set_plugged (TRIVET_SIMULATED_READER (self->reader), TRUE);
  g_assert_cmpint (trivet_reader_get_state (self->reader), ==, TRIVET_READER_STATE_READY);
  g_assert_true (tap (self, "280000000000000001"));
  g_assert_cmpuint (self->n_states, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/readers/simulator/taps", Bench, NULL, set_up, test_taps, tear_down);
  g_test_add ("/readers/simulator/plug", Bench, NULL, set_up, test_plug, tear_down);

  return g_test_run ();
}
