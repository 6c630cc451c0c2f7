/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-payment-reason.h"
#include "trivet-payment-state.h"

#include "trivet-money.h"

G_BEGIN_DECLS

/**
 * TrivetPayment:
 *
 * One attempt to be paid: the fold of its facts. Everything needed to go on after a restart is
 * in it; the guest's code is not (a code is used once and never stored).
 * @asked_at_us is the wall time of `payment-asked`, 0 before.
 * @reason tells why it is where it is; @raw_code is the vendor's, for support.
 * @shown: the guest scans our code; otherwise we scanned the guest's. @overridden: a manager let the
 * order be paid otherwise; @claimed: the guest shows a receipt, so it is never reversed by itself.
 */
typedef struct {
  char                *payment_id;
  char                *order_id;
  char                *method;
  char                *provider_id;
  char                *merchant_order_id;
  TrivetMoney          amount;
  TrivetPaymentState   state;
  TrivetPaymentReason  reason;
  char                *raw_code;
  gint64               started_at_us;
  gint64               asked_at_us;
  gint64               settled_at_us;
  gint64               payer_minor;
  gint64               discount_minor;
  char                *provider_transaction_id;
  gboolean             money_returned;
  gboolean             alarmed;
  gboolean             shown;
  gboolean             overridden;
  gboolean             claimed;

  /*< private >*/
  int                  ref_count;
} TrivetPayment;

#define TRIVET_TYPE_PAYMENT (trivet_payment_get_type ())
GType trivet_payment_get_type (void) G_GNUC_CONST;

TrivetPayment *trivet_payment_new   (const char     *payment_id,
                                     const char     *order_id);
TrivetPayment *trivet_payment_ref   (TrivetPayment  *self);
void           trivet_payment_unref (TrivetPayment  *self);
gboolean       trivet_payment_apply (TrivetPayment  *self,
                                     TrivetFact     *fact,
                                     GError        **error);
/* All payments in an order's facts, in the order they were started. */
GPtrArray     *trivet_payment_fold_all (GPtrArray  *facts,
                                        GError    **error);
TrivetPayment *trivet_payment_find     (GPtrArray  *payments,
                                        const char *payment_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPayment, trivet_payment_unref)

G_END_DECLS
