/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-payment-provider.h"
#include "trivet-random.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_ALIPAY_PROVIDER (trivet_alipay_provider_get_type ())
G_DECLARE_FINAL_TYPE (TrivetAlipayProvider, trivet_alipay_provider, TRIVET, ALIPAY_PROVIDER, GObject)

TrivetPaymentProvider *trivet_alipay_provider_new_from_key_file (GKeyFile      *key_file,
                                                                 const char    *group,
                                                                 const char    *origin,
                                                                 gboolean       training,
                                                                 TrivetClock   *clock,
                                                                 TrivetRandom  *random,
                                                                 GError       **error);

G_END_DECLS
