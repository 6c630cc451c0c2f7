/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the state table is exactly the documented one and keeps its promises about money.
 * Method: compare every state × event with a second table written by hand, then prove the promises
 * by walking the graph. */

#include "trivet-payment-error.h"
#include "trivet-payment-reason.h"
#include "trivet-payment-state.h"

/* One letter a target, in the order of the events: Ask Unsent appRoved Payer-action reFused
 * No-answer not-paiD Give-up Withdraw resTart. "." is refused. Targets: a ASKED, w WAITING,
 * f REFUSED, i IN_DOUBT, v REVERSING, x WITHDRAWN, P PAID, D DECLINED, R REVERSED, U UNSENT. */
static const char *const expected[TRIVET_PAYMENT_N_STATES] = {
  [TRIVET_PAYMENT_STATE_STARTED] = "aU.......U",
  [TRIVET_PAYMENT_STATE_ASKED] = ".UPwfi..xi",
  [TRIVET_PAYMENT_STATE_WAITING] = "..PwfwDv.w",
  [TRIVET_PAYMENT_STATE_REFUSED] = "..P.ffDv.f",
  [TRIVET_PAYMENT_STATE_IN_DOUBT] = "..PwfiDv.i",
  [TRIVET_PAYMENT_STATE_REVERSING] = "..P..vRvxv",
  [TRIVET_PAYMENT_STATE_WITHDRAWN] = "..P..xRx.x",
  [TRIVET_PAYMENT_STATE_PAID] = "..........",
  [TRIVET_PAYMENT_STATE_DECLINED] = "..P.......",
  [TRIVET_PAYMENT_STATE_REVERSED] = "..P.......",
  [TRIVET_PAYMENT_STATE_UNSENT] = "..P.......",
};

static const char state_letters[TRIVET_PAYMENT_N_STATES + 1] = ".sawfivxPDRU";

static gboolean
try_step (TrivetPaymentState  from,
          TrivetPaymentEvent  event,
          TrivetPaymentState *ret_to)
{
  *ret_to = from;
  return trivet_payment_state_step (ret_to, event, NULL);
}

static void
test_table (void)
{
  for (guint s = TRIVET_PAYMENT_STATE_STARTED; s < TRIVET_PAYMENT_N_STATES; s++) {
    for (guint e = 0; e < TRIVET_PAYMENT_N_EVENTS; e++) {
      g_autoptr (GError) error = NULL;
      TrivetPaymentState state = (TrivetPaymentState) s;
      gboolean           allowed;

      allowed = trivet_payment_state_step (&state, (TrivetPaymentEvent) e, &error);
      g_test_message ("%s × %s", trivet_payment_state_get_name ((TrivetPaymentState) s),
                      trivet_payment_event_get_name ((TrivetPaymentEvent) e));
      if (expected[s][e] == '.') {
        g_assert_false (allowed);
        g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION);
        g_assert_cmpint (state, ==, s);
      } else {
        g_assert_no_error (error);
        g_assert_true (allowed);
        g_assert_cmpint (state_letters[state], ==, expected[s][e]);
      }
    }
  }
}

/* A final state has one exit at most: a late success. PAID has none. */
static void
test_final (void)
{
  for (guint s = TRIVET_PAYMENT_STATE_STARTED; s < TRIVET_PAYMENT_N_STATES; s++) {
    for (guint e = 0; e < TRIVET_PAYMENT_N_EVENTS; e++) {
      TrivetPaymentState to;

      if (!trivet_payment_state_is_final ((TrivetPaymentState) s) ||
          !try_step ((TrivetPaymentState) s, (TrivetPaymentEvent) e, &to))
        continue;
      g_assert_cmpint (e, ==, TRIVET_PAYMENT_EVENT_APPROVED);
      g_assert_cmpint (to, ==, TRIVET_PAYMENT_STATE_PAID);
      g_assert_cmpint (s, !=, TRIVET_PAYMENT_STATE_PAID);
    }
  }
}

/* Whatever is outstanding survives a lost answer and a restart, can be given up, and can turn out
 * to be paid. ASKED alone cannot be given up: its call is on the wire, and its answer, or the
 * end of waiting for it, is the way out. */
static void
test_waiting (void)
{
  guint n = 0;

  for (guint s = TRIVET_PAYMENT_STATE_STARTED; s < TRIVET_PAYMENT_N_STATES; s++) {
    TrivetPaymentState state = (TrivetPaymentState) s;
    TrivetPaymentState to;

    if (!trivet_payment_state_is_waiting (state)) {
      g_assert_true (trivet_payment_state_is_final (state) ||
                     state == TRIVET_PAYMENT_STATE_STARTED);
      continue;
    }
    n++;
    g_assert_true (try_step (state, TRIVET_PAYMENT_EVENT_NO_ANSWER, &to));
    g_assert_false (trivet_payment_state_is_final (to));
    g_assert_true (try_step (state, TRIVET_PAYMENT_EVENT_RESTART, &to));
    g_assert_false (trivet_payment_state_is_final (to));
    g_assert_true (try_step (state, TRIVET_PAYMENT_EVENT_APPROVED, &to));
    g_assert_cmpint (to, ==, TRIVET_PAYMENT_STATE_PAID);
    if (state != TRIVET_PAYMENT_STATE_ASKED) {
      g_assert_true (try_step (state, TRIVET_PAYMENT_EVENT_GIVE_UP, &to));
      g_assert_true (to == TRIVET_PAYMENT_STATE_REVERSING ||
                     (state == TRIVET_PAYMENT_STATE_WITHDRAWN && to == state));
    }
  }
  g_assert_cmpuint (n, ==, 6);
}

/* From ASKED on, nothing but NOT_PAID leads to "no money", except UNSENT, which says that not a
 * byte left, and only while the charge itself is answered. */
static void
test_no_silent_decline (void)
{
  for (guint s = TRIVET_PAYMENT_STATE_ASKED; s < TRIVET_PAYMENT_N_STATES; s++) {
    for (guint e = 0; e < TRIVET_PAYMENT_N_EVENTS; e++) {
      TrivetPaymentState to;

      if (!try_step ((TrivetPaymentState) s, (TrivetPaymentEvent) e, &to))
        continue;
      if (to == TRIVET_PAYMENT_STATE_DECLINED || to == TRIVET_PAYMENT_STATE_REVERSED)
        g_assert_cmpint (e, ==, TRIVET_PAYMENT_EVENT_NOT_PAID);
      if (to == TRIVET_PAYMENT_STATE_UNSENT) {
        g_assert_cmpint (s, ==, TRIVET_PAYMENT_STATE_ASKED);
        g_assert_cmpint (e, ==, TRIVET_PAYMENT_EVENT_UNSENT);
      }
    }
  }
}

static void
test_names (void)
{
  for (guint a = 0; a < TRIVET_PAYMENT_N_STATES; a++) {
    for (guint b = 0; b < a; b++)
      g_assert_cmpstr (trivet_payment_state_get_name ((TrivetPaymentState) a), !=,
                       trivet_payment_state_get_name ((TrivetPaymentState) b));
  }

  for (guint i = 0; i < TRIVET_N_PAYMENT_REASONS; i++) {
    TrivetPaymentReason reason = (TrivetPaymentReason) i;

    g_assert_nonnull (trivet_payment_reason_get_name (reason));
    g_assert_cmpint (
      trivet_payment_reason_from_name (trivet_payment_reason_get_name (reason)), ==, reason);
  }
  g_assert_cmpint (trivet_payment_reason_from_name ("from the future"), ==,
                   TRIVET_PAYMENT_REASON_NONE);
  g_assert_cmpint (trivet_payment_reason_from_name (NULL), ==, TRIVET_PAYMENT_REASON_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/state/table", test_table);
  g_test_add_func ("/payment/state/final", test_final);
  g_test_add_func ("/payment/state/waiting", test_waiting);
  g_test_add_func ("/payment/state/no-silent-decline", test_no_silent_decline);
  g_test_add_func ("/payment/state/names", test_names);

  return g_test_run ();
}
