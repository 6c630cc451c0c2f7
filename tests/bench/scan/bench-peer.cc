/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-peer.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <cstdio>

/* The other decoder of the comparison: zxing-cpp at its most thorough, for the same two codes. It
 * is asked for one symbol, because Debian's 1.4 aborts when it finds a linear code twice. */

void
bench_peer_read (const unsigned char *pixels,
                 int                  width,
                 int                  height,
                 char                *ret_text,
                 size_t               room)
{
  ZXing::DecodeHints hints;

  hints.setFormats (ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::Code128);
  hints.setTryHarder (true);
  hints.setMaxNumberOfSymbols (1);

  auto results = ZXing::ReadBarcodes (ZXing::ImageView (pixels, width, height, ZXing::ImageFormat::Lum), hints);

  std::snprintf (ret_text, room, "%s", results.empty () ? "" : results.front ().text ().c_str ());
}
