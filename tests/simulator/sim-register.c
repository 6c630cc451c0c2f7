/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-world.h"

#include <string.h>

/* A register that is switched on, dies, and starts again from what its disk holds. */

/* Returns: (transfer none): the id of the order that the plan calls @order */
const char *
sim_register_get_order_id (SimRegister *self,
                           guint        order)
{
  while (self->order_ids->len <= order)
    g_ptr_array_add (self->order_ids, g_strdup_printf ("ORDER-%u-%u", self->disk->reg, self->order_ids->len));
  return g_ptr_array_index (self->order_ids, order);
}

/* Nothing is shown that a power cut would forget. */
static void
on_changed (TrivetPaymentEngine   *engine,
            TrivetPaymentProgress *progress,
            gpointer               user_data)
{
  SimRegister *self = user_data;
  SimPayment  *payment = g_hash_table_lookup (self->disk->payments, progress->payment->payment_id);

  if (payment == NULL)
    sim_fail ("shown-early: payment %s is shown and not on the disk", progress->payment->payment_id);
  if (!(payment->been & 1u << progress->payment->state) || payment->overridden < progress->payment->overridden ||
      payment->claimed < progress->payment->claimed)
    sim_fail ("shown-early: payment %s is shown as %s and is %s on the disk", payment->payment_id,
              trivet_payment_state_get_name (progress->payment->state), trivet_payment_state_get_name (payment->state));
  if (progress->shown_code == NULL)
    return;
  if (strstr (progress->shown_code, payment->number) == NULL)
    sim_fail ("wrong-code: the code on the screen is not that of payment %s", payment->payment_id);
  sim_bank_display (self->world->bank, payment->wallet, payment->number);
}

static void
on_refund_changed (TrivetPaymentEngine *engine,
                   TrivetRefund        *refund,
                   gpointer             user_data)
{
  SimRegister *self = user_data;
  SimRefund   *known = g_hash_table_lookup (self->disk->refunds, refund->refund_id);

  if (known == NULL || !(known->been & 1u << refund->state))
    sim_fail ("shown-early: refund %s is shown as %s and is %s on the disk", refund->refund_id,
              trivet_refund_state_get_name (refund->state),
              known != NULL ? trivet_refund_state_get_name (known->state) : "not");
}

/* Hands over the orders that need it, as the checkout does on a start. */
static void
resume_next (gpointer a,
             gpointer b)
{
  SimRegister *self = a;
  GPtrArray   *orders = b;
  g_autoptr (GError) error = NULL;
  SimOrder *order;

  if (orders->len == 0 || self->engine == NULL) {
    g_ptr_array_unref (orders);
    return;
  }
  order = g_ptr_array_steal_index (orders, 0);
  if (!trivet_payment_engine_resume (self->engine, order->facts, &error))
    sim_fail ("resume: %s", error->message);
  sim_loop_push (resume_next, self, orders);
}

void
sim_register_start (SimRegister *self)
{
  self->n_starts++;
  self->taking_cash = FALSE;
  self->journal = sim_journal_new (self->disk);
  self->registry = trivet_provider_registry_new ();
  for (guint i = 0; i < SIM_N_WALLETS; i++) {
    g_autoptr (SimProvider) provider = sim_provider_new (self, i);

    trivet_provider_registry_add (self->registry, TRIVET_PAYMENT_PROVIDER (provider));
  }
  self->engine = trivet_payment_engine_new (TRIVET_JOURNAL (self->journal), self->registry,
                                            TRIVET_CLOCK (self->clock), self->random,
                                            TRIVET_REPOSITORY (self->journal),
                                            self->disk->reg == 0 ? "R1" : "R2");
  g_signal_connect (self->engine, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->engine, "refund-changed", G_CALLBACK (on_refund_changed), self);
  sim_loop_push (resume_next, self, sim_disk_list_unsettled (self->disk));
}

/* The process is gone: what it waits for still happens, and nobody hears of it. */
void
sim_register_die (SimRegister *self,
                  guint        n_durable)
{
  if (self->engine == NULL)
    return;

  for (guint i = 0; i < trivet_provider_registry_get_n (self->registry); i++)
    sim_provider_die (SIM_PROVIDER (trivet_provider_registry_get (self->registry, i)));
  sim_journal_die (self->journal, n_durable);
  g_signal_handlers_disconnect_by_data (self->engine, self);
  g_object_run_dispose (G_OBJECT (self->engine));
  g_clear_object (&self->engine);
  g_clear_object (&self->journal);
  g_clear_object (&self->registry);
}

SimRegister *
sim_register_new (SimWorld *world,
                  guint     index)
{
  SimRegister *self = g_new0 (SimRegister, 1);

  self->world = world;
  self->disk = sim_disk_new (index);
  self->order_ids = g_ptr_array_new_with_free_func (g_free);
  self->clock = sim_clock_new ();
  self->random = TRIVET_RANDOM (sim_random_new (sim_hash (world->plan->seed, 1000 + index)));
  sim_register_start (self);
  return self;
}

void
sim_register_free (SimRegister *self)
{
  sim_register_die (self, 0);
  sim_disk_free (self->disk);
  g_ptr_array_unref (self->order_ids);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_free (self);
}
