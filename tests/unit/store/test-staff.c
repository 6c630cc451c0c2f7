/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the store gives of the staff only what makes the present, and an audit finds its facts by
 * person, kind, order and time, page by page, quickly in a long journal. Method: small stores with
 * known content, rebuilt and compared; a long one, timed against a bare read of the same rows. */

#include "store-support.h"
#include "trivet-staff.h"

#define ROLE(id)         "{\"id\":\"" id "\",\"name\":\"R\",\"name_zh\":\"R\",\"permissions\":[\"edit-staff\"]}"
#define MEMBER(id, name) "{\"id\":\"" id "\",\"name\":\"" name "\",\"role\":\"m\",\"pin_hash\":\"h\"}"
#define STAFF(id)        "{\"staff\":\"" id "\",\"how\":\"pin\"}"
#define BADGE(id)        "{\"staff\":\"" id "\",\"how\":\"badge\"}"
#define N_LONG           20000

static gboolean
append (StoreTest     *test,
        TrivetFactType type,
        const char    *subject,
        const char    *body,
        GError       **error)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, type, subject, "%s", body));
  return store_test_append (test->store, facts, error);
}

static void
must_append (StoreTest     *test,
             TrivetFactType type,
             const char    *body)
{
  g_autoptr (GError) error = NULL;

  append (test, type, "staff", body, &error);
  g_assert_no_error (error);
}

/* The types of what the store gives of the staff, as names with the ids they are about. */
static char *
describe (StoreTest *test)
{
  g_autoptr (GPtrArray) facts = store_test_load (test->store, "staff");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)),
                            trivet_json_get_string_or (body, "id", trivet_json_get_string_or (body, "staff", "-")));
  }
  return g_string_free (text, FALSE);
}

static void
assert_state (StoreTest  *test,
              const char *expected)
{
  g_autofree char *now = describe (test);
  g_autofree char *rebuilt = NULL;

  g_assert_cmpstr (now, ==, expected);
  store_test_rebuild (test->store);
  rebuilt = describe (test);
  g_assert_cmpstr (rebuilt, ==, expected);
}

static void
test_present (void)
{
  StoreTest test;

  store_test_set_up (&test);
  assert_state (&test, "");
  must_append (&test, TRIVET_FACT_STAFF_SET, MEMBER ("1", "Wang"));
  must_append (&test, TRIVET_FACT_ROLE_SET, ROLE ("m"));
  must_append (&test, TRIVET_FACT_ROLE_SET, ROLE ("s"));
  must_append (&test, TRIVET_FACT_STAFF_SET, MEMBER ("2", "Lin"));
  must_append (&test, TRIVET_FACT_STAFF_SET, MEMBER ("1", "Wang Wei"));
  must_append (&test, TRIVET_FACT_STAFF_POLICY_SET, "{\"sign_in\":\"optional\"}");
  must_append (&test, TRIVET_FACT_STAFF_POLICY_SET, "{\"sign_in\":\"required\"}");
  assert_state (&test, "role-set m, role-set s, staff-set 2, staff-set 1, staff-policy-set -");
  must_append (&test, TRIVET_FACT_ROLE_REMOVED, "{\"id\":\"s\"}");
  must_append (&test, TRIVET_FACT_STAFF_REMOVED, "{\"id\":\"2\"}");
  assert_state (&test, "role-set m, staff-set 1, staff-policy-set -");
  store_test_tear_down (&test);
}

/* Only refusals since the last right PIN are kept, each for whom they were. */
static void
test_refusals (void)
{
  StoreTest test;

  store_test_set_up (&test);
  must_append (&test, TRIVET_FACT_STAFF_SET, MEMBER ("1", "Wang"));
  for (guint i = 0; i < 20; i++) {
    must_append (&test, TRIVET_FACT_STAFF_REFUSED, "{\"staff\":\"1\"}");
    must_append (&test, TRIVET_FACT_STAFF_SIGNED_IN, STAFF ("1"));
    must_append (&test, TRIVET_FACT_STAFF_SIGNED_OUT, STAFF ("1"));
  }
  assert_state (&test, "staff-set 1");
  must_append (&test, TRIVET_FACT_STAFF_REFUSED, "{\"staff\":\"1\"}");
  must_append (&test, TRIVET_FACT_STAFF_REFUSED, "{}");
  assert_state (&test, "staff-set 1, staff-refused 1, staff-refused -");
  must_append (&test, TRIVET_FACT_STAFF_SIGNED_IN, "{\"staff\":\"1\",\"how\":\"badge\",\"forgives\":false}");
  must_append (&test, TRIVET_FACT_STAFF_APPROVED, "{\"staff\":\"1\",\"forgives\":false}");
  assert_state (&test, "staff-set 1, staff-refused 1, staff-refused -");
  must_append (&test, TRIVET_FACT_STAFF_SIGNED_IN, BADGE ("1"));
  assert_state (&test, "staff-set 1, staff-refused 1");
  must_append (&test, TRIVET_FACT_STAFF_REFUSED, "{}");
  must_append (&test, TRIVET_FACT_STAFF_APPROVED, STAFF ("1"));
  assert_state (&test, "staff-set 1, staff-refused 1");
  must_append (&test, TRIVET_FACT_STAFF_SET, MEMBER ("1", "Wang"));
  assert_state (&test, "staff-set 1");
  store_test_tear_down (&test);
}

static void
test_refused_facts (void)
{
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  g_assert_false (append (&test, TRIVET_FACT_STAFF_SET, "store", MEMBER ("1", "Wang"), &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (append (&test, TRIVET_FACT_STAFF_SET, "staff", "{\"id\":\"1\"}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  assert_state (&test, "");
  store_test_tear_down (&test);
}

static GPtrArray *
audit (StoreTest              *test,
       const TrivetAuditQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  trivet_repository_list_audit_async (TRIVET_REPOSITORY (test->store), query, NULL, store_test_on_result, &result);
  store_test_wait (&result);
  entries = trivet_repository_list_finish (TRIVET_REPOSITORY (test->store), result, &error);
  g_assert_no_error (error);
  return entries;
}

/* The query's rows are those that a plain walk over all facts picks, in its order. */
static guint
count_audit (StoreTest              *test,
             const TrivetAuditQuery *query)
{
  g_autoptr (GPtrArray) facts = audit (test, query);

  return facts->len;
}

static void
assert_audit (StoreTest              *test,
              const TrivetAuditQuery *query,
              guint                   expected)
{
  TrivetAuditQuery all = { .limit = 100000 };
  g_autoptr (GPtrArray) facts = audit (test, &all);
  g_autoptr (GPtrArray) found = audit (test, query);
  guint at = 0;

  for (guint i = 0; i < facts->len; i++) {
    const TrivetAuditEntry *entry = g_ptr_array_index (facts, i);
    gint64                  time_us = trivet_fact_get_time_us (entry->fact);

    if ((query->staff != NULL && g_strcmp0 (trivet_fact_get_staff (entry->fact), query->staff) != 0) ||
        (query->order_number != NULL && g_strcmp0 (entry->order_number, query->order_number) != 0) ||
        (query->types != NULL && !query->types[trivet_fact_get_fact_type (entry->fact)]) || time_us < query->from_us ||
        (query->to_us != 0 && time_us >= query->to_us))
      continue;
    g_assert_cmpuint (at, <, found->len);
    g_assert_cmpint (trivet_fact_get_sequence (((TrivetAuditEntry *) g_ptr_array_index (found, at))->fact), ==,
                     trivet_fact_get_sequence (entry->fact));
    at++;
  }
  g_assert_cmpuint (at, ==, found->len);
  g_assert_cmpuint (at, ==, expected);
}

static void
test_filters (void)
{
  gboolean         types[TRIVET_N_FACT_TYPES] = { FALSE };
  TrivetAuditQuery query = { .limit = 1000 };
  StoreTest        test;

  store_test_set_up (&test);
  for (int i = 1; i <= 5; i++)
    store_test_append_sale (&test, i, TRUE);
  must_append (&test, TRIVET_FACT_STAFF_REFUSED, "{}");

  query.order_number = "A0003";
  g_assert_cmpuint (count_audit (&test, &query), >, 3);
  types[TRIVET_FACT_ORDER_OPENED] = TRUE;
  query.types = types;
  assert_audit (&test, &query, 1);
  query.order_number = NULL;
  assert_audit (&test, &query, 5);
  query.staff = "nobody of that name";
  assert_audit (&test, &query, 0);
  query.staff = NULL;
  query.types = NULL;
  query.order_number = "' OR 1 --";
  assert_audit (&test, &query, 0);
  query.order_number = NULL;
  must_append (&test, TRIVET_FACT_STAFF_SIGNED_OUT, "{\"staff\":\"1\",\"why\":\"self\",\"reason\":\"Wrong DISH 点错菜\"}");
  query.reason = "wrong dish";
  g_assert_cmpuint (count_audit (&test, &query), ==, 1);
  query.reason = "错菜";
  g_assert_cmpuint (count_audit (&test, &query), ==, 1);
  types[TRIVET_FACT_STAFF_REFUSED] = TRUE;
  query.types = types;
  g_assert_cmpuint (count_audit (&test, &query), ==, 0);
  types[TRIVET_FACT_STAFF_REFUSED] = FALSE;
  query.reason = "%";
  query.types = NULL;
  g_assert_cmpuint (count_audit (&test, &query), ==, 0);
  query.order_number = "A0003";
  query.reason = "no such reason";
  g_assert_cmpuint (count_audit (&test, &query), ==, 0);
  query.reason = NULL;
  query.order_number = NULL;
  types[TRIVET_FACT_ORDER_OPENED] = FALSE;
  query.types = types;
  query.limit = 3;
  g_assert_cmpuint (count_audit (&test, &query), ==, 0);
  store_test_tear_down (&test);
}

/* Pages of any length join to the whole, also when the clock stands still or goes back. */
static void
test_pages (void)
{
  TrivetAuditQuery all = { .limit = 100000 };
  TrivetAuditQuery page = { .limit = 7 };
  g_autoptr (GPtrArray) whole = NULL;
  StoreTest test;
  guint     n = 0;

  store_test_set_up (&test);
  for (int i = 1; i <= 6; i++)
    store_test_append_sale (&test, i, i % 2 == 0);
  whole = audit (&test, &all);
  for (;;) {
    g_autoptr (GPtrArray) part = audit (&test, &page);

    for (guint i = 0; i < part->len; i++) {
      TrivetFact *fact = ((TrivetAuditEntry *) g_ptr_array_index (part, i))->fact;

      g_assert_cmpint (trivet_fact_get_sequence (fact), ==,
                       trivet_fact_get_sequence (((TrivetAuditEntry *) g_ptr_array_index (whole, n))->fact));
      page.before_us = trivet_fact_get_time_us (fact);
      page.before_sequence = trivet_fact_get_sequence (fact);
      n++;
    }
    if (part->len < page.limit)
      break;
  }
  g_assert_cmpuint (n, ==, whole->len);
  store_test_tear_down (&test);
}

/* The worst question: one that nothing answers, so that the whole index is read. */
static void
test_long (void)
{
  TrivetAuditQuery nothing = { .staff = "nobody of that name", .limit = 100 };
  TrivetAuditQuery newest = { .limit = 100 };
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) page = NULL;
  StoreTest test;
  gint64    begin;

  store_test_set_up (&test);
  for (guint i = 0; i < N_LONG; i++)
    g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_STAFF_SIGNED_OUT, "staff", STAFF ("1")));
  g_assert_true (store_test_append (test.store, facts, NULL));

  begin = g_get_monotonic_time ();
  none = audit (&test, &nothing);
  g_test_message ("%u facts, none fits: %.1f ms", N_LONG, (double) (g_get_monotonic_time () - begin) / 1000);
  begin = g_get_monotonic_time ();
  page = audit (&test, &newest);
  g_test_message ("the newest 100: %.1f ms", (double) (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (page->len, ==, 100);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_staff"), ==, 0);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/staff/present", test_present);
  g_test_add_func ("/store/staff/refusals", test_refusals);
  g_test_add_func ("/store/staff/refused-facts", test_refused_facts);
  g_test_add_func ("/store/audit/filters", test_filters);
  g_test_add_func ("/store/audit/pages", test_pages);
  g_test_add_func ("/store/audit/long", test_long);

  return g_test_run ();
}
