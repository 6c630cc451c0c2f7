/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manager.h"
#include "trivet-payment-engine.h"
#include "trivet-reconciliation.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_BOOKKEEPER (trivet_bookkeeper_get_type ())
G_DECLARE_FINAL_TYPE (TrivetBookkeeper, trivet_bookkeeper, TRIVET, BOOKKEEPER, GObject)

/**
 * TrivetBookkeeper:
 *
 * Fetches the providers' bills, keeps them in the journal, and compares them with our books. With a
 * manager, whoever wants to see or change something of it must have %TRIVET_PERMISSION_SEE_REPORTS open;
 * otherwise the answer is %TRIVET_MANAGER_ERROR_NEEDS_APPROVAL.
 * Signal `changed`: a bill was stored, could not be had, or a difference was resolved.
 */
TrivetBookkeeper *trivet_bookkeeper_new (TrivetJournal          *journal,
                                         TrivetRepository       *repository,
                                         TrivetProviderRegistry *registry,
                                         TrivetPaymentEngine    *engine,
                                         TrivetClock            *clock,
                                         TrivetRandom           *random,
                                         const char             *register_id);

/* @manager: (nullable): without one nobody is asked. */
void  trivet_bookkeeper_set_manager   (TrivetBookkeeper *self,
                                      TrivetManager    *manager);

/* The stored bills of these days (element-type TrivetBillSummary). */
void       trivet_bookkeeper_list_bills_async  (TrivetBookkeeper     *self,
                                                const char           *from,
                                                const char           *to,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray *trivet_bookkeeper_list_bills_finish (TrivetBookkeeper     *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* The providers that hand out bills. */
GStrv trivet_bookkeeper_dup_providers (TrivetBookkeeper *self);

/* Of the contract, in parts per million; without it fees are not compared. */
void trivet_bookkeeper_set_fee_rate (TrivetBookkeeper *self,
                                     const char       *provider_id,
                                     gint64            fee_rate_ppm);

/* From now on: each day's bills by themselves, tried again until they are there. */
void trivet_bookkeeper_start (TrivetBookkeeper *self);

void     trivet_bookkeeper_fetch_async  (TrivetBookkeeper     *self,
                                         const char           *provider_id,
                                         const char           *date,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean trivet_bookkeeper_fetch_finish (TrivetBookkeeper     *self,
                                         GAsyncResult         *result,
                                         GPtrArray           **ret_remarks,
                                         GError              **error);

void                  trivet_bookkeeper_reconcile_async  (TrivetBookkeeper     *self,
                                                          const char           *provider_id,
                                                          const char           *date,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
TrivetReconciliation *trivet_bookkeeper_reconcile_finish (TrivetBookkeeper     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);

/* Somebody dealt with a difference and says how. */
void     trivet_bookkeeper_resolve_async  (TrivetBookkeeper     *self,
                                           const char           *provider_id,
                                           const char           *date,
                                           const char           *key,
                                           const char           *note,
                                           const char           *staff,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean trivet_bookkeeper_resolve_finish (TrivetBookkeeper     *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Asks the provider about a payment or refund of ours once more. */
void     trivet_bookkeeper_ask_async  (TrivetBookkeeper       *self,
                                       const TrivetDifference *difference,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
gboolean trivet_bookkeeper_ask_finish (TrivetBookkeeper       *self,
                                       GAsyncResult           *result,
                                       GError                **error);

/* Why the last try for that day failed; %NULL when it did not, or there was none. */
const GError *trivet_bookkeeper_get_trouble (TrivetBookkeeper *self,
                                             const char       *provider_id,
                                             const char       *date);

G_END_DECLS
