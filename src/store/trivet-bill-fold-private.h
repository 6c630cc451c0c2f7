/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-account-book-private.h"
#include "trivet-fact.h"

G_BEGIN_DECLS

typedef struct _TrivetBillFold TrivetBillFold;

TrivetBillFold *_trivet_bill_fold_new            (TrivetDatabase     *database,
                                                  TrivetAccountBook  *accounts);
void            _trivet_bill_fold_free           (TrivetBillFold     *self);
gboolean        _trivet_bill_fold_apply          (TrivetBillFold     *self,
                                                  TrivetFact         *fact,
                                                  gint64              sequence,
                                                  GError            **error);
gboolean        _trivet_bill_fold_check_complete (TrivetBillFold     *self,
                                                  GError            **error);
void            _trivet_bill_fold_clear          (TrivetBillFold     *self);

G_END_DECLS
