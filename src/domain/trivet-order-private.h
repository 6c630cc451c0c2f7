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

/* trivet-order-modifiers.c */
GStrv               _trivet_order_read_strings   (JsonObject               *body,
                                                  const char               *member);
JsonArray          *_trivet_order_strings_to_json (GStrv                    strings);

/* One kind of fact: judges the whole fact first, and only then changes the order. */
typedef gboolean TrivetOrderApply (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error);

/* trivet-order-apply-lines.c */
gboolean            _trivet_order_read_discount (JsonObject         *body,
                                                 TrivetDiscountKind *ret_kind,
                                                 gint64             *ret_value,
                                                 GError            **error);
gboolean            _trivet_order_set_discount  (TrivetDiscount     *discount,
                                                 JsonObject         *body,
                                                 GError            **error);
TrivetOrderLine    *_trivet_order_read_line     (JsonObject         *body,
                                                 GError            **error);
TrivetOrderLine    *_trivet_order_find_line     (TrivetOrder        *order,
                                                 JsonObject         *body,
                                                 GError            **error);
TrivetOrderApply    _trivet_order_apply_line_added;
TrivetOrderApply    _trivet_order_apply_line_quantity_changed;
TrivetOrderApply    _trivet_order_apply_line_modifiers_set;
TrivetOrderApply    _trivet_order_apply_line_price_set;
TrivetOrderApply    _trivet_order_apply_line_note_set;
TrivetOrderApply    _trivet_order_apply_line_discount_set;
TrivetOrderApply    _trivet_order_apply_line_voided;

/* trivet-order-apply-kitchen.c */
char               *_trivet_order_line_dup_wish (const TrivetOrderLine    *line,
                                                 const TrivetLineModifier *part);
gboolean            _trivet_order_line_is_told  (const TrivetOrderLine    *line,
                                                 const TrivetLineModifier *part);
void                _trivet_order_begin_place   (TrivetOrder              *order);
TrivetOrderApply    _trivet_order_apply_course_held;
TrivetOrderApply    _trivet_order_apply_lines_sent;
TrivetOrderApply    _trivet_order_apply_lines_rushed;
TrivetOrderApply    _trivet_order_apply_lines_cooked;
TrivetOrderApply    _trivet_order_apply_lines_served;

/* trivet-order-parts.c */
gboolean            _trivet_order_line_has_part       (const TrivetOrderLine    *line,
                                                       const TrivetLineModifier *part);
void                _trivet_order_line_swap_modifiers (TrivetOrderLine          *line,
                                                       GPtrArray                *modifiers);
void                _trivet_order_line_sum_up_parts   (TrivetOrderLine          *line);
void                _trivet_order_line_limit_parts    (TrivetOrderLine          *line);
void                _trivet_order_line_join_parts     (TrivetOrderLine          *line,
                                                       const TrivetOrderLine    *other);
void                _trivet_order_line_read_parts     (TrivetOrderLine          *line,
                                                       JsonObject               *body);

/* trivet-order-apply-table.c */
void                _trivet_order_read_table_name (TrivetOrder     *order,
                                                   JsonObject      *body);
TrivetOrderApply    _trivet_order_apply_order_seated;
TrivetOrderApply    _trivet_order_apply_order_guests_set;
TrivetOrderApply    _trivet_order_apply_order_type_set;
TrivetOrderApply    _trivet_order_apply_order_transferred;
TrivetOrderApply    _trivet_order_apply_order_bill_asked;
TrivetOrderApply    _trivet_order_apply_line_seat_set;
TrivetOrderApply    _trivet_order_apply_line_course_set;

/* trivet-order-apply-prices.c */
TrivetOrderApply    _trivet_order_apply_order_priced;
TrivetOrderApply    _trivet_order_apply_order_member_set;
TrivetOrderApply    _trivet_order_apply_order_coupon_set;
TrivetOrderApply    _trivet_order_apply_order_tip_set;

void                _trivet_order_join_tips     (TrivetOrder        *order,
                                                 guint               n_checks);

/* trivet-order-apply-reopen.c */
void                _trivet_order_keep_given_back (TrivetOrder        *order);
gboolean            _trivet_order_may_settle      (const TrivetOrder  *order,
                                                   TrivetFact         *fact);
TrivetOrderApply    _trivet_order_apply_order_reopened;

/* trivet-order-apply-moves.c */
int                 _trivet_order_get_check     (JsonObject         *body);
TrivetOrderApply    _trivet_order_apply_order_merged;
TrivetOrderApply    _trivet_order_apply_order_unmerged;
TrivetOrderApply    _trivet_order_apply_line_moved;
TrivetOrderApply    _trivet_order_apply_line_received;
TrivetOrderApply    _trivet_order_apply_line_shares_set;
TrivetOrderApply    _trivet_order_apply_checks_set;

/* What @n of @of are of @whole; differences of such shares add up to the whole exactly. */
static inline gint64
_trivet_order_share_of (gint64 whole,
                        gint64 n,
                        gint64 of)
{
  return (gint64) ((__int128) whole * n / of);
}

/* trivet-order-checks.c */
gboolean _trivet_order_is_check_completed (const TrivetOrder *order,
                                           int                check);
void _trivet_order_complete_check (TrivetOrder  *order,
                                   TrivetTender *tender);

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

TrivetTender *_trivet_order_find_tender (TrivetOrder *order,
                                         JsonObject  *body,
                                         GError     **error);

gboolean            _trivet_order_check_new_tender (TrivetOrder        *order,
                                                    const char         *payment_id,
                                                    GError            **error);
TrivetOrderApply    _trivet_order_apply_payment_started;
TrivetOrderApply    _trivet_order_apply_payment_moved;
TrivetOrderApply    _trivet_order_apply_payment_alarm;
TrivetOrderApply    _trivet_order_apply_payment_paid;
TrivetOrderApply    _trivet_order_apply_payment_overridden;
TrivetOrderApply    _trivet_order_apply_payment_claimed;

/* trivet-order-apply-returns.c */
void     _trivet_return_free (TrivetReturn *self);
gpointer _trivet_return_copy (gconstpointer source,
                              gpointer      user_data);
void                _trivet_order_move_returned (TrivetOrder        *order,
                                                 const TrivetReturn *back,
                                                 gint64              sign);
TrivetReturn       *_trivet_order_add_return    (TrivetOrder        *order,
                                                 TrivetFact         *fact,
                                                 JsonObject         *body,
                                                 GError            **error);
TrivetOrderApply    _trivet_order_apply_refund_started;
TrivetOrderApply    _trivet_order_apply_refund_moved;
TrivetOrderApply    _trivet_order_apply_refund_alarm;
TrivetOrderApply    _trivet_order_apply_refund_done;
TrivetOrderApply    _trivet_order_apply_refund_failed;

/* trivet-order-apply-cash.c */
TrivetOrderApply    _trivet_order_apply_cash_taken;
TrivetOrderApply    _trivet_order_apply_cash_returned;

G_END_DECLS
