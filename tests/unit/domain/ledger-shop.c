/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ledger-shop.h"

#include <string.h>

gint64
ledger_shop_get_balance (LedgerShop *shop,
                         const char *account)
{
  gint64 *balance = g_hash_table_lookup (shop->balances, account);

  return balance != NULL ? *balance : 0;
}

void
ledger_shop_add_postings (LedgerShop *shop)
{
  gint64 sum = 0;

  for (guint i = 0; i < shop->postings->len; i++) {
    const TrivetPosting *posting = &g_array_index (shop->postings, TrivetPosting, i);
    gint64              *balance = g_hash_table_lookup (shop->balances, posting->account);

    g_assert_cmpint (posting->amount_minor, !=, 0);
    sum += posting->amount_minor;
    if (balance == NULL) {
      balance = g_new0 (gint64, 1);
      g_hash_table_insert (shop->balances, g_strdup (posting->account), balance);
    }
    *balance += posting->amount_minor;
  }
  g_assert_cmpint (sum, ==, 0);
}

/* Returns: whether the order took it */
gboolean
ledger_shop_apply (LedgerShop  *shop,
                   TrivetOrder *order,
                   const char  *type,
                   const char  *format,
                   ...)
{
  g_autoptr (TrivetFact) fact = NULL;
  g_autofree char *body = NULL;
  gboolean         was_settled = order->settled_at_us != 0;
  va_list          args;

  va_start (args, format);
  body = g_strdup_vprintf (format, args);
  va_end (args);
  fact = domain_fact_about (order->order_id, type, 5000, g_strdelimit (body, "'", '"'));
  if (!trivet_order_apply (order, fact, NULL))
    return FALSE;
  g_array_set_size (shop->postings, 0);
  g_assert_true (trivet_ledger_post_order (fact, was_settled, order, shop->postings, NULL));
  ledger_shop_add_postings (shop);
  shop->n_settled += !was_settled && order->settled_at_us != 0;
  return TRUE;
}

void
ledger_shop_init (LedgerShop *shop,
                  guint64     seed)
{
  memset (shop, 0, sizeof *shop);
  shop->random = trivet_seeded_random_new (seed);
  shop->balances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shop->postings = trivet_ledger_new_postings ();
  for (guint i = 0; i < LEDGER_N_ORDERS; i++) {
    g_autofree char *order_id = g_strdup_printf ("O%u", i);

    shop->orders[i] = trivet_order_new (order_id);
    ledger_shop_apply (shop, shop->orders[i], "order-opened", "{'number':'%u','currency':'CNY'}", i);
  }
}

void
ledger_shop_clear (LedgerShop *shop)
{
  for (guint i = 0; i < LEDGER_N_ORDERS; i++)
    trivet_order_unref (shop->orders[i]);
  g_array_unref (shop->postings);
  g_hash_table_unref (shop->balances);
  g_object_unref (shop->random);
}

void
ledger_shop_add_line (LedgerShop  *shop,
                      TrivetOrder *order,
                      const char  *line,
                      guint        quantity,
                      guint        price_minor,
                      gboolean     tax_included)
{
  ledger_shop_apply (shop, order, "line-added",
                     "{'line':'%s','sku':'S','name':'N','quantity':%u,'unit_price_minor':%u,'tax_rate_ppm':60000,"
                     "'tax_included':%s,'modifiers':[]}",
                     line, quantity, price_minor, tax_included ? "true" : "false");
}
