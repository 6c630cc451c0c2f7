/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kitchen-words.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>
#include <string.h>

/* Words that the ticket and the kitchen's display share. */

/**
 * trivet_kitchen_words_dup_course:
 * @course: 0 … %TRIVET_ORDER_MAX_COURSE
 *
 * Returns: (transfer full): what the course is called
 */
char *
trivet_kitchen_words_dup_course (int course)
{
  switch (course) {
  case 0:
    return g_strdup (_("At once"));
  case 1:
    return g_strdup (_("Starters"));
  case 2:
    return g_strdup (_("Mains"));
  case 3:
    return g_strdup (_("Desserts"));
  default:
    return g_strdup_printf (_("Course %d"), course);
  }
}

static char *
dup_place_of (TrivetOrderKind kind,
              const char     *table,
              const char     *number)
{
  switch (kind) {
  case TRIVET_ORDER_KIND_TABLE:
    return g_strdup_printf (_("Table %s"), table);
  case TRIVET_ORDER_KIND_TAKEAWAY:
    return g_strdup_printf (_("Takeaway %s"), number);
  case TRIVET_ORDER_KIND_DELIVERY:
    return g_strdup_printf (_("Delivery %s"), number);
  case TRIVET_ORDER_KIND_BAR:
    return g_strdup_printf (_("Bar %s"), number);
  case TRIVET_ORDER_KIND_COUNTER:
    break;
  }

  return g_strdup_printf (_("Order %s"), number);
}

/**
 * trivet_kitchen_words_dup_place:
 * @desk: names tables
 * @order: an order
 *
 * Returns: (transfer full): where its dishes go: "Table 12", "Takeaway 0031", or its label
 */
char *
trivet_kitchen_words_dup_place (TrivetKitchenDesk *desk,
                                const TrivetOrder *order)
{
  if (*order->label != '\0')
    return g_strdup (order->label);

  return dup_place_of (order->kind, trivet_kitchen_desk_get_table_name (desk, order->table_id), order->number);
}

/* Whether the guests eat one thing after the other: @course is not all that they have. */
static gboolean
has_other_course (TrivetKitchenDesk *desk,
                  const TrivetOrder *order,
                  int                course)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (desk);

  for (int other = 0; other <= TRIVET_ORDER_MAX_COURSE; other++) {
    for (guint i = 0; other != course && i < order->lines->len; i++) {
      const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

      if (!line->voided && *line->sku != '\0' && trivet_kitchen_is_in_course (kitchen, NULL, line, other))
        return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_kitchen_words_dup_title:
 * @desk: names tables
 * @order: an order
 * @course: one of its courses
 *
 * Returns: (transfer full): what stands above a card: "Table 12", of several courses "Table 12 · Mains"
 */
char *
trivet_kitchen_words_dup_title (TrivetKitchenDesk *desk,
                                const TrivetOrder *order,
                                int                course)
{
  g_autofree char *place = trivet_kitchen_words_dup_place (desk, order);
  g_autofree char *name = trivet_kitchen_words_dup_course (course);

  return has_other_course (desk, order, course) ? g_strdup_printf ("%s · %s", place, name) : g_steal_pointer (&place);
}

/**
 * trivet_kitchen_words_dup_move:
 * @desk: names tables
 * @order: an order with a former place
 *
 * Returns: (transfer full): from where to where: "Order 0031 → Takeaway 0031"
 */
char *
trivet_kitchen_words_dup_move (TrivetKitchenDesk *desk,
                               const TrivetOrder *order)
{
  const TrivetOrderPlace *former = order->former_place;
  g_autofree char        *from = dup_place_of (former->kind, trivet_kitchen_desk_get_table_name (desk, former->table_id), order->number);
  g_autofree char        *to = dup_place_of (order->kind, trivet_kitchen_desk_get_table_name (desk, order->table_id), order->number);

  return g_strdup_printf ("%s → %s", from, to);
}

static void
append (GString    *text,
        const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/**
 * trivet_kitchen_words_get_name:
 * @line: a line
 * @part: (nullable): of a combo, one of its dishes
 *
 * Returns: (transfer none): what is to be made
 */
const char *
trivet_kitchen_words_get_name (const TrivetOrderLine    *line,
                               const TrivetLineModifier *part)
{
  if (part != NULL)
    return trivet_ui_is_chinese () ? part->kitchen_name : part->name;

  return trivet_ui_is_chinese () ? line->kitchen_name : line->name;
}

/* What another dish of the combo is made with is not this one's affair. */
static gboolean
is_wish_of (const TrivetLineModifier *modifier,
            const TrivetLineModifier *part)
{
  g_autofree char *place = part != NULL ? trivet_line_modifier_make_place (part->group_id, part->option_id) : NULL;

  return part == NULL || (modifier->sku == NULL && (modifier->under == NULL || g_str_equal (modifier->under, place)));
}

/* Returns: (transfer none): an allergy's note without the word that is put before it */
static const char *
skip_word (const char *note)
{
  static const char *const words[] = { "allergy:", "过敏：", "过敏:", "過敏：", "過敏:" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_ascii_strncasecmp (note, words[i], strlen (words[i])) == 0)
      return note + strlen (words[i]) + strspn (note + strlen (words[i]), " ");
  }

  return note;
}

/**
 * trivet_kitchen_words_dup_wishes:
 * @line: a line
 * @part: (nullable): of a combo, one of its dishes; then the combo is named too
 *
 * Returns: (transfer full): seat, choices and note, an allergy in front; may be ""
 */
char *
trivet_kitchen_words_dup_wishes (const TrivetOrderLine    *line,
                                 const TrivetLineModifier *part)
{
  gboolean chinese = trivet_ui_is_chinese ();
  GString *text = g_string_new (NULL);

  if (trivet_kitchen_is_allergy (line->note))
    g_string_append_printf (text, _("ALLERGY: %s"), skip_word (line->note));
  if (line->seat > 0) {
    g_autofree char *seat = g_strdup_printf (_("Seat %d"), line->seat);

    append (text, seat);
  }
  if (part != NULL)
    append (text, chinese ? line->name_zh : line->name);
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);

    if (is_wish_of (modifier, part))
      append (text, chinese ? modifier->name_zh : modifier->name);
  }
  if (*line->note != '\0' && !trivet_kitchen_is_allergy (line->note))
    append (text, line->note);

  return g_string_free (text, FALSE);
}

/**
 * trivet_kitchen_words_dup_clock:
 * @time_us: wall time
 *
 * Returns: (transfer full): "12:21"
 */
char *
trivet_kitchen_words_dup_clock (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");
}
