/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-private.h"

#include <string.h>

/* Finding a dish by what somebody types. */

/* Sounds are stored without blanks, so "ma po" is looked for as "mapo" too. */
static gboolean
matches_without_blanks (TrivetMenuItem *self,
                        char           *query)
{
  char *end = query;

  if (strchr (query, ' ') == NULL)
    return FALSE;
  for (const char *p = query; *p != '\0'; p++) {
    if (*p != ' ')
      *end++ = *p;
  }
  *end = '\0';

  return strstr (_trivet_menu_item_get_search (self), query) != NULL;
}

/**
 * trivet_menu_item_matches:
 * @self: a dish
 * @query: what somebody typed
 *
 * Looks at the code's beginning and anywhere in the stored search key: names, sounds, initials.
 *
 * Returns: whether the dish is meant; always for an empty query
 */
gboolean
trivet_menu_item_matches (TrivetMenuItem *self,
                          const char     *query)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  lower = g_utf8_strdown (query, -1);
  g_strstrip (lower);
  if (*lower == '\0' || strstr (_trivet_menu_item_get_search (self), lower) != NULL)
    return TRUE;

  if (g_ascii_strncasecmp (trivet_menu_item_get_sku (self), lower, strlen (lower)) == 0)
    return TRUE;

  return matches_without_blanks (self, lower);
}
