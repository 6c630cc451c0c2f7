/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-slip-paper.h"

#include "trivet-receipt-private.h"

/*
 * The kitchen's slip: big enough to be read from the stove, dishes by their kitchen names, and what
 * must not be missed white on black. Each line repeats what is wrong with it, because slips are torn
 * and pinned.
 */

#define LEFT    TRIVET_DOCUMENT_ALIGN_LEFT
#define CENTER  TRIVET_DOCUMENT_ALIGN_CENTER
#define PLAIN   TRIVET_DOCUMENT_STYLE_NONE
#define BOLD    TRIVET_DOCUMENT_STYLE_BOLD
#define BIG     (TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE)
#define WARNING (BIG | TRIVET_DOCUMENT_STYLE_INVERTED)

#define INDENT 2

typedef struct {
  const char *en;
  const char *zh;
} Word;

/* What goes elsewhere says where. */
static const Word kind_words[TRIVET_N_SLIP_KINDS] = {
  [TRIVET_SLIP_NEW] = { "", "" },
  [TRIVET_SLIP_CHANGE] = { "CHANGE", "更改" },
  [TRIVET_SLIP_VOID] = { "VOID", "退菜" },
  [TRIVET_SLIP_RUSH] = { "RUSH", "催菜" },
};

static const Word order_words[] = {
  [TRIVET_ORDER_KIND_COUNTER] = { "Counter", "堂食" },
  [TRIVET_ORDER_KIND_TABLE] = { "Table", "桌" },
  [TRIVET_ORDER_KIND_TAKEAWAY] = { "Takeaway", "外带" },
  [TRIVET_ORDER_KIND_DELIVERY] = { "Delivery", "外送" },
  [TRIVET_ORDER_KIND_BAR] = { "Bar", "吧台" },
};

static const Word now_words[] = {
  [TRIVET_ORDER_KIND_COUNTER] = { "NOW EAT HERE", "改堂食" },
  [TRIVET_ORDER_KIND_TABLE] = { "NOW AT A TABLE", "改桌" },
  [TRIVET_ORDER_KIND_TAKEAWAY] = { "NOW TAKEAWAY", "改外带" },
  [TRIVET_ORDER_KIND_DELIVERY] = { "NOW DELIVERY", "改外送" },
  [TRIVET_ORDER_KIND_BAR] = { "NOW AT THE BAR", "改吧台" },
};

static const Word course_words[] = {
  { "At once", "即起" },
  { "Starters", "前菜" },
  { "Mains", "主菜" },
  { "Desserts", "甜品" },
};

static const Word allergy_word = { "ALLERGY", "过敏" };
static const Word contains_word = { "CONTAINS", "含" };
static const Word guests_word = { "Guests", "人数" };
static const Word seat_word = { "Seat", "座位" };
static const Word course_word = { "Course", "第几道" };

typedef struct {
  const TrivetSlipInfo *info;
  const TrivetOrder    *order;
  const TrivetSlip     *slip;
  TrivetReceiptLanguage language;
  TrivetDocument       *document;
} Paper;

static char *
say (const Paper *self,
     const Word  *word)
{
  return _trivet_receipt_join_names (self->language, word->en, word->zh, " ");
}

/* What the slip is, in large letters; "" of a new one. */
static char *
say_kind (const Paper *self)
{
  return say (self, self->slip->kind == TRIVET_SLIP_PLACE ? &now_words[self->order->kind] : &kind_words[self->slip->kind]);
}

static void
add_stamps (const Paper *self)
{
  g_autofree char *duplicate = _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_DUPLICATE);
  g_autofree char *kind = say_kind (self);

  if (self->info->copy > 1)
    trivet_document_add_text (self->document, CENTER, WARNING, 0, duplicate);
  if (*kind != '\0')
    trivet_document_add_text (self->document, CENTER, WARNING, 0, kind);
}

/* A table has its name, everything else the number that is called out. */
static char *
dup_place_of (const Paper    *self,
              TrivetOrderKind kind,
              const char     *table)
{
  g_autofree char *word = say (self, &order_words[kind]);

  return g_strdup_printf ("%s %s", word, kind == TRIVET_ORDER_KIND_TABLE && *table != '\0' ? table : self->order->number);
}

static const char *
get_table (const Paper *self)
{
  return self->info->table_name != NULL ? self->info->table_name : self->order->table_id;
}

static char *
dup_place (const Paper *self)
{
  const TrivetOrder *order = self->order;

  return *order->label != '\0' ? g_strdup (order->label) : dup_place_of (self, order->kind, get_table (self));
}

/* From where to where, also of an order that is called by a name. */
static void
add_move (const Paper *self)
{
  const TrivetOrderPlace *former = self->slip->former;
  const char             *table = self->language == TRIVET_RECEIPT_LANGUAGE_ZH ? former->table_name_zh : former->table_name;
  g_autofree char        *from = dup_place_of (self, former->kind, *table != '\0' ? table : former->table_id);
  g_autofree char        *to = dup_place_of (self, self->order->kind, get_table (self));
  g_autofree char        *text = g_strdup_printf (" %s → %s ", from, to);

  trivet_document_add_text (self->document, LEFT, BOLD | TRIVET_DOCUMENT_STYLE_INVERTED, 0, text);
}

static char *
format_time (const Paper *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->info->time_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = self->info->zone != NULL ? g_time_zone_ref (self->info->zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

/* What staff wrote; of an allergy, so that nobody can overlook it. */
static void
add_note (const Paper *self,
          guint        indent,
          const char  *note)
{
  gboolean         allergy = trivet_kitchen_is_allergy (note);
  g_autofree char *word = allergy ? say (self, &allergy_word) : _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_NOTE);
  g_autofree char *text = g_strdup_printf ("%s: %s", word, note);

  if (*note != '\0')
    trivet_document_add_text (self->document, LEFT, allergy ? WARNING : BOLD, indent, text);
}

static void
add_head (const Paper *self)
{
  const TrivetStation *station = self->info->station;
  g_autofree char     *name = _trivet_receipt_join_names (self->language, station != NULL ? station->name : self->slip->station_id,
                                                      station != NULL ? station->name_zh : NULL, " ");
  g_autofree char     *place = dup_place (self);
  g_autofree char     *order_word = _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_ORDER);
  g_autofree char     *number = g_strdup_printf ("%s %s", order_word, self->order->number);
  g_autofree char     *guests_label = say (self, &guests_word);
  g_autofree char     *guests = self->order->guests > 0 ? g_strdup_printf ("%s %d", guests_label, self->order->guests) : g_strdup ("");
  g_autofree char     *time = format_time (self);

  trivet_document_add_text (self->document, CENTER, BOLD, 0, name);
  trivet_document_add_columns (self->document, BIG, 0, place, time);
  if (self->slip->former != NULL)
    add_move (self);
  trivet_document_add_columns (self->document, PLAIN, 0, number, self->info->staff != NULL ? self->info->staff : "");
  if (*guests != '\0')
    trivet_document_add_text (self->document, LEFT, PLAIN, 0, guests);
  add_note (self, 0, self->order->note);
}

static void
add_course (const Paper *self,
            int          course)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if ((guint) course < G_N_ELEMENTS (course_words)) {
    name = say (self, &course_words[course]);
  } else {
    g_autofree char *word = say (self, &course_word);

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
add_choice (const Paper              *self,
            const TrivetLineModifier *modifier)
{
  g_autofree char *name = _trivet_receipt_join_names (self->language, modifier->name, modifier->name_zh, " ");
  g_autofree char *text = g_strdup_printf ("+ %s", name);

  trivet_document_add_text (self->document, LEFT, BOLD, INDENT, text);
}

/* What the dish, or the dishes of a combo on this slip, hold, as it was known when it was ordered. */
static void
add_allergens (const Paper           *self,
               const TrivetOrderLine *line,
               GPtrArray             *parts)
{
  g_auto (GStrv) allergens = trivet_order_line_list_allergens (line, parts);
  g_autofree char *names = _trivet_allergens_join (self->language, (const char *const *) allergens);
  g_autofree char *word = say (self, &contains_word);
  g_autofree char *text = g_strdup_printf (" %s: %s ", word, names);

  if (names != NULL)
    trivet_document_add_text (self->document, LEFT, BOLD | TRIVET_DOCUMENT_STYLE_INVERTED, INDENT, text);
}

/* What is under @place, of a dish in a combo; %NULL: the line's own choices and what they opened. */
static void
add_choices (const Paper           *self,
             const TrivetOrderLine *line,
             const char            *place)
{
  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);

    if (modifier->sku == NULL && (place != NULL ? g_strcmp0 (modifier->under, place) == 0 : !is_under_dish (line, modifier)))
      add_choice (self, modifier);
  }
}

/* Short enough to leave room for the dish. */
static char *
dup_dish (const Paper *self,
          gint64       quantity,
          const char  *name)
{
  gboolean         moved = self->slip->kind == TRIVET_SLIP_PLACE;
  g_autofree char *kind = say (self, moved ? &order_words[self->order->kind] : &kind_words[self->slip->kind]);

  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT " × %s", kind, *kind != '\0' ? " " : "", quantity, name);
}

/* A dish of a combo, big as any other. */
static void
add_part (const Paper              *self,
          const TrivetOrderLine    *line,
          const TrivetLineModifier *part,
          gint64                    quantity)
{
  g_autofree char *place = trivet_line_modifier_make_place (part->group_id, part->option_id);
  g_autofree char *text = dup_dish (self, quantity, part->kitchen_name);
  const char      *name = self->language == TRIVET_RECEIPT_LANGUAGE_ZH ? part->name_zh : part->name;

  trivet_document_add_text (self->document, LEFT, BIG, 0, text);
  if (!g_str_equal (name, part->kitchen_name))
    trivet_document_add_text (self->document, LEFT, PLAIN, INDENT, name);
  if (self->slip->kind != TRIVET_SLIP_VOID)
    add_choices (self, line, place);
}

static void
add_dish (const Paper           *self,
          const TrivetOrderLine *line,
          gint64                 quantity)
{
  const char      *kitchen = *line->kitchen_name != '\0' ? line->kitchen_name : line->name;
  const char      *name = self->language == TRIVET_RECEIPT_LANGUAGE_ZH ? line->name_zh : line->name;
  g_autofree char *text = dup_dish (self, quantity, kitchen);

  trivet_document_add_text (self->document, LEFT, BIG, 0, text);
  if (!g_str_equal (name, kitchen))
    trivet_document_add_text (self->document, LEFT, PLAIN, INDENT, name);
}

/* Returns: whether the entry is about @part; without a place, an old slip is about all dishes of a combo
 * that the station makes */
static gboolean
is_about (const Paper              *self,
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
take_parts (const Paper          *self,
            Block                *block,
            const TrivetSlipLine *entry,
            GPtrArray            *parts,
            int                   course)
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
end_block (const Paper *self,
           const Block *block)
{
  const TrivetOrderLine *line = block->line;
  g_autofree char       *seat_label = say (self, &seat_word);
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
  add_note (self, INDENT, line->note);
}

/* Whether the entry says something of a line in the course that no entry before it has said. */
static gboolean
begins_block (const Paper *self,
              guint        position)
{
  const TrivetSlipLine *entry = g_ptr_array_index (self->slip->lines, position);

  for (guint i = 0; i < position; i++) {
    if (g_str_equal (((TrivetSlipLine *) g_ptr_array_index (self->slip->lines, i))->line_id, entry->line_id))
      return FALSE;
  }

  return TRUE;
}

static gboolean
is_entry_in_course (const Paper           *self,
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
is_line_in_course (const Paper           *self,
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
add_line (const Paper           *self,
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
add_lines_of (const Paper *self,
              int          course,
              gboolean     headed)
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
has_courses (const Paper *self)
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
  Paper            self = { info, order, slip };
  gboolean         headed;

  g_return_val_if_fail (info != NULL && info->kitchen != NULL, NULL);
  g_return_val_if_fail (order != NULL && slip != NULL, NULL);

  title = g_strdup_printf ("%s %s", slip->station_id, order->number);
  self.document = trivet_document_new (title);
  self.language = get_language (info->station);
  add_stamps (&self);
  add_head (&self);
  trivet_document_add_rule (self.document);
  headed = has_courses (&self);
  for (int course = 0; course <= TRIVET_ORDER_MAX_COURSE; course++)
    add_lines_of (&self, course, headed);
  trivet_document_add_rule (self.document);
  add_stamps (&self);

  return self.document;
}
