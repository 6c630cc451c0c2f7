/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-day-report.h"
#include "trivet-register.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

/**
 * TrivetDayPaper:
 * @reg: names the shop
 * @repository: has the figures
 * @wallets: (nullable): names the ways to pay
 * @number: of a Z report; 0 for an X report
 * @business_date: (nullable)
 * @from_sequence, @to_sequence: the facts that it adds up
 * @time_us, @staff: when and by whom it was made
 * @left: (nullable): as trivet_day_left_read() reads it
 *
 * Which X or Z report is wanted. Everything is borrowed; _trivet_day_paper_build_async() copies.
 */
typedef struct {
  TrivetRegister        *reg;
  TrivetRepository      *repository;
  TrivetWalletTable     *wallets;
  TrivetReceiptLanguage  language;
  int                    copy;
  gint64                 number;
  const char            *business_date;
  gint64                 from_sequence;
  gint64                 to_sequence;
  gint64                 time_us;
  const char            *staff;
  JsonObject            *left;
} TrivetDayPaper;

/* @request: of the report's subject; what it does not say is its own */
void            _trivet_day_paper_read         (TrivetDayPaper       *self,
                                                TrivetFact           *request);
/* Sums, ended shifts and the drawers' names come from the repository. @source: (transfer none): of the task */
void            _trivet_day_paper_build_async  (const TrivetDayPaper *self,
                                                gpointer              source,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
TrivetDocument *_trivet_day_paper_build_finish (GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
