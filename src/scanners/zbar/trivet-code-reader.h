/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-luma.h"

G_BEGIN_DECLS

/**
 * TrivetSymbol:
 * @TRIVET_SYMBOL_QR: a QR code, which corrects and checks itself
 * @TRIVET_SYMBOL_BARS: a Code 128, which has one check character only
 */
typedef enum {
  TRIVET_SYMBOL_QR,
  TRIVET_SYMBOL_BARS,
} TrivetSymbol;

/**
 * TrivetReaderKind:
 * @TRIVET_READER_QUICK: both codes, every third line
 * @TRIVET_READER_SPARSE: both codes, every second line
 * @TRIVET_READER_FINE: both codes, every line
 * @TRIVET_READER_ROWS: Code 128 alone and along rows only, every second one
 * @TRIVET_READER_BARS: Code 128 alone, every line
 */
typedef enum {
  TRIVET_READER_QUICK,
  TRIVET_READER_SPARSE,
  TRIVET_READER_FINE,
  TRIVET_READER_ROWS,
  TRIVET_READER_BARS,
} TrivetReaderKind;

#define TRIVET_N_READERS (TRIVET_READER_BARS + 1)

/**
 * TrivetCodeFunc:
 * @symbol: what was read
 * @text: what it says; wiped after the call
 * @length: bytes of @text
 * @n_lines: how many lines of the picture say so; 1 for a QR code
 * @place: where it was seen, in pixels of the picture; for bars a band across its lines
 * @user_data: the caller's
 */
typedef void (*TrivetCodeFunc) (TrivetSymbol          symbol,
                                const char           *text,
                                gsize                 length,
                                guint                 n_lines,
                                const TrivetLumaArea *place,
                                gpointer              user_data);

typedef struct _TrivetCodeReader TrivetCodeReader;

TrivetCodeReader *trivet_code_reader_new  (void);
void              trivet_code_reader_free (TrivetCodeReader *self);
void              trivet_code_reader_read (TrivetCodeReader *self,
                                           TrivetReaderKind  kind,
                                           const TrivetLuma *picture,
                                           TrivetCodeFunc    func,
                                           gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetCodeReader, trivet_code_reader_free)

G_END_DECLS
