/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "receipt-order.h"

#include "trivet-fact.h"

/* Orders for tests, made as the register makes them: out of facts. */

/* 2026-11-22 04:31:05 UTC, which is 12:31 in Shanghai. */
#define TIME_US G_GINT64_CONSTANT (1795321865000000)

void
receipt_facts_init (ReceiptFacts *self,
                    const char   *currency)
{
  g_autofree char *body =
    g_strdup_printf ("{\"number\":\"1122-0042\",\"currency\":\"%s\",\"label\":\"Table 5\"}", currency);

  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  receipt_facts_add (self, "order-opened", body);
}

void
receipt_facts_add (ReceiptFacts *self,
                   const char   *type_name,
                   const char   *body)
{
  g_autoptr (GError) error = NULL;
  gint64           sequence = self->facts->len + 1;
  g_autofree char *id = g_strdup_printf ("01JD8X5Y7R%016" G_GINT64_FORMAT, sequence);
  TrivetFact      *fact = trivet_fact_restore (sequence, id, "register-1", "Mei", TIME_US, type_name, 1,
                                               RECEIPT_ORDER_ID, body, &error);

  g_assert_no_error (error);
  g_ptr_array_add (self->facts, fact);
}

TrivetOrder *
receipt_facts_fold (ReceiptFacts *self)
{
  g_autoptr (GError) error = NULL;
  TrivetOrder *order = trivet_order_fold (RECEIPT_ORDER_ID, self->facts, &error);

  g_assert_no_error (error);
  g_clear_pointer (&self->facts, g_ptr_array_unref);

  return order;
}

/* Four lines with everything that a line may have; 199.60 with the order's discount. */
void
receipt_facts_add_meal (ReceiptFacts *self)
{
  receipt_facts_add (self, "line-added",
                     "{\"line\":\"l1\",\"sku\":\"A1\",\"category\":\"hot\","
                     "\"name\":\"Kung Pao Chicken\",\"name_zh\":\"宫保鸡丁\",\"kitchen\":\"宫保\","
                     "\"quantity\":2,\"unit_price_minor\":3800,\"tax_rate_ppm\":60000,"
                     "\"tax_included\":true,\"note\":\"No peanuts, please\",\"modifiers\":["
                     "{\"group\":\"g\",\"option\":\"o\",\"name\":\"Extra spicy\","
                     "\"name_zh\":\"特辣\",\"price_minor\":0},"
                     "{\"group\":\"h\",\"option\":\"p\",\"name\":\"Double meat\","
                     "\"name_zh\":\"加肉\",\"price_minor\":800}]}");
  receipt_facts_add (self, "line-added",
                     "{\"line\":\"l2\",\"sku\":\"B7\",\"category\":\"noodles\","
                     "\"name\":\"Lanzhou beef noodles 🍜 with hand-pulled & <thin> noodles\","
                     "\"name_zh\":\"兰州牛肉面🍜\",\"kitchen\":\"牛面\",\"quantity\":1,"
                     "\"unit_price_minor\":3280,\"tax_rate_ppm\":60000,\"tax_included\":true,"
                     "\"modifiers\":[]}");
  receipt_facts_add (self, "line-added",
                     "{\"line\":\"l3\",\"sku\":\"C3\",\"category\":\"drinks\","
                     "\"name\":\"\360\240\256\267野家 plum juice\",\"name_zh\":\"酸梅汤\","
                     "\"kitchen\":\"酸梅\",\"quantity\":12,\"unit_price_minor\":800,"
                     "\"tax_rate_ppm\":60000,\"tax_included\":true,\"modifiers\":[]}");
  receipt_facts_add (self, "line-added",
                     "{\"line\":\"l4\",\"sku\":\"D1\",\"category\":\"hot\",\"name\":\"Oops\","
                     "\"name_zh\":\"错单\",\"kitchen\":\"错\",\"quantity\":1,"
                     "\"unit_price_minor\":99900,\"tax_rate_ppm\":60000,\"tax_included\":true,"
                     "\"modifiers\":[]}");
  receipt_facts_add (self, "line-voided", "{\"line\":\"l4\"}");
  receipt_facts_add (self, "line-discount-set",
                     "{\"line\":\"l3\",\"kind\":\"amount\",\"value\":600,\"name\":\"Happy hour\"}");
  receipt_facts_add (self, "order-discount-set",
                     "{\"kind\":\"rate\",\"value\":125000,\"name\":\"Lunch set\"}");
}

static const char *
get_method_name (gpointer    names,
                 const char *method,
                 const char *locale)
{
  return trivet_wallet_table_get_name (names, method, locale);
}

TrivetReceiptInfo
receipt_info_new (TrivetWalletTable *wallets,
                  GTimeZone         *zone)
{
  return (TrivetReceiptInfo){
    .store_name = "Three Feet Bistro",
    .store_name_zh = "三足小馆",
    .address = "人民路 12 号，上海",
    .phone = "021-5555 0123",
    .footer = "Thank you, see you soon!",
    .footer_zh = "谢谢惠顾，欢迎再来！",
    .staff = "Mei",
    .zone = zone,
    .get_method_name = get_method_name,
    .method_names = wallets,
    .language = TRIVET_RECEIPT_LANGUAGE_EN,
    .copy = 1,
  };
}

/* Two combos of a dish and a drink, each with a choice of its own, at 67.00. */
void
receipt_facts_add_combo (ReceiptFacts *self)
{
  receipt_facts_add (self, "line-added",
                     "{\"line\":\"c1\",\"sku\":\"S4\",\"category\":\"sets\",\"name\":\"Lunch combo\",\"name_zh\":\"午市套餐\","
                     "\"kitchen\":\"套餐\",\"quantity\":2,\"unit_price_minor\":5800,\"tax_rate_ppm\":60000,\"tax_included\":true,"
                     "\"allergens\":[\"soy\"],\"modifiers\":["
                     "{\"group\":\"main\",\"option\":\"A1\",\"sku\":\"A1\",\"category\":\"hot\",\"kitchen\":\"宫保\","
                     "\"name\":\"Kung Pao Chicken\",\"name_zh\":\"宫保鸡丁\",\"price_minor\":600,\"allergens\":[\"peanuts\"]},"
                     "{\"group\":\"heat\",\"option\":\"hot\",\"under\":\"main/A1\",\"name\":\"Hot\",\"name_zh\":\"辣\",\"price_minor\":0},"
                     "{\"group\":\"drink\",\"option\":\"T5\",\"sku\":\"T5\",\"category\":\"tea\",\"kitchen\":\"奶茶\","
                     "\"name\":\"Milk tea\",\"name_zh\":\"奶茶\",\"price_minor\":0},"
                     "{\"group\":\"ice\",\"option\":\"less\",\"under\":\"drink/T5\",\"name\":\"Less ice\",\"name_zh\":\"少冰\",\"price_minor\":300},"
                     "{\"group\":\"without\",\"option\":\"msg\",\"name\":\"No MSG\",\"name_zh\":\"免味精\",\"price_minor\":0}]}");
}
