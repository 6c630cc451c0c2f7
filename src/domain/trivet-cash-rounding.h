/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

/* No till rounds to more than this; so no rounding can hide a sum that somebody would miss. */
#define TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR 1000

/**
 * TrivetCashRoundingMode:
 * @TRIVET_CASH_ROUNDING_DOWN: to the guest's favour (抹零)
 * @TRIVET_CASH_ROUNDING_NEAREST: to the nearest multiple, a half up
 * @TRIVET_CASH_ROUNDING_UP: to the shop's favour
 */
typedef enum {
  TRIVET_CASH_ROUNDING_DOWN,
  TRIVET_CASH_ROUNDING_NEAREST,
  TRIVET_CASH_ROUNDING_UP,
} TrivetCashRoundingMode;

/**
 * TrivetCashRounding:
 * @unit_minor: what coins there are: sums of cash are multiples of it; 0 and 1 round nothing
 *
 * How a sum is rounded when it is paid in cash. All zero rounds nothing.
 */
typedef struct {
  gint64                 unit_minor;
  TrivetCashRoundingMode mode;
} TrivetCashRounding;

const char *trivet_cash_rounding_mode_get_name  (TrivetCashRoundingMode     mode);
gboolean    trivet_cash_rounding_mode_from_name (const char                *name,
                                                 TrivetCashRoundingMode    *ret_mode);
gint64      trivet_cash_rounding_apply          (const TrivetCashRounding  *self,
                                                 gint64                     amount_minor);
gboolean    trivet_cash_rounding_read           (JsonObject                *body,
                                                 TrivetCashRounding        *ret_rounding,
                                                 GError                   **error);
JsonObject *trivet_cash_rounding_to_json        (const TrivetCashRounding  *self);

G_END_DECLS
