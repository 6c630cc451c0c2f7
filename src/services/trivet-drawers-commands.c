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

GTask *
_trivet_drawers_make_task (TrivetDrawers      *self,
                           gpointer            tag,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

void
_trivet_drawers_refuse (GTask             *task,
                        TrivetDrawersError code,
                        const char        *words)
{
  g_task_return_new_error (task, TRIVET_DRAWERS_ERROR, (int) code, "%s", words);
  g_object_unref (task);
}

gboolean
_trivet_drawers_is_sum (gint64 amount_minor,
                        gint64 min_minor)
{
  return amount_minor >= min_minor && amount_minor <= TRIVET_SHIFT_MAX_MINOR;
}

GPtrArray *
_trivet_drawers_new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

void
_trivet_drawers_add_fact (TrivetDrawers *self,
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

void
_trivet_drawers_on_appended (GObject      *source,
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

  trivet_journal_append_async (self->journal, facts, _trivet_drawers_on_appended, task);
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
  g_autoptr (GPtrArray) facts = _trivet_drawers_new_facts ();

  json_object_set_string_member (body, "id", drawer->id);
  json_object_set_string_member (body, "name", drawer->name);
  json_object_set_string_member (body, "name_zh", drawer->name_zh != NULL ? drawer->name_zh : drawer->name);
  if (drawer->kick != NULL && *drawer->kick != '\0')
    json_object_set_string_member (body, "kick", drawer->kick);
  _trivet_drawers_add_fact (self, facts, TRIVET_FACT_DRAWER_SET, TRIVET_DRAWERS_SUBJECT, body, NULL);
  append (_trivet_drawers_make_task (self, trivet_drawers_set_drawer_async, callback, user_data), facts);
}

void
_trivet_drawers_add_opening (TrivetDrawers     *self,
                             GPtrArray         *facts,
                             const char        *drawer_id,
                             gint64             float_minor,
                             const TrivetShift *from,
                             const char        *staff)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *id = trivet_id_new (stamp.clock, stamp.random);
  g_autofree char *shift_id = g_strconcat (TRIVET_SHIFT_SUBJECT_PREFIX, id, NULL);
  JsonObject      *body = json_object_new ();

  json_object_set_string_member (body, "drawer", drawer_id);
  json_object_set_int_member (body, "float_minor", float_minor);
  if (from != NULL)
    json_object_set_string_member (body, "from", from->shift_id);
  _trivet_drawers_add_fact (self, facts, TRIVET_FACT_SHIFT_OPENED, shift_id, body, staff);
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
  GTask *task = _trivet_drawers_make_task (self, trivet_drawers_open_async, callback, user_data);
  g_autoptr (GPtrArray) facts = NULL;

  if (trivet_drawers_lookup (self, drawer_id) == NULL) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NO_DRAWER, "There is no such drawer.");
    return;
  }
  if (trivet_drawers_find_open (self, drawer_id) != NULL || trivet_drawers_get_shift (self) != NULL) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_SHIFT_OPEN, "A shift is open already; close it first.");
    return;
  }
  if (!_trivet_drawers_is_sum (float_minor, 0)) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_BAD_SUM, "The float is not a sum that a drawer holds.");
    return;
  }
  facts = _trivet_drawers_new_facts ();
  _trivet_drawers_add_opening (self, facts, drawer_id, float_minor, NULL, NULL);
  append (task, facts);
}

const TrivetShift *
_trivet_drawers_need_shift (TrivetDrawers *self,
                            GTask         *task)
{
  const TrivetShift *shift = trivet_drawers_get_shift (self);

  if (shift == NULL)
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NO_SHIFT, "No shift is open at this register.");

  return shift;
}

/**
 * trivet_drawers_move_async:
 * @self: drawers
 * @type: %TRIVET_FACT_DRAWER_PAID_IN, %TRIVET_FACT_DRAWER_PAID_OUT or %TRIVET_FACT_DRAWER_DROPPED
 * @amount_minor: how much
 * @reason: what for
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Money that no guest pays or gets. Whoever may open the drawer without a sale may do it, for that is what
 * it is; a printer that can opens the drawer once the fact is durable.
 */
void
trivet_drawers_move_async (TrivetDrawers      *self,
                           TrivetFactType      type,
                           gint64              amount_minor,
                           const char         *reason,
                           TrivetApproval     *approval,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask             *task = _trivet_drawers_make_task (self, trivet_drawers_move_async, callback, user_data);
  const TrivetShift *shift = _trivet_drawers_need_shift (self, task);
  g_autoptr (JsonObject) body = json_object_new ();
  gboolean allowed = trivet_manager_allows (self->manager, TRIVET_PERMISSION_OPEN_DRAWER, approval, body);
  g_autoptr (GPtrArray) facts = NULL;

  g_return_if_fail (type >= TRIVET_FACT_DRAWER_PAID_IN && type <= TRIVET_FACT_DRAWER_DROPPED);

  if (shift == NULL)
    return;
  if (!_trivet_drawers_is_sum (amount_minor, 1)) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_BAD_SUM, "That is not a sum that a drawer holds.");
    return;
  }
  if (!allowed) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NOT_ALLOWED, "You may not open the drawer without a sale.");
    return;
  }
  facts = _trivet_drawers_new_facts ();
  json_object_set_int_member (body, "amount_minor", amount_minor);
  json_object_set_string_member (body, "reason", reason);
  _trivet_drawers_add_fact (self, facts, type, shift->shift_id, g_steal_pointer (&body), NULL);
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
  _trivet_drawers_add_fact (self, facts, TRIVET_FACT_DRAWER_OPENED, shift != NULL ? shift->shift_id : TRIVET_DRAWERS_SUBJECT, body, NULL);
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
  GTask *task = _trivet_drawers_make_task (self, trivet_drawers_kick_async, callback, user_data);
  g_autoptr (JsonObject) body = json_object_new ();
  gboolean           allowed = trivet_manager_allows (self->manager, TRIVET_PERMISSION_OPEN_DRAWER, approval, body);
  const TrivetShift *shift = drawer_id == NULL ? _trivet_drawers_need_shift (self, task) : NULL;
  g_autoptr (GPtrArray) facts = NULL;

  if (drawer_id == NULL && shift == NULL)
    return;
  if (drawer_id == NULL)
    drawer_id = shift->drawer_id;
  if (printer == NULL)
    printer = g_hash_table_lookup (self->printers, drawer_id);
  if (printer == NULL || !trivet_printer_can_kick (printer)) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NO_KICK, "No printer opens this drawer; use its key.");
    return;
  }
  if (!allowed) {
    _trivet_drawers_refuse (task, TRIVET_DRAWERS_ERROR_NOT_ALLOWED, "You may not open the drawer without a sale.");
    return;
  }
  facts = _trivet_drawers_new_facts ();
  json_object_set_string_member (body, "reason", reason);
  add_kick (self, facts, drawer_id, g_steal_pointer (&body));
  g_task_set_task_data (task, g_object_ref (printer), g_object_unref);
  trivet_journal_append_async (self->journal, facts, on_kick_recorded, task);
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
