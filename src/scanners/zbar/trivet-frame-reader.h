/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-scan-ladder.h"

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _TrivetFrameReader TrivetFrameReader;

TrivetFrameReader *trivet_frame_reader_new   (TrivetScanMode     mode,
                                              gint64             budget_us);
void               trivet_frame_reader_free  (TrivetFrameReader *self);
void               trivet_frame_reader_reset (TrivetFrameReader *self);
TrivetSecret      *trivet_frame_reader_read  (TrivetFrameReader *self,
                                              GstSample         *sample,
                                              TrivetScanKind    *ret_kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetFrameReader, trivet_frame_reader_free)

G_END_DECLS
