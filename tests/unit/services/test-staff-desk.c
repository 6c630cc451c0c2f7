/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: staff sign in by their own PIN or badge and by no other; guessing costs ever more time, per
 * person and over restarts; approvals come from whoever may; no PIN or badge is in a fact or an error.
 * Method: the desk and the manager on a memory journal and a manual clock, with a quick hash. */

#include "staff-desk-bench.h"

static void
restart (StaffDeskBench *self)
{
  staff_desk_bench_stop (self);
  staff_desk_bench_start (self);
}

static TrivetApproval *
approve (StaffDeskBench  *self,
         TrivetPermission permission,
         const char      *pin,
         GError         **error)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (pin, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, permission, secret, trivet_staff_desk_get_name (self->desk), staff_desk_bench_on_result,
                                &result);
  staff_desk_bench_drain (self);
  g_assert_nonnull (result);
  return trivet_manager_check_finish (self->manager, result, error);
}

static void
test_no_staff (StaffDeskBench *self,
               gconstpointer   user_data)
{
  g_assert_false (trivet_staff_desk_has_staff (self->desk));
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  g_assert_false (trivet_staff_desk_may (self->desk, TRIVET_PERMISSION_REFUND));
  g_assert_cmpint (trivet_staff_desk_get_discount_limit_ppm (self->desk), ==, 1000000);
  g_assert_null (trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_REFUND));
  staff_desk_bench_assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_NO_MEMBER);
  staff_desk_bench_assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_NO_MEMBER);
}

/* In, over to somebody else, and out; each in the facts, in the name of whoever it is. */
static void
test_sign_in (StaffDeskBench *self,
              gconstpointer   user_data)
{
  guint before = self->n_changed;

  g_assert_true (trivet_staff_desk_is_locked (self->desk));
  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  g_assert_cmpuint (self->n_changed, >, before);
  staff_desk_bench_assert_last (self, "staff-signed-in", "Lin Mei", "{\"staff\":\"l\",\"how\":\"pin\"}");
  g_assert_cmpstr (trivet_staff_desk_get_name (self->desk), ==, "Lin Mei");
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  g_assert_cmpint (trivet_staff_desk_get_discount_limit_ppm (self->desk), ==, 50000);

  staff_desk_bench_must_sign_in (self, "w", WANG_PIN);
  staff_desk_bench_assert_last (self, "staff-signed-in", "Wang", "{\"staff\":\"w\",\"how\":\"pin\"}");
  g_assert_true (trivet_staff_desk_may (self->desk, TRIVET_PERMISSION_CLOSE_DAY));
  staff_desk_bench_must_sign_in (self, NULL, LIN_BADGE);
  staff_desk_bench_assert_last (self, "staff-signed-in", "Lin Mei", "{\"staff\":\"l\",\"how\":\"badge\",\"forgives\":false}");
  trivet_staff_desk_sign_out (self->desk);
  staff_desk_bench_drain (self);
  staff_desk_bench_assert_last (self, "staff-signed-out", "Lin Mei", "{\"staff\":\"l\",\"why\":\"self\"}");
  g_assert_true (trivet_staff_desk_is_locked (self->desk));
  g_assert_cmpint (trivet_staff_desk_get_discount_limit_ppm (self->desk), ==, 0);
  restart (self);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
}

static void
test_wrong (StaffDeskBench *self,
            gconstpointer   user_data)
{
  staff_desk_bench_assert_refused (self, "l", WANG_PIN, TRIVET_STAFF_ERROR_WRONG);
  staff_desk_bench_assert_last (self, "staff-refused", "", "{\"staff\":\"l\"}");
  staff_desk_bench_assert_refused (self, NULL, "BADGE-0000-NIL", TRIVET_STAFF_ERROR_NO_MEMBER);
  staff_desk_bench_assert_last (self, "staff-refused", "", "{}");
  staff_desk_bench_assert_refused (self, "nobody", LIN_PIN, TRIVET_STAFF_ERROR_NO_MEMBER);
  staff_desk_bench_add (self, "n", "No Pin", "server", NULL, NULL);
  staff_desk_bench_assert_refused (self, "n", "", TRIVET_STAFF_ERROR_NO_PIN);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
}

/* Guesses count for the one that they are about; a restart and the clock change nothing. */
static void
test_pause (StaffDeskBench *self,
            gconstpointer   user_data)
{
  for (guint i = 0; i < 5; i++)
    staff_desk_bench_assert_refused (self, "l", WRONG, TRIVET_STAFF_ERROR_WRONG);
  staff_desk_bench_assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_PAUSED);
  g_assert_cmpuint (trivet_staff_desk_get_attempts (self->desk, "l"), ==, 0);
  staff_desk_bench_must_sign_in (self, "w", WANG_PIN);
  restart (self);
  g_assert_cmpuint (trivet_staff_desk_get_pause_s (self->desk, "l"), ==, 30);
  staff_desk_bench_assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_PAUSED);
  trivet_manual_clock_advance (self->clock, 30000);
  staff_desk_bench_assert_refused (self, "l", WRONG, TRIVET_STAFF_ERROR_WRONG);
  g_assert_cmpuint (trivet_staff_desk_get_pause_s (self->desk, "l"), ==, 60);
  trivet_manual_clock_jump_wall (self->clock, 86400000);
  staff_desk_bench_assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_PAUSED);
  trivet_manual_clock_advance (self->clock, 60000);
  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  g_assert_cmpuint (trivet_staff_desk_get_attempts (self->desk, "l"), ==, 5);
}

/* A badge that nobody has costs time, too; and a manager who sets a new PIN ends a pause. */
static void
test_pause_ends (StaffDeskBench *self,
                 gconstpointer   user_data)
{
  for (guint i = 0; i < 5; i++)
    staff_desk_bench_assert_refused (self, NULL, "BADGE-0000-NIL", TRIVET_STAFF_ERROR_NO_MEMBER);
  staff_desk_bench_assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_PAUSED);
  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  staff_desk_bench_assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_PAUSED);
  trivet_manual_clock_advance (self->clock, 30000);
  staff_desk_bench_must_sign_in (self, NULL, LIN_BADGE);
  for (guint i = 0; i < 5; i++)
    staff_desk_bench_assert_refused (self, "l", WRONG, TRIVET_STAFF_ERROR_WRONG);
  staff_desk_bench_let_in (self);
  staff_desk_bench_add (self, "l", "Lin Mei", "server", "864200", NULL);
  staff_desk_bench_must_sign_in (self, "l", "864200");
}

static void
test_disk_full (StaffDeskBench *self,
                gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_false (staff_desk_bench_sign_in (self, "l", LIN_PIN, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
}

/* Who may needs no PIN; who may not needs that of somebody who may. One yes is for one kind. */
static void
test_approve (StaffDeskBench *self,
              gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetApproval) by_wang = NULL;
  g_autoptr (TrivetApproval) by_chen = NULL;
  g_autoptr (TrivetApproval) own = NULL;

  staff_desk_bench_must_sign_in (self, "l", LIN_PIN);
  g_assert_null (trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_VOID_SENT));
  g_assert_null (approve (self, TRIVET_PERMISSION_VOID_SENT, LIN_PIN, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  staff_desk_bench_assert_last (self, "staff-refused", "Lin Mei", "{}");
  g_clear_error (&error);
  g_assert_null (approve (self, TRIVET_PERMISSION_VOID_SENT, CHEN_PIN, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_clear_error (&error);

  by_wang = approve (self, TRIVET_PERMISSION_VOID_SENT, WANG_PIN, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_approval_get_approver (by_wang), ==, "Wang");
  g_assert_true (trivet_approval_covers (by_wang, TRIVET_PERMISSION_VOID_SENT));
  g_assert_false (trivet_approval_covers (by_wang, TRIVET_PERMISSION_REFUND));
  staff_desk_bench_assert_last (self, "staff-approved", "Lin Mei", "{\"staff\":\"w\",\"permission\":\"void-sent\"}");
  by_chen = approve (self, TRIVET_PERMISSION_REFUND, CHEN_PIN, &error);
  g_assert_cmpstr (trivet_approval_get_approver (by_chen), ==, "Chen Bo");

  staff_desk_bench_must_sign_in (self, "c", CHEN_PIN);
  own = trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_REFUND);
  g_assert_cmpstr (trivet_approval_get_approver (own), ==, "Chen Bo");
  g_assert_null (trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_VOID_SENT));
}

/* The pause of approvals is one for all PINs, and is not that of a person. */
static void
test_approve_pause (StaffDeskBench *self,
                    gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    g_assert_null (approve (self, TRIVET_PERMISSION_COMP, WRONG, NULL));
  restart (self);
  g_assert_null (approve (self, TRIVET_PERMISSION_COMP, WANG_PIN, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_PAUSED);
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), ==, 30);
  staff_desk_bench_must_sign_in (self, "w", WANG_PIN);
  trivet_manual_clock_advance (self->clock, 30000);
  trivet_approval_free (approve (self, TRIVET_PERMISSION_COMP, WANG_PIN, NULL));
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 5);
}

/* The manager's PIN of a shop that had no staff goes on approving everything. */
static void
test_manager_pin (StaffDeskBench *self,
                  gconstpointer   user_data)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (OWNER_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetApproval) approval = NULL;
  g_autoptr (GError) error = NULL;

  trivet_manager_reset_pin_async (self->manager, pin, "trivetctl", staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  g_assert_true (trivet_manager_set_pin_finish (self->manager, result, &error));
  approval = approve (self, TRIVET_PERMISSION_VOID_SENT, OWNER_PIN, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_approval_get_approver (approval), ==, "manager");
  g_assert_true (trivet_approval_covers (approval, TRIVET_PERMISSION_REFUND));
  staff_desk_bench_assert_last (self, "staff-approved", "", "{\"staff\":\"manager\",\"permission\":\"void-sent\"}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_EMPTY ("no-staff", test_no_staff);
  ADD ("sign-in", test_sign_in);
  ADD ("wrong", test_wrong);
  ADD ("pause", test_pause);
  ADD ("pause-ends", test_pause_ends);
  ADD ("disk-full", test_disk_full);
  ADD ("approve", test_approve);
  ADD ("approve-pause", test_approve_pause);
  ADD ("manager-pin", test_manager_pin);

  return g_test_run ();
}
