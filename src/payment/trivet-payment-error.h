/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetPaymentError:
 * @TRIVET_PAYMENT_ERROR_BAD_TRANSITION: the state table forbids it; a bug or a torn journal
 * @TRIVET_PAYMENT_ERROR_OVER_DUE: paid + in flight + in doubt would exceed the due; wait or cancel
 * @TRIVET_PAYMENT_ERROR_IN_DOUBT: another payment of this order is in doubt; resolve it first
 * @TRIVET_PAYMENT_ERROR_AMOUNT: zero, negative, or over the limit of the register or provider
 * @TRIVET_PAYMENT_ERROR_NO_PROVIDER: nobody is set up who takes this wallet; use another method
 * @TRIVET_PAYMENT_ERROR_NOT_SUPPORTED: the provider lacks this operation
 * @TRIVET_PAYMENT_ERROR_BAD_CREDENTIALS: key, certificate or merchant id is wrong; see settings
 * @TRIVET_PAYMENT_ERROR_CONFIGURATION: the provider file is wrong; group, field and file are named
 * @TRIVET_PAYMENT_ERROR_PROTOCOL: bad signature or shape of an answer
 * @TRIVET_PAYMENT_ERROR_SETTLED: the order owes nothing any more
 * @TRIVET_PAYMENT_ERROR_NOT_FOUND: no such payment
 */
typedef enum {
  TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
  TRIVET_PAYMENT_ERROR_OVER_DUE,
  TRIVET_PAYMENT_ERROR_IN_DOUBT,
  TRIVET_PAYMENT_ERROR_AMOUNT,
  TRIVET_PAYMENT_ERROR_NO_PROVIDER,
  TRIVET_PAYMENT_ERROR_NOT_SUPPORTED,
  TRIVET_PAYMENT_ERROR_BAD_CREDENTIALS,
  TRIVET_PAYMENT_ERROR_CONFIGURATION,
  TRIVET_PAYMENT_ERROR_PROTOCOL,
  TRIVET_PAYMENT_ERROR_SETTLED,
  TRIVET_PAYMENT_ERROR_NOT_FOUND,
} TrivetPaymentError;

#define TRIVET_PAYMENT_ERROR (trivet_payment_error_quark ())
GQuark trivet_payment_error_quark (void);

G_END_DECLS
