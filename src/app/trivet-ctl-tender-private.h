/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ctl.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_CTL_TENDER_CODE,
  TRIVET_CTL_TENDER_CASH,
  TRIVET_CTL_TENDER_SHOW,
} TrivetCtlTenderKind;

/**
 * TrivetCtlTenderItem:
 * @text: the code or the amount; for a shown code the wallet, or %NULL for all
 */
typedef struct {
  TrivetCtlTenderKind kind;
  char               *text;
  gint64              cash_minor;
} TrivetCtlTenderItem;

G_END_DECLS
