/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

G_BEGIN_DECLS

typedef struct _TrivetScanSilence TrivetScanSilence;

TrivetScanSilence *trivet_scan_silence_new    (void);
void               trivet_scan_silence_free   (TrivetScanSilence *self);
gboolean           trivet_scan_silence_admit  (TrivetScanSilence *self,
                                               TrivetSecret      *text,
                                               gint64             now_us);
void               trivet_scan_silence_forget (TrivetScanSilence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetScanSilence, trivet_scan_silence_free)

G_END_DECLS
