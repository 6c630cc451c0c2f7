/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-ticket-pane.h"

#include "trivet-course-header.h"
#include "trivet-editors.h"
#include "trivet-guests-stepper.h"
#include "trivet-kind-chip.h"
#include "trivet-line-row.h"
#include "trivet-order-guard.h"
#include "trivet-ticket-pay.h"
#include "trivet-ticket-sums.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetTicketPane: the order on the left: lines, sums, and the way to be paid. Rows are kept by
 * the line's id and changed in place, so that a tap costs one row, not all.
 */

enum {
  EDIT_LINE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetTicketPane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab;
  GHashTable      *rows;  /* line id → TrivetLineRow */
  GPtrArray       *shown; /* line ids in the order of the screen */
  GtkWidget       *courses[TRIVET_ORDER_MAX_COURSE + 1];
  char            *selected_id;

  GtkWidget *number;
  GtkWidget *opened;
  GtkWidget *seat;
  GtkWidget *kind;
  GtkWidget *guests;
  GtkWidget *undo;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *lines;
  GtkWidget *note;
  GtkWidget *sums;
  GtkWidget *pay;
};

G_DEFINE_FINAL_TYPE (TrivetTicketPane, trivet_ticket_pane, GTK_TYPE_BOX)

static void
trivet_ticket_pane_dispose (GObject *object)
{
  TrivetTicketPane *self = TRIVET_TICKET_PANE (object);

  g_clear_object (&self->tab);
  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->selected_id, g_free);

  G_OBJECT_CLASS (trivet_ticket_pane_parent_class)->dispose (object);
}

static void
trivet_ticket_pane_class_init (TrivetTicketPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_ticket_pane_dispose;

  signals[EDIT_LINE] =
    g_signal_new ("edit-line", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
trivet_ticket_pane_init (TrivetTicketPane *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shown = g_ptr_array_new_with_free_func (g_free);
}

static void
select_line (TrivetTicketPane *self,
             const char       *line_id)
{
  GHashTableIter   iter;
  gpointer         id;
  gpointer         row;
  g_autofree char *copy = g_strdup (line_id);

  g_free (self->selected_id);
  self->selected_id = g_steal_pointer (&copy);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    trivet_line_row_set_selected (row, g_strcmp0 (id, self->selected_id) == 0);
}

static void
on_row_selected (TrivetLineRow *row,
                 gpointer       user_data)
{
  TrivetTicketPane *self = user_data;
  const char       *line_id = trivet_line_row_get_line_id (row);

  select_line (self, g_strcmp0 (line_id, self->selected_id) == 0 ? NULL : line_id);
}

static void
on_row_edit (TrivetLineRow *row,
             gpointer       user_data)
{
  g_signal_emit (user_data, signals[EDIT_LINE], 0, trivet_line_row_get_line_id (row));
}

static TrivetLineRow *
ensure_row (TrivetTicketPane *self,
            const char       *line_id)
{
  TrivetLineRow *row = g_hash_table_lookup (self->rows, line_id);

  if (row != NULL)
    return row;

  row = TRIVET_LINE_ROW (trivet_line_row_new (self->context, line_id));
  g_signal_connect_object (row, "selected", G_CALLBACK (on_row_selected), self, 0);
  g_signal_connect_object (row, "edit", G_CALLBACK (on_row_edit), self, 0);
  gtk_box_append (GTK_BOX (self->lines), GTK_WIDGET (row));
  g_hash_table_insert (self->rows, g_strdup (line_id), row);

  return row;
}

static gboolean
is_in_totals (const TrivetTotals *totals,
              const char         *line_id)
{
  for (guint i = 0; totals != NULL && i < totals->lines->len; i++) {
    if (g_str_equal (g_array_index (totals->lines, TrivetLineTotal, i).line->line_id, line_id))
      return TRUE;
  }

  return FALSE;
}

static void
remove_gone_rows (TrivetTicketPane   *self,
                  const TrivetTotals *totals)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row)) {
    if (is_in_totals (totals, id))
      continue;
    gtk_box_remove (GTK_BOX (self->lines), row);
    g_hash_table_iter_remove (&iter);
  }
}

static gboolean
scroll_to_end (gpointer user_data)
{
  TrivetTicketPane *self = user_data;
  GtkAdjustment    *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return G_SOURCE_REMOVE;
}

static GtkWidget *
ensure_course (TrivetTicketPane *self,
               int               course)
{
  if (self->courses[course] == NULL) {
    self->courses[course] = trivet_course_header_new (self->context, course);
    gtk_box_append (GTK_BOX (self->lines), self->courses[course]);
  }

  return self->courses[course];
}

static void
place (TrivetTicketPane *self,
       GtkWidget        *widget,
       GtkWidget       **last)
{
  if (gtk_widget_get_prev_sibling (widget) != *last)
    gtk_box_reorder_child_after (GTK_BOX (self->lines), widget, *last);
  *last = widget;
}

/* Whether something of the order comes with @course: a dish, or one of a combo. */
static gboolean
has_course (TrivetTicketPane   *self,
            const TrivetTotals *totals,
            int                 course)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);

  for (guint i = 0; i < totals->lines->len; i++) {
    if (trivet_kitchen_is_in_course (kitchen, NULL, g_array_index (totals->lines, TrivetLineTotal, i).line, course))
      return TRUE;
  }

  return FALSE;
}

static void
place_header (TrivetTicketPane   *self,
              const TrivetTotals *totals,
              int                 course,
              GtkWidget         **last)
{
  gboolean any = has_course (self, totals, course);

  if (any) {
    GtkWidget *header = ensure_course (self, course);

    place (self, header, last);
    trivet_course_header_update (TRIVET_COURSE_HEADER (header), trivet_tab_get_order (self->tab));
  }
  if (self->courses[course] != NULL)
    gtk_widget_set_visible (self->courses[course], any);
}

/* The rows of one course, or of all without courses. Only what stands elsewhere is moved. */
static void
place_course (TrivetTicketPane   *self,
              const TrivetTotals *totals,
              int                 course,
              GtkWidget         **last)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);

  for (guint i = 0; i < totals->lines->len; i++) {
    const TrivetOrderLine *line = g_array_index (totals->lines, TrivetLineTotal, i).line;

    if (course >= 0 && trivet_kitchen_get_course (kitchen, line) != course)
      continue;
    place (self, GTK_WIDGET (ensure_row (self, line->line_id)), last);
    g_ptr_array_add (self->shown, g_strdup (line->line_id));
  }
}

static void
place_rows (TrivetTicketPane   *self,
            const TrivetTotals *totals)
{
  gboolean   headed = trivet_kitchen_desk_is_used (self->context->kitchen);
  GtkWidget *last = NULL;

  g_ptr_array_set_size (self->shown, 0);
  if (totals == NULL)
    return;
  for (int course = 0; course <= TRIVET_ORDER_MAX_COURSE; course++) {
    if (headed)
      place_header (self, totals, course, &last);
    else if (self->courses[course] != NULL)
      gtk_widget_set_visible (self->courses[course], FALSE);
    if (headed || course == 0)
      place_course (self, totals, headed ? course : -1, &last);
  }
}

static void
update_lines (TrivetTicketPane   *self,
              const TrivetTotals *totals)
{
  guint before = g_hash_table_size (self->rows);

  remove_gone_rows (self, totals);
  for (guint i = 0; totals != NULL && i < totals->lines->len; i++) {
    const TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, i);

    trivet_line_row_update (ensure_row (self, total->line->line_id), trivet_tab_get_order (self->tab), totals, i);
  }
  place_rows (self, totals);
  if (g_hash_table_size (self->rows) > before)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_to_end, g_object_ref (self), g_object_unref);
}

/* Who orders what is tapped next; only guests at a table have seats. */
static void
update_seat (TrivetTicketPane *self)
{
  TrivetOrder     *order = self->tab != NULL ? trivet_tab_get_order (self->tab) : NULL;
  int              seat = trivet_register_get_seat (self->context->reg);
  g_autofree char *label = seat != 0 ? g_strdup_printf (_("Seat %d"), seat) : g_strdup (_("Seat all"));

  gtk_button_set_label (GTK_BUTTON (self->seat), label);
  trivet_ui_set_name (self->seat, label);
  gtk_widget_set_visible (self->seat, order != NULL && order->kind == TRIVET_ORDER_KIND_TABLE);
}

/* Of guests who sit, it stands beside their number: here it is the seat's place. What is corrected has
 * been eaten or fetched. */
static void
update_kind (TrivetTicketPane  *self,
             const TrivetOrder *order)
{
  gboolean seated = order != NULL && (order->kind == TRIVET_ORDER_KIND_TABLE || order->kind == TRIVET_ORDER_KIND_BAR);

  trivet_kind_chip_update (TRIVET_KIND_CHIP (self->kind), order);
  gtk_widget_set_visible (self->kind, !seated && (order == NULL || !trivet_order_is_corrected (order)));
}

static void
update_head (TrivetTicketPane *self)
{
  TrivetOrder     *order = self->tab != NULL ? trivet_tab_get_order (self->tab) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *opened = NULL;

  if (order != NULL) {
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (order->opened_at_us / G_USEC_PER_SEC);
    g_autofree char *clock = g_date_time_format (time, "%H:%M");

    number = g_strdup_printf (_("Order %s"), order->number);
    /* TRANSLATORS: when the order was opened, such as "opened 12:18" */
    opened = trivet_order_is_corrected (order) ? g_strdup (_("being corrected")) : g_strdup_printf (_("opened %s"), clock);
  } else {
    number = g_strdup (_("New order"));
    opened = g_strdup ("");
  }
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->opened), opened);
  gtk_widget_set_visible (self->opened, *opened != '\0');
  gtk_label_set_text (GTK_LABEL (self->note), order != NULL ? order->note : "");
  gtk_widget_set_visible (self->note, order != NULL && *order->note != '\0');
  gtk_widget_set_sensitive (self->undo, trivet_register_can_undo (self->context->reg));
  trivet_guests_stepper_update (TRIVET_GUESTS_STEPPER (self->guests), order);
  update_seat (self);
  update_kind (self, order);
}

static void
update (TrivetTicketPane *self)
{
  const TrivetTotals *totals = self->tab != NULL ? trivet_tab_get_totals (self->tab) : NULL;
  gboolean            empty = totals == NULL || totals->lines->len == 0;

  update_head (self);
  update_lines (self, totals);
  trivet_ticket_sums_update (TRIVET_TICKET_SUMS (self->sums), self->tab);
  trivet_ticket_pay_update (TRIVET_TICKET_PAY (self->pay), self->tab);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "lines");
}

static void
on_tab_changed (TrivetTicketPane *self)
{
  update (self);
}

static void
on_current_changed (TrivetTicketPane *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  select_line (self, NULL);
  update (self);
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetTicketPane *self = user_data;

  trivet_register_undo (self->context->reg);
}

static void
on_seat_chosen (int      seat,
                gpointer user_data)
{
  TrivetTicketPane *self = user_data;

  trivet_register_set_seat (self->context->reg, seat);
  update_seat (self);
}

static void
on_seat_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetTicketPane *self = user_data;
  int               guests = self->tab != NULL ? trivet_tab_get_order (self->tab)->guests : 0;

  trivet_editors_ask_seat (GTK_WIDGET (button), trivet_register_get_seat (self->context->reg), guests, on_seat_chosen, self);
}

/* One below the other: on a narrow screen there is no room for both beside the chips. */
static GtkWidget *
build_title (TrivetTicketPane *self)
{
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->number = trivet_ui_label_new ("", "number");
  self->opened = trivet_ui_label_new ("", "dim");
  gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (title), self->number);
  gtk_box_append (GTK_BOX (title), self->opened);

  return title;
}

static GtkWidget *
build_head (TrivetTicketPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (head, "ticket-head");
  self->undo = trivet_ui_button_new (_("Undo"), "trivet-chip", G_CALLBACK (on_undo_clicked), self);
  gtk_widget_set_hexpand (self->undo, TRUE);
  gtk_widget_set_halign (self->undo, GTK_ALIGN_END);
  trivet_ui_set_tooltip (self->undo, _("Take the last step back (Ctrl+Z)"));
  gtk_box_append (GTK_BOX (head), build_title (self));
  self->seat = trivet_ui_button_new ("", "trivet-chip", G_CALLBACK (on_seat_clicked), self);
  trivet_ui_set_tooltip (self->seat, _("Who orders the next dishes"));
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->undo))), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->seat))), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (head), self->undo);
  gtk_box_append (GTK_BOX (head), self->seat);
  self->kind = trivet_kind_chip_new (self->context);
  gtk_box_append (GTK_BOX (head), self->kind);

  return head;
}

static GtkWidget *
build_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_("Tap a dish to start"));
  GtkWidget *hint = gtk_label_new (_("The order begins with its first dish."));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (title, "empty-title");
  gtk_widget_add_css_class (hint, "empty-hint");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

static GtkWidget *
build_lines (TrivetTicketPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->lines);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->note = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_widget_set_margin_start (self->note, 16);
  gtk_widget_set_margin_end (self->note, 16);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_stack_add_named (GTK_STACK (self->stack), build_empty (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "lines");

  return self->stack;
}

/**
 * trivet_ticket_pane_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the order that is on the screen
 */
GtkWidget *
trivet_ticket_pane_new (TrivetUiContext *context)
{
  TrivetTicketPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_TICKET_PANE, NULL);
  self->context = g_object_ref (context);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket");
  gtk_box_append (GTK_BOX (self), build_head (self));
  self->guests = trivet_guests_stepper_new (context);
  gtk_box_append (GTK_BOX (self), self->guests);
  gtk_box_append (GTK_BOX (self), build_lines (self));
  self->sums = trivet_ticket_sums_new (trivet_register_get_shop (self->context->reg)->currency);
  self->pay = trivet_ticket_pay_new (context);
  gtk_box_append (GTK_BOX (self), self->sums);
  gtk_box_append (GTK_BOX (self), self->pay);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->kitchen, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->print_queue, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  on_current_changed (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_ticket_pane_change_selected:
 * @self: a ticket
 * @by: added to the quantity of the selected line
 */
void
trivet_ticket_pane_change_selected (TrivetTicketPane *self,
                                    int               by)
{
  g_return_if_fail (TRIVET_IS_TICKET_PANE (self));

  if (self->selected_id != NULL)
    trivet_order_guard_change_quantity (trivet_order_guard_find (GTK_WIDGET (self)), self->selected_id, by);
}

/**
 * trivet_ticket_pane_void_selected:
 * @self: a ticket
 *
 * Voids the selected line.
 */
void
trivet_ticket_pane_void_selected (TrivetTicketPane *self)
{
  g_return_if_fail (TRIVET_IS_TICKET_PANE (self));

  if (self->selected_id != NULL)
    trivet_order_guard_void_line (trivet_order_guard_find (GTK_WIDGET (self)), self->selected_id);
}

/**
 * trivet_ticket_pane_move_selection:
 * @self: a ticket
 * @by: 1 for the next line, -1 for the one before
 */
void
trivet_ticket_pane_move_selection (TrivetTicketPane *self,
                                   int               by)
{
  int n;
  int at = -1;

  g_return_if_fail (TRIVET_IS_TICKET_PANE (self));

  n = (int) self->shown->len;
  for (int i = 0; i < n; i++) {
    if (g_strcmp0 (g_ptr_array_index (self->shown, i), self->selected_id) == 0)
      at = i;
  }
  if (n == 0)
    return;
  at = at < 0 ? (by > 0 ? 0 : n - 1) : CLAMP (at + by, 0, n - 1);
  select_line (self, g_ptr_array_index (self->shown, at));
}
