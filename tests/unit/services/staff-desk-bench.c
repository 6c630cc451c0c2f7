/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "staff-desk-bench.h"

void
staff_desk_bench_on_result (GObject      *source,
                            GAsyncResult *result,
                            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
staff_desk_bench_drain (StaffDeskBench *self)
{
  trivet_manual_clock_advance (self->clock, 0);
}

static void
on_changed (TrivetStaffDesk *desk,
            gpointer         user_data)
{
  ((StaffDeskBench *) user_data)->n_changed++;
}

void
staff_desk_bench_start (StaffDeskBench *self)
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
  trivet_staff_desk_load_async (self->desk, staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  g_assert_true (trivet_staff_desk_load_finish (self->desk, result, NULL));
}

void
staff_desk_bench_stop (StaffDeskBench *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->manager));
  g_assert_finalize_object (g_steal_pointer (&self->desk));
}

static void
assert_no_secret (const char *text)
{
  static const char *const secrets[] = { LIN_PIN, WANG_PIN, CHEN_PIN, LIN_BADGE, WRONG, OWNER_PIN };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

TrivetStaffMember *
staff_desk_bench_new_member (const char *id,
                             const char *name,
                             const char *role)
{
  return trivet_staff_member_new (id, name, role);
}

gboolean
staff_desk_bench_finish_change (StaffDeskBench *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_autoptr (GError) failure = NULL;

  if (trivet_staff_desk_change_finish (self->desk, result, &failure))
    return TRUE;
  assert_no_secret (failure->message);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
staff_desk_bench_set_member (StaffDeskBench          *self,
                             const TrivetStaffMember *member,
                             const char              *pin,
                             const char              *badge,
                             GError                 **error)
{
  g_autoptr (TrivetSecret) pin_secret = pin != NULL ? trivet_secret_new (pin, -1) : NULL;
  g_autoptr (TrivetSecret) badge_secret = badge != NULL ? trivet_secret_new (badge, -1) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (self->desk, member, pin_secret, badge_secret, "test", staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  g_assert_nonnull (result);
  return staff_desk_bench_finish_change (self, result, error);
}

/* Somebody who may says yes to changing the list. */
void
staff_desk_bench_let_in (StaffDeskBench *self)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (WANG_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, TRIVET_PERMISSION_EDIT_STAFF, pin, "test", staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF,
                                           trivet_manager_check_finish (self->manager, result, NULL)));
}

void
staff_desk_bench_add (StaffDeskBench *self,
                      const char     *id,
                      const char     *name,
                      const char     *role,
                      const char     *pin,
                      const char     *badge)
{
  g_autoptr (TrivetStaffMember) member = staff_desk_bench_new_member (id, name, role);
  g_autoptr (GError) error = NULL;

  staff_desk_bench_set_member (self, member, pin, badge, &error);
  g_assert_no_error (error);
}

void
staff_desk_bench_set_role (StaffDeskBench *self,
                           const char     *id,
                           guint           permissions,
                           gint64          limit_ppm)
{
  g_autoptr (TrivetRole) role = trivet_role_new (id, id, id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  role->permissions = permissions;
  role->discount_limit_ppm = limit_ppm;
  trivet_staff_desk_set_role_async (self->desk, role, "test", staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  staff_desk_bench_finish_change (self, result, &error);
  g_assert_no_error (error);
}

gboolean
staff_desk_bench_sign_in (StaffDeskBench *self,
                          const char     *id,
                          const char     *pin,
                          GError        **error)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (pin, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (id != NULL)
    trivet_staff_desk_sign_in_async (self->desk, id, secret, staff_desk_bench_on_result, &result);
  else
    trivet_staff_desk_sign_in_badge_async (self->desk, secret, staff_desk_bench_on_result, &result);
  staff_desk_bench_drain (self);
  g_assert_nonnull (result);
  done = trivet_staff_desk_sign_in_finish (self->desk, result, &failure);
  if (failure != NULL) {
    assert_no_secret (failure->message);
    g_propagate_error (error, g_steal_pointer (&failure));
  }
  return done;
}

void
staff_desk_bench_assert_refused (StaffDeskBench *self,
                                 const char     *id,
                                 const char     *pin,
                                 int             code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (staff_desk_bench_sign_in (self, id, pin, &error));
  g_assert_error (error, TRIVET_STAFF_ERROR, code);
}

void
staff_desk_bench_must_sign_in (StaffDeskBench *self,
                               const char     *id,
                               const char     *pin)
{
  g_autoptr (GError) error = NULL;

  staff_desk_bench_sign_in (self, id, pin, &error);
  g_assert_no_error (error);
}

static TrivetFact *
last_fact (StaffDeskBench *self)
{
  return trivet_memory_journal_get_fact (self->journal, trivet_memory_journal_get_n_facts (self->journal) - 1);
}

void
staff_desk_bench_assert_last (StaffDeskBench *self,
                              const char     *type,
                              const char     *staff,
                              const char     *body)
{
  TrivetFact *fact = last_fact (self);

  g_assert_cmpstr (trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)), ==, type);
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, staff);
  g_assert_cmpstr (trivet_fact_get_body_text (fact), ==, body);
}

void
staff_desk_bench_set_up_empty (StaffDeskBench *self,
                               gconstpointer   user_data)
{
  self->clock = trivet_manual_clock_new ();
  self->random = trivet_seeded_random_new (7);
  self->journal = trivet_memory_journal_new (TRIVET_CLOCK (self->clock));
  self->hasher = trivet_plain_hasher_new ();
  staff_desk_bench_start (self);
}

void
staff_desk_bench_set_up (StaffDeskBench *self,
                         gconstpointer   user_data)
{
  staff_desk_bench_set_up_empty (self, user_data);
  staff_desk_bench_set_role (self, "manager", TRIVET_PERMISSIONS_ALL, 1000000);
  staff_desk_bench_set_role (self, "cashier", TRIVET_PERMISSION_BIT (TRIVET_PERMISSION_REFUND), 100000);
  staff_desk_bench_set_role (self, "server", 0, 50000);
  staff_desk_bench_add (self, "w", "Wang", "manager", WANG_PIN, NULL);
  staff_desk_bench_add (self, "c", "Chen Bo", "cashier", CHEN_PIN, NULL);
  staff_desk_bench_add (self, "l", "Lin Mei", "server", LIN_PIN, LIN_BADGE);
}

void
staff_desk_bench_tear_down (StaffDeskBench *self,
                            gconstpointer   user_data)
{
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self->journal); i++)
    assert_no_secret (trivet_fact_get_body_text (trivet_memory_journal_get_fact (self->journal, i)));
  staff_desk_bench_stop (self);
  g_assert_finalize_object (self->hasher);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->random);
  g_assert_finalize_object (self->clock);
}
