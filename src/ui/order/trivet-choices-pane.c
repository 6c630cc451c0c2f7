/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-choices-pane.h"

#include "trivet-choice-group.h"
#include "trivet-choices.h"
#include "trivet-dish-marks.h"
#include "trivet-dish-picture.h"
#include "trivet-editors.h"
#include "trivet-order-guard.h"
#include "trivet-register-menu.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetChoicesPane: choices as chips. The line is added as soon as the required ones are made,
 * and every further chip changes that line; nobody has to press "Done".
 */

enum {
  DONE,
  PRICE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetChoicesPane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetMenuItem  *item;
  char            *line_id; /* NULL until the line is added */
  TrivetChoices   *choices; /* of item */
  gboolean         sending;
  gboolean         stored;      /* the line has been seen in the order */
  gboolean         asked;       /* somebody had to allow a change, and may not have */
  gint64           price_minor; /* of a new line whose price is open */

  GtkWidget *picture;
  GtkWidget *title;
  GtkWidget *price;
  GtkWidget *line_tools;
  GtkWidget *quantity;
  GtkWidget *note;
  GtkWidget *correct; /* of an open price */
  GtkWidget *marks;   /* what it holds, for whom it is */
  GtkWidget *hint;
  GtkWidget *groups;
};

G_DEFINE_FINAL_TYPE (TrivetChoicesPane, trivet_choices_pane, GTK_TYPE_BOX)

static void rebuild (TrivetChoicesPane *self);

static void
trivet_choices_pane_dispose (GObject *object)
{
  TrivetChoicesPane *self = TRIVET_CHOICES_PANE (object);

  g_clear_object (&self->item);
  g_clear_object (&self->context);
  g_clear_pointer (&self->choices, trivet_choices_free);
  g_clear_pointer (&self->line_id, g_free);

  G_OBJECT_CLASS (trivet_choices_pane_parent_class)->dispose (object);
}

static void
trivet_choices_pane_class_init (TrivetChoicesPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_choices_pane_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PRICE] =
    g_signal_new ("price", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
on_done_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
}

static void
trivet_choices_pane_init (TrivetChoicesPane *self)
{
}

/* The line as it is stored; NULL while it is not. */
static const TrivetOrderLine *
get_line (TrivetChoicesPane *self)
{
  TrivetTab             *tab = trivet_register_get_current (self->context->reg);
  const TrivetOrderLine *line = NULL;

  if (tab != NULL && self->line_id != NULL)
    line = trivet_order_lookup_line (trivet_tab_get_order (tab), self->line_id);

  return line != NULL && !line->voided ? line : NULL;
}

static void
on_price_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetChoicesPane *self = user_data;

  g_signal_emit (self, signals[PRICE], 0, self->line_id);
}

static void
on_less_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetChoicesPane *self = user_data;
  TrivetOrderGuard  *guard = trivet_order_guard_find (GTK_WIDGET (self));

  /* Where guests order for themselves nobody is asked: the register refuses what they may not. */
  if (guard != NULL)
    trivet_order_guard_change_quantity (guard, self->line_id, -1);
  else
    trivet_register_change_quantity (self->context->reg, self->line_id, -1);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetChoicesPane *self = user_data;

  trivet_register_change_quantity (self->context->reg, self->line_id, 1);
}

static void
on_note_saved (const char *note,
               gpointer    user_data)
{
  TrivetChoicesPane *self = user_data;

  if (self->line_id != NULL)
    trivet_register_set_line_note (self->context->reg, self->line_id, note);
}

static void
on_note_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetChoicesPane     *self = user_data;
  const TrivetOrderLine *line = get_line (self);

  trivet_editors_ask_text (GTK_WIDGET (button), _("Note for the kitchen"), line != NULL ? line->note : "", on_note_saved, self);
}

/* How many, and a note: only for a line that is there. */
static GtkWidget *
build_line_tools (TrivetChoicesPane *self)
{
  GtkWidget *less = trivet_ui_button_new ("−", "trivet-button", G_CALLBACK (on_less_clicked), self);
  GtkWidget *more = trivet_ui_button_new ("+", "trivet-button", G_CALLBACK (on_more_clicked), self);

  self->note = trivet_ui_button_new (_("Note"), "trivet-button", G_CALLBACK (on_note_clicked), self);
  trivet_ui_set_name (less, _("One less of this dish"));
  trivet_ui_set_name (more, _("One more of this dish"));
  trivet_ui_set_name (self->note, _("Note for the kitchen"));
  self->quantity = gtk_label_new ("1");
  gtk_widget_add_css_class (self->quantity, "choices-quantity");
  gtk_widget_add_css_class (self->quantity, "numeric");
  self->line_tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->line_tools), less);
  gtk_box_append (GTK_BOX (self->line_tools), self->quantity);
  gtk_box_append (GTK_BOX (self->line_tools), more);
  gtk_box_append (GTK_BOX (self->line_tools), self->note);
  self->correct = trivet_ui_button_new (_("Price"), "trivet-button", G_CALLBACK (on_price_clicked), self);
  gtk_box_append (GTK_BOX (self->line_tools), self->correct);

  return self->line_tools;
}

static void
build (TrivetChoicesPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (head), trivet_ui_button_new (_("‹ Dishes"), "trivet-button", G_CALLBACK (on_done_clicked), self));
  self->picture = trivet_dish_picture_new (self->context);
  self->title = trivet_ui_label_new ("", "choices-title");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  self->price = trivet_ui_label_new ("", "dim numeric");
  gtk_widget_set_hexpand (self->price, TRUE);
  gtk_box_append (GTK_BOX (head), self->picture);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->price);
  gtk_box_append (GTK_BOX (head), build_line_tools (self));
  gtk_box_append (GTK_BOX (self), head);

  self->marks = trivet_ui_label_new ("", "choices-marks");
  gtk_label_set_wrap (GTK_LABEL (self->marks), TRUE);
  gtk_box_append (GTK_BOX (self), self->marks);

  self->hint = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_box_append (GTK_BOX (self), self->hint);

  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->groups);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

/* What the disk refused is not in the order: the next tap tries again. */
static void
on_register_failed (TrivetChoicesPane *self)
{
  if (self->item == NULL || self->stored || self->line_id == NULL)
    return;
  g_clear_pointer (&self->line_id, g_free);
  rebuild (self);
}

/**
 * trivet_choices_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): an empty pane
 */
GtkWidget *
trivet_choices_pane_new (TrivetUiContext *context)
{
  TrivetChoicesPane *self = g_object_new (TRIVET_TYPE_CHOICES_PANE, NULL);

  self->context = g_object_ref (context);
  build (self);
  g_signal_connect_object (context->reg, "failed", G_CALLBACK (on_register_failed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * trivet_choices_pane_hide_note:
 * @self: a pane
 *
 * For a screen without a keyboard, on which guests choose: the kitchen gets no note.
 */
void
trivet_choices_pane_hide_note (TrivetChoicesPane *self)
{
  g_return_if_fail (TRIVET_IS_CHOICES_PANE (self));

  gtk_widget_set_visible (self->note, FALSE);
}

static void
begin_choices (TrivetChoicesPane *self)
{
  g_clear_pointer (&self->choices, trivet_choices_free);
  self->choices = trivet_choices_new (self->context->reg, self->item);
}

/* Shows what the line has, whatever was tapped. */
static void
show_stored (TrivetChoicesPane *self)
{
  const TrivetOrderLine *line = get_line (self);

  if (line == NULL)
    return;
  begin_choices (self);
  trivet_choices_take (self->choices, line->modifiers);
  rebuild (self);
}

static void
on_guard_asking (TrivetChoicesPane *self,
                 gboolean           asking)
{
  if (!asking && self->asked)
    show_stored (self);
}

/* What not everybody may do is asked first; the answer comes back as the line it has made. */
static void
change_line (TrivetChoicesPane *self,
             GPtrArray         *modifiers)
{
  TrivetOrderGuard *guard = trivet_order_guard_find (GTK_WIDGET (self));

  if (guard == NULL) {
    trivet_register_set_modifiers (self->context->reg, self->line_id, modifiers);
    return;
  }
  if (!trivet_order_guard_set_modifiers (guard, self->line_id, modifiers))
    return;
  if (!self->asked)
    g_signal_connect_object (guard, "asking", G_CALLBACK (on_guard_asking), self, G_CONNECT_SWAPPED);
  self->asked = TRUE;
}

static void
send_choices (TrivetChoicesPane *self)
{
  g_autoptr (GPtrArray) modifiers = NULL;

  if (trivet_choices_find_incomplete (self->choices) != NULL)
    return;

  modifiers = trivet_choices_collect (self->choices);
  self->sending = TRUE;
  if (self->line_id == NULL && trivet_menu_item_get_open_price (self->item))
    self->line_id = trivet_register_add_open_item (self->context->reg, self->item, self->price_minor, modifiers, 1);
  else if (self->line_id == NULL)
    self->line_id = trivet_register_add_item (self->context->reg, self->item, modifiers, 1);
  else
    change_line (self, modifiers);
  self->sending = FALSE;
}

static void
on_option_tapped (TrivetChoiceGroup *group,
                  const char        *under,
                  const char        *group_id,
                  const char        *option_id,
                  gpointer           user_data)
{
  TrivetChoicesPane *self = user_data;

  trivet_choices_toggle (self->choices, under, group_id, option_id);
  send_choices (self);
  rebuild (self);
}

/* A dish in a slot may sell out while the guest thinks. */
static void
on_group_stale (TrivetChoicesPane *self)
{
  rebuild (self);
}

static void
append_opening (TrivetChoicesPane       *self,
                const TrivetMenuOpening *opening)
{
  GtkWidget *group = trivet_choice_group_new (self->context, self->choices, opening);

  g_signal_connect_object (group, "tapped", G_CALLBACK (on_option_tapped), self, 0);
  g_signal_connect_object (group, "stale", G_CALLBACK (on_group_stale), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->groups), group);
}

static void
update_hint (TrivetChoicesPane *self)
{
  const TrivetMenuOpening *missing = trivet_choices_find_incomplete (self->choices);
  g_autofree char         *name = missing != NULL ? trivet_choice_group_dup_name (self->choices, missing) : NULL;
  g_autofree char         *words = NULL;

  if (missing != NULL && self->line_id != NULL)
    words = g_strdup_printf (_("Choose “%s”, or the order keeps what it had."), name);
  else if (missing != NULL)
    words = g_strdup_printf (_("Choose “%s” and the dish is in the order."), name);
  else if (self->line_id != NULL)
    words = g_strdup (_("In the order. Every further tap changes it."));
  else
    words = g_strdup (_("Not in the order yet. Tap a choice to try again."));
  gtk_label_set_text (GTK_LABEL (self->hint), words);
  trivet_ui_toggle_class (self->hint, "good", self->line_id != NULL && missing == NULL);
}

static void
update_line_tools (TrivetChoicesPane *self)
{
  const TrivetOrderLine *line = get_line (self);
  g_autofree char       *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, line != NULL ? line->quantity : 1);

  gtk_label_set_text (GTK_LABEL (self->quantity), quantity);
  gtk_widget_set_visible (self->line_tools, self->line_id != NULL);
  gtk_widget_set_visible (self->correct, line != NULL && line->open_price && line->sent_quantity == 0);
}

static void
append_groups (TrivetChoicesPane *self,
               gboolean           required)
{
  GPtrArray *openings = trivet_choices_get_openings (self->choices);
  gboolean   wanted = FALSE;

  for (guint i = 0; i < openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (openings, i);

    /* What a choice has opened follows its group. */
    if (opening->under == NULL)
      wanted = (opening->group->min > 0) == required;
    if (wanted)
      append_opening (self, opening);
  }
}

/* What the dish costs without its choices; an open price is what staff said. */
static gint64
get_price_minor (TrivetChoicesPane *self)
{
  const TrivetOrderLine *line = get_line (self);

  if (!trivet_menu_item_get_open_price (self->item))
    return trivet_register_get_price_minor (self->context->reg, self->item);

  return line != NULL ? line->unit_price_minor : self->price_minor;
}

static void
rebuild (TrivetChoicesPane *self)
{
  TrivetCurrency   currency = trivet_menu_get_currency (trivet_register_get_menu (self->context->reg));
  g_autofree char *price = trivet_ui_format_minor (get_price_minor (self), currency);
  g_autofree char *marks = trivet_dish_marks_describe (self->item);

  trivet_dish_picture_set_item (TRIVET_DISH_PICTURE (self->picture), self->item);
  gtk_label_set_text (GTK_LABEL (self->title),
                      trivet_menu_item_get_name (self->item, trivet_ui_context_get_language (self->context)));
  gtk_label_set_text (GTK_LABEL (self->price), price);
  gtk_label_set_text (GTK_LABEL (self->marks), marks);
  gtk_widget_set_visible (self->marks, *marks != '\0');
  trivet_ui_clear_box (GTK_BOX (self->groups));
  append_groups (self, TRUE);
  append_groups (self, FALSE);
  update_hint (self);
  update_line_tools (self);
}

static void
forget_question (TrivetChoicesPane *self)
{
  if (self->asked)
    g_signal_handlers_disconnect_by_func (trivet_order_guard_find (GTK_WIDGET (self)), on_guard_asking, self);
  self->asked = FALSE;
}

/**
 * trivet_choices_pane_start:
 * @self: a pane
 * @item: a dish with choices
 * @price_minor: what it costs when its price is open; of no meaning for others
 *
 * Begins a new line. When nothing is required the line is there at once.
 */
void
trivet_choices_pane_start (TrivetChoicesPane *self,
                           TrivetMenuItem    *item,
                           gint64             price_minor)
{
  g_return_if_fail (TRIVET_IS_CHOICES_PANE (self));
  g_return_if_fail (TRIVET_IS_MENU_ITEM (item));

  g_set_object (&self->item, item);
  g_clear_pointer (&self->line_id, g_free);
  self->stored = FALSE;
  forget_question (self);
  self->price_minor = price_minor;
  begin_choices (self);
  trivet_choices_preselect (self->choices);
  send_choices (self);
  rebuild (self);
}

/**
 * trivet_choices_pane_edit:
 * @self: a pane
 * @line_id: a line of the current order
 *
 * Shows the choices of a line that is in the order.
 *
 * Returns: %FALSE when its dish offers no choices or has left the menu
 */
gboolean
trivet_choices_pane_edit (TrivetChoicesPane *self,
                          const char        *line_id)
{
  TrivetTab             *tab;
  const TrivetOrderLine *line;
  TrivetMenuItem        *item;

  g_return_val_if_fail (TRIVET_IS_CHOICES_PANE (self), FALSE);
  g_return_val_if_fail (line_id != NULL, FALSE);

  tab = trivet_register_get_current (self->context->reg);
  line = tab != NULL ? trivet_order_lookup_line (trivet_tab_get_order (tab), line_id) : NULL;
  item = line != NULL ? trivet_menu_lookup_item (trivet_register_get_menu (self->context->reg), line->sku) : NULL;
  if (item == NULL || !trivet_menu_item_has_choices (item))
    return FALSE;

  g_set_object (&self->item, item);
  g_free (self->line_id);
  self->line_id = g_strdup (line_id);
  self->stored = TRUE;
  forget_question (self);
  show_stored (self);

  return TRUE;
}

/**
 * trivet_choices_pane_follow:
 * @self: a pane that is shown
 * @other_order: another order is on the screen; otherwise, the same one has changed
 *
 * Returns: %FALSE when the pane's line is not in the order on the screen, so that it should go
 */
gboolean
trivet_choices_pane_follow (TrivetChoicesPane *self,
                            gboolean           other_order)
{
  g_return_val_if_fail (TRIVET_IS_CHOICES_PANE (self), FALSE);

  /* The first choice may itself begin the order, which is on the screen before it is stored. */
  if (self->sending)
    return TRUE;
  if (get_line (self) == NULL)
    return !other_order && !self->stored;

  self->stored = TRUE;
  if (self->asked)
    show_stored (self);
  else
    update_line_tools (self);

  return TRUE;
}
