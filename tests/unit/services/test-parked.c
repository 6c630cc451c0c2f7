/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the list of what is parked holds exactly what is not settled, with what it needs, and
 * follows the journal. Method: the real engine and checkout over a scripted wallet. */

#include "services-bench.h"

#include "trivet-parked.h"

#define TOTAL SERVICES_FISH_MINOR

typedef struct {
  Services      services;
  TrivetParked *parked;
  guint         n_changed;
} Bench;

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  Services *services = &self->services;

  services_set_up (services, user_data);
  self->parked = trivet_parked_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal),
                                    services->engine, services->checkout, TRIVET_CLOCK (services->clock));
  g_signal_connect (self->parked, "items-changed", G_CALLBACK (on_items_changed), self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->parked);
  services_tear_down (&self->services, user_data);
}

static void
assert_one (Bench              *self,
            TrivetParkedKind    kind,
            TrivetPaymentReason reason)
{
  g_autoptr (TrivetParkedItem) item = NULL;

  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (self->parked), 0);
  g_assert_cmpint (trivet_parked_item_get_kind (item), ==, kind);
  g_assert_cmpint (trivet_parked_item_get_reason (item), ==, reason);
  g_assert_cmpint (trivet_parked_item_get_movement (item)->amount_minor, ==, TOTAL);
}

static void
lose_answer (Bench *self)
{
  services_begin (&self->services, "fish");
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN,
                                         TRIVET_PAYMENT_REASON_ANSWER_LOST);
  services_scan (&self->services, SERVICES_WECHAT_CODE);
  services_assert_kind (&self->services, "in-doubt");
}

/* What is on the page is not parked; served past, it is; paid, it is gone. */
static void
test_doubt (Bench        *self,
            gconstpointer user_data)
{
  g_autoptr (TrivetParkedItem) item = NULL;
  g_autoptr (GError) error = NULL;

  trivet_parked_refresh (self->parked);
  services_drain (&self->services);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  lose_answer (self);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  trivet_checkout_serve_next (self->services.checkout);
  services_drain (&self->services);
  assert_one (self, TRIVET_PARKED_IN_DOUBT, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 1);

  item = g_list_model_get_item (G_LIST_MODEL (self->parked), 0);
  trivet_scripted_provider_push_paid (self->services.provider, TRIVET_SCRIPTED_QUERY, TOTAL);
  g_assert_true (trivet_parked_check_now (self->parked, item, &error));
  services_drain (&self->services);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
}

static void
test_claimed (Bench        *self,
              gconstpointer user_data)
{
  lose_answer (self);
  g_assert_true (trivet_checkout_claim (self->services.checkout, NULL, "1", NULL, "Seen", NULL));
  services_drain (&self->services);
  services_assert_kind (&self->services, "claimed");
  assert_one (self, TRIVET_PARKED_CLAIMED, TRIVET_PAYMENT_REASON_ANSWER_LOST);
}

static void
test_overridden (Bench        *self,
                 gconstpointer user_data)
{
  lose_answer (self);
  g_assert_true (trivet_payment_engine_override (
    self->services.engine, trivet_checkout_get_status (self->services.checkout)->payment_id, "manager", "Go", NULL));
  services_drain (&self->services);
  services_assert_kind (&self->services, "overridden");
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 1);
  {
    g_autoptr (TrivetParkedItem) item = g_list_model_get_item (G_LIST_MODEL (self->parked), 0);

    g_assert_cmpint (trivet_parked_item_get_kind (item), ==, TRIVET_PARKED_OVERRIDDEN);
  }
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree char *id = trivet_payment_engine_refund_finish (TRIVET_PAYMENT_ENGINE (source), result, NULL);

  g_assert_nonnull (id);
}

static void
refund (Bench              *self,
        TrivetOutcome       outcome,
        TrivetPaymentReason reason)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (self->services.checkout);
  TrivetRefundDetails         details = { 0 };

  services_begin (&self->services, "fish");
  trivet_scripted_provider_push_paid (self->services.provider, TRIVET_SCRIPTED_CHARGE, TOTAL);
  services_scan (&self->services, SERVICES_WECHAT_CODE);
  details.order_id = services_current (&self->services)->order_id;
  details.payment_id = status->payment_id;
  details.amount = status->amount;
  details.reason = "Cold";
  details.staff = "manager";
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_REFUND, outcome, reason);
  trivet_payment_engine_refund_async (self->services.engine, &details, on_started, NULL);
  services_drain (&self->services);
}

static void
test_refund (Bench        *self,
             gconstpointer user_data)
{
  refund (self, TRIVET_OUTCOME_REFUND_PENDING, TRIVET_PAYMENT_REASON_NONE);
  assert_one (self, TRIVET_PARKED_REFUND, TRIVET_PAYMENT_REASON_NONE);
  trivet_scripted_provider_push (self->services.provider, TRIVET_SCRIPTED_QUERY_REFUND,
                                 trivet_scripted_answer_refunded (TOTAL));
  trivet_manual_clock_advance (self->services.clock, 60000);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
}

static void
test_refund_blocked (Bench        *self,
                     gconstpointer user_data)
{
  refund (self, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_SHOP_BALANCE);
  assert_one (self, TRIVET_PARKED_REFUND_BLOCKED, TRIVET_PAYMENT_REASON_SHOP_BALANCE);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 1);
}

static void
test_refund_failed (Bench        *self,
                    gconstpointer user_data)
{
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_QUERY_REFUND, TRIVET_OUTCOME_DECLINED,
                                         TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  refund (self, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  trivet_manual_clock_advance (self->services.clock, 60000);
  assert_one (self, TRIVET_PARKED_REFUND_FAILED, TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 1);
}

/* Codes of our own need nobody. */
static void
test_shown (Bench        *self,
            gconstpointer user_data)
{
  services_begin (&self->services, "fish");
  trivet_scripted_provider_push (self->services.provider, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown ("x"));
  trivet_checkout_show_code (self->services.checkout, "wechat");
  services_drain (&self->services);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  trivet_checkout_end (self->services.checkout);
  services_drain (&self->services);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
}

#define ADD(path, func) g_test_add ("/services/parked/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("doubt", test_doubt);
  ADD ("claimed", test_claimed);
  ADD ("overridden", test_overridden);
  ADD ("refund", test_refund);
  ADD ("refund-blocked", test_refund_blocked);
  ADD ("refund-failed", test_refund_failed);
  ADD ("shown", test_shown);

  return g_test_run ();
}
