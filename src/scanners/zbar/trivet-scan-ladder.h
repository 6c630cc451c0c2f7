/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-luma.h"
#include "trivet-scan-evidence.h"

G_BEGIN_DECLS

/* What a till at 30 frames a second can spend on one frame, and what a picture is worth when there
 * is no second one. */
#define TRIVET_SCAN_LIVE_BUDGET_US  16000
#define TRIVET_SCAN_STILL_BUDGET_US 40000
#define TRIVET_SCAN_NO_LIMIT        G_MAXINT64

/**
 * TrivetScanMode:
 * @TRIVET_SCAN_STILL: each picture stands alone; every step is tried in one call
 * @TRIVET_SCAN_LIVE: pictures follow each other; what worked is remembered, and the expensive
 *   steps take turns from frame to frame
 */
typedef enum {
  TRIVET_SCAN_STILL,
  TRIVET_SCAN_LIVE,
} TrivetScanMode;

typedef struct _TrivetScanLadder TrivetScanLadder;

TrivetScanLadder *trivet_scan_ladder_new           (TrivetScanMode    mode,
                                                    gint64            budget_us);
void              trivet_scan_ladder_free          (TrivetScanLadder *self);
void              trivet_scan_ladder_reset         (TrivetScanLadder *self);
TrivetSecret     *trivet_scan_ladder_read          (TrivetScanLadder *self,
                                                    const TrivetLuma *frame,
                                                    TrivetScanKind   *ret_kind);
const char       *trivet_scan_ladder_get_last_step (TrivetScanLadder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetScanLadder, trivet_scan_ladder_free)

G_END_DECLS
