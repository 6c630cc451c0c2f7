/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order-checks.h"

G_BEGIN_DECLS

/**
 * TrivetTab:
 *
 * One open order as the register holds it: the durable fold and its totals. Signal `changed`:
 * both are new.
 */
#define TRIVET_TYPE_TAB (trivet_tab_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTab, trivet_tab, TRIVET, TAB, GObject)

TrivetTab          *trivet_tab_new          (TrivetOrder       *order);
TrivetOrder        *trivet_tab_get_order    (TrivetTab         *self);
const TrivetTotals *trivet_tab_get_totals   (TrivetTab         *self);
const char         *trivet_tab_get_order_id (TrivetTab         *self);
GPtrArray          *trivet_tab_get_checks   (TrivetTab         *self);
gint64              trivet_tab_get_due_minor (TrivetTab        *self);
gboolean            trivet_tab_apply        (TrivetTab         *self,
                                             TrivetFact        *fact,
                                             GError           **error);
void                trivet_tab_emit_changed (TrivetTab         *self);

G_END_DECLS
