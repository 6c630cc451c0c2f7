/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

#include "trivet-id.h"

/*
 * What staff do with drawers. Each command becomes facts; when they are durable it has been done.
 * What can be said at once is said before the journal is asked, and the journal's projection judges
 * again: another register may have been faster.
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

static GTask *
make_task (TrivetDrawers      *self,
           gpointer            tag,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

/* Takes @task. */
static void
refuse (GTask             *task,
        TrivetDrawersError code,
        const char        *words)
{
  g_task_return_new_error (task, TRIVET_DRAWERS_ERROR, (int) code, "%s", words);
  g_object_unref (task);
}

static gboolean
is_sum (gint64 amount_minor,
        gint64 min_minor)
{
  return amount_minor >= min_minor && amount_minor <= TRIVET_SHIFT_MAX_MINOR;
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

/* Takes @body. @staff: (nullable): somebody else than who is signed in */
static void
add_fact (TrivetDrawers *self,
          GPtrArray     *facts,
          TrivetFactType type,
          const char    *subject,
          JsonObject    *body,
          const char    *staff)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  if (staff != NULL)
    stamp.staff = staff;
  g_ptr_array_add (facts, trivet_fact_new (type, subject, body, &stamp));
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
append (GTask     *task,
        GPtrArray *facts)
{
  TrivetDrawers *self = g_task_get_source_object (task);

  trivet_journal_append_async (self->journal, facts, on_appended, task);
}

/**
 * trivet_drawers_set_drawer_async:
 * @self: drawers
 * @drawer: a new drawer, or what an old one becomes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_drawers_set_drawer_async (TrivetDrawers      *self,
                                 const TrivetDrawer *drawer,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  JsonObject *body = json_object_new ();
  g_autoptr (GPtrArray) facts = new_facts ();

  json_object_set_string_member (body, "id", drawer->id);
  json_object_set_string_member (body, "name", drawer->name);
  json_object_set_string_member (body, "name_zh", drawer->name_zh != NULL ? drawer->name_zh : drawer->name);
  if (drawer->kick != NULL && *drawer->kick != '\0')
    json_object_set_string_member (body, "kick", drawer->kick);
  add_fact (self, facts, TRIVET_FACT_DRAWER_SET, TRIVET_DRAWERS_SUBJECT, body, NULL);
  append (make_task (self, trivet_drawers_set_drawer_async, callback, user_data), facts);
}

static void
add_opening (TrivetDrawers *self,
             GPtrArray     *facts,
             const char    *drawer_id,
             gint64         float_minor,
             const char    *staff)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *id = trivet_id_new (stamp.clock, stamp.random);
  g_autofree char *shift_id = g_strconcat (TRIVET_SHIFT_SUBJECT_PREFIX, id, NULL);
  JsonObject      *body = json_object_new ();

  json_object_set_string_member (body, "drawer", drawer_id);
  json_object_set_int_member (body, "float_minor", float_minor);
  add_fact (self, facts, TRIVET_FACT_SHIFT_OPENED, shift_id, body, staff);
}

/**
 * trivet_drawers_use_first_async:
 * @self: drawers
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Gives a shop without drawers the one at its counter, so that a shift can be opened.
 */
void
trivet_drawers_use_first_async (TrivetDrawers      *self,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  static char        id[] = "counter";
  static char        name[] = "Counter";
  static char        name_zh[] = "收银台";
  static char        kick[] = "";
  const TrivetDrawer counter = { id, name, name_zh, kick };

  trivet_drawers_set_drawer_async (self, &counter, callback, user_data);
}

/**
 * trivet_drawers_open_async:
 * @self: drawers
 * @drawer_id: at which one
 * @float_minor: what is put into it, from the safe
 * @callback: called when it is open
 * @user_data: for @callback
 */
void
trivet_drawers_open_async (TrivetDrawers      *self,
                           const char         *drawer_id,
                           gint64              float_minor,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = make_task (self, trivet_drawers_open_async, callback, user_data);
  g_autoptr (GPtrArray) facts = NULL;

  if (trivet_drawers_lookup (self, drawer_id) == NULL) {
    refuse (task, TRIVET_DRAWERS_ERROR_NO_DRAWER, "There is no such drawer.");
    return;
  }
  if (trivet_drawers_find_open (self, drawer_id) != NULL || trivet_drawers_get_shift (self) != NULL) {
    refuse (task, TRIVET_DRAWERS_ERROR_SHIFT_OPEN, "A shift is open already; close it first.");
    return;
  }
  if (!is_sum (float_minor, 0)) {
    refuse (task, TRIVET_DRAWERS_ERROR_BAD_SUM, "The float is not a sum that a drawer holds.");
    return;
  }
  facts = new_facts ();
  add_opening (self, facts, drawer_id, float_minor, NULL);
  append (task, facts);
}

/* Takes @task when there is no shift, and says so. */
static const TrivetShift *
need_shift (TrivetDrawers *self,
            GTask         *task)
{
  const TrivetShift *shift = trivet_drawers_get_shift (self);

  if (shift == NULL)
    refuse (task, TRIVET_DRAWERS_ERROR_NO_SHIFT, "No shift is open at this register.");

  return shift;
}

/**
 * trivet_drawers_move_async:
 * @self: drawers
 * @type: %TRIVET_FACT_DRAWER_PAID_IN, %TRIVET_FACT_DRAWER_PAID_OUT or %TRIVET_FACT_DRAWER_DROPPED
 * @amount_minor: how much
 * @reason: what for
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_drawers_move_async (TrivetDrawers      *self,
                           TrivetFactType      type,
                           gint64              amount_minor,
                           const char         *reason,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask             *task = make_task (self, trivet_drawers_move_async, callback, user_data);
  const TrivetShift *shift = need_shift (self, task);
  JsonObject        *body;
  g_autoptr (GPtrArray) facts = NULL;

  g_return_if_fail (type >= TRIVET_FACT_DRAWER_PAID_IN && type <= TRIVET_FACT_DRAWER_DROPPED);

  if (shift == NULL)
    return;
  if (!is_sum (amount_minor, 1)) {
    refuse (task, TRIVET_DRAWERS_ERROR_BAD_SUM, "That is not a sum that a drawer holds.");
    return;
  }
  facts = new_facts ();
  body = json_object_new ();
  json_object_set_int_member (body, "amount_minor", amount_minor);
  json_object_set_string_member (body, "reason", reason);
  add_fact (self, facts, type, shift->shift_id, body, NULL);
  append (task, facts);
}

static void
on_pulsed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (trivet_printer_kick_finish (TRIVET_PRINTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_KICK_FAILED,
                             "The drawer's printer does not answer; use the key. %s", error->message);
}

static void
on_kick_recorded (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetPrinter *printer = g_task_get_task_data (task);
  GError        *error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    trivet_printer_kick_async (printer, NULL, on_pulsed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* A shift at that drawer, at whatever register, counts it; without one the fact says which drawer it was. */
static void
add_kick (TrivetDrawers *self,
          GPtrArray     *facts,
          const char    *drawer_id,
          JsonObject    *body)
{
  const TrivetShift *shift = trivet_drawers_find_open (self, drawer_id);

  if (shift == NULL)
    json_object_set_string_member (body, "drawer", drawer_id);
  add_fact (self, facts, TRIVET_FACT_DRAWER_OPENED, shift != NULL ? shift->shift_id : TRIVET_DRAWERS_SUBJECT, body, NULL);
}

/**
 * trivet_drawers_kick_async:
 * @self: drawers
 * @drawer_id: (nullable): a drawer; %NULL for that of this register's shift
 * @printer: (nullable): what opens it; %NULL for what trivet_drawers_set_printer() said
 * @reason: what for
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it has been opened
 * @user_data: for @callback
 *
 * Opens the drawer without a sale. That is a fact before the drawer moves.
 */
void
trivet_drawers_kick_async (TrivetDrawers      *self,
                           const char         *drawer_id,
                           TrivetPrinter      *printer,
                           const char         *reason,
                           TrivetApproval     *approval,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = make_task (self, trivet_drawers_kick_async, callback, user_data);
  g_autoptr (JsonObject) body = json_object_new ();
  gboolean           allowed = trivet_manager_allows (self->manager, TRIVET_PERMISSION_OPEN_DRAWER, approval, body);
  const TrivetShift *shift = drawer_id == NULL ? need_shift (self, task) : NULL;
  g_autoptr (GPtrArray) facts = NULL;

  if (drawer_id == NULL && shift == NULL)
    return;
  if (drawer_id == NULL)
    drawer_id = shift->drawer_id;
  if (printer == NULL)
    printer = g_hash_table_lookup (self->printers, drawer_id);
  if (printer == NULL || !trivet_printer_can_kick (printer)) {
    refuse (task, TRIVET_DRAWERS_ERROR_NO_KICK, "No printer opens this drawer; use its key.");
    return;
  }
  if (!allowed) {
    refuse (task, TRIVET_DRAWERS_ERROR_NOT_ALLOWED, "You may not open the drawer without a sale.");
    return;
  }
  facts = new_facts ();
  json_object_set_string_member (body, "reason", reason);
  add_kick (self, facts, drawer_id, g_steal_pointer (&body));
  g_task_set_task_data (task, g_object_ref (printer), g_object_unref);
  trivet_journal_append_async (self->journal, facts, on_kick_recorded, task);
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
    if (!is_sum (count->counts[i].minor, 1) || !is_sum (count->counts[i].count, 0) ||
        __builtin_mul_overflow (count->counts[i].minor, count->counts[i].count, &part) ||
        __builtin_add_overflow (sum, part, &sum))
      return FALSE;
  }
  *ret_sum = sum;

  return is_sum (sum, 0);
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
  const TrivetShift *shift = need_shift (self, task);
  gint64             counted;
  g_autoptr (GPtrArray) facts = NULL;

  if (shift == NULL)
    return;
  if (!add_up (count, &counted)) {
    refuse (task, TRIVET_DRAWERS_ERROR_BAD_SUM, "The notes and coins are more than a drawer holds.");
    return;
  }
  facts = new_facts ();
  add_fact (self, facts, TRIVET_FACT_DRAWER_COUNTED, shift->shift_id, make_count_body (count, shift, counted), NULL);
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
  GTask *task = make_task (self, trivet_drawers_count_async, callback, user_data);
  Count *count = g_new0 (Count, 1);

  count->counts = g_memdup2 (counts, n_counts * sizeof *counts);
  count->n_counts = n_counts;
  g_task_set_task_data (task, count, count_free);
  record_count (task);
}

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  TrivetDrawers *self = g_task_get_source_object (user_data);

  g_clear_pointer (&self->closing, g_free);
  _trivet_drawers_update_register (self);
  on_appended (source, result, user_data);
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

/**
 * trivet_drawers_close_async:
 * @self: drawers
 * @next_staff: (nullable): who goes on at the same drawer, with what was counted as float; %NULL when
 *   nobody does
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Closes the shift with its variance. Open orders are no part of a shift: they stay as they are.
 */
void
trivet_drawers_close_async (TrivetDrawers      *self,
                            const char         *next_staff,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask             *task = make_task (self, trivet_drawers_close_async, callback, user_data);
  const TrivetShift *shift = need_shift (self, task);
  g_autoptr (GPtrArray) facts = NULL;

  if (shift == NULL)
    return;
  if (!shift->counted) {
    refuse (task, TRIVET_DRAWERS_ERROR_NOT_COUNTED, "Count the drawer before it is closed.");
    return;
  }
  facts = new_facts ();
  add_fact (self, facts, TRIVET_FACT_SHIFT_CLOSED, shift->shift_id, make_close_body (shift), NULL);
  if (next_staff != NULL)
    add_opening (self, facts, shift->drawer_id, shift->counted_minor, next_staff);
  g_free (self->closing);
  self->closing = g_strdup (shift->shift_id);
  _trivet_drawers_update_register (self);
  trivet_journal_append_async (self->journal, facts, on_closed, task);
}

/**
 * trivet_drawers_finish:
 * @self: drawers
 * @result: from the callback of a command
 * @error: return location for a #TrivetDrawersError, #TrivetFactError or #TrivetStoreError
 *
 * Returns: whether it has been done
 */
gboolean
trivet_drawers_finish (TrivetDrawers *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
