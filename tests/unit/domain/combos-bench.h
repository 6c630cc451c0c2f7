/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Orders with a combo in them. */

#include "domain-bench.h"
#include "trivet-kitchen.h"
#include "trivet-order-checks.h"
#include "trivet-order-merge.h"

G_BEGIN_DECLS

#define ROUNDS DOMAIN_ROUNDS (2000)
#define DISH(slot, sku, category, price)                                                                   \
  "{'group':'" slot "','option':'" sku "','sku':'" sku "','category':'" category "','kitchen':'K" sku "'," \
  "'name':'Dish " sku "','price_minor':" #price ",'allergens':['soy']}"
#define INNER(under, option, price) \
  "{'group':'heat','option':'" option "','under':'" under "','name':'" option "','price_minor':" #price "}"
#define COMBO(modifiers)                                                                                  \
  "{'line':'L','sku':'S','category':'sets','name':'Set','name_zh':'套餐','kitchen':'套','quantity':2," \
  "'unit_price_minor':5000,'tax_rate_ppm':60000,'allergens':['fish','soy'],'modifiers':[" modifiers "]}"
#define LUNCH COMBO (DISH ("main", "W", "wok", 600) "," INNER ("main/W", "hot", 100) "," DISH ("drink", "T", "tea", 0))

TrivetOrder              *combos_bench_open_lunch     (void);
const TrivetOrderLine    *combos_bench_get_line       (TrivetOrder *order);
const TrivetLineModifier *combos_bench_get_part       (TrivetOrder *order,
                                                       const char  *sku);
void                      combos_bench_assert_refused (TrivetOrder *order,
                                                       const char  *type,
                                                       const char  *body);

G_END_DECLS
