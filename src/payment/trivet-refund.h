/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"
#include "trivet-payment-reason.h"
#include "trivet-refund-state.h"

G_BEGIN_DECLS

/**
 * TrivetRefund:
 *
 * One giving back of money by a provider: the fold of its facts. @surplus: the order did not need
 * the money; otherwise the guest got it back. @asked_at_us is the wall time of the last
 * `refund-asked`, 0 before. @reason tells why it is where it is.
 */
typedef struct {
  char                *refund_id;
  char                *order_id;
  char                *payment_id;
  char                *provider_id;
  char                *merchant_refund_id;
  char                *words;
  TrivetMoney          amount;
  TrivetRefundState    state;
  TrivetPaymentReason  reason;
  char                *raw_code;
  char                *provider_refund_id;
  gint64               started_at_us;
  gint64               asked_at_us;
  gint64               ended_at_us;
  gboolean             surplus;
  gboolean             alarmed;

  /*< private >*/
  int                  ref_count;
} TrivetRefund;

#define TRIVET_TYPE_REFUND (trivet_refund_get_type ())
GType trivet_refund_get_type (void) G_GNUC_CONST;

TrivetRefund *trivet_refund_new   (const char    *refund_id,
                                   const char    *order_id);
TrivetRefund *trivet_refund_ref   (TrivetRefund  *self);
void          trivet_refund_unref (TrivetRefund  *self);
gboolean      trivet_refund_apply (TrivetRefund  *self,
                                   TrivetFact    *fact,
                                   GError       **error);
/* All refunds by providers in an order's facts, in the order they were started. */
GPtrArray    *trivet_refund_fold_all (GPtrArray  *facts,
                                      GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetRefund, trivet_refund_unref)

G_END_DECLS
