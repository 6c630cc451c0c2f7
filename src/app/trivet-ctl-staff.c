/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include "trivet-staff-desk.h"

#include <string.h>

/*
 * The staff from a terminal: who is listed, and the way back for somebody who forgot the PIN.
 */

#define STAFF "trivetctl"

static int
list_staff (TrivetStaffDesk *desk)
{
  const TrivetStaffList *list = trivet_staff_desk_get_list (desk);
  GPtrArray             *members = trivet_staff_list_get_members (list);

  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);
    const TrivetRole        *role = trivet_staff_list_role_of (list, member);
    JsonObject              *line = json_object_new ();

    json_object_set_string_member (line, "staff", member->staff_id);
    json_object_set_string_member (line, "name", member->name);
    json_object_set_string_member (line, "role", role != NULL ? role->name : "");
    json_object_set_boolean_member (line, "pin", *member->pin_hash != '\0');
    json_object_set_boolean_member (line, "badge", *member->badge_hash != '\0');
    json_object_set_boolean_member (line, "active", member->active);
    trivet_ctl_print (line);
  }

  return TRIVET_CTL_DONE;
}

static void
on_set (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What the options say of somebody; all but the PIN are (nullable). */
typedef struct {
  char    *name;
  char    *role;
  char    *language;
  char    *active;
  gboolean pin;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->name);
  g_free (wish->role);
  g_free (wish->language);
  g_free (wish->active);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static int
wait_for_change (TrivetStaffDesk *desk,
                 GAsyncResult   **result)
{
  g_autoptr (GError) error = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!trivet_staff_desk_change_finish (desk, *result, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  return TRIVET_CTL_DONE;
}

/* By id, or by its name in either language. */
static const TrivetRole *
find_role (TrivetStaffDesk *desk,
           const char      *wanted)
{
  GPtrArray *roles = trivet_staff_list_get_roles (trivet_staff_desk_get_list (desk));

  for (guint i = 0; i < roles->len; i++) {
    const TrivetRole *role = g_ptr_array_index (roles, i);

    if (g_str_equal (role->role_id, wanted) || g_str_equal (role->name, wanted) || g_str_equal (role->name_zh, wanted))
      return role;
  }

  return NULL;
}

static void
replace (char      **text,
         const char *with)
{
  g_autofree char *copy = g_strdup (with);

  g_free (*text);
  *text = g_steal_pointer (&copy);
}

/* Returns: %TRIVET_CTL_DONE when @member is as @wish has it */
static int
fill_member (TrivetStaffDesk   *desk,
             TrivetStaffMember *member,
             const Wish        *wish)
{
  const TrivetRole *role = wish->role != NULL ? find_role (desk, wish->role) : NULL;

  if (wish->role != NULL && role == NULL)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "There is no role “%s”; roles are made in the register, under Staff", wish->role);
  if (wish->language != NULL && strcmp (wish->language, "en") != 0 && strcmp (wish->language, "zh") != 0 && *wish->language != '\0')
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "--language is en, zh, or empty for the register's");
  if (wish->active != NULL && strcmp (wish->active, "true") != 0 && strcmp (wish->active, "false") != 0)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "--active is true or false");

  if (role != NULL)
    replace (&member->role_id, role->role_id);
  if (wish->language != NULL)
    replace (&member->language, wish->language);
  if (wish->name != NULL)
    replace (&member->name, wish->name);
  if (wish->active != NULL)
    member->active = strcmp (wish->active, "true") == 0;

  return TRIVET_CTL_DONE;
}

static int
write_member (TrivetStaffDesk         *desk,
              const TrivetStaffMember *member,
              gboolean                 with_pin)
{
  g_autoptr (TrivetSecret) pin = with_pin ? trivet_ctl_read_pin ("New PIN: ") : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  JsonObject *line;
  int         code;

  trivet_staff_desk_set_member_async (desk, member, pin, NULL, STAFF, on_set, &result);
  code = wait_for_change (desk, &result);
  if (code != TRIVET_CTL_DONE)
    return code;

  line = json_object_new ();
  json_object_set_string_member (line, "staff", member->staff_id);
  json_object_set_string_member (line, "name", member->name);
  json_object_set_boolean_member (line, "pin", *trivet_staff_list_lookup (trivet_staff_desk_get_list (desk), member->staff_id)->pin_hash != '\0');
  trivet_ctl_print (line);
  return TRIVET_CTL_DONE;
}

static int
add_member (TrivetStaffDesk *desk,
            const char      *name,
            const Wish      *wish)
{
  g_autofree char *id = trivet_staff_desk_new_id (desk);
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, name, "");
  int code;

  if (wish->role == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "staff add needs --role");
  code = fill_member (desk, member, wish);

  return code == TRIVET_CTL_DONE ? write_member (desk, member, wish->pin) : code;
}

/* Those who are not active can be named too, to call them back. */
static const TrivetStaffMember *
find_member (TrivetStaffDesk *desk,
             const char      *name)
{
  const TrivetStaffList   *list = trivet_staff_desk_get_list (desk);
  const TrivetStaffMember *member = trivet_staff_list_lookup_name (list, name);
  GPtrArray               *members = trivet_staff_list_get_members (list);

  for (guint i = 0; member == NULL && i < members->len; i++) {
    const TrivetStaffMember *other = g_ptr_array_index (members, i);

    if (g_str_equal (other->name, name) || g_str_equal (other->staff_id, name))
      member = other;
  }
  if (member == NULL)
    trivet_ctl_fail (TRIVET_CTL_REFUSED, "Nobody is called “%s”; see trivetctl staff list", name);

  return member;
}

static int
set_member (TrivetStaffDesk *desk,
            const char      *name,
            const Wish      *wish)
{
  const TrivetStaffMember *found = find_member (desk, name);
  g_autoptr (TrivetStaffMember) member = found != NULL ? trivet_staff_member_copy (found) : NULL;
  int code;

  if (member == NULL)
    return TRIVET_CTL_REFUSED;
  code = fill_member (desk, member, wish);

  return code == TRIVET_CTL_DONE ? write_member (desk, member, wish->pin) : code;
}

static int
remove_member (TrivetStaffDesk *desk,
               const char      *name)
{
  const TrivetStaffMember *found = find_member (desk, name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *id = NULL;
  JsonObject      *line;
  int              code;

  if (found == NULL)
    return TRIVET_CTL_REFUSED;
  id = g_strdup (found->staff_id);
  trivet_staff_desk_remove_async (desk, id, STAFF, on_set, &result);
  code = wait_for_change (desk, &result);
  if (code != TRIVET_CTL_DONE)
    return code;

  line = json_object_new ();
  json_object_set_string_member (line, "staff", id);
  json_object_set_boolean_member (line, "removed", TRUE);
  trivet_ctl_print (line);
  return TRIVET_CTL_DONE;
}

static int
run (TrivetStaffDesk *desk,
     const char      *verb,
     const char      *name,
     Wish            *wish)
{
  if (strcmp (verb, "list") == 0)
    return list_staff (desk);
  if (strcmp (verb, "add") == 0)
    return add_member (desk, name, wish);
  if (strcmp (verb, "remove") == 0)
    return remove_member (desk, name);
  wish->pin |= strcmp (verb, "set-pin") == 0;

  return set_member (desk, name, wish);
}

static gboolean
is_verb (int    argc,
         char **argv)
{
  static const char *const verbs[] = { "add", "set", "set-pin", "remove", NULL };

  if (argc == 2)
    return strcmp (argv[1], "list") == 0;
  return argc == 3 && g_strv_contains (verbs, argv[1]);
}

/**
 * trivet_ctl_staff:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `staff list`: one line for each person. `staff add NAME --role ROLE`, `staff set NAME`, `staff remove NAME`
 * change the list, `staff set-pin NAME` is `set NAME --pin`. A PIN is asked for on the terminal or read from
 * standard input, never an option; the facts name trivetctl. Who has the store's file needs nobody's yes, but
 * the last manager stays.
 *
 * Returns: the exit code
 */
int
trivet_ctl_staff (TrivetCtl *ctl,
                  int        argc,
                  char     **argv)
{
  g_auto (Wish) wish = { 0 };
  GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &wish.role, "What the person may do: a role's id or name", "ROLE" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &wish.name, "A new name", "NAME" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &wish.language, "en, zh, or empty for the register's", "LANGUAGE" },
    { "active", 0, 0, G_OPTION_ARG_STRING, &wish.active, "Whether the person can sign in", "true|false" },
    { "pin", 0, 0, G_OPTION_ARG_NONE, &wish.pin, "Ask for a new PIN, or read it from standard input", NULL },
    { NULL },
  };
  TrivetStaffDesk *desk;

  if (!trivet_ctl_parse (&argc, &argv, entries, "list | add NAME --role ROLE | set NAME | set-pin NAME | remove NAME - who works here"))
    return TRIVET_CTL_USAGE;
  if (!is_verb (argc, argv))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "staff needs “list”, “add NAME”, “set NAME”, “set-pin NAME” or “remove NAME”; the PIN itself is asked for");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  desk = trivet_manager_get_desk (trivet_composition_get_manager (ctl->composition));
  trivet_staff_desk_let_in (desk);

  return trivet_ctl_close (ctl, run (desk, argv[1], argv[2], &wish));
}
