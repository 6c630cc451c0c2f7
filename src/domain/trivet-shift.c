/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-shift.h"

#include "trivet-day-left.h"

#include <string.h>

/*
 * TrivetShift: what happened in a drawer from the float to the count. Pure; a fact that does not
 * fit changes nothing.
 */

static gboolean
conflict (GError    **error,
          const char *words)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, words);
  return FALSE;
}

static void
own (char **text)
{
  *text = g_strdup (*text != NULL ? *text : "");
}

/**
 * trivet_drawer_new_from_fact:
 * @fact: a `drawer-set`
 * @error: return location for a #TrivetFactError
 *
 * Returns: (transfer full) (nullable): the drawer
 */
TrivetDrawer *
trivet_drawer_new_from_fact (TrivetFact *fact,
                             GError    **error)
{
  JsonObject   *body = trivet_fact_get_body (fact);
  const char   *id = trivet_json_get_string (body, "id", error);
  const char   *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  TrivetDrawer *self;

  if (name == NULL)
    return NULL;
  if (*id == '\0') {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“id” is empty");
    return NULL;
  }
  self = g_new0 (TrivetDrawer, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  self->kick = g_strdup (trivet_json_get_string_or (body, "kick", ""));

  return self;
}

/**
 * trivet_drawer_free:
 * @self: (transfer full): a drawer
 */
void
trivet_drawer_free (TrivetDrawer *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->name_zh);
  g_free (self->kick);
  g_free (self);
}

/**
 * trivet_drawer_check_opened:
 * @fact: a `drawer-opened` of no shift
 * @error: return location for a #TrivetFactError
 *
 * Returns: whether it says which drawer it was, and why
 */
gboolean
trivet_drawer_check_opened (TrivetFact *fact,
                            GError    **error)
{
  JsonObject *body = trivet_fact_get_body (fact);

  return trivet_json_get_string (body, "drawer", error) != NULL && trivet_json_get_string (body, "reason", error) != NULL;
}

/**
 * trivet_shift_new:
 * @shift_id: its subject
 *
 * Returns: (transfer full): a shift that was not opened yet
 */
TrivetShift *
trivet_shift_new (const char *shift_id)
{
  TrivetShift borrowed = { .shift_id = (char *) shift_id };

  g_return_val_if_fail (shift_id != NULL, NULL);

  return trivet_shift_copy (&borrowed);
}

/**
 * trivet_shift_copy:
 * @self: a shift; %NULL strings count as ""
 *
 * Returns: (transfer full): a copy that owns its strings
 */
TrivetShift *
trivet_shift_copy (const TrivetShift *self)
{
  TrivetShift *copy = g_memdup2 (self, sizeof *self);

  own (&copy->shift_id);
  own (&copy->drawer_id);
  own (&copy->register_id);
  own (&copy->opened_by);
  own (&copy->closed_by);

  return copy;
}

/**
 * trivet_shift_free:
 * @self: (transfer full): a shift
 */
void
trivet_shift_free (TrivetShift *self)
{
  g_free (self->shift_id);
  g_free (self->drawer_id);
  g_free (self->register_id);
  g_free (self->opened_by);
  g_free (self->closed_by);
  g_free (self);
}

/**
 * trivet_shift_get_fact_shift:
 * @fact: any fact
 *
 * Returns: (transfer none) (nullable): the shift that @fact changes; %NULL for a drawer that was opened
 *   while it had none
 */
const char *
trivet_shift_get_fact_shift (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  if (type == TRIVET_FACT_DRAWER_OPENED && g_str_equal (trivet_fact_get_subject (fact), TRIVET_DRAWERS_SUBJECT))
    return NULL;
  if (type >= TRIVET_FACT_SHIFT_OPENED && type <= TRIVET_FACT_SHIFT_CLOSED)
    return trivet_fact_get_subject (fact);
  if (type == TRIVET_FACT_CASH_TAKEN || type == TRIVET_FACT_CASH_RETURNED)
    return trivet_json_get_string_or (trivet_fact_get_body (fact), "shift", NULL);

  return NULL;
}

/**
 * trivet_shift_compute_expected:
 * @self: a shift
 *
 * Returns: what ought to lie in the drawer, in minor units
 */
gint64
trivet_shift_compute_expected (const TrivetShift *self)
{
  return self->float_minor + self->cash_in_minor - self->cash_out_minor + self->paid_in_minor -
         self->paid_out_minor - self->dropped_minor;
}

static gboolean
get_sum (JsonObject *body,
         const char *member,
         gint64      min_minor,
         gint64     *ret_minor,
         GError    **error)
{
  if (!trivet_json_get_int (body, member, ret_minor, error))
    return FALSE;
  if (*ret_minor >= min_minor && *ret_minor <= TRIVET_SHIFT_MAX_MINOR)
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is not a sum that a drawer holds", member);

  return FALSE;
}

/* Cash of an order may be rounded, even to nothing: what counts here is what was in the hand. */
static gboolean
add_sum (gint64     *sum,
         JsonObject *body,
         GError    **error)
{
  gint64 rounding = trivet_json_get_int_or (body, "rounding_minor", 0);
  gint64 amount;
  gint64 after;

  if (!get_sum (body, "amount_minor", 1, &amount, error))
    return FALSE;
  if (__builtin_add_overflow (amount, rounding, &amount) || amount < 0 || amount > TRIVET_SHIFT_MAX_MINOR)
    return conflict (error, "The rounded sum is not one that a drawer holds");
  if (__builtin_add_overflow (*sum, amount, &after) || after > G_MAXINT64 / 8)
    return conflict (error, "The drawer's sums do not fit");
  *sum = after;

  return TRUE;
}

static gboolean
apply_opened (TrivetShift *self,
              TrivetFact  *fact,
              GError     **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *drawer = trivet_json_get_string (body, "drawer", error);
  gint64      float_minor;

  if (drawer == NULL || !get_sum (body, "float_minor", 0, &float_minor, error))
    return FALSE;
  if (!g_str_has_prefix (self->shift_id, TRIVET_SHIFT_SUBJECT_PREFIX))
    return conflict (error, "Its subject is not a shift");
  g_free (self->drawer_id);
  g_free (self->register_id);
  g_free (self->opened_by);
  self->drawer_id = g_strdup (drawer);
  self->register_id = g_strdup (trivet_fact_get_register_id (fact));
  self->opened_by = g_strdup (trivet_fact_get_staff (fact));
  self->opened_at_us = trivet_fact_get_time_us (fact);
  self->float_minor = float_minor;

  return TRUE;
}

/* The sum must be that of the notes and coins; any sum is accepted, and nothing in the drawer too. */
static gboolean
check_denominations (JsonObject *body,
                     gint64      counted_minor,
                     GError    **error)
{
  JsonArray *list = trivet_json_get_array (body, "denominations", error);
  __int128   sum = 0;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonNode *node = json_array_get_element (list, i);
    gint64    minor;
    gint64    count;

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“denominations” has an entry that is no object");
      return FALSE;
    }
    if (!get_sum (json_node_get_object (node), "minor", 1, &minor, error) ||
        !get_sum (json_node_get_object (node), "count", 0, &count, error))
      return FALSE;
    sum += (__int128) minor * count;
  }
  if (sum == counted_minor)
    return TRUE;

  return conflict (error, "The notes and coins do not add up to what was counted");
}

static gboolean
apply_counted (TrivetShift *self,
               TrivetFact  *fact,
               GError     **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  gint64      counted;
  gint64      expected;

  if (!get_sum (body, "counted_minor", 0, &counted, error) ||
      !trivet_json_get_int (body, "expected_minor", &expected, error) ||
      !check_denominations (body, counted, error))
    return FALSE;
  if (expected != trivet_shift_compute_expected (self))
    return conflict (error, "Cash has moved while it was counted");
  self->counted = TRUE;
  self->counted_minor = counted;
  self->expected_minor = expected;

  return TRUE;
}

static gboolean
apply_closed (TrivetShift *self,
              TrivetFact  *fact,
              GError     **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  gint64      counted;
  gint64      expected;
  gint64      variance;

  if (!trivet_json_get_int (body, "counted_minor", &counted, error) ||
      !trivet_json_get_int (body, "expected_minor", &expected, error) ||
      !trivet_json_get_int (body, "variance_minor", &variance, error))
    return FALSE;
  if (!self->counted)
    return conflict (error, "The drawer was not counted after its last movement");
  if (counted != self->counted_minor || expected != self->expected_minor || variance != counted - expected)
    return conflict (error, "The sums are not those of the count");
  g_free (self->closed_by);
  self->closed_by = g_strdup (trivet_fact_get_staff (fact));
  self->closed_at_us = trivet_fact_get_time_us (fact);
  self->variance_minor = variance;

  return TRUE;
}

/* What moves money makes an earlier count worthless. */
static gboolean
apply_movement (TrivetShift *self,
                gint64      *sum,
                TrivetFact  *fact,
                GError     **error)
{
  if (!add_sum (sum, trivet_fact_get_body (fact), error))
    return FALSE;
  self->counted = FALSE;
  self->counted_minor = 0;
  self->expected_minor = 0;

  return TRUE;
}

static gboolean
apply_with_reason (TrivetShift *self,
                   gint64      *sum,
                   TrivetFact  *fact,
                   GError     **error)
{
  if (trivet_json_get_string (trivet_fact_get_body (fact), "reason", error) == NULL)
    return FALSE;
  if (sum != NULL)
    return apply_movement (self, sum, fact, error);
  self->n_kicks++;

  return TRUE;
}

/**
 * trivet_shift_apply:
 * @self: a shift
 * @fact: one that trivet_shift_get_fact_shift() says is about it
 * @error: return location for a #TrivetFactError
 *
 * Returns: whether @fact fits; otherwise nothing has changed
 */
gboolean
trivet_shift_apply (TrivetShift *self,
                    TrivetFact  *fact,
                    GError     **error)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  g_return_val_if_fail (self != NULL && fact != NULL, FALSE);

  if (self->closed_at_us != 0)
    return conflict (error, "The shift is closed");
  if ((self->opened_at_us != 0) == (type == TRIVET_FACT_SHIFT_OPENED))
    return conflict (error, type == TRIVET_FACT_SHIFT_OPENED ? "The shift is open already" : "The shift was never opened");

  switch ((int) type) {
  case TRIVET_FACT_SHIFT_OPENED:
    return apply_opened (self, fact, error);
  case TRIVET_FACT_DRAWER_PAID_IN:
    return apply_with_reason (self, &self->paid_in_minor, fact, error);
  case TRIVET_FACT_DRAWER_PAID_OUT:
    return apply_with_reason (self, &self->paid_out_minor, fact, error);
  case TRIVET_FACT_DRAWER_DROPPED:
    return apply_with_reason (self, &self->dropped_minor, fact, error);
  case TRIVET_FACT_DRAWER_OPENED:
    return apply_with_reason (self, NULL, fact, error);
  case TRIVET_FACT_DRAWER_COUNTED:
    return apply_counted (self, fact, error);
  case TRIVET_FACT_SHIFT_CLOSED:
    return apply_closed (self, fact, error);
  case TRIVET_FACT_CASH_TAKEN:
    return apply_movement (self, &self->cash_in_minor, fact, error);
  case TRIVET_FACT_CASH_RETURNED:
    return apply_movement (self, &self->cash_out_minor, fact, error);
  default:
    return conflict (error, "Its type is not about a shift");
  }
}

/**
 * trivet_day_end_clear:
 * @self: a day's end; becomes that of a new shop
 */
void
trivet_day_end_clear (TrivetDayEnd *self)
{
  g_clear_pointer (&self->business_date, g_free);
  g_clear_pointer (&self->closed_by, g_free);
  g_clear_pointer (&self->left, json_object_unref);
  self->number = 0;
  self->from_sequence = 0;
  self->to_sequence = 0;
  self->closed_at_us = 0;
}

/**
 * trivet_day_end_copy:
 * @self: a day's end
 *
 * Returns: (transfer full): the same
 */
TrivetDayEnd *
trivet_day_end_copy (const TrivetDayEnd *self)
{
  TrivetDayEnd *copy = g_memdup2 (self, sizeof *self);

  copy->business_date = g_strdup (self->business_date);
  copy->closed_by = g_strdup (self->closed_by);
  if (copy->left != NULL)
    json_object_ref (copy->left);

  return copy;
}

/**
 * trivet_day_end_free:
 * @self: (transfer full): a copy
 */
void
trivet_day_end_free (TrivetDayEnd *self)
{
  trivet_day_end_clear (self);
  g_free (self);
}

/* Takes from @fact what was left open, if it says so. */
static gboolean
take_left (TrivetDayEnd *self,
           JsonObject   *body,
           GError      **error)
{
  g_autoptr (TrivetDayLeft) left = NULL;
  JsonObject *object;

  g_clear_pointer (&self->left, json_object_unref);
  if (!json_object_has_member (body, "left"))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (json_object_get_member (body, "left"))) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“left” is not an object");
    return FALSE;
  }
  object = json_object_get_object_member (body, "left");
  left = trivet_day_left_read (object, error);
  if (left == NULL)
    return FALSE;
  self->left = json_object_ref (object);

  return TRUE;
}

static gboolean
is_date (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *noon = g_strconcat (text, "T12:00:00", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (noon, utc);

  return strlen (text) == 10 && text[4] == '-' && text[7] == '-' && date != NULL;
}

/**
 * trivet_day_end_apply:
 * @self: the day before's end; becomes this day's
 * @fact: a `day-closed`
 * @sequence: its number in the journal
 * @error: return location for a #TrivetFactError
 *
 * Returns: whether @fact ends the next day: its number and its first fact follow without a gap
 */
gboolean
trivet_day_end_apply (TrivetDayEnd *self,
                      TrivetFact   *fact,
                      gint64        sequence,
                      GError      **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *date = trivet_json_get_string (body, "business_date", error);
  gint64      number;
  gint64      from;

  if (date == NULL || !trivet_json_get_int (body, "number", &number, error) ||
      !trivet_json_get_int (body, "from_sequence", &from, error))
    return FALSE;
  if (!is_date (date)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“business_date” is not YYYY-MM-DD");
    return FALSE;
  }
  if (number != self->number + 1) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "The next Z report is number %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, self->number + 1, number);
    return FALSE;
  }
  if (from != self->to_sequence + 1)
    return conflict (error, "The day does not begin where the last one ended");
  if (!take_left (self, body, error))
    return FALSE;
  g_free (self->closed_by);
  self->closed_by = g_strdup (trivet_fact_get_staff (fact));
  self->closed_at_us = trivet_fact_get_time_us (fact);
  g_free (self->business_date);
  self->business_date = g_strdup (date);
  self->number = number;
  self->from_sequence = from;
  self->to_sequence = sequence;

  return TRUE;
}

#define MAX_DENOMINATIONS 16

/* Notes and coins in circulation that a till is likely to hold. */
static const gint64 denominations[TRIVET_N_CURRENCIES][MAX_DENOMINATIONS] = {
  [TRIVET_CURRENCY_CNY] = { 10000, 5000, 2000, 1000, 500, 100, 50, 10 },
  [TRIVET_CURRENCY_HKD] = { 100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10 },
  [TRIVET_CURRENCY_EUR] = { 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 },
  [TRIVET_CURRENCY_GBP] = { 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 },
  [TRIVET_CURRENCY_USD] = { 10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1 },
  [TRIVET_CURRENCY_JPY] = { 10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1 },
  [TRIVET_CURRENCY_KWD] = { 20000, 10000, 5000, 1000, 500, 250, 100, 50, 20, 10, 5 },
};

/**
 * trivet_currency_get_denominations:
 * @currency: a currency
 *
 * Returns: (transfer none) (array zero-terminated=1): its notes and coins in minor units, the
 *   biggest first
 */
const gint64 *
trivet_currency_get_denominations (TrivetCurrency currency)
{
  g_return_val_if_fail (currency > TRIVET_CURRENCY_INVALID && currency < TRIVET_N_CURRENCIES, denominations[0]);

  return denominations[currency];
}
