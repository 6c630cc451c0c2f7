/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-bank.h"
#include "sim-disk.h"
#include "sim-loop.h"
#include "sim-plan.h"
#include "sim-report.h"

#include "trivet-cash-rounding.h"
#include "trivet-payment-engine.h"

G_BEGIN_DECLS

/* A guest's code begins so; it must be found nowhere else. */
#define SIM_CODE_MARK "139713"
#define SIM_CODE      SIM_CODE_MARK "000000000042"

typedef struct _SimWorld SimWorld;

/**
 * SimRegister:
 * @engine: %NULL while the register is off
 * @dies_at_step: 0, or the loop's step before which it dies
 *
 * One register with its people.
 */
typedef struct {
  SimWorld               *world;
  SimDisk                *disk;
  GPtrArray              *order_ids;
  SimClock               *clock;
  TrivetRandom           *random;
  SimJournal             *journal;
  TrivetProviderRegistry *registry;
  TrivetPaymentEngine    *engine;
  guint                   n_starts;
  guint64                 dies_at_step;
  const SimStep          *death;
  gboolean                taking_cash; /* nobody presses anything else meanwhile */
} SimRegister;

/**
 * SimWorld:
 * @by_id: the plan's steps by their id
 * @code: what all guests show; making one locks memory, which takes longer than a payment
 * @rounding: how the shops round cash; from the seed alone
 *
 * Everything, from the first minute to the last.
 */
struct _SimWorld {
  const SimPlan *plan;
  GPtrArray     *by_id; /* SimStep (unowned) */
  TrivetSecret  *code;

  TrivetCashRounding rounding;

  SimBank       *bank;
  GPtrArray     *registers; /* SimRegister */
  gint64         heals_at_us;
  gint64         outage_until_us[SIM_N_WALLETS];
  guint          next_step;
  gboolean       healed;
  gboolean       paid; /* the time for payments is over; refunds may take longer */
};

void sim_world_play (const SimPlan *plan);

/* sim-register.c */
SimRegister *sim_register_new     (SimWorld    *world,
                                   guint        index);
void         sim_register_free    (SimRegister *self);
void         sim_register_die     (SimRegister *self,
                                   guint        n_durable);
void         sim_register_start   (SimRegister *self);
const char  *sim_register_get_order_id (SimRegister *self,
                                        guint        order);

/* sim-people.c */
void sim_people_act (SimRegister   *reg,
                     const SimStep *step);

/* sim-check.c */
gboolean sim_check_is_quiet (SimWorld *world);
void     sim_check_payments (SimWorld *world);
void     sim_check_world    (SimWorld *world);

/* sim-bill.c */
void sim_bill_check (SimWorld *world);

/* sim-log.c */
void sim_log_set_thorough (gboolean thorough);

/**
 * SimProvider:
 *
 * A wallet as one start of one register sees it: the network, the adapter, and the bank behind.
 */
#define SIM_TYPE_PROVIDER (sim_provider_get_type ())
G_DECLARE_FINAL_TYPE (SimProvider, sim_provider, SIM, PROVIDER, GObject)

SimProvider *sim_provider_new (SimRegister *reg,
                               SimWallet    wallet);
void         sim_provider_die (SimProvider *self);

G_END_DECLS
