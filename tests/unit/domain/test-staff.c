/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the list of staff is the fold of its facts, bodies come back as they were written, and no
 * fact, however wrong, crashes it or changes it half. Method: facts from texts, a table of wrong
 * ones, and random bytes. */

#include "domain-bench.h"
#include "trivet-staff.h"

#include <string.h>

#define MANAGER_ROLE "{'id':'m','name':'Manager','name_zh':'经理','permissions':['edit-staff','refund','fly'],'discount_limit_ppm':300000}"
#define SERVER_ROLE  "{'id':'s','name':'Server','name_zh':'服务员','permissions':[]}"
#define WANG         "{'id':'1','name':'Wang','role':'m','pin_hash':'h','active':true}"
#define LIN          "{'id':'2','name':'Lin Mei','role':'s','language':'zh'}"

static gboolean
apply (TrivetStaffList *list,
       const char      *type,
       const char      *body,
       GError         **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("staff", type, 1, text);

  return trivet_staff_list_apply (list, fact, error);
}

static void
must_apply (TrivetStaffList *list,
            const char      *type,
            const char      *body)
{
  g_autoptr (GError) error = NULL;

  apply (list, type, body, &error);
  g_assert_no_error (error);
}

static TrivetStaffList *
make_list (void)
{
  TrivetStaffList *list = trivet_staff_list_new ();

  must_apply (list, "role-set", MANAGER_ROLE);
  must_apply (list, "role-set", SERVER_ROLE);
  must_apply (list, "staff-set", WANG);
  must_apply (list, "staff-set", LIN);
  return list;
}

static void
test_permissions (void)
{
  g_autoptr (TrivetStaffList) list = make_list ();
  const TrivetStaffMember *wang = trivet_staff_list_lookup (list, "1");
  const TrivetStaffMember *lin = trivet_staff_list_lookup_name (list, "LIN mei");

  g_assert_cmpstr (lin->staff_id, ==, "2");
  g_assert_cmpstr (lin->language, ==, "zh");
  g_assert_true (lin->active);
  g_assert_true (trivet_staff_list_may (list, wang, TRIVET_PERMISSION_REFUND));
  g_assert_false (trivet_staff_list_may (list, wang, TRIVET_PERMISSION_COMP));
  g_assert_false (trivet_staff_list_may (list, lin, TRIVET_PERMISSION_REFUND));
  g_assert_false (trivet_staff_list_may (list, NULL, TRIVET_PERMISSION_REFUND));
  g_assert_true (trivet_staff_list_may (list, NULL, TRIVET_PERMISSION_NONE));
  g_assert_cmpint (trivet_staff_list_role_of (list, wang)->discount_limit_ppm, ==, 300000);
  g_assert_null (trivet_staff_list_lookup (list, "3"));
  g_assert_null (trivet_staff_list_lookup_name (list, "Wan"));
}

/* Every permission has a name of its own, and comes back from it. */
static void
test_names (void)
{
  for (guint i = 1; i < TRIVET_N_PERMISSIONS; i++) {
    const char *name = trivet_permission_get_name ((TrivetPermission) i);

    g_assert_cmpuint (strlen (name), >, 0);
    g_assert_cmpint (trivet_permission_from_name (name), ==, i);
  }
  g_assert_cmpint (trivet_permission_from_name ("fly"), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_permission_from_name (""), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_permission_from_name (NULL), ==, TRIVET_PERMISSION_NONE);
}

/* A manager can sign in and change staff; whoever lacks one of both is none. */
static void
test_manager (void)
{
  static const char *const no_manager[][2] = {
    { "staff-removed", "{'id':'1'}" },
    { "staff-set", "{'id':'1','name':'Wang','role':'m','pin_hash':'h','active':false}" },
    { "staff-set", "{'id':'1','name':'Wang','role':'m'}" },
    { "staff-set", "{'id':'1','name':'Wang','role':'s','pin_hash':'h'}" },
    { "role-removed", "{'id':'m'}" },
    { "role-set", "{'id':'m','name':'M','name_zh':'M','permissions':['refund']}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (no_manager); i++) {
    g_autoptr (TrivetStaffList) list = make_list ();
    g_autoptr (TrivetStaffList) copy = trivet_staff_list_copy (list);

    g_assert_true (trivet_staff_list_has_manager (list));
    must_apply (copy, no_manager[i][0], no_manager[i][1]);
    g_assert_false (trivet_staff_list_has_manager (copy));
    g_assert_true (trivet_staff_list_has_manager (list));
  }
}

static void
test_changes (void)
{
  g_autoptr (TrivetStaffList) list = make_list ();

  g_assert_true (trivet_staff_list_get_policy (list)->sign_in_required);
  must_apply (list, "staff-policy-set", "{'sign_in':'optional','lock_after_s':300}");
  g_assert_false (trivet_staff_list_get_policy (list)->sign_in_required);
  g_assert_cmpint (trivet_staff_list_get_policy (list)->lock_after_s, ==, 300);

  must_apply (list, "staff-set", "{'id':'2','name':'Lin','role':'m','pin_hash':'x'}");
  g_assert_cmpuint (trivet_staff_list_get_members (list)->len, ==, 2);
  g_assert_cmpstr (trivet_staff_list_lookup (list, "2")->name, ==, "Lin");
  g_assert_cmpstr (trivet_staff_list_lookup (list, "2")->language, ==, "");
  must_apply (list, "staff-removed", "{'id':'2'}");
  must_apply (list, "staff-removed", "{'id':'2'}");
  g_assert_cmpuint (trivet_staff_list_get_members (list)->len, ==, 1);
  must_apply (list, "role-removed", "{'id':'m'}");
  g_assert_null (trivet_staff_list_role_of (list, trivet_staff_list_lookup (list, "1")));
  must_apply (list, "staff-signed-in", "{'staff':'1','how':'pin'}");
  must_apply (list, "staff-signed-out", "{'staff':'1','why':'idle'}");
  must_apply (list, "staff-approved", "{'staff':'1'}");
  must_apply (list, "staff-refused", "{}");
}

static void
test_round_trip (void)
{
  g_autoptr (TrivetRole) role = trivet_role_new ("r", "Cashier", "收银员");
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new ("7", "Chen Bo", "r");
  g_autoptr (JsonObject) role_body = NULL;
  g_autoptr (JsonObject) member_body = NULL;
  g_autoptr (TrivetRole) role_again = NULL;
  g_autoptr (TrivetStaffMember) member_again = NULL;

  role->permissions = TRIVET_PERMISSIONS_ALL;
  role->discount_limit_ppm = 1000000;
  role_body = trivet_role_to_body (role);
  role_again = trivet_role_from_body (role_body, NULL);
  g_assert_cmpuint (role_again->permissions, ==, TRIVET_PERMISSIONS_ALL);
  g_assert_cmpint (role_again->discount_limit_ppm, ==, 1000000);
  g_assert_cmpstr (role_again->name_zh, ==, "收银员");

  g_free (member->pin_hash);
  member->pin_hash = g_strdup ("$x$");
  member->active = FALSE;
  member_body = trivet_staff_member_to_body (member);
  member_again = trivet_staff_member_from_body (member_body, NULL);
  g_assert_cmpstr (member_again->name, ==, "Chen Bo");
  g_assert_cmpstr (member_again->pin_hash, ==, "$x$");
  g_assert_cmpstr (member_again->badge_hash, ==, "");
  g_assert_false (member_again->active);
}

static void
test_wrong (void)
{
  static const char *const wrong[][2] = {
    { "role-set", "{}" },
    { "role-set", "{'id':'','name':'N','name_zh':'N','permissions':[]}" },
    { "role-set", "{'id':'r','name':'','name_zh':'N','permissions':[]}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N'}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N','permissions':{}}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N','permissions':[7]}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N','permissions':[null]}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N','permissions':[[]]}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N','permissions':[],'discount_limit_ppm':1000001}" },
    { "role-set", "{'id':'r','name':'N','name_zh':'N','permissions':[],'discount_limit_ppm':-1}" },
    { "role-removed", "{}" },
    { "staff-set", "{'id':'1','name':'N'}" },
    { "staff-set", "{'id':1,'name':'N','role':'m'}" },
    { "staff-set", "{'id':'1','name':'','role':'m'}" },
    { "staff-set", "{'id':'1','name':'N','role':'m','pin_hash':4711}" },
    { "staff-set", "{'id':'1','name':'N','role':'m','badge_hash':null}" },
    { "staff-removed", "{'id':{}}" },
    { "staff-policy-set", "{}" },
    { "staff-policy-set", "{'sign_in':'sometimes'}" },
    { "staff-policy-set", "{'sign_in':'required','lock_after_s':-1}" },
    { "staff-policy-set", "{'sign_in':'required','lock_after_s':86401}" },
    { "staff-signed-in", "{}" },
    { "staff-approved", "{'staff':9}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (TrivetStaffList) list = make_list ();
    g_autoptr (GError) error = NULL;

    g_assert_false (apply (list, wrong[i][0], wrong[i][1], &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    g_assert_cmpuint (trivet_staff_list_get_roles (list)->len, ==, 2);
    g_assert_cmpuint (trivet_staff_list_get_members (list)->len, ==, 2);
    g_assert_true (trivet_staff_list_has_manager (list));
  }
}

/* What belongs elsewhere is refused; so is one more than there may be. */
static void
test_limits (void)
{
  g_autoptr (TrivetStaffList) list = make_list ();
  g_autoptr (GError) error = NULL;

  g_assert_false (apply (list, "order-note-set", "{'note':''}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_UNKNOWN);
  for (guint i = 2; i < TRIVET_STAFF_MAX_MEMBERS; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'x%u','name':'N','role':'s'}", i);

    must_apply (list, "staff-set", body);
  }
  g_clear_error (&error);
  g_assert_false (apply (list, "staff-set", "{'id':'more','name':'N','role':'s'}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  g_assert_cmpuint (trivet_staff_list_get_members (list)->len, ==, TRIVET_STAFF_MAX_MEMBERS);
  must_apply (list, "staff-set", WANG);
}

/* Bodies with members of random kinds and values. */
static void
test_hostile (void)
{
  static const char *const types[] = { "role-set", "role-removed", "staff-set", "staff-removed", "staff-policy-set",
                                       "staff-signed-in", "staff-signed-out", "staff-approved", "staff-refused" };
  static const char *const members[] = { "id", "name", "name_zh", "role", "permissions", "discount_limit_ppm", "language",
                                         "pin_hash", "badge_hash", "badge_hint", "active", "sign_in", "lock_after_s", "staff" };
  static const char *const values[] = { "''", "'1'", "'m'", "'required'", "7", "-9223372036854775808", "1.5", "true", "null",
                                        "[]", "['refund']", "[null,{}]", "{}", "'经理'" };
  g_autoptr (TrivetStaffList) list = make_list ();
  GRand *random = g_rand_new_with_seed (21);
  guint  n_taken = 0;

  for (guint round = 0; round < DOMAIN_ROUNDS (40000); round++) {
    g_autoptr (GString) body = g_string_new ("{");

    for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
      if (g_rand_boolean (random))
        g_string_append_printf (body, "%s'%s':%s", body->len > 1 ? "," : "", members[i],
                                values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))]);
    }
    g_string_append_c (body, '}');
    n_taken += apply (list, types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))], body->str, NULL);
    trivet_staff_list_has_manager (list);
  }
  g_assert_cmpuint (n_taken, >, 10);
  g_rand_free (random);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/staff/permissions", test_permissions);
  g_test_add_func ("/domain/staff/names", test_names);
  g_test_add_func ("/domain/staff/manager", test_manager);
  g_test_add_func ("/domain/staff/changes", test_changes);
  g_test_add_func ("/domain/staff/round-trip", test_round_trip);
  g_test_add_func ("/domain/staff/wrong", test_wrong);
  g_test_add_func ("/domain/staff/limits", test_limits);
  g_test_add_func ("/domain/staff/hostile", test_hostile);

  return g_test_run ();
}
