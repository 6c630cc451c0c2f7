/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the table of refunds is exactly the documented one and keeps its promises about money.
 * Method: compare every state × event with a second table written by hand, then prove the promises
 * by walking the graph. */

#include "trivet-payment-error.h"
#include "trivet-refund-state.h"

/* One letter a target, in the order of the events: Ask Done aCcepted No-answer Blocked Refused Fail
 * resTart. "." is refused. */
static const char *const expected[TRIVET_REFUND_N_STATES] = {
  [TRIVET_REFUND_STATE_STARTED] = "a......s",
  [TRIVET_REFUND_STATE_ASKED] = ".Dpibr.i",
  [TRIVET_REFUND_STATE_PENDING] = "aDppb.Fp",
  [TRIVET_REFUND_STATE_IN_DOUBT] = "aDpib.Fi",
  [TRIVET_REFUND_STATE_BLOCKED] = "aDpbb.Fb",
  [TRIVET_REFUND_STATE_REFUSED] = ".Dprb.Fr",
  [TRIVET_REFUND_STATE_DONE] = "........",
  [TRIVET_REFUND_STATE_FAILED] = "........",
};

static const char state_letters[TRIVET_REFUND_N_STATES + 1] = ".sapibrDF";

static void
test_table (void)
{
  for (guint s = TRIVET_REFUND_STATE_STARTED; s < TRIVET_REFUND_N_STATES; s++) {
    for (guint e = 0; e < TRIVET_REFUND_N_EVENTS; e++) {
      g_autoptr (GError) error = NULL;
      TrivetRefundState state = (TrivetRefundState) s;
      gboolean          allowed;

      allowed = trivet_refund_state_step (&state, (TrivetRefundEvent) e, &error);
      g_test_message ("%s × %s", trivet_refund_state_get_name ((TrivetRefundState) s),
                      trivet_refund_event_get_name ((TrivetRefundEvent) e));
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

/* Whatever is not final survives a restart and can still be done; "failed" is never the answer to
 * the request itself, and nothing leaves a final state. */
static void
test_promises (void)
{
  for (guint s = TRIVET_REFUND_STATE_STARTED; s < TRIVET_REFUND_N_STATES; s++) {
    TrivetRefundState state = (TrivetRefundState) s;
    TrivetRefundState to = state;

    if (trivet_refund_state_is_final (state)) {
      for (guint e = 0; e < TRIVET_REFUND_N_EVENTS; e++)
        g_assert_false (trivet_refund_state_step (&to, (TrivetRefundEvent) e, NULL));
      continue;
    }
    g_assert_true (trivet_refund_state_step (&to, TRIVET_REFUND_EVENT_RESTART, NULL));
    g_assert_false (trivet_refund_state_is_final (to));
    to = state;
    if (state != TRIVET_REFUND_STATE_STARTED)
      g_assert_true (trivet_refund_state_step (&to, TRIVET_REFUND_EVENT_DONE, NULL));
    to = state;
    if (state == TRIVET_REFUND_STATE_ASKED)
      g_assert_false (trivet_refund_state_step (&to, TRIVET_REFUND_EVENT_FAIL, NULL));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/refund-state/table", test_table);
  g_test_add_func ("/payment/refund-state/promises", test_promises);

  return g_test_run ();
}
