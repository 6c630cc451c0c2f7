/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

G_BEGIN_DECLS

/**
 * TrivetConflict:
 * @fact: what was done on a register that did not know what another one had done
 * @applied: it counts nevertheless (such as a dish that reopened a settled order); otherwise it does
 *   not, and somebody has to look
 * @message: why, for logs
 */
typedef struct {
  TrivetFact *fact;
  gboolean    applied;
  char       *message;
} TrivetConflict;

/* The orders that the facts of several registers make. @facts: (element-type TrivetFact), in any
 * order, doubles allowed. Gives order id → TrivetOrder; @ret_conflicts: (element-type TrivetConflict). */
GHashTable *trivet_orders_fold_merged (GPtrArray  *facts,
                                       GPtrArray **ret_conflicts);
GPtrArray  *trivet_facts_sort         (GPtrArray  *facts);

G_END_DECLS
