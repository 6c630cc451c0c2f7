/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a shop's reasons replace Trivet's own kind by kind, in their places, and a wrong fact changes
 * nothing. Method: facts by hand, and the bodies that a reason writes itself. */

#include "domain-bench.h"
#include "trivet-reasons.h"

static gboolean
apply (TrivetReasonList *list,
       const char       *type,
       const char       *body_text)
{
  g_autofree char *body = g_strdelimit (g_strdup (body_text), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("reasons", type, 1, body);

  return trivet_reason_list_apply (list, fact, NULL);
}

static char *
dump (TrivetReasonList *list,
      TrivetReasonKind  kind)
{
  g_autoptr (GPtrArray) reasons = trivet_reason_list_get (list, kind);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++) {
    const TrivetReason *reason = g_ptr_array_index (reasons, i);

    g_string_append_printf (text, "%s%s/%s", i > 0 ? " " : "", reason->name, reason->name_zh);
  }

  return g_string_free (text, FALSE);
}

static void
test_own (void)
{
  g_autoptr (TrivetReasonList) list = trivet_reason_list_new ();

  for (guint kind = 0; kind < TRIVET_N_REASON_KINDS; kind++) {
    g_autoptr (GPtrArray) reasons = trivet_reason_list_get (list, kind);

    g_assert_true (trivet_reason_list_is_own (list, kind));
    g_assert_cmpuint (reasons->len, >=, 2);
    for (guint i = 0; i < reasons->len; i++) {
      const TrivetReason *reason = g_ptr_array_index (reasons, i);

      g_assert_cmpstr (reason->name, !=, "");
      g_assert_cmpstr (reason->name_zh, !=, reason->name);
    }
  }
}

static void
test_shop (void)
{
  g_autoptr (TrivetReasonList) list = trivet_reason_list_new ();
  g_autofree char *before = dump (list, TRIVET_REASON_REFUND);
  g_autofree char *voids = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *refunds = NULL;

  g_assert_true (apply (list, "reason-set", "{'id':'a','kind':'void','name':'Hair','name_zh':'头发','position':2}"));
  g_assert_true (apply (list, "reason-set", "{'id':'b','kind':'void','name':'Cold','position':1}"));
  g_assert_false (trivet_reason_list_is_own (list, TRIVET_REASON_VOID));
  voids = dump (list, TRIVET_REASON_VOID);
  g_assert_cmpstr (voids, ==, "Cold/Cold Hair/头发");
  refunds = dump (list, TRIVET_REASON_REFUND);
  g_assert_cmpstr (refunds, ==, before);

  g_assert_true (apply (list, "reason-set", "{'id':'a','kind':'void','name':'Hair!','name_zh':'头发','position':0}"));
  moved = dump (list, TRIVET_REASON_VOID);
  g_assert_cmpstr (moved, ==, "Hair!/头发 Cold/Cold");
  g_assert_true (apply (list, "reason-removed", "{'id':'a'}"));
  g_assert_true (apply (list, "reason-removed", "{'id':'b'}"));
  g_assert_true (apply (list, "reason-removed", "{'id':'b'}"));
  g_assert_true (trivet_reason_list_is_own (list, TRIVET_REASON_VOID));
}

static void
test_refused (void)
{
  static const char *const bodies[] = {
    "{}",
    "{'id':'','kind':'void','name':'x','position':1}",
    "{'id':'a','kind':'nonsense','name':'x','position':1}",
    "{'id':'a','kind':'void','name':'','position':1}",
    "{'id':'a','kind':'void','name':'x'}",
    "{'id':'a','kind':'void','name':'1234567890123456789012345678901234567890123456789012345678901','position':1}",
  };
  g_autoptr (TrivetReasonList) list = trivet_reason_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_assert_false (apply (list, "reason-set", bodies[i]));
  g_assert_false (apply (list, "reason-removed", "{}"));
  g_assert_false (apply (list, "table-cleared", "{'id':'a'}"));
  g_assert_true (trivet_reason_list_is_own (list, TRIVET_REASON_VOID));

  for (guint i = 0; i < TRIVET_REASONS_MAX; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'r%u','kind':'comp','name':'x','position':1}", i);

    g_assert_true (apply (list, "reason-set", body));
  }
  g_assert_false (apply (list, "reason-set", "{'id':'more','kind':'comp','name':'x','position':1}"));
  g_assert_true (apply (list, "reason-set", "{'id':'r0','kind':'comp','name':'y','position':1}"));
}

static void
test_body (void)
{
  g_autoptr (TrivetReasonList) list = trivet_reason_list_new ();
  g_autoptr (TrivetReason) reason = trivet_reason_new ("a", TRIVET_REASON_REOPEN, "Late", "迟了", 7);
  g_autoptr (JsonObject) body = trivet_reason_to_body (reason);
  g_autofree char *text = trivet_json_print (body);
  g_autofree char *reopens = NULL;

  g_assert_true (apply (list, "reason-set", text));
  reopens = dump (list, TRIVET_REASON_REOPEN);
  g_assert_cmpstr (reopens, ==, "Late/迟了");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/reasons/own", test_own);
  g_test_add_func ("/domain/reasons/shop", test_shop);
  g_test_add_func ("/domain/reasons/refused", test_refused);
  g_test_add_func ("/domain/reasons/body", test_body);

  return g_test_run ();
}
