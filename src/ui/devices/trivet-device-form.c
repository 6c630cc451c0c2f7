/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-device-form.h"

#include "trivet-devices-page-private.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetDeviceForm: what is typed and chosen is read when it is saved or tried.
 */

struct _TrivetDeviceForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  gboolean         is_drawer;
  gboolean         is_new;
  char            *id;

  GtkWidget *name;
  GtkWidget *name_zh;
  GtkWidget *address;
  GtkWidget *paper;
  GtkWidget *language;
  GtkWidget *fallback;
  GtkWidget *pass;
  GtkWidget *when;
};

G_DEFINE_FINAL_TYPE (TrivetDeviceForm, trivet_device_form, GTK_TYPE_BOX)

static void
trivet_device_form_dispose (GObject *object)
{
  g_clear_object (&TRIVET_DEVICE_FORM (object)->context);

  G_OBJECT_CLASS (trivet_device_form_parent_class)->dispose (object);
}

static void
trivet_device_form_finalize (GObject *object)
{
  g_free (TRIVET_DEVICE_FORM (object)->id);

  G_OBJECT_CLASS (trivet_device_form_parent_class)->finalize (object);
}

static void
trivet_device_form_class_init (TrivetDeviceFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_device_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = trivet_device_form_finalize;
}

static void
trivet_device_form_init (TrivetDeviceForm *self)
{
}

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static const char *
get_choice (GtkWidget *chips)
{
  const char *value = g_object_get_data (G_OBJECT (chips), "value");

  return value != NULL ? value : "";
}

static void
show_choice (GtkWidget *chips)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (chips); chip != NULL; chip = gtk_widget_get_next_sibling (chip)) {
    gboolean chosen = g_strcmp0 (g_object_get_data (G_OBJECT (chip), "value"), get_choice (chips)) == 0;

    trivet_ui_toggle_class (chip, "on", chosen);
    gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                                 chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  }
}

static void
on_chip_clicked (GtkButton *button,
                 gpointer   user_data)
{
  GtkWidget *chips = user_data;

  g_object_set_data_full (G_OBJECT (chips), "value", g_strdup (g_object_get_data (G_OBJECT (button), "value")), g_free);
  show_choice (chips);
}

static void
append_chip (GtkWidget  *chips,
             const char *label,
             const char *value)
{
  GtkWidget *chip = trivet_ui_button_new (label, "trivet-chip tall", G_CALLBACK (on_chip_clicked), chips);

  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (value), g_free);
  gtk_box_append (GTK_BOX (chips), chip);
}

static GtkWidget *
append_chips (TrivetDeviceForm *self,
              const char       *title,
              const char       *chosen)
{
  GtkWidget *chips = trivet_wrap_box_new (8);

  g_object_set_data_full (G_OBJECT (chips), "value", g_strdup (chosen), g_free);
  gtk_box_append (GTK_BOX (self), trivet_ui_label_new (title, "section"));
  gtk_box_append (GTK_BOX (self), chips);

  return chips;
}

static GtkWidget *
append_entry (TrivetDeviceForm *self,
              const char       *title,
              const char       *text,
              const char       *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  trivet_ui_set_name (entry, title);
  gtk_box_append (GTK_BOX (self), trivet_ui_label_new (title, "section"));
  gtk_box_append (GTK_BOX (self), entry);

  return entry;
}

static TrivetDevices *
get_devices (TrivetDeviceForm *self)
{
  return self->context->devices;
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GtkWidget) form = user_data;

  if (_trivet_devices_page_end (form, source, result, _("Saved.")))
    _trivet_devices_page_close (form);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) form = user_data;

  if (_trivet_devices_page_end (form, source, result, _("Removed.")))
    _trivet_devices_page_close (form);
}

static void
run_save (GtkWidget      *form,
          TrivetApproval *approval)
{
  TrivetDeviceForm *self = TRIVET_DEVICE_FORM (form);
  g_autofree char  *name = dup_text (self->name);
  g_autofree char  *zh = dup_text (self->name_zh);
  g_autofree char  *address = dup_text (self->address);
  char             *name_zh = *zh != '\0' ? zh : name;

  if (self->is_drawer) {
    const TrivetDrawer drawer = { self->id, name, name_zh, address };

    trivet_devices_set_drawer_async (get_devices (self), &drawer, approval, on_saved, g_object_ref (form));
  } else {
    const TrivetStation station = {
      .id = self->id,
      .name = name,
      .name_zh = name_zh,
      .printer = address,
      .fallback = (char *) get_choice (self->fallback),
      .language = (char *) get_choice (self->language),
      .paper_mm = g_str_equal (get_choice (self->paper), "58") ? 58 : 80,
      .pass = g_str_equal (get_choice (self->pass), "pass"),
      .when_paid = g_str_equal (get_choice (self->when), "paid"),
    };

    trivet_devices_set_station_async (get_devices (self), &station, approval, on_saved, g_object_ref (form));
  }
}

static void
on_save_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetDeviceForm *self = user_data;

  _trivet_devices_page_run (GTK_WIDGET (self),
                            trivet_devices_needs (get_devices (self), self->is_drawer ? TRIVET_FACT_DRAWER_SET : TRIVET_FACT_STATION_SET),
                            run_save);
}

static void
run_remove (GtkWidget      *form,
            TrivetApproval *approval)
{
  TrivetDeviceForm *self = TRIVET_DEVICE_FORM (form);

  if (self->is_drawer)
    trivet_devices_remove_drawer_async (get_devices (self), self->id, approval, on_removed, g_object_ref (form));
  else
    trivet_devices_remove_station_async (get_devices (self), self->id, approval, on_removed, g_object_ref (form));
}

static void
on_remove_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetDeviceForm *self = user_data;

  _trivet_devices_page_run (GTK_WIDGET (self),
                            trivet_devices_needs (get_devices (self), self->is_drawer ? TRIVET_FACT_DRAWER_REMOVED : TRIVET_FACT_STATION_REMOVED),
                            run_remove);
}

static void
on_tried (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GtkWidget) form = user_data;
  TrivetDeviceForm *self = TRIVET_DEVICE_FORM (form);

  _trivet_devices_page_end (form, source, result,
                            self->is_drawer ? _("The printer has taken the order to open the drawer. Look whether it is open.")
                                            : _("The printer has acknowledged the page. Look at it."));
}

/* What is typed is tried, saved or not. */
static void
on_print_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetDeviceForm *self = user_data;
  g_autofree char  *name = dup_text (self->name);
  g_autofree char  *address = dup_text (self->address);

  trivet_devices_print_test_async (get_devices (self), address, g_str_equal (get_choice (self->paper), "58") ? 58 : 80, name,
                                   on_tried, g_object_ref (self));
}

static void
run_open (GtkWidget      *form,
          TrivetApproval *approval)
{
  TrivetDeviceForm *self = TRIVET_DEVICE_FORM (form);

  trivet_devices_open_drawer_async (get_devices (self), self->id, approval, on_tried, g_object_ref (form));
}

static void
on_open_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetDeviceForm *self = user_data;

  _trivet_devices_page_run (GTK_WIDGET (self), trivet_drawers_needs (self->context->drawers, TRIVET_PERMISSION_OPEN_DRAWER), run_open);
}

static void
append_buttons (TrivetDeviceForm *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *save = trivet_ui_button_new (_("Save"), "trivet-button primary big", G_CALLBACK (on_save_clicked), self);

  gtk_widget_set_hexpand (save, TRUE);
  gtk_widget_set_margin_top (row, 18);
  if (!self->is_drawer)
    gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Print a test page"), "trivet-button big", G_CALLBACK (on_print_clicked), self));
  else if (!self->is_new)
    gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Open the drawer"), "trivet-button big", G_CALLBACK (on_open_clicked), self));
  if (!self->is_new)
    gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Remove"), "trivet-button big", G_CALLBACK (on_remove_clicked), self));
  gtk_box_append (GTK_BOX (row), save);
  gtk_box_append (GTK_BOX (self), row);
}

/* @id: (nullable) */
static TrivetDeviceForm *
form_new (TrivetUiContext *context,
          const char      *id,
          gboolean         is_drawer)
{
  TrivetDeviceForm *self = g_object_new (TRIVET_TYPE_DEVICE_FORM, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, NULL);

  self->context = g_object_ref (context);
  self->is_drawer = is_drawer;
  self->is_new = id == NULL;
  self->id = id != NULL ? g_strdup (id) : trivet_devices_new_id (context->devices);

  return self;
}

static void
append_names (TrivetDeviceForm *self,
              const char       *title,
              const char       *name,
              const char       *name_zh)
{
  gtk_box_append (GTK_BOX (self), trivet_ui_label_new (title, "ticket-total"));
  self->name = append_entry (self, _("Name in English"), name, "");
  self->name_zh = append_entry (self, _("Name in Chinese"), name_zh, "");
}

static void
append_fallbacks (TrivetDeviceForm *self,
                  const char       *chosen)
{
  GPtrArray *stations = trivet_kitchen_get_stations (trivet_kitchen_desk_get_kitchen (self->context->kitchen));

  self->fallback = append_chips (self, _("When its printer does not answer, print at"), chosen);
  append_chip (self->fallback, _("nobody's"), "");
  for (guint i = 0; i < stations->len; i++) {
    const TrivetStation *other = g_ptr_array_index (stations, i);

    if (*other->printer != '\0' && !g_str_equal (other->id, self->id))
      append_chip (self->fallback, trivet_ui_is_chinese () ? other->name_zh : other->name, other->id);
  }
  show_choice (self->fallback);
}

/**
 * trivet_device_form_new_for_station:
 * @context: the screens' context
 * @station_id: (nullable): %NULL for a new one
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
trivet_device_form_new_for_station (TrivetUiContext *context,
                                    const char      *station_id)
{
  static const TrivetStation fresh = { .id = (char *) "", .name = (char *) "", .name_zh = (char *) "", .printer = (char *) "", .fallback = (char *) "", .language = (char *) "both", .paper_mm = 80 };
  const TrivetStation       *old = trivet_kitchen_lookup_station (trivet_kitchen_desk_get_kitchen (context->kitchen), station_id);
  const TrivetStation       *station = old != NULL ? old : &fresh;
  TrivetDeviceForm          *self = form_new (context, station_id, FALSE);

  append_names (self, old != NULL ? _("Kitchen station") : _("New station"), station->name, station->name_zh);
  self->address = append_entry (self, _("Printer's address"), station->printer, _("tcp:192.0.2.7:9100, file:/dev/usb/lp0, or empty for a display only"));
  self->paper = append_chips (self, _("Paper"), station->paper_mm == 58 ? "58" : "80");
  append_chip (self->paper, "80 mm", "80");
  append_chip (self->paper, "58 mm", "58");
  show_choice (self->paper);
  self->language = append_chips (self, _("Language of its slips"), station->language);
  append_chip (self->language, _("Both"), "both");
  append_chip (self->language, "English", "en");
  append_chip (self->language, "中文", "zh");
  show_choice (self->language);
  self->when = append_chips (self, _("Slips come"), station->when_paid ? "paid" : "sent");
  append_chip (self->when, _("when staff send"), "sent");
  append_chip (self->when, _("only when it is paid"), "paid");
  show_choice (self->when);
  self->pass = append_chips (self, _("What it gets"), station->pass ? "pass" : "own");
  append_chip (self->pass, _("its own dishes"), "own");
  append_chip (self->pass, _("a copy of everything (pass)"), "pass");
  show_choice (self->pass);
  append_fallbacks (self, station->fallback);
  append_buttons (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_device_form_new_for_drawer:
 * @context: the screens' context
 * @drawer_id: (nullable): %NULL for a new one
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
trivet_device_form_new_for_drawer (TrivetUiContext *context,
                                   const char      *drawer_id)
{
  static const TrivetDrawer fresh = { (char *) "", (char *) "", (char *) "", (char *) "" };
  const TrivetDrawer       *old = trivet_drawers_lookup (context->drawers, drawer_id);
  const TrivetDrawer       *drawer = old != NULL ? old : &fresh;
  TrivetDeviceForm         *self = form_new (context, drawer_id, TRUE);

  append_names (self, old != NULL ? _("Cash drawer") : _("New drawer"), drawer->name, drawer->name_zh);
  self->address = append_entry (self, _("Address of the printer that opens it"), drawer->kick, _("tcp:192.0.2.7:9100, file:/dev/usb/lp0, or empty for its key"));
  append_buttons (self);

  return GTK_WIDGET (self);
}
