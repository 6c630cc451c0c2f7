/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-header-menu.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/* The main menu: the pages that are not needed every minute, and how the register looks. */

static void
on_menu_entry_clicked (GtkButton *button,
                       gpointer   user_data)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Plain buttons, because the entries of a GtkPopoverMenu have no action in the accessible tree
 * (GTK 4.8), and are low for a finger. */
static GtkWidget *
append_entry (GtkWidget  *box,
              const char *label,
              const char *css_classes,
              const char *detailed_action)
{
  GtkWidget *button = trivet_ui_button_new (label, css_classes, NULL, NULL);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), detailed_action);
  /* After the action, which the popover's end must not overtake. */
  g_signal_connect_after (button, "clicked", G_CALLBACK (on_menu_entry_clicked), NULL);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

/* Two beside each other: one column would be higher than the smallest screen. */
static GtkWidget *
find_row (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_last_child (list);

  if (row != NULL && gtk_widget_get_first_child (row) == gtk_widget_get_last_child (row))
    return row;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (list), row);

  return row;
}

static void
append_page_entry (GtkWidget  *list,
                   const char *label,
                   const char *detailed_action)
{
  GtkWidget *button = append_entry (find_row (list), label, "trivet-button flat menu-entry", detailed_action);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
}

static GtkWidget *
append_choice_row (GtkWidget  *box,
                   const char *title)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (title, "section"));
  gtk_box_append (GTK_BOX (box), row);

  return row;
}

/**
 * trivet_header_menu_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a popover, with what is chosen now
 */
GtkWidget *
trivet_header_menu_new (TrivetUiContext *context)
{
  TrivetAppearance appearance = trivet_settings_get_appearance (context->settings);
  gboolean         chinese = trivet_ui_is_chinese ();
  GtkWidget       *popover = trivet_ui_popover_new ();
  GtkWidget       *menu = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6); /* of the pages */
  GtkWidget       *row;

  gtk_widget_add_css_class (menu, "menu-box");
  gtk_box_append (GTK_BOX (menu), box);
  append_page_entry (box, _("Tables"), "win.show::floor");
  append_page_entry (box, _("Past orders"), "win.show::history");
  append_page_entry (box, _("Not settled"), "win.show::parked");
  if (context->bookkeeper != NULL)
    append_page_entry (box, _("Books"), "win.show::books");
  append_page_entry (box, _("Papers"), "win.show::papers");
  append_page_entry (box, _("Drawer and day"), "win.show::drawers");
  append_page_entry (box, _("Prices"), "win.show::prices");
  append_page_entry (box, _("Dishes and menus"), "win.show::menu");
  append_page_entry (box, _("Staff and roles"), "win.show::staff");
  append_page_entry (box, _("Who did what"), "win.show::audit");
  append_page_entry (box, _("Devices"), "win.show::devices");
  append_page_entry (box, _("Settings"), "win.show::settings");
  if (context->phone != NULL)
    append_page_entry (box, _("Guest's phone"), "win.guest-phone");
  row = append_choice_row (menu, _("Language"));
  append_entry (row, "English", chinese ? "trivet-chip" : "trivet-chip on", "win.language::english");
  append_entry (row, "中文", chinese ? "trivet-chip on" : "trivet-chip", "win.language::chinese");
  row = append_choice_row (menu, _("Appearance"));
  append_entry (row, _("As the desktop"), appearance == TRIVET_APPEARANCE_SYSTEM ? "trivet-chip on" : "trivet-chip", "win.appearance::system");
  append_entry (row, _("Light"), appearance == TRIVET_APPEARANCE_LIGHT ? "trivet-chip on" : "trivet-chip", "win.appearance::light");
  append_entry (row, _("Dark"), appearance == TRIVET_APPEARANCE_DARK ? "trivet-chip on" : "trivet-chip", "win.appearance::dark");
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (menu), box);
  append_page_entry (box, _("About Trivet"), "win.show::about");
  append_page_entry (box, _("Close the register"), "window.close");
  gtk_popover_set_child (GTK_POPOVER (popover), menu);

  return popover;
}
