/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-slip-paper-private.h"

#include "trivet-receipt-private.h"

/* The head of a kitchen's slip: what it is, where the dishes go, when and by whom; and the words that its
 * lines repeat. */

#define LEFT    TRIVET_DOCUMENT_ALIGN_LEFT
#define CENTER  TRIVET_DOCUMENT_ALIGN_CENTER
#define PLAIN   TRIVET_DOCUMENT_STYLE_NONE
#define BOLD    TRIVET_DOCUMENT_STYLE_BOLD
#define BIG     (TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE)
#define WARNING (BIG | TRIVET_DOCUMENT_STYLE_INVERTED)

/* What goes elsewhere says where. */
static const TrivetSlipWord kind_words[TRIVET_N_SLIP_KINDS] = {
  [TRIVET_SLIP_NEW] = { "", "" },
  [TRIVET_SLIP_CHANGE] = { "CHANGE", "更改" },
  [TRIVET_SLIP_VOID] = { "VOID", "退菜" },
  [TRIVET_SLIP_RUSH] = { "RUSH", "催菜" },
};

static const TrivetSlipWord order_words[] = {
  [TRIVET_ORDER_KIND_COUNTER] = { "Counter", "堂食" },
  [TRIVET_ORDER_KIND_TABLE] = { "Table", "桌" },
  [TRIVET_ORDER_KIND_TAKEAWAY] = { "Takeaway", "外带" },
  [TRIVET_ORDER_KIND_DELIVERY] = { "Delivery", "外送" },
  [TRIVET_ORDER_KIND_BAR] = { "Bar", "吧台" },
};

static const TrivetSlipWord now_words[] = {
  [TRIVET_ORDER_KIND_COUNTER] = { "NOW EAT HERE", "改堂食" },
  [TRIVET_ORDER_KIND_TABLE] = { "NOW AT A TABLE", "改桌" },
  [TRIVET_ORDER_KIND_TAKEAWAY] = { "NOW TAKEAWAY", "改外带" },
  [TRIVET_ORDER_KIND_DELIVERY] = { "NOW DELIVERY", "改外送" },
  [TRIVET_ORDER_KIND_BAR] = { "NOW AT THE BAR", "改吧台" },
};

static const TrivetSlipWord allergy_word = { "ALLERGY", "过敏" };
static const TrivetSlipWord guests_word = { "Guests", "人数" };

char *
_trivet_slip_say (const TrivetSlipPaper *self,
                  const TrivetSlipWord  *word)
{
  return _trivet_receipt_join_names (self->language, word->en, word->zh, " ");
}

/* What the slip is, in large letters; "" of a new one. */
static char *
say_kind (const TrivetSlipPaper *self)
{
  return _trivet_slip_say (self, self->slip->kind == TRIVET_SLIP_PLACE ? &now_words[self->order->kind] : &kind_words[self->slip->kind]);
}

void
_trivet_slip_add_stamps (const TrivetSlipPaper *self)
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
dup_place_of (const TrivetSlipPaper *self,
              TrivetOrderKind        kind,
              const char            *table,
              const char            *number)
{
  g_autofree char *word = _trivet_slip_say (self, &order_words[kind]);

  return g_strdup_printf ("%s %s", word, kind == TRIVET_ORDER_KIND_TABLE && *table != '\0' ? table : number);
}

static const char *
get_table (const TrivetSlipPaper *self)
{
  return self->info->table_name != NULL ? self->info->table_name : self->order->table_id;
}

static char *
dup_place (const TrivetSlipPaper *self)
{
  const TrivetOrder *order = self->order;

  return *order->label != '\0' ? g_strdup (order->label) : dup_place_of (self, order->kind, get_table (self), order->number);
}

/* From where to where, also of an order that is called by a name. */
static void
add_move (const TrivetSlipPaper *self)
{
  const TrivetOrderPlace *former = self->slip->former;
  const char             *table = self->language == TRIVET_RECEIPT_LANGUAGE_ZH ? former->table_name_zh : former->table_name;
  g_autofree char        *from = dup_place_of (self, former->kind, *table != '\0' ? table : former->table_id,
                                        *former->number != '\0' ? former->number : self->order->number);
  g_autofree char        *to = dup_place_of (self, self->order->kind, get_table (self), self->order->number);
  g_autofree char        *text = g_strdup_printf (" %s → %s ", from, to);

  trivet_document_add_text (self->document, LEFT, BOLD | TRIVET_DOCUMENT_STYLE_INVERTED, 0, text);
}

static char *
format_time (const TrivetSlipPaper *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->info->time_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = self->info->zone != NULL ? g_time_zone_ref (self->info->zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

/* What staff wrote; of an allergy, so that nobody can overlook it. */
void
_trivet_slip_add_note (const TrivetSlipPaper *self,
                       guint                  indent,
                       const char            *note)
{
  gboolean         allergy = trivet_kitchen_is_allergy (note);
  g_autofree char *word = allergy ? _trivet_slip_say (self, &allergy_word) : _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_NOTE);
  g_autofree char *text = g_strdup_printf ("%s: %s", word, note);

  if (*note != '\0')
    trivet_document_add_text (self->document, LEFT, allergy ? WARNING : BOLD, indent, text);
}

void
_trivet_slip_add_head (const TrivetSlipPaper *self)
{
  const TrivetStation *station = self->info->station;
  g_autofree char     *name = _trivet_receipt_join_names (self->language, station != NULL ? station->name : self->slip->station_id,
                                                      station != NULL ? station->name_zh : NULL, " ");
  g_autofree char     *place = dup_place (self);
  g_autofree char     *order_word = _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_ORDER);
  g_autofree char     *number = g_strdup_printf ("%s %s", order_word, self->order->number);
  g_autofree char     *guests_label = _trivet_slip_say (self, &guests_word);
  g_autofree char     *guests = self->order->guests > 0 ? g_strdup_printf ("%s %d", guests_label, self->order->guests) : g_strdup ("");
  g_autofree char     *time = format_time (self);

  trivet_document_add_text (self->document, CENTER, BOLD, 0, name);
  trivet_document_add_columns (self->document, BIG, 0, place, time);
  if (self->slip->former != NULL)
    add_move (self);
  trivet_document_add_columns (self->document, PLAIN, 0, number, self->info->staff != NULL ? self->info->staff : "");
  if (*guests != '\0')
    trivet_document_add_text (self->document, LEFT, PLAIN, 0, guests);
  _trivet_slip_add_note (self, 0, self->order->note);
}

/* A dish with what is wrong with it: short enough to leave room for its name. */
char *
_trivet_slip_dup_dish (const TrivetSlipPaper *self,
                       gint64                 quantity,
                       const char            *name)
{
  gboolean         moved = self->slip->kind == TRIVET_SLIP_PLACE;
  g_autofree char *kind = _trivet_slip_say (self, moved ? &order_words[self->order->kind] : &kind_words[self->slip->kind]);

  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT " × %s", kind, *kind != '\0' ? " " : "", quantity, name);
}
