/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

G_BEGIN_DECLS

/**
 * TrivetWedge:
 *
 * Tells a hand scanner from a person on the keyboard: a scanner "types" a code in a few
 * milliseconds a character and ends with Enter. Pure: the screen feeds keys, wherever the focus
 * is, and swallows those that the wedge keeps.
 */
#define TRIVET_TYPE_WEDGE (trivet_wedge_get_type ())
G_DECLARE_FINAL_TYPE (TrivetWedge, trivet_wedge, TRIVET, WEDGE, GObject)

/* Keys closer together than this come from a scanner. */
#define TRIVET_WEDGE_MAX_GAP_MS 35
#define TRIVET_WEDGE_MIN_LENGTH 8
#define TRIVET_WEDGE_MAX_LENGTH 512

/**
 * TrivetWedgeVerdict:
 * @TRIVET_WEDGE_PASS: not for us; let the focused widget have it
 * @TRIVET_WEDGE_KEEP: part of a fast run; swallow it
 * @TRIVET_WEDGE_CODE: Enter ended a run: a code is there; swallow it
 */
typedef enum {
  TRIVET_WEDGE_PASS,
  TRIVET_WEDGE_KEEP,
  TRIVET_WEDGE_CODE,
} TrivetWedgeVerdict;

TrivetWedge        *trivet_wedge_new       (void);
TrivetWedgeVerdict  trivet_wedge_feed      (TrivetWedge    *self,
                                            gunichar        character,
                                            gint64          time_us,
                                            TrivetSecret  **ret_code);
void                trivet_wedge_reset     (TrivetWedge    *self);
/* Whether a key at @time_us may go on with a run of an earlier one. */
gboolean            trivet_wedge_is_running (TrivetWedge   *self,
                                             gint64         time_us);

G_END_DECLS
