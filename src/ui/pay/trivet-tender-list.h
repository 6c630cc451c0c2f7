/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"
#include "trivet-wallet-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetTenderList:
 *
 * What has been paid for an order, and what is not certain yet: one line a payment. Nothing is
 * shown while there is none.
 */
#define TRIVET_TYPE_TENDER_LIST (trivet_tender_list_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTenderList, trivet_tender_list, TRIVET, TENDER_LIST, GtkWidget)

GtkWidget *trivet_tender_list_new  (void);
void       trivet_tender_list_show (TrivetTenderList  *self,
                                    const TrivetOrder *order,
                                    TrivetWalletTable *wallets);

G_END_DECLS
