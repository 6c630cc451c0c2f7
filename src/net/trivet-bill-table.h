/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"

G_BEGIN_DECLS

/* Of a currency's major unit: what a fee of 0.6 % of a fen needs. */
#define TRIVET_BILL_MICROS 1000000

/**
 * TrivetBillForm:
 * @TRIVET_BILL_FORM_COMMAS: Alipay: fields between commas, padded with TABs and blanks, sometimes in
 *   double quotes; lines that begin with # are notes and no rows
 * @TRIVET_BILL_FORM_BACKQUOTES: WeChat Pay: each field of a row begins with a backquote, so that a
 *   comma inside a field ends nothing; header lines have none
 *
 * How the lines of a bill's file are written.
 */
typedef enum {
  TRIVET_BILL_FORM_COMMAS,
  TRIVET_BILL_FORM_BACKQUOTES,
} TrivetBillForm;

/**
 * TrivetBillTable:
 *
 * Reads the text of a bill row by row; cells are found by the name in the header line, never by
 * their place. Names are compared without blanks, and with wide parentheses as narrow ones, so that
 * "订单金额（元）" and "订单金额(元)" are one column.
 *
 * One text may hold several tables, one behind the other (WeChat Pay's summary): read a header, its
 * rows until there are no more, then the next header.
 *
 * |[
 * table = trivet_bill_table_new (text, length, TRIVET_BILL_FORM_BACKQUOTES, error);
 * trivet_bill_table_read_header (table, error);
 * trivet_bill_table_require (table, needed, error);
 * while (trivet_bill_table_next (table, &local))
 *   trivet_bill_table_get_minor (table, "订单金额", TRIVET_CURRENCY_CNY, &amount_minor, &local);
 * ]|
 */
typedef struct _TrivetBillTable TrivetBillTable;

TrivetBillTable *trivet_bill_table_new            (const char         *text,
                                                   gsize               length,
                                                   TrivetBillForm      form,
                                                   GError            **error);
void             trivet_bill_table_free           (TrivetBillTable    *self);
GPtrArray       *trivet_bill_table_get_notes      (TrivetBillTable    *self);

gboolean         trivet_bill_table_read_header    (TrivetBillTable    *self,
                                                   GError            **error);
gboolean         trivet_bill_table_has_column     (TrivetBillTable    *self,
                                                   const char         *column);
gboolean         trivet_bill_table_require        (TrivetBillTable    *self,
                                                   const char *const  *columns,
                                                   GError            **error);
void             trivet_bill_table_remark_unknown (TrivetBillTable    *self,
                                                   const char *const  *known,
                                                   GPtrArray          *remarks);

gboolean         trivet_bill_table_next           (TrivetBillTable    *self,
                                                   GError            **error);
guint            trivet_bill_table_get_line       (TrivetBillTable    *self);
const char      *trivet_bill_table_get_text       (TrivetBillTable    *self,
                                                   const char         *column);
gboolean         trivet_bill_table_get_minor      (TrivetBillTable    *self,
                                                   const char         *column,
                                                   TrivetCurrency      currency,
                                                   gint64             *ret_minor,
                                                   GError            **error);
gboolean         trivet_bill_table_get_micros     (TrivetBillTable    *self,
                                                   const char         *column,
                                                   gint64             *ret_micros,
                                                   GError            **error);
gboolean         trivet_bill_table_get_count      (TrivetBillTable    *self,
                                                   const char         *column,
                                                   gint64             *ret_count,
                                                   GError            **error);
gboolean         trivet_bill_table_get_beijing_us (TrivetBillTable    *self,
                                                   const char         *column,
                                                   gint64             *ret_us,
                                                   GError            **error);

gboolean         trivet_bill_parse_micros         (const char         *text,
                                                   gint64             *ret_micros);
gboolean         trivet_bill_micros_to_minor      (gint64              micros,
                                                   TrivetCurrency      currency,
                                                   gint64             *ret_minor);
gboolean         trivet_bill_parse_beijing_us     (const char         *text,
                                                   gint64             *ret_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetBillTable, trivet_bill_table_free)

G_END_DECLS
