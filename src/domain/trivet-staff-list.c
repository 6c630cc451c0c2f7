/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-staff.h"

/*
 * TrivetStaffList: the fold. It takes what registers that were apart may have written: a member
 * whose role is gone, or two with one name. Rules about what may be written are the services'.
 */

struct _TrivetStaffList {
  GPtrArray        *roles;   /* TrivetRole, as they were added */
  GPtrArray        *members; /* TrivetStaffMember, as they were added */
  TrivetStaffPolicy policy;
};

/**
 * trivet_staff_list_new:
 *
 * Returns: (transfer full): nobody; a sign-in will be required once there is somebody
 */
TrivetStaffList *
trivet_staff_list_new (void)
{
  TrivetStaffList *self = g_new0 (TrivetStaffList, 1);

  self->roles = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_role_free);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_staff_member_free);
  self->policy.sign_in_required = TRUE;
  return self;
}

/**
 * trivet_staff_list_copy:
 * @self: a list
 *
 * Returns: (transfer full): a copy, to try facts on
 */
TrivetStaffList *
trivet_staff_list_copy (const TrivetStaffList *self)
{
  TrivetStaffList *copy = trivet_staff_list_new ();

  for (guint i = 0; i < self->roles->len; i++)
    g_ptr_array_add (copy->roles, trivet_role_copy (g_ptr_array_index (self->roles, i)));
  for (guint i = 0; i < self->members->len; i++)
    g_ptr_array_add (copy->members, trivet_staff_member_copy (g_ptr_array_index (self->members, i)));
  copy->policy = self->policy;
  return copy;
}

/**
 * trivet_staff_list_free:
 * @self: (transfer full): a list
 */
void
trivet_staff_list_free (TrivetStaffList *self)
{
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->members);
  g_free (self);
}

static gint
find_role (const TrivetStaffList *self,
           const char            *role_id)
{
  for (guint i = 0; i < self->roles->len; i++) {
    if (g_strcmp0 (((const TrivetRole *) g_ptr_array_index (self->roles, i))->role_id, role_id) == 0)
      return (gint) i;
  }

  return -1;
}

static gint
find_member (const TrivetStaffList *self,
             const char            *staff_id)
{
  for (guint i = 0; i < self->members->len; i++) {
    if (g_strcmp0 (((const TrivetStaffMember *) g_ptr_array_index (self->members, i))->staff_id, staff_id) == 0)
      return (gint) i;
  }

  return -1;
}

/* Puts @entry at @position, or at the end when that is negative; takes it over. */
static gboolean
put (GPtrArray *list,
     gint       position,
     gpointer   entry,
     guint      limit,
     GError   **error)
{
  if (position >= 0) {
    list->pdata[position] = entry; /* the caller has freed the old one */
    return TRUE;
  }
  g_ptr_array_add (list, entry);
  if (list->len <= limit)
    return TRUE;

  g_ptr_array_set_size (list, (gint) limit);
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "There are %u already", limit);
  return FALSE;
}

static gboolean
apply_role_set (TrivetStaffList *self,
                JsonObject      *body,
                GError         **error)
{
  TrivetRole *role = trivet_role_from_body (body, error);
  gint        position;

  if (role == NULL)
    return FALSE;
  position = find_role (self, role->role_id);
  if (position >= 0)
    trivet_role_free (g_ptr_array_index (self->roles, position));

  return put (self->roles, position, role, TRIVET_STAFF_MAX_ROLES, error);
}

static gboolean
apply_staff_set (TrivetStaffList *self,
                 JsonObject      *body,
                 GError         **error)
{
  TrivetStaffMember *member = trivet_staff_member_from_body (body, error);
  gint               position;

  if (member == NULL)
    return FALSE;
  position = find_member (self, member->staff_id);
  if (position >= 0)
    trivet_staff_member_free (g_ptr_array_index (self->members, position));

  return put (self->members, position, member, TRIVET_STAFF_MAX_MEMBERS, error);
}

/* Two registers may remove the same one: the second finds nothing, and that is as well. */
static gboolean
apply_removed (GPtrArray  *list,
               gint        position,
               const char *id)
{
  if (id != NULL && position >= 0)
    g_ptr_array_remove_index (list, (guint) position);

  return id != NULL;
}

static gboolean
apply_policy (TrivetStaffList *self,
              JsonObject      *body,
              GError         **error)
{
  const char *sign_in = trivet_json_get_string (body, "sign_in", error);
  gint64      lock_after_s = trivet_json_get_int_or (body, "lock_after_s", 0);

  if (sign_in == NULL)
    return FALSE;
  if ((!g_str_equal (sign_in, "required") && !g_str_equal (sign_in, "optional")) || lock_after_s < 0 ||
      lock_after_s > TRIVET_STAFF_MAX_LOCK_S) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                         "“sign_in” or “lock_after_s” has a value that is not known");
    return FALSE;
  }
  self->policy.sign_in_required = g_str_equal (sign_in, "required");
  self->policy.lock_after_s = lock_after_s;

  return TRUE;
}

/* Of a sign-in, an approval or a refusal only the text must be right. */
static gboolean
check_event (JsonObject *body,
             gboolean    named,
             GError    **error)
{
  return !named || trivet_json_get_string (body, "staff", error) != NULL;
}

/**
 * trivet_staff_list_apply:
 * @self: a list
 * @fact: one with the subject "staff"
 * @error: return location: of %TRIVET_FACT_ERROR; @self is as before then
 *
 * Returns: whether the fact was folded
 */
gboolean
trivet_staff_list_apply (TrivetStaffList *self,
                         TrivetFact      *fact,
                         GError         **error)
{
  JsonObject    *body = trivet_fact_get_body (fact);
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  const char    *id;

  switch ((int) type) {
  case TRIVET_FACT_ROLE_SET:
    return apply_role_set (self, body, error);
  case TRIVET_FACT_STAFF_SET:
    return apply_staff_set (self, body, error);
  case TRIVET_FACT_ROLE_REMOVED:
    id = trivet_json_get_string (body, "id", error);
    return apply_removed (self->roles, find_role (self, id), id);
  case TRIVET_FACT_STAFF_REMOVED:
    id = trivet_json_get_string (body, "id", error);
    return apply_removed (self->members, find_member (self, id), id);
  case TRIVET_FACT_STAFF_POLICY_SET:
    return apply_policy (self, body, error);
  case TRIVET_FACT_STAFF_SIGNED_IN:
  case TRIVET_FACT_STAFF_SIGNED_OUT:
  case TRIVET_FACT_STAFF_APPROVED:
    return check_event (body, TRUE, error);
  case TRIVET_FACT_STAFF_REFUSED:
    return check_event (body, FALSE, error);
  default:
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_UNKNOWN, "“%s” is not about staff",
                 trivet_fact_type_get_name (type));
    return FALSE;
  }
}

/**
 * trivet_staff_list_get_roles:
 * @self: a list
 *
 * Returns: (transfer none) (element-type TrivetRole): the roles
 */
GPtrArray *
trivet_staff_list_get_roles (const TrivetStaffList *self)
{
  return self->roles;
}

/**
 * trivet_staff_list_get_members:
 * @self: a list
 *
 * Returns: (transfer none) (element-type TrivetStaffMember): all members, those that are not active
 *   among them
 */
GPtrArray *
trivet_staff_list_get_members (const TrivetStaffList *self)
{
  return self->members;
}

/**
 * trivet_staff_list_get_policy:
 * @self: a list
 *
 * Returns: (transfer none): when somebody must sign in
 */
const TrivetStaffPolicy *
trivet_staff_list_get_policy (const TrivetStaffList *self)
{
  return &self->policy;
}

/**
 * trivet_staff_list_lookup_role:
 * @self: a list
 * @role_id: (nullable): a role
 *
 * Returns: (transfer none) (nullable): the role
 */
const TrivetRole *
trivet_staff_list_lookup_role (const TrivetStaffList *self,
                               const char            *role_id)
{
  gint position = find_role (self, role_id);

  return position >= 0 ? g_ptr_array_index (self->roles, position) : NULL;
}

/**
 * trivet_staff_list_lookup:
 * @self: a list
 * @staff_id: (nullable): a member
 *
 * Returns: (transfer none) (nullable): the member
 */
const TrivetStaffMember *
trivet_staff_list_lookup (const TrivetStaffList *self,
                          const char            *staff_id)
{
  gint position = find_member (self, staff_id);

  return position >= 0 ? g_ptr_array_index (self->members, position) : NULL;
}

/**
 * trivet_staff_list_lookup_name:
 * @self: a list
 * @name: a name, in any case
 *
 * Returns: (transfer none) (nullable): the active member of that name
 */
const TrivetStaffMember *
trivet_staff_list_lookup_name (const TrivetStaffList *self,
                               const char            *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (self->members, i);
    g_autofree char         *folded = g_utf8_casefold (member->name, -1);

    if (member->active && g_str_equal (folded, wanted))
      return member;
  }

  return NULL;
}

/**
 * trivet_staff_list_role_of:
 * @self: a list
 * @member: (nullable): one of its members
 *
 * Returns: (transfer none) (nullable): the role
 */
const TrivetRole *
trivet_staff_list_role_of (const TrivetStaffList   *self,
                           const TrivetStaffMember *member)
{
  return member != NULL ? trivet_staff_list_lookup_role (self, member->role_id) : NULL;
}

/**
 * trivet_staff_list_may:
 * @self: a list
 * @member: (nullable): one of its members, %NULL for nobody
 * @permission: what is asked
 *
 * Returns: whether an active @member's role permits it
 */
gboolean
trivet_staff_list_may (const TrivetStaffList   *self,
                       const TrivetStaffMember *member,
                       TrivetPermission         permission)
{
  if (permission == TRIVET_PERMISSION_NONE)
    return TRUE;

  return member != NULL && member->active && trivet_role_may (trivet_staff_list_role_of (self, member), permission);
}

/**
 * trivet_staff_list_has_manager:
 * @self: a list
 *
 * Returns: whether there is somebody with a PIN who may change staff, so that nobody is locked out
 */
gboolean
trivet_staff_list_has_manager (const TrivetStaffList *self)
{
  for (guint i = 0; i < self->members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (self->members, i);

    if (*member->pin_hash != '\0' && trivet_staff_list_may (self, member, TRIVET_PERMISSION_EDIT_STAFF))
      return TRUE;
  }

  return FALSE;
}
