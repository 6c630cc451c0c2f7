/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a shift from the float to the close, also handed over with open orders; cash of sales and
 * refunds belongs to it and opens the drawer; what cannot be is refused in one sentence; a day ends
 * with a number that has no gap. Method: drawers beside a register over a memory journal, with a
 * printer that a test turns off; what happened is read from the facts. */

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-device-error.h"
#include "trivet-drawers.h"
#include "trivet-plain-hasher.h"

#include <string.h>

typedef struct {
  Services       services;
  TrivetDrawers *drawers;
  FakePrinter   *printer;
  guint          n_changed;
  guint          n_drawers_changed;
  guint          n_failed;
} Bench;

static void
on_changed (TrivetDrawers *drawers,
            gpointer       user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
on_drawers_changed (TrivetDrawers *drawers,
                    gpointer       user_data)
{
  ((Bench *) user_data)->n_drawers_changed++;
}

static void
on_failed (TrivetDrawers *drawers,
           GError        *error,
           gpointer       user_data)
{
  g_assert_nonnull (error);
  ((Bench *) user_data)->n_failed++;
}

static void
start (Bench *self)
{
  TrivetMemoryJournal *journal = self->services.journal;

  self->drawers = trivet_drawers_new (self->services.reg, TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal));
  g_signal_connect (self->drawers, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->drawers, "drawers-changed", G_CALLBACK (on_drawers_changed), self);
  g_signal_connect (self->drawers, "failed", G_CALLBACK (on_failed), self);
  trivet_drawers_load (self->drawers);
  services_drain (&self->services);
  trivet_drawers_set_printer (self->drawers, "front", TRIVET_PRINTER (self->printer));
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'front','name':'Front','name_zh':'前台','kick':'tcp:a'}");
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'bar','name':'Bar'}");
  self->printer = fake_printer_new ();
  start (self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->drawers);
  g_assert_finalize_object (self->printer);
  services_tear_down (&self->services, NULL);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Waits for the command that was given with on_result() and @result. */
static void
expect (Bench        *self,
        GAsyncResult *result,
        int           code)
{
  g_autoptr (GAsyncResult) owned = result;
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_assert_nonnull (owned);
  done = trivet_drawers_finish (self->drawers, owned, &error);
  if (code < 0) {
    g_assert_no_error (error);
    g_assert_true (done);
    return;
  }
  g_test_message ("%s", error->message);
  g_assert_false (done);
  g_assert_error (error, TRIVET_DRAWERS_ERROR, code);
}

#define RUN(code, call)               \
  G_STMT_START                        \
  {                                   \
    GAsyncResult *answer = NULL;      \
    call;                             \
    services_drain (&self->services); \
    expect (self, answer, code);      \
  }                                   \
  G_STMT_END

#define OPEN(drawer, sum, code) RUN (code, trivet_drawers_open_async (self->drawers, drawer, sum, on_result, &answer))
#define MOVE(type, sum, code)   RUN (code, trivet_drawers_move_async (self->drawers, type, sum, "r", on_result, &answer))
#define KICK(code)              RUN (code, trivet_drawers_kick_async (self->drawers, NULL, NULL, "change", NULL, on_result, &answer))
#define CLOSE(code)             RUN (code, trivet_drawers_close_async (self->drawers, on_result, &answer))
#define HAND_OVER(to, pin, badge, code) \
  RUN (code, trivet_drawers_hand_over_async (self->drawers, to, pin, badge, on_result, &answer))
#define CLOSE_DAY(date, code) RUN (code, trivet_drawers_close_day_async (self->drawers, date, NULL, on_result, &answer))

static void
count_fen (Bench *self,
           gint64 hundreds,
           gint64 tens)
{
  const TrivetDenominationCount counts[] = { { 100, hundreds }, { 10, tens } };

  RUN (-1, trivet_drawers_count_async (self->drawers, counts, G_N_ELEMENTS (counts), on_result, &answer));
}

static void
test_shift (Bench        *self,
            gconstpointer user_data)
{
  const TrivetShift *shift;

  g_assert_null (trivet_drawers_get_shift (self->drawers));
  OPEN ("front", 20000, -1);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_cmpstr (shift->drawer_id, ==, "front");
  g_assert_cmpstr (trivet_register_get_shift (self->services.reg), ==, shift->shift_id);
  MOVE (TRIVET_FACT_DRAWER_PAID_IN, 500, -1);
  MOVE (TRIVET_FACT_DRAWER_PAID_OUT, 1500, -1);
  MOVE (TRIVET_FACT_DRAWER_DROPPED, 10000, -1);
  KICK (-1);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 1);
  count_fen (self, 0, 0);
  count_fen (self, 89, 9);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_true (shift->counted);
  g_assert_cmpint (shift->counted_minor, ==, 8990);
  g_assert_cmpint (shift->expected_minor, ==, 9000);
  CLOSE (-1);
  g_assert_null (trivet_drawers_get_shift (self->drawers));
  g_assert_null (trivet_register_get_shift (self->services.reg));
  g_assert_true (services_facts_contain (&self->services, "\"variance_minor\":-10"));
  g_assert_cmpuint (self->n_changed, >, 5);
  /* Printers are made anew only for other drawers, never because of a sale. */
  g_assert_cmpuint (self->n_drawers_changed, ==, 1);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

static void
test_refusals (Bench        *self,
               gconstpointer user_data)
{
  guint n_facts = trivet_memory_journal_get_n_facts (self->services.journal);

  OPEN ("cellar", 0, TRIVET_DRAWERS_ERROR_NO_DRAWER);
  OPEN ("front", -1, TRIVET_DRAWERS_ERROR_BAD_SUM);
  MOVE (TRIVET_FACT_DRAWER_PAID_IN, 500, TRIVET_DRAWERS_ERROR_NO_SHIFT);
  KICK (TRIVET_DRAWERS_ERROR_NO_SHIFT);
  CLOSE (TRIVET_DRAWERS_ERROR_NO_SHIFT);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
  OPEN ("front", 100, -1);
  OPEN ("front", 100, TRIVET_DRAWERS_ERROR_SHIFT_OPEN);
  OPEN ("bar", 100, TRIVET_DRAWERS_ERROR_SHIFT_OPEN);
  MOVE (TRIVET_FACT_DRAWER_DROPPED, 0, TRIVET_DRAWERS_ERROR_BAD_SUM);
  CLOSE (TRIVET_DRAWERS_ERROR_NOT_COUNTED);
  count_fen (self, 1, 0);
  MOVE (TRIVET_FACT_DRAWER_PAID_IN, 1, -1);
  CLOSE (TRIVET_DRAWERS_ERROR_NOT_COUNTED);
}

static void
test_kick (Bench        *self,
           gconstpointer user_data)
{
  OPEN ("front", 0, -1);
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  KICK (TRIVET_DRAWERS_ERROR_KICK_FAILED);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 0);
  /* Who tried is known all the same. */
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_DRAWER_OPENED), ==, 1);
  trivet_drawers_set_printer (self->drawers, "front", NULL);
  KICK (TRIVET_DRAWERS_ERROR_NO_KICK);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_DRAWER_OPENED), ==, 1);
}

/* Pays an order of one dish in cash. */
static void
pay_in_cash (Bench *self)
{
  services_begin (&self->services, "fish");
  trivet_checkout_pay_cash (self->services.checkout, SERVICES_FISH_MINOR);
  services_drain (&self->services);
}

static void
test_cash (Bench        *self,
           gconstpointer user_data)
{
  pay_in_cash (self);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_TAKEN), ==, 1);
  g_assert_false (services_facts_contain (&self->services, "\"shift\""));
  OPEN ("front", 1000, -1);
  pay_in_cash (self);
  g_assert_true (services_facts_contain (&self->services, "\"shift\""));
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->cash_in_minor, ==, SERVICES_FISH_MINOR);
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 1);
  /* A printer that is off is told, and the sale stands. */
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  pay_in_cash (self);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->cash_in_minor, ==, 2 * SERVICES_FISH_MINOR);
}

/* A sale that is on its way while somebody counts makes no count worthless. */
static void
test_count_beside_sale (Bench        *self,
                        gconstpointer user_data)
{
  const TrivetDenominationCount counts[] = { { 100, 38 } };
  GAsyncResult                 *result = NULL;

  OPEN ("front", 1000, -1);
  services_begin (&self->services, "fish");
  trivet_memory_journal_set_delay_ms (self->services.journal, 50);
  trivet_checkout_pay_cash (self->services.checkout, SERVICES_FISH_MINOR);
  trivet_drawers_count_async (self->drawers, counts, 1, on_result, &result);
  trivet_memory_journal_set_delay_ms (self->services.journal, 0);
  for (int i = 0; i < 20 && result == NULL; i++) {
    trivet_manual_clock_advance (self->services.clock, 50);
    services_drain (&self->services);
  }
  expect (self, result, -1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->expected_minor, ==, 1000 + SERVICES_FISH_MINOR);
  CLOSE (-1);
  g_assert_true (services_facts_contain (&self->services, "\"variance_minor\":0"));
}

static void
test_hand_over (Bench        *self,
                gconstpointer user_data)
{
  g_autofree char   *order_id = NULL;
  const TrivetShift *shift;

  trivet_register_set_staff (self->services.reg, "Wang");
  order_id = services_order (&self->services, "fish");
  OPEN ("front", 1000, -1);
  count_fen (self, 9, 5);
  trivet_register_set_staff (self->services.reg, "Lin");
  HAND_OVER (NULL, NULL, FALSE, -1);
  shift = trivet_drawers_get_shift (self->drawers);
  g_assert_cmpstr (shift->opened_by, ==, "Lin");
  g_assert_cmpint (shift->float_minor, ==, 950);
  g_assert_false (shift->counted);
  g_assert_cmpstr (trivet_register_get_shift (self->services.reg), ==, shift->shift_id);
  /* The guests sit on, and somebody looks after them. */
  g_assert_cmpstr (services_current (&self->services)->staff, ==, "Lin");
  g_assert_cmpint (services_current (&self->services)->settled_at_us, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->services.reg)), ==, 1);
}

static void
test_refused_close (Bench        *self,
                    gconstpointer user_data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  OPEN ("front", 1000, -1);
  count_fen (self, 10, 0);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_drawers_close_async (self->drawers, on_result, &result);
  /* No more cash belongs to a shift whose end is on its way. */
  g_assert_null (trivet_register_get_shift (self->services.reg));
  services_drain (&self->services);
  g_assert_false (trivet_drawers_finish (self->drawers, result, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_object_unref (result);
  g_assert_nonnull (trivet_register_get_shift (self->services.reg));
  CLOSE (-1);
}

/* A restart finds the shift and the day where they were. */
static void
test_restart (Bench        *self,
              gconstpointer user_data)
{
  g_autofree char *shift_id = NULL;

  CLOSE_DAY ("2026-11-22", -1);
  OPEN ("front", 1000, -1);
  shift_id = g_strdup (trivet_drawers_get_shift (self->drawers)->shift_id);
  g_assert_finalize_object (self->drawers);
  trivet_register_set_shift (self->services.reg, NULL);
  start (self);
  g_assert_cmpstr (trivet_drawers_get_shift (self->drawers)->shift_id, ==, shift_id);
  g_assert_cmpstr (trivet_register_get_shift (self->services.reg), ==, shift_id);
  g_assert_cmpuint (trivet_drawers_get_drawers (self->drawers)->len, ==, 2);
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 1);
}

static TrivetDayState *
survey (Bench *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrivetDayState *state;

  trivet_drawers_survey_async (self->drawers, on_result, &result);
  services_drain (&self->services);
  state = trivet_drawers_survey_finish (self->drawers, result, &error);
  g_assert_no_error (error);

  return state;
}

static void
test_day (Bench        *self,
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

static char *
report (Bench   *self,
        gboolean last_day)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  GString *text = g_string_new (NULL);

  trivet_drawers_report_async (self->drawers, last_day ? trivet_drawers_get_last_day (self->drawers) : NULL, self->services.wallets, TRIVET_RECEIPT_LANGUAGE_EN, on_result, &result);
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
test_reports (Bench        *self,
              gconstpointer user_data)
{
  g_autofree char *running = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *next = NULL;

  OPEN ("front", 1000, -1);
  pay_in_cash (self);
  count_fen (self, 38, 0);
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
test_kick_without_shift (Bench        *self,
                         gconstpointer user_data)
{
  g_autofree char *x = NULL;

  RUN (-1, trivet_drawers_kick_async (self->drawers, "front", NULL, "Key lost", NULL, on_result, &answer));
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 1);
  g_assert_true (services_facts_contain (&self->services, "{\"reason\":\"Key lost\",\"drawer\":\"front\"}"));
  RUN (TRIVET_DRAWERS_ERROR_NO_KICK, trivet_drawers_kick_async (self->drawers, "bar", NULL, "Key lost", NULL, on_result, &answer));
  OPEN ("front", 0, -1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 0);
  KICK (-1);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 1);
  x = report (self, FALSE);
  g_assert_nonnull (strstr (x, "Drawers opened, no sale|2"));
  g_assert_finalize_object (self->drawers);
  start (self);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 1);
}

#define BOSS_PIN "2468"

/* Somebody who may open drawers and end days, as the plain hasher has the PIN. */
static void
add_boss (Bench *self)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, BOSS_PIN, -1);
  g_autofree char *body = g_strdup_printf ("{'id':'2','name':'Mei','role':'b','pin_hash':'$plain$%s'}", sum);

  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'b','name':'B','name_zh':'B','permissions':['open-drawer','close-day']}");
  services_append (&self->services, TRIVET_FACT_STAFF_SET, "staff", body);
}

static TrivetApproval *
approve (Bench           *self,
         TrivetManager   *manager,
         TrivetPermission permission)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (BOSS_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrivetApproval *approval;

  trivet_manager_approve_async (manager, permission, pin, "", on_result, &result);
  services_drain (&self->services);
  approval = trivet_manager_check_finish (manager, result, &error);
  g_assert_no_error (error);

  return approval;
}

/* In a shop with staff, who is not signed in opens no drawer without a sale and ends no day. */
static void
test_permissions (Bench        *self,
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
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_DRAWER_OPENED), ==, 1);
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 0);

  /* A yes is for one action, and the fact says whose it was. */
  add_boss (self);
  RUN (-1, trivet_drawers_kick_async (self->drawers, NULL, NULL, "Look", approve (self, manager, TRIVET_PERMISSION_OPEN_DRAWER), on_result, &answer));
  g_assert_true (services_facts_contain (services, "\"approver\":\"Mei\""));
  KICK (TRIVET_DRAWERS_ERROR_NOT_ALLOWED);
  RUN (TRIVET_DRAWERS_ERROR_NOT_ALLOWED,
       trivet_drawers_close_day_async (self->drawers, "2026-11-22", approve (self, manager, TRIVET_PERMISSION_OPEN_DRAWER), on_result, &answer));
  RUN (-1, trivet_drawers_close_day_async (self->drawers, "2026-11-22", approve (self, manager, TRIVET_PERMISSION_CLOSE_DAY), on_result, &answer));
  g_assert_cmpint (trivet_drawers_get_last_day (self->drawers)->number, ==, 1);
}

#define ADD(name, func) g_test_add ("/services/drawers/" name, Bench, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shift", test_shift);
  ADD ("refusals", test_refusals);
  ADD ("kick", test_kick);
  ADD ("kick-without-shift", test_kick_without_shift);
  ADD ("cash", test_cash);
  ADD ("count-beside-sale", test_count_beside_sale);
  ADD ("hand-over", test_hand_over);
  ADD ("refused-close", test_refused_close);
  ADD ("restart", test_restart);
  ADD ("day", test_day);
  ADD ("reports", test_reports);
  ADD ("permissions", test_permissions);

  return g_test_run ();
}
