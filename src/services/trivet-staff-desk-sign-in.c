/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-staff-desk-private.h"

/*
 * Signing in and out. The fact is durable before anybody is signed in, and a refusal before it is
 * heard, so that pulling the plug gives no free guess.
 */

/**
 * SignIn:
 * @counted: in whose name a wrong one is counted
 * @staff_id: (nullable): who it is, once that is known
 */
typedef struct {
  char       *counted;
  char       *staff_id;
  char       *name;
  const char *how;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_free (sign_in->counted);
  g_free (sign_in->staff_id);
  g_free (sign_in->name);
  g_free (sign_in);
}

static JsonObject *
signed_out_body (TrivetStaffDesk *self,
                 const char      *why)
{
  return _trivet_staff_desk_event_body (self->current_id, "why", why);
}

static GError *
make_refusal (const SignIn *sign_in)
{
  if (*sign_in->counted == '\0')
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NO_MEMBER, "Nobody has that badge");
  if (g_str_equal (sign_in->how, "badge"))
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_WRONG_BADGE, "That is not that person's badge");

  return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_WRONG, "That is not the PIN");
}

static void
on_sign_in_stored (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);
  SignIn          *sign_in = g_task_get_task_data (task);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    _trivet_staff_desk_fail (task, error);
    return;
  }
  if (sign_in->staff_id == NULL) {
    _trivet_staff_desk_fail (task, make_refusal (sign_in));
    return;
  }

  self->busy = FALSE;
  _trivet_staff_desk_set_current (self, sign_in->staff_id);
  _trivet_staff_desk_emit_changed (self);
  g_task_return_boolean (task, TRUE);
}

static JsonObject *
signed_in_body (TrivetStaffDesk *self,
                const SignIn    *sign_in)
{
  JsonObject *body = _trivet_staff_desk_event_body (sign_in->staff_id, "how", sign_in->how);

  if (*sign_in->counted == '\0')
    _trivet_staff_desk_say_forgives (self, sign_in->staff_id, body);
  return body;
}

/* Whoever was here goes in the same append. */
static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetHashCandidate) found = NULL;
  g_autoptr (GError) error = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);
  SignIn          *sign_in = g_task_get_task_data (task);

  if (!_trivet_hash_candidates_find_finish (result, &found, &error)) {
    _trivet_staff_desk_fail (task, g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_HASH,
                                                "The PIN cannot be checked: %s; set it anew", error->message));
    return;
  }

  if (found != NULL) {
    sign_in->staff_id = g_strdup (found->staff_id);
    if (trivet_staff_desk_get_current (self) != NULL)
      g_ptr_array_add (facts, _trivet_staff_desk_make_fact (self, TRIVET_FACT_STAFF_SIGNED_OUT, signed_out_body (self, "switch"),
                                                            trivet_staff_desk_get_name (self)));
    g_ptr_array_add (facts, _trivet_staff_desk_make_fact (self, TRIVET_FACT_STAFF_SIGNED_IN, signed_in_body (self, sign_in), found->name));
  } else {
    g_ptr_array_add (facts, _trivet_staff_desk_make_fact (self, TRIVET_FACT_STAFF_REFUSED,
                                                          _trivet_staff_desk_event_body (sign_in->counted, NULL, NULL),
                                                          trivet_staff_desk_get_name (self)));
  }
  trivet_journal_append_async (self->journal, facts, on_sign_in_stored, g_steal_pointer (&task));
}

static GTask *
begin (TrivetStaffDesk    *self,
       const char         *counted,
       const char         *how,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask  *task = g_task_new (self, NULL, callback, user_data);
  SignIn *sign_in = g_new0 (SignIn, 1);
  guint   pause_s = trivet_staff_desk_get_pause_s (self, counted);

  sign_in->counted = g_strdup (counted);
  sign_in->how = how;
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  if (self->busy) {
    g_task_return_new_error (task, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BUSY, "Another PIN is being checked");
  } else if (pause_s > 0) {
    g_task_return_new_error (task, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_PAUSED,
                             "Too many wrong PINs: wait %u seconds", pause_s);
  } else {
    self->busy = TRUE;
    return task;
  }
  g_object_unref (task);

  return NULL;
}

/**
 * trivet_staff_desk_sign_in_async:
 * @self: a desk that has loaded
 * @staff_id: who wants to work
 * @pin: what was typed
 * @callback: called when the answer is durable; see trivet_staff_desk_sign_in_finish()
 * @user_data: for @callback
 */
void
trivet_staff_desk_sign_in_async (TrivetStaffDesk    *self,
                                 const char         *staff_id,
                                 TrivetSecret       *pin,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  const TrivetStaffMember *member;
  GPtrArray               *candidates;
  GTask                   *task;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (staff_id != NULL && pin != NULL);

  task = begin (self, staff_id, "pin", callback, user_data);
  if (task == NULL)
    return;
  member = trivet_staff_list_lookup (self->list, staff_id);
  if (member == NULL || !member->active || *member->pin_hash == '\0') {
    gboolean known = member != NULL && member->active;

    _trivet_staff_desk_fail (task, g_error_new_literal (TRIVET_STAFF_ERROR, known ? TRIVET_STAFF_ERROR_NO_PIN : TRIVET_STAFF_ERROR_NO_MEMBER,
                                                        known ? "No PIN is set for that person" : "That person does not work here any more"));
    g_object_unref (task);
    return;
  }

  candidates = _trivet_hash_candidates_new ();
  _trivet_hash_candidates_add (candidates, member->staff_id, member->name, member->pin_hash);
  _trivet_hash_candidates_find_async (candidates, self->hasher, pin, on_found, task);
}

/**
 * trivet_staff_desk_has_badges:
 * @self: a desk that has loaded
 *
 * Returns: whether anybody active has one: otherwise no scan is looked at
 */
gboolean
trivet_staff_desk_has_badges (TrivetStaffDesk *self)
{
  GPtrArray *members;

  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), FALSE);

  members = trivet_staff_list_get_members (self->list);
  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);

    if (member->active && *member->badge_hash != '\0')
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_staff_desk_may_be_badge:
 * @wallets: knows guests' codes and products' bar codes
 * @scanned: what a scanner read
 *
 * Returns: whether it is neither
 */
gboolean
trivet_staff_desk_may_be_badge (TrivetWalletTable  *wallets,
                                const TrivetSecret *scanned)
{
  g_autoptr (TrivetSecret) code = NULL;
  const char *wallet_id;

  g_return_val_if_fail (TRIVET_IS_WALLET_TABLE (wallets), FALSE);
  g_return_val_if_fail (scanned != NULL, FALSE);

  return trivet_wallet_table_recognise (wallets, scanned, &code, &wallet_id) == TRIVET_CODE_OTHER;
}

/* @staff_id: TRIVET_STAFF_NOBODY for whoever has it */
static void
sign_in_badge (TrivetStaffDesk    *self,
               const char         *staff_id,
               TrivetSecret       *badge,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  g_autofree char *hint = NULL;
  GPtrArray       *candidates;
  GPtrArray       *members;
  GTask           *task = begin (self, staff_id, "badge", callback, user_data);

  if (task == NULL)
    return;
  hint = _trivet_badge_dup_hint (badge);
  candidates = _trivet_hash_candidates_new ();
  members = trivet_staff_list_get_members (self->list);
  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);
    gboolean                 wanted = *staff_id == '\0' || g_str_equal (staff_id, member->staff_id);

    if (wanted && member->active && *member->badge_hash != '\0' && g_str_equal (member->badge_hint, hint))
      _trivet_hash_candidates_add (candidates, member->staff_id, member->name, member->badge_hash);
  }
  _trivet_hash_candidates_find_async (candidates, self->hasher, badge, on_found, task);
}

/**
 * trivet_staff_desk_sign_in_badge_async:
 * @self: a desk that has loaded
 * @badge: what the scanner read
 * @callback: called when the answer is durable; see trivet_staff_desk_sign_in_finish()
 * @user_data: for @callback
 */
void
trivet_staff_desk_sign_in_badge_async (TrivetStaffDesk    *self,
                                       TrivetSecret       *badge,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (badge != NULL);

  sign_in_badge (self, TRIVET_STAFF_NOBODY, badge, callback, user_data);
}

/**
 * trivet_staff_desk_sign_in_badge_of_async:
 * @self: a desk that has loaded
 * @staff_id: whose badge it must be
 * @badge: what the scanner read
 * @callback: called when the answer is durable; see trivet_staff_desk_sign_in_finish()
 * @user_data: for @callback
 *
 * A wrong one counts as a wrong PIN of that person does.
 */
void
trivet_staff_desk_sign_in_badge_of_async (TrivetStaffDesk    *self,
                                          const char         *staff_id,
                                          TrivetSecret       *badge,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (staff_id != NULL && *staff_id != '\0');
  g_return_if_fail (badge != NULL);

  sign_in_badge (self, staff_id, badge, callback, user_data);
}

/**
 * trivet_staff_desk_sign_in_finish:
 * @self: a desk
 * @result: from the callback
 * @error: return location: #TrivetStaffError, or the disk's
 *
 * Returns: whether that person is signed in now
 */
gboolean
trivet_staff_desk_sign_in_finish (TrivetStaffDesk *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Out is out, also when the disk refuses to remember it. */
static void
sign_out (TrivetStaffDesk *self,
          const char      *why)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (trivet_staff_desk_get_current (self) == NULL)
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (facts, _trivet_staff_desk_make_fact (self, TRIVET_FACT_STAFF_SIGNED_OUT, signed_out_body (self, why),
                                                        trivet_staff_desk_get_name (self)));
  trivet_journal_append_async (self->journal, facts, NULL, NULL);
  _trivet_staff_desk_set_current (self, NULL);
  _trivet_staff_desk_emit_changed (self);
}

/**
 * trivet_staff_desk_sign_out:
 * @self: a desk
 *
 * Whoever is signed in leaves.
 */
void
trivet_staff_desk_sign_out (TrivetStaffDesk *self)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));

  sign_out (self, "self");
}

/* One timer for many touches: when it ends, it looks how long ago the last one was. */
static gboolean
on_idle_over (gpointer user_data)
{
  TrivetStaffDesk *self = user_data;
  gint64           idle_us = trivet_clock_get_monotonic_us (self->clock) - self->touched_us;

  self->lock_id = 0;
  if (!self->serving && idle_us >= trivet_staff_list_get_policy (self->list)->lock_after_s * G_USEC_PER_SEC)
    sign_out (self, "idle");
  else
    _trivet_staff_desk_watch_idle (self);

  return G_SOURCE_REMOVE;
}

void
_trivet_staff_desk_watch_idle (TrivetStaffDesk *self)
{
  gint64 lock_after_s = trivet_staff_list_get_policy (self->list)->lock_after_s;
  gint64 left_us = self->touched_us + lock_after_s * G_USEC_PER_SEC - trivet_clock_get_monotonic_us (self->clock);

  if (self->lock_id != 0)
    trivet_clock_remove_timeout (self->clock, self->lock_id);
  self->lock_id = 0;
  if (self->clock == NULL || lock_after_s == 0 || self->serving || trivet_staff_desk_get_current (self) == NULL)
    return;

  self->lock_id = trivet_clock_add_timeout (self->clock, (guint) (MAX (left_us, 0) / 1000 + 1), on_idle_over, self, NULL);
}

/**
 * trivet_staff_desk_touch:
 * @self: a desk
 *
 * Somebody is working: the time until the lock begins anew.
 */
void
trivet_staff_desk_touch (TrivetStaffDesk *self)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));

  self->touched_us = trivet_clock_get_monotonic_us (self->clock);
}

/**
 * trivet_staff_desk_set_serving:
 * @self: a desk
 * @serving: whether a guest is paying just now
 *
 * While a guest pays nobody is signed out; afterwards the time until the lock begins anew.
 */
void
trivet_staff_desk_set_serving (TrivetStaffDesk *self,
                               gboolean         serving)
{
  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));

  if (self->serving == serving)
    return;
  self->serving = serving;
  trivet_staff_desk_touch (self);
  _trivet_staff_desk_watch_idle (self);
}
