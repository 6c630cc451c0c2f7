/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-wechatpay-answer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

TrivetProviderAnswer *_trivet_wechatpay_unbelievable   (const char                     *detail);
char                 *_trivet_wechatpay_dup_code       (const TrivetHttpReply          *reply);
gint64                _trivet_wechatpay_get_fen        (GHashTable                     *fields,
                                                        const char                     *name);

TrivetProviderAnswer *_trivet_wechatpay_read_refund_v3 (const TrivetWechatpayQuestion  *question,
                                                        JsonObject                     *object);
TrivetProviderAnswer *_trivet_wechatpay_read_refund_v2 (const TrivetWechatpayQuestion  *question,
                                                        GHashTable                     *fields);

G_END_DECLS
