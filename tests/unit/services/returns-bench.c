/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "returns-bench.h"

#define PIN "2468"

static void
on_changed (TrivetReturns *returns,
            gpointer       user_data)
{
  ((ReturnsBench *) user_data)->n_changed++;
}

void
returns_bench_on_result (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
returns_bench_set_up (ReturnsBench *self,
                      gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  services_set_up (services, user_data);
  self->manager = trivet_manager_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal), hasher,
                                      TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_pin_async (self->manager, pin, NULL, "bela", returns_bench_on_result, &result);
  services_drain (services);
  g_assert_true (trivet_manager_set_pin_finish (self->manager, result, NULL));
  self->returns = trivet_returns_new (services->reg, TRIVET_JOURNAL (services->journal),
                                      TRIVET_REPOSITORY (services->journal), services->engine);
  g_signal_connect (self->returns, "changed", G_CALLBACK (on_changed), self);
}

void
returns_bench_tear_down (ReturnsBench *self,
                         gconstpointer user_data)
{
  g_assert_finalize_object (self->returns);
  g_assert_finalize_object (self->manager);
  g_free (self->order_id);
  services_tear_down (&self->services, user_data);
}

TrivetApproval *
returns_bench_approve (ReturnsBench *self)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  TrivetApproval *approval;

  trivet_manager_check_async (self->manager, pin, "bela", returns_bench_on_result, &result);
  services_drain (&self->services);
  approval = trivet_manager_check_finish (self->manager, result, NULL);
  g_assert_nonnull (approval);
  return approval;
}

void
returns_bench_open_order (ReturnsBench *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_returns_open_async (self->returns, self->order_id, returns_bench_on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_returns_open_finish (self->returns, result, &error));
  g_assert_no_error (error);
}

void
returns_bench_pay_cash (ReturnsBench *self,
                        gint64        minor)
{
  trivet_checkout_pay_cash (self->services.checkout, minor);
  services_drain (&self->services);
  services_assert_kind (&self->services, "paid");
}

/* An order of @n fish on the pay page. */
void
returns_bench_begin (ReturnsBench *self,
                     guint         n)
{
  services_begin (&self->services, "fish");
  for (guint i = 1; i < n; i++)
    g_free (services_order (&self->services, "fish"));
  g_free (self->order_id);
  self->order_id = g_strdup (services_current (&self->services)->order_id);
}

const TrivetOrderLine *
returns_bench_line_at (ReturnsBench *self,
                       guint         position)
{
  return g_ptr_array_index (trivet_returns_get_order (self->returns)->lines, position);
}

GPtrArray *
returns_bench_give (ReturnsBench *self,
                    GPtrArray    *plan,
                    GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_returns_give_async (self->returns, plan, returns_bench_approve (self), "Cold", returns_bench_on_result, &result);
  services_drain (&self->services);
  g_assert_nonnull (result);
  return trivet_returns_give_finish (self->returns, result, error);
}

GPtrArray *
returns_bench_must_give (ReturnsBench *self,
                         GPtrArray    *plan)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *ids = returns_bench_give (self, plan, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, plan->len);
  return ids;
}

const TrivetReturn *
returns_bench_return_of (ReturnsBench *self,
                         GPtrArray    *ids,
                         guint         position)
{
  const TrivetReturn *back = trivet_order_lookup_return (trivet_returns_get_order (self->returns),
                                                         g_ptr_array_index (ids, position));

  g_assert_nonnull (back);
  return back;
}

gint64
returns_bench_sum_parts (GPtrArray *plan)
{
  gint64 sum = 0;

  for (guint i = 0; i < plan->len; i++)
    sum += ((TrivetReturnPart *) g_ptr_array_index (plan, i))->amount_minor;
  return sum;
}

/* What lies in the drawer of this order: what was received, less what was handed back. */
gint64
returns_bench_get_drawer (const TrivetOrder *order)
{
  gint64 sum = 0;

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    sum += tender->tendered_minor - tender->change_minor;
  }
  for (guint i = 0; i < order->returns->len; i++)
    sum -= trivet_return_get_given_minor (g_ptr_array_index (order->returns, i));

  return sum;
}
