/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-reader.h"

G_BEGIN_DECLS

/**
 * TrivetSimulatedReader:
 *
 * The reader of training mode and of tests: somebody taps by calling trivet_simulated_reader_tap().
 * Like a real one it hears nothing while it is off, and says a code that stays in the field once.
 */
#define TRIVET_TYPE_SIMULATED_READER (trivet_simulated_reader_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSimulatedReader, trivet_simulated_reader, TRIVET, SIMULATED_READER, GObject)

TrivetReader *trivet_simulated_reader_new        (void);
gboolean      trivet_simulated_reader_tap        (TrivetSimulatedReader *self,
                                                  TrivetSecret          *code);
void          trivet_simulated_reader_take_away  (TrivetSimulatedReader *self);
void          trivet_simulated_reader_set_plugged (TrivetSimulatedReader *self,
                                                   gboolean               plugged);

G_END_DECLS
