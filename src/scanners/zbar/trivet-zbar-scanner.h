/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-scan-source.h"
#include "trivet-scanner.h"

G_BEGIN_DECLS

/**
 * TrivetPictureFormat:
 * @TRIVET_PICTURE_GREY: one byte a pixel
 * @TRIVET_PICTURE_RGB: three bytes a pixel
 * @TRIVET_PICTURE_BGRX: four bytes a pixel, as Cairo's RGB24 on a little-endian machine
 */
typedef enum {
  TRIVET_PICTURE_GREY,
  TRIVET_PICTURE_RGB,
  TRIVET_PICTURE_BGRX,
} TrivetPictureFormat;

#define TRIVET_TYPE_ZBAR_SCANNER (trivet_zbar_scanner_get_type ())
G_DECLARE_FINAL_TYPE (TrivetZbarScanner, trivet_zbar_scanner, TRIVET, ZBAR_SCANNER, GObject)

TrivetScanner *trivet_zbar_scanner_new          (const TrivetScanSource *source);
void           trivet_zbar_scanner_push_picture (TrivetZbarScanner      *self,
                                                 TrivetPictureFormat     format,
                                                 const guint8           *pixels,
                                                 int                     width,
                                                 int                     height,
                                                 gsize                   stride);

G_END_DECLS
