/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-editors.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * Popovers that ask for one thing: a note, a name, a discount. They go away by themselves.
 */

typedef struct {
  GtkWidget         *popover;
  GtkWidget         *box;
  GtkWidget         *entry;
  TrivetCurrency     currency;
  TrivetTextFunc     text_func;
  TrivetConfirmFunc  confirm_func;
  TrivetSeatFunc     seat_func;
  TrivetDiscountFunc discount_func;
  gpointer           user_data;
} Editor;

static gboolean
unparent_later (gpointer user_data)
{
  gtk_widget_unparent (GTK_WIDGET (user_data));

  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkPopover *popover,
           gpointer    user_data)
{
  /* The popover is still handling its own signal; it may leave its parent afterwards. */
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_later, g_object_ref (popover), g_object_unref);
}

static Editor *
open_editor (GtkWidget  *parent,
             const char *title,
             GtkWidget **ret_box)
{
  Editor    *editor = g_new0 (Editor, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  editor->popover = trivet_ui_popover_new ();
  editor->box = box;
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (title, "strong"));
  gtk_popover_set_child (GTK_POPOVER (editor->popover), box);
  gtk_widget_set_parent (editor->popover, parent);
  g_object_set_data_full (G_OBJECT (editor->popover), "editor", editor, g_free);
  g_signal_connect (editor->popover, "closed", G_CALLBACK (on_closed), NULL);
  *ret_box = box;

  return editor;
}

static GtkWidget *
add_entry (Editor     *editor,
           GtkWidget  *box,
           const char *name,
           const char *text)
{
  editor->entry = gtk_entry_new ();
  gtk_widget_add_css_class (editor->entry, "trivet-entry");
  gtk_widget_set_size_request (editor->entry, 260, -1);
  gtk_editable_set_text (GTK_EDITABLE (editor->entry), text);
  trivet_ui_set_name (editor->entry, name);
  gtk_box_append (GTK_BOX (box), editor->entry);

  return editor->entry;
}

static void
on_text_activated (GtkWidget *widget,
                   gpointer   user_data)
{
  Editor *editor = user_data;

  editor->text_func (gtk_editable_get_text (GTK_EDITABLE (editor->entry)), editor->user_data);
  gtk_popover_popdown (GTK_POPOVER (editor->popover));
}

/**
 * trivet_editors_ask_text:
 * @parent: the widget beside which to ask
 * @title: what is asked for
 * @text: what it is now
 * @func: called with the new text when it is saved
 * @user_data: for @func
 */
void
trivet_editors_ask_text (GtkWidget     *parent,
                         const char    *title,
                         const char    *text,
                         TrivetTextFunc func,
                         gpointer       user_data)
{
  GtkWidget *box;
  Editor    *editor = open_editor (parent, title, &box);

  editor->text_func = func;
  editor->user_data = user_data;
  add_entry (editor, box, title, text != NULL ? text : "");
  g_signal_connect (editor->entry, "activate", G_CALLBACK (on_text_activated), editor);
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Save"), "trivet-button primary", G_CALLBACK (on_text_activated), editor));
  gtk_popover_popup (GTK_POPOVER (editor->popover));
  gtk_widget_grab_focus (editor->entry);
}

static void
on_yes_clicked (GtkWidget *widget,
                gpointer   user_data)
{
  Editor *editor = user_data;

  editor->confirm_func (editor->user_data);
  gtk_popover_popdown (GTK_POPOVER (editor->popover));
}

static void
on_no_clicked (GtkWidget *widget,
               gpointer   user_data)
{
  Editor *editor = user_data;

  gtk_popover_popdown (GTK_POPOVER (editor->popover));
}

/**
 * trivet_editors_confirm:
 * @parent: the widget beside which to ask
 * @question: what cannot be taken back
 * @yes: the button that does it
 * @func: called when it is pressed
 * @user_data: for @func
 */
void
trivet_editors_confirm (GtkWidget        *parent,
                        const char       *question,
                        const char       *yes,
                        TrivetConfirmFunc func,
                        gpointer          user_data)
{
  GtkWidget *box;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Editor    *editor = open_editor (parent, question, &box);

  editor->confirm_func = func;
  editor->user_data = user_data;
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Keep it"), "trivet-button", G_CALLBACK (on_no_clicked), editor));
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (yes, "trivet-button danger", G_CALLBACK (on_yes_clicked), editor));
  gtk_box_append (GTK_BOX (box), row);
  gtk_popover_popup (GTK_POPOVER (editor->popover));
}

static void
finish_discount (Editor            *editor,
                 TrivetDiscountKind kind,
                 gint64             value,
                 const char        *reason)
{
  editor->discount_func (kind, value, reason, editor->user_data);
  gtk_popover_popdown (GTK_POPOVER (editor->popover));
}

static void
on_percent_clicked (GtkButton *button,
                    gpointer   user_data)
{
  gint64 percent = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "percent"));

  finish_discount (user_data, TRIVET_DISCOUNT_RATE, percent * (TRIVET_RATE_PPM_ONE / 100), NULL);
}

static void
on_no_discount_clicked (GtkButton *button,
                        gpointer   user_data)
{
  finish_discount (user_data, TRIVET_DISCOUNT_NONE, 0, NULL);
}

static void
on_amount_activated (GtkWidget *widget,
                     gpointer   user_data)
{
  Editor     *editor = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (editor->entry));
  TrivetMoney money;

  if (trivet_money_from_decimal (text, editor->currency, &money, NULL) && money.minor > 0)
    finish_discount (editor, TRIVET_DISCOUNT_AMOUNT, money.minor, NULL);
  else
    gtk_widget_add_css_class (editor->entry, "error");
}

static void
on_reason_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_autofree char *reason = g_strdup (gtk_button_get_label (button));

  finish_discount (user_data, TRIVET_DISCOUNT_COMP, 0, reason);
}

static void
on_reason_activated (GtkWidget *widget,
                     gpointer   user_data)
{
  Editor          *editor = user_data;
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editor->entry))));

  if (*reason != '\0')
    finish_discount (editor, TRIVET_DISCOUNT_COMP, 0, reason);
  else
    gtk_widget_add_css_class (editor->entry, "error");
}

/* Nothing is given away without saying why: the same popover asks for it. */
static void
on_house_clicked (GtkButton *button,
                  gpointer   user_data)
{
  Editor           *editor = user_data;
  const char *const reasons[] = { _("Guest complained"), _("Our mistake"), _("Took too long"), _("Regular guest"), _("Friend of the house"), _("Staff meal") };
  GtkWidget        *grid = gtk_grid_new ();

  trivet_ui_clear_box (GTK_BOX (editor->box));
  gtk_box_append (GTK_BOX (editor->box), trivet_ui_label_new (_("On the house: why?"), "strong"));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    gtk_grid_attach (GTK_GRID (grid), trivet_ui_button_new (reasons[i], "trivet-button", G_CALLBACK (on_reason_clicked), editor),
                     (int) i % 2, (int) i / 2, 1, 1);
  gtk_box_append (GTK_BOX (editor->box), grid);
  add_entry (editor, editor->box, _("Another reason"), "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (editor->entry), _("Another reason"));
  g_signal_connect (editor->entry, "activate", G_CALLBACK (on_reason_activated), editor);
}

static void
add_percents (Editor    *editor,
              GtkWidget *box)
{
  static const int percents[] = { 5, 10, 20, 50 };
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++) {
    g_autofree char *label = g_strdup_printf ("−%d %%", percents[i]);
    GtkWidget       *button = trivet_ui_button_new (label, "trivet-button compact", G_CALLBACK (on_percent_clicked), editor);

    g_object_set_data (G_OBJECT (button), "percent", GINT_TO_POINTER (percents[i]));
    gtk_widget_set_size_request (button, 72, -1);
    gtk_box_append (GTK_BOX (row), button);
  }
  gtk_box_append (GTK_BOX (box), row);
}

/* More than that sit at no table that is ordered for by seats. */
#define MAX_SEATS   24
#define MIN_SEATS   4
#define SEATS_A_ROW 4

static void
on_seat_clicked (GtkButton *button,
                 gpointer   user_data)
{
  Editor *editor = user_data;

  editor->seat_func (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "seat")), editor->user_data);
  gtk_popover_popdown (GTK_POPOVER (editor->popover));
}

static GtkWidget *
new_seat (Editor *editor,
          int     seat,
          int     present)
{
  g_autofree char *name = seat == 0 ? g_strdup (_("The whole table")) : g_strdup_printf (_("Seat %d"), seat);
  g_autofree char *label = seat == 0 ? g_strdup (name) : g_strdup_printf ("%d", seat);
  GtkWidget       *button = trivet_ui_button_new (label, seat == present ? "trivet-button primary" : "trivet-button",
                                                  G_CALLBACK (on_seat_clicked), editor);

  trivet_ui_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "seat", GINT_TO_POINTER (seat));

  return button;
}

/**
 * trivet_editors_ask_seat:
 * @parent: the widget beside which to ask
 * @present: the seat that is chosen now, 0 for the whole table
 * @guests: how many there are, 0 when nobody has counted them
 * @func: called with the seat that was chosen
 * @user_data: for @func
 */
void
trivet_editors_ask_seat (GtkWidget     *parent,
                         int            present,
                         int            guests,
                         TrivetSeatFunc func,
                         gpointer       user_data)
{
  GtkWidget *box;
  Editor    *editor = open_editor (parent, _("The next dishes are for"), &box);
  GtkWidget *grid = gtk_grid_new ();

  editor->seat_func = func;
  editor->user_data = user_data;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_attach (GTK_GRID (grid), new_seat (editor, 0, present), 0, 0, SEATS_A_ROW, 1);
  for (int seat = 1; seat <= CLAMP (guests, MIN_SEATS, MAX_SEATS); seat++)
    gtk_grid_attach (GTK_GRID (grid), new_seat (editor, seat, present), (seat - 1) % SEATS_A_ROW, 1 + (seat - 1) / SEATS_A_ROW, 1, 1);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_popover_popup (GTK_POPOVER (editor->popover));
}

/**
 * trivet_editors_ask_discount:
 * @parent: the widget beside which to ask
 * @currency: of the order
 * @func: called with the choice
 * @user_data: for @func
 */
void
trivet_editors_ask_discount (GtkWidget         *parent,
                             TrivetCurrency     currency,
                             TrivetDiscountFunc func,
                             gpointer           user_data)
{
  GtkWidget *box;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Editor    *editor = open_editor (parent, _("Discount"), &box);

  editor->currency = currency;
  editor->discount_func = func;
  editor->user_data = user_data;
  add_percents (editor, box);
  add_entry (editor, box, _("Amount off"), "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (editor->entry), _("Amount off, such as 5.00"));
  gtk_entry_set_input_purpose (GTK_ENTRY (editor->entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect (editor->entry, "activate", G_CALLBACK (on_amount_activated), editor);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("No discount"), "trivet-button", G_CALLBACK (on_no_discount_clicked), editor));
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Apply"), "trivet-button primary", G_CALLBACK (on_amount_activated), editor));
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("On the house"), "trivet-button", G_CALLBACK (on_house_clicked), editor));
  gtk_popover_popup (GTK_POPOVER (editor->popover));
}
