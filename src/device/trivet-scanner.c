/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-device"

#include "trivet-scanner.h"

/*
 * TrivetScanner: something that watches for a guest's payment code.
 */

enum {
  CODE,
  PREVIEW,
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (TrivetScanner, trivet_scanner, G_TYPE_OBJECT)

static void
trivet_scanner_default_init (TrivetScannerInterface *iface)
{
  signals[CODE] =
    g_signal_new ("code",
                  TRIVET_TYPE_SCANNER,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  TRIVET_TYPE_SECRET);
  signals[PREVIEW] =
    g_signal_new ("preview",
                  TRIVET_TYPE_SCANNER,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  3,
                  G_TYPE_BYTES,
                  G_TYPE_INT,
                  G_TYPE_INT);
  signals[STATE_CHANGED] =
    g_signal_new ("state-changed",
                  TRIVET_TYPE_SCANNER,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
}

/**
 * trivet_scanner_start:
 * @self: a scanner
 *
 * Begins to look for codes; returns at once, also when it has been started.
 */
void
trivet_scanner_start (TrivetScanner *self)
{
  g_return_if_fail (TRIVET_IS_SCANNER (self));

  TRIVET_SCANNER_GET_IFACE (self)->start (self);
}

/**
 * trivet_scanner_stop:
 * @self: a scanner
 *
 * Stops looking; returns at once and no signal follows.
 */
void
trivet_scanner_stop (TrivetScanner *self)
{
  g_return_if_fail (TRIVET_IS_SCANNER (self));

  TRIVET_SCANNER_GET_IFACE (self)->stop (self);
}

/**
 * trivet_scanner_get_state:
 * @self: a scanner
 *
 * Returns: what it is doing
 */
TrivetScannerState
trivet_scanner_get_state (TrivetScanner *self)
{
  g_return_val_if_fail (TRIVET_IS_SCANNER (self), TRIVET_SCANNER_STATE_OFF);

  return TRIVET_SCANNER_GET_IFACE (self)->get_state (self);
}

/**
 * trivet_scanner_dup_label:
 * @self: a scanner
 *
 * Returns: (transfer full) (nullable): the camera's name for people, %NULL without one
 */
char *
trivet_scanner_dup_label (TrivetScanner *self)
{
  g_return_val_if_fail (TRIVET_IS_SCANNER (self), NULL);

  return TRIVET_SCANNER_GET_IFACE (self)->dup_label (self);
}

/**
 * trivet_scanner_get_rate_fps:
 * @self: a scanner
 *
 * Returns: frames that came in the last second
 */
guint
trivet_scanner_get_rate_fps (TrivetScanner *self)
{
  g_return_val_if_fail (TRIVET_IS_SCANNER (self), 0);

  return TRIVET_SCANNER_GET_IFACE (self)->get_rate_fps (self);
}

/**
 * trivet_scanner_forget:
 * @self: a scanner
 *
 * Lets a code that was just reported be reported again.
 */
void
trivet_scanner_forget (TrivetScanner *self)
{
  TrivetScannerInterface *iface;

  g_return_if_fail (TRIVET_IS_SCANNER (self));

  iface = TRIVET_SCANNER_GET_IFACE (self);
  if (iface->forget != NULL)
    iface->forget (self);
}

/**
 * trivet_scanner_emit_code:
 * @self: a scanner
 * @code: what it read
 *
 * For implementations: emits `code`.
 */
void
trivet_scanner_emit_code (TrivetScanner *self,
                          TrivetSecret  *code)
{
  g_return_if_fail (TRIVET_IS_SCANNER (self));
  g_return_if_fail (code != NULL);

  g_signal_emit (self, signals[CODE], 0, code);
}

/**
 * trivet_scanner_emit_preview:
 * @self: a scanner
 * @rgb: packed RGB, @width × @height × 3 bytes
 * @width: in pixels
 * @height: in pixels
 *
 * For implementations: emits `preview`.
 */
void
trivet_scanner_emit_preview (TrivetScanner *self,
                             GBytes        *rgb,
                             int            width,
                             int            height)
{
  g_return_if_fail (TRIVET_IS_SCANNER (self));
  g_return_if_fail (rgb != NULL);
  g_return_if_fail (width > 0 && height > 0);
  g_return_if_fail (g_bytes_get_size (rgb) == (gsize) width * (gsize) height * 3);

  g_signal_emit (self, signals[PREVIEW], 0, rgb, width, height);
}

/**
 * trivet_scanner_emit_state_changed:
 * @self: a scanner
 *
 * For implementations: emits `state-changed`.
 */
void
trivet_scanner_emit_state_changed (TrivetScanner *self)
{
  g_return_if_fail (TRIVET_IS_SCANNER (self));

  g_signal_emit (self, signals[STATE_CHANGED], 0);
}
