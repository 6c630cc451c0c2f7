/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-line-row.h"

#include "trivet-editors.h"
#include "trivet-kitchen-words.h"
#include "trivet-line-kitchen.h"
#include "trivet-order-guard.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetLineRow: a line; when it is selected, the buttons that change it.
 */

enum {
  SELECTED,
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetLineRow {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *line_id;
  char            *note;
  gboolean         has_choices;

  GtkWidget *head;
  GtkWidget *quantity;
  GtkWidget *words;
  GtkWidget *name;
  GtkWidget *detail;
  GtkWidget *why; /* NULL until a promotion takes something off the line */
  GtkWidget *amount;
  GtkWidget *actions;
  GtkWidget *edit;
  GtkWidget *kitchen; /* NULL until the line is selected, and in a shop without a kitchen */
};

G_DEFINE_FINAL_TYPE (TrivetLineRow, trivet_line_row, GTK_TYPE_BOX)

static void
trivet_line_row_dispose (GObject *object)
{
  TrivetLineRow *self = TRIVET_LINE_ROW (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_line_row_parent_class)->dispose (object);
}

static void
trivet_line_row_finalize (GObject *object)
{
  TrivetLineRow *self = TRIVET_LINE_ROW (object);

  g_free (self->line_id);
  g_free (self->note);

  G_OBJECT_CLASS (trivet_line_row_parent_class)->finalize (object);
}

static void
trivet_line_row_class_init (TrivetLineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_line_row_dispose;
  object_class->finalize = trivet_line_row_finalize;

  signals[SELECTED] =
    g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_head_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[SELECTED], 0);
}

static void
build_head (TrivetLineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->quantity = gtk_label_new ("");
  gtk_widget_add_css_class (self->quantity, "quantity");
  gtk_widget_add_css_class (self->quantity, "numeric");
  gtk_widget_set_valign (self->quantity, GTK_ALIGN_START);
  self->name = trivet_ui_label_new ("", "name");
  gtk_label_set_wrap (GTK_LABEL (self->name), TRUE);
  self->detail = trivet_ui_label_new ("", "detail");
  gtk_label_set_wrap (GTK_LABEL (self->detail), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->detail), PANGO_WRAP_WORD_CHAR);
  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_box_append (GTK_BOX (self->words), self->name);
  gtk_box_append (GTK_BOX (self->words), self->detail);
  self->amount = gtk_label_new ("");
  gtk_widget_add_css_class (self->amount, "amount");
  gtk_widget_add_css_class (self->amount, "numeric");
  gtk_box_append (GTK_BOX (box), self->quantity);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->amount);

  self->head = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->head), box);
  gtk_widget_add_css_class (self->head, "line-head");
  g_signal_connect_object (self->head, "clicked", G_CALLBACK (on_head_clicked), self, 0);
  gtk_box_append (GTK_BOX (self), self->head);
}

static void
on_less_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetLineRow *self = user_data;

  trivet_order_guard_change_quantity (trivet_order_guard_find (GTK_WIDGET (self)), self->line_id, -1);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetLineRow *self = user_data;

  trivet_register_change_quantity (self->context->reg, self->line_id, 1);
}

static void
on_edit_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[EDIT], 0);
}

static void
on_void_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetLineRow *self = user_data;

  trivet_order_guard_void_line (trivet_order_guard_find (GTK_WIDGET (self)), self->line_id);
}

static void
on_note_saved (const char *note,
               gpointer    user_data)
{
  TrivetLineRow *self = user_data;

  trivet_register_set_line_note (self->context->reg, self->line_id, note);
}

static void
on_note_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetLineRow *self = user_data;

  trivet_editors_ask_text (GTK_WIDGET (button), _("Note for the kitchen"), self->note, on_note_saved, self);
}

static void
on_discount_chosen (TrivetDiscountKind kind,
                    gint64             value,
                    const char        *reason,
                    gpointer           user_data)
{
  TrivetLineRow *self = user_data;

  trivet_order_guard_discount (trivet_order_guard_find (GTK_WIDGET (self)), self->line_id, kind, value, reason);
}

static void
on_discount_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetLineRow *self = user_data;
  TrivetCurrency currency = trivet_register_get_shop (self->context->reg)->currency;

  trivet_editors_ask_discount (GTK_WIDGET (button), currency, on_discount_chosen, self);
}

static GtkWidget *
add_action (TrivetLineRow *self,
            GtkWidget     *box,
            const char    *label,
            const char    *name,
            const char    *classes,
            GCallback      callback)
{
  GtkWidget *button = trivet_ui_button_new (label, classes, callback, self);

  trivet_ui_set_name (button, name);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
build_actions (TrivetLineRow *self)
{
  self->actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->actions), TRUE);
  gtk_widget_add_css_class (self->actions, "line-actions");
  add_action (self, self->actions, "−", _("One less"), "trivet-button compact", G_CALLBACK (on_less_clicked));
  add_action (self, self->actions, "+", _("One more"), "trivet-button compact", G_CALLBACK (on_more_clicked));
  self->edit = add_action (self, self->actions, _("Edit"), _("Change the choices"), "trivet-button compact", G_CALLBACK (on_edit_clicked));
  add_action (self, self->actions, _("Note"), _("Note for this line"), "trivet-button compact", G_CALLBACK (on_note_clicked));
  add_action (self, self->actions, "%", _("Discount on this line"), "trivet-button compact", G_CALLBACK (on_discount_clicked));
  add_action (self, self->actions, _("Void"), _("Void this line"), "trivet-button compact danger-text", G_CALLBACK (on_void_clicked));
  gtk_widget_set_visible (self->edit, self->has_choices);
  gtk_box_append (GTK_BOX (self), self->actions);
}

static void
trivet_line_row_init (TrivetLineRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket-line");
  build_head (self);
}

/**
 * trivet_line_row_new:
 * @context: the screens' context
 * @line_id: which line it shows
 *
 * Returns: (transfer floating): a row without contents yet
 */
GtkWidget *
trivet_line_row_new (TrivetUiContext *context,
                     const char      *line_id)
{
  TrivetLineRow *self = g_object_new (TRIVET_TYPE_LINE_ROW, NULL);

  self->context = g_object_ref (context);
  self->line_id = g_strdup (line_id);

  return GTK_WIDGET (self);
}

/**
 * trivet_line_row_get_line_id:
 * @self: a row
 *
 * Returns: (transfer none): which line it shows
 */
const char *
trivet_line_row_get_line_id (TrivetLineRow *self)
{
  g_return_val_if_fail (TRIVET_IS_LINE_ROW (self), NULL);

  return self->line_id;
}

static void
append_part (GString    *text,
             const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* How far the kitchen is; what was only sent, the course's header says. */
static void
append_state (GString               *text,
              const TrivetOrderLine *line)
{
  gint64 sent = line->sent_quantity;

  if (sent > 0 && line->served_quantity >= sent)
    append_part (text, _("served"));
  else if (sent > 0 && line->cooked_quantity >= sent)
    append_part (text, _("ready"));
  else if (sent > 0 && line->rushes > 0)
    append_part (text, _("rushed"));
}

/* Of an order that was reopened: it costs nothing any more, and stays. */
static void
append_gone (GString               *text,
             const TrivetOrderLine *line)
{
  g_autofree char *part = g_strdup_printf (_("%d refunded"), (int) line->gone_quantity);

  if (line->gone_quantity > 0)
    append_part (text, part);
}

/* A dish of a combo that comes later than the rest says so: "Mango pudding (Desserts)". */
static char *
dup_choice (TrivetLineRow            *self,
            const TrivetOrderLine    *line,
            const TrivetLineModifier *modifier)
{
  const char      *name = trivet_ui_is_chinese () ? modifier->name_zh : modifier->name;
  TrivetKitchen   *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);
  int              course = modifier->sku != NULL ? trivet_kitchen_get_part_course (kitchen, line, modifier) : 0;
  g_autofree char *words = NULL;

  if (course == 0 || course == trivet_kitchen_get_course (kitchen, line))
    return g_strdup (name);
  words = trivet_kitchen_words_dup_course (course);

  return g_strdup_printf (_("%s (%s)"), name, words);
}

/* "Wide · Extra beef +¥12.00 · No coriander · −¥5.00 discount" */
static char *
describe (TrivetLineRow         *self,
          const TrivetLineTotal *total,
          TrivetCurrency         currency)
{
  GString *text = g_string_new (NULL);

  if (total->line->seat != 0)
    g_string_append_printf (text, _("Seat %d"), total->line->seat);
  for (guint i = 0; i < total->line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (total->line->modifiers, i);
    g_autofree char          *price = trivet_ui_format_minor (modifier->price_minor, currency);
    g_autofree char          *name = dup_choice (self, total->line, modifier);
    g_autofree char          *part = NULL;

    if (modifier->price_minor != 0)
      part = g_strdup_printf ("%s %s%s", name, modifier->price_minor > 0 ? "+" : "", price);
    append_part (text, part != NULL ? part : name);
  }
  if (*total->line->note != '\0')
    append_part (text, total->line->note);
  append_state (text, total->line);
  append_gone (text, total->line);
  if (total->line->discount.kind == TRIVET_DISCOUNT_COMP) {
    append_part (text, _("on the house"));
  } else if (total->line_discount_minor > 0) {
    g_autofree char *amount = trivet_ui_format_minor (-total->line_discount_minor, currency);
    g_autofree char *part = g_strdup_printf (_("discount %s"), amount);

    append_part (text, part);
  }

  return g_string_free (text, FALSE);
}

/* Most lines have no promotion, and no label for it. */
static void
show_why (TrivetLineRow *self,
          const char    *why)
{
  if (self->why == NULL && why != NULL) {
    self->why = trivet_ui_label_new ("", "detail good numeric");
    gtk_label_set_wrap (GTK_LABEL (self->why), TRUE);
    gtk_box_append (GTK_BOX (self->words), self->why);
  }
  if (self->why == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->why), why != NULL ? why : "");
  gtk_widget_set_visible (self->why, why != NULL);
}

/**
 * trivet_line_row_update:
 * @self: a row
 * @order: the order
 * @totals: what it adds up to
 * @index: which of its lines
 *
 * Shows the line as it is now.
 */
void
trivet_line_row_update (TrivetLineRow      *self,
                        const TrivetOrder  *order,
                        const TrivetTotals *totals,
                        guint               index)
{
  const TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, index);
  TrivetCurrency         currency = order->currency;
  const TrivetOrderLine *line = total->line;
  TrivetMenuItem        *item = trivet_menu_lookup_item (trivet_register_get_menu (self->context->reg), line->sku);
  const char            *name = trivet_ui_is_chinese () ? line->name_zh : line->name;
  g_autofree char       *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, line->quantity);
  g_autofree char       *detail = describe (self, total, currency);
  g_autofree char       *amount = trivet_ui_format_minor (total->gross_minor - total->line_discount_minor, currency);
  g_autofree char       *why = trivet_prices_words_dup_why (order, totals, index);
  gboolean               alone = *detail == '\0' && why == NULL;
  g_autofree char       *accessible = g_strdup_printf ("%s %s%s%s%s%s %s", quantity, name, *detail != '\0' ? " " : "", detail,
                                                 why != NULL ? " " : "", why != NULL ? why : "", amount);

  gtk_label_set_text (GTK_LABEL (self->quantity), quantity);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->detail), detail);
  gtk_widget_set_visible (self->detail, *detail != '\0');
  /* A name alone stands in the middle of its row, with more below it at the top. */
  gtk_widget_set_valign (self->words, alone ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_valign (self->amount, alone ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  show_why (self, why);
  gtk_label_set_text (GTK_LABEL (self->amount), amount);
  trivet_ui_set_name (self->head, accessible);
  self->has_choices = item != NULL && (trivet_menu_item_has_choices (item) || (line->open_price && line->sent_quantity == 0));
  if (self->actions != NULL)
    gtk_widget_set_visible (self->edit, self->has_choices);
  g_free (self->note);
  self->note = g_strdup (line->note);
  if (self->kitchen != NULL)
    trivet_line_kitchen_update (TRIVET_LINE_KITCHEN (self->kitchen));
}

/**
 * trivet_line_row_set_selected:
 * @self: a row
 * @selected: whether the buttons are shown
 */
void
trivet_line_row_set_selected (TrivetLineRow *self,
                              gboolean       selected)
{
  g_return_if_fail (TRIVET_IS_LINE_ROW (self));

  /* Most lines are never selected, and a new line must be there within a frame. */
  if (self->actions == NULL && selected) {
    build_actions (self);
    if (trivet_kitchen_desk_is_used (self->context->kitchen)) {
      self->kitchen = trivet_line_kitchen_new (self->context, self->line_id);
      gtk_box_append (GTK_BOX (self), self->kitchen);
    }
  }
  if (self->kitchen != NULL)
    gtk_widget_set_visible (self->kitchen, selected);
  if (self->actions != NULL)
    gtk_widget_set_visible (self->actions, selected);
  trivet_ui_toggle_class (self, "selected", selected);
}
