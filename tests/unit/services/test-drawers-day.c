/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a day ends with a number that has no gap, its reports say what was sold and which drawer was
 * opened, and only who may sees them. Method: drawers beside a register over a memory journal, with a
 * printer that a test turns off; what happened is read from the facts. */

#include "drawers-bench.h"

static TrivetDayState *
survey (DrawersBench *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrivetDayState *state;

  trivet_drawers_survey_async (self->drawers, drawers_bench_on_result, &result);
  services_drain (&self->services);
  state = trivet_drawers_survey_finish (self->drawers, result, &error);
  g_assert_no_error (error);

  return state;
}

static void
test_day (DrawersBench *self,
          gconstpointer user_data)
{
  g_autoptr (TrivetDayState) clean = survey (self);
  g_autoptr (TrivetDayState) busy = NULL;
  g_autoptr (TrivetKitchen) kitchen = trivet_kitchen_new ();
  g_autofree char *order_id = NULL;
  gint64           end;

  g_assert_true (trivet_day_state_is_clean (clean));
  trivet_drawers_set_kitchen (self->drawers, kitchen);
  order_id = services_order (&self->services, "fish");
  OPEN ("front", 0, -1);
  busy = survey (self);
  g_assert_false (trivet_day_state_is_clean (busy));
  g_assert_cmpuint (busy->orders->len, ==, 1);
  g_assert_cmpuint (busy->shifts->len, ==, 1);
  g_assert_cmpuint (busy->unsent->len, ==, 1);

  /* It is told, and nothing of it keeps the day from ending. */
  CLOSE_DAY ("2026-11-22", -1);
  end = trivet_drawers_get_last_day (self->drawers)->to_sequence;
  g_assert_cmpint (end, ==, trivet_memory_journal_get_n_facts (self->services.journal));
  CLOSE_DAY ("2026-11-22", -1);
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 2);
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->from_sequence, ==, end + 1);
}

/* What the store holds open of payments: one, in this state. */
static void
assert_parked (DrawersBench *self,
               const char   *state)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) movements = NULL;

  trivet_repository_list_movements_async (TRIVET_REPOSITORY (self->services.journal), TRIVET_MOVEMENT_QUERY_PARKED, NULL, 0, 0, NULL,
                                          drawers_bench_on_result, &result);
  services_drain (&self->services);
  movements = trivet_repository_list_finish (TRIVET_REPOSITORY (self->services.journal), result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (movements->len, ==, 1);
  g_assert_cmpstr (((TrivetMovement *) g_ptr_array_index (movements, 0))->state, ==, state);
}

static TrivetMovement *
get_doubt (TrivetDayState *day)
{
  g_assert_cmpuint (day->doubts->len, ==, 1);
  return g_ptr_array_index (day->doubts, 0);
}

/* A code that the shop shows is an offer, and one that was withdrawn is watched in case it is paid late:
 * neither is a doubt that a day leaves behind. A guest's code that nobody answered for is one. */
static void
test_codes (DrawersBench *self,
            gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetDayState) offered = NULL;
  g_autoptr (TrivetDayState) withdrawn = NULL;
  g_autoptr (TrivetDayState) doubtful = NULL;

  services_begin (services, "fish");
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown ("weixin://1"));
  trivet_checkout_show_code (services->checkout, "wechat");
  services_drain (services);
  assert_parked (self, "offered");
  offered = survey (self);
  g_assert_cmpuint (offered->doubts->len, ==, 0);

  for (guint i = 0; i < 3; i++) {
    trivet_scripted_provider_push_outcome (services->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_FOUND, 0);
    trivet_scripted_provider_push_outcome (services->provider, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_FOUND, 0);
  }
  trivet_checkout_hide_codes (services->checkout);
  services_drain (services);
  assert_parked (self, "withdrawn");
  withdrawn = survey (self);
  g_assert_cmpuint (withdrawn->doubts->len, ==, 0);
  g_assert_cmpuint (withdrawn->orders->len, ==, 1);

  CLOSE_DAY ("2026-11-22", -1);
  g_assert_true (services_facts_contain (services, "\"doubts\":[],"));

  services_scan (services, SERVICES_WECHAT_CODE);
  doubtful = survey (self);
  g_assert_cmpint (get_doubt (doubtful)->amount_minor, ==, SERVICES_FISH_MINOR);
  CLOSE_DAY ("2026-11-22", -1);
  g_assert_true (services_facts_contain (services, "\"doubts\":[{"));
}

static char *
report (DrawersBench *self,
        gboolean      last_day)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  GString *text = g_string_new (NULL);

  trivet_drawers_report_async (self->drawers, last_day ? trivet_drawers_get_last_day (self->drawers) : NULL, self->services.wallets, TRIVET_RECEIPT_LANGUAGE_EN, drawers_bench_on_result, &result);
  services_drain (&self->services);
  document = trivet_drawers_report_finish (self->drawers, result, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < trivet_document_get_n_blocks (document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (document, i);

    g_string_append_printf (text, "%s|%s\n", block->left != NULL ? block->left : "", block->right != NULL ? block->right : "");
  }

  return g_string_free (text, FALSE);
}

/* The day's sales are on its Z report, and on no X report after it. */
static void
test_reports (DrawersBench *self,
              gconstpointer user_data)
{
  g_autofree char *running = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *next = NULL;

  OPEN ("front", 1000, -1);
  drawers_bench_pay_in_cash (self);
  drawers_bench_count_fen (self, 38, 0);
  CLOSE (-1);
  running = report (self, FALSE);
  g_assert_nonnull (strstr (running, "X report|"));
  g_assert_nonnull (strstr (running, "Cash × 1|¥28.00"));
  g_assert_nonnull (strstr (running, "Variance|¥0.00"));
  CLOSE_DAY ("2026-11-22", -1);
  ended = report (self, TRUE);
  g_assert_nonnull (strstr (ended, "Z report 1|"));
  g_assert_nonnull (strstr (ended, "Business date|2026-11-22"));
  g_assert_nonnull (strstr (ended, "Cash × 1|¥28.00"));
  next = report (self, FALSE);
  g_assert_null (strstr (next, "28.00"));
  g_assert_null (strstr (next, "Variance"));
}

/* A drawer that nobody has a shift at: who, why and which is written all the same, and the report counts it. */
static void
test_kick_without_shift (DrawersBench *self,
                         gconstpointer user_data)
{
  g_autofree char *x = NULL;

  RUN (-1, trivet_drawers_kick_async (self->drawers, "front", NULL, "Key lost", NULL, drawers_bench_on_result, &answer));
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 1);
  g_assert_true (services_facts_contain (&self->services, "{\"reason\":\"Key lost\",\"drawer\":\"front\"}"));
  RUN (TRIVET_DRAWERS_ERROR_NO_KICK, trivet_drawers_kick_async (self->drawers, "bar", NULL, "Key lost", NULL, drawers_bench_on_result, &answer));
  OPEN ("front", 0, -1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 0);
  KICK (-1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 1);
  x = report (self, FALSE);
  g_assert_nonnull (strstr (x, "Drawers opened, no sale|2"));
  g_assert_finalize_object (self->drawers);
  drawers_bench_start (self);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 1);
}

#define BOSS_PIN "2468"

/* Somebody who may open drawers and end days, as the plain hasher has the PIN. */
static void
add_boss (DrawersBench *self)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, BOSS_PIN, -1);
  g_autofree char *body = g_strdup_printf ("{'id':'2','name':'Mei','role':'b','pin_hash':'$plain$%s'}", sum);

  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'b','name':'B','name_zh':'B','permissions':['open-drawer','close-day']}");
  services_append (&self->services, TRIVET_FACT_STAFF_SET, "staff", body);
}

static TrivetApproval *
approve (DrawersBench    *self,
         TrivetManager   *manager,
         TrivetPermission permission)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (BOSS_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrivetApproval *approval;

  trivet_manager_approve_async (manager, permission, pin, "", drawers_bench_on_result, &result);
  services_drain (&self->services);
  approval = trivet_manager_check_finish (manager, result, &error);
  g_assert_no_error (error);

  return approval;
}

/* In a shop with staff, who is not signed in opens no drawer without a sale, moves no money and ends no day. */
static void
test_permissions (DrawersBench *self,
                  gconstpointer user_data)
{
  Services            *services = &self->services;
  TrivetMemoryJournal *journal = services->journal;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetStaffDesk) desk = trivet_staff_desk_new (TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal), hasher,
                                                            TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "r");
  g_autoptr (TrivetManager) manager = trivet_manager_new (TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal), hasher,
                                                          TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "r");

  trivet_manager_set_desk (manager, desk);
  trivet_drawers_set_manager (self->drawers, manager);
  trivet_staff_desk_load_async (desk, NULL, NULL);
  services_drain (services);
  OPEN ("front", 0, -1);
  g_assert_cmpint (trivet_drawers_needs (self->drawers, TRIVET_PERMISSION_OPEN_DRAWER), ==, TRIVET_PERMISSION_NONE);
  KICK (-1);

  services_append (services, TRIVET_FACT_ROLE_SET, "staff", "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff']}");
  services_append (services, TRIVET_FACT_STAFF_SET, "staff", "{'id':'1','name':'Wang','role':'m','pin_hash':'h'}");
  g_assert_cmpint (trivet_drawers_needs (self->drawers, TRIVET_PERMISSION_OPEN_DRAWER), ==, TRIVET_PERMISSION_OPEN_DRAWER);
  KICK (TRIVET_DRAWERS_ERROR_NOT_ALLOWED);
  CLOSE_DAY ("2026-11-22", TRIVET_DRAWERS_ERROR_NOT_ALLOWED);
  RUN (TRIVET_DRAWERS_ERROR_NOT_ALLOWED, trivet_drawers_move_async (self->drawers, TRIVET_FACT_DRAWER_PAID_OUT, 50, "Wages", NULL, drawers_bench_on_result, &answer));
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_DRAWER_PAID_OUT), ==, 0);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_DRAWER_OPENED), ==, 1);
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 0);

  /* A yes is for one action, and the fact says whose it was. */
  add_boss (self);
  RUN (-1, trivet_drawers_kick_async (self->drawers, NULL, NULL, "Look", approve (self, manager, TRIVET_PERMISSION_OPEN_DRAWER), drawers_bench_on_result, &answer));
  g_assert_true (services_facts_contain (services, "\"approver\":\"Mei\""));
  KICK (TRIVET_DRAWERS_ERROR_NOT_ALLOWED);
  RUN (-1, trivet_drawers_move_async (self->drawers, TRIVET_FACT_DRAWER_PAID_OUT, 50, "Wages", approve (self, manager, TRIVET_PERMISSION_OPEN_DRAWER), drawers_bench_on_result, &answer));
  g_assert_true (services_facts_contain (services, "{\"approver\":\"Mei\",\"amount_minor\":50,\"reason\":\"Wages\"}"));
  RUN (TRIVET_DRAWERS_ERROR_NOT_ALLOWED,
       trivet_drawers_close_day_async (self->drawers, "2026-11-22", approve (self, manager, TRIVET_PERMISSION_OPEN_DRAWER), drawers_bench_on_result, &answer));
  RUN (-1, trivet_drawers_close_day_async (self->drawers, "2026-11-22", approve (self, manager, TRIVET_PERMISSION_CLOSE_DAY), drawers_bench_on_result, &answer));
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kick-without-shift", test_kick_without_shift);
  ADD ("day", test_day);
  ADD ("codes", test_codes);
  ADD ("reports", test_reports);
  ADD ("permissions", test_permissions);

  return g_test_run ();
}
