/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-price-fields.h"

#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

#include <stdio.h>

/* Each field is a box of its title and what can be touched; the latter remembers the former. */

#define FIELD_KEY "trivet-price-field"

static void
add_field (GtkWidget  *column,
           const char *title,
           GtkWidget  *widget)
{
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (field), trivet_ui_label_new (title, "section"));
  gtk_box_append (GTK_BOX (field), widget);
  g_object_set_data (G_OBJECT (widget), FIELD_KEY, field);
  gtk_box_append (GTK_BOX (column), field);
}

/**
 * trivet_price_fields_add_entry:
 * @column: a box
 * @title: what is asked for
 * @hint: an example
 * @on_changed: (nullable): handler of `changed`
 * @user_data: for @on_changed
 *
 * Returns: (transfer none): the entry
 */
GtkWidget *
trivet_price_fields_add_entry (GtkWidget  *column,
                               const char *title,
                               const char *hint,
                               GCallback   on_changed,
                               gpointer    user_data)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  trivet_ui_set_name (entry, title);
  if (on_changed != NULL)
    g_signal_connect (entry, "changed", on_changed, user_data);
  add_field (column, title, entry);

  return entry;
}

/**
 * trivet_price_fields_add_chips:
 * @column: a box
 * @title: what is chosen
 *
 * Returns: (transfer none): a row of chips, still empty
 */
GtkWidget *
trivet_price_fields_add_chips (GtkWidget  *column,
                               const char *title)
{
  GtkWidget *chips = trivet_wrap_box_new (8);

  add_field (column, title, chips);

  return chips;
}

/**
 * trivet_price_fields_add_chip:
 * @chips: a row of chips
 * @label: its words
 * @value: what it stands for
 * @on_clicked: handler of `clicked`
 * @user_data: for @on_clicked
 */
void
trivet_price_fields_add_chip (GtkWidget  *chips,
                              const char *label,
                              guint       value,
                              GCallback   on_clicked,
                              gpointer    user_data)
{
  GtkWidget *chip = trivet_ui_button_new (label, "trivet-chip tall", on_clicked, user_data);

  g_object_set_data (G_OBJECT (chip), "value", GUINT_TO_POINTER (value));
  gtk_box_append (GTK_BOX (chips), chip);
}

/**
 * trivet_price_fields_get_value:
 * @button: a chip
 *
 * Returns: what it stands for
 */
guint
trivet_price_fields_get_value (gpointer button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "value"));
}

static void
light (GtkWidget *chip,
       gboolean   on)
{
  trivet_ui_toggle_class (chip, "on", on);
  gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                               on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

/**
 * trivet_price_fields_light_bits:
 * @chips: a row of chips
 * @bits: those that are chosen
 */
void
trivet_price_fields_light_bits (GtkWidget *chips,
                                guint      bits)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (chips); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    light (chip, (trivet_price_fields_get_value (chip) & bits) != 0);
}

/**
 * trivet_price_fields_light_one:
 * @chips: a row of chips
 * @value: the one that is chosen
 */
void
trivet_price_fields_light_one (GtkWidget *chips,
                               guint      value)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (chips); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    light (chip, trivet_price_fields_get_value (chip) == value);
}

static void
on_button_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit_by_name (user_data, g_object_get_data (G_OBJECT (button), "signal"));
}

/**
 * trivet_price_fields_button_new:
 * @form: the button's form; it outlives it
 * @label: what it says
 * @css_classes: separated by blanks
 * @signal: (not nullable): a literal; of @form, without arguments
 *
 * Returns: (transfer floating): a button that emits it
 */
GtkWidget *
trivet_price_fields_button_new (gpointer    form,
                                const char *label,
                                const char *css_classes,
                                const char *signal)
{
  GtkWidget *button = trivet_ui_button_new (label, css_classes, G_CALLBACK (on_button_clicked), form);

  g_object_set_data (G_OBJECT (button), "signal", (gpointer) signal);

  return button;
}

/**
 * trivet_price_fields_buttons_new:
 * @form: the buttons' form, with the signals `closed` and `save`; it outlives them
 * @remove: (transfer floating) (nullable): the button that removes what is edited
 * @off: (transfer floating) (nullable): the button that switches it
 *
 * Returns: (transfer floating): the buttons below the fields
 */
GtkWidget *
trivet_price_fields_buttons_new (gpointer   form,
                                 GtkWidget *remove,
                                 GtkWidget *off)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *save = trivet_price_fields_button_new (form, _("Save"), "trivet-button primary", "save");

  gtk_widget_set_hexpand (save, TRUE);
  gtk_box_append (GTK_BOX (buttons), trivet_price_fields_button_new (form, _("Back"), "trivet-button", "closed"));
  if (remove != NULL)
    gtk_box_append (GTK_BOX (buttons), remove);
  if (off != NULL)
    gtk_box_append (GTK_BOX (buttons), off);
  gtk_box_append (GTK_BOX (buttons), save);

  return buttons;
}

/**
 * trivet_price_fields_message_new:
 * @css_classes: separated by blanks
 *
 * Returns: (transfer floating): an empty line of words, which breaks where it must
 */
GtkWidget *
trivet_price_fields_message_new (const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new ("", css_classes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);

  return label;
}

/**
 * trivet_price_fields_scroller_new:
 * @fields: (transfer floating): all fields of a form
 *
 * Returns: (transfer floating): @fields, on a screen that is lower than they are
 */
GtkWidget *
trivet_price_fields_scroller_new (GtkWidget *fields)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), fields);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

/**
 * trivet_price_fields_stepper_new:
 * @name: what is counted
 * @on_less: handler of `clicked`
 * @on_more: handler of `clicked`
 * @user_data: for both
 *
 * Returns: (transfer floating): a number between two buttons
 */
GtkWidget *
trivet_price_fields_stepper_new (const char *name,
                                 GCallback   on_less,
                                 GCallback   on_more,
                                 gpointer    user_data)
{
  g_autofree char *less_name = g_strdup_printf (_("%s: one less"), name);
  g_autofree char *more_name = g_strdup_printf (_("%s: one more"), name);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *less = trivet_ui_button_new ("−", "trivet-button compact", on_less, user_data);
  GtkWidget       *more = trivet_ui_button_new ("+", "trivet-button compact", on_more, user_data);
  GtkWidget       *number = gtk_label_new ("");

  trivet_ui_set_name (less, less_name);
  trivet_ui_set_name (more, more_name);
  gtk_widget_add_css_class (number, "choices-quantity");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), less);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), more);

  return box;
}

/**
 * trivet_price_fields_set_stepper:
 * @stepper: a number between two buttons
 * @number: the number
 */
void
trivet_price_fields_set_stepper (GtkWidget *stepper,
                                 int        number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (gtk_widget_get_first_child (stepper))), text);
}

/**
 * trivet_price_fields_set_visible:
 * @field: an entry or a row of chips
 * @visible: whether it is shown, with its title
 */
void
trivet_price_fields_set_visible (GtkWidget *field,
                                 gboolean   visible)
{
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (field), FIELD_KEY), visible);
}

/**
 * trivet_price_fields_set_title:
 * @field: an entry or a row of chips
 * @title: what is asked for
 */
void
trivet_price_fields_set_title (GtkWidget  *field,
                               const char *title)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (field), FIELD_KEY);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), title);
  trivet_ui_set_name (field, title);
}

/**
 * trivet_price_fields_dup_time:
 * @minute: of the day
 *
 * Returns: (transfer full): "17:30"
 */
char *
trivet_price_fields_dup_time (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

/**
 * trivet_price_fields_parse_time:
 * @text: "17:30", "17"; "24:00" is midnight
 *
 * Returns: the minute of the day; -1 when it is no time
 */
int
trivet_price_fields_parse_time (const char *text)
{
  g_autofree char *time = g_strstrip (g_strdup (text));
  int              hour = 0;
  int              minute = 0;
  int              end = 0;

  if (*time == '\0')
    return 0;
  if (sscanf (time, "%2d:%2d%n", &hour, &minute, &end) != 2 || time[end] != '\0') {
    minute = 0;
    if (sscanf (time, "%2d%n", &hour, &end) != 1 || time[end] != '\0')
      return -1;
  }
  if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60)
    return -1;

  return (hour * 60 + minute) % (24 * 60);
}

/**
 * trivet_price_fields_dup_error:
 * @error: why a change was refused
 *
 * Returns: (transfer full): which field is wrong, and what to do
 */
char *
trivet_price_fields_dup_error (const GError *error)
{
  if (error->domain != TRIVET_PRICE_DESK_ERROR)
    return trivet_words_for_error (error);

  switch ((TrivetPriceDeskError) error->code) {
  case TRIVET_PRICE_DESK_ERROR_NAME:
    return g_strdup (_("Name: type 1 to 60 characters."));
  case TRIVET_PRICE_DESK_ERROR_VALUE:
    return g_strdup (_("Value: type a number above 0; per cents up to 100, of a charge up to 25."));
  case TRIVET_PRICE_DESK_ERROR_THRESHOLD:
    return g_strdup (_("From which sum: type an amount, or leave it empty."));
  case TRIVET_PRICE_DESK_ERROR_UNITS:
    return g_strdup (_("Buy and get: at least 1 each, at most 20 together."));
  case TRIVET_PRICE_DESK_ERROR_DISHES:
    return g_strdup (_("Dishes: a set has 2 to 20 of them, in up to 8 parts."));
  case TRIVET_PRICE_DESK_ERROR_HOURS:
    return g_strdup (_("Hours: type times such as 17:30, or leave both empty for all day."));
  case TRIVET_PRICE_DESK_ERROR_TAX:
    return g_strdup (_("Tax: type a per cent from 0 to 100."));
  case TRIVET_PRICE_DESK_ERROR_ROUNDING:
    return g_strdup (_("Rounding: choose a smaller unit."));
  case TRIVET_PRICE_DESK_ERROR_ORDER_KINDS:
    return g_strdup (_("Types of order: choose one at least."));
  case TRIVET_PRICE_DESK_ERROR_GUESTS:
    return g_strdup (_("From how many guests: type a number, or leave it empty."));
  case TRIVET_PRICE_DESK_ERROR_TABLES:
    return g_strdup (_("Tables: there is no table of that name. Put commas between several."));
  case TRIVET_PRICE_DESK_ERROR_FULL:
    return g_strdup (_("There are 200 rules already. Remove one first."));
  case TRIVET_PRICE_DESK_ERROR_GONE:
    return g_strdup (_("Somebody has removed that rule meanwhile."));
  case TRIVET_PRICE_DESK_ERROR_CHANGED:
    return g_strdup (_("Somebody has changed that rule since, so it stays as it is."));
  case TRIVET_PRICE_DESK_ERROR_NO_STEP:
    return g_strdup (_("There is no step to take back."));
  case TRIVET_PRICE_DESK_ERROR_BUSY:
    return g_strdup (_("Another change is being written. Try again in a moment."));
  case TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL:
    return g_strdup (_("Somebody who may change prices has to approve it."));
  }

  return trivet_words_for_error (error);
}
