/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the audit, the books and the reports of drawers answer only those who may see them, whoever asks
 * and from wherever; a yes is for one visit; whoever ends a day sees its report. Method: as in
 * test-permissions.c; each question is asked before a yes, with it, and after it. */

#include "staff-bench.h"

#include "trivet-bookkeeper.h"
#include "trivet-drawers.h"

#include <string.h>

static gboolean
open_door (StaffBench      *self,
           TrivetPermission permission)
{
  return trivet_manager_open_door (self->manager, permission, staff_bench_approve (self, permission));
}

/* Returns: how many entries there are; -1 when the answer is no */
static int
count_audit (StaffBench             *self,
             const TrivetAuditQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  trivet_manager_list_audit_async (self->manager, query, staff_bench_on_result, &result);
  services_drain (&self->services);
  entries = trivet_manager_list_audit_finish (self->manager, result, &error);
  if (entries == NULL)
    g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);

  return entries != NULL ? (int) entries->len : -1;
}

static char *
export_audit (StaffBench             *self,
              const TrivetAuditQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) lines = NULL;
  g_autoptr (GError) error = NULL;

  trivet_manager_export_audit_async (self->manager, query, staff_bench_on_result, &result);
  services_drain (&self->services);
  lines = trivet_manager_export_audit_finish (self->manager, result, &error);
  if (lines == NULL)
    g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);

  return lines != NULL ? g_strndup (g_bytes_get_data (lines, NULL), g_bytes_get_size (lines)) : NULL;
}

static void
test_audit (StaffBench   *self,
            gconstpointer user_data)
{
  const TrivetAuditQuery query = { .limit = 5 };

  g_assert_cmpint (count_audit (self, &query), ==, -1);
  g_assert_null (export_audit (self, &query));
  g_assert_false (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_SEE_AUDIT, staff_bench_approve (self, TRIVET_PERMISSION_SEE_REPORTS)));
  g_assert_cmpint (count_audit (self, &query), ==, -1);
  g_assert_true (open_door (self, TRIVET_PERMISSION_SEE_AUDIT));
  g_assert_cmpint (count_audit (self, &query), ==, 5);
  staff_bench_sign_in (self, "l", LIN_PIN);
  g_assert_cmpint (count_audit (self, &query), ==, -1);
  staff_bench_sign_in (self, "w", WANG_PIN);
  g_assert_cmpint (count_audit (self, &query), ==, 5);
}

/* All that fits is written, whatever the page that is shown, and nothing that opens a door. */
static void
test_export (StaffBench   *self,
             gconstpointer user_data)
{
  const TrivetAuditQuery by_wang = { .staff = "Wang", .limit = 1, .before_us = 1 };
  const TrivetAuditQuery all = { 0 };
  g_autofree char       *wang = NULL;
  g_autofree char       *text = NULL;
  g_auto (GStrv) lines = NULL;

  staff_bench_sign_in (self, "w", WANG_PIN);
  text = export_audit (self, &all);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, trivet_memory_journal_get_n_facts (self->services.journal) + 1);
  for (guint i = 0; *lines[i] != '\0'; i++) {
    g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);

    g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
    g_assert_nonnull (trivet_json_get_string (json_node_get_object (node), "type", NULL));
  }
  g_assert_nonnull (strstr (text, "\"type\":\"staff-set\""));
  g_assert_null (strstr (text, "hash"));
  g_assert_null (strstr (text, "badge_hint"));
  wang = export_audit (self, &by_wang);
  g_assert_nonnull (strstr (wang, "staff-signed-in"));
  g_assert_null (strstr (wang, "store-created"));
}

static void
test_free (StaffBench   *self,
           gconstpointer user_data)
{
  const TrivetAuditQuery query = { .limit = 1 };

  g_assert_cmpint (count_audit (self, &query), ==, 1);
}

/* Returns: whether the report was built */
static gboolean
see_report (StaffBench         *self,
            TrivetDrawers      *drawers,
            const TrivetDayEnd *day)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  trivet_drawers_report_async (drawers, day, NULL, TRIVET_RECEIPT_LANGUAGE_EN, staff_bench_on_result, &result);
  services_drain (&self->services);
  document = trivet_drawers_report_finish (drawers, result, &error);
  if (document == NULL)
    g_assert_error (error, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_ALLOWED);

  return document != NULL;
}

/* Returns: whether the paper was wanted */
static gboolean
print_report (StaffBench         *self,
              TrivetDrawers      *drawers,
              const TrivetDayEnd *day)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean wanted;

  trivet_drawers_print_report_async (drawers, day, staff_bench_on_result, &result);
  services_drain (&self->services);
  wanted = trivet_drawers_finish (drawers, result, &error);
  if (!wanted)
    g_assert_error (error, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_ALLOWED);

  return wanted;
}

static gboolean
see_days (StaffBench    *self,
          TrivetDrawers *drawers)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;

  trivet_drawers_list_days_async (drawers, staff_bench_on_result, &result);
  services_drain (&self->services);
  days = trivet_drawers_list_days_finish (drawers, result, NULL);

  return days != NULL;
}

static void
end_day (StaffBench    *self,
         TrivetDrawers *drawers)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_drawers_close_day_async (drawers, "2026-11-22", staff_bench_approve (self, TRIVET_PERMISSION_CLOSE_DAY), staff_bench_on_result,
                                  &result);
  services_drain (&self->services);
  g_assert_true (trivet_drawers_finish (drawers, result, NULL));
}

/* Nobody who counts a drawer blind sees what ought to be in it. */
static void
test_reports (StaffBench   *self,
              gconstpointer user_data)
{
  TrivetJournal *journal = TRIVET_JOURNAL (self->services.journal);
  g_autoptr (TrivetDrawers) drawers = trivet_drawers_new (self->services.reg, journal, TRIVET_REPOSITORY (journal));
  g_autoptr (TrivetDayEnd) first = NULL;

  trivet_drawers_set_manager (drawers, self->manager);
  trivet_drawers_load (drawers);
  staff_bench_sign_in (self, "l", LIN_PIN);
  g_assert_false (see_report (self, drawers, NULL));
  g_assert_false (print_report (self, drawers, NULL));
  g_assert_false (see_days (self, drawers));
  g_assert_false (trivet_drawers_open_reports (drawers, NULL));
  g_assert_false (trivet_drawers_open_reports (drawers, staff_bench_approve (self, TRIVET_PERMISSION_REFUND)));
  g_assert_true (trivet_drawers_open_reports (drawers, staff_bench_approve (self, TRIVET_PERMISSION_SEE_REPORTS)));
  g_assert_true (see_report (self, drawers, NULL));
  g_assert_true (print_report (self, drawers, NULL));
  g_assert_true (see_days (self, drawers));
  trivet_drawers_leave_reports (drawers);
  g_assert_false (see_report (self, drawers, NULL));

  /* Whoever has ended a day sees that day's report, and no other. */
  end_day (self, drawers);
  first = trivet_day_end_copy (trivet_drawers_get_last_day (drawers));
  g_assert_true (see_report (self, drawers, first));
  g_assert_true (print_report (self, drawers, first));
  g_assert_false (see_days (self, drawers));
  g_assert_false (see_report (self, drawers, NULL));
  end_day (self, drawers);
  g_assert_false (see_report (self, drawers, first));
  g_assert_true (see_report (self, drawers, trivet_drawers_get_last_day (drawers)));
  trivet_staff_desk_sign_out (self->desk);
  g_assert_false (see_report (self, drawers, trivet_drawers_get_last_day (drawers)));
  staff_bench_sign_in (self, "l", LIN_PIN);
  trivet_drawers_leave_reports (drawers);
  g_assert_false (see_report (self, drawers, trivet_drawers_get_last_day (drawers)));
}

static gboolean
see_bills (StaffBench       *self,
           TrivetBookkeeper *bookkeeper)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) bills = NULL;
  g_autoptr (GError) error = NULL;

  trivet_bookkeeper_list_bills_async (bookkeeper, "2026-11-01", "2026-11-22", staff_bench_on_result, &result);
  services_drain (&self->services);
  bills = trivet_bookkeeper_list_bills_finish (bookkeeper, result, &error);
  if (bills == NULL)
    g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);

  return bills != NULL;
}

/* What each of the other questions is answered. */
static void
ask_books (StaffBench       *self,
           TrivetBookkeeper *bookkeeper,
           gboolean          open)
{
  g_autoptr (GAsyncResult) compared = NULL;
  g_autoptr (GAsyncResult) fetched = NULL;
  g_autoptr (GAsyncResult) resolved = NULL;
  g_autoptr (GError) compare_error = NULL;
  g_autoptr (GError) fetch_error = NULL;
  g_autoptr (GError) resolve_error = NULL;

  trivet_bookkeeper_reconcile_async (bookkeeper, "wechat", "2026-11-21", NULL, staff_bench_on_result, &compared);
  trivet_bookkeeper_fetch_async (bookkeeper, "nobody", "2026-11-21", NULL, staff_bench_on_result, &fetched);
  trivet_bookkeeper_resolve_async (bookkeeper, "wechat", "2026-11-21", "key", "note", "", staff_bench_on_result, &resolved);
  services_drain (&self->services);
  g_assert_null (trivet_bookkeeper_reconcile_finish (bookkeeper, compared, &compare_error));
  g_assert_false (trivet_bookkeeper_fetch_finish (bookkeeper, fetched, NULL, &fetch_error));
  g_assert_cmpint (trivet_bookkeeper_resolve_finish (bookkeeper, resolved, &resolve_error), ==, open);
  if (open) {
    g_assert_error (compare_error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_NOT_YET);
    g_assert_error (fetch_error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_REFUSED);
  } else {
    g_assert_error (compare_error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);
    g_assert_error (fetch_error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);
    g_assert_error (resolve_error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);
  }
}

static void
test_books (StaffBench   *self,
            gconstpointer user_data)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);
  g_autoptr (TrivetBookkeeper) bookkeeper = trivet_bookkeeper_new (journal, TRIVET_REPOSITORY (journal), services->registry, services->engine,
                                                                   TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");

  g_assert_true (see_bills (self, bookkeeper));
  trivet_bookkeeper_set_manager (bookkeeper, self->manager);
  g_assert_false (see_bills (self, bookkeeper));
  ask_books (self, bookkeeper, FALSE);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_DIFFERENCE_RESOLVED), ==, 0);
  g_assert_true (open_door (self, TRIVET_PERMISSION_SEE_REPORTS));
  g_assert_true (see_bills (self, bookkeeper));
  ask_books (self, bookkeeper, TRUE);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_DIFFERENCE_RESOLVED), ==, 1);
  g_object_run_dispose (G_OBJECT (bookkeeper));
}

#define ADD(path, up, func) g_test_add ("/services/permissions-reports/" path, StaffBench, NULL, up, func, staff_bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("audit", staff_bench_set_up, test_audit);
  ADD ("export", staff_bench_set_up, test_export);
  ADD ("free", staff_bench_set_up_alone, test_free);
  ADD ("reports", staff_bench_set_up, test_reports);
  ADD ("books", staff_bench_set_up, test_books);

  return g_test_run ();
}
