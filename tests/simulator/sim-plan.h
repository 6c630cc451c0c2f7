/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimStepKind:
 *
 * What people do, and what happens to machines. @a … @d of the step, in this order:
 * @SIM_STEP_OPEN: an order: lines, price of one, quantity of the first, discount in per cent
 * @SIM_STEP_CHARGE: the guest's code is scanned: wallet, per cent of what may be asked for, what
 *   the guest does (#SimFate), after how many ms
 * @SIM_STEP_SHOW: a code is shown: wallet, per cent, ms until the guest scans it (−1 never), ms from
 *   there until it is paid (−1 never)
 * @SIM_STEP_CASH: cash: per cent of what may be asked for
 * @SIM_STEP_REFUND: of the target: per cent of what is left
 * @SIM_STEP_RETURN: one of a line, out of the target
 * @SIM_STEP_BY_HAND: a refund that failed is paid in cash
 * @SIM_STEP_CHECK_REFUND: the order's refunds are looked at now
 * @SIM_STEP_DISCOUNT: on the whole order: per cent
 * @SIM_STEP_REOPEN: a settled order is reopened, to be corrected
 * @SIM_STEP_CHANGE: in a correction: what (#SimChange), and how much
 * @SIM_STEP_CLOSE: a correction that owes nothing more ends
 * @SIM_STEP_HAND_OUT: what corrections left over of cash is handed out, one payment at a time
 * @SIM_STEP_CRASH: steps of the loop until the process dies, how many waiting appends still reach
 *   the disk, ms until it starts again
 * @SIM_STEP_DISK_FULL: ms
 * @SIM_STEP_DISK_SLOW: ms that each append takes
 * @SIM_STEP_CLOCK: ms by which the wall clock is set
 * @SIM_STEP_OUTAGE: the wallet @a cannot be reached for @b ms
 * @SIM_STEP_SHORT: the shop's balance with wallet @a is too low for refunds for @b ms
 *
 * The others have no numbers. @target is the step that began the payment.
 */
typedef enum {
  SIM_STEP_OPEN,
  SIM_STEP_CHARGE,
  SIM_STEP_SHOW,
  SIM_STEP_CASH,
  SIM_STEP_CANCEL,
  SIM_STEP_CHECK,
  SIM_STEP_OVERRIDE,
  SIM_STEP_CLAIM,
  SIM_STEP_REFUND,
  SIM_STEP_RETURN,
  SIM_STEP_BY_HAND,
  SIM_STEP_CHECK_REFUND,
  SIM_STEP_DISCOUNT,
  SIM_STEP_VOID,
  SIM_STEP_REOPEN,
  SIM_STEP_CHANGE,
  SIM_STEP_CLOSE,
  SIM_STEP_HAND_OUT,
  SIM_STEP_CRASH,
  SIM_STEP_DISK_FULL,
  SIM_STEP_DISK_SLOW,
  SIM_STEP_CLOCK,
  SIM_STEP_OUTAGE,
  SIM_STEP_SHORT,
} SimStepKind;
#define SIM_N_STEPS (SIM_STEP_SHORT + 1)

/**
 * SimChange:
 * @SIM_CHANGE_ADD: one more dish, of that price
 * @SIM_CHANGE_FEWER: one less of the first dish
 * @SIM_CHANGE_MORE: one more of it
 * @SIM_CHANGE_VOID: none of it
 * @SIM_CHANGE_DISCOUNT: on the whole order: per cent
 * @SIM_CHANGE_LINE_DISCOUNT: on the first dish: per cent
 * @SIM_CHANGE_TIP: a tip
 *
 * What is changed about an order that was paid.
 */
typedef enum {
  SIM_CHANGE_ADD,
  SIM_CHANGE_FEWER,
  SIM_CHANGE_MORE,
  SIM_CHANGE_VOID,
  SIM_CHANGE_DISCOUNT,
  SIM_CHANGE_LINE_DISCOUNT,
  SIM_CHANGE_TIP,
} SimChange;
#define SIM_N_CHANGES (SIM_CHANGE_TIP + 1)

/**
 * SimFate:
 * @SIM_FATE_PAYS: at once
 * @SIM_FATE_PASSWORD: has to type it, and pays
 * @SIM_FATE_GIVES_UP: has to type it, and the wallet says that it failed
 * @SIM_FATE_SLEEPS: has to type it, and does not
 * @SIM_FATE_REFUSED: the wallet refuses; nothing is left of it
 * @SIM_FATE_REFUSED_OPEN: the wallet refuses, and the order stays open for a while
 *
 * Of a guest whose code was scanned.
 */
typedef enum {
  SIM_FATE_PAYS,
  SIM_FATE_PASSWORD,
  SIM_FATE_GIVES_UP,
  SIM_FATE_SLEEPS,
  SIM_FATE_REFUSED,
  SIM_FATE_REFUSED_OPEN,
} SimFate;
#define SIM_N_FATES (SIM_FATE_REFUSED_OPEN + 1)

typedef enum {
  SIM_CALL_CHARGE,
  SIM_CALL_SHOW,
  SIM_CALL_QUERY,
  SIM_CALL_REVERSE,
  SIM_CALL_CLOSE,
  SIM_CALL_REFUND,
  SIM_CALL_QUERY_REFUND,
} SimCallKind;
#define SIM_N_CALLS (SIM_CALL_QUERY_REFUND + 1)

/**
 * SimMishapKind:
 * @SIM_MISHAP_UNSENT: no connection; nothing left
 * @SIM_MISHAP_LOST_REQUEST: the request is lost; the adapter waits until its limit
 * @SIM_MISHAP_LOST_ANSWER: it is done; the answer is lost
 * @SIM_MISHAP_RESET: it is done; the connection breaks at once
 * @SIM_MISHAP_LATE_REQUEST: the request travels for seconds, and its answer is lost
 * @SIM_MISHAP_SLOW: the answer comes shortly before the adapter's limit
 * @SIM_MISHAP_FORGETFUL: the adapter forgets its limit; the answer comes after the engine's
 * @SIM_MISHAP_TWICE: the request arrives once more, later
 * @SIM_MISHAP_FORGED: somebody else answers that it is paid (undone, refunded)
 * @SIM_MISHAP_FORGED_NO: somebody else answers that it is not paid
 * @SIM_MISHAP_OTHER_AMOUNT: signed, with another amount
 * @SIM_MISHAP_OTHER_NUMBER: signed, about somebody else's order
 * @SIM_MISHAP_GARBLED: an HTML page with status 502
 * @SIM_MISHAP_BUSY: "system error", and nothing was done
 * @SIM_MISHAP_BUSY_DONE: "system error", and it was done
 * @SIM_MISHAP_NEW_CODE: it was done; the answer is a code that no document has
 * @SIM_MISHAP_STALE: a query that answers what was true some seconds ago
 * @SIM_MISHAP_LATER: a reverse that is answered as done, and takes effect later
 * @SIM_MISHAP_LIE: a charge that is answered as refused, without a signature, and was taken
 *
 * What goes wrong with one call.
 */
typedef enum {
  SIM_MISHAP_NONE,
  SIM_MISHAP_UNSENT,
  SIM_MISHAP_LOST_REQUEST,
  SIM_MISHAP_LOST_ANSWER,
  SIM_MISHAP_RESET,
  SIM_MISHAP_LATE_REQUEST,
  SIM_MISHAP_SLOW,
  SIM_MISHAP_FORGETFUL,
  SIM_MISHAP_TWICE,
  SIM_MISHAP_FORGED,
  SIM_MISHAP_FORGED_NO,
  SIM_MISHAP_OTHER_AMOUNT,
  SIM_MISHAP_OTHER_NUMBER,
  SIM_MISHAP_GARBLED,
  SIM_MISHAP_BUSY,
  SIM_MISHAP_BUSY_DONE,
  SIM_MISHAP_NEW_CODE,
  SIM_MISHAP_STALE,
  SIM_MISHAP_LATER,
  SIM_MISHAP_LIE,
} SimMishapKind;
#define SIM_N_MISHAPS (SIM_MISHAP_LIE + 1)

typedef struct {
  guint       id; /* its place in the whole plan, from 1 on; stays when others are left out */
  gint64      at_ms;
  SimStepKind kind;
  guint       reg;
  guint       order;
  guint       target;
  gint64      a, b, c, d;
} SimStep;

/* The @n-th call (from 1) of a kind for the payment of step @step, or for its @refund-th refund. */
typedef struct {
  guint         step;
  guint         refund;
  SimCallKind   call;
  guint         n;
  SimMishapKind kind;
} SimMishap;

/**
 * SimPlan:
 * @by_list: mishaps happen where @mishaps says; otherwise by chance, from the seed
 * @rate: of mishaps by chance, per mille of the calls
 * @mask: which kinds may happen
 * @thorough: every answer goes through the adapters as text, everything is folded anew at the end
 *
 * One world from the first minute to the last.
 */
typedef struct {
  guint64  seed;
  guint    n_registers;
  gint64   heals_at_ms;
  GArray  *steps;   /* SimStep, by time */
  GArray  *mishaps; /* SimMishap */
  gboolean by_list;
  guint    rate;
  guint    mask;
  gboolean thorough;
} SimPlan;

SimPlan    *sim_plan_new_random  (guint64         seed);
SimPlan    *sim_plan_new_parsed  (const char     *text,
                                  GError        **error);
SimPlan    *sim_plan_new_subset  (const SimPlan  *whole,
                                  const gboolean *keep_steps,
                                  GArray         *mishaps);
char       *sim_plan_print       (const SimPlan  *self);
void        sim_plan_free        (SimPlan        *self);

SimMishapKind sim_plan_find_mishap (const SimPlan *self,
                                    guint          step,
                                    guint          refund,
                                    SimCallKind    call,
                                    guint          n,
                                    guint64       *ret_luck);

const char *sim_call_get_name   (SimCallKind   kind);
const char *sim_mishap_get_name (SimMishapKind kind);

guint64     sim_hash            (guint64        a,
                                 guint64        b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimPlan, sim_plan_free)

G_END_DECLS
