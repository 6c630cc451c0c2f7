/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: X and Z reports look on paper as they did when somebody last looked at them, and never tell
 * what is expected in a drawer that is still open. Method: as for slips; the files are in
 * tests/fixtures/days/, and TRIVET_WRITE_FIXTURES=1 writes them anew. */

#include "escpos-reader.h"
#include "trivet-day-report.h"
#include "trivet-escpos-encoder.h"

#include <string.h>

/* 2026-11-22 15:31:05 UTC, which is 23:31 in Shanghai. */
#define TIME_US G_GINT64_CONSTANT (1795361465000000)

typedef struct {
  const char           *name;
  TrivetEscposPaper     paper;
  TrivetReceiptLanguage language;
  gint64                number;
  gboolean              busy; /* with open orders, doubts and papers */
  int                   copy;
} Case;

static const Case cases[] = {
  { "z-both-80", TRIVET_ESCPOS_PAPER_80_MM, TRIVET_RECEIPT_LANGUAGE_BOTH, 7, TRUE, 1 },
  { "z-zh-58", TRIVET_ESCPOS_PAPER_58_MM, TRIVET_RECEIPT_LANGUAGE_ZH, 8, FALSE, 2 },
  { "x-en-80", TRIVET_ESCPOS_PAPER_80_MM, TRIVET_RECEIPT_LANGUAGE_EN, 0, TRUE, 1 },
};

static void
add_sums (GPtrArray *sums)
{
  const TrivetDaySum given[] = {
    { TRIVET_DAY_SUM_ACCOUNT, (char *) "discounts", 12000, 3 },
    { TRIVET_DAY_SUM_ACCOUNT, (char *) "refunds", 2642, 1 },
    { TRIVET_DAY_SUM_ACCOUNT, (char *) "sales", -1234500, 61 },
    { TRIVET_DAY_SUM_ACCOUNT, (char *) "service", -4000, 2 },
    { TRIVET_DAY_SUM_ACCOUNT, (char *) "tax", -73150, 62 },
    { TRIVET_DAY_SUM_TAKEN, (char *) "alipay", 800000, 40 },
    { TRIVET_DAY_SUM_TAKEN, (char *) "cash", 499650, 21 },
    { TRIVET_DAY_SUM_GIVEN_BACK, (char *) "cash", 2800, 1 },
    { TRIVET_DAY_SUM_FACTS, (char *) "drawer-opened", 0, 3 },
    { TRIVET_DAY_SUM_FACTS, (char *) "line-voided", 0, 4 },
    { TRIVET_DAY_SUM_FACTS, (char *) "order-opened", 0, 64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    g_ptr_array_add (sums, trivet_day_sum_new (given[i].kind, given[i].name, given[i].amount_minor, given[i].count));
}

static void
add_shifts (GPtrArray     *closed,
            TrivetDayLeft *left)
{
  const TrivetShift early = {
    .shift_id = (char *) "shift/1",
    .drawer_id = (char *) "front",
    .opened_by = (char *) "Wang",
    .float_minor = 50000,
    .cash_in_minor = 499650,
    .cash_out_minor = 2800,
    .paid_out_minor = 6000,
    .dropped_minor = 300000,
    .n_kicks = 2,
    .counted = TRUE,
    .counted_minor = 240800,
    .expected_minor = 240850,
    .variance_minor = -50,
  };

  g_ptr_array_add (closed, trivet_shift_copy (&early));
  trivet_day_left_add (left->shifts, "front", "Lin", 77777);
}

/* Through the fact's words, as a duplicate reads them. */
static TrivetDayLeft *
make_left (gboolean   busy,
           GPtrArray *closed)
{
  g_autoptr (TrivetDayLeft) left = trivet_day_left_new ();
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  TrivetDayLeft *read;

  add_shifts (closed, left);
  if (busy) {
    trivet_day_left_add (left->orders, "A0063", NULL, 8000);
    trivet_day_left_add (left->doubts, "A0060", NULL, 12300);
    left->n_papers = 1;
    left->n_unsent = 2;
  }
  body = trivet_day_left_to_json (left);
  read = trivet_day_left_read (body, &error);
  g_assert_no_error (error);

  return read;
}

static TrivetDocument *
build (const Case *c)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_day_sum_free);
  g_autoptr (GPtrArray) closed = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_shift_free);
  g_autoptr (GPtrArray) drawers = g_ptr_array_new ();
  g_autoptr (TrivetDayLeft) left = make_left (c->busy, closed);
  TrivetDrawer      drawer = { (char *) "front", (char *) "Front", (char *) "前台", (char *) "" };
  TrivetReceiptInfo receipt = {
    .store_name = "Jade Garden", .store_name_zh = "翠园", .staff = "Lin", .zone = zone, .language = c->language, .copy = c->copy
  };
  TrivetDayReport report = {
    .receipt = &receipt,
    .currency = TRIVET_CURRENCY_CNY,
    .number = c->number,
    .business_date = c->number > 0 ? "2026-11-22" : NULL,
    .time_us = TIME_US,
    .sums = sums,
    .closed = closed,
    .drawers = drawers,
    .left = left,
  };

  g_ptr_array_add (drawers, &drawer);
  add_sums (sums);

  return trivet_day_report_build (&report);
}

static void
test_paper (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TrivetDocument) document = build (c);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = trivet_escpos_encode (document, c->paper, &error);
  g_autoptr (EscposPage) page = NULL;
  g_autofree char *text = NULL;
  g_autofree char *file_name = g_strconcat (c->name, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "days", file_name, NULL);
  g_autofree char *expected = NULL;

  g_assert_no_error (error);
  page = escpos_page_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), c->paper == TRIVET_ESCPOS_PAPER_58_MM ? 384 : 576);
  text = escpos_page_to_text (page);
  g_assert_cmpuint (page->complaints->len, ==, 0);
  if (g_getenv ("TRIVET_WRITE_FIXTURES") != NULL) {
    g_file_set_contents (path, text, -1, &error);
    g_assert_no_error (error);
  }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  /* Nothing about the money in the drawer that somebody will have to count. */
  g_assert_null (strstr (text, "777"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/reports/day/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_paper);
  }

  return g_test_run ();
}
