/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: staff sign in by their own PIN or badge and by no other; guessing costs ever more time, per
 * person and over restarts; approvals come from whoever may; nobody can lock the shop out; no PIN or
 * badge is in a fact or an error. Method: the desk and the manager on a memory journal and a manual
 * clock, with a quick hash. */

#include "trivet-manager.h"

#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"
#include "trivet-plain-hasher.h"
#include "trivet-seeded-random.h"

#include <string.h>

#define LIN_PIN   "481516"
#define WANG_PIN  "234217"
#define CHEN_PIN  "108642"
#define LIN_BADGE "BADGE-0000-LIN"
#define WRONG     "700001"
#define OWNER_PIN "975310"

typedef struct {
  TrivetManualClock   *clock;
  TrivetSeededRandom  *random;
  TrivetMemoryJournal *journal;
  TrivetPinHasher     *hasher;
  TrivetStaffDesk     *desk;
  TrivetManager       *manager;
  guint                n_changed;
} Bench;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
drain (Bench *self)
{
  trivet_manual_clock_advance (self->clock, 0);
}

static void
on_changed (TrivetStaffDesk *desk,
            gpointer         user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
start (Bench *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->desk = trivet_staff_desk_new (TRIVET_JOURNAL (self->journal), TRIVET_REPOSITORY (self->journal), self->hasher,
                                      TRIVET_CLOCK (self->clock), TRIVET_RANDOM (self->random), "R1");
  self->manager = trivet_manager_new (TRIVET_JOURNAL (self->journal), TRIVET_REPOSITORY (self->journal), self->hasher,
                                      TRIVET_CLOCK (self->clock), TRIVET_RANDOM (self->random), "R1");
  trivet_manager_set_desk (self->manager, self->desk);
  /* Most tests are not about who may change the list; /staff-desk/gate is. */
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, NULL));
  g_signal_connect (self->desk, "changed", G_CALLBACK (on_changed), self);
  trivet_staff_desk_load_async (self->desk, on_result, &result);
  drain (self);
  g_assert_true (trivet_staff_desk_load_finish (self->desk, result, NULL));
}

static void
stop (Bench *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->manager));
  g_assert_finalize_object (g_steal_pointer (&self->desk));
}

static void
restart (Bench *self)
{
  stop (self);
  start (self);
}

static void
assert_no_secret (const char *text)
{
  static const char *const secrets[] = { LIN_PIN, WANG_PIN, CHEN_PIN, LIN_BADGE, WRONG, OWNER_PIN };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

static TrivetStaffMember *
new_member (const char *id,
            const char *name,
            const char *role)
{
  return trivet_staff_member_new (id, name, role);
}

static gboolean
finish_change (Bench        *self,
               GAsyncResult *result,
               GError      **error)
{
  g_autoptr (GError) failure = NULL;

  if (trivet_staff_desk_change_finish (self->desk, result, &failure))
    return TRUE;
  assert_no_secret (failure->message);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
set_member (Bench                   *self,
            const TrivetStaffMember *member,
            const char              *pin,
            const char              *badge,
            GError                 **error)
{
  g_autoptr (TrivetSecret) pin_secret = pin != NULL ? trivet_secret_new (pin, -1) : NULL;
  g_autoptr (TrivetSecret) badge_secret = badge != NULL ? trivet_secret_new (badge, -1) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (self->desk, member, pin_secret, badge_secret, "test", on_result, &result);
  drain (self);
  g_assert_nonnull (result);
  return finish_change (self, result, error);
}

/* Somebody who may says yes to changing the list. */
static void
let_in (Bench *self)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (WANG_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, TRIVET_PERMISSION_EDIT_STAFF, pin, "test", on_result, &result);
  drain (self);
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF,
                                           trivet_manager_check_finish (self->manager, result, NULL)));
}

static void
add (Bench      *self,
     const char *id,
     const char *name,
     const char *role,
     const char *pin,
     const char *badge)
{
  g_autoptr (TrivetStaffMember) member = new_member (id, name, role);
  g_autoptr (GError) error = NULL;

  set_member (self, member, pin, badge, &error);
  g_assert_no_error (error);
}

static void
assert_not_set (Bench      *self,
                const char *id,
                const char *name,
                const char *pin,
                const char *badge,
                int         code)
{
  g_autoptr (TrivetStaffMember) member = new_member (id, name, "server");
  g_autoptr (GError) error = NULL;
  guint n = trivet_memory_journal_get_n_facts (self->journal);

  g_assert_false (set_member (self, member, pin, badge, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, code);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, n);
}

static void
set_role (Bench      *self,
          const char *id,
          guint       permissions,
          gint64      limit_ppm)
{
  g_autoptr (TrivetRole) role = trivet_role_new (id, id, id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  role->permissions = permissions;
  role->discount_limit_ppm = limit_ppm;
  trivet_staff_desk_set_role_async (self->desk, role, "test", on_result, &result);
  drain (self);
  finish_change (self, result, &error);
  g_assert_no_error (error);
}

static gboolean
sign_in (Bench      *self,
         const char *id,
         const char *pin,
         GError    **error)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (pin, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (id != NULL)
    trivet_staff_desk_sign_in_async (self->desk, id, secret, on_result, &result);
  else
    trivet_staff_desk_sign_in_badge_async (self->desk, secret, on_result, &result);
  drain (self);
  g_assert_nonnull (result);
  done = trivet_staff_desk_sign_in_finish (self->desk, result, &failure);
  if (failure != NULL) {
    assert_no_secret (failure->message);
    g_propagate_error (error, g_steal_pointer (&failure));
  }
  return done;
}

static void
assert_refused (Bench      *self,
                const char *id,
                const char *pin,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_in (self, id, pin, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, code);
}

static void
must_sign_in (Bench      *self,
              const char *id,
              const char *pin)
{
  g_autoptr (GError) error = NULL;

  sign_in (self, id, pin, &error);
  g_assert_no_error (error);
}

static TrivetApproval *
approve (Bench           *self,
         TrivetPermission permission,
         const char      *pin,
         GError         **error)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (pin, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, permission, secret, trivet_staff_desk_get_name (self->desk), on_result,
                                &result);
  drain (self);
  g_assert_nonnull (result);
  return trivet_manager_check_finish (self->manager, result, error);
}

static TrivetFact *
last_fact (Bench *self)
{
  return trivet_memory_journal_get_fact (self->journal, trivet_memory_journal_get_n_facts (self->journal) - 1);
}

static void
assert_last (Bench      *self,
             const char *type,
             const char *staff,
             const char *body)
{
  TrivetFact *fact = last_fact (self);

  g_assert_cmpstr (trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)), ==, type);
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, staff);
  g_assert_cmpstr (trivet_fact_get_body_text (fact), ==, body);
}

static void
set_up_empty (Bench        *self,
              gconstpointer user_data)
{
  self->clock = trivet_manual_clock_new ();
  self->random = trivet_seeded_random_new (7);
  self->journal = trivet_memory_journal_new (TRIVET_CLOCK (self->clock));
  self->hasher = trivet_plain_hasher_new ();
  start (self);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  set_up_empty (self, user_data);
  set_role (self, "manager", TRIVET_PERMISSIONS_ALL, 1000000);
  set_role (self, "cashier", TRIVET_PERMISSION_BIT (TRIVET_PERMISSION_REFUND), 100000);
  set_role (self, "server", 0, 50000);
  add (self, "w", "Wang", "manager", WANG_PIN, NULL);
  add (self, "c", "Chen Bo", "cashier", CHEN_PIN, NULL);
  add (self, "l", "Lin Mei", "server", LIN_PIN, LIN_BADGE);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self->journal); i++)
    assert_no_secret (trivet_fact_get_body_text (trivet_memory_journal_get_fact (self->journal, i)));
  stop (self);
  g_assert_finalize_object (self->hasher);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->random);
  g_assert_finalize_object (self->clock);
}

static void
test_no_staff (Bench        *self,
               gconstpointer user_data)
{
  g_assert_false (trivet_staff_desk_has_staff (self->desk));
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  g_assert_false (trivet_staff_desk_may (self->desk, TRIVET_PERMISSION_REFUND));
  g_assert_cmpint (trivet_staff_desk_get_discount_limit_ppm (self->desk), ==, 1000000);
  g_assert_null (trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_REFUND));
  assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_NO_MEMBER);
  assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_NO_MEMBER);
}

/* In, over to somebody else, and out; each in the facts, in the name of whoever it is. */
static void
test_sign_in (Bench        *self,
              gconstpointer user_data)
{
  guint before = self->n_changed;

  g_assert_true (trivet_staff_desk_is_locked (self->desk));
  must_sign_in (self, "l", LIN_PIN);
  g_assert_cmpuint (self->n_changed, >, before);
  assert_last (self, "staff-signed-in", "Lin Mei", "{\"staff\":\"l\",\"how\":\"pin\"}");
  g_assert_cmpstr (trivet_staff_desk_get_name (self->desk), ==, "Lin Mei");
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  g_assert_cmpint (trivet_staff_desk_get_discount_limit_ppm (self->desk), ==, 50000);

  must_sign_in (self, "w", WANG_PIN);
  assert_last (self, "staff-signed-in", "Wang", "{\"staff\":\"w\",\"how\":\"pin\"}");
  g_assert_true (trivet_staff_desk_may (self->desk, TRIVET_PERMISSION_CLOSE_DAY));
  must_sign_in (self, NULL, LIN_BADGE);
  assert_last (self, "staff-signed-in", "Lin Mei", "{\"staff\":\"l\",\"how\":\"badge\",\"forgives\":false}");
  trivet_staff_desk_sign_out (self->desk);
  drain (self);
  assert_last (self, "staff-signed-out", "Lin Mei", "{\"staff\":\"l\",\"why\":\"self\"}");
  g_assert_true (trivet_staff_desk_is_locked (self->desk));
  g_assert_cmpint (trivet_staff_desk_get_discount_limit_ppm (self->desk), ==, 0);
  restart (self);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
}

static void
test_wrong (Bench        *self,
            gconstpointer user_data)
{
  assert_refused (self, "l", WANG_PIN, TRIVET_STAFF_ERROR_WRONG);
  assert_last (self, "staff-refused", "", "{\"staff\":\"l\"}");
  assert_refused (self, NULL, "BADGE-0000-NIL", TRIVET_STAFF_ERROR_NO_MEMBER);
  assert_last (self, "staff-refused", "", "{}");
  assert_refused (self, "nobody", LIN_PIN, TRIVET_STAFF_ERROR_NO_MEMBER);
  add (self, "n", "No Pin", "server", NULL, NULL);
  assert_refused (self, "n", "", TRIVET_STAFF_ERROR_NO_PIN);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
}

/* Guesses count for the one that they are about; a restart and the clock change nothing. */
static void
test_pause (Bench        *self,
            gconstpointer user_data)
{
  for (guint i = 0; i < 5; i++)
    assert_refused (self, "l", WRONG, TRIVET_STAFF_ERROR_WRONG);
  assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_PAUSED);
  g_assert_cmpuint (trivet_staff_desk_get_attempts (self->desk, "l"), ==, 0);
  must_sign_in (self, "w", WANG_PIN);
  restart (self);
  g_assert_cmpuint (trivet_staff_desk_get_pause_s (self->desk, "l"), ==, 30);
  assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_PAUSED);
  trivet_manual_clock_advance (self->clock, 30000);
  assert_refused (self, "l", WRONG, TRIVET_STAFF_ERROR_WRONG);
  g_assert_cmpuint (trivet_staff_desk_get_pause_s (self->desk, "l"), ==, 60);
  trivet_manual_clock_jump_wall (self->clock, 86400000);
  assert_refused (self, "l", LIN_PIN, TRIVET_STAFF_ERROR_PAUSED);
  trivet_manual_clock_advance (self->clock, 60000);
  must_sign_in (self, "l", LIN_PIN);
  g_assert_cmpuint (trivet_staff_desk_get_attempts (self->desk, "l"), ==, 5);
}

/* A badge that nobody has costs time, too; and a manager who sets a new PIN ends a pause. */
static void
test_pause_ends (Bench        *self,
                 gconstpointer user_data)
{
  for (guint i = 0; i < 5; i++)
    assert_refused (self, NULL, "BADGE-0000-NIL", TRIVET_STAFF_ERROR_NO_MEMBER);
  assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_PAUSED);
  must_sign_in (self, "l", LIN_PIN);
  assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_PAUSED);
  trivet_manual_clock_advance (self->clock, 30000);
  must_sign_in (self, NULL, LIN_BADGE);
  for (guint i = 0; i < 5; i++)
    assert_refused (self, "l", WRONG, TRIVET_STAFF_ERROR_WRONG);
  let_in (self);
  add (self, "l", "Lin Mei", "server", "864200", NULL);
  must_sign_in (self, "l", "864200");
}

static void
test_disk_full (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_false (sign_in (self, "l", LIN_PIN, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
  must_sign_in (self, "l", LIN_PIN);
}

/* Who may needs no PIN; who may not needs that of somebody who may. One yes is for one kind. */
static void
test_approve (Bench        *self,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetApproval) by_wang = NULL;
  g_autoptr (TrivetApproval) by_chen = NULL;
  g_autoptr (TrivetApproval) own = NULL;

  must_sign_in (self, "l", LIN_PIN);
  g_assert_null (trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_VOID_SENT));
  g_assert_null (approve (self, TRIVET_PERMISSION_VOID_SENT, LIN_PIN, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  assert_last (self, "staff-refused", "Lin Mei", "{}");
  g_clear_error (&error);
  g_assert_null (approve (self, TRIVET_PERMISSION_VOID_SENT, CHEN_PIN, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_clear_error (&error);

  by_wang = approve (self, TRIVET_PERMISSION_VOID_SENT, WANG_PIN, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_approval_get_approver (by_wang), ==, "Wang");
  g_assert_true (trivet_approval_covers (by_wang, TRIVET_PERMISSION_VOID_SENT));
  g_assert_false (trivet_approval_covers (by_wang, TRIVET_PERMISSION_REFUND));
  assert_last (self, "staff-approved", "Lin Mei", "{\"staff\":\"w\",\"permission\":\"void-sent\"}");
  by_chen = approve (self, TRIVET_PERMISSION_REFUND, CHEN_PIN, &error);
  g_assert_cmpstr (trivet_approval_get_approver (by_chen), ==, "Chen Bo");

  must_sign_in (self, "c", CHEN_PIN);
  own = trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_REFUND);
  g_assert_cmpstr (trivet_approval_get_approver (own), ==, "Chen Bo");
  g_assert_null (trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_VOID_SENT));
}

/* The pause of approvals is one for all PINs, and is not that of a person. */
static void
test_approve_pause (Bench        *self,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    g_assert_null (approve (self, TRIVET_PERMISSION_COMP, WRONG, NULL));
  restart (self);
  g_assert_null (approve (self, TRIVET_PERMISSION_COMP, WANG_PIN, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_PAUSED);
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), ==, 30);
  must_sign_in (self, "w", WANG_PIN);
  trivet_manual_clock_advance (self->clock, 30000);
  trivet_approval_free (approve (self, TRIVET_PERMISSION_COMP, WANG_PIN, NULL));
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 5);
}

/* The manager's PIN of a shop that had no staff goes on approving everything. */
static void
test_manager_pin (Bench        *self,
                  gconstpointer user_data)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (OWNER_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetApproval) approval = NULL;
  g_autoptr (GError) error = NULL;

  trivet_manager_reset_pin_async (self->manager, pin, "trivetctl", on_result, &result);
  drain (self);
  g_assert_true (trivet_manager_set_pin_finish (self->manager, result, &error));
  approval = approve (self, TRIVET_PERMISSION_VOID_SENT, OWNER_PIN, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_approval_get_approver (approval), ==, "manager");
  g_assert_true (trivet_approval_covers (approval, TRIVET_PERMISSION_REFUND));
  assert_last (self, "staff-approved", "", "{\"staff\":\"manager\",\"permission\":\"void-sent\"}");
}

static void
test_bad_members (Bench        *self,
                  gconstpointer user_data)
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
  add (self, "c", "Chen Bo", "cashier", CHEN_PIN, NULL);
  add (self, "l", "Lin Mei", "server", NULL, "");
  assert_refused (self, NULL, LIN_BADGE, TRIVET_STAFF_ERROR_NO_MEMBER);
  must_sign_in (self, "l", LIN_PIN);
}

static void
assert_last_manager (Bench        *self,
                     GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (finish_change (self, result, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER);
}

/* Neither by leaving, resting or another role, nor by a role that permits less. */
static void
test_last_manager (Bench        *self,
                   gconstpointer user_data)
{
  g_autoptr (TrivetStaffMember) resting = new_member ("w", "Wang", "manager");
  g_autoptr (TrivetStaffMember) server = new_member ("w", "Wang", "server");
  g_autoptr (TrivetRole) less = trivet_role_new ("manager", "M", "M");
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) role = NULL;
  g_autoptr (GError) error = NULL;

  trivet_staff_desk_remove_async (self->desk, "w", "test", on_result, &removed);
  drain (self);
  assert_last_manager (self, removed);
  resting->active = FALSE;
  g_assert_false (set_member (self, resting, NULL, NULL, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER);
  g_clear_error (&error);
  g_assert_false (set_member (self, server, NULL, NULL, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_LAST_MANAGER);
  g_clear_error (&error);
  trivet_staff_desk_set_role_async (self->desk, less, "test", on_result, &role);
  drain (self);
  assert_last_manager (self, role);

  add (self, "2", "Second", "manager", "135799", NULL);
  g_assert_true (set_member (self, resting, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* The first of all must be one who can go on. */
static void
test_first (Bench        *self,
            gconstpointer user_data)
{
  set_role (self, "server", 0, 0);
  assert_not_set (self, "l", "Lin Mei", LIN_PIN, NULL, TRIVET_STAFF_ERROR_LAST_MANAGER);
  set_role (self, "manager", TRIVET_PERMISSIONS_ALL, 0);
  add (self, "w", "Wang", "manager", WANG_PIN, NULL);
  add (self, "l", "Lin Mei", "server", LIN_PIN, NULL);
}

static void
test_roles (Bench        *self,
            gconstpointer user_data)
{
  g_autoptr (GAsyncResult) in_use = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) role = NULL;
  g_autoptr (GError) error = NULL;

  trivet_staff_desk_remove_role_async (self->desk, "server", "test", on_result, &in_use);
  drain (self);
  g_assert_false (finish_change (self, in_use, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_ROLE_IN_USE);
  g_clear_error (&error);
  trivet_staff_desk_remove_async (self->desk, "l", "test", on_result, &removed);
  drain (self);
  g_assert_true (finish_change (self, removed, &error));
  trivet_staff_desk_remove_role_async (self->desk, "server", "test", on_result, &role);
  drain (self);
  g_assert_true (finish_change (self, role, &error));
  g_assert_null (trivet_staff_list_lookup_role (trivet_staff_desk_get_list (self->desk), "server"));
}

/* Somebody whose work ends while signed in is out at once. */
static void
test_gone (Bench        *self,
           gconstpointer user_data)
{
  g_autoptr (GAsyncResult) removed = NULL;

  must_sign_in (self, "l", LIN_PIN);
  let_in (self);
  trivet_staff_desk_remove_async (self->desk, "l", "Wang", on_result, &removed);
  drain (self);
  g_assert_true (finish_change (self, removed, NULL));
  g_assert_null (trivet_staff_desk_get_current (self->desk));
  g_assert_true (trivet_staff_desk_is_locked (self->desk));
}

static void
set_policy (Bench   *self,
            gboolean required,
            gint64   lock_after_s)
{
  const TrivetStaffPolicy policy = { required, lock_after_s };
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_policy_async (self->desk, &policy, "test", on_result, &result);
  drain (self);
  g_assert_true (finish_change (self, result, NULL));
}

static void
test_lock (Bench        *self,
           gconstpointer user_data)
{
  set_policy (self, TRUE, 60);
  must_sign_in (self, "l", LIN_PIN);
  trivet_manual_clock_advance (self->clock, 50000);
  trivet_staff_desk_touch (self->desk);
  trivet_manual_clock_advance (self->clock, 50000);
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  trivet_manual_clock_advance (self->clock, 11000);
  g_assert_true (trivet_staff_desk_is_locked (self->desk));
  assert_last (self, "staff-signed-out", "Lin Mei", "{\"staff\":\"l\",\"why\":\"idle\"}");

  must_sign_in (self, "l", LIN_PIN);
  trivet_staff_desk_set_serving (self->desk, TRUE);
  trivet_manual_clock_advance (self->clock, 600000);
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  trivet_staff_desk_set_serving (self->desk, FALSE);
  trivet_manual_clock_advance (self->clock, 50000);
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
  let_in (self);
  set_policy (self, FALSE, 60);
  trivet_manual_clock_advance (self->clock, 11000);
  g_assert_null (trivet_staff_desk_get_current (self->desk));
  g_assert_false (trivet_staff_desk_is_locked (self->desk));
}

/* One PIN at a time: a second beside it is no guess. */
static void
test_busy (Bench        *self,
           gconstpointer user_data)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (LIN_PIN, -1);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  trivet_memory_journal_set_delay_ms (self->journal, 50);
  trivet_staff_desk_sign_in_async (self->desk, "l", pin, on_result, &first);
  trivet_staff_desk_sign_in_async (self->desk, "w", pin, on_result, &second);
  drain (self);
  g_assert_null (first);
  g_assert_false (trivet_staff_desk_sign_in_finish (self->desk, second, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BUSY);
  trivet_manual_clock_advance (self->clock, 50);
  g_assert_true (trivet_staff_desk_sign_in_finish (self->desk, first, NULL));
}

#define ADD(path, func)       g_test_add ("/services/staff-desk/" path, Bench, NULL, set_up, func, tear_down)
#define ADD_EMPTY(path, func) g_test_add ("/services/staff-desk/" path, Bench, NULL, set_up_empty, func, tear_down)

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
  ADD ("bad-members", test_bad_members);
  ADD ("last-manager", test_last_manager);
  ADD_EMPTY ("first", test_first);
  ADD ("roles", test_roles);
  ADD ("gone", test_gone);
  ADD ("lock", test_lock);
  ADD ("busy", test_busy);

  return g_test_run ();
}
