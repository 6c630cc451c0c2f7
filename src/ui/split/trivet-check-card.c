/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-check-card.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetCheckCard: shows what trivet_order_compute_checks() says of one check.
 */

enum {
  LINE_TAPPED,
  TAPPED,
  DROPPED,
  PAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetCheckCard {
  GtkBox parent_instance;

  TrivetUiContext *context;
  int              number;
  gboolean         paid;

  GtkWidget *head;
  GtkWidget *note;
  GtkWidget *rows;
  GtkWidget *less;
  GtkWidget *less_name;
  GtkWidget *less_amount;
  GtkWidget *total;
  GtkWidget *action;
};

G_DEFINE_FINAL_TYPE (TrivetCheckCard, trivet_check_card, GTK_TYPE_BOX)

static void
trivet_check_card_dispose (GObject *object)
{
  g_clear_object (&TRIVET_CHECK_CARD (object)->context);

  G_OBJECT_CLASS (trivet_check_card_parent_class)->dispose (object);
}

static void
trivet_check_card_class_init (TrivetCheckCardClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_check_card_dispose;

  signals[LINE_TAPPED] =
    g_signal_new ("line-tapped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAPPED] = g_signal_new ("tapped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DROPPED] =
    g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[PAY] = g_signal_new ("pay", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_check_card_init (TrivetCheckCard *self)
{
}

static void
on_head_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[TAPPED], 0);
}

static void
on_action_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetCheckCard *self = user_data;
  TrivetTab       *tab = trivet_register_get_current (self->context->reg);

  if (!self->paid)
    g_signal_emit (self, signals[PAY], 0);
  else if (tab != NULL)
    trivet_print_queue_request_check (self->context->print_queue, trivet_tab_get_order_id (tab), self->number);
}

static void
on_space_released (GtkGestureClick *gesture,
                   int              n_press,
                   double           x,
                   double           y,
                   gpointer         user_data)
{
  g_signal_emit (user_data, signals[TAPPED], 0);
}

static void
on_line_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[LINE_TAPPED], 0, g_object_get_data (G_OBJECT (button), "line-id"));
}

/* What is dragged: "check:line". */
static GdkContentProvider *
on_drag_prepare (GtkDragSource *source,
                 double         x,
                 double         y,
                 gpointer       user_data)
{
  TrivetCheckCard *self = user_data;
  GtkWidget       *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autofree char *text = g_strdup_printf ("%d:%s", self->number, (const char *) g_object_get_data (G_OBJECT (row), "line-id"));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  const char *text = g_value_get_string (value);
  const char *colon = text != NULL ? strchr (text, ':') : NULL;

  if (colon == NULL)
    return FALSE;
  g_signal_emit (user_data, signals[DROPPED], 0, colon + 1, (int) g_ascii_strtoll (text, NULL, 10));

  return TRUE;
}

/* A part of a line, as on paper: "⅓". */
static char *
dup_fraction (int numerator,
              int denominator)
{
  static const struct {
    int         numerator;
    int         denominator;
    const char *text;
  } glyphs[] = {
    { 1, 2, "½" },
    { 1, 3, "⅓" },
    { 2, 3, "⅔" },
    { 1, 4, "¼" },
    { 3, 4, "¾" },
    { 1, 5, "⅕" },
    { 1, 6, "⅙" },
    { 1, 8, "⅛" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (glyphs); i++) {
    if (glyphs[i].numerator == numerator && glyphs[i].denominator == denominator)
      return g_strdup (glyphs[i].text);
  }

  return g_strdup_printf ("%d/%d", numerator, denominator);
}

static char *
dup_line_words (TrivetCheckCard       *self,
                const TrivetCheckLine *part)
{
  const TrivetOrderLine *line = part->total->line;
  const char            *name = trivet_ui_is_chinese () ? line->name_zh : line->name;
  g_autofree char       *fraction = NULL;

  if (part->denominator == 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT " × %s", line->quantity, name);
  fraction = dup_fraction (part->numerator, part->denominator);
  if (line->quantity == 1)
    return g_strdup_printf ("%s × %s", fraction, name);

  return g_strdup_printf ("%s × %s ×%" G_GINT64_FORMAT, fraction, name, line->quantity);
}

static GtkWidget *
new_row (TrivetCheckCard *self,
         const char      *words,
         const char      *amount)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *name = trivet_ui_label_new (words, "");
  GtkWidget       *value = trivet_ui_label_new (amount, "numeric");
  g_autofree char *full = g_strdup_printf ("%s, %s", words, amount);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  trivet_ui_set_name (box, full);

  return box;
}

static void
add_line (TrivetCheckCard       *self,
          const TrivetCheckLine *part,
          TrivetCurrency         currency,
          const char            *selected_line_id)
{
  const TrivetOrderLine *line = part->total->line;
  g_autofree char       *words = dup_line_words (self, part);
  g_autofree char       *amount = trivet_ui_format_minor (part->amount_minor, currency);
  g_autofree char       *full = g_strdup_printf (_("%s, %s, bill %d"), words, amount, self->number);
  GtkWidget             *button = gtk_button_new ();
  GtkDragSource         *drag = gtk_drag_source_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_row (self, words, amount));
  gtk_widget_add_css_class (button, "check-line");
  trivet_ui_toggle_class (button, "selected", g_strcmp0 (line->line_id, selected_line_id) == 0);
  trivet_ui_set_name (button, full);
  g_object_set_data_full (G_OBJECT (button), "line-id", g_strdup (line->line_id), g_free);
  gtk_widget_set_sensitive (button, !self->paid);
  g_signal_connect (button, "clicked", G_CALLBACK (on_line_clicked), self);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  /* Before the button takes the press for itself. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (drag));
  gtk_box_append (GTK_BOX (self->rows), button);
}

static void
add_part_of_all (TrivetCheckCard   *self,
                 const TrivetOrder *order,
                 const TrivetCheck *check)
{
  g_autofree char *amount = trivet_ui_format_minor (check->total_minor, order->currency);
  g_autofree char *fraction = dup_fraction (1, order->n_checks);
  g_autofree char *words = NULL;
  GtkWidget       *row;

  if (order->split_kind == TRIVET_SPLIT_EQUAL && !check->completed)
    words = g_strdup_printf (_("%s of the whole order"), fraction);
  else
    words = g_strdup (_("A part of the whole order"));
  row = new_row (self, words, amount);
  gtk_widget_add_css_class (row, "check-line");
  gtk_box_append (GTK_BOX (self->rows), row);
}

/* How the money came: the method of the last tender, or that there were several. */
static char *
dup_method (TrivetCheckCard   *self,
            const TrivetOrder *order)
{
  const char *method = NULL;

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state != TRIVET_TENDER_PAID || (tender->check != self->number && order->n_checks > 1))
      continue;
    if (method != NULL && !g_str_equal (method, tender->method))
      return NULL;
    method = tender->method;
  }

  return method != NULL ? trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), method) : NULL;
}

static char *
dup_note (TrivetCheckCard   *self,
          const TrivetOrder *order,
          const TrivetCheck *check)
{
  g_autofree char *method = NULL;
  g_autofree char *amount = trivet_ui_format_minor (check->paid_minor, order->currency);

  switch (check->state) {
  case TRIVET_CHECK_PAID:
    method = dup_method (self, order);
    return method != NULL ? g_strdup_printf (_("Paid · %s"), method) : g_strdup (_("Paid"));
  case TRIVET_CHECK_ASKED:
    return g_strdup (check->in_doubt_minor > 0 ? _("In doubt") : _("Being paid"));
  case TRIVET_CHECK_PART_PAID:
    return g_strdup_printf (_("%s paid"), amount);
  case TRIVET_CHECK_EMPTY:
    return g_strdup (_("Nothing yet"));
  case TRIVET_CHECK_OWING:
    break;
  }
  if (check->lines->len == 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("%u item", "%u items", check->lines->len), check->lines->len);
}

static void
show_foot (TrivetCheckCard   *self,
           const TrivetOrder *order,
           const TrivetCheck *check)
{
  gint64           less = check->subtotal_minor + check->tip_minor - check->total_minor;
  g_autofree char *total = trivet_ui_format_minor (check->total_minor, order->currency);
  g_autofree char *due = trivet_ui_format_minor (check->due_minor, order->currency);
  g_autofree char *less_words = trivet_ui_format_minor (-less, order->currency);
  g_autofree char *words = self->paid ? g_strdup (_("Print receipt")) : g_strdup_printf (_("Pay %s"), due);
  g_autofree char *name = self->paid                                   ? g_strdup_printf (_("Print the receipt of bill %d"), self->number)
                                                                       : g_strdup_printf (_("Pay %s, bill %d"), due, self->number);

  gtk_widget_set_visible (self->less, less != 0);
  gtk_label_set_text (GTK_LABEL (self->less_name), less > 0 ? _("Discount") : _("Taxes and charges"));
  gtk_label_set_text (GTK_LABEL (self->less_amount), less_words);
  gtk_label_set_text (GTK_LABEL (self->total), total);
  gtk_button_set_label (GTK_BUTTON (self->action), words);
  trivet_ui_set_name (self->action, name);
  trivet_ui_toggle_class (self->action, "primary", !self->paid);
  gtk_widget_set_sensitive (self->action, self->paid || check->due_minor > 0);
}

/**
 * trivet_check_card_show:
 * @self: a card
 * @tab: the order
 * @selected_line_id: (nullable): which of its lines is marked
 */
void
trivet_check_card_show (TrivetCheckCard *self,
                        TrivetTab       *tab,
                        const char      *selected_line_id)
{
  const TrivetOrder *order;
  const TrivetCheck *check;
  g_autofree char   *note = NULL;

  g_return_if_fail (TRIVET_IS_CHECK_CARD (self));
  g_return_if_fail (TRIVET_IS_TAB (tab));

  order = trivet_tab_get_order (tab);
  check = trivet_checks_lookup (trivet_tab_get_checks (tab), self->number);
  if (check == NULL)
    return;
  self->paid = check->state == TRIVET_CHECK_PAID;
  note = dup_note (self, order, check);
  gtk_label_set_text (GTK_LABEL (self->note), note);
  trivet_ui_toggle_class (self->note, "trivet-chip", self->paid || check->state == TRIVET_CHECK_ASKED);
  trivet_ui_toggle_class (self->note, "ok", self->paid);
  trivet_ui_toggle_class (self->note, "doubt", check->state == TRIVET_CHECK_ASKED);
  trivet_ui_toggle_class (self->note, "dim", !self->paid && check->state != TRIVET_CHECK_ASKED);
  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < check->lines->len; i++)
    add_line (self, &g_array_index (check->lines, TrivetCheckLine, i), order->currency, selected_line_id);
  if (check->lines->len == 0 && check->total_minor > 0)
    add_part_of_all (self, order, check);
  show_foot (self, order, check);
}

static GtkWidget *
build_head (TrivetCheckCard *self)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *title = g_strdup_printf (_("Bill %d"), self->number);
  GtkWidget       *label = trivet_ui_label_new (title, "strong");

  self->note = trivet_ui_label_new ("", "note");
  gtk_label_set_ellipsize (GTK_LABEL (self->note), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (self->note, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->note, TRUE);
  gtk_widget_set_valign (self->note, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->note);
  self->head = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->head), box);
  gtk_widget_add_css_class (self->head, "check-head");
  trivet_ui_set_name (self->head, title);
  g_signal_connect (self->head, "clicked", G_CALLBACK (on_head_clicked), self);

  return self->head;
}

static GtkWidget *
build_rows (TrivetCheckCard *self)
{
  GtkWidget  *scroller = gtk_scrolled_window_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_signal_connect (click, "released", G_CALLBACK (on_space_released), self);
  gtk_widget_add_controller (scroller, GTK_EVENT_CONTROLLER (click));

  return scroller;
}

static GtkWidget *
build_foot (TrivetCheckCard *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sum = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = trivet_ui_label_new (_("Total"), "check-total");

  self->less = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->less_name = trivet_ui_label_new ("", "good");
  self->less_amount = trivet_ui_label_new ("", "good numeric");
  gtk_widget_set_hexpand (self->less_name, TRUE);
  gtk_box_append (GTK_BOX (self->less), self->less_name);
  gtk_box_append (GTK_BOX (self->less), self->less_amount);
  self->total = trivet_ui_label_new ("", "check-total numeric");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (sum), name);
  gtk_box_append (GTK_BOX (sum), self->total);
  gtk_widget_add_css_class (sum, "check-sum");
  self->action = trivet_ui_button_new ("", "trivet-button big primary", G_CALLBACK (on_action_clicked), self);
  gtk_widget_add_css_class (foot, "check-foot");
  gtk_box_append (GTK_BOX (foot), self->less);
  gtk_box_append (GTK_BOX (foot), sum);
  gtk_box_append (GTK_BOX (foot), self->action);

  return foot;
}

/**
 * trivet_check_card_new:
 * @context: the screens' context
 * @number: which check, from 1 on
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
trivet_check_card_new (TrivetUiContext *context,
                       int              number)
{
  TrivetCheckCard *self;
  GtkDropTarget   *drop;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_CHECK_CARD, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  self->number = number;
  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self), build_head (self));
  gtk_box_append (GTK_BOX (self), build_rows (self));
  gtk_box_append (GTK_BOX (self), build_foot (self));
  drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  return GTK_WIDGET (self);
}

/**
 * trivet_check_card_get_number:
 * @self: a card
 *
 * Returns: which check it shows
 */
int
trivet_check_card_get_number (TrivetCheckCard *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECK_CARD (self), 0);

  return self->number;
}
