/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

/* The tables that are folded from the journal. They are dropped and made anew with any change, so
 * they need no migration; raise TRIVET_PROJECTION_VERSION then. */

/* closed_at_us is the later of settled and voided, 0 while open. surplus_minor is what must be given
 * back and no refund has tried, cash_back_minor what of it staff must hand out, cash_given_minor
 * what that is in notes and coins. search is what the history looks in: number, label and total,
 * without case; it is in the index, so that a search reads nothing else. */
#define ORDER_SCHEMA                                                           \
  "CREATE TABLE state_order ("                                                 \
  "  order_id TEXT PRIMARY KEY,"                                               \
  "  opened_sequence INTEGER NOT NULL,"                                        \
  "  number TEXT NOT NULL,"                                                    \
  "  label TEXT NOT NULL,"                                                     \
  "  opened_at_us INTEGER NOT NULL,"                                           \
  "  settled_at_us INTEGER NOT NULL,"                                          \
  "  voided_at_us INTEGER NOT NULL,"                                           \
  "  closed_at_us INTEGER NOT NULL,"                                           \
  "  total_minor INTEGER NOT NULL,"                                            \
  "  paid_minor INTEGER NOT NULL,"                                             \
  "  in_doubt_minor INTEGER NOT NULL,"                                         \
  "  surplus_minor INTEGER NOT NULL,"                                          \
  "  cash_back_minor INTEGER NOT NULL,"                                        \
  "  cash_given_minor INTEGER NOT NULL,"                                       \
  "  n_items INTEGER NOT NULL,"                                                \
  "  held INTEGER NOT NULL,"                                                   \
  "  tender TEXT NOT NULL,"                                                    \
  "  search TEXT NOT NULL,"                                                    \
  "  kitchen_at_us INTEGER NOT NULL,"                                          \
  "  table_name TEXT NOT NULL) STRICT, WITHOUT ROWID;"                         \
  "CREATE INDEX state_order_kitchen ON state_order (kitchen_at_us)"            \
  "  WHERE kitchen_at_us > 0;"                                                 \
  "CREATE UNIQUE INDEX state_order_sequence ON state_order (opened_sequence);" \
  "CREATE INDEX state_order_open ON state_order (opened_at_us)"                \
  "  WHERE closed_at_us = 0;"                                                  \
  "CREATE INDEX state_order_closed ON state_order (closed_at_us, search)"      \
  "  WHERE closed_at_us > 0;"                                                  \
  "CREATE INDEX state_order_surplus ON state_order (order_id)"                 \
  "  WHERE surplus_minor > 0;"                                                 \
  "CREATE INDEX state_order_cash_back ON state_order (order_id)"               \
  "  WHERE cash_back_minor > 0;"

/* moved_at_us is when it was settled, or else started. */
#define MONEY_SCHEMA                                                 \
  "CREATE TABLE state_payment ("                                     \
  "  payment_id TEXT PRIMARY KEY,"                                   \
  "  order_id TEXT NOT NULL,"                                        \
  "  method TEXT NOT NULL,"                                          \
  "  provider_id TEXT NOT NULL,"                                     \
  "  merchant_order_id TEXT NOT NULL,"                               \
  "  provider_transaction_id TEXT NOT NULL,"                         \
  "  amount_minor INTEGER NOT NULL,"                                 \
  "  state TEXT NOT NULL,"                                           \
  "  started_at_us INTEGER NOT NULL,"                                \
  "  settled_at_us INTEGER NOT NULL,"                                \
  "  moved_at_us INTEGER NOT NULL,"                                  \
  "  shown INTEGER NOT NULL,"                                        \
  "  claimed INTEGER NOT NULL,"                                      \
  "  overridden INTEGER NOT NULL,"                                   \
  "  money_returned INTEGER NOT NULL) STRICT, WITHOUT ROWID;"        \
  "CREATE INDEX state_payment_unsettled ON state_payment (order_id)" \
  "  WHERE state IN ('offered', 'open', 'in-doubt', 'withdrawn');"   \
  "CREATE INDEX state_payment_moved ON state_payment (moved_at_us);" \
  "CREATE TABLE state_refund ("                                      \
  "  refund_id TEXT PRIMARY KEY,"                                    \
  "  order_id TEXT NOT NULL,"                                        \
  "  payment_id TEXT NOT NULL,"                                      \
  "  merchant_refund_id TEXT NOT NULL,"                              \
  "  provider_refund_id TEXT NOT NULL,"                              \
  "  amount_minor INTEGER NOT NULL,"                                 \
  "  state TEXT NOT NULL,"                                           \
  "  started_at_us INTEGER NOT NULL,"                                \
  "  settled_at_us INTEGER NOT NULL,"                                \
  "  moved_at_us INTEGER NOT NULL,"                                  \
  "  cash INTEGER NOT NULL,"                                         \
  "  surplus INTEGER NOT NULL) STRICT, WITHOUT ROWID;"               \
  "CREATE INDEX state_refund_unsettled ON state_refund (order_id)"   \
  "  WHERE state IN ('open', 'failed');"                             \
  "CREATE INDEX state_refund_moved ON state_refund (moved_at_us);"

/* state_account is the sum of state_ledger, kept beside it so that nobody adds up years. */
#define LEDGER_SCHEMA                                         \
  "CREATE TABLE state_ledger ("                               \
  "  sequence INTEGER NOT NULL,"                              \
  "  account TEXT NOT NULL,"                                  \
  "  amount_minor INTEGER NOT NULL,"                          \
  "  PRIMARY KEY (sequence, account)) STRICT, WITHOUT ROWID;" \
  "CREATE TABLE state_account ("                              \
  "  account TEXT PRIMARY KEY,"                               \
  "  balance_minor INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

/* fee_minor is what the bills of that subject have posted to the accounts. */
#define BILL_SCHEMA                                      \
  "CREATE TABLE state_bill ("                            \
  "  subject TEXT PRIMARY KEY,"                          \
  "  provider_id TEXT NOT NULL,"                         \
  "  kind TEXT NOT NULL,"                                \
  "  date TEXT NOT NULL,"                                \
  "  sha256 TEXT NOT NULL,"                              \
  "  first_sequence INTEGER NOT NULL,"                   \
  "  stored_at_us INTEGER NOT NULL,"                     \
  "  n_entries INTEGER NOT NULL,"                        \
  "  fee_minor INTEGER NOT NULL) STRICT, WITHOUT ROWID;" \
  "CREATE INDEX state_bill_date ON state_bill (date);"   \
  "CREATE TABLE state_bill_entry ("                      \
  "  subject TEXT NOT NULL,"                             \
  "  position INTEGER NOT NULL,"                         \
  "  kind TEXT NOT NULL,"                                \
  "  merchant_order_id TEXT NOT NULL,"                   \
  "  merchant_refund_id TEXT NOT NULL,"                  \
  "  provider_transaction_id TEXT NOT NULL,"             \
  "  state TEXT NOT NULL,"                               \
  "  amount_minor INTEGER NOT NULL,"                     \
  "  fee_micros INTEGER NOT NULL,"                       \
  "  at_us INTEGER NOT NULL,"                            \
  "  PRIMARY KEY (subject, position)) STRICT, WITHOUT ROWID;"

#define OTHER_SCHEMA                                                             \
  "CREATE TABLE state_print_job ("                                               \
  "  job_id TEXT PRIMARY KEY,"                                                   \
  "  order_id TEXT NOT NULL,"                                                    \
  "  requested_sequence INTEGER NOT NULL,"                                       \
  "  requested_at_us INTEGER NOT NULL,"                                          \
  "  document TEXT NOT NULL,"                                                    \
  "  copy INTEGER NOT NULL,"                                                     \
  "  state TEXT NOT NULL,"                                                       \
  "  reason TEXT NOT NULL,"                                                      \
  "  attempts INTEGER NOT NULL,"                                                 \
  "  partly INTEGER NOT NULL,"                                                   \
  "  station TEXT NOT NULL) STRICT, WITHOUT ROWID;"                              \
  "CREATE INDEX state_print_job_waiting ON state_print_job (requested_sequence)" \
  "  WHERE state IN ('waiting', 'failed');"                                      \
  "CREATE TABLE state_menu ("                                                    \
  "  kind INTEGER NOT NULL,"                                                     \
  "  id TEXT NOT NULL,"                                                          \
  "  sequence INTEGER NOT NULL,"                                                 \
  "  PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;"                             \
  "CREATE INDEX state_menu_order ON state_menu (kind, sequence);"                \
  "CREATE TABLE state_floor ("                                                   \
  "  kind INTEGER NOT NULL,"                                                     \
  "  id TEXT NOT NULL,"                                                          \
  "  sequence INTEGER NOT NULL,"                                                 \
  "  PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;"

/* One row a role and a member; of refusals, those since the last right PIN. */
#define STAFF_SCHEMA             \
  "CREATE TABLE state_staff ("   \
  "  kind INTEGER NOT NULL,"     \
  "  id TEXT NOT NULL,"          \
  "  sequence INTEGER NOT NULL," \
  "  PRIMARY KEY (kind, id, sequence)) STRICT, WITHOUT ROWID;"

/* state_drawer.sequence is the fact that says what the drawer is; state_day holds the last day that
 * has ended; one row a shift, and one open shift a drawer. */
#define DRAWER_SCHEMA                                                \
  "CREATE TABLE state_drawer ("                                      \
  "  kind INTEGER NOT NULL,"                                         \
  "  id TEXT NOT NULL,"                                              \
  "  sequence INTEGER NOT NULL,"                                     \
  "  PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;"                 \
  "CREATE TABLE state_day ("                                         \
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"                       \
  "  number INTEGER NOT NULL,"                                       \
  "  sequence INTEGER NOT NULL) STRICT;"                             \
  "CREATE TABLE state_shift ("                                       \
  "  shift_id TEXT PRIMARY KEY,"                                     \
  "  drawer_id TEXT NOT NULL,"                                       \
  "  register_id TEXT NOT NULL,"                                     \
  "  opened_by TEXT NOT NULL,"                                       \
  "  closed_by TEXT NOT NULL,"                                       \
  "  opened_at_us INTEGER NOT NULL,"                                 \
  "  closed_at_us INTEGER NOT NULL,"                                 \
  "  float_minor INTEGER NOT NULL,"                                  \
  "  cash_in_minor INTEGER NOT NULL,"                                \
  "  cash_out_minor INTEGER NOT NULL,"                               \
  "  paid_in_minor INTEGER NOT NULL,"                                \
  "  paid_out_minor INTEGER NOT NULL,"                               \
  "  dropped_minor INTEGER NOT NULL,"                                \
  "  n_kicks INTEGER NOT NULL,"                                      \
  "  counted INTEGER NOT NULL,"                                      \
  "  counted_minor INTEGER NOT NULL,"                                \
  "  expected_minor INTEGER NOT NULL,"                               \
  "  variance_minor INTEGER NOT NULL,"                               \
  "  closed_sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;"       \
  "CREATE INDEX state_shift_open ON state_shift (drawer_id)"         \
  "  WHERE closed_sequence = 0;"                                     \
  "CREATE INDEX state_shift_closed ON state_shift (closed_sequence)" \
  "  WHERE closed_sequence > 0;"

/* Returns: (transfer none): the statements that make all state tables */
const char *
_trivet_projection_get_schema (void)
{
  return ORDER_SCHEMA MONEY_SCHEMA LEDGER_SCHEMA BILL_SCHEMA OTHER_SCHEMA STAFF_SCHEMA DRAWER_SCHEMA;
}
