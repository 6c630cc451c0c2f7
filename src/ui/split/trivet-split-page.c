/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-split-page-private.h"

#include "trivet-check-card.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetSplitPage: every tap becomes a command of the register; the cards show what came of it. Only
 * which line is marked, and whether taps share it, is the page's own.
 */

#define CARD_WIDTH 260

enum {
  PAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetSplitPage, trivet_split_page, GTK_TYPE_BOX)

static void
set_tab (TrivetSplitPage *self,
         TrivetTab       *tab)
{
  if (self->tab != NULL)
    g_clear_signal_handler (&self->changed_id, self->tab);
  g_set_object (&self->tab, tab);
}

static void
trivet_split_page_dispose (GObject *object)
{
  TrivetSplitPage *self = TRIVET_SPLIT_PAGE (object);

  set_tab (self, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->selected_line_id, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_split_page_parent_class)->dispose (object);
}

static void
trivet_split_page_class_init (TrivetSplitPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_split_page_dispose;

  signals[PAY] = g_signal_new ("pay", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
trivet_split_page_init (TrivetSplitPage *self)
{
}

const TrivetOrder *
_trivet_split_page_get_order (TrivetSplitPage *self)
{
  return trivet_tab_get_order (self->tab);
}

static void
select_line (TrivetSplitPage *self,
             const char      *line_id,
             int              check)
{
  char *copy = g_strdup (line_id);

  g_free (self->selected_line_id);
  self->selected_line_id = copy;
  self->selected_check = check;
  if (line_id == NULL)
    self->sharing = FALSE;
}

static void update (TrivetSplitPage *self);

static void
on_line_tapped (TrivetCheckCard *card,
                const char      *line_id,
                gpointer         user_data)
{
  TrivetSplitPage *self = user_data;
  int              check = trivet_check_card_get_number (card);

  if (self->selected_line_id != NULL && (self->sharing || check != self->selected_check)) {
    g_signal_emit_by_name (card, "tapped");
    return;
  }
  if (g_strcmp0 (self->selected_line_id, line_id) == 0)
    select_line (self, NULL, 0);
  else
    select_line (self, line_id, check);
  update (self);
}

/* The bill that the marked line goes to. */
static void
on_card_tapped (TrivetCheckCard *card,
                gpointer         user_data)
{
  TrivetSplitPage *self = user_data;
  int              check = trivet_check_card_get_number (card);
  g_autofree char *line_id = g_strdup (self->selected_line_id);

  if (line_id == NULL)
    return;
  if (self->sharing) {
    trivet_register_toggle_share (self->context->reg, line_id, check);
    return;
  }
  if (check != self->selected_check)
    trivet_register_move_share (self->context->reg, line_id, self->selected_check, check);
  select_line (self, NULL, 0);
  update (self);
}

static void
on_card_dropped (TrivetCheckCard *card,
                 const char      *line_id,
                 int              from_check,
                 gpointer         user_data)
{
  TrivetSplitPage *self = user_data;
  int              check = trivet_check_card_get_number (card);

  select_line (self, NULL, 0);
  if (check != from_check)
    trivet_register_move_share (self->context->reg, line_id, from_check, check);
  else
    update (self);
}

static void
on_card_pay (TrivetCheckCard *card,
             gpointer         user_data)
{
  g_signal_emit (user_data, signals[PAY], 0, trivet_check_card_get_number (card));
}

static GtkWidget *
new_card (TrivetSplitPage *self,
          int              number)
{
  GtkWidget *card = trivet_check_card_new (self->context, number);

  gtk_widget_set_size_request (card, CARD_WIDTH, -1);
  gtk_widget_set_hexpand (card, TRUE);
  g_signal_connect (card, "line-tapped", G_CALLBACK (on_line_tapped), self);
  g_signal_connect (card, "tapped", G_CALLBACK (on_card_tapped), self);
  g_signal_connect (card, "dropped", G_CALLBACK (on_card_dropped), self);
  g_signal_connect (card, "pay", G_CALLBACK (on_card_pay), self);

  return card;
}

static void
update_cards (TrivetSplitPage *self)
{
  int        n = _trivet_split_page_get_order (self)->n_checks;
  int        number = 0;
  GtkWidget *card = gtk_widget_get_first_child (self->cards);

  while (card != NULL) {
    GtkWidget *next = gtk_widget_get_next_sibling (card);

    if (++number > n)
      gtk_box_remove (GTK_BOX (self->cards), card);
    card = next;
  }
  for (number = MIN (number, n) + 1; number <= n; number++)
    gtk_box_append (GTK_BOX (self->cards), new_card (self, number));
  for (card = gtk_widget_get_first_child (self->cards); card != NULL; card = gtk_widget_get_next_sibling (card)) {
    gboolean mine = self->sharing || trivet_check_card_get_number (TRIVET_CHECK_CARD (card)) == self->selected_check;

    trivet_check_card_show (TRIVET_CHECK_CARD (card), self->tab, mine ? self->selected_line_id : NULL);
  }
}

static void
update_sum (TrivetSplitPage *self)
{
  GPtrArray       *checks = trivet_tab_get_checks (self->tab);
  gint64           total = trivet_tab_get_totals (self->tab)->total_minor;
  g_autofree char *amount = trivet_ui_format_minor (total, _trivet_split_page_get_order (self)->currency);
  g_autofree char *words = g_strdup_printf (_("Bills add up to %s ✓"), amount);
  gint64           sum = 0;

  for (guint i = 0; i < checks->len; i++)
    sum += ((const TrivetCheck *) g_ptr_array_index (checks, i))->total_minor;
  if (sum != total)
    g_critical ("The bills of order %s do not add up", _trivet_split_page_get_order (self)->order_id);
  gtk_label_set_text (GTK_LABEL (self->sum), words);
  trivet_ui_set_name (self->sum, words);
  gtk_widget_set_visible (self->sum, sum == total);
}

static void
update_controls (TrivetSplitPage *self)
{
  const TrivetOrder *order = _trivet_split_page_get_order (self);
  gboolean           open = trivet_order_is_open (order);
  gboolean           by_lines = order->split_kind == TRIVET_SPLIT_LINES;
  GPtrArray         *checks = trivet_tab_get_checks (self->tab);
  const TrivetCheck *last = g_ptr_array_index (checks, checks->len - 1);

  _trivet_split_page_update_ways (self);
  gtk_widget_set_sensitive (self->add, open && order->n_checks < TRIVET_ORDER_MAX_CHECKS);
  gtk_widget_set_sensitive (self->share, open && by_lines && self->selected_line_id != NULL);
  trivet_ui_toggle_class (self->share, "primary", self->sharing);
  gtk_widget_set_sensitive (self->fewer, open && order->n_checks > 1 && !last->completed && order->split_kind != TRIVET_SPLIT_AMOUNTS);
  gtk_widget_set_sensitive (self->join, open && order->split_kind != TRIVET_SPLIT_NONE);
  gtk_widget_set_sensitive (self->undo, trivet_register_can_undo (self->context->reg));
}

static void
update (TrivetSplitPage *self)
{
  const TrivetOrderLine *line;

  if (self->tab == NULL)
    return;
  line = self->selected_line_id != NULL ? trivet_order_lookup_line (_trivet_split_page_get_order (self), self->selected_line_id) : NULL;
  if (line == NULL || line->voided || _trivet_split_page_get_order (self)->split_kind != TRIVET_SPLIT_LINES)
    select_line (self, NULL, 0);
  update_cards (self);
  update_sum (self);
  update_controls (self);
}

static void
set_count (TrivetSplitPage *self,
           int              n_checks)
{
  if (_trivet_split_page_get_order (self)->split_kind == TRIVET_SPLIT_EQUAL)
    trivet_register_split_equally (self->context->reg, n_checks);
  else
    trivet_register_split_by_lines (self->context->reg, n_checks);
}

static void
on_add_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  if (_trivet_split_page_get_order (self)->split_kind == TRIVET_SPLIT_AMOUNTS)
    _trivet_split_page_ask_amount (self, GTK_WIDGET (button));
  else
    set_count (self, _trivet_split_page_get_order (self)->n_checks + 1);
}

static void
on_fewer_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  set_count (self, _trivet_split_page_get_order (self)->n_checks - 1);
}

static void
on_share_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  self->sharing = !self->sharing;
  if (!self->sharing)
    select_line (self, NULL, 0);
  update (self);
}

static void
on_join_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  trivet_register_join_checks (self->context->reg);
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetSplitPage *self = user_data;

  trivet_register_undo (self->context->reg);
}

static GtkWidget *
build_middle (TrivetSplitPage *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *plus = trivet_ui_label_new ("＋", "split-plus");
  GtkWidget *words = trivet_ui_label_new (_("New bill"), "strong");

  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  gtk_box_set_homogeneous (GTK_BOX (self->cards), TRUE);
  gtk_widget_add_css_class (self->cards, "split-cards");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->cards);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->add = gtk_button_new ();
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (plus), 0.5F);
  gtk_label_set_xalign (GTK_LABEL (words), 0.5F);
  gtk_box_append (GTK_BOX (box), plus);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (self->add), box);
  gtk_widget_add_css_class (self->add, "trivet-button");
  gtk_widget_add_css_class (self->add, "split-add");
  trivet_ui_set_name (self->add, _("New bill"));
  g_signal_connect (self->add, "clicked", G_CALLBACK (on_add_clicked), self);
  gtk_box_append (GTK_BOX (middle), scroller);
  gtk_box_append (GTK_BOX (middle), self->add);
  gtk_widget_set_vexpand (middle, TRUE);

  return middle;
}

static GtkWidget *
build_bottom (TrivetSplitPage *self)
{
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->share = trivet_ui_button_new (_("Share line between bills"), "trivet-button", G_CALLBACK (on_share_clicked), self);
  self->join = trivet_ui_button_new (_("Join all again"), "trivet-button", G_CALLBACK (on_join_clicked), self);
  self->fewer = trivet_ui_button_new (_("One bill less"), "trivet-button", G_CALLBACK (on_fewer_clicked), self);
  self->undo = trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self);
  self->sum = trivet_ui_label_new ("", "trivet-chip ok numeric");
  gtk_widget_set_hexpand (self->sum, TRUE);
  gtk_widget_set_halign (self->sum, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (bottom), self->share);
  gtk_box_append (GTK_BOX (bottom), self->join);
  gtk_box_append (GTK_BOX (bottom), self->fewer);
  gtk_box_append (GTK_BOX (bottom), self->undo);
  gtk_box_append (GTK_BOX (bottom), self->sum);

  return bottom;
}

/**
 * trivet_split_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page, empty until trivet_split_page_open()
 */
GtkWidget *
trivet_split_page_new (TrivetUiContext *context)
{
  TrivetSplitPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_SPLIT_PAGE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 14, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "split-page");
  gtk_box_append (GTK_BOX (self), _trivet_split_page_build_ways (self));
  gtk_box_append (GTK_BOX (self), build_middle (self));
  gtk_box_append (GTK_BOX (self), build_bottom (self));

  return GTK_WIDGET (self);
}

/**
 * trivet_split_page_open:
 * @self: the page
 *
 * Shows the register's current order. One that is not split is split by its lines, ready for the first
 * tap.
 */
void
trivet_split_page_open (TrivetSplitPage *self)
{
  TrivetTab *tab;

  g_return_if_fail (TRIVET_IS_SPLIT_PAGE (self));

  tab = trivet_register_get_current (self->context->reg);
  g_return_if_fail (tab != NULL);

  select_line (self, NULL, 0);
  set_tab (self, tab);
  self->changed_id = g_signal_connect_swapped (tab, "changed", G_CALLBACK (update), self);
  update (self);
  if (_trivet_split_page_get_order (self)->split_kind == TRIVET_SPLIT_NONE && trivet_order_is_open (_trivet_split_page_get_order (self)))
    trivet_register_split_by_lines (self->context->reg, 2);
}

static gboolean
is_on_one_bill (TrivetTab *tab)
{
  GPtrArray *checks = trivet_tab_get_checks (tab);

  for (guint i = 0; i < checks->len; i++) {
    const TrivetCheck *check = g_ptr_array_index (checks, i);

    if (check->paid_minor != 0 || check->in_doubt_minor != 0 || (i > 0 && check->total_minor != 0))
      return FALSE;
  }

  return checks->len > 1;
}

/**
 * trivet_split_page_leave:
 * @self: the page, on the way back to the order
 *
 * Who only looked has not split: an order of which everything is still on one bill is joined again.
 */
void
trivet_split_page_leave (TrivetSplitPage *self)
{
  const TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_SPLIT_PAGE (self));

  order = self->tab != NULL ? _trivet_split_page_get_order (self) : NULL;
  if (order != NULL && trivet_order_is_open (order) && order->split_kind == TRIVET_SPLIT_LINES && is_on_one_bill (self->tab))
    trivet_register_join_checks (self->context->reg);
}
