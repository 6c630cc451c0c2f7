/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-schema-private.h"

/*
 * The journal's own tables and how they came to be: one step a version, never edited after a
 * release, only added to. The tables that screens read are not here: they can be made anew from
 * the journal at any time (trivet-projection.c), so they need no migration.
 */

/* head.projection is the version of the state tables that the file has; head.log_starts only
 * counts, so that there is something to write (_trivet_database_checkpoint()). */
static const TrivetSchemaStep schema_steps[] = {
  { 1,
    "CREATE TABLE fact ("
    "  sequence INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  register_id TEXT NOT NULL,"
    "  staff TEXT NOT NULL,"
    "  time_us INTEGER NOT NULL,"
    "  type TEXT NOT NULL,"
    "  version INTEGER NOT NULL,"
    "  subject TEXT NOT NULL,"
    "  body TEXT NOT NULL,"
    "  previous_hash BLOB NOT NULL,"
    "  hash BLOB NOT NULL) STRICT;"
    "CREATE INDEX fact_subject ON fact (subject);"
    "CREATE TABLE head ("
    "  one INTEGER PRIMARY KEY CHECK (one = 1),"
    "  sequence INTEGER NOT NULL,"
    "  hash BLOB NOT NULL,"
    "  projection INTEGER NOT NULL,"
    "  log_starts INTEGER NOT NULL) STRICT;"
    "INSERT INTO head VALUES (1, 0, zeroblob (32), 0, 0);" },
  /* Time rises with each fact, so this costs a commit one page at the index's end. */
  { 2, "CREATE INDEX fact_audit ON fact (time_us, sequence, staff, type);" },
};

/**
 * _trivet_schema_get_steps:
 * @ret_n_steps: (out): how many
 *
 * Returns: (transfer none): the steps of this program, the first version first
 */
const TrivetSchemaStep *
_trivet_schema_get_steps (gsize *ret_n_steps)
{
  *ret_n_steps = G_N_ELEMENTS (schema_steps);
  return schema_steps;
}

static gboolean
check_application (TrivetDatabase *database,
                   gint64          version,
                   GError        **error)
{
  gint64 application;
  gint64 n_tables;

  if (!_trivet_database_get_int (database, "PRAGMA application_id", &application, error) ||
      !_trivet_database_get_int (database, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (application == TRIVET_DATABASE_APPLICATION_ID && version > 0)
    return TRUE;
  _trivet_database_code_to_error (_trivet_database_get_path (database), SQLITE_NOTADB, 0,
                                  n_tables == 0 ? "the file is empty" : "this is not a Trivet store",
                                  error);
  return FALSE;
}

/**
 * _trivet_schema_check:
 * @database: an open database
 * @steps: the steps that this program knows
 * @n_steps: how many
 * @error: where to put the error: %TRIVET_STORE_ERROR_NEWER, %TRIVET_STORE_ERROR_DAMAGED
 *
 * Reads whether the file is a store that this program may work with. Writes nothing.
 */
gboolean
_trivet_schema_check (TrivetDatabase         *database,
                      const TrivetSchemaStep *steps,
                      gsize                   n_steps,
                      GError                **error)
{
  gint64 version;
  int    newest = steps[n_steps - 1].version;

  if (!_trivet_database_get_int (database, "PRAGMA user_version", &version, error) ||
      !check_application (database, version, error))
    return FALSE;
  if (version <= newest)
    return TRUE;
  g_set_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_NEWER,
               "The store “%s” was made by a newer Trivet (version %" G_GINT64_FORMAT
               " of the file, this program knows %d). Update this program; nothing was changed.",
               _trivet_database_get_path (database), version, newest);
  return FALSE;
}

static gboolean
run_step (TrivetDatabase         *database,
          const TrivetSchemaStep *step,
          GError                **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("BEGIN IMMEDIATE; %s; PRAGMA application_id = %d;"
                         "PRAGMA user_version = %d; COMMIT",
                         step->sql, TRIVET_DATABASE_APPLICATION_ID, step->version);
  if (_trivet_database_exec (database, sql, error))
    return TRUE;
  _trivet_database_rollback (database);
  return FALSE;
}

/**
 * _trivet_schema_migrate:
 * @database: a database that was checked, or an empty one
 * @steps: the steps that this program knows, in order
 * @n_steps: how many
 * @error: where to put the error
 *
 * Does the steps that the file lacks, each wholly or not at all.
 */
gboolean
_trivet_schema_migrate (TrivetDatabase         *database,
                        const TrivetSchemaStep *steps,
                        gsize                   n_steps,
                        GError                **error)
{
  gint64 version;

  if (!_trivet_database_get_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  for (gsize i = 0; i < n_steps; i++) {
    if (steps[i].version > version && !run_step (database, &steps[i], error))
      return FALSE;
  }
  return TRUE;
}
