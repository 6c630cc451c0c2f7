/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-code-reader.h"
#include "trivet-secret.h"

G_BEGIN_DECLS

/* Longer text is cut to this many bytes: nobody pays with it, and a screen needs only its kind. */
#define TRIVET_SCAN_MAX_TEXT 4096

/**
 * TrivetScanKind:
 * @TRIVET_SCAN_NOTHING: no trustworthy code
 * @TRIVET_SCAN_PAYMENT: 16 to 24 digits
 * @TRIVET_SCAN_OTHER: any other text, as a URL or a merchant's own code
 * @TRIVET_SCAN_CUT: as OTHER, and longer than %TRIVET_SCAN_MAX_TEXT bytes
 */
typedef enum {
  TRIVET_SCAN_NOTHING,
  TRIVET_SCAN_PAYMENT,
  TRIVET_SCAN_OTHER,
  TRIVET_SCAN_CUT,
} TrivetScanKind;

typedef struct _TrivetScanEvidence TrivetScanEvidence;

TrivetScanEvidence *trivet_scan_evidence_new         (void);
void                trivet_scan_evidence_free        (TrivetScanEvidence *self);
void                trivet_scan_evidence_reset       (TrivetScanEvidence *self);
void                trivet_scan_evidence_begin_frame (TrivetScanEvidence *self,
                                                      gint64              now_us);
void                trivet_scan_evidence_begin_step  (TrivetScanEvidence *self);
void                trivet_scan_evidence_add         (TrivetScanEvidence *self,
                                                      TrivetSymbol        symbol,
                                                      const char         *text,
                                                      gsize               length,
                                                      guint               n_lines);
gboolean            trivet_scan_evidence_has_qr      (TrivetScanEvidence *self);
gboolean            trivet_scan_evidence_wants_more  (TrivetScanEvidence *self);
TrivetSecret       *trivet_scan_evidence_accept      (TrivetScanEvidence *self);
TrivetSecret       *trivet_scan_evidence_end_frame   (TrivetScanEvidence *self,
                                                      TrivetScanKind     *ret_kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetScanEvidence, trivet_scan_evidence_free)

G_END_DECLS
