/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-cash-rounding.h"

/* What of a sum is taken when it is paid in cash: pure. */

static const char *const mode_names[] = {
  [TRIVET_CASH_ROUNDING_DOWN] = "down",
  [TRIVET_CASH_ROUNDING_NEAREST] = "nearest",
  [TRIVET_CASH_ROUNDING_UP] = "up",
};

/**
 * trivet_cash_rounding_mode_get_name:
 * @mode: a mode
 *
 * Returns: (transfer none): its name in facts and files
 */
const char *
trivet_cash_rounding_mode_get_name (TrivetCashRoundingMode mode)
{
  g_return_val_if_fail (mode < G_N_ELEMENTS (mode_names), NULL);

  return mode_names[mode];
}

/**
 * trivet_cash_rounding_mode_from_name:
 * @name: a name
 * @ret_mode: (out): the mode
 *
 * Returns: whether @name is that of a mode
 */
gboolean
trivet_cash_rounding_mode_from_name (const char             *name,
                                     TrivetCashRoundingMode *ret_mode)
{
  g_return_val_if_fail (name != NULL && ret_mode != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (mode_names); i++) {
    if (g_str_equal (name, mode_names[i])) {
      *ret_mode = (TrivetCashRoundingMode) i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_cash_rounding_apply:
 * @self: how to round
 * @amount_minor: what is owed, 0 or more
 *
 * Returns: what is taken for it in cash: the same, or a multiple of the unit less than one unit away
 */
gint64
trivet_cash_rounding_apply (const TrivetCashRounding *self,
                            gint64                    amount_minor)
{
  gint64 rest;

  g_return_val_if_fail (self != NULL, amount_minor);
  g_return_val_if_fail (amount_minor >= 0, amount_minor);

  if (self->unit_minor <= 1)
    return amount_minor;

  rest = amount_minor % self->unit_minor;
  switch (self->mode) {
  case TRIVET_CASH_ROUNDING_DOWN:
    return amount_minor - rest;
  case TRIVET_CASH_ROUNDING_NEAREST:
    return amount_minor - rest + (2 * rest >= self->unit_minor ? self->unit_minor : 0);
  case TRIVET_CASH_ROUNDING_UP:
    return amount_minor - rest + (rest > 0 ? self->unit_minor : 0);
  }

  return amount_minor;
}

/**
 * trivet_cash_rounding_read:
 * @body: that of a `cash-rounding-set`
 * @ret_rounding: (out): how to round
 * @error: return location for a #TrivetFactError; the message names the member
 *
 * Returns: %FALSE when @body cannot be believed
 */
gboolean
trivet_cash_rounding_read (JsonObject         *body,
                           TrivetCashRounding *ret_rounding,
                           GError            **error)
{
  const char        *mode = trivet_json_get_string (body, "mode", error);
  TrivetCashRounding rounding;

  if (mode == NULL || !trivet_json_get_int (body, "unit_minor", &rounding.unit_minor, error))
    return FALSE;
  if (!trivet_cash_rounding_mode_from_name (mode, &rounding.mode)) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 "“mode” is “%s”, and must be “down”, “nearest” or “up”", mode);
    return FALSE;
  }
  if (rounding.unit_minor < 0 || rounding.unit_minor > TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 "“unit” is %" G_GINT64_FORMAT " minor units, outside 0 to %d", rounding.unit_minor,
                 TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR);
    return FALSE;
  }
  *ret_rounding = rounding;

  return TRUE;
}

/**
 * trivet_cash_rounding_to_json:
 * @self: how to round
 *
 * Returns: (transfer full): the body of a `cash-rounding-set`
 */
JsonObject *
trivet_cash_rounding_to_json (const TrivetCashRounding *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "unit_minor", self->unit_minor);
  json_object_set_string_member (body, "mode", trivet_cash_rounding_mode_get_name (self->mode));

  return body;
}
