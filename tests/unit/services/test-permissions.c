/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the services themselves refuse what not everybody may change: staff, reasons and the plan of the
 * floor; a yes by PIN or badge is for one action, work of many steps is open to one person. Method: the
 * people of staff-bench.h and the real services on a memory journal; each is tried without a yes, with the
 * wrong one and with the right one. */

#include "staff-bench.h"

#include "trivet-floor-host.h"

static void
test_accepts (StaffBench   *self,
              gconstpointer user_data)
{
  g_autoptr (TrivetApproval) refund = staff_bench_approve (self, TRIVET_PERMISSION_REFUND);

  g_assert_true (trivet_manager_accepts (NULL, TRIVET_PERMISSION_REFUND, NULL));
  g_assert_true (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_NONE, NULL));
  g_assert_false (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_REFUND, NULL));
  g_assert_true (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_REFUND, refund));
  g_assert_false (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_COMP, refund));
}

/* Each state of a door against what can happen to it. */
static void
test_doors (StaffBench   *self,
            gconstpointer user_data)
{
  TrivetManager *manager = self->manager;

  g_assert_true (trivet_manager_is_open (NULL, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, NULL));
  g_assert_false (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, staff_bench_approve (self, TRIVET_PERMISSION_REFUND)));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  g_assert_true (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_STAFF));
  trivet_manager_close_door (manager, TRIVET_PERMISSION_EDIT_FLOOR);
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));

  /* Somebody else signs in: what was opened for the one before is closed. */
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  staff_bench_sign_in (self, "l", LIN_PIN);
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  g_assert_true (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  trivet_staff_desk_sign_out (self->desk);
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));

  /* Who may needs no door. */
  staff_bench_sign_in (self, "w", WANG_PIN);
  g_assert_true (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_COMP));
}

static void
test_badge (StaffBench   *self,
            gconstpointer user_data)
{
  g_autoptr (TrivetApproval) approval = staff_bench_ask (self, TRIVET_PERMISSION_REFUND, TRUE, WANG_BADGE, NULL);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) unknown = NULL;
  guint attempts = trivet_manager_get_attempts (self->manager);

  g_assert_cmpstr (trivet_approval_get_approver (approval), ==, "Wang");
  g_assert_true (trivet_approval_covers (approval, TRIVET_PERMISSION_REFUND));
  g_assert_false (trivet_approval_covers (approval, TRIVET_PERMISSION_COMP));
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_STAFF_APPROVED), ==, 1);

  /* The badge of somebody who may not, and one that nobody has, are wrong guesses. */
  g_assert_null (staff_bench_ask (self, TRIVET_PERMISSION_REFUND, TRUE, LIN_BADGE, &wrong));
  g_assert_error (wrong, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_assert_null (staff_bench_ask (self, TRIVET_PERMISSION_REFUND, TRUE, "BADGE-NOBODY-9", &unknown));
  g_assert_error (unknown, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_STAFF_REFUSED), ==, 2);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, attempts - 2);
}

/* What would be taken for a guest's code or a bottle's can be nobody's badge. */
static void
test_badge_clear (StaffBench   *self,
                  gconstpointer user_data)
{
  static const char *const bad[] = { "134567890123456789", "4006381333931", "9012345678901234" };

  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_STAFF)));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (TrivetSecret) scanned = trivet_secret_new (bad[i], -1);
    g_autoptr (GError) error = NULL;

    g_assert_false (trivet_staff_desk_may_be_badge (self->services.wallets, scanned));
    g_assert_false (staff_bench_set_member (self, "n", "New", "s", "864213", bad[i], &error));
    g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_BADGE);
  }
  g_assert_true (staff_bench_set_member (self, "n", "New", "s", "864213", "0009417733", NULL));
}

static GError *
sign_in_by_badge (StaffBench *self,
                  const char *text)
{
  g_autoptr (TrivetSecret) badge = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  trivet_staff_desk_sign_in_badge_async (self->desk, badge, staff_bench_on_result, &result);
  services_drain (&self->services);
  trivet_staff_desk_sign_in_finish (self->desk, result, &error);

  return error;
}

/* One limiter for all that names nobody: approvals by PIN or badge, and signing in by badge; a restart keeps it. */
static void
test_badge_pause (StaffBench   *self,
                  gconstpointer user_data)
{
  g_autoptr (GError) paused = NULL;
  g_autoptr (GError) outside = NULL;
  g_autoptr (GError) by_pin = NULL;
  g_autoptr (GError) again = NULL;

  for (guint i = 0; trivet_manager_get_pause_s (self->manager) == 0 && i < 10; i++)
    g_assert_null (staff_bench_ask (self, TRIVET_PERMISSION_REFUND, TRUE, "BADGE-NOBODY-9", NULL));
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), >, 0);
  g_assert_null (staff_bench_ask (self, TRIVET_PERMISSION_REFUND, TRUE, WANG_BADGE, &paused));
  g_assert_error (paused, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_PAUSED);
  g_assert_null (staff_bench_ask (self, TRIVET_PERMISSION_REFUND, FALSE, WANG_PIN, &by_pin));
  g_assert_error (by_pin, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_PAUSED);
  outside = sign_in_by_badge (self, WANG_BADGE);
  g_assert_error (outside, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_PAUSED);
  g_clear_object (&self->manager);
  g_clear_object (&self->desk);
  staff_bench_load (self);
  again = sign_in_by_badge (self, WANG_BADGE);
  g_assert_error (again, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_PAUSED);
  staff_bench_sign_in (self, "w", WANG_PIN);
}

static void
guess (StaffBench *self,
       guint       n)
{
  for (guint i = 0; i < n; i++)
    g_assert_null (staff_bench_ask (self, TRIVET_PERMISSION_REFUND, FALSE, "999111", NULL));
}

/* Nobody goes on guessing the manager's PIN by showing a badge of their own in between; the manager's yes, and
 * two quiet hours, begin anew; a restart does not. */
static void
test_guessing (StaffBench   *self,
               gconstpointer user_data)
{
  g_autoptr (TrivetApproval) yes = NULL;
  guint free = trivet_manager_get_attempts (self->manager);

  guess (self, free - 1);
  g_assert_no_error (sign_in_by_badge (self, LIN_BADGE));
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 1);
  g_clear_object (&self->manager);
  g_clear_object (&self->desk);
  staff_bench_load (self);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 1);
  yes = staff_bench_approve (self, TRIVET_PERMISSION_REFUND);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, free);

  guess (self, free - 1);
  trivet_manual_clock_advance (self->services.clock, 3 * 3600 * 1000);
  guess (self, 1);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, free - 1);
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), ==, 0);
  guess (self, free - 1);
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), >, 0);
}

static void
test_staff (StaffBench   *self,
            gconstpointer user_data)
{
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) role_refused = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint n = trivet_memory_journal_get_n_facts (self->services.journal);

  staff_bench_sign_in (self, "l", LIN_PIN);
  g_assert_false (staff_bench_set_member (self, "x", "Xu", "m", "864297", "", &refused));
  g_assert_error (refused, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NEEDS_APPROVAL);
  trivet_staff_desk_remove_role_async (self->desk, "s", "", staff_bench_on_result, &result);
  services_drain (&self->services);
  g_assert_false (trivet_staff_desk_change_finish (self->desk, result, &role_refused));
  g_assert_error (role_refused, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n + 1);

  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_STAFF)));
  g_assert_true (staff_bench_set_member (self, "x", "Xu", "m", "864297", "", NULL));
}

static gboolean
set_reasons (StaffBench        *self,
             TrivetReasonKind   kind,
             const char *const *names,
             GError           **error)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_reason_free);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (reasons, trivet_reason_new ("", kind, names[i], names[i], 0));
  trivet_manager_set_reasons_async (self->manager, kind, reasons, "Wang", staff_bench_on_result, &result);
  services_drain (&self->services);
  return trivet_manager_set_reasons_finish (self->manager, result, error);
}

static void
assert_reasons (StaffBench        *self,
                TrivetReasonKind   kind,
                const char *const *names)
{
  g_autoptr (GPtrArray) reasons = trivet_reason_list_get (trivet_manager_get_reasons (self->manager), kind);
  guint i;

  for (i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (((const TrivetReason *) g_ptr_array_index (reasons, i))->name, ==, names[i]);
  g_assert_cmpuint (reasons->len, ==, i);
}

static void
test_reasons (StaffBench   *self,
              gconstpointer user_data)
{
  static const char *const first[] = { "Hair", "Cold", NULL };
  static const char *const second[] = { "Cold", NULL };
  static const char *const bad[] = { "", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) empty = NULL;

  g_assert_false (set_reasons (self, TRIVET_REASON_VOID, first, &refused));
  g_assert_error (refused, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_REASON_SET), ==, 0);
  staff_bench_sign_in (self, "w", WANG_PIN);
  g_assert_true (set_reasons (self, TRIVET_REASON_VOID, first, NULL));
  assert_reasons (self, TRIVET_REASON_VOID, first);
  g_assert_true (trivet_reason_list_is_own (trivet_manager_get_reasons (self->manager), TRIVET_REASON_COMP));
  g_assert_false (set_reasons (self, TRIVET_REASON_VOID, bad, &empty));
  g_assert_error (empty, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  assert_reasons (self, TRIVET_REASON_VOID, first);
  g_assert_true (set_reasons (self, TRIVET_REASON_VOID, second, NULL));
  assert_reasons (self, TRIVET_REASON_VOID, second);

  /* They are read again at the next start. */
  trivet_staff_desk_sign_out (self->desk);
  services_drain (&self->services);
  trivet_register_set_manager (self->services.reg, self->manager);
  g_object_unref (self->manager);
  g_object_unref (self->desk);
  staff_bench_load (self);
  assert_reasons (self, TRIVET_REASON_VOID, second);
  staff_bench_sign_in (self, "w", WANG_PIN);
  g_assert_true (set_reasons (self, TRIVET_REASON_VOID, none, NULL));
  g_assert_true (trivet_reason_list_is_own (trivet_manager_get_reasons (self->manager), TRIVET_REASON_VOID));
}

typedef struct {
  guint n;
  int   code;
} Failures;

static void
on_floor_failed (TrivetFloorHost *host,
                 const GError    *error,
                 gpointer         user_data)
{
  Failures *failures = user_data;

  failures->n++;
  failures->code = error->code;
}

static TrivetFloorHost *
start_floor (StaffBench *self,
             Failures   *failures)
{
  Services        *services = &self->services;
  TrivetFloorHost *host = trivet_floor_host_new (services->reg, TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal),
                                                 TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random));

  services_append (services, TRIVET_FACT_ROOM_SET, TRIVET_FLOOR_SUBJECT, "{'id':'R1','name':'Main room','position':0}");
  services_append (services, TRIVET_FACT_TABLE_SET, TRIVET_FLOOR_SUBJECT,
                   "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':0,'y':0,'width':15,'height':11}");
  g_signal_connect (host, "failed", G_CALLBACK (on_floor_failed), failures);
  trivet_floor_host_load (host);
  services_drain (services);
  return host;
}

static void
test_floor (StaffBench   *self,
            gconstpointer user_data)
{
  Failures failures = { 0 };
  g_autoptr (TrivetFloorHost) host = start_floor (self, &failures);
  g_autofree char *table = NULL;
  TrivetTable      moved = *trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1");
  guint            n = trivet_memory_journal_get_n_facts (self->services.journal);

  moved.x = 20;
  g_assert_null (trivet_floor_host_add_room (host, "Terrace"));
  trivet_floor_host_rename_room (host, "R1", "Hall");
  trivet_floor_host_remove_room (host, "R1");
  g_assert_null (trivet_floor_host_add_table (host, "R1"));
  trivet_floor_host_set_table (host, &moved);
  trivet_floor_host_remove_table (host, "T1");
  services_drain (&self->services);
  g_assert_cmpuint (failures.n, ==, 6);
  g_assert_cmpint (failures.code, ==, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n);

  /* Guests are seated by everybody. */
  g_assert_true (trivet_floor_host_seat (host, "T1", 2));
  services_drain (&self->services);
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_FLOOR, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  table = trivet_floor_host_add_table (host, "R1");
  g_assert_nonnull (table);
  services_drain (&self->services);
  trivet_manager_close_door (self->manager, TRIVET_PERMISSION_EDIT_FLOOR);
  trivet_floor_host_undo (host);
  services_drain (&self->services);
  g_assert_cmpuint (failures.n, ==, 7);
  g_assert_nonnull (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), table));
}

/* Back, and forth again, until something else is done. */
static void
test_redo (StaffBench   *self,
           gconstpointer user_data)
{
  Failures failures = { 0 };
  g_autoptr (TrivetFloorHost) host = start_floor (self, &failures);
  TrivetTable moved = *trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1");

  g_assert_false (trivet_floor_host_can_redo (host));
  trivet_floor_host_redo (host);
  moved.x = 20;
  trivet_floor_host_set_table (host, &moved);
  services_drain (&self->services);
  trivet_floor_host_remove_room (host, "R1");
  services_drain (&self->services);
  g_assert_null (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1"));
  trivet_floor_host_undo (host);
  trivet_floor_host_undo (host);
  services_drain (&self->services);
  g_assert_cmpint (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1")->x, ==, 0);
  g_assert_false (trivet_floor_host_can_undo (host));
  trivet_floor_host_redo (host);
  services_drain (&self->services);
  g_assert_cmpint (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1")->x, ==, 20);
  trivet_floor_host_redo (host);
  services_drain (&self->services);
  g_assert_null (trivet_floor_lookup_room (trivet_floor_host_get_floor (host), "R1"));
  g_assert_false (trivet_floor_host_can_redo (host));
  trivet_floor_host_undo (host);
  services_drain (&self->services);
  g_assert_true (trivet_floor_host_can_redo (host));
  moved = *trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1");
  moved.x = 40;
  trivet_floor_host_set_table (host, &moved);
  services_drain (&self->services);
  g_assert_false (trivet_floor_host_can_redo (host));
  g_assert_cmpuint (failures.n, ==, 0);
}

#define ADD(path, up, func) g_test_add ("/services/permissions/" path, StaffBench, NULL, up, func, staff_bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("accepts", staff_bench_set_up, test_accepts);
  ADD ("doors", staff_bench_set_up, test_doors);
  ADD ("badge", staff_bench_set_up, test_badge);
  ADD ("badge-clear", staff_bench_set_up, test_badge_clear);
  ADD ("badge-pause", staff_bench_set_up, test_badge_pause);
  ADD ("guessing", staff_bench_set_up, test_guessing);
  ADD ("staff", staff_bench_set_up, test_staff);
  ADD ("reasons", staff_bench_set_up, test_reasons);
  ADD ("floor", staff_bench_set_up, test_floor);
  ADD ("redo", staff_bench_set_up_alone, test_redo);

  return g_test_run ();
}
