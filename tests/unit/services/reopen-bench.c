/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "reopen-bench.h"

void
reopen_bench_on_result (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
reopen_bench_start (ReopenBench *self)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);

  self->returns = trivet_returns_new (services->reg, journal, TRIVET_REPOSITORY (journal), services->engine);
  self->parked = trivet_parked_new (journal, TRIVET_REPOSITORY (journal), services->engine, services->checkout,
                                    TRIVET_CLOCK (services->clock));
  trivet_parked_refresh (self->parked);
  services_drain (services);
}

void
reopen_bench_stop (ReopenBench *self)
{
  services_drain (&self->services);
  g_assert_finalize_object (g_steal_pointer (&self->parked));
  g_assert_finalize_object (g_steal_pointer (&self->returns));
}

void
reopen_bench_set_up_free (ReopenBench  *self,
                          gconstpointer user_data)
{
  services_set_up (&self->services, user_data);
  reopen_bench_start (self);
}

void
reopen_bench_tear_down (ReopenBench  *self,
                        gconstpointer user_data)
{
  reopen_bench_stop (self);
  g_clear_object (&self->manager);
  g_free (self->order_id);
  services_tear_down (&self->services, user_data);
}

TrivetApproval *
reopen_bench_approve (ReopenBench *self)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  TrivetApproval *approval;

  trivet_manager_check_async (self->manager, pin, "bela", reopen_bench_on_result, &result);
  services_drain (&self->services);
  approval = trivet_manager_check_finish (self->manager, result, NULL);
  g_assert_nonnull (approval);
  return approval;
}

/* Two fish, the first by wallet when @wallet, the rest in cash. */
void
reopen_bench_sell (ReopenBench *self,
                   gboolean     wallet)
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
int
reopen_bench_try_reopen (ReopenBench *self,
                         const char  *order_id,
                         GQuark      *ret_domain)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_register_reopen_async (self->services.reg, order_id, reopen_bench_on_result, &result);
  services_drain (&self->services);
  if (trivet_register_reopen_finish (self->services.reg, result, &error))
    return 0;
  *ret_domain = error->domain;
  return error->code + 1;
}

void
reopen_bench_reopen (ReopenBench *self)
{
  GQuark domain = 0;

  trivet_register_approve_next (self->services.reg, self->manager != NULL ? reopen_bench_approve (self) : NULL, "Wrong dish charged");
  g_assert_cmpint (reopen_bench_try_reopen (self, self->order_id, &domain), ==, 0);
  g_assert_cmpstr (services_current (&self->services)->order_id, ==, self->order_id);
}

const TrivetOrderLine *
reopen_bench_first_line (ReopenBench *self)
{
  return g_ptr_array_index (services_current (&self->services)->lines, 0);
}

void
reopen_bench_drop_fish (ReopenBench *self)
{
  trivet_register_change_quantity (self->services.reg, reopen_bench_first_line (self)->line_id, -1);
  services_drain (&self->services);
  services_no_failure (&self->services);
}

void
reopen_bench_close_order (ReopenBench *self)
{
  Services *services = &self->services;

  g_assert_true (trivet_checkout_begin (services->checkout, self->order_id));
  g_assert_true (trivet_checkout_can_close (services->checkout));
  g_assert_cmpint (trivet_checkout_get_due_minor (services->checkout), ==, 0);
  trivet_checkout_close_order (services->checkout);
  services_drain (services);
  services_assert_kind (services, "paid");
}

TrivetFact *
reopen_bench_last_fact (ReopenBench   *self,
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

const char *
reopen_bench_get_text (TrivetFact *fact,
                       const char *member)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), member, NULL);
}

TrivetOrder *
reopen_bench_fold_stored (ReopenBench *self)
{
  return trivet_memory_journal_fold_order (self->services.journal, self->order_id);
}

int
reopen_bench_try_hand_out (ReopenBench    *self,
                           TrivetApproval *approval)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_returns_open_async (self->returns, self->order_id, reopen_bench_on_result, &opened);
  services_drain (&self->services);
  g_assert_true (trivet_returns_open_finish (self->returns, opened, NULL));
  trivet_returns_hand_out_async (self->returns, approval, reopen_bench_on_result, &result);
  services_drain (&self->services);
  if (trivet_returns_hand_out_finish (self->returns, result, &error))
    return 0;
  g_assert_true (error->domain == TRIVET_RETURNS_ERROR);
  return error->code + 1;
}
