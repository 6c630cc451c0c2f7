/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-scenario.h"

/**
 * SECTION:trivet-sandbox-scenario
 *
 * Names of the ways in which the sandbox misbehaves, and how an amount asks for one.
 */

#define S(name) TRIVET_SANDBOX_SCENARIO_##name

static const char *const names[TRIVET_SANDBOX_N_SCENARIOS] = {
  [S (PAID)] = "paid",
  [S (PASSWORD)] = "password",
  [S (NO_MONEY)] = "no-money",
  [S (SYSTEM_ERROR)] = "system-error",
  [S (LOST_PAID)] = "lost-paid",
  [S (LOST_UNPAID)] = "lost-unpaid",
  [S (HANG)] = "hang",
  [S (FORGED)] = "forged",
  [S (EXPIRED_CODE)] = "expired-code",
  [S (NEW_KEY)] = "new-key",
  [S (BUSY)] = "busy",
  [S (NO_PASSWORD)] = "no-password",
  [S (OTHER_AMOUNT)] = "other-amount",
  [S (GARBAGE)] = "garbage",
  [S (PAID_AT_REVERSE)] = "paid-at-reverse",
  [S (REVERSE_AGAIN)] = "reverse-again",
  [S (CLOCK)] = "clock",
  [S (GUEST_REFUSES)] = "guest-refuses",
  [S (LATE_BOOKS)] = "late-books",
  [S (ALREADY_PAID)] = "already-paid",
  [S (VOUCHER)] = "voucher",
};

/**
 * trivet_sandbox_scenario_from_amount:
 * @amount_minor: fen, more than zero
 *
 * Returns: the scenario that the last two digits ask for
 */
TrivetSandboxScenario
trivet_sandbox_scenario_from_amount (gint64 amount_minor)
{
  gint64 digits = amount_minor % 100;

  return digits < TRIVET_SANDBOX_N_SCENARIOS ? (TrivetSandboxScenario) digits : S (PAID);
}

/**
 * trivet_sandbox_scenario_from_name:
 * @name: as in README.md
 * @ret_scenario: (out): the scenario
 *
 * Returns: whether there is a scenario of that name
 */
gboolean
trivet_sandbox_scenario_from_name (const char            *name,
                                   TrivetSandboxScenario *ret_scenario)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_SCENARIOS; i++) {
    if (g_strcmp0 (names[i], name) == 0) {
      *ret_scenario = i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_sandbox_scenario_get_name:
 * @scenario: a scenario
 *
 * Returns: (transfer none): its name
 */
const char *
trivet_sandbox_scenario_get_name (TrivetSandboxScenario scenario)
{
  g_return_val_if_fail (scenario < TRIVET_SANDBOX_N_SCENARIOS, NULL);

  return names[scenario];
}
