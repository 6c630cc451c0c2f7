/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-private.h"

/*
 * What an import changes: the present menu keeps the text of each fact that made it, so that an
 * equal entry is seen by comparing texts.
 */

static gboolean
is_equal (TrivetMenu *present,
          TrivetFact *fact)
{
  const char *id = trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
  const char *text = _trivet_menu_lookup_text (present, trivet_fact_get_fact_type (fact), id);

  return g_strcmp0 (text, trivet_fact_get_body_text (fact)) == 0;
}

static void
add_removals (GHashTable            *present_ids,
              GHashTable            *kept_ids,
              TrivetFactType         type,
              GPtrArray             *facts,
              const TrivetFactStamp *stamp)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, present_ids);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    JsonObject *body;

    if (g_hash_table_contains (kept_ids, id))
      continue;
    body = json_object_new ();
    json_object_set_string_member (body, "id", id);
    g_ptr_array_add (facts, trivet_fact_new (type, "menu", body, stamp));
  }
}

/* @period_ids: (nullable): %NULL leaves the periods alone */
void
_trivet_menu_import_reduce (TrivetMenu            *present,
                            GHashTable            *category_ids,
                            GHashTable            *group_ids,
                            GHashTable            *skus,
                            GHashTable            *period_ids,
                            GPtrArray             *facts,
                            const TrivetFactStamp *stamp)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_extend (all, facts, (GCopyFunc) trivet_fact_ref, NULL);
  g_ptr_array_set_size (facts, 0);
  for (guint i = 0; i < all->len; i++) {
    TrivetFact *fact = g_ptr_array_index (all, i);

    if (!is_equal (present, fact))
      g_ptr_array_add (facts, trivet_fact_ref (fact));
  }

  if (period_ids != NULL)
    add_removals (_trivet_menu_peek_periods (present), period_ids, TRIVET_FACT_MENU_PERIOD_REMOVED, facts, stamp);
  add_removals (_trivet_menu_peek_items (present), skus, TRIVET_FACT_MENU_ITEM_REMOVED, facts, stamp);
  add_removals (_trivet_menu_peek_groups (present), group_ids, TRIVET_FACT_MENU_GROUP_REMOVED, facts, stamp);
  add_removals (_trivet_menu_peek_categories (present), category_ids, TRIVET_FACT_MENU_CATEGORY_REMOVED, facts, stamp);
}
