/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

G_BEGIN_DECLS

TrivetOrderLine    *_trivet_order_line_new       (const char               *line_id);
TrivetOrderLine    *_trivet_order_line_copy      (const TrivetOrderLine    *line);
void                _trivet_order_line_free      (TrivetOrderLine          *line);
void                _trivet_discount_set         (TrivetDiscount           *discount,
                                                  TrivetDiscountKind        kind,
                                                  gint64                    value,
                                                  const char               *name);
TrivetTender       *_trivet_tender_new           (const char               *payment_id,
                                                  const char               *method,
                                                  gint64                    amount_minor);

G_END_DECLS
