/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A kitchen for tests, and what it is still to be told. */

#include "kitchen-bench.h"

void
kitchen_apply (TrivetKitchen *kitchen,
               const char    *type_name,
               const char    *body)
{
  g_autofree char *copy = g_strdup (body);
  g_autoptr (TrivetFact) fact = domain_fact_about ("kitchen", type_name, 1000, g_strdelimit (copy, "'", '"'));
  g_autoptr (GError) error = NULL;
  gboolean applied = trivet_kitchen_apply (kitchen, fact, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

TrivetKitchen *
kitchen_new_three (void)
{
  TrivetKitchen *kitchen = trivet_kitchen_new ();

  kitchen_apply (kitchen, "station-set", "{'id':'pass','name':'Pass','name_zh':'出菜口','pass':true}");
  kitchen_apply (kitchen, "station-set", "{'id':'wok','name':'Wok','name_zh':'炒锅','printer':'tcp:192.0.2.7:9100','fallback':'bar'}");
  kitchen_apply (kitchen, "station-set", "{'id':'bar','name':'Bar','name_zh':'吧台','paper_mm':58,'language':'en'}");
  kitchen_apply (kitchen, "category-routed", "{'category':'tea','station':'bar'}");
  kitchen_apply (kitchen, "category-routed", "{'category':'mains','station':'wok','course':2}");
  kitchen_apply (kitchen, "item-routed", "{'sku':'ice','station':'bar'}");

  return kitchen;
}

void
kitchen_add_dish (TrivetOrder *order,
                  const char  *line_id,
                  const char  *sku,
                  const char  *category,
                  int          quantity)
{
  domain_apply (order, "line-added", 2000,
                "{'line':'%s','sku':'%s','category':'%s','name':'Dish','name_zh':'菜','kitchen':'菜','quantity':%d,"
                "'unit_price_minor':100,'tax_rate_ppm':0,'modifiers':[]}",
                line_id, sku, category, quantity);
}

guint
kitchen_count_due (TrivetKitchen *kitchen,
                   TrivetOrder   *order,
                   TrivetSlipKind kind,
                   int            course)
{
  g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (kitchen, order, kind, course);

  return due->lines->len;
}
