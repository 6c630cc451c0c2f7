/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * How the current order is shared among checks. What each check pays is computed from the order
 * (trivet_order_compute_checks()); a check that is paid is never touched.
 */

JsonObject *
_trivet_register_make_shares_body (const char            *line_id,
                                   const TrivetLineShare *shares,
                                   guint                  n_shares)
{
  JsonObject *body = json_object_new ();
  JsonArray  *array = json_array_new ();

  for (guint i = 0; i < n_shares; i++) {
    JsonObject *share = json_object_new ();

    json_object_set_int_member (share, "check", shares[i].check);
    json_object_set_int_member (share, "weight", shares[i].weight);
    json_array_add_object_element (array, share);
  }
  json_object_set_string_member (body, "line", line_id);
  json_object_set_array_member (body, "shares", array);

  return body;
}

/* How a line is shared now; also what takes a change back. */
JsonObject *
_trivet_register_shares_body (const TrivetOrderLine *line)
{
  return _trivet_register_make_shares_body (line->line_id, (const TrivetLineShare *) line->shares->data, line->shares->len);
}

static JsonObject *
checks_body (TrivetSplitKind kind,
             int             n_checks,
             const gint64   *amounts_minor)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "kind", trivet_split_kind_get_name (kind));
  if (kind != TRIVET_SPLIT_NONE)
    json_object_set_int_member (body, "checks", n_checks);
  if (kind == TRIVET_SPLIT_AMOUNTS) {
    JsonArray *array = json_array_new ();

    for (int i = 0; i < n_checks - 1; i++)
      json_array_add_int_element (array, amounts_minor[i]);
    json_object_set_array_member (body, "amounts", array);
  }

  return body;
}

/**
 * Change:
 * @checks: as they are before it
 *
 * One change of how the order is shared: what is to happen, and what takes it back.
 */
typedef struct {
  TrivetRegister    *reg;
  const TrivetOrder *order;
  GPtrArray         *facts;
  TrivetUndoStep    *undo;
  TrivetTotals       totals;
  GPtrArray         *checks;
} Change;

static void
change_clear (Change *change)
{
  g_clear_pointer (&change->checks, g_ptr_array_unref);
  trivet_totals_clear (&change->totals);
  g_clear_pointer (&change->facts, g_ptr_array_unref);
  g_clear_pointer (&change->undo, _trivet_undo_step_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gboolean
change_begin (Change         *change,
              TrivetRegister *self)
{
  change->reg = self;
  change->order = _trivet_register_peek_ahead (self);
  if (change->order == NULL) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "There is no order yet");
    return FALSE;
  }
  /* The order was accepted fact by fact, so it has totals. */
  if (!trivet_order_compute_totals (change->order, &change->totals, NULL))
    g_assert_not_reached ();
  change->checks = trivet_order_compute_checks (change->order, &change->totals);
  change->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  change->undo = _trivet_undo_step_new_many (self);

  return TRUE;
}

static void
set_checks (Change         *change,
            TrivetSplitKind kind,
            int             n_checks,
            const gint64   *amounts_minor)
{
  const TrivetOrder *order = change->order;

  g_ptr_array_add (change->facts, _trivet_register_make_fact (change->reg, TRIVET_FACT_CHECKS_SET, order->order_id,
                                                              checks_body (kind, n_checks, amounts_minor)));
  _trivet_undo_step_add (change->undo, order->order_id, TRIVET_FACT_CHECKS_SET,
                         checks_body (order->split_kind, order->n_checks, (const gint64 *) order->check_amounts->data));
}

static void
set_shares (Change                *change,
            const TrivetOrderLine *line,
            const TrivetLineShare *shares,
            guint                  n_shares)
{
  const char *order_id = change->order->order_id;

  g_ptr_array_add (change->facts, _trivet_register_make_fact (change->reg, TRIVET_FACT_LINE_SHARES_SET, order_id,
                                                              _trivet_register_make_shares_body (line->line_id, shares, n_shares)));
  _trivet_undo_step_add (change->undo, order_id, TRIVET_FACT_LINE_SHARES_SET, _trivet_register_shares_body (line));
}

static gboolean
change_submit (Change *change)
{
  return _trivet_register_submit (change->reg, change->order->order_id, change->facts, g_steal_pointer (&change->undo));
}

static gboolean
is_completed (const Change *change,
              int           number)
{
  const TrivetCheck *check = trivet_checks_lookup (change->checks, number);

  return check != NULL && check->completed;
}

/* Returns: whether a completed check pays a part of the line */
static gboolean
is_paid_for (const Change          *change,
             const TrivetOrderLine *line)
{
  for (guint i = 0; i < line->shares->len; i++) {
    if (is_completed (change, g_array_index (line->shares, TrivetLineShare, i).check))
      return TRUE;
  }

  return FALSE;
}

static int
find_last_completed (const Change *change)
{
  for (int k = (int) change->checks->len; k > 0; k--) {
    if (is_completed (change, k))
      return k;
  }

  return 0;
}

static gboolean
check_number (TrivetRegister *self,
              const Change   *change,
              int             n_checks)
{
  if (n_checks >= 1 && n_checks <= TRIVET_ORDER_MAX_CHECKS && n_checks >= find_last_completed (change))
    return TRUE;
  _trivet_register_fail (self, TRIVET_REGISTER_ERROR_CHECK_PAID, "A check that is paid cannot be taken away");

  return FALSE;
}

/**
 * trivet_register_split_by_lines:
 * @self: a register
 * @n_checks: among how many checks, at least one; those that are paid stay
 *
 * Splits the current order by its lines, or changes the number of checks of one that is. Lines belong
 * to the first check that is not paid until trivet_register_share_line() says otherwise.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_split_by_lines (TrivetRegister *self,
                                int             n_checks)
{
  g_auto (Change) change = { 0 };

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  if (!change_begin (&change, self) || !check_number (self, &change, n_checks))
    return FALSE;
  set_checks (&change, TRIVET_SPLIT_LINES, n_checks, NULL);
  for (guint i = 0; i < change.order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (change.order->lines, i);

    if (!line->voided && line->shares->len > 0 && change.order->split_kind != TRIVET_SPLIT_LINES &&
        !is_paid_for (&change, line))
      set_shares (&change, line, NULL, 0);
  }

  return change_submit (&change);
}

/* Writes the seats that have ordered something, in order. Returns: how many */
static guint
list_seats (const TrivetOrder *order,
            int               *ret_seats)
{
  guint n = 0;

  for (int seat = 1; seat <= TRIVET_ORDER_MAX_SEAT && n < TRIVET_ORDER_MAX_CHECKS; seat++) {
    for (guint i = 0; i < order->lines->len; i++) {
      const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

      if (!line->voided && line->seat == seat) {
        ret_seats[n++] = seat;
        break;
      }
    }
  }

  return n;
}

/**
 * trivet_register_split_by_seats:
 * @self: a register
 *
 * Makes one check for each seat that has ordered something; what is for the whole table is shared
 * equally by all. Refused once a check is paid, and when no line has a seat.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_split_by_seats (TrivetRegister *self)
{
  g_auto (Change) change = { 0 };
  int             seats[TRIVET_ORDER_MAX_CHECKS];
  TrivetLineShare everybody[TRIVET_ORDER_MAX_CHECKS];
  guint           n;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  if (!change_begin (&change, self))
    return FALSE;
  if (find_last_completed (&change) > 0) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_CHECK_PAID, "A check is paid already");
    return FALSE;
  }
  n = list_seats (change.order, seats);
  if (n == 0) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_SEATS, "No line has a seat");
    return FALSE;
  }

  set_checks (&change, TRIVET_SPLIT_LINES, (int) n, NULL);
  for (guint i = 0; i < n; i++)
    everybody[i] = (TrivetLineShare){ (int) i + 1, 1 };
  for (guint i = 0; i < change.order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (change.order->lines, i);
    guint                  index = 0;

    if (line->voided)
      continue;
    while (index < n && seats[index] != line->seat)
      index++;
    if (index < n)
      set_shares (&change, line, &everybody[index], 1);
    else
      set_shares (&change, line, everybody, n);
  }

  return change_submit (&change);
}

/**
 * trivet_register_split_equally:
 * @self: a register
 * @n_checks: among how many checks
 *
 * Splits the current order into equal parts; checks that are paid keep theirs.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_split_equally (TrivetRegister *self,
                               int             n_checks)
{
  g_auto (Change) change = { 0 };

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  if (!change_begin (&change, self) || !check_number (self, &change, n_checks))
    return FALSE;
  set_checks (&change, TRIVET_SPLIT_EQUAL, n_checks, NULL);

  return change_submit (&change);
}

/**
 * trivet_register_split_by_amounts:
 * @self: a register
 * @amounts_minor: (array length=n_amounts): what the first checks pay, each more than zero
 * @n_amounts: how many; one check more pays the rest
 *
 * Splits the current order into fixed sums; checks that are paid keep theirs.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_split_by_amounts (TrivetRegister *self,
                                  const gint64   *amounts_minor,
                                  guint           n_amounts)
{
  g_auto (Change) change = { 0 };

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (amounts_minor != NULL || n_amounts == 0, FALSE);

  if (!change_begin (&change, self) || !check_number (self, &change, (int) n_amounts + 1))
    return FALSE;
  set_checks (&change, TRIVET_SPLIT_AMOUNTS, (int) n_amounts + 1, amounts_minor);

  return change_submit (&change);
}

/**
 * trivet_register_share_line:
 * @self: a register
 * @line_id: a line of the current order, which is split by lines
 * @shares: (array length=n_shares): which checks pay it, and how many parts each
 * @n_shares: 1 or more
 *
 * Refused when a check that is paid has paid a part of the line, or would get one.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_share_line (TrivetRegister        *self,
                            const char            *line_id,
                            const TrivetLineShare *shares,
                            guint                  n_shares)
{
  g_auto (Change) change = { 0 };
  const TrivetOrderLine *line;
  gboolean               paid;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (line_id != NULL && shares != NULL && n_shares > 0, FALSE);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL || !change_begin (&change, self))
    return FALSE;
  paid = is_paid_for (&change, line);
  for (guint i = 0; i < n_shares; i++)
    paid = paid || is_completed (&change, shares[i].check);
  if (paid) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_CHECK_PAID, "That check is paid");
    return FALSE;
  }
  set_shares (&change, line, shares, n_shares);

  return change_submit (&change);
}

/* Who pays a line now, also when nobody has said so. Returns: (transfer full): its shares */
static GArray *
dup_present_shares (TrivetRegister *self,
                    const char     *line_id)
{
  const TrivetOrder     *order = _trivet_register_peek_ahead (self);
  const TrivetOrderLine *line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;
  GArray                *shares = g_array_new (FALSE, FALSE, sizeof (TrivetLineShare));
  g_auto (Change) change = { 0 };

  for (guint i = 0; line != NULL && i < line->shares->len; i++) {
    if (g_array_index (line->shares, TrivetLineShare, i).check <= order->n_checks)
      g_array_append_val (shares, g_array_index (line->shares, TrivetLineShare, i));
  }
  if (shares->len > 0 || line == NULL || !change_begin (&change, self))
    return shares;

  for (guint k = 0; k < change.checks->len; k++) {
    const TrivetCheck *check = g_ptr_array_index (change.checks, k);

    for (guint i = 0; i < check->lines->len; i++) {
      TrivetLineShare whole = { check->number, 1 };

      if (g_array_index (check->lines, TrivetCheckLine, i).total->line == line)
        g_array_append_val (shares, whole);
    }
  }

  return shares;
}

static int
find_share (GArray *shares,
            int     check)
{
  for (guint i = 0; i < shares->len; i++) {
    if (g_array_index (shares, TrivetLineShare, i).check == check)
      return (int) i;
  }

  return -1;
}

/**
 * trivet_register_move_share:
 * @self: a register
 * @line_id: a line of the current order
 * @from_check: a check that pays a part of it
 * @to_check: the one that is to pay that part
 *
 * As trivet_register_share_line(), for what one check pays.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_move_share (TrivetRegister *self,
                            const char     *line_id,
                            int             from_check,
                            int             to_check)
{
  g_autoptr (GArray) shares = NULL;
  TrivetLineShare part = { to_check, 1 };
  int             from;
  int             to;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (line_id != NULL, FALSE);

  if (_trivet_register_require_line (self, line_id) == NULL)
    return FALSE;
  shares = dup_present_shares (self, line_id);
  from = find_share (shares, from_check);
  if (from >= 0) {
    part.weight = g_array_index (shares, TrivetLineShare, from).weight;
    g_array_remove_index (shares, (guint) from);
  }
  to = find_share (shares, to_check);
  if (to >= 0)
    g_array_index (shares, TrivetLineShare, to).weight =
      MIN (g_array_index (shares, TrivetLineShare, to).weight + part.weight, TRIVET_ORDER_MAX_WEIGHT);
  else
    g_array_append_val (shares, part);

  return trivet_register_share_line (self, line_id, (const TrivetLineShare *) shares->data, shares->len);
}

/**
 * trivet_register_toggle_share:
 * @self: a register
 * @line_id: a line of the current order
 * @check: one of its checks
 *
 * Lets @check pay an equal part of the line, or no part of it any more when it does. The last one that
 * pays goes on paying.
 *
 * Returns: whether something is on its way; otherwise see `failed`
 */
gboolean
trivet_register_toggle_share (TrivetRegister *self,
                              const char     *line_id,
                              int             check)
{
  g_autoptr (GArray) shares = NULL;
  TrivetLineShare part = { check, 1 };
  int             index;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (line_id != NULL, FALSE);

  if (_trivet_register_require_line (self, line_id) == NULL)
    return FALSE;
  shares = dup_present_shares (self, line_id);
  index = find_share (shares, check);
  if (index >= 0 && shares->len == 1)
    return FALSE;
  if (index >= 0)
    g_array_remove_index (shares, (guint) index);
  else
    g_array_append_val (shares, part);
  for (guint i = 0; i < shares->len; i++)
    g_array_index (shares, TrivetLineShare, i).weight = 1;

  return trivet_register_share_line (self, line_id, (const TrivetLineShare *) shares->data, shares->len);
}

/**
 * trivet_register_join_checks:
 * @self: a register
 *
 * Makes one check of all again. What was paid counts for it.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_join_checks (TrivetRegister *self)
{
  g_auto (Change) change = { 0 };

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  if (!change_begin (&change, self))
    return FALSE;
  set_checks (&change, TRIVET_SPLIT_NONE, 1, NULL);

  return change_submit (&change);
}
