/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_FACT_KIND_ALL,
  TRIVET_FACT_KIND_ORDERS,
  TRIVET_FACT_KIND_VOIDS,
  TRIVET_FACT_KIND_PAYMENTS,
  TRIVET_FACT_KIND_REFUNDS,
  TRIVET_FACT_KIND_KITCHEN,
  TRIVET_FACT_KIND_STAFF,
  TRIVET_FACT_KIND_SETTINGS,
  TRIVET_FACT_KIND_PRINTING,
  TRIVET_FACT_KIND_BOOKS,
  TRIVET_FACT_KIND_DRAWERS,
} TrivetFactKind;
#define TRIVET_N_FACT_KINDS (TRIVET_FACT_KIND_DRAWERS + 1)

const char     *trivet_fact_words_get_title (TrivetFactType type);
const char     *trivet_fact_words_get_fact_title (TrivetFact *fact);
TrivetFactKind  trivet_fact_words_get_kind  (TrivetFactType type);
const char     *trivet_fact_kind_get_title  (TrivetFactKind kind);

G_END_DECLS
