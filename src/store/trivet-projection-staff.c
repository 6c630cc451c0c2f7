/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

#include "trivet-staff.h"

/* The rows that belong to the staff: which fact says what about each role and member now, and which
 * wrong PINs still count. Years of sign-ins leave none. */

static gboolean
delete_rows (TrivetDatabase    *database,
             TrivetStaffRowKind kind,
             const char        *id,
             GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database, "DELETE FROM state_staff WHERE kind = ? AND id = ?", error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "it", (gint64) kind, id);
  return _trivet_database_run (database, statement, error);
}

static gboolean
add_row (TrivetDatabase    *database,
         TrivetStaffRowKind kind,
         const char        *id,
         gint64             sequence,
         GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database, "INSERT INTO state_staff (kind, id, sequence) VALUES (?, ?, ?)",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "iti", (gint64) kind, id, sequence);
  return _trivet_database_run (database, statement, error);
}

static gboolean
set_row (TrivetDatabase    *database,
         TrivetStaffRowKind kind,
         const char        *id,
         gint64             sequence,
         GError           **error)
{
  return delete_rows (database, kind, id, error) && add_row (database, kind, id, sequence, error);
}

/* A list that cannot be loaded would lock everybody out, so what the fold itself would not take
 * never gets in. */
static gboolean
check_staff_fact (TrivetFact *fact,
                  GError    **error)
{
  g_autoptr (TrivetStaffList) scratch = trivet_staff_list_new ();

  return _trivet_projection_check_subject (fact, "staff", error) && trivet_staff_list_apply (scratch, fact, error);
}

/* As the attempts are counted in services: by the member, or by "" for nobody in particular. */
static gboolean
apply_attempt (TrivetDatabase *database,
               TrivetFact     *fact,
               gint64          sequence,
               GError        **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *id = trivet_json_get_string_or (body, "staff", "");

  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_STAFF_REFUSED:
    return add_row (database, TRIVET_STAFF_ROW_REFUSED, id, sequence, error);
  case TRIVET_FACT_STAFF_SIGNED_IN:
    if (g_str_equal (trivet_json_get_string_or (body, "how", ""), "pin"))
      return delete_rows (database, TRIVET_STAFF_ROW_REFUSED, id, error);
    return !trivet_json_get_bool_or (body, "forgives", TRUE) || delete_rows (database, TRIVET_STAFF_ROW_REFUSED, "", error);
  case TRIVET_FACT_STAFF_APPROVED:
    return !trivet_json_get_bool_or (body, "forgives", TRUE) || delete_rows (database, TRIVET_STAFF_ROW_REFUSED, "", error);
  default:
    return TRUE;
  }
}

/**
 * _trivet_projection_apply_staff:
 * @database: the writer's database
 * @fact: one of the facts about staff
 * @sequence: its number
 * @error: where to put the error, of %TRIVET_FACT_ERROR when the fold cannot take it
 *
 * Keeps the numbers of the facts that make the present: the newest of each role and member, the
 * newest policy, and the refusals since the last right PIN.
 */
gboolean
_trivet_projection_apply_staff (TrivetDatabase *database,
                                TrivetFact     *fact,
                                gint64          sequence,
                                GError        **error)
{
  const char *id;

  if (!check_staff_fact (fact, error))
    return FALSE;
  id = trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_ROLE_SET:
    return set_row (database, TRIVET_STAFF_ROW_ROLE, id, sequence, error);
  case TRIVET_FACT_ROLE_REMOVED:
    return delete_rows (database, TRIVET_STAFF_ROW_ROLE, id, error);
  case TRIVET_FACT_STAFF_SET:
    return set_row (database, TRIVET_STAFF_ROW_MEMBER, id, sequence, error) &&
           delete_rows (database, TRIVET_STAFF_ROW_REFUSED, id, error);
  case TRIVET_FACT_STAFF_REMOVED:
    return delete_rows (database, TRIVET_STAFF_ROW_MEMBER, id, error) &&
           delete_rows (database, TRIVET_STAFF_ROW_REFUSED, id, error);
  case TRIVET_FACT_STAFF_POLICY_SET:
    return set_row (database, TRIVET_STAFF_ROW_POLICY, "", sequence, error);
  default:
    return apply_attempt (database, fact, sequence, error);
  }
}
