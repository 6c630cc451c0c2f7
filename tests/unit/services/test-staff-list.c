/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: who works here and what they may do can be changed, but nobody can lock the shop out; who is
 * gone or away too long is signed out. Method: the desk and the manager on a memory journal and a
 * manual clock, with a quick hash. */

#include "staff-desk-bench.h"

static void
assert_not_set (StaffDeskBench *self,
                const char     *id,
                const char     *name,
                const char     *pin,
                const char     *badge,
                int             code)
{
  g_autoptr (TrivetStaffMember) member = staff_desk_bench_new_member (id, name, "server");
  g_autoptr (GError) error = NULL;
  guint n = trivet_memory_journal_get_n_facts (self->journal);

  g_assert_false (staff_desk_bench_set_member (self, member, pin, badge, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, code);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, n);
}

static void
test_bad_members (StaffDeskBench *self,
                  gconstpointer   user_data)
{
  static const char *const pins[] = { "123", "1234567890123", "1111", "12a4", "", "12 34", "１２３４" };

  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    assert_not_set (self, "x", "Xu", pins[i], NULL, TRIVET_STAFF_ERROR_BAD_PIN);
  assert_not_set (self, "x", "Xu", NULL, "1234567", TRIVET_STAFF_ERROR_BAD_BADGE);
  assert_not_set (self, "x", "", NULL, NULL, TRIVET_STAFF_ERROR_BAD_NAME);
  assert_not_set (self, "x", " Xu", NULL, NULL, TRIVET_STAFF_ERROR_BAD_NAME);
  assert_not_set (self, "x", "lin MEI", NULL, NULL, TRIVET_STAFF_ERROR_TAKEN_NAME);
  assert_not_set (self, "x", "Xu", CHEN_PIN, NULL, TRIVET_STAFF_ERROR_TAKEN_PIN);
  assert_not_set (self, "x", "Xu", NULL, LIN_BADGE, TRIVET_STAFF_ERROR_TAKEN_BADGE);
  staff_desk_bench_add (self, "c", "Chen Bo", "cashier", CHEN_PIN, NULL);
  staff_desk_bench_add (self, "l", "Lin Mei", "server", NULL, "");
  staff_desk_bench_assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_NO_MEMBER);
  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
}

static void
assert_last_manager (StaffDeskBench *self,
                     GAsyncResult   *result)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (staff_desk_bench_finish_change (self, result, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER);
}

/* Neither by leaving, resting or another role, nor by a role that permits less. */
static void
test_last_manager (StaffDeskBench *self,
                   gconstpointer   user_data)
{
  g_autoptr (TrivetStaffMember) resting = staff_desk_bench_new_member ("w", "Wang", "manager");
  g_autoptr (TrivetStaffMember) server = staff_desk_bench_new_member ("w", "Wang", "server");
  g_autoptr (TrivetRole) less = trivet_role_new ("manager", "M", "M");
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) role = NULL;
  g_autoptr (GError) error = NULL;

  trivet_staff_desk_remove_async (self->desk, "w", "test", staff_desk_bench_on_result, &removed);
  staff_desk_bench_drain (self);
  assert_last_manager (self, removed);
  resting->active = FALSE;
  g_assert_false (staff_desk_bench_set_member (self, resting, NULL, NULL, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER);
  g_clear_error (&error);
  g_assert_false (staff_desk_bench_set_member (self, server, NULL, NULL, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER);
  g_clear_error (&error);
  trivet_staff_desk_set_role_async (self->desk, less, "test", staff_desk_bench_on_result, &role);
  staff_desk_bench_drain (self);
  assert_last_manager (self, role);

  staff_desk_bench_add (self, "2", "Second", "manager", "135799", NULL);
  g_assert_true (staff_desk_bench_set_member (self, resting, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* The first of all must be one who can go on. */
static void
test_first (StaffDeskBench *self,
            gconstpointer   user_data)
{
  staff_desk_bench_set_role (self, "server", 0, 0);
  assert_not_set (self, "l", "Lin Mei", LIN_PIN, NULL, TRIVET_STAFF_ERROR_LAST_MANAGER);
  staff_desk_bench_set_role (self, "manager", TRIVET_PERMISSIONS_ALL, 0);
  staff_desk_bench_add (self, "w", "Wang", "manager", WANG_PIN, NULL);
  staff_desk_bench_add (self, "l", "Lin Mei", "server", LIN_PIN, NULL);
}

static void
test_roles (StaffDeskBench *self,
            gconstpointer   user_data)
{
  g_autoptr (GAsyncResult) in_use = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) role = NULL;
  g_autoptr (GError) error = NULL;

  trivet_staff_desk_remove_role_async (self->desk, "server", "test", staff_desk_bench_on_result, &in_use);
  staff_desk_bench_drain (self);
  g_assert_false (staff_desk_bench_finish_change (self, in_use, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_ROLE_IN_USE);
  g_clear_error (&error);
  trivet_staff_desk_remove_async (self->desk, "l", "test", staff_desk_bench_on_result, &removed);
  staff_desk_bench_drain (self);
  g_assert_true (staff_desk_bench_finish_change (self, removed, &error));
  trivet_staff_desk_remove_role_async (self->desk, "server", "test", staff_desk_bench_on_result, &role);
  staff_desk_bench_drain (self);
  g_assert_true (staff_desk_bench_finish_change (self, role, &error));
  g_assert_null (trivet_staff_list_lookup_role (trivet_staff_desk_get_list (self->desk), "server"));
}

/* Somebody whose work ends while signed in is out at once. */
static void
test_gone (StaffDeskBench *self,
           gconstpointer   user_data)
{
  g_autoptr (GAsyncResult) removed = NULL;

  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  staff_desk_bench_let_in (self);
  trivet_staff_desk_remove_async (self->desk, "l", "Wang", staff_desk_bench_on_result, &removed);
  staff_desk_bench_drain (self);
  g_assert_true (staff_desk_bench_finish_change (self, removed, NULL));
  g_assert_null (trivet_staff_desk_get_current (self->desk));
  g_assert_true (trivet_staff_desk_is_locked (self->desk));
}

static void
set_policy (StaffDeskBench *self,
            gboolean        required,
            gint64          lock_after_s)
{
  const TrivetStaffPolicy policy = { required, lock_after_s };
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_policy_async (self->desk, &policy, "test", staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  g_assert_true (staff_desk_bench_finish_change (self, result, NULL));
}

static void
test_lock (StaffDeskBench *self,
           gconstpointer   user_data)
{
  set_policy (self, TRUE, 60);
  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  trivet_manual_clock_advance (self->clock, 50000);
  trivet_staff_desk_touch (self->desk);
  trivet_manual_clock_advance (self->clock, 50000);
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  trivet_manual_clock_advance (self->clock, 11000);
  g_assert_true (trivet_staff_desk_is_locked (self->desk));
  staff_desk_bench_assert_last (self, "staff-signed-out", "Lin Mei", "{\"staff\":\"l\",\"why\":\"idle\"}");

  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  trivet_staff_desk_set_serving (self->desk, TRUE);
  trivet_manual_clock_advance (self->clock, 600000);
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  trivet_staff_desk_set_serving (self->desk, FALSE);
  trivet_manual_clock_advance (self->clock, 50000);
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  staff_desk_bench_let_in (self);
  set_policy (self, FALSE, 60);
  trivet_manual_clock_advance (self->clock, 11000);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
}

/* One PIN at a time: a second beside it is no guess. */
static void
test_busy (StaffDeskBench *self,
           gconstpointer   user_data)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (LIN_PIN, -1);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  trivet_memory_journal_set_delay_ms (self->journal, 50);
  trivet_staff_desk_sign_in_async (self->desk, "l", pin, staff_desk_bench_on_result, &first);
  trivet_staff_desk_sign_in_async (self->desk, "w", pin, staff_desk_bench_on_result, &second);
  staff_desk_bench_drain (self);
  g_assert_null (first);
  g_assert_false (trivet_staff_desk_sign_in_finish (self->desk, second, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BUSY);
  trivet_manual_clock_advance (self->clock, 50);
  g_assert_true (trivet_staff_desk_sign_in_finish (self->desk, first, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("bad-members", test_bad_members);
  ADD ("last-manager", test_last_manager);
  ADD_EMPTY ("first", test_first);
  ADD ("roles", test_roles);
  ADD ("gone", test_gone);
  ADD ("lock", test_lock);
  ADD ("busy", test_busy);

  return g_test_run ();
}
