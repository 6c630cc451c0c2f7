/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"
#include "receipt-order.h"
#include "trivet-escpos-encoder.h"
#include "trivet-picture-printer.h"
#include "trivet-slip-paper.h"

#include <string.h>

/* Goal: slips for the kitchen look on paper as they did when somebody last looked at them, and say
 * what must not be missed. Method: as for receipts; the files are in tests/fixtures/slips/, and
 * TRIVET_WRITE_FIXTURES=1 writes them anew. */

/* 2026-11-22 04:31:05 UTC, which is 12:31 in Shanghai. */
#define TIME_US G_GINT64_CONSTANT (1795321865000000)

typedef struct {
  const char       *name;
  TrivetEscposPaper paper;
  const char       *language;
  TrivetSlipKind    kind;
  int               copy;
  const char       *says; /* white on black */
} Case;

static const Case cases[] = {
  { "new-both-80", TRIVET_ESCPOS_PAPER_80_MM, "both", TRIVET_SLIP_NEW, 1, "ALLERGY" },
  { "new-zh-58", TRIVET_ESCPOS_PAPER_58_MM, "zh", TRIVET_SLIP_NEW, 1, "过敏" },
  { "change-en-80", TRIVET_ESCPOS_PAPER_80_MM, "en", TRIVET_SLIP_CHANGE, 1, "CHANGE" },
  { "void-both-80", TRIVET_ESCPOS_PAPER_80_MM, "both", TRIVET_SLIP_VOID, 1, "VOID" },
  { "place-both-80", TRIVET_ESCPOS_PAPER_80_MM, "both", TRIVET_SLIP_PLACE, 1, "Table 桌 12 → Takeaway 外带 1122-0042" },
  { "place-en-58", TRIVET_ESCPOS_PAPER_58_MM, "en", TRIVET_SLIP_PLACE, 2, "NOW TAKEAWAY" },
  { "rush-zh-58", TRIVET_ESCPOS_PAPER_58_MM, "zh", TRIVET_SLIP_RUSH, 1, "催菜" },
  { "duplicate-both-58", TRIVET_ESCPOS_PAPER_58_MM, "both", TRIVET_SLIP_NEW, 2, "DUPLICATE" },
  { "allergens-both-80", TRIVET_ESCPOS_PAPER_80_MM, "both", TRIVET_SLIP_NEW, 1, "CONTAINS 含: gluten 麸质, sesame 芝麻" },
};

static const char *const combo_cases[][2] = {
  { "wok", "2 × 宫保; + Hot; [Lunch combo]; + No MSG" },
  { "bar", "2 × 奶茶; + Less ice; [Lunch combo]; + No MSG" },
  { "pass", "2 × 宫保; + Hot; 2 × 奶茶; + Less ice; [Lunch combo]; + No MSG" },
};

static TrivetOrder *
make_order (gboolean with_allergens,
            gboolean taken_away)
{
  ReceiptFacts facts;

  receipt_facts_init (&facts, "CNY");
  receipt_facts_add_meal (&facts);
  receipt_facts_add (&facts, "order-labelled", "{\"label\":\"\"}");
  receipt_facts_add (&facts, "order-seated", "{\"table\":\"12\"}");
  receipt_facts_add (&facts, "order-guests-set", "{\"guests\":4}");
  receipt_facts_add (&facts, "line-seat-set", "{\"line\":\"l1\",\"seat\":2}");
  receipt_facts_add (&facts, "line-course-set", "{\"line\":\"l1\",\"course\":2}");
  receipt_facts_add (&facts, "line-course-set", "{\"line\":\"l2\",\"course\":1}");
  receipt_facts_add (&facts, "line-note-set", "{\"line\":\"l2\",\"note\":\"allergic to peanuts\"}");

  if (taken_away)
    receipt_facts_add (&facts, "order-type-set", "{\"type\":\"takeaway\"}");
  if (with_allergens)
    receipt_facts_add (&facts, "line-added",
                       "{\"line\":\"l9\",\"sku\":\"N9\",\"category\":\"noodles\",\"name\":\"Dan dan noodles\",\"name_zh\":\"担担面\","
                       "\"kitchen\":\"担担\",\"quantity\":1,\"unit_price_minor\":2600,\"tax_rate_ppm\":60000,\"tax_included\":true,"
                       "\"modifiers\":[],\"allergens\":[\"gluten\",\"sesame\"]}");

  return receipt_facts_fold (&facts);
}

static TrivetKitchen *
make_kitchen (const char *language)
{
  TrivetKitchen   *kitchen = trivet_kitchen_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"wok\",\"name\":\"Wok\",\"name_zh\":\"炒锅\",\"language\":\"%s\"}", language);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetFact) fact = trivet_fact_restore (1, "01JD8X5Y7R0000000000000009", "register-1", "", 1, "station-set", 1,
                                                     "kitchen", body, &error);

  g_assert_no_error (error);
  trivet_kitchen_apply (kitchen, fact, &error);
  g_assert_no_error (error);

  return kitchen;
}

static TrivetDocument *
build (const Case *c)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen (c->language);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  gboolean with_allergens = g_str_has_prefix (c->name, "allergens");
  g_autoptr (TrivetOrder) order = make_order (with_allergens, c->kind == TRIVET_SLIP_PLACE);
  g_autoptr (TrivetSlip) slip = trivet_slip_new ("wok", c->kind);
  TrivetSlipInfo info = {
    .kitchen = kitchen,
    .station = trivet_kitchen_lookup_station (kitchen, "wok"),
    .staff = "Lin Mei",
    .time_us = TIME_US,
    .zone = zone,
    .copy = c->copy,
  };

  trivet_slip_add (slip, "l1", 2);
  trivet_slip_add (slip, "l2", 1);
  if (c->kind == TRIVET_SLIP_PLACE)
    slip->former = trivet_order_place_new (TRIVET_ORDER_KIND_TABLE, "", "t12", "12", "12");
  if (with_allergens)
    trivet_slip_add (slip, "l9", 1);

  return trivet_slip_paper_build (&info, order, slip);
}

static void
compare_with_fixture (const char *name,
                      const char *text)
{
  g_autofree char *file_name = g_strconcat (name, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "slips", file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;

  if (g_getenv ("TRIVET_WRITE_FIXTURES") != NULL) {
    g_file_set_contents (path, text, -1, &error);
    g_assert_no_error (error);
  }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
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

  g_assert_no_error (error);
  page = escpos_page_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), c->paper == TRIVET_ESCPOS_PAPER_58_MM ? 384 : 576);
  text = escpos_page_to_text (page);
  g_assert_cmpuint (page->complaints->len, ==, 0);
  g_assert_cmpuint (page->n_cuts, ==, 1);
  compare_with_fixture (c->name, text);
}

static void
test_warnings (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TrivetDocument) document = build (c);
  gboolean said = FALSE;

  for (gsize i = 0; i < trivet_document_get_n_blocks (document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (document, i);

    if ((block->style & TRIVET_DOCUMENT_STYLE_INVERTED) != 0)
      said |= strstr (block->left, c->says) != NULL;
  }
  g_assert_true (said);
}

static void
test_picture (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TrivetDocument) document = build (c);
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (painter), document, 576, &error);
  const char *folder = g_getenv ("TRIVET_KEEP_PICTURES");

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (png), >, 1000);
  if (folder != NULL) {
    g_autofree char *path = g_strdup_printf ("%s/trivet-slip-%s.png", folder, c->name);

    g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), &error);
    g_assert_no_error (error);
  }
}

static void
kitchen_apply (TrivetKitchen *kitchen,
               const char    *type,
               const char    *body)
{
  g_autoptr (TrivetFact) fact = trivet_fact_restore (1, "01JD8X5Y7R0000000000000009", "register-1", "", 1, type, 1, "kitchen", body, NULL);

  g_assert_true (trivet_kitchen_apply (kitchen, fact, NULL));
}

/* @courses: mains come with the second course */
static TrivetKitchen *
make_combo_kitchen (gboolean courses)
{
  static const char *const stations[] = {
    "{\"id\":\"wok\",\"name\":\"Wok\",\"language\":\"en\"}",
    "{\"id\":\"bar\",\"name\":\"Bar\",\"language\":\"en\"}",
    "{\"id\":\"pass\",\"name\":\"Pass\",\"language\":\"en\",\"pass\":true}",
  };
  TrivetKitchen *kitchen = trivet_kitchen_new ();

  for (guint i = 0; i < G_N_ELEMENTS (stations); i++)
    kitchen_apply (kitchen, "station-set", stations[i]);
  kitchen_apply (kitchen, "category-routed", "{\"category\":\"tea\",\"station\":\"bar\"}");
  if (courses)
    kitchen_apply (kitchen, "category-routed", "{\"category\":\"hot\",\"station\":\"wok\",\"course\":2}");

  return kitchen;
}

/* A station reads its own dishes of a combo, with the combo's name; the pass reads all. */
static void
test_combo (gconstpointer data)
{
  const char *const *row = data; /* station, what it reads */
  g_autoptr (TrivetKitchen) kitchen = make_combo_kitchen (FALSE);
  g_autoptr (TrivetSlip) slip = trivet_slip_new (row[0], TRIVET_SLIP_NEW);
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  TrivetSlipInfo info = { .kitchen = kitchen, .time_us = TIME_US, .copy = 1 };
  ReceiptFacts   facts;

  receipt_facts_init (&facts, "CNY");
  receipt_facts_add_combo (&facts);
  order = receipt_facts_fold (&facts);
  trivet_slip_add (slip, "c1", 2);
  info.station = trivet_kitchen_lookup_station (kitchen, row[0]);
  document = trivet_slip_paper_build (&info, order, slip);
  for (gsize i = 0; i < trivet_document_get_n_blocks (document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (document, i);

    if (block->left != NULL && (strchr (block->left, '+') != NULL || strstr (block->left, "×") != NULL || *block->left == '['))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", block->left);
  }
  g_assert_cmpstr (text->str, ==, row[1]);
}

/* What an entry of the slip names, and what is expected below it. */
static const char *const part_cases[][4] = {
  /* station, entries, kind, what is read */
  { "wok", "main/A1", "new", "2 × 宫保;  CONTAINS: peanuts, soy " },
  { "bar", "drink/T5", "new", "2 × 奶茶;  CONTAINS: soy " },
  { "pass", "main/A1 drink/T5", "new", "2 × 奶茶;  CONTAINS: soy ; 2 × 宫保;  CONTAINS: peanuts, soy " },
  { "pass", "main/A1 drink/T5", "void", "VOID 2 × 奶茶; VOID 2 × 宫保" },
};

/* Only what the station makes, in its course, and what that holds; what has left the combo is void. */
static void
test_parts (gconstpointer data)
{
  const char *const *row = data;
  g_autoptr (TrivetKitchen) kitchen = make_combo_kitchen (TRUE);
  g_autoptr (TrivetSlip) slip = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) entries = g_strsplit (row[1], " ", -1);
  TrivetSlipInfo info = { .kitchen = kitchen, .time_us = TIME_US, .copy = 1 };
  TrivetSlipKind kind;
  ReceiptFacts   facts;

  g_assert_true (trivet_slip_kind_from_name (row[2], &kind));
  slip = trivet_slip_new (row[0], kind);
  receipt_facts_init (&facts, "CNY");
  receipt_facts_add_combo (&facts);
  if (kind == TRIVET_SLIP_VOID) {
    receipt_facts_add (&facts, "lines-sent", "{\"lines\":[{\"line\":\"c1\",\"quantity\":2}]}");
    receipt_facts_add (&facts, "line-modifiers-set", "{\"line\":\"c1\",\"modifiers\":[]}");
  }
  order = receipt_facts_fold (&facts);
  for (guint i = 0; entries[i] != NULL; i++)
    trivet_slip_add_part (slip, "c1", entries[i], 2);
  info.station = trivet_kitchen_lookup_station (kitchen, row[0]);
  document = trivet_slip_paper_build (&info, order, slip);
  for (gsize i = 0; i < trivet_document_get_n_blocks (document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (document, i);

    if (block->left != NULL && (strstr (block->left, "×") != NULL || strstr (block->left, "CONTAINS") != NULL))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", block->left);
  }
  g_assert_cmpstr (text->str, ==, row[3]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *paper_path = g_strdup_printf ("/reports/slip-paper/%s", cases[i].name);
    g_autofree char *warning_path = g_strdup_printf ("/reports/slip-warning/%s", cases[i].name);
    g_autofree char *picture_path = g_strdup_printf ("/reports/slip-picture/%s", cases[i].name);

    g_test_add_data_func (paper_path, &cases[i], test_paper);
    g_test_add_data_func (warning_path, &cases[i], test_warnings);
    g_test_add_data_func (picture_path, &cases[i], test_picture);
  }

  for (guint i = 0; i < G_N_ELEMENTS (combo_cases); i++) {
    g_autofree char *path = g_strconcat ("/reports/slip-paper/combo/", combo_cases[i][0], NULL);

    g_test_add_data_func (path, combo_cases[i], test_combo);
  }

  for (guint i = 0; i < G_N_ELEMENTS (part_cases); i++) {
    g_autofree char *path = g_strdup_printf ("/reports/slip-paper/part/%s-%s", part_cases[i][0], part_cases[i][2]);

    g_test_add_data_func (path, part_cases[i], test_parts);
  }

  return g_test_run ();
}
