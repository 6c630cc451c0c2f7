/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-settings-page.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetSettingsPage: settings take effect at once; there is nothing to save.
 */

struct _TrivetSettingsPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *form;
};

G_DEFINE_FINAL_TYPE (TrivetSettingsPage, trivet_settings_page, GTK_TYPE_BOX)

static void
trivet_settings_page_dispose (GObject *object)
{
  TrivetSettingsPage *self = TRIVET_SETTINGS_PAGE (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_settings_page_parent_class)->dispose (object);
}

static void
trivet_settings_page_class_init (TrivetSettingsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_settings_page_dispose;
}

static void
trivet_settings_page_init (TrivetSettingsPage *self)
{
}

static void
append_field (TrivetSettingsPage *self,
              const char         *title,
              const char         *hint,
              GtkWidget          *control)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = trivet_ui_label_new (hint, "dim pay-small");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (title, "strong"));
  gtk_box_append (GTK_BOX (words), label);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  trivet_ui_set_name (control, title);
  gtk_widget_add_css_class (row, "list-row");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), control);
  gtk_box_append (GTK_BOX (self->form), row);
}

static GtkWidget *
new_entry (const char *text,
           const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_widget_set_size_request (entry, 320, -1);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);

  return entry;
}

static void
on_staff_changed (GtkEditable *editable,
                  gpointer     user_data)
{
  TrivetSettingsPage *self = user_data;
  const char         *staff = gtk_editable_get_text (editable);

  trivet_register_set_staff (self->context->reg, staff);
  trivet_settings_set_staff (self->context->settings, staff);
}

/* Only a finished address is tried: Enter, or leaving the field. */
static void
take_printer (TrivetSettingsPage *self,
              GtkEditable        *editable)
{
  g_autofree char *old = trivet_settings_dup_printer (self->context->settings);
  const char      *address = gtk_editable_get_text (editable);

  if (!g_str_equal (old, address))
    trivet_settings_set_printer (self->context->settings, address);
}

static void
on_printer_activated (GtkEntry *entry,
                      gpointer  user_data)
{
  take_printer (user_data, GTK_EDITABLE (entry));
}

static void
on_printer_left (GtkEventControllerFocus *controller,
                 gpointer                 user_data)
{
  take_printer (user_data, GTK_EDITABLE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))));
}

static void
on_paper_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetSettingsPage *self = user_data;
  GtkWidget          *box = gtk_widget_get_parent (GTK_WIDGET (button));

  trivet_settings_set_paper_mm (self->context->settings, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "value")));
  for (GtkWidget *other = gtk_widget_get_first_child (box); other != NULL; other = gtk_widget_get_next_sibling (other))
    trivet_ui_toggle_class (other, "on", other == GTK_WIDGET (button));
}

static void
on_receipt_language_clicked (GtkButton *button,
                             gpointer   user_data)
{
  TrivetSettingsPage *self = user_data;
  GtkWidget          *box = gtk_widget_get_parent (GTK_WIDGET (button));
  guint               value = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "value"));

  trivet_settings_set_receipt_language (self->context->settings, (TrivetReceiptLanguage) value);
  for (GtkWidget *other = gtk_widget_get_first_child (box); other != NULL; other = gtk_widget_get_next_sibling (other))
    trivet_ui_toggle_class (other, "on", other == GTK_WIDGET (button));
}

static void
on_start_page_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetSettingsPage *self = user_data;
  GtkWidget          *box = gtk_widget_get_parent (GTK_WIDGET (button));
  guint               value = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "value"));

  trivet_settings_set_start_page (self->context->settings, (TrivetStartPage) value);
  for (GtkWidget *other = gtk_widget_get_first_child (box); other != NULL; other = gtk_widget_get_next_sibling (other))
    trivet_ui_toggle_class (other, "on", other == GTK_WIDGET (button));
}

static void
append_choice (TrivetSettingsPage *self,
               GtkWidget          *box,
               const char         *label,
               guint               value,
               guint               present,
               GCallback           callback)
{
  GtkWidget *chip = trivet_ui_button_new (label, value == present ? "trivet-chip tall on" : "trivet-chip tall", callback, self);

  g_object_set_data (G_OBJECT (chip), "value", GUINT_TO_POINTER (value));
  gtk_box_append (GTK_BOX (box), chip);
}

static void
build_form (TrivetSettingsPage *self)
{
  TrivetSettings     *settings = self->context->settings;
  g_autofree char    *staff = trivet_settings_dup_staff (settings);
  g_autofree char    *printer = trivet_settings_dup_printer (settings);
  GtkWidget          *entry = new_entry (staff, _("Name"));
  GtkWidget          *choices;
  GtkEventController *focus;
  guint               present;

  g_signal_connect_object (entry, "changed", G_CALLBACK (on_staff_changed), self, 0);
  append_field (self, _("Who works here"), _("Stands in every order and on the receipt."), entry);

  entry = new_entry (printer, "tcp:192.0.2.7:9100");
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_printer_left), self, 0);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_printer_activated), self, 0);
  append_field (self, _("Receipt printer"), _("tcp:ADDRESS:9100 for a network printer, file:/dev/usb/lp0 for a device, empty for none."), entry);

  present = trivet_settings_get_paper_mm (settings);
  choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  append_choice (self, choices, "80 mm", 80, present, G_CALLBACK (on_paper_clicked));
  append_choice (self, choices, "58 mm", 58, present, G_CALLBACK (on_paper_clicked));
  append_field (self, _("Paper"), _("Width of the roll in the printer."), choices);

  present = trivet_settings_get_receipt_language (settings);
  choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  append_choice (self, choices, "English", TRIVET_RECEIPT_LANGUAGE_EN, present, G_CALLBACK (on_receipt_language_clicked));
  append_choice (self, choices, "中文", TRIVET_RECEIPT_LANGUAGE_ZH, present, G_CALLBACK (on_receipt_language_clicked));
  append_choice (self, choices, _("Both"), TRIVET_RECEIPT_LANGUAGE_BOTH, present, G_CALLBACK (on_receipt_language_clicked));
  append_field (self, _("Language of receipts"), _("What the guest takes home."), choices);

  present = trivet_settings_get_start_page (settings);
  choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  append_choice (self, choices, _("An order"), TRIVET_START_PAGE_ORDER, present, G_CALLBACK (on_start_page_clicked));
  append_choice (self, choices, _("The tables"), TRIVET_START_PAGE_FLOOR, present, G_CALLBACK (on_start_page_clicked));
  append_field (self, _("The register starts with"), _("F2 shows the tables at any time."), choices);
}

static void
append_problems (TrivetSettingsPage *self)
{
  GPtrArray *problems = self->context->problems;

  for (guint i = 0; problems != NULL && i < problems->len; i++) {
    GtkWidget *label = trivet_ui_label_new (g_ptr_array_index (problems, i), "");

    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    gtk_widget_add_css_class (label, "trivet-error");
    gtk_box_append (GTK_BOX (self->form), label);
  }
}

/**
 * trivet_settings_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_settings_page_new (TrivetUiContext *context)
{
  TrivetSettingsPage *self;
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWidget          *clamp = adw_clamp_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_SETTINGS_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->form, "trivet-card");
  gtk_widget_set_valign (self->form, GTK_ALIGN_START);
  append_problems (self);
  build_form (self);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);

  return GTK_WIDGET (self);
}
