/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "prices-bench.h"

GTimeZone *prices_bench_zone;

TrivetPriceBook *
prices_bench_new_book (void)
{
  return trivet_price_book_new ();
}

gboolean
prices_bench_try_rule (TrivetPriceBook *book,
                       const char      *type,
                       const char      *body,
                       GError         **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("prices", type, 1, text);

  return trivet_price_book_apply (book, fact, error);
}

void
prices_bench_add_rule (TrivetPriceBook *book,
                       const char      *type,
                       const char      *body)
{
  g_autoptr (GError) error = NULL;
  gboolean applied = prices_bench_try_rule (book, type, body, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

void
prices_bench_add_dish (TrivetOrder *order,
                       const char  *line_id,
                       const char  *sku,
                       const char  *category,
                       int          quantity,
                       int          price_minor,
                       gint64       time_us)
{
  domain_apply (order, "line-added", time_us,
                "{'line':'%s','sku':'%s','category':'%s','name':'Dish','quantity':%d,'unit_price_minor':%d,"
                "'tax_rate_ppm':60000,'tax_included':true,'modifiers':[]}",
                line_id, sku, category, quantity, price_minor);
}

/* Once it is priced, there is nothing new to say. */
static void
apply_prices (TrivetPriceBook *book,
              TrivetOrder     *order)
{
  g_autoptr (JsonObject) body = trivet_price_book_price (book, order, prices_bench_zone);
  g_autofree char *text = body != NULL ? trivet_json_print (body) : NULL;

  if (text != NULL) {
    g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, "order-priced", 5000, text);
    g_autoptr (GError) error = NULL;

    g_assert_true (trivet_order_apply (order, fact, &error));
    g_assert_no_error (error);
  }
  g_assert_null (trivet_price_book_price (book, order, prices_bench_zone));
}

/* Prices the order, checks that what was worked out is what is charged, and gives what came off. */
gint64
prices_bench_price (TrivetPriceBook *book,
                    TrivetOrder     *order)
{
  g_autoptr (GPtrArray) applied = trivet_price_book_solve (book, order, prices_bench_zone);
  g_autoptr (GError) error = NULL;
  g_auto (TrivetTotals) totals = { 0 };
  gint64 worked_out = 0;

  apply_prices (book, order);
  g_assert_true (trivet_order_compute_totals (order, &totals, &error));
  for (guint i = 0; i < applied->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (applied, i);
    gint64                        sum = promotion->order_minor;

    for (guint j = 0; j < promotion->shares->len; j++) {
      g_assert_cmpint (((TrivetPromotionShare *) promotion->shares->pdata[j])->amount_minor, >, 0);
      sum += ((TrivetPromotionShare *) promotion->shares->pdata[j])->amount_minor;
    }
    g_assert_cmpint (sum, >, 0);
    g_assert_cmpint (g_array_index (totals.promotions, gint64, i), ==, sum);
    worked_out += sum;
  }
  g_assert_cmpint (totals.promotion_minor, ==, worked_out);
  for (guint i = 0; i < totals.lines->len; i++) {
    const TrivetLineTotal *line = &g_array_index (totals.lines, TrivetLineTotal, i);

    g_assert_cmpint (line->net_minor, >=, 0);
    g_assert_cmpint (line->promotion_minor, >=, 0);
    g_assert_cmpint (line->net_minor, ==,
                     line->gross_minor - line->line_discount_minor - line->promotion_minor - line->order_share_minor);
  }

  return worked_out;
}
