/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxScenario:
 *
 * How a payment misbehaves. The value is the last two digits of the amount in fen; README.md says
 * what each one does.
 */
typedef enum {
  TRIVET_SANDBOX_SCENARIO_PAID = 0,
  TRIVET_SANDBOX_SCENARIO_PASSWORD = 1,
  TRIVET_SANDBOX_SCENARIO_NO_MONEY = 2,
  TRIVET_SANDBOX_SCENARIO_SYSTEM_ERROR = 3,
  TRIVET_SANDBOX_SCENARIO_LOST_PAID = 4,
  TRIVET_SANDBOX_SCENARIO_LOST_UNPAID = 5,
  TRIVET_SANDBOX_SCENARIO_HANG = 6,
  TRIVET_SANDBOX_SCENARIO_FORGED = 7,
  TRIVET_SANDBOX_SCENARIO_EXPIRED_CODE = 8,
  TRIVET_SANDBOX_SCENARIO_NEW_KEY = 9,
  TRIVET_SANDBOX_SCENARIO_BUSY = 10,
  TRIVET_SANDBOX_SCENARIO_NO_PASSWORD = 11,
  TRIVET_SANDBOX_SCENARIO_OTHER_AMOUNT = 12,
  TRIVET_SANDBOX_SCENARIO_GARBAGE = 13,
  TRIVET_SANDBOX_SCENARIO_PAID_AT_REVERSE = 14,
  TRIVET_SANDBOX_SCENARIO_REVERSE_AGAIN = 15,
  TRIVET_SANDBOX_SCENARIO_CLOCK = 16,
  TRIVET_SANDBOX_SCENARIO_GUEST_REFUSES = 17,
  TRIVET_SANDBOX_SCENARIO_LATE_BOOKS = 18,
  TRIVET_SANDBOX_SCENARIO_ALREADY_PAID = 19,
  TRIVET_SANDBOX_SCENARIO_VOUCHER = 20,
} TrivetSandboxScenario;

#define TRIVET_SANDBOX_N_SCENARIOS 21

TrivetSandboxScenario  trivet_sandbox_scenario_from_amount (gint64                 amount_minor);
gboolean               trivet_sandbox_scenario_from_name   (const char            *name,
                                                            TrivetSandboxScenario *ret_scenario);
const char            *trivet_sandbox_scenario_get_name    (TrivetSandboxScenario  scenario);

G_END_DECLS
