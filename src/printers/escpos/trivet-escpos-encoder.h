/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-document.h"

G_BEGIN_DECLS

/**
 * TrivetEscposPaper:
 * @TRIVET_ESCPOS_PAPER_58_MM: 384 dots, 32 half-width columns
 * @TRIVET_ESCPOS_PAPER_80_MM: 576 dots, 48 half-width columns
 */
typedef enum {
  TRIVET_ESCPOS_PAPER_58_MM = 58,
  TRIVET_ESCPOS_PAPER_80_MM = 80,
} TrivetEscposPaper;

/* A whole roll of text, or thirty metres of lines that must be drawn; above it is a mistake. */
#define TRIVET_ESCPOS_MAX_BYTES (16 * 1024 * 1024)

GBytes *trivet_escpos_encode (TrivetDocument     *document,
                              TrivetEscposPaper   paper,
                              GError            **error);

G_END_DECLS
