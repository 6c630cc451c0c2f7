/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"

G_BEGIN_DECLS

GBytes     *trivet_wechatpay_bill_open  (GBytes          *file,
                                         const char      *sha1_hex,
                                         GError         **error);
gboolean    trivet_wechatpay_bill_parse (TrivetBill      *bill,
                                         const char      *mchid,
                                         const char      *text,
                                         gsize            length,
                                         GError         **error);

G_END_DECLS
