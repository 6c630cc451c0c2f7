/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-move-page.h"

#include "trivet-editors.h"
#include "trivet-staff-popover.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetMovePage: on the left what goes, on the right where it goes; one tap there does it. Of a
 * single line, a part may go.
 */

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetMovePage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab;
  gulong           changed_id;
  GHashTable      *chosen;   /* ids of lines */
  gint64           quantity; /* of a single line, 0 for all */

  GtkWidget *rows;
  GtkWidget *all;
  GtkWidget *amount;
  GtkWidget *amount_words;
  GtkWidget *targets;
  GtkWidget *question;
};

G_DEFINE_FINAL_TYPE (TrivetMovePage, trivet_move_page, GTK_TYPE_BOX)

static void
set_tab (TrivetMovePage *self,
         TrivetTab      *tab)
{
  if (self->tab != NULL)
    g_clear_signal_handler (&self->changed_id, self->tab);
  g_set_object (&self->tab, tab);
}

static void
trivet_move_page_dispose (GObject *object)
{
  TrivetMovePage *self = TRIVET_MOVE_PAGE (object);

  set_tab (self, NULL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_move_page_parent_class)->dispose (object);
}

static void
trivet_move_page_finalize (GObject *object)
{
  g_hash_table_unref (TRIVET_MOVE_PAGE (object)->chosen);

  G_OBJECT_CLASS (trivet_move_page_parent_class)->finalize (object);
}

static void
trivet_move_page_class_init (TrivetMovePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_move_page_dispose;
  object_class->finalize = trivet_move_page_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_move_page_init (TrivetMovePage *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static const TrivetOrder *
get_order (TrivetMovePage *self)
{
  return trivet_tab_get_order (self->tab);
}

static guint
count_lines (TrivetMovePage *self)
{
  return trivet_tab_get_totals (self->tab)->lines->len;
}

/* Nothing chosen means everything, as staff mean who come from another table. */
static gboolean
moves_all (TrivetMovePage *self)
{
  guint n = g_hash_table_size (self->chosen);

  return n == 0 || (n == count_lines (self) && self->quantity == 0);
}

/* Returns: (nullable): the one line that is chosen */
static const TrivetOrderLine *
get_single (TrivetMovePage *self)
{
  GHashTableIter iter;
  gpointer       line_id;

  if (g_hash_table_size (self->chosen) != 1)
    return NULL;
  g_hash_table_iter_init (&iter, self->chosen);
  g_hash_table_iter_next (&iter, &line_id, NULL);

  return trivet_order_lookup_line (get_order (self), line_id);
}

static void
move_to (TrivetMovePage *self,
         const char     *order_id)
{
  TrivetRegister        *reg = self->context->reg;
  const TrivetOrderLine *single = get_single (self);
  gboolean               moved;

  if (moves_all (self) && order_id != NULL) {
    moved = trivet_register_merge_into (reg, order_id);
  } else if (single != NULL && self->quantity > 0) {
    moved = trivet_register_move_quantity (reg, single->line_id, self->quantity, order_id);
  } else {
    g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->chosen, NULL);

    moved = trivet_register_move_lines (reg, (const char *const *) ids, order_id);
  }
  if (moved)
    g_signal_emit (self, signals[DONE], 0);
}

static void
on_target_clicked (GtkButton *button,
                   gpointer   user_data)
{
  move_to (user_data, g_object_get_data (G_OBJECT (button), "order-id"));
}

static void
update_targets (TrivetMovePage *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->context->reg);
  GtkWidget  *button;

  while ((button = gtk_widget_get_first_child (self->targets)) != NULL)
    gtk_widget_unparent (button);
  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    const TrivetOrder *order = trivet_tab_get_order (tab);
    g_autofree char   *words = trivet_words_for_order (order);

    if (tab == self->tab)
      continue;
    button = trivet_ui_button_new (words, "trivet-button move-target", G_CALLBACK (on_target_clicked), self);
    g_object_set_data_full (G_OBJECT (button), "order-id", g_strdup (order->order_id), g_free);
    gtk_widget_set_parent (button, self->targets);
  }
  button = trivet_ui_button_new (_("＋ New order"), "trivet-button move-target", G_CALLBACK (on_target_clicked), self);
  gtk_widget_set_sensitive (button, !moves_all (self));
  gtk_widget_set_parent (button, self->targets);
}

static void update (TrivetMovePage *self);

static void
on_line_toggled (GtkToggleButton *button,
                 gpointer         user_data)
{
  TrivetMovePage *self = user_data;
  const char     *line_id = g_object_get_data (G_OBJECT (button), "line-id");

  self->quantity = 0;
  if (gtk_toggle_button_get_active (button))
    g_hash_table_add (self->chosen, g_strdup (line_id));
  else
    g_hash_table_remove (self->chosen, line_id);
  update (self);
}

static char *
dup_row_words (const TrivetOrderLine *line)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " × %s", line->quantity, trivet_ui_is_chinese () ? line->name_zh : line->name);
}

static char *
dup_row_amount (TrivetMovePage        *self,
                const TrivetLineTotal *total)
{
  return trivet_ui_format_minor (total->gross_minor - total->line_discount_minor, get_order (self)->currency);
}

/* What a row shows: one that would show the same is kept, and with it the focus. */
static char *
dup_row_key (TrivetMovePage        *self,
             const TrivetLineTotal *total)
{
  g_autofree char *words = dup_row_words (total->line);
  g_autofree char *amount = dup_row_amount (self, total);

  return g_strjoin ("\n", total->line->line_id, words, amount, NULL);
}

static void
add_row (TrivetMovePage        *self,
         const TrivetLineTotal *total)
{
  const TrivetOrderLine *line = total->line;
  g_autofree char       *words = dup_row_words (line);
  g_autofree char       *amount = dup_row_amount (self, total);
  GtkWidget             *button = gtk_toggle_button_new ();
  GtkWidget             *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget             *label = trivet_ui_label_new (words, "");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (amount, "numeric"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "check-line");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_hash_table_contains (self->chosen, line->line_id));
  trivet_ui_set_name (button, words);
  g_object_set_data_full (G_OBJECT (button), "line-id", g_strdup (line->line_id), g_free);
  g_object_set_data_full (G_OBJECT (button), "row-key", dup_row_key (self, total), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_line_toggled), self);
  gtk_box_append (GTK_BOX (self->rows), button);
}

/* Somebody else may have taken a line away meanwhile. */
static void
forget_gone (TrivetMovePage *self)
{
  GHashTableIter iter;
  gpointer       line_id;

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &line_id, NULL)) {
    const TrivetOrderLine *line = trivet_order_lookup_line (get_order (self), line_id);

    if (line == NULL || line->voided)
      g_hash_table_iter_remove (&iter);
  }
}

static gboolean
shows_lines (TrivetMovePage *self,
             const GArray   *lines)
{
  guint i = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row), i++) {
    g_autofree char *key = i < lines->len ? dup_row_key (self, &g_array_index (lines, TrivetLineTotal, i)) : NULL;

    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "row-key"), key) != 0)
      return FALSE;
  }

  return i == lines->len;
}

static void
update_rows (TrivetMovePage *self)
{
  const GArray *lines = trivet_tab_get_totals (self->tab)->lines;

  if (shows_lines (self, lines))
    return;
  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < lines->len; i++)
    add_row (self, &g_array_index (lines, TrivetLineTotal, i));
}

static void
update (TrivetMovePage *self)
{
  const TrivetOrderLine *single;
  g_autofree char       *words = NULL;

  if (self->tab == NULL)
    return;
  forget_gone (self);
  update_rows (self);
  single = get_single (self);
  if (single == NULL || self->quantity >= single->quantity)
    self->quantity = 0;
  gtk_widget_set_visible (self->amount, single != NULL && single->quantity > 1);
  if (single != NULL) {
    words = g_strdup_printf (_("%d of %d"), (int) (self->quantity > 0 ? self->quantity : single->quantity), (int) single->quantity);
    gtk_label_set_text (GTK_LABEL (self->amount_words), words);
  }
  trivet_ui_toggle_class (self->all, "on", moves_all (self));
  gtk_label_set_text (GTK_LABEL (self->question),
                      moves_all (self) ? _("Merge the whole order into") : _("Move what is marked to"));
  update_targets (self);
}

static void
change_quantity (TrivetMovePage *self,
                 int             by)
{
  const TrivetOrderLine *single = get_single (self);

  if (single == NULL)
    return;
  self->quantity = CLAMP ((self->quantity > 0 ? self->quantity : single->quantity) + by, 1, single->quantity);
  update (self);
}

static void
on_less_clicked (GtkButton *button,
                 gpointer   user_data)
{
  change_quantity (user_data, -1);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  change_quantity (user_data, 1);
}

static void
on_all_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetMovePage *self = user_data;

  g_hash_table_remove_all (self->chosen);
  self->quantity = 0;
  trivet_ui_clear_box (GTK_BOX (self->rows));
  update (self);
}

static void
on_staff_named (const char *staff,
                gpointer    user_data)
{
  TrivetMovePage *self = user_data;

  if (*staff != '\0' && trivet_register_transfer (self->context->reg, staff))
    g_signal_emit (self, signals[DONE], 0);
}

static void
on_hand_over_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetMovePage *self = user_data;

  const char *title = _("Who looks after this order now?");
  const char *present = get_order (self)->staff;

  if (!trivet_staff_popover_ask (GTK_WIDGET (button), self->context, title, present, on_staff_named, self))
    trivet_editors_ask_text (GTK_WIDGET (button), title, present, on_staff_named, self);
}

static GtkWidget *
build_left (TrivetMovePage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = trivet_ui_label_new (_("What goes?"), "strong");
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *less = trivet_ui_button_new ("−", "trivet-button", G_CALLBACK (on_less_clicked), self);
  GtkWidget *more = trivet_ui_button_new ("+", "trivet-button", G_CALLBACK (on_more_clicked), self);

  trivet_ui_set_name (less, _("Move one less"));
  trivet_ui_set_name (more, _("Move one more"));
  self->all = trivet_ui_button_new (_("Whole order"), "trivet-chip tall", G_CALLBACK (on_all_clicked), self);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "move-head");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->all);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->amount = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->amount_words = trivet_ui_label_new ("", "strong numeric");
  gtk_label_set_xalign (GTK_LABEL (self->amount_words), 0.5F);
  gtk_widget_set_hexpand (self->amount_words, TRUE);
  gtk_widget_add_css_class (self->amount, "check-foot");
  gtk_box_append (GTK_BOX (self->amount), less);
  gtk_box_append (GTK_BOX (self->amount), self->amount_words);
  gtk_box_append (GTK_BOX (self->amount), more);
  gtk_box_append (GTK_BOX (left), head);
  gtk_box_append (GTK_BOX (left), scroller);
  gtk_box_append (GTK_BOX (left), self->amount);
  gtk_widget_add_css_class (left, "trivet-card");
  gtk_widget_set_size_request (left, 400, -1);
  /* Not what its lines would like: the orders to choose from need the room. */
  gtk_widget_set_hexpand (left, FALSE);

  return left;
}

static GtkWidget *
build_right (TrivetMovePage *self)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hand_over = trivet_ui_button_new (_("Hand over to somebody else…"), "trivet-button", G_CALLBACK (on_hand_over_clicked), self);

  self->question = trivet_ui_label_new ("", "check-total");
  self->targets = trivet_wrap_box_new (12);
  gtk_widget_set_valign (self->targets, GTK_ALIGN_START);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->targets);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_halign (hand_over, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (right), self->question);
  gtk_box_append (GTK_BOX (right), scroller);
  gtk_box_append (GTK_BOX (right), hand_over);
  gtk_widget_set_hexpand (right, TRUE);

  return right;
}

/**
 * trivet_move_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page, empty until trivet_move_page_open()
 */
GtkWidget *
trivet_move_page_new (TrivetUiContext *context)
{
  TrivetMovePage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_MOVE_PAGE, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing", 20, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "split-page");
  gtk_box_append (GTK_BOX (self), build_left (self));
  gtk_box_append (GTK_BOX (self), build_right (self));
  g_signal_connect_object (trivet_register_get_tabs (context->reg), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * trivet_move_page_open:
 * @self: the page
 *
 * Shows the register's current order; all of it is chosen.
 */
void
trivet_move_page_open (TrivetMovePage *self)
{
  TrivetTab *tab;

  g_return_if_fail (TRIVET_IS_MOVE_PAGE (self));

  tab = trivet_register_get_current (self->context->reg);
  g_return_if_fail (tab != NULL);

  g_hash_table_remove_all (self->chosen);
  self->quantity = 0;
  trivet_ui_clear_box (GTK_BOX (self->rows));
  set_tab (self, tab);
  self->changed_id = g_signal_connect_swapped (tab, "changed", G_CALLBACK (update), self);
  update (self);
}
