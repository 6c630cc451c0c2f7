/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a bill's cells are found by the names of their columns in both ways of writing, and numbers
 * and times are read exactly or refused. Method: small texts with one property each, cut at every
 * byte at the end. */

#include "trivet-bill-table.h"

#include <string.h>

static TrivetBillTable *
open_text (const char    *text,
           TrivetBillForm form)
{
  g_autoptr (GError) error = NULL;
  TrivetBillTable *table = trivet_bill_table_new (text, strlen (text), form, &error);

  g_assert_no_error (error);
  g_assert_nonnull (table);
  return table;
}

static void
assert_header (TrivetBillTable *table)
{
  g_autoptr (GError) error = NULL;

  trivet_bill_table_read_header (table, &error);
  g_assert_no_error (error);
}

static void
assert_row (TrivetBillTable *table)
{
  g_autoptr (GError) error = NULL;
  gboolean has_row = trivet_bill_table_next (table, &error);

  g_assert_no_error (error);
  g_assert_true (has_row);
}

static void
assert_end (TrivetBillTable *table)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_bill_table_next (table, &error));
  g_assert_no_error (error);
}

static void
test_commas (void)
{
  g_autoptr (TrivetBillTable) table = open_text ("#头\r\n"
                                                 "编号 ,订单金额（元）, 名称\t,\r\n"
                                                 "00123\t,88.00,\"a,\"\"b\"\"\" ,\r\n"
                                                 "\r\n"
                                                 "4\t , -3.00\t,\"open, x\r\n"
                                                 "5,1,\"c\"d,\r\n"
                                                 "#尾：1笔\r\n",
                                                 TRIVET_BILL_FORM_COMMAS);
  gint64 minor = 0;

  assert_header (table);
  g_assert_true (trivet_bill_table_has_column (table, "订单金额(元)"));
  g_assert_true (trivet_bill_table_has_column (table, "订单金额（元）"));
  g_assert_true (trivet_bill_table_has_column (table, "编号"));
  g_assert_false (trivet_bill_table_has_column (table, "订单金额"));

  assert_row (table);
  g_assert_cmpuint (trivet_bill_table_get_line (table), ==, 3);
  g_assert_cmpstr (trivet_bill_table_get_text (table, "编号"), ==, "00123");
  g_assert_cmpstr (trivet_bill_table_get_text (table, "名称"), ==, "a,\"b\"");
  g_assert_cmpstr (trivet_bill_table_get_text (table, "没有"), ==, "");
  g_assert_true (trivet_bill_table_get_minor (table, "订单金额(元)", TRIVET_CURRENCY_CNY, &minor, NULL));
  g_assert_cmpint (minor, ==, 8800);

  /* A quote that never ends is a character like others, not the beginning of the rest. */
  assert_row (table);
  g_assert_cmpuint (trivet_bill_table_get_line (table), ==, 5);
  g_assert_cmpstr (trivet_bill_table_get_text (table, "名称"), ==, "\"open");
  g_assert_true (trivet_bill_table_get_minor (table, "订单金额(元)", TRIVET_CURRENCY_CNY, &minor, NULL));
  g_assert_cmpint (minor, ==, -300);

  assert_row (table);
  g_assert_cmpstr (trivet_bill_table_get_text (table, "名称"), ==, "\"c\"d");
  assert_end (table);

  g_assert_cmpuint (trivet_bill_table_get_notes (table)->len, ==, 2);
  g_assert_cmpstr (trivet_bill_table_get_notes (table)->pdata[1], ==, "#尾：1笔");
}

static void
test_backquotes (void)
{
  g_autoptr (TrivetBillTable) table = open_text ("\xef\xbb\xbf交易时间,商户订单号,手续费\n"
                                                 "`2026-01-01 12:00:03,`a,b,`0.52800\n"
                                                 "`2026-01-01 12:00:04,`#c,`-0.00100\n"
                                                 "总交易单数,手续费总金额\n"
                                                 "`2,`0.52700",
                                                 TRIVET_BILL_FORM_BACKQUOTES);
  gint64 value = 0;

  assert_header (table);
  assert_row (table);
  g_assert_cmpstr (trivet_bill_table_get_text (table, "商户订单号"), ==, "a,b");
  g_assert_true (trivet_bill_table_get_micros (table, "手续费", &value, NULL));
  g_assert_cmpint (value, ==, 528000);
  g_assert_true (trivet_bill_table_get_beijing_us (table, "交易时间", &value, NULL));
  g_assert_cmpint (value, ==, G_GINT64_CONSTANT (1767240003) * G_USEC_PER_SEC);
  assert_row (table);
  g_assert_cmpstr (trivet_bill_table_get_text (table, "商户订单号"), ==, "#c");
  assert_end (table);

  assert_header (table);
  g_assert_false (trivet_bill_table_has_column (table, "手续费"));
  assert_row (table);
  g_assert_true (trivet_bill_table_get_count (table, "总交易单数", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  assert_end (table);
  g_assert_false (trivet_bill_table_read_header (table, NULL));
}

static void
assert_header_refused (const char    *text,
                       TrivetBillForm form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetBillTable) table = open_text (text, form);

  g_assert_false (trivet_bill_table_read_header (table, &error));
  g_assert_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT);
}

static void
test_shape (void)
{
  static const char *const needed[] = { "a", "b（元）", NULL };
  static const char *const known[] = { "a", "d(元)", NULL };
  static const char        broken[] = "a\0b\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TrivetBillTable) table = open_text ("a,c,d（元）,\n1,2\n", TRIVET_BILL_FORM_COMMAS);
  g_autoptr (TrivetBillTable) empty = trivet_bill_table_new (NULL, 0, TRIVET_BILL_FORM_COMMAS, &error);

  g_assert_no_error (error);
  g_assert_nonnull (empty);
  assert_header_refused ("", TRIVET_BILL_FORM_COMMAS);
  assert_header_refused ("#only\n", TRIVET_BILL_FORM_COMMAS);
  assert_header_refused ("a, a\n", TRIVET_BILL_FORM_COMMAS);
  assert_header_refused ("`a,`b\n", TRIVET_BILL_FORM_BACKQUOTES);
  g_assert_null (trivet_bill_table_new ("\xff", 1, TRIVET_BILL_FORM_COMMAS, NULL));
  g_assert_null (trivet_bill_table_new (broken, sizeof broken - 1, TRIVET_BILL_FORM_COMMAS, NULL));

  assert_header (table);
  g_assert_false (trivet_bill_table_require (table, needed, &error));
  g_assert_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "b（元）"));
  g_clear_error (&error);

  trivet_bill_table_remark_unknown (table, known, remarks);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_nonnull (strstr (remarks->pdata[0], "“c”"));

  g_assert_false (trivet_bill_table_next (table, &error));
  g_assert_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED);
}

static void
test_numbers (void)
{
  static const struct {
    const char *text;
    gint64      micros;
  } good[] = {
    { "0", 0 },
    { "-0.00", 0 },
    { "88", 88000000 },
    { "88.8", 88800000 },
    { "-0.01", -10000 },
    { "0.000001", 1 },
    { "999999999999.999999", G_GINT64_CONSTANT (999999999999999999) },
  };
  static const char *const bad[] = { "", "-", ".5", "5.", "1.0000001", "1,000.00", "1 ", "+1", "1e3", "0x1", "1000000000000", "99999999999999999999", "¥1" };
  gint64                   value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (trivet_bill_parse_micros (good[i].text, &value));
    g_assert_cmpint (value, ==, good[i].micros);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (trivet_bill_parse_micros (bad[i], &value));

  g_assert_true (trivet_bill_micros_to_minor (-10000, TRIVET_CURRENCY_CNY, &value));
  g_assert_cmpint (value, ==, -1);
  g_assert_false (trivet_bill_micros_to_minor (1000, TRIVET_CURRENCY_CNY, &value));
  g_assert_false (trivet_bill_micros_to_minor (10000, TRIVET_CURRENCY_JPY, &value));
}

static void
test_times (void)
{
  static const char *const bad[] = { "", "2026-01-01", "2026-02-29 00:00:00", "2026-01-01 24:00:00", "2026-01-01 00:00:60", "2026-01-01T00:00:00", "0000-01-01 00:00:00", "2026-01-01 00:00:0x", "2026-01-01 00:00:000" };
  gint64                   value;

  g_assert_true (trivet_bill_parse_beijing_us ("1970-01-01 08:00:00", &value));
  g_assert_cmpint (value, ==, 0);
  g_assert_true (trivet_bill_parse_beijing_us ("2024-02-29 23:59:59", &value));
  g_assert_cmpint (value, ==, G_GINT64_CONSTANT (1709222399) * G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (trivet_bill_parse_beijing_us (bad[i], &value));
}

static void
read_all (const char    *text,
          gsize          length,
          TrivetBillForm form)
{
  g_autoptr (TrivetBillTable) table = trivet_bill_table_new (text, length, form, NULL);

  if (table == NULL)
    return;
  while (trivet_bill_table_read_header (table, NULL)) {
    while (trivet_bill_table_next (table, NULL))
      g_assert_nonnull (trivet_bill_table_get_text (table, "b"));
  }
}

static void
test_cut (void)
{
  static const char text[] = "a,b（元）\r\n`1,`\"2\r\n\"3\"\" ,\",\"4\r\n#x\r\n";

  for (gsize i = 0; i < sizeof text; i++) {
    g_autofree char *cut = g_strndup (text, i);

    read_all (cut, i, TRIVET_BILL_FORM_COMMAS);
    read_all (cut, i, TRIVET_BILL_FORM_BACKQUOTES);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bill-table/commas", test_commas);
  g_test_add_func ("/bill-table/backquotes", test_backquotes);
  g_test_add_func ("/bill-table/shape", test_shape);
  g_test_add_func ("/bill-table/numbers", test_numbers);
  g_test_add_func ("/bill-table/times", test_times);
  g_test_add_func ("/bill-table/cut", test_cut);

  return g_test_run ();
}
