/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-payment-provider.h"
#include "trivet-random.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_WECHATPAY_PROVIDER (trivet_wechatpay_provider_get_type ())
G_DECLARE_FINAL_TYPE (TrivetWechatpayProvider, trivet_wechatpay_provider, TRIVET, WECHATPAY_PROVIDER, GObject)

TrivetPaymentProvider *trivet_wechatpay_provider_new_from_key_file (GKeyFile      *key_file,
                                                                    const char    *group,
                                                                    const char    *origin,
                                                                    gboolean       training,
                                                                    TrivetClock   *clock,
                                                                    TrivetRandom  *random,
                                                                    GError       **error);

G_END_DECLS
