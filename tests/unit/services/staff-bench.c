/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "staff-bench.h"

#include "trivet-plain-hasher.h"

void
staff_bench_on_result (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

gboolean
staff_bench_set_member (StaffBench *self,
                        const char *id,
                        const char *name,
                        const char *role,
                        const char *pin_text,
                        const char *badge_text,
                        GError    **error)
{
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, name, role);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (pin_text, -1);
  g_autoptr (TrivetSecret) badge = trivet_secret_new (badge_text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (self->desk, member, pin, badge, "", staff_bench_on_result, &result);
  services_drain (&self->services);
  return trivet_staff_desk_change_finish (self->desk, result, error);
}

void
staff_bench_load (StaffBench *self)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);
  g_autoptr (GAsyncResult) result = NULL;

  self->desk = trivet_staff_desk_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  self->manager = trivet_manager_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_desk (self->manager, self->desk);
  g_assert_false (trivet_manager_is_loaded (self->manager));
  trivet_manager_load_async (self->manager, staff_bench_on_result, &result);
  services_drain (services);
  g_assert_true (trivet_manager_load_finish (self->manager, result, NULL));
  g_assert_true (trivet_manager_is_loaded (self->manager));
}

void
staff_bench_set_up_alone (StaffBench   *self,
                          gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  self->hasher = trivet_plain_hasher_new ();
  staff_bench_load (self);
  trivet_register_set_manager (self->services.reg, self->manager);
}

void
staff_bench_set_up (StaffBench   *self,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  staff_bench_set_up_alone (self, user_data);
  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff','edit-floor','refund','override-payment','see-reports',"
                   "'see-audit','close-day'],"
                   "'discount_limit_ppm':1000000}");
  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff", "{'id':'s','name':'S','name_zh':'S','permissions':[]}");
  /* Nobody is there yet who could be asked. */
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, NULL));
  g_assert_true (staff_bench_set_member (self, "w", "Wang", "m", WANG_PIN, WANG_BADGE, &error));
  g_assert_true (staff_bench_set_member (self, "l", "Lin Mei", "s", LIN_PIN, LIN_BADGE, &error));
  trivet_manager_close_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF);
}

void
staff_bench_tear_down (StaffBench   *self,
                       gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_false (services_facts_contain (&self->services, WANG_PIN));
  g_assert_false (services_facts_contain (&self->services, WANG_BADGE));
  g_assert_false (services_facts_contain (&self->services, LIN_BADGE));
  g_object_unref (self->manager);
  g_object_unref (self->desk);
  g_object_unref (self->hasher);
  services_tear_down (&self->services, user_data);
}

void
staff_bench_sign_in (StaffBench *self,
                     const char *staff_id,
                     const char *text)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_sign_in_async (self->desk, staff_id, pin, staff_bench_on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_staff_desk_sign_in_finish (self->desk, result, NULL));
}

TrivetApproval *
staff_bench_ask (StaffBench      *self,
                 TrivetPermission permission,
                 gboolean         badge,
                 const char      *text,
                 GError         **error)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  if (badge)
    trivet_manager_approve_badge_async (self->manager, permission, secret, "", staff_bench_on_result, &result);
  else
    trivet_manager_approve_async (self->manager, permission, secret, "", staff_bench_on_result, &result);
  services_drain (&self->services);
  return trivet_manager_check_finish (self->manager, result, error);
}

TrivetApproval *
staff_bench_approve (StaffBench      *self,
                     TrivetPermission permission)
{
  TrivetApproval *approval = staff_bench_ask (self, permission, FALSE, WANG_PIN, NULL);

  g_assert_nonnull (approval);
  return approval;
}
