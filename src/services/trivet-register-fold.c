/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * What comes back from the journal: durable facts change tabs and menu, and screens hear of it once
 * for each append.
 */

/* What is written from now on is later than what is known, also when another register's clock is ahead
 * of ours, or ours was set back. */
void
_trivet_register_see_stamp (TrivetRegister *self,
                            TrivetFact     *fact)
{
  gboolean own = g_str_equal (trivet_fact_get_register_id (fact), self->register_id);

  /* The ids tell our own of the same microsecond apart. */
  trivet_clock_see_stamp_us (self->clock, trivet_fact_get_time_us (fact) - own);
}

static gboolean
remove_tab (TrivetRegister *self,
            TrivetTab      *tab)
{
  guint position;

  if (!g_list_store_find (self->tabs, tab, &position))
    return FALSE;
  g_list_store_remove (self->tabs, position);

  return TRUE;
}

static TrivetTab *
open_tab (TrivetRegister *self,
          TrivetFact     *fact)
{
  g_autoptr (TrivetOrder) order = trivet_order_new (trivet_fact_get_subject (fact));
  g_autoptr (TrivetTab) tab = NULL;

  tab = trivet_tab_new (g_steal_pointer (&order));
  g_list_store_append (self->tabs, tab);
  _trivet_register_see_number (self, fact);

  return tab;
}

/* What happens to an order that is closed is folded as well: it may come back. Returns: (nullable): its
 * tab, when it is open again */
static TrivetTab *
fold_aside (TrivetRegister *self,
            TrivetFact     *fact,
            GError        **error)
{
  const char *order_id = trivet_fact_get_subject (fact);
  TrivetTab  *tab = g_hash_table_lookup (self->aside, order_id);

  if (tab == NULL || !trivet_tab_apply (tab, fact, error) || !trivet_order_is_open (trivet_tab_get_order (tab)))
    return NULL;
  g_list_store_append (self->tabs, tab);
  g_hash_table_remove (self->aside, order_id);

  return tab;
}

/* Folds one durable fact into its tab; gives the tab when a screen must hear of it. */
static TrivetTab *
fold_order_fact (TrivetRegister *self,
                 TrivetFact     *fact)
{
  const char *subject = trivet_fact_get_subject (fact);
  TrivetTab  *tab = trivet_register_lookup_tab (self, subject);
  g_autoptr (GError) error = NULL;

  _trivet_register_tell_reopening (self, fact);
  if (tab == NULL && trivet_fact_get_fact_type (fact) == TRIVET_FACT_ORDER_OPENED)
    tab = open_tab (self, fact);
  if (tab == NULL)
    tab = fold_aside (self, fact, &error);
  else
    trivet_tab_apply (tab, fact, &error);

  if (error != NULL) {
    /* The store has accepted it, so this copy is behind: a bug, not a loss. */
    g_critical ("Fact %s does not fit order %s: %s", trivet_fact_get_id (fact), subject, error->message);
    return NULL;
  }

  return tab;
}

static void
fold_ahead (TrivetRegister *self,
            TrivetFact     *fact)
{
  TrivetOrder *ahead;
  g_autoptr (GError) error = NULL;

  if (g_hash_table_remove (self->own_facts, trivet_fact_get_id (fact)))
    return;

  ahead = g_hash_table_lookup (self->ahead, trivet_fact_get_subject (fact));
  if (ahead != NULL && !trivet_order_apply (ahead, fact, &error))
    g_hash_table_remove (self->ahead, trivet_fact_get_subject (fact));
}

static gboolean
fold_menu_fact (TrivetRegister *self,
                TrivetFact     *fact)
{
  g_autoptr (GError) error = NULL;

  if (self->menu == NULL || g_strcmp0 (trivet_fact_get_subject (fact), "menu") != 0)
    return FALSE;

  if (!trivet_menu_apply (self->menu, fact, &error)) {
    g_critical ("Fact %s does not fit the menu: %s", trivet_fact_get_id (fact), error->message);
    return FALSE;
  }

  return TRUE;
}

static void
fold_price_fact (TrivetRegister *self,
                 TrivetFact     *fact)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (trivet_fact_get_subject (fact), "prices") && !trivet_price_book_apply (self->prices, fact, &error))
    g_critical ("Fact %s does not fit the price book: %s", trivet_fact_get_id (fact), error->message);
}

/* What an order is eaten for decides which menus of certain hours are its own. */
static gboolean
changes_menu (TrivetRegister *self,
              TrivetFact     *fact)
{
  return trivet_fact_get_fact_type (fact) == TRIVET_FACT_ORDER_TYPE_SET && self->menu != NULL &&
         g_strcmp0 (trivet_fact_get_subject (fact), self->current_id) == 0 && trivet_menu_get_periods (self->menu)->len > 0;
}

static void
announce_tab (TrivetRegister *self,
              TrivetTab      *tab)
{
  TrivetOrder *order = trivet_tab_get_order (tab);
  gboolean     closed = !trivet_order_is_open (order) && remove_tab (self, tab);

  if (closed && order->merged_into != NULL)
    g_hash_table_replace (self->aside, g_strdup (order->order_id), g_object_ref (tab));
  if (self->current == NULL && g_strcmp0 (order->order_id, self->current_id) == 0)
    _trivet_register_set_current (self, tab, order->order_id);

  trivet_tab_emit_changed (tab);
  if (closed && order->settled_at_us != 0)
    _trivet_register_emit_settled (self, order->order_id);
}

void
_trivet_register_on_committed (TrivetJournal *journal,
                               GPtrArray     *facts,
                               gpointer       user_data)
{
  g_autoptr (TrivetRegister) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean menu_changed = FALSE;

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    TrivetTab  *tab;

    _trivet_register_see_stamp (self, fact);
    if (!_trivet_register_is_order_fact (fact)) {
      menu_changed |= fold_menu_fact (self, fact);
      fold_price_fact (self, fact);
      continue;
    }

    fold_ahead (self, fact);
    _trivet_register_tally (self, trivet_fact_get_subject (fact), -1);
    tab = fold_order_fact (self, fact);
    _trivet_register_tally (self, trivet_fact_get_subject (fact), 1);
    if (tab != NULL && !g_ptr_array_find (changed, tab, NULL))
      g_ptr_array_add (changed, g_object_ref (tab));
    menu_changed |= changes_menu (self, fact);
  }

  for (guint i = 0; i < changed->len; i++)
    announce_tab (self, g_ptr_array_index (changed, i));
  if (menu_changed) {
    _trivet_register_watch_hours (self);
    _trivet_register_emit_menu_changed (self);
  }
}
