/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a settled order comes back to the screen with the yes of somebody who may, can be changed, and ends
 * with the guest having paid what it costs: wallets give back by themselves, cash is handed out by hand
 * and never silently. Method: register, checkout, returns and the real engine on a memory journal. */

#include "services-bench.h"

#include "trivet-parked.h"
#include "trivet-plain-hasher.h"
#include "trivet-returns.h"

#include <string.h>

#define PIN  "2468"
#define FISH SERVICES_FISH_MINOR

typedef struct {
  Services       services;
  TrivetManager *manager;
  TrivetReturns *returns;
  TrivetParked  *parked;
  char          *order_id;
} Bench;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
start (Bench *self)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);

  self->returns = trivet_returns_new (services->reg, journal, TRIVET_REPOSITORY (journal), services->engine);
  self->parked = trivet_parked_new (journal, TRIVET_REPOSITORY (journal), services->engine, services->checkout,
                                    TRIVET_CLOCK (services->clock));
  trivet_parked_refresh (self->parked);
  services_drain (services);
}

static void
stop (Bench *self)
{
  services_drain (&self->services);
  g_assert_finalize_object (g_steal_pointer (&self->parked));
  g_assert_finalize_object (g_steal_pointer (&self->returns));
}

static void
set_up_free (Bench        *self,
             gconstpointer user_data)
{
  services_set_up (&self->services, user_data);
  start (self);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  services_set_up (services, user_data);
  self->manager = trivet_manager_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal), hasher,
                                      TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_pin_async (self->manager, pin, NULL, "bela", on_result, &result);
  services_drain (services);
  g_assert_true (trivet_manager_set_pin_finish (self->manager, result, NULL));
  trivet_register_set_manager (services->reg, self->manager);
  start (self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  stop (self);
  g_clear_object (&self->manager);
  g_free (self->order_id);
  services_tear_down (&self->services, user_data);
}

static TrivetApproval *
approve (Bench *self)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  TrivetApproval *approval;

  trivet_manager_check_async (self->manager, pin, "bela", on_result, &result);
  services_drain (&self->services);
  approval = trivet_manager_check_finish (self->manager, result, NULL);
  g_assert_nonnull (approval);
  return approval;
}

/* Two fish, the first by wallet when @wallet, the rest in cash. */
static void
sell (Bench   *self,
      gboolean wallet)
{
  Services *services = &self->services;

  services_begin (services, "fish");
  g_free (services_order (services, "fish"));
  g_free (self->order_id);
  self->order_id = g_strdup (services_current (services)->order_id);
  if (wallet) {
    trivet_checkout_set_amount (services->checkout, FISH);
    trivet_scripted_provider_push_paid (services->provider, TRIVET_SCRIPTED_CHARGE, FISH);
    services_scan (services, SERVICES_WECHAT_CODE);
    services_assert_kind (services, "paid");
    trivet_checkout_try_again (services->checkout);
  }
  trivet_checkout_pay_cash (services->checkout, trivet_checkout_get_due_minor (services->checkout));
  services_drain (services);
  services_assert_kind (services, "paid");
  g_assert_true (trivet_checkout_get_status (services->checkout)->order_settled);
  trivet_checkout_end (services->checkout);
  trivet_register_new_order (services->reg);
  g_assert_null (trivet_register_lookup_tab (services->reg, self->order_id));
}

/* Returns: 0, or one more than the code of the refusal */
static int
try_reopen (Bench      *self,
            const char *order_id,
            GQuark     *ret_domain)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_register_reopen_async (self->services.reg, order_id, on_result, &result);
  services_drain (&self->services);
  if (trivet_register_reopen_finish (self->services.reg, result, &error))
    return 0;
  *ret_domain = error->domain;
  return error->code + 1;
}

static void
reopen (Bench *self)
{
  GQuark domain = 0;

  trivet_register_approve_next (self->services.reg, self->manager != NULL ? approve (self) : NULL, "Wrong dish charged");
  g_assert_cmpint (try_reopen (self, self->order_id, &domain), ==, 0);
  g_assert_cmpstr (services_current (&self->services)->order_id, ==, self->order_id);
}

static const TrivetOrderLine *
first_line (Bench *self)
{
  return g_ptr_array_index (services_current (&self->services)->lines, 0);
}

static void
drop_fish (Bench *self)
{
  trivet_register_change_quantity (self->services.reg, first_line (self)->line_id, -1);
  services_drain (&self->services);
  services_no_failure (&self->services);
}

static void
close_order (Bench *self)
{
  Services *services = &self->services;

  g_assert_true (trivet_checkout_begin (services->checkout, self->order_id));
  g_assert_true (trivet_checkout_can_close (services->checkout));
  g_assert_cmpint (trivet_checkout_get_due_minor (services->checkout), ==, 0);
  trivet_checkout_close_order (services->checkout);
  services_drain (services);
  services_assert_kind (services, "paid");
}

static TrivetFact *
last_fact (Bench         *self,
           TrivetFactType type)
{
  TrivetMemoryJournal *journal = self->services.journal;

  for (guint i = trivet_memory_journal_get_n_facts (journal); i > 0; i--) {
    TrivetFact *fact = trivet_memory_journal_get_fact (journal, i - 1);

    if (trivet_fact_get_fact_type (fact) == type)
      return fact;
  }
  return NULL;
}

static const char *
get_text (TrivetFact *fact,
          const char *member)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), member, NULL);
}

static TrivetOrder *
fold_stored (Bench *self)
{
  return trivet_memory_journal_fold_order (self->services.journal, self->order_id);
}

/* Cheaper by what the wallet had paid: it goes back there by itself. */
static void
test_wallet (Bench        *self,
             gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetOrder) stored = NULL;
  GQuark domain = 0;
  int    left = services_left (services, "fish");

  sell (self, TRUE);
  g_assert_cmpuint (services->n_settled, ==, 1);
  g_assert_cmpint (trivet_register_needs_for_reopen (services->reg), ==, TRIVET_PERMISSION_REOPEN);
  g_assert_cmpint (try_reopen (self, self->order_id, &domain), ==, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL + 1);
  g_assert_true (domain == TRIVET_REGISTER_ERROR);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_ORDER_REOPENED), ==, 0);

  reopen (self);
  g_assert_cmpstr (get_text (last_fact (self, TRIVET_FACT_ORDER_REOPENED), "reason"), ==, "Wrong dish charged");
  g_assert_cmpstr (get_text (last_fact (self, TRIVET_FACT_ORDER_REOPENED), "approver"), ==, "manager");
  g_assert_cmpint (trivet_order_get_paid_minor (services_current (services)), ==, 2 * FISH);
  /* One yes was for one action. */
  g_assert_cmpint (try_reopen (self, self->order_id, &domain), ==, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL + 1);

  drop_fish (self);
  g_assert_cmpint (services_left (services, "fish"), ==, left - 1);
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_STARTED), ==, 0);
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  close_order (self);
  g_assert_cmpuint (services->n_settled, ==, 2);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpstr (get_text (last_fact (self, TRIVET_FACT_REFUND_STARTED), "cause"), ==, "surplus");
  g_assert_cmpstr (get_text (last_fact (self, TRIVET_FACT_REFUND_STARTED), "reason"), ==, "Order corrected");
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 0);
  stored = fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, FISH);
  g_assert_cmpint (trivet_order_get_surplus_minor (stored), ==, 0);
}

static int
try_hand_out (Bench          *self,
              TrivetApproval *approval)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_returns_open_async (self->returns, self->order_id, on_result, &opened);
  services_drain (&self->services);
  g_assert_true (trivet_returns_open_finish (self->returns, opened, NULL));
  trivet_returns_hand_out_async (self->returns, approval, on_result, &result);
  services_drain (&self->services);
  if (trivet_returns_hand_out_finish (self->returns, result, &error))
    return 0;
  g_assert_true (error->domain == TRIVET_RETURNS_ERROR);
  return error->code + 1;
}

/* Cheaper by what was paid in cash: somebody hands it out and says so. */
static void
test_cash (Bench        *self,
           gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetParkedItem) item = NULL;
  g_autoptr (TrivetOrder) stored = NULL;

  sell (self, FALSE);
  reopen (self);
  drop_fish (self);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  close_order (self);
  g_assert_cmpint (trivet_checkout_get_status (services->checkout)->cash_back_minor, ==, FISH);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 1);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (self->parked), 0);
  g_assert_cmpint (trivet_parked_item_get_kind (item), ==, TRIVET_PARKED_CASH_OWED);
  g_assert_cmpint (trivet_parked_item_get_movement (item)->amount_minor, ==, FISH);

  g_assert_cmpint (try_hand_out (self, NULL), ==, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 0);
  g_assert_cmpint (try_hand_out (self, approve (self)), ==, 0);
  g_assert_cmpstr (get_text (last_fact (self, TRIVET_FACT_CASH_RETURNED), "cause"), ==, "surplus");
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  g_assert_cmpint (try_hand_out (self, approve (self)), ==, TRIVET_RETURNS_ERROR_NOTHING + 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 1);
  stored = fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, FISH);
}

/* Dearer: the rest is paid as ever. Undo does not reach behind the reopening. */
static void
test_more (Bench        *self,
           gconstpointer user_data)
{
  Services *services = &self->services;

  sell (self, TRUE);
  reopen (self);
  g_assert_false (trivet_register_can_undo (services->reg));
  g_free (services_order (services, "rice"));
  g_assert_true (trivet_checkout_begin (services->checkout, self->order_id));
  g_assert_false (trivet_checkout_can_close (services->checkout));
  g_assert_cmpint (trivet_checkout_get_due_minor (services->checkout), ==, SERVICES_RICE_MINOR);
  trivet_checkout_pay_cash (services->checkout, 500);
  services_drain (services);
  g_assert_cmpint (trivet_checkout_get_status (services->checkout)->change_minor, ==, 200);
  g_assert_true (trivet_checkout_get_status (services->checkout)->order_settled);
  g_assert_cmpuint (services->n_settled, ==, 2);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_STARTED), ==, 0);
}

/* All of it was wrong. */
static void
test_void (Bench        *self,
           gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetOrder) stored = NULL;

  sell (self, TRUE);
  reopen (self);
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  trivet_register_void_order (services->reg, "Wrong table");
  services_drain (services);
  services_no_failure (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 1);
  g_assert_cmpint (try_hand_out (self, approve (self)), ==, 0);
  stored = fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, 0);
}

/* What was given back stays given back, and only what is changed beside it is paid or goes back. */
static void
test_after_refund (Bench        *self,
                   gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) given = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (TrivetOrder) stored = NULL;
  TrivetReturnChoice choice = { 0 };

  sell (self, TRUE);
  stored = fold_stored (self);
  choice = (TrivetReturnChoice){ ((TrivetOrderLine *) stored->lines->pdata[0])->line_id, 1 };
  trivet_returns_open_async (self->returns, self->order_id, on_result, &opened);
  services_drain (services);
  parts = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, NULL);
  g_assert_nonnull (parts);
  trivet_returns_give_async (self->returns, parts, approve (self), "Cold", on_result, &given);
  services_drain (services);
  g_ptr_array_unref (trivet_returns_give_finish (self->returns, given, NULL));
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 1);

  reopen (self);
  g_assert_cmpint (first_line (self)->gone_quantity, ==, 1);
  g_assert_true (trivet_checkout_begin (services->checkout, self->order_id));
  g_assert_cmpint (trivet_checkout_get_due_minor (services->checkout), ==, 0);
  trivet_checkout_end (services->checkout);

  /* Of two one stays, whatever staff try. */
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  trivet_register_void_line (services->reg, first_line (self)->line_id);
  services_drain (services);
  services_no_failure (services);
  g_assert_cmpint (first_line (self)->quantity, ==, 1);
  g_assert_false (first_line (self)->voided);
  trivet_register_void_line (services->reg, first_line (self)->line_id);
  services_drain (services);
  services_take_failure (services, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_GIVEN_BACK);
  close_order (self);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 0);
  g_clear_pointer (&stored, trivet_order_unref);
  stored = fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, 0);
}

/* While it is corrected a refund has no place: what is wrong is changed. */
static void
test_no_refund (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GError) error = NULL;

  sell (self, FALSE);
  reopen (self);
  trivet_returns_open_async (self->returns, self->order_id, on_result, &opened);
  services_drain (&self->services);
  plan = trivet_returns_plan_amount (self->returns, 100, NULL, &error);
  g_assert_null (plan);
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOT_SETTLED);
}

static void
assert_cannot (Bench      *self,
               const char *order_id)
{
  GQuark domain = 0;
  guint  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);

  trivet_register_approve_next (self->services.reg, NULL, "x");
  g_assert_cmpint (try_reopen (self, order_id, &domain), ==, TRIVET_REGISTER_ERROR_CANNOT_REOPEN + 1);
  g_assert_true (domain == TRIVET_REGISTER_ERROR);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

/* Where nobody has a PIN nothing is asked; what cannot be is refused there as well. */
static void
test_states (Bench        *self,
             gconstpointer user_data)
{
  Services        *services = &self->services;
  g_autofree char *body = NULL;

  g_assert_cmpint (trivet_register_needs_for_reopen (services->reg), ==, TRIVET_PERMISSION_NONE);
  assert_cannot (self, "nothing");
  services_begin (services, "rice");
  assert_cannot (self, services_current (services)->order_id);
  trivet_checkout_end (services->checkout);
  g_free (self->order_id);
  self->order_id = g_strdup (services_current (services)->order_id);
  trivet_register_void_order (services->reg, "x");
  services_drain (services);
  assert_cannot (self, self->order_id);

  sell (self, FALSE);
  reopen (self);
  assert_cannot (self, self->order_id);
  drop_fish (self);
  close_order (self);
  trivet_checkout_end (services->checkout);
  g_assert_cmpint (try_hand_out (self, NULL), ==, 0);
  reopen (self);
  close_order (self);
  trivet_checkout_end (services->checkout);
  body = g_strdup_printf ("{'refund':'R9','payment':'%s','amount_minor':100,'cause':'guest','reason':'x'}",
                          get_text (last_fact (self, TRIVET_FACT_CASH_TAKEN), "payment"));
  services_append (services, TRIVET_FACT_CASH_RETURNED, self->order_id, body);
  reopen (self);
}

/* What happens to the order while it is being read is not missed. */
static void
test_meanwhile (Bench        *self,
                gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetOrder) stored = NULL;
  g_autofree char *body = NULL;

  sell (self, FALSE);
  stored = fold_stored (self);
  body = g_strdup_printf ("{'lines':[{'line':'%s','quantity':2}]}",
                          ((const TrivetOrderLine *) g_ptr_array_index (stored->lines, 0))->line_id);
  trivet_register_approve_next (services->reg, NULL, "x");
  trivet_register_reopen_async (services->reg, self->order_id, on_result, &result);
  services_append (services, TRIVET_FACT_LINES_SENT, self->order_id, body);
  services_drain (services);
  g_assert_true (trivet_register_reopen_finish (services->reg, result, NULL));
  g_assert_cmpint (first_line (self)->sent_quantity, ==, 2);
}

/* The disk refuses: nothing is open, and the next try works. */
static void
test_disk (Bench        *self,
           gconstpointer user_data)
{
  GQuark domain = 0;

  sell (self, FALSE);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpint (try_reopen (self, self->order_id, &domain), ==, TRIVET_STORE_ERROR_FULL + 1);
  g_assert_null (trivet_register_lookup_tab (self->services.reg, self->order_id));
  g_assert_null (trivet_register_get_current (self->services.reg));
  reopen (self);
}

/* The program ends in the middle of a correction. */
static void
test_restart (Bench        *self,
              gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GError) error = NULL;

  sell (self, TRUE);
  reopen (self);
  drop_fish (self);
  stop (self);
  services_stop (services);
  services_start (services);
  g_assert_true (services_load (services, &error));
  start (self);
  trivet_register_select (services->reg, self->order_id);
  g_assert_true (trivet_order_is_corrected (services_current (services)));
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  close_order (self);
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
}

/* Others sit at its table by now. */
static void
test_table (Bench        *self,
            gconstpointer user_data)
{
  const TrivetOrderOpening opening = { TRIVET_ORDER_KIND_TABLE, "T1", "1", "一号", 2, NULL };
  Services                *services = &self->services;
  g_autofree char         *first = trivet_register_open_order (services->reg, &opening);
  g_autofree char         *second = NULL;

  g_free (services_order (services, "fish"));
  g_free (self->order_id);
  self->order_id = g_strdup (first);
  g_assert_true (trivet_checkout_begin (services->checkout, first));
  trivet_checkout_pay_cash (services->checkout, FISH);
  services_drain (services);
  trivet_checkout_end (services->checkout);
  second = trivet_register_open_order (services->reg, &opening);
  services_drain (services);
  reopen (self);
  g_assert_cmpstr (services_current (services)->table_id, ==, "");
  g_assert_cmpstr (services_current (services)->table_name, ==, "1");
  g_assert_cmpstr (services_current (services)->table_name_zh, ==, "一号");
}

static char *
describe_day (Bench *self,
              gint64 from_sequence,
              gint64 to_sequence)
{
  TrivetRepository *repository = TRIVET_REPOSITORY (self->services.journal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sums = NULL;
  GString *text = g_string_new (NULL);

  trivet_repository_sum_day_async (repository, from_sequence, to_sequence, NULL, on_result, &result);
  services_drain (&self->services);
  sums = trivet_repository_list_finish (repository, result, NULL);
  for (guint i = 0; i < sums->len; i++) {
    const TrivetDaySum *sum = g_ptr_array_index (sums, i);

    g_string_append_printf (text, "%d %s %" G_GINT64_FORMAT "\n", sum->kind, sum->name, sum->amount_minor);
  }

  return g_string_free (text, FALSE);
}

/* A day that was closed keeps its report; what changes is of the day on which it changes. */
static void
test_day (Bench        *self,
          gconstpointer user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *today = NULL;
  gint64           n;

  sell (self, FALSE);
  n = (gint64) trivet_memory_journal_get_n_facts (self->services.journal);
  before = describe_day (self, 1, n);
  g_assert_nonnull (strstr (before, "0 sales "));
  reopen (self);
  drop_fish (self);
  close_order (self);
  g_assert_cmpint (try_hand_out (self, NULL), ==, 0);
  after = describe_day (self, 1, n);
  g_assert_cmpstr (after, ==, before);
  today = describe_day (self, n + 1, G_MAXINT64);
  g_assert_nonnull (strstr (today, "0 cash -2800\n"));
  g_assert_nonnull (strstr (today, "2 cash 2800\n"));
}

#define ADD(path, up, func) g_test_add ("/services/register/reopen/" path, Bench, NULL, up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("wallet", set_up, test_wallet);
  ADD ("cash", set_up, test_cash);
  ADD ("more", set_up, test_more);
  ADD ("void", set_up, test_void);
  ADD ("after-refund", set_up, test_after_refund);
  ADD ("no-refund", set_up_free, test_no_refund);
  ADD ("states", set_up_free, test_states);
  ADD ("meanwhile", set_up_free, test_meanwhile);
  ADD ("disk", set_up_free, test_disk);
  ADD ("restart", set_up_free, test_restart);
  ADD ("table", set_up_free, test_table);
  ADD ("day", set_up_free, test_day);

  return g_test_run ();
}
