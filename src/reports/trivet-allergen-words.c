/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-receipt-private.h"

/*
 * The fourteen allergens of FACTS.md in the words of a kitchen. One that the order has and this list
 * does not is printed as it is stored: nothing that a guest may be ill from is left out here.
 */

static const struct {
  const char *id;
  const char *en;
  const char *zh;
} allergen_words[] = {
  { "gluten", "gluten", "麸质" },
  { "crustaceans", "crustaceans", "甲壳类" },
  { "eggs", "eggs", "蛋" },
  { "fish", "fish", "鱼" },
  { "peanuts", "peanuts", "花生" },
  { "soy", "soy", "大豆" },
  { "milk", "milk", "奶" },
  { "nuts", "nuts", "坚果" },
  { "celery", "celery", "芹菜" },
  { "mustard", "mustard", "芥末" },
  { "sesame", "sesame", "芝麻" },
  { "sulphites", "sulphites", "亚硫酸盐" },
  { "lupin", "lupin", "羽扇豆" },
  { "molluscs", "molluscs", "软体动物" },
};

static char *
dup_name (TrivetReceiptLanguage language,
          const char           *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (allergen_words); i++) {
    if (g_str_equal (allergen_words[i].id, id))
      return _trivet_receipt_join_names (language, allergen_words[i].en, allergen_words[i].zh, " ");
  }

  return g_strdup (id);
}

char *
_trivet_allergens_join (TrivetReceiptLanguage language,
                        const char *const    *allergens)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; allergens != NULL && allergens[i] != NULL; i++) {
    g_autofree char *name = dup_name (language, allergens[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
  }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
