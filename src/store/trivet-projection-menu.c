/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

#include "trivet-menu.h"

/* The rows that belong to the menu: which fact says what about each part of it now. */

static const char *
get_menu_id (TrivetFact *fact)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
}

/* Forgets what is said about one part of the menu or of the floor; @table is the state table. Here
 * and below the text is interned: the cache of statements knows one by its address. */
gboolean
_trivet_projection_delete_part (TrivetDatabase *database,
                                const char     *table,
                                int             kind,
                                const char     *id,
                                GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE kind = ? AND id = ?", table);
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, g_intern_string (sql), error);

  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "it", (gint64) kind, id);
  return _trivet_database_run (database, statement, error);
}

/* The fact @sequence is the newest about that part. */
gboolean
_trivet_projection_set_part (TrivetDatabase *database,
                             const char     *table,
                             int             kind,
                             const char     *id,
                             gint64          sequence,
                             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (kind, id, sequence) VALUES (?, ?, ?)"
                                          " ON CONFLICT DO UPDATE SET sequence = excluded.sequence",
                                          table);
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, g_intern_string (sql), error);

  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "iti", (gint64) kind, id, sequence);
  return _trivet_database_run (database, statement, error);
}

gboolean
_trivet_projection_has_part (TrivetDatabase *database,
                             const char     *table,
                             int             kind,
                             const char     *id,
                             gboolean       *ret_has,
                             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE kind = ? AND id = ?", table);
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, g_intern_string (sql), error);

  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "it", (gint64) kind, id);
  return _trivet_database_step (database, statement, ret_has, error);
}

/* A menu that cannot be loaded would keep the register from starting, so what the menu itself
 * would not take never gets in. */
static gboolean
check_menu_fact (TrivetFact *fact,
                 GError    **error)
{
  g_autoptr (TrivetMenu) scratch = trivet_menu_new (TRIVET_CURRENCY_CNY);

  return _trivet_projection_check_subject (fact, "menu", error) &&
         trivet_menu_apply (scratch, fact, error);
}

static gboolean
apply_menu_set (TrivetDatabase   *database,
                TrivetFact       *fact,
                TrivetMenuRowKind kind,
                gint64            sequence,
                GError          **error)
{
  if (!check_menu_fact (fact, error))
    return FALSE;
  return _trivet_projection_set_part (database, "state_menu", kind, get_menu_id (fact), sequence, error);
}

/* A dish that comes back later starts as available. */
static gboolean
apply_menu_removed (TrivetDatabase   *database,
                    TrivetFact       *fact,
                    TrivetMenuRowKind kind,
                    GError          **error)
{
  const char *id;

  if (!check_menu_fact (fact, error))
    return FALSE;
  id = get_menu_id (fact);
  if (kind == TRIVET_MENU_ROW_ITEM && !_trivet_projection_delete_part (database, "state_menu", TRIVET_MENU_ROW_AVAILABILITY, id, error))
    return FALSE;
  return _trivet_projection_delete_part (database, "state_menu", kind, id, error);
}

/* Of a dish that is not on the menu it says nothing, then or later. */
static gboolean
apply_availability (TrivetDatabase *database,
                    TrivetFact     *fact,
                    gint64          sequence,
                    GError        **error)
{
  gboolean on_menu;

  if (!check_menu_fact (fact, error) ||
      !_trivet_projection_has_part (database, "state_menu", TRIVET_MENU_ROW_ITEM, get_menu_id (fact), &on_menu, error))
    return FALSE;
  return !on_menu ||
         _trivet_projection_set_part (database, "state_menu", TRIVET_MENU_ROW_AVAILABILITY, get_menu_id (fact), sequence, error);
}

/**
 * _trivet_projection_apply_menu:
 * @database: the writer's database
 * @fact: one of the facts about the menu
 * @sequence: its number
 * @error: where to put the error, of %TRIVET_FACT_ERROR when the menu cannot take it
 *
 * Keeps the number of the newest fact of each category, group, item, availability and period.
 */
gboolean
_trivet_projection_apply_menu (TrivetDatabase *database,
                               TrivetFact     *fact,
                               gint64          sequence,
                               GError        **error)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  if (type == TRIVET_FACT_MENU_CATEGORY_SET)
    return apply_menu_set (database, fact, TRIVET_MENU_ROW_CATEGORY, sequence, error);
  if (type == TRIVET_FACT_MENU_CATEGORY_REMOVED)
    return apply_menu_removed (database, fact, TRIVET_MENU_ROW_CATEGORY, error);
  if (type == TRIVET_FACT_MENU_GROUP_SET)
    return apply_menu_set (database, fact, TRIVET_MENU_ROW_GROUP, sequence, error);
  if (type == TRIVET_FACT_MENU_GROUP_REMOVED)
    return apply_menu_removed (database, fact, TRIVET_MENU_ROW_GROUP, error);
  if (type == TRIVET_FACT_MENU_ITEM_SET)
    return apply_menu_set (database, fact, TRIVET_MENU_ROW_ITEM, sequence, error);
  if (type == TRIVET_FACT_MENU_ITEM_REMOVED)
    return apply_menu_removed (database, fact, TRIVET_MENU_ROW_ITEM, error);
  if (type == TRIVET_FACT_MENU_PERIOD_SET)
    return apply_menu_set (database, fact, TRIVET_MENU_ROW_PERIOD, sequence, error);
  if (type == TRIVET_FACT_MENU_PERIOD_REMOVED)
    return apply_menu_removed (database, fact, TRIVET_MENU_ROW_PERIOD, error);
  g_assert (type == TRIVET_FACT_ITEM_AVAILABILITY_SET);
  return apply_availability (database, fact, sequence, error);
}
