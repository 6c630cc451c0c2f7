/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-words.h"

#include "trivet-words.h"

#include <glib/gi18n.h>

#include <string.h>

/* What is wrong with a field, and what to do: the checks are the menu's, the words are for staff. */

/* By the last part of a path. */
typedef struct {
  const char *member;
  const char *words;
} FaultWords;

/* clang-format off */
static const FaultWords fault_words[] = {
  { "price", N_("Write an amount, such as 28 or 28.00. Only an option may take something off.") },
  { "tax_rate", N_("Write a rate in per cent, at most 100, such as 6%") },
  { "category", N_("Choose a category. If there is none, add one first.") },
  { "left", N_("Write a whole number, or leave it empty") },
  { "min", N_("Write a whole number, 0 or more") },
  { "max", N_("At least 1, not below the least, and not above the number of options. Not more may be chosen from the start.") },
  { "options", N_("Add at least one option, and at most 100") },
  { "combo", N_("A combo has at most 20 slots, and cannot be a dish of another combo") },
  { "choices", N_("Add at least one dish, and at most 100") },
  { "from", N_("Write a time of day, such as 11:00") },
  { "to", N_("Write a time of day, such as 14:30") },
  { "color", N_("Choose a colour") },
  { "open_price", N_("A dish whose price is asked each time has no price here, and is no combo") },
  { "modifier_groups", N_("The choices that an option opens must not open others") },
};
/* clang-format on */

static const char *
get_last (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static const char *
say_code (JsonObject *entry,
          const char *path)
{
  if (strchr (path, '/') != NULL)
    return _("That dish is not on the menu, or is there twice. Take it out.");
  if (*trivet_json_get_string_or (entry, "sku", "") == '\0')
    return _("Write a code, such as A12. Orders and tables of prices name the dish by it.");

  return _("Another dish has this code. Choose another.");
}

/**
 * trivet_menu_words_for_fault:
 * @entry: what is wrong
 * @part: what it is
 * @fault: in what way
 *
 * Returns: (transfer full): what is wrong and what to do
 */
char *
trivet_menu_words_for_fault (JsonObject            *entry,
                             TrivetMenuPart         part,
                             const TrivetMenuFault *fault)
{
  const char *member = get_last (fault->path);

  if (g_str_equal (member, "sku") || g_str_equal (member, "id"))
    return g_strdup (say_code (entry, fault->path));
  for (guint i = 0; i < G_N_ELEMENTS (fault_words); i++) {
    if (g_str_equal (fault_words[i].member, member))
      return g_strdup (_(fault_words[i].words));
  }
  if (fault->code == TRIVET_MENU_ERROR_LIMIT)
    return g_strdup (_("That is too long. Shorten it."));
  if (g_str_equal (member, "en") || g_str_equal (member, "zh") || g_str_equal (member, "name"))
    return g_strdup (_("Write a name, in one language at least"));

  return g_strdup_printf (_("This does not fit the rest of the menu: %s"), fault->message);
}

/**
 * trivet_menu_words_for_error:
 * @error: from trivet_menu_desk_finish()
 * @n_users: how many others need what was to be removed
 *
 * Returns: (transfer full): what happened and what to do
 */
char *
trivet_menu_words_for_error (const GError *error,
                             guint         n_users)
{
  if (error->domain != TRIVET_MENU_DESK_ERROR)
    return trivet_words_for_error (error);

  switch ((TrivetMenuDeskError) error->code) {
  case TRIVET_MENU_DESK_ERROR_NOT_ALLOWED:
    return g_strdup (_("Somebody who may change the menu has to approve it. Nothing was stored."));
  case TRIVET_MENU_DESK_ERROR_WRONG:
    return g_strdup (_("Nothing was stored. Correct what is marked."));
  case TRIVET_MENU_DESK_ERROR_CONFLICT:
    return g_strdup (_("Somebody else has changed the same meanwhile. Nothing was stored; open it again."));
  case TRIVET_MENU_DESK_ERROR_GONE:
    return g_strdup (_("Somebody else has taken that off the menu meanwhile. Nothing was stored."));
  case TRIVET_MENU_DESK_ERROR_IN_USE:
    return g_strdup_printf (ngettext ("%u other on the menu needs it. Change that first.",
                                      "%u others on the menu need it. Change those first.", n_users),
                            n_users);
  }

  return g_strdup (error->message);
}

/**
 * trivet_menu_words_for_part:
 * @part: a kind of part
 * @is_new: whether it is not on the menu yet
 *
 * Returns: (transfer none): what it is called
 */
const char *
trivet_menu_words_for_part (TrivetMenuPart part,
                            gboolean       is_new)
{
  switch (part) {
  case TRIVET_MENU_PART_CATEGORY:
    return is_new ? _("New category") : _("Category");
  case TRIVET_MENU_PART_GROUP:
    return is_new ? _("New choices") : _("Choices");
  case TRIVET_MENU_PART_ITEM:
    return is_new ? _("New dish") : _("Dish");
  case TRIVET_MENU_PART_PERIOD:
    return is_new ? _("New menu of certain hours") : _("Menu of certain hours");
  }

  return "";
}

/**
 * trivet_menu_words_for_kind:
 * @kind: a type of order
 *
 * Returns: (transfer none): its name
 */
const char *
trivet_menu_words_for_kind (TrivetOrderKind kind)
{
  switch (kind) {
  case TRIVET_ORDER_KIND_COUNTER:
    return _("Counter");
  case TRIVET_ORDER_KIND_TABLE:
    return _("Tables");
  case TRIVET_ORDER_KIND_TAKEAWAY:
    return _("Takeaway");
  case TRIVET_ORDER_KIND_DELIVERY:
    return _("Delivery");
  case TRIVET_ORDER_KIND_BAR:
    return _("Bar");
  }

  return "";
}

/**
 * trivet_menu_words_for_hours:
 * @hours: of a menu
 *
 * Returns: (transfer full): "11:00 – 14:30", or that it is all day
 */
char *
trivet_menu_words_for_hours (const TrivetHours *hours)
{
  if (hours->from_minute == hours->to_minute)
    return g_strdup (_("all day"));

  return g_strdup_printf ("%d:%02d – %d:%02d", hours->from_minute / 60, hours->from_minute % 60, hours->to_minute / 60,
                          hours->to_minute % 60);
}
