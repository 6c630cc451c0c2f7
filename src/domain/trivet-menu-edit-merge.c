/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-edit.h"

/* Two changes of one entry become one. */

static gboolean
is_equal_member (JsonObject *a,
                 JsonObject *b,
                 const char *member)
{
  JsonNode        *x = json_object_get_member (a, member);
  JsonNode        *y = json_object_get_member (b, member);
  g_autofree char *x_text = x != NULL ? json_to_string (x, FALSE) : NULL;
  g_autofree char *y_text = y != NULL ? json_to_string (y, FALSE) : NULL;

  return g_strcmp0 (x_text, y_text) == 0;
}

static void
copy_member (JsonObject *to,
             JsonObject *from,
             const char *member)
{
  JsonNode *node = json_object_get_member (from, member);

  if (node != NULL)
    json_object_set_member (to, member, json_node_copy (node));
  else
    json_object_remove_member (to, member);
}

/* What changes all the time, and is never meant as it was. */
static gboolean
is_of_the_kitchen (const char *member)
{
  return g_str_equal (member, "left") || g_str_equal (member, "available");
}

static gboolean
merge_member (JsonObject *base,
              JsonObject *theirs,
              JsonObject *ours,
              JsonObject *merged,
              const char *member)
{
  if (is_equal_member (base, ours, member))
    copy_member (merged, theirs, member);
  else if (is_of_the_kitchen (member) || is_equal_member (base, theirs, member) || is_equal_member (ours, theirs, member))
    copy_member (merged, ours, member);
  else
    return FALSE;

  return TRUE;
}

/**
 * trivet_menu_merge_entries:
 * @base: an entry as it was when somebody began to change it
 * @theirs: as it is now
 * @ours: what somebody made of @base
 * @ret_member: (out) (transfer full): what both have changed, when %NULL is returned
 *
 * Two people may change a dish at once; each of both changes stays.
 *
 * Returns: (transfer full) (nullable): @theirs with what differs between @base and @ours; %NULL when
 *   both have changed the same member, each in another way
 */
JsonObject *
trivet_menu_merge_entries (JsonObject *base,
                           JsonObject *theirs,
                           JsonObject *ours,
                           char      **ret_member)
{
  g_autoptr (JsonObject) merged = json_object_new ();
  JsonObject *sources[] = { base, theirs, ours };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
    g_autoptr (GList) members = json_object_get_members (sources[i]);

    for (GList *l = members; l != NULL; l = l->next) {
      if (!merge_member (base, theirs, ours, merged, l->data)) {
        *ret_member = g_strdup (l->data);
        return NULL;
      }
    }
  }

  return g_steal_pointer (&merged);
}
