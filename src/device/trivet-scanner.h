/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

G_BEGIN_DECLS

/**
 * TrivetScannerState:
 * @TRIVET_SCANNER_STATE_OFF: not started
 * @TRIVET_SCANNER_STATE_STARTING: opening the camera, no frame yet
 * @TRIVET_SCANNER_STATE_RUNNING: frames arrive
 * @TRIVET_SCANNER_STATE_NO_CAMERA: no camera is plugged in; it starts by itself when one is
 * @TRIVET_SCANNER_STATE_NO_FRAMES: a camera is open but has been silent for two seconds
 * @TRIVET_SCANNER_STATE_REFUSED: the person or the system refused the camera
 * @TRIVET_SCANNER_STATE_FAILED: anything else; it is tried again with a growing pause
 */
typedef enum {
  TRIVET_SCANNER_STATE_OFF,
  TRIVET_SCANNER_STATE_STARTING,
  TRIVET_SCANNER_STATE_RUNNING,
  TRIVET_SCANNER_STATE_NO_CAMERA,
  TRIVET_SCANNER_STATE_NO_FRAMES,
  TRIVET_SCANNER_STATE_REFUSED,
  TRIVET_SCANNER_STATE_FAILED,
} TrivetScannerState;

#define TRIVET_TYPE_SCANNER (trivet_scanner_get_type ())
G_DECLARE_INTERFACE (TrivetScanner, trivet_scanner, TRIVET, SCANNER, GObject)

/**
 * TrivetScannerInterface:
 * @start: MUST return at once and begin to look for codes; starting twice is harmless
 * @stop: MUST return at once; no signal is emitted after it
 * @get_state: MUST return the present state
 * @dup_label: MUST return a name for people ("Counter camera"), or %NULL without a camera
 * @get_rate_fps: MUST return the frames that came in the last second
 * @forget: MAY make the scanner report a code again that it has just reported
 *
 * Something that watches for a guest's payment code. All slots are called, and all signals
 * emitted, in the main context that made the scanner; decoding happens elsewhere.
 *
 * Signals (installed by the interface):
 * - `code` (TrivetSecret *code): trustworthy text of a code in view (specs/scan.md 5). Emitted
 *   once for one appearance: the same text is silent for five seconds. Not yet judged to be a
 *   payment code; a merchant's QR code or a URL arrives here too.
 * - `preview` (GBytes *rgb, int width, int height): a small picture for the screen, packed RGB of
 *   width × height × 3 bytes, at most 15 a second, only while somebody is connected.
 * - `state-changed`: @get_state, @dup_label or @get_rate_fps has something new.
 */
struct _TrivetScannerInterface {
  GTypeInterface parent_iface;

  void               (*start)        (TrivetScanner *self);
  void               (*stop)         (TrivetScanner *self);
  TrivetScannerState (*get_state)    (TrivetScanner *self);
  char              *(*dup_label)    (TrivetScanner *self);
  guint              (*get_rate_fps) (TrivetScanner *self);
  void               (*forget)       (TrivetScanner *self);
};

void               trivet_scanner_start        (TrivetScanner *self);
void               trivet_scanner_stop         (TrivetScanner *self);
TrivetScannerState trivet_scanner_get_state    (TrivetScanner *self);
char              *trivet_scanner_dup_label    (TrivetScanner *self);
guint              trivet_scanner_get_rate_fps (TrivetScanner *self);
void               trivet_scanner_forget       (TrivetScanner *self);

/* For implementations only. */
void trivet_scanner_emit_code          (TrivetScanner *self,
                                        TrivetSecret  *code);
void trivet_scanner_emit_preview       (TrivetScanner *self,
                                        GBytes        *rgb,
                                        int            width,
                                        int            height);
void trivet_scanner_emit_state_changed (TrivetScanner *self);

G_END_DECLS
