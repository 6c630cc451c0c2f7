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

/* trivet-order-apply-payments.c */
gboolean _trivet_order_conflict (GError    **error,
                                 const char *message);
gboolean _trivet_order_get_int_between (JsonObject  *body,
                                        const char  *member,
                                        gint64       lowest,
                                        gint64       highest,
                                        gint64      *ret_value,
                                        GError     **error);
void _trivet_order_replace_text (char       **text,
                                 const char  *with);

gboolean _trivet_order_apply_payment_started (TrivetOrder *order,
                                              TrivetFact  *fact,
                                              JsonObject  *body,
                                              GError     **error);
gboolean _trivet_order_apply_payment_moved (TrivetOrder *order,
                                            TrivetFact  *fact,
                                            JsonObject  *body,
                                            GError     **error);
gboolean _trivet_order_apply_payment_alarm (TrivetOrder *order,
                                            TrivetFact  *fact,
                                            JsonObject  *body,
                                            GError     **error);
gboolean _trivet_order_apply_payment_paid (TrivetOrder *order,
                                           TrivetFact  *fact,
                                           JsonObject  *body,
                                           GError     **error);
TrivetTender *_trivet_order_find_tender (TrivetOrder *order,
                                         JsonObject  *body,
                                         GError     **error);
gboolean _trivet_order_apply_payment_overridden (TrivetOrder *order,
                                                 TrivetFact  *fact,
                                                 JsonObject  *body,
                                                 GError     **error);
gboolean _trivet_order_apply_payment_claimed (TrivetOrder *order,
                                              TrivetFact  *fact,
                                              JsonObject  *body,
                                              GError     **error);

/* trivet-order-apply-returns.c */
void     _trivet_return_free (TrivetReturn *self);
gpointer _trivet_return_copy (gconstpointer source,
                              gpointer      user_data);
gboolean _trivet_order_apply_refund_started (TrivetOrder *order,
                                             TrivetFact  *fact,
                                             JsonObject  *body,
                                             GError     **error);
gboolean _trivet_order_apply_refund_moved (TrivetOrder *order,
                                           TrivetFact  *fact,
                                           JsonObject  *body,
                                           GError     **error);
gboolean _trivet_order_apply_refund_alarm (TrivetOrder *order,
                                           TrivetFact  *fact,
                                           JsonObject  *body,
                                           GError     **error);
gboolean _trivet_order_apply_refund_done (TrivetOrder *order,
                                          TrivetFact  *fact,
                                          JsonObject  *body,
                                          GError     **error);
gboolean _trivet_order_apply_refund_failed (TrivetOrder *order,
                                            TrivetFact  *fact,
                                            JsonObject  *body,
                                            GError     **error);
gboolean _trivet_order_apply_cash_returned (TrivetOrder *order,
                                            TrivetFact  *fact,
                                            JsonObject  *body,
                                            GError     **error);

gboolean _trivet_order_apply_cash_taken (TrivetOrder *order,
                                         TrivetFact  *fact,
                                         JsonObject  *body,
                                         GError     **error);

G_END_DECLS
