/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"
#include "trivet-fact.h"

G_BEGIN_DECLS

/* A bill as the journal keeps it: `bill-stored` facts, to be appended together. */
char       *trivet_bill_dup_subject (const char             *provider_id,
                                     TrivetBillKind          kind,
                                     const char             *date);
GPtrArray  *trivet_bill_to_facts    (const TrivetBill       *self,
                                     const TrivetFactStamp  *stamp);
TrivetBill *trivet_bill_from_facts  (GPtrArray              *facts,
                                     GError                **error);

G_END_DECLS
