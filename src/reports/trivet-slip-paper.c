/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-slip-paper-private.h"

#include "trivet-receipt-private.h"

/*
 * The kitchen's slip: big enough to be read from the stove, dishes by their kitchen names, and what
 * must not be missed white on black. Each line repeats what is wrong with it, because slips are torn
 * and pinned. Its head is in trivet-slip-head.c.
 */

#define LEFT    TRIVET_DOCUMENT_ALIGN_LEFT
#define CENTER  TRIVET_DOCUMENT_ALIGN_CENTER
#define PLAIN   TRIVET_DOCUMENT_STYLE_NONE
#define BOLD    TRIVET_DOCUMENT_STYLE_BOLD
#define BIG     (TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE)
#define WARNING (BIG | TRIVET_DOCUMENT_STYLE_INVERTED)

#define INDENT 2

static const TrivetSlipWord course_words[] = {
  { "At once", "即起" },
  { "Starters", "前菜" },
  { "Mains", "主菜" },
  { "Desserts", "甜品" },
};

static const TrivetSlipWord contains_word = { "CONTAINS", "含" };
static const TrivetSlipWord seat_word = { "Seat", "座位" };
static const TrivetSlipWord course_word = { "Course", "第几道" };

static void
add_course (const TrivetSlipPaper *self,
            int                    course)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if ((guint) course < G_N_ELEMENTS (course_words)) {
    name = _trivet_slip_say (self, &course_words[course]);
  } else {
    g_autofree char *word = _trivet_slip_say (self, &course_word);

    name = g_strdup_printf ("%s %d", word, course);
  }
  text = g_strdup_printf ("- %s -", name);
  trivet_document_add_text (self->document, CENTER, BOLD, 0, text);
}

static gboolean
is_under_dish (const TrivetOrderLine    *line,
               const TrivetLineModifier *modifier)
{
  for (guint i = 0; modifier->under != NULL && i < line->modifiers->len; i++) {
    const TrivetLineModifier *other = g_ptr_array_index (line->modifiers, i);

    if (other->sku != NULL && trivet_line_modifier_is_at (other, modifier->under))
      return TRUE;
  }

  return FALSE;
}

static void
add_choice (const TrivetSlipPaper    *self,
            const TrivetLineModifier *modifier)
{
  g_autofree char *name = _trivet_receipt_join_names (self->language, modifier->name, modifier->name_zh, " ");
  g_autofree char *text = g_strdup_printf ("+ %s", name);

  trivet_document_add_text (self->document, LEFT, BOLD, INDENT, text);
}

/* What the dish, or the dishes of a combo on this slip, hold, as it was known when it was ordered. */
static void
add_allergens (const TrivetSlipPaper *self,
               const TrivetOrderLine *line,
               GPtrArray             *parts)
{
  g_auto (GStrv) allergens = trivet_order_line_list_allergens (line, parts);
  g_autofree char *names = _trivet_allergens_join (self->language, (const char *const *) allergens);
  g_autofree char *word = _trivet_slip_say (self, &contains_word);
  g_autofree char *text = g_strdup_printf (" %s: %s ", word, names);

  if (names != NULL)
    trivet_document_add_text (self->document, LEFT, BOLD | TRIVET_DOCUMENT_STYLE_INVERTED, INDENT, text);
}

/* What is under @place, of a dish in a combo; %NULL: the line's own choices and what they opened. */
static void
add_choices (const TrivetSlipPaper *self,
             const TrivetOrderLine *line,
             const char            *place)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);

    if (modifier->sku == NULL && (place != NULL ? g_strcmp0 (modifier->under, place) == 0 : !is_under_dish (line, modifier)))
      add_choice (self, modifier);
  }
}

/* A dish of a combo, big as any other. */
static void
add_part (const TrivetSlipPaper    *self,
          const TrivetOrderLine    *line,
          const TrivetLineModifier *part,
          gint64                    quantity)
{
  g_autofree char *place = trivet_line_modifier_make_place (part->group_id, part->option_id);
  g_autofree char *text = _trivet_slip_dup_dish (self, quantity, part->kitchen_name);
  const char      *name = self->language == TRIVET_RECEIPT_LANGUAGE_ZH ? part->name_zh : part->name;

  trivet_document_add_text (self->document, LEFT, BIG, 0, text);
  if (!g_str_equal (name, part->kitchen_name))
    trivet_document_add_text (self->document, LEFT, PLAIN, INDENT, name);
  if (self->slip->kind != TRIVET_SLIP_VOID)
    add_choices (self, line, place);
}

static void
add_dish (const TrivetSlipPaper *self,
          const TrivetOrderLine *line,
          gint64                 quantity)
{
  const char      *kitchen = *line->kitchen_name != '\0' ? line->kitchen_name : line->name;
  const char      *name = self->language == TRIVET_RECEIPT_LANGUAGE_ZH ? line->name_zh : line->name;
  g_autofree char *text = _trivet_slip_dup_dish (self, quantity, kitchen);

  trivet_document_add_text (self->document, LEFT, BIG, 0, text);
  if (!g_str_equal (name, kitchen))
    trivet_document_add_text (self->document, LEFT, PLAIN, INDENT, name);
}

/* Returns: whether the entry is about @part; without a place, an old slip is about all dishes of a combo
 * that the station makes */
static gboolean
is_about (const TrivetSlipPaper    *self,
          const TrivetSlipLine     *entry,
          const TrivetLineModifier *part)
{
  const TrivetStation *station = self->info->station;

  if (part->sku == NULL || (entry->part != NULL && !trivet_line_modifier_is_at (part, entry->part)))
    return FALSE;

  return entry->part != NULL || station == NULL || trivet_kitchen_concerns_part (self->info->kitchen, station, part);
}

/* What the slip says of one line in one course. */
typedef struct {
  const TrivetOrderLine *line;
  GPtrArray             *parts; /* dishes of a combo */
  gboolean               whole; /* a line that is no combo */
} Block;

static void
take_parts (const TrivetSlipPaper *self,
            Block                 *block,
            const TrivetSlipLine  *entry,
            GPtrArray             *parts,
            int                    course)
{
  for (guint i = 0; i < parts->len; i++) {
    TrivetLineModifier *part = g_ptr_array_index (parts, i);

    if (!is_about (self, entry, part) || trivet_kitchen_get_part_course (self->info->kitchen, block->line, part) != course)
      continue;
    add_part (self, block->line, part, entry->quantity);
    g_ptr_array_add (block->parts, part);
  }
}

/* What there is to say of the line below its dishes. */
static void
end_block (const TrivetSlipPaper *self,
           const Block           *block)
{
  const TrivetOrderLine *line = block->line;
  g_autofree char       *seat_label = _trivet_slip_say (self, &seat_word);
  g_autofree char       *seat = g_strdup_printf ("%s %d", seat_label, line->seat);
  g_autofree char       *name = _trivet_receipt_join_names (self->language, line->name, line->name_zh, " ");
  g_autofree char       *combo = g_strdup_printf ("[%s]", name);

  if (!block->whole)
    trivet_document_add_text (self->document, LEFT, PLAIN, INDENT, combo);
  if (line->seat > 0)
    trivet_document_add_text (self->document, LEFT, BOLD, INDENT, seat);
  if (self->slip->kind == TRIVET_SLIP_VOID)
    return;
  add_choices (self, line, NULL);
  add_allergens (self, line, block->whole ? NULL : block->parts);
  _trivet_slip_add_note (self, INDENT, line->note);
}

/* Whether the entry says something of a line in the course that no entry before it has said. */
static gboolean
begins_block (const TrivetSlipPaper *self,
              guint                  position)
{
  const TrivetSlipLine *entry = g_ptr_array_index (self->slip->lines, position);

  for (guint i = 0; i < position; i++) {
    if (g_str_equal (((TrivetSlipLine *) g_ptr_array_index (self->slip->lines, i))->line_id, entry->line_id))
      return FALSE;
  }

  return TRUE;
}

static gboolean
is_entry_in_course (const TrivetSlipPaper *self,
                    const TrivetSlipLine  *entry,
                    const TrivetOrderLine *line,
                    int                    course)
{
  const TrivetLineModifier *part = trivet_order_line_lookup_part (line, entry->part);

  if (part != NULL)
    return trivet_kitchen_get_part_course (self->info->kitchen, line, part) == course;

  return trivet_kitchen_is_in_course (self->info->kitchen, trivet_order_line_is_combo (line) ? self->info->station : NULL, line, course);
}

/* Returns: whether the slip says something of @line in @course */
static gboolean
is_line_in_course (const TrivetSlipPaper *self,
                   const TrivetOrderLine *line,
                   int                    course)
{
  for (guint i = 0; i < self->slip->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (self->slip->lines, i);

    if (g_str_equal (entry->line_id, line->line_id) && is_entry_in_course (self, entry, line, course))
      return TRUE;
  }

  return FALSE;
}

static void
add_line (const TrivetSlipPaper *self,
          const TrivetOrderLine *line,
          int                    course)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  Block block = { line, parts, FALSE };

  for (guint i = 0; i < self->slip->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (self->slip->lines, i);

    if (!g_str_equal (entry->line_id, line->line_id))
      continue;
    if (entry->part == NULL && !trivet_order_line_is_combo (line)) {
      block.whole = TRUE;
      add_dish (self, line, entry->quantity);
      continue;
    }
    take_parts (self, &block, entry, line->modifiers, course);
    if (entry->part != NULL)
      take_parts (self, &block, entry, line->dropped, course);
  }
  end_block (self, &block);
}

static void
add_lines_of (const TrivetSlipPaper *self,
              int                    course,
              gboolean               headed)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->slip->lines->len; i++) {
    const TrivetSlipLine  *entry = g_ptr_array_index (self->slip->lines, i);
    const TrivetOrderLine *line = trivet_order_lookup_line (self->order, entry->line_id);

    if (line == NULL || !begins_block (self, i) || !is_line_in_course (self, line, course))
      continue;
    if (!any && headed)
      add_course (self, course);
    add_line (self, line, course);
    any = TRUE;
  }
}

/* A slip whose dishes all come at once needs no heading that says so. */
static gboolean
has_courses (const TrivetSlipPaper *self)
{
  for (guint i = 0; i < self->slip->lines->len; i++) {
    const TrivetSlipLine  *entry = g_ptr_array_index (self->slip->lines, i);
    const TrivetOrderLine *line = trivet_order_lookup_line (self->order, entry->line_id);

    for (int course = 1; line != NULL && course <= TRIVET_ORDER_MAX_COURSE; course++) {
      if (is_entry_in_course (self, entry, line, course))
        return TRUE;
    }
  }

  return FALSE;
}

static TrivetReceiptLanguage
get_language (const TrivetStation *station)
{
  if (station != NULL && g_str_equal (station->language, "en"))
    return TRIVET_RECEIPT_LANGUAGE_EN;
  if (station != NULL && g_str_equal (station->language, "zh"))
    return TRIVET_RECEIPT_LANGUAGE_ZH;

  return TRIVET_RECEIPT_LANGUAGE_BOTH;
}

/**
 * trivet_slip_paper_build:
 * @info: what the slip says beside its lines
 * @order: the order as it was when the slip was wanted
 * @slip: what the station is told
 *
 * Returns: (transfer full): the paper
 */
TrivetDocument *
trivet_slip_paper_build (const TrivetSlipInfo *info,
                         const TrivetOrder    *order,
                         const TrivetSlip     *slip)
{
  g_autofree char *title = NULL;
  TrivetSlipPaper  self = { info, order, slip };
  gboolean         headed;

  g_return_val_if_fail (info != NULL && info->kitchen != NULL, NULL);
  g_return_val_if_fail (order != NULL && slip != NULL, NULL);

  title = g_strdup_printf ("%s %s", slip->station_id, order->number);
  self.document = trivet_document_new (title);
  self.language = get_language (info->station);
  _trivet_slip_add_stamps (&self);
  _trivet_slip_add_head (&self);
  trivet_document_add_rule (self.document);
  headed = has_courses (&self);
  for (int course = 0; course <= TRIVET_ORDER_MAX_COURSE; course++)
    add_lines_of (&self, course, headed);
  trivet_document_add_rule (self.document);
  _trivet_slip_add_stamps (&self);

  return self.document;
}
