/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-staff.h"

#include "trivet-money.h"

/*
 * Roles and members of staff, to the bodies of their facts and back.
 */

#define MAX_ID   100
#define MAX_HASH 400

static const char *const permission_names[TRIVET_N_PERMISSIONS] = {
  [TRIVET_PERMISSION_NONE] = "",
  [TRIVET_PERMISSION_VOID_SENT] = "void-sent",
  [TRIVET_PERMISSION_DISCOUNT] = "discount",
  [TRIVET_PERMISSION_COMP] = "comp",
  [TRIVET_PERMISSION_REFUND] = "refund",
  [TRIVET_PERMISSION_OVERRIDE_PAYMENT] = "override-payment",
  [TRIVET_PERMISSION_OPEN_DRAWER] = "open-drawer",
  [TRIVET_PERMISSION_CLOSE_DAY] = "close-day",
  [TRIVET_PERMISSION_EDIT_MENU] = "edit-menu",
  [TRIVET_PERMISSION_EDIT_FLOOR] = "edit-floor",
  [TRIVET_PERMISSION_EDIT_STAFF] = "edit-staff",
  [TRIVET_PERMISSION_SEE_REPORTS] = "see-reports",
  [TRIVET_PERMISSION_SEE_AUDIT] = "see-audit",
  [TRIVET_PERMISSION_REOPEN] = "reopen",
};

/**
 * trivet_permission_get_name:
 * @permission: a permission
 *
 * Returns: (transfer none): the name that facts hold, "" for %TRIVET_PERMISSION_NONE
 */
const char *
trivet_permission_get_name (TrivetPermission permission)
{
  g_return_val_if_fail (permission < TRIVET_N_PERMISSIONS, "");

  return permission_names[permission];
}

/**
 * trivet_permission_from_name:
 * @name: (nullable): a name from a fact
 *
 * Returns: the permission; %TRIVET_PERMISSION_NONE when this program does not know it
 */
TrivetPermission
trivet_permission_from_name (const char *name)
{
  for (guint i = 1; name != NULL && i < TRIVET_N_PERMISSIONS; i++) {
    if (g_str_equal (name, permission_names[i]))
      return (TrivetPermission) i;
  }

  return TRIVET_PERMISSION_NONE;
}

/**
 * trivet_role_new:
 * @role_id: its id
 * @name: its name in English
 * @name_zh: its name in Chinese
 *
 * Returns: (transfer full): a role that permits nothing
 */
TrivetRole *
trivet_role_new (const char *role_id,
                 const char *name,
                 const char *name_zh)
{
  TrivetRole *self = g_new0 (TrivetRole, 1);

  self->role_id = g_strdup (role_id);
  self->name = g_strdup (name);
  self->name_zh = g_strdup (name_zh);
  return self;
}

/**
 * trivet_role_copy:
 * @self: a role
 *
 * Returns: (transfer full): a copy
 */
TrivetRole *
trivet_role_copy (const TrivetRole *self)
{
  TrivetRole *copy = trivet_role_new (self->role_id, self->name, self->name_zh);

  copy->permissions = self->permissions;
  copy->discount_limit_ppm = self->discount_limit_ppm;
  return copy;
}

/**
 * trivet_role_free:
 * @self: (transfer full): a role
 */
void
trivet_role_free (TrivetRole *self)
{
  g_free (self->role_id);
  g_free (self->name);
  g_free (self->name_zh);
  g_free (self);
}

/**
 * trivet_role_may:
 * @self: (nullable): a role
 * @permission: what is asked
 *
 * Returns: whether the role permits it; %TRIVET_PERMISSION_NONE is permitted to everybody
 */
gboolean
trivet_role_may (const TrivetRole *self,
                 TrivetPermission  permission)
{
  if (permission == TRIVET_PERMISSION_NONE)
    return TRUE;

  return self != NULL && (self->permissions & TRIVET_PERMISSION_BIT (permission)) != 0;
}

/**
 * trivet_role_to_body:
 * @self: a role
 *
 * Returns: (transfer full): the body of its `role-set`
 */
JsonObject *
trivet_role_to_body (const TrivetRole *self)
{
  JsonObject *body = json_object_new ();
  JsonArray  *names = json_array_new ();

  for (guint i = 1; i < TRIVET_N_PERMISSIONS; i++) {
    if (self->permissions & TRIVET_PERMISSION_BIT (i))
      json_array_add_string_element (names, permission_names[i]);
  }
  json_object_set_string_member (body, "id", self->role_id);
  json_object_set_string_member (body, "name", self->name);
  json_object_set_string_member (body, "name_zh", self->name_zh);
  json_object_set_array_member (body, "permissions", names);
  json_object_set_int_member (body, "discount_limit_ppm", self->discount_limit_ppm);

  return body;
}

/* Returns: (transfer none) (nullable): a text of @min … @max characters */
static const char *
get_text (JsonObject *body,
          const char *member,
          glong       min,
          glong       max,
          GError    **error)
{
  const char *text = trivet_json_get_string (body, member, error);
  glong       length;

  if (text == NULL)
    return NULL;
  length = g_utf8_strlen (text, -1);
  if (length >= min && length <= max)
    return text;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” has %ld characters, not %ld to %ld", member,
               length, min, max);
  return NULL;
}

/* A permission of a newer Trivet is not known here, and so not given. */
static gboolean
read_permissions (TrivetRole *self,
                  JsonObject *body,
                  GError    **error)
{
  JsonArray *names = trivet_json_get_array (body, "permissions", error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (names); i++) {
    JsonNode        *node = json_array_get_element (names, i);
    TrivetPermission permission;

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
      g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A permission is not a text");
      return FALSE;
    }
    permission = trivet_permission_from_name (json_node_get_string (node));
    if (permission != TRIVET_PERMISSION_NONE)
      self->permissions |= TRIVET_PERMISSION_BIT (permission);
  }

  return TRUE;
}

/**
 * trivet_role_from_body:
 * @body: of a `role-set`
 * @error: return location: %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer full) (nullable): the role
 */
TrivetRole *
trivet_role_from_body (JsonObject *body,
                       GError    **error)
{
  const char *id = get_text (body, "id", 1, MAX_ID, error);
  const char *name = id != NULL ? get_text (body, "name", 1, TRIVET_STAFF_MAX_NAME, error) : NULL;
  const char *name_zh = name != NULL ? get_text (body, "name_zh", 1, TRIVET_STAFF_MAX_NAME, error) : NULL;
  g_autoptr (TrivetRole) self = NULL;

  if (name_zh == NULL)
    return NULL;
  self = trivet_role_new (id, name, name_zh);
  if (!read_permissions (self, body, error))
    return NULL;
  self->discount_limit_ppm = trivet_json_get_int_or (body, "discount_limit_ppm", 0);
  if (self->discount_limit_ppm >= 0 && self->discount_limit_ppm <= TRIVET_RATE_PPM_ONE)
    return g_steal_pointer (&self);

  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                       "“discount_limit_ppm” is not 0 to one million");
  return NULL;
}

/**
 * trivet_staff_member_new:
 * @staff_id: the id
 * @name: the name, as facts will have it
 * @role_id: the role
 *
 * Returns: (transfer full): an active member without PIN and badge
 */
TrivetStaffMember *
trivet_staff_member_new (const char *staff_id,
                         const char *name,
                         const char *role_id)
{
  TrivetStaffMember *self = g_new0 (TrivetStaffMember, 1);

  self->staff_id = g_strdup (staff_id);
  self->name = g_strdup (name);
  self->role_id = g_strdup (role_id);
  self->language = g_strdup ("");
  self->pin_hash = g_strdup ("");
  self->badge_hash = g_strdup ("");
  self->badge_hint = g_strdup ("");
  self->active = TRUE;
  return self;
}

/**
 * trivet_staff_member_copy:
 * @self: a member
 *
 * Returns: (transfer full): a copy
 */
TrivetStaffMember *
trivet_staff_member_copy (const TrivetStaffMember *self)
{
  TrivetStaffMember *copy = g_new0 (TrivetStaffMember, 1);

  copy->staff_id = g_strdup (self->staff_id);
  copy->name = g_strdup (self->name);
  copy->role_id = g_strdup (self->role_id);
  copy->language = g_strdup (self->language);
  copy->pin_hash = g_strdup (self->pin_hash);
  copy->badge_hash = g_strdup (self->badge_hash);
  copy->badge_hint = g_strdup (self->badge_hint);
  copy->active = self->active;
  return copy;
}

/**
 * trivet_staff_member_free:
 * @self: (transfer full): a member
 */
void
trivet_staff_member_free (TrivetStaffMember *self)
{
  g_free (self->staff_id);
  g_free (self->name);
  g_free (self->role_id);
  g_free (self->language);
  g_free (self->pin_hash);
  g_free (self->badge_hash);
  g_free (self->badge_hint);
  g_free (self);
}

static void
set_unless_empty (JsonObject *body,
                  const char *member,
                  const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (body, member, text);
}

/**
 * trivet_staff_member_to_body:
 * @self: a member
 *
 * Returns: (transfer full): the body of its `staff-set`
 */
JsonObject *
trivet_staff_member_to_body (const TrivetStaffMember *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", self->staff_id);
  json_object_set_string_member (body, "name", self->name);
  json_object_set_string_member (body, "role", self->role_id);
  set_unless_empty (body, "language", self->language);
  set_unless_empty (body, "pin_hash", self->pin_hash);
  set_unless_empty (body, "badge_hash", self->badge_hash);
  set_unless_empty (body, "badge_hint", self->badge_hint);
  json_object_set_boolean_member (body, "active", self->active);

  return body;
}

/* Returns: whether @member is absent or a text, and then puts it in *@text */
static gboolean
read_optional (JsonObject *body,
               const char *member,
               char      **text,
               GError    **error)
{
  const char *value;

  if (!json_object_has_member (body, member))
    return TRUE;
  value = get_text (body, member, 0, MAX_HASH, error);
  if (value == NULL)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);

  return TRUE;
}

/**
 * trivet_staff_member_from_body:
 * @body: of a `staff-set`
 * @error: return location: %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer full) (nullable): the member
 */
TrivetStaffMember *
trivet_staff_member_from_body (JsonObject *body,
                               GError    **error)
{
  const char *id = get_text (body, "id", 1, MAX_ID, error);
  const char *name = id != NULL ? get_text (body, "name", 1, TRIVET_STAFF_MAX_NAME, error) : NULL;
  const char *role = name != NULL ? get_text (body, "role", 1, MAX_ID, error) : NULL;
  g_autoptr (TrivetStaffMember) self = NULL;

  if (role == NULL)
    return NULL;
  self = trivet_staff_member_new (id, name, role);
  self->active = trivet_json_get_bool_or (body, "active", TRUE);
  if (!read_optional (body, "language", &self->language, error) ||
      !read_optional (body, "pin_hash", &self->pin_hash, error) ||
      !read_optional (body, "badge_hash", &self->badge_hash, error) ||
      !read_optional (body, "badge_hint", &self->badge_hint, error))
    return NULL;

  return g_steal_pointer (&self);
}
