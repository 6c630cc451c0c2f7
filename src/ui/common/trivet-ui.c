/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-ui.h"

#include <string.h>

/*
 * What all screens share: small helpers, so that a control never comes without its accessible name.
 */

/**
 * trivet_ui_set_name:
 * @widget: a widget
 * @name: what it is called for people who do not see it, and for tests
 */
void
trivet_ui_set_name (gpointer    widget,
                    const char *name)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (widget));
  g_return_if_fail (name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* What takes the focus is the button inside. */
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
on_tooltip_asked (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip,
                  char       *text)
{
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/**
 * trivet_ui_set_tooltip:
 * @widget: a control, which gets no other tooltip later
 * @text: what it does, and its key
 *
 * As gtk_widget_set_tooltip_text(), which asks the screen where the pointer is, with the server held
 * for itself, also for a widget that nobody sees yet.
 */
void
trivet_ui_set_tooltip (GtkWidget  *widget,
                       const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_data (widget, "query-tooltip", G_CALLBACK (on_tooltip_asked), g_strdup (text), (GClosureNotify) g_free, 0);
}

static void
add_classes (GtkWidget  *widget,
             const char *css_classes)
{
  g_auto (GStrv) classes = g_strsplit (css_classes, " ", -1);

  for (guint i = 0; classes[i] != NULL; i++) {
    if (*classes[i] != '\0')
      gtk_widget_add_css_class (widget, classes[i]);
  }
}

/**
 * trivet_ui_button_new:
 * @label: its words, also its accessible name; plain text
 * @css_classes: separated by blanks
 * @on_clicked: (nullable): handler of `clicked`
 * @user_data: for @on_clicked; a #GObject that lives as long as the button, or %NULL
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
trivet_ui_button_new (const char *label,
                      const char *css_classes,
                      GCallback   on_clicked,
                      gpointer    user_data)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  add_classes (button, css_classes);
  trivet_ui_set_name (button, label);
  if (on_clicked != NULL)
    g_signal_connect (button, "clicked", on_clicked, user_data);

  return button;
}

/**
 * trivet_ui_popover_new:
 *
 * Returns: (transfer floating): a popover; without a compositor, which alone can paint what lies beside an
 *   arrow, it has none
 */
GtkWidget *
trivet_ui_popover_new (void)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), gdk_display_is_composited (gtk_widget_get_display (popover)));

  return popover;
}

/**
 * trivet_ui_label_new:
 * @text: plain text
 * @css_classes: separated by blanks
 *
 * Returns: (transfer floating): a label that starts on the left and never parses markup
 */
GtkWidget *
trivet_ui_label_new (const char *text,
                     const char *css_classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  add_classes (label, css_classes);

  return label;
}

/**
 * trivet_ui_empty_new:
 * @title: what is not there
 * @hint: what to do
 *
 * Returns: (transfer floating): what stands in the middle of a place that shows nothing yet
 */
GtkWidget *
trivet_ui_empty_new (const char *title,
                     const char *hint)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *hint_label = gtk_label_new (hint);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  add_classes (title_label, "empty-title");
  add_classes (hint_label, "empty-hint");
  gtk_label_set_wrap (GTK_LABEL (hint_label), TRUE);
  gtk_label_set_justify (GTK_LABEL (hint_label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), hint_label);

  return box;
}

/**
 * trivet_ui_format_minor:
 * @minor: an amount in minor units
 * @currency: its currency
 *
 * Returns: (transfer full): "¥1,185.40": as people read it on a screen
 */
char *
trivet_ui_format_minor (gint64         minor,
                        TrivetCurrency currency)
{
  g_autofree char *plain = trivet_money_format (trivet_money_new (minor, currency));
  gsize            first = strcspn (plain, "0123456789");
  gsize            n_digits = strspn (plain + first, "0123456789");
  GString         *text = g_string_new (plain);

  for (gsize from_end = 3; from_end < n_digits; from_end += 3)
    g_string_insert_c (text, (gssize) (first + n_digits - from_end), ',');

  return g_string_free (text, FALSE);
}

/**
 * trivet_ui_clear_box:
 * @box: a box
 *
 * Takes all children out.
 */
void
trivet_ui_clear_box (GtkBox *box)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/**
 * trivet_ui_toggle_class:
 * @widget: a widget
 * @css_class: a style class
 * @on: whether it has it
 */
void
trivet_ui_toggle_class (gpointer    widget,
                        const char *css_class,
                        gboolean    on)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}
