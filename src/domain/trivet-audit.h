/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

/**
 * TrivetAuditQuery:
 * @staff: (nullable): only what this person did, by the name in the facts; "" is nobody signed in
 * @order_number: (nullable): only what is about the orders of this number
 * @reason: (nullable): only what was done for a reason with these words in it
 * @types: (nullable) (array fixed-size=TRIVET_N_FACT_TYPES): %TRUE for those that are wanted, by
 *   #TrivetFactType; %NULL for all
 * @from_us: wall time from which, included
 * @to_us: wall time up to which, not included; 0 for no end
 * @before_us, @before_sequence: of the last entry of the page before; 0 for the newest
 * @limit: at most so many
 *
 * Which facts an audit wants, newest first.
 */
typedef struct {
  const char     *staff;
  const char     *order_number;
  const char     *reason;
  const gboolean *types;
  gint64          from_us;
  gint64          to_us;
  gint64          before_us;
  gint64          before_sequence;
  guint           limit;
} TrivetAuditQuery;

/**
 * TrivetAuditEntry:
 * @order_number: of the order that it is about, "" for none
 */
typedef struct {
  TrivetFact *fact;
  char       *order_number;
} TrivetAuditEntry;

TrivetAuditQuery *trivet_audit_query_copy (const TrivetAuditQuery *self);
void              trivet_audit_query_free (TrivetAuditQuery       *self);
TrivetAuditEntry *trivet_audit_entry_new  (TrivetFact             *fact,
                                           const char             *order_number);
void              trivet_audit_entry_free (TrivetAuditEntry       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetAuditEntry, trivet_audit_entry_free)

G_END_DECLS
