/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-vendor.h"

G_BEGIN_DECLS

/**
 * SimBookState:
 * @SIM_BOOK_REFUSED: a charge that was refused; no order was made
 * @SIM_BOOK_UNSCANNED: a shown code that nobody has scanned
 * @SIM_BOOK_OPEN: the guest must act
 * @SIM_BOOK_FAILED: the guest's wallet refused; the order is not closed
 * @SIM_BOOK_PAID, @SIM_BOOK_CLOSED: as they say
 * @SIM_BOOK_RETURNED: paid, and undone by a reverse
 */
typedef enum {
  SIM_BOOK_REFUSED,
  SIM_BOOK_UNSCANNED,
  SIM_BOOK_OPEN,
  SIM_BOOK_FAILED,
  SIM_BOOK_PAID,
  SIM_BOOK_CLOSED,
  SIM_BOOK_RETURNED,
} SimBookState;

typedef enum {
  SIM_GIVING_PENDING,
  SIM_GIVING_DONE,
  SIM_GIVING_FAILED,
} SimGivingState;

/* A refund as the provider has it. */
typedef struct {
  char          *number;
  gint64         minor;
  gint64         at_us; /* when it was accepted */
  SimGivingState state;
} SimGiving;

typedef struct _SimBank SimBank;

/**
 * SimBook:
 * @kept_minor: of the guest's money, what the provider has for the shop now
 * @changed_us, @before: for copies that are behind
 * @lied: somebody said "refused" when it was not; copies are never behind then: that would be two
 *   untruths at once, from which nobody could learn the truth
 *
 * What a provider itself knows of one of our numbers.
 */
typedef struct {
  SimBank      *bank;
  char         *number;
  SimWallet     wallet;
  gint64        amount_minor;
  gint64        kept_minor;
  const SimStep *step;
  gboolean      shown;
  gboolean      displayed;
  SimBookState  state;
  gboolean      has_before;
  SimBookState  before;
  gint64        changed_us;
  gint64        born_us;
  gint64        paid_us;     /* 0: never was */
  gint64        returned_us; /* 0: never was */
  gboolean      lied;
  GPtrArray    *givings; /* SimGiving */
} SimBook;

SimBank *sim_bank_new      (void);
void     sim_bank_free     (SimBank *self);
SimBook *sim_bank_lookup   (SimBank    *self,
                            SimWallet   wallet,
                            const char *number);
guint    sim_bank_get_n_waiting (SimBank *self);
gint64   sim_bank_get_kept_minor (SimBank   *self,
                                  SimWallet  wallet);
void     sim_bank_foreach   (SimBank    *self,
                             SimWallet   wallet,
                             GHFunc      func,
                             gpointer    user_data);
void     sim_bank_run_short (SimBank   *self,
                             SimWallet  wallet,
                             gint64     ms);
void     sim_bank_display   (SimBank    *self,
                             SimWallet   wallet,
                             const char *number);

/**
 * SimHow:
 * @stale_us: 0, or how far behind a query may be
 * @later_us: 0, or when a reverse takes effect after it was answered
 *
 * How a request is treated.
 */
typedef struct {
  gint64 stale_us;
  gint64 later_us;
} SimHow;

SimSaying sim_bank_take     (SimBank           *self,
                             const SimQuestion *question,
                             const SimStep     *step,
                             const SimHow      *how,
                             guint64            luck);

G_END_DECLS
