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

static int
set_pin (TrivetStaffDesk *desk,
         const char      *name)
{
  const TrivetStaffMember *found = trivet_staff_list_lookup_name (trivet_staff_desk_get_list (desk), name);
  g_autoptr (TrivetStaffMember) member = NULL;
  g_autoptr (TrivetSecret) pin = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *line;

  if (found == NULL)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "Nobody active is called “%s”; see trivetctl staff list", name);
  member = trivet_staff_member_copy (found);
  pin = trivet_ctl_read_pin ("New PIN: ");
  trivet_staff_desk_set_member_async (desk, member, pin, NULL, STAFF, on_set, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!trivet_staff_desk_change_finish (desk, result, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  line = json_object_new ();
  json_object_set_string_member (line, "staff", member->staff_id);
  json_object_set_boolean_member (line, "pin", TRUE);
  trivet_ctl_print (line);
  return TRIVET_CTL_DONE;
}

/**
 * trivet_ctl_staff:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `staff list`: one line for each person. `staff set-pin NAME`: a new PIN, asked for on the terminal
 * or read from standard input; the fact names trivetctl.
 *
 * Returns: the exit code
 */
int
trivet_ctl_staff (TrivetCtl *ctl,
                  int        argc,
                  char     **argv)
{
  GOptionEntry     entries[] = { { NULL } };
  TrivetStaffDesk *desk;
  gboolean         list;
  int              code;

  if (!trivet_ctl_parse (&argc, &argv, entries, "list | set-pin NAME - who works here"))
    return TRIVET_CTL_USAGE;
  list = argc == 2 && strcmp (argv[1], "list") == 0;
  if (!list && (argc != 3 || strcmp (argv[1], "set-pin") != 0))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "staff needs “list” or “set-pin NAME”; the PIN itself is asked for");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  desk = trivet_manager_get_desk (trivet_composition_get_manager (ctl->composition));
  code = list ? list_staff (desk) : set_pin (desk, argv[2]);

  return trivet_ctl_close (ctl, code);
}
