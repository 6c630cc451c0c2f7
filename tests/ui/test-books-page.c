/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the books page says of each provider's day whether both sides agree, what differs and what to
 * do, and keeps how a difference was resolved. Method: bills are put into the journal beside a sale
 * that a scripted wallet was paid for; the page is read and pressed by its names. */

#include "trivet-config.h"

#include "pay-bench.h"
#include "trivet-bill-facts.h"
#include "trivet-books-page.h"
#include "trivet-books-words.h"
#include "trivet-ui.h"

typedef struct {
  PayBench   bench;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  pay_bench_set_up (&self->bench, NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer user_data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  pay_bench_tear_down (&self->bench, NULL);
}

static void
settle (Fixture *self)
{
  pay_bench_settle (&self->bench);
  if (self->window != NULL)
    trivet_ui_test_wait_for_frame (self->window);
}

static void
show_page (Fixture *self,
           int      width)
{
  self->page = trivet_books_page_new (self->bench.fixture->context);
  self->window = trivet_ui_test_show (self->page, width, 708);
  trivet_books_page_refresh (TRIVET_BOOKS_PAGE (self->page));
  settle (self);
  if (trivet_ui_test_find (self->page, "Approve") != NULL) {
    for (const char *digit = "2468"; *digit != '\0'; digit++) {
      char name[] = { *digit, '\0' };

      trivet_ui_test_click (self->bench.fixture, self->page, name);
    }
    trivet_ui_test_click (self->bench.fixture, self->page, "Approve");
  }
  settle (self);
}

static char *
dup_today (Fixture *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  gint64 wall_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->bench.fixture->clock));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d");
}

static void
on_result_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* @number: (nullable): of the payment in the bill */
static void
store_bill (Fixture    *self,
            const char *provider_id,
            const char *number,
            gint64      amount_minor)
{
  TrivetUiContext *context = self->bench.fixture->context;
  g_autofree char *today = dup_today (self);
  g_autoptr (TrivetBill) bill = trivet_bill_new (TRIVET_BILL_TRADE, provider_id, today, TRIVET_CURRENCY_CNY);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrivetFactStamp stamp = trivet_register_get_stamp (context->reg);

  if (number != NULL) {
    TrivetBillEntry *entry = trivet_bill_entry_new (TRIVET_BILL_ENTRY_PAYMENT);

    g_free (entry->merchant_order_id);
    entry->merchant_order_id = g_strdup (number);
    entry->amount_minor = amount_minor;
    entry->fee_micros = 198000;
    entry->at_us = trivet_clock_get_wall_us (context->clock);
    g_ptr_array_add (bill->entries, entry);
  }
  g_free (bill->sha256);
  bill->sha256 = g_strnfill (64, 'a');
  facts = trivet_bill_to_facts (bill, &stamp);
  trivet_journal_append_async (TRIVET_JOURNAL (self->bench.fixture->journal), facts, on_result_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  trivet_journal_append_finish (TRIVET_JOURNAL (self->bench.fixture->journal), result, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full): our number of the payment with the provider */
static char *
pay_by_wallet (Fixture *self)
{
  PayBench *bench = &self->bench;
  char     *number;

  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 18540);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  number = g_strdup (trivet_scripted_provider_get_last (bench->alipay, TRIVET_SCRIPTED_CHARGE)->merchant_order_id);
  gtk_widget_set_visible (bench->window, FALSE);

  return number;
}

static void
assert_says (Fixture    *self,
             const char *words)
{
  trivet_ui_test_assert_says (self->window, words);
}

static void
click (Fixture    *self,
       const char *name)
{
  trivet_ui_test_click (self->bench.fixture, self->window, name);
  settle (self);
}

static void
click_today (Fixture    *self,
             const char *provider_id)
{
  g_autofree char *today = dup_today (self);
  g_autofree char *name = g_strdup_printf ("%s · %s", today, provider_id);

  click (self, name);
}

static void
test_agrees (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *number = pay_by_wallet (self);

  store_bill (self, "ali", number, 18540);
  show_page (self, 1366);
  assert_says (self, "Agrees · 1 entry");
  click_today (self, "ali");
  assert_says (self, "Ours");
  assert_says (self, "¥185.40");
  assert_says (self, "¥0.198");
  trivet_ui_test_screenshot (self->window, "books-agrees");
}

/* The bill has a payment of nobody: what it is, both amounts, the next step; a note settles it. */
static void
test_difference_resolved (Fixture      *self,
                          gconstpointer user_data)
{
  store_bill (self, "wx", "FOREIGN0000000001", 1234);
  show_page (self, 1366);
  assert_says (self, "1 difference");
  click_today (self, "wx");
  assert_says (self, "The bill has a payment that no order of ours has");
  assert_says (self, "Ours ¥0.00 · theirs ¥12.34");
  assert_says (self, "our number FOREIGN0000000001");
  trivet_ui_test_assert_controls (self->window, 10);
  trivet_ui_test_screenshot (self->window, "books-difference");
  click (self, "Resolve …");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->window, "Mark as resolved")));
  click (self, "Checked, it is right");
  trivet_ui_test_screenshot (self->window, "books-note");
  click (self, "Mark as resolved");
  settle (self);
  assert_says (self, "Resolved: Checked, it is right");
  assert_says (self, "Agrees · 0 entries");
  g_assert_null (trivet_ui_test_find (self->window, "Resolve …"));
}

/* Ours, which the bill does not have: asking and the order are one tap away. */
static void
test_only_ours (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *number = pay_by_wallet (self);
  g_autofree char *other = g_strdup_printf ("%.8sOTHER", number);

  store_bill (self, "ali", other, 100);
  show_page (self, 1366);
  assert_says (self, "2 differences");
  click_today (self, "ali");
  assert_says (self, "We count it as paid, the bill does not know it");
  g_assert_nonnull (trivet_ui_test_find (self->window, "See the order"));
  trivet_ui_test_screenshot (self->window, "books-only-ours");
}

/* These providers hand out no bills: the page says so when it is asked, and asks nothing by itself. */
static void
test_cannot_fetch (Fixture      *self,
                   gconstpointer user_data)
{
  show_page (self, 1366);
  assert_says (self, "The bill is made tomorrow morning");
  assert_says (self, "Not fetched yet");
  click_today (self, "ali");
  click (self, "Fetch the bill now");
  assert_says (self, "The provider does not hand out this bill. Check the keys and the contract.");
  trivet_ui_test_screenshot (self->window, "books-refused");
}

static void
test_no_providers (Fixture      *self,
                   gconstpointer user_data)
{
  g_clear_pointer (&self->bench.fixture->context->bill_provider_ids, g_strfreev);
  show_page (self, 1366);
  assert_says (self, "No bills here");
}

static void
test_small_and_chinese (Fixture      *self,
                        gconstpointer user_data)
{
  store_bill (self, "wx", "FOREIGN0000000001", 1234);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  show_page (self, 1024);
  click_today (self, "wx");
  g_assert_cmpint (gtk_widget_get_width (self->window), ==, 1024);
  g_assert_cmpint (gtk_widget_get_height (self->window), ==, 708);
  trivet_ui_test_screenshot (self->window, "books-1024-zh");
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
}

static void
test_fees (void)
{
  const struct {
    gint64      micros;
    const char *words;
  } cases[] = { { 0, "¥0.00" }, { 198000, "¥0.198" }, { 1234560, "¥1.23456" }, { 1500000, "¥1.50" }, { -20000, "−¥0.02" }, { 12000000, "¥12.00" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = trivet_books_format_micros (cases[i].micros, TRIVET_CURRENCY_CNY);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

#define ADD(path, func) g_test_add ("/books-page/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("agrees", test_agrees);
  ADD ("difference-resolved", test_difference_resolved);
  ADD ("only-ours", test_only_ours);
  ADD ("cannot-fetch", test_cannot_fetch);
  ADD ("no-providers", test_no_providers);
  ADD ("small-and-chinese", test_small_and_chinese);
  g_test_add_func ("/books-page/fees", test_fees);

  return g_test_run ();
}
