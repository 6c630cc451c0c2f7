/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-error.h"

/**
 * trivet_payment_error_quark:
 *
 * Returns: the domain of every error that payment/ and the provider adapters give; the codes are
 *   documented by what the caller should do, at #TrivetPaymentError
 */
G_DEFINE_QUARK (trivet - payment - error - quark, trivet_payment_error)
