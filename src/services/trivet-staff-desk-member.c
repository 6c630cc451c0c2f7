/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-staff-desk-private.h"

#include "trivet-id.h"

/*
 * Somebody new, or somebody who changes. A new PIN is compared with everybody's: an approval must tell
 * whose it was; so must a badge.
 */

/**
 * Change:
 * @member: as the person will be
 * @pin: (nullable): a new PIN, until its hash is in @member
 * @badge: (nullable): a new badge, after that; an empty one takes the old one away
 */
typedef struct {
  TrivetStaffMember *member;
  TrivetSecret      *pin;
  TrivetSecret      *badge;
  char              *staff;
} Change;

static void
change_free (Change *change)
{
  g_clear_pointer (&change->member, trivet_staff_member_free);
  g_clear_pointer (&change->pin, trivet_secret_unref);
  g_clear_pointer (&change->badge, trivet_secret_unref);
  g_free (change->staff);
  g_free (change);
}

static void
write_member (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  _trivet_staff_desk_write_change (task, TRIVET_FACT_STAFF_SET, trivet_staff_member_to_body (change->member), change->staff);
}

static void go_on (GTask *task);

/* Returns: (transfer none) (nullable): what is to be compared and hashed next */
static TrivetSecret *
get_next (Change *change)
{
  return change->pin != NULL ? change->pin : change->badge;
}

static void
on_hashed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Change *change = g_task_get_task_data (task);
  char   *hash = trivet_pin_hasher_hash_finish (TRIVET_PIN_HASHER (source), result, &error);

  if (hash == NULL) {
    _trivet_staff_desk_fail (task, error);
    return;
  }
  if (change->pin != NULL) {
    g_free (change->member->pin_hash);
    change->member->pin_hash = hash;
    g_clear_pointer (&change->pin, trivet_secret_unref);
  } else {
    g_free (change->member->badge_hash);
    g_free (change->member->badge_hint);
    change->member->badge_hash = hash;
    change->member->badge_hint = _trivet_badge_dup_hint (change->badge);
    g_clear_pointer (&change->badge, trivet_secret_unref);
  }
  go_on (g_steal_pointer (&task));
}

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TrivetHashCandidate) found = NULL;
  TrivetStaffDesk *self = g_task_get_source_object (task);
  Change          *change = g_task_get_task_data (task);

  _trivet_hash_candidates_find_finish (result, &found, NULL);
  if (found == NULL)
    trivet_pin_hasher_hash_async (self->hasher, get_next (change), on_hashed, g_steal_pointer (&task));
  else if (change->pin != NULL)
    _trivet_staff_desk_fail (task, g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_TAKEN_PIN, "Somebody else has that PIN: choose another"));
  else
    _trivet_staff_desk_fail (task, g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_TAKEN_BADGE, "Somebody else has that badge"));
}

/* The hashes of all others, for PIN or badge; @hint: (nullable): only badges with it */
static GPtrArray *
collect_others (TrivetStaffDesk         *self,
                const TrivetStaffMember *member,
                const char              *hint)
{
  GPtrArray *members = trivet_staff_list_get_members (self->list);
  GPtrArray *candidates = _trivet_hash_candidates_new ();

  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *other = g_ptr_array_index (members, i);
    const char              *hash = hint != NULL ? other->badge_hash : other->pin_hash;

    if (other->active && *hash != '\0' && !g_str_equal (other->staff_id, member->staff_id) &&
        (hint == NULL || g_str_equal (hint, other->badge_hint)))
      _trivet_hash_candidates_add (candidates, other->staff_id, other->name, hash);
  }

  return candidates;
}

/* The PIN, then the badge, then the fact. Takes @task. */
static void
go_on (GTask *task)
{
  TrivetStaffDesk *self = g_task_get_source_object (task);
  Change          *change = g_task_get_task_data (task);
  TrivetSecret    *next = get_next (change);
  g_autofree char *hint = NULL;

  if (next == NULL) {
    write_member (task);
    return;
  }
  if (change->pin == NULL && trivet_secret_get_length (next) == 0) {
    *change->member->badge_hash = '\0';
    *change->member->badge_hint = '\0';
    write_member (task);
    return;
  }
  hint = change->pin == NULL ? _trivet_badge_dup_hint (next) : NULL;
  _trivet_hash_candidates_find_async (collect_others (self, change->member, hint), self->hasher, next, on_compared, task);
}

static GError *
check_name (TrivetStaffDesk         *self,
            const TrivetStaffMember *member)
{
  const TrivetStaffMember *other = trivet_staff_list_lookup_name (self->list, member->name);
  g_autofree char         *name = g_strstrip (g_strdup (member->name));

  if (*name == '\0' || !g_str_equal (name, member->name) || g_utf8_strlen (name, -1) > TRIVET_STAFF_MAX_NAME)
    return g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_NAME, "A name has 1 to %d characters", TRIVET_STAFF_MAX_NAME);
  if (member->active && other != NULL && !g_str_equal (other->staff_id, member->staff_id))
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_TAKEN_NAME, "Somebody else has that name");
  return NULL;
}

static gboolean
may_be_badge (const TrivetSecret *badge)
{
  g_autoptr (TrivetWalletTable) wallets = trivet_wallet_table_new_default ();

  return trivet_staff_desk_may_be_badge (wallets, badge);
}

static GError *
check_secrets (TrivetSecret *pin,
               TrivetSecret *badge)
{
  gsize length = badge != NULL ? trivet_secret_get_length (badge) : 0;

  if (pin != NULL && !_trivet_pin_is_good (pin))
    return g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_PIN,
                        "A PIN has %d to %d digits, and not all of them the same", TRIVET_PIN_MIN_DIGITS, TRIVET_PIN_MAX_DIGITS);
  if (length != 0 && (length < TRIVET_BADGE_MIN_LENGTH || length > TRIVET_BADGE_MAX_LENGTH))
    return g_error_new (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_BADGE, "A badge has %d to %d characters",
                        TRIVET_BADGE_MIN_LENGTH, TRIVET_BADGE_MAX_LENGTH);
  if (length != 0 && !may_be_badge (badge))
    return g_error_new_literal (TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_BAD_BADGE,
                                "A badge must not look like a payment code or a product's bar code");
  return NULL;
}

/* Returns: (transfer full): @member with the secrets that @old has */
static TrivetStaffMember *
merge (const TrivetStaffMember *old,
       const TrivetStaffMember *member)
{
  TrivetStaffMember *merged = trivet_staff_member_new (member->staff_id, member->name, member->role_id);

  g_free (merged->language);
  merged->language = g_strdup (member->language);
  merged->active = member->active;
  if (old == NULL)
    return merged;

  g_free (merged->pin_hash);
  g_free (merged->badge_hash);
  g_free (merged->badge_hint);
  merged->pin_hash = g_strdup (old->pin_hash);
  merged->badge_hash = g_strdup (old->badge_hash);
  merged->badge_hint = g_strdup (old->badge_hint);
  return merged;
}

/**
 * trivet_staff_desk_new_id:
 * @self: a desk
 *
 * Returns: (transfer full): an id for somebody new, or for a new role
 */
char *
trivet_staff_desk_new_id (TrivetStaffDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_STAFF_DESK (self), NULL);

  return trivet_id_new (self->clock, self->random);
}

/**
 * trivet_staff_desk_set_member_async:
 * @self: a desk that has loaded
 * @member: as the person will be; its hashes are ignored
 * @pin: (nullable): a new PIN; %NULL keeps the old one
 * @badge: (nullable): a new badge; %NULL keeps the old one, an empty one takes it away
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Adds somebody, or changes somebody of the same id.
 */
void
trivet_staff_desk_set_member_async (TrivetStaffDesk         *self,
                                    const TrivetStaffMember *member,
                                    TrivetSecret            *pin,
                                    TrivetSecret            *badge,
                                    const char              *staff,
                                    GAsyncReadyCallback      callback,
                                    gpointer                 user_data)
{
  Change *change;
  GTask  *task;
  GError *error;

  g_return_if_fail (TRIVET_IS_STAFF_DESK (self));
  g_return_if_fail (member != NULL && staff != NULL);

  task = _trivet_staff_desk_begin_change (self, callback, user_data);
  if (task == NULL)
    return;
  error = check_name (self, member);
  if (error == NULL)
    error = check_secrets (pin, badge);
  if (error != NULL) {
    _trivet_staff_desk_fail (task, error);
    g_object_unref (task);
    return;
  }

  change = g_new0 (Change, 1);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  change->staff = g_strdup (staff);
  change->member = merge (trivet_staff_list_lookup (self->list, member->staff_id), member);
  change->pin = pin != NULL ? trivet_secret_ref (pin) : NULL;
  change->badge = badge != NULL ? trivet_secret_ref (badge) : NULL;
  go_on (task);
}
