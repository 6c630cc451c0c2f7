/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

/*
 * The end of a shift: the blind count, the close, and handing over to somebody who goes on with the
 * counted money and with the guests of who leaves.
 */

/* A sale that is on its way while somebody counts makes the count's own fact a little late. */
#define MAX_COUNT_TRIES 3

typedef struct {
  TrivetDenominationCount *counts;
  gsize                    n_counts;
  guint                    n_tries;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->counts);
  g_free (count);
}

static JsonObject *
make_count_body (const Count       *count,
                 const TrivetShift *shift,
                 gint64             counted_minor)
{
  JsonObject *body = json_object_new ();
  JsonArray  *list = json_array_new ();

  for (gsize i = 0; i < count->n_counts; i++) {
    JsonObject *entry = json_object_new ();

    json_object_set_int_member (entry, "minor", count->counts[i].minor);
    json_object_set_int_member (entry, "count", count->counts[i].count);
    json_array_add_object_element (list, entry);
  }
  json_object_set_array_member (body, "denominations", list);
  json_object_set_int_member (body, "counted_minor", counted_minor);
  json_object_set_int_member (body, "expected_minor", trivet_shift_compute_expected (shift));

  return body;
}

static gboolean
add_up (const Count *count,
        gint64      *ret_sum)
{
  gint64 sum = 0;
  gint64 part;

  for (gsize i = 0; i < count->n_counts; i++) {
    if (!_trivet_drawers_is_sum (count->counts[i].minor, 1) || !_trivet_drawers_is_sum (count->counts[i].count, 0) ||
        __builtin_mul_overflow (count->counts[i].minor, count->counts[i].count, &part) ||
        __builtin_add_overflow (sum, part, &sum))
      return FALSE;
  }
  *ret_sum = sum;

  return _trivet_drawers_is_sum (sum, 0);
}

static void record_count (GTask *task);

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Count  *count = g_task_get_task_data (task);
  GError *error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  /* Cash that was on its way is known now. */
  if (g_error_matches (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT) && ++count->n_tries < MAX_COUNT_TRIES) {
    g_error_free (error);
    record_count (g_steal_pointer (&task));
    return;
  }
  g_task_return_error (task, error);
}

/* Takes @task. */
static void
record_count (GTask *task)
{
  TrivetDrawers     *self = g_task_get_source_object (task);
  const Count       *count = g_task_get_task_data (task);
  const TrivetShift *shift = _trivet_drawers_need_shift (self, task);
  gint64             counted;
  g_autoptr (GPtrArray) facts = NULL;

  if (shift == NULL)
    return;
  if (!add_up (count, &counted)) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_BAD_SUM, "The notes and coins are more than a drawer holds.");
    return;
  }
  facts = _trivet_drawers_new_facts ();
  _trivet_drawers_add_fact (self, facts, TRIVET_FACT_DRAWER_COUNTED, shift->shift_id, make_count_body (count, shift, counted), NULL);
  trivet_journal_append_async (self->journal, facts, on_counted, task);
}

/**
 * trivet_drawers_count_async:
 * @self: drawers
 * @counts: (array length=n_counts): the notes and coins that are in the drawer
 * @n_counts: how many kinds; none is an empty drawer
 * @callback: called when it is durable: only now the shift says what was expected
 * @user_data: for @callback
 *
 * Any count is accepted, and may be given again.
 */
void
trivet_drawers_count_async (TrivetDrawers                 *self,
                            const TrivetDenominationCount *counts,
                            gsize                          n_counts,
                            GAsyncReadyCallback            callback,
                            gpointer                       user_data)
{
  GTask *task = _trivet_drawers_make_task (self, trivet_drawers_count_async, callback, user_data);
  Count *count = g_new0 (Count, 1);

  count->counts = g_memdup2 (counts, n_counts * sizeof *counts);
  count->n_counts = n_counts;
  g_task_set_task_data (task, count, count_free);
  record_count (task);
}

static JsonObject *
make_close_body (const TrivetShift *shift)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "counted_minor", shift->counted_minor);
  json_object_set_int_member (body, "expected_minor", shift->expected_minor);
  json_object_set_int_member (body, "variance_minor", shift->counted_minor - shift->expected_minor);

  return body;
}

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  TrivetDrawers *self = g_task_get_source_object (user_data);

  g_clear_pointer (&self->closing, g_free);
  _trivet_drawers_update_register (self);
  _trivet_drawers_on_appended (source, result, user_data);
}

/* Takes @task when there is no shift that can be closed, and says so. */
static const TrivetShift *
need_counted (TrivetDrawers *self,
              GTask         *task)
{
  const TrivetShift *shift = _trivet_drawers_need_shift (self, task);

  if (shift == NULL || shift->counted)
    return shift;
  _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NOT_COUNTED, "Count the drawer before it is closed.");

  return NULL;
}

/* Takes @task. No cash belongs to a shift whose end is on its way. */
static void
append_close (GTask             *task,
              const TrivetShift *shift,
              GPtrArray         *facts)
{
  TrivetDrawers *self = g_task_get_source_object (task);

  g_free (self->closing);
  self->closing = g_strdup (shift->shift_id);
  _trivet_drawers_update_register (self);
  trivet_journal_append_async (self->journal, facts, on_closed, task);
}

/**
 * trivet_drawers_close_async:
 * @self: drawers
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Closes the shift with its variance; nobody goes on. Open orders are no part of a shift: they stay as they are.
 */
void
trivet_drawers_close_async (TrivetDrawers      *self,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask             *task = _trivet_drawers_make_task (self, trivet_drawers_close_async, callback, user_data);
  const TrivetShift *shift = need_counted (self, task);
  g_autoptr (GPtrArray) facts = NULL;

  if (shift == NULL)
    return;
  facts = _trivet_drawers_new_facts ();
  _trivet_drawers_add_fact (self, facts, TRIVET_FACT_SHIFT_CLOSED, shift->shift_id, make_close_body (shift), NULL);
  append_close (task, shift, facts);
}

static gboolean
is_looked_after_by (const TrivetOrder *order,
                    const char        *staff)
{
  return *staff != '\0' && trivet_order_is_open (order) && g_str_equal (order->staff, staff);
}

/**
 * trivet_drawers_count_orders:
 * @self: drawers
 *
 * Returns: how many open orders go to who takes this register's shift over: those of the person whose
 *   shift it is; 0 without a shift
 */
guint
trivet_drawers_count_orders (TrivetDrawers *self)
{
  const TrivetShift *shift;
  GListModel        *tabs;
  guint              n = 0;

  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), 0);

  shift = trivet_drawers_get_shift (self);
  tabs = trivet_register_get_tabs (self->reg);
  for (guint i = 0; shift != NULL && i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    n += is_looked_after_by (trivet_tab_get_order (tab), shift->opened_by);
  }

  return n;
}

static void
add_transfers (TrivetDrawers *self,
               GPtrArray     *facts,
               const char    *leaver,
               const char    *from,
               const char    *to)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);

  for (guint i = 0; *to != '\0' && !g_str_equal (from, to) && i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    const TrivetOrder *order = trivet_tab_get_order (tab);
    JsonObject        *body;

    if (!is_looked_after_by (order, from))
      continue;
    body = json_object_new ();
    json_object_set_string_member (body, "staff", to);
    _trivet_drawers_add_fact (self, facts, TRIVET_FACT_ORDER_TRANSFERRED, order->order_id, body, leaver);
  }
}

/* Takes @task. The shift is read again: cash may have come while somebody typed a PIN. */
static void
hand_over (GTask      *task,
           const char *leaver)
{
  TrivetDrawers     *self = g_task_get_source_object (task);
  const TrivetShift *shift = need_counted (self, task);
  const char        *next = trivet_register_get_staff (self->reg);
  g_autoptr (GPtrArray) facts = NULL;

  if (shift == NULL)
    return;
  facts = _trivet_drawers_new_facts ();
  _trivet_drawers_add_fact (self, facts, TRIVET_FACT_SHIFT_CLOSED, shift->shift_id, make_close_body (shift), leaver);
  add_transfers (self, facts, leaver, shift->opened_by, next);
  _trivet_drawers_add_opening (self, facts, shift->drawer_id, shift->counted_minor, shift, next);
  append_close (task, shift, facts);
}

static void
on_taken_over (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (trivet_staff_desk_sign_in_finish (TRIVET_STAFF_DESK (source), result, &error))
    hand_over (g_object_ref (task), g_task_get_task_data (task));
  else
    g_task_return_error (task, error);
}

/**
 * trivet_drawers_hand_over_async:
 * @self: drawers
 * @staff_id: (nullable): who takes over; %NULL for who works at the register now
 * @secret: (nullable): that person's own PIN or badge; needed unless it is who is signed in
 * @is_badge: which of the two it is
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Closes the counted shift and opens the next one at the same drawer, with the counted money as float.
 * Open orders of the person whose shift it was are looked after by the next one, who is signed in from
 * now on. When the disk refuses after that, the shift is as it was and can be handed over again. Ends with
 * trivet_drawers_finish(), also with a #TrivetStaffError.
 */
void
trivet_drawers_hand_over_async (TrivetDrawers      *self,
                                const char         *staff_id,
                                TrivetSecret       *secret,
                                gboolean            is_badge,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask                   *task = _trivet_drawers_make_task (self, trivet_drawers_hand_over_async, callback, user_data);
  TrivetStaffDesk         *desk = self->manager != NULL ? trivet_manager_get_desk (self->manager) : NULL;
  const TrivetStaffMember *current = desk != NULL ? trivet_staff_desk_get_current (desk) : NULL;

  if (need_counted (self, task) == NULL)
    return;
  g_task_set_task_data (task, g_strdup (trivet_register_get_staff (self->reg)), g_free);
  if (staff_id == NULL || (current != NULL && g_str_equal (current->staff_id, staff_id)))
    hand_over (task, g_task_get_task_data (task));
  else if (desk == NULL || secret == NULL)
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NOT_ALLOWED, "Who takes over confirms it with the own PIN or badge.");
  else if (is_badge)
    trivet_staff_desk_sign_in_badge_of_async (desk, staff_id, secret, on_taken_over, task);
  else
    trivet_staff_desk_sign_in_async (desk, staff_id, secret, on_taken_over, task);
}
