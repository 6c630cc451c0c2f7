/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-luma.h"
#include "trivet-scan-evidence.h"

G_BEGIN_DECLS

guint8       *trivet_scan_load_pgm (const char      *path,
                                    TrivetLuma      *ret_picture,
                                    GError         **error);
TrivetSecret *trivet_scan_file     (const char      *path,
                                    TrivetScanKind  *ret_kind,
                                    GError         **error);

G_END_DECLS
