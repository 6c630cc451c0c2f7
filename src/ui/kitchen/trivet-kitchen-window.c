/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kitchen-window.h"

#include "trivet-cards-layout.h"
#include "trivet-kitchen-card-view.h"
#include "trivet-kitchen-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKitchenWindow: the display of one station: its cards side by side, the oldest first. Digits
 * bump the cards from the left, R brings the last one back.
 */

#define TICK_MS 1000

/* More dishes are on the cards. */
#define MAX_COUNTS 4

struct _TrivetKitchenWindow {
  AdwWindow parent_instance;

  TrivetKitchenBoard *board;
  GHashTable         *views; /* "order/course" → TrivetKitchenCardView */
  guint               timeout_id;

  GtkWidget *title;
  GtkWidget *open;
  GtkWidget *done;
  GtkWidget *counts;
  GtkWidget *recall;
  GtkWidget *median;
  GtkWidget *clock;
  GtkWidget *failure;
  GtkWidget *stack;
  GtkWidget *cards;
};

G_DEFINE_FINAL_TYPE (TrivetKitchenWindow, trivet_kitchen_window, ADW_TYPE_WINDOW)

static void
stop_ticking (TrivetKitchenWindow *self)
{
  if (self->timeout_id != 0)
    trivet_clock_remove_timeout (trivet_kitchen_board_get_clock (self->board), self->timeout_id);
  self->timeout_id = 0;
}

static void
trivet_kitchen_window_dispose (GObject *object)
{
  TrivetKitchenWindow *self = TRIVET_KITCHEN_WINDOW (object);

  stop_ticking (self);
  g_clear_object (&self->board);
  g_clear_pointer (&self->views, g_hash_table_unref);

  G_OBJECT_CLASS (trivet_kitchen_window_parent_class)->dispose (object);
}

static void
trivet_kitchen_window_class_init (TrivetKitchenWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kitchen_window_dispose;
}

static void
on_recall_clicked (GtkButton *button,
                   gpointer   user_data)
{
  trivet_kitchen_board_recall (TRIVET_KITCHEN_WINDOW (user_data)->board);
}

static GtkWidget *
add_chip (GtkWidget  *head,
          const char *classes)
{
  GtkWidget *label = trivet_ui_label_new ("", classes);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), label);

  return label;
}

static GtkWidget *
build_head (TrivetKitchenWindow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *handle = gtk_window_handle_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (head, "kitchen-head");
  self->title = add_chip (head, "kitchen-title");
  self->open = add_chip (head, "kitchen-chip on");
  self->done = add_chip (head, "kitchen-chip");
  self->counts = add_chip (head, "kitchen-chip");
  gtk_label_set_wrap (GTK_LABEL (self->counts), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->counts), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (self->counts), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->counts), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (head), space);
  self->recall = trivet_ui_button_new (_("Recall"), "kitchen-recall", G_CALLBACK (on_recall_clicked), self);
  trivet_ui_set_name (self->recall, _("Bring the last card back"));
  gtk_widget_set_valign (self->recall, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), self->recall);
  self->median = add_chip (head, "kitchen-chip");
  self->clock = add_chip (head, "kitchen-clock numeric");
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), head);

  return handle;
}

static GtkWidget *
build_body (TrivetKitchenWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("Nothing to make"));

  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->cards, trivet_cards_layout_new ());
  gtk_widget_add_css_class (self->cards, "kitchen-cards");
  gtk_widget_add_css_class (self->cards, "numeric");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->cards);
  gtk_widget_add_css_class (empty, "kitchen-empty");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "cards");

  return self->stack;
}

static TrivetKitchenCardView *
get_view (TrivetKitchenWindow *self,
          guint                position)
{
  GtkWidget *view = gtk_widget_get_first_child (self->cards);

  for (guint i = 0; view != NULL && i < position; i++)
    view = gtk_widget_get_next_sibling (view);

  return view != NULL ? TRIVET_KITCHEN_CARD_VIEW (view) : NULL;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetKitchenWindow *self = user_data;

  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9) {
    TrivetKitchenCardView *view = get_view (self, keyval - GDK_KEY_1);

    if (view != NULL)
      trivet_kitchen_card_view_bump (view);
    return TRUE;
  }
  if (keyval == GDK_KEY_r || keyval == GDK_KEY_R) {
    trivet_kitchen_board_recall (self->board);
    return TRUE;
  }
  if (keyval == GDK_KEY_F11) {
    if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
      gtk_window_unfullscreen (GTK_WINDOW (self));
    else
      gtk_window_fullscreen (GTK_WINDOW (self));
    return TRUE;
  }

  return FALSE;
}

static void
trivet_kitchen_window_init (TrivetKitchenWindow *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet");
  gtk_widget_add_css_class (box, "kitchen");
  gtk_box_append (GTK_BOX (box), build_head (self));
  self->failure = trivet_ui_label_new ("", "kitchen-failure");
  gtk_label_set_wrap (GTK_LABEL (self->failure), TRUE);
  gtk_widget_set_visible (self->failure, FALSE);
  gtk_box_append (GTK_BOX (box), self->failure);
  gtk_box_append (GTK_BOX (box), build_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 1366, 768);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
show_clock (TrivetKitchenWindow *self)
{
  g_autofree char *clock = trivet_kitchen_words_dup_clock (trivet_clock_get_wall_us (trivet_kitchen_board_get_clock (self->board)));

  gtk_label_set_text (GTK_LABEL (self->clock), clock);
}

static void
show_head (TrivetKitchenWindow *self)
{
  const TrivetStation *station = trivet_kitchen_board_get_station (self->board);
  const char          *name = station == NULL ? "" : trivet_ui_is_chinese () ? station->name_zh
                                                                             : station->name;
  g_autofree char     *title = station != NULL ? g_strdup_printf (_("Kitchen · %s"), name) : g_strdup (_("This station is no longer in the kitchen"));
  g_autofree char     *open = g_strdup_printf (_("Open %u"), trivet_kitchen_board_get_cards (self->board)->len);
  g_autofree char     *done = g_strdup_printf (_("Done %u"), trivet_kitchen_board_get_n_done (self->board));
  g_autofree char     *minutes = trivet_kitchen_format_minutes (trivet_kitchen_board_get_median_us (self->board));
  g_autofree char     *median = g_strdup_printf (_("median %s"), minutes);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (GTK_LABEL (self->open), open);
  gtk_label_set_text (GTK_LABEL (self->done), done);
  gtk_label_set_text (GTK_LABEL (self->median), median);
  gtk_widget_set_visible (self->median, trivet_kitchen_board_get_n_done (self->board) > 0);
  gtk_widget_set_sensitive (self->recall, trivet_kitchen_board_can_recall (self->board));
  show_clock (self);
}

static void
show_counts (TrivetKitchenWindow *self)
{
  GArray *counts = trivet_kitchen_board_get_counts (self->board);
  g_autoptr (GString) text = g_string_new (_("All day:"));

  for (guint i = 0; i < MIN (counts->len, MAX_COUNTS); i++) {
    const TrivetKitchenCount *count = &g_array_index (counts, TrivetKitchenCount, i);

    g_string_append_printf (text, "%s %d × %s", i > 0 ? " ·" : "", (int) count->quantity,
                            trivet_ui_is_chinese () ? count->name_zh : count->name);
  }
  gtk_label_set_text (GTK_LABEL (self->counts), text->str);
  gtk_widget_set_visible (self->counts, counts->len > 0);
}

static char *
dup_key (const TrivetKitchenCard *card)
{
  return g_strdup_printf ("%s/%d", card->order->order_id, card->course);
}

static void
remove_gone (TrivetKitchenWindow *self)
{
  GPtrArray *cards = trivet_kitchen_board_get_cards (self->board);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       key, view;

  for (guint i = 0; i < cards->len; i++)
    g_hash_table_add (kept, dup_key (g_ptr_array_index (cards, i)));
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &key, &view)) {
    if (g_hash_table_contains (kept, key))
      continue;
    gtk_box_remove (GTK_BOX (self->cards), view);
    g_hash_table_iter_remove (&iter);
  }
}

static void
show_cards (TrivetKitchenWindow *self)
{
  GPtrArray *cards = trivet_kitchen_board_get_cards (self->board);
  GtkWidget *last = NULL;

  remove_gone (self);
  for (guint i = 0; i < cards->len; i++) {
    const TrivetKitchenCard *card = g_ptr_array_index (cards, i);
    g_autofree char         *key = dup_key (card);
    GtkWidget               *view = g_hash_table_lookup (self->views, key);

    if (view == NULL) {
      view = trivet_kitchen_card_view_new (self->board);
      gtk_box_append (GTK_BOX (self->cards), view);
      g_hash_table_insert (self->views, g_steal_pointer (&key), view);
    }
    if (gtk_widget_get_prev_sibling (view) != last)
      gtk_box_reorder_child_after (GTK_BOX (self->cards), view, last);
    trivet_kitchen_card_view_show (TRIVET_KITCHEN_CARD_VIEW (view), card);
    last = view;
  }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), cards->len > 0 ? "cards" : "empty");
}

static void
on_board_changed (TrivetKitchenWindow *self)
{
  gtk_widget_set_visible (self->failure, FALSE);
  show_head (self);
  show_counts (self);
  show_cards (self);
}

static void
on_failed (TrivetKitchenDesk *desk,
           GError            *error,
           gpointer           user_data)
{
  TrivetKitchenWindow *self = user_data;
  g_autofree char     *text = g_strdup_printf (_("Not stored, please repeat: %s"), error->message);

  gtk_label_set_text (GTK_LABEL (self->failure), text);
  gtk_widget_set_visible (self->failure, TRUE);
}

static gboolean
on_tick (gpointer user_data)
{
  TrivetKitchenWindow *self = user_data;

  for (GtkWidget *view = gtk_widget_get_first_child (self->cards); view != NULL; view = gtk_widget_get_next_sibling (view))
    trivet_kitchen_card_view_tick (TRIVET_KITCHEN_CARD_VIEW (view));
  show_clock (self);
  self->timeout_id = trivet_clock_add_timeout (trivet_kitchen_board_get_clock (self->board), TICK_MS, on_tick, self, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * trivet_kitchen_window_new:
 * @board: what a station has to make
 *
 * Returns: (transfer floating): its display
 */
GtkWidget *
trivet_kitchen_window_new (TrivetKitchenBoard *board)
{
  TrivetKitchenWindow *self;

  g_return_val_if_fail (TRIVET_IS_KITCHEN_BOARD (board), NULL);

  trivet_ui_load_pages ();
  self = g_object_new (TRIVET_TYPE_KITCHEN_WINDOW, NULL);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "changed", G_CALLBACK (on_board_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (trivet_kitchen_board_get_desk (board), "failed", G_CALLBACK (on_failed), self, 0);
  on_board_changed (self);
  on_tick (self);

  return GTK_WIDGET (self);
}
