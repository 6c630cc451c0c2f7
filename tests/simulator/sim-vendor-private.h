/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a vendor says, in each dialect. */

#include "sim-vendor.h"
#include "sim-report.h"
#include "trivet-alipay-answer.h"
#include "trivet-alipay-envelope.h"
#include "trivet-alipay-provider.h"
#include "trivet-wechatpay-answer.h"
#include "trivet-wechatpay-provider.h"

#include <string.h>

G_BEGIN_DECLS

#define PICK(list, variant) ((list)[(variant) % G_N_ELEMENTS (list)])

gint64                _sim_vendor_get_payer   (gint64             total_minor,
                                               gboolean           coupon);
TrivetProviderAnswer *_sim_vendor_read_alipay (const SimQuestion *question,
                                               SimSaying          saying,
                                               guint              variant);

G_END_DECLS
