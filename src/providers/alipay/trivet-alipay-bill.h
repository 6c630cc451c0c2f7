/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"

G_BEGIN_DECLS

TrivetBill *trivet_alipay_bill_parse (GBytes      *zip,
                                      const char  *provider_id,
                                      const char  *date,
                                      GError     **error);

G_END_DECLS
